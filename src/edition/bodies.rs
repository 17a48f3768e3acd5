//! The texts of a document and of what is laid over it, as one.

use crate::document::{Body, BodyLocations, Document, Footnote, Section, Sketch, number_footnotes};
use crate::text::{Digest, Location};

/// The text of both, with only those footnotes that what is left of it refers to.
pub(super) fn merge(below: &Body, upper: &Document, sections: Vec<Section>, idx: usize) -> Body {
    let (outline, upper) = (&upper.outline, &*upper.body);
    let gone = below.sections.iter().filter(|old| sections.iter().all(|section| section.at != old.at));
    let mut gone: Vec<Location> = gone.map(|section| section.at.clone()).collect();
    let (lead, of_lead, lead_piece) = if upper.lead.is_empty() {
        (&below.lead, below, below.lead_piece)
    } else {
        gone.push(below.lead_at.clone());
        (&upper.lead, upper, idx)
    };
    let of_upper = upper.footnotes.iter().map(|footnote| Footnote { piece: idx, ..footnote.clone() });
    let mut merged = Body {
        digest: Digest::of(&(below.digest, upper.digest)),
        lead: lead.clone(),
        lead_at: of_lead.lead_at.clone(),
        lead_piece,
        lead_tally: of_lead.lead_tally,
        sketch: Sketch::default(),
        sections,
        footnotes: below.footnotes.iter().cloned().chain(of_upper).collect(),
        fields: below.fields.under(&upper.fields, |field| outline.names(field)),
        places: places(&below.places, &upper.places, &gone),
    };
    // Only those that what is left of the text refers to.
    let numbered = number_footnotes(merged.texts(), &merged.footnotes);
    merged.footnotes = numbered.list.into_iter().map(|(footnote, _)| footnote.clone()).collect();
    merged
}

fn places(below: &BodyLocations, upper: &BodyLocations, gone: &[Location]) -> BodyLocations {
    let is_gone = |at: &Location| {
        let within =
            |gone: &Location| gone.path == at.path && gone.span.range().contains(&at.span.range().start);
        gone.iter().any(within)
    };
    let words = |below: &[(String, Location)], upper: &[(String, Location)]| {
        let left = below.iter().filter(|(_, at)| !is_gone(at));
        left.chain(upper).cloned().collect()
    };
    BodyLocations {
        values: words(&below.values, &upper.values),
        allows: Vec::new(),
        locks: below.locks.iter().chain(&upper.locks).cloned().collect(),
        abbreviations: words(&below.abbreviations, &upper.abbreviations),
        long_words: words(&below.long_words, &upper.long_words),
        base: Vec::new(),
    }
}

//! The texts of a document and of what is laid over it, as one.

use crate::config::keys;
use crate::data::KeyName;
use crate::document::{
    Body, BodyLocations, Derivation, FieldTrees, Footnote, Section, Sketch, number_footnotes,
};
use crate::text::{Digest, Location};

/// The text of both, with only those footnotes that what is left of it refers to.
pub(super) fn merge(
    below: &Body,
    upper: &Body,
    derivation: &Derivation,
    sections: Vec<Section>,
    idx: usize,
) -> Body {
    let has = |key: KeyName| derivation.given.contains(key.en);
    let pick = |key: KeyName| if has(key) { upper } else { below };
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
        steps: pick(keys::STEPS).steps.clone(),
        care: pick(keys::CARE).care.clone(),
        fields: field_texts(below, upper, derivation),
        places: places(&below.places, &upper.places, derivation, &gone),
    };
    // Only those that what is left of the text refers to.
    let numbered = number_footnotes(merged.texts(), &merged.footnotes);
    merged.footnotes = numbered.list.into_iter().map(|(footnote, _)| footnote.clone()).collect();
    merged
}

/// The Markdown of the declared fields: the upper one's where it names the field.
fn field_texts(below: &Body, upper: &Body, derivation: &Derivation) -> FieldTrees {
    let kept = below.fields.iter().filter(|(id, _)| !derivation.fields.contains(id));
    let mut texts: FieldTrees = kept.chain(&upper.fields).cloned().collect();
    texts.sort_by_key(|(id, _)| *id);
    texts
}

fn places(
    below: &BodyLocations,
    upper: &BodyLocations,
    derivation: &Derivation,
    gone: &[Location],
) -> BodyLocations {
    let is_gone = |at: &Location| {
        let within =
            |gone: &Location| gone.path == at.path && gone.span.range().contains(&at.span.range().start);
        gone.iter().any(within)
    };
    let words = |below: &[(String, Location)], upper: &[(String, Location)]| {
        let left = below.iter().filter(|(_, at)| !is_gone(at));
        left.chain(upper).cloned().collect()
    };
    let fields = below.fields.iter().filter(|(name, _)| !derivation.given.contains(name));
    BodyLocations {
        questions: below.questions.clone(),
        published: upper.published,
        values: words(&below.values, &upper.values),
        allows: Vec::new(),
        abbreviations: words(&below.abbreviations, &upper.abbreviations),
        long_words: words(&below.long_words, &upper.long_words),
        fields: fields.chain(&upper.fields).cloned().collect(),
        base: Vec::new(),
    }
}

//! The texts of a document and of what is laid over it, as one: what either refers to is counted anew.

use std::collections::BTreeMap;

use crate::config::keys;
use crate::data::KeyName;
use crate::document::{
    Body, BodyLocations, Derivation, FieldTexts, Fragment, Hole, Image, Link, Section, Sketch,
};
use crate::text::{Digest, Location};

/// The text of both, each with only those links, images and footnotes that what is left of it refers to.
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
    let (mut from_below, mut from_upper) = (Store::new(below), Store::new(upper));
    let mut references = MergedReferences::default();
    let (lead, of_lead, lead_piece) = if upper.lead.is_empty() {
        (from_below.take(&below.lead, &mut references), below, below.lead_piece)
    } else {
        gone.push(below.lead_at.clone());
        (from_upper.take(&upper.lead, &mut references), upper, idx)
    };
    let taken = sections.into_iter().map(|section| {
        // The heading can come from the upper text while what stands under it comes from below.
        let has_title = upper.sections.iter().any(|other| other.id == section.id);
        let title = if has_title { &mut from_upper } else { &mut from_below };
        let title = title.take(&section.title, &mut references);
        let body = if section.piece == idx { &mut from_upper } else { &mut from_below };
        let body = body.take(&section.body, &mut references);
        Section { title, body, ..section }
    });
    let sections = taken.collect();
    let MergedReferences { links, images, footnotes } = references;
    Body {
        digest: Digest::of(&(below.digest, upper.digest)),
        lead,
        lead_at: of_lead.lead_at.clone(),
        lead_piece,
        lead_tally: of_lead.lead_tally,
        sketch: Sketch::default(),
        sections,
        footnotes,
        links,
        images,
        steps: pick(keys::STEPS).steps.clone(),
        care: pick(keys::CARE).care.clone(),
        fields: field_texts(below, upper, derivation),
        places: places(&below.places, &upper.places, derivation, &gone),
    }
}

/// The Markdown of the declared fields: the upper one's where it names the field.
fn field_texts(below: &Body, upper: &Body, derivation: &Derivation) -> FieldTexts {
    let kept = below.fields.iter().filter(|(id, _)| !derivation.fields.contains(id));
    let mut texts: FieldTexts = kept.chain(&upper.fields).cloned().collect();
    texts.sort_by_key(|(id, _)| *id);
    texts
}

fn places(
    below: &BodyLocations,
    upper: &BodyLocations,
    derivation: &Derivation,
    gone: &[Location],
) -> BodyLocations {
    let pick = |key: KeyName| if derivation.given.contains(key.en) { upper } else { below };
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
        evidence: pick(keys::EVIDENCE).evidence.clone(),
        counter: pick(keys::COUNTER).counter.clone(),
        relations: pick(keys::RELATIONS).relations.clone(),
        aliases: pick(keys::ALIASES).aliases.clone(),
        questions: below.questions.clone(),
        published: upper.published,
        review_by: pick(keys::REVIEW_BY).review_by.clone(),
        values: words(&below.values, &upper.values),
        allows: Vec::new(),
        abbreviations: words(&below.abbreviations, &upper.abbreviations),
        long_words: words(&below.long_words, &upper.long_words),
        fields: fields.chain(&upper.fields).cloned().collect(),
        removed: Vec::new(),
        after: Vec::new(),
        base: Vec::new(),
    }
}

/// What fragments of several bodies refer to, in one list each.
#[derive(Default)]
struct MergedReferences {
    links: Vec<Link>,
    images: Vec<Image>,
    footnotes: Vec<Fragment>,
}

/// What the fragments of one body refer to, and the new place of whatever was taken out of it.
struct Store<'b> {
    body: &'b Body,
    links: BTreeMap<u32, u32>,
    images: BTreeMap<u32, u32>,
    footnotes: BTreeMap<u32, u32>,
}

impl<'b> Store<'b> {
    fn new(body: &'b Body) -> Self {
        Self { body, links: BTreeMap::new(), images: BTreeMap::new(), footnotes: BTreeMap::new() }
    }

    /// A fragment of this body, with everything that it refers to.
    fn take(&mut self, fragment: &Fragment, references: &mut MergedReferences) -> Fragment {
        fragment.with_holes(|hole| match hole {
            Hole::LinkAttributes(idx) => Hole::LinkAttributes(self.link(*idx, references)),
            Hole::LinkTitle(idx) => Hole::LinkTitle(self.link(*idx, references)),
            Hole::Image(idx) => Hole::Image(moved(&mut self.images, *idx, || {
                push(&mut references.images, self.body.images[*idx as usize].clone())
            })),
            Hole::Footnote(idx) => Hole::Footnote(self.footnote(*idx, references)),
            Hole::FootnoteNumber(idx) => Hole::FootnoteNumber(self.footnote(*idx, references)),
            Hole::Value(_) | Hole::Table | Hole::Interface(_) => hole.clone(),
        })
    }

    fn link(&mut self, idx: u32, references: &mut MergedReferences) -> u32 {
        moved(&mut self.links, idx, || push(&mut references.links, self.body.links[idx as usize].clone()))
    }

    fn footnote(&mut self, idx: u32, references: &mut MergedReferences) -> u32 {
        if let Some(new) = self.footnotes.get(&idx) {
            return *new;
        }
        // Its place has to be known before its text is taken: a footnote can refer to itself.
        let new = push(&mut references.footnotes, Fragment::default());
        self.footnotes.insert(idx, new);
        let text = self.take(&self.body.footnotes[idx as usize], references);
        references.footnotes[new as usize] = text;
        new
    }
}

fn moved(places: &mut BTreeMap<u32, u32>, idx: u32, put: impl FnOnce() -> u32) -> u32 {
    *places.entry(idx).or_insert_with(put)
}

/// Adds an item; gives its place.
fn push<T>(items: &mut Vec<T>, item: T) -> u32 {
    items.push(item);
    u32::try_from(items.len() - 1).expect("the size of a document is capped when it is read")
}

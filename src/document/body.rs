//! What only the page of a document itself sees: its texts, and where things stand.

use std::collections::BTreeMap;

use super::FieldValues;
use super::footnotes::Footnote;
use super::links::{Image, Link};
use super::markdown::ReadSection;
use super::reading::{ReadabilityScore, Sketch, WordTally};
use super::tree::TextTree;
use crate::data::KeyName;
use crate::model::{CareField, FieldId, keys};
use crate::text::{Digest, Located, Location, Rule};

/// What only the page of a document itself sees.
#[derive(Clone, Debug)]
pub struct Body {
    /// The digest of the whole source: equal digests, equal bodies.
    pub digest: Digest,
    /// What stands before the first level-2 heading.
    pub lead: TextTree,
    /// Where the lead stands.
    pub lead_at: Location,
    /// The place, among the files that lie on each other, of the one that the lead comes from; the lowest is 0.
    pub lead_piece: usize,
    /// What was counted in the lead; nothing in a language that can't be counted.
    pub lead_tally: WordTally,
    /// What its running text and the fields that people read are like; empty where several files lie on each other.
    pub sketch: Sketch,
    /// The rest, by level-2 heading.
    pub sections: Vec<Section>,
    /// Its footnotes, in the order in which its files name them.
    pub footnotes: Vec<Footnote>,
    /// What it says in those of its fields that have Markdown in them.
    pub fields: FieldValues,
    /// Where the things stand that only the whole site can judge.
    pub places: BodyLocations,
}

impl Body {
    /// One without any text, for what is written as data. `digest` is of everything that its page is made from.
    pub(crate) fn empty(digest: Digest, at: Location) -> Self {
        Self {
            digest,
            lead: TextTree::default(),
            lead_at: at,
            lead_piece: 0,
            lead_tally: WordTally::default(),
            sketch: Sketch::default(),
            sections: Vec::new(),
            footnotes: Vec::new(),
            fields: FieldValues::default(),
            places: BodyLocations::default(),
        }
    }

    /// Its texts in the order of its page, each with the place of the file that it comes from.
    pub fn texts(&self) -> impl Iterator<Item = (usize, &TextTree)> {
        let sections = self
            .sections
            .iter()
            .flat_map(|section| [(section.title_piece, &section.title), (section.piece, &section.body)]);
        std::iter::once((self.lead_piece, &self.lead)).chain(sections)
    }

    /// Every text that it has, those of fields and footnotes too.
    pub fn trees(&self) -> impl Iterator<Item = &TextTree> {
        let footnotes = self.footnotes.iter().map(|footnote| &footnote.text);
        self.texts().map(|(_, text)| text).chain(footnotes).chain(self.fields.trees())
    }

    /// What a resident can do now; only on questions.
    pub fn steps(&self) -> impl Iterator<Item = &TextTree> {
        self.fields.markdown(FieldId::STEPS)
    }

    /// What to do when it is urgent; only on questions, most urgent first.
    pub fn care(&self) -> Vec<Care<'_>> {
        let care = self.fields.groups(FieldId::CARE).filter_map(|care| {
            Some(Care {
                urgency: care.choice(CareField::URGENCY, &Urgency::CHOICES).unwrap_or(Urgency::Soon),
                action: care.markdown(CareField::ACTION).next()?,
                at: &care.first(CareField::ACTION)?.at,
                when: care.markdown(CareField::WHEN).collect(),
            })
        });
        let mut care: Vec<Care<'_>> = care.collect();
        care.sort_by_key(|care| care.urgency);
        care
    }

    /// The links in its texts.
    pub fn links(&self) -> impl Iterator<Item = &Link> {
        self.trees().flat_map(TextTree::links)
    }

    /// The images in its texts.
    pub fn images(&self) -> impl Iterator<Item = &Image> {
        self.trees().flat_map(TextTree::images)
    }

    /// What was counted in its text, that of fields, headings and tables apart.
    pub fn tally(&self) -> WordTally {
        self.sections.iter().fold(self.lead_tally, |tally, section| tally.and(section.tally))
    }

    /// How hard its text reads; `None` where it isn't Dutch, or there is none.
    pub fn reading(&self) -> Option<ReadabilityScore> {
        self.tally().reading()
    }
}

/// Parts of a document that layers above may not change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartLock {
    /// What stays, each where it is named.
    pub parts: Vec<Located<Part>>,
    /// Why.
    pub reason: String,
    /// Where all that its file locks stands, behind the key.
    pub at: Location,
}

/// Where the things stand that only the whole site can judge.
#[derive(Clone, Debug, Default)]
pub struct BodyLocations {
    /// Every `{{ value }}`, by name.
    pub values: Vec<(String, Location)>,
    /// The rules that its file allows itself to break, each where it says so; empty where several files lie on each other.
    pub allows: Vec<Located<Rule>>,
    /// What its files keep as it is in the layers above, the lowest first.
    pub locks: Vec<PartLock>,
    /// The abbreviations that the text itself doesn't explain, each where it comes first.
    pub abbreviations: Vec<(String, Location)>,
    /// The long words of a text for residents, each where it comes first.
    pub long_words: Vec<(String, Location)>,
    /// What a derivation was made from: the digest that was noted for a section or field, where that stands.
    pub base: Vec<Located<Noted>>,
}

/// The digest of the text that a part of a derivation was made from, as its author or the tool noted it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Noted {
    /// The part.
    pub part: Part,
    /// The digest, in hexadecimal digits.
    pub digest: String,
}

/// The digests of texts, by the parts that they are of.
pub type Notes = BTreeMap<Part, String>;

/// A part of a document that can be derived by itself. Sorts fields first.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// A field, by its English name; a facet by its own.
    Field(String),
    /// What stands before the first section.
    Lead,
    /// A section, by its id.
    Section(String),
}

impl Part {
    /// The name that a field goes by here, whichever of its names this is.
    pub(crate) fn field_name(key: &str) -> &str {
        FieldId::built_in(key).and_then(FieldId::key).map_or(key, |name| name.en)
    }

    /// The part that says what is locked.
    pub(crate) fn lock() -> Self {
        Self::Field(keys::LOCKED.en.to_owned())
    }

    /// Whether it says what is locked.
    pub(crate) fn is_lock(&self) -> bool {
        matches!(self, Self::Field(name) if name == keys::LOCKED.en)
    }
}

/// What stands under one level-2 heading.
#[derive(Clone, Debug)]
pub struct Section {
    /// The id of the heading.
    pub id: String,
    /// The classes that the author gave the heading, separated by spaces; may be empty.
    pub classes: String,
    /// The heading.
    pub title: TextTree,
    /// The place of the file that the heading comes from, which can be another where only that is new.
    pub title_piece: usize,
    /// Its text, without the heading.
    pub body: TextTree,
    /// Where it stands, heading included.
    pub at: Location,
    /// The place, among the files that lie on each other, of the one that it comes from; the lowest is 0.
    pub piece: usize,
    /// What was counted in it; nothing in a language that can't be counted.
    pub tally: WordTally,
}

impl From<ReadSection> for Section {
    fn from(ReadSection { id, classes, title, body, at, heading: _ }: ReadSection) -> Self {
        let (title, body) = (title.tree, body.tree);
        Self { id, classes, title, title_piece: 0, body, at, piece: 0, tally: WordTally::default() }
    }
}

/// What to do when it is urgent.
#[derive(Clone, Debug)]
pub struct Care<'b> {
    /// How urgent.
    pub urgency: Urgency,
    /// The one thing to do.
    pub action: &'b TextTree,
    /// Where that is written.
    pub at: &'b Location,
    /// When that is.
    pub when: Vec<&'b TextTree>,
}

/// How urgent something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Urgency {
    /// At once.
    Now,
    /// Today.
    Today,
    /// Soon.
    Soon,
}

impl Urgency {
    /// Every one with its name in front matter, from what can't wait to what can.
    pub(super) const CHOICES: [(KeyName, Self); 3] =
        [(keys::NOW, Self::Now), (keys::TODAY, Self::Today), (keys::SOON, Self::Soon)];

    /// Its name in templates.
    pub fn name(self) -> &'static str {
        match self {
            Self::Now => "now",
            Self::Today => "today",
            Self::Soon => "soon",
        }
    }
}

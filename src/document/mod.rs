//! From a source to a [`Document`]: what it says about itself, its text as trees, and what is wrong with either. Also the
//! register of facts, which is data.
//!
//! A document splits in two. The [`Outline`] is what other pages may see; where a value of it stands doesn't count when two are
//! compared, so that editing prose doesn't change it. The [`Body`] is what only its own page sees.

mod id;

mod introduced;

mod links;

mod tree;

mod places;

mod escape;

mod plain;

mod footnotes;

mod reading;

mod values;

mod derivation;

mod outline;

mod markdown;

mod allow;

mod body;

mod lock;

mod lint;

mod relations;

mod field_texts;

mod field;

mod front_matter;

mod glance;

mod beginning;

mod numbers;

mod glossary;

mod citation;

mod register;

use std::ops::Range;
use std::sync::Arc;

use crate::compare;
pub use crate::model::{Audience, Status};
use crate::model::{ContentModel, FieldId};
use crate::text::{Checked, Located, Location, Source, SourcePath, Span, next_value};

pub use beginning::Beginning;
pub use body::{Body, BodyLocations, Care, Noted, Notes, Part, PartLock, Section, Urgency};
pub use citation::{Citation, Written};
pub use derivation::{Derivation, GivenField};
pub use escape::escape;
pub(crate) use field::field_values;
pub use footnotes::{Footnote, FootnoteMark, NumberedFootnotes, number_footnotes};
pub use glance::Glance;
pub use glossary::{Glossary, Word};
pub use id::{BadName, DocumentFile, DocumentId, Identity, Role, bad_name};
pub(crate) use id::{id_of, is_chapter};
pub use introduced::Introduced;
pub use links::{Image, Link, LinkTarget, LinkWords, leads_out};
pub(crate) use lint::{
    Numbered, Suspect, allowed_hint, column_name, file_suspects, is_public_address, mask, masked,
    may_hold_number, number_in_name, numbers, personal_data, proven, text as lint_text,
};
pub(crate) use markdown::{definitions, headings};
pub use numbers::{Confirmation, Number, Numbers};
pub use outline::{Heading, LadderStep, Outline};
pub use plain::plain;
pub use reading::{Aim, ENOUGH_WORDS, Ease, ReadabilityScore, Sketch, WordTally};
pub use register::{Fact, FactSource, Register};
pub use tree::{Edge, Element, TextMark, TextNode, TextTree, TreeBuilder};
pub use values::{FieldValue, FieldValues, MarkdownText};

use field::ReadFields;
use field_texts::FieldTexts;
use reading::Block;

/// Where the fields of a document stand in its file, in bytes; empty where it has none.
pub(crate) fn front_matter(source: &Source) -> Range<usize> {
    front_matter::split(source).value.yaml
}

/// A parsed document. Cloning shares it.
#[derive(Clone, Debug)]
pub struct Document {
    /// What others may see.
    pub outline: Arc<Outline>,
    /// What only its own page sees.
    pub body: Arc<Body>,
}

/// Parses a document. Never fails: a broken one still gives whatever could be read.
///
/// `identity` comes from its path, see [`DocumentId::of_path`], and from what other files there are.
pub fn parse(source: &Source, identity: Identity, model: &ContentModel) -> Checked<Document> {
    let mut diagnostics = Vec::new();
    // Both versions of a text at once would be taken for trouble that isn't there.
    let source = &compare::first_version(source).unpack(&mut diagnostics);
    let front = front_matter::split(source).unpack(&mut diagnostics);
    let header = front_matter::read(source, front.yaml.clone(), &identity, model).unpack(&mut diagnostics);
    let names = model.kind(identity.kind).section_names(&identity.language);
    let markdown = markdown::read(source, front.body, names).unpack(&mut diagnostics);
    lint::text(source, Some(front.body), &model.allowed_numbers, &mut diagnostics);
    for text in markdown.trees() {
        lint::table_heads(source, text, &mut diagnostics);
        lint::links(&text.tree, &mut diagnostics);
    }
    // What opens a chapter or a list is none of what is in it.
    let introduced = identity.id.introduces(model);
    let opens_others = is_chapter(source.path()) || introduced.is_some();
    let Identity { id, kind, language, role } = identity;
    let front_matter::FrontMatter { is_readable, mut given, mut terms, fields } = header;
    let ReadFields { mut values, texts, of_file, allows, base, mut sentences } = fields;
    if introduced::is_for_teams_alone(introduced, model) {
        values.retain(|(field, _)| *field != FieldId::AUDIENCE);
    }
    let of_file = FieldValues::new(of_file);
    let mut derived = Derivation::of(&of_file);
    let is_whole = is_readable && (role == Role::Own || derived.takes_over);
    if is_whole && !opens_others {
        lint::sections(source, kind, model, &markdown, &mut diagnostics);
    }
    for section in &markdown.sections {
        if let Some(before) = &section.heading.after {
            let at = Location::new(source.path().clone(), section.heading.place);
            derived.after.push(Located::new((section.id.clone(), before.clone()), at));
        }
    }
    // In the order of the source, though footnotes may stand anywhere in it.
    let mut blocks: Vec<Block> = markdown.running().flat_map(reading::blocks).collect();
    blocks.sort_by_key(Block::start);
    let mut code_at: Vec<Range<usize>> =
        markdown.trees().flat_map(|text| text.places.code.iter().cloned()).collect();
    let markdown::Markdown { lead, sections, footnotes, mut headings } = markdown;
    let mut sections: Vec<Section> = sections.into_iter().map(Section::from).collect();
    // Ten thousand of them are kept, and lists grow to twice what they hold.
    given.shrink_to_fit();
    terms.shrink_to_fit();
    headings.shrink_to_fit();
    sections.shrink_to_fit();
    let lead_end = sections.first().map_or(source.text().len(), |section| section.at.span.range().start);
    let outline = Outline {
        fields: FieldValues::new(with_defaults(
            values,
            source.path(),
            introduced::audience(introduced, model, kind),
        )),
        id,
        kind,
        path: source.path().clone(),
        language,
        derivation: (role != Role::Own).then(|| derived.clone()),
        given,
        terms,
        headings,
    };
    if role == Role::Own {
        diagnostics.extend(lint::lies_on_nothing(&outline, &derived));
    }
    outline.fields.texts(FieldId::SUMMARY).for_each(|(text, at)| sentences.add(source, text, at));
    let FieldTexts { blocks: mut in_fields, code: in_code } = sentences;
    in_fields.sort_by_key(Block::start);
    code_at.extend(in_code);
    code_at.sort_unstable_by_key(|range| range.start);
    lint::misspelled_values(source, |at| is_within(&code_at, at), &mut diagnostics);
    lint::lengths(&outline, &mut diagnostics);
    let text = lint::JudgedText {
        source,
        outline: &outline,
        audience: outline.audience(),
        model,
        blocks: &blocks,
        fields: &in_fields,
    };
    let lint::WordingFindings { lead: lead_tally, abbreviations, long_words, sketch } =
        lint::wording(&text, &mut sections, &mut diagnostics);
    if is_whole && !opens_others {
        lint::bounds(&outline, model, &lead.tree, &sections, &mut diagnostics);
    }
    let body = Body {
        digest: source.digest(),
        lead: lead.tree,
        lead_at: Location::new(source.path().clone(), Span::new(front.body, lead_end)),
        lead_piece: 0,
        lead_tally,
        sketch,
        sections,
        footnotes: footnotes.into_iter().map(Footnote::from).collect(),
        fields: FieldValues::new(texts),
        places: BodyLocations {
            values: filled_values(source, &code_at),
            allows,
            locks: lock::of(&of_file, &outline),
            abbreviations,
            long_words,
            base,
        },
    };
    diagnostics.extend(lock::check(&outline, &body, role, model));
    if is_whole {
        lint::care(&outline, model, &mut diagnostics);
        lint::evidence(&outline, &mut diagnostics);
        lint::urgency(&outline, &body, &mut diagnostics);
    }
    Checked { value: Document { outline: Arc::new(outline), body: Arc::new(body) }, diagnostics }
}

/// What a document says, and what it is where it doesn't say so: called by its file, for those that its kind is for, and a
/// draft, since nothing goes public by being forgotten.
fn with_defaults(
    mut values: field::LocatedValues,
    path: &SourcePath,
    audience: Audience,
) -> field::LocatedValues {
    let title = || FieldValue::Text(path.file_name().trim_end_matches(".md").replace('-', " "));
    let defaults: [(FieldId, &dyn Fn() -> FieldValue); 3] = [
        (FieldId::TITLE, &title),
        (FieldId::AUDIENCE, &|| FieldValue::from(audience)),
        (FieldId::STATUS, &|| FieldValue::from(Status::Draft)),
    ];
    for (id, value) in defaults {
        if !values.iter().any(|(other, _)| *other == id) {
            values.push((id, Located::new(value(), Location::file(path.clone()))));
        }
    }
    values
}

impl Document {
    /// Where a part stands: a field behind its key, a section with its heading. `None` where there is no such part; the
    /// lead has a place also where it is empty.
    pub fn place(&self, part: &Part) -> Option<&Location> {
        let Self { outline, body } = self;
        match part {
            Part::Lead => Some(&body.lead_at),
            Part::Section(id) => {
                body.sections.iter().find(|section| section.id == *id).map(|section| &section.at)
            }
            Part::Field(name) => outline.place_of(name),
        }
    }

    /// Whether it has something to say about a part of the document that it lies on: words of its own, or that the part is to
    /// go.
    pub fn says(&self, part: &Part) -> bool {
        let is_derived = self.outline.derivation.as_ref().is_some_and(|derivation| {
            let is_removed = matches!(part, Part::Section(id) if derivation.removed.iter().any(|removed| removed.value == *id));
            is_removed || derivation.takes_over
        });
        is_derived || self.has(part)
    }

    /// The same with what the record of its site notes of the texts that it was made from. What its front matter notes is from
    /// before there was a record, which counts more.
    #[must_use]
    pub fn noting(mut self, recorded: &Notes, role: Role) -> Self {
        // What is locked is nothing that it says; that it was seen counts all the same.
        let says = |part: &Part| role == Role::Translation || self.says(part) || part.is_lock();
        let noted = recorded.iter().filter(|(part, _)| says(part));
        let at = Location::file(self.outline.path.clone());
        let noted = noted.map(|(part, digest)| Noted { part: part.clone(), digest: digest.clone() });
        let mut base: Vec<Located<Noted>> = noted.map(|noted| Located::new(noted, at.clone())).collect();
        let body = Arc::make_mut(&mut self.body);
        base.extend(body.places.base.drain(..).filter(|noted| !recorded.contains_key(&noted.value.part)));
        body.places.base = base;
        self
    }

    /// The digests of the texts that its parts were made from.
    pub fn noted(&self) -> Notes {
        let noted = self.body.places.base.iter().map(|noted| &noted.value);
        noted.map(|Noted { part, digest }| (part.clone(), digest.clone())).collect()
    }

    /// Whether it says something of its own about a part.
    pub fn has(&self, part: &Part) -> bool {
        match part {
            Part::Lead => !self.body.lead.is_empty(),
            Part::Section(_) | Part::Field(_) => self.place(part).is_some(),
        }
    }
}

/// Every `{{ value }}` of a source that is filled in: not those in code.
fn filled_values(source: &Source, code: &[Range<usize>]) -> Vec<(String, Location)> {
    let mut values = Vec::new();
    let mut rest = source.text();
    while let Some((before, name, after)) = next_value(rest) {
        let at = source.text().len() - rest.len() + before.len();
        let end = source.text().len() - after.len();
        if !is_within(code, at) {
            values.push((name.to_owned(), Location::new(source.path().clone(), Span::new(at, end))));
        }
        rest = after;
    }
    values
}

/// Whether a place is in one of these ranges, which are in the order of the text.
fn is_within(ranges: &[Range<usize>], at: usize) -> bool {
    let before = ranges.partition_point(|range| range.start <= at);
    ranges[..before].iter().rev().take(2).any(|range| range.contains(&at))
}

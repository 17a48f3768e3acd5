//! Drift: whether the text that a derivation was made from is still what it was.
//!
//! A site's record notes the digest of the text that each part of a derivation was made from. The base is what the layers below
//! give together, in the site's own language; so a municipality learns of a change that its region made as of one that
//! the nation made.

use std::collections::{BTreeMap, BTreeSet};

use super::{DerivedPiece, parts};
use crate::document::{Document, Part, Role};
use crate::model::{Language, keys};
use crate::text::{Diagnostic, Digest, Location, Rule, Source, SourcePath, phrase};

/// How many hexadecimal digits of a digest are noted: enough that two texts of one site never share them, and few
/// enough to be read.
const DIGITS: usize = 16;

/// What has become of the base of one part of a derivation.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PartState {
    /// The part.
    pub part: Part,
    /// What became of its base.
    pub state: BaseState,
}

/// What has become of a base.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum BaseState {
    /// Nothing: it is the text that was noted.
    Same,
    /// It is another text now.
    Changed {
        /// The digest that was noted.
        noted: String,
    },
    /// It isn't there any more.
    Gone {
        /// The digest that was noted.
        noted: String,
    },
    /// It is there, but the derivation doesn't note it.
    Unnoted,
}

/// The texts of a site by path.
pub type Sources = BTreeMap<SourcePath, Source>;

/// The digest of a text as it is noted.
pub fn digest(text: &str) -> String {
    let mut digest = Digest::of_bytes(text.as_bytes()).to_string();
    digest.truncate(DIGITS);
    digest
}

/// Whether a text may be a noted digest.
pub fn is_digest(text: &str) -> bool {
    text.len() == DIGITS && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// The text of a part of a document, without blanks that mean nothing at the ends of its lines and of itself. `None` where the document
/// has no such part, or an empty one.
pub fn text(document: &Document, part: &Part, sources: &Sources) -> Option<String> {
    let at = document.place(part)?;
    let locks: BTreeSet<&Location> = document.body.places.locks.iter().map(|lock| &lock.at).collect();
    if locks.len() > 1 && part.is_lock() {
        // Each layer that locks something has its say; none takes the place of another.
        let said = locks.into_iter().filter_map(|at| sources.get(&at.path)?.text().get(at.span.range()));
        return Some(said.map(str::trim).collect::<Vec<_>>().join("\n"));
    }
    let text = sources.get(&at.path)?.text().get(at.span.range())?;
    let lines: Vec<String> = match part {
        Part::Field(_) => {
            let value = text.trim_start().strip_prefix(':').unwrap_or(text);
            value.trim().lines().map(|line| line.trim_end().to_owned()).collect()
        }
        Part::Lead | Part::Section(_) => text.trim().lines().map(without_blanks).collect(),
    };
    let text = lines.join("\n");
    (!text.is_empty()).then_some(text)
}

/// A line of Markdown without the blanks at its end, apart from two that break the line.
fn without_blanks(line: &str) -> String {
    let text = line.trim_end();
    if line.ends_with("  ") && !text.is_empty() { format!("{text}  ") } else { text.to_owned() }
}

/// The parts of a piece that were made from something below it, each with what became of that; in the order of fields,
/// lead and sections. Empty for a piece that lies on nothing.
pub fn of(derived: &DerivedPiece, sources: &Sources) -> Vec<PartState> {
    let Some(base) = &derived.base else { return Vec::new() };
    let document = &derived.piece.document;
    let noted = |part: &Part| document.body.places.base.iter().find(|noted| noted.value.part == *part);
    said_parts(derived)
        .into_iter()
        .filter_map(|part| {
            let now = text(base, &part, sources);
            let state = match (noted(&part).map(|noted| &noted.value.digest), now) {
                (Some(noted), Some(now)) if *noted == digest(&now) => BaseState::Same,
                (Some(noted), Some(_)) => BaseState::Changed { noted: noted.clone() },
                (Some(noted), None) => BaseState::Gone { noted: noted.clone() },
                (None, Some(_)) => BaseState::Unnoted,
                // New, made from nothing.
                (None, None) => return None,
            };
            Some(PartState { part, state })
        })
        .collect()
}

/// Every part that a piece may have made from what lies below it, whether the base has it or not.
fn said_parts(derived: &DerivedPiece) -> BTreeSet<Part> {
    let document = &derived.piece.document;
    let (outline, body) = (&document.outline, &document.body);
    let takes_over = outline.derivation.as_ref().is_some_and(|derivation| derivation.takes_over);
    let given = outline.given.iter().map(|given| &given.value).filter(|given| given.is_content());
    let fields = given.map(|given| Part::Field(given.name.to_string()));
    let lead = (!body.lead.is_empty()).then_some(Part::Lead);
    // A section without a text of its own only moves or renames the one below.
    let sections = body.sections.iter().filter(|section| !section.body.is_empty());
    let whole = derived.base.iter().filter(|_| takes_over).flat_map(|base| {
        let sections = base.body.sections.iter().map(|section| Part::Section(section.id.clone()));
        sections.chain((!base.body.lead.is_empty()).then_some(Part::Lead))
    });
    let noted = body.places.base.iter().map(|noted| noted.value.part.clone());
    let sections = sections.map(|section| Part::Section(section.id.clone()));
    fields.chain(lead).chain(sections).chain(whole).chain(noted).collect()
}

/// What an editor has to know about the parts of a piece, in a site that is written in `language`.
pub fn diagnostics(derived: &DerivedPiece, states: &[PartState], language: &Language) -> Vec<Diagnostic> {
    let document = &derived.piece.document;
    let path = &document.outline.path;
    let what = match derived.piece.role {
        Role::Own | Role::Overlay => phrase!("aangepaste tekst", "localised text"),
        Role::Translation => phrase!("vertaling", "translation"),
    };
    let (nl, en) = (&what.nl, &what.en);
    let mut diagnostics = Vec::new();
    for PartState { part, state } in states {
        let name = part_name(part, language);
        let (rule, message, hint) = match state {
            BaseState::Same | BaseState::Unnoted => continue,
            BaseState::Changed { .. } => (
                Rule::DriftedText,
                phrase!(
                    "het origineel van `{name}` is veranderd na deze {nl}",
                    "the original of `{name}` has changed since this {en}"
                ),
                phrase!(
                    "`wijkgids drift … --diff` met de naam van dit bestand toont de verschillen; klopt je tekst nog, zeg dat dan met `--accept`",
                    "`wijkgids drift … --diff` with the name of this file shows the differences; if your text still holds, say so with `--accept`"
                ),
            ),
            BaseState::Gone { .. } => (
                Rule::DriftedText,
                phrase!(
                    "het origineel van `{name}` is er niet meer",
                    "the original of `{name}` isn't there any more"
                ),
                phrase!(
                    "`wijkgids drift …` met de naam van dit bestand zegt of het hernoemd of gesplitst is; `--accept` houdt je tekst als eigen tekst",
                    "`wijkgids drift …` with the name of this file says whether it was renamed or split; `--accept` keeps your text as your own"
                ),
            ),
        };
        diagnostics.push(Diagnostic::new(rule, message).at(place(document, part)).hint(hint));
    }
    let unnoted: Vec<String> = states
        .iter()
        .filter(|part| part.state == BaseState::Unnoted)
        .map(|part| format!("`{}`", part_name(&part.part, language)))
        .collect();
    if !unnoted.is_empty() {
        let names = unnoted.join(", ");
        diagnostics.push(
            Diagnostic::new(
                Rule::MissingBase,
                phrase!(
                    "van deze {nl} is niet vastgelegd op welke tekst ze rust: {names}",
                    "this {en} doesn't note which text it was made from: {names}"
                ),
            )
            .at(Location::file(path.clone()))
            .hint(phrase!(
                "leg het vast met `wijkgids drift … --accept` en de naam van dit bestand",
                "note it with `wijkgids drift … --accept` and the name of this file"
            )),
        );
    }
    diagnostics
}

/// The parts of a document that others can take over or change, each with its digest and its text.
pub fn parts_of(document: &Document, sources: &Sources) -> BTreeMap<Part, String> {
    let given = document.outline.given.iter().map(|given| &given.value).filter(|given| given.is_content());
    let fields = given.map(|given| Part::Field(given.name.to_string()));
    let sections = document.body.sections.iter().map(|section| Part::Section(section.id.clone()));
    let parts = fields.chain([Part::Lead]).chain(sections);
    parts
        .filter_map(|part| {
            let text = text(document, &part, sources)?;
            Some((part, text))
        })
        .collect()
}

/// What a part is called in front matter and in messages: as editors type it in a site that is written in `language`.
pub fn part_name<'p>(part: &'p Part, language: &Language) -> &'p str {
    match part {
        Part::Field(name) => parts::field_key(name, language),
        Part::Lead => keys::LEAD.in_language(language),
        Part::Section(id) => id,
    }
}

/// Where a part stands in a document, or where its base is noted.
fn place(document: &Document, part: &Part) -> Location {
    let body = &document.body;
    let own = match part {
        Part::Lead => None,
        Part::Field(_) | Part::Section(_) => document.place(part).map(Location::start),
    };
    let noted = body.places.base.iter().find(|noted| noted.value.part == *part);
    own.or_else(|| noted.map(|noted| noted.at.clone()))
        .unwrap_or_else(|| Location::file(document.outline.path.clone()))
}

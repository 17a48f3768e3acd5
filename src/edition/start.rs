//! Starting a derivation: what an editor gets to begin with, as the text of a file.
//!
//! ```text
//! the document below, the parts that are to differ ▶ the text of an overlay or a translation, with its notes
//! ```

use std::collections::BTreeMap;
use std::fmt::Write;

use super::drift::{self, Sources};
use super::overlay::by_section;
use super::parts::{self, FrontMatterSlot};
use super::patch::SourceEdit;
use super::settle::{Bases, MergeRefusal, digested, heading_and_rest, is_signed};
use crate::document::{
    Document, Heading, Notes, Part, definitions as definitions_of, headings as headings_of,
};
use crate::model::{ContentModel, FieldId, Language, Translated, keys};
use crate::text::{Source, slugify};

/// The text of a derivation, or the changes to one, with the texts that it is made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Started<T> {
    /// The text or the changes.
    pub text: T,
    /// What is recorded of the document: of an overlay everything that the layers below say of it, of a translation the parts
    /// that it was made from.
    pub notes: Notes,
    /// The texts that these are the digests of.
    pub bases: Bases,
}

/// What a document is derived as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Derive {
    /// An overlay: only what differs.
    Overlay,
    /// A translation: everything that is in words.
    Translation,
}

/// What is derived from what.
#[derive(Clone, Copy, Debug)]
pub struct DerivationSource<'o> {
    /// The document below.
    pub base: &'o Document,
    /// Where the texts stand.
    pub sources: &'o Sources,
    /// The language that the site is written in.
    pub language: &'o Language,
    /// What becomes of it.
    pub derive: Derive,
}

/// The part that somebody means: a section by its id or its heading, the lead, or a field by either of its names.
pub fn part_named(base: &Document, name: &str) -> Option<Part> {
    let name = name.trim().trim_start_matches('#').trim();
    let is_meant = |heading: &&Heading| {
        heading.is_section && (heading.id == name || heading.text.to_lowercase() == name.to_lowercase())
    };
    if let Some(heading) = base.outline.headings.iter().find(is_meant) {
        return Some(Part::Section(heading.id.clone()));
    }
    if keys::LEAD.is(name) {
        return (!base.body.lead.is_empty()).then_some(Part::Lead);
    }
    let named = Part::field_name(name);
    let field = Part::Field(named.to_owned());
    let given = base.outline.given.iter().find(|given| given.value.name == named);
    given.is_some_and(|given| given.value.is_content()).then_some(field)
}

/// Every part of a document that is in words, in its order: fields, lead, sections.
pub fn parts_in_words(base: &Document, model: &ContentModel) -> Vec<Part> {
    let is_in_words = |field: FieldId| model.field(field).translated == Translated::Anew;
    let given = base.outline.given.iter().map(|given| &given.value);
    let mut parts: Vec<Part> = Vec::new();
    for given in given.filter(|given| given.field.is_some_and(is_in_words)) {
        let part = Part::Field(given.name.to_string());
        if !parts.contains(&part) {
            parts.push(part);
        }
    }
    parts.extend((!base.body.lead.is_empty()).then_some(Part::Lead));
    parts.extend(base.body.sections.iter().map(|section| Part::Section(section.id.clone())));
    parts
}

/// A new file with these parts as they stand below; `advice` are comments for whoever goes on with it.
pub fn started(origin: DerivationSource<'_>, parts: &[Part], advice: &[String]) -> Started<String> {
    let DerivationSource { language, derive, .. } = origin;
    let (notes, bases) = noted(origin, parts);
    let mut text = "---\n".to_owned();
    let mut say = |line: &str| writeln!(text, "{line}").expect("a text can be written to");
    advice.iter().for_each(|line| say(&format!("# {line}")));
    if derive == Derive::Translation {
        let (key, draft) = (keys::STATUS, keys::DRAFT);
        say(&format!("{}: {}", key.in_language(language), draft.in_language(language)));
    }
    for part in parts {
        if let Part::Field(_) = part
            && let Some(field) = copied(origin, part)
        {
            text.push_str(&field);
        }
    }
    text.push_str("---\n");
    for part in parts.iter().filter(|part| !matches!(part, Part::Field(_))) {
        if let Some(copied) = copied(origin, part) {
            text.push('\n');
            text.push_str(&copied);
        }
    }
    text.push_str(&definitions(origin, parts, &text));
    Started { text, bases, notes }
}

/// The changes that add these parts to a file that is there already; its own words stay as they are.
///
/// # Errors
///
/// When nothing can be put into the front matter.
pub fn added(
    origin: DerivationSource<'_>,
    source: &Source,
    document: &Document,
    parts: &[Part],
) -> Result<Started<Vec<SourceEdit>>, MergeRefusal> {
    let (notes, bases) = noted(origin, parts);
    let end = parts::front_matter_end(source, document).ok_or(MergeRefusal::Unclosed)?;
    let mut edits = Vec::new();
    let text = source.text();
    let mut fields = String::new();
    // Of several that come to the same place, in their order.
    let mut sections: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    for part in parts {
        let Some(copied) = copied(origin, part) else { continue };
        match part {
            Part::Field(_) => fields.push_str(&copied),
            Part::Lead | Part::Section(_) => {
                let place = place_for(origin.base, source, document, part);
                sections.entry(place).or_default().push(copied);
            }
        }
    }
    if !fields.is_empty() {
        edits.push(match end {
            FrontMatterSlot::Ends(end) => SourceEdit::new(end..end, fields),
            FrontMatterSlot::Missing => return Err(MergeRefusal::Unclosed),
        });
    }
    // What was defined elsewhere comes with the last of them.
    if let Some(last) = sections.last_entry() {
        let all: String = last.get().iter().map(String::as_str).chain([text]).collect();
        let definitions = definitions(origin, parts, &all);
        last.into_mut().extend(Some(definitions.trim_start().to_owned()).filter(|text| !text.is_empty()));
    }
    for (place, copies) in sections {
        let before = match &text[..place] {
            before if before.ends_with("\n\n") || before.is_empty() => "",
            before if before.ends_with('\n') => "\n",
            _ => "\n\n",
        };
        let is_apart = text[place..].starts_with('\n') || text[place..].is_empty();
        let after = if is_apart { "" } else { "\n" };
        edits.push(SourceEdit::new(place..place, format!("{before}{}{after}", copies.join("\n"))));
    }
    Ok(Started { text: edits, bases, notes })
}

fn noted(origin: DerivationSource<'_>, parts: &[Part]) -> (Notes, Bases) {
    let is_noted = |part: &Part| origin.derive == Derive::Overlay || parts.contains(part);
    let texts = drift::parts_of(origin.base, origin.sources).into_iter();
    digested(texts.filter(|(part, _)| is_noted(part)))
}

/// What the parts of a text use of the links and footnotes that other parts of the original define, and that `text` doesn't
/// define itself: each on a line, behind an empty one.
fn definitions(origin: DerivationSource<'_>, parts: &[Part], text: &str) -> String {
    let of_text = definitions_of(text);
    let mut found: Vec<String> = Vec::new();
    for part in parts {
        let source = origin.base.place(part).and_then(|at| origin.sources.get(&at.path));
        let (Some(used), Some(source)) = (drift::text(origin.base, part, origin.sources), source) else {
            continue;
        };
        for (name, place) in definitions_of(source.text()) {
            let is_used = used.to_lowercase().contains(&name.to_lowercase())
                && of_text.iter().all(|(other, _)| *other != name);
            let definition = source.text()[place].trim_end().to_owned();
            if is_used && !found.contains(&definition) {
                found.push(definition);
            }
        }
    }
    found.iter().map(|definition| format!("\n{definition}\n")).collect()
}

/// A part as it stands below, ready to be changed, with a line end at its end.
fn copied(origin: DerivationSource<'_>, part: &Part) -> Option<String> {
    let DerivationSource { base, sources, language, derive } = origin;
    match part {
        Part::Lead => Some(with_ids(&drift::text(base, part, sources)?, origin, "", 0) + "\n"),
        Part::Field(name) => {
            let at = base.place(part)?;
            let behind = sources.get(&at.path)?.text().get(at.span.range())?;
            let lines: Vec<&str> = behind.trim_end().lines().filter(|line| !line.starts_with('#')).collect();
            let key = parts::field_key(name, language);
            Some(format!("{key}{}\n", lines.join("\n").trim_end().trim_start_matches(['"', '\''])))
        }
        Part::Section(id) => {
            let text = drift::text(base, part, sources)?;
            let (heading, rest) = heading_and_rest(&text);
            let title = base.outline.headings.iter().find(|heading| heading.id == *id)?;
            let is_named = heading.contains("{#");
            // The other kind of heading has a line of signs below it.
            let heading = match heading.rsplit_once('\n') {
                Some((title, _)) => format!("## {}", title.replace('\n', " ")),
                None => heading.to_owned(),
            };
            let needs_id = derive == Derive::Translation || slugify(&title.text) != *id;
            let heading = if needs_id && !is_named { with_id(&heading, id) } else { heading };
            let rest = with_ids(rest, origin, id, 1);
            Some(format!("{heading}\n{rest}").trim_end().to_owned() + "\n")
        }
    }
}

/// A text whose headings say by which id links know them, where it is to be translated: other words would give other ids. It
/// stands in a section, behind its first `n_before` headings; that of the lead is the empty one.
fn with_ids(text: &str, origin: DerivationSource<'_>, section: &str, n_before: usize) -> String {
    let headings = by_section(&origin.base.outline.headings);
    let known = headings.get(section).map(Vec::as_slice).unwrap_or_default();
    let (known, places) = (known.get(n_before..).unwrap_or_default(), headings_of(text));
    if origin.derive == Derive::Overlay || known.len() != places.len() {
        return text.to_owned();
    }
    let mut named = text.to_owned();
    for (heading, place) in known.iter().zip(places).rev() {
        let typed = &text[place.clone()];
        if is_signed(typed) && !typed.contains("{#") {
            // Signs may close a heading, and an id has to come last.
            let open = typed.trim_end_matches('#');
            let open = if open.ends_with([' ', '\t']) { open.trim_end() } else { typed };
            named.replace_range(place, &with_id(open, &heading.id));
        }
    }
    named
}

/// A heading with an id, before what else it says between braces.
pub(crate) fn with_id(heading: &str, id: &str) -> String {
    match heading.rsplit_once('{') {
        Some((title, rest)) if heading.ends_with('}') && !title.ends_with('{') => {
            format!("{title}{{#{id} {rest}")
        }
        _ => format!("{heading} {{#{id}}}"),
    }
}

/// Where a part comes in a file: behind the last of those before it below that the file has, else before the others.
fn place_for(base: &Document, source: &Source, document: &Document, part: &Part) -> usize {
    let end = |part: &Part| parts::place(source, document, part).map(|place| place.end);
    let sections = &base.body.sections;
    let before = match part {
        Part::Section(id) => sections.iter().position(|section| section.id == *id).unwrap_or(sections.len()),
        Part::Lead | Part::Field(_) => 0,
    };
    let ends = sections[..before].iter().rev().map(|section| end(&Part::Section(section.id.clone())));
    let place = ends.chain([end(&Part::Lead)]).flatten().next();
    let start = document.body.lead_at.span.range().start;
    let place = place.unwrap_or(start);
    // Behind the end of the line.
    source.text()[place..].find('\n').filter(|_| place > start).map_or(place, |newline| place + newline + 1)
}

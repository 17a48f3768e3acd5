//! The digests that a derivation notes in its front matter, written down: `basis:`.
//!
//! ```yaml
//! basis:
//!   velden:
//!     samenvatting: 8c1f09a3bb5e2d74
//!   lead: 0b7d1e55a90c4f21
//!   zo-doe-je-het: 5e0f6a1dc2b39487
//! ```

use std::collections::BTreeMap;
use std::fmt::Write;
use std::ops::Range;

use super::patch::SourceEdit;
use crate::document::{Document, Part};
use crate::model::{FieldId, Language, keys};
use crate::text::{Source, is_slug};

/// The digest of the text that each part was made from.
pub type Notes = BTreeMap<Part, String>;

/// The digests that a document notes.
pub fn noted(document: &Document) -> Notes {
    let noted = document.body.places.base.iter();
    noted.map(|noted| (noted.value.part.clone(), noted.value.digest.clone())).collect()
}

/// The changes after which a document notes these digests, and no others. Where it notes the same parts already, only
/// digests change. `None` where the front matter has no end, so that nothing can be put into it.
///
/// Keys are written in the site's `language`; those that are there stay.
pub fn rewritten(
    source: &Source,
    document: &Document,
    notes: &Notes,
    language: &Language,
) -> Option<Vec<SourceEdit>> {
    let before = noted(document);
    if before == *notes {
        return Some(Vec::new());
    }
    let places = &document.body.places;
    if before.len() == places.base.len() && before.keys().eq(notes.keys()) {
        let changed = places.base.iter().filter(|noted| notes[&noted.value.part] != noted.value.digest);
        return Some(
            changed.map(|noted| SourceEdit::new(noted.at.span.range(), &*notes[&noted.value.part])).collect(),
        );
    }
    let text = source.text();
    let front = front_matter_end(source, document)?;
    let Some(at) = document.outline.place_of(keys::BASE.en) else {
        let block = block(notes, keys::BASE.in_language(language), language);
        return Some(vec![match front {
            FrontMatterSlot::Ends(end) => SourceEdit::new(end..end, block),
            FrontMatterSlot::Missing => SourceEdit::new(0..0, format!("---\n{block}---\n\n")),
        }]);
    };
    if let Some(edits) = line_by_line(source, document, notes, language) {
        return Some(edits);
    }
    let span = at.span.range();
    let start = text[..span.start].rfind('\n').map_or(0, |newline| newline + 1);
    let end = start + block_length(&text[start..span.end]);
    let key = text[start..span.start].trim().trim_matches(['"', '\'']);
    Some(vec![SourceEdit::new(start..end, block(notes, key, language))])
}

/// The changes to notes that stand on a line each, after which the comments and blank lines between them are still
/// there. `None` where they are written otherwise.
fn line_by_line(
    source: &Source,
    document: &Document,
    notes: &Notes,
    language: &Language,
) -> Option<Vec<SourceEdit>> {
    let (text, places) = (source.text(), &document.body.places);
    let line = |at: usize| {
        let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
        start..text[at..].find('\n').map_or(text.len(), |newline| at + newline + 1)
    };
    let indent = |range: &Range<usize>| {
        let line = &text[range.clone()];
        line.len() - line.trim_start().len()
    };
    let is_field = |part: &Part| matches!(part, Part::Field(_));
    let lines: Vec<Range<usize>> =
        places.base.iter().map(|noted| line(noted.at.span.range().start)).collect();
    let is_apart = lines.iter().is_sorted_by(|one, other| one.end <= other.start)
        && places.base.iter().zip(&lines).all(|(noted, line)| {
            let before = &text[line.start..noted.at.span.range().start];
            !before.contains(['{', ',']) && indent(line) > 0
        });
    // A heading without anything below it would be left.
    let loses_kind = [true, false].into_iter().any(|kind| {
        let of_kind = |part: &&Part| is_field(part) == kind;
        places.base.iter().map(|noted| &noted.value.part).any(|part| of_kind(&part))
            && !notes.keys().any(|part| of_kind(&part))
    });
    if !is_apart || loses_kind {
        return None;
    }
    let mut edits = Vec::new();
    // What comes behind a line goes before what happens to the next one.
    for kind in [true, false] {
        let before = noted(document);
        let mut new = notes.iter().filter(|(part, _)| is_field(part) == kind && !before.contains_key(*part));
        let Some(first) = new.next() else { continue };
        let of_kind = |noted: &&NotedAt<'_>| is_field(noted.0) == kind;
        let at: Vec<NotedAt<'_>> =
            places.base.iter().zip(&lines).map(|(noted, line)| (&noted.value.part, line)).collect();
        let (_, last) = at.iter().rfind(of_kind)?;
        let spaces = &text[last.start..last.start + indent(last)];
        let added = std::iter::once(first).chain(new).map(|(part, digest)| {
            let key = match part {
                Part::Field(name) => field_key(name, language),
                Part::Lead => keys::LEAD.in_language(language),
                Part::Section(id) => id,
            };
            format!("{spaces}{}: {digest}\n", quoted(key))
        });
        edits.push(SourceEdit::new(last.end..last.end, added.collect::<String>()));
    }
    for (noted, line) in places.base.iter().zip(&lines) {
        match notes.get(&noted.value.part) {
            Some(digest) if *digest == noted.value.digest => {}
            Some(digest) => edits.push(SourceEdit::new(noted.at.span.range(), digest.as_str())),
            None => edits.push(SourceEdit::new(line.clone(), "")),
        }
    }
    Some(edits)
}

/// A part that is noted, and its line.
type NotedAt<'n> = (&'n Part, &'n Range<usize>);

/// Where something can be added to front matter.
pub(super) enum FrontMatterSlot {
    /// Before the line that ends it, which starts at this byte.
    Ends(usize),
    /// There is none.
    Missing,
}

/// Where the front matter of a document ends; `None` where its last line is missing.
pub(super) fn front_matter_end(source: &Source, document: &Document) -> Option<FrontMatterSlot> {
    let before = &source.text()[..document.body.lead_at.span.range().start];
    if before.is_empty() {
        return Some(FrontMatterSlot::Missing);
    }
    let line = before.trim_end_matches('\n').rfind('\n')? + 1;
    (before[line..].trim_end() == "---").then_some(FrontMatterSlot::Ends(line))
}

/// The front matter's part with these digests; empty where there are none.
pub(super) fn block(notes: &Notes, key: &str, language: &Language) -> String {
    if notes.is_empty() {
        return String::new();
    }
    let mut block = format!("{key}:\n");
    let mut line = |indent: &str, key: &str, digest: &str| {
        writeln!(block, "{indent}{}: {digest}", quoted(key)).expect("a text can be written to");
    };
    let is_field = |part: &Part| matches!(part, Part::Field(_));
    if notes.keys().any(is_field) {
        line("  ", keys::FIELDS.in_language(language), "");
    }
    for (part, digest) in notes {
        match part {
            Part::Field(name) => line("    ", field_key(name, language), digest),
            Part::Lead => line("  ", keys::LEAD.in_language(language), digest),
            Part::Section(id) => line("  ", id, digest),
        }
    }
    block.replace(": \n", ":\n")
}

/// The name of a field in a site's language; a facet's own.
pub(super) fn field_key<'n>(name: &'n str, language: &Language) -> &'n str {
    let named = FieldId::built_in(name).and_then(FieldId::key).filter(|named| named.en == name);
    named.map_or(name, |named| named.in_language(language))
}

/// A key as YAML takes it for a text, whatever it is.
fn quoted(key: &str) -> String {
    if is_slug(&key.replace('_', "-")) && key.starts_with(|c: char| c.is_ascii_alphabetic()) {
        key.to_owned()
    } else {
        format!("\"{}\"", key.replace('\\', "\\\\").replace('"', "\\\""))
    }
}

/// How long the entry is at the start of this text, in bytes: what follows of empty lines and comments belongs to the
/// next one.
fn block_length(text: &str) -> usize {
    let mut length = 0;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        at += line.len();
        let is_between = line.trim().is_empty() || line.starts_with('#');
        if !is_between {
            length = at;
        }
    }
    length
}

/// The bytes of a part in its source, without blank lines at either end. `None` where the document has no such part.
pub(super) fn place(source: &Source, document: &Document, part: &Part) -> Option<Range<usize>> {
    let at = document.place(part)?;
    if at.path != *source.path() {
        return None;
    }
    let range = at.span.range();
    let text = source.text().get(range.clone())?;
    let start = match part {
        // A field starts with its key.
        Part::Field(_) => source.text()[..range.start].rfind('\n').map_or(0, |newline| newline + 1),
        Part::Lead | Part::Section(_) => range.start + (text.len() - text.trim_start().len()),
    };
    let end = match part {
        Part::Field(_) => start + block_length(&source.text()[start..range.end]),
        Part::Lead | Part::Section(_) => range.start + text.trim_end().len(),
    };
    (start < end).then_some(start..end)
}

//! Where the parts of a document stand in its file, and where something can be put into it.

use std::ops::Range;

use super::patch::SourceEdit;
use crate::document::{Document, Part};
use crate::model::{FieldId, Language, keys};
use crate::text::Source;

/// The change that takes out of front matter what a site of the first version noted there, `basis:`; none where it notes
/// nothing.
pub(super) fn without_notes(source: &Source, document: &Document) -> Option<SourceEdit> {
    let span = document.outline.place_of(keys::BASE.en)?.span.range();
    let text = source.text();
    let start = text[..span.start].rfind('\n').map_or(0, |newline| newline + 1);
    let end = start + block_length(&text[start..span.end]);
    Some(SourceEdit::new(start..end, ""))
}

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

/// The name of a field in a site's language; a facet's own.
pub(super) fn field_key<'n>(name: &'n str, language: &Language) -> &'n str {
    let named = FieldId::built_in(name).and_then(FieldId::key).filter(|named| named.en == name);
    named.map_or(name, |named| named.in_language(language))
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
pub(crate) fn place(source: &Source, document: &Document, part: &Part) -> Option<Range<usize>> {
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

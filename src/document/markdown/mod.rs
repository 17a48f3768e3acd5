//! The one reader of Markdown: from a text to trees, section by section, with the facts about it that others need.
//!
//! ```text
//! text ─ pulldown-cmark ▶ events with offsets ─ Reader ▶ trees of lead, sections and footnotes + headings + diagnostics
//! ```

mod code;

mod heading;

mod typed;

mod parsed;

mod reader;

pub(super) use heading::SectionNames;
pub(super) use parsed::{Markdown, ReadSection, SectionHeading};

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser};

use self::typed::TypedPlaces;
use super::places::PlacedTree;
use crate::data::Read;
use crate::text::{Checked, Source, Span};

/// The extensions of CommonMark that documents are written in. Never `Options::all()`: smart punctuation would change
/// what was typed, and metadata blocks cost seconds on hostile input.
const EXTENSIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_HEADING_ATTRIBUTES)
    .union(Options::ENABLE_GFM)
    .union(Options::ENABLE_WIKILINKS);

/// Reads what stands in `source` from byte `start` on. `names` are the headings whose ids are known.
pub(super) fn read(source: &Source, start: usize, names: SectionNames<'_>) -> Checked<Markdown> {
    let events = Parser::new_ext(&source.text()[start..], EXTENSIONS).into_offset_iter();
    reader::read(source, start, names, events)
}

/// Where the headings of a text stand, in order: each with its signs, up to the end of its line.
pub(crate) fn headings(text: &str) -> Vec<Range<usize>> {
    use pulldown_cmark::Tag;
    let events = Parser::new_ext(text, EXTENSIONS).into_offset_iter();
    let headings = events.filter(|(event, _)| matches!(event, Event::Start(Tag::Heading { .. })));
    headings.map(|(_, place)| place.start..place.start + text[place].trim_end().len()).collect()
}

/// The definitions of links and footnotes in a text, in order: as it is named (`[wmo]`, `[^1]`), and where it stands.
pub(crate) fn definitions(text: &str) -> Vec<(String, Range<usize>)> {
    use pulldown_cmark::Tag;
    let parser = Parser::new_ext(text, EXTENSIONS);
    let links = parser.reference_definitions().iter();
    let mut definitions: Vec<(String, Range<usize>)> =
        links.map(|(label, definition)| (format!("[{label}]"), definition.span.clone())).collect();
    definitions.extend(parser.into_offset_iter().filter_map(|(event, place)| match event {
        Event::Start(Tag::FootnoteDefinition(label)) => Some((format!("[^{label}]"), place)),
        _ => None,
    }));
    definitions.sort_by_key(|(_, place)| place.start);
    definitions
}

/// What is put before the text of a field: in the line that it begins nothing can begin a block, so that `112. Bel nu.`
/// keeps its number.
const BEFORE: &str = ". ";

/// Reads the text of a field, such as a step: a line of words without a paragraph around it.
pub(super) fn read_line(source: &Source, field: &Read<String>) -> Checked<PlacedTree> {
    let text = field.value.trim();
    let start = source.text().get(field.span.range()).and_then(|typed| typed.find(text));
    let start = start.map(|start| field.span.start as usize + start);
    let line = [BEFORE, text].concat().replace('\n', " ");
    let place = |at: Range<usize>| match start {
        Some(start) => Span::new(start + at.start - BEFORE.len(), start + at.end - BEFORE.len()),
        None => field.span,
    };
    let events = Parser::new_ext(&line, EXTENSIONS).into_offset_iter().map(|(event, mut at)| {
        let n_before = BEFORE.len().saturating_sub(at.start);
        at.start += n_before;
        at.end = at.end.max(at.start);
        let event = match event {
            Event::Text(text) if n_before > 0 => {
                Event::Text(text[n_before.min(text.len())..].to_owned().into())
            }
            event => event,
        };
        (event, place(at))
    });
    reader::read_line(source, start.is_none().then_some(field.span), events)
}

/// Reads the text of a field that may hold whole paragraphs, lists and tables.
pub(super) fn read_blocks(source: &Source, field: &Read<String>) -> Checked<PlacedTree> {
    let typed = source.text().get(field.span.range()).unwrap_or_default();
    let places = TypedPlaces::find(&field.value, typed, field.span.start as usize);
    let events = Parser::new_ext(&field.value, EXTENSIONS).into_offset_iter();
    let events = events.flat_map(|(event, at)| match &places {
        Some(places) => places.place_event(event, at),
        None => vec![(event, field.span)],
    });
    reader::read_blocks(source, places.is_none().then_some(field.span), events)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::SourcePath;

    #[test]
    fn a_line_of_a_field_keeps_every_word_of_it() {
        for (typed, expected) in [
            ("112. Bel nu.", "112. Bel nu."),
            ("1) Bel", "1) Bel"),
            ("2027. Dan", "2027. Dan"),
            ("***", "***"),
            ("---", "---"),
            ("- - -", "- - -"),
            ("- Bel", "- Bel"),
            ("+ 18 jaar", "+ 18 jaar"),
            ("* Bel", "* Bel"),
            ("# Bel", "# Bel"),
            ("#1", "#1"),
            ("> 18 jaar", "> 18 jaar"),
            ("~~~ x", "~~~ x"),
            ("[x]: bel", "[x]: bel"),
            ("Bel.\n\n112. Nu\n===", "Bel.  112. Nu ==="),
            ("    Bel", "Bel"),
            ("**Bel** *nu* `112`", "Bel nu 112"),
            ("```x``` y", "x y"),
        ] {
            let path = SourcePath::new("vragen/a.md").expect("a sound path");
            let source = Source::new(path, &format!("stappen: {typed}"));
            let span = Span::new("stappen: ".len(), source.text().len());
            let read = read_line(&source, &Read { value: typed.to_owned(), span }).value;
            let said: String = read.tree.leaves().map(|leaf| leaf.text).collect();
            assert_eq!(said, expected, "{typed}");
        }
    }
}

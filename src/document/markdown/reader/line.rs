//! Words in a row, in which values and footnotes without a text are looked for.

use super::footnotes::undefined;
use super::state::{MarkdownReader, TypedLine};
use crate::document::places::PlacedPiece;
use crate::document::tree::Element;
use crate::text::{LONGEST_VALUE, Rule, Span, literal, next_value, phrase};

impl MarkdownReader<'_> {
    /// Adds the words that were read to the tree.
    pub(super) fn end_line(&mut self) {
        if self.line.text.is_empty() {
            return;
        }
        let TypedLine { text, pieces, place } = std::mem::take(&mut self.line);
        let typed = self.source.text().get(place.range()).unwrap_or(&text);
        self.report_undefined(&text, place, typed == text);
        // Braces that are escaped are meant as they are.
        let n_braces = if text.contains('{') { text.matches("{{").count() } else { 0 };
        if n_braces > 0 && typed.matches("{{").count() < n_braces {
            self.current.words(Element::Text, &text, pieces.into_iter());
            self.heading_text(&literal(&text));
            return;
        }
        let mut from = 0;
        while let Some((before, _, after)) = next_value(&text[from..]) {
            let (start, end) = (from + before.len(), text.len() - after.len());
            self.current.words(Element::Text, before, within(&pieces, from, start));
            self.current.words(Element::Value, &text[start..end], within(&pieces, start, end));
            // What it stands for isn't known here, but how long that can be.
            self.bytes += LONGEST_VALUE;
            from = end;
        }
        self.current.words(Element::Text, &text[from..], within(&pieces, from, text.len()));
        self.heading_text(&text);
    }

    fn report_undefined(&mut self, text: &str, place: Span, is_as_typed: bool) {
        for (at, label) in undefined(text) {
            // Where something in the text was written otherwise than it reads, its own place isn't known.
            let start = place.start as usize + at;
            if self.is_field {
                self.refuse_footnote(place);
                continue;
            }
            let place = if is_as_typed { Span::new(start, start + label.len() + "[^]".len()) } else { place };
            self.report(
                Rule::BrokenFootnote,
                place,
                phrase!("voetnoot `{label}` heeft geen tekst", "footnote `{label}` has no text"),
                phrase!("zet onderaan een regel `[^{label}]: …`", "put a line `[^{label}]: …` at the end"),
            );
        }
    }

    /// Reports that a field has no footnotes: those of a page stand in the order of its text.
    pub(super) fn refuse_footnote(&mut self, span: Span) {
        let place = Span { start: span.start, end: span.start };
        self.report(
            Rule::BrokenFootnote,
            place,
            phrase!("een veld kan geen voetnoot hebben", "a field can't have a footnote"),
            phrase!(
                "noem de bron in de zin zelf, of zet dit stuk in de tekst onder de velden",
                "name the source in the sentence itself, or put this part in the text below the fields"
            ),
        );
    }
}

/// The pieces of a part of a text, from its start.
fn within(pieces: &[PlacedPiece], start: usize, end: usize) -> impl Iterator<Item = PlacedPiece> {
    // The one that the part starts in, and those that start in the part.
    let first = pieces.partition_point(|(at, _)| *at <= start).saturating_sub(1);
    let parts = pieces[first..].iter().take_while(move |(at, _)| *at < end);
    parts.map(move |(at, source)| (at.saturating_sub(start), source + start.saturating_sub(*at)))
}

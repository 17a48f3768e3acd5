//! Where the Markdown of a field was typed: YAML takes away the indentation of its lines, and may join them.

use std::ops::Range;

use pulldown_cmark::Event;

use crate::document::places::PlacedPiece;
use crate::text::Span;

/// Where the words of a field stand in its source.
pub(super) struct TypedPlaces(Vec<PlacedPiece>);

impl TypedPlaces {
    /// Finds each word of `text` in `typed`, which starts at byte `start` of the source; `None` where a word was typed
    /// otherwise than it reads, such as with `\"`.
    pub(super) fn find(text: &str, typed: &str, start: usize) -> Option<Self> {
        let mut at = match typed.as_bytes().first()? {
            // The sign of a block stands on a line of its own, perhaps with a comment.
            b'|' | b'>' => typed.find('\n')?,
            b'"' | b'\'' => 1,
            _ => 0,
        };
        let mut pieces: Vec<PlacedPiece> = Vec::new();
        for (in_text, word) in words(text) {
            let rest = &typed[at..];
            at += rest.len() - rest.trim_ascii_start().len();
            if !typed[at..].starts_with(word) {
                return None;
            }
            let goes_on = pieces.last().is_some_and(|(text, source)| in_text - text == start + at - source);
            if !goes_on {
                pieces.push((in_text, start + at));
            }
            at += word.len();
        }
        Some(Self(pieces))
    }

    /// The place of a part of the text.
    pub(super) fn span(&self, part: Range<usize>) -> Span {
        let start = self.place(part.start);
        // Its end is found by its last byte: behind that the text may go on elsewhere.
        let end = if part.is_empty() { start } else { self.place(part.end - 1) + 1 };
        Span::new(start, end.max(start))
    }

    fn place(&self, at: usize) -> usize {
        let idx = self.0.partition_point(|(text, _)| *text <= at).saturating_sub(1);
        self.0.get(idx).map_or(0, |(text, source)| source + at.saturating_sub(*text))
    }

    /// An event with its place; words that were typed in several places are as many events.
    pub(super) fn place_event<'e>(&self, event: Event<'e>, at: Range<usize>) -> Vec<(Event<'e>, Span)> {
        let Event::Text(text) = &event else { return vec![(event, self.span(at))] };
        let within =
            self.0.iter().map(|(text, _)| *text).filter(|start| at.start < *start && *start < at.end);
        let mut starts: Vec<usize> = std::iter::once(at.start).chain(within).collect();
        if starts.len() == 1 || text.len() != at.len() {
            return vec![(event, self.span(at))];
        }
        starts.push(at.end);
        let parts = starts.windows(2).map(|part| {
            let words = text[part[0] - at.start..part[1] - at.start].to_owned();
            (Event::Text(words.into()), self.span(part[0]..part[1]))
        });
        parts.collect()
    }
}

/// The words of a text, each with where it starts. Only what YAML takes for blank parts them.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split_ascii_whitespace().map(move |word| {
        let rest = &text[at..];
        let start = at + rest.len() - rest.trim_ascii_start().len();
        at = start + word.len();
        (start, word)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed_at(text: &str, typed: &str, part: &str) -> Option<String> {
        let at = text.find(part).expect("it is in the text");
        let places = TypedPlaces::find(text, typed, 0)?;
        Some(typed[places.span(at..at + part.len()).range()].to_owned())
    }

    #[test]
    fn a_word_is_found_however_yaml_was_written() {
        for (text, typed) in [
            ("een\n\n- twee\n  é vijf\n", "|\n  een\n\n  - twee\n    é vijf\n"),
            ("een - twee é vijf\n", "> # uitleg\n  een\n  - twee\n  é vijf\n"),
            ("een - twee é vijf", "een - twee\n  é vijf"),
            ("een é vijf", "'een\n  é vijf'"),
            ("|een| é vijf", "\"|een|\n  é vijf\""),
        ] {
            for part in ["een", "é", "vijf"] {
                assert_eq!(typed_at(text, typed, part).as_deref(), Some(part), "{typed:?}");
            }
        }
        assert_eq!(typed_at("een \"twee\"", "\"een \\\"twee\\\"\"", "een"), None);
    }
}

//! Where a fix is to be made: looked up in the text that the problem was found in.

use std::ops::Range;

use super::{Applicability, Diagnostic, Fix, Source, Span, TextEdit, phrase};

impl Diagnostic {
    /// The same problem, with what to write instead.
    #[must_use]
    pub fn fix(mut self, find: &str, replacement: &str, applicability: Applicability) -> Self {
        self.fix =
            Some(Box::new(Fix { find: find.to_owned(), replacement: replacement.to_owned(), applicability }));
        self
    }

    /// The same problem, with "bedoelt u …?" and a fix where a right word is near to the one that was typed. The fix is safe
    /// only where the word was in a closed list, and can't be anything but a slip of the hand.
    #[must_use]
    pub fn suggest(self, typed: &str, nearest: Option<&str>, applicability: Applicability) -> Self {
        let Some(word) = nearest else { return self };
        let applicability = if is_slip(typed, word) { applicability } else { Applicability::MaybeIncorrect };
        self.hint(phrase!("bedoelt u `{word}`?", "did you mean `{word}`?")).fix(typed, word, applicability)
    }

    /// The change that fixes the problem, in the text it was found in. Looks in the place of the problem first, then on its
    /// lines. Never more or less lines than there were.
    pub fn edit(&self, source: &Source) -> Option<TextEdit> {
        let Fix { find, replacement, applicability: _ } = self.fix.as_deref()?;
        if find.contains('\n') || replacement.contains('\n') {
            return None;
        }
        let place = self.at.as_ref()?.span.range();
        let text = source.text();
        let line_start = text.get(..place.start)?.rfind('\n').map_or(0, |newline| newline + 1);
        let line_end = text.get(place.end..)?.find('\n').map_or(text.len(), |newline| place.end + newline);
        let found = only(text, place, find).or_else(|| only(text, line_start..line_end, find))?;
        Some(TextEdit { span: Span::new(found, found + find.len()), text: replacement.clone() })
    }
}

/// Whether a word is another one with one slip somewhere inside: `zoekworden`. At the ends a letter makes another word, such as
/// `reviewer`, and so it does in a short one.
fn is_slip(typed: &str, word: &str) -> bool {
    let is_long = typed.chars().count() >= 5;
    let has_ends = typed.chars().next() == word.chars().next() && typed.chars().last() == word.chars().last();
    is_long && has_ends && strsim::osa_distance(typed, word) == 1
}

/// Where a word stands in a part of a text, if it does exactly once.
fn only(text: &str, part: Range<usize>, word: &str) -> Option<usize> {
    let mut places = text.get(part.clone())?.match_indices(word).map(|(at, _)| part.start + at);
    let place = places.next().filter(|_| !word.is_empty())?;
    places.next().is_none().then_some(place)
}

/// A text after these changes. Of two that touch each other only the first is made.
pub fn edited(text: &str, mut edits: Vec<TextEdit>) -> String {
    edits.sort();
    let mut edited = String::with_capacity(text.len());
    let mut from = 0;
    for TextEdit { span, text: replacement } in &edits {
        let range = span.range();
        // An equal end would be the same place again.
        if range.start < from || from > 0 && range.start == from {
            continue;
        }
        edited.push_str(&text[from..range.start]);
        edited.push_str(replacement);
        from = range.end;
    }
    edited.push_str(&text[from..]);
    edited
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Location, Rule, SourcePath};

    fn fixed(text: &str, place: Range<usize>, find: &str, replacement: &str) -> Option<String> {
        let path = SourcePath::new("a.md").expect("a path");
        let source = Source::new(path.clone(), text);
        let diagnostic = Diagnostic::new(Rule::UnknownKey, phrase!("x", "x"))
            .at(Location::new(path, Span::new(place.start, place.end)))
            .fix(find, replacement, Applicability::MachineApplicable);
        Some(edited(text, vec![diagnostic.edit(&source)?]))
    }

    #[test]
    fn a_word_is_replaced_where_it_was_meant() {
        assert_eq!(fixed("x: {tietl: x}\n", 4..9, "tietl", "titel").as_deref(), Some("x: {titel: x}\n"));
        assert_eq!(fixed("a\n[a](a.md)\n", 2..11, "a.md", "b.md").as_deref(), Some("a\n[a](b.md)\n"));
        // Nothing marked: the line tells.
        assert_eq!(
            fixed("x\na: Wmo: b\n", 5..5, "Wmo: b", "\"Wmo: b\"").as_deref(),
            Some("x\na: \"Wmo: b\"\n")
        );
    }

    #[test]
    fn a_slip_is_one_letter_inside_a_word() {
        for (typed, word) in [("tietl", "titel"), ("zoekworden", "zoekwoorden"), ("concpt", "concept")] {
            assert!(is_slip(typed, word), "{typed}");
        }
        for (typed, word) in [
            ("reviewer", "reviewed"),
            ("vervangt", "vervang"),
            ("care", "base"),
            ("lopen", "wonen"),
            ("woning", "wonen"),
            ("Titel", "titel"),
        ] {
            assert!(!is_slip(typed, word), "{typed}");
        }
    }

    #[test]
    fn what_stands_there_twice_or_not_at_all_is_left() {
        assert_eq!(fixed("aa\n", 0..2, "a", "b"), None);
        assert_eq!(fixed("ab\nc\n", 0..2, "c", "b"), None);
        assert_eq!(fixed("ab", 0..2, "", "b"), None);
        assert_eq!(fixed("ab", 0..9, "a", "b"), None);
    }

    #[test]
    fn changes_that_touch_each_other_wait_for_another_time() {
        let edit = |start, end, text: &str| TextEdit { span: Span::new(start, end), text: text.to_owned() };
        assert_eq!(edited("abcd", vec![edit(2, 3, "C"), edit(0, 1, "A")]), "AbCd");
        assert_eq!(edited("abcd", vec![edit(0, 2, "x"), edit(1, 3, "y")]), "xcd");
        assert_eq!(edited("abcd", vec![edit(0, 1, "x"), edit(1, 2, "y")]), "xbcd");
    }
}

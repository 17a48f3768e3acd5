//! Where a name stands by itself in a text, rather than as a part of another one.

use std::ops::Range;

use crate::text::{Span, slugify};

/// The places of a name in a part of a text: of `kaarten/a` none in `kaarten/a/b`, `kaarten/ab` or `/oud/kaarten/a`. A name that
/// begins with a slash is an address.
pub(super) fn places(text: &str, part: Range<usize>, name: &str) -> Vec<Span> {
    let Some(searched) = text.get(part.clone()).filter(|_| !name.is_empty()) else { return Vec::new() };
    let joins = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    let is_apart = |at: usize| {
        let end = at + name.len();
        let before = text[..at].chars().next_back();
        let mut behind = text[end..].chars();
        let (next, second) = (behind.next(), behind.next());
        let goes_on = match next {
            Some('/' | '.') => second.is_some_and(joins),
            next => next.is_some_and(joins),
        };
        !goes_on && !before.is_some_and(|c| joins(c) || matches!(c, '/' | '.'))
    };
    let found = searched.match_indices(name).map(|(at, _)| part.start + at);
    found.filter(|at| is_apart(*at)).map(|at| Span::new(at, at + name.len())).collect()
}

/// The places of a name among the items of a cell: all of an item, however it is capitalized.
pub(super) fn items(text: &str, part: Range<usize>, name: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut start = part.start;
    for item in text.get(part).unwrap_or_default().split_inclusive([';', ',', '"', '\n', '\t']) {
        let word = item.trim_end_matches([';', ',', '"', '\n', '\t']);
        if is_same(word, name) {
            let at = start + word.len() - word.trim_start().len();
            spans.push(Span::new(at, at + word.trim().len()));
        }
        start += item.len();
    }
    spans
}

/// Whether two names are the same to those who find each other by them.
pub(super) fn is_same(one: &str, other: &str) -> bool {
    slugify(one) == slugify(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_where_it_stands_by_itself() {
        let found = |text: &str, name: &str| places(text, 0..text.len(), name).len();
        for text in ["[[kaarten/a]]", "[[kaarten/a#kop]]", "- kaarten/a\n", "kaarten/a.", "\"kaarten/a/\""] {
            assert_eq!(found(text, "kaarten/a"), 1, "{text}");
        }
        for text in ["kaarten/a/b", "kaarten/ab", "/kaarten/a", "../kaarten/a", "kaarten/a.md", "kaarten/a-b"]
        {
            assert_eq!(found(text, "kaarten/a"), 0, "{text}");
        }
        assert_eq!(found("[b](b.md) en [b](../b.md)", "b.md"), 1);
        assert_eq!(found("[b](/kaarten/b/)", "/kaarten/b"), 1);
    }
}

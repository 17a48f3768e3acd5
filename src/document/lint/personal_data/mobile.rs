//! Dutch mobile numbers, by their form: nothing proves them.

use std::ops::Range;

use super::stretches::{Stretch, stretches};
use crate::text::{first_group, group_ends, moment, next_byte};

/// The mobile numbers of a text: 06 and eight digits, or the same after the code of the country.
pub(super) fn mobile_numbers(text: &str) -> impl Iterator<Item = Range<usize>> {
    stretches(text).flat_map(|stretch| mobile_within(&stretch))
}

/// Those of a stretch of a text.
pub(super) fn mobile_within(stretch: &Stretch<'_>) -> Vec<Range<usize>> {
    let ranges = digit_runs(&stretch.seen).flat_map(|run| mobile_in_run(&stretch.seen, run));
    ranges.filter(|range| stretch.holds(range)).map(|range| stretch.typed(range)).collect()
}

/// Those of a run of digits: all of it, or several groups of it that stand apart from the others. A day or a time is part of
/// none.
fn mobile_in_run(text: &str, run: Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = run.start;
    while start < run.end {
        let rest = &text[start..run.end];
        let is_first = start == run.start;
        let length = match moment(rest) {
            Some(length) => length,
            None => match mobile_at_start(text, start..run.end, is_first) {
                Some(length) => {
                    found.push(start..start + length);
                    length
                }
                None => first_group(rest),
            },
        };
        start += length;
        start +=
            text[start..run.end].find(|c: char| c.is_ascii_digit() || c == '+').unwrap_or(run.end - start);
    }
    found
}

/// How long the number is that a part of a run starts with, in bytes.
fn mobile_at_start(text: &str, rest: Range<usize>, is_first: bool) -> Option<usize> {
    let part = &text[rest.clone()];
    if !part.starts_with(['0', '3', '+']) || !is_apart_before(text, rest.start, is_first) {
        return None;
    }
    group_ends(part, LONGEST).into_iter().rev().find(|end| {
        let is_whole = is_first && *end == part.len();
        is_mobile(&part[..*end])
            && is_apart_behind(&text[rest.start + end..])
            && (is_whole || is_grouped_alike(&part[..*end]))
    })
}

/// Whether a number can begin at a place: not within a word or an address, nor within a longer number.
fn is_apart_before(text: &str, at: usize, is_first: bool) -> bool {
    let before = &text[..at];
    if is_first {
        let joined = |c: char| c.is_alphanumeric() || matches!(c, '/' | '#' | '_');
        // Such an address is a number to write to.
        return before.ends_with("wa.me/") || !before.ends_with(joined);
    }
    before.ends_with([' ', '(', ')', '/'])
}

/// Whether a number can end where this follows.
fn is_apart_behind(behind: &str) -> bool {
    let mut behind = behind.chars();
    match behind.next() {
        None | Some(' ' | '(' | ')' | '/') => true,
        Some('.' | '-') => !behind.next().is_some_and(|c| c.is_ascii_digit()),
        Some(c) => !c.is_alphanumeric(),
    }
}

/// Whether what stands between the last eight digits is the same everywhere, as people write a number; digits that only stand
/// near each other are parted otherwise.
fn is_grouped_alike(number: &str) -> bool {
    let start = number.rmatch_indices(|c: char| c.is_ascii_digit()).nth(7).map_or(0, |(at, _)| at);
    let mut between = number[start..].split(|c: char| c.is_ascii_digit()).filter(|part| !part.is_empty());
    let first = between.next();
    between.all(|part| Some(part) == first)
}

/// How many digits a number has at most: `0031 (0)6` and eight.
const LONGEST: usize = 14;

fn is_mobile(typed: &str) -> bool {
    let number: String = typed.chars().filter(char::is_ascii_digit).collect();
    let abroad = number.strip_prefix("0031").or_else(|| number.strip_prefix("31"));
    // `+31 (0)6`
    let national = match abroad {
        Some(number) => number.strip_prefix('0').unwrap_or(number),
        None => number.strip_prefix('0').unwrap_or_default(),
    };
    national.len() == 9 && matches!(national.as_bytes(), [b'6', b'1'..=b'5' | b'8', ..])
}

/// Runs of digits with what stands between those of Dutch numbers, and between several.
fn digit_runs(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let start = next_byte(text.as_bytes(), from, |byte| byte.is_ascii_digit() || byte == b'+')?;
            let rest = &text[start..];
            let in_run = |c: char| c.is_ascii_digit() || matches!(c, '.' | '-' | ' ' | '+' | '(' | ')' | '/');
            let length = rest.find(|c| !in_run(c)).unwrap_or(rest.len());
            from = start + length.max(1);
            let run = rest[..length].trim_end_matches(|c: char| !c.is_ascii_digit());
            if run.len() >= SHORTEST {
                return Some(start..start + run.len());
            }
        }
    })
}

/// How long a number is at least, in bytes.
const SHORTEST: usize = 10;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_mobile_number_is_found_however_it_is_written() {
        for text in [
            "06-12345678",
            "+31 (0)6 12345678",
            "06-**1234**5678",
            "tel:+31%206%2012345678",
            "06\u{2013}12345678",
            "\u{660}\u{666}12345678",
        ] {
            let found: Vec<&str> = mobile_numbers(text).map(|range| &text[range]).collect();
            assert_eq!(found, [text.trim_start_matches("tel:")], "{text}");
        }
        assert_eq!(mobile_numbers("099-2001230, 0612345678901, https://x/0612345678").count(), 0);
    }

    #[test]
    fn a_mobile_number_is_found_whatever_digits_stand_beside_it() {
        for text in [
            "06-12345678 (9.00-12.00)",
            "06-12345678. 2 keer bellen",
            "06-12345678 2x bellen",
            "06-12345678, 9u",
            "12-06-2026 9.00-12.00 06-12345678",
            "a1 06-12345678 (1",
        ] {
            let found: Vec<&str> = mobile_numbers(text).map(|range| &text[range]).collect();
            assert_eq!(found, ["06-12345678"], "{text}");
        }
        for text in ["06-12345678 / 06-87654321", "06-12345678/06-87654321", "06-12345678 06-87654321"] {
            let found: Vec<&str> = mobile_numbers(text).map(|range| &text[range]).collect();
            assert_eq!(found, ["06-12345678", "06-87654321"], "{text}");
        }
        for text in [
            "12-06-2026 14.00-16.00",
            "2026-06-12 10.00-12.00 uur",
            "06-12 10.00-12.00 uur",
            "2026.06.12345678",
            "12-06-12345678",
            "06-12345678-9",
            "x/0612345678/1",
            "06 12345678x",
        ] {
            assert_eq!(mobile_numbers(text).count(), 0, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_can_be_looked_at(text in "[0-9 .+6é*/-]{0,60}") {
            for range in mobile_numbers(&text) {
                prop_assert!(text.get(range).is_some());
            }
        }
    }
}

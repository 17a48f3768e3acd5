//! Dutch mobile numbers, by their form: nothing proves them.

use std::ops::Range;

use super::stretches::{Stretch, stretches};
use crate::text::next_byte;

/// The mobile numbers of a text: 06 and eight digits, or the same after the code of the country.
pub(super) fn mobile_numbers(text: &str) -> impl Iterator<Item = Range<usize>> {
    stretches(text).flat_map(|stretch| mobile_within(&stretch))
}

/// Those of a stretch of a text.
pub(super) fn mobile_within(stretch: &Stretch<'_>) -> Vec<Range<usize>> {
    let runs = digit_runs(&stretch.seen).filter(|(_, typed)| is_mobile(typed));
    let ranges = runs.map(|(start, typed)| start..start + typed.len());
    ranges.filter(|range| stretch.holds(range)).map(|range| stretch.typed(range)).collect()
}

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

/// Runs of digits with the separators of Dutch numbers between them, that don't go on as a word.
fn digit_runs(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let start = next_byte(text.as_bytes(), from, |byte| byte.is_ascii_digit() || byte == b'+')?;
            let rest = &text[start..];
            let in_run = |c: char| c.is_ascii_digit() || matches!(c, '.' | '-' | ' ' | '+' | '(' | ')' | '/');
            let length = rest.find(|c| !in_run(c)).unwrap_or(rest.len());
            from = start + length.max(1);
            let run = rest[..length].trim_end_matches(|c: char| !c.is_ascii_digit());
            let before = text[..start].chars().next_back();
            let after = text[start + run.len()..].chars().next();
            let joined =
                |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || matches!(c, '/' | '#' | '_'));
            // Such an address is a number to write to.
            let is_number_to_write_to = text[..start].ends_with("wa.me/");
            if run.len() >= 9
                && (is_number_to_write_to || !joined(before))
                && !after.is_some_and(char::is_alphanumeric)
            {
                return Some((start, run));
            }
        }
    })
}

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

    proptest! {
        #[test]
        fn any_text_can_be_looked_at(text in "[0-9 .+6é*/-]{0,60}") {
            for range in mobile_numbers(&text) {
                prop_assert!(text.get(range).is_some());
            }
        }
    }
}

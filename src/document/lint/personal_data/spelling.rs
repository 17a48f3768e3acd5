//! How citizen service numbers are spelled: their digits in a row or in parts, and the test that proves them.

use crate::text::next_byte;

/// Where the first digit stands, from a byte on.
pub(super) fn next_digit(bytes: &[u8], from: usize) -> Option<usize> {
    next_byte(bytes, from, |byte| byte.is_ascii_digit())
}

pub(super) fn end_of_digits(bytes: &[u8], start: usize) -> usize {
    bytes[start..].iter().position(|byte| !byte.is_ascii_digit()).map_or(bytes.len(), |length| start + length)
}

/// Where the number ends that starts at a byte, behind its own name, however its digits are grouped: eight are nine with a zero
/// before them.
pub(super) fn grouped(text: &str, start: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut digits = Vec::with_capacity(9);
    let mut at = start;
    let mut eight = None;
    loop {
        let end = end_of_digits(bytes, at);
        digits.extend(&bytes[at..end]);
        match digits.len() {
            8 if is_date(&text[start..end]) => return None,
            9 if passes_eleven_test(&digits) => return Some(end),
            8 if passes_eleven_test(&[b"0", &digits[..]].concat()) => eight = Some(end),
            0..9 => {}
            _ => return eight,
        }
        match next_group(bytes, end) {
            Some(next) => at = next,
            None => return eight,
        }
    }
}

/// Where the digits go on behind others that end at a byte, with one sign between, which may have blanks around it.
fn next_group(bytes: &[u8], end: usize) -> Option<usize> {
    let behind_blank = |at: usize| at + usize::from(bytes.get(at) == Some(&b' '));
    let sign = behind_blank(end);
    let is_sign = bytes.get(sign).is_some_and(|byte| is_separator(*byte, true) && *byte != b' ');
    let at = if is_sign { behind_blank(sign + 1) } else { sign };
    (at > end && bytes.get(at)?.is_ascii_digit()).then_some(at)
}

/// Whether a sign can stand between the parts of a number. Dates, amounts and lists have the same between theirs, so that a slash
/// and a comma only do behind the name of the number.
fn is_separator(sign: u8, is_named: bool) -> bool {
    matches!(sign, b'.' | b'-' | b' ' | b'_') || is_named && matches!(sign, b'/' | b',')
}

/// Whether eight digits are a day or two years: `12/03/2026`, `2026-03-12`, `2024/2025`.
fn is_date(typed: &str) -> bool {
    let parts: Vec<&str> =
        typed.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let is_up_to = |part: &str, most: u32| part.parse().is_ok_and(|number: u32| (1..=most).contains(&number));
    let is_year = |part: &str| part.starts_with("19") || part.starts_with("20");
    match parts[..] {
        [one, other] => one.len() == 4 && is_year(one) && is_year(other),
        [day, month, year] if year.len() == 4 => is_year(year) && is_up_to(month, 12) && is_up_to(day, 31),
        [year, month, day] => year.len() == 4 && is_year(year) && is_up_to(month, 12) && is_up_to(day, 31),
        _ => false,
    }
}

/// The nine digits that a number would have which starts with those from `start` to `end`, in one of its spellings, and where
/// it ends.
pub(super) fn spelled(
    text: &str,
    start: usize,
    end: usize,
    is_named: impl Fn() -> bool,
) -> Option<(Vec<u8>, usize)> {
    let digits = &text.as_bytes()[start..end];
    Some(match digits.len() {
        // 111 222 333, where it is called what it is; nothing else is written 111_222_333
        3 => {
            let [one, b, c, d, other, tail @ ..] = text.get(end..end + 8)?.as_bytes() else { return None };
            if one != other || !is_separator(*one, true) || *one != b'_' && !is_named() {
                return None;
            }
            ([digits, &[*b, *c, *d], tail].concat(), end + 8)
        }
        9 => (digits.to_vec(), end),
        8 if is_named() => ([b"0", digits].concat(), end),
        // 1112.22.333
        4 => {
            let [separator, b, c, other, tail @ ..] = text.get(end..end + 7)?.as_bytes() else { return None };
            if separator != other || !is_separator(*separator, is_named()) {
                return None;
            }
            ([digits, &[*b, *c], tail].concat(), end + 7)
        }
        _ => return None,
    })
}

/// The eleven test of nine digits.
pub(super) fn passes_eleven_test(digits: &[u8]) -> bool {
    const WEIGHTS: [i32; 9] = [9, 8, 7, 6, 5, 4, 3, 2, -1];
    let all_digits = digits.len() == WEIGHTS.len() && digits.iter().all(u8::is_ascii_digit);
    let sum: i32 = digits.iter().zip(WEIGHTS).map(|(digit, weight)| i32::from(*digit) * weight).sum();
    // The zero of each digit's character adds the same to every sum.
    let zero: i32 = WEIGHTS.iter().map(|weight| i32::from(b'0') * weight).sum();
    all_digits && (sum - zero) % 11 == 0 && digits.iter().any(|digit| *digit != b'0')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_proofs_are_those_of_the_standards() {
        for (number, passes) in [
            ("111222333", true),
            ("123456782", true),
            ("000000000", false),
            ("111252333", false),
            ("12345678", false),
        ] {
            assert_eq!(passes_eleven_test(number.as_bytes()), passes, "{number}");
        }
    }

    #[test]
    fn eight_digits_can_be_a_day() {
        for (typed, is) in [
            ("12/03/2026", true),
            ("2026-03-12", true),
            ("2024/2025", true),
            ("12345672", false),
            ("12 34 56 72", false),
            ("1234-5672", false),
            ("12.34.5672", false),
        ] {
            assert_eq!(is_date(typed), is, "{typed}");
        }
    }
}

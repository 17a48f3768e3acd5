//! Numbers that prove themselves: citizen service numbers by the eleven test, bank accounts by their check digits. And
//! mobile numbers, which have a form of their own.
//!
//! One in eleven numbers of nine digits passes the eleven test, and so do a fiftieth of all dates and a sixth of all mobile
//! numbers somewhere within. So a number has to stand by itself, and one of eight digits next to what it is called.

use std::ops::Range;

use crate::text::{Phrase, next_byte, phrase};

/// A number that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Numbered {
    /// Where it stands, in bytes.
    pub(crate) range: Range<usize>,
    /// What it is.
    pub(crate) kind: NumberKind,
}

/// A kind of number that proves itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NumberKind {
    /// A citizen service number.
    Citizen,
    /// A bank account.
    Account,
}

impl NumberKind {
    /// What it is called.
    pub(crate) fn name(self) -> Phrase {
        match self {
            Self::Citizen => phrase!("een burgerservicenummer", "a citizen service number"),
            Self::Account => phrase!("een rekeningnummer", "a bank account"),
        }
    }
}

/// What a citizen service number is called, and what other numbers of eight or nine digits are.
const CITIZEN: [&str; 3] = ["bsn", "burgerservicenummer", "sofi"];
const OTHER: [&str; 8] = ["kvk", "rsin", "btw", "oin", "agb", "isbn", "vestigingsnummer", "fiscaal"];
/// How far around a number what belongs to it stands at most, in bytes: its name, a sign of money, a house number.
const NEAR: usize = 28;

/// The countries whose accounts are likely to be written here, with how many characters those have.
const ACCOUNTS: [(&str, usize); 17] = [
    ("NL", 18),
    ("BE", 16),
    ("DE", 22),
    ("FR", 27),
    ("GB", 22),
    ("LU", 20),
    ("ES", 24),
    ("IT", 27),
    ("PL", 28),
    ("TR", 26),
    ("PT", 25),
    ("AT", 20),
    ("CH", 21),
    ("IE", 22),
    ("DK", 18),
    ("SE", 24),
    ("UA", 29),
];

/// The numbers of a text that prove themselves, in its order.
pub(crate) fn numbers(text: &str) -> impl Iterator<Item = Numbered> {
    let bytes = text.as_bytes();
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let start = next_digit(bytes, from)?;
            let end = end_of_digits(bytes, start);
            from = end;
            let account = start.checked_sub(2).filter(|_| end - start >= 2).and_then(|at| account(text, at));
            if let Some(range) = account {
                from = range.end;
                return Some(Numbered { range, kind: NumberKind::Account });
            }
            if let Some(range) = citizen_number(text, start, end) {
                from = range.end;
                return Some(Numbered { range, kind: NumberKind::Citizen });
            }
        }
    })
}

/// Where the first digit stands, from a byte on.
pub(super) fn next_digit(bytes: &[u8], from: usize) -> Option<usize> {
    next_byte(bytes, from, |byte| byte.is_ascii_digit())
}

pub(super) fn end_of_digits(bytes: &[u8], start: usize) -> usize {
    bytes[start..].iter().position(|byte| !byte.is_ascii_digit()).map_or(bytes.len(), |length| start + length)
}

/// Whether something in a text, or in whatever it is written in, could be such a number, wherever it stands. Costs a look at
/// the digits alone.
pub(crate) fn may_hold_number(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut from = 0;
    while let Some(start) = next_digit(bytes, from) {
        let end = end_of_digits(bytes, start);
        from = end;
        // Pages are full of digits that are nothing of the kind: of drawings, headings and versions.
        let follows_letter = start >= 2 && bytes[start - 1].is_ascii_alphabetic();
        let has_length = matches!(end - start, 3 | 4 | 8 | 9);
        if !has_length && !follows_letter {
            continue;
        }
        let is_account = || end - start >= 2 && follows_letter && account(text, start - 2).is_some();
        let passes = |is_named: bool| {
            let spelled = spelled(text, start, end, || is_named);
            spelled.is_some_and(|(number, _)| passes_eleven_test(&number))
        };
        let is_citizen = || passes(false) || passes(true) && names_citizens(text);
        if is_account() || is_citizen() {
            return true;
        }
    }
    false
}

/// Whether a text names citizen service numbers anywhere.
fn names_citizens(text: &str) -> bool {
    let text = text.to_ascii_lowercase();
    CITIZEN.iter().any(|name| text.contains(name))
}

/// The citizen service number that starts with the digits from `start` to `end`.
fn citizen_number(text: &str, start: usize, end: usize) -> Option<Range<usize>> {
    let is_named = || is_called(text, start, &CITIZEN);
    let (number, end) = spelled(text, start, end, is_named)?;
    let goes_on = text[end..].starts_with(|c: char| c.is_ascii_digit());
    let is_alone = stands_alone(text, start, end) || is_named() && !goes_on;
    let is_other = is_called(text, start, &OTHER) && !is_named();
    (is_alone && passes_eleven_test(&number) && !is_other).then_some(start..end)
}

/// The nine digits that a number would have which starts with those from `start` to `end`, in one of its spellings, and where
/// it ends.
fn spelled(text: &str, start: usize, end: usize, is_named: impl Fn() -> bool) -> Option<(Vec<u8>, usize)> {
    let digits = &text.as_bytes()[start..end];
    Some(match digits.len() {
        // 111 222 333, where it is called what it is
        3 if is_named() => {
            let [one, b, c, d, other, tail @ ..] = text.get(end..end + 8)?.as_bytes() else { return None };
            if one != other || !matches!(one, b'.' | b'-' | b' ') {
                return None;
            }
            ([digits, &[*b, *c, *d], tail].concat(), end + 8)
        }
        9 => (digits.to_vec(), end),
        8 if is_named() => ([b"0", digits].concat(), end),
        // 1112.22.333
        4 => {
            let [separator, b, c, other, tail @ ..] = text.get(end..end + 7)?.as_bytes() else { return None };
            if separator != other || !matches!(separator, b'.' | b'-' | b' ') {
                return None;
            }
            ([digits, &[*b, *c], tail].concat(), end + 7)
        }
        _ => return None,
    })
}

/// Whether nothing around a number makes it a part of something longer: a word, an address, an amount, a date or a number
/// in the international form.
fn stands_alone(text: &str, start: usize, end: usize) -> bool {
    let (before, after) = (shortly_before(text, start), &text[end..text.floor_char_boundary(end + NEAR)]);
    let joined = |c: char| c.is_alphanumeric() || matches!(c, '/' | '#' | '_' | '=' | '&');
    let is_part = |c: char| matches!(c, '.' | ',' | '-' | ':' | '+');
    let mut last = before.chars().rev();
    let mut next = after.chars();
    let (one, two) = (last.next(), last.next());
    if one.is_some_and(joined)
        || one.is_some_and(is_part) && two.is_some_and(|c| c.is_alphanumeric())
        || one == Some('+')
    {
        return false;
    }
    let (one, two) = (next.next(), next.next());
    if one.is_some_and(joined) || one.is_some_and(is_part) && two.is_some_and(|c| c.is_ascii_digit()) {
        return false;
    }
    let word = before.trim_end().rsplit(char::is_whitespace).next().unwrap_or_default();
    let is_international = (word.starts_with('+') || word.starts_with("00")) && word.len() <= 6;
    !is_international
        && !word.ends_with('€')
        && !after.trim_start().starts_with("euro")
        && !after.starts_with(",-")
}

/// Whether one of these words stands shortly before a number, on its line.
fn is_called(text: &str, start: usize, names: &[&str]) -> bool {
    let line = shortly_before(text, start).rsplit('\n').next().unwrap_or_default();
    let near = line.to_ascii_lowercase();
    names.iter().any(|name| near.contains(name))
}

/// The last bytes before a place. Looking no further keeps a line full of numbers from costing its square.
pub(super) fn shortly_before(text: &str, at: usize) -> &str {
    &text[text.ceil_char_boundary(at.saturating_sub(NEAR))..at]
}

/// The eleven test of nine digits.
fn passes_eleven_test(digits: &[u8]) -> bool {
    const WEIGHTS: [i32; 9] = [9, 8, 7, 6, 5, 4, 3, 2, -1];
    let all_digits = digits.len() == WEIGHTS.len() && digits.iter().all(u8::is_ascii_digit);
    let sum: i32 = digits.iter().zip(WEIGHTS).map(|(digit, weight)| i32::from(*digit) * weight).sum();
    // The zero of each digit's character adds the same to every sum.
    let zero: i32 = WEIGHTS.iter().map(|weight| i32::from(b'0') * weight).sum();
    all_digits && (sum - zero) % 11 == 0 && digits.iter().any(|digit| *digit != b'0')
}

/// The bank account that starts at a byte, with blanks between its characters or not.
fn account(text: &str, start: usize) -> Option<Range<usize>> {
    let letters =
        text.as_bytes().get(start..start + 2).filter(|two| two.iter().all(u8::is_ascii_alphabetic))?;
    let (country, length) =
        ACCOUNTS.iter().find(|(known, _)| known.as_bytes().eq_ignore_ascii_case(letters))?;
    if text[..start].ends_with(|c: char| c.is_alphanumeric()) {
        return None;
    }
    let mut number = String::with_capacity(*length);
    let mut end = start;
    for (at, c) in text[start..].char_indices() {
        if number.len() == *length {
            break;
        }
        match c {
            c if c.is_ascii_alphanumeric() => number.push(c.to_ascii_uppercase()),
            ' ' | '.' | '-' | '\u{a0}' => continue,
            _ => return None,
        }
        end = start + at + 1;
    }
    let goes_on = text[end..].starts_with(|c: char| c.is_alphanumeric());
    // Four letters for the bank, ten digits for the account.
    let has_form = *country != "NL"
        || number.as_bytes().get(4..8).is_some_and(|bank| bank.iter().all(u8::is_ascii_uppercase))
            && number.as_bytes()[8..].iter().all(u8::is_ascii_digit);
    (number.len() == *length && !goes_on && has_form && passes_check_digits(&number)).then_some(start..end)
}

/// ISO 7064, mod 97-10: the first four characters moved to the end, letters as numbers from 10 on.
fn passes_check_digits(number: &str) -> bool {
    let (head, tail) = number.split_at(4);
    let remainder = tail.bytes().chain(head.bytes()).fold(0u32, |remainder, byte| match byte {
        b'0'..=b'9' => (remainder * 10 + u32::from(byte - b'0')) % 97,
        _ => (remainder * 100 + u32::from(byte - b'A') + 10) % 97,
    });
    remainder == 1
}

/// Dutch mobile numbers: 06 and eight digits, or the same after the code of the country.
pub(super) fn mobile_numbers(text: &str) -> impl Iterator<Item = Range<usize>> {
    digit_runs(text).filter_map(|(start, typed)| {
        let number: String = typed.chars().filter(char::is_ascii_digit).collect();
        let abroad = number.strip_prefix("0031").or_else(|| number.strip_prefix("31"));
        // `+31 (0)6`
        let national = match abroad {
            Some(number) => number.strip_prefix('0').unwrap_or(number),
            None => number.strip_prefix('0').unwrap_or_default(),
        };
        let is_mobile = national.len() == 9 && matches!(national.as_bytes(), [b'6', b'1'..=b'5' | b'8', ..]);
        is_mobile.then(|| start..start + typed.len())
    })
}

/// Runs of digits with the separators of Dutch numbers between them, that don't go on as a word.
fn digit_runs(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let start = next_byte(text.as_bytes(), from, |byte| byte.is_ascii_digit() || byte == b'+')?;
            let rest = &text[start..];
            let in_run = |c: char| {
                c.is_ascii_digit()
                    || matches!(
                        c,
                        '.' | '-' | ' ' | '+' | '–' | '(' | ')' | '/' | '\u{a0}' | '\u{2010}' | '\u{2011}'
                    )
            };
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

    fn found(text: &str) -> Vec<&str> {
        numbers(text).map(|found| &text[found.range]).collect()
    }

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
        assert!(passes_check_digits("NL91ABNA0417164300"));
        assert!(!passes_check_digits("NL91ABNA0417164301"));
    }

    /// Nine digits that pass the eleven test, made from eight.
    fn citizen() -> impl Strategy<Value = String> {
        (1u32..100_000_000).prop_filter_map("the remainder 10 has no digit", |eight| {
            let eight = format!("{eight:08}");
            let sum: u32 = eight
                .bytes()
                .zip([9, 8, 7, 6, 5, 4, 3, 2])
                .map(|(digit, weight)| u32::from(digit - b'0') * weight)
                .sum();
            (sum % 11 < 10).then(|| format!("{eight}{}", sum % 11))
        })
    }

    proptest! {
        #[test]
        fn every_valid_number_is_found_and_no_other(number in citizen(), other in 1u32..10) {
            let text = format!("Zij heeft {number}, zei hij ({number}).");
            prop_assert_eq!(found(&text), [&number, &number]);
            let parts = format!("{}.{}.{}", &number[..4], &number[4..6], &number[6..]);
            prop_assert_eq!(found(&parts), [&parts]);
            let last = (u32::from(number.as_bytes()[8] - b'0') + other) % 10;
            let wrong = format!("{}{last}", &number[..8]);
            prop_assert!(found(&wrong).is_empty());
            for within in [format!("1{number}"), format!("{number}1"), format!("x{number}"), format!("{number},50"), format!("KvK {number}")] {
                prop_assert!(found(&within).is_empty(), "{}", within);
            }
        }

        #[test]
        fn every_valid_account_is_found_and_no_other(bank in "[A-Z]{4}", number in "[0-9]{10}", other in 1u32..97) {
            let check = |rest: u32| (98 + 97 - rest) % 97;
            let whole = |check: u32| format!("NL{check:02}{bank}{number}");
            let rest = (0..97).find(|rest| passes_check_digits(&whole(check(*rest)))).expect("one of them passes");
            let right = whole(check(rest));
            prop_assert_eq!(found(&right), [&right]);
            let spaced = format!("{} {} {} {} {}", &right[..4], &right[4..8], &right[8..12], &right[12..16], &right[16..]);
            let text = format!("Maak over naar {spaced}.");
            prop_assert_eq!(found(&text), [&spaced]);
            let wrong = whole(check((rest + other) % 97));
            prop_assert!(wrong == right || found(&wrong).iter().all(|found| !found.starts_with("NL")));
        }

        #[test]
        fn any_text_can_be_looked_at(text in "[0-9 .+NLAB€é-]{0,60}") {
            for range in numbers(&text).map(|found| found.range).chain(mobile_numbers(&text)) {
                prop_assert!(text.get(range).is_some());
            }
        }
    }
}

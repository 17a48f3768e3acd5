//! Numbers that prove themselves: citizen service numbers by the eleven test, bank accounts by their check digits.
//!
//! One in eleven numbers of nine digits passes the eleven test, and so do a fiftieth of all dates and a sixth of all mobile
//! numbers somewhere within. So a number has to stand by itself, and one of eight digits next to what it is called.

use std::ops::Range;

use super::accounts::account;
use super::spelling::{end_of_digits, grouped, next_digit, passes_eleven_test, spelled};
use super::stretches::{Stretch, stretches};
use crate::text::{Phrase, phrase};

/// A number that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Numbered {
    /// Where it stands, in bytes.
    pub(crate) range: Range<usize>,
    /// What it is.
    pub(crate) kind: NumberKind,
    /// How sure that is.
    pub(crate) place: NumberPlace,
}

/// What a number that proves itself stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NumberPlace {
    /// Behind its own name; a bank account has that in it.
    Named,
    /// By itself.
    Alone,
    /// In an address, a name of a file, or a word that it is a part of: those hold other numbers too.
    Joined,
    /// It is called something else, or stands in a list of what is.
    Otherwise,
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
const OTHER: [&str; 24] = [
    "kvk",
    "rsin",
    "btw",
    "oin",
    "agb",
    "isbn",
    "vestigingsn",
    "fiscaal",
    "lrk",
    "bronorganisatie",
    "eorganisatie",
    "_organisatie",
    "rechtspersoon",
    "nnpid",
    "eori",
    "loonheffing",
    "inschrijfnummer",
    "zaaknummer",
    "ordernummer",
    "bestelnummer",
    "artikelnummer",
    "factuurnummer",
    "polisnummer",
    "vimeo",
];
/// What a list of numbers is called that holds no citizen service numbers, though they pass the same test.
const LISTED: [&str; 4] = ["rsin", "bronorganisatie", "eorganisatie", "_organisatie"];
/// How far above a number the name of its list or column may stand, in bytes.
const FAR: usize = 2_048;
/// How far around a number what belongs to it stands at most, in bytes: its name, a sign of money, a house number.
const NEAR: usize = 28;

/// The numbers of a text that prove themselves and are what they seem for all that can be seen, in its order.
pub(crate) fn numbers(text: &str) -> impl Iterator<Item = Numbered> {
    proven(text).filter(|number| matches!(number.place, NumberPlace::Named | NumberPlace::Alone))
}

/// All that prove themselves, whatever they stand in.
pub(crate) fn proven(text: &str) -> impl Iterator<Item = Numbered> {
    stretches(text).flat_map(move |stretch| proven_within(text, &stretch))
}

/// Those of a stretch of a text.
pub(super) fn proven_within(text: &str, stretch: &Stretch<'_>) -> Vec<Numbered> {
    let found = within(&stretch.seen).filter(|number| stretch.holds(&number.range));
    let found = found.map(|Numbered { range, kind, place }| {
        let range = stretch.typed(range);
        let is_listed = matches!(place, NumberPlace::Alone | NumberPlace::Joined)
            && is_in_list_of_others(text, range.start);
        Numbered { range, kind, place: if is_listed { NumberPlace::Otherwise } else { place } }
    });
    found.collect()
}

/// How many runs of nine digits a text has. Of those that are something else, one in eleven passes the test.
pub(super) fn runs_of_nine(text: &str) -> usize {
    let is_digit = |c: char| c.is_ascii_digit();
    stretches(text)
        .map(|stretch| {
            let digits = &stretch.seen[stretch.digits.clone()];
            digits.split(|c| !is_digit(c)).filter(|run| run.len() == 9).count()
        })
        .sum()
}

/// What a column of a table says that it holds, in a word that is looked for before a number or a date.
pub(crate) fn column_name(header: &str) -> &'static str {
    const PHONES: [&str; 5] = ["telefoon", "phone", "mobiel", "tel", "fax"];
    let header = header.to_lowercase();
    let has = |names: &[&str]| names.iter().any(|name| header.contains(name));
    match () {
        () if has(&CITIZEN) => CITIZEN[0],
        // Programs for tables take the zero away that a number to dial begins with.
        () if has(&OTHER) || has(&PHONES) => OTHER[0],
        () if header.starts_with("geb") || header.contains("birth") => "geboren",
        () => "",
    }
}

/// Those of a stretch, as it is seen.
fn within(text: &str) -> impl Iterator<Item = Numbered> {
    let bytes = text.as_bytes();
    let mut names = None;
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let start = next_digit(bytes, from)?;
            let end = end_of_digits(bytes, start);
            from = end;
            let account = start.checked_sub(2).filter(|_| end - start >= 2).and_then(|at| account(text, at));
            if let Some(range) = account {
                from = range.end;
                return Some(Numbered { range, kind: NumberKind::Account, place: NumberPlace::Named });
            }
            let names_citizens = *names.get_or_insert_with(|| names_citizens(text));
            if let Some((range, place)) = citizen_number(text, start, end, names_citizens) {
                from = range.end;
                return Some(Numbered { range, kind: NumberKind::Citizen, place });
            }
        }
    })
}

/// Whether the name that stands last above a number is one of others that pass the same test, and none of citizens.
fn is_in_list_of_others(text: &str, at: usize) -> bool {
    let above = &text[text.floor_char_boundary(at.saturating_sub(FAR))..at];
    let above = above.to_ascii_lowercase();
    let last = |names: &[&str]| names.iter().filter_map(|name| above.rfind(name)).max();
    let listed = last(&LISTED);
    listed.is_some() && listed > last(&CITIZEN)
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

/// The citizen service number that starts with the digits from `start` to `end`, and what it stands in.
fn citizen_number(
    text: &str,
    start: usize,
    end: usize,
    names_citizens: bool,
) -> Option<(Range<usize>, NumberPlace)> {
    let is_named_before = names_citizens && is_called(text, start, &CITIZEN);
    let is_named =
        is_named_before || names_citizens && is_called_behind(text, end) && !is_called(text, start, &OTHER);
    if is_named && let Some(end) = grouped(text, start) {
        return Some((start..end, NumberPlace::Named));
    }
    let (number, end) = spelled(text, start, end, || false)?;
    if !passes_eleven_test(&number) {
        return None;
    }
    let place = match () {
        () if is_named => NumberPlace::Named,
        () if stands_alone(text, start, end) => NumberPlace::Alone,
        () if number.len() == end - start && is_joined(text, start, end) => NumberPlace::Joined,
        () => return None,
    };
    let is_other = !is_named && is_called(text, start, &OTHER);
    Some((start..end, if is_other { NumberPlace::Otherwise } else { place }))
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

/// Whether a number is a part of an address, of a name or of a word, though not of another number.
fn is_joined(text: &str, start: usize, end: usize) -> bool {
    let joins = |c: char| matches!(c, '-' | '_' | '/' | ':' | '=' | '.' | '?' | '&' | '#' | '@');
    let mut last = text[..start].chars().rev();
    let mut next = text[end..].chars();
    let (before, further) = (last.next(), last.next());
    let (after, beyond) = (next.next(), next.next());
    let is_part = before.is_some_and(joins) && further.is_some_and(|c| !c.is_numeric() && !c.is_whitespace())
        || after.is_some_and(joins) && beyond.is_some_and(char::is_alphabetic);
    let goes_on = |one: Option<char>, two: Option<char>| {
        one.is_some_and(char::is_alphanumeric)
            || one.is_some_and(|c| joins(c) || c == ',' || c == '+') && two.is_some_and(char::is_numeric)
    };
    is_part && !goes_on(before, further) && !goes_on(after, beyond)
}

/// Whether what a number is called stands right behind it, as in `12345672 is haar bsn`.
fn is_called_behind(text: &str, end: usize) -> bool {
    let line = &text[end..text.floor_char_boundary(end + NEAR)];
    let line = line.split(|c: char| c == '\n' || c.is_ascii_digit()).next().unwrap_or_default();
    let near = line.to_ascii_lowercase();
    CITIZEN.iter().any(|name| near.contains(name))
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::accounts::passes_check_digits;
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        numbers(text).map(|found| &text[found.range]).collect()
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
            for sign in ["/", ",", "_", " / ", ", ", " "] {
                let parts = format!("{}{sign}{}{sign}{}", &number[..3], &number[3..6], &number[6..]);
                let named = format!("Haar bsn is {parts}.");
                prop_assert_eq!(found(&named), [&parts]);
                prop_assert!(sign == "_" || found(&parts).is_empty(), "{}", parts);
            }
            let linked = format!("{}[{}](x.md#4){}", &number[..3], &number[3..6], &number[6..]);
            prop_assert_eq!(found(&linked), [&linked]);
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
        fn any_text_can_be_looked_at(text in "[0-9 .+NLAB€é*-]{0,60}") {
            for range in proven(&text).map(|found| found.range) {
                prop_assert!(text.get(range).is_some());
            }
        }
    }
}

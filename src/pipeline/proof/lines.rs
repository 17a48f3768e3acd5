//! Lines to somebody within a text: telephone numbers and mail addresses, in one spelling each, so that `+31 99 200 12 30`
//! is found where `099-2001230` was written.

use std::borrow::Borrow;
use std::collections::{BTreeMap, BTreeSet};

use crate::text::{dialed, percent, seen_as};

/// How many digits a number has that can be found within a longer run of digits: nine stand behind the trunk zero of the
/// Dutch plan. A shorter one has to be the whole run.
const NATIONAL: usize = 9;

/// How many digits a number has at most (E.164).
const LONGEST: usize = 15;

/// A telephone number without what leads to its country, or a mail address in lower case.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct ProofLine(String);

impl ProofLine {
    /// Whether it is everybody's: urgent help, and the lines of public use (116…).
    pub(super) fn is_everybodys(&self) -> bool {
        self.is_number() && (self.0.len() <= 3 || self.0.len() == 6 && self.0.starts_with("116"))
    }

    /// Whether the number plan itself makes it known: what is everybody's, free and paid lines, organisations (088),
    /// municipalities (14…).
    pub(super) fn is_well_known(&self) -> bool {
        let starts = |start: &&str| self.0.starts_with(start);
        self.is_number() && (self.0.len() < NATIONAL || ["800", "90", "88"].iter().any(starts))
    }

    fn is_number(&self) -> bool {
        self.0.bytes().all(|byte| byte.is_ascii_digit())
    }
}

/// A line is ordered as its text is.
impl Borrow<str> for ProofLine {
    fn borrow(&self) -> &str {
        &self.0
    }
}

/// The lines of a folded text, each as it is written there.
pub(super) fn lines(text: &str) -> impl Iterator<Item = (ProofLine, &str)> {
    let addresses = addresses(text).map(|address| (ProofLine(address.to_lowercase()), address));
    runs(text).flat_map(numbers).chain(addresses)
}

/// The numbers within a run of digits that can be dialed, the longest first where one stands within another.
fn numbers(run: &str) -> Vec<(ProofLine, &str)> {
    let mut numbers = Vec::new();
    let mut rest = run;
    while !rest.is_empty() {
        let number = ends(rest).into_iter().rev().find_map(|end| Some((&rest[..end], dialed(&rest[..end])?)));
        if let Some((written, dialed)) = &number {
            let (is_abroad, digits) =
                dialed.strip_prefix('+').map_or((false, &**dialed), |digits| (true, digits));
            numbers.push((national(is_abroad, digits), *written));
        }
        // What follows begins at the next group of digits.
        let taken = number
            .map_or_else(|| ends(rest).first().copied().unwrap_or(rest.len()), |(written, _)| written.len());
        rest = rest[taken..].trim_start_matches(is_separator);
    }
    numbers
}

/// Where the groups of digits at the start of a run end that one number can have.
fn ends(run: &str) -> Vec<usize> {
    let mut n_digits = 0;
    let mut ends = Vec::new();
    for (at, c) in run.char_indices() {
        let is_digit = c.is_ascii_digit();
        n_digits += usize::from(is_digit);
        if n_digits > LONGEST {
            break;
        }
        let end = at + c.len_utf8();
        if is_digit && !run[end..].starts_with(|next: char| next.is_ascii_digit()) {
            ends.push(end);
        }
    }
    ends
}

/// A number without what leads to its country.
fn national(is_abroad: bool, digits: &str) -> ProofLine {
    let behind_country = if is_abroad { digits.strip_prefix("31") } else { digits.strip_prefix("0031") };
    let national = behind_country.unwrap_or(digits);
    ProofLine(national.strip_prefix('0').unwrap_or(national).to_owned())
}

/// Lines to look for, each with what is kept of it.
pub(super) struct WantedLines<V> {
    by_line: BTreeMap<ProofLine, V>,
    /// How many digits the numbers among them have that can stand within longer runs.
    lengths: BTreeSet<usize>,
}

impl<V> FromIterator<(ProofLine, V)> for WantedLines<V> {
    fn from_iter<I: IntoIterator<Item = (ProofLine, V)>>(lines: I) -> Self {
        let mut by_line = BTreeMap::new();
        for (line, value) in lines {
            by_line.entry(line).or_insert(value);
        }
        let numbers = by_line.keys().filter(|line| line.is_number());
        let lengths =
            numbers.map(|ProofLine(digits)| digits.len()).filter(|length| *length >= NATIONAL).collect();
        Self { by_line, lengths }
    }
}

impl<V> WantedLines<V> {
    /// What is kept of each line that a folded text holds.
    pub(super) fn within<'w>(&'w self, text: &'w str) -> impl Iterator<Item = &'w V> {
        let addresses =
            addresses(text).filter_map(|address| self.by_line.get(address.to_lowercase().as_str()));
        runs(text).flat_map(|run| self.numbers(run)).chain(addresses)
    }

    fn numbers(&self, run: &str) -> Vec<&V> {
        let digits: String = run.chars().filter(char::is_ascii_digit).collect();
        let whole = self.by_line.get(&national(run.starts_with('+'), &digits));
        let within = self.lengths.iter().flat_map(|length| {
            let windows = digits.as_bytes().windows(*length).map(String::from_utf8_lossy);
            windows.filter_map(|window| self.by_line.get(window.as_ref()))
        });
        whole.into_iter().chain(within).collect()
    }
}

/// A text in which signs that look alike are one, and those that nobody sees are gone: as an editor reads it, not as it was
/// typed or pasted. An address on the web writes some signs as their numbers.
pub(super) fn folded(text: &str) -> String {
    let fold = |c: char| match c {
        '\n' => Some(c),
        '·' | '•' | '~' => Some('-'),
        _ => seen_as(c),
    };
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            ' '..='}' => folded.push(c),
            _ => folded.extend(fold(c)),
        }
    }
    if folded.contains('%') { percent::decode_lossy(&folded) } else { folded }
}

/// What can stand between the digits of a number, in a folded text.
fn is_separator(c: char) -> bool {
    matches!(c, ' ' | '-' | '.' | '(' | ')' | '/' | '_')
}

/// Every run of digits with the signs that stand between and before those of a telephone number.
fn runs(text: &str) -> impl Iterator<Item = &str> {
    let parts = text.split(|c: char| !(c.is_ascii_digit() || c == '+' || is_separator(c)));
    let parts = parts
        .map(|part| part.trim_start_matches(is_separator).trim_end_matches(|c: char| !c.is_ascii_digit()));
    parts.filter(|part| part.bytes().any(|byte| byte.is_ascii_digit()))
}

/// Every mail address.
fn addresses(text: &str) -> impl Iterator<Item = &str> {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '+' | '@');
    let words = text.split(move |c: char| !is_part(c)).map(|word| word.trim_matches(['.', '-']));
    words.filter(|word| {
        word.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_found_in_every_spelling() {
        let wanted: WantedLines<&str> =
            [lines("099 200 12 30, optie 2").next().expect("a number")].into_iter().collect();
        for text in [
            "099\u{2212}200\u{2014}12·30",
            "099\u{2009}200\u{ad} 12_30",
            "\u{660}\u{669}\u{669} \u{662}\u{660}\u{660} \u{661}\u{662} \u{663}\u{660}",
            "Bel 0992001230.",
            "+31 99 200 12 30",
            "tel:+31992001230",
            "tel:099%20200%2012%2030",
            "099-2001230",
            "(099) 200 12 30",
            "0031 99 2001230",
        ] {
            assert!(wanted.within(&folded(text)).next().is_some(), "{text}");
        }
        for text in ["099 200 12 31", "992001", "[0,9,9,2,0,0,1,2,3,0]"] {
            assert_eq!(wanted.within(text).count(), 0, "{text}");
        }
    }

    #[test]
    fn a_short_number_has_to_be_all_of_it() {
        let wanted: WantedLines<&str> = [lines("14 0777").next().expect("a number")].into_iter().collect();
        assert!(wanted.within("Bel 14 0777 of mail.").next().is_some());
        assert_eq!(wanted.within("artikel 5140777").count(), 0);
    }

    #[test]
    fn a_mail_address_is_found_whatever_its_case() {
        let wanted: WantedLines<&str> = lines("mail Team.Oost@Stad.example.").collect();
        assert_eq!(wanted.within("<a href=\"mailto:team.oost@stad.example\">").count(), 1);
        assert_eq!(wanted.within("xteam.oost@stad.example").count(), 0);
    }

    #[test]
    fn a_run_can_hold_several_numbers() {
        let written: Vec<&str> =
            lines("9-12: 099 200 12 30 / 099 200 12 31, of 2026-11-01").map(|(_, text)| text).collect();
        assert_eq!(written, ["099 200 12 30", "099 200 12 31"]);
    }
}

//! Lines to somebody within a text: telephone numbers and mail addresses, in one spelling each, so that `+31 99 200 12 30`
//! is found where `099-2001230` was written.

use std::borrow::Borrow;
use std::collections::BTreeSet;

use memchr::{memchr, memmem};
use rustc_hash::FxHashMap;

use crate::text::{dialed, first_group, group_ends, moment, next_byte, percent, seen_as};

/// How many digits a number has that can be found within a longer run of digits: nine stand behind the trunk zero of the
/// Dutch plan. A shorter one has to be the whole run.
const NATIONAL: usize = 9;

/// How many digits a number has at most (E.164).
const LONGEST: usize = 15;

/// A telephone number without what leads to its country, or a mail address in lower case.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
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

/// A line is ordered and hashed as its text is.
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

/// The numbers within a run of digits that can be dialed, the longest first where one stands within another. A day or a time
/// is part of none.
fn numbers(run: &str) -> Vec<(ProofLine, &str)> {
    let mut numbers = Vec::new();
    let mut rest = run;
    while !rest.is_empty() {
        let taken = match (moment(rest), number(rest)) {
            (Some(length), _) => length,
            (None, Some((line, written))) => {
                numbers.push((line, written));
                written.len()
            }
            // What follows begins at the next group of digits.
            (None, None) => first_group(rest),
        };
        rest = rest[taken..].trim_start_matches(is_separator);
    }
    numbers
}

/// The number that a run starts with, on its first line where one ends there.
fn number(run: &str) -> Option<(ProofLine, &str)> {
    if !run.starts_with(['0', '1', '+']) {
        return None;
    }
    let ends = group_ends(run, LONGEST);
    let n_on_line = ends.partition_point(|end| !run[..*end].contains('\n'));
    let (on_line, behind) = ends.split_at(n_on_line);
    on_line.iter().rev().chain(behind.iter().rev()).find_map(|end| {
        let written = &run[..*end];
        let dialed = dialed(&written.replace(['/', '_'], " "))?;
        let abroad = dialed.strip_prefix('+');
        Some((national(abroad.is_some(), abroad.unwrap_or(&dialed)), written))
    })
}

/// A number without what leads to its country.
fn national(is_abroad: bool, digits: &str) -> ProofLine {
    let behind_country = if is_abroad { digits.strip_prefix("31") } else { digits.strip_prefix("0031") };
    let national = behind_country.unwrap_or(digits);
    ProofLine(national.strip_prefix('0').unwrap_or(national).to_owned())
}

/// Lines to look for, each with what is kept of it.
pub(super) struct WantedLines<V> {
    by_line: FxHashMap<ProofLine, V>,
    /// How many digits the numbers among them have that can stand within longer runs.
    lengths: BTreeSet<usize>,
    /// Whether there are shorter ones.
    has_short: bool,
}

impl<V> FromIterator<(ProofLine, V)> for WantedLines<V> {
    fn from_iter<I: IntoIterator<Item = (ProofLine, V)>>(lines: I) -> Self {
        let (mut by_line, mut lengths, mut has_short) = (FxHashMap::default(), BTreeSet::new(), false);
        for (line, value) in lines {
            match line.0.len() {
                length if line.is_number() && length >= NATIONAL => _ = lengths.insert(length),
                _ => has_short |= line.is_number(),
            }
            by_line.entry(line).or_insert(value);
        }
        Self { by_line, lengths, has_short }
    }
}

impl<V> WantedLines<V> {
    /// Calls `each` for every one of these that a folded text holds, with what is kept of it and where it stands.
    pub(super) fn within<'w>(&'w self, text: &str, mut each: impl FnMut(&'w V, usize)) {
        if self.by_line.is_empty() {
            return;
        }
        let place = |part: &str| part.as_ptr().addr() - text.as_ptr().addr();
        for run in runs(text) {
            self.numbers(run, |value, at| each(value, place(run) + at));
        }
        for address in addresses(text) {
            if let Some(value) = self.by_line.get(address.to_lowercase().as_str()) {
                each(value, place(address));
            }
        }
    }

    fn numbers<'w>(&'w self, run: &str, mut each: impl FnMut(&'w V, usize)) {
        if self.has_short {
            for (line, written) in numbers(run) {
                if let Some(value) = self.by_line.get(&line) {
                    each(value, written.as_ptr().addr() - run.as_ptr().addr());
                }
            }
        }
        if self.lengths.first().is_none_or(|least| *least > run.len()) {
            return;
        }
        let digits = run.bytes().enumerate().filter(|(_, byte)| byte.is_ascii_digit());
        let (places, digits): (Vec<usize>, Vec<u8>) = digits.unzip();
        let goes_on = |idx: usize| idx > 0 && places[idx - 1] + 1 == places[idx];
        for first in 0..digits.len() {
            // Within a group it begins behind the zero, or behind the code of the country.
            let before = &digits[..first];
            if goes_on(first) && !before.ends_with(b"0") && !before.ends_with(DUTCH) {
                continue;
            }
            for length in &self.lengths {
                let Some(number) = digits.get(first..first + length) else { break };
                let number = str::from_utf8(number).expect("digits are ASCII");
                if let Some(value) = self.by_line.get(number) {
                    let near = (first.saturating_sub(LONGEST)..=first).rev();
                    let group = near.into_iter().find(|idx| !goes_on(*idx)).unwrap_or(first);
                    each(value, places[group]);
                }
            }
        }
    }
}

/// The code of the Netherlands.
const DUTCH: &[u8] = b"31";

/// A text in which signs that look alike are one, and those that nobody sees are gone: as an editor reads it, not as it was
/// typed or pasted. An address on the web writes some signs as their numbers.
pub(super) fn folded(text: &str) -> String {
    let folded = as_seen(text);
    if folded.contains('%') { percent::decode_lossy(&folded) } else { folded }
}

/// The same, but for what addresses write as numbers.
pub(super) fn as_seen(text: &str) -> String {
    let mut seen = String::with_capacity(text.len());
    let mut from = 0;
    while let Some(at) = next_byte(text.as_bytes(), from, |byte| !matches!(byte, b' '..=b'}' | b'\n')) {
        seen.push_str(&text[from..at]);
        let c = text[at..].chars().next().expect("a sign begins behind what is ASCII");
        seen.extend(fold(c));
        from = at + c.len_utf8();
    }
    seen.push_str(&text[from..]);
    seen
}

/// A sign as it is read.
pub(super) fn fold(c: char) -> Option<char> {
    match c {
        '\n' => Some(c),
        '·' | '•' | '~' => Some('-'),
        _ => seen_as(c),
    }
}

/// Whether what is written in a folded text is part of an address on the web: digits there aren't a number to call.
pub(super) fn is_in_address(text: &str, written: &str) -> bool {
    let at = written.as_ptr().addr() - text.as_ptr().addr();
    let before = &text.as_bytes()[at.saturating_sub(LONGEST_ADDRESS)..at];
    let start = before.iter().rposition(u8::is_ascii_whitespace).map_or(0, |space| space + 1);
    let word = &before[start..];
    let query = memchr(b'?', word).map_or(&word[..0], |query| &word[query..]);
    let holds = |part: &[u8]| memmem::find(word, part).is_some();
    holds(b"://") || holds(b"www.") || query.contains(&b'=')
}

/// How far before a number its address is looked for, in bytes.
const LONGEST_ADDRESS: usize = 2_000;

/// What can stand between the digits of a number, in a folded text: it can go on in the next line, or in the next cell.
fn is_separator(c: char) -> bool {
    matches!(c, ' ' | '-' | '.' | '(' | ')' | '/' | '_' | '\n')
}

/// Every run of digits with the signs that stand between and before those of a telephone number.
fn runs(text: &str) -> impl Iterator<Item = &str> {
    let in_run = |byte: &&u8| byte.is_ascii_digit() || **byte == b'+' || is_separator(char::from(**byte));
    let bytes = text.as_bytes();
    let mut from = 0;
    std::iter::from_fn(move || {
        let digit = next_byte(bytes, from, |byte| byte.is_ascii_digit())?;
        let start = digit - bytes[from..digit].iter().rev().take_while(in_run).count();
        from = digit + bytes[digit..].iter().take_while(in_run).count();
        let run = text[start..from].trim_start_matches(is_separator);
        Some(run.trim_end_matches(|c: char| !c.is_ascii_digit()))
    })
}

/// Every mail address.
fn addresses(text: &str) -> impl Iterator<Item = &str> {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '+' | '@');
    let mut from = 0;
    let words = std::iter::from_fn(move || {
        let at = from + memchr(b'@', &text.as_bytes()[from..])?;
        let start = from + text[from..at].trim_end_matches(is_part).len();
        from = text[at..].find(|c| !is_part(c)).map_or(text.len(), |length| at + length);
        Some(text[start..from].trim_matches(['.', '-', '_']))
    });
    words.filter(|word| {
        word.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn holds(wanted: &WantedLines<&str>, text: &str) -> bool {
        let mut holds = false;
        wanted.within(text, |_, _| holds = true);
        holds
    }

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
            "099/200 12 30",
            "099 200\n12 30",
            "12\n0992001230\n2026",
            "120992001230",
        ] {
            assert!(holds(&wanted, &folded(text)), "{text}");
        }
        for text in ["099 200 12 31", "992001", "[0,9,9,2,0,0,1,2,3,0]", "5.129920012307"] {
            assert!(!holds(&wanted, text), "{text}");
        }
    }

    #[test]
    fn a_short_number_has_to_be_all_of_it() {
        let wanted: WantedLines<&str> = [lines("14 0777").next().expect("a number")].into_iter().collect();
        assert!(holds(&wanted, "Bel 14 0777 of mail."));
        assert!(holds(&wanted, "14 0777 (9-17 uur)"));
        assert!(!holds(&wanted, "artikel 5140777"));
    }

    #[test]
    fn a_mail_address_is_found_whatever_its_case() {
        let wanted: WantedLines<&str> = lines("mail Team.Oost@Stad.example.").collect();
        assert!(holds(&wanted, "<a href=\"mailto:team.oost@stad.example\">"));
        assert!(!holds(&wanted, "xteam.oost@stad.example"));
    }

    #[test]
    fn a_run_can_hold_several_numbers() {
        let written = |text| lines(text).map(|(_, written)| written).collect::<Vec<_>>();
        assert_eq!(
            written("9-12: 099 200 12 30 / 099 200 12 31, of 2026-11-01"),
            ["099 200 12 30", "099 200 12 31"]
        );
        assert_eq!(
            written("099 200 12 30/099/200 12 31\n+32 2 123 45 67\n12"),
            ["099 200 12 30", "099/200 12 31", "+32 2 123 45 67"]
        );
        assert_eq!(written("099 200\n12 30"), ["099 200\n12 30"]);
    }

    #[test]
    fn days_times_and_addresses_on_the_web_are_no_numbers() {
        assert_eq!(lines("12-06-2026 14.00-16.00, 08.30-12.30\n13.30-17.00").count(), 0);
        let is_apart = |text: &str| {
            let (_, written) = lines(text).next().expect("a number");
            is_in_address(text, written)
        };
        for text in ["https://zaak.example/0992001230", "www.zaak.example/0992001230", "x/?a=0992001230"] {
            assert!(is_apart(text), "{text}");
        }
        for text in ["https://zaak.example/ 0992001230", "tel=0992001230", "vast/0992001230"] {
            assert!(!is_apart(text), "{text}");
        }
    }
}

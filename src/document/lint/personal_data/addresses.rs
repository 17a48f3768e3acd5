//! What says who or where somebody is without being a number: addresses of mail, dates of birth, addresses of homes.

use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use memchr::memchr2_iter;

use super::numbers::shortly_before;
use super::spelling::{end_of_digits, next_digit};
use super::wrapped::{self, WrappedLink};
use crate::text::DUTCH_MONTHS;

/// What desks are called: an address with one of these is nobody's in particular.
const ROLES: [&str; 36] = [
    "aanmelden",
    "administratie",
    "advies",
    "balie",
    "bezwaar",
    "buurtteam",
    "centrum",
    "communicatie",
    "contact",
    "gemeente",
    "helpdesk",
    "hulp",
    "info",
    "informatie",
    "jeugd",
    "klacht",
    "klachten",
    "loket",
    "meldpunt",
    "noord",
    "oost",
    "post",
    "privacy",
    "receptie",
    "redactie",
    "secretariaat",
    "security",
    "servicepunt",
    "sociaal",
    "support",
    "team",
    "wijkteam",
    "wmo",
    "west",
    "zorg",
    "zuid",
];

/// Addresses of the form `voornaam.achternaam@` or `v.achternaam@`; in an address on the web the `@` is `%40`.
pub(super) fn mail(text: &str) -> impl Iterator<Item = Range<usize>> {
    memchr2_iter(b'@', b'%', text.as_bytes()).filter_map(|at| {
        let in_name = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '+');
        let sign = if text[at..].starts_with('@') { "@" } else { "%40" };
        let after = text[at..].strip_prefix(sign)?;
        let mut name_start = text[..at]
            .rfind(|c| !in_name(c))
            .map_or(0, |before| before + text[before..].chars().next().map_or(1, char::len_utf8));
        if text[..name_start].ends_with('%') {
            // What stands before it is a sign as well: two digits.
            name_start = at.min(text.ceil_char_boundary(name_start + 2));
        }
        let length = after.find(|c: char| !in_name(c)).unwrap_or(after.len());
        let host = after[..length].trim_end_matches('.');
        let name = &text[name_start..at];
        let (first, last) = name.split_once(['.', '_'])?;
        let is_role = |part: &str| ROLES.iter().any(|role| role.eq_ignore_ascii_case(part));
        if name.split(['.', '-', '_']).any(is_role) {
            return None;
        }
        let named = |part: &str| part.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '-' | '_'));
        let personal =
            host.contains('.') && !first.is_empty() && !last.is_empty() && named(first) && named(last);
        personal.then(|| name_start..at + sign.len() + host.len())
    })
}

/// What stands before a date of birth.
const BORN: [&str; 6] = ["geboren", "geb.", "geboortedatum", "geboortedag", "born", "date of birth"];
/// How far behind that the date starts at most, in bytes.
const NEAR: usize = 24;
/// `30 september 1987` and what may stand around its parts, in bytes.
const LONGEST_DATE: usize = 24;

/// Finds what stands before a date of birth.
static BEFORE_BIRTHS: LazyLock<AhoCorasick> = LazyLock::new(|| finder(BORN));
/// Finds what a link through a guard of mail holds. With the words for births it would be far slower than each by itself.
static GUARDS: LazyLock<AhoCorasick> = LazyLock::new(|| finder(wrapped::cues()));

fn finder(words: impl IntoIterator<Item = &'static str>) -> AhoCorasick {
    let finder = AhoCorasick::builder().ascii_case_insensitive(true).build(words);
    finder.expect("a handful of short words always makes an automaton")
}

/// Links that say who got them by mail, as mail programs rewrite them.
pub(super) fn wrapped_links(text: &str) -> impl Iterator<Item = WrappedLink> {
    // Most texts hold no link.
    let has_link = memchr::memmem::find(text.as_bytes(), b"://").is_some();
    let cues = has_link.then(|| GUARDS.find_iter(text));
    cues.into_iter().flatten().filter_map(|cue| wrapped::link(text, &cue.range()))
}

/// The days on which somebody was born: dates right behind a word that says so. A date alone is most likely one of a review or
/// a meeting.
pub(super) fn birth_dates(text: &str) -> impl Iterator<Item = Range<usize>> {
    BEFORE_BIRTHS.find_iter(text).filter_map(|cue| {
        // `aangeboren` is something else.
        if text[..cue.start()].ends_with(char::is_alphabetic) {
            return None;
        }
        let line = &text[cue.end()..text.floor_char_boundary(cue.end() + NEAR + LONGEST_DATE)];
        let start = line.find(|c: char| c.is_ascii_digit()).filter(|start| *start <= NEAR)?;
        let length = date(&line[start..])?;
        Some(cue.end() + start..cue.end() + start + length)
    })
}

/// The months in English where that differs, and what people write for short.
const OTHER_MONTHS: [&str; 19] = [
    "january", "february", "march", "may", "june", "july", "august", "october", "jan", "feb", "mrt", "apr",
    "jun", "jul", "aug", "sep", "sept", "okt", "dec",
];

/// How long the date is that a text starts with, in bytes: `3-5-1987`, `03/05/87`, `1987-05-03`, `3 mei 1987`, `3 mrt. '87`.
fn date(text: &str) -> Option<usize> {
    let is_between = |c: char| matches!(c, '-' | '/' | '.' | ' ' | '\'' | '’' | '\u{a0}' | '*' | '_');
    let mut parts: Vec<(&str, usize)> = Vec::new();
    let mut at = 0;
    while parts.len() < 3 {
        let rest = &text[at..];
        let gap = rest.len() - rest.trim_start_matches(is_between).len();
        if parts.is_empty() != (gap == 0) || gap > 4 {
            return None;
        }
        let rest = &rest[gap..];
        let length = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
        at += gap + length;
        parts.push((&rest[..length], at));
    }
    let [(one, _), (two, _), (three, end)] = parts[..] else { return None };
    let number = |part: &str, most: u32| part.parse().is_ok_and(|number: u32| (1..=most).contains(&number));
    let is_year = |part: &str| match part.len() {
        4 => part.parse().is_ok_and(|year: u32| (1900..2100).contains(&year)),
        2 => part.bytes().all(|byte| byte.is_ascii_digit()),
        _ => false,
    };
    let is_month = |part: &str| {
        let mut months = DUTCH_MONTHS.iter().chain(&OTHER_MONTHS);
        number(part, 12) || months.any(|month| month.eq_ignore_ascii_case(part))
    };
    let is_date = number(one, 31) && is_month(two) && is_year(three)
        || one.len() == 4 && is_year(one) && number(two, 12) && number(three, 31);
    is_date.then_some(end)
}

/// Postcodes that have a house number beside them, each with both as one word: `1234AB12`.
pub(super) fn homes(text: &str) -> impl Iterator<Item = (Range<usize>, String)> {
    postcodes(text).filter_map(|range| {
        let postcode: String = text[range.clone()].chars().filter(|c| *c != ' ').collect();
        let (before, after) = (shortly_before(text, range.start), &text[range.end..]);
        if let Some((number, end)) = number_behind(after) {
            return Some((range.start..range.end + end, format!("{postcode}{number}")));
        }
        let number = number_before(before)?;
        let start = range.start - before.len() + before.rfind(number)?;
        Some((start..range.end, format!("{postcode}{number}").to_ascii_uppercase()))
    })
}

/// `1234 AB` and `1234AB`; some pairs of letters are never given out.
fn postcodes(text: &str) -> impl Iterator<Item = Range<usize>> {
    let bytes = text.as_bytes();
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let start = next_digit(bytes, from)?;
            let end = end_of_digits(bytes, start);
            from = end;
            let letters = end + usize::from(bytes.get(end) == Some(&b' '));
            let Some(pair) = bytes.get(letters..letters + 2) else { continue };
            let is_alone = |c: Option<char>| !c.is_some_and(char::is_alphanumeric);
            if end - start == 4
                && bytes[start] != b'0'
                && pair.iter().all(u8::is_ascii_uppercase)
                && !matches!(pair, b"SA" | b"SD" | b"SS" | b"MG")
                && is_alone(text[..start].chars().next_back())
                && is_alone(text[letters + 2..].chars().next())
            {
                return Some(start..letters + 2);
            }
        }
    })
}

/// The house number right behind a postcode, and where it ends.
fn number_behind(after: &str) -> Option<(&str, usize)> {
    let rest = after.trim_start_matches([',', ' ']);
    let named = ["huisnummer", "nummer", "nr.", "nr"].iter().find_map(|name| rest.strip_prefix(name));
    let rest = named.unwrap_or(rest).trim_start_matches([':', ' ']);
    let length = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
    let number = &rest[..length];
    (after.len() > rest.len() && is_house_number(number)).then(|| (number, after.len() - rest.len() + length))
}

/// The house number right before a postcode, behind the name of a street.
fn number_before(before: &str) -> Option<&str> {
    let line = before.trim_end_matches([',', ' ', '\n', '(']);
    let line = [" in", " te", " hs", " bis"].iter().find_map(|word| line.strip_suffix(word)).unwrap_or(line);
    let (street, number) = line.rsplit_once(' ')?;
    let street = street.rsplit([' ', '\n']).next()?;
    let is_box = street.to_lowercase().ends_with("postbus") || street == "Antwoordnummer";
    let is_street = street.chars().count() > 2 && street.chars().all(|c| c.is_alphabetic() || c == '-');
    (is_house_number(number) && is_street && !is_box && before.len() > line.len()).then_some(number)
}

/// Digits with at most a letter or two behind them: `12`, `12a`.
fn is_house_number(number: &str) -> bool {
    // `12-3` is an apartment.
    let number = number.split('-').next().unwrap_or_default();
    let digits = number.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    (1..=5).contains(&digits.len())
        && number.len() - digits.len() <= 2
        && !digits.starts_with('0')
        && digits.bytes().all(|byte| byte.is_ascii_digit())
}

//! Opening hours as Dutch people write them, as OpenStreetMap does: `maandag t/m vrijdag 9.00 - 17.00 uur` →
//! `Mo-Fr 09:00-17:00`.
//!
//! Only what can mean one thing. `9 tot 5`, times before six o'clock, two different times for one day, a time without any
//! day and every word that isn't known are left to a person.

use std::iter::Peekable;
use std::vec::IntoIter;

use crate::calendar::OpeningHours;

/// The hours in the syntax of OpenStreetMap; `None` where they aren't understood.
pub(super) fn understood(text: &str) -> Option<OpeningHours> {
    let lower = text.to_lowercase();
    let plain = ALWAYS.contains(&lower.trim().trim_end_matches('.'));
    let written = if plain { "24/7".to_owned() } else { rules(tokens(&lower)?)? };
    OpeningHours::new(&written).ok()
}

/// Before this time of day, in minutes, somebody most likely means the afternoon: `2 - 4 uur`.
const EARLIEST: u16 = 6 * 60;

const ALWAYS: [&str; 4] = ["24/7", "24 uur per dag", "altijd open", "dag en nacht"];

/// What several words mean as one.
const PHRASES: [(&str, &str); 9] = [
    ("tot en met", "-"),
    ("t/m", "-"),
    ("t.m.", "-"),
    ("–", "-"),
    ("—", "-"),
    ("elke dag", "dagelijks"),
    ("iedere dag", "dagelijks"),
    ("alle dagen", "dagelijks"),
    ("het weekend", "weekend"),
];

/// The words that say nothing more.
const NOISE: [&str; 10] = ["van", "uur", "u", "open", "geopend", "op", "om", "in", "elke", "iedere"];

const DAYS: [&str; 7] = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];
const WORDS: [(&str, usize); 14] = [
    ("ma", 0),
    ("maandag", 0),
    ("di", 1),
    ("dinsdag", 1),
    ("wo", 2),
    ("woensdag", 2),
    ("do", 3),
    ("donderdag", 3),
    ("vr", 4),
    ("vrijdag", 4),
    ("za", 5),
    ("zaterdag", 5),
    ("zo", 6),
    ("zondag", 6),
];
/// The words for several days: from which to which.
const GROUPS: [(&str, (usize, usize)); 4] =
    [("werkdagen", (0, 4)), ("doordeweeks", (0, 4)), ("weekend", (5, 6)), ("dagelijks", (0, 6))];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum HoursToken {
    Day(usize),
    Group(usize, usize),
    Holidays,
    /// In minutes from midnight.
    Time(u16),
    Off,
    /// From one day or time to another.
    To,
    /// The same, but of days nobody knows whether the last one is meant too.
    Until,
    And,
    /// The end of a line, or of a part of one.
    End,
}

fn tokens(lower: &str) -> Option<Vec<HoursToken>> {
    let mut text = lower.trim().trim_end_matches('.').to_owned();
    for (phrase, meaning) in PHRASES {
        text = text.replace(phrase, meaning);
    }
    let mut tokens = Vec::new();
    let mut rest = text.as_str();
    while let Some(first) = rest.chars().next() {
        if first.is_ascii_digit() {
            let (time, after) = time(rest)?;
            tokens.push(HoursToken::Time(time));
            rest = after;
        } else if first.is_alphabetic() {
            let end = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
            let (word, after) = rest.split_at(end);
            if !NOISE.contains(&word) {
                tokens.push(token(word)?);
            }
            // `ma.` and `ma:`
            rest = after.strip_prefix(['.', ':']).unwrap_or(after);
        } else {
            match first {
                '-' => tokens.push(HoursToken::To),
                ',' | '&' | '+' => tokens.push(HoursToken::And),
                ';' | '\n' | '|' => tokens.push(HoursToken::End),
                c if c.is_whitespace() => {}
                _ => return None,
            }
            rest = &rest[first.len_utf8()..];
        }
    }
    Some(tokens)
}

fn token(word: &str) -> Option<HoursToken> {
    let day = WORDS.iter().find(|(name, _)| *name == word).map(|(_, day)| HoursToken::Day(*day));
    let group = || {
        GROUPS
            .iter()
            .find(|(name, _)| *name == word)
            .map(|(_, (first, last))| HoursToken::Group(*first, *last))
    };
    day.or_else(group).or(match word {
        "feestdagen" => Some(HoursToken::Holidays),
        "gesloten" | "dicht" => Some(HoursToken::Off),
        "tot" => Some(HoursToken::Until),
        "en" => Some(HoursToken::And),
        _ => None,
    })
}

/// A time at the start of a text, and what comes after it: `9`, `9:00`, `9.00`, `09u30`.
fn time(text: &str) -> Option<(u16, &str)> {
    let digits = |text: &str| text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (hour, after) = text.split_at(digits(text));
    let minutes = after.strip_prefix([':', '.', 'u', 'h']).map(|after| after.split_at(digits(after)));
    let (minute, after) = match minutes {
        Some((minute, after)) if minute.len() == 2 => (minute, after),
        Some(("", _)) | None => ("00", after),
        Some(_) => return None,
    };
    let (hour, minute): (u16, u16) = (hour.parse().ok()?, minute.parse().ok()?);
    let time = hour.checked_mul(60)?.checked_add(minute)?;
    (minute < 60 && time <= 24 * 60).then_some((time, after))
}

type Tokens = Peekable<IntoIter<HoursToken>>;

fn rules(tokens: Vec<HoursToken>) -> Option<String> {
    let mut tokens = tokens.into_iter().peekable();
    let mut rules = Vec::new();
    let mut seen = [false; 8];
    loop {
        while tokens.next_if(|token| matches!(token, HoursToken::End | HoursToken::And)).is_some() {}
        if tokens.peek().is_none() {
            break;
        }
        let days = days(&mut tokens, &mut seen)?;
        let open = if tokens.next_if_eq(&HoursToken::Off).is_some() {
            "off".to_owned()
        } else {
            times(&mut tokens)?
        };
        rules.push(format!("{days} {open}"));
    }
    (!rules.is_empty()).then(|| rules.join("; "))
}

/// The days that a rule begins with. `told` says of which something has been said, holidays last: twice of one day, and
/// nobody knows whether both hold.
fn days(tokens: &mut Tokens, seen: &mut [bool; 8]) -> Option<String> {
    let mut written = Vec::new();
    loop {
        let (first, last) = match tokens.next()? {
            HoursToken::Day(first) => match tokens.next_if_eq(&HoursToken::To) {
                Some(_) => match tokens.next()? {
                    HoursToken::Day(last) => (first, last),
                    _ => return None,
                },
                None => (first, first),
            },
            HoursToken::Group(first, last) => (first, last),
            HoursToken::Holidays => (7, 7),
            _ => return None,
        };
        if last < first {
            return None;
        }
        for day in &mut seen[first..=last] {
            if std::mem::replace(day, true) {
                return None;
            }
        }
        written.push(match (first, last) {
            (7, _) => "PH".to_owned(),
            (first, last) if first == last => DAYS[first].to_owned(),
            (first, last) => format!("{}-{}", DAYS[first], DAYS[last]),
        });
        let is_and = tokens.next_if_eq(&HoursToken::And).is_some();
        let is_day = |token: &HoursToken| {
            matches!(token, HoursToken::Day(_) | HoursToken::Group(..) | HoursToken::Holidays)
        };
        match tokens.peek() {
            Some(token) if is_day(token) => {}
            _ if is_and => return None,
            _ => return Some(written.join(",")),
        }
    }
}

/// The times of a rule, and what ends them.
fn times(tokens: &mut Tokens) -> Option<String> {
    let mut written = Vec::new();
    let mut latest = EARLIEST;
    loop {
        let Some(HoursToken::Time(start)) = tokens.next() else { return None };
        tokens.next_if(|token| matches!(token, HoursToken::To | HoursToken::Until))?;
        let Some(HoursToken::Time(end)) = tokens.next() else { return None };
        if start < latest || end <= start {
            return None;
        }
        latest = end;
        written.push(format!("{}-{}", clock(start), clock(end)));
        tokens.next_if_eq(&HoursToken::And);
        if !matches!(tokens.peek(), Some(HoursToken::Time(_))) {
            return Some(written.join(","));
        }
    }
}

fn clock(minutes: u16) -> String {
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(understood(text).as_ref().map(OpeningHours::as_str), expected, "{text}");
    }

    #[test]
    fn plain_hours_are_understood() {
        for (text, expected) in [
            ("ma-vr 9:00-17:00", "Mo-Fr 09:00-17:00"),
            ("maandag t/m vrijdag 9.00 - 17.00 uur", "Mo-Fr 09:00-17:00"),
            ("Maandag tot en met donderdag van 9 tot 12 uur", "Mo-Th 09:00-12:00"),
            ("ma, wo en vr 09.00–12.30", "Mo,We,Fr 09:00-12:30"),
            ("Ma: 9u30-12u en 13u-17u\nDi: gesloten", "Mo 09:30-12:00,13:00-17:00; Tu off"),
            (
                "werkdagen 8:30-17:00; za 10-14; zo en feestdagen gesloten",
                "Mo-Fr 08:30-17:00; Sa 10:00-14:00; Su,PH off",
            ),
            ("elke dag 10.00-22.00", "Mo-Su 10:00-22:00"),
            ("24 uur per dag", "24/7"),
            ("do. 13.30 - 15.30 uur.", "Th 13:30-15:30"),
            ("di 9-12, do 9-12", "Tu 09:00-12:00; Th 09:00-12:00"),
        ] {
            check(text, Some(expected));
        }
    }

    #[test]
    fn what_can_mean_two_things_is_left_to_a_person() {
        for text in [
            "9:00-17:00",
            "ma-vr 9 tot 5",
            "ma 2-4 uur",
            "maandag tot vrijdag 9-17",
            "ma-vr 9-17, vr 9-12",
            "ma-vr 9-17 (behalve woensdag)",
            "op afspraak",
            "ma 9-12 op afspraak",
            "maandagmiddag",
            "eerste maandag van de maand 9-12",
            "ma 25:00-26:00",
            "ma 9:5-12:00",
            "ma 13-17 en 9-12",
            "gesloten",
            "",
        ] {
            check(text, None);
        }
    }
}

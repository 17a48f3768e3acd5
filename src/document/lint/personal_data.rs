//! `personal-data`: numbers and addresses that seem to belong to a person. What is found is never shown whole.

use crate::text::{Diagnostic, Location, Phrase, Rule, Source, Span, phrase};

pub(super) fn check(source: &Source, diagnostics: &mut Vec<Diagnostic>) {
    let text = source.text();
    for (at, digits) in digit_runs(text) {
        let number: String = digits.chars().filter(char::is_ascii_digit).collect();
        if is_bsn(&number, digits) {
            tell(
                source,
                at,
                digits,
                phrase!("een burgerservicenummer", "a citizen service number"),
                diagnostics,
            );
        } else if is_mobile(&number) {
            tell(source, at, digits, phrase!("een mobiel nummer", "a mobile number"), diagnostics);
        }
    }
    for (at, address) in personal_addresses(text) {
        tell(
            source,
            at,
            address,
            phrase!("een e-mailadres van een persoon", "a person's e-mail address"),
            diagnostics,
        );
    }
}

fn tell(source: &Source, at: usize, found: &str, what: Phrase, diagnostics: &mut Vec<Diagnostic>) {
    let masked = mask(found);
    let Phrase { nl, en } = what;
    diagnostics.push(
        Diagnostic::new(Rule::PersonalData, phrase!("`{masked}` lijkt {nl}", "`{masked}` looks like {en}"))
            .at(Location::new(source.path().clone(), Span::new(at, at + found.len())))
            .hint(phrase!(
                "haal het weg; noem een team of een functie, met een nummer of adres dat van niemand in het bijzonder is",
                "take it away; name a team or a function, with a number or address that is nobody's in particular"
            )),
    );
}

/// The first and last two characters, so that the place can be recognized and the secret isn't spread.
fn mask(found: &str) -> String {
    let letters: Vec<char> = found.chars().collect();
    let [a, b, .., y, z] = letters[..] else { return "…".to_owned() };
    format!("{a}{b}…{y}{z}")
}

/// Runs of digits with the separators of Dutch numbers between them, that don't go on as a word.
fn digit_runs(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let start = from + text[from..].find(|c: char| c.is_ascii_digit() || c == '+')?;
            let rest = &text[start..];
            let in_run = |c: char| c.is_ascii_digit() || matches!(c, '.' | '-' | ' ' | '+' | '–');
            let length = rest.find(|c| !in_run(c)).unwrap_or(rest.len());
            from = start + length.max(1);
            let run = rest[..length].trim_end_matches(|c: char| !c.is_ascii_digit());
            let before = text[..start].chars().next_back();
            let after = text[start + run.len()..].chars().next();
            let joined =
                |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || matches!(c, '/' | '#' | '_'));
            if run.len() >= 9 && !joined(before) && !after.is_some_and(char::is_alphanumeric) {
                return Some((start, run));
            }
        }
    })
}

/// Nine digits that pass the eleven test, in one piece or written 1112.22.333.
fn is_bsn(number: &str, typed: &str) -> bool {
    let parts: Vec<usize> = typed.split(['.', '-', ' ', '–']).map(str::len).collect();
    let digits: Vec<i32> = number.bytes().map(|byte| i32::from(byte - b'0')).collect();
    let [a, b, c, d, e, f, g, h, i] = digits[..] else { return false };
    let sum = 9 * a + 8 * b + 7 * c + 6 * d + 5 * e + 4 * f + 3 * g + 2 * h - i;
    matches!(parts[..], [9] | [4, 2, 3]) && sum % 11 == 0 && digits.iter().any(|digit| *digit != 0)
}

/// A Dutch mobile number: 06 and eight digits, or the same after the country code.
fn is_mobile(number: &str) -> bool {
    let national = number
        .strip_prefix("0031")
        .or_else(|| number.strip_prefix("31"))
        .or_else(|| number.strip_prefix('0'))
        .unwrap_or_default();
    national.len() == 9 && matches!(national.as_bytes(), [b'6', b'1'..=b'5' | b'8', ..])
}

/// Addresses of the form `voornaam.achternaam@` or `v.achternaam@`.
fn personal_addresses(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.match_indices('@').filter_map(|(at, _)| {
        let in_name = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '+');
        let name_start = text[..at]
            .rfind(|c| !in_name(c))
            .map_or(0, |before| before + text[before..].chars().next().map_or(1, char::len_utf8));
        let after = &text[at + 1..];
        let length = after.find(|c: char| !in_name(c)).unwrap_or(after.len());
        let host = after[..length].trim_end_matches('.');
        let (first, last) = text[name_start..at].split_once('.')?;
        let named = |part: &str| part.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '-'));
        let personal =
            host.contains('.') && !first.is_empty() && !last.is_empty() && named(first) && named(last);
        personal.then(|| (name_start, &text[name_start..at + 1 + host.len()]))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::SourcePath;

    fn check_text(text: &str) -> Vec<String> {
        let source = Source::new(SourcePath::new("x.md").expect("a sound path"), text);
        let mut diagnostics = Vec::new();
        check(&source, &mut diagnostics);
        diagnostics.into_iter().map(|diagnostic| diagnostic.message.en).collect()
    }

    #[test]
    fn finds_what_belongs_to_a_person_and_masks_it() {
        assert_eq!(check_text("bsn 111222333."), ["`11…33` looks like a citizen service number"]);
        assert_eq!(check_text("1112.22.333"), ["`11…33` looks like a citizen service number"]);
        assert_eq!(check_text("bel 06-54 32 23 45"), ["`06…45` looks like a mobile number"]);
        assert_eq!(check_text("+31 6 54322345"), ["`+3…45` looks like a mobile number"]);
        assert_eq!(check_text("mail a.jansen@stad.nl"), ["`a.…nl` looks like a person's e-mail address"]);
    }

    #[test]
    fn leaves_numbers_of_organizations_and_dates_alone() {
        for text in [
            "111252333",
            "14 0999 en 0800-8115, 088 0767 000",
            "2026-11-01 2027-11-01",
            "info@stad.nl, wijkteam-noord@stad.nl",
            "KvK 12345678",
            "€ 1.234.567,89",
        ] {
            assert!(check_text(text).is_empty(), "{text}: {:?}", check_text(text));
        }
    }
}

//! Telephone numbers that can be called with one tap.
//!
//! A number is a link where it can't be anything else, and a short one, such as 112, only beside a word for calling: a price,
//! a room and an article of a law have three digits too.

use std::borrow::Cow;
use std::ops::Range;

use crate::document::{Element, TextMark, TextTree};
use crate::text::dialed;

/// How far from a short number a word for calling is looked for, in words before and behind it.
const BEFORE: usize = 12;
const BEHIND: usize = 3;
/// How long a number is at most, in characters, separators included.
const LONGEST: usize = 30;

/// Words for calling, and how such words begin, in the languages of the interface.
const CALLING: &[&str] = &[
    "bel",
    "belt",
    "bellen",
    "opbellen",
    "gebeld",
    "tel",
    "telnr",
    "nummer",
    "alarmnummer",
    "noodnummer",
    "sms",
    "app",
    "call",
    "calls",
    "calling",
    "ring",
    "dial",
    "phone",
    "number",
    "text",
    "numer",
    "numeru",
    "ara",
    "тел",
];
const CALLING_STEMS: &[&str] = &[
    "telefo",
    "telepho",
    "whatsapp",
    "zadzwo",
    "dzwo",
    "arayı",
    "arayab",
    "aramak",
    "numara",
    "телефон",
    "зателефон",
    "дзвон",
    "номер",
];
/// Parts of Arabic words for calling, which prefixes and endings grow around.
const CALLING_ROOTS: &[&str] = &["تصل", "هاتف", "رقم"];
/// What a number behind it counts or names instead, and how such words end.
const NAMING: &[&str] = &[
    "€",
    "$",
    "£",
    "%",
    "§",
    "euro",
    "eur",
    "art",
    "artikel",
    "lid",
    "stap",
    "bladzijde",
    "pagina",
    "blz",
    "bus",
    "lijn",
    "tram",
    "lokaal",
    "zaal",
    "balie",
    "loket",
    "gebouw",
    "huis",
    "huisnummer",
    "postbus",
    "verdieping",
    "etage",
    "formulier",
    "binnen",
    "na",
    "voor",
    "over",
    "ruim",
    "ongeveer",
    "minstens",
    "hoogstens",
    "room",
    "article",
    "page",
    "step",
];
const NAMING_ENDS: &[&str] = &[
    "kamer",
    "straat",
    "weg",
    "laan",
    "plein",
    "kade",
    "gracht",
    "dijk",
    "hof",
    "park",
    "singel",
    "pad",
    "paragraaf",
    "hoofdstuk",
];
/// Other numbers that can have as many digits as one to call.
const OTHER_NUMBERS: &[&str] = &[
    "rekening",
    "rekeningnummer",
    "iban",
    "kenmerk",
    "referentie",
    "dossier",
    "dossiernummer",
    "klantnummer",
    "zaaknummer",
    "factuurnummer",
    "polisnummer",
    "kamernummer",
    "huisnummer",
    "volgnummer",
    "kvk",
    "kvk-nummer",
    "bsn",
];
/// What a number before it counts.
const COUNTED: &[&str] = &[
    "euro", "eur", "€", "%", "procent", "cent", "dag", "dagen", "uur", "uren", "week", "weken", "maand",
    "maanden", "jaar", "minuten", "keer", "km", "m", "meter", "m2", "m²", "kg", "kilo", "gram", "mensen",
    "personen", "inwoners", "kinderen", "woningen", "days", "hours", "people",
];

/// A text whose values are filled in, with each telephone number in it as [`Element::Call`].
pub(super) fn with_calls(text: Cow<'_, TextTree>) -> Cow<'_, TextTree> {
    if !text.text().bytes().any(|byte| byte.is_ascii_digit()) {
        return text;
    }
    let marks = calls(&text);
    if marks.is_empty() { text } else { Cow::Owned(text.with_marks(&marks)) }
}

/// The telephone numbers of a text that are no links yet.
fn calls(text: &TextTree) -> Vec<TextMark> {
    let mut calls = Vec::new();
    let mut line = CallLine::default();
    let mut linkable = text.linkable().peekable();
    for edge in text.walk() {
        let node = edge.node();
        if !node.element.is_inline() {
            calls.extend(std::mem::take(&mut line).calls());
        }
        if matches!(node.element, Element::Text | Element::Code) {
            let is_open = linkable.next_if(|linkable| linkable.idx == node.idx).is_some();
            line.parts.extend(is_open.then_some((line.text.len(), node.at, node.text.len())));
            line.text.push_str(node.text);
        }
    }
    calls.extend(line.calls());
    calls
}

/// A line of text, whatever elements stand in it.
#[derive(Default)]
struct CallLine {
    text: String,
    /// The parts of it in which a link can stand: where each starts in the line and in the whole text, and how long it is.
    parts: Vec<(usize, usize, usize)>,
}

impl CallLine {
    /// The numbers in it that are there to be called.
    fn calls(self) -> Vec<TextMark> {
        let in_part = |(start, at, length): &(usize, usize, usize)| {
            let found = numbers(&self.text, *start..start + length);
            let (start, at) = (*start, *at);
            found.into_iter().map(move |(range, text)| {
                let range = range.start - start + at..range.end - start + at;
                TextMark { range, element: Element::Call, text }
            })
        };
        self.parts.iter().flat_map(in_part).collect()
    }
}

/// The numbers in a part of a line that are there to be called, each with what to dial.
fn numbers(line: &str, part: Range<usize>) -> Vec<(Range<usize>, String)> {
    let mut found = Vec::new();
    let (mut at, text) = (part.start, &line[..part.end]);
    while let Some(start) =
        text[at..].find(|c: char| c.is_ascii_digit() || matches!(c, '+' | '(')).map(|found| at + found)
    {
        let number = number(&text[start..])
            .filter(|number| is_call(last(&line[..start]), number, first(&line[start + number.len()..])));
        at = match number.and_then(|number| Some((start + number.len(), dialed(number)?))) {
            Some((end, dialed)) => {
                found.push((start..end, dialed));
                end
            }
            None => {
                // Not from within it: "2112" holds no 112.
                let rest = &text[start..];
                let first = rest.chars().next().map_or(1, char::len_utf8);
                start + rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len()).max(first)
            }
        };
    }
    found
}

/// As much of a text as is looked at on either side of a number, in bytes: more would make long lines cost their square.
const NEAR: usize = 200;

fn first(text: &str) -> &str {
    &text[..text.floor_char_boundary(NEAR)]
}

fn last(text: &str) -> &str {
    &text[text.ceil_char_boundary(text.len().saturating_sub(NEAR))..]
}

/// The longest telephone number that a text begins with: in "112 24 uur per dag" it is 112.
fn number(text: &str) -> Option<&str> {
    let is_of_number = |c: char| {
        c.is_ascii_digit()
            || matches!(c, ' ' | '-' | '–' | '(' | ')' | '+' | '.' | '\u{a0}' | '\u{202f}' | '\u{2011}')
    };
    let end = text.char_indices().take(LONGEST + 1).find(|(_, c)| !is_of_number(*c)).map(|(at, _)| at);
    let end = end.or_else(|| text.char_indices().nth(LONGEST).map(|(at, _)| at)).unwrap_or(text.len());
    let run = &text[..end];
    let ends = run.char_indices().filter(|(_, c)| c.is_ascii_digit()).map(|(at, _)| at + 1);
    let ends: Vec<usize> =
        ends.filter(|end| !text[*end..].starts_with(|c: char| c.is_alphanumeric())).collect();
    // A full stop with a space behind it ends a sentence.
    let mut prefixes = ends.into_iter().rev().map(|end| &text[..end]).filter(|prefix| !prefix.contains(". "));
    prefixes.find(|prefix| dialed(prefix).is_some())
}

/// Whether a number, between what its line says before and behind it, is there to be called.
fn is_call(before: &str, number: &str, behind: &str) -> bool {
    let touches = before
        .ends_with(|c: char| c.is_alphanumeric() || matches!(c, '&' | '#' | '/' | '+' | '€' | '$' | '£'));
    let is_decimal = |c: char| matches!(c, ',' | '.' | ':' | '/' | '-' | '–');
    let follows_digit = before.trim_end_matches(is_decimal).ends_with(|c: char| c.is_ascii_digit())
        && before.ends_with(is_decimal);
    if touches || follows_digit || is_date(number) {
        return false;
    }
    let mut next = behind.chars();
    let goes_on = match (next.next(), next.next()) {
        (Some(sign), Some(digit)) => is_decimal(sign) && digit.is_ascii_digit(),
        _ => false,
    };
    if goes_on {
        return false;
    }
    let last = before.split_whitespace().next_back().unwrap_or_default();
    // `NL91 ABNA 0417 1643 00`; a link in it would hide it from who looks for such numbers, too.
    let is_bank = last.len() == 4 && last.bytes().all(|byte| byte.is_ascii_uppercase());
    if is_bank || OTHER_NUMBERS.contains(&bare(last).as_str()) {
        return false;
    }
    let is_full = number.starts_with(['+', '(', '0']);
    is_full || is_near_a_word_for_calling(before, behind)
}

fn is_near_a_word_for_calling(before: &str, behind: &str) -> bool {
    let earlier: Vec<&str> = before.split_whitespace().rev().take(BEFORE).collect();
    let later: Vec<&str> = behind.split_whitespace().take(BEHIND).collect();
    let last = earlier.first().map(|word| bare(word)).unwrap_or_default();
    let is_named = NAMING.contains(&last.as_str()) || NAMING_ENDS.iter().any(|end| last.ends_with(end));
    let is_counted = !behind.starts_with(['.', '!', '?', ',', ';', ':'])
        && later.first().is_some_and(|word| COUNTED.contains(&bare(word).as_str()) && !is_hours(&later));
    if is_named || is_counted || behind.trim_start().starts_with(['€', '%', '°']) {
        return false;
    }
    let ends_sentence = |word: &str| word.ends_with(['.', '!', '?', ';']) && !is_calling(word);
    let in_sentence = earlier.iter().take_while(|word| !ends_sentence(word)).any(|word| is_calling(word));
    // The sentence may go on behind the number: "112 bellen".
    let ends_here = behind.starts_with(['.', '!', '?', ';']);
    in_sentence || !ends_here && later.iter().any(|word| is_calling(word))
}

/// "24 uur" says when, and isn't what 112 counts: that has a number of its own.
fn is_hours(later: &[&str]) -> bool {
    later.first().is_some_and(|word| word.starts_with(|c: char| c.is_ascii_digit()))
}

fn is_calling(word: &str) -> bool {
    let word = bare(word);
    CALLING.contains(&word.as_str())
        || CALLING_STEMS.iter().any(|stem| word.starts_with(stem))
        || CALLING_ROOTS.iter().any(|root| word.contains(root))
}

/// A word in small letters, without what stands around it.
fn bare(word: &str) -> String {
    let is_around = |c: char| !c.is_alphanumeric() && !matches!(c, '€' | '$' | '£' | '%' | '§');
    word.trim_matches(is_around).to_lowercase()
}

/// Whether digits are a day: `01-02-2026`.
fn is_date(number: &str) -> bool {
    let parts: Vec<&str> = number.split(['-', '.', '/', ' ', '–']).collect();
    matches!(parts.as_slice(), [day, month, year, ..] if day.len() <= 2 && month.len() <= 2 && year.len() == 4 && !day.is_empty() && !month.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::TreeBuilder;

    fn tree(build: impl FnOnce(&mut TreeBuilder)) -> TextTree {
        let mut tree = TreeBuilder::default();
        build(&mut tree);
        tree.finish()
    }

    /// The numbers to call in a text, as (what to dial, what it shows).
    fn found(text: &TextTree) -> Vec<(String, String)> {
        calls(text).into_iter().map(|call| (call.text, text.text()[call.range].to_owned())).collect()
    }

    #[test]
    fn numbers_can_be_called() {
        for (text, number, shown) in [
            ("Bel 112.", "112", "112"),
            ("Bel 14 0999 nu", "140999", "14 0999"),
            ("0800-8115", "08008115", "0800-8115"),
            ("Bel 112 24 uur per dag", "112", "112"),
            ("Bel bij direct gevaar 112", "112", "112"),
            ("Bel de huisarts of de huisartsenpost, en bij direct gevaar 112.", "112", "112"),
            ("Bel ons als u aan zelfmoord denkt, of 112 bij direct gevaar.", "112", "112"),
            ("U kunt 112 bellen", "112", "112"),
            ("Is er gevaar? 112 bellen!", "112", "112"),
            ("Tel. 116 123", "116123", "116 123"),
            ("Ons nummer: +31 (0)99 200 12 34", "+31992001234", "+31 (0)99 200 12 34"),
            ("099\u{a0}200\u{a0}12\u{a0}34", "0992001234", "099\u{a0}200\u{a0}12\u{a0}34"),
            ("Call 112 if there is danger", "112", "112"),
            ("Tehlike varsa 112'yi arayın", "112", "112"),
            ("Zadzwoń pod 112", "112", "112"),
            ("Телефонуйте 112", "112", "112"),
            ("اتصل على 112", "112", "112"),
            ("Ga naar kamer 3 of bel (099) 200 12 34", "0992001234", "(099) 200 12 34"),
        ] {
            let call = (number.to_owned(), shown.to_owned());
            assert_eq!(found(&tree(|tree| tree.text(text))), [call], "{text}");
        }
        assert_eq!(found(&tree(|tree| tree.text("Bel 112 of 113"))).len(), 2);
        let in_words = tree(|tree| {
            tree.open(Element::Strong, "");
            tree.text("Bel");
            tree.close();
            tree.text(" 113 of chat");
        });
        assert_eq!(found(&in_words).len(), 1);
    }

    #[test]
    fn what_only_has_digits_is_left() {
        for other in [
            "binnen 24 uur",
            "14 dagen",
            "in 2026",
            "&#112;",
            "stap 1 - 2",
            "U krijgt € 112,50 terug",
            "U krijgt €112 als u belt",
            "Bel als u 112 euro mist",
            "Bel binnen 112 dagen",
            "Bel de balie in kamer 112",
            "Bel aan bij Kerkstraat 112",
            "Lees artikel 113 van de wet",
            "Bel 112,5 keer",
            "Bel ons. Ga naar 112.",
            "Op 01-02-2026 10:30",
            "Neem bus 116 000 mee",
            "Bel ons over rekening 0123456789",
            "Bel met klantnummer 112",
            "Op NL91 ABNA 0417 1643 00",
        ] {
            assert_eq!(found(&tree(|tree| tree.text(other))), [], "{other}");
        }
        let in_call = tree(|tree| {
            tree.open(Element::Call, "112");
            tree.text("bel 112");
        });
        assert_eq!(found(&in_call), []);
        assert_eq!(found(&tree(|tree| tree.leaf(Element::Code, "bel 112"))), []);
    }
}

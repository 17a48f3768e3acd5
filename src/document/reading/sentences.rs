//! Where the sentences of a text end, and which words they hold.

use std::ops::Range;

use crate::text::{next_byte, next_value};

/// What ends with a full stop without ending a sentence, without that stop. Single letters and what is written with stops
/// inside, such as `d.w.z.`, needs no list.
const ABBREVIATIONS: [&str; 30] = [
    "art", "bijv", "bv", "blz", "ca", "dhr", "dr", "drs", "enz", "etc", "evt", "excl", "fam", "geb", "incl",
    "ing", "ir", "jl", "max", "mevr", "min", "mr", "mw", "nl", "nr", "prof", "st", "tel", "vgl", "zgn",
];

/// How far back an abbreviation is looked for, in bytes: `a.u.b.` and its like are shorter.
const LONGEST_ABBREVIATION: usize = 40;

/// The sentences of a text, as half-open ranges of its bytes without the blanks around them; never an empty one.
pub(in crate::document) fn sentences(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut from = 0;
    std::iter::from_fn(move || {
        from += text[from..].len() - text[from..].trim_start().len();
        if from == text.len() {
            return None;
        }
        let start = from;
        from = end(text, start);
        Some(start..start + text[start..from].trim_end().len())
    })
}

/// Where the sentence ends that starts at a byte.
fn end(text: &str, start: usize) -> usize {
    let closes = |c: char| matches!(c, '’' | '”' | '\'' | '"' | ')' | ']' | '»');
    let mut at = start;
    while let Some(stop) = next_stop(text, at) {
        let after = text[stop..].trim_start_matches(|c| is_stop(c) || closes(c));
        at = text.len() - after.len();
        let ends_word =
            after.is_empty() || after.starts_with(char::is_whitespace) || !text[stop..].starts_with('.');
        let next = after
            .chars()
            .find(|c| !c.is_whitespace() && !matches!(c, '‘' | '“' | '\'' | '"' | '(' | '[' | '«'));
        let goes_on = next.is_some_and(char::is_lowercase);
        if ends_word && !goes_on && !(text[stop..at] == *"." && is_abbreviation(&text[start..stop])) {
            return at;
        }
    }
    text.len()
}

fn is_stop(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '؟' | '。' | '！' | '？')
}

/// Where the first character stands that can end a sentence, from a byte on. Only bytes that such a character starts with are
/// looked at as one: most of a text is plain letters.
fn next_stop(text: &str, mut from: usize) -> Option<usize> {
    let starts_stop = |byte| matches!(byte, b'.' | b'!' | b'?' | 0xd8 | 0xe2 | 0xe3 | 0xef);
    loop {
        from = next_byte(text.as_bytes(), from, starts_stop)?;
        let c = text[from..].chars().next().expect("what starts there is a character");
        if is_stop(c) {
            return Some(from);
        }
        from += c.len_utf8();
    }
}

/// Whether a text up to a full stop ends with an abbreviation that is written with one.
fn is_abbreviation(before: &str) -> bool {
    let near = &before[before.ceil_char_boundary(before.len().saturating_sub(LONGEST_ABBREVIATION))..];
    let word =
        near.rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '‘' | '“')).next().unwrap_or_default();
    let is_letters =
        |part: &str| part.chars().all(char::is_alphabetic) && (1..=3).contains(&part.chars().count());
    let is_initial = word.chars().count() == 1 && word.chars().all(char::is_alphabetic);
    let has_stops = word.contains('.') && word.split('.').all(is_letters);
    is_initial || has_stops || ABBREVIATIONS.iter().any(|short| short.eq_ignore_ascii_case(word))
}

/// How long what stands between two blanks can be before it is taken for more than one piece, in bytes: longer than any
/// address that somebody would read.
const LONGEST_PIECE: usize = 400;

/// A word of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::document) struct SentenceWord<'t> {
    /// The word, without what stands around it.
    pub(in crate::document) text: &'t str,
    /// Where it starts, in bytes.
    pub(in crate::document) at: usize,
    /// Whether it is the name of a value, and readers see something else.
    pub(in crate::document) is_value: bool,
}

/// The words of a text: what stands between blanks and holds a letter or a digit. Of a value its name counts as one word,
/// since what it stands for isn't known here; an address of the web or of mail counts as none.
pub(in crate::document) fn words(text: &str) -> impl Iterator<Item = SentenceWord<'_>> {
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let rest = &text[from..];
            let rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
            if rest.is_empty() {
                return None;
            }
            let at = text.len() - rest.len();
            // Looking no further than this keeps a text without blanks from costing its square.
            let near = &rest[..rest.floor_char_boundary(LONGEST_PIECE)];
            if rest.starts_with("{{")
                && let Some(("", name, after)) = next_value(near)
            {
                from = at + near.len() - after.len();
                return Some(SentenceWord { text: name, at, is_value: true });
            }
            let (blank, is_plain) = up_to_blank(near);
            let (piece, length) = if is_plain { (&rest[..blank], blank) } else { marked(&rest[..blank]) };
            from = at + length;
            let word = piece.trim_start_matches(|c: char| !c.is_alphanumeric());
            let at = at + piece.len() - word.len();
            let word = word.trim_end_matches(|c: char| !c.is_alphanumeric());
            if !word.is_empty() {
                return Some(SentenceWord { text: word, at, is_value: false });
            }
        }
    })
}

/// Where the first blank of a text stands, and whether nothing before it can make it more than a word. Most are no more, and
/// are looked at once.
fn up_to_blank(text: &str) -> (usize, bool) {
    let (mut is_plain, mut at) = (true, 0);
    while let Some(byte) = text.as_bytes().get(at) {
        let (is_blank, length) = match byte {
            b' ' | b'\t'..=b'\r' => (true, 1),
            0x80.. => {
                let c = text[at..].chars().next().expect("what starts there is a character");
                (c.is_whitespace(), c.len_utf8())
            }
            _ => (false, 1),
        };
        if is_blank {
            break;
        }
        is_plain &= !matches!(byte, b'.' | b':' | b'@' | b'/' | b'{');
        at += length;
    }
    (at, is_plain)
}

/// What is read of a text between two blanks with signs in it, and how much of it that takes. Of an address nothing is.
fn marked(text: &str) -> (&str, usize) {
    // A value starts a word of its own; braces that hold none are signs like others.
    // That there is no brace is sooner seen than that there are no two.
    let value = if text.contains('{') {
        text.match_indices("{{").map(|(value, _)| value).find(|value| *value > 0)
    } else {
        None
    };
    let piece = &text[..value.unwrap_or(text.len())];
    if is_address(piece) {
        return ("", piece.len());
    }
    let end = piece.find('/').unwrap_or(piece.len());
    (&piece[..end], end)
}

/// Whether what stands between two blanks is an address: `https://…`, `info@…`, `veiligthuis.nl`.
fn is_address(piece: &str) -> bool {
    const ENDINGS: [&str; 7] = ["nl", "org", "com", "net", "eu", "be", "example"];
    if piece.contains("://") || piece.contains('@') || piece.starts_with("www.") {
        return true;
    }
    let name = piece.trim_matches(|c: char| !c.is_alphanumeric());
    let host = name.split('/').next().unwrap_or_default();
    host.rsplit_once('.').is_some_and(|(name, ending)| name.len() > 1 && ENDINGS.contains(&ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        sentences(text).map(|range| &text[range]).collect()
    }

    #[test]
    fn a_sentence_ends_where_a_reader_stops() {
        assert_eq!(
            cut("Bel ons. Wilt u iets vragen? Dat mag! Kom langs…"),
            ["Bel ons.", "Wilt u iets vragen?", "Dat mag!", "Kom langs…"]
        );
        assert_eq!(
            cut("‘Hoe gaat het?’ vraagt ze. “Goed.” Dan gaat ze."),
            ["‘Hoe gaat het?’ vraagt ze.", "“Goed.”", "Dan gaat ze."]
        );
        assert_eq!(
            cut("Neem iets mee (een brief, bijv. Uw pas). Dat helpt."),
            ["Neem iets mee (een brief, bijv. Uw pas).", "Dat helpt."]
        );
        assert_eq!(
            cut("Het kost € 1.234,50 om 10.30 uur, d.w.z. Twee keer. Klaar"),
            ["Het kost € 1.234,50 om 10.30 uur, d.w.z. Twee keer.", "Klaar"]
        );
        assert_eq!(cut("De heer J. Jansen. 112 bellen."), ["De heer J. Jansen.", "112 bellen."]);
        assert_eq!(cut("هل أنت بخير؟ نعم."), ["هل أنت بخير؟", "نعم."]);
        assert!(cut("  ").is_empty());
    }

    #[test]
    fn words_are_what_a_reader_says() {
        let said = |text| words(text).map(|word| word.text).collect::<Vec<_>>();
        assert_eq!(
            said("Op- en afschalen: en/of ‘zo’ – 15 keer."),
            ["Op", "en", "afschalen", "en", "of", "zo", "15", "keer"]
        );
        assert_eq!(
            said("Bel {{ team }} ({{telefoon}}), of x{{ y }}."),
            ["Bel", "team", "telefoon", "of", "x", "y"]
        );
        assert_eq!(
            said("Mail info@stad.nl of kijk op https://stad.nl/a of stad.nl, en.v."),
            ["Mail", "of", "kijk", "op", "of", "en.v"]
        );
        let text = "één (twee)";
        assert!(words(text).all(|word| text[word.at..].starts_with(word.text)));
    }
}

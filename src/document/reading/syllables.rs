//! How many syllables a Dutch word has, by its vowels.
//!
//! Vowels that are written as one sound make one syllable, a diaeresis always begins a new one, and what is left over is
//! counted vowel by vowel. Three ways of counting that are in use differ by three to six points of reading ease on the
//! same text; this one needs no dictionary and is described here, so that anybody can count again.

/// Words that came from English and are in every second text of a neighbourhood team: one syllable, two by their vowels.
const BORROWED: [&str; 2] = ["team", "coach"];

/// How many letters an abbreviation has at most, each of which is a syllable: `ggz`.
const SPELLED: usize = 5;

/// The syllables of a word; at least one.
pub(super) fn syllables(word: &str) -> u32 {
    let mut n = 0;
    let mut run = Run::default();
    let mut before = ' ';
    let mut chars = word.chars().map(lower).peekable();
    while let Some(c) = chars.next() {
        // Most letters are consonants behind which nothing ends.
        if run.length == 0 && c.is_ascii_alphabetic() && !is_vowel(c) && c != 'y' {
            before = c;
            continue;
        }
        let next = chars.peek().copied();
        match c {
            'u' if before == 'q' => {}
            'i' if next == Some('j') => {
                chars.next();
                n += run.end(None) + 1;
            }
            'y' if !is_vowel(before) && !next.is_some_and(is_vowel) => n += run.end(None) + 1,
            'ä' | 'ë' | 'ï' | 'ö' | 'ü' => {
                n += run.end(None);
                run.push(plain(c));
            }
            c if is_vowel(c) => run.push(plain(c)),
            c => n += run.end(Some((c, next))),
        }
        before = c;
    }
    n += run.end(None);
    if n > 1 {
        let borrowed = BORROWED.iter().filter(|borrowed| contains(word, borrowed)).count();
        n = n.saturating_sub(u32::try_from(borrowed).unwrap_or_default());
    }
    if n > 0 {
        return n;
    }
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    u32::try_from(letters).ok().filter(|_| (1..=SPELLED).contains(&letters)).unwrap_or(1)
}

/// Vowels that stand behind each other. Nobody writes more than eight.
#[derive(Default)]
struct Run {
    vowels: [u8; 8],
    length: usize,
}

impl Run {
    fn push(&mut self, vowel: u8) {
        if let Some(place) = self.vowels.get_mut(self.length) {
            *place = vowel;
            self.length += 1;
        }
    }

    /// Ends the run; gives its syllables. `after` is the consonant that ends it, and what follows that.
    fn end(&mut self, after: Option<(char, Option<char>)>) -> u32 {
        // As behind most consonants.
        if self.length == 0 {
            return 0;
        }
        let vowels = &self.vowels[..self.length];
        self.length = 0;
        // `museum`, `petroleum`.
        if vowels == b"eu" && after == Some(('m', None)) {
            return 2;
        }
        let mut n = 0;
        let mut rest = vowels;
        while !rest.is_empty() {
            rest = &rest[sound(rest)..];
            n += 1;
        }
        n
    }
}

/// How many of these vowels are one sound. The `w` of `eeuw` and `nieuw` is no vowel. Written as patterns, because it is asked
/// for every vowel of a library.
fn sound(vowels: &[u8]) -> usize {
    match vowels {
        [b'a', b'a', b'i', ..] | [b'o', b'o' | b'e', b'i', ..] | [b'i', b'e', b'u', ..] => 3,
        [b'e', b'e' | b'a', b'u', ..] => 3,
        [b'a', b'a' | b'u' | b'i', ..] | [b'e', b'e' | b'i' | b'u', ..] | [b'i', b'e', ..] => 2,
        [b'o', b'o' | b'e' | b'u' | b'i', ..] | [b'u', b'u' | b'i', ..] => 2,
        _ => 1,
    }
}

fn lower(c: char) -> char {
    if c.is_ascii() { c.to_ascii_lowercase() } else { c.to_lowercase().next().unwrap_or(c) }
}

fn is_vowel(c: char) -> bool {
    // By their places in the alphabet: a choice between so many letters is guessed wrong for every second one.
    const VOWELS: u32 = 1 << 1 | 1 << 5 | 1 << 9 | 1 << 15 | 1 << 21;
    if c.is_ascii() {
        return c.is_ascii_lowercase() && VOWELS >> (u32::from(c) & 31) & 1 == 1;
    }
    plain(c) != b' '
}

/// The vowel without its accent; a blank for what is none.
fn plain(c: char) -> u8 {
    match c {
        'a' | 'á' | 'à' | 'â' | 'ä' => b'a',
        'e' | 'é' | 'è' | 'ê' | 'ë' => b'e',
        'i' | 'í' | 'ì' | 'î' | 'ï' => b'i',
        'o' | 'ó' | 'ò' | 'ô' | 'ö' => b'o',
        'u' | 'ú' | 'ù' | 'û' | 'ü' => b'u',
        _ => b' ',
    }
}

fn contains(word: &str, part: &str) -> bool {
    let part = part.as_bytes();
    let is_part =
        |window: &[u8]| window[0].eq_ignore_ascii_case(&part[0]) && window.eq_ignore_ascii_case(part);
    word.as_bytes().windows(part.len()).any(is_part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables_are_counted_by_their_vowels() {
        for (word, expected) in [
            ("de", 1),
            ("mooie", 2),
            ("nieuwe", 2),
            ("eeuw", 1),
            ("koeien", 2),
            ("bijeenkomst", 3),
            ("ideeën", 3),
            ("cliënten", 3),
            ("geïnterviewd", 4),
            ("coördinatie", 5),
            ("sociaal", 3),
            ("creatief", 3),
            ("initiatief", 5),
            ("financieel", 4),
            ("museum", 3),
            ("geheugen", 3),
            ("bureau", 2),
            ("frequent", 2),
            ("wijkteam", 2),
            ("Teamleider", 3),
            ("coach", 1),
            ("baby", 2),
            ("royaal", 2),
            ("psychisch", 2),
            ("één", 1),
            ("vóór", 1),
            ("café", 2),
            ("Wmo-consulent", 4),
            ("zelfredzaamheid", 4),
            ("ziekenhuis", 3),
            ("reageren", 4),
            ("IJsland", 2),
            ("ggz", 3),
            ("112", 1),
        ] {
            assert_eq!(syllables(word), expected, "{word}");
        }
    }
}

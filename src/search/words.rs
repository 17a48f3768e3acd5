//! A text → its words, each as it is compared: without accents or capitals. Knows no language's grammar.
//!
//! The browser cuts and folds what is typed in the same way (`10-words.js` of the theme), so the rules are few.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The longest word that is looked at, in characters. Longer ones are no words, and would cost those who read them.
const LONGEST: usize = 50;

/// The words of a text in their order, folded: letters and digits, with an apostrophe or a full stop between them.
pub(super) fn words(text: &str) -> impl Iterator<Item = Cow<'_, str>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        loop {
            let start = rest.find(is_of_word)?;
            let (word, after) = rest[start..].split_at(length(&rest[start..]));
            rest = after;
            let word = fold(word);
            if !word.is_empty() && (word.len() <= LONGEST || word.chars().count() <= LONGEST) {
                return Some(word);
            }
        }
    })
}

fn is_of_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || !c.is_ascii() && (c.is_alphanumeric() || is_combining_mark(c))
}

/// How long the word is that a text starts with, in bytes.
fn length(text: &str) -> usize {
    // Most words are plain letters, which are found out byte by byte.
    let plain = text.bytes().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(text.len());
    if text.as_bytes().get(plain).is_none_or(|byte| byte.is_ascii() && !matches!(byte, b'\'' | b'.')) {
        return plain;
    }
    let mut chars = text.char_indices().peekable();
    let mut end = 0;
    while let Some((at, c)) = chars.next() {
        let mut joins =
            || matches!(c, '\'' | '’' | '.') && chars.peek().is_some_and(|(_, next)| is_of_word(*next));
        if !is_of_word(c) && !joins() {
            break;
        }
        end = at + c.len_utf8();
    }
    end
}

/// A word as it is compared: `Café` and `cafe` are the same, and so are the ways in which Arabic writes one letter.
pub(super) fn fold(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return Cow::Borrowed(word);
    }
    if word.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return Cow::Owned(word.to_ascii_lowercase());
    }
    let mut folded = String::with_capacity(word.len());
    for c in word.nfkd().filter(|&c| !is_combining_mark(c)).flat_map(char::to_lowercase) {
        match c {
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'ø' => folded.push('o'),
            'ł' => folded.push('l'),
            'đ' => folded.push('d'),
            'ı' => folded.push('i'),
            'ة' => folded.push('ه'),
            'ى' => folded.push('ي'),
            // What lengthens an Arabic word, and what stands within a word without being a letter of it.
            'ـ' => {}
            c if c.is_alphanumeric() => folded.push(c),
            _ => {}
        }
    }
    Cow::Owned(without_article(folded))
}

/// The article in Arabic, alone and behind what is written to it.
const ARTICLES: [&str; 6] = ["وال", "بال", "كال", "فال", "لل", "ال"];

/// An Arabic word without its article, which is written to it.
fn without_article(word: String) -> String {
    const SHORTEST: usize = 3;
    let mut rests = ARTICLES.iter().filter_map(|article| word.strip_prefix(article));
    match rests.find(|rest| rest.chars().count() >= SHORTEST) {
        Some(rest) => rest.to_owned(),
        None => word,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        assert_eq!(words(text).collect::<Vec<_>>(), expected, "{text}");
    }

    #[test]
    fn accents_capitals_and_signs_make_no_difference() {
        check("Eén plan, één regisseur!", &["een", "plan", "een", "regisseur"]);
        check(
            "het Wmo-loket (zzp’er) voor 30.000 euro",
            &["het", "wmo", "loket", "zzper", "voor", "30000", "euro"],
        );
        check("İZMİR Straße", &["izmir", "strasse"]);
        check("مُساعَدة إلى", &["مساعده", "الي"]);
        check("المساعدة للمدرسة", &["مساعده", "مدرسه"]);
    }

    #[test]
    fn what_is_no_word_is_none() {
        check("<>&\u{202e} -- 😀", &[]);
        check(&"x".repeat(10_000), &[]);
    }
}

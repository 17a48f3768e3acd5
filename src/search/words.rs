//! A text → its words, each as it is compared: without accents or capitals. Knows no language's grammar.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

/// The longest word that is looked at, in bytes. Longer ones are no words, and would cost those who read them.
const LONGEST: usize = 80;

/// The words of a text in their order, folded.
pub(super) fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    text.unicode_words().filter(|word| word.len() <= LONGEST).map(fold).filter(|word| !word.is_empty())
}

/// A word as it is compared: `Café` and `cafe` are the same, and so are the ways in which Arabic writes one letter.
pub(super) fn fold(word: &str) -> String {
    if word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return word.to_owned();
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
    folded
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
    }

    #[test]
    fn what_is_no_word_is_none() {
        check("<>&\u{202e} -- 😀", &[]);
        check(&"x".repeat(10_000), &[]);
    }
}

//! Parts of addresses from texts.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::{Phrase, phrase};

/// The longest part of an address, in bytes: it is the name of a file or folder, most file systems stop at 255, and an ending
/// or the mark of a language needs room.
pub const LONGEST_SLUG: usize = 200;

/// A text as a part of an address: `Eén plan, één regisseur` gives `een-plan-een-regisseur`. One that is too long ends after
/// a word. Empty where nothing of the text can stand in one.
pub fn slugify(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    if text.is_ascii() {
        push(text.chars().map(|c| c.to_ascii_lowercase()), &mut slug);
    } else {
        push(text.nfkd().filter(|&c| !is_combining_mark(c)).flat_map(char::to_lowercase), &mut slug);
    }
    if slug.len() > LONGEST_SLUG {
        let word = slug[..=LONGEST_SLUG].rfind('-').filter(|end| *end > LONGEST_SLUG / 2);
        slug.truncate(word.unwrap_or(LONGEST_SLUG));
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

fn push(letters: impl Iterator<Item = char>, slug: &mut String) {
    for c in letters {
        match c {
            'a'..='z' | '0'..='9' => slug.push(c),
            'ß' => slug.push_str("ss"),
            'æ' => slug.push_str("ae"),
            'œ' => slug.push_str("oe"),
            'ø' => slug.push('o'),
            'ł' => slug.push('l'),
            'đ' => slug.push('d'),
            'ı' => slug.push('i'),
            '\'' | '’' | '‘' | '\u{ad}' => {}
            _ if slug.is_empty() || slug.ends_with('-') => {}
            _ => slug.push('-'),
        }
    }
}

/// Whether a text can be a part of an address as it is: lower-case letters and digits, joined by single hyphens, and not too
/// long.
pub fn is_slug(text: &str) -> bool {
    text.len() <= LONGEST_SLUG && has_letters_of_slug(text)
}

/// Why a text can't be a part of an address, where [`is_slug`] says so.
pub fn not_a_slug(text: &str) -> Phrase {
    if has_letters_of_slug(text) {
        let (length, start) = (text.len(), &text[..LONGEST_SLUG / 4]);
        return phrase!(
            "`{start}…` is {length} tekens lang, en in een webadres passen er hoogstens {LONGEST_SLUG}",
            "`{start}…` is {length} characters long, and at most {LONGEST_SLUG} fit into a web address"
        );
    }
    phrase!("`{text}` kan geen deel van een webadres zijn", "`{text}` can't be part of a web address")
}

fn has_letters_of_slug(text: &str) -> bool {
    text.split('-').all(|part| {
        !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dutch_titles_become_addresses() {
        assert_eq!(slugify("Eén plan, één regisseur"), "een-plan-een-regisseur");
        assert_eq!(slugify("Foto's van 's avonds"), "fotos-van-s-avonds");
        assert_eq!(slugify("  -- Wmo: hulp? --"), "wmo-hulp");
        assert_eq!(slugify("e\u{301}e\u{301}n"), slugify("één"));
        assert_eq!(slugify("😀 !!"), "");
    }

    #[test]
    fn what_is_too_long_for_the_name_of_a_file_ends_after_a_word() {
        let long = slugify(&"Een veel te lange naam ".repeat(20));
        assert!(is_slug(&long) && long.len() > 180 && long.ends_with("-te"), "{long}");
        assert_eq!(slugify(&"x".repeat(380)).len(), LONGEST_SLUG);
        assert!(!is_slug(&"x".repeat(LONGEST_SLUG + 1)));
    }
}

//! Parts of addresses from texts.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A text as a part of an address: `Eén plan, één regisseur` gives `een-plan-een-regisseur`. Empty where nothing of
/// the text can stand in one.
pub fn slugify(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    if text.is_ascii() {
        push(text.chars().map(|c| c.to_ascii_lowercase()), &mut slug);
    } else {
        push(text.nfkd().filter(|&c| !is_combining_mark(c)).flat_map(char::to_lowercase), &mut slug);
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

/// Whether a text can be a part of an address as it is: lower-case letters and digits, joined by single hyphens.
pub fn is_slug(text: &str) -> bool {
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
}

//! The documents from A to Z: by the first letter of their titles, in any script.

use rayon::prelude::*;
use unicode_normalization::UnicodeNormalization;

use super::order::TitleOrder;
use crate::document::DocumentId;
use crate::edition::Edition;
use crate::text::slugify;

/// The documents whose titles start with the same letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Initial {
    /// The letter, in upper case; `#` for titles that start otherwise.
    pub letter: String,
    /// What it is called in addresses.
    pub slug: String,
    /// The documents by title, as people sort it; never empty.
    pub documents: Vec<DocumentId>,
}

/// What a letter is called in addresses: `b`; `others` for `#`. A letter that no address can hold is called by its number in
/// Unicode, such as `u0431`.
fn slug(letter: &str, others: &str) -> String {
    let slug = slugify(letter);
    match letter.chars().next() {
        Some(letter) if slug.is_empty() && letter.is_alphabetic() => format!("u{:04x}", letter as u32),
        _ if slug.is_empty() => others.to_owned(),
        _ => slug,
    }
}

/// Every document of an edition, by the first letter of its title. `#` comes first, and is called `others` in addresses.
pub(super) fn initials(edition: &Edition, order: &TitleOrder<'_>, others: &str) -> Vec<Initial> {
    let mut keys: Vec<(String, usize, &DocumentId)> = edition
        .documents
        .par_iter()
        .map(|(id, document)| (initial(document.outline.title()), order.place(id), id))
        .collect();
    keys.par_sort_unstable();
    let mut initials: Vec<Initial> = Vec::new();
    for (letter, _, id) in keys {
        match initials.last_mut() {
            Some(last) if last.letter == letter => last.documents.push(id.clone()),
            _ => {
                let slug = slug(&letter, others);
                initials.push(Initial { letter, slug, documents: vec![id.clone()] });
            }
        }
    }
    initials
}

/// The letter under which people look for a title: without accents where it is Latin, and past quotes and the like.
fn initial(title: &str) -> String {
    let Some(first) = title.nfc().find(|c| c.is_alphanumeric()) else { return OTHER.to_owned() };
    let latin = slugify(first.encode_utf8(&mut [0; 4]));
    match (latin.chars().next(), first) {
        (Some(letter), _) if letter.is_ascii_alphabetic() => letter.to_ascii_uppercase().to_string(),
        // An alif with a hamza or a madda is looked for under alif. In Cyrillic a mark makes another letter.
        (None, 'أ' | 'إ' | 'آ' | 'ٱ') => "ا".to_owned(),
        (None, letter) if letter.is_alphabetic() => letter.to_uppercase().to_string(),
        _ => OTHER.to_owned(),
    }
}

/// Under what titles stand that start with no letter.
const OTHER: &str = "#";

#[cfg(test)]
mod tests {
    use super::*;

    fn check(title: &str, letter: &str, slug: &str) {
        let found = initial(title);
        assert_eq!((found.as_str(), super::slug(&found, "overig").as_str()), (letter, slug), "{title}");
    }

    #[test]
    fn a_title_stands_under_the_letter_people_look_for() {
        check("aap", "A", "a");
        check("Één plan", "E", "e");
        check("e\u{301}e\u{301}n", "E", "e");
        check("‘s Avonds alleen", "S", "s");
        check("Łódź", "L", "l");
        check("İş", "I", "i");
        check("113 bellen", "#", "overig");
        check("😀", "#", "overig");
        check("", "#", "overig");
    }

    #[test]
    fn letters_of_other_scripts_are_letters() {
        check("допомога", "Д", "u0414");
        check("Їжа вдома", "Ї", "u0407");
        check("أحتاج إلى مساعدة", "ا", "u0627");
        check("بطاقة", "ب", "u0628");
    }
}

//! The letters and digits of texts, in which two that say the same are the same whatever stands between their words.

/// The letters and digits of a text, in lower case.
pub(crate) fn letters(text: &str) -> String {
    let mut letters = String::with_capacity(text.len());
    text.chars().for_each(|c| push(&mut letters, c));
    letters
}

/// How many bytes of these come from a sign.
pub(crate) fn n_letters(c: char) -> usize {
    if c.is_ascii() {
        return usize::from(c.is_ascii_alphanumeric());
    }
    if c.is_alphanumeric() { c.to_lowercase().map(char::len_utf8).sum() } else { 0 }
}

fn push(letters: &mut String, c: char) {
    if c.is_ascii_alphanumeric() {
        letters.push(c.to_ascii_lowercase());
    } else if !c.is_ascii() && c.is_alphanumeric() {
        letters.extend(c.to_lowercase());
    }
}

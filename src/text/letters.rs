//! The letters and digits of texts, in which two that say the same are the same whatever stands between their words.

/// The letters and digits of a text, in lower case.
pub(crate) fn letters(text: &str) -> String {
    let mut letters = String::with_capacity(text.len());
    text.chars().for_each(|c| push(&mut letters, c));
    letters
}

/// The same, with where in the text each byte of it comes from.
pub(crate) fn letters_with_places(text: &str) -> (String, Vec<usize>) {
    let (mut letters, mut places) = (String::new(), Vec::new());
    for (at, c) in text.char_indices() {
        push(&mut letters, c);
        places.resize(letters.len(), at);
    }
    (letters, places)
}

fn push(letters: &mut String, c: char) {
    if c.is_ascii_alphanumeric() {
        letters.push(c.to_ascii_lowercase());
    } else if !c.is_ascii() && c.is_alphanumeric() {
        letters.extend(c.to_lowercase());
    }
}

//! "Bedoelt u …?": the nearest of the words that would have been right.

/// The candidate most like `word`, if one is like enough to be a slip of the hand. Of equally near ones the first.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // Two slips in a short word make it another word; a long one may hold more.
    let most = 1 + word.chars().count() / 4;
    let word = word.to_lowercase();
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        let distance = strsim::osa_distance(&word, &candidate.to_lowercase());
        if distance <= most && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_slips_and_nothing_else() {
        let words = ["titel", "samenvatting", "zoekwoorden", "trefwoorden"];
        assert_eq!(nearest("trefworden", words), Some("trefwoorden"));
        assert_eq!(nearest("Titel", words), Some("titel"));
        assert_eq!(nearest("tietl", words), Some("titel"));
        assert_eq!(nearest("kleur", words), None);
    }
}

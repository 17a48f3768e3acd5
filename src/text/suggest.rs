//! "Bedoelt u …?": the nearest of the words that would have been right.

/// The candidate most like `word`, if one is like enough to be a slip of the hand. Of equally near ones the first.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // Longer than any word or path that somebody could have meant.
    if word.len() > 200 {
        return None;
    }
    // Two slips in a short word make it another word; a long one may hold more.
    let most = 1 + word.chars().count() / 4;
    let word = word.to_lowercase();
    let counts = counts(&word);
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates.into_iter().filter(|candidate| candidate.len() <= 200) {
        // Each slip changes at most two of these counts; finding that out costs a fraction of the distance, and a site
        // of thousands of documents has thousands of candidates.
        if difference(&counts, candidate) > 2 * most {
            continue;
        }
        let distance = strsim::osa_distance(&word, &candidate.to_lowercase());
        if distance <= most && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// How often each letter occurs, by its last five bits: those are the same in upper and lower case.
fn counts(word: &str) -> [i16; 32] {
    let mut counts = [0; 32];
    for byte in word.bytes().filter(u8::is_ascii) {
        counts[usize::from(byte & 31)] += 1;
    }
    counts
}

/// By how much the counts of two words differ.
fn difference(of_word: &[i16; 32], candidate: &str) -> usize {
    let of_candidate = counts(candidate);
    of_word.iter().zip(of_candidate).map(|(one, other)| usize::from(one.abs_diff(other))).sum()
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

//! A compound → the words that it is built of.

use super::forms::FORMS;

/// Words that compounds are built of, one a line, sorted.
const PARTS: &str = include_str!("parts.txt");

/// What may stand between two parts.
const LINKS: [&str; 5] = ["", "s", "e", "en", "n"];

/// The shortest compound that is taken apart: below it, two parts are mostly chance.
const SHORTEST: usize = 7;

/// Parts that the list has for other reasons, and that make another word of what comes after them.
const MISLEADING: [&str; 8] = ["onder", "over", "door", "voor", "weer", "mis", "vol", "waar"];

/// The parts of a compound, folded, in their order; none where the word is no compound.
pub(in crate::search) fn parts(word: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = word;
    // From behind: what a compound is, its last part says.
    while let Some((before, last)) = split(rest) {
        parts.push(last);
        rest = base(&rest[..before]).unwrap_or(&rest[..before]);
    }
    if !parts.is_empty() {
        parts.push(rest);
        parts.reverse();
    }
    parts
}

/// Where the last part of a compound starts, and that part. The longest part wins.
pub(super) fn split(word: &str) -> Option<(usize, &str)> {
    if word.len() < SHORTEST || !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return None;
    }
    (3..word.len() - 2).find_map(|at| {
        let (before, last) = word.split_at(at);
        if !is_part(last) || !is_built(before) {
            return None;
        }
        // `gezinsleden` are members of a family and no family on sledges: an `s` between two parts mostly links them.
        match last.strip_prefix('s') {
            Some(linked) if is_part(linked) => Some((at + 1, linked)),
            _ => Some((at, last)),
        }
    })
}

/// Whether what stands before a part is a part or parts itself.
fn is_built(before: &str) -> bool {
    base(before).is_some() || {
        let without = LINKS.iter().filter_map(|link| before.strip_suffix(link));
        without.into_iter().any(|before| split(before).is_some())
    }
}

/// A part without what links it to the next one.
fn base(before: &str) -> Option<&str> {
    let mut without = LINKS.iter().filter_map(|link| before.strip_suffix(link));
    without.find(|part| is_part(part) && !MISLEADING.contains(part))
}

/// Whether the list has the word, or it is a form that no rule finds.
fn is_part(word: &str) -> bool {
    word.len() > 2 && (has(word) || word.len() > 3 && FORMS.contains_key(word))
}

/// Whether the list has a word: by halving it, so that nothing has to be laid ready first.
fn has(word: &str) -> bool {
    let (mut low, mut high) = (0, PARTS.len());
    while low < high {
        let middle = low + (high - low) / 2;
        let start = PARTS[..middle].rfind('\n').map_or(0, |end| end + 1);
        let end = PARTS[start..].find('\n').map_or(PARTS.len(), |end| start + end);
        match PARTS[start..end].cmp(word) {
            std::cmp::Ordering::Equal => return true,
            std::cmp::Ordering::Less => low = end + 1,
            std::cmp::Ordering::Greater => high = start,
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(word: &str, expected: &[&str]) {
        assert_eq!(parts(word), expected, "{word}");
    }

    #[test]
    fn compounds_come_apart() {
        check("straatcontactpersoon", &["straat", "contact", "persoon"]);
        check("keukentafelgesprek", &["keuken", "tafel", "gesprek"]);
        check("schuldhulpmaatje", &["schuld", "hulp", "maatje"]);
        check("wachtlijst", &["wacht", "lijst"]);
        check("jeugdwet", &["jeugd", "wet"]);
    }

    #[test]
    fn what_only_looks_built_stays_whole() {
        for word in ["gemeente", "verhalen", "overbelasting", "eenzaamheid", "moeilijk", "mogelijkheid"] {
            check(word, &[]);
        }
    }

    #[test]
    fn the_list_can_be_halved() {
        let words: Vec<&str> = PARTS.lines().collect();
        assert!(words.is_sorted());
        for word in [words[0], words[words.len() / 2], words[words.len() - 1]] {
            assert!(has(word), "{word}");
        }
        assert!(!has("zzzz") && !has("a"));
    }
}

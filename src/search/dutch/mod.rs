//! Dutch words: which forms belong together, which say nothing, and of which parts a compound is built.
//!
//! The stemmer of Snowball takes `ge` away wherever it stands, which makes `gezin` and `zin`, `begeleiding` and
//! `beleid` one word. Here it may only do so where a known verb remains. What no rule finds stands in `forms.txt`: on
//! each line forms of one word, of which the first stands for all. `verbs.txt` holds the stems of verbs, `stop.txt`
//! words that say nothing in a question, and `parts.txt` what compounds are built of, with its license beside it.

mod forms;

mod compound;

use forms::{FORMS, STOP, VERBS};
use pagefind_stem::{Algorithm, Stemmer};

pub(super) use compound::parts;

/// What comes before `ge` in the participle of a verb that can be taken apart, such as `opgeschaald`.
const PARTICLES: [&str; 16] = [
    "", "aan", "achter", "af", "bij", "binnen", "door", "in", "mee", "na", "om", "op", "over", "terug",
    "toe", "uit",
];

/// Whether a word, folded, says nothing among others.
pub(super) fn is_stop(word: &str) -> bool {
    STOP.contains(word)
}

/// The words that say nothing among others.
pub(super) fn stop() -> impl Iterator<Item = &'static str> {
    include_str!("stop.txt").lines()
}

/// What stands for all forms of a word; the word is folded.
pub(super) fn stem(word: &str) -> String {
    if let Some(stem) = FORMS.get(word) {
        return (*stem).to_owned();
    }
    // The last part of a compound is what bends.
    if let Some((before, last)) = compound::split(word) {
        return format!("{}{}", &word[..before], simple(last));
    }
    simple(word)
}

fn simple(word: &str) -> String {
    if let Some(stem) = FORMS.get(word) {
        return (*stem).to_owned();
    }
    if let Some(stem) = verb(word) {
        return stem;
    }
    let stemmer = Stemmer::create(Algorithm::Dutch);
    if !word.contains("ge") || word.contains('q') {
        return stemmer.stem(word).into_owned();
    }
    // The stemmer doesn't take away what it doesn't see.
    stemmer.stem(&word.replace("ge", "qe")).replace('q', "g")
}

/// The stem of a verb that is known, from the forms that only add something; with what may stand before it.
fn verb(word: &str) -> Option<String> {
    let of = |rest: &str| {
        let stem = |ending: &str| rest.strip_suffix(ending).filter(|stem| VERBS.contains(stem));
        ["", "t", "d", "te", "de", "ten", "den"].into_iter().find_map(stem).map(str::to_owned)
    };
    PARTICLES.into_iter().find_map(|particle| {
        let rest = word.strip_prefix(particle)?;
        let stem = of(rest).or_else(|| of(rest.strip_prefix("ge")?))?;
        Some(particle.to_owned() + &stem)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Words on one line have one stem, which no other line has.
    fn check(lines: &[&str]) {
        let mut seen: Vec<(String, &str)> = Vec::new();
        for line in lines {
            let stems: Vec<(String, &str)> = line.split(' ').map(|word| (stem(word), word)).collect();
            for (stem, word) in &stems {
                assert_eq!(*stem, stems[0].0, "`{word}` is a form of `{}`", stems[0].1);
                let other = seen.iter().find(|(other, _)| other == stem);
                assert!(other.is_none(), "`{word}` isn't a form of `{}`", other.map_or("", |(_, word)| word));
            }
            seen.extend(stems);
        }
    }

    #[test]
    fn forms_of_one_word_belong_together() {
        check(&[
            "schuld schulden",
            "geldschuld geldschulden",
            "huis huizen",
            "opschalen opgeschaald opschaalt",
            "afschalen afgeschaald afgeschaalde",
            "lid leden",
            "gezinslid gezinsleden",
            "stad steden",
            "pesten gepest pest",
            "slaan slaat geslagen",
            "betalen betaalt betaald",
            "maatje maatjes",
            "vrijwilliger vrijwilligers",
            "ontschotten ontschot ontschotte",
        ]);
    }

    #[test]
    fn words_that_only_look_alike_stay_apart() {
        check(&[
            "begeleiding begeleiden",
            "beleid",
            "gezin gezinnen",
            "zin zinnen",
            "geweld",
            "wel",
            "gemeente gemeenten",
            "gezond gezonde gezondheid",
            "zon",
            "gesprek gesprekken",
            "spreken",
            "gebruik gebruiken",
            "gewoon",
            "wonen",
        ]);
    }
}

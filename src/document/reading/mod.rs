//! How hard a Dutch text reads, in figures: sentences, words and syllables are counted, and two formulas put a number on
//! them.
//!
//! The formulas look at length alone. They were made to compare texts, and say nothing about who understands one; so
//! nothing here speaks of a level of language.

mod prose;
mod sentences;
mod sketch;
mod syllables;

pub(super) use prose::{Block, blocks};
pub(super) use sentences::{SentenceWord, sentences, words};
pub(super) use sketch::ShingleRows;
pub use sketch::Sketch;

use syllables::syllables;

use crate::model::Audience;

/// How many letters a word may have before LIX counts it as a long one.
const SHORT: usize = 6;

/// What was counted in a text. Counts of parts add up to that of the whole.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct WordTally {
    /// Words; an address is none.
    pub words: u32,
    /// Sentences that hold a word.
    pub sentences: u32,
    /// The syllables of those words.
    pub syllables: u32,
    /// The words of more than six letters.
    pub long_words: u32,
}

impl WordTally {
    /// Counts one more sentence; nothing where it holds no word.
    pub(super) fn add_sentence<'t>(&mut self, words: impl Iterator<Item = &'t str>) {
        let before = self.words;
        for word in words {
            self.words += 1;
            self.syllables += syllables(word);
            let is_long = || word.chars().filter(|c| c.is_alphabetic()).count() > SHORT;
            self.long_words += u32::from(word.len() > SHORT && is_long());
        }
        self.sentences += u32::from(self.words > before);
    }

    /// Both together.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            words: self.words + other.words,
            sentences: self.sentences + other.sentences,
            syllables: self.syllables + other.syllables,
            long_words: self.long_words + other.long_words,
        }
    }

    /// The figures; `None` where there is no sentence.
    pub fn reading(self) -> Option<ReadabilityScore> {
        let Self { words, sentences, syllables, long_words } = self;
        if words == 0 || sentences == 0 {
            return None;
        }
        let words_per_sentence = f64::from(words) / f64::from(sentences);
        let syllables_per_word = f64::from(syllables) / f64::from(words);
        Some(ReadabilityScore {
            words,
            sentences,
            words_per_sentence,
            flesch_douma: flesch_douma(words_per_sentence, syllables_per_word),
            lix: words_per_sentence + 100.0 * f64::from(long_words) / f64::from(words),
        })
    }
}

/// How hard a text reads.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ReadabilityScore {
    /// How many words it has.
    pub words: u32,
    /// How many sentences it has.
    pub sentences: u32,
    /// The mean length of a sentence, in words.
    pub words_per_sentence: f64,
    /// The reading ease after Flesch and Douma: the higher, the easier; 60 to 70 is an ordinary text.
    pub flesch_douma: f64,
    /// The reading index of Björnsson: the lower, the easier; 35 to 44 is an ordinary text.
    pub lix: f64,
}

/// The words that a text needs to have before its figures say anything.
pub const ENOUGH_WORDS: u32 = 100;

/// What a text should read like. Practice, not science: nobody has measured who understands which score.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Aim {
    /// The reading ease to strive for.
    pub flesch_douma: f64,
    /// The reading ease below which a text is hard.
    pub least_flesch_douma: f64,
    /// The reading index to strive for.
    pub lix: f64,
    /// The reading index above which a text is hard.
    pub most_lix: f64,
}

impl Aim {
    /// What a text for this audience should read like.
    pub fn of(audience: Audience) -> Self {
        match audience {
            Audience::Team => Self::TEAMS,
            Audience::Resident | Audience::Both => Self::RESIDENTS,
        }
    }

    /// For everybody who may need help.
    pub const RESIDENTS: Self =
        Self { flesch_douma: 70.0, least_flesch_douma: 60.0, lix: 35.0, most_lix: 45.0 };
    /// For those whose work it is.
    pub const TEAMS: Self = Self { flesch_douma: 50.0, least_flesch_douma: 50.0, lix: 50.0, most_lix: 50.0 };

    /// How a text stands to it.
    pub fn ease(self, reading: ReadabilityScore) -> Ease {
        let ReadabilityScore { words, flesch_douma, lix, .. } = reading;
        if words < ENOUGH_WORDS {
            Ease::TooShort
        } else if flesch_douma < self.least_flesch_douma || lix > self.most_lix {
            Ease::Hard
        } else if flesch_douma < self.flesch_douma || lix > self.lix {
            Ease::Fair
        } else {
            Ease::Good
        }
    }
}

/// How a text stands to what it should read like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ease {
    /// It is easy enough.
    Good,
    /// It isn't hard, and could be easier.
    Fair,
    /// It is hard.
    Hard,
    /// It has too few words to tell.
    TooShort,
}

/// Douma's version of Flesch's formula for Dutch. In public code one also finds 0.33 instead of 0.93, and the two factors
/// swapped; both are wrong.
fn flesch_douma(words_per_sentence: f64, syllables_per_word: f64) -> f64 {
    206.835 - 0.93 * words_per_sentence - 77.0 * syllables_per_word
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_near(found: f64, expected: f64) -> bool {
        (found - expected).abs() < 0.0005
    }

    #[test]
    fn the_formula_of_douma_has_its_published_constants() {
        assert!(is_near(flesch_douma(15.0, 1.7), 61.985));
        assert!(is_near(flesch_douma(10.0, 1.5), 82.035));
    }

    #[test]
    fn the_figures_follow_from_what_was_counted() {
        let tally = WordTally { words: 150, sentences: 10, syllables: 255, long_words: 30 };
        let reading = tally.reading().expect("there are sentences");
        assert!(is_near(reading.flesch_douma, 61.985), "{reading:?}");
        assert!(is_near(reading.lix, 15.0 + 20.0), "{reading:?}");
        assert!(is_near(reading.words_per_sentence, 15.0));
        assert_eq!(WordTally::default().reading(), None);
    }

    #[test]
    fn parts_add_up_to_the_whole() {
        let count = |sentences: &[&str]| {
            let mut tally = WordTally::default();
            sentences.iter().for_each(|sentence| tally.add_sentence(words(sentence).map(|word| word.text)));
            tally
        };
        let (one, other) = ("Het wijkteam helpt u.", "Vraag het uw begeleider!");
        let both = count(&[one, other]);
        assert_eq!(both, WordTally { words: 8, sentences: 2, syllables: 12, long_words: 2 });
        assert_eq!(count(&[one]).and(count(&[other])), both);
        assert_eq!(count(&["– …"]), WordTally::default());
    }
}

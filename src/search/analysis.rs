//! The analysis of one language: what of its words is compared.

use pagefind_stem::{Algorithm, Stemmer};

use super::dutch;
use super::light::{self, Light};
use crate::model::Language;

/// How the words of a language are compared. Index and query use the same one.
#[derive(Clone, Copy, Debug)]
pub(super) enum Analysis {
    Dutch,
    English,
    Arabic,
    Turkish,
    Ukrainian,
    Polish,
    /// Any other: words are compared as they are, and found by their start.
    Plain,
}

impl Analysis {
    /// That of a language, by its first subtag.
    pub(super) fn of(language: &Language) -> Self {
        match language.as_str().split('-').next().unwrap_or_default() {
            "nl" => Self::Dutch,
            "en" => Self::English,
            "ar" => Self::Arabic,
            "tr" => Self::Turkish,
            "uk" => Self::Ukrainian,
            "pl" => Self::Polish,
            _ => Self::Plain,
        }
    }

    /// What stands for all forms of a word, which is folded.
    pub(super) fn term(self, word: &str) -> String {
        let stem = |algorithm, word: &str| Stemmer::create(algorithm).stem(word).into_owned();
        match self {
            Self::Dutch => dutch::stem(word),
            Self::English => stem(Algorithm::English, word),
            Self::Arabic => stem(Algorithm::Arabic, word),
            Self::Turkish => stem(Algorithm::Turkish, word),
            Self::Ukrainian | Self::Polish => self.light().root(word),
            Self::Plain => word.to_owned(),
        }
    }

    /// What the browser knows of the language.
    pub(super) fn light(self) -> Light {
        match self {
            Self::Dutch => light::DUTCH,
            Self::English => light::ENGLISH,
            Self::Arabic => light::ARABIC,
            Self::Turkish => light::TURKISH,
            Self::Ukrainian => light::UKRAINIAN,
            Self::Polish => light::POLISH,
            Self::Plain => light::NONE,
        }
    }

    /// The terms of the parts of a compound; none where the language doesn't build them, or the word isn't one.
    pub(super) fn parts(self, word: &str) -> Vec<String> {
        match self {
            Self::Dutch => dutch::parts(word).into_iter().map(dutch::stem).collect(),
            _ => Vec::new(),
        }
    }

    /// Whether a word says nothing among others.
    pub(super) fn is_stop(self, word: &str) -> bool {
        match self {
            Self::Dutch => dutch::is_stop(word),
            _ => self.stop().any(|stop| stop == word),
        }
    }

    /// The words that say nothing among others.
    pub(super) fn stop(self) -> Box<dyn Iterator<Item = &'static str>> {
        match self {
            Self::Dutch => Box::new(dutch::stop()),
            Self::English => Box::new(ENGLISH_STOP.into_iter()),
            Self::Arabic | Self::Turkish | Self::Ukrainian | Self::Polish | Self::Plain => {
                Box::new(std::iter::empty())
            }
        }
    }

    /// The words that say that somebody asks for themselves. Teams ask about others, or say `we`.
    pub(super) fn own(self) -> &'static [&'static str] {
        match self {
            Self::Dutch => &["ik", "me", "mij", "mijn", "mn"],
            Self::English => &["i", "me", "my"],
            Self::Arabic | Self::Turkish | Self::Ukrainian | Self::Polish | Self::Plain => &[],
        }
    }
}

/// Words that say nothing in an English question.
const ENGLISH_STOP: [&str; 44] = [
    "a", "about", "am", "an", "and", "any", "are", "at", "be", "but", "can", "do", "does", "for", "from",
    "get", "have", "how", "i", "if", "in", "is", "it", "me", "my", "of", "on", "or", "our", "so", "that",
    "the", "there", "they", "this", "to", "we", "what", "where", "who", "will", "with", "you", "your",
];

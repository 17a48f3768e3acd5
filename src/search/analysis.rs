//! The analysis of one language: what of its words is compared.

use pagefind_stem::{Algorithm, Stemmer};

use super::{dutch, words};
use crate::config::Language;

/// How the words of a language are compared. Index and query use the same one.
#[derive(Clone, Copy, Debug)]
pub(super) enum Analysis {
    Dutch,
    English,
    Arabic,
    Turkish,
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
            _ => Self::Plain,
        }
    }

    /// What stands for all forms of a word, which is folded.
    pub(super) fn term(self, word: &str) -> String {
        let stem = |algorithm, word: &str| Stemmer::create(algorithm).stem(word).into_owned();
        match self {
            Self::Dutch => dutch::stem(word),
            Self::English => stem(Algorithm::English, word),
            // The article is written to its word.
            Self::Arabic => match word.strip_prefix("ال") {
                Some(word) if word.chars().count() > 2 => stem(Algorithm::Arabic, word),
                _ => stem(Algorithm::Arabic, word),
            },
            Self::Turkish => stem(Algorithm::Turkish, word),
            Self::Plain => word.to_owned(),
        }
    }

    /// The terms of the parts of a compound; none where the language doesn't build them, or the word isn't one.
    pub(super) fn parts(self, word: &str) -> Vec<String> {
        match self {
            Self::Dutch => dutch::parts(word).into_iter().map(dutch::stem).collect(),
            Self::English | Self::Arabic | Self::Turkish | Self::Plain => Vec::new(),
        }
    }

    /// Whether a word says nothing among others.
    pub(super) fn is_stop(self, word: &str) -> bool {
        match self {
            Self::Dutch => dutch::is_stop(word),
            Self::English => ENGLISH_STOP.contains(&word),
            Self::Arabic | Self::Turkish | Self::Plain => false,
        }
    }

    /// Whether a word says that somebody asks for themselves. Teams ask about others, or say `we`.
    pub(super) fn is_own(self, word: &str) -> bool {
        match self {
            Self::Dutch => dutch::is_own(word),
            Self::English => matches!(word, "i" | "me" | "my"),
            Self::Arabic | Self::Turkish | Self::Plain => false,
        }
    }

    /// The words of a text with the term of each.
    pub(super) fn terms(self, text: &str) -> Vec<(String, String)> {
        words::words(text)
            .map(|word| {
                let term = self.term(&word);
                (word, term)
            })
            .collect()
    }
}

/// Words that say nothing in an English question.
const ENGLISH_STOP: [&str; 44] = [
    "a", "about", "am", "an", "and", "any", "are", "at", "be", "but", "can", "do", "does", "for", "from",
    "get", "have", "how", "i", "if", "in", "is", "it", "me", "my", "of", "on", "or", "our", "so", "that",
    "the", "there", "they", "this", "to", "we", "what", "where", "who", "will", "with", "you", "your",
];

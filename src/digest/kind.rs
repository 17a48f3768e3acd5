//! The kinds of things that an owner has to know, and which rules of `check` belong to which.

use crate::drift::counted;
use crate::text::{Phrase, Rule, phrase};

/// A kind of thing that an owner has to know, in the order in which they are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum DigestKind {
    /// The layers below changed.
    Change,
    /// A document has to be read again, or soon.
    Review,
    /// Nobody has made sure of a number or a provision for too long.
    Check,
    /// A link, a relation or an address leads nowhere.
    Link,
    /// A translation is of an older original, or asked for and not there.
    Translation,
    /// Anything else that `check` reports.
    Problem,
}

impl DigestKind {
    /// Every one, in order.
    pub(crate) const ALL: [Self; 6] =
        [Self::Change, Self::Review, Self::Check, Self::Link, Self::Translation, Self::Problem];

    /// Which one the findings of a rule are.
    pub(super) fn of(rule: Rule) -> Self {
        match rule {
            Rule::DriftedText | Rule::OrphanedOverlay | Rule::FaultyBase => Self::Change,
            Rule::StaleReview => Self::Review,
            Rule::StaleCheck => Self::Check,
            Rule::BrokenLink | Rule::BrokenAnchor | Rule::ExternalLink | Rule::DanglingRelation => Self::Link,
            Rule::MissingTranslation | Rule::UnusedTranslation => Self::Translation,
            _ => Self::Problem,
        }
    }

    /// What it is called by programs.
    pub(super) fn key(self) -> &'static str {
        match self {
            Self::Change => "change",
            Self::Review => "review",
            Self::Check => "check",
            Self::Link => "link",
            Self::Translation => "translation",
            Self::Problem => "problem",
        }
    }

    /// What stands above those of a kind.
    pub(super) fn heading(self) -> Phrase {
        match self {
            Self::Change => phrase!("Veranderd in de basis", "Changed in the base"),
            Self::Review => phrase!("Opnieuw lezen", "To be read again"),
            Self::Check => phrase!("Opnieuw nagaan", "To be made sure of again"),
            Self::Link => phrase!("Links die nergens heen gaan", "Links that lead nowhere"),
            Self::Translation => phrase!("Vertalingen die wachten", "Translations that wait"),
            Self::Problem => phrase!("Wat er nog meer te verbeteren is", "What else is to be mended"),
        }
    }

    /// How many there are, in words that stand in a sentence.
    pub(super) fn counted(self, n: usize) -> Phrase {
        let (nl, en) = match self {
            Self::Change => (
                ["verandering in de basis", "veranderingen in de basis"],
                ["change in the base", "changes in the base"],
            ),
            Self::Review => (
                ["tekst om opnieuw te lezen", "teksten om opnieuw te lezen"],
                ["text to read again", "texts to read again"],
            ),
            Self::Check => (
                ["gegeven om opnieuw na te gaan", "gegevens om opnieuw na te gaan"],
                ["fact to make sure of again", "facts to make sure of again"],
            ),
            Self::Link => (
                ["link die nergens heen gaat", "links die nergens heen gaan"],
                ["link that leads nowhere", "links that lead nowhere"],
            ),
            Self::Translation => (
                ["vertaling die wacht", "vertalingen die wachten"],
                ["translation that waits", "translations that wait"],
            ),
            Self::Problem => (
                ["ander punt om te verbeteren", "andere punten om te verbeteren"],
                ["other thing to mend", "other things to mend"],
            ),
        };
        let (nl, en) = counted(n, nl, en);
        Phrase { nl, en }
    }
}

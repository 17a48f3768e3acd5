//! What somebody wants to see on the desk: the query of its address, and which documents that means.

use super::due::Due;
use super::row::DeskRow;
use crate::config::DUE_DAYS;
use crate::document::Ease;
use crate::edition::survey::Standing;
use crate::http;
use crate::model::KindId;
use crate::text::{Phrase, percent, phrase};

/// What the query of an address asks for. What it doesn't name, or names wrongly, is everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Filter {
    /// Words that the title or the path holds.
    pub(super) words: String,
    pub(super) owner: String,
    pub(super) term: String,
    /// The folder that the documents of a kind lie in.
    pub(super) kind: String,
    pub(super) state: Option<Concern>,
    pub(super) order: Order,
    /// How many documents come before.
    pub(super) from: usize,
}

/// What the keys of the query are called.
pub(super) const WORDS: &str = "zoek";
pub(super) const OWNER: &str = "eigenaar";
pub(super) const TERM: &str = "thema";
pub(super) const KIND: &str = "soort";
pub(super) const STATE: &str = "staat";
pub(super) const ORDER: &str = "volgorde";
const FROM: &str = "vanaf";
/// What an owner is called in the query who isn't there.
pub(super) const NOBODY: &str = "-";

/// What may be the matter with a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Concern {
    Errors,
    Warnings,
    Late,
    Soon,
    Undated,
    Drifted,
    OldTranslation,
    Untranslated,
    Hard,
    Draft,
    Local,
}

impl Concern {
    pub(super) const ALL: [Self; 11] = [
        Self::Errors,
        Self::Warnings,
        Self::Late,
        Self::Soon,
        Self::Undated,
        Self::Drifted,
        Self::OldTranslation,
        Self::Untranslated,
        Self::Hard,
        Self::Draft,
        Self::Local,
    ];

    pub(super) fn key(self) -> &'static str {
        match self {
            Self::Errors => "fouten",
            Self::Warnings => "waarschuwingen",
            Self::Late => "te-laat",
            Self::Soon => "binnenkort",
            Self::Undated => "geen-datum",
            Self::Drifted => "veranderd",
            Self::OldTranslation => "vertaling-achter",
            Self::Untranslated => "vertaling-ontbreekt",
            Self::Hard => "zwaar",
            Self::Draft => "concept",
            Self::Local => "lokaal",
        }
    }

    pub(super) fn name(self) -> Phrase {
        match self {
            Self::Errors => phrase!("met fouten", "with errors"),
            Self::Warnings => phrase!("met waarschuwingen", "with warnings"),
            Self::Late => phrase!("te laat herzien", "review overdue"),
            Self::Soon => phrase!("binnen {DUE_DAYS} dagen te herzien", "review within {DUE_DAYS} days"),
            Self::Undated => phrase!("zonder datum om te herzien", "without a date of review"),
            Self::Drifted => phrase!("origineel veranderd", "original changed"),
            Self::OldTranslation => phrase!("vertaling loopt achter", "translation behind"),
            Self::Untranslated => phrase!("niet in elke taal", "not in every language"),
            Self::Hard => phrase!("leest zwaar", "reads heavily"),
            Self::Draft => phrase!("concept", "draft"),
            Self::Local => phrase!("eigen of zelf veranderd", "own, or changed here"),
        }
    }

    pub(super) fn holds(self, row: &DeskRow<'_>) -> bool {
        match self {
            Self::Errors => row.tally.errors > 0,
            Self::Warnings => row.tally.warnings > 0,
            Self::Late => matches!(row.due, Due::Late(_)),
            Self::Soon => matches!(row.due, Due::Soon(_)),
            Self::Undated => row.due == Due::Never && row.document.outline.kind != KindId::PROVISION,
            Self::Drifted => row.standing.is_some_and(Standing::is_drift),
            Self::OldTranslation => row.has_old_translation,
            Self::Untranslated => row.lacks_translation,
            Self::Hard => row.ease() == Some(Ease::Hard),
            Self::Draft => row.is_draft(),
            Self::Local => {
                row.standing.is_none_or(|standing| !matches!(standing, Standing::AsIs | Standing::New))
            }
        }
    }
}

/// What comes first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Order {
    /// What is worst.
    #[default]
    Problems,
    /// What has to be read again first.
    Review,
    /// By the path of the file.
    Path,
}

impl Order {
    pub(super) const ALL: [Self; 3] = [Self::Problems, Self::Review, Self::Path];

    pub(super) fn key(self) -> &'static str {
        match self {
            Self::Problems => "problemen",
            Self::Review => "herzien",
            Self::Path => "naam",
        }
    }

    pub(super) fn name(self) -> Phrase {
        match self {
            Self::Problems => phrase!("meeste problemen eerst", "most problems first"),
            Self::Review => phrase!("eerst te herzien", "first to review"),
            Self::Path => phrase!("map en naam", "folder and name"),
        }
    }
}

impl Filter {
    /// From what stands behind the `?` of an address.
    pub(super) fn new(query: &str) -> Self {
        let mut filter = Self::default();
        for (key, value) in http::pairs(query) {
            match key.as_str() {
                WORDS => filter.words = value,
                OWNER => filter.owner = value,
                TERM => filter.term = value,
                KIND => filter.kind = value,
                STATE => filter.state = Concern::ALL.into_iter().find(|state| state.key() == value),
                ORDER => {
                    let order = Order::ALL.into_iter().find(|order| order.key() == value);
                    filter.order = order.unwrap_or_default();
                }
                FROM => filter.from = value.parse().unwrap_or_default(),
                _ => {}
            }
        }
        filter
    }

    /// The query that asks for it.
    pub(super) fn query(&self) -> String {
        let Self { words, owner, term, kind, state, order, from } = self;
        let from = if *from > 0 { from.to_string() } else { String::new() };
        let pairs = [
            (WORDS, words.as_str()),
            (OWNER, owner),
            (TERM, term),
            (KIND, kind),
            (STATE, state.map_or("", Concern::key)),
            (ORDER, if *order == Order::default() { "" } else { order.key() }),
            (FROM, &from),
        ];
        let pairs = pairs.iter().filter(|(_, value)| !value.is_empty());
        let pairs: Vec<String> =
            pairs.map(|(key, value)| format!("{key}={}", percent::encode_value(value))).collect();
        if pairs.is_empty() { String::new() } else { format!("?{}", pairs.join("&")) }
    }

    /// The documents that are meant, in the order that is asked for.
    pub(super) fn choose<'r, 's>(
        &self,
        rows: &'r [DeskRow<'s>],
        facet: Option<&str>,
    ) -> Vec<&'r DeskRow<'s>> {
        let words: Vec<String> = self.words.split_whitespace().map(str::to_lowercase).collect();
        let mut chosen: Vec<&DeskRow<'_>> =
            rows.iter().filter(|row| self.is_meant(row, &words, facet)).collect();
        match self.order {
            Order::Path => {}
            Order::Problems => chosen.sort_by_key(|row| {
                let worst = (row.tally.errors, row.tally.warnings);
                (std::cmp::Reverse(worst), row.due)
            }),
            Order::Review => chosen.sort_by_key(|row| {
                (row.document.outline.review_by().is_none(), row.document.outline.review_by())
            }),
        }
        chosen
    }

    fn is_meant(&self, row: &DeskRow<'_>, words: &[String], facet: Option<&str>) -> bool {
        let outline = &row.document.outline;
        let owner = outline.owner().unwrap_or(NOBODY);
        let term = facet.and_then(|facet| outline.term_of(facet)).unwrap_or_default();
        let has = |word: &String| {
            outline.id.as_str().contains(word.as_str())
                || outline.title().to_lowercase().contains(word.as_str())
        };
        (self.owner.is_empty() || self.owner == owner)
            && (self.term.is_empty() || self.term == term)
            && (self.kind.is_empty() || outline.id.folder() == self.kind)
            && self.state.is_none_or(|state| state.holds(row))
            && words.iter().all(has)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_what_is_asked_for_and_back() {
        let filter = Filter::new(
            "zoek=caf%C3%A9+%26+zo&eigenaar=-&soort=kaarten&staat=te-laat&volgorde=herzien&vanaf=100&x=y",
        );
        assert_eq!(filter.words, "café & zo");
        assert_eq!((filter.state, filter.order, filter.from), (Some(Concern::Late), Order::Review, 100));
        assert_eq!(Filter::new(filter.query().trim_start_matches('?')), filter);
        assert_eq!(Filter::new("staat=onzin&volgorde=&vanaf=-3&zoek=%zz").state, None);
        assert_eq!(Filter::default().query(), "");
    }
}

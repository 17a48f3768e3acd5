//! How a whole site stands, for its manager: how much is taken over, one's own, behind, waiting or late, and whose that is.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use super::wording;
use crate::config::ReviewStanding;
use crate::document::Role;
use crate::edition::survey::{Standing, Surveyed};
use crate::pipeline::{Desk, TranslationState};
use crate::text::{Phrase, phrase};

/// How a site stands.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct ManagementSummary {
    /// What the site is called.
    pub(crate) title: String,
    #[serde(rename = "date", serialize_with = "as_text")]
    pub(crate) day: Date,
    /// All documents together.
    total: StandingCounts,
    /// How far each further language is.
    languages: Vec<LanguageCounts>,
    /// The same for each owner, by name; what nobody looks after comes last.
    owners: Vec<OwnerCounts>,
    /// How much of the data below isn't what it was, and how many documents nothing below has any more.
    data_changed: usize,
    documents_gone: usize,
}

/// How many documents stand how.
#[derive(Clone, Copy, Debug, Default, Serialize)]
struct StandingCounts {
    documents: usize,
    taken_over: usize,
    local: usize,
    own: usize,
    hidden: usize,
    /// Those whose original changed, came or went since it was last settled.
    behind: usize,
    /// Translations that are of an older original, and those that aren't there.
    translations_behind: usize,
    translations_missing: usize,
    review_late: usize,
    review_due: usize,
    /// Those of which nobody said when they have to be reviewed.
    review_undated: usize,
}

/// How far a language is.
#[derive(Clone, Debug, Serialize)]
struct LanguageCounts {
    language: String,
    done: usize,
    behind: usize,
    missing: usize,
}

/// What somebody looks after.
#[derive(Clone, Debug, Serialize)]
struct OwnerCounts {
    owner: Option<String>,
    #[serde(flatten)]
    counts: StandingCounts,
}

/// A table for people: each row with its name.
pub(super) struct SummaryTable {
    pub(super) caption: Phrase,
    /// What stands above each column, that of the names first.
    pub(super) heads: Vec<Phrase>,
    pub(super) rows: Vec<(Phrase, Vec<usize>)>,
}

impl ManagementSummary {
    /// That of a site, from how its documents stand to those below and what its editors know of them. `n_entries` and `n_gone`
    /// are how much data changed below, and how many documents nothing below has any more.
    pub(crate) fn of(
        title: &str,
        day: Date,
        surveyed: &[Surveyed],
        desk: &Desk,
        n_entries: usize,
        n_gone: usize,
    ) -> Self {
        let mut owners: BTreeMap<Option<&str>, StandingCounts> = BTreeMap::new();
        let others = desk.languages.iter().skip(1);
        let mut languages: Vec<LanguageCounts> = others
            .map(|other| LanguageCounts {
                language: other.language.to_string(),
                done: 0,
                behind: 0,
                missing: 0,
            })
            .collect();
        for row in surveyed.iter().filter(|row| !is_translation(row)) {
            let counts = owners.entry(row.owner.as_deref()).or_default();
            counts.add(row.standing);
            let Some(document) = desk.documents.get(&row.id) else { continue };
            let review = desk.config.as_ref().map(|config| config.review);
            counts.add_review(review.map(|review| document.outline.review_standing(review, day)));
            for (into, of_language) in desk.languages.iter().skip(1).zip(&mut languages) {
                let state = desk.translated(document, into);
                of_language.add(state);
                counts.translations_behind += usize::from(state == TranslationState::Behind);
                counts.translations_missing += usize::from(state == TranslationState::Missing);
            }
        }
        let mut total = StandingCounts::default();
        owners.values().for_each(|counts| total.add_all(counts));
        let nobody = owners.remove(&None).map(|counts| OwnerCounts { owner: None, counts });
        let named =
            owners.into_iter().map(|(owner, counts)| OwnerCounts { owner: owner.map(str::to_owned), counts });
        Self {
            title: title.to_owned(),
            day,
            total,
            languages,
            owners: named.chain(nobody).collect(),
            data_changed: n_entries,
            documents_gone: n_gone,
        }
    }

    /// What it comes down to.
    pub(super) fn sentences(&self) -> Vec<Phrase> {
        let Self { total, owners, data_changed, documents_gone, .. } = self;
        let nobody = owners.iter().find(|row| row.owner.is_none()).map_or(0, |row| row.counts.documents);
        let made = [
            (total.taken_over, "overgenomen zoals de basis ze heeft", "taken over as the base has them"),
            (total.local, "aangepast", "changed for this site"),
            (total.own, "van de site zelf", "of the site itself"),
            (total.hidden, "verborgen", "hidden"),
        ];
        let to_do = [
            (total.behind, "achter op de basis", "behind the base"),
            (total.review_late, "te laat met herlezen", "late to be read again"),
            (total.review_due, "binnenkort te herlezen", "to be read again soon"),
            (nobody, "zonder eigenaar", "without an owner"),
        ];
        let n = total.documents;
        let (made, to_do) = (wording::counts(&made), wording::counts(&to_do));
        let mut sentences = vec![match made {
            Some(Phrase { nl, en }) => phrase!("Van de {n} teksten zijn er {nl}.", "Of the {n} texts, {en}."),
            None => phrase!("Er zijn nog geen teksten.", "There are no texts yet."),
        }];
        sentences.push(match to_do {
            Some(Phrase { nl, en }) => {
                phrase!("Wat aandacht vraagt: {nl}.", "What asks for attention: {en}.")
            }
            None => phrase!("Er is niets achter of te laat.", "Nothing is behind or late."),
        });
        let waiting = [
            (total.translations_behind, "achter op hun origineel", "behind their originals"),
            (
                total.translations_missing,
                "er nog niet; lezers krijgen dan de oorspronkelijke tekst",
                "not there yet, so that readers get the original text",
            ),
        ];
        if let Some(Phrase { nl, en }) = wording::counts(&waiting) {
            sentences.push(phrase!("Van de vertalingen zijn er {nl}.", "Of the translations, {en}."));
        }
        if data_changed + documents_gone > 0 {
            sentences.push(phrase!(
                "Ook veranderde er in de basis: waarden, termen, nummers en andere gegevens: {data_changed}; weggehaalde teksten: {documents_gone}.",
                "Also changed in the base: values, terms, numbers and other data: {data_changed}; texts taken away: {documents_gone}."
            ));
        }
        sentences
    }

    /// The figures, by language and by owner.
    pub(super) fn tables(&self) -> Vec<SummaryTable> {
        let heads = |names: &[[&str; 2]]| -> Vec<Phrase> {
            names.iter().map(|[nl, en]| phrase!("{nl}", "{en}")).collect()
        };
        let row = |counts: &StandingCounts| {
            let StandingCounts { documents, taken_over, local, own, hidden, behind, .. } = *counts;
            let waiting = counts.translations_behind + counts.translations_missing;
            let (late, due) = (counts.review_late, counts.review_due);
            vec![documents, taken_over, local, own, hidden, behind, waiting, late, due]
        };
        let name = |owner: &OwnerCounts| wording::owner_name(owner.owner.as_deref());
        let of_owners = self.owners.iter().map(|owner| (name(owner), row(&owner.counts)));
        let total = (phrase!("Samen", "Together"), row(&self.total));
        let mut tables = vec![SummaryTable {
            caption: phrase!("Teksten per eigenaar", "Texts by owner"),
            heads: heads(&[
                ["Eigenaar", "Owner"],
                ["Teksten", "Texts"],
                ["Overgenomen", "Taken over"],
                ["Aangepast", "Changed"],
                ["Eigen", "Own"],
                ["Verborgen", "Hidden"],
                ["Achter op de basis", "Behind the base"],
                ["Vertaling wacht", "Translation waits"],
                ["Te laat herlezen", "Review late"],
                ["Binnenkort herlezen", "Review due"],
            ]),
            rows: of_owners.chain([total]).collect(),
        }];
        let languages = self.languages.iter().map(|language| {
            let tag = &language.language;
            (phrase!("{tag}", "{tag}"), vec![language.done, language.behind, language.missing])
        });
        let rows: Vec<_> = languages.collect();
        if !rows.is_empty() {
            tables.push(SummaryTable {
                caption: phrase!("Vertalingen per taal", "Translations by language"),
                heads: heads(&[
                    ["Taal", "Language"],
                    ["Bijgewerkt", "Up to date"],
                    ["Achter", "Behind"],
                    ["Ontbreekt", "Missing"],
                ]),
                rows,
            });
        }
        tables
    }
}

fn is_translation(row: &Surveyed) -> bool {
    row.derived.as_ref().is_some_and(|derived| derived.piece.role == Role::Translation)
}

fn as_text<S: serde::Serializer>(day: &Date, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(day)
}

impl StandingCounts {
    fn add(&mut self, standing: Standing) {
        self.documents += 1;
        self.behind += usize::from(standing.is_drift());
        *match standing {
            Standing::AsIs | Standing::Updated | Standing::New | Standing::Withdrawn => &mut self.taken_over,
            Standing::Drifted | Standing::Orphaned | Standing::Unnoted | Standing::Local => &mut self.local,
            Standing::Own => &mut self.own,
            Standing::Hidden => &mut self.hidden,
        } += 1;
    }

    fn add_review(&mut self, standing: Option<ReviewStanding>) {
        match standing {
            Some(ReviewStanding::Late | ReviewStanding::Overdue) => self.review_late += 1,
            Some(ReviewStanding::Due) => self.review_due += 1,
            Some(ReviewStanding::Undated) => self.review_undated += 1,
            Some(ReviewStanding::Fresh) | None => {}
        }
    }

    fn add_all(&mut self, other: &Self) {
        self.documents += other.documents;
        self.taken_over += other.taken_over;
        self.local += other.local;
        self.own += other.own;
        self.hidden += other.hidden;
        self.behind += other.behind;
        self.translations_behind += other.translations_behind;
        self.translations_missing += other.translations_missing;
        self.review_late += other.review_late;
        self.review_due += other.review_due;
        self.review_undated += other.review_undated;
    }
}

impl LanguageCounts {
    fn add(&mut self, state: TranslationState) {
        match state {
            TranslationState::Done | TranslationState::Original => self.done += 1,
            TranslationState::Behind => self.behind += 1,
            TranslationState::Missing => self.missing += 1,
        }
    }
}

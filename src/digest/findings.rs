//! What `drift` and `check` found of a site → what each owner has to know of it.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::item::{ChangeDetail, DigestItem, DigestPlace, OwnerDigest, SiteDigest};
use super::kind::DigestKind;
use super::wording;
use crate::config::ReviewStanding;
use crate::document::{DocumentId, Outline, Role};
use crate::drift::{EntryChange, ReportRow, called, entry_news};
use crate::edition::drift::{BaseState, Sources};
use crate::edition::survey::Surveyed;
use crate::edition::{ResolvedDocument, Stack};
use crate::model::{FieldId, KindId, Language};
use crate::pipeline::Desk;
use crate::report::{printable, spot};
use crate::site::read_again;
use crate::text::{Diagnostic, Location, Phrase, Rule, SourcePath, phrase};

/// What was found of a site.
pub(crate) struct Findings<'f> {
    pub(crate) title: &'f str,
    /// The absolute address of the site, with a slash at its end.
    pub(crate) base_url: &'f str,
    /// The language that the site is written in.
    pub(crate) language: &'f Language,
    /// Its documents, with those below.
    pub(crate) stacks: &'f [Stack],
    /// Its provisions, with those below.
    pub(crate) provisions: &'f [Stack],
    /// How each stands to those below, with the same in words, one for one.
    pub(crate) surveyed: &'f [Surveyed],
    pub(crate) rows: &'f [ReportRow],
    /// The data below that isn't what it was.
    pub(crate) entries: &'f [EntryChange],
    /// The documents that nothing below has any more.
    pub(crate) gone: &'f [String],
    pub(crate) desk: &'f Desk,
    pub(crate) diagnostics: &'f [Diagnostic],
    pub(crate) sources: &'f Sources,
    /// The day of the release that the layers below are of, where each says so.
    pub(crate) released: Option<Date>,
    pub(crate) day: Date,
    /// Since when changes are told; all of them where there is none.
    pub(crate) since: Option<Date>,
}

/// Something to know, with whose it is.
type Owned = (Option<String>, DigestItem);

impl Findings<'_> {
    /// What each owner has to know; of one owner alone where one is named.
    pub(crate) fn digest(&self, only: Option<&str>) -> SiteDigest {
        let mut found = self.changes();
        found.extend(self.reviews());
        let mut told: BTreeSet<(DigestKind, SourcePath)> = BTreeSet::new();
        for (_, item) in &found {
            told.extend(item.place.iter().map(|place| (item.kind, place.path.clone())));
        }
        found.extend(self.problems(&told));
        let ours = self.own_owners();
        let is_ours = |owner: &Option<String>| owner.as_deref().is_some_and(|owner| ours.contains(owner));
        let n_unclaimed = only.map_or(0, |only| self.n_unclaimed(&found, only, &ours));
        let asked = only.map(|only| Some(only.to_owned()));
        found.retain(|(owner, _)| asked.as_ref().is_none_or(|asked| asked == owner));
        let mut owners: BTreeMap<Option<String>, OwnerDigest> = BTreeMap::new();
        let nothing = |owner: &Option<String>| OwnerDigest {
            owner: owner.clone(),
            is_below: owner.is_some() && !is_ours(owner),
            items: Vec::new(),
            n_earlier: 0,
        };
        owners.extend(asked.map(|asked| (asked.clone(), nothing(&asked))));
        for (owner, item) in found {
            let digest = owners.entry(owner.clone()).or_insert_with(|| nothing(&owner));
            if self.is_earlier(&item) { digest.n_earlier += 1 } else { digest.items.push(item) }
        }
        let mut owners: Vec<OwnerDigest> = owners.into_values().collect();
        owners.sort_by_key(|digest| (digest.owner.is_none(), digest.is_below));
        for owner in &mut owners {
            owner.items.sort_by(|one, other| order(one).cmp(&order(other)));
        }
        SiteDigest {
            title: self.title.to_owned(),
            base_url: self.base_url.to_owned(),
            day: self.day,
            since: self.since,
            owners,
            n_unclaimed,
        }
    }

    /// How many changes are neither of the owner who is asked for nor of another one of the site.
    fn n_unclaimed(&self, found: &[Owned], only: &str, ours: &BTreeSet<&str>) -> usize {
        let is_unclaimed = |(owner, item): &&Owned| {
            let is_claimed = owner.as_deref().is_some_and(|owner| owner == only || ours.contains(owner));
            item.kind == DigestKind::Change && !is_claimed && !self.is_earlier(item)
        };
        found.iter().filter(is_unclaimed).count()
    }

    /// Those who look after a document that the site has a file of its own for.
    fn own_owners(&self) -> BTreeSet<&str> {
        let files = self.surveyed.iter().filter_map(|row| row.derived.as_ref());
        files.filter_map(|derived| derived.piece.document.outline.owner()).collect()
    }

    /// Everybody who looks after a document of the site.
    pub(crate) fn owners(&self) -> BTreeSet<&str> {
        let pieces = self.stacks.iter().flatten().filter_map(|piece| piece.document.outline.owner());
        pieces.chain(self.surveyed.iter().filter_map(|row| row.owner.as_deref())).collect()
    }

    /// Whether it is known that something changed before the day since when changes are told.
    fn is_earlier(&self, item: &DigestItem) -> bool {
        let is_change = matches!(item.kind, DigestKind::Change | DigestKind::Translation);
        is_change && self.since.is_some_and(|since| item.date.is_some_and(|date| date < since))
    }

    fn changes(&self) -> Vec<Owned> {
        let drifted = self.surveyed.iter().zip(self.rows).filter(|(row, _)| row.standing.is_drift());
        let of_documents =
            drifted.map(|(surveyed, row)| (surveyed.owner.clone(), self.change(surveyed, row)));
        let of_data = self.entries.iter().map(|change| (None, self.of_entry(change)));
        let gone = self.gone.iter().map(|id| (None, self.of_gone(id)));
        of_documents.chain(of_data).chain(gone).collect()
    }

    fn change(&self, surveyed: &Surveyed, row: &ReportRow) -> DigestItem {
        let own = surveyed.derived.as_ref().map(|derived| &derived.piece);
        let is_translation = own.is_some_and(|piece| piece.role == Role::Translation);
        let sentences = row.sentences(self.language);
        let details = sentences.map(|(sentence, change)| ChangeDetail {
            sentence,
            then: change.then.clone(),
            now: change.now.clone(),
        });
        let file = own.map(|piece| piece.document.outline.path.clone());
        DigestItem {
            kind: if is_translation { DigestKind::Translation } else { DigestKind::Change },
            key: surveyed.text_name(),
            title: same(&surveyed.title),
            language: row.language.clone(),
            what: wording::change(surveyed.standing, is_translation),
            to_do: wording::settle(surveyed.standing, file.as_ref(), surveyed),
            place: own.and_then(|piece| {
                let document = &piece.document;
                let first = surveyed
                    .parts
                    .iter()
                    .find(|part| !matches!(part.state, BaseState::Same | BaseState::Unnoted));
                let at = first.and_then(|part| document.place(&part.part)).cloned();
                self.place(&at.unwrap_or_else(|| Location::file(document.outline.path.clone())))
            }),
            url: self.url(&surveyed.id),
            details: details.collect(),
            date: self.released.or_else(|| self.reviewed_below(surveyed)),
        }
    }

    /// When the original was last reviewed, which is when it should have been changed at the latest.
    fn reviewed_below(&self, surveyed: &Surveyed) -> Option<Date> {
        let base = surveyed.derived.as_ref().and_then(|derived| derived.base.as_ref());
        let below = base.or_else(|| surveyed.taken_over.as_ref().map(|taken_over| &taken_over.below));
        let own = || self.desk.documents.get(&surveyed.id).map(|document| &*document.outline);
        below.map(|document| &*document.outline).or_else(own).and_then(Outline::reviewed)
    }

    fn of_entry(&self, change: &EntryChange) -> DigestItem {
        DigestItem {
            kind: DigestKind::Change,
            key: change.name.clone(),
            title: called(&change.name),
            language: None,
            place: None,
            url: None,
            what: entry_news(change),
            to_do: wording::see_site(),
            details: vec![ChangeDetail {
                sentence: entry_news(change),
                then: change.then.clone(),
                now: change.now.clone(),
            }],
            date: self.released,
        }
    }

    fn of_gone(&self, id: &str) -> DigestItem {
        DigestItem {
            kind: DigestKind::Change,
            key: id.to_owned(),
            title: same(id),
            language: None,
            place: None,
            url: None,
            what: phrase!("weggehaald uit de basis", "taken away from the base"),
            to_do: wording::see_site(),
            details: Vec::new(),
            date: self.released,
        }
    }

    /// The documents of the site's own that somebody has to read again, or soon.
    fn reviews(&self) -> Vec<Owned> {
        let Some(config) = &self.desk.config else { return Vec::new() };
        let review = |document: &ResolvedDocument| {
            let outline = &document.outline;
            let review_by = outline.review_by()?;
            let at = &outline.fields.first(FieldId::REVIEW_BY)?.at;
            let standing = outline.review_standing(config.review, self.day);
            let is_told =
                matches!(standing, ReviewStanding::Due | ReviewStanding::Late | ReviewStanding::Overdue);
            // Who lies on another site can't say that its texts were read.
            if outline.kind == KindId::PROVISION || !is_told || !at.path.way().is_empty() {
                return None;
            }
            let item = DigestItem {
                kind: DigestKind::Review,
                key: outline.id.to_string(),
                title: same(outline.title()),
                language: None,
                place: self.place(at),
                url: self.url(&outline.id),
                what: wording::review(standing, review_by),
                to_do: read_again(),
                details: Vec::new(),
                date: Some(review_by),
            };
            Some((outline.owner().map(str::to_owned), item))
        };
        self.desk.documents.values().filter_map(review).collect()
    }

    /// What `check` reports, but for what is `told` of the same file already.
    fn problems(&self, told: &BTreeSet<(DigestKind, SourcePath)>) -> Vec<Owned> {
        let files = self.files();
        let is_new = |found: &&Diagnostic| {
            let kinds = match found.rule {
                Rule::DriftedText | Rule::OrphanedOverlay => {
                    &[DigestKind::Change, DigestKind::Translation][..]
                }
                Rule::StaleReview => &[DigestKind::Review],
                _ => &[],
            };
            let is_told = |path: &SourcePath| kinds.iter().any(|kind| told.contains(&(*kind, path.clone())));
            !found.path().is_some_and(is_told)
        };
        let problem = |found: &Diagnostic| {
            let path = found.path();
            let file = path.and_then(|path| files.get(path));
            let name = path.map_or(self.title, SourcePath::local);
            let provision = found.at.as_ref().and_then(|at| self.provision(at));
            let message = printed(&found.message);
            let item = DigestItem {
                kind: DigestKind::of(found.rule),
                key: format!("{}/{name}", found.rule.name()),
                title: same(file.map(|file| &*file.title).or(provision).unwrap_or(name)),
                language: file.and_then(|file| file.language.clone()),
                place: found.at.as_ref().and_then(|at| self.place(at)),
                url: file.and_then(|file| self.url(&file.id)),
                what: message,
                to_do: found.hints.first().map(printed).unwrap_or_else(|| wording::explain(found.rule)),
                details: Vec::new(),
                date: None,
            };
            (file.and_then(|file| file.owner.clone()), item)
        };
        self.diagnostics.iter().filter(is_new).map(problem).collect()
    }

    /// Whose each file of a document is, and what that is called.
    fn files(&self) -> BTreeMap<&SourcePath, OwnedFile> {
        let owners: BTreeMap<&DocumentId, Option<&str>> =
            self.surveyed.iter().map(|row| (&row.id, row.owner.as_deref())).collect();
        let pieces = self.stacks.iter().flatten();
        let file = pieces.map(|piece| {
            let outline = &piece.document.outline;
            let shown = self.desk.documents.get(&outline.id).map(|document| &document.outline);
            let owner = outline.owner().or_else(|| shown?.owner());
            let owner = owner.or_else(|| owners.get(&outline.id).copied().flatten());
            let is_translation = piece.role == Role::Translation;
            let title = shown.filter(|_| !is_translation).map_or(outline.title(), |shown| shown.title());
            let file = OwnedFile {
                id: outline.id.clone(),
                owner: owner.map(str::to_owned),
                title: title.to_owned(),
                language: is_translation.then(|| outline.language.to_string()),
            };
            (&outline.path, file)
        });
        file.collect()
    }

    /// What the provision is called that a file says something of at a place.
    fn provision(&self, at: &Location) -> Option<&str> {
        let start = at.span.range().start;
        let documents = self.provisions.iter().flatten().map(|piece| &piece.document);
        let mut here = documents.filter(|document| {
            let whole = &document.body.lead_at;
            whole.path == at.path && whole.span.range().contains(&start)
        });
        here.next().map(|document| document.outline.title())
    }

    fn place(&self, at: &Location) -> Option<DigestPlace> {
        let line = spot(at, self.sources.get(&at.path)).map_or(1, |spot| spot.start.line);
        Some(DigestPlace { path: at.path.clone(), line })
    }

    /// The page of a document.
    fn url(&self, id: &DocumentId) -> Option<String> {
        let is_there = self.desk.documents.contains_key(id);
        is_there.then(|| format!("{}{}", self.base_url, id.address()))
    }
}

/// A file of a document.
struct OwnedFile {
    id: DocumentId,
    owner: Option<String>,
    title: String,
    language: Option<String>,
}

/// In which order things are told: what has to be done first comes first.
fn order(item: &DigestItem) -> impl Ord + '_ {
    let date = item.date.filter(|_| item.kind == DigestKind::Review);
    (item.kind, date, &item.title.nl, &item.place, &item.key)
}

/// What is called the same in any language.
fn same(name: &str) -> Phrase {
    let name = printable(name);
    phrase!("{name}", "{name}")
}

fn printed(phrase: &Phrase) -> Phrase {
    Phrase { nl: printable(&phrase.nl), en: printable(&phrase.en) }
}

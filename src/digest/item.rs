//! The values that a digest consists of.

use jiff::civil::Date;

use super::kind::DigestKind;
use crate::text::{Phrase, SourcePath};

/// What all owners of a site have to know.
#[derive(Clone, Debug)]
pub(crate) struct SiteDigest {
    /// What the site is called.
    pub(crate) title: String,
    /// Its absolute address, with a slash at its end.
    pub(crate) base_url: String,
    /// The day for which it is made.
    pub(crate) day: Date,
    /// Since when changes are told, where not all of them are.
    pub(crate) since: Option<Date>,
    /// Each owner with something to know, by name, those of layers below after those of
    /// the site; what nobody looks after comes last.
    pub(crate) owners: Vec<OwnerDigest>,
    /// How many changes aren't told because only one owner was asked for, and nobody of the site looks after what changed.
    pub(crate) n_unclaimed: usize,
}

/// What one owner has to know.
#[derive(Clone, Debug)]
pub(crate) struct OwnerDigest {
    /// As it is written in documents; `None` for what nobody looks after.
    pub(crate) owner: Option<String>,
    /// Whether all that they look after is of the layers below, so that somebody of this site has to look at it for them.
    pub(crate) is_below: bool,
    /// In the order in which it is told.
    pub(crate) items: Vec<DigestItem>,
    /// How many changes are left out because they are from before the day that was asked for.
    pub(crate) n_earlier: usize,
}

/// One thing to know.
#[derive(Clone, Debug)]
pub(crate) struct DigestItem {
    pub(crate) kind: DigestKind,
    /// What it is known by, the same in every digest that tells it: `kaarten/een`, `values/team`.
    pub(crate) key: String,
    /// What the document or the data is called.
    pub(crate) title: Phrase,
    /// The language of a translation, as a tag.
    pub(crate) language: Option<String>,
    /// Where it stands.
    pub(crate) place: Option<DigestPlace>,
    /// Its page on the site, where it has one.
    pub(crate) url: Option<String>,
    /// What is the matter, in a sentence.
    pub(crate) what: Phrase,
    /// What to do about it, in a sentence.
    pub(crate) to_do: Phrase,
    /// What changed, part by part.
    pub(crate) details: Vec<ChangeDetail>,
    /// Since when it is so, or before when something has to be done; `None` where nobody knows.
    pub(crate) date: Option<Date>,
}

/// Where something stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct DigestPlace {
    /// The file, from the folder of the site.
    pub(crate) path: SourcePath,
    /// The line; counts from 1.
    pub(crate) line: usize,
}

/// What changed in a part of a text.
#[derive(Clone, Debug)]
pub(crate) struct ChangeDetail {
    /// Which part, and what happened.
    pub(crate) sentence: Phrase,
    /// What it said, where that was kept.
    pub(crate) then: Option<String>,
    /// What it says.
    pub(crate) now: Option<String>,
}

impl OwnerDigest {
    /// Those of a kind.
    pub(super) fn of(&self, kind: DigestKind) -> impl Iterator<Item = &DigestItem> {
        self.items.iter().filter(move |item| item.kind == kind)
    }
}

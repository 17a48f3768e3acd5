//! How a site stands to the sites that it lies on, document by document: for whoever is in charge of it.
//!
//! Input: the documents of all layers, and which of those below had been seen before. Output: one verdict for each.

use std::collections::{BTreeMap, BTreeSet};

use super::drift::{BaseState, PartState, Sources};
use super::settle::states;
use super::{DerivedPiece, Stack, derived};
use crate::document::{Document, DocumentId, Role, Status};
use crate::model::FieldId;
use crate::text::{Phrase, phrase};

/// How a document of a site stands to those below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// It is local, and its original isn't what it was.
    Drifted,
    /// It is local, and its original was withdrawn.
    Orphaned,
    /// It is local, and doesn't note all of what it was made from.
    Unnoted,
    /// It is local, and its original is what it was.
    Local,
    /// The layers below have it since the site was last looked through.
    New,
    /// It is taken over as it is.
    AsIs,
    /// The site has it by itself.
    Own,
    /// The site hides it.
    Hidden,
}

impl Standing {
    /// Every one, in the order in which they are reported.
    pub const ALL: [Self; 8] = [
        Self::Drifted,
        Self::Orphaned,
        Self::New,
        Self::Unnoted,
        Self::Local,
        Self::Own,
        Self::Hidden,
        Self::AsIs,
    ];

    /// What it is called.
    pub fn name(self) -> Phrase {
        match self {
            Self::Drifted => phrase!("lokaal, origineel veranderd", "local, original changed"),
            Self::Orphaned => phrase!("lokaal, origineel ingetrokken", "local, original withdrawn"),
            Self::New => phrase!("nieuw in de basis", "new in the base"),
            Self::Unnoted => {
                phrase!(
                    "lokaal, nog niet vastgelegd waarop het rust",
                    "local, not noted what it was made from"
                )
            }
            Self::Local => phrase!("lokaal, origineel onveranderd", "local, original unchanged"),
            Self::Own => phrase!("eigen", "own"),
            Self::Hidden => phrase!("verborgen", "hidden"),
            Self::AsIs => phrase!("overgenomen zoals het is", "taken over as it is"),
        }
    }

    /// What it is called by programs.
    pub fn key(self) -> &'static str {
        match self {
            Self::Drifted => "drifted",
            Self::Orphaned => "orphaned",
            Self::New => "new",
            Self::Unnoted => "unnoted",
            Self::Local => "local",
            Self::Own => "own",
            Self::Hidden => "hidden",
            Self::AsIs => "as-is",
        }
    }

    /// Whether somebody has to look at it.
    pub fn is_drift(self) -> bool {
        matches!(self, Self::Drifted | Self::Orphaned)
    }
}

/// One document, or one translation of it.
#[derive(Clone, Debug)]
pub struct Surveyed {
    /// Its name.
    pub id: DocumentId,
    /// What to call it: the title of the file that has the last say in it.
    pub title: String,
    /// How it stands.
    pub standing: Standing,
    /// The site's own file, with what it was made from. `None` where the site has none.
    pub derived: Option<DerivedPiece>,
    /// What became of the originals of its parts.
    pub parts: Vec<PartState>,
}

/// Every document of a site and every translation that it made itself, in the order of ids; documents that nobody gets
/// to see because a layer below withdrew them are left out where the site says nothing about them.
///
/// `seen` are the documents of the layers below that were there when the site was last looked through, where that is
/// known.
pub fn survey(
    stacks: &[Stack],
    own_layer: usize,
    sources: &Sources,
    seen: Option<&BTreeSet<String>>,
) -> Vec<Surveyed> {
    let mut surveyed = Vec::new();
    for stack in stacks {
        let pieces = derived(stack);
        let id = &stack[0].document.outline.id;
        let original = stack.iter().find(|piece| piece.layer < own_layer);
        let (own, translations): (Vec<_>, Vec<_>) = pieces
            .into_iter()
            .filter(|derived| derived.piece.layer == own_layer)
            .partition(|derived| derived.piece.role != Role::Translation);
        let top = own.into_iter().next();
        let has_own = top.is_some();
        let withdrawn =
            original.is_some_and(|original| original.document.outline.status() != Status::Published);
        // Who said that it is right as it is has seen that it was withdrawn.
        let orphaned = withdrawn && !seen.is_some_and(|seen| seen.contains(&withdrawal(id)));
        if let Some(derived) = top {
            surveyed.push(of_file(id, derived, orphaned, sources));
        } else if let Some(original) = original.filter(|_| !withdrawn) {
            let seen = seen.filter(|seen| lists_documents(seen));
            let is_new = seen.is_some_and(|seen| !seen.contains(id.as_str()));
            surveyed.push(Surveyed {
                id: id.clone(),
                title: original.document.outline.title().to_owned(),
                standing: if is_new { Standing::New } else { Standing::AsIs },
                derived: None,
                parts: Vec::new(),
            });
        }
        let orphaned = orphaned && !has_own;
        surveyed.extend(translations.into_iter().map(|derived| of_file(id, derived, orphaned, sources)));
    }
    surveyed
}

/// How many documents of a site stand how to those below it.
pub fn count(surveyed: &[Surveyed]) -> BTreeMap<Standing, usize> {
    let mut counts = BTreeMap::new();
    for one in surveyed {
        *counts.entry(one.standing).or_default() += 1;
    }
    counts
}

/// How it is remembered that somebody saw that a document was withdrawn.
fn withdrawal(id: &DocumentId) -> String {
    format!("{WITHDRAWN}{id}")
}

const WITHDRAWN: &str = "ingetrokken: ";

/// Whether what is remembered tells which documents there were, and not only which were withdrawn.
pub fn lists_documents(seen: &BTreeSet<String>) -> bool {
    seen.iter().any(|line| !line.starts_with(WITHDRAWN))
}

/// The documents that the layers below have withdrawn, as they are remembered for a later survey.
pub fn withdrawn(stacks: &[Stack], own_layer: usize) -> BTreeSet<String> {
    let withdrawn = |stack: &&Stack| {
        stack[0].layer < own_layer && stack[0].document.outline.status() != Status::Published
    };
    stacks.iter().filter(withdrawn).map(|stack| withdrawal(&stack[0].document.outline.id)).collect()
}

/// The documents that the layers below give, for a later survey.
pub fn of_base(stacks: &[Stack], own_layer: usize) -> BTreeSet<String> {
    let original = |stack: &&Stack| {
        stack[0].layer < own_layer && stack[0].document.outline.status() == Status::Published
    };
    stacks.iter().filter(original).map(|stack| stack[0].document.outline.id.to_string()).collect()
}

fn of_file(id: &DocumentId, derived: DerivedPiece, withdrawn: bool, sources: &Sources) -> Surveyed {
    let parts = states(&derived, sources);
    let document = &derived.piece.document;
    let has = |wanted: fn(&BaseState) -> bool| parts.iter().any(|part| wanted(&part.state));
    let hides =
        document.outline.derivation.as_ref().is_some_and(|derivation| derivation.hidden == Some(true));
    let standing = if derived.base.is_none() {
        let needs_another = derived.piece.role == Role::Overlay || lies_on_something(document);
        if needs_another { Standing::Orphaned } else { Standing::Own }
    } else if hides {
        Standing::Hidden
    } else if withdrawn {
        Standing::Orphaned
    } else if has(|state| matches!(state, BaseState::Changed { .. } | BaseState::Gone { .. })) {
        Standing::Drifted
    } else if has(|state| *state == BaseState::Unnoted) {
        Standing::Unnoted
    } else {
        Standing::Local
    };
    let title = match &derived.base {
        Some(base) if !document.outline.decides(FieldId::TITLE) => base.outline.title().to_owned(),
        _ => document.outline.title().to_owned(),
    };
    Surveyed { id: id.clone(), title, standing, parts, derived: Some(derived) }
}

/// Whether a file of a site's own says what it does to another one.
fn lies_on_something(document: &Document) -> bool {
    let changing = [FieldId::BASE, FieldId::REMOVE, FieldId::HIDDEN, FieldId::REPLACE];
    changing.iter().any(|field| document.outline.names(*field))
}

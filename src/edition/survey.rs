//! How a site stands to the sites that it lies on, document by document: for whoever is in charge of it.
//!
//! Input: the documents of all layers, and which of those below had been seen before. Output: one verdict for each.

use std::collections::{BTreeMap, BTreeSet};

use super::drift::{BaseState, PartState, Sources, digest, parts_of};
use super::record::{Record, text_name};
use super::settle::states;
use super::{DerivedPiece, Stack, below, derived};
use crate::document::{Document, DocumentId, Notes, Role, Status};
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
    /// The layers below changed what the site takes over of it.
    Updated,
    /// The layers below withdrew it, and the site took it over as it was.
    Withdrawn,
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
    pub const ALL: [Self; 10] = [
        Self::Drifted,
        Self::Orphaned,
        Self::Updated,
        Self::Withdrawn,
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
            Self::Updated => phrase!("overgenomen, veranderd in de basis", "taken over, changed in the base"),
            Self::Withdrawn => {
                phrase!("overgenomen, ingetrokken in de basis", "taken over, withdrawn in the base")
            }
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
            Self::Updated => "updated",
            Self::Withdrawn => "withdrawn",
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
        matches!(self, Self::Drifted | Self::Orphaned | Self::Updated | Self::Withdrawn | Self::New)
    }
}

/// One document, or one translation of it.
#[derive(Clone, Debug)]
pub struct Surveyed {
    /// Its name.
    pub id: DocumentId,
    /// What to call it: the title of the file that has the last say in it.
    pub title: String,
    /// Who keeps it, where somebody does.
    pub owner: Option<String>,
    /// How it stands.
    pub standing: Standing,
    /// The site's own file, with what it was made from. `None` where the site has none.
    pub derived: Option<DerivedPiece>,
    /// What became of the originals of its parts.
    pub parts: Vec<PartState>,
    /// Whether the layers below have it, but withdrew it.
    pub is_withdrawn: bool,
    /// What became of the parts that it takes over as they are; `None` where nothing is taken over or recorded.
    pub taken_over: Option<TakenOver>,
}

impl Surveyed {
    /// What its text is called; that of its file, but for one that kept the name which its original had before.
    pub fn text_name(&self) -> String {
        let own = self.derived.as_ref().map(|derived| &derived.piece);
        let translation = own.filter(|piece| piece.role == Role::Translation);
        text_name(&self.id, translation.map(|piece| &piece.document.outline.language))
    }
}

/// A document of the layers below that a site takes over, or the parts of it that the site doesn't change.
#[derive(Clone, Debug)]
pub struct TakenOver {
    /// What the layers below give together.
    pub below: Document,
    /// What was recorded of it.
    pub line: Notes,
    /// The parts that aren't what they were; one that has come since is [`BaseState::Unnoted`].
    pub parts: Vec<PartState>,
}

/// Every document of a site and every translation that it made itself, in the order of ids; documents that nobody gets
/// to see because a layer below withdrew them are left out where the site says nothing about them and never had them.
///
/// `record` is what the site last settled, where that is to be looked at: it costs a digest of every text below.
pub fn survey(
    stacks: &[Stack],
    own_layer: usize,
    sources: &Sources,
    record: Option<&Record>,
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
        let line = record.zip(original).and_then(|(record, original)| line(record, &original.document));
        let withdrawn =
            original.is_some_and(|original| original.document.outline.status() != Status::Published);
        // Who said that it is right as it is has seen that it was withdrawn.
        let is_seen = record.is_some_and(|record| record.withdrawn.contains(id.as_str()));
        let orphaned = withdrawn && !is_seen;
        let own = top.as_ref().map(|derived| &derived.piece.document);
        let taken_over = line.filter(|_| !withdrawn).and_then(|line| {
            let below = below(stack, own_layer)?;
            let parts = of_taken_over(&below, line, own, sources);
            Some(TakenOver { below, line: line.clone(), parts })
        });
        let is_updated = taken_over.as_ref().is_some_and(|taken_over| !taken_over.parts.is_empty());
        if let Some(derived) = top {
            let mut own = of_file(id, derived, orphaned, sources);
            own.is_withdrawn = withdrawn;
            if own.standing == Standing::Local && is_updated {
                own.standing = Standing::Updated;
            }
            own.taken_over = match own.standing {
                // Of a document that it hides only a lock concerns it: that it may not.
                Standing::Hidden => taken_over.and_then(locked_anew),
                _ => taken_over,
            };
            if own.standing == Standing::Hidden && own.taken_over.is_some() {
                own.standing = Standing::Updated;
            }
            surveyed.push(own);
        } else if let Some(original) = original {
            let is_known = record.is_some_and(|record| record.known.contains(id.as_str()));
            let was_there = is_known || line.is_some();
            let standing = match (withdrawn, was_there) {
                (true, true) => Some(Standing::Withdrawn),
                (true, false) => None,
                (false, true) if is_updated => Some(Standing::Updated),
                (false, true) => Some(Standing::AsIs),
                (false, false) if record.is_some_and(|record| record.is_complete) => Some(Standing::New),
                (false, false) => Some(Standing::AsIs),
            };
            let outline = &original.document.outline;
            surveyed.extend(standing.map(|standing| Surveyed {
                id: id.clone(),
                title: outline.title().to_owned(),
                owner: outline.owner().map(str::to_owned),
                standing,
                derived: None,
                parts: Vec::new(),
                is_withdrawn: withdrawn,
                taken_over,
            }));
        }
        let orphaned = orphaned && !has_own;
        let translations = translations.into_iter().map(|derived| of_file(id, derived, orphaned, sources));
        surveyed.extend(translations.map(|row| Surveyed { is_withdrawn: withdrawn, ..row }));
    }
    surveyed
}

/// What is recorded of a document, by its name or one that it had before.
fn line<'r>(record: &'r Record, document: &Document) -> Option<&'r Notes> {
    let outline = &document.outline;
    let before = outline.aliases().map(|(alias, _)| alias.trim_matches('/'));
    record.text([outline.id.as_str()].into_iter().chain(before))
}

/// The parts of a document below that aren't what they were, but for those that the site's own file has something to say about.
fn of_taken_over(
    below: &Document,
    line: &Notes,
    own: Option<&Document>,
    sources: &Sources,
) -> Vec<PartState> {
    let mut now = parts_of(below, sources);
    let mut states = Vec::new();
    for (part, noted) in line {
        let state = match now.remove(part).map(|text| digest(&text)) {
            Some(now) if now == *noted => continue,
            Some(_) => BaseState::Changed { noted: noted.clone() },
            None => BaseState::Gone { noted: noted.clone() },
        };
        states.push(PartState { part: part.clone(), state });
    }
    states.extend(now.into_keys().map(|part| PartState { part, state: BaseState::Unnoted }));
    states.retain(|state| own.is_none_or(|own| !own.says(&state.part)));
    states
}

/// The documents that are recorded and that no layer below has any more under any name, by the names that they had.
pub fn vanished<'r>(stacks: &[Stack], own_layer: usize, record: &'r Record) -> Vec<&'r str> {
    let below = stacks.iter().filter(|stack| stack[0].layer < own_layer);
    let ids = below.flat_map(|stack| {
        let outline = &stack[0].document.outline;
        outline.aliases().map(|(alias, _)| alias.trim_matches('/')).chain([outline.id.as_str()])
    });
    let there: BTreeSet<&str> = ids.collect();
    let recorded = record.texts.keys().chain(&record.known).map(String::as_str);
    recorded.filter(|name| !name.contains('.') && !there.contains(name)).collect()
}

/// How many documents of a site stand how to those below it.
pub fn count(surveyed: &[Surveyed]) -> BTreeMap<Standing, usize> {
    let mut counts = BTreeMap::new();
    for one in surveyed {
        *counts.entry(one.standing).or_default() += 1;
    }
    counts
}

fn of_file(id: &DocumentId, derived: DerivedPiece, withdrawn: bool, sources: &Sources) -> Surveyed {
    let parts = states(&derived, sources);
    let document = &derived.piece.document;
    let has = |wanted: fn(&BaseState) -> bool| parts.iter().any(|part| wanted(&part.state));
    let hides =
        document.outline.derivation.as_ref().is_some_and(|derivation| derivation.hidden == Some(true));
    let standing = if derived.base.is_none() {
        let needs_another = derived.piece.role == Role::Overlay
            || lies_on_something(document)
            || !document.body.places.base.is_empty();
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
    let decides = document.outline.owner().or_else(|| derived.base.as_ref()?.outline.owner());
    let owner = decides.map(str::to_owned);
    Surveyed {
        id: id.clone(),
        title,
        owner,
        standing,
        parts,
        derived: Some(derived),
        is_withdrawn: false,
        taken_over: None,
    }
}

/// Of what is taken over only a lock that isn't what it was; `None` where there is none.
fn locked_anew(mut taken_over: TakenOver) -> Option<TakenOver> {
    taken_over.parts.retain(|state| state.part.is_lock() && !matches!(state.state, BaseState::Gone { .. }));
    (!taken_over.parts.is_empty()).then_some(taken_over)
}

/// Whether a file of a site's own says what it does to another one.
fn lies_on_something(document: &Document) -> bool {
    let changing = [FieldId::BASE, FieldId::REMOVE, FieldId::HIDDEN, FieldId::REPLACE];
    changing.iter().any(|field| document.outline.names(*field))
}

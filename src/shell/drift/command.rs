//! What the commands about drift work with, and what they say.

use super::store;
use crate::document::{DocumentId, Role};
use crate::drift::{EntryChange, entry_changes, moved};
use crate::edition::DerivedPiece;
use crate::edition::changes::BaseChange;
use crate::edition::drift::Sources;
use crate::edition::record::Record;
use crate::edition::settle::Bases;
use crate::edition::survey::{Surveyed, survey};
use crate::model::Language;
use crate::pipeline::BelowData;
use crate::report::{Paint, difference, printable, visible};
use crate::shell::build::Error;
use crate::shell::console::{Console, path_prefix};
use crate::shell::target::OpenSite;
use crate::text::{Phrase, SourcePath, phrase};

/// What to do about drift.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Only say what drifted.
    Status,
    /// Show it in words.
    Difference,
    /// Note that what was made still is right.
    Accept,
    /// Take over what changed.
    Merge,
}

/// How much of a site is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Selection {
    /// All of it.
    Everything,
    /// The document that was named.
    Document,
}

/// What a command works with.
pub(in crate::shell) struct DriftCommand {
    pub(in crate::shell) open: OpenSite,
    pub(super) record: Record,
    pub(in crate::shell) bases: Bases,
    pub(super) console: Console,
}

impl DriftCommand {
    /// Reads what the site remembers of those below it.
    pub(in crate::shell) fn new(open: OpenSite, console: Console) -> Result<Self, Error> {
        let (record, bases) = (store::record(&open)?, store::bases(&open.site)?);
        Ok(Self { open, record, bases, console })
    }

    /// How every document of the site stands to those below it.
    pub(in crate::shell) fn survey(&self) -> Vec<Surveyed> {
        let library = &self.open.library;
        survey(&library.stacks, library.own_layer, self.sources(), Some(&self.record))
    }

    /// What of the data below isn't what it was.
    pub(in crate::shell) fn entry_changes(&self) -> Vec<EntryChange> {
        let below = BelowData::read(&self.open.inputs);
        below.map(|below| entry_changes(&below, &self.record, &self.bases)).unwrap_or_default()
    }

    pub(in crate::shell) fn sources(&self) -> &Sources {
        &self.open.inputs.sources
    }

    pub(super) fn say(&self, phrase: &Phrase) -> Result<(), Error> {
        Ok(self.console.print(&printable(phrase.in_language(self.console.language)))?)
    }

    /// How the file of a document is named to people.
    pub(super) fn shown(&self, path: &SourcePath) -> String {
        format!("{}{path}", path_prefix(&self.open.site))
    }

    pub(super) fn show_if_asked(&self, change: &BaseChange, action: Action) -> Result<(), Error> {
        if action == Action::Difference { self.show(change) } else { Ok(()) }
    }

    /// The language that the site is written in.
    pub(in crate::shell) fn language(&self) -> &Language {
        self.open.library.config.source_language()
    }

    /// Where a file belongs that still has the name which its original had before.
    pub(super) fn place_of_moved(&self, row: &Surveyed) -> Option<String> {
        let outline = &row.derived.as_ref()?.piece.document.outline;
        let named = DocumentId::of_path(&outline.path, &self.open.library.config.model);
        let is_named = named.is_some_and(|named| named.is_ok_and(|named| named.id == row.id));
        (!is_named).then(|| format!("{}.md", row.text_name()))
    }

    /// The same in a sentence.
    pub(super) fn moved(&self, row: &Surveyed) -> Option<Phrase> {
        let file = self.place_of_moved(row)?;
        let path = &row.derived.as_ref()?.piece.document.outline.path;
        Some(moved(&self.shown(path), &row.id, &file))
    }

    /// The words of a change.
    pub(super) fn show(&self, change: &BaseChange) -> Result<(), Error> {
        self.show_words(change.then.as_deref(), change.now.as_deref().unwrap_or_default())
    }

    pub(super) fn show_words(&self, then: Option<&str>, now: &str) -> Result<(), Error> {
        let paint = Paint::of(self.console.is_colored());
        let lines = match then {
            Some(then) => difference(then, now, paint),
            None => {
                self.say(&phrase!(
                    "      de tekst van toen is niet bewaard; dit is die van nu:",
                    "      the text of then wasn't kept; this is that of today:"
                ))?;
                now.lines().map(|line| line.chars().map(visible).collect()).collect()
            }
        };
        for line in lines {
            self.console.print(&format!("      {line}"))?;
        }
        Ok(())
    }
}

/// Whether a file hides its original, where that isn't there any more and the file is no document by itself.
pub(super) fn hides_if_adrift(derived: &DerivedPiece) -> Option<bool> {
    let is_adrift = derived.base.is_none() && derived.piece.role == Role::Overlay;
    let derivation = derived.piece.document.outline.derivation.as_ref();
    is_adrift.then(|| derivation.is_some_and(|derivation| derivation.hidden == Some(true)))
}

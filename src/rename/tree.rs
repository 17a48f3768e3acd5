//! The sites of a tree, and the changes to their files.

use std::collections::BTreeMap;

use crate::config::FILE_NAME;
use crate::edition::Piece;
use crate::edition::patch::{SourceEdit, patched};
use crate::edition::record::{self, Record};
use crate::edition::settle::Bases;
use crate::pipeline::{Inputs, Library};
use crate::text::{Location, Source, SourcePath, Span};

/// A site of a tree.
#[derive(Clone, Debug)]
pub struct TreeSite {
    /// Its folders with everything in them.
    pub inputs: Inputs,
    /// For each of its layers, in their order, which site of the tree that is; `None` where it is none of them.
    pub places: Vec<Option<usize>>,
    /// Its documents.
    pub library: Library,
}

/// The changes to the files in the folder of a site itself.
#[derive(Clone, Debug, Default)]
pub struct SiteChanges {
    /// The files that get another path, by the one that they have.
    pub moves: BTreeMap<SourcePath, SourcePath>,
    /// The changes within files, by the path that a file has before it moves.
    edits: BTreeMap<SourcePath, BTreeMap<Span, String>>,
    /// What the site has settled of those below it; `None` where it stays what it is.
    pub record: Option<Record>,
    /// The texts that this holds the digests of, and that were not kept before.
    pub bases: Bases,
}

/// What a renaming comes to.
#[derive(Clone, Debug, Default)]
pub struct TreeChanges {
    /// The changes of each site, in the order of the sites.
    pub sites: Vec<SiteChanges>,
    /// Where the old name stands and can't be changed, such as in a workbook; by the place of the site.
    pub unreached: Vec<(usize, Location)>,
}

impl TreeSite {
    /// A site that nothing lies on, and of whose layers only its own is looked at. Reads its documents.
    pub fn alone(inputs: Inputs) -> Self {
        let n_below = inputs.layers.len() - 1;
        let places = std::iter::repeat_n(None, n_below).chain([Some(0)]).collect();
        let library = Library::read(&inputs);
        Self { inputs, places, library }
    }

    /// The configuration of the site itself, as its file has it.
    pub(super) fn own_config(&self) -> Option<&Source> {
        self.own_sources().find(|source| source.path().local() == FILE_NAME)
    }

    /// The documents in the folder of the site itself, each as its file has it.
    pub(super) fn own_pieces(&self) -> impl Iterator<Item = &Piece> {
        let Library { stacks, provisions, .. } = &self.library;
        let pieces = stacks.iter().chain(provisions).flatten();
        pieces.filter(|piece| piece.document.outline.path.way().is_empty())
    }

    /// The files of the site itself that hold text, without what programs keep there.
    pub(super) fn own_sources(&self) -> impl Iterator<Item = &Source> {
        let own = self.inputs.sources.values().filter(|source| source.path().way().is_empty());
        own.filter(|source| !source.path().local().starts_with('.'))
    }

    /// The site after these changes to it and to the sites that it lies on.
    pub fn after(&self, changes: &[SiteChanges]) -> Inputs {
        let mut inputs = self.inputs.clone();
        let of_layer = |path: &SourcePath| {
            let layer = self.inputs.layers.iter().position(|way| way == path.way())?;
            Some((&changes[self.places[layer]?], SourcePath::new(path.local()).ok()?))
        };
        let moved = |path: &SourcePath, changes: &SiteChanges, local: &SourcePath| {
            let to = changes.moves.get(local)?;
            SourcePath::below(path.way(), to.local()).ok()
        };
        let language = self.library.config.source_language();
        let sources = self.inputs.sources.values().map(|source| {
            let path = source.path();
            let Some((changes, local)) = of_layer(path) else { return (path.clone(), source.clone()) };
            let record = changes.record.as_ref().filter(|_| path.as_str() == record::FILE);
            let text = record.map(|record| record.written(language)).or_else(|| changes.text(&local, source));
            let source = text.map_or_else(|| source.clone(), |text| Source::new(path.clone(), &text));
            match moved(path, changes, &local) {
                Some(to) => (to.clone(), source.moved(to)),
                None => (path.clone(), source),
            }
        });
        inputs.sources = sources.collect();
        let files = self.inputs.files.iter().map(|(path, bytes)| {
            let to = of_layer(path).and_then(|(changes, local)| moved(path, changes, &local));
            (to.unwrap_or_else(|| path.clone()), bytes.clone())
        });
        inputs.files = files.collect();
        inputs
    }
}

impl SiteChanges {
    /// Puts a text in the place of another one. What is asked for twice is done once.
    pub(super) fn edit(&mut self, path: &SourcePath, span: Span, text: impl Into<String>) {
        self.edits.entry(path.clone()).or_default().entry(span).or_insert_with(|| text.into());
    }

    /// The changes within each file, by the path that it has before it moves.
    pub fn edits(&self) -> impl Iterator<Item = (&SourcePath, Vec<SourceEdit>)> {
        self.edits.iter().map(|(path, edits)| {
            let edits = edits.iter().map(|(span, text)| SourceEdit::new(span.range(), text.as_str()));
            (path, edits.collect())
        })
    }

    /// The text of a file after its changes; `None` where there are none in it.
    fn text(&self, path: &SourcePath, source: &Source) -> Option<String> {
        let edits = self.edits.get(path)?.iter();
        let edits: Vec<SourceEdit> =
            edits.map(|(span, text)| SourceEdit::new(span.range(), text.as_str())).collect();
        Some(patched(source.text(), &edits))
    }

    /// Whether nothing changes.
    pub fn is_empty(&self) -> bool {
        let Self { moves, edits, record, bases: _ } = self;
        moves.is_empty() && edits.is_empty() && record.is_none()
    }

    /// How many files change.
    pub fn n_files(&self) -> usize {
        let edited = self.edits.keys().filter(|path| !self.moves.contains_key(*path));
        self.moves.len() + edited.count()
    }
}

//! A site, arranged: made from outlines, configuration and register alone.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use super::chapters::{Chapters, chapters};
use super::initials::{Initial, initials};
use super::lists::{Related, lists, related, terms};
use super::neighborhoods::Neighborhoods;
use super::order::TitleOrder;
use super::owners::{Owner, Review, owners};
use super::reference::Reference;
use super::renamed::renamed;
use crate::config::{AfterGrace, Config, Readership, ReviewStanding, ValueType};
use crate::directory::Directory;
use crate::document::{DocumentId, Outline};
use crate::edition::{Edition, Mode, Reader, ResolvedDocument, Stack, Values, drift};
use crate::model::{Facet, KindId, Term, keys};
use crate::text::SourcePath;

/// How many documents a page of a list holds. A library of a few hundred cards, as large as one gets in practice, has
/// every list on one page.
const LIST_LENGTH: usize = 400;

/// How many pages the foot of every page names where a site chooses none: more is a list, not a foot, and each of them would
/// stand on every page.
pub(super) const FOOTER_LENGTH: usize = 12;

/// Everything that pages are made from.
#[derive(Debug)]
pub struct Site {
    /// The configuration, in the language of the edition.
    pub config: Arc<Config>,
    /// The same in the language that the site is written in.
    pub own_config: Arc<Config>,
    /// The layers, the lowest first and the site itself last.
    pub layers: Arc<Vec<Layer>>,
    /// What stands before every address of the edition: empty, or such as `ar/`.
    pub prefix: String,
    /// What its documents refer to besides each other.
    pub reference: Arc<Reference>,
    /// What the municipality has to offer.
    pub directory: Arc<Directory>,
    /// The day for which the site is made.
    pub today: Date,
    /// For whom it is made.
    pub mode: Mode,
    /// Who reads it.
    pub readership: Readership,
    /// The documents.
    pub edition: Edition,
    pub(super) reader: Reader,
    /// The documents whose original has changed since the part of them was made that the edition shows.
    pub drifted: BTreeSet<DocumentId>,
    /// The other files that pages may show or link to; see [`SiteFiles`].
    pub files: Arc<SiteFiles>,
    /// The areas that it has pages of.
    pub(super) neighborhoods: Neighborhoods,
    /// The documents in the order of lists, per kind.
    pub(super) lists: BTreeMap<KindId, Vec<DocumentId>>,
    /// The documents in each chapter.
    pub(super) chapters: Chapters,
    /// The documents from A to Z.
    pub(super) initials: Vec<Initial>,
    /// Who looks after which documents; see [`Site::owners`].
    pub(super) owners: Vec<Owner>,
    /// The documents of each term, in the order of lists, by facet and term.
    pub(super) terms: FxHashMap<(String, String), Vec<DocumentId>>,
    /// What each document is related to: in the order of the model, each direction by itself.
    pub(super) related: FxHashMap<DocumentId, Vec<Related>>,
    /// The place of each card in the list of its leading term.
    pub(super) places: FxHashMap<DocumentId, usize>,
    /// The document of each source file.
    pub(super) by_path: FxHashMap<SourcePath, DocumentId>,
    /// The documents by the ids that they had before layers below renamed them.
    pub(super) renamed: FxHashMap<DocumentId, DocumentId>,
}

/// Files that aren't documents, or can't be for their names, by their path in the folder of their layer with each accent and
/// its letter in one. An upper layer's file stands for that of the same
/// path below it.
pub type SiteFiles = BTreeMap<String, SiteFile>;

/// A file that isn't a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SiteFile {
    /// Whose file it is, and where it lies.
    pub path: SourcePath,
    /// Width and height, where it is an image.
    pub size: Option<(u32, u32)>,
    /// How large it is, in bytes.
    pub n_bytes: usize,
}

/// A layer as readers may be told of it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Layer {
    /// The title of the site that it is.
    pub title: String,
    /// Where that is published by itself, if it says so.
    pub base_url: Option<String>,
    /// What comes before the path of one of its files to edit it on its forge, if it says so.
    pub edit_url: Option<String>,
}

/// What a site is arranged from, besides its documents.
#[derive(Clone, Debug)]
pub struct Setting {
    /// See [`Site::config`].
    pub config: Arc<Config>,
    /// See [`Site::own_config`].
    pub own_config: Arc<Config>,
    /// See [`Site::layers`].
    pub layers: Arc<Vec<Layer>>,
    /// See [`Site::reference`].
    pub reference: Arc<Reference>,
    /// See [`Site::directory`].
    pub directory: Arc<Directory>,
    /// See [`Site::files`].
    pub files: Arc<SiteFiles>,
    /// The day for which the site is made.
    pub today: Date,
    /// For whom it is made.
    pub mode: Mode,
    /// Who reads it.
    pub readership: Readership,
}

impl Setting {
    /// Who gets the site.
    pub fn reader(&self) -> Reader {
        let Self { config, layers, today, mode, readership, .. } = self;
        let (mode, readership, today, review) = (*mode, *readership, *today, config.review);
        Reader { mode, readership, layer: layers.len() - 1, review, today }
    }

    /// The values for texts of any language.
    pub fn values(&self) -> Values<'_> {
        Values::new(&self.config, &self.own_config)
    }
}

impl Site {
    /// Takes over what was read again of the same documents, and the texts that they come from. Their outlines have to be equal
    /// to those that the site was arranged from.
    pub fn renew(&mut self, stacks: &[Stack], sources: &drift::Sources) {
        let values = Values::new(&self.config, &self.own_config);
        let reader = self.reader;
        self.edition.renew(stacks, values, reader);
        self.drifted = self.edition.drifted(sources);
    }

    /// Arranges an edition. `sources` are the texts that its documents come from.
    pub fn arrange(edition: Edition, sources: &drift::Sources, setting: Setting) -> Self {
        let reader = setting.reader();
        let Setting { config, own_config, layers, reference, directory, files, today, mode, readership } =
            setting;
        let reference = match readership {
            Readership::Team => reference,
            Readership::Resident => Arc::new(reference.for_residents(&edition)),
        };
        let prefix = config.prefix_of(&config.language);
        let renamed = renamed(&edition, &config.model, layers.len() - 1);
        let order = TitleOrder::new(&edition);
        let ((lists, terms, places), (related, by_path)) = rayon::join(
            || {
                let lists = lists(&edition, &order, &config);
                let (terms, places) = terms(&edition, &lists, &config);
                (lists, terms, places)
            },
            || (related(&edition, &config, &renamed), edition.by_path()),
        );
        let chapters = chapters(&edition, lists.values().flatten());
        let others = keys::OTHERS_PAGE.in_language(own_config.source_language());
        let initials = initials(&edition, &order, others);
        let drifted = edition.drifted(sources);
        let owners = match readership {
            Readership::Team => owners(&edition, &order, &config, today),
            Readership::Resident => Vec::new(),
        };
        Self {
            config,
            own_config,
            layers,
            prefix,
            reference,
            neighborhoods: Neighborhoods::new(&directory.areas),
            directory,
            today,
            mode,
            readership,
            edition,
            reader,
            drifted,
            files,
            lists,
            chapters,
            initials,
            owners,
            terms,
            related,
            places,
            by_path,
            renamed,
        }
    }

    /// The values for texts of any language.
    pub fn values(&self) -> Values<'_> {
        Values::new(&self.config, &self.own_config)
    }

    /// Whether a value is a telephone number.
    pub fn is_phone(&self, name: &str) -> bool {
        let is_declared = self.own_config.type_of(name) == ValueType::Phone;
        is_declared || self.reference.numbers.numbers.contains_key(name)
    }

    /// The address of a document, relative to the root of the site.
    pub fn address(&self, id: &DocumentId) -> String {
        [&self.prefix, id.as_str(), "/"].concat()
    }

    /// A document's outline.
    pub fn outline(&self, id: &DocumentId) -> &Outline {
        &self.edition.documents[id].outline
    }

    /// A document.
    pub fn document(&self, id: &str) -> Option<&ResolvedDocument> {
        self.edition.documents.get(id)
    }

    /// The document of this id, also where a layer below renamed it.
    pub fn named(&self, id: &str) -> Option<&DocumentId> {
        let (id, _) = self
            .edition
            .documents
            .get_key_value(id)
            .or_else(|| self.edition.documents.get_key_value(self.renamed.get(id)?))?;
        Some(id)
    }

    /// The document in a source file.
    pub fn document_at(&self, path: &str) -> Option<&DocumentId> {
        self.by_path.get(path)
    }

    /// The documents of a kind, in the order of lists.
    pub fn list(&self, kind: KindId) -> &[DocumentId] {
        self.lists.get(&kind).map(Vec::as_slice).unwrap_or_default()
    }

    /// All documents from A to Z, by the letter that their titles start with.
    pub fn initials(&self) -> &[Initial] {
        &self.initials
    }

    /// Whether each letter of [`Site::initials`] has a page of its own, because one page can't hold all documents.
    pub fn has_letter_pages(&self) -> bool {
        self.edition.documents.len() > LIST_LENGTH
    }

    /// Who looks after which documents, in the order of their addresses. Residents aren't shown it.
    pub fn owners(&self) -> &[Owner] {
        &self.owners
    }

    /// A document of [`Site::owners`], and whether the site still shows it.
    pub fn reviewed(&self, review: &Review) -> (&ResolvedDocument, bool) {
        let Edition { documents, overdue, .. } = &self.edition;
        match documents.get(&review.id) {
            Some(chosen) => (chosen, true),
            None => (&overdue[&review.id], false),
        }
    }

    /// The title of the site below that a document is kept in; `None` for one that this site has a file of, which it can
    /// change.
    pub fn base_of(&self, chosen: &ResolvedDocument) -> Option<&str> {
        let pieces = chosen.derived.iter().flat_map(|derived| &derived.pieces);
        let layer = pieces.map(|derived| derived.piece.layer).max().unwrap_or(chosen.layer);
        (layer + 1 < self.layers.len()).then(|| self.layers[layer].title.as_str())
    }

    /// How the review of a document stands today.
    pub fn review_standing(&self, outline: &Outline) -> ReviewStanding {
        outline.review_standing(self.config.review, self.today)
    }

    /// Whether lists mark a document because nobody has reviewed it in time. One that the site hides is only still there
    /// in the preview.
    pub fn is_marked(&self, outline: &Outline) -> bool {
        matches!(self.config.review.after, AfterGrace::Mark | AfterGrace::Hide)
            && self.review_standing(outline) == ReviewStanding::Overdue
    }

    /// Whether search engines may list it. One that is published for teams is for them alone, unless it says otherwise.
    pub fn is_for_search_engines(&self) -> bool {
        let is_for_teams_alone = self.readership == Readership::Team && !self.config.publish.is_empty();
        self.config.search_engines.unwrap_or(!is_for_teams_alone)
    }

    /// Whether there is anything to look for.
    pub fn has_search(&self) -> bool {
        self.config.search && !self.edition.documents.is_empty()
    }

    /// The documents of a term, in the order of lists.
    pub fn documents_of(&self, facet: &Facet, term: &Term) -> &[DocumentId] {
        self.terms.get(&(facet.id.clone(), term.id.clone())).map(Vec::as_slice).unwrap_or_default()
    }

    /// Those of a kind.
    pub fn documents_of_kind(&self, facet: &Facet, term: &Term, kind: KindId) -> &[DocumentId] {
        let documents = self.documents_of(facet, term);
        // Lists are in the order of kinds.
        let start = documents.partition_point(|id| self.outline(id).kind < kind);
        let end = documents.partition_point(|id| self.outline(id).kind <= kind);
        &documents[start..end]
    }

    /// What a document is related to, in both directions.
    pub fn related(&self, id: &DocumentId) -> &[Related] {
        self.related.get(id).map(Vec::as_slice).unwrap_or_default()
    }

    /// The documents before and after one: in its chapter, else in its leading term.
    pub fn neighbors(&self, id: &DocumentId) -> (Option<&DocumentId>, Option<&DocumentId>) {
        if let Some(chapter) = self.chapters_around(id).last() {
            let list = self.chapter(chapter);
            let place = list.iter().position(|other| other == id).expect("a chapter holds what lies in it");
            return (
                place.checked_sub(1).map_or(Some(*chapter), |before| list.get(before)),
                list.get(place + 1),
            );
        }
        if let [first, ..] = self.chapter(id) {
            return (None, Some(first));
        }
        let Some((list, place)) = self
            .leading_term(id)
            .zip(self.places.get(id))
            .map(|((facet, term), place)| (self.documents_of(facet, term), *place))
        else {
            return (None, None);
        };
        // A term may have documents of several kinds.
        let is_alike = |other: &&DocumentId| other.folder() == id.folder();
        (list[..place].iter().rev().find(is_alike), list[place + 1..].iter().find(is_alike))
    }

    /// The leading facet and the document's term of it.
    pub fn leading_term(&self, id: &DocumentId) -> Option<(&Facet, &Term)> {
        let facet = self.config.model.leading_facet()?;
        let term = facet.term(self.outline(id).term_of(&facet.id)?)?;
        Some((facet, term))
    }

    /// The pages of a list: each part with its number, which counts from 1. An empty list has one empty page.
    pub fn parts<'s, T>(&self, list: &'s [T]) -> Vec<&'s [T]> {
        if list.is_empty() { vec![list] } else { list.chunks(LIST_LENGTH).collect() }
    }

    /// What is in a chapter, in order; empty where the document is the page of none.
    pub fn chapter(&self, id: &DocumentId) -> &[DocumentId] {
        self.chapters.get(id).map(Vec::as_slice).unwrap_or_default()
    }

    /// The chapters that a document lies in, the outermost first.
    pub fn chapters_around(&self, id: &DocumentId) -> Vec<&DocumentId> {
        let mut around = Vec::new();
        let mut parent = id.parent();
        while let Some((chapter, _)) = parent.and_then(|parent| self.chapters.get_key_value(parent)) {
            around.push(chapter);
            parent = chapter.parent();
        }
        around.reverse();
        around
    }

    /// The document that had this id before a layer below renamed it; `None` where the id is still somebody's. What this
    /// site itself renames, it can mend.
    pub fn renamed(&self, old: &str) -> Option<&ResolvedDocument> {
        let is_taken = self.document(old).is_some() || self.edition.left_out.contains_key(old);
        self.document(self.renamed.get(old).filter(|_| !is_taken)?.as_str())
    }
}

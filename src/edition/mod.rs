//! One site as one reader gets it: which documents it has, what of them each layer and translation says, with the
//! site's own values filled in.
//!
//! ```text
//! pieces of all layers and languages ─ group by id ▶ stacks ─ lay over each other ▶ documents of one language
//! ```
//!
//! Precedence is the order of laying: for each layer from the lowest to the site itself, first the document in the
//! site's own language, then its translation. So what a municipality says differently wins over the translation of
//! what it replaces.
//!
//! Which documents there are is decided from outlines alone, so that it is the same while they are.

mod bodies;
pub mod changes;
pub mod drift;
mod exclusion;
mod filled;
pub mod notes;
mod overlay;
pub mod patch;
pub mod settle;
pub mod start;
pub mod survey;
mod values;

use std::collections::BTreeMap;
use std::sync::Arc;

use indexmap::IndexMap;
use jiff::civil::Date;
use rayon::prelude::*;
use rustc_hash::{FxBuildHasher, FxHashMap};

pub use exclusion::Exclusion;
use filled::filled;
pub use values::Values;

use crate::config::{AfterGrace, Readership, ReviewPolicy, ReviewStanding};
use crate::data::KeyName;
use crate::document::{Audience, Body, Document, DocumentId, Outline, Role, Status};
use crate::model::{ContentModel, FieldId, Language};
use crate::text::{Diagnostic, SourcePath};

/// For whom a site is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mode {
    /// For everybody: only published documents.
    Publish,
    /// For its editors: drafts too, marked as such.
    Preview,
}

/// One file of a document: what one layer says in one language.
#[derive(Clone, Debug)]
pub struct Piece {
    /// The place of its layer; the lowest is 0.
    pub layer: usize,
    /// What it is to the pieces before it.
    pub role: Role,
    /// What it says.
    pub document: Document,
}

impl Piece {
    /// Whether it says anything that readers see; one that only notes what it lies on doesn't.
    fn says_something(&self) -> bool {
        let Document { outline, body } = &self.document;
        outline.derivation.as_ref().is_none_or(|derivation| {
            let says_field = outline.given.iter().any(|given| given.value.is_content());
            let is_otherwise = derivation.takes_over || !derivation.removed.is_empty();
            says_field || is_otherwise || !body.lead.is_empty() || !body.sections.is_empty()
        })
    }
}

/// What lies on each other under one id.
pub type Stack = Vec<Piece>;

/// Documents in order, found by their ids without comparing one long path after the other.
pub type Documents = IndexMap<DocumentId, ResolvedDocument, FxBuildHasher>;

/// A document as one reader gets it.
#[derive(Clone, Debug)]
pub struct ResolvedDocument {
    /// What others may see, with the values of the site filled in.
    pub outline: Arc<Outline>,
    /// What only its own page sees.
    pub body: Arc<Body>,
    /// The layer that it comes from; the lowest where it comes from several.
    pub layer: usize,
    /// What it is made of, where that is more than one file.
    pub derived: Option<Arc<Derived>>,
}

impl ResolvedDocument {
    /// The language of a field, by its key: that of the file that says it.
    pub fn language_of(&self, key: KeyName) -> &Language {
        self.language_of_named(key.en)
    }

    /// The language of a field, by its English name or the site's own: that of the file that says it.
    pub fn language_of_named(&self, field: &str) -> &Language {
        let pieces = self.derived.iter().flat_map(|derived| derived.pieces.iter().rev());
        let outlines = pieces.map(|derived| &derived.piece.document.outline);
        let mut says =
            outlines.filter(|outline| outline.derivation.is_none() || outline.place_of(field).is_some());
        says.next().map_or(&self.outline.language, |outline| &outline.language)
    }

    /// Whether it was made from the files that are read now, rather than from what they were before.
    fn is_made_of(&self, stack: &Stack) -> bool {
        let is_read = |body: &Arc<Body>| stack.iter().any(|piece| Arc::ptr_eq(&piece.document.body, body));
        match &self.derived {
            None => is_read(&self.body),
            Some(derived) => derived.pieces.iter().all(|derived| is_read(&derived.piece.document.body)),
        }
    }

    /// The topmost layer that says something about it.
    pub fn top_layer(&self) -> usize {
        let pieces = self.derived.iter().flat_map(|derived| &derived.pieces);
        let saying = pieces.filter(|derived| derived.piece.says_something());
        saying.map(|derived| derived.piece.layer).max().unwrap_or(self.layer)
    }

    /// The files that it is made of, the lowest first.
    pub fn files(&self) -> impl Iterator<Item = &SourcePath> {
        let pieces = self.derived.iter().flat_map(|derived| &derived.pieces);
        let own = self.derived.is_none().then_some(&self.outline.path);
        pieces.map(|derived| &derived.piece.document.outline.path).chain(own)
    }

    /// The file that has the last say in it: the one that an editor who wants to change the page opens.
    pub fn top_path(&self) -> &SourcePath {
        let top = self.derived.as_ref().and_then(|derived| derived.pieces.last());
        top.map_or(&self.outline.path, |derived| &derived.piece.document.outline.path)
    }
}

/// What a document is made of.
#[derive(Clone, Debug)]
pub struct Derived {
    /// The files in the order in which they lie on each other; [`crate::document::Section::piece`] refers to them.
    pub pieces: Vec<DerivedPiece>,
    /// What was found wrong while laying them over each other.
    pub diagnostics: Vec<Diagnostic>,
}

/// A file, and what it was merged onto.
#[derive(Clone, Debug)]
pub struct DerivedPiece {
    /// The file.
    pub piece: Piece,
    /// The document of the site's own language that it is derived from; `None` for the lowest.
    pub base: Option<Document>,
}

/// One site in one language, everything resolved.
#[derive(Clone, Debug)]
pub struct Edition {
    /// The language of its readers.
    pub language: Language,
    /// Its documents in the order of their ids; the values in their outlines are filled in.
    pub documents: Documents,
    /// The documents that are left out, with why.
    pub left_out: BTreeMap<DocumentId, Exclusion>,
    /// Those of them that nobody has reviewed in time, as they would be there: their editors have to know them.
    pub overdue: Documents,
    /// What was found wrong with those.
    diagnostics: Vec<Diagnostic>,
}

/// Who gets an edition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reader {
    /// For whom it is made.
    pub mode: Mode,
    /// Who reads it once it is published.
    pub readership: Readership,
    /// The place of the layer that it is made for, which is the topmost.
    pub layer: usize,
    /// What becomes of documents that nobody has reviewed in time.
    pub review: ReviewPolicy,
    /// The day for which it is made.
    pub today: Date,
}

impl Reader {
    /// Whether a document is gone because all that it is about has happened. Its editors go on seeing it in the preview: a
    /// date that was mistyped is found there.
    fn is_over(&self, outline: &Outline) -> bool {
        self.mode == Mode::Publish && outline.is_past(self.today)
    }

    /// Whether a document is taken off the site until somebody has reviewed it. Its editors go on seeing it in the
    /// preview, as they see drafts: they are the ones who have to read it.
    fn is_kept_from(&self, outline: &Outline) -> bool {
        self.mode == Mode::Publish
            && self.review.after == AfterGrace::Hide
            && outline.review_standing(self.review, self.today) == ReviewStanding::Overdue
    }
}

/// A document that isn't in an edition.
struct ExcludedDocument {
    why: Exclusion,
    /// What was found wrong with it.
    diagnostics: Vec<Diagnostic>,
}

impl From<Exclusion> for ExcludedDocument {
    fn from(why: Exclusion) -> Self {
        Self { why, diagnostics: Vec::new() }
    }
}

/// Groups pieces by the document they are of, in the order of ids, and each stack in the order of laying.
pub fn stacks(mut pieces: Vec<Piece>) -> Vec<Stack> {
    pieces.par_sort_by(|one, other| {
        let key = |piece: &Piece| (piece.layer, piece.role == Role::Translation);
        let (one_id, other_id) = (&one.document.outline.id, &other.document.outline.id);
        one_id.cmp(other_id).then_with(|| key(one).cmp(&key(other)))
    });
    let mut stacks: Vec<Stack> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        match stacks.last_mut() {
            Some(stack) if stack[0].document.outline.id == piece.document.outline.id => stack.push(piece),
            _ => stacks.push(vec![piece]),
        }
    }
    stacks
}

/// Every file of a document with what it is made from: drafts and those that hide it too.
pub fn derived(stack: &Stack) -> Vec<DerivedPiece> {
    let derived = stack.iter().enumerate().map(|(idx, piece)| {
        let base = stack[..idx].iter().enumerate().fold(None, |base, (idx, below)| {
            merged(base, idx, below, mode_for(piece.layer, below, Mode::Preview))
        });
        DerivedPiece { piece: piece.clone(), base }
    });
    derived.collect()
}

/// For whom a file is looked at from a layer: what a layer below is still working on is nobody else's business.
fn mode_for(layer: usize, piece: &Piece, mode: Mode) -> Mode {
    if piece.layer < layer { Mode::Publish } else { mode }
}

/// What the layers below one give together of a document, in the language that the site is written in. `None` where
/// they don't have it.
pub fn below(stack: &Stack, layer: usize) -> Option<Document> {
    let pieces = stack.iter().enumerate().take_while(|(_, piece)| piece.layer < layer);
    pieces.fold(None, |below, (idx, piece)| merged(below, idx, piece, Mode::Publish))
}

/// What a document of the site's own language is with one more file merged onto it.
fn merged(below: Option<Document>, idx: usize, piece: &Piece, mode: Mode) -> Option<Document> {
    let is_incomplete = below.is_none() && piece.role != Role::Own;
    if piece.role == Role::Translation || is_incomplete || !overlay::is_ready(piece, mode) {
        return below;
    }
    Some(match below {
        None => overlay::only_piece(piece, idx),
        // What is wrong with the laying is reported where readers get it.
        Some(below) => overlay::merge(&below, piece, idx, &mut Vec::new()),
    })
}

impl Edition {
    /// Chooses the documents of the edition in a language and fills in the values of the site.
    pub fn resolve(stacks: &[Stack], language: &Language, values: Values<'_>, reader: Reader) -> Self {
        let mut edition = Self {
            language: language.clone(),
            documents: Documents::default(),
            left_out: BTreeMap::new(),
            overdue: Documents::default(),
            diagnostics: Vec::new(),
        };
        let chosen: Vec<Result<ResolvedDocument, ExcludedDocument>> =
            stacks.par_iter().map(|stack| choose(stack, language, values, reader)).collect();
        for (stack, chosen) in stacks.iter().zip(chosen) {
            let id = stack[0].document.outline.id.clone();
            match chosen {
                Ok(chosen) if reader.is_kept_from(&chosen.outline) => {
                    edition.left_out.insert(id.clone(), Exclusion::Overdue);
                    edition.overdue.insert(id, chosen);
                }
                Ok(chosen) if reader.is_over(&chosen.outline) => {
                    edition.left_out.insert(id, Exclusion::Past);
                }
                Ok(chosen) => drop(edition.documents.insert(id, chosen)),
                Err(ExcludedDocument { why, diagnostics }) => {
                    edition.left_out.insert(id, why);
                    edition.diagnostics.extend(diagnostics);
                }
            }
        }
        edition
    }

    /// Takes over what was read again of the same documents. Their outlines have to be equal to those that the edition was
    /// resolved from; where something stands may differ. Costs what those documents cost.
    pub fn renew(&mut self, stacks: &[Stack], values: Values<'_>, reader: Reader) {
        for stack in stacks {
            let id = &stack[0].document.outline.id;
            let kept = self.documents.get_mut(id).or_else(|| self.overdue.get_mut(id));
            let Some(kept) = kept else { continue };
            if !kept.is_made_of(stack)
                && let Ok(chosen) = choose(stack, &self.language, values, reader)
            {
                *kept = chosen;
            }
        }
    }

    /// What was found wrong while laying files over each other.
    pub fn diagnostics(&self) -> impl Iterator<Item = &Diagnostic> {
        let derived = self.documents.values().filter_map(|chosen| chosen.derived.as_ref());
        derived.flat_map(|derived| &derived.diagnostics).chain(&self.diagnostics)
    }

    /// The document of each source file that has a part in it.
    pub(crate) fn by_path(&self) -> FxHashMap<SourcePath, DocumentId> {
        let mut by_path = FxHashMap::default();
        for (id, chosen) in &self.documents {
            by_path.insert(chosen.outline.path.clone(), id.clone());
            let pieces = chosen.derived.iter().flat_map(|derived| &derived.pieces);
            by_path.extend(pieces.map(|derived| (derived.piece.document.outline.path.clone(), id.clone())));
        }
        by_path
    }
}

/// The document that a stack gives in a language.
fn choose(
    stack: &Stack,
    language: &Language,
    values: Values<'_>,
    reader: Reader,
) -> Result<ResolvedDocument, ExcludedDocument> {
    let first = &stack[0];
    let outline = &first.document.outline;
    if first.role == Role::Overlay {
        // What it lies on isn't there any more, which was reported when that was found out.
        let hides = outline.derivation.as_ref().is_some_and(|derivation| derivation.hidden == Some(true));
        return Err(if hides { Exclusion::Hidden } else { Exclusion::Retired }.into());
    }
    if let [_] = stack.as_slice() {
        is_shown(outline.status(), mode_for(reader.layer, first, reader.mode))?;
        is_meant(outline.audience(), reader.readership)?;
        let document = ResolvedDocument {
            outline: filled(outline, values.of(&outline.language)),
            body: Arc::clone(&first.document.body),
            layer: first.layer,
            derived: None,
        };
        return Ok(for_reader(document, values.model, reader));
    }
    // What comes from a text of another language has to speak that, also where a value stands.
    let speaking = |piece: &Piece| {
        let Document { outline, body } = &piece.document;
        let outline = filled(outline, values.of(&outline.language));
        Piece { document: Document { outline, body: Arc::clone(body) }, ..piece.clone() }
    };
    let stack: Stack = stack.iter().map(speaking).collect();
    let merged = overlay::merge_stack(&stack, language, reader)?;
    // Whoever says whether it is published decides who sees it until then.
    let says = |derived: &&DerivedPiece| derived.piece.document.outline.decides(FieldId::STATUS);
    let saying = merged.derived.pieces.iter().rev().find(says).map_or(&stack[0], |derived| &derived.piece);
    let mode = mode_for(reader.layer, saying, reader.mode);
    is_shown(merged.document.outline.status(), mode).map_err(|why| {
        let is_withdrawn = why == Exclusion::Retired;
        let diagnostics =
            if is_withdrawn { overlay::withdrawn_below(&stack, saying.layer) } else { Vec::new() };
        ExcludedDocument { why, diagnostics }
    })?;
    is_meant(merged.document.outline.audience(), reader.readership)?;
    let Document { outline, body } = merged.document;
    let derived = Some(Arc::new(merged.derived));
    Ok(for_reader(ResolvedDocument { outline, body, layer: first.layer, derived }, values.model, reader))
}

/// A document without the fields that its reader mustn't see.
fn for_reader(mut document: ResolvedDocument, model: &ContentModel, reader: Reader) -> ResolvedDocument {
    if reader.readership == Readership::Team {
        return document;
    }
    let is_for_teams =
        |name: &str| model.facets.iter().any(|facet| facet.id == name && facet.audience == Audience::Team);
    let ResolvedDocument { outline, body, .. } = &document;
    let fields = &model.fields;
    let has_secrets = outline.fields.has_secrets(fields)
        || body.fields.has_secrets(fields)
        || outline.terms.iter().any(|(facet, _)| is_for_teams(facet));
    if has_secrets {
        let outline = Arc::make_mut(&mut document.outline);
        outline.fields = outline.fields.for_residents(fields);
        outline.terms.retain(|(facet, _)| !is_for_teams(facet));
        let body = Arc::make_mut(&mut document.body);
        body.fields = body.fields.for_residents(fields);
    }
    document
}

fn is_shown(status: Status, mode: Mode) -> Result<(), Exclusion> {
    match (status, mode) {
        (Status::Published, _) | (Status::Draft, Mode::Preview) => Ok(()),
        (Status::Draft, Mode::Publish) => Err(Exclusion::Draft),
        (Status::Retired, _) => Err(Exclusion::Retired),
    }
}

fn is_meant(audience: Audience, readership: Readership) -> Result<(), Exclusion> {
    match (audience, readership) {
        (Audience::Team, Readership::Resident) => Err(Exclusion::ForTeams),
        _ => Ok(()),
    }
}

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

mod reader;

mod exclusion;

mod values;

mod filled;

mod piece;

mod bodies;

pub mod locks;

mod overlay;

mod left;

mod base;

pub mod patch;

pub mod parts;

pub mod drift;

pub mod locked;

pub mod record;

pub mod settle;

pub mod kept;

pub mod changes;

pub mod own;

pub mod start;

pub mod survey;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use indexmap::IndexMap;
use rayon::prelude::*;
use rustc_hash::{FxBuildHasher, FxHashMap};

pub use base::{below, derived};
pub use exclusion::Exclusion;
pub use piece::{Derived, DerivedPiece, Piece, Stack, stacks};
pub use reader::{Mode, Reader};
pub use values::Values;

use drift::{BaseState, Sources};
use exclusion::ExcludedDocument;
use filled::filled;
use piece::mode_for;

use crate::config::Readership;
use crate::data::KeyName;
use crate::document::{Audience, Body, Document, DocumentId, FieldValue, Outline, Role, Status};
use crate::model::{ContentModel, FieldId, Language};
use crate::text::{Diagnostic, SourcePath};

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

    /// Those of its documents whose original has changed since what it shows of them was made.
    pub fn drifted(&self, sources: &Sources) -> BTreeSet<DocumentId> {
        let is_drifted = |derived: &DerivedPiece| {
            // Only a translation is another text than readers of the original get.
            derived.piece.role == Role::Translation
                && drift::of(derived, sources)
                    .iter()
                    .any(|part| matches!(part.state, BaseState::Changed { .. } | BaseState::Gone { .. }))
        };
        let derived = self.documents.iter().filter_map(|(id, chosen)| Some((id, chosen.derived.as_ref()?)));
        derived
            .filter(|(_, derived)| derived.pieces.iter().any(is_drifted))
            .map(|(id, _)| id.clone())
            .collect()
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
    let hides = outline.derivation.as_ref().is_some_and(|derivation| derivation.hidden == Some(true));
    if first.role == Role::Overlay {
        // What it lies on isn't there any more, which was reported when that was found out.
        return match left::of(stack, reader.layer) {
            Some(left) => left_over(&left, None, language, values, reader),
            None if hides => Err(Exclusion::Hidden.into()),
            None => Err(Exclusion::Retired.into()),
        };
    }
    if let [_] = stack.as_slice() {
        if hides {
            return Err(Exclusion::Hidden.into());
        }
        is_shown(outline.status(), mode_for(reader.layer, first, reader.mode))?;
        let outline = for_audience_of_kind(filled(outline, values.of(&outline.language)), values.model);
        is_meant(outline.audience(), reader.readership)?;
        let document = ResolvedDocument {
            outline,
            body: Arc::clone(&first.document.body),
            layer: first.layer,
            derived: None,
        };
        return Ok(for_reader(document, values.model, reader));
    }
    match merged(stack, language, values, reader) {
        Err(ExcludedDocument { why: why @ (Exclusion::Draft | Exclusion::Retired), diagnostics }) => {
            let Some(left) = left::of(stack, reader.layer) else {
                let says = |piece: &Piece| {
                    piece.layer >= reader.layer && piece.document.outline.decides(FieldId::STATUS)
                };
                // Of one that was withdrawn that is known already.
                let is_draft_below = why == Exclusion::Draft && !stack.iter().any(says);
                let unseen = is_draft_below.then(|| overlay::withdrawn_below(stack, first.layer));
                let diagnostics = unseen.unwrap_or(diagnostics);
                return Err(ExcludedDocument { why, diagnostics });
            };
            left_over(&left, Some(left::told(stack, &left)), language, values, reader)
        }
        chosen => chosen,
    }
}

/// What is left of a document that the layers below don't give any more, with what its editors are told of that.
fn left_over(
    left: &[Piece],
    told: Option<Diagnostic>,
    language: &Language,
    values: Values<'_>,
    reader: Reader,
) -> Result<ResolvedDocument, ExcludedDocument> {
    let mut chosen = merged(left, language, values, reader);
    match &mut chosen {
        Ok(document) => {
            if let Some(derived) = document.derived.as_mut().map(Arc::make_mut) {
                derived.diagnostics.extend(told);
                // What they were made from is gone; that is told once.
                derived.pieces.iter_mut().for_each(|derived| derived.base = None);
            }
        }
        Err(excluded) => excluded.diagnostics = told.into_iter().collect(),
    }
    chosen
}

/// What the files of a stack give when they are laid over each other.
fn merged(
    stack: &[Piece],
    language: &Language,
    values: Values<'_>,
    reader: Reader,
) -> Result<ResolvedDocument, ExcludedDocument> {
    let first = &stack[0];
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
    let Document { outline, body } = merged.document;
    let outline = for_audience_of_kind(outline, values.model);
    is_meant(outline.audience(), reader.readership)?;
    let derived = Some(Arc::new(merged.derived));
    Ok(for_reader(ResolvedDocument { outline, body, layer: first.layer, derived }, values.model, reader))
}

/// What doesn't say for whom it is, is for those that its kind is for. A site that keeps a kind of the layer below to its teams
/// keeps that layer's documents of the kind to them too.
fn for_audience_of_kind(mut outline: Arc<Outline>, model: &ContentModel) -> Arc<Outline> {
    let is_for_teams = model.kind(outline.kind).audience == Audience::Team;
    if is_for_teams && outline.audience() != Audience::Team && !outline.names(FieldId::AUDIENCE) {
        Arc::make_mut(&mut outline).fields.replace(FieldId::AUDIENCE, FieldValue::from(Audience::Team));
    }
    outline
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

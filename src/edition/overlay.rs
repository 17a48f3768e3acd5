//! Laying files over each other: what an overlay or a translation says replaces what stands below it, part by part.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::exclusion::ExcludedDocument;
use super::locks::{self, locks_below};
use super::piece::mode_for;
use super::{Derived, DerivedPiece, Exclusion, Mode, Piece, Reader, bodies};
use crate::document::{Body, Derivation, Document, Heading, Outline, Role, Section, Status};
use crate::model::{FieldId, Language, keys};
use crate::text::{Applicability, Diagnostic, Located, Location, Phrase, Rule, Span, nearest, phrase};

/// A document, and what it is made of.
pub(super) struct MergedDocument {
    pub(super) document: Document,
    pub(super) derived: Derived,
}

/// Lays the pieces of a stack over each other that have a say in the edition of a language.
pub(super) fn merge_stack(
    stack: &[Piece],
    language: &Language,
    reader: Reader,
) -> Result<MergedDocument, ExcludedDocument> {
    let own = stack[0].document.outline.language.clone();
    let mut diagnostics = Vec::new();
    let mut pieces: Vec<DerivedPiece> = Vec::new();
    // What a translation says isn't what the next overlay or translation is made from. So there are two: in the language
    // of the site and, as soon as a translation has a say, in that of the edition.
    let mut source: Option<Document> = None;
    let mut translated: Option<Document> = None;
    // The layer that hides it.
    let mut hidden = None;
    for piece in stack {
        let outline = &piece.document.outline;
        let is_translation = piece.role == Role::Translation;
        let has_say = if is_translation { outline.language == *language } else { outline.language == own };
        if !has_say
            || (pieces.is_empty() && piece.role != Role::Own)
            || !is_ready(piece, mode_for(reader.layer, piece, reader.mode))
        {
            continue;
        }
        let idx = pieces.len();
        let base = source.clone();
        let said = match piece.role {
            Role::Overlay => {
                locks::allowed(piece, &locks_below(pieces.iter().map(|below| &below.piece), piece.layer))
            }
            Role::Own | Role::Translation => None,
        };
        let (whole, piece) = (piece, said.as_ref().unwrap_or(piece));
        let outline = &piece.document.outline;
        let reported = &mut diagnostics;
        match outline.derivation.as_ref().and_then(|derivation| derivation.hidden) {
            Some(hides) => hidden = hides.then_some(piece.layer),
            None if hidden.is_some_and(|layer| is_unseen(piece, layer)) => reported.push(hidden_below(piece)),
            None => {}
        }
        if is_translation {
            let below = translated.as_ref().or(base.as_ref()).expect("a translation lies on a document");
            translated = Some(merge(below, piece, idx, reported));
        } else {
            let mut already_reported = Vec::new();
            let reported = match &translated {
                Some(below) => {
                    translated = Some(merge(below, piece, idx, reported));
                    &mut already_reported
                }
                None => reported,
            };
            source = Some(match &base {
                None => only_piece(piece, idx),
                Some(below) => merge(below, piece, idx, reported),
            });
        }
        pieces.push(DerivedPiece { piece: whole.clone(), base });
    }
    if hidden.is_some() {
        return Err(ExcludedDocument { why: Exclusion::Hidden, diagnostics });
    }
    let document = translated.or(source).ok_or(Exclusion::Draft)?;
    Ok(MergedDocument { document, derived: Derived { pieces, diagnostics } })
}

/// Whether a piece has a say: a draft only for editors. An overlay that is retired takes the document away with it, a
/// translation only itself.
pub(super) fn is_ready(piece: &Piece, mode: Mode) -> bool {
    let outline = &piece.document.outline;
    if !outline.decides(FieldId::STATUS) {
        return true;
    }
    match outline.status() {
        Status::Published => true,
        Status::Draft => mode == Mode::Preview,
        Status::Retired => piece.role != Role::Translation,
    }
}

/// Whether a file says something in words of its own that nobody sees when a layer below doesn't give what it lies on.
fn is_unseen(piece: &Piece, layer: usize) -> bool {
    piece.layer > layer
        && (piece.role == Role::Translation || piece.role == Role::Overlay && piece.says_something())
}

/// A file whose words nobody gets to see, since a layer below hides its document.
fn hidden_below(piece: &Piece) -> Diagnostic {
    let hint = match piece.role {
        Role::Translation => unneeded_translation(),
        Role::Own | Role::Overlay => phrase!(
            "zet er `verborgen: false` bij om het weer te tonen, of haal dit bestand weg",
            "add `hidden: false` to show it again, or take this file away"
        ),
    };
    Diagnostic::new(
        Rule::OrphanedOverlay,
        phrase!(
            "een site eronder verbergt dit document, dus niemand ziet wat hier staat",
            "a site below hides this document, so this file isn't shown"
        ),
    )
    .at(Location::file(piece.document.outline.path.clone()))
    .hint(hint)
}

fn unneeded_translation() -> Phrase {
    phrase!(
        "laat deze vertaling liggen tot het document er weer is, of haal haar weg",
        "keep this translation until the document is back, or take it away"
    )
}

/// The files that lie on a document which the layers up to this one have withdrawn, or made a draft again.
pub(super) fn withdrawn_below(stack: &[Piece], layer: usize) -> Vec<Diagnostic> {
    let is_draft = stack[0].document.outline.status() == Status::Draft;
    let diagnostic = |piece: &Piece| {
        let message = if is_draft {
            phrase!(
                "een site eronder werkt nog aan dit document, dus niemand ziet wat hier staat",
                "a site below is still working on this document, so this file isn't shown"
            )
        } else {
            phrase!(
                "een site eronder heeft dit document ingetrokken, dus niemand ziet wat hier staat",
                "a site below has withdrawn this document, so this file isn't shown"
            )
        };
        let hint = match piece.role {
            Role::Translation => unneeded_translation(),
            Role::Own | Role::Overlay => phrase!(
                "zet er `status: gepubliceerd` bij om het toch te tonen, of haal dit bestand weg",
                "add `status: published` to show it all the same, or take this file away"
            ),
        };
        Diagnostic::new(Rule::OrphanedOverlay, message)
            .at(Location::file(piece.document.outline.path.clone()))
            .hint(hint)
    };
    stack.iter().filter(|piece| is_unseen(piece, layer)).map(diagnostic).collect()
}

pub(super) fn only_piece(piece: &Piece, idx: usize) -> Document {
    let mut document = piece.document.clone();
    if idx > 0 {
        document.body = Arc::new(of_piece(&document.body, idx));
    }
    document
}

/// A body whose parts know the place of the piece that they come from.
fn of_piece(body: &Body, idx: usize) -> Body {
    let mut body = body.clone();
    body.lead_piece = idx;
    body.sections.iter_mut().for_each(|section| (section.piece, section.title_piece) = (idx, idx));
    body.footnotes.iter_mut().for_each(|footnote| footnote.piece = idx);
    body
}

/// A document with a piece laid over it.
pub(super) fn merge(
    below: &Document,
    piece: &Piece,
    idx: usize,
    diagnostics: &mut Vec<Diagnostic>,
) -> Document {
    let upper = &piece.document;
    let default = Derivation::default();
    let derivation = upper.outline.derivation.as_ref().unwrap_or(&default);
    if derivation.takes_over {
        diagnostics.extend(needless(upper));
        let mut document = only_piece(piece, idx);
        let outline = Arc::make_mut(&mut document.outline);
        outline.path = below.outline.path.clone();
        if !outline.names(FieldId::STATUS) {
            outline.fields = below.outline.fields.under(&outline.fields, |field| field != FieldId::STATUS);
        }
        return document;
    }
    let mut arrangement = Arrangement::new(below, piece, derivation, diagnostics);
    arrangement.drop_removed();
    arrangement.put_sections(idx);
    let sections = arrangement.sections;
    let lead_is_new = !upper.body.lead.is_empty();
    let headings = headings(&below.outline.headings, &upper.outline.headings, &sections, idx, lead_is_new);
    let outline = outline(&below.outline, &upper.outline, headings);
    let body = bodies::merge(&below.body, upper, sections, idx);
    report_twice(&outline.headings, &upper.outline, diagnostics);
    Document { outline: Arc::new(outline), body: Arc::new(body) }
}

/// Reports what a document that takes over whole says about sections that it has taken over already.
fn needless(upper: &Document) -> Vec<Diagnostic> {
    let derivation = upper.outline.derivation.iter();
    let places = derivation.flat_map(|derivation| {
        derivation
            .removed
            .iter()
            .map(|removed| &removed.at)
            .chain(derivation.after.iter().map(|after| &after.at))
    });
    let useless = places.map(|at| {
        Diagnostic::new(
            Rule::UnknownSection,
            phrase!(
                "dit bestand neemt het document in zijn geheel over, dus hier is niets om aan te passen",
                "this file takes over the whole document, so there is nothing to change here"
            ),
        )
        .at(at.clone())
        .hint(phrase!("haal het hier weg", "take it away here"))
    });
    useless.collect()
}

/// The sections of a document while another one is laid over it.
struct Arrangement<'a> {
    sections: Vec<Section>,
    upper: &'a Document,
    derivation: &'a Derivation,
    is_translation: bool,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl<'a> Arrangement<'a> {
    fn new(
        below: &Document,
        piece: &'a Piece,
        derivation: &'a Derivation,
        diagnostics: &'a mut Vec<Diagnostic>,
    ) -> Self {
        let sections = below.body.sections.clone();
        let is_translation = piece.role == Role::Translation;
        Self { sections, upper: &piece.document, derivation, is_translation, diagnostics }
    }

    fn drop_removed(&mut self) {
        for Located { value: id, at: place } in &self.derivation.removed {
            match self.sections.iter().position(|section| section.id == *id) {
                Some(at) => drop(self.sections.remove(at)),
                None => self.report_unknown(id, place.span),
            }
        }
    }

    /// Puts each section of the upper document in the place of the one that it replaces, where it asks to stand, or at
    /// the end.
    fn put_sections(&mut self, idx: usize) {
        for section in &self.upper.body.sections {
            let at = self.sections.iter().position(|other| other.id == section.id);
            let mut section = Section { piece: idx, title_piece: idx, ..section.clone() };
            if section.body.is_empty()
                && let Some(at) = at
            {
                // Only moved, or called otherwise.
                let Section { body, at, piece, tally, .. } = self.sections[at].clone();
                section = Section { body, at, piece, tally, ..section };
            } else if at.is_none() && (section.body.is_empty() || self.is_translation) {
                // Without a text of its own there is nothing to show; and a translation translates something.
                self.report_unknown(&section.id, Span { end: section.at.span.start, ..section.at.span });
                if section.body.is_empty() {
                    continue;
                }
            }
            let after = self.derivation.after.iter().position(|after| after.value.0 == section.id);
            match (after, at) {
                (None, Some(at)) => self.sections[at] = section,
                (None, None) => self.sections.push(section),
                (Some(after), at) => {
                    if let Some(at) = at {
                        self.sections.remove(at);
                    }
                    let to = self.place_after(after);
                    self.sections.insert(to, section);
                }
            }
        }
    }

    fn place_after(&mut self, after: usize) -> usize {
        let Located { value: (_, before), at: place } = &self.derivation.after[after];
        if keys::LEAD.is(before) {
            return 0;
        }
        match self.sections.iter().position(|section| section.id == *before) {
            Some(at) => at + 1,
            None => {
                self.report_unknown(before, place.span);
                self.sections.len()
            }
        }
    }

    fn report_unknown(&mut self, id: &str, span: Span) {
        // Far more than that is no help.
        const TOLD: usize = 20;
        let names = || self.sections.iter().map(|section| section.id.as_str()).filter(|other| *other != id);
        let mut ids: Vec<String> = names().take(TOLD).map(|id| format!("`{id}`")).collect();
        ids.extend((names().count() > TOLD).then(|| "…".to_owned()));
        let ids = ids.join(", ");
        let near = nearest(id, names()).map(str::to_owned);
        let diagnostic = Diagnostic::new(
            Rule::UnknownSection,
            phrase!("het origineel heeft geen deel `{id}`", "the original has no section `{id}`"),
        )
        .at(Location::new(self.upper.outline.path.clone(), span))
        .suggest(id, near.as_deref(), Applicability::MaybeIncorrect);
        let diagnostic = match names().next().filter(|_| self.is_translation) {
            Some(other) => diagnostic.hint(phrase!(
                "zet achter de kop de id van het deel dat dit vertaalt, zoals `{{#{other}}}`",
                "put the id of the section that this translates behind the heading, as in `{{#{other}}}`"
            )),
            None => diagnostic,
        };
        self.diagnostics.push(if ids.is_empty() {
            diagnostic.hint(phrase!("haal het hier weg", "take it away here"))
        } else {
            diagnostic.hint(phrase!("er zijn: {ids}", "there are: {ids}"))
        });
    }
}

/// The headings of the sections as they now stand, each with those below it.
fn headings(
    below: &[Heading],
    upper: &[Heading],
    sections: &[Section],
    idx: usize,
    lead_is_new: bool,
) -> Vec<Heading> {
    let (below, upper) = (by_section(below), by_section(upper));
    let lead = if lead_is_new { upper.get("") } else { below.get("") };
    let mut headings: Vec<Heading> = lead.into_iter().flatten().map(|heading| (*heading).clone()).collect();
    for section in sections {
        let id = section.id.as_str();
        let of = |headings: &BTreeMap<&str, Vec<&Heading>>| -> Vec<Heading> {
            headings.get(id).into_iter().flatten().map(|heading| (*heading).clone()).collect()
        };
        let own = of(&upper);
        if section.piece == idx {
            headings.extend(own);
            continue;
        }
        // Where only the heading is new, what lies under it stays.
        let kept = of(&below);
        let title = own.into_iter().next().or_else(|| kept.first().cloned());
        headings.extend(title);
        headings.extend(kept.into_iter().skip(1));
    }
    headings
}

/// Headings by the id of the section that they stand in; those of the lead by the empty id.
pub(super) fn by_section(headings: &[Heading]) -> BTreeMap<&str, Vec<&Heading>> {
    let mut found: BTreeMap<&str, Vec<&Heading>> = BTreeMap::new();
    let mut section = "";
    for heading in headings {
        if heading.is_section {
            section = &heading.id;
        }
        found.entry(section).or_default().push(heading);
    }
    found
}

/// A heading whose id the other document has elsewhere: a link to it could only lead to one of the two.
fn report_twice(headings: &[Heading], upper: &Outline, diagnostics: &mut Vec<Diagnostic>) {
    let mut seen = std::collections::BTreeSet::new();
    for heading in headings.iter().filter(|heading| !seen.insert(&heading.id)) {
        let id = &heading.id;
        diagnostics.push(
            Diagnostic::new(
                Rule::DuplicateHeading,
                phrase!(
                    "er staan nu twee koppen met de id `{id}` op de pagina",
                    "the page now has two headings with the id `{id}`"
                ),
            )
            .at(Location::file(upper.path.clone()))
            .maybe_from_below()
            .hint(phrase!(
                "geef die in dit bestand een eigen id, zoals `### Kop {{#eigen-naam}}`",
                "give the one in this file an id of its own, as in `### Heading {{#own-name}}`"
            )),
        );
    }
}

/// Field by field, and facet by facet: the upper one's where it names it.
fn outline(below: &Outline, upper: &Outline, headings: Vec<Heading>) -> Outline {
    let is_given = |name: &str| upper.place_of(name).is_some();
    let terms = below.terms.iter().filter(|(facet, _)| !is_given(facet));
    let given = below.given.iter().filter(|given| !is_given(&given.value.name));
    let titled = if upper.names(FieldId::TITLE) { upper } else { below };
    Outline {
        id: upper.id.clone(),
        kind: upper.kind,
        path: below.path.clone(),
        language: titled.language.clone(),
        derivation: None,
        given: given.chain(&upper.given).cloned().collect(),
        terms: terms.chain(&upper.terms).cloned().collect(),
        fields: below.fields.under(&upper.fields, |field| upper.names(field)),
        headings,
    }
}

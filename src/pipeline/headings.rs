//! Sections of a site whose original has another heading now: they take its place, so that a reader never gets a text and what
//! was made of it side by side. Goes by the words of headings, by what a file notes, and by how like the texts are.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Inputs;
use super::gather::Gathered;
use crate::compare::{Candidate, Candidates, Fate, fate};
use crate::document::{Document, Notes, Part, Role, Section};
use crate::edition::settle::heading_and_rest;
use crate::edition::{Piece, derived, drift};
use crate::text::{Diagnostic, Digest, Located, Location, Rule, fill, phrase, slugify};

/// Puts each section in the place of the one that it was made from, where that has another heading now. Looks at the texts
/// below only where a file has a section that they don't have.
pub(super) fn follow(gathered: &mut Gathered, inputs: &Inputs, diagnostics: &mut Vec<Diagnostic>) {
    let values = Arc::clone(gathered.configs.own());
    let Gathered { stacks, outlines, .. } = gathered;
    for stack in stacks.iter_mut().filter(|stack| stack.len() > 1) {
        for place in 1..stack.len() {
            let (below, upper) = stack.split_at_mut(place);
            let piece = &mut upper[0];
            if piece.role == Role::Own || is_covered(below, piece) {
                continue;
            }
            if piece.role == Role::Overlay {
                by_words(below, &mut piece.document, &values.values);
            }
            let noted = piece.document.noted();
            let lost = lost(below, piece, &noted);
            if !lost.is_empty() {
                let with_base = derived(&stack[..=place].to_vec()).pop().and_then(|derived| derived.base);
                let Some(base) = with_base else { continue };
                by_texts(&base, &mut stack[place].document, &lost, &noted, inputs, diagnostics);
            }
            outlines.push(Digest::of(&*stack[place].document.outline));
        }
    }
}

/// Whether every section of a file is there below.
fn is_covered(below: &[Piece], piece: &Piece) -> bool {
    piece.document.body.sections.iter().all(|section| has(below, &section.id))
}

fn has(below: &[Piece], id: &str) -> bool {
    let originals = below.iter().filter(|piece| piece.role != Role::Translation);
    originals.flat_map(|piece| &piece.document.body.sections).any(|section| section.id == id)
}

/// Takes a section for the one below that readers see under the same heading. Two of those on a page are never meant.
fn by_words(below: &[Piece], document: &mut Document, values: &BTreeMap<String, String>) {
    let shown = |text: &str| slugify(&fill(text, values));
    let own: BTreeSet<String> = document.body.sections.iter().map(|section| section.id.clone()).collect();
    let headings = below.iter().filter(|piece| piece.role != Role::Translation);
    let headings = headings.flat_map(|piece| &piece.document.outline.headings);
    let by_words: BTreeMap<String, &str> = headings
        .filter(|heading| heading.is_section && !own.contains(&heading.id))
        .map(|heading| (shown(&heading.text), heading.id.as_str()))
        .collect();
    let renamed: Vec<(String, String)> = document
        .outline
        .headings
        .iter()
        // Whoever gave it an id of its own meant another one.
        .filter(|heading| {
            heading.is_section && heading.id == slugify(&heading.text) && !has(below, &heading.id)
        })
        .filter_map(|heading| Some((heading.id.clone(), (*by_words.get(&shown(&heading.text))?).to_owned())))
        .collect();
    renamed.iter().for_each(|(from, to)| rename(document, from, to));
}

/// The sections that were made from one that isn't there under its id, by their ids.
fn lost(below: &[Piece], piece: &Piece, noted: &Notes) -> Vec<String> {
    let ids = piece.document.body.sections.iter().map(|section| &section.id);
    let is_made = |id: &&String| noted.contains_key(&Part::Section((*id).clone()));
    ids.filter(is_made).filter(|id| !has(below, id)).cloned().collect()
}

/// Takes each of these sections for the one below that has the text that it was made from.
fn by_texts(
    base: &Document,
    document: &mut Document,
    lost: &[String],
    noted: &Notes,
    inputs: &Inputs,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for id in lost {
        let body = &document.body;
        let Some(section) = body.sections.iter().find(|section| section.id == *id) else { continue };
        let Some(text) = inputs
            .sources
            .get(&section.at.path)
            .and_then(|source| source.text().get(section.at.span.range()))
        else {
            continue;
        };
        let is_free = |other: &&Section| {
            let is_taken = noted.contains_key(&Part::Section(other.id.clone()));
            !is_taken && body.sections.iter().all(|section| section.id != other.id)
        };
        let free: Vec<(String, String)> = base
            .body
            .sections
            .iter()
            .filter(is_free)
            .filter_map(|other| {
                let text = drift::text(base, &Part::Section(other.id.clone()), &inputs.sources)?;
                Some((other.id.clone(), text))
            })
            .collect();
        let was = noted.get(&Part::Section(id.clone())).expect("only a section that is noted is lost");
        let Some((now, others)) = found(text.trim(), was, &free) else { continue };
        let at = section.at.start();
        diagnostics.push(told(id, &now, &others).at(at));
        let digest = free.iter().find(|(other, _)| *other == now).map(|(_, text)| drift::digest(text));
        rename(document, id, &now);
        settle(document, &now, digest, others);
    }
}

/// The section below that a text was made from, and those that have the rest of it.
fn found(text: &str, noted: &str, free: &[(String, String)]) -> Option<(String, Vec<String>)> {
    let (heading, rest) = heading_and_rest(text);
    let is_same = |text: &str| {
        let (_, rest) = heading_and_rest(text);
        drift::digest(&format!("{heading}\n{rest}")) == noted
    };
    if let Some((id, _)) = free.iter().find(|(_, text)| is_same(text)) {
        return Some((id.clone(), Vec::new()));
    }
    let candidates: Vec<Candidate<'_>> =
        free.iter().map(|(id, text)| Candidate { id, text: heading_and_rest(text).1 }).collect();
    match fate(rest, &Candidates::new(&candidates)) {
        Fate::RenamedTo(id) => Some((id.to_owned(), Vec::new())),
        Fate::SplitInto(ids) => {
            let mut ids = ids.into_iter().map(str::to_owned);
            Some((ids.next()?, ids.collect()))
        }
        Fate::Gone => None,
    }
}

fn told(id: &str, now: &str, others: &[String]) -> Diagnostic {
    let message = if others.is_empty() {
        phrase!(
            "het deel `{id}` heet in het origineel nu `{now}`; deze tekst staat daar nu",
            "the section `{id}` is called `{now}` in the original now; this text stands in its place"
        )
    } else {
        let ids = others.iter().map(|id| format!(", `{id}`")).collect::<String>();
        phrase!(
            "het deel `{id}` is in het origineel nu verdeeld over `{now}`{ids}; deze tekst staat daarvoor in de plaats",
            "the section `{id}` is divided over `{now}`{ids} in the original now; this text stands in their place"
        )
    };
    Diagnostic::new(Rule::DriftedText, message).hint(phrase!(
        "`wijkgids drift … --merge` met de naam van dit bestand neemt de nieuwe kop over",
        "`wijkgids drift … --merge` with the name of this file takes the new heading over"
    ))
}

/// Takes what was said of it for told: the text below is the one that it was made from, and the others go.
fn settle(document: &mut Document, now: &str, digest: Option<String>, others: Vec<String>) {
    let Document { outline, body } = document;
    let path = outline.path.clone();
    let noted = &mut Arc::make_mut(body).places.base;
    let of_section = |part: &Part| matches!(part, Part::Section(id) if id == now);
    if let Some((digest, noted)) = digest.zip(noted.iter_mut().find(|noted| of_section(&noted.value.part))) {
        noted.value.digest = digest;
    }
    if !others.is_empty() {
        let derivation = Arc::make_mut(outline).derivation.get_or_insert_default();
        derivation
            .removed
            .extend(others.into_iter().map(|id| Located::new(id, Location::file(path.clone()))));
    }
}

/// Gives a section of a document the id that it has below.
fn rename(document: &mut Document, from: &str, to: &str) {
    let Document { outline, body } = document;
    let outline = Arc::make_mut(outline);
    let to_new = |id: &mut String| {
        if id == from {
            to.clone_into(id);
        }
    };
    outline
        .headings
        .iter_mut()
        .filter(|heading| heading.is_section)
        .for_each(|heading| to_new(&mut heading.id));
    let placed = outline.derivation.iter_mut().flat_map(|derivation| &mut derivation.after);
    placed.for_each(|placed| to_new(&mut placed.value.0));
    let body = Arc::make_mut(body);
    body.digest = Digest::of(&(body.digest, from, to));
    body.sections.iter_mut().for_each(|section| to_new(&mut section.id));
    for noted in &mut body.places.base {
        if let Part::Section(id) = &mut noted.value.part {
            to_new(id);
        }
    }
}

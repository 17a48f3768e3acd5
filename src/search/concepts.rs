//! Synonyms → concepts: what several words, or several words together, mean alike.

use rustc_hash::FxHashMap;

use super::lexicon::{Lexicon, TermId, WordId};
use super::synonyms::{Group, Synonyms};
use super::words::words;

/// Words that mean something together: by the term of the first, the terms of all with the concept that they name.
#[derive(Debug, Default)]
pub(super) struct Concepts {
    /// What texts and questions say.
    pub(super) same: ConceptsByTerm,
    /// What only questions say.
    pub(super) asked: ConceptsByTerm,
    /// Every word of the list, and those that are never corrected: the site knows them, if from nowhere else.
    pub(super) words: Vec<WordId>,
}

/// By the term of the first word: the terms of all, and the concept.
pub(super) type ConceptsByTerm = FxHashMap<TermId, Vec<(Vec<TermId>, TermId)>>;

/// A concept in a list of terms.
pub(super) struct ConceptMatch {
    pub(super) at: usize,
    pub(super) len: usize,
    pub(super) concept: TermId,
}

impl Concepts {
    /// The concepts of a list, whose words the lexicon then knows.
    pub(super) fn new(synonyms: &Synonyms, lexicon: &Lexicon) -> Self {
        let mut concepts = Self::default();
        let mut all = Vec::new();
        let mut terms = |member: &str| -> Vec<TermId> {
            let words: Vec<_> = words(member).collect();
            let ids = lexicon.words(words.iter().map(AsRef::as_ref));
            all.extend_from_slice(&ids);
            let table = lexicon.table();
            ids.into_iter().map(|id| table.word(id).term).collect()
        };
        // No word holds a space, so that no term is taken for a concept; and it stands beside its first word.
        let name = |member: &str| lexicon.term(&format!("{} ", words(member).collect::<Vec<_>>().join(" ")));
        for group in &synonyms.groups {
            let Group::Same(members) = group else { continue };
            // Signs are no words, and would make one concept of all groups that begin with them.
            let members: Vec<&String> =
                members.iter().filter(|member| words(member).next().is_some()).collect();
            let Some(concept) = members.first().map(|first| name(first)) else { continue };
            for member in members {
                add(&mut concepts.same, terms(member), concept);
            }
        }
        for group in &synonyms.groups {
            let Group::OneWay { from, to } = group else { continue };
            for target in to.iter().filter(|target| words(target).next().is_some()) {
                let target_terms = terms(target);
                // A word of a group brings the whole group along.
                let known =
                    target_terms.first().and_then(|first| concepts.same.get(first)).into_iter().flatten();
                let mut named: Vec<TermId> =
                    known.filter(|(terms, _)| *terms == target_terms).map(|(_, concept)| *concept).collect();
                if named.is_empty() {
                    named.push(name(target));
                    add(&mut concepts.same, target_terms, named[0]);
                }
                for word in from {
                    named.iter().for_each(|concept| add(&mut concepts.asked, terms(word), *concept));
                }
            }
        }
        let never_corrected = synonyms.never_corrected.iter().flat_map(|member| words(member));
        let never_corrected: Vec<_> = never_corrected.collect();
        all.extend(lexicon.words(never_corrected.iter().map(AsRef::as_ref)));
        concepts.words = all;
        concepts
    }

    /// The concepts that a text names.
    pub(super) fn in_text<'c>(&'c self, terms: &'c [TermId]) -> impl Iterator<Item = ConceptMatch> + 'c {
        found(&self.same, terms)
    }

    /// The concepts that a question names.
    pub(super) fn in_question<'c>(&'c self, terms: &'c [TermId]) -> impl Iterator<Item = ConceptMatch> + 'c {
        found(&self.same, terms).chain(found(&self.asked, terms))
    }
}

fn add(to: &mut ConceptsByTerm, terms: Vec<TermId>, concept: TermId) {
    // The verb comes last in `werk zoeken`, and first in `ik zoek werk`.
    if let [one, other] = terms.as_slice()
        && one != other
    {
        let turned = (vec![*other, *one], concept);
        to.entry(*other).or_default().push(turned);
    }
    if let Some(first) = terms.first() {
        to.entry(*first).or_default().push((terms, concept));
    }
}

fn found<'c>(among: &'c ConceptsByTerm, terms: &'c [TermId]) -> impl Iterator<Item = ConceptMatch> + 'c {
    terms.iter().enumerate().flat_map(move |(at, first)| {
        let known = among.get(first).into_iter().flatten();
        let here = known.filter(move |(named, _)| terms.get(at..at + named.len()) == Some(named.as_slice()));
        here.map(move |(named, concept)| ConceptMatch { at, len: named.len(), concept: *concept })
    })
}

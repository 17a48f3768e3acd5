//! The index of one edition: which terms stand where, and how often.

use std::collections::BTreeMap;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::analysis::Analysis;
use super::entries::{Entry, entries};
use super::synonyms::{Group, Synonyms};
use super::words::words;
use crate::site::Site;

/// A part of a document that is weighed by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// Its title.
    Title,
    /// The words that its editors want it found by.
    Keywords,
    /// Its summary.
    Summary,
    /// The heading of a section.
    Heading,
    /// The text of a section.
    Body,
}

impl Field {
    /// Every field.
    pub const ALL: [Self; 5] = [Self::Title, Self::Keywords, Self::Summary, Self::Heading, Self::Body];

    /// What a word in it weighs against one in the text.
    pub fn weight(self) -> f64 {
        match self {
            Self::Title => 8.0,
            Self::Keywords => 6.0,
            Self::Summary => 3.0,
            Self::Heading => 3.0,
            Self::Body => 1.0,
        }
    }

    /// How much its length takes from what a word in it weighs.
    fn leveling(self) -> f64 {
        match self {
            Self::Title => 0.4,
            Self::Keywords => 0.0,
            Self::Summary | Self::Heading => 0.3,
            Self::Body => 0.6,
        }
    }

    /// Its name in an answer.
    pub fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Keywords => "keywords",
            Self::Summary => "summary",
            Self::Heading => "heading",
            Self::Body => "body",
        }
    }
}

/// A part of a compound counts for this much of a whole word.
const PART: f64 = 0.5;

/// How often a term stands in one passage, per field.
#[derive(Clone, Debug)]
pub(super) struct Posting {
    pub(super) entry: u32,
    pub(super) passage: u32,
    pub(super) counts: [f64; 5],
}

/// What can be found in one edition.
#[derive(Debug)]
pub struct Index {
    pub(super) analysis: Analysis,
    pub(super) entries: Vec<Entry>,
    /// The words of each field of each entry, joined by spaces and with one at both ends: for phrases.
    pub(super) folded: Vec<Vec<String>>,
    pub(super) postings: BTreeMap<String, Vec<Posting>>,
    /// In how many documents each term stands.
    pub(super) spread: FxHashMap<String, usize>,
    /// Every word of the texts and synonyms, folded, with its term.
    pub(super) vocabulary: BTreeMap<String, String>,
    pub(super) concepts: Concepts,
    /// Per entry and field, what a word there weighs.
    weights: Vec<[f64; 5]>,
}

/// Words that mean something together: by the term of the first, the terms of all with the concept that they name.
#[derive(Debug, Default)]
pub(super) struct Concepts {
    /// What texts and questions say.
    same: FxHashMap<String, Vec<(Vec<String>, String)>>,
    /// What only questions say.
    asked: FxHashMap<String, Vec<(Vec<String>, String)>>,
}

/// A concept in a list of terms.
pub(super) struct Named<'c> {
    pub(super) at: usize,
    pub(super) len: usize,
    pub(super) concept: &'c str,
}

impl Concepts {
    fn new(synonyms: &Synonyms, analysis: Analysis) -> Self {
        let mut concepts = Self::default();
        let terms = |word: &String| -> Vec<String> { words(word).map(|word| analysis.term(&word)).collect() };
        // No word holds a space, so that no term is taken for a concept.
        let name = |members: &[String]| format!(" {}", members.first().map_or("", String::as_str));
        for group in &synonyms.groups {
            if let Group::Same(members) = group {
                for member in members {
                    add(&mut concepts.same, terms(member), &name(members));
                }
            }
        }
        for group in &synonyms.groups {
            let Group::OneWay { from, to } = group else { continue };
            for target in to {
                let target_terms = terms(target);
                // A word of a group brings the whole group along.
                let known =
                    target_terms.first().and_then(|first| concepts.same.get(first)).into_iter().flatten();
                let mut named: Vec<String> = known
                    .filter(|(terms, _)| *terms == target_terms)
                    .map(|(_, concept)| concept.clone())
                    .collect();
                if named.is_empty() {
                    named.push(name(std::slice::from_ref(target)));
                    add(&mut concepts.same, target_terms, &named[0]);
                }
                for (word, concept) in
                    from.iter().flat_map(|word| named.iter().map(move |concept| (word, concept)))
                {
                    add(&mut concepts.asked, terms(word), concept);
                }
            }
        }
        concepts
    }

    /// The concepts that a text names.
    pub(super) fn in_text<'c>(&'c self, terms: &'c [&str]) -> impl Iterator<Item = Named<'c>> {
        found(&self.same, terms)
    }

    /// The concepts that a question names.
    pub(super) fn in_question<'c>(&'c self, terms: &'c [&str]) -> impl Iterator<Item = Named<'c>> {
        found(&self.same, terms).chain(found(&self.asked, terms))
    }
}

fn add(to: &mut FxHashMap<String, Vec<(Vec<String>, String)>>, terms: Vec<String>, concept: &str) {
    // The verb comes last in `werk zoeken`, and first in `ik zoek werk`.
    if let [one, other] = terms.as_slice()
        && one != other
    {
        to.entry(other.clone()).or_default().push((vec![other.clone(), one.clone()], concept.to_owned()));
    }
    if let Some(first) = terms.first() {
        to.entry(first.clone()).or_default().push((terms, concept.to_owned()));
    }
}

fn found<'c>(
    among: &'c FxHashMap<String, Vec<(Vec<String>, String)>>,
    terms: &'c [&str],
) -> impl Iterator<Item = Named<'c>> {
    terms.iter().enumerate().flat_map(move |(at, first)| {
        let known = among.get(*first).into_iter().flatten();
        let here = known.filter(move |(named, _)| {
            terms
                .get(at..at + named.len())
                .is_some_and(|here| here.iter().zip(named).all(|(one, other)| one == other))
        });
        here.map(move |(named, concept)| Named { at, len: named.len(), concept })
    })
}

/// What was counted in one document.
struct Counted {
    terms: BTreeMap<(String, u32), [f64; 5]>,
    vocabulary: BTreeMap<String, String>,
    lengths: [f64; 5],
    folded: Vec<String>,
}

impl Index {
    /// The index of a site in its language.
    pub fn new(site: &Site, synonyms: &Synonyms) -> Self {
        let analysis = Analysis::of(&site.edition.language);
        let concepts = Concepts::new(synonyms, analysis);
        let entries = entries(site);
        let counted: Vec<Counted> =
            entries.par_iter().map(|entry| count(entry, analysis, &concepts)).collect();

        let n = counted.len().max(1) as f64;
        let average: [f64; 5] = std::array::from_fn(|field| {
            counted.iter().map(|counted| counted.lengths[field]).sum::<f64>() / n
        });
        let weigh = |counted: &Counted| {
            std::array::from_fn(|at| {
                let field = Field::ALL[at];
                let length = if average[at] > 0.0 { counted.lengths[at] / average[at] } else { 1.0 };
                field.weight() / (1.0 - field.leveling() + field.leveling() * length)
            })
        };
        let weights = counted.iter().map(weigh).collect();
        let mut postings: BTreeMap<String, Vec<Posting>> = BTreeMap::new();
        let mut vocabulary = BTreeMap::new();
        let mut folded = Vec::with_capacity(counted.len());
        for (entry, counted) in (0..).zip(counted) {
            for ((term, passage), counts) in counted.terms {
                postings.entry(term).or_default().push(Posting { entry, passage, counts });
            }
            vocabulary.extend(counted.vocabulary);
            folded.push(counted.folded);
        }
        let spread = postings.iter().map(|(term, postings)| {
            let mut entries: Vec<u32> = postings.iter().map(|posting| posting.entry).collect();
            entries.dedup();
            (term.clone(), entries.len())
        });
        let spread = spread.collect();
        for group in &synonyms.groups {
            let members = match group {
                Group::Same(members) => members.iter(),
                Group::OneWay { from, to: _ } => from.iter(),
            };
            for word in members.flat_map(|member| words(member)) {
                vocabulary.entry(word.clone()).or_insert_with(|| analysis.term(&word));
            }
        }
        Self { analysis, entries, folded, postings, spread, vocabulary, concepts, weights }
    }

    /// Whether a document of this id can be found.
    pub(super) fn has(&self, id: &str) -> bool {
        self.ids().any(|other| other == id)
    }

    /// The ids of all documents that can be found.
    pub(super) fn ids(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(|entry| entry.id.as_str())
    }

    /// What the counts of a term in an entry weigh.
    pub(super) fn weigh(&self, entry: u32, counts: &[f64; 5]) -> f64 {
        self.weights[entry as usize].iter().zip(counts).map(|(weight, count)| weight * count).sum()
    }
}

fn count(entry: &Entry, analysis: Analysis, concepts: &Concepts) -> Counted {
    let mut counted = Counted {
        terms: BTreeMap::new(),
        vocabulary: BTreeMap::new(),
        lengths: [0.0; 5],
        folded: Vec::new(),
    };
    let mut add = |passage: u32, field: Field, text: &str| {
        let found = analysis.terms(text);
        let mut count = |term: &str, share: f64| {
            counted.terms.entry((term.to_owned(), passage)).or_default()[field as usize] += share;
        };
        for (word, term) in &found {
            count(term, 1.0);
            analysis.parts(word).iter().filter(|part| *part != term).for_each(|part| count(part, PART));
        }
        let terms: Vec<&str> = found.iter().map(|(_, term)| term.as_str()).collect();
        concepts.in_text(&terms).for_each(|named| count(named.concept, 1.0));
        counted.lengths[field as usize] += found.len() as f64;
        let words: Vec<&str> = found.iter().map(|(word, _)| word.as_str()).collect();
        counted.folded.push(format!(" {} ", words.join(" ")));
        counted.vocabulary.extend(found);
    };
    add(0, Field::Title, &entry.title);
    add(0, Field::Summary, &entry.summary);
    entry.keywords.iter().for_each(|keyword| add(0, Field::Keywords, keyword));
    for (number, passage) in (0..).zip(&entry.passages) {
        add(number, Field::Heading, &passage.heading);
        add(number, Field::Body, &passage.text);
    }
    counted
}

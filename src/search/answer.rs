//! A question → what is found, in which order, and why.

use std::collections::{BTreeMap, BTreeSet};

use super::entries::IndexEntry;
use super::field::SearchField;
use super::index::{Index, STEPS};
use super::query::{MatchKind, Query, Slot, TermReading, read};
use super::words::words;
use crate::document::Audience;

/// What a question finds.
#[derive(Clone, Debug, Default)]
pub struct SearchAnswer {
    /// The documents, best first.
    pub hits: Vec<Hit>,
    /// The question with its slips mended, where it had any.
    pub did_you_mean: Option<String>,
}

/// A document that was found.
#[derive(Clone, Debug)]
pub struct Hit {
    /// Its id.
    pub id: String,
    /// The address of the section that fits best.
    pub url: String,
    /// The id of that section; `lead` for what stands before the first.
    pub section: String,
    /// The title of the document.
    pub title: String,
    /// How well it fits; only to be compared within one answer.
    pub score: f64,
    /// Why it was found: for each word of the question that counted, the reading that counted most.
    pub why: Vec<HitReason>,
}

/// Why a word of a question speaks for a document.
#[derive(Clone, Debug)]
pub struct HitReason {
    /// The word.
    pub word: String,
    /// How it was read.
    pub match_kind: MatchKind,
    /// What was found, as the index has it.
    pub found: Vec<String>,
    /// Where it stands.
    pub fields: Vec<SearchField>,
    /// What it adds.
    pub score: f64,
}

/// How soon the same word once more adds little.
const SATURATION: f64 = 2.0;

/// What part of a question a document has to say that says it in passing only: below it, it answers another question.
const IN_PASSING: f64 = 0.5;

/// From what weight on a word isn't said in passing: as much as in a heading or a summary.
const STRONG: f64 = 3.0;

/// By how much a document for residents fits better where somebody asks for themselves.
const OWN: f64 = 1.5;

/// What each further word adds that stands in a row in the question and in a title or keyword.
const ROW: f64 = 0.25;

/// What the best section adds to what the whole document weighs.
const SECTION: f64 = 0.4;

/// How many documents, best first, are looked at for words in quotes.
const MOST_QUOTED: usize = 100;

/// What speaks for a document.
#[derive(Default)]
struct Evidence {
    why: Vec<HitReason>,
    /// How much the words say that were found.
    idf: f64,
    /// Whether it says one of them more than in passing.
    is_strong: bool,
    /// What its passages weigh.
    passages: BTreeMap<u16, f64>,
    /// Where the last word that was found in it stands in its title and keywords, with how many stand in a row up to
    /// there.
    rows: Vec<(u8, u32)>,
    /// The place of that word in the question.
    rows_of: usize,
    longest_row: u32,
}

/// A document in which a word was found, and how that was read.
struct Hold<'r> {
    reading: &'r TermReading,
    score: f64,
    weight: f64,
    passages: BTreeMap<u16, f64>,
}

impl Index {
    /// What a question finds.
    pub fn answer(&self, question: &str) -> SearchAnswer {
        let query = read(self, question);
        let asked: f64 = query.slots.iter().map(|slot| self.idf(slot)).sum();
        let mut found: BTreeMap<u32, Evidence> = BTreeMap::new();
        for (slot_idx, slot) in query.slots.iter().enumerate() {
            self.look_up(slot_idx, slot, &mut found);
        }
        let mut hits: Vec<(u32, f64, u16, Vec<HitReason>)> = found
            .into_iter()
            .filter(|(_, found)| found.is_strong || found.idf >= IN_PASSING * asked)
            .map(|(document, found)| {
                let (passage, section) = best(&found.passages);
                let sum: f64 = found.why.iter().map(|reason| reason.score).sum();
                // To the power of one and a half, which a root gives the same everywhere.
                let share = found.idf / asked;
                let score = (sum + SECTION * section) * share * share.sqrt();
                let score = score * self.boost(document, &query, found.longest_row);
                (document, rounded(score), passage, found.why)
            })
            .collect();
        hits.sort_by(|(one, one_score, ..), (other, other_score, ..)| {
            other_score.total_cmp(one_score).then_with(|| one.cmp(other))
        });
        if !query.phrases.is_empty() {
            hits.truncate(MOST_QUOTED);
            hits.retain(|(document, ..)| self.says_all(*document, &query));
        }
        let hits = hits.into_iter();
        let hits = hits.map(|(document, score, passage, why)| self.hit(document, passage, score, why));
        SearchAnswer { hits: hits.collect(), did_you_mean: query.mended }
    }

    /// By how much a document speaks as the question does: to the same readers, and in the same words in a row.
    fn boost(&self, document: u32, query: &Query, longest_row: u32) -> f64 {
        let is_for_residents = self.entry(document).audience == Audience::Resident;
        let audience = if query.is_own && is_for_residents { OWN } else { 1.0 };
        audience * (1.0 + ROW * f64::from(longest_row.saturating_sub(1)))
    }

    /// Whether a document holds every phrase of the question.
    fn says_all(&self, document: u32, query: &Query) -> bool {
        let IndexEntry { title, summary, keywords, passages, .. } = self.entry(document);
        let passages = passages.iter().flat_map(|passage| [&passage.heading, &passage.text]);
        let texts = [title, summary].into_iter().chain(keywords).chain(passages);
        let texts: Vec<String> =
            texts.map(|text| format!(" {} ", words(text).collect::<Vec<_>>().join(" "))).collect();
        query.phrases.iter().all(|phrase| texts.iter().any(|text| text.contains(phrase.as_str())))
    }

    /// Adds what one word of the question finds.
    fn look_up(&self, slot_idx: usize, slot: &Slot, found: &mut BTreeMap<u32, Evidence>) {
        let mut holds: BTreeMap<u32, Hold<'_>> = BTreeMap::new();
        for reading in &slot.readings {
            let rarity = self.rarity(reading);
            let score = |weight: f64| reading.weight * rarity * weight / (weight + SATURATION);
            for (document, weight) in self.intersect(reading) {
                let weight = f64::from(weight) / STEPS;
                let score = score(weight);
                let hold = holds.entry(document);
                let hold = hold.or_insert_with(|| Hold { reading, score, weight, passages: BTreeMap::new() });
                if score > hold.score {
                    (hold.reading, hold.score, hold.weight) = (reading, score, weight);
                }
            }
            for posting in reading.terms.iter().flat_map(|term| self.postings(*term)) {
                let Some(hold) = holds.get_mut(&posting.document) else { continue };
                for (passage, halves) in posting.passages() {
                    let best = hold.passages.entry(passage).or_default();
                    *best = best.max(score(f64::from(halves) / 2.0));
                }
            }
        }
        let idf = self.idf(slot);
        let whole = slot
            .readings
            .iter()
            .find(|reading| matches!(reading.match_kind, MatchKind::Word | MatchKind::Form));
        for (document, hold) in holds {
            let found = found.entry(document).or_default();
            found.idf += idf;
            found.is_strong |= hold.weight >= STRONG;
            for (passage, score) in &hold.passages {
                *found.passages.entry(*passage).or_default() += score;
            }
            let rows = whole.into_iter().flat_map(|reading| self.rows(document, reading.terms[0]));
            let before = std::mem::take(&mut found.rows);
            let before: &[(u8, u32)] = if found.rows_of + 1 == slot_idx { &before } else { &[] };
            found.rows_of = slot_idx;
            found.rows = rows
                .map(|position| {
                    let row = before.iter().find(|(other, _)| other.checked_add(1) == Some(position));
                    (position, row.map_or(1, |(_, length)| length + 1))
                })
                .collect();
            let longest = found.rows.iter().map(|(_, length)| *length).max().unwrap_or_default();
            found.longest_row = found.longest_row.max(longest);
            found.why.push(self.reason(document, slot, &hold));
        }
    }

    fn reason(&self, document: u32, slot: &Slot, hold: &Hold<'_>) -> HitReason {
        let Hold { reading, score, .. } = hold;
        let table = self.lexicon.table();
        let fields: BTreeSet<SearchField> =
            reading.terms.iter().flat_map(|term| self.fields(*term, document)).collect();
        HitReason {
            word: slot.word.clone(),
            match_kind: reading.match_kind,
            found: reading.terms.iter().map(|term| table.term_text(*term).trim().to_owned()).collect(),
            fields: fields.into_iter().collect(),
            score: *score,
        }
    }

    /// How much a word of a question says: one that most documents have is hardly missed in another, and one that none
    /// has says most.
    fn idf(&self, slot: &Slot) -> f64 {
        let idfs = slot.readings.iter().map(|reading| self.rarity(reading));
        idfs.reduce(f64::max).unwrap_or_else(|| self.rarity_of(0))
    }

    /// The documents in which all terms of a reading stand, with what it weighs; of several terms the lightest counts
    /// there.
    fn intersect(&self, reading: &TermReading) -> BTreeMap<u32, u32> {
        let mut terms = reading.terms.iter();
        let weights = |term| self.postings(term).map(|posting| (posting.document, posting.weight)).collect();
        let mut documents: BTreeMap<u32, u32> = terms.next().map(|term| weights(*term)).unwrap_or_default();
        for term in terms {
            let other: BTreeMap<u32, u32> = weights(*term);
            documents.retain(|document, weight| match other.get(document) {
                Some(other) => {
                    *weight = (*weight).min(*other);
                    true
                }
                None => false,
            });
        }
        documents
    }

    /// How much it says that a reading is found: the fewer documents have it, the more.
    fn rarity(&self, reading: &TermReading) -> f64 {
        self.rarity_of(reading.terms.iter().map(|term| self.spread(*term)).min().unwrap_or_default())
    }

    fn rarity_of(&self, spread: u32) -> f64 {
        let (n, spread) = (self.documents.len() as f64, f64::from(spread));
        (1.0 + (n - spread + 0.5) / (spread + 0.5)).ln()
    }

    fn entry(&self, document: u32) -> &IndexEntry {
        &self.documents[document as usize].entry
    }

    fn hit(&self, document: u32, passage: u16, score: f64, why: Vec<HitReason>) -> Hit {
        let entry = self.entry(document);
        let section = entry.passages[usize::from(passage)].section.as_str();
        let (url, section) = match section {
            "" => (entry.url.clone(), "lead"),
            section => (format!("{}#{section}", entry.url), section),
        };
        Hit { id: entry.id.clone(), url, section: section.to_owned(), title: entry.title.clone(), score, why }
    }
}

/// The passage that weighs most, with what it weighs; the first of equal ones, and the lead where there is none.
fn best(passages: &BTreeMap<u16, f64>) -> (u16, f64) {
    passages.iter().fold((0, 0.0), |best, (passage, score)| {
        let score = rounded(*score);
        if score > best.1 { (*passage, score) } else { best }
    })
}

/// Logarithms differ in their last digits from one machine to the next, and an order must not.
fn rounded(score: f64) -> f64 {
    (score * 1e6).round() / 1e6
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::Synonyms;
    use super::super::synonyms::Group;
    use super::*;
    use crate::site::check::testing::site;

    fn index() -> Index {
        let same = |words: [&str; 2]| Group::Same(words.map(str::to_owned).to_vec());
        let groups = vec![
            same(["huiselijk geweld", "slaat mij"]),
            same(["schulden", "betalingsachterstand"]),
            Group::OneWay { from: vec!["deurwaarder".to_owned()], to: vec!["schulden".to_owned()] },
        ];
        let text =
            |title: &str, text: &str| format!("---\ntitel: {title}\nstatus: gepubliceerd\n---\n{text}\n");
        let sources = [
            ("kaarten/geld.md", text("Schulden", "Rood staan.\n\n## Bellen\n\nBel de kredietbank.\n")),
            ("kaarten/straat.md", text("Straatcontactpersoon", "Wie woont er in een straat?")),
            ("kaarten/thuis.md", text("Geweld thuis", "Over huiselijk geweld en het gezin.")),
            ("kaarten/zin.md", text("Zin in koffie", "Bij het café zit iemand met wie je praat.")),
            (
                "kaarten/weg.md",
                "---\ntitel: Weggehaalde schulden\nstatus: vervallen\n---\nSchulden.\n".to_owned(),
            ),
            ("kaarten/later.md", "---\ntitel: Latere schulden\nstatus: concept\n---\nSchulden.\n".to_owned()),
        ];
        let sources: Vec<(&str, &str)> = sources.iter().map(|(path, text)| (*path, text.as_str())).collect();
        Index::of(&site(&sources), &Synonyms { groups, ..Synonyms::default() })
    }

    /// What a question finds: the ids without their folder, best first, each with how its first word was read.
    fn check(question: &str, expected: &str) {
        let hits = index().answer(question).hits;
        let found: Vec<String> = hits
            .iter()
            .map(|hit| {
                format!("{} ({})", hit.id.trim_start_matches("kaarten/"), hit.why[0].match_kind.name())
            })
            .collect();
        assert_eq!(found.join(", "), expected, "{question}");
    }

    #[test]
    fn a_word_is_read_in_many_ways() {
        check("schuld", "geld (form)");
        check("schulden", "geld (word)");
        check("deurwaarder", "geld (synonym)");
        check("betalingsachterstand", "geld (synonym)");
        check("mijn man slaat mij", "thuis (synonym)");
        check("straat contact persoon", "straat (joined)");
        check("contactpersoon", "straat (parts)");
        check("kredie", "geld (start)");
        check("kredietbnak", "geld (typo)");
        check("CAFE", "zin (word)");
    }

    #[test]
    fn words_that_only_look_alike_find_nothing_of_each_other() {
        check("gezin", "thuis (word)");
        check("zin", "zin (word)");
        check("xqzvbk", "");
    }

    #[test]
    fn who_types_a_whole_word_does_not_ask_for_longer_ones() {
        check("bel", "geld (word)");
        check("contact", "straat (word)");
    }

    #[test]
    fn more_words_than_anybody_writes_do_no_harm() {
        let row = (0..400).map(|n| format!("woord{n}")).collect::<Vec<_>>().join(" ");
        let list = row.replace(' ', ", ");
        let card = format!("---\ntitel: {row}\nzoekwoorden: [{list}]\nstatus: gepubliceerd\n---\nTekst.\n");
        let index = Index::of(&site(&[("kaarten/a.md", card.as_str())]), &Synonyms::default());
        assert_eq!(index.answer("woord398 woord399").hits.len(), 1);
    }

    #[test]
    fn signs_are_no_synonyms() {
        let same = |words: [&str; 2]| Group::Same(words.map(str::to_owned).to_vec());
        let groups = vec![same(["!!!", "aardappel"]), same(["???", "schulden"])];
        let synonyms = Synonyms { groups, ..Synonyms::default() };
        let card = "---\ntitel: Schulden\nstatus: gepubliceerd\n---\nTekst.\n";
        assert!(Index::of(&site(&[("kaarten/a.md", card)]), &synonyms).answer("aardappel").hits.is_empty());
    }

    #[test]
    fn a_whole_question_finds_what_some_of_its_words_say() {
        check("wie helpt mij morgen met mijn schulden?", "geld (word)");
    }

    #[test]
    fn quotes_ask_for_words_in_a_row() {
        check("\"over huiselijk\"", "thuis (word)");
        check("\"huiselijk over\"", "");
    }

    #[test]
    fn the_section_that_fits_best_is_shown() {
        let answer = index().answer("kredietbank bellen");
        assert_eq!(
            (answer.hits[0].url.as_str(), answer.hits[0].section.as_str()),
            ("kaarten/geld/#bellen", "bellen")
        );
    }

    #[test]
    fn a_slip_is_reported() {
        assert_eq!(index().answer("schudlen").did_you_mean.as_deref(), Some("schulden"));
        assert_eq!(index().answer("schulden").did_you_mean, None);
    }

    #[test]
    fn a_word_that_the_site_knows_is_not_a_slip() {
        let card =
            "---\ntitel: Wat je verwacht\nstatus: gepubliceerd\nzoekwoorden: [vertrouwen]\n---\nOp tafel.\n";
        let synonyms = Synonyms {
            groups: vec![Group::Same(["opvatting", "verwachting"].map(str::to_owned).to_vec())],
            never_corrected: vec!["verdacht".to_owned()],
        };
        let index = Index::of(&site(&[("kaarten/a.md", card)]), &synonyms);
        let meant = |question: &str| index.answer(question).did_you_mean;
        assert_eq!(meant("vervacht").as_deref(), Some("verwacht"));
        // One of a list, another form of it, one of a group, another form of it, and a keyword.
        for word in ["verdacht", "verdachte", "Verdacht!", "opvatting", "opvattingen", "vertrouwen"] {
            assert_eq!(meant(word), None, "{word}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn any_question_is_answered_and_the_same_way_by_a_fresh_index(question in "\\PC{0,40}|[a-z \"]{0,40}") {
            let answer = |index: Index| format!("{:?}", index.answer(&question));
            prop_assert_eq!(answer(index()), answer(index()));
        }
    }
}

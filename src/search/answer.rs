//! A question → what is found, in which order, and why.

use std::collections::BTreeMap;

use super::index::{Field, Index, Posting};
use super::query::{How, Query, Reading, Slot, read};
use crate::document::Audience;

/// What a question finds.
#[derive(Clone, Debug, Default)]
pub struct Answer {
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
    pub why: Vec<Reason>,
}

/// Why a word of a question speaks for a document.
#[derive(Clone, Debug)]
pub struct Reason {
    /// The word.
    pub word: String,
    /// How it was read.
    pub how: How,
    /// What was found, as the index has it.
    pub found: Vec<String>,
    /// Where it stands.
    pub fields: Vec<Field>,
    /// What it adds.
    pub score: f64,
}

/// How soon the same word once more adds little.
const SATURATION: f64 = 2.0;

/// How heavily words that aren't found weigh.
const MISSED: f64 = 1.5;

/// By how much a document for residents fits better where somebody asks for themselves.
const OWN: f64 = 1.5;

/// What each further word adds that stands in a row in the question and in a title or keyword.
const ROW: f64 = 0.12;

/// What the best section adds to what the whole document weighs.
const SECTION: f64 = 0.4;

/// What speaks for a document.
#[derive(Default)]
struct Found {
    why: Vec<Reason>,
    /// How much the words say that were found.
    said: f64,
}

impl Index {
    /// What a question finds.
    pub fn answer(&self, question: &str) -> Answer {
        let query = read(self, question);
        let asked: f64 = query.slots.iter().map(|slot| self.says(slot)).sum();
        let mut found: BTreeMap<u32, Found> = BTreeMap::new();
        let mut sections: BTreeMap<(u32, u32), f64> = BTreeMap::new();
        for slot in &query.slots {
            self.look_up(slot, &mut found, &mut sections);
        }
        let mut best: BTreeMap<u32, (u32, f64)> = BTreeMap::new();
        for ((entry, passage), score) in sections {
            let best = best.entry(entry).or_insert((passage, score));
            if score > best.1 {
                *best = (passage, score);
            }
        }
        let found = found.into_iter().filter(|(entry, _)| self.says_all(*entry, &query));
        let mut hits: Vec<Hit> = found
            .map(|(entry, Found { why, said })| {
                let (passage, section) = best.get(&entry).copied().unwrap_or_default();
                let sum: f64 = why.iter().map(|reason| reason.score).sum();
                let score = (sum + SECTION * section) * (said / asked).powf(MISSED);
                let score = score * self.voice(entry, &query);
                self.hit(entry, passage, score, why)
            })
            .collect();
        hits.sort_by(|one, other| other.score.total_cmp(&one.score).then_with(|| one.id.cmp(&other.id)));
        Answer { hits, did_you_mean: query.mended }
    }

    /// By how much a document speaks as the question does: to the same readers, and in the same words in a row.
    fn voice(&self, entry: u32, query: &Query) -> f64 {
        let found = &self.entries[entry as usize];
        let audience = if query.is_own && found.audience == Audience::Resident { OWN } else { 1.0 };
        // The title comes first, then the summary, then the keywords.
        let texts = &self.folded[entry as usize];
        let names = texts.iter().take(1).chain(texts.iter().skip(2).take(found.keywords.len()));
        let run = names.map(|name| run(&query.asked, name)).max().unwrap_or_default();
        audience * (1.0 + ROW * run.saturating_sub(1) as f64)
    }

    /// Whether a document holds every phrase of the question.
    fn says_all(&self, entry: u32, query: &Query) -> bool {
        let texts = &self.folded[entry as usize];
        query.phrases.iter().all(|phrase| texts.iter().any(|text| text.contains(phrase.as_str())))
    }

    /// Adds what one word of the question finds.
    fn look_up(
        &self,
        slot: &Slot,
        found: &mut BTreeMap<u32, Found>,
        sections: &mut BTreeMap<(u32, u32), f64>,
    ) {
        let mut reasons: BTreeMap<u32, Reason> = BTreeMap::new();
        let mut passages: BTreeMap<(u32, u32), f64> = BTreeMap::new();
        for reading in &slot.readings {
            for (entry, counts) in self.together(reading) {
                let rarity = self.rarity(reading);
                let weight = self.weigh(entry, &counts);
                let score = reading.weight * rarity * weight / (weight + SATURATION);
                if reasons.get(&entry).is_none_or(|reason| score > reason.score) {
                    let fields = Field::ALL.into_iter().filter(|field| counts[*field as usize] > 0.0);
                    let reason = Reason {
                        word: slot.word.clone(),
                        how: reading.how,
                        found: reading.terms.iter().map(|term| term.trim().to_owned()).collect(),
                        fields: fields.collect(),
                        score,
                    };
                    reasons.insert(entry, reason);
                }
            }
            for posting in reading.terms.iter().filter_map(|term| self.postings.get(term)).flatten() {
                let Posting { entry, passage, counts } = posting;
                let here = counts[Field::Heading as usize] * Field::Heading.weight()
                    + counts[Field::Body as usize] * Field::Body.weight();
                let score = reading.weight * self.rarity(reading) * here / (here + SATURATION);
                let best = passages.entry((*entry, *passage)).or_default();
                *best = best.max(score);
            }
        }
        let said = self.says(slot);
        for (entry, reason) in reasons {
            let found = found.entry(entry).or_default();
            found.why.push(reason);
            found.said += said;
        }
        for (place, score) in passages {
            *sections.entry(place).or_default() += score;
        }
    }

    /// How much a word of a question says: one that most documents have is hardly missed in another.
    fn says(&self, slot: &Slot) -> f64 {
        slot.readings.iter().map(|reading| self.rarity(reading)).fold(0.0, f64::max)
    }

    /// The documents in which all terms of a reading stand, with how often; of several terms the rarest counts there.
    fn together(&self, reading: &Reading) -> BTreeMap<u32, [f64; 5]> {
        let mut together: Option<BTreeMap<u32, [f64; 5]>> = None;
        for term in &reading.terms {
            let mut counts: BTreeMap<u32, [f64; 5]> = BTreeMap::new();
            for posting in self.postings.get(term).into_iter().flatten() {
                let sum = counts.entry(posting.entry).or_default();
                sum.iter_mut().zip(posting.counts).for_each(|(sum, count)| *sum += count);
            }
            together = Some(match together {
                None => counts,
                Some(before) => {
                    let both = before.into_iter().filter_map(|(entry, one)| {
                        let other = counts.get(&entry)?;
                        let less =
                            if self.weigh(entry, &one) <= self.weigh(entry, other) { one } else { *other };
                        Some((entry, less))
                    });
                    both.collect()
                }
            });
        }
        together.unwrap_or_default()
    }

    /// How much it says that a reading is found: the fewer documents have it, the more.
    fn rarity(&self, reading: &Reading) -> f64 {
        let spread = reading.terms.iter().filter_map(|term| self.spread.get(term)).min();
        let (n, spread) = (self.entries.len() as f64, spread.copied().unwrap_or_default() as f64);
        (1.0 + (n - spread + 0.5) / (spread + 0.5)).ln()
    }

    fn hit(&self, entry: u32, passage: u32, score: f64, why: Vec<Reason>) -> Hit {
        let entry = &self.entries[entry as usize];
        let section = entry.passages[passage as usize].section.as_str();
        let (url, section) = match section {
            "" => (entry.url.clone(), "lead"),
            section => (format!("{}#{section}", entry.url), section),
        };
        Hit { id: entry.id.clone(), url, section: section.to_owned(), title: entry.title.clone(), score, why }
    }
}

/// How many words of a question stand in a row in a text, whose words have a space at both ends.
fn run(asked: &[String], text: &str) -> usize {
    let mut longest = 0;
    for from in 0..asked.len() {
        let mut row = String::from(" ");
        for (len, word) in (1..).zip(&asked[from..]) {
            row.push_str(word);
            row.push(' ');
            if !text.contains(&row) {
                break;
            }
            longest = longest.max(len);
        }
    }
    longest
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
        Index::new(&site(&sources), &Synonyms { groups })
    }

    /// What a question finds: the ids without their folder, best first, each with how its first word was read.
    fn check(question: &str, expected: &str) {
        let hits = index().answer(question).hits;
        let found: Vec<String> = hits
            .iter()
            .map(|hit| format!("{} ({})", hit.id.trim_start_matches("kaarten/"), hit.why[0].how.name()))
            .collect();
        assert_eq!(found.join(", "), expected, "{question}");
    }

    #[test]
    fn a_word_is_read_in_many_ways() {
        check("schuld", "geld (word)");
        check("deurwaarder", "geld (synonym)");
        check("betalingsachterstand", "geld (synonym)");
        check("mijn man slaat mij", "thuis (synonym)");
        check("straat contact persoon", "straat (joined)");
        check("contactpersoon", "straat (parts)");
        check("kredie", "geld (start)");
        check("schudlen", "geld (typo)");
        check("CAFE", "zin (word)");
    }

    #[test]
    fn words_that_only_look_alike_find_nothing_of_each_other() {
        check("gezin", "thuis (word)");
        check("zin", "zin (word)");
        check("xqzvbk", "");
    }

    #[test]
    fn a_whole_question_finds_what_some_of_its_words_say() {
        check("wie helpt mij morgen met mijn schulden?", "geld (word)");
    }

    #[test]
    fn quotes_ask_for_words_in_a_row() {
        check("\"huiselijk geweld\"", "thuis (word)");
        check("\"geweld huiselijk\"", "");
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
    fn a_slip_is_told() {
        assert_eq!(index().answer("schudlen").did_you_mean.as_deref(), Some("schulden"));
        assert_eq!(index().answer("schulden").did_you_mean, None);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn any_question_is_answered_and_the_same_way_by_a_fresh_index(question in "\\PC{0,40}|[a-z \"]{0,40}") {
            let told = |index: Index| format!("{:?}", index.answer(&question));
            prop_assert_eq!(told(index()), told(index()));
        }
    }
}

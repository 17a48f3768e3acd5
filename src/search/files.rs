//! An index → the files that the browser searches in.
//!
//! Each is a classic script that hands a text to the engine, `wijkgidsSearch.take("s3", "version", "…")`, so that a
//! site opened from disk can search too, and nothing has to be evaluated. The version tells a file from one of another
//! build. A browser loads the root, `index.js`, and then only what a question needs:
//!
//! | file | holds |
//! |---|---|
//! | `index.js` | the version, what is known of the language, synonyms, where each word lies |
//! | `s0.js`, `s1.js` … | words in order: the term of each, its parts, and where terms stand |
//! | `t0.js` … | the words with one first letter, for slips |
//! | `d0.js` … | titles, addresses and headings of documents |
//! | `x0.js` … | the texts of documents, for excerpts and phrases |
//! | `f.js` | the documents of each term of a facet |
//!
//! What isn't a text of the site is written as whole numbers in a notation of its own ([`push`]).

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;
use serde_json::{Value, json};

use super::counted::Counted;
use super::index::Index;
use super::lexicon::TermId;
use super::light::{PASSES, SHORTEST};
use super::query::meant;
use super::shards::{ShardKey, Shards};
use crate::document::Audience;
use crate::model::Language;
use crate::site::INDEX;
use crate::text::Digest;

/// About how many characters a file of words holds: what one word costs whoever looks for it, some 11 KB compressed.
const SHARD: usize = 24_000;

/// How many documents a file of titles holds.
const TITLES: usize = 256;

/// How many documents a file of texts holds.
const TEXTS: usize = 16;

/// In how many documents a heading has to stand to be written once for all.
const COMMON: usize = 3;

impl Index {
    /// Every file by name.
    pub fn files(&self) -> Vec<(String, Vec<u8>)> {
        // All files wait for it.
        self.version();
        let file = |name: String| {
            let bytes = self.file(&name).expect("these are the names of files");
            (name, bytes)
        };
        self.names().into_par_iter().map(file).collect()
    }

    /// The names of all files.
    fn names(&self) -> Vec<String> {
        let n = self.documents.len();
        let numbered = |kind: char, n: usize| (0..n).map(move |number| format!("{kind}{number}.js"));
        let of_index = [INDEX.to_owned(), "f.js".to_owned()];
        of_index
            .into_iter()
            .chain(numbered('s', self.shards().starts.len()))
            .chain(numbered('t', self.shards().letters.len()))
            .chain(numbered('d', n.div_ceil(TITLES)))
            .chain(numbered('x', n.div_ceil(TEXTS)))
            .collect()
    }

    /// A file. `None` where there is none of this name.
    pub fn file(&self, name: &str) -> Option<Vec<u8>> {
        let key = name.strip_suffix(".js")?;
        let text = match key {
            "index" => self.root(),
            "f" => self.facets(),
            _ => {
                let kind = key.chars().next()?;
                let digits = &key[kind.len_utf8()..];
                let number = digits.parse().ok().filter(|number: &usize| number.to_string() == digits)?;
                match kind {
                    's' => self.shard(number)?,
                    't' => self.slips(number)?,
                    'd' => self.titles(number)?,
                    'x' => self.texts(number)?,
                    _ => return None,
                }
            }
        };
        let (text, version) = (Value::String(text), self.version().short());
        Some(format!("wijkgidsSearch.take(\"{key}\",\"{version}\",{text});\n").into_bytes())
    }

    /// What tells these files from those of another index: of what is written in them, as bytes. Another program may write
    /// other files of the same texts.
    fn version(&self) -> Digest {
        *self.version.get_or_init(|| {
            let mut bytes = [env!("CARGO_PKG_VERSION"), &self.root(), &self.facets()].join("\n");
            bytes.extend(self.documents.iter().map(|document| document.written.to_string()));
            Digest::of_bytes(bytes.as_bytes())
        })
    }

    fn shards(&self) -> &Shards {
        self.shards.get_or_init(|| {
            let keys = self.keys();
            let mut starts = Vec::new();
            let mut size = SHARD;
            for (at, key) in keys.iter().enumerate() {
                if size >= SHARD {
                    starts.push(at);
                    size = 0;
                }
                size += key.text.len() + 4 + key.term.map_or(0, |term| 3 * self.stands(term));
            }
            Shards { keys, starts, letters: self.letters(), headings: self.common_headings() }
        })
    }

    fn keys(&self) -> Vec<ShardKey> {
        let vocabulary = &self.laid().vocabulary;
        let table = self.lexicon.table();
        let words = vocabulary.iter().map(|(text, id)| (Arc::clone(text), Some(*id), None));
        let terms = (0..).map(TermId).take(self.n_terms()).filter(|term| self.spread(*term) > 0);
        let terms = terms.map(|term| (Arc::clone(table.term_text(term)), None, Some(term)));
        let mut all: Vec<_> = words.chain(terms).collect();
        all.par_sort_unstable();
        let mut keys: Vec<ShardKey> = Vec::with_capacity(all.len());
        for (text, word, term) in all {
            match keys.last_mut() {
                Some(last) if last.text == text => {
                    last.word = last.word.or(word);
                    last.term = last.term.or(term);
                }
                _ => keys.push(ShardKey { text, word, term }),
            }
        }
        keys
    }

    fn common_headings(&self) -> BTreeMap<(String, String), usize> {
        let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
        for passage in self.documents.iter().flat_map(|document| document.entry.passages.iter().skip(1)) {
            *counts.entry((&passage.section, &passage.heading)).or_default() += 1;
        }
        let common = counts.into_iter().filter(|(_, count)| *count >= COMMON);
        let owned = common.map(|((id, text), _)| (id.to_owned(), text.to_owned()));
        owned.zip(0..).collect()
    }

    fn root(&self) -> String {
        let shards = self.shards();
        let analysis = self.lexicon.analysis;
        let light = analysis.light();
        let meant: Vec<_> = analysis.stop().map(|word| (word, meant(self, word))).collect();
        let text = |term| self.lexicon.table().term_text(term).to_string();
        let stop: BTreeMap<&str, String> =
            meant.into_iter().map(|(word, term)| (word, term.map(text).unwrap_or_default())).collect();
        let firsts: Vec<&str> = shards.starts.iter().map(|start| &*shards.keys[*start].text).collect();
        let root = json!({
            "documents": self.documents.len(),
            "stop": stop,
            "own": analysis.own(),
            "light": {
                "endings": light.endings,
                "prefixes": light.prefixes,
                "particles": light.particles,
                "last": light.last,
                "shortest": SHORTEST,
                "passes": PASSES,
            },
            "same": self.named(&self.concepts.same),
            "asked": self.named(&self.concepts.asked),
            "words": firsts,
            "letters": shards.letters,
            "titles": TITLES,
            "texts": TEXTS,
            "residents": self.residents(),
            "passages": self.passages(),
            "headings": shards.headings.keys().collect::<Vec<_>>(),
        });
        root.to_string()
    }

    /// What words mean together: `terms|concept`, in order.
    fn named(&self, named: &super::concepts::ConceptsByTerm) -> Vec<String> {
        let table = self.lexicon.table();
        // Hash order: sorted before anything is made of it.
        let entries = named.values().flatten().filter(|(_, concept)| self.spread(*concept) > 0);
        let mut lines: Vec<String> = entries
            .map(|(terms, concept)| {
                let terms: Vec<&str> = terms.iter().map(|term| &**table.term_text(*term)).collect();
                format!("{}|{}", terms.join(" "), table.term_text(*concept))
            })
            .collect();
        lines.sort_unstable();
        lines.dedup();
        lines
    }

    /// The first letters of all words.
    fn letters(&self) -> Vec<char> {
        let mut letters: Vec<char> =
            self.laid().vocabulary.iter().filter_map(|(text, _)| text.chars().next()).collect();
        letters.dedup();
        letters
    }

    /// The documents for residents: from one on, how many in a row.
    fn residents(&self) -> String {
        let mut runs: Vec<Range<usize>> = Vec::new();
        for (at, document) in self.documents.iter().enumerate() {
            if document.entry.audience == Audience::Resident {
                match runs.last_mut() {
                    Some(run) if run.end == at => run.end += 1,
                    _ => runs.push(at..at + 1),
                }
            }
        }
        let mut text = String::new();
        for run in runs {
            push(run.start, &mut text);
            push(run.len(), &mut text);
        }
        text
    }

    /// How many passages each document has.
    fn passages(&self) -> String {
        let mut text = String::new();
        self.documents.iter().for_each(|document| push(document.entry.passages.len(), &mut text));
        text
    }

    fn shard(&self, number: usize) -> Option<String> {
        let shards = self.shards();
        let from = *shards.starts.get(number)?;
        let to = shards.starts.get(number + 1).copied().unwrap_or(shards.keys.len());
        let table = self.lexicon.table();
        let mut text = String::with_capacity(2 * SHARD);
        for key in &shards.keys[from..to] {
            if !text.is_empty() {
                text.push('~');
            }
            text.push_str(&key.text);
            text.push('|');
            if let Some(word) = key.word.map(|id| table.word(id)) {
                let term = table.term_text(word.term);
                text.push_str(if *term == key.text { "=" } else { term });
                for part in &word.parts {
                    text.push(' ');
                    text.push_str(table.term_text(*part));
                }
            }
            if let Some(term) = key.term {
                text.push('|');
                self.push_postings(term, &mut text);
            }
        }
        Some(text)
    }

    /// For each document: how far after the one before it, the weight with whether it stands in a row, then those
    /// places, and how many passages, each how far after the one before it, with its weight.
    fn push_postings(&self, term: TermId, text: &mut String) {
        let mut next = 0;
        for posting in self.postings(term) {
            let rows: Vec<u8> = self.rows(posting.document, term).collect();
            push_place(posting.document as usize, &mut next, text);
            push(2 * posting.weight as usize + usize::from(!rows.is_empty()), text);
            if !rows.is_empty() {
                push(rows.len(), text);
                rows.iter().for_each(|position| push(usize::from(*position), text));
            }
            let passages: Vec<(u16, u32)> = posting.passages().collect();
            push(passages.len(), text);
            let mut next = 0;
            for (passage, weight) in passages {
                push_place(usize::from(passage), &mut next, text);
                push(weight as usize, text);
            }
        }
    }

    /// The words of one first letter: `word|in how many documents`.
    fn slips(&self, number: usize) -> Option<String> {
        let letter = *self.shards().letters.get(number)?;
        let table = self.lexicon.table();
        let words = self.words_from(letter.encode_utf8(&mut [0; 4])).iter();
        let long = words.filter(|(text, _)| text.chars().count() >= SHORTEST);
        let lines = long.map(|(text, id)| format!("{text}|{}", self.spread(table.word(*id).term)));
        Some(lines.collect::<Vec<_>>().join("~"))
    }

    fn chunk(&self, number: usize, size: usize) -> Option<&[Arc<Counted>]> {
        self.documents.chunks(size).nth(number)
    }

    /// Address, title, kind, leading term, language where it is another one, and headings of each document; and a mark on
    /// those that nobody has reviewed in time.
    fn titles(&self, number: usize) -> Option<String> {
        let headings = &self.shards().headings;
        let leading = self.facets.iter().find(|facet| !facet.is_field).map(|facet| facet.id.as_str());
        let documents = self.chunk(number, TITLES)?.iter().map(|document| {
            let entry = &document.entry;
            let term = entry.terms.iter().find(|(facet, _)| Some(facet.as_str()) == leading);
            let sections = entry.passages.iter().skip(1).map(|passage| {
                let heading = (passage.section.clone(), passage.heading.clone());
                headings.get(&heading).map_or_else(|| json!([heading.0, heading.1]), |place| json!(place))
            });
            let sections: Vec<Value> = sections.collect();
            let term = term.map_or("", |(_, term)| term);
            let language = entry.foreign.as_ref().map_or("", Language::as_str);
            let (url, title, kind) = (&entry.url, &entry.title, &entry.kind);
            if entry.is_marked {
                json!([url, title, kind, term, language, sections, 1])
            } else {
                json!([url, title, kind, term, language, sections])
            }
        });
        Some(Value::Array(documents.collect()).to_string())
    }

    /// The summary, the keywords and every passage of each document.
    fn texts(&self, number: usize) -> Option<String> {
        let documents = self.chunk(number, TEXTS)?.iter().map(|document| {
            let entry = &document.entry;
            let passages: Vec<&str> = entry.passages.iter().map(|passage| passage.text.as_str()).collect();
            json!([entry.summary, entry.keywords, passages])
        });
        Some(Value::Array(documents.collect()).to_string())
    }

    /// Each facet with its terms that documents have, and which those are.
    fn facets(&self) -> String {
        let facets = self.facets.iter().map(|facet| {
            let terms = facet.terms.iter().filter_map(|term| {
                let has = |document: &Arc<Counted>| {
                    document.entry.terms.iter().any(|(of, other)| *of == facet.id && *other == term.id)
                };
                let mut next = 0;
                let mut text = String::new();
                for (at, _) in self.documents.iter().enumerate().filter(|(_, document)| has(document)) {
                    push_place(at, &mut next, &mut text);
                }
                (!text.is_empty()).then(|| json!([term.id, term.title, text]))
            });
            json!([facet.id, facet.title, terms.collect::<Vec<_>>()])
        });
        Value::Array(facets.collect()).to_string()
    }
}

/// Digits of five bits: these end a number, those after them don't. The lowest come first.
const LAST: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz012345";
const MORE: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ6789-_";

/// Writes a whole number behind the text; most take one character.
fn push(mut number: usize, text: &mut String) {
    while number >= 32 {
        text.push(char::from(MORE[number % 32]));
        number /= 32;
    }
    text.push(char::from(LAST[number]));
}

/// Writes a place as how far it lies after the one before it; `next` is where that one ended.
fn push_place(place: usize, next: &mut usize, text: &mut String) {
    push(place - *next, text);
    *next = place + 1;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::Synonyms;
    use crate::site::check::testing::site;

    #[test]
    fn only_the_names_of_files_are_names() {
        let card = "---\ntitel: Huur\nstatus: gepubliceerd\n---\nTekst.\n";
        let index = Index::of(&site(&[("kaarten/huur.md", card)]), &Synonyms::default());
        let names: Vec<String> = index.files().into_iter().map(|(name, _)| name).collect();
        assert!(names.iter().all(|name| index.file(name).is_some()), "{names:?}");
        for name in ["", ".js", "s.js", "s01.js", "s+1.js", "é1.js", "1.js", "q0.js", "d1.js", "index", "x0"]
        {
            assert!(index.file(name).is_none(), "{name}");
        }
    }
}

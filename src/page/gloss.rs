//! The first use of a word of the glossary on a page becomes a link to its explanation: a link, and not a text that only
//! shows when a mouse hovers, since most readers have none.

use std::borrow::Cow;
use std::collections::BTreeSet;

use aho_corasick::{AhoCorasick, MatchKind};

use crate::document::{Element, Glossary, TextMark, TextTree};

/// Finds the words of a glossary.
pub(super) struct Gloss {
    finder: Option<AhoCorasick>,
    /// The id of the word of each pattern.
    ids: Vec<String>,
}

impl Gloss {
    /// A finder for these words.
    pub(super) fn new(glossary: &Glossary) -> Self {
        // Who reads a number wants to call it, not to read what it is.
        let is_word = |spelling: &&str| spelling.contains(char::is_alphabetic);
        let spellings = glossary
            .words
            .iter()
            .flat_map(|(id, word)| word.spellings().filter(is_word).map(move |spelling| (id, spelling)));
        let (ids, patterns): (Vec<String>, Vec<String>) =
            spellings.map(|(id, spelling)| (id.clone(), spelling.to_owned())).unzip();
        let finder = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .ascii_case_insensitive(true)
            .build(&patterns)
            .ok()
            .filter(|_| !patterns.is_empty());
        Self { finder, ids }
    }

    /// The text with each word at its first use as [`Element::Explained`], unless it is among `used`, which these are added
    /// to.
    pub(super) fn explain<'t>(
        &self,
        text: Cow<'t, TextTree>,
        used: &mut BTreeSet<String>,
    ) -> Cow<'t, TextTree> {
        let marks = self.marks(&text, used);
        if marks.is_empty() { text } else { Cow::Owned(text.with_marks(&marks)) }
    }

    fn marks(&self, text: &TextTree, used: &mut BTreeSet<String>) -> Vec<TextMark> {
        let Some(finder) = &self.finder else { return Vec::new() };
        let mut marks = Vec::new();
        for words in text.linkable() {
            let is_of_word = |at: Option<char>| at.is_some_and(is_of_word);
            for found in finder.find_iter(words.text) {
                let id = &self.ids[found.pattern().as_usize()];
                let (before, after) = (&words.text[..found.start()], &words.text[found.end()..]);
                let is_part = is_of_word(before.chars().next_back()) || is_of_word(after.chars().next());
                if !is_part && used.insert(id.clone()) {
                    let range = words.at + found.start()..words.at + found.end();
                    marks.push(TextMark { range, element: Element::Explained, text: id.clone() });
                }
            }
        }
        marks
    }
}

/// Whether a character would make a find a part of a longer word. A hyphen joins words, as `&` does.
fn is_of_word(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '-' | '_' | '&')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{TreeBuilder, Word};

    fn glossary<const N: usize>(words: [(&str, &str, &[&str]); N]) -> Gloss {
        let words = words.map(|(id, name, forms)| {
            let word = Word {
                name: name.to_owned(),
                explanation: String::new(),
                forms: forms.iter().map(|form| (*form).to_owned()).collect(),
                see: Vec::new(),
            };
            (id.to_owned(), word)
        });
        Gloss::new(&Glossary { words: words.into() })
    }

    /// The words of a text that are explained, as (id, word), where it stands in an element.
    fn explained(gloss: &Gloss, element: Element, text: &str) -> Vec<(String, String)> {
        let mut tree = TreeBuilder::default();
        tree.open(element, "");
        tree.text(text);
        let tree = tree.finish();
        let marks = gloss.marks(&tree, &mut BTreeSet::new());
        marks.into_iter().map(|mark| (mark.text, tree.text()[mark.range].to_owned())).collect()
    }

    #[test]
    fn the_first_use_of_a_word_is_a_link() {
        let gloss =
            glossary([("team", "team", &["teams"]), ("wijkteam", "wijkteam", &[]), ("r-d", "R&D", &[])]);
        for (text, id, word) in [
            ("Een team. Twee teams.", "team", "team"),
            ("Het Wijkteam", "wijkteam", "Wijkteam"),
            ("R&D en team-uitje", "r-d", "R&D"),
            ("Een \"team\"", "team", "team"),
        ] {
            assert_eq!(
                explained(&gloss, Element::Paragraph, text),
                [(id.to_owned(), word.to_owned())],
                "{text}"
            );
        }
    }

    #[test]
    fn a_number_is_no_word() {
        let gloss = glossary([("113", "113", &["113 Zelfmoordpreventie"])]);
        assert_eq!(explained(&gloss, Element::Paragraph, "Bel 113."), []);
        assert_eq!(explained(&gloss, Element::Paragraph, "113 Zelfmoordpreventie").len(), 1);
    }

    #[test]
    fn links_headings_code_and_longer_words_stay_as_they_are() {
        let gloss = glossary([("team", "team", &[])]);
        for element in [Element::Link, Element::Heading(3), Element::CodeBlock, Element::Task(false)] {
            assert_eq!(explained(&gloss, element, "het team"), [], "{element:?}");
        }
        assert_eq!(explained(&gloss, Element::Paragraph, "stoomteampje steams"), []);
    }
}

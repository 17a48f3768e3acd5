//! The first use of a word of the glossary on a page becomes a link to its explanation: a link, and not a text that only
//! shows when a mouse hovers, since most readers have none.
//!
//! Works on finished HTML of our own writer, and only on its text: never within links, headings, code and buttons.

use std::collections::BTreeSet;

use aho_corasick::{AhoCorasick, MatchKind};

use crate::document::{Glossary, escape};

/// Finds the words of a glossary.
pub(super) struct Gloss {
    finder: Option<AhoCorasick>,
    /// The id of the word of each pattern.
    ids: Vec<String>,
}

/// The elements in whose text no link can stand, or in which it would get in the way.
const CLOSED: [&str; 11] = ["a", "code", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "button", "label"];

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
            spellings.map(|(id, spelling)| (id.clone(), escaped(spelling))).unzip();
        let finder = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .ascii_case_insensitive(true)
            .build(&patterns)
            .ok()
            .filter(|_| !patterns.is_empty());
        Self { finder, ids }
    }

    /// The HTML with a link at the first use of each word that isn't among `used`, which it adds to. `glossary` is the
    /// address of the glossary page, seen from the page.
    pub(super) fn link(&self, html: String, glossary: &str, used: &mut BTreeSet<String>) -> String {
        let Some(finder) = &self.finder else { return html };
        let mut linked = String::with_capacity(html.len() + 256);
        let mut closed: Vec<&str> = Vec::new();
        let mut rest = html.as_str();
        while !rest.is_empty() {
            let (text, tag) = rest.split_at(rest.find('<').unwrap_or(rest.len()));
            if closed.is_empty() {
                self.link_text(finder, text, glossary, used, &mut linked);
            } else {
                linked.push_str(text);
            }
            let end = tag.find('>').map_or(tag.len(), |end| end + 1);
            let (tag, after) = tag.split_at(end);
            linked.push_str(tag);
            note(tag, &mut closed);
            rest = after;
        }
        linked
    }

    fn link_text(
        &self,
        finder: &AhoCorasick,
        text: &str,
        glossary: &str,
        used: &mut BTreeSet<String>,
        linked: &mut String,
    ) {
        let mut from = 0;
        for found in finder.find_iter(text) {
            let id = &self.ids[found.pattern().as_usize()];
            let is_whole =
                !text[..found.start()].ends_with(is_of_word) && !text[found.end()..].starts_with(is_of_word);
            if !is_whole || used.contains(id) {
                continue;
            }
            used.insert(id.clone());
            linked.push_str(&text[from..found.start()]);
            linked.push_str(&format!("<a class=\"gloss\" href=\"{glossary}#{id}\">"));
            linked.push_str(&text[found.range()]);
            linked.push_str("</a>");
            from = found.end();
        }
        linked.push_str(&text[from..]);
    }
}

/// Keeps track of the open elements that no link can stand in.
pub(super) fn note<'h>(tag: &'h str, closed: &mut Vec<&'h str>) {
    if let Some(end) = tag.strip_prefix("</") {
        if closed.last() == Some(&tag_name(end)) {
            closed.pop();
        }
    } else if let Some(start) = tag.strip_prefix('<')
        && CLOSED.contains(&tag_name(start))
    {
        closed.push(tag_name(start));
    }
}

/// The name that a tag has behind its `<` or `</`.
pub(super) fn tag_name(tag: &str) -> &str {
    tag.split([' ', '>', '\n', '/']).next().unwrap_or_default()
}

/// Whether a character would make a find a part of a longer word. `&` starts an entity, and a hyphen joins words.
fn is_of_word(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '-' | '_' | '&')
}

fn escaped(text: &str) -> String {
    let mut html = String::new();
    escape(text, &mut html);
    html
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Word;

    fn linked(html: &str) -> String {
        let word = |name: &str, forms: &[&str]| Word {
            name: name.to_owned(),
            explanation: String::new(),
            forms: forms.iter().map(|form| (*form).to_owned()).collect(),
            see: Vec::new(),
        };
        let words = [
            ("team", word("team", &["teams"])),
            ("wijkteam", word("wijkteam", &[])),
            ("r-d", word("R&D", &[])),
        ];
        let words = words.map(|(id, word)| (id.to_owned(), word)).into();
        Gloss::new(&Glossary { words }).link(html.to_owned(), "../begrippen/", &mut BTreeSet::new())
    }

    #[test]
    fn the_first_use_of_a_word_is_a_link() {
        let link =
            |id: &str, text: &str| format!("<a class=\"gloss\" href=\"../begrippen/#{id}\">{text}</a>");
        for (html, expected) in [
            ("<p>Een team. Twee teams.</p>", format!("<p>Een {}. Twee teams.</p>", link("team", "team"))),
            ("<p>Het Wijkteam</p>", format!("<p>Het {}</p>", link("wijkteam", "Wijkteam"))),
            ("<p>R&amp;D en team-uitje</p>", format!("<p>{} en team-uitje</p>", link("r-d", "R&amp;D"))),
        ] {
            assert_eq!(linked(html), expected);
        }
    }

    #[test]
    fn a_number_is_no_word() {
        let word = Word {
            name: "113".to_owned(),
            explanation: String::new(),
            forms: vec!["113 Zelfmoordpreventie".to_owned()],
            see: Vec::new(),
        };
        let gloss = Gloss::new(&Glossary { words: [("113".to_owned(), word)].into() });
        let linked = |html: &str| gloss.link(html.to_owned(), "b/", &mut BTreeSet::new());
        assert_eq!(linked("<p>Bel 113.</p>"), "<p>Bel 113.</p>");
        assert!(linked("<p>113 Zelfmoordpreventie</p>").contains("class=\"gloss\""));
    }

    #[test]
    fn links_headings_code_and_longer_words_stay_as_they_are() {
        for html in [
            "<p><a href=\"team\">het <em>team</em></a></p>",
            "<h3 id=\"team\">Team</h3>",
            "<pre><code>team</code></pre>",
            "<p title=\"team\">stoomteampje steams</p>",
        ] {
            assert_eq!(linked(html), html);
        }
    }
}

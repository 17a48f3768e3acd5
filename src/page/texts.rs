//! The HTML of a document's texts: the passes over their trees, one after the other.
//!
//! ```text
//! tree ─ values filled in ▶ numbers to call ▶ words of the glossary ▶ HTML
//! ```

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::calls::with_calls;
use super::html::Html;
use super::writer::{WrittenSoFar, reference_id};
use crate::data::KeyName;
use crate::document::{
    Element, FootnoteMark, NumberedFootnotes, TextTree, TreeBuilder, escape, number_footnotes,
};
use crate::model::{Field, FieldType, Language};
use crate::text::{ISOLATE, ISOLATE_END, dialed};

/// The running text of a document as HTML.
pub(super) struct BodyHtml {
    pub(super) lead: String,
    /// The heading and the text of each section.
    pub(super) sections: Vec<(String, String)>,
    /// The footnotes that these refer to, as an ordered list; empty where there are none.
    pub(super) footnotes: String,
}

/// Which telephone numbers in a text can be called with one tap.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Calls {
    None,
    /// Each that stands near a word for calling.
    Found,
    /// Those, and each that is a value.
    All,
}

impl Html<'_, '_> {
    /// A text of a field.
    pub(super) fn of_field(&self, text: &TextTree, key: KeyName) -> String {
        self.line(text, key, Calls::None)
    }

    /// A text of a declared field.
    pub(super) fn of_named_field(&self, text: &TextTree, field: &Field) -> String {
        let calls = if field.holds == FieldType::Blocks { Calls::Found } else { Calls::None };
        self.line_of(text, &field.id, calls)
    }

    /// A text of a field that people act on: with each telephone number as a link.
    pub(super) fn of_call(&self, text: &TextTree, key: KeyName) -> String {
        self.line(text, key, Calls::All)
    }

    /// A text of the site in the language of the page, with each telephone number as a link.
    pub(super) fn of_words(&self, text: &str) -> String {
        let mut words = TreeBuilder::default();
        words.text(text);
        let language = &self.shared.site.config.language;
        self.write(&with_calls(Cow::Owned(words.finish())), language, &[], &mut WrittenSoFar::default())
    }

    fn line(&self, text: &TextTree, key: KeyName, calls: Calls) -> String {
        self.line_of(text, key.en, calls)
    }

    fn line_of(&self, text: &TextTree, field: &str, calls: Calls) -> String {
        let language = self.shared.site.edition.documents[&self.outline.id].language_of_named(field);
        self.write(&self.with_values(text, language, calls), language, &[], &mut WrittenSoFar::default())
    }

    /// The running text. Footnotes and tables are counted from its start to its end.
    pub(super) fn of_body(&self) -> BodyHtml {
        let body = self.body;
        let numbered = number_footnotes(body.texts(), &body.footnotes);
        let mut marks = numbered.marks.iter().map(Vec::as_slice);
        let mut next = || marks.next().expect("every text was looked at for references");
        let (mut counted, mut explained) = (WrittenSoFar::default(), BTreeSet::new());
        let lead = self.explained(&body.lead, body.lead_piece, next(), &mut counted, &mut explained);
        let sections = body.sections.iter().map(|section| {
            let language = self.language(section.piece);
            let title = self.with_values(&section.title, language, Calls::None);
            let title = self.write(&title, language, next(), &mut counted);
            let text = self.explained(&section.body, section.piece, next(), &mut counted, &mut explained);
            (title, text)
        });
        let sections = sections.collect();
        let of_footnotes = numbered.list.iter().map(|(footnote, _)| {
            let language = &self.outline.language;
            let text = self.with_values(&footnote.text, language, Calls::None);
            self.write(&text, language, next(), &mut counted)
        });
        let of_footnotes: Vec<String> = of_footnotes.collect();
        BodyHtml { lead, sections, footnotes: self.footnotes(&numbered, &of_footnotes) }
    }

    /// A text that comes from a piece, with the first use of each word of the glossary linked to its explanation.
    fn explained(
        &self,
        text: &TextTree,
        piece: usize,
        marks: &[FootnoteMark],
        counted: &mut WrittenSoFar,
        explained: &mut BTreeSet<String>,
    ) -> String {
        let language = self.language(piece);
        let text = self.with_values(text, language, Calls::Found);
        // The glossary explains words of the language that it is written in.
        let is_of_glossary = language == self.shared.site.own_config.source_language();
        let text = if is_of_glossary { self.shared.gloss.explain(text, explained) } else { text };
        self.write(&text, language, marks, counted)
    }

    /// A text with its values filled in, and its telephone numbers as links.
    fn with_values<'t>(&self, text: &'t TextTree, language: &Language, calls: Calls) -> Cow<'t, TextTree> {
        let filled = if text.has(|element| matches!(element, Element::Value | Element::Html)) {
            Cow::Owned(text.with_leaves(|node, filled| match node.element {
                Element::Value => self.push_value(node.value(), language, calls, filled),
                Element::Html => filled.text(node.text),
                element => filled.leaf(element, node.text),
            }))
        } else {
            Cow::Borrowed(text)
        };
        if calls == Calls::None { filled } else { with_calls(filled) }
    }

    fn push_value(&self, name: &str, language: &Language, calls: Calls, filled: &mut TreeBuilder) {
        let site = self.shared.site;
        let value = site.values().value(name, language);
        let dialed = if calls == Calls::All && site.is_phone(name) { dialed(&value) } else { None };
        if let Some(dialed) = &dialed {
            filled.open(Element::Call, dialed);
        }
        // Where it is kept apart by characters, an element does that here, so that who copies a number copies nothing else.
        match value.strip_prefix(ISOLATE).and_then(|value| value.strip_suffix(ISOLATE_END)) {
            Some(value) => {
                filled.open(Element::Isolated, "");
                filled.text(value);
                filled.close();
            }
            None => filled.text(&value),
        }
        if dialed.is_some() {
            filled.close();
        }
        // Says behind a number that nobody has made sure of it lately.
        let numbers = &site.reference.numbers;
        if let Some(checked) = numbers.due(name, &site.own_config.freshness, site.today) {
            let date = [("date", self.shared.date(checked).text)];
            filled.text(" ");
            filled.open(Element::DueNotice, "");
            filled
                .text(&["(", &super::strings::fill(self.word("number-due", language), &date), ")"].concat());
            filled.close();
        }
    }

    /// The footnotes as an ordered list, each with links back; empty where there are none.
    fn footnotes(&self, numbered: &NumberedFootnotes<'_>, texts: &[String]) -> String {
        if texts.is_empty() {
            return String::new();
        }
        let back = self.word("footnote-back", &self.outline.language);
        let mut list = String::from("<ol>\n");
        for (idx, (text, (_, n_references))) in texts.iter().zip(&numbered.list).enumerate() {
            let number = idx + 1;
            list.push_str(&format!("<li id=\"fn-{number}\">{text}"));
            for ordinal in 1..=*n_references {
                let id = reference_id(FootnoteMark { number, ordinal });
                list.push_str(&format!("<a class=\"footnote-back\" href=\"#{id}\" aria-label=\""));
                escape(back, &mut list);
                list.push_str("\">↩</a> ");
            }
            list.push_str("</li>\n");
        }
        list + "</ol>\n"
    }
}

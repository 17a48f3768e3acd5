//! The HTML of a document's fragments: what stood open until it was known which site they are for.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;

use super::calls::{call, with_calls};
use super::compose::Shared;
use super::theme::default_strings;
use crate::config::Language;
use crate::data::KeyName;
use crate::document::{Body, Fragment, Hole, LinkTarget, Outline, escape};
use crate::edition::{DerivedPiece, Exclusion};
use crate::site::{LinkDestination, file_address, find, find_image};
use crate::text::{ISOLATE, ISOLATE_END, dialed, fill};

/// Fills the holes in the fragments of one document.
pub(super) struct Html<'h, 's> {
    pub(super) shared: &'h Shared<'s>,
    pub(super) outline: &'h Outline,
    pub(super) body: &'h Body,
    /// The files that it is made of; empty for one.
    pub(super) pieces: &'h [DerivedPiece],
    pub(super) root: String,
    /// The address of the glossary, seen from the page.
    pub(super) glossary: String,
    /// The footnotes that the text has referred to so far, in that order, each with how often.
    pub(super) footnotes: RefCell<Vec<(u32, usize)>>,
    /// The words of the glossary that were linked so far.
    pub(super) explained: RefCell<BTreeSet<String>>,
    /// How many tables the text has had so far.
    pub(super) n_tables: Cell<usize>,
}

impl Html<'_, '_> {
    /// The language of what comes from a piece.
    pub(super) fn language(&self, piece: usize) -> &Language {
        let piece = self.pieces.get(piece).map(|derived| &derived.piece.document.outline);
        piece.map_or(&self.outline.language, |outline| &outline.language)
    }

    /// The title of the site that a piece comes from, where that isn't the one that wrote the document.
    pub(super) fn localised_by(&self, piece: usize) -> Option<String> {
        let (first, piece) = (self.pieces.first()?, self.pieces.get(piece)?);
        let layer = piece.piece.layer;
        (layer > first.piece.layer).then(|| self.shared.site.layers[layer].title.clone())
    }

    /// A fragment of a field.
    pub(super) fn of_field(&self, fragment: &Fragment, key: KeyName) -> String {
        self.assembled(fragment, self.shared.site.edition.documents[&self.outline.id].language_of(key))
    }

    /// A fragment of a field that people act on: with each telephone number as a link.
    pub(super) fn of_call(&self, fragment: &Fragment, key: KeyName) -> String {
        let language = self.shared.site.edition.documents[&self.outline.id].language_of(key);
        let html = fragment.assemble(|hole, html| match hole {
            Hole::Value(name) if self.shared.site.is_phone(name) => {
                let number = self.shared.site.values().value(name, language);
                let shown = shown(&number);
                html.push_str(&call(&number, &shown).unwrap_or(shown));
                self.tell_due(name, language, html);
            }
            hole => self.fill_hole(hole, language, html),
        });
        with_calls(&html)
    }

    /// A fragment that comes from a piece.
    pub(super) fn of(&self, fragment: &Fragment, piece: usize) -> String {
        self.assembled(fragment, self.language(piece))
    }

    /// The same with the first use of each word of the glossary linked to its explanation.
    pub(super) fn explained(&self, fragment: &Fragment, piece: usize) -> String {
        let html = self.of(fragment, piece);
        let site = self.shared.site;
        let html = with_calls(&html);
        // The glossary explains words of the language that it is written in.
        if self.language(piece) != site.own_config.source_language() {
            return html;
        }
        self.shared.gloss.link(html, &self.glossary, &mut self.explained.borrow_mut())
    }

    fn assembled(&self, fragment: &Fragment, language: &Language) -> String {
        fragment.assemble(|hole, html| self.fill_hole(hole, language, html))
    }

    fn fill_hole(&self, hole: &Hole, language: &Language, html: &mut String) {
        match hole {
            Hole::Value(name) => {
                html.push_str(&shown(&self.shared.site.values().value(name, language)));
                self.tell_due(name, language, html);
            }
            Hole::Footnote(idx) => {
                let (number, nth) = self.refer(*idx);
                let id = reference_id(number, nth);
                html.push_str(&format!(
                    "<sup class=\"footnote-ref\"><a href=\"#fn-{number}\" id=\"{id}\">{number}</a></sup>"
                ));
            }
            Hole::FootnoteNumber(idx) => {
                let (number, nth) = self.refer(*idx);
                let id = reference_id(number, nth);
                html.push_str(&format!("<sup class=\"footnote-ref\" id=\"{id}\">{number}</sup>"));
            }
            Hole::Table => {
                let number = self.n_tables.get() + 1;
                self.n_tables.set(number);
                escape(self.word("table", language), html);
                html.push_str(&format!(" {number}"));
            }
            Hole::Interface(key) => escape(self.word(key, language), html),
            Hole::LinkAttributes(idx) => self.link_attributes(*idx as usize, html),
            Hole::LinkTitle(idx) => self.link_title(*idx as usize, html),
            Hole::Image(idx) => self.image(*idx as usize, html),
        }
    }

    /// Says behind a number that nobody has made sure of it lately.
    fn tell_due(&self, name: &str, language: &Language, html: &mut String) {
        let site = self.shared.site;
        let numbers = &site.reference.numbers;
        let Some(checked) = numbers.due(name, &site.own_config.freshness, site.today) else { return };
        html.push_str(" <span class=\"due-number\">(");
        let notice = super::strings::fill(
            self.word("number-due", language),
            &[("date", self.shared.date(checked).text)],
        );
        escape(&notice, html);
        html.push_str(")</span>");
    }

    /// The number of a footnote that is referred to here, and the how manieth reference this is; both count from 1.
    fn refer(&self, idx: u32) -> (usize, usize) {
        let mut footnotes = self.footnotes.borrow_mut();
        let place = footnotes.iter().position(|(other, _)| *other == idx).unwrap_or_else(|| {
            footnotes.push((idx, 0));
            footnotes.len() - 1
        });
        footnotes[place].1 += 1;
        (place + 1, footnotes[place].1)
    }

    /// The footnotes that the text refers to as an ordered list, each with links back. Comes after the text; empty where
    /// it refers to none.
    pub(super) fn footnotes(&self) -> String {
        let mut texts: Vec<String> = Vec::new();
        // The text of a footnote can refer to further ones.
        loop {
            let next = self.footnotes.borrow().get(texts.len()).copied();
            let Some((idx, _)) = next else { break };
            texts.push(self.assembled(&self.body.footnotes[idx as usize], &self.outline.language));
        }
        if texts.is_empty() {
            return String::new();
        }
        let back = self.word("footnote-back", &self.outline.language);
        let mut list = String::from("<ol>\n");
        for (place, (text, (_, references))) in texts.iter().zip(&*self.footnotes.borrow()).enumerate() {
            let number = place + 1;
            list.push_str(&format!("<li id=\"fn-{number}\">{text}"));
            for nth in 1..=*references {
                list.push_str(&format!(
                    "<a class=\"footnote-back\" href=\"#{}\" aria-label=\"",
                    reference_id(number, nth)
                ));
                escape(back, &mut list);
                list.push_str("\">↩</a> ");
            }
            list.push_str("</li>\n");
        }
        list + "</ol>\n"
    }

    /// A word of the interface that stands within the text, in the language of the text.
    fn word<'w>(&'w self, key: &'w str, language: &Language) -> &'w str {
        let theirs = self.shared.foreign(language).and_then(|_| default_strings(language)?.own(key));
        theirs.unwrap_or_else(|| self.shared.strings.get(key))
    }

    fn found(&self, idx: usize) -> LinkDestination<'_> {
        find(self.shared.site, self.outline, &self.body.links[idx])
    }

    /// The attributes of an `a` element. A link that leads nowhere has no address, and is told as a diagnostic.
    fn link_attributes(&self, idx: usize, html: &mut String) {
        let root = &self.root;
        let heading = |heading: Option<&str>| heading.map(|id| format!("#{id}")).unwrap_or_default();
        let address = match self.found(idx) {
            LinkDestination::External(url) => {
                let url = fill(url, &self.shared.site.config.values);
                // A value can be words, as that of a number that nobody has made sure of: those can't be called.
                let number = url.strip_prefix("tel:").map(|number| number.replace("%20", " "));
                let url = match number.as_deref().map(dialed) {
                    Some(Some(dialed)) => format!("tel:{dialed}"),
                    Some(None) if number.is_some_and(|number| number.contains(char::is_alphabetic)) => return,
                    Some(None) => url.replace("%20", "").replace(' ', ""),
                    None => url,
                };
                html.push_str(" href=\"");
                escape(&url, html);
                html.push_str(if url.starts_with("http") { "\" rel=\"noreferrer\"" } else { "\"" });
                return;
            }
            LinkDestination::Document(target, id) => {
                format!("{root}{}{}", self.shared.site.address(&target.id), heading(id))
            }
            LinkDestination::NoHeading(target, _) => {
                format!("{root}{}", self.shared.site.address(&target.id))
            }
            LinkDestination::Address(address, id) => format!("{root}{}{}", encode(&address), heading(id)),
            LinkDestination::Heading(id) => format!("#{id}"),
            // What the site has hidden, or what is for others, is only words.
            LinkDestination::Excluded(_, Exclusion::Hidden | Exclusion::ForTeams | Exclusion::Overdue) => {
                return;
            }
            LinkDestination::Excluded(..) | LinkDestination::Nothing | LinkDestination::Unsafe => {
                html.push_str(" class=\"broken-link\"");
                return;
            }
        };
        html.push_str(" href=\"");
        escape(&address, html);
        html.push('"');
    }

    fn link_title(&self, idx: usize, html: &mut String) {
        match self.found(idx) {
            LinkDestination::Document(target, None) | LinkDestination::NoHeading(target, _) => {
                escape(&target.title, html)
            }
            LinkDestination::Document(target, Some(id)) => {
                let heading = target.headings.iter().find(|heading| heading.id == id);
                escape(heading.map_or(&target.title, |heading| &heading.text), html);
            }
            LinkDestination::Excluded(_, Exclusion::ForTeams) => {
                escape(self.word("only-for-teams", &self.outline.language), html);
            }
            _ => {
                if let LinkTarget::Id(id, _) = &self.body.links[idx].target {
                    escape(id, html);
                }
            }
        }
    }

    fn image(&self, idx: usize, html: &mut String) {
        let image = &self.body.images[idx];
        let alt = fill(&image.alt, &self.shared.site.config.values);
        match find_image(self.shared.site, image) {
            Some((file, Some((width, height)))) => {
                let address = file_address(file);
                html.push_str("<img src=\"");
                escape(&format!("{}{}", self.root, encode(&address)), html);
                html.push_str(&format!(
                    "\" width=\"{width}\" height=\"{height}\" loading=\"lazy\" decoding=\"async\" alt=\""
                ));
                escape(&alt, html);
                html.push_str("\">");
            }
            Some((_, None)) | None => {
                html.push_str("<span class=\"missing-image\">");
                escape(&alt, html);
                html.push_str("</span>");
            }
        }
    }
}

/// A value as it stands in HTML. Where it is kept apart by characters, an element does that here, so that who copies a number
/// copies nothing else.
fn shown(value: &str) -> String {
    let apart = value.strip_prefix(ISOLATE).and_then(|value| value.strip_suffix(ISOLATE_END));
    let mut html = String::new();
    escape(apart.unwrap_or(value), &mut html);
    if apart.is_some() { format!("<bdi dir=\"ltr\">{html}</bdi>") } else { html }
}

/// The id of a reference to a footnote.
fn reference_id(number: usize, nth: usize) -> String {
    if nth == 1 { format!("fnref-{number}") } else { format!("fnref-{number}-{nth}") }
}

/// A path as part of an address: everything but letters, digits and `/-._~` percent-encoded.
fn encode(path: &str) -> String {
    let mut encoded = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'.' | b'_' | b'~' => {
                encoded.push(char::from(byte))
            }
            _ => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    encoded
}

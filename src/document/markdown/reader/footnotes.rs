//! Footnotes: which a text refers to and what they say. They get their numbers on the page.

use std::collections::HashMap;

use crate::document::places::PlacedTree;
use crate::text::{Diagnostic, Location, Rule, SourcePath, Span, phrase};

/// The footnotes of a document so far.
#[derive(Default)]
pub(super) struct Footnotes {
    /// The place of each in the list, by label.
    by_label: HashMap<String, usize>,
    list: Vec<ReadFootnote>,
    /// Definitions of what was defined before, by label.
    repeated: Vec<(String, Span)>,
}

struct ReadFootnote {
    label: String,
    is_referred_to: bool,
    /// Where it is defined, or first referred to.
    span: Span,
    text: Option<PlacedTree>,
}

impl Footnotes {
    /// A footnote is referred to here; gives the label that it is kept by.
    pub(super) fn refer(&mut self, label: &str, span: Span) -> String {
        let idx = self.at(label, span);
        self.list[idx].is_referred_to = true;
        folded(label)
    }

    /// A footnote is defined here.
    pub(super) fn define(&mut self, label: &str, span: Span) {
        let idx = self.at(label, span);
        if self.list[idx].text.is_some() {
            self.repeated.push((label.to_owned(), span));
        }
    }

    /// What a footnote that was defined says; the first text counts.
    pub(super) fn set_text(&mut self, label: &str, text: PlacedTree) {
        if let Some(idx) = self.by_label.get(&folded(label)) {
            self.list[*idx].text.get_or_insert(text);
        }
    }

    fn at(&mut self, label: &str, span: Span) -> usize {
        let list = &mut self.list;
        *self.by_label.entry(folded(label)).or_insert_with(|| {
            list.push(ReadFootnote { label: label.to_owned(), is_referred_to: false, span, text: None });
            list.len() - 1
        })
    }

    /// What each footnote says, with the label that it is kept by, in the order in which their labels appear.
    pub(super) fn texts(
        self,
        path: &SourcePath,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Vec<(String, PlacedTree)> {
        diagnostics.extend(self.repeated.iter().map(|(label, span)| repeated(path, label, *span)));
        let unreferred = self.list.iter().filter(|footnote| !footnote.is_referred_to);
        diagnostics.extend(unreferred.map(|footnote| unused(path, &footnote.label, footnote.span)));
        let texts = self.list.into_iter();
        texts.map(|footnote| (folded(&footnote.label), footnote.text.unwrap_or_default())).collect()
    }
}

/// Labels are the same in upper and lower case, as those of links are.
fn folded(label: &str) -> String {
    label.to_lowercase()
}

fn repeated(path: &SourcePath, label: &str, span: Span) -> Diagnostic {
    let place = Span { start: span.start, end: span.start };
    Diagnostic::new(
        Rule::BrokenFootnote,
        phrase!("voetnoot `{label}` heeft al een tekst", "footnote `{label}` has a text already"),
    )
    .at(Location::new(path.clone(), place))
    .hint(phrase!("geef deze voetnoot een andere naam", "give this footnote another name"))
}

fn unused(path: &SourcePath, label: &str, span: Span) -> Diagnostic {
    let place = Span { start: span.start, end: span.start };
    Diagnostic::new(
        Rule::BrokenFootnote,
        phrase!("naar voetnoot `{label}` verwijst niets", "nothing refers to footnote `{label}`"),
    )
    .at(Location::new(path.clone(), place))
    .hint(phrase!(
        "zet `[^{label}]` in de tekst, of haal de voetnoot weg",
        "put `[^{label}]` into the text, or take the footnote away"
    ))
}

/// Each `[^label]` that stayed text because nothing defines it, with its place in the text.
pub(super) fn undefined(text: &str) -> impl Iterator<Item = (usize, &str)> {
    // Looking no further than a label can reach keeps a text full of `[^` from costing its square.
    const LONGEST: usize = 40;
    text.match_indices("[^").filter_map(|(at, open)| {
        let start = at + open.len();
        let reach = text.ceil_char_boundary((start + LONGEST + 1).min(text.len()));
        let (label, _) = text[start..reach].split_once(']')?;
        let is_label = !label.is_empty() && !label.contains([' ', '[', '\n']);
        is_label.then_some((at, label))
    })
}

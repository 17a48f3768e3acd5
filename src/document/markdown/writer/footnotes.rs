//! Footnotes: numbered in the order in which the text refers to them, wherever they are defined.

use std::collections::HashMap;

use crate::document::fragment::{Fragment, Hole};
use crate::text::{Diagnostic, Location, Rule, SourcePath, Span, phrase};

/// The footnotes of a document so far.
#[derive(Default)]
pub(super) struct Footnotes {
    by_label: HashMap<String, Footnote>,
    /// How many of them are referred to.
    n_numbered: usize,
    /// Definitions of what was defined before, by label.
    repeated: Vec<(String, Span)>,
}

struct Footnote {
    /// Counts from 1; 0 while nothing refers to it.
    number: usize,
    references: usize,
    /// Where it is defined, or first referred to.
    span: Span,
    text: Option<Fragment>,
}

impl Footnotes {
    /// The HTML of a reference to a footnote.
    pub(super) fn refer(&mut self, label: &str, span: Span, is_in_link: bool) -> String {
        let footnote = self.by_label.entry(folded(label)).or_insert(Footnote::new(span));
        if footnote.number == 0 {
            self.n_numbered += 1;
            footnote.number = self.n_numbered;
        }
        footnote.references += 1;
        let number = footnote.number;
        let id = format!("id=\"{}\"", reference_id(number, footnote.references));
        if is_in_link {
            // A link can't stand in a link.
            format!("<sup class=\"footnote-ref\" {id}>{number}</sup>")
        } else {
            format!("<sup class=\"footnote-ref\"><a href=\"#fn-{number}\" {id}>{number}</a></sup>")
        }
    }

    /// A footnote is defined here.
    pub(super) fn define(&mut self, label: &str, span: Span) {
        let footnote = self.by_label.entry(folded(label)).or_insert(Footnote::new(span));
        if footnote.text.is_some() {
            self.repeated.push((label.to_owned(), span));
        }
    }

    /// What a footnote that was defined says; the first text counts.
    pub(super) fn set_text(&mut self, label: &str, text: Fragment) {
        if let Some(footnote) = self.by_label.get_mut(&folded(label)) {
            footnote.text.get_or_insert(text);
        }
    }

    /// The footnotes as an ordered list, each with links back; empty where there are none.
    pub(super) fn list(self, path: &SourcePath, diagnostics: &mut Vec<Diagnostic>) -> Fragment {
        diagnostics.extend(self.repeated.iter().map(|(label, span)| repeated(path, label, *span)));
        let mut footnotes: Vec<(String, Footnote)> = self.by_label.into_iter().collect();
        footnotes.sort_by_key(|(_, footnote)| (footnote.number, footnote.span));
        let mut list = Fragment::default();
        for (label, footnote) in footnotes {
            let Footnote { number, references, span, text } = footnote;
            if number == 0 {
                diagnostics.push(unused(path, &label, span));
                continue;
            }
            list.push_html(if list.is_empty() { "<ol>\n" } else { "" });
            list.push_html(&format!("<li id=\"fn-{number}\">"));
            list.append(text.unwrap_or_default());
            for reference in 1..=references {
                let id = reference_id(number, reference);
                list.push_html(&format!("<a class=\"footnote-back\" href=\"#{id}\" aria-label=\""));
                list.push_hole(Hole::Interface("footnote-back"));
                list.push_html("\">↩</a> ");
            }
            list.push_html("</li>\n");
        }
        list.push_html(if list.is_empty() { "" } else { "</ol>\n" });
        list
    }
}

impl Footnote {
    fn new(span: Span) -> Self {
        Self { number: 0, references: 0, span, text: None }
    }
}

/// Labels are the same in upper and lower case, as those of links are.
fn folded(label: &str) -> String {
    label.to_lowercase()
}

/// The id of the n-th reference to a footnote.
fn reference_id(number: usize, reference: usize) -> String {
    if reference == 1 { format!("fnref-{number}") } else { format!("fnref-{number}-{reference}") }
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

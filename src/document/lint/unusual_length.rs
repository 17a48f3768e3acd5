//! `unusual-length`: documents and sections that hold more or less than their site asks for.

use crate::document::tree::{Edge, Element, TextTree};
use crate::document::{Outline, Section, Status, plain};
use crate::model::{Bounds, ContentModel};
use crate::text::{Diagnostic, Location, Phrase, Rule, Span, phrase};

/// Counts what a published document and its sections hold, where the site says how much that is to be.
pub(in crate::document) fn check(
    outline: &Outline,
    model: &ContentModel,
    lead: &TextTree,
    sections: &[Section],
    diagnostics: &mut Vec<Diagnostic>,
) {
    let kind = model.kind(outline.kind);
    if outline.status() != Status::Published {
        return;
    }
    let mut report = |bounds: Bounds, n: usize, message: fn(usize) -> Phrase, at: Location| {
        if !bounds.hold(n) {
            diagnostics.push(Diagnostic::new(Rule::UnusualLength, message(n)).at(at).hint(hint(bounds, n)));
        }
    };
    for section in sections {
        let Some(expected) = kind.sections.iter().find(|expected| expected.id == section.id) else {
            continue;
        };
        let span = section.at.span;
        let heading = || Location::new(section.at.path.clone(), Span { end: span.start, ..span });
        if let Some(bounds) = expected.length {
            report(bounds, n_words(&section.body), words_under_heading, heading());
        }
        if let Some(bounds) = expected.items {
            report(bounds, n_items(&section.body), items_under_heading, heading());
        }
    }
    if let Some(bounds) = kind.length {
        let n: usize = sections.iter().map(|section| n_words(&section.title) + n_words(&section.body)).sum();
        report(bounds, n_words(lead) + n, words_in_document, outline.status_at());
    }
}

fn words_in_document(n: usize) -> Phrase {
    match n {
        1 => phrase!("dit document heeft 1 woord", "this document has 1 word"),
        _ => phrase!("dit document heeft {n} woorden", "this document has {n} words"),
    }
}

fn words_under_heading(n: usize) -> Phrase {
    match n {
        1 => phrase!("onder deze kop staat 1 woord", "there is 1 word under this heading"),
        _ => phrase!("onder deze kop staan {n} woorden", "there are {n} words under this heading"),
    }
}

fn items_under_heading(n: usize) -> Phrase {
    match n {
        1 => phrase!("onder deze kop staat 1 punt of stap", "there is 1 point or step under this heading"),
        _ => phrase!(
            "onder deze kop staan {n} punten of stappen",
            "there are {n} points or steps under this heading"
        ),
    }
}

fn hint(Bounds { least, most }: Bounds, n: usize) -> Phrase {
    let (nl, en) = match most {
        Some(most) if most == least => (least.to_string(), least.to_string()),
        Some(most) => (format!("{least} tot en met {most}"), format!("{least} to {most}")),
        None => (format!("minstens {least}"), format!("at least {least}")),
    };
    if n < least {
        phrase!("de site vraagt er {nl}: vul het aan", "the site asks for {en}: add to it")
    } else {
        phrase!(
            "de site vraagt er {nl}: laat iets weg, of verdeel het",
            "the site asks for {en}: leave something out, or divide it"
        )
    }
}

/// The words that readers read; each value of the site is one. Footnotes stand elsewhere.
fn n_words(text: &TextTree) -> usize {
    plain(text, str::to_owned, |_| None)
        .split(' ')
        .filter(|word| word.contains(char::is_alphanumeric))
        .count()
}

/// How many items the numbered lists of a text have; where it has none, its other lists. Lists within lists don't count.
fn n_items(text: &TextTree) -> usize {
    let (mut depth, mut is_ordered) = (0usize, false);
    let (mut n_ordered, mut n_others) = (0, 0);
    for edge in text.walk() {
        match (edge, edge.node().element) {
            (Edge::Start(_), Element::OrderedList) if depth == 0 => is_ordered = true,
            (Edge::End(_), Element::OrderedList) if depth == 0 => is_ordered = false,
            (Edge::Start(_), Element::Item) => {
                *(if is_ordered { &mut n_ordered } else { &mut n_others }) += usize::from(depth == 0);
                depth += 1;
            }
            (Edge::End(_), Element::Item) => depth -= 1,
            _ => {}
        }
    }
    if n_ordered > 0 { n_ordered } else { n_others }
}

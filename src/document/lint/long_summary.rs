//! `long-summary`: a title or a summary that doesn't fit where it is shown.

use crate::document::Outline;
use crate::model::FieldId;
use crate::text::{Diagnostic, Location, Phrase, Rule, phrase};

/// How long a summary may be, in words: what a list or a search result can show.
const SUMMARY_WORDS: usize = 40;
/// How long a title may be, in characters: what a tab, a list on a phone and a search result can show.
const TITLE_LENGTH: usize = 90;

pub(in crate::document) fn check(outline: &Outline, diagnostics: &mut Vec<Diagnostic>) {
    // The name of its file isn't something that was written as a title.
    let written = outline.fields.texts(FieldId::TITLE).filter(|_| outline.names(FieldId::TITLE));
    written.for_each(|(text, at)| title(text, at, diagnostics));
    outline.fields.texts(FieldId::SUMMARY).for_each(|(text, at)| summary(text, at, diagnostics));
}

fn diagnostic(at: &Location, message: Phrase, hint: Phrase) -> Diagnostic {
    Diagnostic::new(Rule::LongSummary, message).at(at.clone()).hint(hint)
}

fn title(title: &str, at: &Location, diagnostics: &mut Vec<Diagnostic>) {
    let length = title.chars().count();
    if length > TITLE_LENGTH {
        diagnostics.push(diagnostic(
            at,
            phrase!(
                "deze titel telt {length} tekens; meer dan {TITLE_LENGTH} past niet in een lijst",
                "this title has {length} characters; more than {TITLE_LENGTH} don't fit in a list"
            ),
            phrase!(
                "zeg het korter, en de rest in de samenvatting",
                "say it shorter, and the rest in the summary"
            ),
        ));
    }
}

fn summary(summary: &str, at: &Location, diagnostics: &mut Vec<Diagnostic>) {
    let words = summary.split_whitespace().count();
    if words > SUMMARY_WORDS {
        diagnostics.push(diagnostic(
            at,
            phrase!(
                "deze samenvatting telt {words} woorden; meer dan {SUMMARY_WORDS} past niet in een lijst",
                "this summary has {words} words; more than {SUMMARY_WORDS} don't fit in a list"
            ),
            phrase!(
                "zeg alleen wat iemand moet weten om te kiezen of dit de goede kaart is",
                "say only what a reader needs to choose this card"
            ),
        ));
    } else if summary.ends_with("...") || summary.ends_with('…') {
        diagnostics.push(diagnostic(
            at,
            phrase!("deze samenvatting breekt af", "this summary is cut off"),
            phrase!("maak de zin af", "finish the sentence"),
        ));
    }
}

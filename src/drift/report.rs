//! How a site stands to those below it, for the person in charge: as text, and for programs.

use std::collections::BTreeMap;

use clap::ValueEnum;
use jiff::civil::Date;
use serde::Serialize;

use super::entries::EntryChange;
use super::wording::{entry_news, news, news_of_taken_over};
use crate::compare::{DiffPiece, words};
use crate::document::{Part, Role};
use crate::edition::changes::{BaseChange, News, changes, inherited};
use crate::edition::drift::{Sources, part_name};
use crate::edition::record::Record;
use crate::edition::settle::Bases;
use crate::edition::survey::{Standing, Surveyed, TakenOver};
use crate::model::{Language, keys};
use crate::report::{Paint, difference, printable};
use crate::text::{MessageLanguage, Phrase, phrase};

/// How a report is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For a terminal.
    #[value(help = "Voor het scherm")]
    Human,
    /// For programs.
    #[value(help = "Voor andere programma's")]
    Json,
    /// As a page that needs nothing else.
    #[value(help = "Als pagina die verder niets nodig heeft")]
    Html,
}

/// A report, ready to be rendered in any form.
pub(crate) struct Report {
    pub(crate) title: String,
    pub(crate) layers: Vec<String>,
    /// Whether somebody looked the site through before, so that it can be said what is new.
    pub(crate) is_seen_known: bool,
    /// The day for which it is made.
    pub(crate) day: Date,
    /// The language that the site is written in.
    pub(crate) language: Language,
    pub(crate) rows: Vec<ReportRow>,
    /// The data below that isn't what it was.
    pub(crate) entries: Vec<EntryChange>,
}

/// One document, or one translation.
pub(crate) struct ReportRow {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) standing: Standing,
    /// The site's own file in its folder.
    pub(crate) path: Option<String>,
    /// The language of a translation.
    pub(crate) language: Option<String>,
    /// Who keeps it, where somebody does.
    pub(crate) owner: Option<String>,
    /// What happened to the originals of its own parts.
    pub(crate) changes: Vec<BaseChange>,
    /// What happened to the parts that it takes over as they are.
    pub(crate) taken_over: Vec<BaseChange>,
}

impl Report {
    pub(super) fn of(&self, standing: Standing) -> impl Iterator<Item = &ReportRow> {
        self.rows.iter().filter(move |row| row.standing == standing)
    }
}

impl ReportRow {
    /// What happened below it, each in a sentence for a site that is written in `language`.
    pub(crate) fn sentences<'r>(
        &'r self,
        language: &'r Language,
    ) -> impl Iterator<Item = (Phrase, &'r BaseChange)> {
        let changes = self.changes.iter().filter(|change| change.news != News::Unnoted);
        let changes = changes.map(|change| (news(change, language), change));
        let taken_over = self.taken_over.iter();
        changes.chain(taken_over.map(|change| (news_of_taken_over(change, language), change)))
    }
}

/// A row for each document and translation; `sources` are the files of the site and of those below it.
pub(crate) fn rows(surveyed: &[Surveyed], sources: &Sources, bases: &Bases) -> Vec<ReportRow> {
    let row = |row: &Surveyed| {
        let Surveyed { id, title, owner, standing, derived, parts, taken_over, .. } = row;
        let document = derived.as_ref().map(|derived| &derived.piece);
        let translation = document.filter(|piece| piece.role == Role::Translation);
        let changes = derived.as_ref().map(|derived| changes(derived, parts, sources, bases));
        let taken_over = taken_over
            .as_ref()
            .map(|TakenOver { below, line, parts }| inherited(below, parts, line, sources, bases));
        ReportRow {
            owner: owner.clone(),
            taken_over: taken_over.unwrap_or_default(),
            id: id.to_string(),
            title: title.clone(),
            standing: *standing,
            path: document.map(|piece| piece.document.outline.path.local().to_owned()),
            language: translation.map(|piece| piece.document.outline.language.to_string()),
            changes: changes.unwrap_or_default(),
        }
    };
    surveyed.iter().map(row).collect()
}

/// A row for a document that no file is of any more, by the title that it had where that was kept.
pub(crate) fn row_of_vanished(id: &str, record: &Record, bases: &Bases) -> ReportRow {
    let title = Part::Field(keys::TITLE.en.to_owned());
    let title = record.texts.get(id).and_then(|notes| bases.get(notes.get(&title)?));
    ReportRow {
        id: id.to_owned(),
        title: title.map_or(id, String::as_str).trim_matches(['"', '\'']).to_owned(),
        standing: Standing::Withdrawn,
        path: None,
        language: None,
        owner: None,
        changes: Vec::new(),
        taken_over: Vec::new(),
    }
}

/// What is said where nobody knows what is new.
pub(super) fn unseen() -> Phrase {
    phrase!(
        "wat nieuw is in de basis, is pas te zeggen na `wijkgids drift --accept`: dan wordt vastgelegd wat er was",
        "what is new in the base can only be told after `wijkgids drift --accept`: that notes what there was"
    )
}

/// For a terminal.
pub(crate) fn human(report: &Report, language: MessageLanguage, paint: Paint) -> String {
    let say = |phrase: &Phrase| phrase.in_language(language).to_owned();
    let mut lines = vec![printable(&report.title), String::new()];
    for standing in Standing::ALL {
        let count = report.of(standing).count();
        lines.push(format!("{count:>5}  {}", say(&standing.name())));
    }
    for standing in Standing::ALL.into_iter().filter(|standing| *standing != Standing::AsIs) {
        let mut rows = report.of(standing).peekable();
        if rows.peek().is_none() {
            continue;
        }
        lines.extend([String::new(), format!("{}:", say(&standing.name()))]);
        for row in rows {
            let path = row.path.as_ref().unwrap_or(&row.id);
            lines.push(printable(&format!("  {path}: {}", row.title)));
            for (sentence, change) in row.sentences(&report.language) {
                lines.push(printable(&format!("  {}", say(&sentence))));
                if let Some(then) = &change.then {
                    let now = change.now.as_deref().unwrap_or_default();
                    let words = difference(then, now, paint);
                    lines.extend(words.into_iter().map(|line| format!("        {line}")));
                }
            }
        }
    }
    if !report.entries.is_empty() {
        lines.push(String::new());
        lines.extend(report.entries.iter().map(|change| printable(&say(&entry_news(change)))));
    }
    if !report.is_seen_known && report.layers.len() > 1 {
        lines.extend([String::new(), say(&unseen())]);
    }
    lines.join("\n")
}

#[derive(Serialize)]
struct JsonReport<'r> {
    title: &'r str,
    date: String,
    /// The ways to the folders of the layers, the lowest first and the site's own, empty one last.
    layers: &'r [String],
    /// Whether it is known which documents of the base are new.
    new_is_known: bool,
    counts: BTreeMap<&'static str, usize>,
    documents: Vec<JsonRow<'r>>,
    /// The values, terms, numbers and so on that aren't what they were.
    data: Vec<JsonEntry<'r>>,
}

#[derive(Serialize)]
struct JsonEntry<'r> {
    name: &'r str,
    news: &'static str,
    message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    then: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    now: Option<&'r str>,
}

#[derive(Serialize)]
struct JsonRow<'r> {
    id: &'r str,
    title: &'r str,
    standing: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    owner: Option<&'r str>,
    parts: Vec<JsonPart<'r>>,
    /// What changed in what is taken over as it is.
    taken_over: Vec<JsonPart<'r>>,
}

#[derive(Serialize)]
struct JsonPart<'r> {
    part: String,
    news: &'static str,
    message: String,
    /// Empty where the text of then wasn't kept.
    words: Vec<JsonWords<'r>>,
}

#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
enum JsonWords<'r> {
    Kept(&'r str),
    Removed(&'r str),
    Added(&'r str),
}

/// For programs.
pub(crate) fn json(report: &Report, language: MessageLanguage) -> String {
    let documents = report.rows.iter().map(|row| JsonRow {
        id: &row.id,
        title: &row.title,
        standing: row.standing.key(),
        path: row.path.as_deref(),
        language: row.language.as_deref(),
        owner: row.owner.as_deref(),
        parts: row.changes.iter().map(|change| json_part(change, &report.language, language)).collect(),
        taken_over: row
            .taken_over
            .iter()
            .map(|change| json_part(change, &report.language, language))
            .collect(),
    });
    let data = report.entries.iter().map(|change| JsonEntry {
        name: &change.name,
        news: change.news.key(),
        message: entry_news(change).in_language(language).to_owned(),
        then: change.then.as_deref(),
        now: change.now.as_deref(),
    });
    let report = JsonReport {
        title: &report.title,
        date: report.day.to_string(),
        layers: &report.layers,
        new_is_known: report.is_seen_known,
        counts: Standing::ALL.map(|standing| (standing.key(), report.of(standing).count())).into(),
        documents: documents.collect(),
        data: data.collect(),
    };
    serde_json::to_string_pretty(&report).expect("texts and numbers are JSON")
}

fn json_part<'c>(change: &'c BaseChange, site: &Language, language: MessageLanguage) -> JsonPart<'c> {
    let pieces = change.then.as_deref().map(|then| words(then, change.now.as_deref().unwrap_or_default()));
    let words = pieces.into_iter().flatten().map(|piece| match piece {
        DiffPiece::Kept { new, .. } => JsonWords::Kept(new),
        DiffPiece::Removed(text) => JsonWords::Removed(text),
        DiffPiece::Added(text) => JsonWords::Added(text),
    });
    JsonPart {
        part: part_name(&change.part, site).to_owned(),
        news: match change.news {
            News::Changed => "changed",
            News::Added => "added",
            News::RenamedTo(_) => "renamed",
            News::SplitInto(_) => "split",
            News::Gone => "gone",
            News::Unnoted => "unnoted",
        },
        message: news(change, site).in_language(language).trim().to_owned(),
        words: words.collect(),
    }
}

//! `wijkgids search`: what a reader would find, and why.

use std::io::{self, BufRead};
use std::path::Path;

use clap::ValueEnum;

use serde::Serialize;

use super::build::{self, Error};
use super::console::Console;
use crate::model::Language;
use crate::pipeline::{Mode, Pipeline};
use crate::search::{Hit, HitReason, Index, MatchKind, SearchAnswer, SearchField};
use crate::text::phrase;

/// How answers are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people.
    #[value(help = "Voor mensen")]
    Human,
    /// A line of JSON for each question.
    #[value(help = "Een regel JSON per vraag")]
    Json,
}

/// What to look for.
#[derive(Clone, Copy, Debug)]
pub struct Search<'s> {
    /// The question; `-` reads one from each line that comes in, and answers each with a line of JSON.
    pub words: &'s str,
    /// The folder of the site.
    pub site: &'s Path,
    /// The language of the edition; the site's own where there is none.
    pub language: Option<&'s str>,
    /// How many results are shown.
    pub limit: usize,
    /// How they are shown.
    pub format: Format,
}

/// Prints what a question finds.
///
/// # Errors
///
/// When the site can't be read or isn't in that language, or nobody reads the answer.
pub fn search(search: Search<'_>, console: Console) -> Result<bool, Error> {
    let inputs = build::open(search.site, Mode::Publish)?.into_inputs();
    let index = Pipeline::new()
        .index(&inputs, search.language)
        .map_err(|languages| no_language(&search, &languages))?;
    if search.words == "-" {
        for line in io::stdin().lock().split(b'\n') {
            let line = line?;
            let question = String::from_utf8_lossy(&line);
            let question = question.trim_end_matches('\r');
            console.print(&json(question, &index, search.limit))?;
        }
        return Ok(true);
    }
    match search.format {
        Format::Json => console.print(&json(search.words, &index, search.limit))?,
        Format::Human => console.print(&human(&index.answer(search.words), search.limit, console))?,
    }
    Ok(true)
}

fn no_language(search: &Search<'_>, languages: &[Language]) -> Error {
    let wanted = search.language.unwrap_or_default();
    let names = languages.iter().map(|language| format!("`{language}`")).collect::<Vec<_>>().join(", ");
    Error::Refused(phrase!(
        "de site kent geen taal `{wanted}`; wel {names}",
        "the site has no language `{wanted}`, but {names}"
    ))
}

#[derive(Serialize)]
struct AnswerLine<'a> {
    query: &'a str,
    results: Vec<ResultLine<'a>>,
    total: usize,
    did_you_mean: Option<&'a str>,
}

#[derive(Serialize)]
struct ResultLine<'a> {
    url: &'a str,
    section: &'a str,
    title: &'a str,
    score: f64,
    why: Vec<ReasonLine<'a>>,
}

#[derive(Serialize)]
struct ReasonLine<'a> {
    word: &'a str,
    how: &'static str,
    found: &'a [String],
    /// Each field with its weight.
    fields: Vec<(&'static str, f64)>,
    score: f64,
}

fn json(question: &str, index: &Index, limit: usize) -> String {
    let answer = index.answer(question);
    let results = answer.hits.iter().take(limit).map(|hit| ResultLine {
        url: &hit.url,
        section: &hit.section,
        title: &hit.title,
        score: rounded(hit.score),
        why: hit.why.iter().map(reason).collect(),
    });
    let line = AnswerLine {
        query: question,
        results: results.collect(),
        total: answer.hits.len(),
        did_you_mean: answer.did_you_mean.as_deref(),
    };
    serde_json::to_string(&line).expect("an answer is plain data")
}

fn reason(reason: &HitReason) -> ReasonLine<'_> {
    ReasonLine {
        word: &reason.word,
        how: reason.match_kind.name(),
        found: &reason.found,
        fields: reason.fields.iter().map(|field| (field.name(), field.weight())).collect(),
        score: rounded(reason.score),
    }
}

/// Enough digits to compare, and the same ones on every machine.
fn rounded(score: f64) -> f64 {
    (score * 1000.0).round() / 1000.0
}

fn human(answer: &SearchAnswer, limit: usize, console: Console) -> String {
    let mut lines = Vec::new();
    if let Some(mended) = &answer.did_you_mean {
        lines.push(format!("{} {mended}?", console.say("bedoelde u:", "did you mean:")));
    }
    let total = answer.hits.len();
    lines.push(match total {
        0 => console.say("niets gevonden", "nothing found").to_owned(),
        _ => format!("{total} {}", console.say("gevonden", "found")),
    });
    for (place, hit) in (1..).zip(answer.hits.iter().take(limit)) {
        let Hit { title, url, score, .. } = hit;
        lines.push(format!("\n{place}. {title} ({score:.2})\n   {url}"));
        lines.extend(hit.why.iter().map(|reason| because(reason, console)));
    }
    lines.join("\n")
}

fn because(reason: &HitReason, console: Console) -> String {
    let HitReason { word, match_kind, found, fields, score } = reason;
    let how = match match_kind {
        MatchKind::Word => console.say("het woord", "the word"),
        MatchKind::Form => console.say("een vorm van", "a form of"),
        MatchKind::Synonym => console.say("betekent hetzelfde als", "means the same as"),
        MatchKind::Joined => console.say("aan elkaar", "joined"),
        MatchKind::Parts => console.say("delen", "parts"),
        MatchKind::Start => console.say("begin van", "start of"),
        MatchKind::Typo => console.say("lijkt op", "looks like"),
    };
    let place = |field: &SearchField| match field {
        SearchField::Title => console.say("titel", "title"),
        SearchField::Keywords => console.say("zoekwoorden", "keywords"),
        SearchField::Summary => console.say("samenvatting", "summary"),
        SearchField::Heading => console.say("kop", "heading"),
        SearchField::Body => console.say("tekst", "text"),
    };
    let places: Vec<String> =
        fields.iter().map(|field| format!("{} ×{}", place(field), field.weight())).collect();
    format!("   {word}: {how} `{}`, {} ({score:.2})", found.join(" + "), places.join(", "))
}

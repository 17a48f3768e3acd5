//! How well search finds what people type: questions that were written from the texts alone, each with what it should
//! find. `cargo test --test tests search:: -- --nocapture` shows every one that doesn't.
//!
//! The floors keep what was reached; `tests/search/README.md` says why no weight is tuned on these questions.
#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "reads the questions, and prints how they fare"
)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use jiff::civil::date;
use wijkgids::data::{Fields, KeyName};
use wijkgids::pipeline::{Mode, Pipeline};
use wijkgids::search::{Index, SearchAnswer};
use wijkgids::shell::read;
use wijkgids::text::{Source, SourcePath};

/// A question and what it should find.
struct Question {
    category: String,
    query: String,
    /// The ids of the documents that answer it; empty where none does.
    finds: Vec<String>,
    /// The section that answers it, where one does.
    section: Option<String>,
}

/// How many questions of a category found what they should.
#[derive(Clone, Copy, Default)]
struct Score {
    asked: usize,
    first: usize,
    among_five: usize,
    sections_asked: usize,
    sections: usize,
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn questions(path: &Path) -> Vec<Question> {
    let name = SourcePath::new("vragen.yaml").expect("a sound path");
    let text = std::fs::read_to_string(path).expect("the questions are there");
    let source = Source::new(name, &format!("questions:\n{text}"));
    let mut diagnostics = Vec::new();
    let mut fields = Fields::of_file(&source, &mut diagnostics);
    let questions = fields.list(KeyName::same("questions")).into_iter().map(|node| {
        let path = fields.path().clone();
        let mut inner = Fields::new(&path, node, fields.diagnostics());
        let text = |inner: &mut Fields<'_>, key| inner.text(KeyName::same(key)).map(|text| text.value);
        Question {
            category: text(&mut inner, "category").expect("each has a category"),
            query: text(&mut inner, "query").expect("each asks something"),
            finds: inner.texts(KeyName::same("finds")).into_iter().map(|id| id.value).collect(),
            section: text(&mut inner, "section"),
        }
    });
    let questions: Vec<Question> = questions.collect();
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    questions
}

fn index(site: &Path) -> std::sync::Arc<Index> {
    let inputs = read::read(site, None, date(2026, 11, 30), Mode::Publish).expect("the site can be read");
    Pipeline::new().index(&inputs, None).expect("a site has its own language")
}

/// Asks everything; prints what fails and how each category fares, and gives the sum.
fn ask(name: &str, index: &Index, questions: &[Question]) -> Score {
    let mut scores: BTreeMap<&str, Score> = BTreeMap::new();
    for Question { category, query, finds, section } in questions {
        let SearchAnswer { hits, .. } = index.answer(query);
        let place = hits.iter().position(|hit| finds.contains(&hit.id));
        let (is_first, is_among) = match place {
            Some(place) => (place == 0, place < 5),
            None => (finds.is_empty() && hits.is_empty(), finds.is_empty() && hits.is_empty()),
        };
        let score = scores.entry(category).or_default();
        score.asked += 1;
        score.first += usize::from(is_first);
        score.among_five += usize::from(is_among);
        if !is_first {
            let found: Vec<&str> = hits.iter().take(3).map(|hit| hit.id.as_str()).collect();
            println!("{name}, {category}: `{query}` at {place:?}, first {found:?}, wanted {finds:?}");
        }
        if let (Some(section), Some(place)) = (section, place) {
            score.sections_asked += 1;
            score.sections += usize::from(hits[place].section == *section);
            if hits[place].section != *section {
                println!("{name}: `{query}` shows `{}`, wanted `{section}`", hits[place].section);
            }
        }
    }
    let mut sum = Score::default();
    for (category, score) in &scores {
        println!(
            "{name:10} {category:16} {:3} of {:3} first, {:3} among five",
            score.first, score.asked, score.among_five
        );
        let Score { asked, first, among_five, sections_asked, sections } = *score;
        sum.asked += asked;
        sum.first += first;
        sum.among_five += among_five;
        sum.sections_asked += sections_asked;
        sum.sections += sections;
    }
    println!(
        "{name:10} {:16} {:3} of {:3} first, {:3} among five; section {} of {}",
        "all", sum.first, sum.asked, sum.among_five, sum.sections, sum.sections_asked
    );
    sum
}

#[test]
fn dutch_is_found_as_people_write_it() {
    let questions = questions(&root().join("tests/search/landelijk.yaml"));
    let sum = ask("landelijk", &index(&root().join("content/landelijk")), &questions);
    let percent = |n: usize, of: usize| 100.0 * n as f64 / of as f64;
    let first = percent(sum.first, sum.asked);
    let among_five = percent(sum.among_five, sum.asked);
    let sections = percent(sum.sections, sum.sections_asked);
    assert!(first >= 88.0 && among_five >= 93.0, "first {first:.1} %, among five {among_five:.1} %");
    assert!(sections >= 60.0, "the right section {sections:.1} %");
}

#[test]
fn other_languages_are_found_too() {
    for language in ["en", "tr", "uk", "ar"] {
        let site = root().join("tests/search").join(language);
        let questions = questions(&site.join("queries.yaml"));
        let sum = ask(language, &index(&site), &questions);
        assert!(sum.first >= 22, "{language}: {} of {}", sum.first, sum.asked);
    }
}

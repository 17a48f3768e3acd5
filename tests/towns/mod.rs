//! The law: no act of a base stops a site above it. Generated towns lie on a copy of the national library, of which anything
//! may become of: every town is made without an error, and what it wrote is on its pages or named in a message at its file.
//!
//! `TOWNS=342` takes as many towns, each through every act; without it a dozen go through some of them each. What failed is
//! told with the number of its town: `TOWN=17` takes that one alone, through every act.
#![expect(clippy::disallowed_methods, reason = "how many towns there are stands in the environment")]

mod acts;
mod base;
mod chance;
mod settled;
mod town;

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;
use wijkgids::pipeline::{Built, Inputs, Mode, Pipeline};
use wijkgids::text::{Diagnostic, Rule, Severity};

use acts::{ACTS, Act};
use base::Base;
use chance::Chance;
use town::Town;

/// How many towns there are where nobody asks for more.
const FEW: usize = 12;

/// How many messages one cause may give at most, besides those about texts that changed.
const MOST: usize = 4;

#[test]
fn no_act_upstream_stops_a_town() {
    holds(ACTS.len(), failures);
}

/// Whether nothing fails: `failures` says what does for a town, by its number, in some of so many acts. Where the environment
/// asks for towns, each goes through all of them; else together they do.
fn holds(n_acts: usize, failures: impl Fn(&Base, usize, &[usize]) -> Vec<String> + Sync) {
    let number = |name: &str| std::env::var(name).ok().and_then(|number| number.parse::<usize>().ok());
    let towns: Vec<usize> = match (number("TOWN"), number("TOWNS")) {
        (Some(town), _) => vec![town],
        (None, n) => (0..n.unwrap_or(FEW)).collect(),
    };
    let is_asked = number("TOWN").or(number("TOWNS")).is_some();
    let n_some = n_acts.div_ceil(FEW);
    let base = Base::national();
    let failures: Vec<String> = towns
        .into_par_iter()
        .flat_map_iter(|n| {
            let some = (0..n_some).map(|idx| (n * n_some + idx) % n_acts);
            let acts: Vec<usize> = if is_asked { (0..n_acts).collect() } else { some.collect() };
            failures(&base, n, &acts)
        })
        .collect();
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}

/// What goes wrong with a town in these acts.
fn failures(base: &Base, n: usize, acts: &[usize]) -> Vec<String> {
    let mut pipeline = Pipeline::new();
    let town = Town::new(base, &mut Chance::new(n as u64));
    let mut failures = Vec::new();
    let mut fail = |act: &str, why: String| failures.push(format!("town {n}, {act}: {why}"));
    let before = built(&mut pipeline, base, &town, Look::Production);
    let is_drifted = |found: &&Diagnostic| found.rule == Rule::DriftedText;
    let drifted = before.diagnostics.iter().filter(is_drifted);
    let unsound: Vec<String> =
        errors(&before).chain(drifted).map(shown).chain(missing(&town, &before, &[])).collect();
    assert!(unsound.is_empty(), "town {n}, before anything: {}", unsound.join("\n"));
    for idx in acts {
        let Act { name, run, asks } = &ACTS[*idx];
        let original = base;
        let mut base = original.clone();
        run(&mut base, &mut Chance::new((n * ACTS.len() + idx) as u64));
        assert!(base.0 != original.0, "{name}: nothing was done");
        // What editors see and what is published differ in drafts alone.
        let look = if *asks { Look::Publish } else { Look::Production };
        for look in if (n + idx).is_multiple_of(4) { vec![Look::Preview, look] } else { vec![look] } {
            let after = built(&mut pipeline, &base, &town, look);
            for found in errors(&after) {
                fail(name, format!("{look:?}: {}", shown(found)));
            }
            for found in missing(&town, &after, &after.diagnostics) {
                fail(name, format!("{look:?}: {found}"));
            }
            for found in unnoticed(&town, &base, &after) {
                fail(name, format!("{look:?}: {found}"));
            }
            for found in too_many(&before, &after) {
                fail(name, format!("{look:?}: {found}"));
            }
        }
    }
    failures
}

/// How a town is looked at.
#[derive(Clone, Copy, Debug)]
enum Look {
    Preview,
    Publish,
    Production,
}

fn built(pipeline: &mut Pipeline, base: &Base, town: &Town, look: Look) -> Built {
    let mode = if matches!(look, Look::Preview) { Mode::Preview } else { Mode::Publish };
    let inputs = base.under(&town.files, mode);
    pipeline.run(&Inputs { is_for_production: matches!(look, Look::Production), ..inputs })
}

fn errors(built: &Built) -> impl Iterator<Item = &Diagnostic> {
    built.diagnostics.iter().filter(|found| found.severity == Severity::Error)
}

fn shown(found: &Diagnostic) -> String {
    let path = found.path().map_or("nowhere", |path| path.as_str());
    format!(
        "{path} {}: {} {:?}",
        found.rule.name(),
        found.message.nl,
        found.hints.iter().map(|hint| &hint.nl).collect::<Vec<_>>()
    )
}

/// The sentences of a town that nobody sees, in files that nobody is told of.
fn missing(town: &Town, built: &Built, told: &[Diagnostic]) -> Vec<String> {
    let pages: Vec<&str> = built
        .outputs
        .iter()
        .filter(|(path, _)| path.as_str().ends_with(".html"))
        .map(|(_, bytes)| std::str::from_utf8(bytes).expect("a page is UTF-8"))
        .collect();
    let is_told = |path: &str| told.iter().any(|found| found.path().is_some_and(|at| at.as_str() == path));
    // What translates a text that is gone translates nothing; whatever else a town wrote, its readers see.
    let may_be_told = |path: &str| path.ends_with(".en.md") && is_told(path);
    let lost = town.sentences.iter().filter(|(path, sentence)| {
        !pages.iter().any(|page| page.contains(sentence.as_str())) && !may_be_told(path)
    });
    lost.map(|(path, sentence)| format!("`{sentence}` of `{path}` is on no page, and nobody is told"))
        .collect()
}

/// What a town wrote on top of a document that isn't there any more, and that nobody is told of; and a provision that no
/// question leads to any more.
fn unnoticed(town: &Town, base: &Base, built: &Built) -> Vec<String> {
    let told: BTreeSet<&str> =
        built.diagnostics.iter().filter_map(|found| Some(found.path()?.as_str())).collect();
    let lies_on_nothing = |path: &&String| {
        let Some(id) = path.strip_suffix(".md") else { return false };
        let is_own = id.contains("haven") || id == "paginas/privacy";
        !is_own && !base.0.contains_key(&format!("{}.md", id.trim_end_matches(".en")))
    };
    let files = town.files.keys().filter(lies_on_nothing).filter(|path| !told.contains(path.as_str()));
    let mut unnoticed: Vec<String> = files.map(|path| format!("nobody is told of `{path}`")).collect();
    let provisions = "voorzieningen/eigen.yaml";
    let is_asked = |text: &String| text.lines().any(|line| line.starts_with("voorzieningen: [schulden"));
    let is_lost = town.files[provisions].contains("onderwerpen: [schulden]")
        && !base.0.values().chain(town.files.values()).any(is_asked);
    if is_lost && !told.contains(provisions) {
        unnoticed.push("nobody is told that no question asks for debts any more".to_owned());
    }
    unnoticed
}

/// What is said more often than anybody reads.
fn too_many(before: &Built, after: &Built) -> Vec<String> {
    let mut counts: BTreeMap<(Rule, &str), usize> = BTreeMap::new();
    for found in &after.diagnostics {
        let is_new = !before.diagnostics.contains(found);
        // Each text that a town made from one that changed is one to look at.
        if is_new && !matches!(found.rule, Rule::DriftedText | Rule::MissingBase) {
            *counts.entry((found.rule, &found.message.nl)).or_default() += 1;
        }
    }
    let many = counts.into_iter().filter(|(_, n)| *n >= MOST);
    many.map(|((rule, message), n)| format!("{n} times {}: {message}", rule.name())).collect()
}

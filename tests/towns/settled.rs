//! What a town is told: after it has settled everything, `drift` names exactly what an act upstream changed, and settling that
//! twice is settling it once. What is expected is read from the files of the base, not by the program.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use super::acts::{ACTS, Act};
use super::base::Base;
use super::chance::Chance;
use super::holds;
use super::town::Town;

/// The acts of which it is known what a town has to hear, with the data that they change; the documents are those whose text
/// is another one. The others leave room for judgement: whether a card that was divided is still the same one.
const EXACTLY: [(&str, &[&str]); 22] = [
    ("ten renames that say so", &[]),
    ("twenty rewrites", &[]),
    ("a heading renamed", &[]),
    ("five headings split", &[]),
    ("two cards deleted", &[]),
    ("two cards withdrawn", &[]),
    ("two cards a draft again", &[]),
    ("titles changed", &[]),
    ("a term deleted", &["terms/thema/mandaat"]),
    ("a term renamed", &["terms/thema/mandaat", "terms/thema/ruimte"]),
    ("a term renamed that says so", &["terms/thema/mandaat", "terms/thema/ruimte"]),
    ("a relation deleted", &["relations/vervolg-op"]),
    ("a fact deleted", &["facts/001-8d"]),
    ("a number deleted", &["numbers/luisterlijn"]),
    ("a value deleted", &["values/team", "provisions/jeugdfonds-sport-en-cultuur", "provisions/uwv"]),
    ("a value that has to be there now", &["values/nachtloket"]),
    ("a facet that has to be there now", &["facets/fase", "terms/fase/begin"]),
    ("a field that has to be there now", &["fields/nazorg"]),
    ("other line ends", &[]),
    ("blanks at the ends of lines", &[]),
    ("a byte order mark", &[]),
    ("other words for how a text is kept", &[]),
];

#[test]
fn a_town_is_told_exactly_what_changed() {
    holds(EXACTLY.len(), told);
}

/// What a town is told wrongly of these acts.
fn told(base: &Base, n: usize, acts: &[usize]) -> Vec<String> {
    let town = Town::new(base, &mut Chance::new(n as u64));
    let folder = tempfile::tempdir().expect("a temporary folder");
    let root = folder.path();
    write(&root.join("stad"), &town.files);
    write(&root.join("landelijk"), &base.0);
    let mut failures = Vec::new();
    drift(root, &["stad", "--accept"]);
    let record = fs::read(root.join("stad/.wijkgids/settled.yaml")).expect("it is settled");
    let before = reported(root);
    if !before.is_empty() {
        failures.push(format!("town {n}, before anything: {before:?}"));
    }
    for idx in acts {
        let (name, data) = EXACTLY[*idx];
        let act = ACTS.iter().find(|act| act.name == name);
        let Act { run, .. } = act.unwrap_or_else(|| panic!("there is an act `{name}`"));
        let mut after = base.clone();
        run(&mut after, &mut Chance::new((n * ACTS.len() + idx) as u64));
        fs::remove_dir_all(root.join("landelijk")).expect("removed");
        write(&root.join("landelijk"), &after.0);
        fs::write(root.join("stad/.wijkgids/settled.yaml"), &record).expect("written");
        let mut expected = changed(base, &after);
        expected.retain(|id| !is_hidden(&town, id));
        expected.extend(data.iter().map(|&name| name.to_owned()));
        let reported = reported(root);
        let less: Vec<&String> = expected.difference(&reported).collect();
        let more: Vec<&String> = reported.difference(&expected).collect();
        if !less.is_empty() || !more.is_empty() {
            failures.push(format!("town {n}, {name}: not told {less:?}; told for nothing {more:?}"));
        }
        let settle = || {
            drift(root, &["stad", "--accept"]);
            fs::read(root.join("stad/.wijkgids/settled.yaml")).expect("it is settled")
        };
        let (once, twice) = (settle(), settle());
        if once != twice {
            failures.push(format!("town {n}, {name}: settling twice is something else than settling once"));
        }
        let left = self::reported(root);
        // What lies on a document that is gone stays until the town says what becomes of it.
        let left: Vec<&String> =
            left.iter().filter(|id| !town.files.contains_key(&format!("{id}.md"))).collect();
        if !left.is_empty() {
            failures.push(format!("town {n}, {name}: still told once it is settled: {left:?}"));
        }
    }
    failures
}

fn write(folder: &Path, files: &BTreeMap<String, String>) {
    for (path, text) in files {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, text).expect("written");
    }
}

fn drift(root: &Path, arguments: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_wijkgids"));
    command.arg("drift").args(arguments).current_dir(root).env("SOURCE_DATE_EPOCH", "1795996800");
    let output = command.output().expect("the program starts");
    assert!(output.status.code().is_some_and(|code| code < 2), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("it speaks UTF-8")
}

/// The documents and data that somebody has to look at.
fn reported(root: &Path) -> BTreeSet<String> {
    let report: Value =
        serde_json::from_str(&drift(root, &["--report", "--format", "json", "stad"])).expect("JSON");
    let list = |key: &str| report[key].as_array().cloned().unwrap_or_default();
    let is_drift = |row: &Value| {
        ["drifted", "orphaned", "updated", "withdrawn", "new"].iter().any(|key| row["standing"] == *key)
    };
    let text = |row: &Value, key: &str| row[key].as_str().expect("a text").to_owned();
    let documents = list("documents").into_iter().filter(is_drift).map(|row| text(&row, "id"));
    let data = list("data").into_iter().map(|row| text(&row, "name"));
    documents.chain(data).collect()
}

/// Whether a town hides a document, also by the name that it had before an act renamed it.
fn is_hidden(town: &Town, id: &str) -> bool {
    let files = [id.to_owned(), id.replacen("/nieuw-", "/", 1)].map(|id| format!("{id}.md"));
    files.iter().filter_map(|file| town.files.get(file)).any(|text| text.contains("verborgen: true"))
}

/// The documents whose text is another one, that are gone or that have come; one that says what it was called is the same.
fn changed(before: &Base, after: &Base) -> BTreeSet<String> {
    let (then, now) = (published(before), published(after));
    let mut former: BTreeMap<String, &String> = BTreeMap::new();
    for (id, text) in &now {
        for line in text.lines().filter_map(|line| line.strip_prefix("oude_adressen: [/")) {
            former.insert(line.trim_end_matches("/]").to_owned(), id);
        }
    }
    let mut changed = BTreeSet::new();
    for (id, text) in &then {
        let id_now = former.get(id).filter(|_| !now.contains_key(id)).map_or(id, |new| *new);
        match now.get(id_now) {
            Some(text_now) if parts(text) == parts(text_now) => {}
            Some(_) => drop(changed.insert(id_now.clone())),
            None => drop(changed.insert(id.clone())),
        }
    }
    let is_new = |id: &&String| !then.contains_key(*id) && !former.values().any(|new| new == id);
    changed.extend(now.keys().filter(is_new).cloned());
    changed
}

/// The documents that are on the site, by id.
fn published(base: &Base) -> BTreeMap<String, String> {
    let documents = base.0.iter().filter(|(path, _)| path.ends_with(".md") && !path.ends_with(".en.md"));
    let documents =
        documents.map(|(path, text)| (path.trim_end_matches(".md").to_owned(), text.replace("\r\n", "\n")));
    documents.filter(|(_, text)| text.contains("\nstatus: gepubliceerd\n")).collect()
}

/// What a document says, without how it is kept: its fields as they stand, its lead and its sections, each without blanks that
/// mean nothing.
fn parts(text: &str) -> BTreeSet<String> {
    const KEPT: [&str; 6] = ["status", "eigenaar", "beoordeeld", "herzien_voor", "oude_adressen", "toestaan"];
    let text = text.trim_start_matches('\u{feff}');
    let (front, body) = text.trim_start_matches("---\n").split_once("\n---\n").expect("front matter");
    let mut parts = BTreeSet::new();
    let mut part = String::new();
    for line in front.lines().chain([""]) {
        if !line.starts_with([' ', '-']) {
            let key = part.split(':').next().unwrap_or_default().to_owned();
            if !part.is_empty() && !KEPT.contains(&&*key) {
                parts.insert(part.trim().to_owned());
            }
            part = String::new();
        }
        part.push_str(line.trim_end());
        part.push('\n');
    }
    let sections = format!("\n{body}");
    parts.extend(
        sections
            .split("\n## ")
            .map(|section| section.trim().lines().map(str::trim_end).collect::<Vec<_>>().join("\n")),
    );
    parts
}

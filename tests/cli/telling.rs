//! What `drift` names after each act of those below: what the act changed, no more and no less.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use tempfile::TempDir;

use super::{answer, tree, wijkgids, write};

/// Something that a base does, and everything that it changes.
type Act = (&'static str, fn(&Path), &'static [&'static str]);

const CONFIG: &str = "title: Land\nvalues: {team: wijkteam, lijn: 14 0999}\nfacets:\n  thema:\n    title: Thema\n    terms:\n      geld: {title: Geld}\n      \
                      wonen: {title: Wonen}\nrelations:\n  vervolg-op: {title: Vervolg op}\n";
const CARD: &str = "---\ntitel: Een\nstatus: gepubliceerd\nthema: geld\n---\n\nVooraf.\n\n## Waarom\n\nOm wie belt.\n\n## Zo doe je het\n\nBel op werkdagen.\n";

/// A base with some of everything, and a site above it that settled all of it.
fn settled() -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let root = folder.path();
    write(root, "land/wijkgids.yaml", CONFIG);
    write(root, "land/kaarten/een.md", CARD);
    write(root, "land/kaarten/twee.md", "---\ntitel: Twee\nstatus: gepubliceerd\n---\nTekst.\n");
    write(root, "land/begrippen.yaml", "begrippen:\n  loket: {uitleg: Waar u terechtkunt.}\n");
    write(
        root,
        "land/bronnen.yaml",
        "bronnen:\n  een: {titel: Onderzoek, soort: rapport, jaar: 2026}\nfeiten:\n  een-1: {bron: een, tekst: Het werkt.}\n",
    );
    write(
        root,
        "land/nummers.yaml",
        "nummers:\n  politie: {naam: Politie, nummer: 0900-8844, bron: \"https://politie.example\", gecontroleerd: 2026-11-01, status: bevestigd}\n",
    );
    write(root, "stad/wijkgids.yaml", "extends: ../land\ntitle: Stad\nchecks: {missing-duty: ignore}\n");
    write(
        root,
        "land/voorzieningen/café.yaml",
        "voorzieningen:\n  loket:\n    naam: Loket\n    organisatie: Gemeente\n    soort: overheid\n    aanbod: Hulp met geld.\n",
    );
    settle(root);
    assert_eq!(told(root), BTreeSet::new(), "what is settled isn't told");
    folder
}

fn settle(root: &Path) {
    let settled = answer(&mut wijkgids(&root.join("stad"), ["drift", "--accept"]));
    assert_eq!(settled.status, Some(0), "{}", settled.out);
}

/// The names of everything that the report says is otherwise.
fn told(root: &Path) -> BTreeSet<String> {
    let report = answer(&mut wijkgids(&root.join("stad"), ["drift", "--report", "--format", "json"]));
    let report: serde_json::Value = serde_json::from_str(&report.out).expect("JSON");
    let text = |value: &serde_json::Value| value.as_str().expect("a text").to_owned();
    let documents = report["documents"].as_array().expect("a list").iter();
    let still = ["as-is", "local", "own", "hidden"];
    let documents = documents.filter(|row| !still.contains(&row["standing"].as_str().expect("a text")));
    let data = report["data"].as_array().expect("a list").iter();
    documents.map(|row| text(&row["id"])).chain(data.map(|row| text(&row["name"]))).collect()
}

fn change(root: &Path, file: &str, from: &str, to: &str) {
    let text = fs::read_to_string(root.join(file)).expect("it is there");
    assert!(text.contains(from), "{file}: {text}");
    write(root, file, &text.replace(from, to));
}

const CARD_FILE: &str = "land/kaarten/een.md";
const CONFIG_FILE: &str = "land/wijkgids.yaml";

const ACTS: &[Act] = &[
    ("line ends", |root| change(root, CARD_FILE, "\n", "\r\n"), &[]),
    ("line ends of data", |root| change(root, "land/begrippen.yaml", "\n", "\r\n"), &[]),
    ("a byte order mark", |root| write(root, CARD_FILE, &format!("\u{feff}{CARD}")), &[]),
    ("trailing blanks", |root| change(root, CARD_FILE, "belt.\n", "belt. \n"), &[]),
    (
        "another Unicode form of a name",
        |root| {
            let folder = root.join("land/voorzieningen");
            fs::rename(folder.join("café.yaml"), folder.join("cafe\u{301}.yaml")).expect("renamed");
        },
        &[],
    ),
    ("words", |root| change(root, CARD_FILE, "Om wie belt", "Om wie schrijft"), &["kaarten/een"]),
    ("a title", |root| change(root, CARD_FILE, "titel: Een", "titel: Voortaan"), &["kaarten/een"]),
    ("a heading", |root| change(root, CARD_FILE, "## Waarom", "## Daarom"), &["kaarten/een"]),
    (
        "a heading split",
        |root| change(root, CARD_FILE, "Bel op", "Bel.\n\n## En dan\n\nOp"),
        &["kaarten/een"],
    ),
    ("withdrawn", |root| change(root, CARD_FILE, "gepubliceerd", "vervallen"), &["kaarten/een"]),
    (
        "deleted",
        |root| fs::remove_file(root.join("land/kaarten/twee.md")).expect("removed"),
        &["kaarten/twee"],
    ),
    (
        "renamed without saying so",
        |root| {
            let folder = root.join("land/kaarten");
            fs::rename(folder.join("twee.md"), folder.join("twee-nieuw.md")).expect("renamed");
        },
        &["kaarten/twee", "kaarten/twee-nieuw"],
    ),
    (
        "split in two",
        |root| {
            change(root, CARD_FILE, "\n## Zo doe je het\n\nBel op werkdagen.\n", "");
            let part =
                "---\ntitel: Deel\nstatus: gepubliceerd\n---\n\n## Zo doe je het\n\nBel op werkdagen.\n";
            write(root, "land/kaarten/deel.md", part);
        },
        &["kaarten/deel", "kaarten/een"],
    ),
    (
        "a facet gone",
        |root| {
            let facet = "facets:\n  thema:\n    title: Thema\n    terms:\n      geld: {title: Geld}\n      wonen: {title: Wonen}\n";
            change(root, CONFIG_FILE, facet, "");
            change(root, CARD_FILE, "thema: geld\n", "");
        },
        &["facets/thema", "terms/thema/geld", "terms/thema/wonen", "kaarten/een"],
    ),
    (
        "a facet that has to be there",
        |root| change(root, CONFIG_FILE, "    title: Thema", "    title: Thema\n    required: true"),
        &["facets/thema"],
    ),
    (
        "another term of a card",
        |root| change(root, CARD_FILE, "thema: geld", "thema: wonen"),
        &["kaarten/een"],
    ),
    ("new", |root| write(root, "land/kaarten/drie.md", CARD), &["kaarten/drie"]),
    ("a value", |root| change(root, CONFIG_FILE, "14 0999", "14 0888"), &["values/lijn"]),
    ("a value gone", |root| change(root, CONFIG_FILE, ", lijn: 14 0999", ""), &["values/lijn"]),
    (
        "a value to be filled in",
        |root| change(root, CONFIG_FILE, "values: {", "values: {loket: required, "),
        &["values/loket"],
    ),
    ("a term", |root| change(root, CONFIG_FILE, "title: Wonen", "title: Thuis"), &["terms/thema/wonen"]),
    (
        "a term gone",
        |root| change(root, CONFIG_FILE, "      wonen: {title: Wonen}\n", ""),
        &["terms/thema/wonen"],
    ),
    (
        "a relation gone",
        |root| change(root, CONFIG_FILE, "relations:\n  vervolg-op: {title: Vervolg op}\n", ""),
        &["relations/vervolg-op"],
    ),
    ("a number", |root| change(root, "land/nummers.yaml", "8844", "8845"), &["numbers/politie"]),
    ("a fact", |root| change(root, "land/bronnen.yaml", "Het werkt", "Het helpt"), &["facts/een-1"]),
    ("a source", |root| change(root, "land/bronnen.yaml", "Onderzoek", "Verslag"), &["sources/een"]),
    (
        "a provision",
        |root| change(root, "land/voorzieningen/café.yaml", "Hulp met geld", "Hulp met post"),
        &["provisions/loket"],
    ),
    ("a word", |root| change(root, "land/begrippen.yaml", "Waar u", "Waar je"), &["glossary/loket"]),
];

#[test]
fn what_an_act_below_changed_is_told_and_settled_once() {
    let mut wrong = Vec::new();
    for (name, run, expected) in ACTS {
        let folder = settled();
        let root = folder.path();
        run(root);
        let expected: BTreeSet<String> = expected.iter().map(|&name| name.to_owned()).collect();
        let told_now = told(root);
        if told_now != expected {
            wrong.push(format!("{name}: {told_now:?} is told, not {expected:?}"));
        }
        settle(root);
        let once = tree(&root.join("stad"));
        let left = told(root);
        if !left.is_empty() {
            wrong.push(format!("{name}: {left:?} is told after settling"));
        }
        settle(root);
        if tree(&root.join("stad")) != once {
            wrong.push(format!("{name}: settling again changes something"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_text_below_that_can_not_be_read_is_not_settled_until_it_is_mended() {
    let folder = settled();
    let root = folder.path();
    let before = tree(&root.join("stad"));
    change(root, CARD_FILE, "titel: Een", "titel: \"Een");
    let refused = answer(&mut wijkgids(&root.join("stad"), ["drift", "--accept"]));
    assert_eq!(refused.status, Some(1), "{}", refused.out);
    assert!(refused.out.contains("kaarten/een.md` te lezen zijn"), "{}", refused.out);
    assert!(tree(&root.join("stad")) == before, "what was settled still counts");
    write(root, CARD_FILE, CARD);
    assert_eq!(told(root), BTreeSet::new(), "mended as it was");
}

#[test]
fn data_below_that_can_not_be_read_is_neither_told_as_gone_nor_settled_as_such() {
    let folder = settled();
    let root = folder.path();
    let before = tree(&root.join("stad"));
    for file in ["land/bronnen.yaml", "land/nummers.yaml", "land/begrippen.yaml"] {
        let text = std::fs::read_to_string(root.join(file)).expect("it is there");
        write(root, file, &text.replacen(':', ": [", 1));
        assert_eq!(told(root), BTreeSet::new(), "{file}");
        answer(&mut wijkgids(&root.join("stad"), ["drift", "--accept"]));
        assert!(tree(&root.join("stad")) == before, "{file}: what was settled still counts");
        write(root, file, &text);
    }
}

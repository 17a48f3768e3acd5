//! `wijkgids digest`: what each owner has to know, in every form; and what a manager gets.

use std::fs;

use serde_json::Value;
use tempfile::TempDir;

use super::{Answer, answer, tree, wijkgids, write};

fn card(title: &str, owner: &str, review_by: &str, text: &str) -> String {
    format!(
        "---\ntitel: {title}\nsamenvatting: Kort.\nstatus: gepubliceerd\neigenaar: {owner}\nbeoordeeld: 2026-11-01\nherzien_voor: {review_by}\n---\n{text}\n"
    )
}

/// Two sites: `land`, and `stad` on top of it, which settled everything; then the land changed.
fn sites() -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let root = folder.path();
    write(root, "land/wijkgids.yaml", "title: Land\nvalues: {team: wijkteam}\n");
    for name in ["een", "twee", "drie"] {
        let text = format!("Vooraf.\n\n## Waarom\n\nOm {name}.");
        let card = card(name, "landredactie", "2028-01-01", &text);
        write(root, &format!("land/kaarten/{name}.md"), &card);
    }
    let config = "extends: ../land\ntitle: Stad\nbase_url: https://stad.example/\nlanguages: [nl, ar]\nchecks: {missing-duty: ignore}\n";
    write(root, "stad/wijkgids.yaml", config);
    write(root, "stad/kaarten/eigen.md", &card("Onze “eigen” kaart", "balie", "2026-10-01", "[weg](weg.md)"));
    write(root, "stad/kaarten/straks.md", &card("Straks", "balie", "2027-01-15", "[[kaarten/eigen]]"));
    let own = "---\neigenaar: balie\n---\n\n## Waarom\n\nOm ons.\n";
    write(root, "stad/kaarten/een.md", own);
    write(
        root,
        "stad/voorzieningen/winkels.yaml",
        "voorzieningen:\n  ruilwinkel:\n    naam: Ruilwinkel\n    organisatie: Buurthuis\n    aanbod: Spullen ruilen.\n    status: gepubliceerd\n    gecontroleerd: 2025-11-01\n",
    );
    assert_eq!(in_stad(&folder, &["drift", "--accept"]).status, Some(0));
    assert_eq!(in_stad(&folder, &["translate", "kaarten/eigen", "ar"]).status, Some(0));
    for name in ["een", "twee"] {
        let path = format!("land/kaarten/{name}.md");
        let text = fs::read_to_string(root.join(&path)).expect("it is there");
        write(root, &path, &text.replace("Om ", "Vanwege "));
    }
    write(root, "land/wijkgids.yaml", "title: Land\nvalues: {team: buurtteam}\n");
    write(
        root,
        "stad/kaarten/eigen.md",
        &card("Onze “eigen” kaart", "balie", "2026-10-01", "Anders: [weg](weg.md)"),
    );
    folder
}

fn in_stad(root: &TempDir, arguments: &[&str]) -> Answer {
    answer(&mut wijkgids(&root.path().join("stad"), arguments))
}

/// A digest in a form; it is never a failure that there is something to do.
fn digest(root: &TempDir, arguments: &[&str]) -> String {
    let answer = in_stad(root, &[&["digest"], arguments].concat());
    assert_eq!(answer.status, Some(0), "{}{}", answer.out, answer.err);
    answer.out
}

/// The kind, title, file and line of everything that an owner is told.
fn told(json: &str) -> Vec<(String, Vec<String>)> {
    let json: Value = serde_json::from_str(json).expect("it is JSON");
    let owners = json["owners"].as_array().expect("a list").iter().map(|owner| {
        let items = owner["items"].as_array().expect("a list").iter().map(|item| {
            let text = |key: &str| item[key].as_str().unwrap_or("-").to_owned();
            format!("{} {} {}:{}", text("kind"), text("key"), text("file"), item["line"])
        });
        (owner["owner"].as_str().unwrap_or("-").to_owned(), items.collect())
    });
    owners.collect()
}

#[test]
fn everybody_is_told_what_is_theirs_once() {
    let root = sites();
    let before = tree(root.path());
    let told = told(&digest(&root, &["--format", "json"]));
    let expected = [
        (
            "balie",
            vec![
                "change kaarten/een kaarten/een.md:5",
                "review kaarten/eigen kaarten/eigen.md:7",
                "review kaarten/straks kaarten/straks.md:7",
                "link broken-link/kaarten/eigen.ar.md kaarten/eigen.ar.md:9",
                "link broken-link/kaarten/eigen.md kaarten/eigen.md:9",
                "translation kaarten/eigen.ar kaarten/eigen.ar.md:8",
            ],
        ),
        ("landredactie", vec!["change kaarten/twee -:null"]),
        (
            "-",
            vec![
                "change values/team -:null",
                "check stale-check/voorzieningen/winkels.yaml voorzieningen/winkels.yaml:7",
            ],
        ),
    ];
    let expected = expected.map(|(owner, items)| {
        (owner.to_owned(), items.into_iter().map(str::to_owned).collect::<Vec<String>>())
    });
    assert_eq!(told, expected);
    assert!(tree(root.path()) == before, "nothing was written");
}

#[test]
fn one_owner_is_named_as_they_are_written_and_hears_of_what_nobody_owns() {
    let root = sites();
    let text = digest(&root, &["--owner", "Balie"]);
    for expected in [
        "Er is 1 verandering in de basis, 2 teksten om opnieuw te lezen, 2 links die nergens heen gaan en 1 vertaling die wacht.",
        "- een: dit is een eigen versie, en het origineel is veranderd\n    `waarom`: het origineel is veranderd\n    kaarten/een.md:5\n    Wat te doen: kijk met `wijkgids drift kaarten/een.md --diff`",
        "had voor 1 oktober 2026 opnieuw gelezen moeten zijn",
        "moet voor 15 januari 2027 opnieuw gelezen zijn",
        "veranderden ook 2 dingen waar niemand van deze site eigenaar van is",
    ] {
        assert!(text.contains(expected), "{expected}\n{text}");
    }
    assert!(!text.contains("twee"), "{text}");
    let refused = in_stad(&root, &["digest", "--owner", "ballie"]);
    assert_eq!(refused.status, Some(2));
    assert!(refused.err.contains("bedoelt u `balie`?"), "{}", refused.err);
    let refused = in_stad(&root, &["digest", "--since", "gisteren"]);
    assert_eq!(refused.status, Some(2));
    assert!(refused.err.contains("schrijf die als `2026-11-01`"), "{}", refused.err);
}

#[test]
fn what_is_known_to_be_earlier_is_counted_and_not_told() {
    let root = sites();
    let text = digest(&root, &["--owner", "balie", "--since", "2026-11-02"]);
    assert!(!text.contains("- een:"), "it was reviewed the day before: {text}");
    assert!(text.contains("2 veranderingen van voor 2 november 2026 staan hier niet bij"), "{text}");
    assert!(text.contains("`weg.md` bestaat niet"), "what has to be done stays: {text}");
    assert_eq!(
        digest(&root, &["--since", "2026-11-01"]),
        digest(&root, &[]),
        "that day itself is not before it, and of the data no day is known"
    );
    // A base that was received says of which day it is.
    write(
        root.path(),
        "land/.wijkgids/manifest.yaml",
        "version: \"2\"\ndate: 2026-11-20\nreceived: true\nfiles:\n  wijkgids.yaml: \"0\"\n",
    );
    let since = |day| told(&digest(&root, &["--format", "json", "--since", day]));
    assert!(
        since("2026-11-20").iter().any(|(_, items)| items.iter().any(|item| item.contains("values/team")))
    );
    assert!(since("2026-11-21").iter().all(|(_, items)| items.iter().all(|item| !item.contains("change "))));
}

#[test]
fn a_mail_is_a_draft_that_is_sent_to_nobody() {
    let root = sites();
    let mail = digest(&root, &["--owner", "balie", "--format", "eml"]);
    assert!(mail.is_ascii() && mail.ends_with("--\r\n"), "{mail}");
    assert!(mail.split("\r\n").all(|line| line.len() <= 998 && !line.contains('\n')), "{mail}");
    let (head, body) = mail.split_once("\r\n\r\n").expect("a head and a body");
    for expected in ["X-Unsent: 1", "MIME-Version: 1.0", "multipart/alternative", "Date: Mon, 30 Nov 2026"] {
        assert!(head.contains(expected), "{expected}\n{head}");
    }
    assert!(!head.contains("\nTo:") && !head.contains("\nFrom:"), "{head}");
    assert!(
        body.contains("Content-Type: text/plain; charset=\"utf-8\"") && body.contains("text/html"),
        "{body}"
    );
    assert_eq!(mail, digest(&root, &["--owner", "balie", "--format", "eml"]));
    let saved = in_stad(&root, &["digest", "--owner", "balie", "--format", "eml", "--out", "balie.eml"]);
    assert_eq!(saved.out, "balie.eml geschreven\n");
    let file = fs::read_to_string(root.path().join("stad/balie.eml")).expect("it was written");
    assert_eq!(file, mail);
    let again = in_stad(&root, &["digest", "--owner", "balie", "--format", "eml", "--out", "balie.eml"]);
    assert_eq!(again.status, Some(0), "{}", again.err);
    let before = tree(root.path());
    for format in ["human", "eml", "html", "atom", "json"] {
        let refused = in_stad(&root, &["digest", "--format", format, "--out", "kaarten/eigen.md"]);
        assert_eq!(refused.status, Some(2), "{format}");
    }
    assert!(tree(root.path()) == before, "no text is written over");
}

#[test]
fn a_page_and_a_feed_need_nothing_else() {
    let root = sites();
    let page = digest(&root, &["--format", "html"]);
    for expected in [
        "<h1>Stad: wat er te doen is</h1>",
        "<a href=\"https://stad.example/kaarten/eigen/\">Onze “eigen” kaart</a>",
        "<del>",
        "<strong dir=\"auto\">Ruilwinkel</strong>",
        "<h2>landredactie (in de basis)</h2>",
        "<h2>Zonder eigenaar</h2>",
    ] {
        assert!(page.contains(expected), "{expected}\n{page}");
    }
    assert!(!page.contains("<script") && !page.contains(" src="), "{page}");
    let feed = digest(&root, &["--format", "atom"]);
    let document = ids(&feed);
    let mut once = document.clone();
    once.sort();
    once.dedup();
    assert_eq!(document.len(), once.len(), "{feed}");
    // Another change of the same text is another entry; all others stay the same.
    let path = "land/kaarten/twee.md";
    let text = fs::read_to_string(root.path().join(path)).expect("it is there");
    write(root.path(), path, &text.replace("Vanwege", "Door"));
    let later = ids(&digest(&root, &["--format", "atom"]));
    let others: Vec<&String> = later.iter().filter(|id| !document.contains(id)).collect();
    assert!(matches!(others.as_slice(), [one] if one.contains("kaarten/twee")), "{others:?}");
}

fn ids(feed: &str) -> Vec<String> {
    let entries = feed.split("<entry>").skip(1);
    let id = |entry: &str| Some(entry.split_once("<id>")?.1.split_once("</id>")?.0.to_owned());
    entries.map(|entry| id(entry).expect("each has one")).collect()
}

#[test]
fn a_manager_sees_how_much_is_whose() {
    let root = sites();
    let json: Value =
        serde_json::from_str(&digest(&root, &["--manager", "--format", "json"])).expect("it is JSON");
    let total = &json["total"];
    let count = |key: &str| total[key].as_u64().expect("a number");
    let counts =
        ["documents", "taken_over", "local", "own", "behind", "review_late", "review_due"].map(count);
    assert_eq!(counts, [5, 2, 1, 2, 2, 1, 1], "{json}");
    assert_eq!((count("translations_behind"), count("translations_missing")), (1, 4), "{json}");
    assert_eq!(json["owners"].as_array().map(Vec::len), Some(2), "{json}");
    assert_eq!(json["data_changed"], 1);
    let text = digest(&root, &["--manager"]);
    for expected in [
        "Van de 5 teksten zijn er 2 overgenomen zoals de basis ze heeft, 1 aangepast en 2 van de site zelf.",
        "Wat aandacht vraagt: 2 achter op de basis, 1 te laat met herlezen en 1 binnenkort te herlezen.",
        "  balie: teksten 3, aangepast 1, eigen 2",
        "  ar: achter 1, ontbreekt 4",
    ] {
        assert!(text.contains(expected), "{expected}\n{text}");
    }
    assert!(
        digest(&root, &["--manager", "--format", "html"]).contains("<th scope=\"row\">landredactie</th>")
    );
    assert!(digest(&root, &["--manager", "--format", "eml"]).contains("X-Unsent: 1"));
    assert_eq!(in_stad(&root, &["digest", "--manager", "--format", "atom"]).status, Some(2));
}

#[test]
fn where_nothing_is_to_be_done_it_says_so() {
    let site = super::site();
    let answer = answer(&mut wijkgids(site.path(), ["digest"]));
    assert_eq!(
        (answer.status, answer.out.as_str()),
        (Some(0), "Er is nu niets te doen.\n"),
        "{}",
        answer.err
    );
}

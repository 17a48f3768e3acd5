//! `wijkgids rename`: another name for a document, a term, a subject or a heading, in all sites of a tree or in none.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use tempfile::TempDir;

use super::{Answer, answer, tree, wijkgids, write};

const KEPT: &str =
    "samenvatting: Kort gezegd.\nstatus: gepubliceerd\neigenaar: redactie\nherzien_voor: 2027-11-01\n";

fn document(title: &str, more: &str, text: &str) -> String {
    format!("---\ntitel: {title}\n{KEPT}{more}---\n{text}\n")
}

/// A guide with a site on it: cards and a question that name each other in every way, and a town that has changed and translated
/// one of them. Everything is settled.
fn land_and_town() -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let put = |file: &str, text: &str| write(folder.path(), file, text);
    put(
        "land/wijkgids.yaml",
        "title: Land\nlanguage: nl\nlanguages: [nl, en]\nfacets:\n  thema:\n    title: Thema\n    terms:\n      wonen:\n        title: Wonen\n      werk: {title: Werk}\nrelations: {vervolg-op: {title: Vervolg op, inverse: gevolgd-door}}\nchecks: {missing-duty: ignore, few-documents: ignore, missing-audience: ignore, orphan: ignore, missing-translation: ignore, section-order: ignore, missing-evidence: ignore, unknown-section: ignore}\n",
    );
    put(
        "land/kaarten/huur.md",
        &document(
            "Huur",
            "thema: wonen\n",
            "Zie [geld](geld.md), [nog eens](geld.md#wat-nu \"Geld\") en [deze][g].\n\n[g]: geld.md\n\n`[geld](geld.md)`",
        ),
    );
    put(
        "land/kaarten/geld.md",
        &document(
            "Geld",
            "thema: wonen\nrelaties: {vervolg-op: [\"kaarten/huur.md\"]}\n",
            "Zie [huur](huur.md) en [schuld](../vragen/schuld.md).\n\n## Wat nu\n\nBellen.",
        ),
    );
    put(
        "land/vragen/schuld.md",
        &document(
            "Ik heb schulden",
            "thema: wonen\nvoorzieningen: [schulden]\n",
            "Zie [[kaarten/geld#wat-nu]] en [geld](/kaarten/geld/).",
        )
        .replace("status", "publiek: inwoner\nstatus"),
    );
    put("land/zoektoetsen.yaml", "toetsen:\n  - {zoek: geld, vindt: kaarten/geld}\n");
    put("land/begrippen.yaml", "begrippen:\n  huur: {uitleg: Wat wonen kost., zie: [kaarten/geld]}\n");
    put("stad/wijkgids.yaml", "title: Stad\nextends: ../land\nlanguage: nl\n");
    put(
        "stad/kaarten/geld.md",
        "---\ntitel: Geld bij ons\n---\n\n## Wat nu\n\nBel ons. Zie [huur](huur.md).\n",
    );
    put("stad/kaarten/geld.en.md", "---\ntitle: Money\n---\n\n## What now {#wat-nu}\n\nCall us.\n");
    put(
        "stad/kaarten/eigen.md",
        &document(
            "Eigen",
            "thema: wonen\n",
            "[geld](geld.md) en [het origineel](../../land/kaarten/geld.md)",
        ),
    );
    put(
        "stad/voorzieningen/lijst.csv",
        "id,naam,organisatie,soort,onderwerpen,vragen,voor_wie,aanbod,telefoon,gebieden,gecontroleerd,bron\nloket,Loket,Stad,overheid,Schulden; werk en schulden,schuld,Iedereen,Hulp,020 123 45 67,NL,2026-11-01,https://stad.example/\n",
    );
    assert_eq!(run(&folder, &["drift", "stad", "--accept"]).status, Some(0));
    folder
}

fn run(folder: &TempDir, arguments: &[&str]) -> Answer {
    answer(&mut wijkgids(folder.path(), arguments))
}

fn read(folder: &TempDir, file: &str) -> String {
    fs::read_to_string(folder.path().join(file)).unwrap_or_else(|_| panic!("{file} is there"))
}

/// Renames, and finds that nothing is wrong with either site and that nothing has drifted.
fn renames(folder: &TempDir, arguments: &[&str]) -> Answer {
    let before: Vec<String> = ["land", "stad"].map(|site| run(folder, &["check", site]).out).into();
    let renamed = run(folder, &[&["rename"], arguments].concat());
    assert_eq!(renamed.status, Some(0), "{}{}", renamed.out, renamed.err);
    for (site, before) in ["land", "stad"].into_iter().zip(before) {
        let checked = run(folder, &["check", site]);
        assert_eq!(checked.status, Some(0), "{site}: {}", checked.out);
        let n = |text: &str| text.matches("let op[").count();
        assert_eq!(n(&checked.out), n(&before), "{site}: {}", checked.out);
    }
    let drift = run(folder, &["drift", "stad"]);
    assert!(drift.out.contains("alles rust nog op de tekst van nu"), "{}", drift.out);
    renamed
}

fn refuses(folder: &TempDir, arguments: &[&str], status: i32, words: &str) {
    let before = tree(folder.path());
    let refused = run(folder, &[&["rename"], arguments].concat());
    assert_eq!(refused.status, Some(status), "{}{}", refused.out, refused.err);
    assert!(refused.err.contains(words), "{words}\n{}", refused.err);
    assert!(tree(folder.path()) == before, "nothing was written");
}

#[test]
fn a_document_takes_its_files_and_all_that_names_it_along() {
    let folder = land_and_town();
    let before = tree(folder.path());
    let dry = run(&folder, &["rename", "kaarten/geld", "geldzorgen", "--site", "land", "--dry-run"]);
    assert!(dry.out.contains("land/kaarten/geld.md → land/kaarten/geldzorgen.md"), "{}", dry.out);
    assert!(dry.out.ends_with("er is niets geschreven\n"), "{}", dry.out);
    assert!(tree(folder.path()) == before, "a dry run writes nothing");
    let renamed = renames(&folder, &["kaarten/geld", "geldzorgen", "--site", "land"]);
    assert!(
        renamed.out.ends_with("`kaarten/geld` heet nu `kaarten/geldzorgen`: 8 bestanden in 2 sites\n"),
        "{}",
        renamed.out
    );
    let huur = read(&folder, "land/kaarten/huur.md");
    assert!(
        huur.contains("[geld](geldzorgen.md), [nog eens](geldzorgen.md#wat-nu \"Geld\") en [deze][g]"),
        "{huur}"
    );
    assert!(
        huur.contains("[g]: geldzorgen.md\n\n`[geld](geld.md)`"),
        "an example of code is no link: {huur}"
    );
    assert!(read(&folder, "land/kaarten/geldzorgen.md").contains("oude_adressen: [/kaarten/geld/]\n"));
    let question = read(&folder, "land/vragen/schuld.md");
    assert!(question.contains("[[kaarten/geldzorgen#wat-nu]] en [geld](/kaarten/geldzorgen/)"), "{question}");
    assert!(read(&folder, "land/zoektoetsen.yaml").contains("vindt: kaarten/geldzorgen"));
    assert!(read(&folder, "land/begrippen.yaml").contains("zie: [kaarten/geldzorgen]"));
    assert!(read(&folder, "stad/kaarten/geldzorgen.md").contains("titel: Geld bij ons"));
    assert!(read(&folder, "stad/kaarten/geldzorgen.en.md").contains("title: Money"));
    let own = read(&folder, "stad/kaarten/eigen.md");
    assert!(
        own.contains("[geld](geldzorgen.md) en [het origineel](../../land/kaarten/geldzorgen.md)"),
        "{own}"
    );
    let record = read(&folder, "stad/.wijkgids/settled.yaml");
    assert!(record.contains("kaarten/geldzorgen.en:") && !record.contains("kaarten/geld:"), "{record}");
}

#[test]
fn a_document_in_another_folder_keeps_its_links() {
    let folder = land_and_town();
    renames(&folder, &["kaarten/geld", "kaarten/wonen/geld", "--site", "land"]);
    let card = read(&folder, "land/kaarten/wonen/geld.md");
    assert!(card.contains("[huur](../huur.md) en [schuld](../../vragen/schuld.md)"), "{card}");
    assert!(read(&folder, "stad/kaarten/wonen/geld.md").contains("[huur](../huur.md)"));
    assert!(read(&folder, "land/kaarten/huur.md").contains("[geld](wonen/geld.md)"));
    renames(&folder, &["kaarten/huur", "kaarten/huren", "--site", "land"]);
    assert!(read(&folder, "land/kaarten/wonen/geld.md").contains("[\"kaarten/huren.md\"]"));
    renames(&folder, &["kaarten/huren", "kaarten/huur", "--site", "land"]);
    renames(&folder, &["kaarten/wonen/geld", "kaarten/geld", "--site", "land"]);
    let back = read(&folder, "land/kaarten/geld.md");
    assert!(back.contains("oude_adressen: [/kaarten/wonen/geld/]\n"), "{back}");
    assert!(!folder.path().join("land/kaarten/wonen").exists(), "no empty folder is left");
}

#[test]
fn a_question_is_renamed_in_tables_too() {
    let folder = land_and_town();
    renames(&folder, &["vragen/schuld", "ik-heb-schulden", "--site", "land"]);
    assert!(read(&folder, "stad/voorzieningen/lijst.csv").contains(",ik-heb-schulden,Iedereen"));
    assert!(read(&folder, "land/kaarten/geld.md").contains("(../vragen/ik-heb-schulden.md)"));
}

#[test]
fn a_subject_is_renamed_where_it_is_one() {
    let folder = land_and_town();
    renames(&folder, &["onderwerp:schulden", "geldzorgen", "--site", "land"]);
    assert!(read(&folder, "land/vragen/schuld.md").contains("voorzieningen: [geldzorgen]"));
    assert!(read(&folder, "stad/voorzieningen/lijst.csv").contains(",geldzorgen; werk en schulden,"));
    assert!(read(&folder, "land/wijkgids.yaml").ends_with("oude_onderwerpen: {schulden: geldzorgen}\n"));
    refuses(&folder, &["onderwerp:schuld", "x", "--site", "land"], 2, "geen voorziening of vraag heeft");
    renames(&folder, &["onderwerp:geldzorgen", "geld", "--site", "land"]);
    let config = read(&folder, "land/wijkgids.yaml");
    assert!(config.ends_with("oude_onderwerpen: {geldzorgen: geld, schulden: geldzorgen}\n"), "{config}");
    renames(&folder, &["onderwerp:geld", "geldzorgen", "--site", "land"]);
    let config = read(&folder, "land/wijkgids.yaml");
    assert!(config.ends_with("oude_onderwerpen: {schulden: geldzorgen, geld: geldzorgen}\n"), "{config}");
    // A town that wasn't there goes on meaning the same.
    let table = read(&folder, "stad/voorzieningen/lijst.csv").replace(",geldzorgen; werk", ",Schulden; werk");
    write(folder.path(), "stad/voorzieningen/lijst.csv", &table);
    let checked = run(&folder, &["check", "stad"]);
    assert!(checked.out.contains("het onderwerp `schulden` heet nu `geldzorgen`"), "{}", checked.out);
    assert_eq!(run(&folder, &["build", "stad", "--out", "uit"]).status, Some(0));
    let page = read(&folder, "uit/vragen/schuld/index.html");
    assert!(page.contains("Loket"), "the desk stays on the page of its question");
}

#[test]
fn a_term_keeps_its_old_name_for_others() {
    let folder = land_and_town();
    write(
        folder.path(),
        "land/thema/wonen.md",
        &document("Wonen", "", "Waar u woont. [huur](../kaarten/huur.md)"),
    );
    assert_eq!(run(&folder, &["drift", "stad", "--accept"]).status, Some(0));
    renames(&folder, &["thema:wonen", "woonplek", "--site", "land"]);
    let config = read(&folder, "land/wijkgids.yaml");
    assert!(
        config.contains("      woonplek:\n        oude_namen: [wonen]\n        title: Wonen\n"),
        "{config}"
    );
    assert!(read(&folder, "stad/kaarten/eigen.md").contains("thema: woonplek"));
    assert!(read(&folder, "land/thema/woonplek.md").contains("oude_adressen: [/thema/wonen/]"));
    renames(&folder, &["thema:woonplek", "thuis", "--site", "land"]);
    let config = read(&folder, "land/wijkgids.yaml");
    assert!(config.contains("      thuis:\n        oude_namen: [woonplek, wonen]\n"), "{config}");
    renames(&folder, &["thema:werk", "meedoen", "--site", "land"]);
    assert!(read(&folder, "land/wijkgids.yaml").contains("meedoen: {oude_namen: [werk], title: Werk}"));
    for (old, new, words) in [
        ("thema:wonne", "x", "is geen term van `thema`"),
        ("thema:thuis", "Mijn huis", "noem het `mijn-huis`"),
        ("thema:thuis", "meedoen", "heeft al een term `meedoen`"),
        ("rol:arts", "dokter", "`rol` is geen indeling"),
    ] {
        refuses(&folder, &[old, new, "--site", "land"], 2, words);
    }
    refuses(&folder, &["thema:thuis", "x", "--site", "stad"], 2, "is van een site eronder");
}

#[test]
fn a_heading_gets_other_words_and_keeps_its_address() {
    let folder = land_and_town();
    renames(&folder, &["kaarten/geld#wat-nu", "Wat doe je dan", "--site", "land"]);
    for file in ["land/kaarten/geld.md", "stad/kaarten/geld.md"] {
        let card = read(&folder, file);
        assert!(card.contains("## Wat doe je dan {#wat-nu}\n"), "{card}");
    }
    assert!(
        read(&folder, "land/vragen/schuld.md").contains("[[kaarten/geld#wat-nu]]"),
        "links stay as they are"
    );
    renames(&folder, &["kaarten/geld#Wat doe je dan", "Wat nu", "--site", "land"]);
    refuses(&folder, &["kaarten/geld#wat-dan", "Zo", "--site", "land"], 2, "bedoelt u `#wat-nu`?");
}

#[test]
fn what_cannot_have_a_name_is_refused() {
    let folder = land_and_town();
    for (old, new, words) in [
        ("kaarten/gled", "x", "bedoelt u `kaarten/geld`?"),
        ("kaarten/geld", "kaarten/geld", "heet al zo"),
        ("kaarten/geld", "huur", "`land/kaarten/huur.md` is er al"),
        ("kaarten/geld", "Geld en zo", "noem het `geld-en-zo`"),
        ("kaarten/geld", "vragen/geld", "een ander soort document"),
        ("kaarten/geld", "los/geld", "ligt in geen map van documenten"),
    ] {
        refuses(&folder, &[old, new, "--site", "land"], 2, words);
    }
    refuses(&folder, &["kaarten/geld", "x", "--site", "stad"], 2, "met `--site stad/../land`");
    // Where the town has a card of that name by itself, the two would become one.
    refuses(&folder, &["kaarten/geld", "eigen", "--site", "land"], 2, "`stad/kaarten/eigen.md` is er al");
}

#[test]
fn what_cannot_be_written_leaves_everything_as_it_was() {
    let folder = land_and_town();
    let closed = folder.path().join("stad/kaarten");
    let is_open = |mode| fs::set_permissions(&closed, fs::Permissions::from_mode(mode)).expect("set");
    is_open(0o555);
    let is_root = fs::write(closed.join("proef"), "").is_ok();
    if !is_root {
        refuses(
            &folder,
            &["kaarten/geld", "geldzorgen", "--site", "land"],
            2,
            "niet te lezen of te schrijven",
        );
    }
    is_open(0o755);
    let _ = fs::remove_file(closed.join("proef"));
    // Also somebody who may write everywhere doesn't write through a link.
    let file = closed.join("eigen.md");
    fs::rename(&file, folder.path().join("elders.md")).expect("moved");
    std::os::unix::fs::symlink("../../elders.md", &file).expect("linked");
    let renamed = run(&folder, &["rename", "kaarten/geld", "geldzorgen", "--site", "land"]);
    assert_eq!(renamed.status, Some(0), "{}", renamed.err);
    assert!(!read(&folder, "elders.md").contains("geldzorgen"), "a link isn't followed");
}

#[test]
fn ten_renamed_documents_surprise_nobody() {
    let folder = land_and_town();
    for n in 0..10 {
        let next = (n + 1) % 10;
        write(
            folder.path(),
            &format!("land/kaarten/deel/nr-{n}.md"),
            &document(
                &format!("Nummer {n}"),
                "thema: wonen\n",
                &format!("[Verder](nr-{next}.md), [[kaarten/deel/nr-{next}]]"),
            ),
        );
    }
    write(folder.path(), "stad/kaarten/deel/nr-3.md", "---\ntitel: Drie bij ons\n---\n");
    assert_eq!(run(&folder, &["drift", "stad", "--accept"]).status, Some(0));
    assert_eq!(run(&folder, &["release", "1", "land"]).status, Some(0));
    for n in 0..10 {
        let old = format!("kaarten/deel/nr-{n}");
        renames(&folder, &[&old, &format!("kaarten/nieuw/n-{n}"), "--site", "land"]);
    }
    assert!(!folder.path().join("land/kaarten/deel").exists());
    let released = run(&folder, &["release", "2", "land"]);
    assert_eq!(released.status, Some(0), "{}", released.err);
    assert!(read(&folder, "stad/kaarten/nieuw/n-3.md").contains("Drie bij ons"));
}

#[test]
fn a_chapter_goes_with_all_that_lies_in_it() {
    let folder = land_and_town();
    write(folder.path(), "land/kaarten/thuis/index.md", &document("Thuis", "", "Begin."));
    write(
        folder.path(),
        "land/kaarten/thuis/deur.md",
        &document("Deur", "thema: wonen\n", "![De deur](deur.svg) [huur](../huur.md)"),
    );
    write(
        folder.path(),
        "land/kaarten/thuis/deur.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>\n",
    );
    assert_eq!(run(&folder, &["drift", "stad", "--accept"]).status, Some(0));
    renames(&folder, &["kaarten/thuis", "kaarten/wonen", "--site", "land"]);
    for file in ["index.md", "deur.md", "deur.svg"] {
        assert!(folder.path().join("land/kaarten/wonen").join(file).exists(), "{file}");
    }
    assert!(!folder.path().join("land/kaarten/thuis").exists());
    assert!(Path::new(&folder.path().join("land/kaarten/wonen/deur.md")).exists());
}

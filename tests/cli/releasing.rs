//! `wijkgids release`: a guide that others lie on, handed out as a version; and what that refuses.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use super::{Answer, answer, tree, wijkgids, write};

const CONFIG: &str = "title: Land\nlanguage: nl\nfacets:\n  thema:\n    title: Thema\n    terms: {wonen: {title: Wonen}, werk: {title: Werk}}\nvalues: {team: wijkteam}\nchecks: {missing-duty: ignore}\n";

fn card(title: &str, more: &str) -> String {
    format!(
        "---\ntitel: {title}\nsamenvatting: Kort gezegd.\nstatus: gepubliceerd\neigenaar: redactie\nherzien_voor: 2027-11-01\n{more}---\nTekst van {title}.\n"
    )
}

fn land() -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    write(folder.path(), "wijkgids.yaml", CONFIG);
    write(folder.path(), "kaarten/een.md", &card("Een", ""));
    write(folder.path(), "kaarten/twee.md", &card("Twee", ""));
    folder
}

fn release(folder: &TempDir, arguments: &[&str]) -> Answer {
    answer(&mut wijkgids(folder.path(), ["release"].iter().chain(arguments)))
}

fn read(folder: &TempDir, file: &str) -> String {
    fs::read_to_string(folder.path().join(file)).expect("it is there")
}

/// Refused with these words, and nothing is written.
fn refuses(folder: &TempDir, arguments: &[&str], status: i32, words: &str) {
    let before = tree(folder.path());
    let refused = release(folder, arguments);
    assert_eq!(refused.status, Some(status), "{}{}", refused.out, refused.err);
    assert!(refused.err.contains(words), "{words}\n{}", refused.err);
    assert!(tree(folder.path()) == before, "nothing was written");
}

#[test]
fn a_release_is_listed_with_what_belongs_to_it() {
    let land = land();
    let first = release(&land, &["1", "--note", "De eerste: welkom."]);
    assert_eq!((first.status, first.err.as_str()), (Some(0), ""), "{}", first.out);
    let list = read(&land, "uitgaven.yaml");
    let (id, rest) = list.split_once('\n').expect("lines");
    assert_eq!(
        rest,
        "uitgaven:\n  - versie: \"1\"\n    datum: 2026-11-30\n    tekst: \"De eerste: welkom.\"\n"
    );
    let manifest = read(&land, ".wijkgids/manifest.yaml");
    let id = id.strip_prefix("kenmerk: ").expect("what tells it from others").trim_matches('"');
    assert!(manifest.contains(id) && id.len() == 16, "{manifest}");
    for line in ["version: \"1\"", "  - thema/wonen", "  kaarten/een.md: \"", "  uitgaven.yaml: \""] {
        assert!(manifest.contains(line), "{line}\n{manifest}");
    }
    assert!(!manifest.contains("received"), "{manifest}");
    assert_eq!(answer(&mut wijkgids(land.path(), ["check"])).status, Some(0));
    write(land.path(), "kaarten/een.md", &card("Een", "").replace("Tekst", "Andere tekst"));
    write(land.path(), "kaarten/drie.md", &card("Drie", ""));
    let before = tree(land.path());
    let dry = release(&land, &["2", "--dry-run"]);
    assert!(dry.out.contains("uitgave 2: 1 tekst gewijzigd, 1 nieuw\n"), "{}", dry.out);
    assert!(tree(land.path()) == before, "a dry run writes nothing");
    assert_eq!(release(&land, &["2"]).status, Some(0));
    let both = read(&land, "uitgaven.yaml");
    assert!(both.starts_with(&list), "what was there stays");
    assert!(
        both.ends_with("    gewijzigd:\n      - kaarten/een\n    nieuw:\n      - kaarten/drie\n"),
        "{both}"
    );
    assert_eq!(answer(&mut wijkgids(land.path(), ["build"])).status, Some(0));
    let page = read(&land, "public/uitgaven/index.html");
    assert!(page.contains("<a href=\"../kaarten/drie/\">Drie</a>"), "{page}");
}

#[test]
fn only_a_newer_version_without_errors_is_handed_out() {
    let land = land();
    assert_eq!(release(&land, &["2"]).status, Some(0));
    for older in ["1", "2", "2.0"] {
        refuses(&land, &[older], 2, "uitgave 2 is er al");
    }
    refuses(&land, &["nieuw"], 2, "geen nummer van een uitgave");
    write(land.path(), "kaarten/drie.md", &card("Drie", "").replace("Tekst", "[[kaarten/weg]] Tekst"));
    refuses(&land, &["3"], 1, "verbeter dit eerst");
}

#[test]
fn what_would_surprise_the_sites_above_is_refused_with_what_to_do() {
    let land = land();
    assert_eq!(release(&land, &["1"]).status, Some(0));
    fs::remove_file(land.path().join("kaarten/twee.md")).expect("removed");
    refuses(&land, &["2"], 1, "oude_adressen: [/kaarten/twee/]");
    write(land.path(), "kaarten/nieuw.md", &card("Twee", "oude_adressen: [/kaarten/twee/]\n"));
    let config = CONFIG.replace("werk: {title: Werk}", "arbeid: {title: Werk}");
    write(land.path(), "wijkgids.yaml", &config);
    refuses(&land, &["2"], 1, "de term `thema/werk` is weg");
    let renamed = CONFIG.replace("werk: {title: Werk}", "arbeid: {title: Werk, oude_namen: [werk]}");
    write(land.path(), "wijkgids.yaml", &renamed);
    assert_eq!(release(&land, &["2", "--dry-run"]).status, Some(0), "it says what it was called");
    let config = CONFIG.replace("werk: {title: Werk}", "werk: {title: Werk}, arbeid: {title: Arbeid}");
    write(
        land.path(),
        "wijkgids.yaml",
        &config.replace("{team: wijkteam}", "{team: wijkteam, balie: required}"),
    );
    refuses(&land, &["2"], 1, "de waarde `balie` moet opeens ingevuld zijn");
    write(land.path(), "wijkgids.yaml", &config);
    let made = release(&land, &["2"]);
    assert_eq!(made.status, Some(0), "{}", made.err);
}

#[test]
fn a_folder_of_others_and_a_list_that_cant_go_on_are_left_alone() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    assert_eq!(answer(&mut wijkgids(folder.path(), ["new", "stad"])).status, Some(0));
    let refused = answer(&mut wijkgids(folder.path(), ["release", "9", "landelijk"]));
    assert_eq!(refused.status, Some(2));
    assert!(refused.err.contains("is van anderen ontvangen"), "{}", refused.err);
    let land = land();
    write(land.path(), "uitgaven.yaml", "uitgaven: [{versie: 1}]\n");
    refuses(&land, &["2"], 2, "kan er geen uitgave bij");
    assert!(Path::new(&land.path().join("uitgaven.yaml")).is_file());
}

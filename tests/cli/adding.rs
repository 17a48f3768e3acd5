//! `add`: a document to begin with.

use std::fs;

use super::{answer, wijkgids, write};

/// A site that expects something of every card and every question.
fn site() -> tempfile::TempDir {
    let site = tempfile::tempdir().expect("a temporary folder");
    let model = "title: Gids\nlanguage: nl\nfacets:\n  thema:\n    title: Thema\n    required: true\n    terms:\n      preventie: {title: Preventie}\n      mandaat: {title: Mandaat}\n  rol: {title: Rol, many: true, terms: {tolk: {title: Tolk}}}\nsections: {card: [Waarom, Zo doe je het], question: [Wie kan u helpen]}\n";
    write(site.path(), "wijkgids.yaml", model);
    let card = "---\ntitel: Begin licht\nthema: preventie\nstatus: gepubliceerd\neigenaar: team-kennis\nherzien_voor: 2027-01-01\n---\n## Waarom\n\nx\n\n## Zo doe je het\n\ny\n";
    write(site.path(), "kaarten/preventie/begin-licht.md", card);
    site
}

#[test]
fn a_card_begins_with_what_is_expected_of_it() {
    let site = site();
    let added = answer(&mut wijkgids(
        site.path(),
        ["add", "card", "Luister: eerst & dan pas doen", "--term", "mandaat", "--term", "tolk"],
    ));
    assert_eq!(added.status, Some(0), "{}", added.err);
    let path = "kaarten/mandaat/luister-eerst-dan-pas-doen.md";
    assert!(added.out.contains(&format!("geschreven: {path}")), "{}", added.out);
    let text = fs::read_to_string(site.path().join(path)).expect("it is there");
    let lines: Vec<&str> =
        text.lines().filter(|line| !line.starts_with('#') || line.starts_with("##")).collect();
    assert_eq!(
        lines,
        [
            "---",
            "titel: \"Luister: eerst & dan pas doen\"",
            "samenvatting:",
            "thema: mandaat",
            "rol: [tolk]",
            "eigenaar: team-kennis",
            "status: concept",
            "beoordeeld: 2026-11-30",
            "herzien_voor: 2027-11-30",
            "---",
            "",
            "## Waarom",
            "",
            "## Zo doe je het",
        ]
    );
    let check = answer(&mut wijkgids(site.path(), ["check"]));
    assert_eq!(check.status, Some(0), "a draft holds nothing up: {}", check.out);
    let again = answer(&mut wijkgids(
        site.path(),
        ["add", "kaart", "Luister eerst, dan pas doen", "--term", "mandaat"],
    ));
    assert_eq!(again.status, Some(2));
    assert!(again.err.contains("is er al"), "{}", again.err);
}

#[test]
fn every_kind_can_be_begun_and_read() {
    let site = site();
    for (arguments, path) in [
        (vec!["question", "Wie helpt mij met brieven?"], "vragen/wie-helpt-mij-met-brieven.md"),
        (vec!["page", "Over ons"], "paginas/over-ons.md"),
        (vec!["provision", "Buurttafel De Loods"], "voorzieningen/buurttafel-de-loods.yaml"),
    ] {
        let added = answer(&mut wijkgids(site.path(), ["add"].iter().chain(&arguments)));
        assert_eq!(added.status, Some(0), "{path}: {}", added.err);
        assert!(site.path().join(path).is_file(), "{path}");
    }
    let check = answer(&mut wijkgids(site.path(), ["check"]));
    assert_eq!(check.status, Some(0), "drafts hold nothing up: {}", check.out);
}

#[test]
fn a_document_has_one_term_of_a_facet_that_takes_one() {
    let site = site();
    let arguments = ["add", "card", "Nieuw", "--term", "preventie", "--term", "mandaat"];
    let added = answer(&mut wijkgids(site.path(), arguments));
    assert_eq!(added.status, Some(2));
    assert!(added.err.contains("kies tussen `preventie` en `mandaat`"), "{}", added.err);
    let long = "heel lang ".repeat(40);
    let added = answer(&mut wijkgids(site.path(), ["add", "page", &long]));
    assert_eq!(added.status, Some(0), "{}", added.err);
    assert!(added.out.lines().next().is_some_and(|line| line.len() < 120), "{}", added.out);
}

#[test]
fn what_is_missing_or_wrong_is_said_before_anything_is_written() {
    let site = site();
    for (arguments, expected) in [
        (vec!["card", "Nieuw"], "kies uit `preventie`, `mandaat`"),
        (vec!["card", "Nieuw", "--term", "prevente"], "bedoelt u `preventie`?"),
        (vec!["card", "…", "--term", "preventie"], "is geen webadres te maken"),
    ] {
        let added = answer(&mut wijkgids(site.path(), ["add"].iter().chain(&arguments)));
        assert_eq!(added.status, Some(2), "{arguments:?}");
        assert!(added.err.contains(expected), "{}", added.err);
    }
    let like = answer(&mut wijkgids(site.path(), ["add", "card", "Begin lichter", "--term", "mandaat"]));
    assert_eq!(like.status, Some(0));
    assert!(like.err.contains("er is al ‘Begin licht’ (`kaarten/preventie/begin-licht`)"), "{}", like.err);
}

#[test]
fn what_a_layer_below_has_is_localised_instead() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    write(folder.path(), "basis/wijkgids.yaml", "title: Basis\n");
    write(folder.path(), "basis/paginas/over.md", "---\ntitel: Over\nstatus: gepubliceerd\n---\nTekst.\n");
    write(folder.path(), "stad/wijkgids.yaml", "title: Stad\nextends: ../basis\n");
    let added = answer(&mut wijkgids(folder.path(), ["add", "page", "Over", "--site", "stad"]));
    assert_eq!(added.status, Some(2));
    assert!(added.err.contains("`wijkgids localise paginas/over`"), "{}", added.err);
    assert!(!folder.path().join("stad/paginas").exists());
}

//! `localise`, `translate` and `drift`: what they make of files, and what they answer.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;

use tempfile::TempDir;

use super::{Answer, answer, wijkgids, write};

const CARD: &str = "---\ntitel: Een kaart\nsamenvatting: Kort gezegd.\nstatus: gepubliceerd\n---\n\nVooraf.\n\n\
                    ## Waarom\n\nOm wie belt.\n\n## Zo doe je het\n\nBel het wijkteam op werkdagen. Schrijf het op.\n";

/// Two sites: `land`, and `stad` on top of it.
fn sites() -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let root = folder.path();
    write(root, "land/wijkgids.yaml", "title: Land\n");
    write(root, "land/kaarten/een.md", CARD);
    write(root, "land/kaarten/twee.md", "---\ntitel: Twee\nstatus: gepubliceerd\n---\nTekst.\n");
    write(
        root,
        "stad/wijkgids.yaml",
        "extends: ../land\ntitle: Stad\nlanguages: [nl, ar]\nchecks: {missing-duty: ignore}\n",
    );
    folder
}

fn in_stad(root: &TempDir, arguments: &[&str]) -> Answer {
    answer(&mut wijkgids(&root.path().join("stad"), arguments))
}

const NUMBERS: &str = "nummers:\n  politie: {naam: Politie, nummer: 0900-8844, bron: \"https://politie.example\", gecontroleerd: 2026-11-01, status: bevestigd}\n";

fn read(root: &TempDir, file: &str) -> String {
    fs::read_to_string(root.path().join(file)).expect("it is there")
}

fn replace(root: &TempDir, file: &str, old: &str, new: &str) {
    let text = read(root, file);
    assert!(text.contains(old), "{text}");
    write(root.path(), file, &text.replace(old, new));
}

/// The files of texts that the site keeps.
fn kept(root: &TempDir) -> Vec<String> {
    super::tree(&root.path().join("stad/.wijkgids/base"))
        .into_values()
        .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
        .collect()
}

/// Gives the first card another name below, with its old address.
fn rename_below(root: &TempDir, to: &str) {
    fs::remove_file(root.path().join("land/kaarten/een.md")).expect("removed");
    write(root.path(), to, &CARD.replace("status:", "oude_adressen: [/kaarten/een/]\nstatus:"));
}

#[test]
fn an_overlay_is_started_with_the_sections_that_are_named() {
    let root = sites();
    let made = in_stad(&root, &["localise", "kaarten/een", "Zo doe je het"]);
    assert_eq!((made.status, made.out.trim()), (Some(0), "kaarten/een.md gemaakt"), "{}", made.err);
    let text = read(&root, "stad/kaarten/een.md");
    assert!(text.ends_with("## Zo doe je het\n\nBel het wijkteam op werkdagen. Schrijf het op.\n"), "{text}");
    assert!(!text.contains("basis"), "front matter is its author's: {text}");
    assert!(!text.contains("Om wie belt"), "only what was named: {text}");
    let record = read(&root, "stad/.wijkgids/settled.yaml");
    let (_, digest) = record.split_once("zo-doe-je-het: ").expect("the digest is recorded");
    let kept = kept(&root);
    let [kept] = kept.as_slice() else { panic!("one file for one document: {kept:?}") };
    let expected = format!(
        "<!-- {} -->\n## Zo doe je het\n\nBel het wijkteam op werkdagen. Schrijf het op.\n",
        &digest[..16]
    );
    assert!(kept.contains(&expected), "{kept}");
    assert_eq!(in_stad(&root, &["drift"]).status, Some(0));
    assert_eq!(in_stad(&root, &["check"]).out, "0 fouten, 0 waarschuwingen\n");
}

#[test]
fn a_document_is_named_from_anywhere() {
    let root = sites();
    let from = |folder: &str, arguments: &[&str]| answer(&mut wijkgids(&root.path().join(folder), arguments));
    assert_eq!(from("", &["localise", "land/kaarten/een.md", "waarom", "--site", "stad"]).status, Some(0));
    replace(&root, "land/kaarten/een.md", "Om wie belt", "Om wie schrijft");
    for (folder, arguments) in [
        ("", &["drift", "stad"][..]),
        ("", &["drift", "stad/kaarten/een.md"]),
        ("", &["drift", "kaarten/een", "--site", "stad"]),
        ("land", &["drift", "../stad/kaarten/een.md"]),
        ("stad/kaarten", &["drift", "een.md"]),
    ] {
        let output = from(folder, arguments);
        assert_eq!(output.status, Some(1), "{folder} {arguments:?}: {}{}", output.out, output.err);
        assert!(output.out.contains("`waarom`"), "{folder} {arguments:?}: {}", output.out);
    }
    assert_eq!(from("", &["drift", "land"]).status, Some(0));
    assert_eq!(from("", &["drift", "--report", "--site", "stad"]).status, Some(1));
}

#[test]
fn an_overlay_that_is_there_is_only_added_to() {
    let root = sites();
    let own = "---\r\nduur: lang # zeker\r\n---\r\n\r\n## Bij ons\r\n\r\nHier.\r\n";
    write(root.path(), "stad/kaarten/een.md", own);
    let refused = in_stad(&root, &["localise", "kaarten/een"]);
    assert_eq!(refused.status, Some(2));
    assert!(refused.err.contains("is er al") && refused.err.contains("`waarom`"), "{}", refused.err);
    assert_eq!(read(&root, "stad/kaarten/een.md"), own);
    let added = in_stad(&root, &["localise", "../land/kaarten/een.md", "waarom"]);
    assert_eq!(added.status, Some(0), "{}", added.err);
    let text = read(&root, "stad/kaarten/een.md");
    assert!(text.starts_with("---\r\nduur: lang # zeker\r\n---\r\n"), "{text}");
    assert!(
        text.ends_with("---\r\n\r\n## Waarom\r\n\r\nOm wie belt.\r\n\r\n## Bij ons\r\n\r\nHier.\r\n"),
        "{text:?}"
    );
    let twice = in_stad(&root, &["localise", "kaarten/een", "waarom"]);
    assert_eq!(twice.status, Some(2));
    assert_eq!(read(&root, "stad/kaarten/een.md"), text);
}

#[test]
fn a_slip_in_a_name_is_mended() {
    let root = sites();
    for (arguments, expected) in [
        (&["localise", "kaarten/en"][..], "bedoelt u `kaarten/een`?"),
        (&["localise", "een"], "bedoelt u `kaarten/een`?"),
        (&["localise", "kaarten/een", "warom"], "bedoelt u `waarom`? Er zijn: `waarom`, `zo-doe-je-het`"),
        (&["translate", "kaarten/een", "aar"], "bedoelt u `ar`?"),
        (&["drift", "kaarten/twe"], "bedoelt u `kaarten/twee`?"),
    ] {
        let answer = in_stad(&root, arguments);
        assert_eq!(answer.status, Some(2), "{arguments:?}");
        assert!(answer.err.contains(expected), "{arguments:?}: {}", answer.err);
    }
    assert!(!root.path().join("stad/kaarten").exists());
}

#[test]
fn a_translation_is_started_and_gets_what_is_new_later() {
    let root = sites();
    assert_eq!(in_stad(&root, &["translate", "kaarten/een", "ar"]).status, Some(0));
    let text = read(&root, "stad/kaarten/een.ar.md");
    for expected in [
        "\nstatus: concept\n",
        "\ntitel: Een kaart\n",
        "\nsamenvatting: Kort gezegd.\n",
        "\n## Waarom {#waarom}\n\nOm wie belt.\n",
        "\n---\n\nVooraf.\n",
    ] {
        assert!(text.contains(expected), "{expected}: {text}");
    }
    let nothing = in_stad(&root, &["translate", "kaarten/een", "ar"]);
    assert_eq!(nothing.status, Some(0));
    assert_eq!(read(&root, "stad/kaarten/een.ar.md"), text, "{}", nothing.out);
    replace(&root, "stad/kaarten/een.ar.md", "## Waarom {#waarom}", "## لماذا {#waarom}");
    replace(&root, "land/kaarten/een.md", "## Zo doe", "## Wanneer niet\n\nAls het brandt.\n\n## Zo doe");
    let more = in_stad(&root, &["translate", "kaarten/een", "ar"]);
    assert!(more.out.contains("`wanneer-niet` toegevoegd"), "{} {}", more.out, more.err);
    let text = read(&root, "stad/kaarten/een.ar.md");
    let order =
        ["## لماذا {#waarom}", "## Wanneer niet {#wanneer-niet}", "## Zo doe je het {#zo-doe-je-het}"];
    let places: Vec<_> = order.iter().map(|heading| text.find(heading)).collect();
    assert!(places.is_sorted() && places[0].is_some(), "{text}");
    assert_eq!(in_stad(&root, &["drift"]).status, Some(0));
}

#[test]
fn a_change_below_is_reported_in_words_and_merged() {
    let root = sites();
    in_stad(&root, &["localise", "kaarten/een", "waarom", "zo-doe-je-het", "samenvatting"]);
    replace(&root, "stad/kaarten/een.md", "Bel het wijkteam", "Bel ons");
    replace(&root, "stad/kaarten/een.md", "samenvatting: Kort gezegd.", "samenvatting: Heel kort gezegd.");
    replace(&root, "land/kaarten/een.md", "op werkdagen", "elke dag");
    replace(&root, "land/kaarten/een.md", "samenvatting: Kort gezegd.", "samenvatting: Kort samengevat.");
    let output = in_stad(&root, &["drift"]);
    assert_eq!(output.status, Some(1));
    assert!(output.out.contains("`zo-doe-je-het`: het origineel is veranderd"), "{}", output.out);
    assert!(!output.out.contains("`waarom`"), "{}", output.out);
    let words = in_stad(&root, &["drift", "kaarten/een.md", "--diff"]);
    assert!(
        words.out.contains("Bel het wijkteam [-op werkdagen-]{+elke dag+}. Schrijf het op."),
        "{}",
        words.out
    );
    let merged = in_stad(&root, &["drift", "--merge"]);
    assert_eq!(merged.status, Some(0), "{}", merged.out);
    let text = read(&root, "stad/kaarten/een.md");
    assert!(text.contains("\nBel ons elke dag. Schrijf het op.\n"), "{text}");
    assert!(text.contains("\nsamenvatting: Heel kort samengevat.\n"), "{text}");
    assert_eq!(in_stad(&root, &["drift"]).status, Some(0));
}

#[test]
fn what_both_changed_is_a_conflict_that_nothing_publishes() {
    let root = sites();
    in_stad(&root, &["localise", "kaarten/een", "zo-doe-je-het"]);
    replace(&root, "stad/kaarten/een.md", "wijkteam", "buurtteam");
    replace(&root, "land/kaarten/een.md", "wijkteam", "sociaal team");
    let merged = in_stad(&root, &["drift", "--merge"]);
    assert_eq!(merged.status, Some(1), "{}", merged.out);
    let text = read(&root, "stad/kaarten/een.md");
    assert!(
        text.contains("<<<<<<< onze tekst\n") && text.contains("\n>>>>>>> het origineel van nu\n"),
        "{text}"
    );
    assert!(in_stad(&root, &["check"]).out.contains("fout[merge-conflict]"));
    let again = in_stad(&root, &["drift", "--merge"]);
    assert_eq!(read(&root, "stad/kaarten/een.md"), text, "{}", again.out);
}

#[test]
fn a_translation_is_not_merged_but_accepted() {
    let root = sites();
    in_stad(&root, &["translate", "kaarten/een", "ar"]);
    replace(&root, "land/kaarten/een.md", "op werkdagen", "elke dag");
    let before = read(&root, "stad/kaarten/een.ar.md");
    let merged = in_stad(&root, &["drift", "--merge"]);
    assert_eq!(merged.status, Some(1));
    assert!(merged.out.contains("[-op werkdagen-]{+elke dag+}"), "{}", merged.out);
    assert_eq!(read(&root, "stad/kaarten/een.ar.md"), before);
    assert_eq!(in_stad(&root, &["drift", "kaarten/een.ar", "--accept"]).status, Some(0));
    assert_eq!(read(&root, "stad/kaarten/een.ar.md"), before);
    assert_eq!(in_stad(&root, &["drift"]).status, Some(0));
}

#[test]
fn a_heading_that_was_renamed_below_is_known_again() {
    let root = sites();
    in_stad(&root, &["localise", "kaarten/een", "zo-doe-je-het"]);
    replace(&root, "stad/kaarten/een.md", "op werkdagen", "op maandag");
    replace(&root, "land/kaarten/een.md", "## Zo doe je het", "## Stap voor stap");
    let output = in_stad(&root, &["drift"]);
    assert!(output.out.contains("`zo-doe-je-het`: het origineel heet nu `stap-voor-stap`"), "{}", output.out);
    let merged = in_stad(&root, &["drift", "--merge"]);
    assert_eq!(merged.status, Some(0), "{}", merged.out);
    let text = read(&root, "stad/kaarten/een.md");
    assert!(text.ends_with("## Stap voor stap\n\nBel het wijkteam op maandag. Schrijf het op.\n"), "{text}");
    assert_eq!(in_stad(&root, &["drift"]).status, Some(0));
}

#[test]
fn what_went_below_stays_as_ones_own_text_after_accept() {
    let root = sites();
    in_stad(&root, &["localise", "kaarten/een", "waarom"]);
    replace(&root, "land/kaarten/een.md", "## Waarom\n\nOm wie belt.\n\n", "");
    assert_eq!(in_stad(&root, &["drift"]).status, Some(1));
    let accepted = in_stad(&root, &["drift", "--accept"]);
    assert!(accepted.out.contains("het origineel is er niet meer"), "{}", accepted.out);
    let text = read(&root, "stad/kaarten/een.md");
    assert!(!text.contains("basis") && text.contains("Om wie belt."), "{text}");
    assert_eq!(in_stad(&root, &["drift"]).status, Some(0));
    assert!(
        kept(&root).iter().all(|kept| !kept.contains("Om wie belt")),
        "nothing was made from it any more"
    );
}

#[test]
fn a_base_that_can_not_be_read_is_not_taken_for_one_that_is_gone() {
    let root = sites();
    in_stad(&root, &["localise", "kaarten/een", "waarom"]);
    let before = read(&root, "stad/kaarten/een.md");
    write(root.path(), "land/kaarten/een.md", "---\ntitel: [\n---\n");
    assert_eq!(in_stad(&root, &["drift", "--accept"]).status, Some(1));
    fs::remove_file(root.path().join("land/kaarten/een.md")).expect("removed");
    fs::create_dir(root.path().join("land/kaarten/een.md")).expect("made");
    assert_eq!(in_stad(&root, &["drift", "--accept"]).status, Some(1));
    assert!(kept(&root).iter().any(|kept| kept.contains("Om wie belt")), "{:?}", kept(&root));
    replace(&root, "stad/wijkgids.yaml", "../land", "../lnd");
    assert_eq!(in_stad(&root, &["drift", "--accept"]).status, Some(2));
    assert_eq!(read(&root, "stad/kaarten/een.md"), before);
}

#[test]
fn the_report_says_how_each_document_stands() {
    let root = sites();
    in_stad(&root, &["localise", "kaarten/een", "waarom"]);
    write(root.path(), "stad/kaarten/twee.md", "---\nverborgen: true\n---\n");
    write(root.path(), "stad/kaarten/drie.md", "---\ntitel: Drie\nstatus: gepubliceerd\n---\nVan ons.\n");
    let standing = |root: &TempDir| -> Vec<(String, String)> {
        let report = in_stad(root, &["drift", "--report", "--format", "json"]);
        let report: serde_json::Value = serde_json::from_str(&report.out).expect("JSON");
        let rows = report["documents"].as_array().expect("a list").iter();
        let text = |value: &serde_json::Value| value.as_str().expect("a text").to_owned();
        rows.map(|row| (text(&row["id"]), text(&row["standing"]))).collect()
    };
    let pair = |id: &str, standing: &str| (id.to_owned(), standing.to_owned());
    let clean = [pair("kaarten/drie", "own"), pair("kaarten/een", "local"), pair("kaarten/twee", "hidden")];
    assert_eq!(standing(&root), clean);
    assert_eq!(in_stad(&root, &["drift", "--report"]).status, Some(0));
    assert_eq!(in_stad(&root, &["drift", "--accept"]).status, Some(0));
    write(root.path(), "land/kaarten/vier.md", "---\ntitel: Vier <b>\nstatus: gepubliceerd\n---\nNieuw.\n");
    replace(&root, "land/kaarten/een.md", "Om wie belt", "Om wie <schrijft>");
    let drifted = standing(&root);
    assert!(
        drifted.contains(&pair("kaarten/een", "drifted")) && drifted.contains(&pair("kaarten/vier", "new"))
    );
    let report = in_stad(&root, &["drift", "--report"]);
    assert_eq!(report.status, Some(1));
    assert!(report.out.contains("Om wie [-belt-]{+<schrijft>+}."), "{}", report.out);
    let page = in_stad(&root, &["drift", "--report", "--format", "html"]).out;
    assert!(
        page.contains("&lt;schrijft&gt;") && page.contains("Vier &lt;b&gt;") && !page.contains("<b>"),
        "{page}"
    );
    fs::remove_file(root.path().join("land/kaarten/een.md")).expect("removed");
    assert!(standing(&root).contains(&pair("kaarten/een", "orphaned")));
}

#[test]
fn a_build_leaves_what_is_kept_alone_and_publishes_none_of_it() {
    let root = sites();
    in_stad(&root, &["localise", "kaarten/een", "waarom"]);
    let kept = |root: &Path| super::tree(&root.join("stad/.wijkgids"));
    let before = kept(root.path());
    assert_eq!(before.len(), 2);
    assert_eq!(in_stad(&root, &["build"]).status, Some(0));
    assert!(kept(root.path()) == before);
    assert!(!root.path().join("stad/public/.wijkgids").exists());
}

#[test]
fn nothing_is_read_or_written_through_a_link() {
    for (link, target) in [
        ("kaarten", "elders"),
        (".wijkgids", "elders"),
        (".wijkgids/base", "elders"),
        (".wijkgids/seen", "elders/dagboek.md"),
    ] {
        let root = sites();
        write(root.path(), "elders/dagboek.md", "Van mij.\n");
        write(root.path(), "stad/kaarten/drie.md", "---\ntitel: Drie\nverwijder: [x]\n---\n");
        let link = root.path().join("stad").join(link);
        let _ = fs::remove_dir_all(&link);
        fs::create_dir_all(link.parent().expect("a folder")).expect("made");
        symlink(root.path().join(target), &link).expect("linked");
        let made = in_stad(&root, &["localise", "kaarten/een", "waarom"]);
        let accepted = in_stad(&root, &["drift", "--accept"]);
        let refused = [&made, &accepted]
            .iter()
            .any(|answer| answer.status == Some(2) && answer.err.contains("is een symbolische koppeling"));
        assert!(refused, "{link:?}: {}{}", made.err, accepted.err);
        assert_eq!(super::tree(&root.path().join("elders")).len(), 1, "{link:?}");
        assert_eq!(read(&root, "elders/dagboek.md"), "Van mij.\n", "{link:?}");
    }
}

#[test]
fn what_lies_beside_the_kept_texts_is_left_alone() {
    let root = sites();
    in_stad(&root, &["localise", "kaarten/een", "waarom"]);
    write(root.path(), "elders.md", "Van mij.\n");
    write(root.path(), "stad/.wijkgids/base/lees-mij.md", "Van mij.\n");
    let base = root.path().join("stad/.wijkgids/base");
    symlink("/dev/zero", base.join("0123456789abcdef.md")).expect("linked");
    symlink("/dev/zero", base.join("x.md")).expect("linked");
    symlink(root.path().join("elders.md"), root.path().join("stad/kaarten/.een.md.new")).expect("linked");
    let file = root.path().join("stad/kaarten/een.md");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).expect("set");
    replace(&root, "land/kaarten/een.md", "Om wie belt", "Om wie schrijft");
    assert_eq!(in_stad(&root, &["drift", "--accept"]).status, Some(0));
    assert_eq!(read(&root, "elders.md"), "Van mij.\n");
    assert_eq!(read(&root, "stad/.wijkgids/base/lees-mij.md"), "Van mij.\n");
    assert_eq!(fs::metadata(&file).expect("there").permissions().mode() & 0o777, 0o600);
}

#[test]
fn a_file_that_can_not_be_added_to_is_left_as_it_is() {
    for (own, arguments) in [
        ("---\n{titel: Eigen, basis: {waarom: 0123456789abcdef}}\n---\n", &["drift", "--accept"][..]),
        ("---\nduur: kort\n---\n\n## Waarom\n\n```\nopen\n", &["localise", "kaarten/een", "zo-doe-je-het"]),
        ("---\n---\n\n```\nopen\n", &["localise", "kaarten/een", "waarom"]),
    ] {
        let root = sites();
        write(root.path(), "stad/kaarten/een.md", own);
        let refused = in_stad(&root, arguments);
        assert_ne!(refused.status, Some(0), "{own}");
        assert!(
            format!("{}{}", refused.out, refused.err).contains("zet elk veld op een eigen regel"),
            "{own}"
        );
        assert_eq!(read(&root, "stad/kaarten/een.md"), own);
    }
}

/// A file as the first version left it, with the text that it noted.
fn of_first_version(root: &TempDir) {
    let noted = "## Waarom\n\nOm wie belt.";
    let digest = wijkgids::edition::drift::digest(noted);
    let front = format!("---\nduur: kort # zeker\nbasis: # niet zelf wijzigen\n  waarom: {digest}\n---\n");
    write(root.path(), "stad/kaarten/een.md", &format!("{front}\n## Waarom\n\nOm wie bij ons belt.\n"));
    write(root.path(), &format!("stad/.wijkgids/base/{digest}.md"), &format!("{noted}\n"));
    write(root.path(), "stad/.wijkgids/seen", "kaarten/een\nkaarten/twee\n");
}

#[test]
fn a_site_of_the_first_version_is_read_and_moved_over_by_accept() {
    let root = sites();
    of_first_version(&root);
    assert_eq!(in_stad(&root, &["drift"]).out, "alles rust nog op de tekst van nu\n");
    replace(&root, "land/kaarten/een.md", "Om wie belt", "Om wie schrijft");
    write(root.path(), "land/kaarten/drie.md", "---\ntitel: Drie\nstatus: gepubliceerd\n---\nNieuw.\n");
    let words = in_stad(&root, &["drift", "--diff"]).out;
    assert!(words.contains("Om wie [-belt-]{+schrijft+}."), "{words}");
    assert!(words.contains("kaarten/drie: Drie (nieuw in de basis)"), "{words}");
    assert_eq!(in_stad(&root, &["drift", "--accept"]).status, Some(0));
    let text = read(&root, "stad/kaarten/een.md");
    assert_eq!(text, "---\nduur: kort # zeker\n---\n\n## Waarom\n\nOm wie bij ons belt.\n");
    assert!(!root.path().join("stad/.wijkgids/seen").exists());
    assert_eq!(in_stad(&root, &["drift"]).out, "alles rust nog op de tekst van nu\n");
}

#[test]
fn a_merge_moves_a_file_of_the_first_version_over_too() {
    let root = sites();
    of_first_version(&root);
    replace(&root, "land/kaarten/een.md", "Om wie belt.", "Om wie belt en schrijft.");
    assert_eq!(in_stad(&root, &["drift", "--merge"]).status, Some(0));
    let text = read(&root, "stad/kaarten/een.md");
    assert_eq!(text, "---\nduur: kort # zeker\n---\n\n## Waarom\n\nOm wie bij ons belt en schrijft.\n");
    replace(&root, "land/kaarten/een.md", "schrijft", "mailt");
    assert!(in_stad(&root, &["drift", "--diff"]).out.contains("Om wie belt en [-schrijft-]{+mailt+}."));
}

#[test]
fn what_is_taken_over_as_it_is_is_told_with_its_words() {
    let root = sites();
    replace(
        &root,
        "land/wijkgids.yaml",
        "title: Land",
        "title: Land\nvalues: {team: wijkteam, lijn: 14 0999}",
    );
    replace(&root, "land/kaarten/twee.md", "titel: Twee", "titel: Twee\neigenaar: redactie");
    write(root.path(), "land/nummers.yaml", NUMBERS);
    assert_eq!(in_stad(&root, &["drift"]).status, Some(0), "nothing is recorded yet");
    assert_eq!(in_stad(&root, &["drift", "--accept"]).status, Some(0));
    assert_eq!(in_stad(&root, &["drift"]).out, "alles rust nog op de tekst van nu\n");
    let before = super::tree(&root.path().join("stad"));
    assert_eq!(in_stad(&root, &["drift", "--accept"]).status, Some(0));
    assert!(super::tree(&root.path().join("stad")) == before, "settling twice changes nothing");

    replace(&root, "land/kaarten/een.md", "## Zo doe je het", "## Voorbeeld\n\nZo.\n\n## Stap voor stap");
    replace(&root, "land/kaarten/twee.md", "Tekst.", "Andere tekst.");
    replace(&root, "land/wijkgids.yaml", "14 0999", "14 0888");
    replace(&root, "land/nummers.yaml", "0900-8844", "0900-8845");
    write(
        root.path(),
        "land/kaarten/drie.md",
        "---\ntitel: Drie\neigenaar: redactie\nstatus: gepubliceerd\n---\nNieuw.\n",
    );
    let answer = in_stad(&root, &["drift", "--diff"]);
    assert_eq!(answer.status, Some(1));
    for expected in [
        "kaarten/drie: Drie (nieuw in de basis)\n",
        "kaarten/een: Een kaart (overgenomen, en veranderd)\n  `zo-doe-je-het`: heet nu `stap-voor-stap`\n",
        "  `voorbeeld`: nieuw\n      {+## Voorbeeld+}\n      {+Zo.+}\n",
        "kaarten/twee: Twee (overgenomen, en veranderd)\n  `lead`: veranderd\n      [-Tekst-]{+Andere tekst+}.\n",
        "nummer `politie`: veranderd in de basis\n",
        "waarde `lijn`: veranderd in de basis\n      14 [-0999-]{+0888+}\n",
        "\nzonder eigenaar: 1 tekst veranderd\nredactie: 1 tekst veranderd, 1 nieuw\ngegevens: nummer `politie`, waarde `lijn`\n",
    ] {
        assert!(answer.out.contains(expected), "{expected}\n{}", answer.out);
    }
    for format in ["human", "json", "html"] {
        let report = in_stad(&root, &["drift", "--report", "--format", format]);
        assert_eq!(report.status, Some(1));
        assert!(report.out.contains("0888") || format == "human", "{}", report.out);
        assert!(report.out.contains("politie") && report.out.contains("Andere"), "{}", report.out);
    }
    assert_eq!(in_stad(&root, &["drift", "kaarten/twee", "--accept"]).status, Some(0));
    let rest = in_stad(&root, &["drift"]).out;
    assert!(!rest.contains("kaarten/twee") && rest.contains("kaarten/een"), "{rest}");
    fs::remove_file(root.path().join("land/kaarten/twee.md")).expect("removed");
    assert!(in_stad(&root, &["drift"]).out.contains("kaarten/twee: weggehaald uit de basis\n"));
    assert_eq!(in_stad(&root, &["drift", "--accept"]).status, Some(0));
    assert_eq!(in_stad(&root, &["drift"]).out, "alles rust nog op de tekst van nu\n");
}

#[test]
fn a_record_that_two_editors_wrote_is_never_written_over() {
    let root = sites();
    assert_eq!(in_stad(&root, &["drift", "--accept"]).status, Some(0));
    let record = read(&root, "stad/.wijkgids/settled.yaml");
    let torn = record.replace("texts:\n", "<<<<<<< HEAD\ntexts:\n=======\n>>>>>>> zij\n");
    write(root.path(), "stad/.wijkgids/settled.yaml", &torn);
    for arguments in [&["drift"][..], &["drift", "--accept"], &["localise", "kaarten/een", "waarom"]] {
        let refused = in_stad(&root, arguments);
        assert_eq!(refused.status, Some(2), "{arguments:?}: {}", refused.out);
        assert!(refused.err.contains("settled.yaml` te lezen zijn"), "{}", refused.err);
    }
    assert_eq!(read(&root, "stad/.wijkgids/settled.yaml"), torn);
    assert_eq!(in_stad(&root, &["build"]).status, Some(0), "a site can be made without it");
}

#[test]
fn a_merge_with_a_conflict_can_be_done_again() {
    let root = sites();
    in_stad(&root, &["localise", "kaarten/een", "waarom", "zo-doe-je-het"]);
    replace(&root, "stad/kaarten/een.md", "wijkteam", "buurtteam");
    let before = read(&root, "stad/kaarten/een.md");
    replace(&root, "land/kaarten/een.md", "wijkteam", "sociaal team");
    replace(&root, "land/kaarten/een.md", "Om wie belt", "Om wie schrijft");
    assert_eq!(in_stad(&root, &["drift", "--merge"]).status, Some(1));
    let merged = read(&root, "stad/kaarten/een.md");
    write(root.path(), "stad/kaarten/een.md", &before);
    assert_eq!(in_stad(&root, &["drift", "--merge"]).status, Some(1));
    assert_eq!(read(&root, "stad/kaarten/een.md"), merged);
    let (start, rest) = merged.split_once("<<<<<<<").expect("a conflict");
    let (_, end) = rest.split_once(">>>>>>> het origineel van nu\n").expect("its end");
    write(
        root.path(),
        "stad/kaarten/een.md",
        &format!("{start}Bel ons op werkdagen. Schrijf het op.\n{end}"),
    );
    assert_eq!(in_stad(&root, &["drift"]).status, Some(1), "nobody said yet that it is right");
    assert_eq!(in_stad(&root, &["drift", "--accept"]).status, Some(0));
    assert_eq!(in_stad(&root, &["drift"]).status, Some(0));
}

#[test]
fn a_title_can_not_steer_the_terminal() {
    let root = sites();
    in_stad(&root, &["localise", "kaarten/een", "waarom"]);
    replace(&root, "land/kaarten/een.md", "titel: Een kaart", "titel: \"Een \u{202e}traak\"");
    replace(&root, "land/kaarten/een.md", "Om wie belt", "Om wie schrijft");
    for arguments in [&["drift"][..], &["drift", "--report"]] {
        let output = in_stad(&root, arguments);
        assert!(output.out.contains("Een \u{fffd}traak"), "{}", output.out);
        assert!(!output.out.contains('\u{202e}'));
    }
}

#[test]
fn an_original_that_was_withdrawn_is_reported_until_somebody_accepts_it() {
    let root = sites();
    in_stad(&root, &["localise", "kaarten/een", "waarom"]);
    in_stad(&root, &["translate", "kaarten/twee", "ar"]);
    replace(&root, "land/kaarten/een.md", "status: gepubliceerd", "status: vervallen");
    replace(&root, "land/kaarten/twee.md", "status: gepubliceerd", "status: vervallen");
    let output = in_stad(&root, &["drift"]);
    assert_eq!(output.status, Some(1));
    assert_eq!(output.out.matches("het origineel is ingetrokken").count(), 2, "{}", output.out);
    assert_eq!(in_stad(&root, &["drift", "--report"]).status, Some(1));
    assert_eq!(in_stad(&root, &["drift", "kaarten/een", "--accept"]).status, Some(0));
    assert_eq!(in_stad(&root, &["drift", "kaarten/een"]).status, Some(0));
    assert_eq!(in_stad(&root, &["drift"]).status, Some(1));
    assert_eq!(in_stad(&root, &["drift", "kaarten/twee.ar", "--accept"]).status, Some(0));
    assert_eq!(in_stad(&root, &["drift"]).status, Some(0));
    assert_eq!(in_stad(&root, &["drift", "--report"]).status, Some(0));
}

#[test]
fn a_file_that_is_not_there_is_looked_for_in_the_site_that_was_named() {
    let root = sites();
    let output = answer(&mut wijkgids(root.path(), ["drift", "stad/kaarten/geen.md"]));
    assert_eq!(output.status, Some(2));
    assert!(output.err.contains("er is geen document `kaarten/geen`"), "{}", output.err);
}

#[test]
fn an_overlay_of_an_original_that_was_renamed_goes_on_where_it_lies() {
    let root = sites();
    in_stad(&root, &["localise", "kaarten/een", "waarom"]);
    in_stad(&root, &["translate", "kaarten/een", "ar"]);
    rename_below(&root, "land/kaarten/nieuw.md");
    let output = in_stad(&root, &["drift"]);
    assert_eq!(output.status, Some(0), "{}", output.out);
    for file in ["kaarten/nieuw.md", "kaarten/nieuw.ar.md"] {
        assert!(output.out.contains(&format!("verplaats dit bestand naar `{file}`")), "{}", output.out);
    }
    let more = in_stad(&root, &["localise", "kaarten/nieuw", "zo-doe-je-het"]);
    assert_eq!(more.status, Some(0), "{}", more.err);
    assert!(read(&root, "stad/kaarten/een.md").contains("## Zo doe je het"));
    assert_eq!(in_stad(&root, &["translate", "kaarten/een.md", "ar"]).status, Some(0));
    assert!(!root.path().join("stad/kaarten/nieuw.md").exists());
    replace(&root, "land/kaarten/nieuw.md", "Om wie belt.", "Om wie schrijft.");
    assert_eq!(in_stad(&root, &["drift"]).status, Some(1));
    assert_eq!(in_stad(&root, &["drift", "--accept"]).status, Some(0));
    assert_eq!(in_stad(&root, &["drift"]).status, Some(0));
}

#[test]
fn what_lies_on_nothing_any_more_stays_until_an_editor_keeps_it_whole_or_drops_it() {
    let root = sites();
    in_stad(&root, &["localise", "kaarten/een", "waarom"]);
    replace(&root, "stad/kaarten/een.md", "Om wie belt.", "Om wie bij ons belt.");
    write(root.path(), "stad/kaarten/twee.md", "---\nverborgen: true\n---\n");
    fs::remove_file(root.path().join("land/kaarten/een.md")).expect("removed");
    fs::remove_file(root.path().join("land/kaarten/twee.md")).expect("removed");
    let before = read(&root, "stad/kaarten/een.md");
    for action in [&["drift"][..], &["drift", "--merge"]] {
        let output = in_stad(&root, action);
        assert_eq!(output.status, Some(1), "{action:?}");
        assert!(output.out.contains("houd de hele tekst als eigen tekst met `--accept`"), "{}", output.out);
        assert!(output.out.contains("er niet meer: haal dit bestand weg\n"), "{}", output.out);
    }
    assert_eq!(read(&root, "stad/kaarten/een.md"), before);
    assert_eq!(in_stad(&root, &["build"]).status, Some(0));
    let accepted = in_stad(&root, &["drift", "--accept"]);
    assert_eq!(accepted.status, Some(1), "what only hides has to be taken away: {}", accepted.out);
    assert!(accepted.out.contains("de tekst is nu helemaal van jullie zelf"), "{}", accepted.out);
    let text = read(&root, "stad/kaarten/een.md");
    for line in ["titel: Een kaart\n", "samenvatting: Kort gezegd.\n", "status: gepubliceerd\n"] {
        assert!(text.contains(line), "{line}\n{text}");
    }
    let body = "---\n\nVooraf.\n\n## Waarom\n\nOm wie bij ons belt.\n\n## Zo doe je het\n\nBel het wijkteam op werkdagen. Schrijf het op.\n";
    assert!(text.ends_with(body), "{text}");
    fs::remove_file(root.path().join("stad/kaarten/twee.md")).expect("removed");
    assert_eq!(in_stad(&root, &["drift"]).out, "alles rust nog op de tekst van nu\n");
    assert_eq!(in_stad(&root, &["drift", "--accept"]).status, Some(0));
    assert_eq!(in_stad(&root, &["check"]).status, Some(0));
}

#[test]
fn a_translation_is_started_with_the_ids_of_every_heading() {
    let root = sites();
    let steps =
        "### Stap 1\n\nEen.\n\n#### C# ####\n\n```md\n### Geen kop\n```\n\n### Stap 1 {.wit}\n\nTwee.\n";
    write(
        root.path(),
        "land/kaarten/stap.md",
        &format!("---\ntitel: Stap\nstatus: gepubliceerd\n---\n\n## Doen\n\n{steps}"),
    );
    assert_eq!(in_stad(&root, &["translate", "kaarten/stap", "ar"]).status, Some(0));
    let text = read(&root, "stad/kaarten/stap.ar.md");
    for expected in [
        "\n## Doen {#doen}\n",
        "\n### Stap 1 {#stap-1}\n",
        "\n#### C# {#c}\n",
        "\n### Geen kop\n",
        "\n### Stap 1 {#stap-1-2 .wit}\n",
    ] {
        assert!(text.contains(expected), "{expected}: {text}");
    }
    assert_eq!(in_stad(&root, &["drift"]).status, Some(0));
}

#[test]
fn a_section_brings_along_what_it_uses_of_links_and_footnotes_that_stand_elsewhere() {
    let root = sites();
    let text = "## Aanpak\n\nZie [de wet][wmo] en een noot[^1].\n\n## Vervolg\n\nZie [WMO].\n\n## Bronnen\n\nx\n\n\
                [wmo]: https://wet.example/wmo\n[ander]: https://ander.example/\n[^1]: De noot.\n    Met meer.\n";
    write(
        root.path(),
        "land/kaarten/wet.md",
        &format!("---\ntitel: De wet\nstatus: gepubliceerd\n---\n\n{text}"),
    );
    assert_eq!(in_stad(&root, &["localise", "de wet", "aanpak"]).status, Some(0), "a title is a name");
    let made = read(&root, "stad/kaarten/wet.md");
    let definitions = "\n\n[wmo]: https://wet.example/wmo\n\n[^1]: De noot.\n    Met meer.\n";
    assert!(made.ends_with(definitions) && !made.contains("ander.example"), "{made}");
    assert_eq!(in_stad(&root, &["localise", "kaarten/wet", "vervolg"]).status, Some(0));
    let more = read(&root, "stad/kaarten/wet.md");
    assert_eq!(more.matches("[wmo]:").count(), 1, "{more}");
    assert_eq!(in_stad(&root, &["check"]).status, Some(0));
}

#[test]
fn a_merge_moves_files_along_with_an_original_that_was_renamed() {
    let root = sites();
    in_stad(&root, &["localise", "kaarten/een", "waarom"]);
    in_stad(&root, &["translate", "kaarten/een", "ar"]);
    rename_below(&root, "land/kaarten/nieuw.md");
    let before = ["een.md", "een.ar.md"].map(|file| read(&root, &format!("stad/kaarten/{file}")));
    let merged = in_stad(&root, &["drift", "--merge"]);
    assert_eq!(merged.status, Some(0), "{}", merged.out);
    assert!(
        merged.out.contains("kaarten/een.md: heet nu `kaarten/nieuw.md`, zoals het origineel"),
        "{}",
        merged.out
    );
    let after = ["nieuw.md", "nieuw.ar.md"].map(|file| read(&root, &format!("stad/kaarten/{file}")));
    assert_eq!(after, before);
    assert!(!root.path().join("stad/kaarten/een.md").exists());
    assert_eq!(in_stad(&root, &["drift"]).out, "alles rust nog op de tekst van nu\n");
    assert_eq!(in_stad(&root, &["check"]).out, "0 fouten, 0 waarschuwingen\n");
}

#[test]
fn a_file_that_moves_to_another_folder_keeps_its_links_and_those_to_it() {
    let root = sites();
    in_stad(&root, &["localise", "kaarten/een", "waarom"]);
    replace(&root, "stad/kaarten/een.md", "Om wie belt.", "Zie [twee](twee.md).");
    rename_below(&root, "land/kaarten/diep/nieuw.md");
    write(root.path(), "stad/kaarten/eigen.md", "---\ntitel: Eigen\n---\n\nZie [een](een.md).\n");
    write(root.path(), "stad/kaarten/ander.md", "---\ntitel: Ander\n---\n\nZie [[kaarten/een]].\n");
    let merged = in_stad(&root, &["drift", "--merge"]);
    assert_eq!(merged.status, Some(0), "{}", merged.out);
    assert!(!root.path().join("stad/kaarten/een.md").exists());
    let moved = read(&root, "stad/kaarten/diep/nieuw.md");
    assert!(moved.contains("Zie [twee](../twee.md)."), "{moved}");
    assert!(read(&root, "stad/kaarten/eigen.md").contains("Zie [een](diep/nieuw.md)."));
    assert!(read(&root, "stad/kaarten/ander.md").contains("Zie [[kaarten/diep/nieuw]]."));
    assert_eq!(in_stad(&root, &["check"]).out, "0 fouten, 0 waarschuwingen\n");
}

#[test]
fn a_lock_that_comes_later_is_seen_first_and_then_holds() {
    let root = sites();
    assert_eq!(in_stad(&root, &["drift", "--accept"]).status, Some(0));
    assert_eq!(in_stad(&root, &["localise", "kaarten/een", "waarom"]).status, Some(0));
    replace(&root, "stad/kaarten/een.md", "Om wie belt.", "Om wie bij ons belt.");
    replace(
        &root,
        "land/kaarten/een.md",
        "titel: Een",
        "vast: {secties: [Waarom], reden: dit is in het hele land zo}\neigenaar: redactie-land\ntitel: Een",
    );
    let later = in_stad(&root, &["check"]);
    assert_eq!(later.status, Some(0), "{}", later.out);
    assert!(
        later.out.contains("let op[locked-text]: `waarom` staat vast: dit is in het hele land zo"),
        "{}",
        later.out
    );
    assert!(in_stad(&root, &["drift"]).out.contains("vast"), "it is told as a change");
    assert_eq!(in_stad(&root, &["drift", "--accept"]).status, Some(0));
    let seen = in_stad(&root, &["check"]);
    assert_eq!(seen.status, Some(1), "{}", seen.out);
    assert!(seen.out.contains("fout[locked-text]") && seen.out.contains("`redactie-land`"), "{}", seen.out);
    fs::remove_file(root.path().join("stad/kaarten/een.md")).expect("removed");
    let refused = in_stad(&root, &["localise", "kaarten/een", "waarom"]);
    assert_eq!(refused.status, Some(2));
    assert!(refused.err.contains("`waarom` staat vast"), "{}", refused.err);
    assert!(!root.path().join("stad/kaarten/een.md").exists());
    assert_eq!(in_stad(&root, &["localise", "kaarten/een", "titel"]).status, Some(0), "the rest is free");
    assert_eq!(in_stad(&root, &["check"]).status, Some(0));
}

#[test]
fn a_translation_of_a_text_that_becomes_the_sites_own_is_settled_with_it() {
    let root = sites();
    assert_eq!(in_stad(&root, &["localise", "kaarten/een", "waarom"]).status, Some(0));
    assert_eq!(in_stad(&root, &["translate", "kaarten/een", "ar"]).status, Some(0));
    assert_eq!(in_stad(&root, &["drift", "--accept"]).status, Some(0));
    fs::remove_file(root.path().join("land/kaarten/een.md")).expect("removed");
    assert_eq!(in_stad(&root, &["drift", "--accept"]).status, Some(0));
    assert_eq!(in_stad(&root, &["drift"]).out, "alles rust nog op de tekst van nu\n");
}

#[test]
fn a_lock_on_what_a_site_hides_is_told() {
    let root = sites();
    write(root.path(), "stad/kaarten/een.md", "---\nverborgen: true\n---\n");
    assert_eq!(in_stad(&root, &["drift", "--accept"]).status, Some(0));
    replace(
        &root,
        "land/kaarten/een.md",
        "titel: Een",
        "vast: {secties: [Waarom], reden: overal zo}\ntitel: Een",
    );
    let told = in_stad(&root, &["drift"]);
    assert!(told.out.contains("kaarten/een.md") && told.out.contains("`vast`"), "{}", told.out);
    assert_eq!(in_stad(&root, &["check"]).status, Some(0));
    assert_eq!(in_stad(&root, &["drift", "--accept"]).status, Some(0));
    assert_eq!(in_stad(&root, &["drift"]).out, "alles rust nog op de tekst van nu\n");
    assert_eq!(in_stad(&root, &["check"]).status, Some(1), "it was seen, and it may not be hidden");
}

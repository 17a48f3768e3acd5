//! `wijkgids update`: a new release of the guide below a site, and what a site has of its own that stays.

use std::fs;
use std::io::{Cursor, Write};
use std::path::Path;

use tempfile::TempDir;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::{Answer, answer, tree, wijkgids, write};

fn card(title: &str, text: &str) -> String {
    format!(
        "---\ntitel: {title}\nsamenvatting: Kort gezegd.\nstatus: gepubliceerd\neigenaar: redactie\nherzien_voor: 2027-11-01\n---\n\n## Waarom\n\n{text}\n"
    )
}

fn run(folder: &Path, arguments: &[&str]) -> Answer {
    answer(&mut wijkgids(folder, arguments))
}

/// The folder in which its makers write `land`, with its first release in `ontvangen/land`, under `ontvangen/stad`.
fn story() -> TempDir {
    let root = tempfile::tempdir().expect("a temporary folder");
    let land = root.path().join("makers/land");
    write(
        &land,
        "wijkgids.yaml",
        "title: Land\nlanguage: nl\nchecks: {missing-duty: ignore, missing-owner: ignore}\n",
    );
    for (name, title) in [("een", "Een"), ("twee", "Twee"), ("drie", "Drie")] {
        write(&land, &format!("kaarten/{name}.md"), &card(title, &format!("Om {name}.")));
    }
    write(&land, "begrippen.yaml", "begrippen:\n  regie: {uitleg: Wie het geheel bewaakt.}\n");
    assert_eq!(run(&land, &["release", "1"]).status, Some(0));
    for (path, bytes) in tree(&land) {
        let path = root.path().join("ontvangen/land").join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, bytes).expect("written");
    }
    let manifest = root.path().join("ontvangen/land/.wijkgids/manifest.yaml");
    let text = fs::read_to_string(&manifest).expect("it is there");
    fs::write(&manifest, text.replacen("date:", "received: true\ndate:", 1)).expect("written");
    write(
        root.path(),
        "ontvangen/stad/wijkgids.yaml",
        "extends: ../land\ntitle: Stad\nchecks: {missing-duty: ignore, missing-owner: ignore}\n",
    );
    root
}

/// Its makers change a text, add one, rename one, and hand that out.
fn second(root: &TempDir) -> std::path::PathBuf {
    let land = root.path().join("makers/land");
    write(&land, "kaarten/een.md", &card("Een", "Om een andere reden."));
    write(&land, "kaarten/vier.md", &card("Vier", "Om vier."));
    fs::remove_file(land.join("kaarten/drie.md")).expect("removed");
    let renamed =
        card("Derde", "Om drie, anders.").replacen("titel", "oude_adressen: [kaarten/drie]\ntitel", 1);
    write(&land, "kaarten/derde.md", &renamed);
    write(&land, "begrippen.yaml", "begrippen:\n  regie: {uitleg: Wie het overzicht houdt.}\n");
    let made = run(&land, &["release", "2", "--note", "Een vierde kaart."]);
    assert!(made.out.contains("gegevens: begrip `regie`"), "{}", made.out);
    assert_eq!(made.status, Some(0), "{}", made.err);
    land
}

fn stad(root: &TempDir, arguments: &[&str]) -> Answer {
    run(&root.path().join("ontvangen/stad"), arguments)
}

fn read(root: &TempDir, file: &str) -> String {
    fs::read_to_string(root.path().join("ontvangen").join(file)).expect("it is there")
}

/// Refused with these words, and nothing at all is changed.
fn refuses(root: &TempDir, arguments: &[&str], words: &str) {
    let before = tree(root.path());
    let refused = stad(root, arguments);
    assert_ne!(refused.status, Some(0), "{}", refused.out);
    assert!(refused.err.contains(words), "{words}\n{}", refused.err);
    assert!(tree(root.path()) == before, "nothing was changed");
}

/// A folder as a zip, below a folder as forges put it.
fn zipped(folder: &Path) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (path, bytes) in tree(folder) {
        writer.start_file(format!("land-2/{path}"), SimpleFileOptions::default()).expect("started");
        writer.write_all(&bytes).expect("written");
    }
    writer.finish().expect("finished").into_inner()
}

#[test]
fn a_new_release_arrives_and_the_site_hears_what_changed() {
    let root = story();
    let land = second(&root);
    let before = tree(root.path());
    let way = land.to_str().expect("a plain path");
    let dry = stad(&root, &["update", "--from", way, "--dry-run"]);
    assert_eq!((dry.status, dry.err.as_str()), (Some(0), ""));
    for expected in [
        "`land`: van uitgave 1 naar 2\n",
        "  2: Een vierde kaart.\n",
        "1 tekst gewijzigd, 1 nieuw, 1 hernoemd (oude adressen), gegevens: begrip `regie`, andere bestanden: \
         `begrippen.yaml`, `uitgaven.yaml`\n",
        "  begrip `regie`: veranderd in de basis\n",
        "  hernoemd: kaarten/drie.md → kaarten/derde.md\n",
    ] {
        assert!(dry.out.contains(expected), "{expected}\n{}", dry.out);
    }
    assert!(tree(root.path()) == before, "a dry run writes nothing");
    let done = stad(&root, &["update", "--from", way]);
    assert_eq!((done.status, done.err.as_str()), (Some(0), ""));
    assert!(done.out.contains("is nu uitgave 2"), "{}", done.out);
    for told in ["kaarten/een: Een (overgenomen, en veranderd)", "kaarten/vier: Vier (nieuw in de basis)"] {
        assert!(done.out.contains(told), "{told}\n{}", done.out);
    }
    let (mut new, made) = (tree(&root.path().join("ontvangen/land")), tree(&land));
    let manifest =
        String::from_utf8(new.remove(".wijkgids/manifest.yaml").expect("it has one")).expect("a text");
    assert!(manifest.contains("received: true\n"), "{manifest}");
    assert!(made.iter().all(|(path, bytes)| path.starts_with('.') || new.get(path) == Some(bytes)));
    assert!(!new.contains_key("kaarten/drie.md"));
    let again = stad(&root, &["update", "--from", way]);
    assert_eq!((again.status, again.out.as_str()), (Some(0), "u hebt de nieuwste uitgave al\n"));
}

#[test]
fn what_a_site_of_the_first_version_had_not_seen_yet_is_told_after_an_update() {
    let root = story();
    let land = second(&root);
    let noted = "## Waarom\n\nOm iets van vroeger.";
    let digest = wijkgids::edition::drift::digest(noted);
    let own = format!("---\nbasis: {{waarom: {digest}}}\n---\n\n## Waarom\n\nOm iets van ons.\n");
    let site = root.path().join("ontvangen/stad");
    write(&site, "kaarten/twee.md", &own);
    write(&site, &format!(".wijkgids/base/{digest}.md"), &format!("{noted}\n"));
    write(&site, ".wijkgids/seen", "kaarten/een\nkaarten/twee\n");
    let done = stad(&root, &["update", "--from", land.to_str().expect("a plain path")]);
    assert_eq!((done.status, done.err.as_str()), (Some(0), ""));
    for expected in [
        "kaarten/twee.md: Twee\n  `waarom`: het origineel is veranderd\n",
        "kaarten/derde: Derde (nieuw in de basis)\n",
        "kaarten/een: Een (overgenomen, en veranderd)\n",
        "kaarten/vier: Vier (nieuw in de basis)\n",
    ] {
        assert!(done.out.contains(expected), "{expected}\n{}", done.out);
    }
    assert_eq!(read(&root, "stad/kaarten/twee.md"), own, "an update changes no text of the site");
    let words = stad(&root, &["drift", "--diff"]).out;
    assert!(words.contains("Om [-iets van vroeger-]{+twee+}."), "{words}");
    assert!(words.contains("Om een {+andere reden+}."), "{words}");
    assert_eq!(stad(&root, &["drift", "--accept"]).status, Some(0));
    assert!(!read(&root, "stad/kaarten/twee.md").contains("basis"));
    assert_eq!(stad(&root, &["drift"]).out, "alles rust nog op de tekst van nu\n");
}

#[test]
fn what_a_site_noted_nothing_of_counts_as_it_was_before_the_update() {
    let root = story();
    let land = second(&root);
    // Only one text was settled, and an overlay was written by hand.
    assert_eq!(stad(&root, &["localise", "kaarten/twee", "waarom"]).status, Some(0));
    let site = root.path().join("ontvangen/stad");
    write(&site, "kaarten/een.md", "---\n---\n\n## Waarom\n\nOm ons.\n");
    assert_eq!(stad(&root, &["update", "--from", land.to_str().expect("a plain path")]).status, Some(0));
    let words = stad(&root, &["drift", "--diff"]).out;
    for expected in [
        "kaarten/een.md: Een\n  `waarom`: het origineel is veranderd\n",
        "kaarten/derde: Derde (overgenomen, en veranderd)",
    ] {
        assert!(words.contains(expected), "{expected}\n{words}");
    }
    assert!(!words.contains("kaarten/twee"), "{words}");
}

#[test]
fn a_zip_will_do_and_a_bad_one_changes_nothing() {
    let root = story();
    let bytes = zipped(&second(&root));
    fs::write(root.path().join("land.zip"), &bytes).expect("written");
    fs::write(root.path().join("half.zip"), &bytes[..bytes.len() / 2]).expect("written");
    refuses(&root, &["update", "--from", "../../half.zip"], "geen zip die te lezen is");
    let mut writer = ZipWriter::new_append(Cursor::new(bytes)).expect("a zip");
    writer.start_file("land-2/../../stad/wijkgids.yaml", SimpleFileOptions::default()).expect("started");
    let bad = writer.finish().expect("finished").into_inner();
    fs::write(root.path().join("bad.zip"), bad).expect("written");
    refuses(&root, &["update", "--from", "../../bad.zip"], "zou buiten de map terechtkomen");
    let done = stad(&root, &["update", "land", "--from", "../../land.zip"]);
    assert_eq!((done.status, done.err.as_str()), (Some(0), ""));
    assert!(read(&root, "land/kaarten/een.md").contains("andere reden"));
}

#[test]
fn edits_in_the_base_are_refused_and_then_kept_in_the_site() {
    let root = story();
    let land = second(&root);
    let way = land.to_str().expect("a plain path");
    let received = root.path().join("ontvangen/land");
    let edited = card("Een", "Om een, zoals wij het doen.");
    write(&received, "kaarten/een.md", &edited);
    write(&received, "kaarten/eigen.md", &card("Eigen", "Van ons."));
    fs::remove_file(received.join("kaarten/twee.md")).expect("removed");
    write(&received, "begrippen.yaml", "begrippen:\n  regie: {uitleg: Wie bij ons het geheel bewaakt.}\n");
    refuses(&root, &["update", "--from", way], "met `--keep-edits`");
    let done = stad(&root, &["update", "--from", way, "--keep-edits"]);
    assert_eq!((done.status, done.err.as_str()), (Some(0), ""));
    let own = read(&root, "stad/kaarten/een.md");
    assert_eq!(own.replacen("vervang: geheel\n", "", 1), edited, "the whole text, and that it takes over");
    assert_ne!(own, edited);
    assert_eq!(read(&root, "stad/kaarten/eigen.md"), card("Eigen", "Van ons."));
    assert_eq!(read(&root, "stad/kaarten/twee.md"), "---\nverborgen: true\n---\n");
    assert!(read(&root, "stad/.wijkgids/edits/1-1/begrippen.yaml").contains("bij ons"));
    assert!(
        done.out.contains("begrippen.yaml: bewaard in `.wijkgids/edits/1-1/begrippen.yaml`"),
        "{}",
        done.out
    );
    assert!(read(&root, "land/kaarten/een.md").contains("andere reden"), "the base is what its makers wrote");
    let built = stad(&root, &["build"]);
    assert_eq!(built.status, Some(0), "{}{}", built.out, built.err);
    assert!(read(&root, "stad/public/kaarten/een/index.html").contains("zoals wij het doen"));
    assert!(!root.path().join("ontvangen/stad/public/kaarten/twee").exists());
}

#[test]
fn only_what_was_edited_is_kept_where_the_text_of_then_is_at_hand() {
    let root = story();
    // The site has seen the first release; `twee` its makers leave as it is, and `een` they change.
    assert_eq!(stad(&root, &["drift", "--accept"]).status, Some(0));
    let land = second(&root);
    let received = root.path().join("ontvangen/land");
    write(&received, "kaarten/een.md", &card("Een", "Om een, zoals wij het doen."));
    write(&received, "kaarten/twee.md", &card("Twee bij ons", "Om twee."));
    let done = stad(&root, &["update", "--from", land.to_str().expect("a plain path"), "--keep-edits"]);
    assert_eq!((done.status, done.err.as_str()), (Some(0), ""));
    assert_eq!(read(&root, "stad/kaarten/een.md"), "---\n---\n\n## Waarom\n\nOm een, zoals wij het doen.\n");
    assert_eq!(read(&root, "stad/kaarten/twee.md"), "---\ntitel: Twee bij ons\n---\n");
    assert!(done.out.contains("kaarten/een.md: alleen wat u veranderde"), "{}", done.out);
    assert!(!root.path().join("ontvangen/stad/.wijkgids/edits").exists());
    let words = stad(&root, &["drift", "--diff"]).out;
    assert!(words.contains("Om een {+andere reden+}."), "{words}");
    assert!(!words.contains("kaarten/twee"), "{words}");
    assert_eq!(stad(&root, &["build"]).status, Some(0));
    assert!(read(&root, "stad/public/kaarten/een/index.html").contains("zoals wij het doen"));
    assert!(read(&root, "stad/public/kaarten/twee/index.html").contains("Twee bij ons"));
}

#[test]
fn a_release_mends_a_guide_that_cannot_be_read() {
    let root = story();
    let land = second(&root);
    write(&root.path().join("ontvangen/land"), "wijkgids.yaml", "title: [Land\n");
    let done = stad(&root, &["update", "--from", land.to_str().expect("a plain path"), "--keep-edits"]);
    assert_eq!((done.status, done.err.as_str()), (Some(0), ""), "{}", done.out);
    assert!(read(&root, "land/wijkgids.yaml").starts_with("title: Land\n"));
    assert!(read(&root, "stad/.wijkgids/edits/1-1/wijkgids.yaml").contains("[Land"));
    assert_eq!(stad(&root, &["build"]).status, Some(0));
}

#[test]
fn a_text_that_the_site_already_has_its_own_of_is_not_overwritten() {
    let root = story();
    let land = second(&root);
    write(&root.path().join("ontvangen/stad"), "kaarten/een.md", "---\nsamenvatting: Van de stad.\n---\n");
    write(&root.path().join("ontvangen/land"), "kaarten/een.md", &card("Een", "Aangepast."));
    let done = stad(&root, &["update", "--from", land.to_str().expect("a plain path"), "--keep-edits"]);
    assert_eq!(done.status, Some(0), "{}", done.err);
    assert_eq!(read(&root, "stad/kaarten/een.md"), "---\nsamenvatting: Van de stad.\n---\n");
    assert!(read(&root, "stad/.wijkgids/edits/1-1/kaarten/een.md").contains("Aangepast."));
}

#[test]
fn only_a_newer_whole_release_of_the_same_guide_is_taken_in() {
    let root = story();
    let land = second(&root);
    let way = land.to_str().expect("a plain path");
    write(&land, "kaarten/een.md", &card("Een", "Na de uitgave veranderd."));
    refuses(&root, &["update", "--from", way], "is niet zoals het in deze uitgave hoort");
    let other = root.path().join("makers/anders");
    write(&other, "wijkgids.yaml", "title: Iets anders\n");
    refuses(&root, &["update", "--from", other.to_str().expect("a plain path")], "staat `Land` niet");
    refuses(&root, &["update"], "is niet de landelijke gids");
    refuses(&root, &["update", "regio", "--from", way], "noem de gids die bijgewerkt moet worden: `land`");
    refuses(&root, &["update", "--from", "program"], "is niet de landelijke gids");
    let manifest = root.path().join("ontvangen/land/.wijkgids/manifest.yaml");
    let text = fs::read_to_string(&manifest).expect("it is there");
    fs::write(&manifest, text.replacen("version: \"1\"", "version: \"3\"", 1)).expect("written");
    assert_eq!(run(&land, &["release", "2.1"]).status, Some(0));
    refuses(&root, &["update", "--from", way], "u hebt uitgave 3, en dit is uitgave 2.1");
    let older = stad(&root, &["update", "--from", way, "--older", "--dry-run"]);
    assert!(older.out.contains("van uitgave 3 naar 2.1\n"), "{}{}", older.out, older.err);
    fs::write(&manifest, text.replacen("received: true\n", "", 1)).expect("written");
    refuses(&root, &["update", "--from", way], "is een map van de makers zelf");
    fs::remove_file(&manifest).expect("removed");
    refuses(&root, &["update", "--from", way], "met `wijkgids update --adopt`");
}

#[test]
fn a_run_that_was_stopped_is_finished_by_the_next() {
    let root = story();
    let land = second(&root);
    let received = root.path().join("ontvangen");
    fs::rename(received.join("land"), received.join(".land.wijkgids-old")).expect("moved");
    write(&received, ".land.wijkgids-new/wijkgids.yaml", "title: Half\n");
    let done = stad(&root, &["update", "--from", land.to_str().expect("a plain path")]);
    assert_eq!((done.status, done.err.as_str()), (Some(0), ""));
    let mut names: Vec<_> =
        fs::read_dir(&received).expect("a folder").map(|entry| entry.expect("read").file_name()).collect();
    names.sort();
    assert_eq!(names, ["land", "stad"]);
    assert!(read(&root, "land/kaarten/een.md").contains("andere reden"));
}

#[test]
fn a_dry_run_repairs_nothing() {
    let root = story();
    let land = second(&root);
    let way = land.to_str().expect("a plain path");
    let received = root.path().join("ontvangen");
    write(&received, ".land.wijkgids-old/wijkgids.yaml", "title: Land\n");
    let before = tree(root.path());
    assert_eq!(stad(&root, &["update", "--from", way, "--dry-run"]).status, Some(0));
    assert!(tree(root.path()) == before);
    fs::remove_dir_all(received.join(".land.wijkgids-old")).expect("removed");
    fs::rename(received.join("land"), received.join(".land.wijkgids-old")).expect("moved");
    refuses(&root, &["update", "--from", way, "--dry-run"], "is halverwege gestopt");
}

#[test]
fn two_updates_at_once_are_one_too_many_and_a_dead_one_is_none() {
    let root = story();
    let land = second(&root);
    let way = land.to_str().expect("a plain path");
    let lock = root.path().join("ontvangen/.land.wijkgids-lock");
    fs::write(&lock, "4194305\n").expect("written");
    let held = fs::File::open(&lock).expect("it is there");
    held.lock().expect("nobody else has it");
    refuses(&root, &["update", "--from", way], "proces 4194305 schrijft al naar");
    drop(held);
    let done = stad(&root, &["update", "--from", way]);
    assert_eq!((done.status, done.err.as_str()), (Some(0), ""));
    assert!(!lock.exists());
}

#[test]
fn a_guide_with_another_name_is_known_by_its_id_and_another_guide_is_refused() {
    let root = story();
    let land = second(&root);
    let way = land.to_str().expect("a plain path");
    let other = root.path().join("makers/anders/land");
    write(
        &other,
        "wijkgids.yaml",
        "title: Land\nlanguage: nl\nchecks: {missing-duty: ignore, missing-owner: ignore}\n",
    );
    write(&other, "kaarten/heel.md", &card("Heel", "Iets anders."));
    assert_eq!(run(&other, &["release", "5"]).status, Some(0));
    let other = other.to_str().expect("a plain path");
    refuses(&root, &["update", "--from", other], "geen uitgave van de gids");
    let dry = stad(&root, &["update", "--from", other, "--other", "--dry-run"]);
    assert!(dry.out.contains("naar 5\n"), "{}{}", dry.out, dry.err);
    let renamed = root.path().join("makers/nieuw");
    fs::rename(way, &renamed).expect("moved");
    write(
        &renamed,
        "wijkgids.yaml",
        "title: Nieuwe naam\nlanguage: nl\nchecks: {missing-duty: ignore, missing-owner: ignore}\n",
    );
    assert_eq!(run(&renamed, &["release", "3"]).status, Some(0));
    let done = stad(&root, &["update", "--from", renamed.to_str().expect("a plain path")]);
    assert_eq!((done.status, done.err.as_str()), (Some(0), ""));
    assert!(done.out.contains("van uitgave 1 naar 3\n"), "{}", done.out);
}

#[test]
fn a_base_without_a_manifest_is_adopted_and_then_updated() {
    let root = story();
    let land = second(&root);
    let way = land.to_str().expect("a plain path");
    let received = root.path().join("ontvangen/land");
    refuses(&root, &["update", "--adopt", "--from", way], "staat al wat erbij hoort");
    fs::remove_dir_all(received.join(".wijkgids")).expect("removed");
    fs::remove_file(received.join("uitgaven.yaml")).expect("removed");
    write(&received, "kaarten/een.md", &card("Een", "Zoals wij het doen."));
    refuses(&root, &["update", "--from", way], "--adopt");
    let before = tree(root.path());
    assert_eq!(stad(&root, &["update", "--adopt", "--from", way, "--dry-run"]).status, Some(0));
    assert!(tree(root.path()) == before);
    let adopted = stad(&root, &["update", "--adopt", "--from", way]);
    assert_eq!((adopted.status, adopted.err.as_str()), (Some(0), ""));
    assert!(adopted.out.contains("  gewijzigd: kaarten/een.md\n"), "{}", adopted.out);
    assert!(adopted.out.contains("zet dat eerst in uw eigen site"), "{}", adopted.out);
    assert_eq!(read(&root, "stad/.wijkgids/edits/0-1/kaarten/een.md"), card("Een", "Zoals wij het doen."));
    assert!(!root.path().join("ontvangen/stad/.wijkgids/edits/0-1/kaarten/twee.md").exists());
    let done = stad(&root, &["update", "--from", way]);
    assert!(done.out.contains("van uitgave 0 naar 2\n"), "{}{}", done.out, done.err);
}

#[test]
fn a_base_that_says_its_release_is_adopted_as_that_and_its_edits_stay_edits() {
    let root = story();
    let received = root.path().join("ontvangen/land");
    fs::remove_dir_all(received.join(".wijkgids")).expect("removed");
    write(&received, "kaarten/een.md", &card("Een", "Zoals wij het doen."));
    let first = root.path().join("makers/land");
    let first = first.to_str().expect("a plain path");
    let adopted = stad(&root, &["update", "--adopt", "--from", first]);
    assert!(
        adopted.out.contains("dit is uitgave 1, maar niet zoals ze gemaakt is: 1 tekst gewijzigd"),
        "{}{}",
        adopted.out,
        adopted.err
    );
    let land = second(&root);
    refuses(&root, &["update", "--from", land.to_str().expect("a plain path")], "met `--keep-edits`");
}

#[test]
fn the_library_of_the_program_is_what_a_new_site_lies_on() {
    let root = tempfile::tempdir().expect("a temporary folder");
    assert_eq!(run(root.path(), &["new", "stad"]).status, Some(0));
    let in_site = root.path().join("stad");
    let edited = |folder: &Path| run(folder, &["check"]).out.contains("[edited-base]");
    assert!(!edited(&in_site), "what was unpacked is as it was made");
    write(root.path(), "landelijk/kaarten/eigen.md", &card("Eigen", "Van ons."));
    assert!(edited(&in_site));
    fs::remove_file(root.path().join("landelijk/kaarten/eigen.md")).expect("removed");
    assert_eq!(run(&in_site, &["update"]).out, "u hebt de nieuwste uitgave al\n");
    let manifest = root.path().join("landelijk/.wijkgids/manifest.yaml");
    let text = fs::read_to_string(&manifest).expect("the unpacked library has one");
    fs::write(&manifest, text.replacen("version: \"1\"", "version: \"0.9\"", 1)).expect("written");
    let done = run(&in_site, &["update", "--from", "program"]);
    assert_eq!(done.status, Some(0), "{}", done.err);
    assert!(done.out.contains("van uitgave 0.9 naar 1\n"), "{}", done.out);
    assert_eq!(fs::read_to_string(&manifest).expect("it is there"), text);
}

//! `wijkgids new`: a folder that can be served and published at once, or none at all.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::{Answer, answer, tree, wijkgids, write};

fn empty() -> TempDir {
    tempfile::tempdir().expect("a temporary folder")
}

fn content(site: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("content").join(site)
}

fn new(folder: &Path, arguments: &[&str]) -> Answer {
    answer(&mut wijkgids(folder, ["new"].iter().chain(arguments)))
}

/// The rules that find anything in a site, but for what every municipality still has to publish when it is new.
fn check(folder: &Path, site: &str) -> Vec<String> {
    let Answer { out, err, .. } = answer(&mut wijkgids(folder, ["check", site, "--format", "json"]));
    assert_eq!(err, "");
    let found: Vec<serde_json::Value> = serde_json::from_str(&out).expect("a report is JSON");
    let rules = found.iter().map(|found| found["rule"].as_str().expect("each has a rule").to_owned());
    rules.filter(|rule| rule != "missing-duty").collect()
}

const CLEAN: [&str; 0] = [];
/// Nobody gave a number, and that of the library is an example.
const NO_NUMBER: [&str; 1] = ["missing-value"];

#[test]
fn with_only_the_program_the_library_is_unpacked_beside_it() {
    let folder = empty();
    let made = new(folder.path(), &["den-helder"]);
    assert_eq!((made.status, made.err.as_str()), (Some(0), ""));
    for expected in ["`den-helder` is klaar", "`../landelijk`", "wijkgids serve den-helder\n"] {
        assert!(made.out.contains(expected), "{expected}\n{}", made.out);
    }
    assert!(
        made.out.contains("nog een voorbeeld uit de gids hieronder: `telefoon: 14 0999`"),
        "{}",
        made.out
    );
    assert_eq!(check(folder.path(), "den-helder"), NO_NUMBER);
    assert_eq!(check(folder.path(), "landelijk"), CLEAN);
    assert_eq!(answer(&mut wijkgids(folder.path(), ["build", "den-helder"])).status, Some(0));
    let public = folder.path().join("den-helder/public");
    let home = fs::read_to_string(public.join("index.html")).expect("published");
    assert!(home.contains("<title>Wijkgids Den Helder"), "{home:.2000}");
    assert!(public.join("kaarten/preventie/begin-licht/index.html").is_file());
    assert!(!public.join("paginas/over-ons").exists(), "the example is a draft");
}

#[test]
fn the_unpacked_library_is_what_the_repository_publishes() {
    let folder = empty();
    assert_eq!(new(folder.path(), &["mijnstad"]).status, Some(0));
    let mut unpacked = tree(&folder.path().join("landelijk"));
    let manifest = unpacked.remove(".wijkgids/manifest.yaml").expect("it says what belongs to it");
    let manifest = String::from_utf8(manifest).expect("a text");
    assert!(manifest.contains("\nreceived: true\n"), "{manifest:.200}");
    assert!(unpacked.keys().all(|path| path.starts_with('.') || manifest.contains(path.as_str())));
    let mut expected = tree(&content("landelijk"));
    expected.retain(|path, bytes| {
        let is_draft = String::from_utf8_lossy(bytes).contains("\nstatus: concept\n");
        // The texts that its translations were made from are for its own editors.
        !is_draft && !path.starts_with(".wijkgids/base/") && !path.starts_with("public/")
    });
    assert_eq!(unpacked.keys().collect::<Vec<_>>(), expected.keys().collect::<Vec<_>>());
    assert!(unpacked == expected, "the bytes are the same");
}

#[test]
fn a_second_one_lies_on_the_library_that_is_there() {
    let folder = empty();
    assert_eq!(new(folder.path(), &["een"]).status, Some(0));
    let config = folder.path().join("landelijk/wijkgids.yaml");
    let own = fs::read_to_string(&config).expect("read");
    let title = own.lines().find(|line| line.starts_with("title:")).expect("it has a title");
    let own = own.replace(title, "title: Buurtboek");
    fs::write(&config, &own).expect("written");
    assert_eq!(new(folder.path(), &["twee"]).status, Some(0));
    assert_eq!(fs::read_to_string(&config).expect("read"), own);
    let site = fs::read_to_string(folder.path().join("twee/wijkgids.yaml")).expect("read");
    assert!(site.contains("\ntitle: Buurtboek Twee\n"), "{site}");
}

#[test]
fn it_lies_on_the_site_that_is_named_as_seen_from_here() {
    let folder = empty();
    for base in ["landelijk", "voorbeeldregio", "voorbeeldstad"] {
        let path = content(base);
        let made = new(folder.path(), &[base, "--extends", path.to_str().expect("a plain path")]);
        assert_eq!((made.status, made.err.as_str()), (Some(0), ""), "{base}");
        let output: &[&str] = if base == "landelijk" { &NO_NUMBER } else { &CLEAN };
        assert_eq!(check(folder.path(), base), output, "{base}");
    }
    write(
        folder.path(),
        "land/wijkgids.yaml",
        "title: Land\nvalues: {nood: {required: true}, lijn: required}\n",
    );
    let here = folder.path().join("hier");
    fs::create_dir(&here).expect("made");
    assert_eq!(new(&here, &["a/b/stad", "--extends", "../land"]).status, Some(0));
    let site = fs::read_to_string(here.join("a/b/stad/wijkgids.yaml")).expect("read");
    assert!(site.contains("\nextends: ../../../../land\n"), "{site}");
    assert!(site.contains("\n  nood: \"[nood]\"\n"), "what the base asks for is filled in: {site}");
    assert!(!site.contains("wijkteam"), "what another field doesn't know isn't there: {site}");
    assert_eq!(check(&here, "a/b/stad"), CLEAN);
}

#[test]
fn a_base_in_another_repository_is_refused() {
    let folder = empty();
    assert_eq!(new(folder.path(), &["a/landelijk/../stad"]).status, Some(0));
    fs::create_dir_all(folder.path().join("b/.git")).expect("made");
    let made = new(folder.path(), &["b/stad", "--extends", "a/landelijk"]);
    assert_eq!(made.status, Some(2));
    assert!(made.err.contains("ligt buiten deze git-repository"), "{}", made.err);
    assert!(!folder.path().join("b/stad").exists());
}

#[test]
fn what_flags_say_stands_in_the_folder() {
    let folder = empty();
    let flags = [
        "stad",
        "--name=Voorbeeldstad",
        "--team=buurtteam",
        "--phone=14 0998",
        "--languages=en,tr",
        "--areas=Havenkwartier,De Weiden, Zuid",
        "--address=https://stad.example/gids",
    ];
    assert_eq!(new(folder.path(), &flags).status, Some(0));
    let site = fs::read_to_string(folder.path().join("stad/wijkgids.yaml")).expect("read");
    for expected in [
        "title: Wijkgids Voorbeeldstad",
        "base_url: https://stad.example/gids/",
        "languages: [nl, en, tr]",
        "  gemeente: Voorbeeldstad",
        "  team: buurtteam",
        "  telefoon: \"14 0998\"",
        "  wijken: \"Havenkwartier, De Weiden en Zuid\"",
    ] {
        assert!(site.lines().any(|line| line == expected), "{expected}\n{site}");
    }
    assert_eq!(check(folder.path(), "stad"), CLEAN);
}

#[test]
fn no_name_can_break_the_configuration() {
    let names = [
        "Zu\"id: 'noord' # {{ nergens }}",
        "\nevil: yes\n- a\r\n\u{2028}b\u{85}c",
        "🙂 [a]{b} & *c !d | > % @ `e` \\n \\",
        "null",
        "\u{1b}[31m\u{7}rood",
        "- ? : ---",
    ];
    for (n, name) in names.iter().enumerate() {
        let folder = empty();
        let site = format!("stad{n}");
        let flags = ["name", "team", "areas"].map(|flag| format!("--{flag}={name}"));
        let phone = "--phone=14 0123".to_owned();
        let flags: Vec<&str> = [&site, &phone].into_iter().chain(&flags).map(String::as_str).collect();
        let made = new(folder.path(), &flags);
        assert_eq!((made.status, made.err.as_str()), (Some(0), ""), "{name:?}");
        assert_eq!(check(folder.path(), &site), CLEAN, "{name:?}");
    }
}

#[test]
fn what_is_there_is_never_touched() {
    let folder = empty();
    write(folder.path(), "vol/.git/HEAD", "x");
    write(folder.path(), "vol/README.md", "x");
    write(folder.path(), "vol/kaarten/a.md", "x");
    write(folder.path(), "bestand", "x");
    write(folder.path(), "landelijk/wijkgids.yaml", "title: Land\n");
    write(folder.path(), "anders/landelijk/oud.txt", "x");
    let before = tree(folder.path());
    for (site, expected) in [
        ("vol", "`vol` is niet leeg: er staat `.git`, `README.md`, `kaarten`"),
        ("bestand", "is geen map"),
        ("bestand/stad", "is geen map"),
        ("landelijk/stad", "`landelijk/stad` ligt in de site"),
        ("elders/landelijk", "noem een andere map, of zeg met `--extends`"),
        ("anders/stad", "anders/landelijk` is geen site"),
    ] {
        let made = new(folder.path(), &[site]);
        assert_eq!((made.status, made.out.as_str()), (Some(2), ""), "{site}");
        assert!(made.err.contains(expected), "{expected}\n{}", made.err);
    }
    for (flags, expected) in [
        (["--extends", "nergens"], "there is no folder"),
        (["--extends", "vol"], "there is no `wijkgids.yaml`"),
        (["--languages", "nl,Engels"], "`Engels` isn't a language tag"),
        (["--address", "stad.nl"], "`stad.nl` isn't a complete web address"),
        (["--name", " \n"], "a name has letters"),
    ] {
        let made = new(folder.path(), &[&["nieuw/stad", "--lang", "en"][..], &flags].concat());
        assert_eq!((made.status, made.out.as_str()), (Some(2), ""), "{flags:?}");
        assert!(made.err.contains(expected), "{expected}\n{}", made.err);
    }
    assert!(tree(folder.path()) == before && !folder.path().join("nieuw").exists(), "nothing was written");
}

#[test]
fn an_empty_folder_that_one_stands_in_is_filled() {
    let folder = empty();
    let here = folder.path().join("mijnstad");
    fs::create_dir(&here).expect("made");
    assert_eq!(new(&here, &["."]).status, Some(0));
    assert_eq!(check(&here, "."), NO_NUMBER);
    assert!(folder.path().join("landelijk").is_dir());
}

#[test]
fn a_new_municipality_publishes_for_residents_whichever_cards_it_localises() {
    let folder = empty();
    assert_eq!(new(folder.path(), &["stad", "--languages", "nl"]).status, Some(0));
    let site = folder.path().join("stad");
    let config = fs::read_to_string(site.join("wijkgids.yaml")).expect("made");
    write(&site, "wijkgids.yaml", &format!("{config}publish: [team, inwoner]\n"));
    let library = tree(&folder.path().join("landelijk"));
    let cards: Vec<&str> = library.keys().filter_map(|path| path.strip_suffix(".md")).collect();
    let cards: Vec<&str> =
        cards.into_iter().filter(|path| path.starts_with("kaarten/") && !path.contains('.')).collect();
    assert!(cards.len() > 50, "{cards:?}");
    for card in cards {
        assert_eq!(answer(&mut wijkgids(&site, ["localise", card])).status, Some(0), "{card}");
    }
    let built = answer(&mut wijkgids(&site, ["build", "."]));
    assert_eq!(built.status, Some(0), "{}", built.err);
    assert!(!built.err.contains("leaked-text"), "{}", built.err);
    assert!(site.join("public/inwoners/index.html").is_file());
    assert!(!site.join("public/inwoners/kaarten").exists());
    assert!(site.join("public/teams/kaarten/preventie/begin-licht/index.html").is_file());
}

#[test]
fn a_site_that_is_a_repository_by_itself_lies_on_what_is_beside_it() {
    let folder = empty();
    assert_eq!(new(folder.path(), &["stad", "--phone", "099 200 12 34"]).status, Some(0));
    write(folder.path(), "stad/.git/HEAD", "x");
    assert_eq!(check(folder.path(), "stad"), CLEAN);
    let config = fs::read_to_string(folder.path().join("stad/wijkgids.yaml")).expect("read");
    let folder_name = folder.path().file_name().expect("it has a name").to_string_lossy().into_owned();
    for (extends, is_read) in [
        ("../landelijk".to_owned(), true),
        (format!("../../{folder_name}/landelijk"), true),
        ("../diep/land".to_owned(), true),
        ("../link".to_owned(), false),
        ("../../../../../../../../etc".to_owned(), false),
        ("/etc".to_owned(), false),
    ] {
        write(folder.path(), "diep/land/wijkgids.yaml", "title: Land\n");
        let elsewhere = empty();
        write(elsewhere.path(), "wijkgids.yaml", "title: Elders\n");
        let link = folder.path().join("link");
        let _ = fs::remove_file(&link);
        std::os::unix::fs::symlink(elsewhere.path(), link).expect("linked");
        let own = config.replace("extends: ../landelijk", &format!("extends: {extends}"));
        write(folder.path(), "stad/wijkgids.yaml", &own);
        let is_told = check(folder.path(), "stad").contains(&"broken-base".to_owned());
        assert_eq!(!is_told, is_read, "{extends}");
    }
}

#[test]
fn a_repository_that_was_only_just_made_is_filled_and_what_is_there_stays() {
    let folder = empty();
    let there = [
        ("stad/.git/HEAD", "ref: refs/heads/main\n"),
        ("stad/README.md", "# Stad\n"),
        ("stad/LICENSE", "EUPL\n"),
        ("stad/.gitignore", "node_modules\n"),
        ("stad/.gitattributes", "* text=auto\n"),
        ("stad/.github/workflows/site.yml", "on: push\n"),
    ];
    there.iter().for_each(|(path, text)| write(folder.path(), path, text));
    let made = new(&folder.path().join("stad"), &[".", "--phone", "099 200 12 34"]);
    assert_eq!((made.status, made.err.as_str()), (Some(0), ""));
    assert!(made.out.contains("zet `public/` in `.gitignore`"), "{}", made.out);
    assert!(made.out.contains("`../landelijk` staat naast deze git-repository"), "{}", made.out);
    for (path, text) in there {
        assert_eq!(fs::read_to_string(folder.path().join(path)).expect("read"), text, "{path}");
    }
    assert_eq!(check(folder.path(), "stad"), CLEAN);
    write(folder.path(), "half/README.md", "# Half\n");
    assert_eq!(new(folder.path(), &["half"]).status, Some(2), "no repository");
}

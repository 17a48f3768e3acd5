//! Exit status and messages: 0 clean, 1 the content has errors, 2 it could not run.

use std::process::Stdio;

use super::{answer, site, wijkgids, write};

#[test]
fn a_clean_site_is_0() {
    let site = site();
    let check = answer(&mut wijkgids(site.path(), ["check"]));
    assert_eq!(
        (check.status, check.out.as_str(), check.err.as_str()),
        (Some(0), "0 fouten, 0 waarschuwingen\n", "")
    );
    assert!(!site.path().join("public").exists(), "`check` writes nothing");
    let build = answer(&mut wijkgids(site.path(), ["build"]));
    assert_eq!(build.status, Some(0));
    assert!(build.out.contains("public: "), "{}", build.out);
    assert!(site.path().join("public/kaarten/een/index.html").is_file());
}

#[test]
fn an_error_in_the_content_is_1_with_its_place_and_a_hint() {
    let site = site();
    write(site.path(), "kaarten/drie.md", "---\ntitel: Drie\nzoekworden: [a]\n---\n[weg](twe.md)\n");
    let check = answer(&mut wijkgids(site.path(), ["check", "."]));
    assert_eq!(check.status, Some(1));
    for expected in [
        "fout[unknown-key]: onbekend veld `zoekworden`",
        "kaarten/drie.md:3:1",
        "bedoelt u `zoekwoorden`?",
        "kaarten/drie.md:5:1",
        "bedoelt u `[[kaarten/twee]]`?",
        "2 fouten, 0 waarschuwingen",
    ] {
        assert!(check.out.contains(expected), "{expected}\n{}", check.out);
    }
}

#[test]
fn a_warning_alone_is_0() {
    let site = site();
    write(site.path(), "kaarten/drie.md", "---\ntitel: Formulier #12\n---\n");
    let check = answer(&mut wijkgids(site.path(), ["check"]));
    assert_eq!(check.status, Some(0));
    assert!(check.out.contains("let op[dropped-text]"), "{}", check.out);
    assert!(check.out.contains("0 fouten, 1 waarschuwing"), "{}", check.out);
}

#[test]
fn what_could_not_run_is_2() {
    let empty = tempfile::tempdir().expect("a temporary folder");
    for arguments in [
        &["check", "."][..],
        &["check", "nergens"],
        &["build", "nergens"],
        &["build", "--onzin"],
        &["onzin"],
        &["check", "--format", "xml"],
    ] {
        let answer = answer(&mut wijkgids(empty.path(), arguments));
        assert_eq!(answer.status, Some(2), "{arguments:?}");
        assert!(!answer.err.is_empty(), "{arguments:?}");
        assert_eq!(answer.out, "", "{arguments:?}");
    }
}

#[test]
fn a_day_that_is_none_is_2() {
    let site = site();
    let answer = answer(wijkgids(site.path(), ["check"]).env("SOURCE_DATE_EPOCH", "gisteren"));
    assert_eq!(answer.status, Some(2));
    assert!(answer.err.contains("`gisteren`"), "{}", answer.err);
}

#[test]
fn the_site_around_the_folder_one_is_in_is_the_one_meant() {
    let site = site();
    write(site.path(), "kaarten/drie.md", "---\ntitel: Drie\nfout: x\n---\n");
    let check = answer(&mut wijkgids(&site.path().join("kaarten"), ["check"]));
    assert_eq!(check.status, Some(1), "{}", check.err);
}

#[test]
fn it_speaks_english_when_asked_or_when_the_system_does() {
    let site = site();
    write(site.path(), "kaarten/drie.md", "---\ntitel: Drie\nfout: x\n---\n");
    let asked = answer(&mut wijkgids(site.path(), ["check", "--lang", "en"]));
    let system = answer(wijkgids(site.path(), ["check"]).env("LANG", "en_GB.UTF-8"));
    let neither = answer(wijkgids(site.path(), ["check"]).env("LANG", "C"));
    assert!(asked.out.contains("unknown field `fout`"), "{}", asked.out);
    assert_eq!(asked.out, system.out);
    assert!(neither.out.contains("onbekend veld `fout`"), "{}", neither.out);
}

#[test]
fn json_is_for_programs() {
    let site = site();
    write(site.path(), "kaarten/drie.md", "---\ntitel: Drie\n\"één\": x\n---\nMet een \u{1b} erin.\n");
    let check = answer(&mut wijkgids(site.path(), ["check", "--format", "json", "--lang", "en"]));
    assert_eq!(check.status, Some(1));
    let rows: Vec<serde_json::Value> = serde_json::from_str(&check.out).expect("an array");
    let row = rows.iter().find(|row| row["rule"] == "unknown-key").expect("the field is unknown");
    assert_eq!(row["severity"], "error");
    assert_eq!(row["message"], "unknown field `één`");
    assert_eq!(row["path"], "./kaarten/drie.md".trim_start_matches("./"));
    assert_eq!((&row["line"], &row["column"]), (&3.into(), &1.into()));
    assert_eq!((&row["end_line"], &row["end_column"]), (&3.into(), &6.into()));
    assert!(row["hints"].as_array().is_some_and(|hints| !hints.is_empty()));

    let clean = answer(&mut wijkgids(super::site().path(), ["check", "--format", "json"]));
    assert_eq!((clean.status, clean.out.trim()), (Some(0), "[]"));
}

#[test]
fn a_rule_is_explained_and_a_slip_in_its_name_is_mended() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let all = answer(&mut wijkgids(folder.path(), ["explain"]));
    assert_eq!(all.status, Some(0));
    for name in all.out.lines() {
        let dutch = answer(&mut wijkgids(folder.path(), ["explain", name]));
        assert_eq!(dutch.status, Some(0), "{name}");
        assert!(dutch.out.contains("## Waarom"), "{name}");
    }
    let english = answer(&mut wijkgids(folder.path(), ["explain", "broken-link", "--lang", "en"]));
    assert!(english.out.contains("## Why"), "{}", english.out);
    let slip = answer(&mut wijkgids(folder.path(), ["explain", "broken-lnk"]));
    assert_eq!(slip.status, Some(2));
    assert!(slip.err.contains("bedoelt u `broken-link`?"), "{}", slip.err);
}

#[test]
fn the_help_has_dutch_headings() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let program = answer(&mut wijkgids(folder.path(), ["--help"])).out;
    let command = answer(&mut wijkgids(folder.path(), ["build", "--help"])).out;
    for help in [&program, &command] {
        assert!(help.contains("Gebruik: wijkgids") && help.contains("\nOpties:\n"), "{help}");
        assert!(!help.contains("Usage") && !help.contains("Options:"), "{help}");
    }
    assert!(program.contains("\nOpdrachten:\n") && command.contains("\nArgumenten:\n"));
}

#[test]
fn nobody_who_reads_is_no_trouble() {
    let site = site();
    for n in 0..500 {
        write(site.path(), &format!("kaarten/fout-{n}.md"), "---\ntitel: Fout\nfout: x\n---\n");
    }
    for arguments in [&["check"][..], &["check", "--format", "json"], &["explain", "broken-link"]] {
        let mut command = wijkgids(site.path(), arguments);
        let mut process = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts");
        drop(process.stdout.take());
        let output = process.wait_with_output().expect("it ends");
        let err = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {err}");
        assert_eq!(err, "", "{arguments:?}");
    }
}

//! `wijkgids search`: what a reader would find, and why.

use std::io::Write;
use std::process::Stdio;

use super::{answer, site, wijkgids, write};

#[test]
fn people_see_what_is_found_and_why() {
    let site = site();
    write(
        site.path(),
        "kaarten/drie.md",
        "---\ntitel: Maatjes\nstatus: gepubliceerd\n---\n## Wie\n\nEen vrijwilliger.\n",
    );
    let found = answer(&mut wijkgids(site.path(), ["search", "vrijwilligers", "."]));
    assert_eq!(found.status, Some(0));
    assert!(found.out.contains("1. Maatjes ("), "{}", found.out);
    assert!(found.out.contains("kaarten/drie/#wie\n"), "{}", found.out);
    assert!(found.out.contains("vrijwilligers: het woord `vrijwilliger`, tekst ×1"), "{}", found.out);

    let slip = answer(&mut wijkgids(site.path(), ["--lang", "en", "search", "maajtes"]));
    assert!(slip.out.starts_with("did you mean: maatjes?\n1 found\n"), "{}", slip.out);
    let none = answer(&mut wijkgids(site.path(), ["search", "zonnepanelen"]));
    assert_eq!((none.status, none.out.as_str()), (Some(0), "niets gevonden\n"));
}

#[test]
fn programs_get_a_line_for_each_line_and_the_same_one_each_time() {
    let site = site();
    let ask = || {
        let mut search = wijkgids(site.path(), ["search", "-", ".", "--limit", "1"]);
        search.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut search = search.spawn().expect("the program starts");
        let questions = format!("twee\n<script>\u{202e}\n{}\n", "x".repeat(10_000));
        let mut input = search.stdin.take().expect("it reads");
        input.write_all(questions.as_bytes()).expect("it reads all");
        input.write_all(b"\xff\xed\xa0\x80").expect("it reads anything");
        drop(input);
        let output = search.wait_with_output().expect("it ends");
        assert!(output.status.success());
        String::from_utf8(output.stdout).expect("it speaks UTF-8")
    };
    let lines = ask();
    assert_eq!(lines, ask());
    let lines: Vec<serde_json::Value> =
        lines.lines().map(|line| serde_json::from_str(line).expect("a line is JSON")).collect();
    assert_eq!(lines.len(), 4);
    assert_eq!(lines[0]["query"], "twee");
    assert_eq!(lines[0]["results"][0]["url"], "kaarten/twee/");
    assert_eq!(lines[0]["results"][0]["section"], "lead");
    assert_eq!(lines[0]["results"][0]["why"][0]["how"], "word");
    assert_eq!(lines[0]["did_you_mean"], serde_json::Value::Null);
    assert!(lines[1..].iter().all(|line| line["total"] == 0), "{lines:?}");
}

#[test]
fn a_language_that_the_site_does_not_have_is_2() {
    let site = site();
    let found = answer(&mut wijkgids(site.path(), ["search", "een", ".", "--language", "tr"]));
    assert_eq!(found.status, Some(2));
    assert!(found.err.contains("de site kent geen taal `tr`; wel `nl`"), "{}", found.err);
}

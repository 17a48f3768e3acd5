//! The same inputs give the same bytes, wherever and however they are made.

use std::path::Path;

use super::{answer, tree, wijkgids};

fn library() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("content/landelijk")
}

#[test]
fn the_national_library_is_the_same_bytes_in_every_place_time_zone_language_and_number_of_threads() {
    let one = tempfile::tempdir().expect("a temporary folder");
    let other = tempfile::Builder::new().prefix("een ander pad é ").tempdir().expect("a temporary folder");
    let site = library();
    let build = |out: &Path, variables: &[(&str, &str)]| {
        let mut command = wijkgids(one.path(), [Path::new("build"), &site, Path::new("--out"), out]);
        let built = answer(command.envs(variables.iter().copied()));
        assert_eq!(built.status, Some(0), "{}", built.err);
        let mut files = tree(out);
        files.retain(|path, _| !path.starts_with('.') || path.starts_with(".well-known"));
        files
    };
    let first = build(&one.path().join("public"), &[]);
    assert!(first.len() > 20, "{} files", first.len());
    let again = build(
        &other.path().join("x/y"),
        &[("TZ", "Pacific/Kiritimati"), ("LANG", "tr_TR.UTF-8"), ("RAYON_NUM_THREADS", "1")],
    );
    let differ: Vec<&String> = first.keys().filter(|path| first.get(*path) != again.get(*path)).collect();
    assert!(differ.is_empty() && first.len() == again.len(), "{differ:?}");
    let third = build(&one.path().join("public"), &[("TZ", "America/Adak"), ("RAYON_NUM_THREADS", "3")]);
    assert!(first == third);
}

#[test]
fn the_order_in_which_files_were_made_does_not_count() {
    let names: Vec<String> = (0..40).map(|n| format!("kaarten/k-{}.md", n * 7 % 40)).collect();
    let build = |names: &[String]| {
        let site = tempfile::tempdir().expect("a temporary folder");
        super::write(site.path(), "wijkgids.yaml", "title: Gids\n");
        for name in names {
            super::write(
                site.path(),
                name,
                &format!("---\ntitel: Gelijk\nstatus: gepubliceerd\n---\n{name}\n"),
            );
        }
        let built = answer(&mut wijkgids(site.path(), ["build"]));
        assert_eq!(built.status, Some(0), "{}", built.err);
        tree(&site.path().join("public"))
    };
    let backwards: Vec<String> = names.iter().rev().cloned().collect();
    assert!(build(&names) == build(&backwards));
}

#[test]
fn the_day_is_an_input() {
    let site = super::site();
    let late = "---\ntitel: Drie\nstatus: gepubliceerd\nherzien_voor: 2026-11-01\n---\n";
    super::write(site.path(), "kaarten/drie.md", late);
    let on = |epoch: &str| answer(wijkgids(site.path(), ["check"]).env("SOURCE_DATE_EPOCH", epoch)).out;
    assert!(!on("0").contains("stale-review"), "in 1970 nothing is late");
    assert!(!on("1793491200").contains("stale-review"), "on the day itself it isn't late");
    assert!(on("1793577600").contains("stale-review"), "the day after it is");
    assert!(on("4102444800").contains("stale-review"), "in 2100 it is");
    // Whatever the clock on the wall says, the day is that of the epoch in UTC.
    let far = answer(
        wijkgids(site.path(), ["check"])
            .env("SOURCE_DATE_EPOCH", "1793491200")
            .env("TZ", "Pacific/Kiritimati"),
    );
    assert!(!far.out.contains("stale-review"), "{}", far.out);
}

//! Sites for several readers: published together, all of them new or all of them old.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use wijkgids::pipeline::{OutputPath, Outputs};
use wijkgids::shell::publish::{Error, MARKER, Options, Publication, Published, publish};

use super::{as_tree, folder, names, options, outputs, put, tree, write};
use crate::support::only;

const SITES: [&str; 2] = ["teams", "inwoners"];

fn both(teams: &[(&str, &str)], residents: &[(&str, &str)]) -> Outputs {
    let mut both = outputs(&[("LEESMIJ.txt", "twee sites")]);
    for (folder, files) in SITES.iter().zip([teams, residents]) {
        both.add_site(&OutputPath::new(folder).expect("a path"), &outputs(files));
    }
    both
}

fn put_both(both: &Outputs, out: &Path) -> Result<Publication, Error> {
    let cancel = AtomicBool::new(false);
    publish(both, out, Options { sites: &SITES, ..options(&cancel) })
}

const TEAMS: [(&str, &str); 3] = [("index.html", "teams"), ("a.html", "a"), ("b.html", "b")];
const RESIDENTS: [(&str, &str); 3] = [("index.html", "inwoners"), ("a.html", "a"), ("b.html", "b")];

#[test]
fn both_take_their_place_in_one_step() {
    let parent = folder();
    let out = parent.path().join("public");
    let old = both(&TEAMS, &RESIDENTS);
    let published = put_both(&old, &out).expect("published").sites;
    assert_eq!(published, [Published { written: 3, kept: 0, removed: 0 }; 2]);
    let inode = |path: &str| fs::metadata(out.join(path)).expect("there").ino();
    let before = SITES.map(inode);
    let new = both(&TEAMS, &RESIDENTS[..2]);
    let published = put_both(&new, &out).expect("published").sites;
    let (teams, residents) =
        (Published { kept: 3, ..Published::default() }, Published { kept: 2, removed: 1, written: 0 });
    assert_eq!(published, [teams, residents]);
    assert_eq!(tree(&out), as_tree(&new));
    assert!(
        before.iter().zip(SITES.map(inode)).all(|(before, now)| *before != now),
        "one folder took the place of another"
    );
    assert_eq!(names(parent.path()), ["public"]);
}

#[test]
fn what_keeps_one_of_them_keeps_both() {
    let parent = folder();
    let out = parent.path().join("public");
    put_both(&both(&TEAMS, &RESIDENTS), &out).expect("published");
    write(out.join("inwoners/eigen/index.html"), "unique");
    let before = tree(&out);
    // Only one site loses most of its pages.
    let error = put_both(
        &both(&[TEAMS[0], ("c.html", "c"), ("a.html", "a"), ("b.html", "b")], &RESIDENTS[..1]),
        &out,
    );
    match error.expect_err("most of the residents' pages would vanish") {
        Error::TooFewPages { path, vanishing: 2, before: 3 } => assert_eq!(path, out.join("inwoners")),
        error => panic!("{error:?}"),
    }
    assert_eq!(tree(&out), before);
    let mut residents = RESIDENTS.to_vec();
    residents.push(("eigen/index.html", "new"));
    let error = put_both(&both(&[TEAMS[0]], &residents), &out).expect_err("something is in the way of one");
    assert!(matches!(error, Error::InTheWay { .. } | Error::TooFewPages { .. }), "{error:?}");
    let error = put_both(&both(&[TEAMS[0], ("a.html", "A"), ("b.html", "b")], &residents), &out)
        .expect_err("the same");
    assert!(matches!(&error, Error::InTheWay { path, .. } if path.starts_with("inwoners")), "{error:?}");
    assert_eq!(tree(&out), before);
    assert_eq!(names(parent.path()), ["public"]);
}

#[test]
fn those_that_an_earlier_version_published_one_by_one_are_taken_over() {
    let parent = folder();
    let out = parent.path().join("public");
    put(&outputs(&TEAMS), &out.join("teams")).expect("published");
    put(&outputs(&RESIDENTS), &out.join("inwoners")).expect("published");
    write(out.join("CNAME"), "gids.example");
    write(out.join("inwoners/.well-known/token"), "secret");
    // As after a kill of that version.
    write(out.join(".teams.wijkgids-new/geheim.html"), "unique");
    fs::copy(out.join("teams").join(MARKER), out.join(".teams.wijkgids-new").join(MARKER)).expect("copied");
    fs::rename(out.join(".teams.wijkgids-new/geheim.html"), out.join(".teams.wijkgids-new/a.html"))
        .expect("renamed");
    let new = both(&TEAMS, &RESIDENTS[..2]);
    let published = put_both(&new, &out).expect("published").sites;
    assert_eq!(published[1], Published { written: 0, kept: 2, removed: 1 });
    assert_eq!(names(&out), [MARKER, "CNAME", "LEESMIJ.txt", "inwoners", "teams"]);
    assert!(out.join("inwoners/.well-known/token").exists());
    assert!(!out.join("inwoners").join(MARKER).exists() && !out.join("inwoners/b.html").exists());
}

/// Both sites as they are in one version, large enough to be killed on the way.
fn version(n: usize) -> Outputs {
    let files: Vec<(String, String)> =
        (0..60).map(|k| (format!("k{}/p{k}.html", k % 7), format!("versie {n}").repeat(2_000))).collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    both(&files, &files)
}

/// Publishes one version after the other until it is killed. Does nothing in an ordinary test run.
#[test]
fn child() {
    let Some(folder) = std::env::var_os("WIJKGIDS_TEST_SEVERAL").map(PathBuf::from) else { return };
    fs::write(folder.join("ready"), "").expect("written");
    for n in [1, 2].into_iter().cycle() {
        put_both(&version(n), &folder.join("public")).expect("published");
    }
}

#[test]
fn a_kill_leaves_both_old_or_both_new() {
    let parent = folder();
    let (out, ready) = (parent.path().join("public"), parent.path().join("ready"));
    let versions = [1, 2].map(|n| as_tree(&version(n)));
    put_both(&version(1), &out).expect("published");
    let (mut n_met, mut n) = (0, 0_u64);
    // Until enough of them met what they were to meet.
    while n_met < 10 || n < 40 {
        assert!(n < 3_000, "no kill met a build at work");
        n += 1;
        let mut child = Command::new(std::env::current_exe().expect("this program"))
            .args(only(module_path!(), "child"))
            .env("WIJKGIDS_TEST_SEVERAL", parent.path())
            .stdout(Stdio::null())
            .spawn()
            .expect("started");
        while !ready.exists() {
            std::thread::yield_now();
        }
        std::thread::sleep(Duration::from_micros(n * 7_919 % 20_000));
        child.kill().expect("killed");
        child.wait().expect("ended");
        fs::remove_file(&ready).expect("removed");
        n_met += usize::from(parent.path().join(".public.wijkgids-new").exists());
        let there = tree(&out);
        assert!(versions.contains(&there), "kill {n}: one site is of another version than the other");
    }
    println!("{n} kills: {n_met} met a build at work");
    put_both(&version(1), &out).expect("the next build succeeds");
    assert_eq!(names(parent.path()), ["public"]);
}

//! Reading and publishing on a real disk: names, links and pipes nobody should follow, folders nobody should replace,
//! and builds that are killed, stopped or run twice at once.

#![expect(clippy::disallowed_methods, reason = "these tests are about the disk")]

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::{MetadataExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use jiff::civil::date;
use tempfile::TempDir;
use wijkgids::pipeline::{Inputs, Mode, OutputPath, Outputs};
use wijkgids::shell::publish::{self, Error, MARKER, Options, Published, Refusal, publish};
use wijkgids::shell::read::{self, read};
use wijkgids::text::Rule;

/// A folder with a name that has to survive everything, in memory where there is such a place: 200 killed builds take
/// a minute on a slow disk.
fn folder() -> TempDir {
    let memory = Path::new("/dev/shm");
    let place = if memory.is_dir() { memory.to_owned() } else { std::env::temp_dir() };
    tempfile::Builder::new().prefix("wijk gids #1 100% é?").tempdir_in(place).expect("a temporary folder")
}

fn write(path: PathBuf, text: &str) {
    fs::create_dir_all(path.parent().expect("a folder")).expect("made");
    fs::write(path, text).expect("written");
}

/// A folder with a site of one card.
fn site() -> TempDir {
    let site = folder();
    write(site.path().join("wijkgids.yaml"), "title: Wijkgids\n");
    write(site.path().join("kaarten/mandaat/a.md"), "een kaart\n");
    site
}

fn inputs(root: &Path) -> Inputs {
    read(root, None, date(2026, 11, 21), Mode::Publish).expect("a site")
}

/// What was found, as `rule path`.
fn found(inputs: &Inputs) -> Vec<String> {
    (inputs.found.iter())
        .map(|found| format!("{} {}", found.rule.name(), found.at.as_ref().expect("a place").path))
        .collect()
}

fn outputs(files: &[(&str, &str)]) -> Outputs {
    let mut outputs = Outputs::default();
    for (path, text) in files {
        outputs.add(OutputPath::new(path).expect("a sound path"), Arc::from(text.as_bytes()));
    }
    outputs
}

fn put(outputs: &Outputs, out: &Path) -> Result<Published, Error> {
    publish(outputs, out, Options { sources: &[], allow_empty: false, cancel: &AtomicBool::new(false) })
}

/// Every ordinary file below a folder but the marker, by path.
fn tree(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut tree = BTreeMap::new();
    for entry in walkdir::WalkDir::new(root) {
        let entry = entry.expect("readable");
        let path = entry.path().strip_prefix(root).expect("below it").to_str().expect("UTF-8").to_owned();
        if entry.file_type().is_file() && path != MARKER {
            tree.insert(path, fs::read(entry.path()).expect("readable"));
        }
    }
    tree
}

fn as_tree(outputs: &Outputs) -> BTreeMap<String, Vec<u8>> {
    outputs.iter().map(|(path, bytes)| (path.to_string(), bytes.to_vec())).collect()
}

/// What lies in a folder, hidden files too.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("readable");
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("readable").file_name().into_string().expect("UTF-8")).collect();
    names.sort();
    names
}

#[test]
fn a_site_is_read_from_its_own_folders_only() {
    let site = site();
    for (path, text) in [
        ("bronnen.yaml", "{}"),
        ("kaarten/mandaat/foto.png", "png"),
        ("static/robots.md", "as it is"),
        ("static/.well-known/security.txt", "Contact: …"),
        ("kaarten/.git/x.md", "hidden"),
        ("kaarten/a.md~", "an editor's copy"),
        ("public/index.html", "an output"),
        ("notities/x.md", "somebody's own"),
    ] {
        write(site.path().join(path), text);
    }
    let inputs = inputs(site.path());
    let sources: Vec<&str> = inputs.sources.keys().map(|path| path.as_str()).collect();
    assert_eq!(sources, ["bronnen.yaml", "kaarten/mandaat/a.md", "wijkgids.yaml"]);
    let files: Vec<&str> = inputs.files.keys().map(|path| path.as_str()).collect();
    assert_eq!(files, ["kaarten/mandaat/foto.png", "static/.well-known/security.txt", "static/robots.md"]);
    assert!(inputs.found.is_empty(), "{:?}", inputs.found);
}

#[test]
fn links_are_reported_and_not_followed() {
    let site = site();
    let kaarten = site.path().join("kaarten");
    symlink("/etc/passwd", kaarten.join("wachtwoorden.md")).expect("linked");
    symlink("..", kaarten.join("rond")).expect("linked");
    symlink("nergens", kaarten.join("weg.png")).expect("linked");
    symlink("/etc", site.path().join("static")).expect("linked");
    let inputs = inputs(site.path());
    assert_eq!(
        found(&inputs),
        [
            "unreadable-file kaarten/rond",
            "unreadable-file kaarten/wachtwoorden.md",
            "unreadable-file kaarten/weg.png",
            "unreadable-file static",
        ]
    );
    assert_eq!(inputs.sources.len() + inputs.files.len(), 2);
}

#[test]
fn what_is_no_file_is_reported_and_makes_nobody_wait() {
    let site = site();
    let kaarten = site.path().join("kaarten");
    let is_made = Command::new("mkfifo").arg(kaarten.join("pijp.md")).status().expect("mkfifo runs");
    assert!(is_made.success());
    let _socket = std::os::unix::net::UnixListener::bind(kaarten.join("s.md")).expect("bound");
    write(kaarten.join("map.md/b.md"), "in a folder that looks like a card");
    let inputs = inputs(site.path());
    assert_eq!(
        found(&inputs),
        ["unreadable-file kaarten/map.md", "unreadable-file kaarten/pijp.md", "unreadable-file kaarten/s.md"]
    );
}

#[test]
fn names_and_sizes_are_checked_before_anything_is_read() {
    let site = site();
    let kaarten = site.path().join("kaarten");
    for name in ["CON.md", "a:b.md", "punt./x.md", "regel\neinde.md", "Wmo.md", "wmo.md"] {
        write(kaarten.join(name), "x");
    }
    fs::File::create(kaarten.join("groot.md")).expect("made").set_len((1 << 20) + 1).expect("grown");
    fs::File::create(kaarten.join("film.mp4")).expect("made").set_len((64 << 20) + 1).expect("grown");
    write(kaarten.join("latin.md"), "goed");
    fs::write(kaarten.join("latin.md"), b"caf\xe9").expect("written");
    let inputs = inputs(site.path());
    assert_eq!(
        found(&inputs),
        [
            "bad-file-name kaarten/CON.md",
            "bad-file-name kaarten/a:b.md",
            "too-large kaarten/film.mp4",
            "too-large kaarten/groot.md",
            "not-utf8 kaarten/latin.md",
            "bad-file-name kaarten/punt.",
            "bad-file-name kaarten/regel\u{fffd}einde.md",
            "same-address kaarten/wmo.md",
        ]
    );
    let large = inputs.found.iter().find(|found| found.rule == Rule::TooLarge).expect("reported");
    assert_eq!(large.message.en, "this file takes 65 MiB; at most 64 MiB will do");
}

#[test]
fn a_folder_that_is_no_site_says_where_one_is() {
    let repository = folder();
    write(repository.path().join("content/landelijk/wijkgids.yaml"), "title: x");
    let error = read(repository.path(), None, date(2026, 1, 1), Mode::Publish).expect_err("no site");
    let read::Error::NotASite { nearby, .. } = &error else { panic!("{error}") };
    assert_eq!(nearby, &[repository.path().join("content/landelijk")]);
    assert!(error.to_string().contains("content/landelijk"), "{error}");
}

#[test]
fn only_what_differs_is_touched() {
    let parent = folder();
    let out = parent.path().join("public");
    let old =
        outputs(&[("index.html", "home"), ("a/index.html", "a"), ("b/c/index.html", "c"), ("d.css", "d")]);
    assert_eq!(put(&old, &out).expect("published"), Published { written: 4, kept: 0, removed: 0 });

    let stamp =
        |path: &str| fs::metadata(out.join(path)).map(|file| (file.ino(), file.mtime(), file.mtime_nsec()));
    let before = ["", "index.html", "a", "d.css", MARKER].map(|path| stamp(path).expect("there"));
    assert_eq!(put(&old, &out).expect("published"), Published { written: 0, kept: 4, removed: 0 });
    assert_eq!(["", "index.html", "a", "d.css", MARKER].map(|path| stamp(path).expect("there")), before);

    let index = stamp("index.html").expect("there");
    let new =
        outputs(&[("index.html", "home"), ("a/index.html", "A"), ("e/index.html", "e"), ("d.css/x", "x")]);
    assert_eq!(put(&new, &out).expect("published"), Published { written: 3, kept: 1, removed: 2 });
    assert_eq!(tree(&out), as_tree(&new));
    assert_eq!(stamp("index.html").expect("there"), index);
    assert!(!out.join("b").exists(), "an emptied folder goes");
    assert_eq!(names(parent.path()), ["public"]);
}

#[test]
fn a_damaged_site_is_mended() {
    let parent = folder();
    let out = parent.path().join("public");
    let site = outputs(&[("index.html", "home"), ("a/index.html", "abc")]);
    put(&site, &out).expect("published");
    fs::write(out.join("a/index.html"), "abd").expect("damaged");
    fs::create_dir(out.join("leeg")).expect("made");
    symlink("/etc/passwd", out.join("link")).expect("linked");
    assert_eq!(put(&site, &out).expect("published"), Published { written: 1, kept: 1, removed: 2 });
    assert_eq!(tree(&out), as_tree(&site));
    assert!(!out.join("leeg").exists());
}

#[test]
fn a_folder_that_is_not_ours_is_never_replaced() {
    let site = site();
    let root = site.path();
    write(root.join("foto's/opa.jpg"), "unique");
    write(root.join("bestand"), "unique");
    write(root.join("echt/ons/index.html"), "x");
    symlink(root.join("echt"), root.join("link")).expect("linked");
    let before = tree(root);
    let home = std::env::home_dir().expect("a home folder");
    let cases = [
        (root.to_owned(), Refusal::HoldsSource),
        (root.join("kaarten/.."), Refusal::HoldsSource),
        (root.parent().expect("a folder").to_owned(), Refusal::HoldsSource),
        (PathBuf::from("/"), Refusal::Root),
        (home, Refusal::Home),
        (root.join("kaarten/public"), Refusal::InsideSource),
        (root.join("foto's"), Refusal::Foreign),
        (root.join("bestand"), Refusal::File),
        (root.join("link"), Refusal::Link),
        (root.join("x".repeat(245)), Refusal::Name),
    ];
    for (out, expected) in cases {
        let options = Options { sources: &[root], allow_empty: true, cancel: &AtomicBool::new(false) };
        match publish(&outputs(&[("index.html", "home")]), &out, options) {
            Err(Error::Refused { why, .. }) => assert_eq!(why, expected, "{}", out.display()),
            other => panic!("{}: {other:?}", out.display()),
        }
    }
    assert_eq!(tree(root), before);
    fs::create_dir(root.join("leeg")).expect("made");
    for out in ["leeg", "nieuw/dieper", "kaarten/../public"] {
        put(&outputs(&[("index.html", "home")]), &root.join(out)).expect("an empty or new folder will do");
    }
}

#[test]
fn most_pages_do_not_vanish_by_accident() {
    let parent = folder();
    let out = parent.path().join("public");
    let old = outputs(&[("a.html", "a"), ("b.html", "b"), ("c/d.html", "d"), ("x.css", "x")]);
    put(&old, &out).expect("published");
    let new = outputs(&[("a.html", "a"), ("x.css", "x")]);
    let error = put(&new, &out).expect_err("two of three pages would vanish");
    assert!(matches!(error, Error::TooFewPages { vanishing: 2, before: 3, .. }), "{error:?}");
    assert_eq!(tree(&out), as_tree(&old));
    let options = Options { sources: &[], allow_empty: true, cancel: &AtomicBool::new(false) };
    publish(&new, &out, options).expect("it is meant");
    assert_eq!(tree(&out), as_tree(&new));
}

#[test]
fn a_second_build_says_who_is_first() {
    let parent = folder();
    let out = parent.path().join("public");
    let site = outputs(&[("index.html", "home")]);
    let lock = fs::File::create(parent.path().join(".public.wijkgids-lock")).expect("made");
    fs::write(parent.path().join(".public.wijkgids-lock"), "4711\n").expect("written");
    lock.lock().expect("locked");
    let error = put(&site, &out).expect_err("busy");
    assert!(matches!(error, Error::Busy { process: Some(4711), .. }), "{error:?}");
    // As after a kill: the file is there, its holder isn't.
    drop(lock);
    put(&site, &out).expect("a stale lock is harmless");
    assert_eq!(names(parent.path()), ["public"]);
}

#[test]
fn builds_at_once_leave_one_whole_site() {
    let parent = folder();
    let out = parent.path().join("public");
    let (a, b) = big_sites();
    std::thread::scope(|scope| {
        for site in [&a, &b, &a] {
            scope.spawn(|| {
                for _ in 0..30 {
                    match put(site, &out) {
                        Ok(_) | Err(Error::Busy { .. }) => {}
                        Err(error) => panic!("{error}"),
                    }
                }
            });
        }
    });
    let there = tree(&out);
    assert!(there == as_tree(&a) || there == as_tree(&b));
    assert_eq!(names(parent.path()), ["public"]);
}

/// Two sites that share a third of their files, differ in a third, and have a third each of their own.
fn big_sites() -> (Outputs, Outputs) {
    let make = |name: &str| {
        let mut outputs = outputs(&[("index.html", name)]);
        for n in 0..60 {
            let (path, text) = match n % 3 {
                0 => (format!("kaarten/t{}/k{n}/index.html", n % 7), "equal"),
                1 => (format!("kaarten/t{}/k{n}/index.html", n % 7), name),
                _ => (format!("{name}/k{n}/index.html"), name),
            };
            outputs
                .add(OutputPath::new(&path).expect("a sound path"), text.repeat(3_000).into_bytes().into());
        }
        outputs
    };
    (make("a"), make("b"))
}

/// This test program once more, as a process of its own that does `job` in `folder`; see [`child`].
fn start(job: &str, folder: &Path) -> Child {
    Command::new(std::env::current_exe().expect("this program"))
        .args(["child", "--exact", "--nocapture"])
        .env("WIJKGIDS_TEST_JOB", job)
        .env("WIJKGIDS_TEST_FOLDER", folder)
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("started")
}

/// Publishes one site and the other in turn until it is ended from outside. Does nothing in an ordinary test run.
#[test]
fn child() {
    let Some(job) = std::env::var_os("WIJKGIDS_TEST_JOB") else { return };
    let folder = PathBuf::from(std::env::var_os("WIJKGIDS_TEST_FOLDER").expect("set with the job"));
    let out = folder.join("public");
    let cancel = Arc::new(AtomicBool::new(false));
    if job == "until-signal" {
        for signal in [signal_hook::consts::SIGINT, signal_hook::consts::SIGTERM] {
            signal_hook::flag::register(signal, Arc::clone(&cancel)).expect("registered");
        }
    }
    let (a, b) = big_sites();
    fs::write(folder.join("ready"), "").expect("written");
    for site in [&b, &a].into_iter().cycle() {
        match publish(site, &out, Options { sources: &[], allow_empty: true, cancel: &cancel }) {
            Ok(_) => {}
            Err(Error::Canceled) => return,
            Err(error) => panic!("{error}"),
        }
    }
}

fn wait_until(is_so: impl Fn() -> bool) {
    for _ in 0..10_000 {
        if is_so() {
            return;
        }
        std::thread::sleep(Duration::from_millis(1));
    }
    panic!("waited 10 s in vain");
}

#[test]
fn a_killed_build_leaves_a_whole_site() {
    let parent = folder();
    let (out, ready) = (parent.path().join("public"), parent.path().join("ready"));
    let (a, b) = big_sites();
    let (tree_a, tree_b) = (as_tree(&a), as_tree(&b));
    put(&a, &out).expect("published");
    let mut n_leftovers = 0;
    for n in 0..200_u64 {
        let mut child = start("until-killed", parent.path());
        wait_until(|| ready.exists());
        // Spread over a few publications, in steps that meet every part of one.
        std::thread::sleep(Duration::from_micros(n * 7_919 % 10_000));
        child.kill().expect("killed");
        child.wait().expect("ended");
        fs::remove_file(&ready).expect("removed");

        let there = tree(&out);
        assert!(there == tree_a || there == tree_b, "kill {n}: neither the old nor the new site");
        n_leftovers += usize::from(parent.path().join(".public.wijkgids-new").exists());
        put(if n % 2 == 0 { &a } else { &b }, &out).expect("the next build succeeds");
        assert_eq!(names(parent.path()), ["public"], "kill {n}: the next build clears what was left");
    }
    assert!(n_leftovers > 0, "no kill met a build at work");
}

#[test]
fn a_stopped_build_clears_up_behind_itself() {
    for signal in ["-INT", "-TERM"] {
        let parent = folder();
        let (out, ready) = (parent.path().join("public"), parent.path().join("ready"));
        let (a, b) = big_sites();
        put(&a, &out).expect("published");
        let mut child = start("until-signal", parent.path());
        wait_until(|| ready.exists());
        let is_sent =
            Command::new("kill").args([signal, &child.id().to_string()]).status().expect("kill runs");
        assert!(is_sent.success());
        assert!(child.wait().expect("ended").success(), "{signal}");
        let there = tree(&out);
        assert!(there == as_tree(&a) || there == as_tree(&b), "{signal}");
        assert_eq!(names(parent.path()), ["public", "ready"], "{signal}");
    }
}

#[test]
fn a_build_that_is_canceled_changes_nothing() {
    let parent = folder();
    let out = parent.path().join("public");
    let (a, b) = big_sites();
    put(&a, &out).expect("published");
    let options = Options { sources: &[], allow_empty: true, cancel: &AtomicBool::new(true) };
    assert!(matches!(publish(&b, &out, options), Err(publish::Error::Canceled)));
    assert_eq!(tree(&out), as_tree(&a));
    assert_eq!(names(parent.path()), ["public"]);
}

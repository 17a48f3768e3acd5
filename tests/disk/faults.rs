//! Builds that are killed, stopped, or run twice at once.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use wijkgids::pipeline::{OutputPath, Outputs};
use wijkgids::shell::publish::{Error, Options, finish, publish};

use super::{as_tree, folder, names, options, outputs, put, tree};
use crate::support::only;

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
        .args(only(module_path!(), "child"))
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
    if job == "once" {
        println!("{:?}", publish(&b, &out, Options { allow_empty: true, ..options(&cancel) }));
        return;
    }
    fs::write(folder.join("ready"), "").expect("written");
    for site in [&b, &a].into_iter().cycle() {
        match publish(site, &out, Options { allow_empty: true, ..options(&cancel) }) {
            Ok(_) => {}
            Err(Error::Canceled) => return,
            Err(error) => panic!("{error}"),
        }
    }
}

#[test]
fn what_others_put_there_survives_a_disk_that_fails_halfway() {
    let strace = |arguments: &[&str]| {
        let mut strace = Command::new("strace");
        strace.args(["-f", "-o", "/dev/null"]).args(arguments);
        strace
    };
    if !strace(&["true"]).status().is_ok_and(|status| status.success()) {
        println!("skipped: nothing here makes calls of the system fail");
        return;
    }
    // The exchange is done; nothing that comes after it is, nor can it be taken back.
    for failing in ["2+", "2"] {
        let parent = folder();
        let out = parent.path().join("public");
        let (a, b) = big_sites();
        put(&a, &out).expect("published");
        let foreign = [".git/HEAD", "CNAME"];
        foreign.iter().for_each(|path| super::write(out.join(path), "unique"));
        let output =
            strace(&["-e", "trace=renameat2", "-e", &format!("inject=renameat2:error=EIO:when={failing}")])
                .arg(std::env::current_exe().expect("this program"))
                .args(only(module_path!(), "child"))
                .envs([
                    ("WIJKGIDS_TEST_JOB", "once".as_ref()),
                    ("WIJKGIDS_TEST_FOLDER", parent.path().as_os_str()),
                ])
                .output()
                .expect("it runs");
        let said = String::from_utf8_lossy(&output.stdout);
        assert!(said.contains("Err("), "{failing}: {said}");
        assert_eq!(said.contains("Halfway"), failing == "2+", "{said}");
        let left = parent.path().join(".public.wijkgids-new");
        for path in foreign {
            assert!(out.join(path).exists() || left.join(path).exists(), "{failing}: {path} is lost");
        }
        put(&b, &out).expect("the next build succeeds");
        assert!(foreign.iter().all(|path| out.join(path).exists()), "{failing}");
        assert_eq!(names(parent.path()), ["public"], "{failing}");
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
    // Of others, beside our files and in a folder that only one of the two sites has.
    let foreign = [".git/HEAD", "CNAME", "a/k2/notities.txt", "kaarten/leeg/.keep"];
    foreign.iter().for_each(|path| super::write(out.join(path), "unique"));
    let mut n_leftovers = 0;
    for n in 0..200_u64 {
        let mut child = start("until-killed", parent.path());
        wait_until(|| ready.exists());
        // Spread over a few publications, in steps that meet every part of one.
        std::thread::sleep(Duration::from_micros(n * 7_919 % 10_000));
        child.kill().expect("killed");
        child.wait().expect("ended");
        fs::remove_file(&ready).expect("removed");

        let left = parent.path().join(".public.wijkgids-new");
        for path in foreign {
            assert!(out.join(path).exists() || left.join(path).exists(), "kill {n}: {path} is lost");
        }
        let mut there = tree(&out);
        foreign.iter().for_each(|path| drop(there.remove(*path)));
        assert!(there == tree_a || there == tree_b, "kill {n}: neither the old nor the new site");
        n_leftovers += usize::from(left.exists());
        put(if n % 2 == 0 { &a } else { &b }, &out).expect("the next build succeeds");
        assert_eq!(names(parent.path()), ["public"], "kill {n}: the next build clears what was left");
        assert!(foreign.iter().all(|path| out.join(path).exists()), "kill {n}: all are back");
    }
    println!("200 kills: {n_leftovers} met a build at work");
    assert!(n_leftovers > 0, "no kill met a build at work");
}

#[test]
fn a_site_that_is_away_between_two_renames_is_back_before_anything_else() {
    let parent = folder();
    let (out, away) = (parent.path().join("public"), parent.path().join(".public.wijkgids-old"));
    let (a, _) = big_sites();
    put(&a, &out).expect("published");
    fs::rename(&out, &away).expect("renamed");
    finish(&out, &[]).expect("put back");
    assert_eq!(tree(&out), as_tree(&a));
    fs::remove_dir_all(&out).expect("removed");
    finish(&out.join("dieper"), &[]).expect("nothing is to be done");
    assert_eq!(names(parent.path()), Vec::<String>::new(), "and nothing is made");
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
    let cancel = AtomicBool::new(true);
    let options = Options { allow_empty: true, ..options(&cancel) };
    assert!(matches!(publish(&b, &out, options), Err(Error::Canceled)));
    assert_eq!(tree(&out), as_tree(&a));
    assert_eq!(names(parent.path()), ["public"]);
}

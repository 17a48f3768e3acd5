//! What only a machine that gives namespaces can show: folders that are mounted, layers of containers, other users.
//!
//! Each test runs once more as a process of its own, in which it is root and may mount. Where that can't be, it says so and
//! passes; that the process has run its test and not none is always looked at.

use std::ffi::OsStr;
use std::fs;
use std::io::Write;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

use wijkgids::shell::publish::{Error, InPlace, MARKER, Options, publish};

use super::{as_tree, folder, names, options, outputs, put, put_how, tree, write};
use crate::support::only;

/// Says in the process of its own where to work.
const FOLDER: &str = "WIJKGIDS_TEST_NAMESPACE";
/// What it says when it has come to its end.
const DONE: &str = "done in namespaces of its own";

/// Runs a test of this module in namespaces of its own, with a folder that is empty before. `None` where there are none.
fn alone(test: &str, needs_root: bool, work: fn(&Path)) {
    if let Some(folder) = std::env::var_os(FOLDER) {
        work(Path::new(&folder));
        println!("{DONE}");
        return;
    }
    let flags: &[&str] = if rustix::process::geteuid().is_root() { &["-m"] } else { &["-r", "-m"] };
    let mut unshare = Command::new("unshare");
    unshare.args(flags);
    if needs_root && flags.len() > 1 {
        println!("skipped: this test needs root");
        return;
    }
    let is_possible = Command::new("unshare").args(flags).arg("true").output();
    if !is_possible.is_ok_and(|output| output.status.success()) {
        println!("skipped: this system gives no namespaces");
        return;
    }
    let parent = folder();
    let output = unshare
        .arg(std::env::current_exe().expect("this program"))
        .args(only(module_path!(), test))
        .env(FOLDER, parent.path())
        .output()
        .expect("unshare runs");
    let (stdout, stderr) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{stdout}{stderr}");
    let is_skipped = stdout.lines().any(|line| line.starts_with("skipped: "));
    assert!(stdout.contains(DONE) || is_skipped, "the test has not run: {stdout}");
}

fn run(program: &str, arguments: &[&OsStr]) -> bool {
    Command::new(program).args(arguments).status().is_ok_and(|status| status.success())
}

fn bind(from: &Path, to: &Path) {
    assert!(run("mount", &["--bind".as_ref(), from.as_ref(), to.as_ref()]), "mounted");
}

const OLD: [(&str, &str); 3] = [("index.html", "home"), ("a/index.html", "a"), ("b.html", "b")];
const NEW: [(&str, &str); 3] = [("index.html", "HOME"), ("a/index.html", "a"), ("c.html", "c")];

/// Publishes the new site after the old one, and gives why it was done in place.
fn renew(out: &Path) -> Option<InPlace> {
    let published = put_how(&outputs(&NEW), out, false).expect("published");
    for (path, text) in NEW {
        assert_eq!(fs::read_to_string(out.join(path)).expect(path), text);
    }
    assert!(!out.join("b.html").exists());
    assert!(!out.join(".wijkgids-new").exists());
    published.in_place
}

#[test]
fn what_is_mounted_in_a_site_is_left_alone() {
    alone("what_is_mounted_in_a_site_is_left_alone", false, |parent| {
        let out = parent.join("public");
        put(&outputs(&OLD), &out).expect("published");
        for (from, to) in [("documenten/notulen.txt", "documenten/.keep"), ("een bestand", "CNAME")] {
            write(parent.join(from), "unique");
            write(out.join(to), "");
        }
        bind(&parent.join("documenten"), &out.join("documenten"));
        bind(&parent.join("een bestand"), &out.join("CNAME"));
        assert_eq!(renew(&out), Some(InPlace::Holds { mount: out.join("documenten") }));
        for path in ["documenten/notulen.txt", "een bestand", "public/documenten/notulen.txt", "public/CNAME"]
        {
            assert_eq!(fs::read_to_string(parent.join(path)).expect("there"), "unique");
        }
        // Nothing is written there, nor removed.
        for path in ["documenten/index.html", "CNAME", "documenten/notulen.txt"] {
            let mut files = NEW.to_vec();
            files.push((path, "new"));
            let before = tree(parent);
            let error = put(&outputs(&files), &out).expect_err("it is mounted");
            assert!(matches!(error, Error::Mounted { .. }), "{path}: {error:?}");
            assert_eq!(tree(parent), before, "{path}");
        }
    });
}

#[test]
fn a_folder_that_hides_files_of_ours_is_not_taken_for_ours() {
    alone("a_folder_that_hides_files_of_ours_is_not_taken_for_ours", false, |parent| {
        let out = parent.join("public");
        put(&outputs(&[OLD[0], OLD[1], ("d/x.html", "x")]), &out).expect("published");
        write(parent.join("elders/x.html"), "unique");
        bind(&parent.join("elders"), &out.join("d"));
        put(&outputs(&NEW), &out).expect("published");
        assert_eq!(fs::read_to_string(parent.join("elders/x.html")).expect("there"), "unique");
    });
}

#[test]
fn a_site_that_is_mounted_elsewhere_is_seen_there() {
    alone("a_site_that_is_mounted_elsewhere_is_seen_there", false, |parent| {
        let (out, www) = (parent.join("public"), parent.join("www"));
        for below in ["", "a"] {
            put(&outputs(&OLD), &out).expect("published");
            fs::create_dir_all(&www).expect("made");
            bind(&out.join(below), &www);
            assert_eq!(renew(&out), Some(InPlace::Elsewhere { mount: www.clone() }));
            assert!(www.join("index.html").exists());
            assert!(run("umount", &[www.as_ref()]));
        }
    });
}

#[test]
fn a_site_that_is_mounted_in_a_container_is_seen_there() {
    alone("a_site_that_is_mounted_in_a_container_is_seen_there", false, |parent| {
        let (out, www, ready) = (parent.join("public"), parent.join("www"), parent.join("klaar"));
        put(&outputs(&OLD), &out).expect("published");
        fs::create_dir(&www).expect("made");
        let script = "mount --bind public www && touch klaar && read x && cat www/index.html";
        let mut container = Command::new("unshare")
            .args(["-m", "sh", "-c", script])
            .current_dir(parent)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("started");
        let start = Instant::now();
        while !ready.exists() && start.elapsed() < Duration::from_secs(20) {
            std::thread::sleep(Duration::from_millis(5));
        }
        assert!(!www.join("index.html").exists(), "it isn't mounted here");
        assert_eq!(renew(&out), Some(InPlace::Elsewhere { mount: www.clone() }));
        container.stdin.take().expect("piped").write_all(b"\n").expect("it listens");
        let seen = container.wait_with_output().expect("ended");
        assert_eq!(String::from_utf8_lossy(&seen.stdout), "HOME");
    });
}

#[test]
fn a_folder_that_is_mounted_is_filled_itself() {
    alone("a_folder_that_is_mounted_is_filled_itself", false, |parent| {
        let (disk, out) = (parent.join("schijf"), parent.join("ergens/public"));
        for folder in [&disk.join("lost+found"), &out] {
            fs::create_dir_all(folder).expect("made");
        }
        bind(&disk, &out);
        // Around it nothing can be written, as in a container.
        let around = parent.join("ergens");
        bind(&around, &around);
        assert!(run("mount", &["--bind".as_ref(), disk.as_ref(), out.as_ref()]));
        assert!(run("mount", &["-o".as_ref(), "remount,bind,ro".as_ref(), around.as_ref()]));
        assert!(fs::write(around.join("x"), "").is_err());
        put(&outputs(&OLD), &out).expect("published");
        assert_eq!(renew(&out), Some(InPlace::MountPoint));
        assert_eq!(names(&disk), [MARKER, "a", "c.html", "index.html", "lost+found"]);
    });
}

#[test]
fn a_site_in_a_layer_of_a_container_is_replaced() {
    alone("a_site_in_a_layer_of_a_container_is_replaced", false, |parent| {
        let [below, above, work, merged] = ["l", "u", "w", "m"].map(|name| parent.join(name));
        for folder in [&below, &above, &work, &merged] {
            fs::create_dir(folder).expect("made");
        }
        put(&outputs(&OLD), &below.join("public")).expect("published");
        let layers =
            format!("lowerdir={},upperdir={},workdir={}", below.display(), above.display(), work.display());
        let mount = ["-t", "overlay", "overlay", "-o", &layers].map(OsStr::new);
        if !run("mount", &[&mount[..], &[merged.as_ref()]].concat()) {
            println!("skipped: this system lets nobody mount an overlay here");
            return;
        }
        assert_eq!(renew(&merged.join("public")), Some(InPlace::Unmovable));
        assert_eq!(names(&merged), ["public"]);
        assert_eq!(tree(&below.join("public")), as_tree(&outputs(&OLD)));
    });
}

#[test]
fn a_prepared_folder_keeps_its_owner_and_group() {
    alone("a_prepared_folder_keeps_its_owner_and_group", true, |parent| {
        let out = parent.join("www");
        fs::create_dir(&out).expect("made");
        chown(&out, Some(33), Some(12_345)).expect("given");
        fs::set_permissions(&out, fs::Permissions::from_mode(0o2750)).expect("set");
        put(&outputs(&OLD), &out).expect("published");
        let looks = |path: &str| {
            let metadata = fs::metadata(out.join(path)).expect("there");
            (metadata.uid(), metadata.gid(), metadata.mode() & 0o7777)
        };
        assert_eq!(looks(""), (33, 12_345, 0o2750));
        assert_eq!((looks("a").1, looks("a").2 & 0o2000, looks("index.html").1), (12_345, 0o2000, 12_345));
        chown(out.join("index.html"), Some(34), Some(12_346)).expect("given");
        assert_eq!(renew(&out), None);
        assert_eq!((looks("").0, looks("index.html").0, looks("index.html").1), (33, 34, 12_346));
    });
}

/// The same in a process of another user.
fn as_user(user: u32, test: &str, parent: &Path) {
    let output = Command::new("setpriv")
        .args([format!("--reuid={user}"), format!("--regid={user}"), "--clear-groups".to_owned()])
        .arg(std::env::current_exe().expect("this program"))
        .args(only(module_path!(), test))
        .env("WIJKGIDS_TEST_USER", parent)
        .output()
        .expect("setpriv runs");
    let stdout = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{stdout}{}", String::from_utf8_lossy(&output.stderr));
    assert!(stdout.contains(DONE), "the test has not run: {stdout}");
}

/// As another user than the one whose site it is. Does nothing in an ordinary test run.
#[test]
fn another_user() {
    let Some(parent) = std::env::var_os("WIJKGIDS_TEST_USER").map(PathBuf::from) else { return };
    // What root's build left when it was cut short.
    let error = put(&outputs(&NEW), &parent.join("open/half")).expect_err("the rest of it is of root");
    assert!(matches!(error, Error::Stuck { .. }), "{error:?}");
    let before = tree(&parent.join("public"));
    let error = put(&outputs(&NEW), &parent.join("public")).expect_err("it is of root");
    assert!(matches!(error, Error::Closed { user: 0, .. }), "{error:?}");
    assert_eq!(tree(&parent.join("public")), before);
    // In a folder that they may write to, but not put anything beside.
    assert_eq!(renew(&parent.join("dicht/open")), Some(InPlace::Parent));
    // What a killed build of root left beside a folder of theirs keeps nobody from replacing it as a whole.
    put(&outputs(&OLD), &parent.join("open/gids")).expect("published");
    fs::rename(parent.join("open/.vast.wijkgids-lock"), parent.join("open/.gids.wijkgids-lock"))
        .expect("renamed");
    assert_eq!(renew(&parent.join("open/gids")), None);
    // But one of root that is at work does.
    let lock = fs::File::open(parent.join("open/.bezet.wijkgids-lock")).expect("readable");
    lock.lock().expect("locked");
    let error = put(&outputs(&OLD), &parent.join("open/bezet")).expect_err("somebody is at work");
    assert!(matches!(error, Error::Busy { process: Some(1), .. }), "{error:?}");
    // A folder of root in theirs can't be moved: that is seen before anything is.
    let held = parent.join("open/acht/certbot");
    let token = fs::metadata(held.join("token")).expect("there").ino();
    assert_eq!(renew(&parent.join("open/acht")), Some(InPlace::Held { path: held.clone(), user: 0 }));
    assert_eq!(fs::metadata(held.join("token")).expect("there").ino(), token);
    // In one that is of somebody else, and that they may write to.
    assert_eq!(renew(&parent.join("gedeeld")), Some(InPlace::Owner));
    println!("{DONE}");
}

#[test]
fn a_site_of_another_user_is_refused_before_anything_is_touched() {
    alone("a_site_of_another_user_is_refused_before_anything_is_touched", true, |parent| {
        const USER: u32 = 1_234;
        let theirs = parent.join("hun");
        for folder in
            [parent, &theirs, &theirs.join("dicht"), &theirs.join("dicht/open"), &theirs.join("gedeeld")]
        {
            fs::create_dir_all(folder).expect("made");
            fs::set_permissions(folder, fs::Permissions::from_mode(0o755)).expect("set");
        }
        put(&outputs(&OLD), &theirs.join("public")).expect("published");
        for out in ["dicht/open", "gedeeld"] {
            put(&outputs(&[OLD[0], OLD[2]]), &theirs.join(out)).expect("published");
            fs::set_permissions(theirs.join(out), fs::Permissions::from_mode(0o777)).expect("set");
        }
        put(&outputs(&OLD), &theirs.join("open/half")).expect("published");
        fs::rename(theirs.join("open/half"), theirs.join("open/.half.wijkgids-new")).expect("renamed");
        put(&outputs(&OLD), &theirs.join("open/acht")).expect("published");
        for entry in walkdir::WalkDir::new(theirs.join("open/acht")) {
            chown(entry.expect("readable").path(), Some(USER), Some(USER)).expect("given");
        }
        write(theirs.join("open/acht/certbot/token"), "secret");
        for lock in ["vast", "bezet"] {
            write(theirs.join(format!("open/.{lock}.wijkgids-lock")), "1\n");
        }
        for path in ["", "dicht/open", "open"] {
            chown(theirs.join(path), Some(USER), Some(USER)).expect("given");
        }
        if !run("setpriv", &["--version".as_ref()]) {
            println!("skipped: this system has no setpriv");
            return;
        }
        as_user(USER, "another_user", &theirs);
        assert_eq!(names(&theirs), ["dicht", "gedeeld", "open", "public"]);
    });
}

#[test]
fn two_sites_in_a_folder_that_is_mounted_are_one_publication_too() {
    alone("two_sites_in_a_folder_that_is_mounted_are_one_publication_too", false, |parent| {
        let (disk, out) = (parent.join("schijf"), parent.join("public"));
        fs::create_dir_all(&disk).expect("made");
        fs::create_dir_all(&out).expect("made");
        bind(&disk, &out);
        let cancel = AtomicBool::new(false);
        let how = Options { sites: &["teams", "inwoners"], ..options(&cancel) };
        let old = outputs(&[("teams/a.html", "a"), ("inwoners/a.html", "a")]);
        publish(&old, &out, how).expect("published");
        let new = outputs(&[("teams/a.html", "A"), ("inwoners/b.html", "b")]);
        let error = publish(&new, &out, how).expect_err("all pages of one site would vanish");
        assert!(matches!(error, Error::TooFewPages { .. }), "{error:?}");
        assert_eq!(tree(&disk), as_tree(&old));
        publish(&new, &out, Options { allow_empty: true, ..how }).expect("it is meant");
        assert_eq!(tree(&disk), as_tree(&new));
    });
}

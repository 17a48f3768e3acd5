//! Files replaced one by one, in a folder that stays the one it is.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};

use wijkgids::shell::publish::{Error, InPlace, MARKER, Options, Published, publish};

use super::{as_tree, folder, names, options, outputs, put, put_how, tree, write};
use crate::support::only;

#[test]
fn the_folder_stays_and_so_does_what_is_equal() {
    let parent = folder();
    let out = parent.path().join("public");
    let old = outputs(&[
        ("index.html", "home"),
        ("a/index.html", "a"),
        ("b/c/index.html", "c"),
        ("d.css", "d"),
        ("f/index.html", "f"),
    ]);
    assert_eq!(put_how(&old, &out, true).expect("published").in_place, None, "there was none to keep");
    write(out.join("CNAME"), "gids.example");
    write(out.join("b/notities.txt"), "unique");
    symlink("/etc", out.join("link")).expect("linked");
    let stamp =
        |path: &str| fs::metadata(out.join(path)).map(|file| (file.ino(), file.mtime_nsec())).expect("there");
    let (folder, index) = (stamp("").0, stamp("index.html"));
    // A file becomes a folder, and a folder a file.
    let new = outputs(&[
        ("index.html", "home"),
        ("a/index.html", "A"),
        ("d.css/x.css", "x"),
        ("f", "f"),
        ("e/e/index.html", "e"),
    ]);
    let published = put_how(&new, &out, true).expect("published");
    assert_eq!(published.in_place, Some(InPlace::Asked));
    assert_eq!(published.sites, [Published { written: 4, kept: 1, removed: 3 }]);
    assert_eq!((stamp("").0, stamp("index.html")), (folder, index));
    let mut there = tree(&out);
    assert!(there.remove("CNAME").is_some() && there.remove("b/notities.txt").is_some());
    assert_eq!(there, as_tree(&new));
    assert!(!out.join("b/c").exists(), "an emptied folder goes");
    assert_eq!(fs::read_link(out.join("link")).expect("there"), Path::new("/etc"));
    // What was replaced one by one may as well be replaced at once.
    put(&old, &out).expect("published");
    assert_eq!(names(&out.join("b")), ["c", "notities.txt"]);
    assert_eq!(names(parent.path()), ["public"]);
}

/// A site whose every page names the version that its style must have at least.
fn version(n: usize) -> wijkgids::pipeline::Outputs {
    let page = format!("{n}");
    let mut files = vec![("stijl.css".to_owned(), page.clone()), (format!("v{n}.css"), page.clone())];
    files.extend((0..40).map(|k| (format!("k{k}/index.html"), format!("v{n}.css {}", "x".repeat(20_000)))));
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    outputs(&files)
}

#[test]
fn no_reader_gets_half_a_page_or_one_without_its_style() {
    let parent = folder();
    let out = parent.path().join("public");
    put_how(&version(0), &out, true).expect("published");
    let is_over = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let reader = scope.spawn(|| {
            let mut n_read = 0;
            while !is_over.load(Ordering::Relaxed) {
                for k in 0..40 {
                    let page = fs::read_to_string(out.join(format!("k{k}/index.html")))
                        .expect("each page is always there");
                    assert_eq!(page.matches('x').count(), 20_000);
                    let style = page.split_once(' ').expect("whole").0;
                    // The version after next may have removed it since.
                    let is_there = out.join(style).exists();
                    let again = fs::read_to_string(out.join(format!("k{k}/index.html"))).expect("there");
                    assert!(is_there || !again.starts_with(&format!("{style} ")), "{style} is missing");
                    n_read += 1;
                }
            }
            n_read
        });
        let published: Result<Vec<_>, _> = (1..40).map(|n| put_how(&version(n), &out, true)).collect();
        is_over.store(true, Ordering::Relaxed);
        published.expect("published");
        assert!(reader.join().expect("read") > 0);
    });
    assert_eq!(tree(&out), as_tree(&version(39)));
}

/// Publishes one version after the other until it is killed. Does nothing in an ordinary test run.
#[test]
fn child() {
    let Some(folder) = std::env::var_os("WIJKGIDS_TEST_IN_PLACE").map(PathBuf::from) else { return };
    for n in [1, 2].into_iter().cycle() {
        fs::write(folder.join("ready"), "").expect("written");
        put_how(&version(n), &folder.join("public"), true).expect("published");
    }
}

#[test]
fn what_was_begun_when_it_was_killed_is_finished_by_the_next() {
    let parent = folder();
    let (out, ready) = (parent.path().join("public"), parent.path().join("ready"));
    put_how(&version(1), &out, true).expect("published");
    let whole = [as_tree(&version(1)), as_tree(&version(2))];
    let (mut n_begun, mut n) = (0, 0_u64);
    // Until enough of them met what they were to meet.
    while n_begun < 3 || n < 40 {
        assert!(n < 3_000, "no kill met one that was replacing");
        n += 1;
        let mut child = Command::new(std::env::current_exe().expect("this program"))
            .args(only(module_path!(), "child"))
            .env("WIJKGIDS_TEST_IN_PLACE", parent.path())
            .stdout(Stdio::null())
            .spawn()
            .expect("started");
        while !ready.exists() {
            std::thread::yield_now();
        }
        std::thread::sleep(std::time::Duration::from_micros(n * 7_919 % 6_000));
        child.kill().expect("killed");
        child.wait().expect("ended");
        fs::remove_file(&ready).expect("removed");
        n_begun += usize::from(out.join(".wijkgids-new/.wijkgids-plan").exists());
        // Without anything new to publish.
        wijkgids::shell::publish::finish(&out, &[]).expect("finished");
        assert!(whole.contains(&tree(&out)), "kill {n}: neither the one nor the other");
        let marker = fs::read_to_string(out.join(MARKER)).expect("there");
        assert!(tree(&out).keys().all(|path| marker.contains(path.as_str())), "kill {n}");
    }
    println!("{n} kills: {n_begun} in the middle of replacing");
}

#[test]
fn a_full_disk_or_a_stop_is_met_before_anything_is_touched() {
    let parent = folder();
    let out = parent.path().join("public");
    put_how(&version(0), &out, true).expect("published");
    let before = tree(&out);
    let cancel = AtomicBool::new(true);
    let stopped = publish(&version(1), &out, Options { in_place: true, ..options(&cancel) });
    assert!(matches!(stopped, Err(Error::Canceled)));
    assert_eq!(tree(&out), before);
    assert!(!out.join(".wijkgids-new").exists());
}

#[test]
fn a_prepared_folder_keeps_its_list_of_who_may_do_what() {
    let parent = folder();
    let out = parent.path().join("public");
    fs::create_dir(&out).expect("made");
    // Version 2; then tag, permissions and user of each: the owner, user 33, the group, the mask, others.
    let mut list = 2_u32.to_le_bytes().to_vec();
    for (tag, user) in [(1_u16, u32::MAX), (2, 33), (4, u32::MAX), (16, u32::MAX), (32, u32::MAX)] {
        list.extend([tag.to_le_bytes(), (if tag == 32 { 0_u16 } else { 7 }).to_le_bytes()].concat());
        list.extend(user.to_le_bytes());
    }
    const NAME: &str = "system.posix_acl_default";
    if rustix::fs::setxattr(&out, NAME, &list, rustix::fs::XattrFlags::empty()).is_err() {
        println!("skipped: this file system keeps no such lists");
        return;
    }
    for text in ["a", "b"] {
        put(&outputs(&[("index.html", text), ("a/index.html", text)]), &out).expect("published");
        for folder in [&out, &out.join("a")] {
            let mut there = [0; 256];
            let length = rustix::fs::getxattr(folder, NAME, &mut there).expect("kept");
            assert_eq!(there[..length], list);
        }
    }
}

#[test]
fn a_prepared_folder_keeps_who_may_do_what() {
    let parent = folder();
    for in_place in [false, true] {
        let out = parent.path().join(format!("public-{in_place}"));
        let mode = |path: &str| fs::metadata(out.join(path)).expect("there").mode() & 0o7777;
        let set = |path: &str, mode| {
            fs::set_permissions(out.join(path), fs::Permissions::from_mode(mode)).expect("set")
        };
        fs::create_dir(&out).expect("made");
        set("", 0o2750);
        put_how(
            &outputs(&[("index.html", "a"), ("a/index.html", "a"), ("b/index.html", "b")]),
            &out,
            in_place,
        )
        .expect("published");
        assert_eq!(
            (mode(""), mode("a") & 0o7700),
            (0o2750, 0o2700),
            "folders below have the bit for the group too"
        );
        set("a", 0o2770);
        set("a/index.html", 0o640);
        put_how(
            &outputs(&[("index.html", "b"), ("a/index.html", "b"), ("b/index.html", "b")]),
            &out,
            in_place,
        )
        .expect("published");
        assert_eq!((mode(""), mode("a"), mode("a/index.html")), (0o2750, 0o2770, 0o640), "{in_place}");
    }
}

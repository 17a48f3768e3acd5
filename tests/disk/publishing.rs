//! What is touched, what is kept, and which folders are never replaced.

use std::fs;
use std::os::unix::fs::{MetadataExt, symlink};
use std::path::PathBuf;
use std::sync::atomic::AtomicBool;

use wijkgids::shell::publish::{Error, MARKER, Options, Published, Refusal, publish};

use super::{as_tree, folder, names, outputs, put, site, tree, write};

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

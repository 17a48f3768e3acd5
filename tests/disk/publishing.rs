//! What is touched, what is kept, and which folders are never replaced.

use std::fs;
use std::os::unix::fs::{MetadataExt, symlink};
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use wijkgids::shell::publish::{Error, FolderRefusal, MARKER, Options, Published, publish};

use super::{as_tree, folder, names, options, outputs, put, put_how, site, tree, write};

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
    assert_eq!(put(&site, &out).expect("published"), Published { written: 1, kept: 1, removed: 0 });
    assert_eq!(tree(&out), as_tree(&site));
}

/// Puts what people, certbot and git put there into a folder that holds a site, and gives the places with what is there.
fn put_foreign(out: &Path) -> Vec<(&'static str, &'static str)> {
    let files = [
        (".git/HEAD", "ref: refs/heads/pages"),
        (".git/objects/ab/cd", "unique"),
        ("CNAME", "gids.example"),
        (".htaccess", "Deny from none"),
        (".well-known/acme-challenge/token", "secret"),
        ("kaarten/oud/notities.txt", "unique"),
        ("documenten/index.html", "unique"),
    ];
    for (path, text) in files {
        write(out.join(path), text);
    }
    fs::create_dir_all(out.join("leeg/dieper")).expect("made");
    symlink("/etc/passwd", out.join("link")).expect("linked");
    symlink("nergens", out.join("kaarten/los")).expect("linked");
    files.to_vec()
}

fn demand_foreign(out: &Path, files: &[(&str, &str)]) {
    for (path, text) in files {
        assert_eq!(&fs::read_to_string(out.join(path)).expect(path), text);
    }
    assert!(out.join("leeg/dieper").is_dir());
    assert_eq!(fs::read_link(out.join("link")).expect("a link"), Path::new("/etc/passwd"));
    assert_eq!(fs::read_link(out.join("kaarten/los")).expect("a link"), Path::new("nergens"));
}

const OLD: [(&str, &str); 5] = [
    ("index.html", "home"),
    ("kaarten/oud/index.html", "oud"),
    ("kaarten/a/index.html", "a"),
    ("b.html", "b"),
    (".well-known/security.txt", "Contact:"),
];

#[test]
fn what_others_put_there_stays() {
    let parent = folder();
    let out = parent.path().join("public");
    put(&outputs(&OLD), &out).expect("published");
    let files = put_foreign(&out);
    let inode = fs::metadata(out.join(".git")).expect("there").ino();
    // Nothing has changed: nothing is touched.
    assert_eq!(put(&outputs(&OLD), &out).expect("published"), Published { written: 0, kept: 5, removed: 0 });
    let new = outputs(&[("index.html", "HOME"), ("kaarten/a/index.html", "a"), ("b.html", "b")]);
    assert_eq!(put(&new, &out).expect("published"), Published { written: 1, kept: 2, removed: 2 });
    demand_foreign(&out, &files);
    assert_eq!(fs::metadata(out.join(".git")).expect("there").ino(), inode);
    assert!(!out.join("kaarten/oud/index.html").exists() && !out.join(".well-known/security.txt").exists());
    put(&outputs(&OLD), &out).expect("published");
    demand_foreign(&out, &files);
    assert_eq!(names(parent.path()), ["public"]);
}

#[test]
fn what_is_in_the_way_of_a_page_is_named_and_nothing_is_touched() {
    let parent = folder();
    let out = parent.path().join("public");
    put(&outputs(&OLD), &out).expect("published");
    write(out.join("c/index.html"), "unique");
    write(out.join("d/x"), "unique");
    write(out.join("e"), "unique");
    symlink("/etc", out.join("f")).expect("linked");
    let before = tree(&out);
    for (path, in_the_way) in
        [("c/index.html", "c/index.html"), ("d", "d"), ("e/index.html", "e"), ("f/passwd", "f"), ("f", "f")]
    {
        let mut files = OLD.to_vec();
        files.push((path, "new"));
        match put(&outputs(&files), &out) {
            Err(Error::InTheWay { path: found, others: 0, .. }) => assert_eq!(found, Path::new(in_the_way)),
            other => panic!("{path}: {other:?}"),
        }
        assert_eq!(tree(&out), before);
        assert_eq!(names(parent.path()), ["public"]);
    }
    // The same as what the new site has: it may as well be ours.
    let mut files = OLD.to_vec();
    files.extend([("c/index.html", "unique"), ("g.html", "g")]);
    put(&outputs(&files), &out).expect("published");
    assert_eq!(names(parent.path()), ["public"]);
    put(&outputs(&OLD), &out).expect("published");
    assert!(!out.join("c").exists());
}

#[test]
fn a_site_of_an_earlier_version_keeps_what_does_not_look_like_a_page() {
    let parent = folder();
    let out = parent.path().join("public");
    put(&outputs(&OLD), &out).expect("published");
    fs::write(out.join(MARKER), "This folder was made by wijkgids. Each build replaces it whole.\n")
        .expect("written");
    let files = put_foreign(&out);
    write(out.join("kaarten/oud/foto.jpg"), "unique");
    let new = outputs(&[("index.html", "HOME"), ("kaarten/a/index.html", "a"), ("b.html", "B")]);
    let unclaimed = put_how(&new, &out, false).expect("published").unclaimed;
    let named = ["CNAME", ".well-known", "kaarten/oud/notities.txt", "kaarten/oud/foto.jpg"];
    assert!(named.iter().all(|path| unclaimed.contains(&PathBuf::from(path))), "{unclaimed:?}");
    assert!(!unclaimed.iter().any(|path| path.starts_with(".git") || path == Path::new(".htaccess")));
    let again = put_how(&outputs(&OLD), &out, false).expect("published").unclaimed;
    assert_eq!(again, [] as [PathBuf; 0], "once is enough");
    put(&new, &out).expect("published");
    let others: Vec<_> = files.into_iter().filter(|(path, _)| *path != "documenten/index.html").collect();
    demand_foreign(&out, &others);
    assert!(out.join("kaarten/oud/foto.jpg").exists());
    assert!(!out.join("kaarten/oud/index.html").exists(), "a stale page goes");
    assert_eq!(names(parent.path()), ["public"]);
}

#[test]
fn what_a_killed_build_left_is_cleared_without_what_is_not_ours() {
    let parent = folder();
    let (out, left) = (parent.path().join("public"), parent.path().join(".public.wijkgids-new"));
    put(&outputs(&OLD), &out).expect("published");
    let files = put_foreign(&out);
    // As after a kill right behind the swap: the old site lies beside the new one.
    fs::rename(&out, &left).expect("renamed");
    let new = outputs(&[("index.html", "HOME"), ("kaarten/a/index.html", "a")]);
    put(&new, &parent.path().join("elders")).expect("published");
    fs::rename(parent.path().join("elders"), &out).expect("renamed");
    write(out.join(".well-known/acme-challenge/other"), "secret");
    put(&new, &out).expect("published");
    demand_foreign(&out, &files);
    assert!(out.join(".well-known/acme-challenge/other").exists());
    assert_eq!(names(parent.path()), ["public"]);

    // The same, and somebody removed the new one.
    fs::rename(&out, &left).expect("renamed");
    put(&new, &out).expect("published");
    demand_foreign(&out, &files);
    assert_eq!(names(parent.path()), ["public"]);

    // What can't be put back keeps the folder from being cleared.
    fs::rename(&out, &left).expect("renamed");
    write(out.join("CNAME"), "other.example");
    fs::copy(left.join(MARKER), out.join(MARKER)).expect("copied");
    let error = put(&new, &out).expect_err("there are two of one name");
    assert!(matches!(&error, Error::Stranded { path, .. } if path.ends_with("CNAME")), "{error:?}");
    assert_eq!(fs::read_to_string(left.join("CNAME")).expect("there"), "gids.example");
    fs::remove_file(left.join("CNAME")).expect("removed");
    put(&new, &out).expect("published");
    assert_eq!(fs::read_to_string(out.join("CNAME")).expect("there"), "other.example");
    assert_eq!(names(parent.path()), ["public"]);
}

#[test]
fn a_folder_that_is_not_ours_is_never_replaced() {
    let (site, below) = (site(), site());
    let root = site.path();
    write(root.join("foto's/opa.jpg"), "unique");
    write(root.join("bestand"), "unique");
    write(root.join("echt/ons/index.html"), "x");
    symlink(root.join("echt"), root.join("link")).expect("linked");
    let before = tree(root);
    let home = std::env::home_dir().expect("a home folder");
    let cases = [
        (root.to_owned(), FolderRefusal::HoldsSource),
        (root.join("kaarten/.."), FolderRefusal::HoldsSource),
        (root.parent().expect("a folder").to_owned(), FolderRefusal::HoldsSource),
        (PathBuf::from("/"), FolderRefusal::Root),
        (home, FolderRefusal::Home),
        (root.join("kaarten/public"), FolderRefusal::InsideSource),
        (root.join("foto's"), FolderRefusal::Foreign),
        (root.join("bestand"), FolderRefusal::File),
        (root.join("link"), FolderRefusal::Link),
        (root.join("x".repeat(245)), FolderRefusal::Name),
        (below.path().join("public"), FolderRefusal::InsideOther),
        (below.path().join("vragen/public"), FolderRefusal::InsideSource),
    ];
    for (out, expected) in cases {
        let cancel = AtomicBool::new(false);
        let options = Options { sources: &[root, below.path()], allow_empty: true, ..options(&cancel) };
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
    let cancel = AtomicBool::new(false);
    let options = Options { allow_empty: true, ..options(&cancel) };
    publish(&new, &out, options).expect("it is meant");
    assert_eq!(tree(&out), as_tree(&new));
}

//! The style of a page that was opened just before a newer site took its place.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use wijkgids::pipeline::{OutputPath, Outputs};
use wijkgids::shell::publish::{MARKER, Options, Published, publish};

use super::{folder, names, options, outputs, put_how, tree, write};

/// A site whose pages load these styles, with a picture.
fn styled(page: &str, styles: &[&str]) -> Outputs {
    let picture = format!("foto.{page}.jpg");
    let mut site = outputs(&[("index.html", page), ("assets/letter.woff2", "abc"), (&picture, page)]);
    for style in styles {
        let path = OutputPath::new(&format!("assets/{style}.css")).expect("a sound path");
        site.add_companion(path, Arc::from(style.as_bytes()));
    }
    site
}

fn put(site: &Outputs, out: &Path, in_place: bool) -> Published {
    put_how(site, out, in_place).expect("published").sites[0]
}

fn styles(out: &Path) -> Vec<String> {
    names(&out.join("assets")).into_iter().filter(|name| name.ends_with(".css")).collect()
}

/// Inode and times of everything in a folder, which say whether it was touched.
fn stamps(out: &Path) -> Vec<(String, u64, i64, i64)> {
    let entries = walkdir::WalkDir::new(out).sort_by_file_name().into_iter();
    let entries = entries.map(|entry| entry.expect("readable"));
    let stamp = |entry: walkdir::DirEntry| {
        let metadata = entry.metadata().expect("there");
        (entry.path().display().to_string(), metadata.ino(), metadata.mtime(), metadata.mtime_nsec())
    };
    entries.map(stamp).collect()
}

#[test]
fn a_style_stays_for_one_build_and_nothing_else_does() {
    for in_place in [false, true] {
        let parent = folder();
        let out = parent.path().join("public");
        put(&styled("1", &["a.1", "b.1"]), &out, in_place);
        let inode = fs::metadata(out.join("assets/a.1.css")).expect("there").ino();

        let second = styled("2", &["a.2", "b.1"]);
        assert_eq!(put(&second, &out, in_place), Published { written: 3, kept: 2, removed: 1 });
        assert_eq!(styles(&out), ["a.1.css", "a.2.css", "b.1.css"]);
        assert_eq!(fs::metadata(out.join("assets/a.1.css")).expect("there").ino(), inode);
        assert!(!out.join("foto.1.jpg").exists(), "what is withdrawn is gone at once");

        let before = stamps(&out);
        for _ in 0..2 {
            assert_eq!(put(&second, &out, in_place), Published { written: 0, kept: 5, removed: 0 });
            assert_eq!(stamps(&out), before, "the same site again touches nothing");
        }

        put(&styled("3", &["a.3", "b.1"]), &out, in_place);
        assert_eq!(styles(&out), ["a.2.css", "a.3.css", "b.1.css"]);
        // Only a text differs.
        put(&styled("4", &["a.3", "b.1"]), &out, in_place);
        assert_eq!(styles(&out), ["a.3.css", "b.1.css"]);
        // What was taken back comes back.
        put(&styled("5", &["a.2", "b.1"]), &out, in_place);
        put(&styled("6", &["a.3", "b.1"]), &out, in_place);
        assert_eq!(styles(&out), ["a.2.css", "a.3.css", "b.1.css"]);
        let last = styled("7", &[]);
        put(&last, &out, in_place);
        assert_eq!(styles(&out), ["a.3.css", "b.1.css"]);
        put(&styled("8", &[]), &out, in_place);
        assert_eq!(
            tree(&out).into_keys().collect::<Vec<_>>(),
            ["assets/letter.woff2", "foto.8.jpg", "index.html"]
        );
        assert_eq!(names(parent.path()), ["public"]);
    }
}

#[test]
fn what_others_put_beside_the_styles_stays_theirs() {
    for in_place in [false, true] {
        let parent = folder();
        let out = parent.path().join("public");
        put(&styled("1", &["a.1"]), &out, in_place);
        write(out.join("assets/own.1.css"), "of somebody");
        // It goes in a moment in which nobody looks.
        put(&styled("2", &["a.2"]), &out, in_place);
        fs::remove_file(out.join("assets/a.1.css")).expect("removed");
        put(&styled("2", &["a.2"]), &out, in_place);
        put(&styled("3", &["a.3"]), &out, in_place);
        put(&styled("4", &["a.4"]), &out, in_place);
        assert_eq!(styles(&out), ["a.3.css", "a.4.css", "own.1.css"]);
        // A folder that takes the place of a style.
        let mut folder = styled("5", &["a.5"]);
        folder.add(OutputPath::new("assets/a.4.css/x").expect("a path"), Arc::from(&b"x"[..]));
        put(&folder, &out, in_place);
        assert_eq!(styles(&out), ["a.4.css", "a.5.css", "own.1.css"]);
        assert!(out.join("assets/a.4.css/x").is_file());
    }
}

#[test]
fn each_of_several_sites_keeps_its_own() {
    let sites = ["teams", "inwoners"];
    for in_place in [false, true] {
        let parent = folder();
        let out = parent.path().join("public");
        let cancel = AtomicBool::new(false);
        let put_both = |teams: Outputs, residents: Outputs| {
            let mut both = Outputs::default();
            for (name, site) in sites.iter().zip([teams, residents]) {
                both.add_site(&OutputPath::new(name).expect("a path"), &site);
            }
            publish(&both, &out, Options { sites: &sites, in_place, ..options(&cancel) }).expect("published")
        };
        put_both(styled("1", &["t.1"]), styled("1", &["r.1"]));
        put_both(styled("2", &["t.2"]), styled("1", &["r.1"]));
        assert_eq!(styles(&out.join("teams")), ["t.1.css", "t.2.css"]);
        assert_eq!(styles(&out.join("inwoners")), ["r.1.css"]);
        put_both(styled("2", &["t.2"]), styled("2", &["r.2"]));
        assert_eq!(styles(&out.join("teams")), ["t.2.css"]);
        assert_eq!(styles(&out.join("inwoners")), ["r.1.css", "r.2.css"]);
        // One site takes the place of both.
        let cancel = AtomicBool::new(false);
        let one = styled("3", &["o.1"]);
        publish(&one, &out, Options { allow_empty: true, in_place, ..options(&cancel) }).expect("published");
        assert_eq!(names(&out), [MARKER, "assets", "foto.3.jpg", "index.html"]);
    }
}

#[test]
fn no_reader_misses_the_style_of_a_page_opened_just_before() {
    for in_place in [false, true] {
        let parent = folder();
        let out = parent.path().join("public");
        let version = |n: usize| styled(&format!("v.{n} "), &[&format!("v.{n}")]);
        put(&version(0), &out, in_place);
        let is_over = AtomicBool::new(false);
        std::thread::scope(|scope| {
            let reader = scope.spawn(|| {
                let read = || fs::read_to_string(out.join("index.html")).expect("it is always there");
                let number = |page: &str| page.trim()[2..].parse::<usize>().expect("a number");
                while !is_over.load(Ordering::Relaxed) {
                    let n = number(&read());
                    let is_there = out.join(format!("assets/v.{n}.css")).exists();
                    // The build after the next may have taken it away.
                    assert!(is_there || number(&read()) > n + 1, "the style of {n} is missing");
                }
            });
            for n in 1..60 {
                put(&version(n), &out, in_place);
            }
            is_over.store(true, Ordering::Relaxed);
            reader.join().expect("read");
        });
    }
}

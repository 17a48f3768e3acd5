//! Watching a real folder: whatever happens in it, what a kept project holds becomes what a fresh one reads.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use jiff::civil::date;
use tempfile::TempDir;
use wijkgids::pipeline::{Inputs, Mode};
use wijkgids::shell::read::Project;
use wijkgids::shell::watch::{Changes, Noticed, WatchMethod, Watcher};

use super::folder;

/// A site in a folder of its own, so that it can be replaced as a whole.
struct Site {
    folder: TempDir,
}

impl Site {
    fn new() -> Self {
        let folder = folder();
        let site = Self { folder };
        site.write("wijkgids.yaml", "title: Wijkgids\n");
        site.write("kaarten/mandaat/a.md", "een kaart\n");
        site
    }

    fn root(&self) -> PathBuf {
        self.folder.path().join("site")
    }

    fn path(&self, path: &str) -> PathBuf {
        self.root().join(path)
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, text).expect("written");
    }

    /// As vim saves: the old file is moved away, a new one is written in its place, the old one is removed.
    fn write_like_vim(&self, path: &str, text: &str) {
        let (path, backup) = (self.path(path), self.path(&format!("{path}~")));
        let probe = path.with_file_name("4913");
        fs::write(&probe, "").expect("written");
        fs::remove_file(probe).expect("removed");
        let is_there = fs::rename(&path, &backup).is_ok();
        fs::write(&path, text).expect("written");
        if is_there {
            fs::remove_file(backup).expect("removed");
        }
    }

    /// As many editors save: a new file is written beside the old one and renamed over it.
    fn write_by_renaming(&self, path: &str, text: &str) {
        let (path, beside) = (self.path(path), self.path(&format!("{path}.tmp")));
        fs::write(&beside, text).expect("written");
        fs::rename(beside, path).expect("renamed");
    }
}

fn open(root: &Path) -> Option<Project> {
    Project::open(root, None, date(2026, 11, 21), Mode::Preview).ok()
}

/// Everything of some inputs that can differ.
fn contents(inputs: &Inputs) -> (BTreeMap<String, Vec<u8>>, Vec<String>) {
    let texts =
        inputs.sources.iter().map(|(path, source)| (path.to_string(), source.text().as_bytes().to_vec()));
    let files = inputs.files.iter().chain(&inputs.theme);
    let files = files.map(|(path, bytes)| (path.to_string(), bytes.to_vec()));
    let found = inputs.found.iter().map(|found| format!("{:?} {}", found.at, found.message.en));
    (texts.chain(files).collect(), found.collect())
}

/// A preview's loop on a thread of its own; it ends with the program.
struct Preview {
    root: PathBuf,
    inputs: Arc<Mutex<Inputs>>,
    log: Arc<Mutex<Vec<Changes>>>,
    /// Held by a test to keep the loop busy.
    gate: Arc<Mutex<()>>,
}

impl Preview {
    fn start(site: &Site, method: WatchMethod) -> Self {
        let root = site.root();
        let mut project = open(&root).expect("a site");
        let mut watcher = Watcher::start(&project, method);
        let (inputs, log) = (Arc::new(Mutex::new(project.inputs().clone())), Arc::<Mutex<Vec<_>>>::default());
        let gate = Arc::<Mutex<()>>::default();
        let preview =
            Self { root, inputs: Arc::clone(&inputs), log: Arc::clone(&log), gate: Arc::clone(&gate) };
        std::thread::spawn(move || {
            loop {
                if let Ok(changes) = watcher.wait(&mut project) {
                    drop(gate.lock().expect("no test panics with the gate"));
                    *inputs.lock().expect("not poisoned") = project.inputs().clone();
                    log.lock().expect("not poisoned").push(changes);
                }
            }
        });
        preview
    }

    /// Waits until the preview holds what a fresh reading gives, and gives the time that took.
    fn settle(&self) -> Duration {
        let start = Instant::now();
        let expected = contents(open(&self.root).expect("a site").inputs());
        loop {
            let there = contents(&self.inputs.lock().expect("not poisoned"));
            if there == expected {
                return start.elapsed();
            }
            if start.elapsed() > Duration::from_secs(20) {
                let missing: Vec<_> = expected.0.keys().filter(|path| !there.0.contains_key(*path)).collect();
                panic!("not as on disk after 20 s; missing: {missing:?}; found: {:?}", there.1);
            }
            std::thread::sleep(Duration::from_millis(2));
        }
    }
}

#[test]
fn an_edit_is_noticed_and_named() {
    for (method, expected) in
        [(WatchMethod::Events, Noticed::ByEvent), (WatchMethod::Polling, Noticed::ByLooking)]
    {
        let site = Site::new();
        let preview = Preview::start(&site, method);
        // Whether it is the event or a look that comes first is a matter of time, so once in many edits will do.
        let is_noticed = (0..50).any(|n| {
            site.write("kaarten/mandaat/a.md", &format!("versie {n}\n"));
            preview.settle();
            let log = preview.log.lock().expect("not poisoned");
            log.last().is_some_and(|changes| {
                let named: Vec<&str> = changes.changed.site.iter().map(|path| path.as_str()).collect();
                assert_eq!(named, ["kaarten/mandaat/a.md"]);
                changes.noticed == expected
            })
        });
        assert!(is_noticed, "{method:?}");
    }
}

#[test]
fn a_thousand_saves_of_every_kind_end_as_a_cold_read() {
    let site = Site::new();
    let preview = Preview::start(&site, WatchMethod::Events);
    for n in 0..1_000 {
        let (path, text) = (format!("kaarten/mandaat/k{}.md", n % 13), format!("versie {n}\n"));
        match n % 4 {
            0 => site.write(&path, &text),
            1 => site.write_like_vim(&path, &text),
            2 => site.write_by_renaming(&path, &text),
            _ if n % 20 == 3 => fs::remove_file(site.path(&path)).unwrap_or_default(),
            _ => site.write(&path, &text),
        }
        if n % 10 == 0 {
            std::thread::sleep(Duration::from_millis(7));
        }
    }
    println!("1,000 saves: as a cold read {:?} after the last one", preview.settle());
}

#[test]
fn a_save_by_renaming_does_not_show_a_site_without_the_card() {
    let site = Site::new();
    let preview = Preview::start(&site, WatchMethod::Events);
    let mut n_without = 0;
    for n in 0..40 {
        site.write_like_vim("kaarten/mandaat/a.md", &format!("versie {n}\n"));
        std::thread::sleep(Duration::from_millis(n % 13));
        n_without += usize::from(preview.inputs.lock().expect("not poisoned").sources.len() < 2);
    }
    preview.settle();
    // On a machine that stops a save half-way for longer than anybody would wait, once is no mistake.
    assert!(n_without < 10, "in {n_without} of 40 saves");
}

#[test]
fn files_in_folders_made_a_moment_ago_all_appear() {
    let site = Site::new();
    let preview = Preview::start(&site, WatchMethod::Events);
    for n in 0..200 {
        site.write(&format!("kaarten/n{n}/b/c/x.md"), "nieuw\n");
    }
    println!("200 files in new folders: all there after {:?}", preview.settle());
    // Also a folder that wasn't there when the watching began.
    site.write("vragen/eerste.md", "een vraag\n");
    site.write("static/logo.svg", "<svg/>");
    preview.settle();
    site.write("vragen/eerste.md", "een andere vraag\n");
    preview.settle();
}

#[test]
fn what_happens_during_a_build_is_not_lost() {
    let site = Site::new();
    let preview = Preview::start(&site, WatchMethod::Events);
    let busy = preview.gate.lock().expect("not poisoned");
    site.write("kaarten/mandaat/a.md", "de eerste wijziging\n");
    for n in 0..8_000 {
        if n % 500 == 0 {
            fs::create_dir_all(site.path(&format!("kaarten/m{}", n / 500))).expect("made");
        }
        fs::write(site.path(&format!("kaarten/m{}/k{n}.md", n / 500)), "x").expect("written");
    }
    drop(busy);
    println!("8,000 files during a build: all there after {:?}", preview.settle());
    assert_eq!(preview.inputs.lock().expect("not poisoned").sources.len(), 8_002);
}

#[test]
fn folders_may_be_moved_removed_and_replaced() {
    let site = Site::new();
    for n in 0..20 {
        site.write(&format!("kaarten/mandaat/k{n}.md"), "oud\n");
    }
    let preview = Preview::start(&site, WatchMethod::Events);
    fs::rename(site.path("kaarten/mandaat"), site.path("kaarten/maatwerk")).expect("renamed");
    preview.settle();
    site.write("kaarten/maatwerk/k3.md", "na de verhuizing\n");
    preview.settle();
    // The whole folder of cards is replaced by another one.
    site.write("klaar/x/nieuw.md", "nieuw\n");
    fs::rename(site.path("kaarten"), site.folder.path().join("weg")).expect("renamed");
    fs::rename(site.path("klaar"), site.path("kaarten")).expect("renamed");
    preview.settle();
    site.write("kaarten/x/nieuw.md", "na het vervangen\n");
    preview.settle();
    fs::remove_dir_all(site.path("kaarten")).expect("removed");
    preview.settle();
    site.write("kaarten/y/terug.md", "terug\n");
    preview.settle();
}

#[test]
fn the_folders_of_a_theme_may_come_and_go() {
    let site = Site::new();
    site.write("wijkgids.yaml", "title: Wijkgids\ntheme: ../thema\n");
    let theme = |path: &str, text: &str| super::write(site.folder.path().join("thema").join(path), text);
    theme("templates/home.html", "een\n");
    let preview = Preview::start(&site, WatchMethod::Events);
    preview.settle();
    for (path, text) in [
        ("templates/home.html", "twee\n"),
        ("styles/95-stad.css", "p {}\n"),
        ("styles/95-stad.css", "p { margin: 0 }\n"),
        ("README.md", "Ons thema\n"),
        ("assets/fonts/a.woff2", "een letter\n"),
    ] {
        theme(path, text);
        preview.settle();
    }
    fs::rename(site.folder.path().join("thema/styles"), site.folder.path().join("weg")).expect("renamed");
    preview.settle();
    theme("styles/95-stad.css", "p { margin: 1em }\n");
    preview.settle();
    assert_eq!(preview.inputs.lock().expect("not poisoned").theme.len(), 3);
}

#[test]
fn a_site_that_goes_and_comes_back_is_found_again() {
    for method in [WatchMethod::Events, WatchMethod::Polling] {
        let site = Site::new();
        let preview = Preview::start(&site, method);
        let aside = site.folder.path().join("aside");
        fs::rename(site.root(), &aside).expect("renamed");
        std::thread::sleep(Duration::from_millis(700));
        let last_good = preview.inputs.lock().expect("not poisoned").sources.len();
        assert_eq!(last_good, 2, "the last good inputs stay");
        site.write("kaarten/mandaat/b.md", "nog geen site\n");
        site.write("wijkgids.yaml", "title: Anders\n");
        preview.settle();
        site.write("kaarten/mandaat/b.md", "weer een site\n");
        preview.settle();
    }
}

#[test]
fn a_checkout_of_another_branch_ends_as_a_cold_read() {
    let site = Site::new();
    let git = |arguments: &[&str]| {
        let identity =
            ["-c", "user.name=x", "-c", "user.email=x@voorbeeld.nl", "-c", "init.defaultBranch=main"];
        let output = Command::new("git").current_dir(site.root()).args(identity).args(arguments).output();
        let output = output.expect("git runs");
        assert!(output.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    };
    let fill = |branch: &str| {
        for n in 0..2_000 {
            // A third in folders of its own, so that folders come and go too.
            let folder = if n % 3 == 0 { branch } else { "samen" };
            site.write(&format!("kaarten/{folder}/{}/k{n}.md", n % 7), &format!("{branch} {n}\n"));
        }
        git(&["add", "."]);
        git(&["commit", "--quiet", "--message", branch]);
    };
    git(&["init", "--quiet"]);
    fill("een");
    git(&["checkout", "--quiet", "-b", "twee"]);
    git(&["rm", "-r", "--quiet", "kaarten/een"]);
    fill("twee");
    let preview = Preview::start(&site, WatchMethod::Events);
    for branch in ["main", "twee", "main"] {
        git(&["checkout", "--quiet", branch]);
        println!("checkout of {branch}: as a cold read after {:?}", preview.settle());
    }
}

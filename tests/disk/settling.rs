//! Reading while somebody saves: nothing half, nothing missing, and no waiting where nobody does.

use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::sleep;
use std::time::{Duration, Instant};

use jiff::civil::date;
use tempfile::TempDir;
use wijkgids::pipeline::Mode;
use wijkgids::shell::read::{Error, Project};

use super::{folder, write};

const CARDS: usize = 40;

fn text(version: usize) -> String {
    format!("versie {version}\n").repeat(50) + "einde\n"
}

fn library() -> TempDir {
    let site = folder();
    write(site.path().join("wijkgids.yaml"), "title: Wijkgids\n");
    for n in 0..CARDS {
        write(site.path().join(format!("kaarten/t{}/k{n}.md", n % 4)), &text(0));
    }
    site
}

fn read(site: &Path) -> Result<Project, Error> {
    let mut project = Project::open(site, None, date(2026, 12, 1), Mode::Publish)?;
    project.settle()?;
    Ok(project)
}

/// Every card is there, as it was saved at some time.
fn demand_whole(project: &Project) {
    let cards: Vec<_> =
        project.inputs().sources.iter().filter(|(path, _)| path.as_str().ends_with(".md")).collect();
    assert_eq!(cards.len(), CARDS, "a card is missing");
    for (path, source) in cards {
        let version = source.text().split_whitespace().nth(1).and_then(|version| version.parse().ok());
        assert_eq!(source.text(), version.map_or_else(String::new, text), "{path}");
    }
}

/// Reads while somebody saves one card after the other, in bursts.
fn read_beside(save: fn(&Path, &str)) {
    let site = library();
    let is_over = AtomicBool::new(false);
    let outcomes: Vec<Result<Project, Error>> = std::thread::scope(|scope| {
        scope.spawn(|| {
            for version in 1.. {
                for n in 0..30 {
                    if is_over.load(Ordering::Relaxed) {
                        return;
                    }
                    save(&site.path().join(format!("kaarten/t{}/k{n}.md", n % 4)), &text(version));
                }
                sleep(Duration::from_millis(400));
            }
        });
        let outcomes = (0..12).map(|_| read(site.path())).collect();
        is_over.store(true, Ordering::Relaxed);
        outcomes
    });
    let mut n_read = 0;
    for outcome in outcomes {
        match outcome {
            Ok(project) => {
                demand_whole(&project);
                n_read += 1;
            }
            Err(error) => assert!(matches!(error, Error::Restless { .. }), "{error}"),
        }
    }
    assert!(n_read > 0, "there was time enough between");
}

#[test]
fn a_card_that_is_saved_in_two_steps_is_never_read_half() {
    read_beside(|path, text| {
        let (first, rest) = text.split_at(text.len() / 2);
        fs::write(path, first).expect("written");
        sleep(Duration::from_millis(2));
        let mut file = fs::OpenOptions::new().append(true).open(path).expect("there");
        std::io::Write::write_all(&mut file, rest.as_bytes()).expect("written");
    });
}

#[test]
fn a_card_that_is_renamed_away_while_it_is_saved_is_not_missed() {
    read_beside(|path, text| {
        let away = path.with_extension("md~");
        fs::rename(path, &away).expect("renamed");
        sleep(Duration::from_millis(2));
        fs::write(path, text).expect("written");
        fs::remove_file(&away).expect("removed");
    });
}

#[test]
fn where_it_never_gets_quiet_that_is_said() {
    let site = library();
    let is_over = AtomicBool::new(false);
    let error = std::thread::scope(|scope| {
        scope.spawn(|| {
            while !is_over.load(Ordering::Relaxed) {
                fs::write(site.path().join("kaarten/t0/k0.md"), text(1)).expect("written");
                sleep(Duration::from_millis(10));
            }
        });
        let error = read(site.path()).err();
        is_over.store(true, Ordering::Relaxed);
        error
    });
    match error {
        Some(Error::Restless { path }) => {
            assert!(path.ends_with("k0.md") || path.ends_with("t0"), "{}", path.display())
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn where_nobody_saves_one_look_is_enough() {
    let site = library();
    sleep(Duration::from_millis(1_050));
    let mut project = Project::open(site.path(), None, date(2026, 12, 1), Mode::Publish).expect("a site");
    // What is published in the site's folder changes that folder, but none that is read.
    write(site.path().join("public/index.html"), "home");
    let start = Instant::now();
    project.settle().expect("quiet");
    assert!(start.elapsed() < Duration::from_millis(95), "it waited");
    demand_whole(&project);
}

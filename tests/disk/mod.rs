//! Reading, publishing and watching on a real disk.

#![expect(clippy::disallowed_methods, reason = "these tests are about the disk")]
#![expect(
    clippy::print_stdout,
    reason = "how soon things are noticed is worth knowing, but no test of its own"
)]

mod companions;
mod faults;
mod hostile;
mod in_place;
mod namespaces;
mod publishing;
mod reading;
mod settling;
mod several;
mod watching;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use tempfile::TempDir;
use wijkgids::pipeline::{OutputPath, Outputs};
use wijkgids::shell::publish::{Error, MARKER, Options, Publication, Published, publish};

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

fn outputs(files: &[(&str, &str)]) -> Outputs {
    let mut outputs = Outputs::default();
    for (path, text) in files {
        outputs.add(OutputPath::new(path).expect("a sound path"), Arc::from(text.as_bytes()));
    }
    outputs
}

fn put(outputs: &Outputs, out: &Path) -> Result<Published, Error> {
    put_how(outputs, out, false).map(|published| published.sites[0])
}

fn put_how(outputs: &Outputs, out: &Path, in_place: bool) -> Result<Publication, Error> {
    let cancel = AtomicBool::new(false);
    publish(outputs, out, Options { in_place, ..options(&cancel) })
}

fn options(cancel: &AtomicBool) -> Options<'_> {
    Options { sources: &[], sites: &[], allow_empty: false, in_place: false, cancel }
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

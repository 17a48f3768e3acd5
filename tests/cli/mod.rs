//! The program as people start it: what it answers, and what it leaves behind when it is stopped.
#![expect(clippy::disallowed_methods, reason = "these tests write sites and start the program")]

mod adding;
mod answers;
mod determinism;
mod digest;
mod drift;
mod exchange;
mod mending;
mod new;
mod online;
mod parts;
mod publishing;
mod releasing;
mod renaming;
mod schema;
mod search;
mod serving;
mod story;
mod telling;
mod updating;

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

/// A folder with a site of two cards that hang together.
fn site() -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    write(folder.path(), "wijkgids.yaml", "title: Gids\nbase_url: https://gids.example/\n");
    let kept = "status: gepubliceerd\neigenaar: redactie\nherzien_voor: 2027-11-01";
    write(folder.path(), "kaarten/een.md", &format!("---\ntitel: Een\n{kept}\n---\n[[kaarten/twee]]\n"));
    write(folder.path(), "kaarten/twee.md", &format!("---\ntitel: Twee\n{kept}\n---\nTekst.\n"));
    folder
}

fn write(folder: &Path, file: &str, text: &str) {
    let path = folder.join(file);
    fs::create_dir_all(path.parent().expect("a folder")).expect("made");
    fs::write(path, text).expect("written");
}

/// The program, in a folder, with an environment in which only the test decides.
fn wijkgids<A: AsRef<OsStr>>(folder: &Path, arguments: impl IntoIterator<Item = A>) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_wijkgids"));
    command.current_dir(folder).args(arguments).env("SOURCE_DATE_EPOCH", "1795996800");
    for name in ["LC_ALL", "LC_MESSAGES", "LANG", "TZ", "RAYON_NUM_THREADS"] {
        command.env_remove(name);
    }
    command
}

/// What the program answers: its status, and what it says on both streams.
struct Answer {
    status: Option<i32>,
    out: String,
    err: String,
}

fn answer(command: &mut Command) -> Answer {
    let Output { status, stdout, stderr } = command.output().expect("the program starts");
    let text = |bytes| String::from_utf8(bytes).expect("it speaks UTF-8");
    Answer { status: status.code(), out: text(stdout), err: text(stderr) }
}

/// Every file below a folder, by path.
fn tree(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = walkdir::WalkDir::new(root).into_iter().map(|entry| entry.expect("it can be read"));
    let files = entries.filter(|entry| entry.file_type().is_file()).map(|entry| {
        let path = entry.path().strip_prefix(root).expect("it lies in there");
        (path.to_str().expect("names of outputs are plain").to_owned(), fs::read(entry.path()).expect("read"))
    });
    files.collect()
}

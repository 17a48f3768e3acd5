//! Writes a library of any size to a folder, to measure whole commands with:
//!
//! ```text
//! cargo run --release --example library -- 10000 gids
//! ```
#![expect(clippy::disallowed_methods, clippy::print_stderr, reason = "a program that writes files")]

#[path = "../benches/library/mod.rs"]
mod library;

use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, n, folder] = &arguments[..] else {
        eprintln!("usage: library NUMBER-OF-CARDS FOLDER");
        return ExitCode::from(2);
    };
    let Ok(n) = n.parse() else {
        eprintln!("`{n}` isn't a number");
        return ExitCode::from(2);
    };
    for (path, text) in library::files(n) {
        let path = Path::new(folder).join(path);
        let parent = path.parent().expect("every file lies in a folder");
        if let Err(error) = std::fs::create_dir_all(parent).and_then(|()| std::fs::write(&path, text)) {
            eprintln!("{}: {error}", path.display());
            return ExitCode::from(2);
        }
    }
    ExitCode::SUCCESS
}

//! Writes a country to a folder: municipalities that lie on one national library, to measure many sites at once with.
//!
//! ```text
//! cargo run --release --example country -- 342 content/landelijk land
//! wijkgids build land/* --out publiek
//! ```
#![expect(clippy::disallowed_methods, clippy::print_stderr, reason = "a program that writes files")]

use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, n, base, folder] = &arguments[..] else {
        eprintln!("usage: country NUMBER-OF-MUNICIPALITIES NATIONAL-LIBRARY FOLDER");
        return ExitCode::from(2);
    };
    let Ok(n) = n.parse() else {
        eprintln!("`{n}` isn't a number");
        return ExitCode::from(2);
    };
    match write(n, Path::new(base), Path::new(folder)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(2)
        }
    }
}

fn write(n: usize, base: &Path, folder: &Path) -> io::Result<()> {
    let national = folder.join("landelijk");
    let documents = copy(base, &national, base)?;
    for number in 1..=n {
        let site = folder.join(format!("gemeente-{number:03}"));
        put(
            &site.join("wijkgids.yaml"),
            &format!(
                "title: Gids van gemeente {number}\nextends: ../landelijk\nbase_url: https://gemeente-{number}.example/\n\
                 values: {{gemeente: Gemeente {number}, team: team {number}, telefoon: 14 0{number:03}}}\n"
            ),
        )?;
        // Every municipality changes other documents, and each of them in another way.
        for (idx, path) in documents.iter().enumerate().filter(|(idx, _)| (idx + number) % 9 == 0) {
            let text = match (idx + number) / 9 % 4 {
                0 => format!("---\nsamenvatting: Zo gaat het in gemeente {number}.\n---\n"),
                1 => format!(
                    "---\n---\n\n## Bij ons in gemeente {number}\n\nBel het {{{{ team }}}} op {{{{ telefoon }}}}.\n"
                ),
                2 => "---\nverborgen: true\n---\n".to_owned(),
                _ => format!(
                    "---\n---\n\n## Zo doe je het\n\n1. Vraag het in gemeente {number} aan het {{{{ team }}}}.\n"
                ),
            };
            put(&site.join(path), &text)?;
        }
        put(
            &site.join("kaarten/preventie/onze-kaart.md"),
            &format!(
                "---\ntitel: Vraag het gemeente {number}\nsamenvatting: Alleen hier.\nthema: preventie\nstatus: gepubliceerd\n---\n\n\
                 ## Waarom\n\nOmdat het hier zo gaat.\n\n## Zo doe je het\n\n1. Bel {{{{ telefoon }}}}.\n\n## Wanneer niet\n\nBij nacht.\n"
            ),
        )?;
    }
    Ok(())
}

/// Copies a library; gives the paths of its cards in it.
fn copy(from: &Path, to: &Path, root: &Path) -> io::Result<Vec<PathBuf>> {
    let mut cards = Vec::new();
    std::fs::create_dir_all(to)?;
    let mut entries = std::fs::read_dir(from)?.collect::<io::Result<Vec<_>>>()?;
    entries.sort_by_key(std::fs::DirEntry::file_name);
    for entry in entries {
        let (path, target) = (entry.path(), to.join(entry.file_name()));
        let inside = path.strip_prefix(root).expect("what a folder holds lies below it").to_owned();
        if entry.file_name() == "public" {
            continue;
        } else if entry.file_type()?.is_dir() {
            cards.extend(copy(&path, &target, root)?);
        } else {
            std::fs::copy(&path, &target)?;
            if inside.starts_with("kaarten") && inside.to_string_lossy().matches('.').count() == 1 {
                cards.push(inside);
            }
        }
    }
    Ok(cards)
}

fn put(path: &Path, text: &str) -> io::Result<()> {
    std::fs::create_dir_all(path.parent().expect("every file lies in a folder"))?;
    std::fs::write(path, text)
}

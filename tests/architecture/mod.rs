//! The rules of the repository that a compiler doesn't keep.
#![expect(clippy::disallowed_methods, reason = "tests read the repository")]

mod source;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use source::{SourceFile, Sources};
use wijkgids::text::{MessageLanguage, Rule};

/// How many lines a file may have before it most likely holds two ideas.
const LONGEST: usize = 450;

/// Files that are longer all the same, each with its reason.
const LONGER: [(&str, &str); 1] =
    [("page/ladder.rs", "two drawings of one thing, with the measures they share")];

/// Names that several types have because the module before it says which one is meant.
const STANDARD: [&str; 3] = ["Error", "Format", "Options"];

#[test]
fn a_stage_uses_only_the_stages_before_it() {
    let sources = Sources::read(&rust_files());
    let stages = stages();
    let mut wrong = Vec::new();
    for file in sources.in_order() {
        let Some(stage) = stages.iter().position(|stage| *stage == folder(file)) else { continue };
        for (used, _) in &file.uses {
            let later = stages[stage + 1..].iter().find(|later| used.first() == Some(later));
            wrong.extend(later.map(|_| format!("src/{}: uses `{}`", file.path, used.join("::"))));
        }
    }
    assert!(wrong.is_empty(), "the reading order is {}:\n{}", stages.join(", "), wrong.join("\n"));
}

#[test]
fn a_file_uses_only_the_files_before_it() {
    let sources = Sources::read(&rust_files());
    let ordered = sources.in_order();
    let place = |file: &SourceFile| ordered.iter().position(|other| other.path == file.path);
    let mut wrong = Vec::new();
    for (at, file) in ordered.iter().enumerate() {
        for (used, is_test) in &file.uses {
            let defining = sources.defining(used);
            if !is_test && folder(defining) == folder(file) && place(defining) > Some(at) {
                wrong.push(format!("src/{}: uses `{}` of src/{}", file.path, used.join("::"), defining.path));
            }
        }
    }
    assert!(wrong.is_empty(), "the order is that of the `mod` lines:\n{}", wrong.join("\n"));
}

#[test]
fn a_type_has_a_name_of_its_own() {
    let files = rust_files();
    let sources = Sources::read(&files);
    let mut named: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for file in sources.in_order() {
        for name in &file.types {
            named.entry(name).or_default().push(&file.path);
        }
    }
    named.retain(|name, files| files.len() > 1 && !STANDARD.contains(name));
    let shared: Vec<String> =
        named.iter().map(|(name, files)| format!("{name}: {}", files.join(", "))).collect();
    assert!(shared.is_empty(), "types that share a name:\n{}", shared.join("\n"));
}

/// The folder of `src` that a file lies in.
fn folder(file: &SourceFile) -> &str {
    file.path.split('/').next().unwrap_or_default()
}

#[test]
fn every_folder_of_the_source_is_a_stage() {
    let stages = stages();
    let folders: Vec<String> = std::fs::read_dir(root().join("src"))
        .expect("the source is there")
        .map(|entry| entry.expect("it can be read"))
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().into_string().expect("names in the repository are plain"))
        .filter(|folder| !stages.contains(folder))
        .collect();
    assert!(folders.is_empty(), "these have no place in the reading order yet: {folders:?}");
}

#[test]
fn every_rule_is_explained_and_specified() {
    for rule in Rule::ALL {
        let name = rule.name();
        for language in [MessageLanguage::Nl, MessageLanguage::En] {
            assert!(!rule.explanation(language).is_empty(), "`{name}` has no explanation");
        }
        let spec = root().join(format!("tests/spec/rules/{name}.md"));
        let text = std::fs::read_to_string(&spec).unwrap_or_default();
        let tests = text.lines().filter(|line| line.starts_with("## ")).count();
        assert!(tests > 0, "`{name}` has no tests in tests/spec/rules/{name}.md");
        assert!(
            text.contains(&format!("{name}: "))
                || text.contains(&format!("{name} (let op): "))
                || *rule == Rule::InternalError,
            "no test of tests/spec/rules/{name}.md finds anything"
        );
    }
}

#[test]
fn every_specified_rule_exists() {
    for entry in std::fs::read_dir(root().join("tests/spec/rules")).expect("the specification is there") {
        let path = entry.expect("it can be read").path();
        let name =
            path.file_stem().and_then(|name| name.to_str()).expect("names in the repository are plain");
        assert!(Rule::named(name).is_some(), "there is no rule `{name}` any more");
    }
}

#[test]
fn every_module_says_what_it_is_for() {
    for (path, text) in rust_files() {
        assert!(text.starts_with("//! "), "src/{path} doesn't start with `//!`");
    }
}

#[test]
fn a_file_holds_one_idea() {
    for (path, text) in rust_files() {
        let lines = text.lines().count();
        match LONGER.iter().find(|(longer, _)| *longer == path) {
            None => assert!(lines <= LONGEST, "src/{path} has {lines} lines; divide it, or say why not"),
            Some(_) => assert!(lines > LONGEST, "src/{path} needs no exception any more"),
        }
    }
    for (path, _) in LONGER {
        assert!(root().join("src").join(path).is_file(), "src/{path} isn't there any more");
    }
}

#[test]
fn nothing_names_a_path_of_a_machine() {
    // In parts, so that this file doesn't name one.
    let machine =
        [["/ho", "me/"], ["/wo", "rk/"], ["/tm", "p/"], ["/dev", "/shm"], ["/ro", "ot/"], ["/Us", "ers/"]]
            .map(|parts| parts.concat());
    let mut wrong = Vec::new();
    for path in repository() {
        let Ok(text) = std::fs::read_to_string(&path) else { continue };
        for (number, line) in text.lines().enumerate() {
            let found = machine.iter().find(|machine| {
                // `https://stad.example/home/` is an address.
                line.match_indices(machine.as_str()).any(|(at, _)| {
                    !line[..at].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '}'))
                })
            });
            if found.is_some() {
                let path = path.strip_prefix(root()).expect("it lies in there").display();
                wrong.push(format!("{path}:{}: {}", number + 1, line.trim()));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// The folders of `src` in the reading order of `lib.rs`: each may use itself and those before it.
fn stages() -> Vec<String> {
    let text = std::fs::read_to_string(root().join("src/lib.rs")).expect("source can be read");
    let names = text.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'));
    names.map(str::to_owned).collect()
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every file of `src` by its path in it, with its text.
fn rust_files() -> Vec<(String, String)> {
    let root = root().join("src");
    let files = walk(&root).into_iter().filter(|path| path.extension().is_some_and(|ending| ending == "rs"));
    let texts = files.map(|path| {
        let text = std::fs::read_to_string(&path).expect("source can be read");
        let path = path.strip_prefix(&root).expect("it lies in there");
        (path.to_str().expect("names in the repository are plain").replace('\\', "/"), text)
    });
    texts.collect()
}

/// Every file that belongs to the repository, apart from the tests.
fn repository() -> Vec<PathBuf> {
    let not_ours = [".git", "target", "tests", "public", "node_modules"];
    std::fs::read_dir(root())
        .expect("the repository is there")
        .map(|entry| entry.expect("it can be read").path())
        .filter(|path| !not_ours.iter().any(|name| path.file_name().is_some_and(|file| file == *name)))
        .flat_map(|path| walk(&path))
        .filter(|path| !path.components().any(|part| part.as_os_str() == "public"))
        .collect()
}

fn walk(path: &Path) -> Vec<PathBuf> {
    let entries = walkdir::WalkDir::new(path).sort_by_file_name().into_iter();
    let entries = entries.map(|entry| entry.expect("the repository can be read"));
    entries.filter(|entry| entry.file_type().is_file()).map(walkdir::DirEntry::into_path).collect()
}

//! Safe fixes: made in memory until none is left, then shown or written. A file keeps its own ends of lines.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::document::masked;
use crate::pipeline::{Built, Inputs};
use crate::report::{Paint, difference};
use crate::shell::build::Error;
use crate::shell::console::Console;
use crate::shell::drift::store;
use crate::text::{Applicability, Diagnostic, Rule, Severity, Source, SourcePath, TextEdit, edited, phrase};

/// How often what is fixed is looked at again: behind a fixed line another one may come to light.
const ROUNDS: usize = 10;

/// The files in which people write. A table in a workbook isn't text.
const TEXTS: [&str; 3] = ["md", "yaml", "csv"];

/// Makes the safe fixes of a site in memory, and looks again, until there is nothing left to fix. A file that is no better for
/// it is left as it was.
pub(super) fn apply(
    mut built: Built,
    inputs: &mut Inputs,
    mut look: impl FnMut(&mut Inputs) -> Built,
) -> Built {
    let mut left: BTreeSet<SourcePath> = BTreeSet::new();
    for _ in 0..ROUNDS {
        let mut edits = edits(&built.diagnostics, &inputs.sources);
        edits.retain(|path, _| !left.contains(path));
        if edits.is_empty() {
            break;
        }
        let mut before: Vec<Source> = Vec::new();
        for (path, edits) in edits {
            let source = inputs.sources[&path].clone();
            inputs.sources.insert(path.clone(), Source::new(path, &edited(source.text(), edits)));
            before.push(source);
        }
        let after = look(inputs);
        let worse = before.into_iter().filter(|source| !is_better(&built, &after, source.path()));
        let worse: Vec<Source> = worse.collect();
        if worse.is_empty() {
            built = after;
            continue;
        }
        for source in worse {
            left.insert(source.path().clone());
            inputs.sources.insert(source.path().clone(), source);
        }
        built = look(inputs);
    }
    built
}

/// Whether a file has no more errors than before; one that couldn't be read may show what is in it, but has to be readable.
fn is_better(before: &Built, after: &Built, path: &SourcePath) -> bool {
    let errors = |built: &Built, unreadable: bool| {
        let errors = built.diagnostics.iter().filter(|one| one.severity == Severity::Error);
        let errors = errors.filter(|one| one.path() == Some(path));
        errors.filter(|one| !unreadable || one.rule == Rule::InvalidYaml).count()
    };
    if errors(before, true) > 0 {
        errors(after, true) == 0
    } else {
        errors(after, false) <= errors(before, false)
    }
}

/// How many problems have a fix that nobody has to choose.
pub(super) fn count(diagnostics: &[Diagnostic], sources: &BTreeMap<SourcePath, Source>) -> usize {
    edits(diagnostics, sources).values().map(Vec::len).sum()
}

/// The changes that nobody has to choose, in files of the site's own layer.
fn edits(
    diagnostics: &[Diagnostic],
    sources: &BTreeMap<SourcePath, Source>,
) -> BTreeMap<SourcePath, Vec<TextEdit>> {
    let mut edits: BTreeMap<SourcePath, Vec<TextEdit>> = BTreeMap::new();
    let is_safe = |diagnostic: &&Diagnostic| {
        diagnostic.fix.as_ref().is_some_and(|fix| fix.applicability == Applicability::MachineApplicable)
    };
    for diagnostic in diagnostics.iter().filter(is_safe) {
        let is_text =
            |path: &&SourcePath| path.extension().is_some_and(|extension| TEXTS.contains(&extension));
        let Some(path) = diagnostic.path().filter(|path| path.way().is_empty()).filter(is_text) else {
            continue;
        };
        let edit = sources.get(path).and_then(|source| diagnostic.edit(source));
        edits.entry(path.clone()).or_default().extend(edit);
    }
    edits.retain(|_, edits| !edits.is_empty());
    edits
}

/// A file before and after.
pub(super) struct FixedFile<'c> {
    path: &'c SourcePath,
    before: &'c str,
    after: &'c str,
}

/// The files that differ.
pub(super) fn changes<'c>(
    before: &'c BTreeMap<SourcePath, Source>,
    after: &'c BTreeMap<SourcePath, Source>,
) -> Vec<FixedFile<'c>> {
    let pairs = before.iter().filter_map(|(path, before)| Some((path, before, after.get(path)?)));
    pairs
        .filter(|(_, before, after)| before.digest() != after.digest())
        .map(|(path, before, after)| FixedFile { path, before: before.text(), after: after.text() })
        .collect()
}

/// Prints which words would change.
pub(super) fn show(changes: &[FixedFile<'_>], folder: &str, console: Console) {
    for FixedFile { path, before, after } in changes {
        console.eprint(&format!("{folder}{path}"));
        for line in difference(before, after, Paint::of(console.is_colored())) {
            // A log may take a line that begins with `::` for a command.
            console.eprint(&format!("  | {}", masked(&line)));
        }
        console.eprint("");
    }
    let n = changes.len();
    console.eprint(
        phrase!(
            "zonder `--dry-run` verandert `--fix` dit in {n} bestand(en)",
            "without `--dry-run`, `--fix` changes this in {n} file(s)"
        )
        .in_language(console.language),
    );
}

/// Writes the files, and tells which.
///
/// # Errors
///
/// When one can't be written, or was changed by somebody else meanwhile.
pub(super) fn write(site: &Path, changes: &[FixedFile<'_>], console: Console) -> Result<(), Error> {
    for FixedFile { path, before, after } in changes {
        let typed = store::read(site, path)?;
        if Source::new((*path).clone(), &typed).text() != *before {
            let path = site.join(path.local());
            let path = path.display();
            return Err(Error::Refused(phrase!(
                "`{path}` is intussen veranderd; geef de opdracht nog eens",
                "`{path}` was changed meanwhile; give the command again"
            )));
        }
        store::write(site, path, &with_line_ends(after, &typed))?;
        let shown = site.join(path.local());
        console.eprint(&format!("{}: {}", console.say("verbeterd", "mended"), shown.display()));
    }
    Ok(())
}

/// A text with the mark at the start and the ends of lines of how it was typed before. A fix never adds or takes a line.
fn with_line_ends(text: &str, typed: &str) -> String {
    let mark = if typed.starts_with('\u{feff}') { "\u{feff}" } else { "" };
    let mut whole = String::with_capacity(typed.len());
    whole.push_str(mark);
    let mut rest = typed;
    for (idx, line) in text.split('\n').enumerate() {
        if idx > 0 {
            let end = rest.find(['\r', '\n']).unwrap_or(rest.len());
            let length = if rest[end..].starts_with("\r\n") { 2 } else { 1 };
            whole.push_str(&rest[end..(end + length).min(rest.len())]);
            rest = &rest[(end + length).min(rest.len())..];
        }
        whole.push_str(line);
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_keeps_its_own_ends_of_lines() {
        assert_eq!(with_line_ends("één\nb\n\nd", "\u{feff}een\r\nb\n\r\nc"), "\u{feff}één\r\nb\n\r\nd");
        assert_eq!(with_line_ends("x\ny\n", "a\rb\r"), "x\ry\r");
    }
}

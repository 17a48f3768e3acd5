//! The specification, run: every file under `tests/spec` says with examples how Wijkgids behaves. How such a file is
//! written is reported in `support/spec_file.rs`.
//!
//! `UPDATE=1 cargo test spec::` writes into the files what really happens; read the difference before you commit
//! it. `SPEC=links` runs only the files and tests that have `links` in their name.
#![expect(clippy::disallowed_methods, reason = "tests read the specification and may rewrite it")]

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;
use wijkgids::config::Readership;
use wijkgids::pipeline::{Built, Inputs, Mode, OutputPath, Pipeline};
use wijkgids::shell::read;
use wijkgids::text::{Checked, Diagnostic, Rule, Severity, Source, SourcePath};

use crate::support::messages;
use crate::support::spec_file::{Block, Edit, Form, Label, SpecFile, SpecTest};

/// What a test has for `wijkgids.yaml` where it doesn't give one.
const CONFIG: &str = "title: Gids\nbase_url: https://gids.example/\n";

#[test]
fn the_specification_holds() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/spec");
    let updates = std::env::var("UPDATE").is_ok();
    let filter = std::env::var("SPEC").unwrap_or_default();
    let theme = files(&root.join("theme"));
    let specs: Vec<PathBuf> =
        files(&root).into_keys().filter(|path| path.ends_with(".md")).map(|path| root.join(path)).collect();
    let failures: Vec<String> =
        specs.par_iter().flat_map(|path| check(path, &root, &theme, updates, &filter)).collect();
    assert!(
        failures.is_empty(),
        "\n{}\n{} tests of the specification fail",
        failures.join("\n"),
        failures.len()
    );
}

/// Runs the tests of one file, and gives what each that fails has to say.
fn check(
    path: &Path,
    root: &Path,
    theme: &BTreeMap<String, Vec<u8>>,
    updates: bool,
    filter: &str,
) -> Vec<String> {
    let text = std::fs::read_to_string(path).expect("the specification can be read");
    let name = path.strip_prefix(root).expect("it lies in there").display().to_string();
    let file = match SpecFile::read(&text) {
        Ok(file) => file,
        Err(problem) => return vec![format!("tests/spec/{name}: {problem}")],
    };
    let mut failures = Vec::new();
    let mut edits = Vec::new();
    for test in &file.tests {
        let runs = !test.blocks.is_empty() && (name.contains(filter) || test.name.contains(filter));
        if !runs {
            continue;
        }
        // A panic of one test must not hide what the others find.
        let found = std::panic::catch_unwind(|| differences(&file, test, theme));
        match found.unwrap_or_else(|_| Err("the core panics".to_owned())) {
            Err(problem) => {
                failures.push(format!("tests/spec/{name}:{}: {}: {problem}", test.line, test.name))
            }
            Ok(found) if updates => edits.extend(found),
            Ok(found) if found.is_empty() => {}
            Ok(found) => {
                let mut failure = format!("tests/spec/{name}:{}: {}", test.line, test.name);
                for edit in found {
                    let (info, before, after) = match &edit {
                        Edit::Replace(block, text) => {
                            (format!("{:?}", block.label), block.text.as_str(), text)
                        }
                        Edit::Append(_, info, text) => ((*info).to_owned(), "", text),
                    };
                    write!(failure, "\n  {info}\n{}", difference(before, after)).expect("into a string");
                }
                failures.push(failure);
            }
        }
    }
    if !edits.is_empty() {
        std::fs::write(path, file.edited(&edits)).expect("the specification can be written");
    }
    failures
}

/// Whether a test, or its file, has this line among its settings.
fn has_setting(file: &SpecFile, test: &SpecTest, setting: &str) -> bool {
    let settings =
        file.shared.iter().chain(&test.blocks).filter(|block| matches!(block.label, Label::Settings));
    settings.flat_map(|block| block.text.lines()).any(|line| line == setting)
}

/// What is otherwise than the test says.
fn differences<'s>(
    file: &'s SpecFile,
    test: &'s SpecTest,
    theme: &BTreeMap<String, Vec<u8>>,
) -> Result<Vec<Edit<'s>>, String> {
    let inputs = inputs(file, test, theme)?;
    let is_whole = has_setting(file, test, "made: completely");
    let mut pipeline = Pipeline::new();
    let built = if is_whole { pipeline.complete(&inputs) } else { pipeline.run(&inputs) };
    if let Some(objection) = built.diagnostics.iter().find_map(messages::objection) {
        return Err(objection);
    }
    let asks_for_duties = has_setting(file, test, "duties: asked");
    let mut edits = Vec::new();
    let mut expects = false;
    for block in &test.blocks {
        let found = match &block.label {
            Label::Input { .. } | Label::Settings => continue,
            Label::Diagnostics { english } => {
                expects = true;
                rendered(&built, &inputs, asks_for_duties, *english)
            }
            Label::Outputs => outputs(&built),
            Label::Page { path, part } => page(&built, path, part)?,
        };
        if found != block.text {
            edits.push(Edit::Replace(block, found));
        }
    }
    let said = rendered(&built, &inputs, asks_for_duties, false);
    if !expects && !said.is_empty() {
        edits.push(Edit::Append(test, "diagnostics", said));
    }
    Ok(edits)
}

/// What goes in: the blocks of the test over those of the file, and the bare theme, so that a page is what the core
/// says it is, whatever the default theme makes of it.
fn inputs(file: &SpecFile, test: &SpecTest, theme: &BTreeMap<String, Vec<u8>>) -> Result<Inputs, String> {
    let mut inputs = Inputs {
        layers: vec![String::new()],
        sources: BTreeMap::new(),
        files: BTreeMap::new(),
        theme: BTreeMap::new(),
        today: jiff::civil::date(2026, 11, 21),
        mode: Mode::Preview,
        readership: None,
        is_for_production: false,
        found: Vec::new(),
    };
    let mut texts: BTreeMap<&str, (Vec<u8>, &Form)> =
        [(wijkgids::config::FILE_NAME, (CONFIG.into(), &Form::Text))].into();
    let mut from_disk = false;
    for block in file.shared.iter().chain(&test.blocks) {
        match &block.label {
            Label::Input { path, form } => {
                texts.insert(path, (bytes(block, form), form));
            }
            Label::Settings => {
                for (key, value) in block.text.lines().filter_map(|line| line.split_once(": ")) {
                    match (key, value) {
                        ("mode", "publish") => inputs.mode = Mode::Publish,
                        ("readers", "residents") => inputs.readership = Some(Readership::Resident),
                        // Read where the site is made, and where it is reported what is wrong with it.
                        ("made", "completely") | ("duties", "asked") => {}
                        ("production", "yes") => inputs.is_for_production = true,
                        ("today", day) => {
                            inputs.today = day.parse().map_err(|_| format!("`{day}` isn't a day"))?
                        }
                        ("read", "disk") => from_disk = true,
                        ("more cards", count) => {
                            let count = count.parse().map_err(|_| format!("`{count}` isn't a number"))?;
                            inputs.sources.extend((1..=count).map(card));
                        }
                        _ => return Err(format!("there is no setting `{key}: {value}`")),
                    }
                }
            }
            Label::Page { .. } | Label::Diagnostics { .. } | Label::Outputs => {}
        }
    }
    inputs.layers = layers(&texts);
    if from_disk {
        inputs = read_from_disk(&texts, &inputs)?;
    } else {
        for (path, (bytes, _)) in &texts {
            let (way, local) = layered(path.strip_prefix("theme/").unwrap_or(path));
            let owned = SourcePath::below(way, local).map_err(|error| error.to_string())?;
            if path.starts_with("theme/") {
                inputs.theme.insert(owned, Arc::from(&bytes[..]));
            } else if [".md", ".yaml", ".csv"].iter().any(|ending| path.ends_with(ending)) {
                let Checked { value, diagnostics } = Source::decode(owned.clone(), bytes);
                inputs.sources.insert(owned, value);
                inputs.found.extend(diagnostics);
            } else {
                inputs.files.insert(owned, Arc::from(&bytes[..]));
            }
        }
    }
    for (path, bytes) in theme {
        let path = SourcePath::new(path).expect("the bare theme has sound names");
        inputs.theme.entry(path).or_insert_with(|| Arc::from(&bytes[..]));
    }
    Ok(inputs)
}

fn read_from_disk(texts: &BTreeMap<&str, (Vec<u8>, &Form)>, settings: &Inputs) -> Result<Inputs, String> {
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    // So that there is something beside it for the sites that it lies on.
    let site = folder.path().join("site");
    std::fs::create_dir(&site).map_err(|error| error.to_string())?;
    for (path, (bytes, form)) in texts {
        let path = site.join(path);
        std::fs::create_dir_all(path.parent().expect("it has a folder"))
            .map_err(|error| error.to_string())?;
        match form {
            Form::Folder => std::fs::create_dir_all(&path),
            Form::Link => {
                let target = String::from_utf8_lossy(bytes);
                std::os::unix::fs::symlink(target.trim(), &path)
            }
            Form::Text | Form::Bytes | Form::Image(..) => std::fs::write(&path, bytes),
        }
        .map_err(|error| error.to_string())?;
    }
    let theme = site.join("theme");
    let theme = theme.is_dir().then_some(&*theme);
    read::read(&site, theme, settings.today, settings.mode).map_err(|error| error.to_string())
}

/// The way to the layer that a path lies in, and the path in there: `../landelijk/kaarten/a.md`.
fn layered(path: &str) -> (&str, &str) {
    let up = path.rfind("../").map_or(0, |up| up + 3);
    let way = if up == 0 { 0 } else { path[up..].find('/').map_or(up, |slash| up + slash + 1) };
    path.split_at(way)
}

/// The ways to the layers, the lowest first, as `extends` in each configuration names the next; all of them beside each
/// other.
fn layers(texts: &BTreeMap<&str, (Vec<u8>, &Form)>) -> Vec<String> {
    let mut layers = vec![String::new()];
    loop {
        let config = format!("{}{}", layers[layers.len() - 1], wijkgids::config::FILE_NAME);
        let text = texts.get(config.as_str()).map(|(bytes, _)| String::from_utf8_lossy(bytes));
        let extends =
            text.as_deref().and_then(|text| text.lines().find_map(|line| line.strip_prefix("extends: ")));
        match extends {
            Some(way) if layers.len() < 8 => layers.push(format!("{way}/")),
            Some(_) | None => break,
        }
    }
    layers.reverse();
    layers
}

/// A card that is only there to be one of many.
fn card(number: usize) -> (SourcePath, Source) {
    let path = SourcePath::new(&format!("kaarten/meer/kaart-{number:03}.md")).expect("a sound path");
    let source = Source::new(path.clone(), &format!("---\ntitel: Kaart {number:03}\n---\n"));
    (path, source)
}

/// The bytes of an input file.
fn bytes(block: &Block, form: &Form) -> Vec<u8> {
    match form {
        Form::Text | Form::Link | Form::Folder => block.text.clone().into_bytes(),
        Form::Bytes => {
            let mut bytes = Vec::new();
            let mut rest = block.text.strip_suffix('\n').unwrap_or(&block.text);
            while let Some((before, after)) = rest.split_once("\\x") {
                bytes.extend(before.bytes());
                let (hex, after) = after.split_at(2);
                bytes.push(u8::from_str_radix(hex, 16).expect("two hexadecimal digits follow `\\x`"));
                rest = after;
            }
            bytes.extend(rest.bytes());
            bytes
        }
        Form::Image(width, height) => {
            // The head of a PNG file is all that anybody looks at.
            let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
            png.extend(width.to_be_bytes());
            png.extend(height.to_be_bytes());
            png.extend(b"\x08\x02\0\0\0\0\0\0\0");
            if let Some(kilobytes) = block.text.trim().strip_suffix(" kB") {
                let kilobytes: usize = kilobytes.parse().expect("a number stands before `kB`");
                png.resize(kilobytes * 1_000, 0);
            }
            png
        }
    }
}

/// Every diagnostic as `path:line:column rule: message`, warnings marked as such, with its hints below it.
fn rendered(built: &Built, inputs: &Inputs, asks_for_duties: bool, english: bool) -> String {
    let mut rendered = String::new();
    // What is published in a test has other things to tell than what everything that is published needs.
    let duties = [Rule::MissingDuty, Rule::MissingOwner, Rule::MissingReview];
    let asks = |rule: Rule| !duties.contains(&rule) || inputs.is_for_production || asks_for_duties;
    for Diagnostic { at, rule, severity, message, hints, fix: _, may_come_from_below: _ } in
        built.diagnostics.iter().filter(|one| asks(one.rule))
    {
        if let Some(at) = at {
            let position = inputs.sources.get(&at.path).map(|source| source.position(at.span.start));
            let (line, column) = position.map_or((1, 1), |position| (position.line, position.column));
            write!(rendered, "{}:{line}:{column} ", at.path).expect("into a string");
        }
        let warning = match severity {
            Severity::Error => "",
            Severity::Warning => " (let op)",
        };
        let message = if english { &message.en } else { &message.nl };
        writeln!(rendered, "{}{warning}: {}", rule.name(), visible(message)).expect("into a string");
        for hint in hints {
            let hint = if english { &hint.en } else { &hint.nl };
            writeln!(rendered, "  {}", visible(hint)).expect("into a string");
        }
    }
    rendered
}

/// A sentence in which everything can be seen.
fn visible(sentence: &str) -> String {
    let is_hidden = |c: char| {
        c.is_control() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{feff}')
    };
    let seen =
        sentence.chars().map(|c| if is_hidden(c) { c.escape_default().to_string() } else { c.to_string() });
    seen.collect()
}

fn outputs(built: &Built) -> String {
    let paths = built.outputs.iter().map(|(path, _)| path.as_str());
    paths.filter(|path| !path.starts_with("assets/")).map(|path| format!("{path}\n")).collect()
}

/// A part of a page of the bare theme, which says before each part what it is called; or the whole of another file.
fn page(built: &Built, path: &str, part: &str) -> Result<String, String> {
    let path = OutputPath::new(path).ok_or_else(|| format!("`{path}` can't be a path"))?;
    let Some(bytes) = built.outputs.get(&path) else { return Ok("(is er niet)\n".to_owned()) };
    let text = String::from_utf8(bytes.to_vec()).map_err(|error| error.to_string())?;
    if !text.starts_with("=== ") {
        return Ok(text);
    }
    let (_, rest) =
        text.split_once(&format!("=== {part}\n")).ok_or_else(|| format!("there is no part `{part}`"))?;
    let (text, _) = rest.split_once("\n=== ").ok_or("the bare theme ends every page with `=== end`")?;
    let text = text.trim_matches('\n');
    Ok(if text.is_empty() { String::new() } else { format!("{text}\n") })
}

/// Lines that went and lines that came, with one line around them.
fn difference(before: &str, after: &str) -> String {
    let (before, after): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    let same = before.iter().zip(&after).take_while(|(one, other)| one == other).count();
    let (before_rest, after_rest) = (&before[same..], &after[same..]);
    let same_end =
        before_rest.iter().rev().zip(after_rest.iter().rev()).take_while(|(one, other)| one == other).count();
    let went = before_rest[..before_rest.len() - same_end].iter().map(|line| format!("    - {line}\n"));
    let came = after_rest[..after_rest.len() - same_end].iter().map(|line| format!("    + {line}\n"));
    let context = same.checked_sub(1).map(|line| format!("      {}\n", before[line]));
    context.into_iter().chain(went).chain(came).collect()
}

/// Every file below a folder, by its path in it.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries =
        walkdir::WalkDir::new(folder).into_iter().map(|entry| entry.expect("the folder can be read"));
    let files = entries.filter(|entry| entry.file_type().is_file()).map(|entry| {
        let path = entry.path().strip_prefix(folder).expect("it lies in there");
        let path = path.to_str().expect("names in the repository are plain").to_owned();
        (path, std::fs::read(entry.path()).expect("the file can be read"))
    });
    files.collect()
}

//! `wijkgids import`: provisions that somebody else wrote down, into a file of the site; never over one that is there.
#![expect(clippy::disallowed_methods, reason = "this module is the I/O shell")]

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use clap::ValueEnum;

use crate::exchange::import::{Imported, Known, Remark, hsds, report, table};
use crate::model::KindId;
use crate::pipeline::{Mode, Pipeline};
use crate::report::printable;
use crate::shell::build::{self, Error};
use crate::shell::console::Console;
use crate::shell::drift::store;
use crate::shell::output::{is_of_config, say};
use crate::text::{Diagnostic, Phrase, Severity, SourcePath, is_slug, phrase, slugify};

/// What provisions come in as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ImportSource {
    /// A table: comma-separated values or a workbook.
    #[value(help = "Een tabel met eigen kolommen: csv, of een werkmap (xlsx)")]
    Csv,
    /// A file of HSDS, or a folder with those of an export.
    #[value(help = "Bestanden van Open Referral (HSDS 3)")]
    Hsds,
}

/// What to take in, and where.
#[derive(Clone, Copy, Debug)]
pub struct Import<'i> {
    /// What the file is.
    pub origin: ImportSource,
    /// The file.
    pub file: &'i Path,
    /// The folder of the site.
    pub site: &'i Path,
    /// The name of the file that is written, without `.yaml`; else after that of the file that is read.
    pub name: Option<&'i str>,
}

/// The largest file that is taken in, in bytes: as large as a table of a site may be.
const CAP: u64 = 8 << 20;

/// How many remarks of one column or property a terminal shows; all of them are in a file.
const SHOWN: usize = 20;

/// Where the reports of imports lie, in the folder of a site. A list of others holds what belongs to people, so that nothing in
/// here is ever committed: the folder has a `.gitignore` of its own.
const REPORTS: &str = ".wijkgids/import";

/// The file of an export of HSDS with its services; the others lie beside it.
const SERVICES: &str = "services.json";
const BESIDE: [&str; 3] = ["organizations.json", "locations.json", "service_at_locations.json"];

/// Takes provisions in. `false` when not everything came in as it was; what didn't is reported.
///
/// # Errors
///
/// When the file can't be read, the site can't be, or there are files of that name already.
pub fn import(import: &Import<'_>, console: Console) -> Result<bool, Error> {
    let inputs = build::open(import.site, Mode::Preview)?.into_inputs();
    let mut diagnostics = Vec::new();
    let sites = Pipeline::new().sites(&inputs).unpack(&mut diagnostics);
    let is_in_the_way = |found: &&Diagnostic| found.severity == Severity::Error && is_of_config(found);
    let in_the_way: Vec<&Diagnostic> = diagnostics.iter().filter(is_in_the_way).collect();
    if !in_the_way.is_empty() {
        console.eprint_diagnostics(in_the_way, &inputs, import.site);
        return Ok(false);
    }
    let name = name(import)?;
    let path = |path: String| SourcePath::new(&path).expect("a slug is a name");
    let own = sites.first().expect("a site has at least its own language");
    let folder = &own.config.model.kind(KindId::PROVISION).folder;
    let yaml = path(format!("{}/{name}.yaml", folder));
    let remarks = path(format!("{REPORTS}/{name}.txt"));
    if store::has(import.site, yaml.local())? {
        return Err(Error::Refused(phrase!(
            "`{yaml}` is er al; kies een andere naam met `--name`",
            "`{yaml}` is there already; choose another name with `--name`"
        )));
    }
    let own = sites.first().expect("a site has at least its own language");
    let imported = read(import, &Known::of(own)).map_err(|error| in_file(import.file, error))?;
    let Imported { yaml: text, provisions, remarks: left } = &imported;
    // Without a provision no file is written, and this is all there is.
    show(left, if *provisions > 0 { SHOWN } else { usize::MAX }, console);
    if *provisions > 0 {
        if !left.is_empty() {
            let ignored = path(format!("{REPORTS}/.gitignore"));
            if !store::has(import.site, ignored.local())? {
                store::write(import.site, &ignored, "*\n")?;
            }
            store::write(import.site, &remarks, &report(left, console.language))?;
        }
        store::write(import.site, &yaml, text)?;
    }
    conclude(&imported, &yaml, &remarks, console)?;
    Ok(left.is_empty() && *provisions > 0)
}

/// Shows remarks, of each column or property at most so many.
fn show(remarks: &[Remark], most: usize, console: Console) {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for remark in remarks {
        let group = remark.place.group();
        let count = counts.entry(group.in_language(console.language).to_owned()).or_default();
        *count += 1;
        if *count <= most {
            let text = remark.rendered(console.language);
            console.eprint(&text.lines().map(printable).collect::<Vec<_>>().join("\n"));
        }
    }
    for (group, count) in counts.iter().filter(|(_, count)| **count > most) {
        let (group, more) = (printable(group), count - most);
        let more_of_it = phrase!("{group}: en nog {more} keer", "{group}: and {more} times more");
        console.eprint(more_of_it.in_language(console.language));
    }
}

/// Says what came in, and where the rest stands.
fn conclude(
    imported: &Imported,
    yaml: &SourcePath,
    remarks: &SourcePath,
    console: Console,
) -> Result<(), Error> {
    let Imported { provisions, remarks: left, .. } = imported;
    let n_left = left.len();
    if *provisions == 0 {
        let nothing = phrase!(
            "er is niets ingelezen: er staat geen voorziening in",
            "nothing was taken in: there is no provision in it"
        );
        console.eprint(nothing.in_language(console.language));
        return Ok(());
    }
    say(console, &phrase!("{yaml}: voorzieningen: {provisions}", "{yaml}: provisions: {provisions}"))?;
    if n_left > 0 {
        let rest = phrase!(
            "{remarks}: wat er niet in paste, of anders werd: {n_left}",
            "{remarks}: what didn't fit, or became something else: {n_left}"
        );
        say(console, &rest)?;
    }
    Ok(())
}

/// The name of the files that are written.
fn name(import: &Import<'_>) -> Result<String, Error> {
    if let Some(name) = import.name {
        if is_slug(name) {
            return Ok(name.to_owned());
        }
        let better = slugify(name);
        return Err(Error::Refused(phrase!(
            "`{name}` kan geen naam van een bestand zijn: kleine letters, cijfers en streepjes, zoals `{better}`",
            "`{name}` can't be the name of a file: lower-case letters, digits and hyphens, as in `{better}`"
        )));
    }
    let name = slugify(&import.file.file_stem().unwrap_or_default().to_string_lossy());
    if name.is_empty() {
        return Err(Error::Refused(phrase!(
            "geef met `--name` een naam aan wat er komt",
            "name what will be written with `--name`"
        )));
    }
    Ok(name)
}

/// What went wrong with a file.
enum Failure {
    /// The system refused.
    Refused(PathBuf, std::io::Error),
    /// It isn't what it should be.
    Wrong(Phrase),
}

fn in_file(file: &Path, failure: Failure) -> Error {
    Error::Refused(match failure {
        Failure::Refused(path, source) => {
            let path = path.display();
            phrase!("`{path}` is niet te lezen: {source}", "can't read `{path}`: {source}")
        }
        Failure::Wrong(Phrase { nl, en }) => {
            let file = file.display();
            phrase!("`{file}`: {nl}", "`{file}`: {en}")
        }
    })
}

fn read(import: &Import<'_>, known: &Known<'_>) -> Result<Imported, Failure> {
    match import.origin {
        ImportSource::Csv => table(&bytes(import.file)?, known).map_err(Failure::Wrong),
        ImportSource::Hsds => {
            let is_folder = import.file.is_dir();
            let file = if is_folder { import.file.join(SERVICES) } else { import.file.to_owned() };
            let mut beside = BTreeMap::new();
            if file.file_name().is_some_and(|name| name == SERVICES) {
                for name in BESIDE {
                    let path = file.with_file_name(name);
                    if path.is_file() {
                        beside.insert(name.to_owned(), bytes(&path)?);
                    }
                }
            }
            hsds(&bytes(&file)?, &beside, known).map_err(Failure::Wrong)
        }
    }
}

fn bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    let refused = |error| Failure::Refused(path.to_owned(), error);
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(refused)?;
    file.take(CAP + 1).read_to_end(&mut bytes).map_err(refused)?;
    if bytes.len() as u64 > CAP {
        let cap = CAP >> 20;
        let path = path.display();
        return Err(Failure::Wrong(phrase!(
            "`{path}` is groter dan {cap} MiB: verdeel het over meer bestanden",
            "`{path}` is larger than {cap} MiB: divide it over several files"
        )));
    }
    Ok(bytes)
}

//! What a site remembers of the sites below it, in `.wijkgids` in its folder: what it last settled of each text, and those texts.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::inside;
use crate::base::BaseManifest;
use crate::edition::drift::is_digest;
use crate::edition::kept::{packed, surplus, unpacked};
use crate::edition::patch::{SourceEdit, patched};
use crate::edition::record::{self, Record};
use crate::edition::settle::Bases;
use crate::model::Language;
use crate::shell::build::Error;
use crate::shell::target::OpenSite;
use crate::text::{Rule, Source, SourcePath, phrase};

/// The folder of the kept texts in that of a site.
const BASES: &str = ".wijkgids/base";
/// Where a site of the first version remembers which documents there were.
const SEEN: &str = ".wijkgids/seen";

/// What a site last settled.
///
/// # Errors
///
/// When that can't be read: what is written over it would be lost.
pub(in crate::shell) fn record(open: &OpenSite) -> Result<Record, Error> {
    let record = &open.library.record;
    if record.diagnostics.iter().any(|found| matches!(found.rule, Rule::InvalidYaml | Rule::MergeConflict)) {
        let path = open.site.join(record::FILE);
        let path = path.display();
        return Err(Error::Refused(phrase!(
            "eerst moet `{path}` te lezen zijn; staan er regels met `<<<<<<<` in, haal die dan weg en laat van elke tekst een regel staan",
            "first `{path}` has to be readable; if it has lines with `<<<<<<<`, take those away and leave one line of each text"
        )));
    }
    let of_first_version = inside::read(&open.site, SEEN)?;
    let Some(seen) = of_first_version else { return Ok(record.value.clone()) };
    let mut first = Record::of_first_version(&String::from_utf8_lossy(&seen));
    if record.value == Record::default() {
        return Ok(first);
    }
    // Some texts were settled since, one by one.
    first.known.retain(|name| !record.value.texts.contains_key(name));
    first.withdrawn.extend(record.value.withdrawn.iter().cloned());
    Ok(Record { known: first.known, withdrawn: first.withdrawn, ..record.value.clone() })
}

/// Writes down what a site settled, in the place of what a site of the first version remembered.
pub(in crate::shell) fn note(site: &Path, record: &Record, language: &Language) -> Result<(), Error> {
    let text = record.written(language);
    if inside::read(site, record::FILE)?.is_none_or(|before| before != text.as_bytes()) {
        inside::write(site, record::FILE, &text)?;
    }
    // Which documents there were is still known only from there.
    if record.known.is_empty() { inside::remove(site, SEEN) } else { Ok(()) }
}

/// What belongs to the release that a site is of, where it says so and that can be read.
pub(in crate::shell) fn manifest(site: &Path) -> Option<BaseManifest> {
    let bytes = inside::read(site, BaseManifest::FILE).ok()??;
    let path = SourcePath::new(BaseManifest::FILE).expect("a plain name is a path");
    BaseManifest::read(&Source::decode(path, &bytes).value)
}

/// The texts that a site keeps. One that isn't what its digest says is as good as none.
pub(super) fn bases(site: &Path) -> Result<Bases, Error> {
    let mut bases = Bases::new();
    for name in kept(site)? {
        let Some(file) = inside::read(site, &base_path(&name))? else { continue };
        bases.extend(unpacked(&name, &String::from_utf8_lossy(&file)));
    }
    Ok(bases)
}

/// Keeps the texts of a document too.
pub(in crate::shell) fn keep(site: &Path, bases: &Bases) -> Result<(), Error> {
    if bases.is_empty() {
        return Ok(());
    }
    let (name, file) = packed(bases);
    let path = base_path(&name);
    if inside::read(site, &path)?.is_none_or(|kept| kept != file.as_bytes()) {
        inside::write(site, &path, &file)?;
    }
    Ok(())
}

/// Drops the files of texts that aren't needed any more.
pub(super) fn prune(site: &Path, needed: &BTreeSet<&str>) -> Result<(), Error> {
    let mut files = BTreeMap::new();
    for name in kept(site)? {
        let file = inside::read(site, &base_path(&name))?.unwrap_or_default();
        files.insert(name, String::from_utf8_lossy(&file).into_owned());
    }
    surplus(&files, needed).into_iter().try_for_each(|name| inside::remove(site, &base_path(name)))
}

/// The names of the files of kept texts. Anything else that lies beside them is somebody's own.
fn kept(site: &Path) -> Result<Vec<String>, Error> {
    let names = inside::files(site, BASES)?.into_iter();
    let digests = names.filter_map(|name| name.strip_suffix(".md").map(str::to_owned));
    Ok(digests.filter(|digest| is_digest(digest)).collect())
}

fn base_path(digest: &str) -> String {
    format!("{BASES}/{digest}.md")
}

/// Writes a file of a site.
pub(in crate::shell) fn write(site: &Path, path: &SourcePath, text: &str) -> Result<(), Error> {
    inside::write(site, path.local(), text)
}

/// Makes these changes in a file of a site.
pub(in crate::shell) fn edit(site: &Path, path: &SourcePath, edits: &[SourceEdit]) -> Result<(), Error> {
    write(site, path, &patched(&read(site, path)?, edits))
}

/// Gives a file of a site another path, where nothing is; folders that aren't there are made, and one that is left empty goes.
pub(in crate::shell) fn rename(site: &Path, from: &SourcePath, to: &SourcePath) -> Result<(), Error> {
    inside::rename(site, from.local(), to.local())
}

/// Writes a file that isn't a text of a site, by its path in the site's folder.
pub(in crate::shell) fn write_bytes(site: &Path, path: &str, bytes: &[u8]) -> Result<(), Error> {
    inside::write(site, path, bytes)
}

/// Whether anything is at a path in the folder of a site.
pub(in crate::shell) fn has(site: &Path, path: &str) -> Result<bool, Error> {
    inside::is_there(site, path)
}

/// Reads a file of a site that is to be changed.
pub(in crate::shell) fn read(site: &Path, path: &SourcePath) -> Result<String, Error> {
    let bytes = inside::read(site, path.local())?;
    bytes.and_then(|bytes| String::from_utf8(bytes).ok()).ok_or_else(|| {
        let path = site.join(path.local());
        let path = path.display();
        Error::Refused(phrase!(
            "`{path}` is niet te lezen: het is weg, of geen UTF-8",
            "can't read `{path}`: it is gone, or not UTF-8"
        ))
    })
}

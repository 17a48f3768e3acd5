//! What a site remembers of the sites below it, in `.wijkgids` in its folder: base texts by digest, and which documents
//! were there when somebody last looked.

use std::collections::BTreeSet;
use std::path::Path;

use super::inside;
use crate::edition::drift;
use crate::edition::settle::Bases;
use crate::shell::build::Error;
use crate::text::{SourcePath, phrase};

/// The folder of the base texts in that of a site.
const BASES: &str = ".wijkgids/base";
/// The file with the documents that were seen.
const SEEN: &str = ".wijkgids/seen";

/// The base texts that a site keeps. One that isn't what its name says is as good as none.
pub(super) fn bases(site: &Path) -> Result<Bases, Error> {
    let mut bases = Bases::new();
    for digest in kept(site)? {
        let Some(text) = inside::read(site, &base_path(&digest))? else { continue };
        // Forges and editors may end its lines otherwise.
        let text = String::from_utf8_lossy(&text).replace("\r\n", "\n");
        let text = text.strip_suffix('\n').unwrap_or(&text);
        if drift::digest(text) == digest {
            bases.insert(digest, text.to_owned());
        }
    }
    Ok(bases)
}

/// Keeps these base texts too.
pub(in crate::shell) fn keep(site: &Path, bases: &Bases) -> Result<(), Error> {
    for (digest, text) in bases {
        let path = base_path(digest);
        let text = format!("{text}\n");
        if inside::read(site, &path)?.is_none_or(|kept| kept != text.as_bytes()) {
            inside::write(site, &path, &text)?;
        }
    }
    Ok(())
}

/// Drops the base texts that no note refers to.
pub(super) fn prune(site: &Path, noted: &BTreeSet<String>) -> Result<(), Error> {
    kept(site)?
        .iter()
        .filter(|digest| !noted.contains(*digest))
        .try_for_each(|digest| inside::remove(site, &base_path(digest)))
}

/// The documents of the sites below that were there when the site was last looked through; `None` where nobody did.
pub(super) fn seen(site: &Path) -> Result<Option<BTreeSet<String>>, Error> {
    let Some(bytes) = inside::read(site, SEEN)? else { return Ok(None) };
    let text = String::from_utf8_lossy(&bytes);
    Ok(Some(text.lines().map(str::trim).map(str::to_owned).collect()))
}

/// Remembers which documents there are below.
pub(super) fn set_seen(site: &Path, ids: &BTreeSet<String>) -> Result<(), Error> {
    let lines: Vec<&str> = ids.iter().map(String::as_str).collect();
    inside::write(site, SEEN, &(lines.join("\n") + "\n"))
}

/// The digests by which texts are kept. Anything else that lies beside them is somebody's own.
fn kept(site: &Path) -> Result<Vec<String>, Error> {
    let names = inside::files(site, BASES)?.into_iter();
    let digests = names.filter_map(|name| name.strip_suffix(".md").map(str::to_owned));
    Ok(digests.filter(|digest| drift::is_digest(digest)).collect())
}

fn base_path(digest: &str) -> String {
    format!("{BASES}/{digest}.md")
}

/// Whether a site has a file already.
pub(in crate::shell) fn has(site: &Path, path: &SourcePath) -> Result<bool, Error> {
    inside::is_there(site, path.local())
}

/// Writes a file of a site.
pub(in crate::shell) fn write(site: &Path, path: &SourcePath, text: &str) -> Result<(), Error> {
    inside::write(site, path.local(), text)
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

//! `wijkgids release`: hands out a base as a new version, which the sites that lie on it can take in.

use std::path::Path;

use super::build::Error;
use super::check;
use super::console::Console;
use super::drift::store;
use super::output::{say, say_lines};
use super::package::BasePackage;
use super::target::site_or_default;
use crate::base::{
    BaseFiles, BaseManifest, BaseVersion, NewRelease, Promises, Releases, digest_of, surprises,
};
use crate::document::DocumentId;
use crate::edition::drift;
use crate::model::Language;
use crate::pipeline::Library;
use crate::release::FileChanges;
use crate::report::printable;
use crate::text::{Phrase, Severity, SourcePath, phrase};

/// What to hand out.
#[derive(Clone, Copy, Debug)]
pub struct NewVersion<'n> {
    /// Its number, as it was typed.
    pub version: &'n str,
    /// The folder of the base.
    pub site: Option<&'n Path>,
    /// What its editors say of it.
    pub note: Option<&'n str>,
    /// Whether it is only said what would be done.
    pub is_dry_run: bool,
}

/// Writes the list of releases and what belongs to this one. `false` when something has to be mended first; then nothing was
/// written.
///
/// # Errors
///
/// When the base can't be read or written, when the version isn't one that comes after the last, or when the folder was received
/// from others.
pub fn release(new: NewVersion<'_>, console: Console) -> Result<bool, Error> {
    let site = site_or_default(new.site);
    let version = BaseVersion::read(new.version).ok_or_else(|| not_a_version(new.version))?;
    let (built, inputs) = check::problems(&site, console)?;
    let package = BasePackage::of_folder(&site)?;
    let before = last(&package, &site)?;
    demand_newer(&version, &package, before.as_ref())?;
    if built.has_errors() {
        let errors = built.diagnostics.iter().filter(|found| found.severity == Severity::Error);
        console.eprint_diagnostics(errors, &inputs, &site);
        say_first(console);
        return Ok(false);
    }
    let library = Library::read(&inputs);
    let promises = Promises::of(&library.config);
    if let Some(before) = &before {
        let surprises = surprises(&before.promises, &promises, &gone(before, &package, &library));
        if !surprises.is_empty() {
            for surprise in &surprises {
                console.eprint(&printable(surprise.in_language(console.language)));
            }
            say_first(console);
            return Ok(false);
        }
    }
    let language = library.config.source_language().clone();
    let mut files = package.digests();
    let id = id_of(&package, before.as_ref(), &files);
    let nothing = |_: &str| Vec::new();
    let entries = package.entries_now(inputs.today);
    let changes = before.as_ref().map(|before| {
        FileChanges::between(&before.files, &files, nothing).with_data(&before.entries, &entries)
    });
    let of_documents = changes.as_ref().map(|changes| changes.of_documents(&library.config.model));
    let text = new.note.unwrap_or_default();
    let listing = NewRelease {
        version: &version,
        date: inputs.today,
        text,
        id: &id,
        changes: &of_documents.unwrap_or_default(),
    };
    let (path, list) = listed(&package, listing, &language)?;
    files.insert(path.local().to_owned(), digest_of(list.as_bytes()));
    let manifest = BaseManifest {
        version,
        id: Some(id),
        date: Some(inputs.today),
        is_received: false,
        promises,
        entries,
        files,
    };
    tell(&manifest.version, changes.as_ref(), new.is_dry_run, console)?;
    if !new.is_dry_run {
        // The list comes last: a release that isn't in it can be made again.
        store::write_bytes(&site, BaseManifest::FILE, manifest.written(&language).as_bytes())?;
        store::write(&site, &path, &list)?;
    }
    Ok(true)
}

fn not_a_version(typed: &str) -> Error {
    Error::Refused(phrase!(
        "`{typed}` is geen nummer van een uitgave; schrijf `2`, of `2.1`",
        "`{typed}` isn't the number of a release; write `2`, or `2.1`"
    ))
}

/// What belongs to the last release; `None` before the first one.
fn last(package: &BasePackage, site: &Path) -> Result<Option<BaseManifest>, Error> {
    let manifest = package.manifest();
    if manifest.is_none() && package.files.contains_key(BaseManifest::FILE) {
        let path = site.join(BaseManifest::FILE);
        let path = path.display();
        return Err(Error::Refused(phrase!(
            "eerst moet `{path}` te lezen zijn; staan er regels met `<<<<<<<` in, haal die dan weg",
            "first `{path}` has to be readable; if it has lines with `<<<<<<<`, take those away"
        )));
    }
    if manifest.as_ref().is_some_and(|manifest| manifest.is_received) {
        let site = site.display();
        return Err(Error::Refused(phrase!(
            "`{site}` is van anderen ontvangen; een uitgave ervan maken zij",
            "`{site}` was received from others; they make its releases"
        )));
    }
    Ok(manifest)
}

/// Refuses a version that doesn't come after all that were handed out.
fn demand_newer(
    version: &BaseVersion,
    package: &BasePackage,
    before: Option<&BaseManifest>,
) -> Result<(), Error> {
    let releases = package.releases();
    let listed = releases.last().map(|last| &last.version);
    let newest = listed.into_iter().chain(before.map(|before| &before.version));
    match newest.into_iter().find(|&last| !version.is_newer_than(last)) {
        None => Ok(()),
        Some(last) => Err(Error::Refused(phrase!(
            "uitgave {last} is er al; kies een hoger nummer dan dat",
            "there already is release {last}; choose a higher number"
        ))),
    }
}

/// The files of documents of the last release whose address no document has any more.
fn gone(before: &BaseManifest, package: &BasePackage, library: &Library) -> Vec<String> {
    let model = &library.config.model;
    let outlines = || library.stacks.iter().map(|stack| &stack[0].document.outline);
    let has_address = |id: &DocumentId| {
        let address = id.address();
        outlines().any(|outline| outline.id == *id || outline.aliases().any(|(alias, _)| alias == address))
    };
    let is_gone = |path: &&String| {
        let source = SourcePath::new(path).ok();
        let file = source.as_ref().and_then(|path| DocumentId::of_path(path, model)?.ok());
        file.is_some_and(|file| file.language.is_none() && !has_address(&file.id))
    };
    let missing = before.files.keys().filter(|path| !package.files.contains_key(*path));
    missing.filter(is_gone).cloned().collect()
}

/// What tells the base from all others: what it was, or the digest of its first release.
fn id_of(package: &BasePackage, before: Option<&BaseManifest>, files: &BaseFiles) -> String {
    let listed = package.releases_file().and_then(|list| Releases::id(&list));
    let known = listed.or_else(|| before.and_then(|before| before.id.clone()));
    known.unwrap_or_else(|| drift::digest(&files.values().cloned().collect::<Vec<_>>().join("\n")))
}

/// The list of releases with this one, and its path.
fn listed(
    package: &BasePackage,
    new: NewRelease<'_>,
    language: &Language,
) -> Result<(SourcePath, String), Error> {
    let before = package.releases_file();
    let path = Releases::path(before.as_ref(), language);
    let list = Releases::with(before.as_ref(), new, language).ok_or_else(|| {
        Error::Refused(phrase!(
            "in `{path}` kan er geen uitgave bij: schrijf `uitgaven:` met daaronder elke uitgave als `  - versie: 1`, de nieuwste onderaan",
            "`{path}` can't take another release: write `releases:` with each release below it as `  - version: 1`, the newest last"
        ))
    })?;
    Ok((path, list))
}

fn say_first(console: Console) {
    let first =
        phrase!("er is geen uitgave gemaakt; verbeter dit eerst", "no release was made; mend this first");
    console.eprint(first.in_language(console.language));
}

fn tell(
    version: &BaseVersion,
    changes: Option<&FileChanges>,
    is_dry_run: bool,
    console: Console,
) -> Result<(), Error> {
    let Phrase { nl, en } = changes.map_or_else(
        || {
            phrase!(
                "de eerste waarvan vastligt wat erbij hoort",
                "the first of which it is noted what belongs to it"
            )
        },
        FileChanges::summary,
    );
    say(console, &phrase!("uitgave {version}: {nl}", "release {version}: {en}"))?;
    say_lines(console, &changes.map(FileChanges::lines).unwrap_or_default())?;
    if is_dry_run {
        return say(console, &phrase!("er is niets geschreven", "nothing was written"));
    }
    Ok(())
}

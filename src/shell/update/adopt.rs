//! A base from others that doesn't say what belongs to it: noting that, so that a release can take its place from then on.

use std::path::Path;

use super::coming::{Update, coming};
use super::edits;
use crate::base::{BaseFiles, BaseManifest, BaseVersion, DataDigests, Promises, Releases};
use crate::model::Language;
use crate::release::FileChanges;
use crate::shell::build::Error;
use crate::shell::console::Console;
use crate::shell::drift::store;
use crate::shell::output::{say, say_lines};
use crate::shell::package::BasePackage;
use crate::text::{Phrase, phrase};

/// Notes what belongs to a base: by the release that is at hand where the base says that it is that one, so that what is
/// otherwise in it counts as edited there; else by its files as they are.
pub(super) fn adopt(folder: &Path, site: &Path, update: Update<'_>, console: Console) -> Result<bool, Error> {
    let old = BasePackage::of_folder(folder)?;
    let shown = folder.display();
    if old.files.contains_key(BaseManifest::FILE) {
        let file = BaseManifest::FILE;
        return Err(Error::Refused(phrase!(
            "in `{shown}` staat al wat erbij hoort (`{file}`)",
            "`{shown}` says already what belongs to it (`{file}`)"
        )));
    }
    let list = old.releases_file();
    let id = list.as_ref().and_then(Releases::id);
    let (files, config) = (old.digests(), old.config());
    let there = old.releases().last().cloned();
    let (_, known) = coming(folder, &old, id.as_deref(), update)?;
    let is_known = known.files == files || there.as_ref().is_some_and(|last| last.version == known.version);
    let known_files = known.files.clone();
    let differences = FileChanges::between(&known.files, &files, |_| Vec::new());
    let manifest = if is_known {
        BaseManifest { is_received: true, ..known }
    } else {
        let version = there.as_ref().map_or_else(BaseVersion::unnumbered, |last| last.version.clone());
        let date = there.and_then(|last| last.date);
        let promises = config.as_ref().map(Promises::of).unwrap_or_default();
        BaseManifest { version, id, date, is_received: true, promises, entries: DataDigests::new(), files }
    };
    tell(&manifest, &differences, is_known, console)?;
    if update.is_dry_run {
        say(console, &phrase!("er is niets geschreven", "nothing was written"))?;
        return Ok(true);
    }
    let language = config.map_or_else(Language::dutch, |config| config.language);
    if !is_known {
        keep_copies(&old, &known_files, site, &manifest.version, console)?;
    }
    store::write_bytes(folder, BaseManifest::FILE, manifest.written(&language).as_bytes())?;
    say(
        console,
        &phrase!(
            "vastgelegd wat bij `{shown}` hoort; `wijkgids update` haalt nu een nieuwe uitgave binnen",
            "noted what belongs to `{shown}`; `wijkgids update` takes in a new release now"
        ),
    )?;
    Ok(true)
}

/// Keeps a copy of what differs: which of it is somebody's own work nobody can tell, and the next release takes its place.
fn keep_copies(
    old: &BasePackage,
    known: &BaseFiles,
    site: &Path,
    version: &BaseVersion,
    console: Console,
) -> Result<(), Error> {
    let aside = edits::aside(site, version)?;
    let now = old.digests();
    let differs = |path: &str| now.contains_key(path) && known.get(path) != now.get(path);
    for (path, bytes) in old.files.iter().filter(|(path, _)| differs(path)) {
        store::write_bytes(site, &format!("{aside}/{path}"), bytes)?;
    }
    say(
        console,
        &phrase!(
            "wat anders is, staat voor de zekerheid ook in `{aside}` van uw site; haal die map weg als u hem niet nodig hebt",
            "to be safe, what differs is in `{aside}` of your site, too; take that folder away if you don't need it"
        ),
    )
}

/// Says what the base was taken for, and what of it may be somebody's own work.
fn tell(
    manifest: &BaseManifest,
    differences: &FileChanges,
    is_known: bool,
    console: Console,
) -> Result<(), Error> {
    let version = &manifest.version;
    if differences.is_empty() {
        return say(
            console,
            &phrase!(
                "dit is uitgave {version}, zoals ze gemaakt is",
                "this is release {version}, as it was made"
            ),
        );
    }
    let Phrase { nl, en } = differences.summary();
    say(
        console,
        &if is_known {
            phrase!(
                "dit is uitgave {version}, maar niet zoals ze gemaakt is: {nl}; `wijkgids update` ziet dat als uw eigen wijzigingen",
                "this is release {version}, but not as it was made: {en}; `wijkgids update` takes that for your own changes"
            )
        } else {
            phrase!(
                "vergeleken met de uitgave die er is: {nl}; wat u hier zelf in veranderde, is daarvan niet te onderscheiden: zet dat eerst in uw eigen site, want de volgende uitgave komt ervoor in de plaats",
                "compared with the release at hand: {en}; what you changed here yourself can't be told from that: put it into your own site first, as the next release takes its place"
            )
        },
    )?;
    say_lines(console, &differences.lines())
}

//! What is to be taken in, and the release of a base that comes by that.

use std::path::Path;

use crate::base::BaseManifest;
use crate::config::Config;
use crate::shell::build::Error;
use crate::shell::package::{BasePackage, MeantBase, about};
use crate::text::phrase;

/// What to take in.
#[derive(Clone, Copy, Debug)]
pub struct Update<'u> {
    /// Which base, by its folder or the name of that; the only one where none is named.
    pub base: Option<&'u str>,
    /// The folder of the site.
    pub site: Option<&'u Path>,
    /// The folder or the zip with the new version; the program's own library where none is named, or `program`.
    pub from: Option<&'u Path>,
    /// Whether it is only said what would change.
    pub is_dry_run: bool,
    /// Whether edits that were made in the base move to the site.
    pub keeps_edits: bool,
    /// Whether an older version may come.
    pub allows_older: bool,
    /// Whether another base may come.
    pub allows_other: bool,
    /// Whether it is only noted what belongs to a base that doesn't say it.
    pub adopts: bool,
}

/// How the program's own library is named as where a version comes from.
pub(super) const PROGRAM: [&str; 2] = ["program", "programma"];

/// The version of a base that is to come, and what belongs to it.
pub(super) fn coming(
    folder: &Path,
    old: &BasePackage,
    id: Option<&str>,
    update: Update<'_>,
) -> Result<(BasePackage, BaseManifest), Error> {
    let title = old.config().map(|config| config.title).unwrap_or_default();
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    let new = match update.from {
        Some(from) => {
            let meant = MeantBase { name: &name, title: &title, id, may_be_other: update.allows_other };
            BasePackage::sent(from, meant)?
        }
        None => BasePackage::of_program(),
    };
    let shown = folder.display();
    let is_same = |config: Config| config.title == title || name == crate::scaffold::library::FOLDER;
    let is_wanted = update.from.is_some() || update.allows_other;
    if !is_wanted && id.is_none() && !new.config().is_some_and(is_same) {
        return Err(not_of_program(folder));
    }
    let origin = update.from.unwrap_or(Path::new("wijkgids"));
    let now = new.handed_out().map_err(|why| about(origin, &why))?;
    let is_other = id.zip(now.id.as_deref()).is_some_and(|(then, now)| then != now);
    match update.from {
        _ if !is_other || update.allows_other => Ok((new, now)),
        None => Err(not_of_program(folder)),
        Some(from) => {
            let from = from.display();
            Err(Error::Refused(phrase!(
                "`{from}` is geen uitgave van de gids in `{shown}`, maar van een andere; wilt u die in de plaats, zeg dat dan met `--other`",
                "`{from}` isn't a release of the guide in `{shown}`, but of another one; if that is to take its place, say so with `--other`"
            )))
        }
    }
}

fn not_of_program(folder: &Path) -> Error {
    let shown = folder.display();
    Error::Refused(phrase!(
        "`{shown}` is niet de landelijke gids, en een andere zit niet in het programma; noem de nieuwe uitgave met `--from`",
        "`{shown}` isn't the national guide, and the program holds no other; name the new release with `--from`"
    ))
}

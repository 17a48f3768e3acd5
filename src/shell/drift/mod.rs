//! `wijkgids drift`: what changed below the texts of a site, and settling it.

mod inside;

pub(super) mod store;

mod command;

pub mod report;

mod status;

mod settle;

mod unnoted;

use std::path::Path;

use super::build::Error;
use super::console::Console;
use super::target::{OpenSite, default_site, is_site};
use crate::edition::record::Record;
use crate::edition::settle::Bases;
use crate::edition::survey::{Standing, Surveyed};

pub use command::Action;
pub(super) use command::DriftCommand;
use command::Selection;

/// Prints what changed below a document or a whole site, or settles it. `false` when something is still to be done.
///
/// `what` is the id or the path of a document, or the folder of a site.
///
/// # Errors
///
/// When the site can't be read or written, or there is no such document.
pub fn drift(
    what: Option<&str>,
    site: Option<&Path>,
    action: Action,
    console: Console,
) -> Result<bool, Error> {
    let (open, named) = match what {
        Some(folder) if site.is_none() && is_site(Path::new(folder)) => (OpenSite::new(folder.into())?, None),
        Some(document) => {
            let (open, named) = OpenSite::with_document(site, document)?;
            (open, Some(named))
        }
        None => (OpenSite::new(site.map_or_else(default_site, Path::to_owned))?, None),
    };
    if let Some(named) = named.as_ref().filter(|named| open.stack(named).is_none()) {
        return Err(open.unknown(named));
    }
    let work = DriftCommand::new(open, console)?;
    let surveyed = work.survey();
    let rows = surveyed.iter().filter(|row| {
        let path = row.derived.as_ref().map_or("", |derived| derived.piece.document.outline.path.local());
        named.as_ref().is_none_or(|named| named.is(row.id.as_str(), path))
    });
    let rows: Vec<&Surveyed> = rows.collect();
    let selection = if named.is_some() { Selection::Document } else { Selection::Everything };
    match action {
        Action::Status | Action::Difference => {
            let rows: Vec<&Surveyed> = rows.into_iter().filter(|row| row.standing != Standing::Own).collect();
            work.status(&rows, action, selection)
        }
        Action::Accept | Action::Merge => work.settle(&rows, action, selection),
    }
}

/// What a site remembers of those below it, with the texts that it keeps; `None` where their configuration can't be read.
///
/// # Errors
///
/// When the site can't be read.
pub(super) fn remembered(site: &Path) -> Result<Option<(Record, Bases)>, Error> {
    match OpenSite::new(site.to_owned()) {
        Ok(open) => Ok(Some((store::record(&open)?, store::bases(site)?))),
        Err(Error::Refused(_)) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Records how everything below a site is that nothing is recorded of, so that it hears of every change from now on. Nothing of
/// layers whose configuration can't be read: a new release has to be able to mend that.
///
/// # Errors
///
/// When the site can't be read or written.
pub(super) fn note_the_rest(site: &Path, console: Console) -> Result<(), Error> {
    match OpenSite::new(site.to_owned()) {
        Ok(open) => DriftCommand::new(open, console)?.note_the_rest(),
        Err(Error::Refused(_)) => Ok(()),
        Err(error) => Err(error),
    }
}

//! Reading a site's folder: from files to [`Inputs`].
//!
//! A site is `wijkgids.yaml` and the other `*.yaml` beside it, and the [`Folders`](crate::layout::Folders) of its kinds of documents; nothing else there is
//! looked at. What can't be content (a link, a pipe, a name that other systems refuse) is reported and left alone; no
//! name leads to a file outside the folder, and no file can make the reading hang. [`read`] reads once; a [`Project`]
//! stays, and reads again what has changed.
//!
//! What a text says is not known here: only its name, its size and its bytes.

mod error;

mod file;

mod kind;

mod quiet;

mod nearby;

mod wording;

mod scope;

mod tree;

mod stack;

mod above;

mod project;

use std::path::Path;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

pub(super) use above::{real, sites_above};
pub use error::Error;
pub use project::{Changed, Project};
pub(super) use stack::{
    BaseFolders, Layered, base_folders, can_extend, folders_of, layered, normal, repository,
};

use crate::pipeline::{Inputs, Mode};

/// Reads a site's folder, and the folder of its own theme where it has one.
///
/// # Errors
///
/// When the folder isn't a site, or the machine refuses; what is wrong with a single file stands in
/// [`Inputs::found`].
pub fn read(root: &Path, theme: Option<&Path>, today: Date, mode: Mode) -> Result<Inputs, Error> {
    Ok(Project::open(root, theme, today, mode)?.into_inputs())
}

/// The day it is: that of `SOURCE_DATE_EPOCH` (in UTC) where it is set, so that a build can be repeated; else today by
/// the system's clock and time zone.
///
/// # Errors
///
/// [`Error::BadEpoch`] when `SOURCE_DATE_EPOCH` isn't a number of seconds that a date can be made of.
pub fn today() -> Result<Date, Error> {
    let epoch = std::env::var_os("SOURCE_DATE_EPOCH");
    epoch.map_or_else(|| Ok(Zoned::now().date()), |epoch| day_of_epoch(&epoch.to_string_lossy()))
}

fn day_of_epoch(epoch: &str) -> Result<Date, Error> {
    epoch
        .trim()
        .parse()
        .ok()
        .and_then(|seconds| Timestamp::from_second(seconds).ok())
        .map(|moment| moment.to_zoned(TimeZone::UTC).date())
        .ok_or_else(|| Error::BadEpoch { value: epoch.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_build_can_be_repeated_for_another_day() {
        let day = day_of_epoch("1793491200").expect("seconds");
        assert_eq!(day, jiff::civil::date(2026, 11, 1));
        let error = day_of_epoch("gisteren").expect_err("not a number");
        assert!(error.to_string().contains("`gisteren`"));
    }
}

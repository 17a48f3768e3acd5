//! Reading a site's folder: from files to [`Inputs`].
//!
//! A site is `wijkgids.yaml` and the other `*.yaml` beside it, and the [`Folders`](crate::layout::Folders) of its kinds of documents; nothing else there is
//! looked at. What can't be content (a link, a pipe, a name that other systems refuse) is reported and left alone; no
//! name leads to a file outside the folder, and no file can make the reading hang. [`read`] reads once; a [`Project`]
//! stays, and reads again what has changed.
//!
//! What a text says is not known here: only its name, its size and its bytes.

mod file;
mod nearby;
mod project;
mod stack;
mod tree;
mod wording;

use std::path::{Path, PathBuf};

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

pub use project::{Changed, Project};
pub(super) use stack::{Layered, can_extend, folders_of, layered, normal};

use crate::config::FILE_NAME;
use crate::pipeline::{Inputs, Mode};
use crate::text::{Phrase, phrase};

/// In bytes.
const MIB: u64 = 1 << 20;

/// Why a site's folder can't be read at all.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no folder at this path.
    NoFolder {
        /// Where one was expected.
        path: PathBuf,
    },
    /// The folder has no `wijkgids.yaml`.
    NotASite {
        /// The folder.
        path: PathBuf,
        /// Folders nearby that have one, nearest first; may be empty.
        nearby: Vec<PathBuf>,
    },
    /// The folder has a `wijkgids.yaml`, but it can't be read.
    UnreadableConfig {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        reason: Phrase,
    },
    /// The machine refused: out of file handles, out of memory, a broken disk.
    Refused {
        /// What was being read.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// `SOURCE_DATE_EPOCH` isn't a number of seconds.
    BadEpoch {
        /// What it holds.
        value: String,
    },
}

impl Error {
    /// What went wrong and what to do, in every language.
    pub fn phrase(&self) -> Phrase {
        match self {
            Self::NoFolder { path } => {
                let path = path.display();
                phrase!("er is geen map `{path}`", "there is no folder `{path}`")
            }
            Self::NotASite { path, nearby } => {
                let path = path.display();
                match nearby
                    .iter()
                    .map(|folder| format!("`{}`", folder.display()))
                    .collect::<Vec<_>>()
                    .join(", ")
                {
                    none if none.is_empty() => phrase!(
                        "in `{path}` staat geen `{FILE_NAME}`: noem de map van een site",
                        "there is no `{FILE_NAME}` in `{path}`: name the folder of a site"
                    ),
                    found => phrase!(
                        "in `{path}` staat geen `{FILE_NAME}`; wel in {found}: noem die map",
                        "there is no `{FILE_NAME}` in `{path}`, but there is one in {found}: name that folder"
                    ),
                }
            }
            Self::UnreadableConfig { path, reason } => {
                let path = path.display();
                let Phrase { nl, en } = reason;
                Phrase { nl: format!("`{path}`: {nl}"), en: format!("`{path}`: {en}") }
            }
            Self::Refused { path, source } => {
                let path = path.display();
                phrase!("`{path}` is niet te lezen: {source}", "can't read `{path}`: {source}")
            }
            Self::BadEpoch { value } => phrase!(
                "SOURCE_DATE_EPOCH is `{value}`; verwacht: een aantal seconden sinds 1970",
                "SOURCE_DATE_EPOCH is `{value}`; expected: a number of seconds since 1970"
            ),
        }
    }
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.phrase().en)
    }
}

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

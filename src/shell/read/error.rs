//! Why a site's folder can't be read at all.

use std::path::PathBuf;

use crate::config::FILE_NAME;
use crate::text::{Phrase, phrase};

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
    /// Somebody kept saving in the folder while it was read.
    Restless {
        /// What changed last.
        path: PathBuf,
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
            Self::Restless { path } => {
                let path = path.display();
                phrase!(
                    "`{path}` verandert steeds terwijl de site gelezen wordt: wacht tot het opslaan of bijwerken klaar is, en probeer \
                     het opnieuw",
                    "`{path}` keeps changing while the site is read: wait until whatever saves or updates is done, and try again"
                )
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

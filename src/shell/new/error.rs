//! Why there is no new site.

use std::io;
use std::path::PathBuf;

use crate::config::FILE_NAME;
use crate::shell::read;
use crate::text::{Phrase, phrase};

/// Why there is no new site. Then nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is something in the folder.
    Occupied {
        /// The folder.
        path: PathBuf,
        /// What is in it, sorted; not empty.
        names: Vec<String>,
    },
    /// There is something else than a folder.
    NotAFolder {
        /// Where.
        path: PathBuf,
    },
    /// The folder lies in another site, which would read it as its own.
    InsideSite {
        /// The folder.
        path: PathBuf,
        /// The folder of the other site.
        site: PathBuf,
    },
    /// The folder has the name that the library gets.
    NamedAsBase {
        /// The folder.
        path: PathBuf,
    },
    /// What lies where the library would be isn't a site.
    NotABase {
        /// Where.
        path: PathBuf,
    },
    /// The site to lie on can't be read.
    Base(#[from] read::Error),
    /// The new site can't lie on that one.
    CantExtend(Phrase),
    /// The way to the site to lie on can't be written down.
    NotUtf8 {
        /// Its folder.
        path: PathBuf,
    },
    /// What a flag says can't be.
    BadOption(Phrase),
    /// Nobody answers any more.
    Ended,
    /// Nobody reads what is printed; the site is there.
    Print(io::Error),
    /// The system refused.
    System {
        /// What was being read, written or renamed.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

impl Error {
    /// What went wrong and what to do, in every language.
    pub fn phrase(&self) -> Phrase {
        match self {
            Self::Occupied { path, names } => {
                let (path, names) = (path.display(), names_of(names));
                let Phrase { nl, en } = names;
                Phrase {
                    nl: format!("`{path}` is niet leeg: er staat {nl}; noem een map die er nog niet is"),
                    en: format!("`{path}` isn't empty: it has {en}; name a folder that isn't there yet"),
                }
            }
            Self::NotAFolder { path } => {
                let path = path.display();
                phrase!(
                    "`{path}` is geen map; noem een map die er nog niet is",
                    "`{path}` isn't a folder; name one that isn't there yet"
                )
            }
            Self::InsideSite { path, site } => {
                let (path, site) = (path.display(), site.display());
                phrase!(
                    "`{path}` ligt in de site `{site}`; noem een map ernaast",
                    "`{path}` lies in the site `{site}`; name a folder beside it"
                )
            }
            Self::NamedAsBase { path } => {
                let path = path.display();
                phrase!(
                    "`{path}` is waar de landelijke gids komt; noem een andere map, of zeg met `--extends` waar de site op ligt",
                    "`{path}` is where the national guide goes; name another folder, or say with `--extends` what the site lies on"
                )
            }
            Self::NotABase { path } => {
                let path = path.display();
                phrase!(
                    "`{path}` is geen site: er is daar geen `{FILE_NAME}`; zeg met `--extends` waar de nieuwe op ligt",
                    "`{path}` isn't a site: it has no `{FILE_NAME}`; say with `--extends` what the new one lies on"
                )
            }
            Self::Base(error) => error.phrase(),
            Self::CantExtend(why) | Self::BadOption(why) => why.clone(),
            Self::NotUtf8 { path } => {
                let path = path.display();
                phrase!(
                    "de naam van `{path}` is geen tekst; geef de map een andere naam",
                    "the name of `{path}` isn't text; give the folder another name"
                )
            }
            Self::Ended => phrase!(
                "er kwam geen antwoord meer; er is niets gemaakt",
                "there were no more answers; nothing was made"
            ),
            Self::Print(error) => phrase!("niet af te drukken: {error}", "can't print: {error}"),
            Self::System { path, source } => {
                let path = path.display();
                phrase!(
                    "`{path}` is niet te schrijven: {source}; er is niets gemaakt",
                    "can't write `{path}`: {source}; nothing was made"
                )
            }
        }
    }
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.phrase().en)
    }
}

/// The first few names, and how many others there are.
fn names_of(names: &[String]) -> Phrase {
    const MOST: usize = 5;
    let shown: Vec<String> = names.iter().take(MOST).map(|name| format!("`{name}`")).collect();
    let shown = shown.join(", ");
    match names.len().saturating_sub(MOST) {
        0 => Phrase { nl: shown.clone(), en: shown },
        others => phrase!("{shown} en nog {others}", "{shown} and {others} more"),
    }
}

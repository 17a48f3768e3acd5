//! What publishing has to know, and what it did.

use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use super::Error;
use crate::text::{Phrase, phrase};

/// The file that marks a folder as one of ours, and lists what a build wrote to it.
pub const MARKER: &str = ".wijkgids-site";

/// What publishing did, in numbers of files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Published {
    /// New or with other bytes than before.
    pub written: usize,
    /// Equal: with the time and inode they had.
    pub kept: usize,
    /// No longer there.
    pub removed: usize,
}

/// What publishing did.
#[derive(Debug)]
pub struct Publication {
    /// To each of [`Options::sites`], in their order; one where there is a single site.
    pub sites: Vec<Published>,
    /// Why the files were replaced one by one, where they were.
    pub in_place: Option<InPlace>,
    /// What is left of the old site, and why it couldn't be removed.
    pub leftover: Option<Error>,
    /// What stays in the folder, relative to it, and may be of an earlier version that didn't list what it wrote. From now on
    /// it is of others.
    pub unclaimed: Vec<PathBuf>,
}

/// What publishing has to know beside the files and where they go.
#[derive(Clone, Copy, Debug)]
pub struct Options<'a> {
    /// The folders that the site is made from: its own first, then those of its layers and its theme. Never replaced.
    pub sources: &'a [&'a Path],
    /// The folders of the outputs that hold a site each, published together; empty where the outputs are one site.
    pub sites: &'a [&'a str],
    /// Whether more than half of the pages may vanish.
    pub allow_empty: bool,
    /// Whether the folder has to stay the one it is, since others hold on to it: its files are then replaced one by one.
    pub in_place: bool,
    /// Set by somebody else (a signal handler) to stop: looked at between files, until the swap.
    pub cancel: &'a AtomicBool,
}

/// Why files are replaced one by one, and not the folder as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InPlace {
    /// Somebody asked for it.
    Asked,
    /// The folder is where another folder or disk is mounted.
    MountPoint,
    /// Something is mounted in it.
    Holds {
        /// Where.
        mount: PathBuf,
    },
    /// It, or a folder in it, is mounted elsewhere too.
    Elsewhere {
        /// Where.
        mount: PathBuf,
    },
    /// The system can't move it or what is in it: it comes with the image of a container.
    Unmovable,
    /// Something of others in it can't be moved by us.
    Held {
        /// What.
        path: PathBuf,
        /// The number of its owner.
        user: u32,
    },
    /// A new folder can't be given its owner and group.
    Owner,
    /// Nothing can be made beside it.
    Parent,
}

impl InPlace {
    /// Why, as the end of a sentence.
    pub fn phrase(&self) -> Phrase {
        match self {
            Self::Asked => phrase!("dat is gevraagd (`--in-place`)", "as asked (`--in-place`)"),
            Self::MountPoint => phrase!(
                "op die map is een andere map of schijf aangekoppeld (mount)",
                "another folder or disk is mounted there"
            ),
            Self::Holds { mount } => {
                let mount = mount.display();
                phrase!(
                    "op `{mount}` is een andere map of schijf aangekoppeld (mount)",
                    "another folder or disk is mounted at `{mount}`"
                )
            }
            Self::Elsewhere { mount } => {
                let mount = mount.display();
                phrase!(
                    "die map is ook aangekoppeld op `{mount}` (mount, hier of in een container)",
                    "that folder is mounted at `{mount}` too, here or in a container"
                )
            }
            Self::Unmovable => phrase!(
                "het systeem kan die map niet verplaatsen; ze komt uit een laag van een container (overlay)",
                "the system can't move that folder; it comes from a layer of a container (overlay)"
            ),
            Self::Held { path, user } => {
                let path = path.display();
                phrase!(
                    "`{path}` is niet van `wijkgids` maar van gebruiker {user}, en u mag het niet verplaatsen",
                    "`{path}` isn't of `wijkgids` but of user {user}, and you may not move it"
                )
            }
            Self::Owner => phrase!(
                "een nieuwe map kan niet dezelfde eigenaar en groep krijgen",
                "a new folder can't be given the same owner and group"
            ),
            Self::Parent => {
                phrase!("u mag niets maken in de map eromheen", "nothing can be made in the folder around it")
            }
        }
    }
}

//! What is worth reading in a folder: which of what lies right in it, and how much of a theme.
//!
//! A theme is named by a path, which may lead to anything. So only the folders that a theme has are looked into, and how
//! much there is in them is counted before any of it is read.

use std::ffi::OsStr;
use std::fs::FileType;
use std::path::Path;

use super::file::MIB;
use super::kind::{FileKind, has_extension, is_figures};
use crate::layout::Folders;
use crate::page::theme_folders;
use crate::text::{Phrase, nearest, phrase};

/// How many files and folders a theme may have: many times those of the default theme, with a set of icons of its own.
const MOST_ENTRIES: u32 = 5_000;
/// How large its files may be together, in MiB: all of them are kept, and most of them published.
const MOST_MIB: u64 = 64;

/// What is worth reading in a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Scope {
    /// The parts of a site; documents and data files are texts.
    Site(Folders),
    /// The folders of a theme with everything in them, as bytes.
    Theme,
}

impl Scope {
    /// Whether something right in the folder is wanted, by its name.
    pub(super) fn wants(&self, path: &Path, file_type: FileType) -> bool {
        let is_folder = |name: &OsStr| match self {
            Self::Site(folders) => folders.names().any(|folder| name == folder),
            Self::Theme => theme_folders().any(|folder| name == folder),
        };
        let is_file = |path: &Path| has_extension(path, "yaml") || is_figures(path) && !file_type.is_dir();
        !file_type.is_file() && is_folder(path.as_os_str()) || matches!(self, Self::Site(_)) && is_file(path)
    }

    /// The folder that a name is nearly that of.
    pub(super) fn nearest(&self, name: &str) -> Option<&str> {
        match self {
            Self::Site(folders) => nearest(name, folders.names()),
            Self::Theme => nearest(name, theme_folders()),
        }
    }

    /// How much may be read of it; `None` where there is no end to it.
    pub(super) fn room(&self) -> Option<ThemeRoom> {
        let room = ThemeRoom { n_entries: MOST_ENTRIES, n_bytes: MOST_MIB * MIB };
        (*self == Self::Theme).then_some(room)
    }
}

/// How much more of a theme may be read.
pub(super) struct ThemeRoom {
    n_entries: u32,
    n_bytes: u64,
}

impl ThemeRoom {
    /// Takes room for what lies at a path; where there isn't enough, says what of the theme is too much.
    pub(super) fn take(&mut self, full: &Path, file_type: FileType) -> Result<(), Phrase> {
        self.n_entries = self.n_entries.checked_sub(1).ok_or_else(|| {
            phrase!(
                "meer dan {MOST_ENTRIES} bestanden en mappen",
                "more than {MOST_ENTRIES} files and folders"
            )
        })?;
        if !file_type.is_file() {
            return Ok(());
        }
        // What is gone meanwhile, or larger than any file may be, isn't read.
        let length = std::fs::symlink_metadata(full).map_or(0, |metadata| metadata.len());
        let length = if length > FileKind::File.cap() { 0 } else { length };
        self.n_bytes = self.n_bytes.checked_sub(length).ok_or_else(|| {
            phrase!(
                "samen meer dan {MOST_MIB} MiB aan bestanden",
                "more than {MOST_MIB} MiB of files together"
            )
        })?;
        Ok(())
    }
}

/// That there is too much in a folder that is named as a theme, and what to do.
pub(super) fn too_much(folder: &str, what: &Phrase) -> (Phrase, Phrase) {
    let Phrase { nl, en } = what;
    let folder = if folder.is_empty() { "." } else { folder };
    let message = phrase!(
        "het thema in de map `{folder}` wordt niet gebruikt: het heeft {nl}",
        "the theme in the folder `{folder}` isn't used: it has {en}"
    );
    let hint = phrase!(
        "laat in die map alleen staan wat het thema nodig heeft, of noem bij `theme` de map van het thema zelf",
        "leave only what the theme needs in that folder, or name the folder of the theme itself at `theme`"
    );
    (message, hint)
}

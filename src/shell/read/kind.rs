//! What kind of file a path in a site's folder names, how large one may be, and what it holds.

use std::ffi::OsStr;
use std::path::Path;
use std::sync::Arc;

use super::file::MIB;
use crate::directory::is_folder as is_provisions;
use crate::layout::{STATIC, name};
use crate::model::files;
use crate::text::{Source, SourcePath};

/// What a file is read as.
pub(super) enum FileKind {
    Document,
    Table,
    /// A table as a program for tables keeps it.
    Workbook,
    /// Published as it is.
    File,
    /// None of them.
    Stranger,
}

impl FileKind {
    /// Of a file of a site.
    pub(super) fn of(path: &Path) -> Self {
        let is_of_directory = lies_in_provisions(path) || is_figures(path);
        if path.starts_with(STATIC) {
            Self::File
        } else if has_extension(path, "md") {
            Self::Document
        } else if has_extension(path, "yaml") || (is_of_directory && has_extension(path, "csv")) {
            Self::Table
        } else if is_of_directory && has_extension(path, "xlsx") {
            Self::Workbook
        } else if path.file_name().is_some_and(if lies_in_provisions(path) {
            name::is_image
        } else {
            name::is_enclosed
        }) {
            Self::File
        } else {
            Self::Stranger
        }
    }

    /// The largest file of this kind, in bytes: a card is a few pages of text; a table may list every provision of
    /// a large city; anything else is a picture or a brochure that somebody has to download on a phone.
    pub(super) fn cap(&self) -> u64 {
        match self {
            Self::Document => MIB,
            Self::Table | Self::Workbook => 8 * MIB,
            Self::File | Self::Stranger => 64 * MIB,
        }
    }
}

pub(super) fn has_extension(path: &Path, extension: &str) -> bool {
    path.extension() == Some(OsStr::new(extension))
}

/// Whether a path lies in the folder of provisions.
pub(super) fn lies_in_provisions(path: &Path) -> bool {
    path.components().next().and_then(|first| first.as_os_str().to_str()).is_some_and(is_provisions)
}

/// Whether a path is that of the figures about areas.
pub(super) fn is_figures(path: &Path) -> bool {
    path.to_str().is_some_and(|path| files::FIGURES.is(path))
}

/// What a file holds. Cloning shares it.
#[derive(Clone, Debug)]
pub(super) enum FileContent {
    Source(Source),
    File(Arc<[u8]>),
}

impl FileContent {
    pub(super) fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Source(one), Self::Source(other)) => one.digest() == other.digest(),
            (Self::File(one), Self::File(other)) => one == other,
            _ => false,
        }
    }
}

/// A path as people and the core know it. What can't be in a [`SourcePath`] is shown as `�`: names like that are only
/// ever reported.
pub(super) fn source_path(path: &Path) -> SourcePath {
    let parts: Vec<String> = path
        .components()
        .map(|part| {
            let part = part.as_os_str().to_string_lossy();
            part.replace(|character: char| character == '\\' || character.is_control(), "\u{fffd}")
        })
        .collect();
    SourcePath::new(&parts.join("/")).expect("a walk gives no empty path, no `.` and no `..`")
}

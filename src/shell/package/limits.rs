//! How large a base may be, which files go along, and how they may be called.

use crate::base::{BaseManifest, belongs};
use crate::edition::record;
use crate::layout::name::objection;
use crate::text::{Phrase, SourcePath, phrase};

/// The most that one file of a base may hold, in bytes.
pub(super) const LARGEST: u64 = 64 << 20;
/// All of them together, in bytes.
pub(super) const TOGETHER: u64 = 512 << 20;
/// How many there may be.
pub(super) const MOST: usize = 50_000;

/// Whether a file goes along: it belongs to the base, or is one of the two that the program needs.
pub(super) fn is_part(path: &str) -> bool {
    let kept = [record::FILE, BaseManifest::FILE].into_iter().find_map(|file| path.strip_suffix(file));
    match kept {
        None => belongs(path),
        Some(folder) => folder.is_empty() || folder.ends_with('/') && belongs(folder),
    }
}

/// Why a base isn't taken.
pub(super) fn too_large() -> Phrase {
    let (largest, together) = (LARGEST >> 20, TOGETHER >> 20);
    phrase!(
        "dit is te groot voor een gids: hoogstens {MOST} bestanden van elk {largest} MiB, en samen {together} MiB",
        "this is too large for a guide: at most {MOST} files of {largest} MiB each, and {together} MiB together"
    )
}

/// What keeps a path from being one in the folder of a base on every system, if anything does.
pub(super) fn wrong_path(path: &str) -> Option<Phrase> {
    let has_parts = SourcePath::new(path).is_ok();
    let why = path.split('/').find_map(|name| objection(name.as_ref()));
    if has_parts {
        return why;
    }
    let path: String = path.chars().map(crate::report::visible).collect();
    Some(phrase!(
        "het bestand `{path}` erin zou buiten de map terechtkomen",
        "the file `{path}` in it would end up outside the folder"
    ))
}

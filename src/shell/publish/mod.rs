//! Publishing: from [`Outputs`] to a folder that a web server can show, all at once or not at all.
//!
//! The new site is written beside the old one (`.NAME.wijkgids-new` in the same folder), with a hard link for every
//! file that is equal, and then takes its place in one step. Whatever happens on the way (an error, a full disk,
//! `kill -9`), the folder holds the old site or the new one, and the next [`publish`] clears what was left behind.
//! When every file is equal, nothing is touched. A power cut may cost files that the disk hadn't stored yet; since
//! equal is judged by the bytes themselves, the next [`publish`] mends that.
//!
//! Only a folder that this module made (or an empty one) is ever replaced. What others put into it (a repository, the proof
//! of a certificate) is carried over: its [marker](MARKER) lists what the last build wrote, and everything else is theirs.
//! What the files mean is not known here.

mod carry;
mod compare;
mod error;
mod lock;
mod manifest;
mod mounts;
mod place;
mod stage;
mod swap;

use std::path::Path;
use std::sync::atomic::AtomicBool;

pub use error::{Error, FolderRefusal};

use crate::pipeline::Outputs;
use compare::Comparison;
use lock::Lock;
use manifest::Manifest;
use place::OutputFolders;

/// The file that marks a folder as one of ours, and lists what a build wrote to it.
pub const MARKER: &str = ".wijkgids-site";

/// What publishing has to know beside the files and where they go.
#[derive(Clone, Copy, Debug)]
pub struct Options<'a> {
    /// The folders that the site is made from, with those of its layers and its theme: never replaced.
    pub sources: &'a [&'a Path],
    /// Whether more than half of the pages may vanish.
    pub allow_empty: bool,
    /// Set by somebody else (a signal handler) to stop: looked at between files, until the swap.
    pub cancel: &'a AtomicBool,
}

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

/// Makes a folder hold these files, and of those that the last build wrote no others.
///
/// # Errors
///
/// See [`Error`]. In every case the folder is what it was before.
pub fn publish(outputs: &Outputs, out: &Path, options: Options<'_>) -> Result<Published, Error> {
    let place = OutputFolders::find(out, options.sources)?;
    let _lock = Lock::take(&place)?;
    swap::recover(&place)?;
    let is_old = place.demand_ours()?;
    let marker = manifest::marker(outputs);
    let manifest = Manifest::of(&place.out);
    let comparison = if is_old {
        Comparison::with_old(outputs, &marker, &place, &manifest, options.cancel)?
    } else {
        Comparison::with_nothing(outputs, &marker)
    };
    if !options.allow_empty {
        comparison.demand_most_pages(&place)?;
    }
    if !comparison.is_equal() {
        mounts::demand_none(&place.out, &comparison)?;
        let staged = stage::write(&comparison, &place, options.cancel)?;
        swap::swap(staged, &place, &comparison.foreign, &manifest)?;
    }
    Ok(comparison.summary())
}

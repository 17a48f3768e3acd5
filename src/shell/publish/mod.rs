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

mod error;

mod options;

mod manifest;

mod place;

mod lock;

mod carry;

mod compare;

mod mounts;

mod stage;

mod swap;

use std::path::Path;

pub use error::{Error, FolderRefusal};
pub use options::{MARKER, Options, Published};

use crate::pipeline::Outputs;
use compare::Comparison;
use lock::Lock;
use manifest::Manifest;
use place::OutputFolders;

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

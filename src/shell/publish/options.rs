//! What publishing has to know, and what it did.

use std::path::Path;
use std::sync::atomic::AtomicBool;

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

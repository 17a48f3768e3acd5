//! The site that a new one will lie on.

use std::path::PathBuf;

use crate::config::Config;

/// The site that a new one will lie on.
#[derive(Debug)]
pub(crate) struct Base {
    /// Its folder.
    pub(crate) folder: PathBuf,
    /// The way to its folder, seen from the new one.
    pub(crate) extends: String,
    /// What it configures, with all below it.
    pub(crate) config: Config,
    /// The title of the lowest site.
    pub(crate) title: String,
    /// Whether it has a page where the new site would get its example.
    pub(crate) holds_page: bool,
    /// Where it comes from.
    pub(crate) origin: BaseOrigin,
}

/// Where the site that a new one lies on comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BaseOrigin {
    /// It is there already.
    Found,
    /// It is in the program, and has to be unpacked.
    Unpacked,
}

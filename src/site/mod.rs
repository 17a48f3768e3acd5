//! An edition arranged: which page lies where, what each list holds, what hangs together with what, in both
//! directions; and, in [`check`], what only the whole site can judge.
//!
//! A [`Site`] is made from outlines, configuration and register alone. It knows nothing of templates.

mod order;

mod reference;

mod initials;

mod owners;

mod chapters;

mod lists;

mod neighborhoods;

mod renamed;

mod arranged;

mod addresses;

mod agenda;

mod introductions;

mod places;

mod links;

pub mod check;

pub use agenda::Occurrence;
pub use arranged::{Layer, Setting, Site, SiteFile, SiteFiles};
pub(crate) use check::read_again;
pub use initials::Initial;
pub use links::{LinkDestination, find, find_image, leads_to, shown_files};
pub(crate) use links::{file_address, file_name};
pub use lists::Related;
pub use owners::{Owner, Review};
pub use reference::Reference;

/// What the root of the files is called that a browser searches in.
pub(crate) const INDEX: &str = "index.js";

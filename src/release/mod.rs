//! A base that others lie on, as it is handed out: its versions, what belongs to each, and what differs between two of them.

mod version;

mod surprises;

mod manifest;

mod releases;

mod changes;

mod kept_edits;

pub use changes::FileChanges;
pub(crate) use kept_edits::{EditedText, KeptOverlay, hiding, whole};
pub use manifest::{BaseFiles, BaseManifest, belongs, digest_of};
pub use releases::{NewRelease, Release, Releases};
pub use surprises::{Promises, surprises};
pub use version::BaseVersion;

//! What the files of a base say of its releases: which version it is, what belongs to that, and on what sites above count.

mod version;

mod surprises;

mod manifest;

mod releases;

pub use manifest::{BaseFiles, BaseManifest, DataDigests, belongs, digest_of};
pub use releases::{NewRelease, Release, ReleaseChanges, Releases};
pub use surprises::{Promises, surprises};
pub use version::BaseVersion;

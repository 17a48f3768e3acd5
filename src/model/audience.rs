//! Whom a document is for, and whether it is published.

use super::keys;
use crate::data::KeyName;

/// For whom a document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Audience {
    /// For teams.
    Team,
    /// For residents.
    Resident,
    /// For everybody.
    Both,
}

impl Audience {
    /// Every audience with its name in front matter.
    pub(crate) const CHOICES: [(KeyName, Self); 3] =
        [(keys::TEAM, Self::Team), (keys::RESIDENT, Self::Resident), (keys::BOTH, Self::Both)];
}

/// Whether a document is published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Status {
    /// Not yet: only the preview shows it.
    Draft,
    /// It is.
    Published,
    /// No longer: nothing shows it.
    Retired,
}

impl Status {
    /// Every status with its name in front matter.
    pub(crate) const CHOICES: [(KeyName, Self); 3] =
        [(keys::DRAFT, Self::Draft), (keys::PUBLISHED, Self::Published), (keys::RETIRED, Self::Retired)];
}

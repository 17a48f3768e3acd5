//! Whom a document is for, and whether it is published.

use super::keys;
use super::option::{OptionRow, option};
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

    /// The same as options, in the same order.
    pub(crate) const OPTIONS: [OptionRow; 3] = [
        option(Self::CHOICES[0].0, "Alleen voor teams.", "For teams only."),
        option(Self::CHOICES[1].0, "Alleen voor inwoners.", "For residents only."),
        option(Self::CHOICES[2].0, "Voor teams en voor inwoners.", "For teams and for residents."),
    ];
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

    /// The same as options, in the same order.
    pub(crate) const OPTIONS: [OptionRow; 3] = [
        option(
            Self::CHOICES[0].0,
            "Nog niet klaar: alleen de voorvertoning laat het zien.",
            "Not ready yet: only the preview shows it.",
        ),
        option(Self::CHOICES[1].0, "Klaar: het staat op de site.", "Ready: it is on the site."),
        option(
            Self::CHOICES[2].0,
            "Geldt niet meer: het staat niet meer op de site.",
            "No longer holds: it isn't on the site any more.",
        ),
    ];
}

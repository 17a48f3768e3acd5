//! What can be said of a provision: each field by its names, and how a cell of a table holds it.

use crate::data::KeyName;
use crate::model::keys;

/// A field of a provision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its names.
    pub key: KeyName,
    /// What it holds.
    pub holds: Holds,
}

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// One thing.
    One,
    /// Several things; in a cell with `;` between them, and `\;` for one that belongs to a thing.
    Several,
    /// A text for readers, which can be there in several languages; in a table each has a column of its own, `aanbod[en]`.
    Words,
}

macro_rules! columns {
    ($($key:ident: $holds:ident,)*) => { [$(Column { key: keys::$key, holds: Holds::$holds },)*] };
}

/// Every field of a provision, in the order in which they are exported. In a table the id stands before them.
pub const COLUMNS: [Column; 30] = columns![
    NAME: One,
    ORGANISATION: One,
    KIND: One,
    OFFER: Words,
    FOR_WHOM: Words,
    TOPICS: Several,
    QUESTIONS: Several,
    WAY_IN: One,
    HOW: Words,
    COST: Words,
    LANGUAGES: Several,
    ACCESSIBILITY: Several,
    ADDRESS: One,
    POSTCODE: One,
    CITY: One,
    PHONE: One,
    EMAIL: One,
    WEBSITE: One,
    OPENING_HOURS: One,
    AREAS: Several,
    CHECKED: One,
    VALID_MONTHS: One,
    SOURCE: One,
    NOTICE: Words,
    AUDIENCE: One,
    STATUS: One,
    TEAM_COST: One,
    TEAM_WAITING_TIME: One,
    TEAM_REFERRAL: One,
    TEAM_CONTACT: One,
];

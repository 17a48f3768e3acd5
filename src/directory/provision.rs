//! A place or a service where residents can go.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::said::text_of;
use super::{AreaCode, Said};
use crate::calendar::OpeningHours;
use crate::data::KeyName;
use crate::document::{Audience, FieldValue, Status};
use crate::model::{Column, keys};

/// A place or a service where residents can go: what it says in each column, and what that comes to where more than one
/// column or the site decides.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Provision {
    /// Its name in its folder: a slug.
    pub id: String,
    /// What it says, by the id of the column: of a built-in one its English name. What it says nothing of isn't there.
    pub said: BTreeMap<Cow<'static, str>, Said>,
    /// Whom it serves.
    pub coverage: Coverage,
}

impl Provision {
    /// What it says in a built-in column.
    pub fn said(&self, key: KeyName) -> Option<&Said> {
        self.said.get(key.en)
    }

    /// What it says in a column.
    pub fn in_column(&self, column: &Column<'_>) -> Option<&Said> {
        self.said.get(&*column.field.id)
    }

    /// The text of a built-in column in the language of the site, of several the first.
    pub fn text(&self, key: KeyName) -> Option<&str> {
        self.texts(key).next()
    }

    /// The texts of a built-in column in the language of the site.
    pub fn texts(&self, key: KeyName) -> impl Iterator<Item = &str> {
        self.said(key).into_iter().flat_map(|said| &said.own).filter_map(|said| text_of(&said.value))
    }

    /// What it is called.
    pub fn name(&self) -> &str {
        self.text(keys::NAME).unwrap_or_default()
    }

    /// Who offers it.
    pub fn organisation(&self) -> &str {
        self.text(keys::ORGANISATION).unwrap_or_default()
    }

    /// What sort of organisation that is.
    pub fn provider(&self) -> Option<Provider> {
        self.chosen(keys::KIND, &Provider::CHOICES)
    }

    /// How one gets in.
    pub fn way_in(&self) -> WayIn {
        self.chosen(keys::WAY_IN, &WayIn::CHOICES).unwrap_or(WayIn::Unknown)
    }

    /// For whom its page is.
    pub fn audience(&self) -> Audience {
        self.chosen(keys::AUDIENCE, &Audience::CHOICES).unwrap_or(Audience::Both)
    }

    /// Whether it is published.
    pub fn status(&self) -> Status {
        self.chosen(keys::STATUS, &Status::CHOICES).unwrap_or(Status::Published)
    }

    /// When it is open.
    pub fn hours(&self) -> Option<&OpeningHours> {
        match self.first(keys::OPENING_HOURS)? {
            FieldValue::Hours(hours) => Some(hours),
            _ => None,
        }
    }

    /// When somebody last made sure of it.
    pub fn checked(&self) -> Option<Date> {
        match self.first(keys::CHECKED)? {
            FieldValue::Date(date) => Some(*date),
            _ => None,
        }
    }

    /// After how many months that has to be done again, where it differs from other provisions.
    pub fn valid_months(&self) -> Option<u32> {
        match self.first(keys::VALID_MONTHS)? {
            FieldValue::Number(thousandths) => u32::try_from(thousandths / 1000).ok(),
            _ => None,
        }
    }

    /// The value of a built-in column, of several the first.
    fn first(&self, key: KeyName) -> Option<&FieldValue> {
        self.said(key)?.own.first().map(|said| &said.value)
    }

    fn chosen<T: Copy>(&self, key: KeyName, choices: &[(KeyName, T)]) -> Option<T> {
        match self.first(key)? {
            FieldValue::Choice(place) => choices.get(*place).map(|(_, choice)| *choice),
            _ => None,
        }
    }

    /// Whether it says anything that only teams should see.
    pub fn is_for_teams(&self, columns: &[Column<'_>]) -> bool {
        columns.iter().any(|column| column.is_for_teams() && self.in_column(column).is_some())
    }

    /// Whether it answers a question: that names a subject of it, or that it names itself. `question` is the id of its
    /// document.
    pub fn answers<'t>(&self, question: &str, mut topics: impl Iterator<Item = &'t str>) -> bool {
        self.texts(keys::QUESTIONS).any(|other| other == question)
            || topics.any(|topic| self.texts(keys::TOPICS).any(|other| other == topic))
    }
}

/// What sort of organisation offers something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Provider {
    /// A municipality or another authority.
    Government,
    /// Volunteers, a foundation, a church: without profit.
    Voluntary,
    /// A company or a practice.
    Company,
}

impl Provider {
    /// Every sort with its name in files.
    pub(crate) const CHOICES: [(KeyName, Self); 3] = [
        (keys::GOVERNMENT, Self::Government),
        (keys::VOLUNTARY, Self::Voluntary),
        (keys::COMPANY, Self::Company),
    ];
}

/// How one gets in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WayIn {
    /// One goes or calls.
    Oneself,
    /// The neighborhood team brings one in.
    Team,
    /// The general practitioner refers.
    Doctor,
    /// The municipality decides.
    Municipality,
    /// Nobody has written it down.
    Unknown,
}

impl WayIn {
    /// Every way, the nearest first.
    pub const ALL: [Self; 5] = [Self::Oneself, Self::Team, Self::Doctor, Self::Municipality, Self::Unknown];

    /// Every way with its name in files.
    pub(crate) const CHOICES: [(KeyName, Self); 5] = [
        (keys::ONESELF, Self::Oneself),
        (keys::TEAM, Self::Team),
        (keys::DOCTOR, Self::Doctor),
        (keys::MUNICIPALITY, Self::Municipality),
        (keys::UNKNOWN, Self::Unknown),
    ];

    /// Its name in templates.
    pub fn name(self) -> &'static str {
        let named = Self::CHOICES.iter().find(|(_, way)| *way == self);
        named.expect("every way has a name").0.en
    }
}

/// Whom a provision serves.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Coverage {
    /// Those who live in these areas; never empty.
    Areas(BTreeSet<AreaCode>),
    /// Everybody in the municipality.
    Municipality,
    /// Everybody in the country.
    Country,
}

impl Coverage {
    /// Whether it serves those who live in an area.
    pub fn serves(&self, area: &AreaCode) -> bool {
        match self {
            Self::Areas(areas) => areas.contains(area),
            Self::Municipality | Self::Country => true,
        }
    }
}

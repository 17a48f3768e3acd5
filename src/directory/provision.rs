//! A place or a service where residents can go.

use super::{AreaCode, Wording};
use crate::calendar::OpeningHours;
use crate::data::KeyName;
use crate::document::{Audience, Status};
use crate::model::{Language, keys};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// A place or a service where residents can go. Texts may still hold `{{ values }}`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Provision {
    /// Its name in its folder: a slug.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// Who offers it.
    pub organisation: String,
    /// What sort of organisation that is.
    pub provider: Option<Provider>,
    /// What one gets there.
    pub offer: Wording,
    /// For whom.
    pub for_whom: Option<Wording>,
    /// The subjects that it helps with; slugs.
    pub topics: Vec<String>,
    /// The ids of the questions that it answers, besides those that share a subject with it.
    pub questions: Vec<String>,
    /// How one gets in.
    pub way_in: WayIn,
    /// How that goes.
    pub how: Option<Wording>,
    /// What it costs.
    pub cost: Option<Wording>,
    /// The languages that are spoken there.
    pub languages: Vec<Language>,
    /// What makes it easier to get in and to take part, in plain words.
    pub accessibility: Vec<String>,
    /// Street and number.
    pub address: Option<String>,
    /// As `1234 AB`.
    pub postcode: Option<String>,
    /// The town.
    pub city: Option<String>,
    /// As readers see it.
    pub phone: Option<String>,
    /// Of a function, never of a person.
    pub email: Option<String>,
    /// Its web address, complete.
    pub website: Option<String>,
    /// When it is open, as typed.
    pub hours: Option<OpeningHours>,
    /// What it serves, as written.
    pub areas: Vec<String>,
    /// What that comes to.
    pub coverage: Coverage,
    /// When somebody last made sure of it.
    pub checked: Option<Date>,
    /// After how many months that has to be done again, where it differs from other provisions.
    pub valid_months: Option<u32>,
    /// Where it was found.
    pub source: Option<String>,
    /// What readers have to know first, such as that it is closed for a while.
    pub notice: Option<Wording>,
    /// For whom its page is.
    pub audience: Audience,
    /// Whether it is published.
    pub status: Status,
    /// What only teams should see.
    pub for_teams: ForTeams,
}

/// What only teams should see of a provision.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct ForTeams {
    /// What it costs, as an indication.
    pub cost: Option<String>,
    /// How long people wait.
    pub waiting_time: Option<String>,
    /// How a team refers somebody.
    pub referral: Option<String>,
    /// Where a team asks.
    pub contact: Option<String>,
}

impl ForTeams {
    /// Every text that is there.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        let Self { cost, waiting_time, referral, contact } = self;
        [cost, waiting_time, referral, contact].into_iter().flatten().map(String::as_str)
    }

    /// Whether there is nothing.
    pub fn is_empty(&self) -> bool {
        self.texts().next().is_none()
    }
}

impl Provision {
    /// Every text that may be there in several languages.
    pub fn wordings(&self) -> impl Iterator<Item = &Wording> {
        let Self { offer, for_whom, how, cost, notice, .. } = self;
        std::iter::once(offer).chain(for_whom).chain(how).chain(cost).chain(notice)
    }

    /// Whether it answers a question: that names a subject of it, or that it names itself. `question` is the id of its
    /// document.
    pub fn answers<'t>(&self, question: &str, mut topics: impl Iterator<Item = &'t str>) -> bool {
        self.questions.iter().any(|other| other == question)
            || topics.any(|topic| self.topics.iter().any(|other| other == topic))
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
        match self {
            Self::Oneself => "self",
            Self::Team => "team",
            Self::Doctor => "doctor",
            Self::Municipality => "municipality",
            Self::Unknown => "unknown",
        }
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

//! What happens to a document whose review is overdue.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::data::KeyName;
use crate::model::keys;

/// What becomes of a document whose day of review has passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ReviewPolicy {
    /// For how many days after that day only its editors are told.
    pub grace: u32,
    /// What happens then.
    pub after: AfterGrace,
}

impl Default for ReviewPolicy {
    fn default() -> Self {
        Self { grace: 30, after: AfterGrace::Notice }
    }
}

/// What happens once the grace is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AfterGrace {
    /// Its page says so.
    Notice,
    /// Its page says so, and lists and results of searching mark it.
    Mark,
    /// Nothing is published.
    Error,
    /// It is taken off the site.
    Hide,
}

impl AfterGrace {
    /// Every one with its name in the configuration.
    pub(crate) const CHOICES: [(KeyName, Self); 4] = [
        (keys::NOTICE, Self::Notice),
        (keys::MARK, Self::Mark),
        (keys::ERROR, Self::Error),
        (keys::HIDE, Self::Hide),
    ];

    /// Its name in the configuration, as the explanations have it.
    pub fn name(self) -> &'static str {
        let choice = Self::CHOICES.into_iter().find(|(_, choice)| *choice == self);
        choice.expect("every one has a name").0.en
    }
}

/// How a document stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReviewStanding {
    /// It should have been reviewed, and the grace is over too.
    Overdue,
    /// It should have been reviewed, but the grace isn't over.
    Late,
    /// Somebody has to review it soon.
    Due,
    /// It can wait.
    Fresh,
    /// Nobody has said when it has to be reviewed.
    Undated,
}

impl ReviewStanding {
    /// Its name in data and in the keys of the interface.
    pub fn name(self) -> &'static str {
        match self {
            Self::Overdue => "overdue",
            Self::Late => "late",
            Self::Due => "due",
            Self::Fresh => "fresh",
            Self::Undated => "undated",
        }
    }
}

/// How many days before its day of review a document is due: a quarter, so that whoever plans the work of the next one
/// has all of it.
pub const DUE_DAYS: u32 = 90;

impl ReviewPolicy {
    /// How a document stands that has to be reviewed by a day.
    pub fn standing(self, review_by: Option<Date>, today: Date) -> ReviewStanding {
        match review_by {
            None => ReviewStanding::Undated,
            Some(review_by) if today > self.last_day(review_by) => ReviewStanding::Overdue,
            Some(review_by) if today > review_by => ReviewStanding::Late,
            Some(review_by) if later(today, DUE_DAYS) >= review_by => ReviewStanding::Due,
            Some(_) => ReviewStanding::Fresh,
        }
    }

    /// The last day of the grace of what has to be reviewed by a day.
    pub fn last_day(self, review_by: Date) -> Date {
        later(review_by, self.grace)
    }
}

/// So many days after a day; further than a calendar reaches it is its last one.
fn later(day: Date, days: u32) -> Date {
    day.checked_add(i64::from(days).days()).unwrap_or(Date::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_standing_begins_and_ends_on_a_day() {
        let policy = ReviewPolicy { grace: 30, after: AfterGrace::Notice };
        let on =
            |month, day| policy.standing(Some(Date::constant(2026, 11, 1)), Date::constant(2026, month, day));
        assert_eq!(on(8, 2), ReviewStanding::Fresh);
        assert_eq!(on(8, 3), ReviewStanding::Due);
        assert_eq!(on(11, 1), ReviewStanding::Due);
        assert_eq!(on(11, 2), ReviewStanding::Late);
        assert_eq!(on(12, 1), ReviewStanding::Late);
        assert_eq!(on(12, 2), ReviewStanding::Overdue);
        let at_once = ReviewPolicy { grace: 0, ..policy };
        let day = Date::constant(2026, 11, 1);
        assert_eq!(at_once.standing(Some(day), Date::constant(2026, 11, 2)), ReviewStanding::Overdue);
        assert_eq!(policy.standing(Some(Date::MAX), Date::MAX), ReviewStanding::Due);
        assert_eq!(policy.standing(None, day), ReviewStanding::Undated);
    }
}

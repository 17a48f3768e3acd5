//! How long it holds that somebody made sure of a fact.

use jiff::ToSpan;
use jiff::civil::Date;

/// After how many months what was checked has to be checked again.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Freshness {
    /// A provision.
    pub provisions: u32,
    /// A number.
    pub numbers: u32,
    /// How many months after that it is still shown.
    pub grace: u32,
}

impl Default for Freshness {
    fn default() -> Self {
        Self { provisions: 12, numbers: 12, grace: 6 }
    }
}

/// How a fact stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CheckStanding {
    /// Somebody made sure of it not long ago.
    Fresh,
    /// Nobody has written down that they did.
    NeverChecked,
    /// It should have been checked again since this day.
    Due(Date),
    /// That is so long ago that it isn't shown any more: it should have been checked since this day.
    Expired(Date),
}

impl Freshness {
    /// How a fact stands that was checked on a day and holds for some months.
    pub fn standing(&self, checked: Option<Date>, months: u32, today: Date) -> CheckStanding {
        let Some(checked) = checked else { return CheckStanding::NeverChecked };
        // Further than a calendar reaches it is fresh for ever.
        let after =
            |from: Date, months: u32| from.checked_add(i64::from(months).months()).unwrap_or(Date::MAX);
        let due = after(checked, months);
        if today <= due {
            CheckStanding::Fresh
        } else if today <= after(due, self.grace) {
            CheckStanding::Due(due)
        } else {
            CheckStanding::Expired(due)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fact_ages_by_the_calendar() {
        let freshness = Freshness { provisions: 12, numbers: 12, grace: 3 };
        let checked = Date::constant(2025, 11, 30);
        let on = |year, month, day| freshness.standing(Some(checked), 12, Date::constant(year, month, day));
        let due = Date::constant(2026, 11, 30);
        assert_eq!(on(2026, 11, 30), CheckStanding::Fresh);
        assert_eq!(on(2026, 12, 1), CheckStanding::Due(due));
        assert_eq!(on(2027, 2, 28), CheckStanding::Due(due));
        assert_eq!(on(2027, 3, 1), CheckStanding::Expired(due));
        assert_eq!(freshness.standing(None, 12, checked), CheckStanding::NeverChecked);
        assert_eq!(freshness.standing(Some(Date::MAX), 12, checked), CheckStanding::Fresh);
    }
}

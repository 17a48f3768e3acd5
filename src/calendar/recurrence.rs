//! When something happens: once, on some days of the week or of the month, from and until when, and on which days not.
//!
//! Everything is worked out from one question, whether it happens on a day, so that a month without a fifth Monday or a
//! February without a 30th needs no rule of its own.

use std::fmt;

use jiff::ToSpan;
use jiff::civil::{Date, DateSeries};

use super::clock::{clock, weekday_of};
use super::hours::is_holiday;

/// How many days are looked at for one on which it happens: more than two years, so that the 29th of February is among the
/// last days of a month.
const REACH: i64 = 800;

/// When something happens, by the clock on the wall. Happens on at least one day.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Recurrence {
    /// On which days.
    pub(super) pattern: Pattern,
    /// At what time; all day where nothing is said.
    pub(super) times: Option<Times>,
    /// The first day that counts.
    pub(super) from: Option<Date>,
    /// The last day that counts.
    pub(super) until: Option<Date>,
    /// The days on which it doesn't happen, each row of days with its first and last; in order.
    pub(super) except: Vec<(Date, Date)>,
    /// Whether it doesn't happen on public holidays.
    pub(super) is_not_on_holidays: bool,
}

/// On which days something happens. Weekdays count from 0 for Monday.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Pattern {
    /// On each; something that happens once does so from its day until the same day.
    Daily,
    /// On days of the week.
    Weekly {
        /// Which ones, in order; never empty.
        days: Vec<u8>,
        /// Every so many weeks, counted from the one of the first day.
        every: u8,
    },
    /// On a day of the month, from 1 to 31; on its last one where there is none. Months that don't have it are left out.
    DayOfMonth(Option<u8>),
    /// On the first to fifth of a weekday in the month.
    WeekdayOfMonth {
        /// Which ones, in order, from 1 to 5; [`LAST`] is the last. Never empty.
        which: Vec<u8>,
        /// The weekday.
        day: u8,
    },
}

/// Stands for the last of the month where others are counted.
pub const LAST: u8 = u8::MAX;

/// The time of a day, in minutes from midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Times {
    /// When it begins.
    pub start: u16,
    /// When it ends, where that is known; more than a day after midnight where it goes on into the night.
    pub end: Option<u16>,
}

/// As `19:30–21:00`, or `19:30`.
impl fmt::Display for Times {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&clock(self.start))?;
        self.end.map_or(Ok(()), |end| write!(f, "–{}", clock(end)))
    }
}

impl Recurrence {
    /// On which days.
    pub fn pattern(&self) -> &Pattern {
        &self.pattern
    }

    /// At what time; `None` for all day.
    pub fn times(&self) -> Option<Times> {
        self.times
    }

    /// The first day that counts, where that is said.
    pub fn from(&self) -> Option<Date> {
        self.from
    }

    /// The last day that counts, where that is said.
    pub fn until(&self) -> Option<Date> {
        self.until
    }

    /// The days on which it doesn't happen, each row of days with its first and last; in order.
    pub fn except(&self) -> &[(Date, Date)] {
        &self.except
    }

    /// Whether it doesn't happen on public holidays.
    pub fn is_not_on_holidays(&self) -> bool {
        self.is_not_on_holidays
    }

    /// The only day on which it happens, where there is no pattern of days.
    pub fn once(&self) -> Option<Date> {
        self.from.filter(|from| self.pattern == Pattern::Daily && self.until == Some(*from))
    }

    /// Whether it happens on a day.
    pub fn is_on(&self, day: Date) -> bool {
        self.is_meant(day) && !self.is_left_out(day)
    }

    /// The days on which it happens from one day to another, both included.
    pub fn days(&self, from: Date, to: Date) -> impl Iterator<Item = Date> {
        let from = self.from.map_or(from, |first| first.max(from));
        let to = self.until.map_or(to, |last| last.min(to));
        days_from(from).take_while(move |day| *day <= to).filter(|day| self.is_on(*day))
    }

    /// The first day on which it happens, from this one on; `None` where that isn't within two years.
    pub fn next(&self, from: Date) -> Option<Date> {
        let from = self.from.map_or(from, |first| first.max(from));
        let to = from.checked_add(REACH.days()).unwrap_or(Date::MAX);
        self.days(from, to).next()
    }

    /// The last day on which it happens; `None` where it goes on.
    pub fn last(&self) -> Option<Date> {
        let until = self.until?;
        let back = until.series(-1.day()).take(usize::try_from(REACH).unwrap_or(usize::MAX));
        Some(back.into_iter().find(|day| self.is_on(*day)).unwrap_or(until))
    }

    /// Whether it happened for the last time before a day.
    pub fn is_past(&self, today: Date) -> bool {
        self.last().is_some_and(|last| last < today)
    }

    /// Whether a day is one of the pattern, left out or not.
    pub(super) fn is_meant(&self, day: Date) -> bool {
        let is_within =
            self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until);
        is_within
            && match &self.pattern {
                Pattern::Daily => true,
                Pattern::Weekly { days, every } => {
                    days.contains(&weekday(day)) && self.weeks_since_start(day) % i64::from(*every) == 0
                }
                Pattern::DayOfMonth(Some(of_month)) => day.day().unsigned_abs() == *of_month,
                Pattern::DayOfMonth(None) => day == day.last_of_month(),
                Pattern::WeekdayOfMonth { which, day: wanted } => {
                    let is_last = || day.day() > day.last_of_month().day() - 7;
                    let place = (day.day().unsigned_abs() - 1) / 7 + 1;
                    weekday(day) == *wanted && (which.contains(&place) || which.contains(&LAST) && is_last())
                }
            }
    }

    fn is_left_out(&self, day: Date) -> bool {
        self.except.iter().any(|(first, last)| *first <= day && day <= *last)
            || self.is_not_on_holidays && is_holiday(day)
    }

    /// How many weeks lie between the week of the first day and the one of this day.
    fn weeks_since_start(&self, day: Date) -> i64 {
        let monday = |day: Date| day.saturating_sub(i64::from(weekday(day)).days());
        self.from.map_or(0, |from| i64::from((monday(day) - monday(from)).get_days()) / 7)
    }
}

/// A day and those that follow it.
pub(super) fn days_from(day: Date) -> DateSeries {
    day.series(1.day())
}

/// From 0 for Monday.
fn weekday(day: Date) -> u8 {
    u8::try_from(weekday_of(day)).expect("a week has seven days")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(text: &str, from: Date, to: Date) -> Vec<String> {
        let recurrence = Recurrence::new(text).unwrap_or_else(|error| panic!("{text}: {error:?}"));
        recurrence.days(from, to).map(|day| day.to_string()).collect()
    }

    const fn date(year: i16, month: i8, day: i8) -> Date {
        Date::constant(year, month, day)
    }

    #[test]
    fn a_month_has_a_fifth_monday_or_hasnt() {
        let of = |text| days(text, date(2026, 11, 1), date(2027, 3, 31));
        assert_eq!(of("elke vijfde maandag van de maand"), ["2026-11-30", "2027-03-29"]);
        let last = ["2026-11-30", "2026-12-28", "2027-01-25", "2027-02-22", "2027-03-29"];
        assert_eq!(of("elke laatste maandag van de maand"), last);
        assert_eq!(
            days("every first and third Tuesday of the month", date(2026, 12, 1), date(2026, 12, 31)),
            ["2026-12-01", "2026-12-15"]
        );
    }

    #[test]
    fn months_end_on_different_days() {
        let of = |text| days(text, date(2028, 1, 1), date(2028, 4, 30));
        assert_eq!(of("elke 31e van de maand"), ["2028-01-31", "2028-03-31"]);
        assert_eq!(
            of("elke laatste dag van de maand"),
            ["2028-01-31", "2028-02-29", "2028-03-31", "2028-04-30"]
        );
        assert_eq!(of("elke 29e van de maand"), ["2028-01-29", "2028-02-29", "2028-03-29", "2028-04-29"]);
        assert_eq!(days("29 februari 2028", date(2028, 1, 1), date(2028, 12, 31)), ["2028-02-29"]);
    }

    #[test]
    fn weeks_are_counted_from_the_first_day() {
        let text = "om de week op dinsdag en donderdag vanaf 2026-12-03";
        assert_eq!(
            days(text, date(2026, 11, 1), date(2026, 12, 31)),
            ["2026-12-03", "2026-12-15", "2026-12-17", "2026-12-29", "2026-12-31"]
        );
        // Over the end of a year with 53 weeks.
        assert_eq!(
            days("elke 3 weken op zondag vanaf 2026-12-20", date(2026, 12, 1), date(2027, 2, 1)),
            ["2026-12-20", "2027-01-10", "2027-01-31"]
        );
    }

    #[test]
    fn days_are_left_out() {
        let text =
            "elke vrijdag vanaf 2026-12-11 t/m 2027-01-15 behalve feestdagen, 2027-01-02 t/m 2027-01-08";
        assert_eq!(
            days(text, date(2026, 11, 1), date(2027, 12, 31)),
            ["2026-12-11", "2026-12-18", "2027-01-15"]
        );
        let recurrence = Recurrence::new(text).expect("a recurrence");
        assert_eq!(recurrence.last(), Some(date(2027, 1, 15)));
        assert!(!recurrence.is_past(date(2027, 1, 15)) && recurrence.is_past(date(2027, 1, 16)));
        let open = Recurrence::new("elke vrijdag").expect("a recurrence");
        assert!(!open.is_past(date(2090, 1, 1)));
    }

    #[test]
    fn what_is_on_once_has_one_day() {
        let once = Recurrence::new("2026-12-04 14:00-16:00").expect("a recurrence");
        assert_eq!((once.once(), once.last()), (Some(date(2026, 12, 4)), Some(date(2026, 12, 4))));
        assert_eq!(once.next(date(2026, 12, 5)), None);
        let row = "2026-12-04 t/m 2026-12-06";
        assert_eq!(days(row, date(2026, 12, 5), date(2027, 1, 1)), ["2026-12-05", "2026-12-06"]);
    }
}

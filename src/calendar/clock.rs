//! Minutes of a day and days of a week, as everything here counts them.

use jiff::civil::Date;

/// A day has this many minutes.
pub(super) const DAY: u16 = 24 * 60;

/// The days of the week from Monday, in Dutch and in English.
pub(super) const WEEKDAYS: [[&str; 7]; 2] = [
    ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"],
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
];

/// A weekday in Dutch and in English, from 0 for Monday.
pub(super) fn weekday(idx: usize) -> (&'static str, &'static str) {
    (WEEKDAYS[0][idx], WEEKDAYS[1][idx])
}

/// From 0 for Monday.
pub(crate) fn weekday_of(day: Date) -> usize {
    usize::from(day.weekday().to_monday_zero_offset().unsigned_abs())
}

/// Minutes as the clock on the wall shows them.
pub(crate) fn clock(minutes: u16) -> String {
    if minutes == DAY { "24:00".to_owned() } else { format!("{:02}:{:02}", minutes / 60 % 24, minutes % 60) }
}

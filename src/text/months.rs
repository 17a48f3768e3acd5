//! The months in Dutch, as they stand behind a day; and a day in words.

use jiff::civil::Date;

use super::{Phrase, phrase};

/// January to December.
pub(crate) const DUTCH_MONTHS: [&str; 12] = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
];

/// A day as people write it: `1 november 2026`.
pub(crate) fn long_date(date: Date) -> Phrase {
    let month = DUTCH_MONTHS[usize::from(date.month().unsigned_abs()) - 1];
    let (day, year, english) = (date.day(), date.year(), date.strftime("%-d %B %Y"));
    phrase!("{day} {month} {year}", "{english}")
}

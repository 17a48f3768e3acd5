//! Why a text can't be read as a recurrence.

use jiff::civil::Date;

/// Why a text can't be read as a recurrence, with the part of it that is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RecurrenceError {
    /// A word that says nothing here.
    Word(String),
    /// Nothing says on which days.
    NoDay,
    /// The days are said twice.
    SecondDay(String),
    /// The time, or one of the bounds, is said twice.
    Twice(String),
    /// A date that no year has.
    NoSuchDate(String),
    /// Digits of which nobody knows which is the month.
    OtherDate(String),
    /// A date without its year.
    NoYear(String),
    /// A time that no day has.
    NoSuchTime(String),
    /// Times of which the second is before the first.
    Backwards(String),
    /// A date on another weekday than the one before it, which this is, counted from 0 for Monday.
    OtherWeekday(Date, u8),
    /// `tot` before a date: nobody knows whether that day is meant.
    Until(String),
    /// Every so many weeks, and nothing says from when.
    NoStart,
    /// It never happens.
    Never,
}

/// What was read, or why it can't be.
pub(super) type ParsedPart<T> = Result<T, RecurrenceError>;

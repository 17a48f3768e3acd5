//! Days and times as editors type them: opening hours in the syntax of OpenStreetMap, and when something happens.
//!
//! All times are those of the clock on the wall in Amsterdam; nothing here asks which day it is.

mod clock;

mod error;

mod words;

mod holidays;

mod slips;

mod hours;

mod recurrence;

mod parts;

mod grammar;

mod written;

mod read_hours;

mod read_recurrence;

mod icalendar;

pub(crate) use clock::{clock, weekday_of};
pub use error::RecurrenceError;
pub use hours::{Calendar, HoursSpan, Interval, OpeningHours};
pub(crate) use icalendar::{Lines, digits, rule};
pub(crate) use read_hours::{SHOWN_FROM, read_hours};
pub(crate) use read_recurrence::read_recurrence;
pub use recurrence::{LAST, Pattern, Recurrence, Times};

//! Days and times as editors type them: opening hours in the syntax of OpenStreetMap, and when something happens.
//!
//! All times are those of the clock on the wall in Amsterdam; nothing here asks which day it is.

mod grammar;
mod hours;
mod icalendar;
mod parts;
mod read_hours;
mod read_recurrence;
mod recurrence;
mod slips;
mod words;
mod written;

pub use grammar::RecurrenceError;
pub use hours::{Calendar, HoursSpan, Interval, OpeningHours};
pub(crate) use icalendar::{Lines, digits, rule};
pub(crate) use read_hours::read_hours;
pub(crate) use read_recurrence::read_recurrence;
pub(crate) use recurrence::clock;
pub use recurrence::{LAST, Pattern, Recurrence, Times};

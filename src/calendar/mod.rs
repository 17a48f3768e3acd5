//! Days and times as editors type them: opening hours in the syntax of OpenStreetMap, and when something happens.
//!
//! All times are those of the clock on the wall in Amsterdam; nothing here asks which day it is.

mod hours;
mod read_hours;
mod slips;

pub use hours::{Calendar, Interval, OpeningHours, Span as HoursSpan};
pub(crate) use read_hours::read_hours;

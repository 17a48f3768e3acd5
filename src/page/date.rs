//! Dates as people write them.

use jiff::civil::Date;

use super::view::DateView;
use crate::config::Language;

const DUTCH: [&str; 12] = [
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
const ENGLISH: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A date for a page in this language; a language without names for the months gets the digits.
pub(super) fn view(date: Date, language: &Language) -> DateView {
    let months = match language.as_str().split('-').next() {
        Some("nl") => Some(DUTCH),
        Some("en") => Some(ENGLISH),
        _ => None,
    };
    let iso = date.to_string();
    let month = usize::try_from(date.month() - 1).expect("months count from 1");
    let text = months
        .map_or_else(|| iso.clone(), |months| format!("{} {} {}", date.day(), months[month], date.year()));
    DateView { iso, text }
}

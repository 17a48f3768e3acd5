//! Dates as people write them: a date and the strings of a language → its text.
//!
//! The pattern (`date`) and the names of the months (`month-1` to `month-12`, in the case they have behind a day) are
//! interface strings, so that a site can add a language without a program that knows it.

use jiff::civil::Date;

use super::Strings;
use super::strings::fill;
use super::view::DateView;

/// A date in the words of these strings; in digits where they have no words for it in their own language: the months
/// of another one would make a date that nobody writes.
pub(super) fn view(date: Date, strings: &Strings) -> DateView {
    let iso = date.to_string();
    let in_words = || {
        let month = strings.own(&format!("month-{}", date.month()))?.to_owned();
        let parts = [("day", date.day().to_string()), ("month", month), ("year", date.year().to_string())];
        Some(fill(strings.own("date")?, &parts))
    };
    DateView { text: in_words().unwrap_or_else(|| iso.clone()), iso }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Language;
    use crate::page::theme::default_strings;

    #[test]
    fn each_language_has_its_months_and_an_unknown_one_digits() {
        let written = |tag: &str| {
            let language = Language::new(tag).expect("a tag");
            let none = Strings::new(&language, Default::default());
            view(Date::constant(2026, 11, 1), default_strings(&language).unwrap_or(&none)).text
        };
        assert_eq!(
            ["nl", "nl-BE", "en", "ar", "tr", "uk", "pl", "fr"].map(written),
            [
                "1 november 2026",
                "1 november 2026",
                "1 November 2026",
                "1 نوفمبر 2026",
                "1 Kasım 2026",
                "1 листопада 2026 року",
                "1 listopada 2026",
                "2026-11-01",
            ]
        );
    }
}

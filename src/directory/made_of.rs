//! What programs for tables make of what somebody typed: a date of the house number `3-5`, and `true` of a tick.

use jiff::civil::Date;

use crate::text::{Phrase, phrase};

/// What a text is that a program most likely made: nobody types only that where a text belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MadeOf {
    /// A date.
    Date,
    /// Yes or no.
    Flag,
}

/// The months as programs for tables write them for short, in Dutch and in English.
const MONTHS: [&str; 16] = [
    "jan", "feb", "mrt", "mar", "apr", "mei", "may", "jun", "jul", "aug", "sep", "sept", "okt", "oct", "nov",
    "dec",
];

impl MadeOf {
    /// What a text is made of; `None` for one that somebody can have typed.
    pub(super) fn of(text: &str) -> Option<Self> {
        if matches!(text, "true" | "false") {
            return Some(Self::Flag);
        }
        let day = text.split_once(' ').map_or(text, |(day, _)| day);
        let is_iso = day.len() == 10 && day.parse::<Date>().is_ok();
        (is_iso || is_short_date(text)).then_some(Self::Date)
    }

    /// What to report about such a text, and what to do.
    pub(super) fn phrases(self, text: &str) -> (Phrase, Phrase) {
        match self {
            Self::Date => (
                phrase!(
                    "`{text}` is een datum, en hier hoort een tekst",
                    "`{text}` is a date, and a text belongs here"
                ),
                phrase!(
                    "een rekenprogramma maakt van `3-5` een datum: maak de cel op als tekst, en typ opnieuw wat er moet staan",
                    "a spreadsheet program makes a date of `3-5`: format the cell as text, and type again what it has to say"
                ),
            ),
            Self::Flag => (
                phrase!(
                    "`{text}` is ja of nee, en hier hoort een tekst",
                    "`{text}` is yes or no, and a text belongs here"
                ),
                phrase!("schrijf wat inwoners moeten lezen", "write what residents have to read"),
            ),
        }
    }
}

/// `3-mei`, `3-mei-26`, `mei-26`, `3-5-2026`: how dates come out of a program as comma-separated values.
fn is_short_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split(['-', '/']).collect();
    let number = |text: &str, most: u32| {
        text.bytes().all(|byte| byte.is_ascii_digit())
            && text.parse().is_ok_and(|number: u32| (1..=most).contains(&number))
    };
    let is_month = |text: &str| MONTHS.contains(&text.to_lowercase().trim_end_matches('.'));
    let is_year = |text: &str| matches!(text.len(), 2 | 4) && text.bytes().all(|byte| byte.is_ascii_digit());
    match parts.as_slice() {
        [day, month] if is_month(month) => number(day, 31),
        [month, year] => is_month(month) && is_year(year),
        [day, month, year] => {
            number(day, 31)
                && (is_month(month) && is_year(year) || number(month, 12) && year.len() == 4 && is_year(year))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_program_made_is_told_from_what_people_type() {
        for text in
            ["2026-05-03", "2026-05-03 9:30", "3-mei", "18-dec", "3-mei-26", "mei-26", "3-5-2026", "3/5/2026"]
        {
            assert_eq!(MadeOf::of(text), Some(MadeOf::Date), "{text}");
        }
        assert_eq!(MadeOf::of("true"), Some(MadeOf::Flag));
        for text in [
            "",
            "3-5",
            "12-18",
            "3-5-26",
            "Kade 3-5",
            "18+",
            "2026",
            "mei",
            "van 2026-05-03 af",
            "9:30",
            "zo-26",
        ] {
            assert_eq!(MadeOf::of(text), None, "{text}");
        }
    }
}

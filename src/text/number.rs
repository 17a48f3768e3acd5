//! Numbers as Dutch people type them: a comma or a point before the decimals, or a point between thousands.

use super::{Phrase, phrase};

/// Why a text is no number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum NoNumber {
    /// It is something else.
    Other,
    /// `48.210` is forty-eight thousand to Dutch people, and a number with three decimals to programs; each as it can be
    /// written.
    TwoMeanings {
        /// Without anything between its digits.
        as_thousands: String,
        /// With a comma and as few decimals as it needs.
        as_decimals: String,
    },
}

impl NoNumber {
    /// What to report about a text, and what to write instead. `example` is a number that can stand there.
    pub(crate) fn phrases(self, text: &str, example: &Phrase) -> (Phrase, Phrase) {
        let Phrase { nl, en } = example;
        match self {
            Self::Other => (
                phrase!("`{text}` is geen getal", "`{text}` isn't a number"),
                phrase!("schrijf een getal, zoals {nl}", "write a number, such as {en}"),
            ),
            Self::TwoMeanings { as_thousands, as_decimals } => (
                phrase!(
                    "`{text}` kan twee dingen zijn: {as_thousands}, of {as_decimals}",
                    "`{text}` can mean two things: {as_thousands}, or {as_decimals}"
                ),
                phrase!(
                    "schrijf `{as_thousands}` zonder punt of komma; is het een breuk, rond die dan af op twee cijfers achter de komma",
                    "write `{as_thousands}` without a point or comma; if it is a fraction, round it to two decimals"
                ),
            ),
        }
    }
}

/// A number that isn't negative, in thousandths: `12,5`, `48210`, `1.234.567`, `1.234,5`. With one point or comma and three
/// digits behind it, it is only clear what that is behind a zero or behind more than three digits.
pub(crate) fn thousandths(text: &str) -> Result<u64, NoNumber> {
    let signs: Vec<char> = text.chars().filter(|c| matches!(c, '.' | ',')).collect();
    let (before_decimals, between_thousands) = match signs.as_slice() {
        [] => (None, None),
        [one] => (Some(*one), None),
        // The same one twice stands between thousands.
        [one, rest @ ..] if rest.iter().all(|sign| sign == one) => (None, Some(*one)),
        [one, between @ .., last] if between.iter().all(|sign| sign == one) => (Some(*last), Some(*one)),
        _ => return Err(NoNumber::Other),
    };
    let divided = before_decimals.and_then(|sign| text.rsplit_once(sign));
    let (whole, decimals) = divided.unwrap_or((text, ""));
    if between_thousands.is_some_and(|sign| !is_grouped(whole, sign)) {
        return Err(NoNumber::Other);
    }
    let whole: String = whole.chars().filter(|c| Some(*c) != between_thousands).collect();
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let is_number = (1..=12).contains(&whole.len()) && decimals.len() <= 3 && is_digits(&whole);
    if !is_number || !is_digits(decimals) || divided.is_some() && decimals.is_empty() {
        return Err(NoNumber::Other);
    }
    let may_be_thousands = whole.len() <= 3 && !whole.starts_with('0') && decimals.len() == 3;
    if may_be_thousands && between_thousands.is_none() {
        let as_thousands = format!("{whole}{decimals}");
        let as_decimals = format!("{whole},{decimals}");
        let as_decimals = as_decimals.trim_end_matches('0').trim_end_matches(',').to_owned();
        return Err(NoNumber::TwoMeanings { as_thousands, as_decimals });
    }
    format!("{whole}{decimals:0<3}").parse().map_err(|_| NoNumber::Other)
}

/// Whether digits stand in threes, but for the first ones.
fn is_grouped(whole: &str, sign: char) -> bool {
    let mut groups = whole.split(sign);
    let starts = groups.next().is_some_and(|first| (1..=3).contains(&first.len()));
    starts && groups.all(|group| group.len() == 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_that_can_mean_two_things_is_questioned() {
        for (text, expected) in [
            ("48210", 48_210_000),
            ("12,5", 12_500),
            ("12.25", 12_250),
            ("0,125", 125),
            ("0.000", 0),
            ("1.234.567", 1_234_567_000),
            ("1.234,5", 1_234_500),
            ("1,234.125", 1_234_125),
            ("1234,125", 1_234_125),
        ] {
            assert_eq!(thousandths(text), Ok(expected), "{text}");
        }
        for (text, thousands, decimals) in [
            ("48.210", "48210", "48,21"),
            ("28.400", "28400", "28,4"),
            ("1,000", "1000", "1"),
            ("950.125", "950125", "950,125"),
        ] {
            let (as_thousands, as_decimals) = (thousands.to_owned(), decimals.to_owned());
            assert_eq!(
                super::thousandths(text),
                Err(NoNumber::TwoMeanings { as_thousands, as_decimals }),
                "{text}"
            );
        }
        for text in [
            "",
            ".",
            "5.",
            ",5",
            "1.23.456",
            "12.34.567",
            "1.2,3.4",
            "1.5e3",
            "-4",
            "12,3456",
            "1 000",
            "vier",
            "9999999999999",
        ] {
            assert_eq!(thousandths(text), Err(NoNumber::Other), "{text}");
        }
    }
}

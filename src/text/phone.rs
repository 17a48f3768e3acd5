//! Telephone numbers, read by the Dutch number plan and by E.164.
//!
//! The ports of Google's libphonenumber were tried: `phonenumber` brings 4 MB and takes 55 ms and 13 MB for its first number,
//! and to both `112`, `116 123`, `14 0999` and the area code 099, which no place has and examples therefore use, aren't
//! numbers.

use super::{Phrase, phrase, seen_as};

/// The code of the Netherlands.
const DUTCH: &str = "31";
/// How many digits stand behind that, or behind the zero of a national number.
const NATIONAL: usize = 9;
/// How many digits a number has with the code of its country, at least and at most (E.164).
const WORLD: std::ops::RangeInclusive<usize> = 8..=15;
/// The codes of countries where a national number begins with a zero that isn't dialed from abroad. Italy's is.
const WITH_TRUNK_ZERO: [&str; 12] =
    ["31", "32", "33", "41", "43", "44", "46", "49", "90", "212", "358", "380"];

/// Why something isn't a telephone number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoPhone {
    /// This sign can't be in one.
    Sign(char),
    /// A number of this sort has another number of digits.
    Length {
        /// What the digits were counted behind.
        behind: Behind,
        /// How many there are.
        found: usize,
    },
    /// No number begins like this.
    Unknown,
}

/// What the digits of a number are counted behind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Behind {
    /// The code of the Netherlands.
    Dutch,
    /// A zero, which is counted too.
    Zero,
    /// A plus, of another country.
    Plus,
}

impl NoPhone {
    /// Why, behind "isn't a telephone number: ".
    pub fn why(self) -> Phrase {
        match self {
            Self::Sign(sign) if sign.is_alphabetic() => phrase!("er staan letters in", "it holds letters"),
            Self::Sign(sign) => phrase!("er staat `{sign}` in", "it holds `{sign}`"),
            Self::Length { behind: Behind::Dutch, found } => phrase!(
                "achter +31 staan negen cijfers, en hier {found}",
                "expected nine digits after +31, found {found}"
            ),
            Self::Length { behind: Behind::Zero, found } => phrase!(
                "een nummer dat met 0 begint heeft tien cijfers, en dit {found}",
                "a number that begins with 0 has ten digits, and this one {found}"
            ),
            Self::Length { behind: Behind::Plus, found } => phrase!(
                "een nummer van een ander land heeft acht tot vijftien cijfers, en dit {found}",
                "a number of another country has eight to fifteen digits, and this one {found}"
            ),
            Self::Unknown => phrase!("zo begint geen nummer", "no number begins like this"),
        }
    }
}

/// The digits to dial, behind a `+` where the code of the country is among them; `None` where nobody could dial it.
///
/// ```
/// use wijkgids::text::dialed;
/// assert_eq!(dialed("+31 (0)99 200 12 34").as_deref(), Some("+31992001234"));
/// assert_eq!(dialed("14 0999").as_deref(), Some("140999"));
/// ```
pub fn dialed(number: &str) -> Option<String> {
    dial(number).ok()
}

/// The same.
///
/// # Errors
///
/// Why nobody could dial it.
pub fn dial(number: &str) -> Result<String, NoPhone> {
    let plain: String = number.trim().chars().filter_map(seen_as).collect();
    let plain = plain.trim();
    if let Some(sign) =
        plain.chars().find(|c| !c.is_ascii_digit() && !matches!(c, ' ' | '-' | '(' | ')' | '+' | '.'))
    {
        return Err(NoPhone::Sign(sign));
    }
    if plain.rfind('+').is_some_and(|at| !plain[..at].trim_matches([' ', '(']).is_empty()) {
        return Err(NoPhone::Sign('+'));
    }
    let digits: String = plain.chars().filter(char::is_ascii_digit).collect();
    match digits.strip_prefix("00") {
        _ if plain.contains('+') => abroad(plain, &digits),
        Some(digits) => abroad(plain, digits),
        None => national(&digits).map(|()| digits),
    }
}

/// A number with the code of its country, which `digits` begin with.
fn abroad(plain: &str, digits: &str) -> Result<String, NoPhone> {
    let code = WITH_TRUNK_ZERO.into_iter().find(|code| digits.starts_with(code));
    let is_bracketed = plain.split('(').skip(1).any(|part| part.trim_start().starts_with("0)"));
    let behind = match code {
        Some(code) => digits[code.len()..].strip_prefix('0').map(|behind| format!("{code}{behind}")),
        // Elsewhere only brackets say that the zero isn't dialed.
        None if is_bracketed && !digits.starts_with("39") => Some(digits.replacen('0', "", 1)),
        None => None,
    };
    let digits = behind.unwrap_or_else(|| digits.to_owned());
    match digits.strip_prefix(DUTCH) {
        Some(behind) => subscriber(behind, Behind::Dutch)?,
        None if digits.starts_with('0') || digits.is_empty() => return Err(NoPhone::Unknown),
        None if !WORLD.contains(&digits.len()) => {
            return Err(NoPhone::Length { behind: Behind::Plus, found: digits.len() });
        }
        None => {}
    }
    Ok(format!("+{digits}"))
}

/// A number as it is dialed in the Netherlands.
fn national(digits: &str) -> Result<(), NoPhone> {
    match digits.strip_prefix('0') {
        Some(behind) => subscriber(behind, Behind::Zero),
        None if is_short(digits) => Ok(()),
        None => Err(NoPhone::Unknown),
    }
}

/// Whether digits are a whole number without an area code: of emergencies and of public use, of a municipality, or of a
/// directory.
fn is_short(digits: &str) -> bool {
    match digits {
        "112" | "113" | "144" => true,
        _ if digits.starts_with("116") => digits.len() == 6,
        _ if digits.starts_with("140") => matches!(digits.len(), 5 | 6),
        _ => digits.starts_with("18") && digits.len() == 4,
    }
}

/// What stands behind the zero or behind the code of the country: nine digits, but for free and paid numbers, those of
/// machines, and those of municipalities from abroad.
fn subscriber(digits: &str, behind: Behind) -> Result<(), NoPhone> {
    let n = digits.len();
    let is_priced = ["800", "900", "906", "909"].into_iter().any(|prefix| digits.starts_with(prefix));
    let is_of_municipality = behind == Behind::Dutch && digits.starts_with("140");
    let is_sound = match () {
        () if is_priced => matches!(n, 7 | 10),
        () if is_of_municipality => matches!(n, 5 | 6),
        () if digits.starts_with("97") => n == 11,
        () => n == NATIONAL && !digits.starts_with('0'),
    };
    match (is_sound, digits.starts_with('0')) {
        (true, _) => Ok(()),
        (false, true) => Err(NoPhone::Unknown),
        (false, false) => {
            let zero = usize::from(behind == Behind::Zero);
            Err(NoPhone::Length { behind, found: n + zero })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_dialed_without_their_separators() {
        for (typed, expected) in [
            ("14 0998", "140998"),
            ("099 - 200 12 34", "0992001234"),
            ("(099) 200 12 34", "0992001234"),
            ("+31 99 200 12 34", "+31992001234"),
            ("0031 99 200 12 34", "+31992001234"),
            ("0800-8115", "08008115"),
            ("0800 123 45 67", "08001234567"),
            ("088 0767 000", "0880767000"),
            ("112", "112"),
            ("113", "113"),
            ("144", "144"),
            ("116 111", "116111"),
            ("1888", "1888"),
            ("+31 800 8115", "+318008115"),
            ("+31 14 0999", "+31140999"),
            ("+32 2 123 45 67", "+3221234567"),
            ("+49 30 123456", "+4930123456"),
            ("097 123 456 789", "097123456789"),
        ] {
            assert_eq!(dial(typed).as_deref(), Ok(expected), "{typed}");
        }
    }

    #[test]
    fn the_zero_of_national_numbers_isnt_dialed_from_abroad() {
        for typed in [
            "+31 (0)99 200 12 80",
            "+31(0)992001280",
            "+31 (0) 99 200 12 80",
            "+31 0992001280",
            "0031 (0)99 2001280",
            "(+31) 099-2001280",
        ] {
            assert_eq!(dial(typed).as_deref(), Ok("+31992001280"), "{typed}");
        }
        assert_eq!(dial("+32 (0)2 123 45 67").as_deref(), Ok("+3221234567"));
        assert_eq!(dial("+39 06 1234 5678").as_deref(), Ok("+390612345678"), "Italy keeps it");
    }

    #[test]
    fn signs_that_only_look_otherwise_are_read_as_what_they_look_like() {
        for typed in [
            "099\u{a0}200\u{a0}12\u{a0}80",
            "099\u{202f}200\u{202f}1280",
            "099\u{2011}200\u{2011}1280",
            "\u{2066}099 200 12 80\u{2069}",
            "099\u{2013}2001280",
            "\u{660}\u{669}\u{669} \u{662}\u{660}\u{660} \u{661}\u{662}\u{668}\u{660}",
        ] {
            assert_eq!(dial(typed).as_deref(), Ok("0992001280"), "{typed}");
        }
    }

    #[test]
    fn whoever_cant_be_called_is_reported_why() {
        let length = |behind, found| NoPhone::Length { behind, found };
        for (typed, expected) in [
            ("+31 99 200 12 8", length(Behind::Dutch, 8)),
            ("+31 99 200 12 801", length(Behind::Dutch, 10)),
            ("+31 (0)99 200 12 8", length(Behind::Dutch, 8)),
            ("099 200 12", length(Behind::Zero, 8)),
            ("0800 12345", length(Behind::Zero, 9)),
            ("+32 2 123", length(Behind::Plus, 6)),
            ("+49 30 1234567890123", length(Behind::Plus, 17)),
            ("12345", NoPhone::Unknown),
            ("31 99 200 12 80", NoPhone::Unknown),
            ("", NoPhone::Unknown),
            ("+31 112", length(Behind::Dutch, 3)),
            ("bel ons", NoPhone::Sign('b')),
            ("0992001234 na 9 uur", NoPhone::Sign('n')),
            ("099 200+12 34", NoPhone::Sign('+')),
        ] {
            assert_eq!(dial(typed), Err(expected), "{typed}");
        }
    }
}

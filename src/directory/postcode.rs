//! Dutch postcodes.

use std::fmt;

/// Four digits, or four digits and two letters: `1234`, `1234 AB`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Postcode(String);

impl Postcode {
    /// Takes a postcode as people type it. The first digit isn't 0, and the letters are none of SA, SD and SS, which
    /// aren't given out (python-stdnum, `nl.postcode`).
    pub fn new(typed: &str) -> Option<Self> {
        let plain: String =
            typed.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_uppercase();
        let is_digits = plain.get(..4).is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()));
        let letters = plain.get(4..)?;
        let is_sound = is_digits
            && !plain.starts_with('0')
            && (letters.is_empty()
                || letters.len() == 2 && letters.bytes().all(|byte| byte.is_ascii_uppercase()))
            && !matches!(letters, "SA" | "SD" | "SS");
        is_sound.then_some(Self(plain))
    }

    /// Without a space: `1234AB`.
    pub fn compact(&self) -> &str {
        &self.0
    }

    /// Whether it names a street rather than a district.
    pub fn is_complete(&self) -> bool {
        self.0.len() == 6
    }

    /// Its four digits.
    pub fn district(&self) -> &str {
        &self.0[..4]
    }
}

/// As it is written: `1234 AB`.
impl fmt::Display for Postcode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (digits, letters) = self.0.split_at(4);
        f.write_str(digits)?;
        if letters.is_empty() { Ok(()) } else { write!(f, " {letters}") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn postcodes_are_taken_as_people_type_them() {
        let taken = |typed| Postcode::new(typed).map(|postcode| postcode.to_string());
        for typed in ["1234AB", "1234 ab", " 12 34 Ab"] {
            assert_eq!(taken(typed).as_deref(), Some("1234 AB"), "{typed}");
        }
        assert_eq!(taken("9999").as_deref(), Some("9999"));
        for wrong in ["0123 AB", "1234 SS", "1234 A", "1234 ABC", "123", "AB", "", "12é4"] {
            assert_eq!(taken(wrong), None, "{wrong}");
        }
    }
}

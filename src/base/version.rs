//! The version of a base, as its editors write it: `2`, `2.1`, `2026.12`.

use std::fmt;

/// Whole numbers with dots in between; `2` and `2.0` are the same one.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct BaseVersion {
    /// The numbers, without zeros at the end.
    numbers: Vec<u32>,
    /// How it was written.
    text: String,
}

/// How many numbers a version has at most.
const MOST: usize = 4;

impl BaseVersion {
    /// Reads it; `None` where it is something else.
    pub fn read(text: &str) -> Option<Self> {
        let is_number = |part: &&str| {
            !part.is_empty() && part.len() <= 9 && part.bytes().all(|byte| byte.is_ascii_digit())
        };
        let parts: Vec<&str> = text.split('.').collect();
        if parts.len() > MOST || !parts.iter().all(is_number) {
            return None;
        }
        let mut numbers: Vec<u32> = parts.iter().filter_map(|part| part.parse().ok()).collect();
        while numbers.last() == Some(&0) {
            numbers.pop();
        }
        Some(Self { numbers, text: text.to_owned() })
    }

    /// That of a base which was handed out before versions were counted: every other is newer.
    pub fn unnumbered() -> Self {
        Self { numbers: Vec::new(), text: "0".to_owned() }
    }

    /// Whether one comes after another.
    pub fn is_newer_than(&self, other: &Self) -> bool {
        self.numbers > other.numbers
    }
}

/// As it was written.
impl fmt::Display for BaseVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn version(text: &str) -> BaseVersion {
        BaseVersion::read(text).expect("a version")
    }

    #[test]
    fn numbers_count_and_not_letters() {
        for (older, newer) in
            [("1", "2"), ("9", "10"), ("1.9", "1.10"), ("2", "2.0.1"), ("2026.12", "2027.1")]
        {
            assert!(version(newer).is_newer_than(&version(older)), "{older} {newer}");
            assert!(!version(older).is_newer_than(&version(newer)), "{older} {newer}");
        }
        assert!(!version("2.0").is_newer_than(&version("2")) && !version("2").is_newer_than(&version("2.0")));
    }

    #[test]
    fn words_are_no_version() {
        for text in ["", "v2", "2.", ".2", "2..1", "2-beta", "1.2.3.4.5", "99999999999", "../2", "２"] {
            assert!(BaseVersion::read(text).is_none(), "{text}");
        }
    }
}

//! Numbers and addresses that may stand in texts though they look like a person's: the municipality's own.

use std::collections::BTreeSet;

use crate::text::seen_as;

/// Such numbers, however they were written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct AllowedNumbers(BTreeSet<String>);

impl AllowedNumbers {
    /// Adds one.
    pub(crate) fn add(&mut self, number: &str) {
        self.0.insert(plain_number(number));
    }

    /// Whether a number is one of them.
    pub(crate) fn hold(&self, number: &str) -> bool {
        self.0.contains(&plain_number(number))
    }
}

/// A number or address as it is compared: its letters and digits alone, in capitals, and without the code of the country
/// where it is dialed.
pub(crate) fn plain_number(number: &str) -> String {
    let seen = number.chars().filter_map(seen_as).filter(char::is_ascii_alphanumeric);
    let plain: String = seen.map(|c| c.to_ascii_uppercase()).collect();
    let is_foreign = number.trim_start().starts_with('+');
    let national = plain.strip_prefix("0031").or_else(|| plain.strip_prefix("31").filter(|_| is_foreign));
    national.map(|national| format!("0{national}")).unwrap_or(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_itself_however_it_is_written() {
        let mut allowed = AllowedNumbers::default();
        ["NL91 ABNA 0417 1643 00", "+31 6 5432 2345", "1234 ab 12"]
            .iter()
            .for_each(|number| allowed.add(number));
        for number in ["nl91abna0417164300", "06-54 32 23 45", "0031 6 54322345", "1234AB12"] {
            assert!(allowed.hold(number), "{number}");
        }
        assert!(!allowed.hold("NL91 ABNA 0417 1643 01"));
    }
}

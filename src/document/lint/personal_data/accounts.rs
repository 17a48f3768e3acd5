//! Bank accounts, by their check digits.

use std::ops::Range;

/// The countries whose accounts are likely to be written here, with how many characters those have.
const ACCOUNTS: [(&str, usize); 17] = [
    ("NL", 18),
    ("BE", 16),
    ("DE", 22),
    ("FR", 27),
    ("GB", 22),
    ("LU", 20),
    ("ES", 24),
    ("IT", 27),
    ("PL", 28),
    ("TR", 26),
    ("PT", 25),
    ("AT", 20),
    ("CH", 21),
    ("IE", 22),
    ("DK", 18),
    ("SE", 24),
    ("UA", 29),
];

/// The bank account that starts at a byte, with blanks between its characters or not.
pub(super) fn account(text: &str, start: usize) -> Option<Range<usize>> {
    let letters =
        text.as_bytes().get(start..start + 2).filter(|two| two.iter().all(u8::is_ascii_alphabetic))?;
    let (country, length) =
        ACCOUNTS.iter().find(|(known, _)| known.as_bytes().eq_ignore_ascii_case(letters))?;
    if text[..start].ends_with(|c: char| c.is_alphanumeric()) {
        return None;
    }
    let mut number = String::with_capacity(*length);
    let mut end = start;
    for (at, c) in text[start..].char_indices() {
        if number.len() == *length {
            break;
        }
        match c {
            c if c.is_ascii_alphanumeric() => number.push(c.to_ascii_uppercase()),
            ' ' | '.' | '-' | '\u{a0}' => continue,
            _ => return None,
        }
        end = start + at + 1;
    }
    let goes_on = text[end..].starts_with(|c: char| c.is_alphanumeric());
    // Four letters for the bank, ten digits for the account.
    let has_form = *country != "NL"
        || number.as_bytes().get(4..8).is_some_and(|bank| bank.iter().all(u8::is_ascii_uppercase))
            && number.as_bytes()[8..].iter().all(u8::is_ascii_digit);
    (number.len() == *length && !goes_on && has_form && passes_check_digits(&number)).then_some(start..end)
}

/// ISO 7064, mod 97-10: the first four characters moved to the end, letters as numbers from 10 on.
pub(super) fn passes_check_digits(number: &str) -> bool {
    let (head, tail) = number.split_at(4);
    let remainder = tail.bytes().chain(head.bytes()).fold(0u32, |remainder, byte| match byte {
        b'0'..=b'9' => (remainder * 10 + u32::from(byte - b'0')) % 97,
        _ => (remainder * 100 + u32::from(byte - b'A') + 10) % 97,
    });
    remainder == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_proof_is_that_of_the_standard() {
        assert!(passes_check_digits("NL91ABNA0417164300"));
        assert!(!passes_check_digits("NL91ABNA0417164301"));
    }
}

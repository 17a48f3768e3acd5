//! Signs as people see them, whichever way a program stored them: what is pasted out of Word or off a web page holds signs that
//! only look like those on a keyboard.

use unicode_normalization::UnicodeNormalization;

/// A sign as it is read: hard and narrow spaces as a space, every dash as a hyphen, the digits of other scripts as those of
/// ours. `None` for one that can't be seen.
pub(crate) fn seen_as(sign: char) -> Option<char> {
    match sign {
        '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}'
        | '\u{feff}'
        | '\u{ad}' => None,
        '\u{2010}'..='\u{2015}' | '\u{2212}' => Some('-'),
        // Arabic, Persian, and as wide as a Chinese sign.
        '\u{660}'..='\u{669}' => digit(sign, '\u{660}'),
        '\u{6f0}'..='\u{6f9}' => digit(sign, '\u{6f0}'),
        '\u{ff10}'..='\u{ff19}' => digit(sign, '\u{ff10}'),
        _ if sign.is_whitespace() => Some(' '),
        // Raised, encircled, and in the letters of formulas.
        '\u{b2}'
        | '\u{b3}'
        | '\u{b9}'
        | '\u{2070}'..='\u{2089}'
        | '\u{2460}'..='\u{2468}'
        | '\u{1d7ce}'..='\u{1d7ff}' => std::iter::once(sign).nfkd().next(),
        _ => Some(sign),
    }
}

fn digit(sign: char, zero: char) -> Option<char> {
    char::from_digit(u32::from(sign) - u32::from(zero), 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_digits_however_they_look() {
        let seen: String = "¹²³₄⑤𝟔٧۸９\u{ad}\u{2009}–x".chars().filter_map(seen_as).collect();
        assert_eq!(seen, "123456789 -x");
    }
}

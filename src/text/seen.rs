//! Signs as people see them, whichever way a program stored them: what is pasted out of Word or off a web page holds signs that
//! only look like those on a keyboard.

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
        _ => Some(sign),
    }
}

fn digit(sign: char, zero: char) -> Option<char> {
    char::from_digit(u32::from(sign) - u32::from(zero), 10)
}

//! Looking through bytes many at a time: what is looked through are whole libraries and every page of a site.

use std::borrow::Cow;

/// Bytes as text; what isn't UTF-8 is shown as `�`. Whether all of it is gets checked many bytes at a time: decoding each
/// character, as `String::from_utf8_lossy` does, takes ten times as long.
pub fn lossy(bytes: &[u8]) -> Cow<'_, str> {
    std::str::from_utf8(bytes).map_or_else(|_| String::from_utf8_lossy(bytes), Cow::Borrowed)
}

/// Where the first such byte stands, from a place on. `memchr` for more than three bytes: a block is asked as a whole whether
/// it holds any, without a way out in between, so that the compiler asks sixteen bytes at a time.
#[inline]
pub fn next_byte(bytes: &[u8], from: usize, is_such: impl Fn(u8) -> bool) -> Option<usize> {
    let (blocks, rest) = bytes[from..].as_chunks::<16>();
    let holds_any = |block: &[u8; 16]| block.iter().fold(false, |any, byte| any | is_such(*byte));
    let (at, near) = match blocks.iter().position(holds_any) {
        Some(idx) => (from + idx * 16, blocks[idx].as_slice()),
        None => (from + blocks.len() * 16, rest),
    };
    near.iter().position(|byte| is_such(*byte)).map(|found| at + found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_byte_is_found_wherever_it_stands() {
        for length in [0, 1, 15, 16, 17, 40] {
            let mut bytes = vec![b'a'; length];
            assert_eq!(next_byte(&bytes, 0, |byte| byte == b'1'), None);
            for at in 0..length {
                bytes[at] = b'1';
                assert_eq!(next_byte(&bytes, 0, |byte| byte == b'1'), Some(at));
                assert_eq!(next_byte(&bytes, at + 1, |byte| byte == b'1'), None);
                bytes[at] = b'a';
            }
        }
    }

    #[test]
    fn what_is_no_text_is_shown_as_a_sign() {
        assert_eq!(lossy("één".as_bytes()), "één");
        assert_eq!(lossy(b"a\xffb"), "a\u{fffd}b");
    }
}

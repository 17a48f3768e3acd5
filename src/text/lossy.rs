//! Bytes that most likely are text.

use std::borrow::Cow;

/// Bytes as text; what isn't UTF-8 is shown as `�`. Whether all of it is gets checked many bytes at a time: decoding each
/// character, as `String::from_utf8_lossy` does, takes ten times as long.
pub fn lossy(bytes: &[u8]) -> Cow<'_, str> {
    std::str::from_utf8(bytes).map_or_else(|_| String::from_utf8_lossy(bytes), Cow::Borrowed)
}

//! Percent-encoding of addresses, and back: what a browser, a forge and an editor's own program read the same way.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// What is encoded in a value of a query: everything but letters, digits and what RFC 3986 calls unreserved.
const VALUE: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// What is encoded in a path: the same, without its slashes.
const PATH: &AsciiSet = &VALUE.remove(b'/');

/// A path as part of an address.
pub fn encode_path(path: &str) -> String {
    utf8_percent_encode(path, PATH).to_string()
}

/// The key or value of a query as part of an address.
pub fn encode_value(value: &str) -> String {
    utf8_percent_encode(value, VALUE).to_string()
}

/// The text that an address stands for, decoded once. An escape that is none stays as it is. `None`: the bytes are no text;
/// overlong forms, such as `%c0%ae` for a dot, aren't either.
pub fn decode(address: &str) -> Option<String> {
    percent_decode_str(address).decode_utf8().ok().map(Into::into)
}

/// The same for a text that is only looked through: bytes that are no text are some other sign.
pub fn decode_lossy(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encoding_and_decoding_undo_each_other() {
        let odd = "/met spatie/50%/wat?/é’😀&\"<>/+:a-b._~";
        for encoded in [encode_path(odd), encode_value(odd)] {
            assert!(encoded.is_ascii(), "{encoded}");
            assert_eq!(decode(&encoded).as_deref(), Some(odd));
        }
        assert_eq!(encode_path("/kaarten/één.md"), "/kaarten/%C3%A9%C3%A9n.md");
        assert_eq!(encode_value("a/b"), "a%2Fb");
    }

    #[test]
    fn what_is_no_escape_stays_and_what_is_no_text_is_none() {
        assert_eq!(decode("50% of %zz%2").as_deref(), Some("50% of %zz%2"));
        assert_eq!(decode("%c0%ae"), None);
    }
}

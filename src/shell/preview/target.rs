//! Addresses as they come over the wire: percent-decoding, once, and encoding.

/// The path of a request target, without its query, percent-decoded exactly once. `None` when it isn't one that a
/// browser sends for a page: not absolute, a broken or overlong escape, an escaped slash, a control character.
pub(super) fn path(target: &str) -> Option<String> {
    let path = target.split('?').next().unwrap_or_default();
    path.starts_with('/').then(|| decode(path)).flatten()
}

/// The query of a request target, with its question mark; empty when there is none.
pub(super) fn query(target: &str) -> &str {
    target.find('?').map_or("", |mark| &target[mark..])
}

/// The keys and values of a query, with or without its question mark, decoded; a value that can't be is empty.
pub(super) fn pairs(query: &str) -> impl Iterator<Item = (String, String)> {
    let pairs = query.trim_start_matches('?').split('&');
    pairs.filter(|pair| !pair.is_empty()).map(|pair| {
        let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
        (decode_value(key).unwrap_or_default(), decode_value(value).unwrap_or_default())
    })
}

/// Decodes a part of a query, in which `+` is a blank.
fn decode_value(text: &str) -> Option<String> {
    let mut decoded = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        decoded.push(match byte {
            b'+' => b' ',
            b'%' => hex_digit(rest.next()?)? << 4 | hex_digit(rest.next()?)?,
            plain => plain,
        });
    }
    String::from_utf8(decoded).ok()
}

/// Encodes a part of a query.
pub(super) fn encode_value(text: &str) -> String {
    percent_encoded(text, b"-._~")
}

/// Percent-decodes a path. An escaped slash or backslash is refused, because it would turn one part into two.
pub(super) fn decode(path: &str) -> Option<String> {
    let mut decoded = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            decoded.push(byte);
            continue;
        }
        let byte = hex_digit(rest.next()?)? << 4 | hex_digit(rest.next()?)?;
        if matches!(byte, b'/' | b'\\') {
            return None;
        }
        decoded.push(byte);
    }
    // `String::from_utf8` also refuses overlong forms, such as `%c0%ae` for a dot.
    let decoded = String::from_utf8(decoded).ok()?;
    let is_plain = |character: char| !character.is_control() && !matches!(character, '\\' | '#');
    decoded.chars().all(is_plain).then_some(decoded)
}

/// Percent-encodes a path for a link or a `Location`, leaving its slashes.
pub(in crate::shell) fn encode(path: &str) -> String {
    percent_encoded(path, b"/-._~!()*,;:@=+")
}

fn percent_encoded(text: &str, plain: &[u8]) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || plain.contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

fn hex_digit(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decodes_once_and_refuses_what_could_mean_two_things() {
        assert_eq!(path("/caf%C3%A9/?q=%zz").as_deref(), Some("/café/"));
        assert_eq!(path("/%252e%252e/").as_deref(), Some("/%2e%2e/"));
        for bad in [
            "",
            "*",
            "x",
            "http://x/",
            "/%",
            "/%2",
            "/%zz",
            "/%2f",
            "/%5c",
            "/a\\b",
            "/%00",
            "/%c0%ae",
            "/%23",
        ] {
            assert_eq!(path(bad), None, "{bad}");
        }
    }

    #[test]
    fn encoding_and_decoding_undo_each_other() {
        let odd = "/met spatie/50%/wat?/é’😀&\"<>/";
        assert_eq!(decode(&encode(odd)).as_deref(), Some(odd));
        assert!(encode(odd).is_ascii());
    }
}

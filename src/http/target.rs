//! Addresses as they come over the wire: percent-decoding, once.

use crate::text::percent;

/// The path of a request target, without its query, percent-decoded exactly once. `None` when it isn't one that a
/// browser sends for a page: not absolute, a broken or overlong escape, an escaped slash, a control character.
pub(crate) fn path(target: &str) -> Option<String> {
    let path = target.split('?').next().unwrap_or_default();
    path.starts_with('/').then(|| decode(path)).flatten()
}

/// The query of a request target, with its question mark; empty when there is none.
pub(crate) fn query(target: &str) -> &str {
    target.find('?').map_or("", |mark| &target[mark..])
}

/// The keys and values of a query, with or without its question mark, decoded; a value that can't be is empty.
pub(crate) fn pairs(query: &str) -> impl Iterator<Item = (String, String)> {
    let pairs = query.trim_start_matches('?').split('&');
    pairs.filter(|pair| !pair.is_empty()).map(|pair| {
        let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
        (decode_value(key).unwrap_or_default(), decode_value(value).unwrap_or_default())
    })
}

/// Decodes a part of a query, in which `+` is a blank.
fn decode_value(text: &str) -> Option<String> {
    decode_whole(&text.replace('+', " "))
}

/// Percent-decodes a path. An escaped slash or backslash is refused, because it would turn one part into two.
pub(crate) fn decode(path: &str) -> Option<String> {
    let n_slashes = |text: &str| text.matches('/').count();
    let is_plain = |character: char| !character.is_control() && !matches!(character, '\\' | '#');
    decode_whole(path)
        .filter(|decoded| decoded.chars().all(is_plain) && n_slashes(decoded) == n_slashes(path))
}

/// Percent-decodes a text. A broken escape is refused.
fn decode_whole(text: &str) -> Option<String> {
    let is_whole =
        |after: &str| after.get(..2).is_some_and(|hex| hex.bytes().all(|hex| hex.is_ascii_hexdigit()));
    text.split('%').skip(1).all(is_whole).then(|| percent::decode(text)).flatten()
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
}

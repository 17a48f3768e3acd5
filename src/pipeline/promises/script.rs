//! Whom a script names. What it does can't be known without running it: its strings are looked at, each by itself, and what
//! it puts together out of pieces is left to the policy that a server sends.

use super::address::{Destination, destination};

/// How far the end of a string is looked for, in bytes: longer ones are texts.
const LONGEST: usize = 2_000;

/// What stands before a string that is fetched.
const FETCHING: [&str; 13] = [
    "fetch(",
    "import",
    "import(",
    "from",
    "importScripts(",
    "Worker(",
    "register(",
    "sendBeacon(",
    "WebSocket(",
    "EventSource(",
    "WebTransport(",
    "Request(",
    "src=",
];

/// Names of languages, not addresses of files.
const NAMES: [&str; 1] = ["http://www.w3.org/"];

/// What a script does with an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
    /// It fetches it.
    Fetches,
    /// It names it, and may show it to people, or fetch it.
    Names,
}

/// Every address of others that stands in quotes, with the offset of its quote. Quotes are looked at wherever they are, in comments and
/// regular expressions too, so that nothing in a script can make this blind to what follows it.
pub(super) fn addresses(script: &str, base: &str, mut each: impl FnMut(&str, Use, usize)) {
    for at in memchr::memchr3_iter(b'"', b'\'', b'`', script.as_bytes()) {
        let behind = &script[at + 1..script.floor_char_boundary(at + 1 + LONGEST)];
        // Nearly every string begins otherwise.
        if !behind.trim_start().starts_with(|c: char| matches!(c, '/' | '\\') || "hHwWfF".contains(c)) {
            continue;
        }
        let quote = char::from(script.as_bytes()[at]);
        let Some(text) = string(behind, quote) else { continue };
        let is_named = NAMES.iter().any(|name| text.starts_with(name));
        if !is_named && names_host(&text) && destination(&text, base) == Destination::Foreign {
            let before: String = script[..at].chars().rev().filter(|c| !c.is_whitespace()).take(16).collect();
            let before: String = before.chars().rev().collect();
            let is_fetched = FETCHING.iter().any(|fetching| before.ends_with(fetching));
            each(&text, if is_fetched { Use::Fetches } else { Use::Names }, at);
        }
    }
}

/// The text of a string up to its closing quote or the first value that is put into it, with its escapes as the signs that
/// they stand for.
fn string(behind: &str, quote: char) -> Option<String> {
    let mut text = String::new();
    let mut rest = behind.chars();
    while let Some(c) = rest.next() {
        match c {
            _ if c == quote => return Some(text),
            '\n' if quote != '`' => return None,
            '$' if quote == '`' && rest.as_str().starts_with('{') => return Some(text),
            '\\' => match rest.next()? {
                'x' => text.push(code(rest.by_ref().take(2))?),
                'u' if rest.as_str().starts_with('{') => {
                    rest.next();
                    text.push(code(rest.by_ref().take_while(|c| *c != '}'))?);
                }
                'u' => text.push(code(rest.by_ref().take(4))?),
                'n' | 'r' | 't' | '\n' => {}
                other => text.push(other),
            },
            _ => text.push(c),
        }
    }
    None
}

fn code(digits: impl Iterator<Item = char>) -> Option<char> {
    char::from_u32(u32::from_str_radix(&digits.collect::<String>(), 16).ok()?)
}

/// Whether an address goes on to something that can be a host: `"https://"` alone is compared with, and `//` begins
/// comments.
fn names_host(address: &str) -> bool {
    let host = address.trim_start().trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let host = host.trim_start_matches([':', '/', '\\']);
    let host = host.split(['/', '\\', '?', '#']).next().unwrap_or_default();
    let is_host = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | ':' | '@' | '[' | ']' | '%' | '_');
    !host.is_empty() && host.contains(['.', ':']) && host.chars().all(is_host)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(script: &str) -> Vec<(String, Use)> {
        let mut found = Vec::new();
        addresses(script, "https://stad.example/", |address, of, _| found.push((address.to_owned(), of)));
        found
    }

    #[test]
    fn what_a_script_fetches_and_names_is_found() {
        for fetching in [
            "fetch(\"https://x.example/a\")",
            "fetch( 'https:\\/\\/x.example/a' )",
            "fetch(`https://x.example/a`)",
            "fetch(\"\\x68ttps://x.example/a\")",
            "fetch(\"\\u0068ttps:\\u{2f}/x.example/a\")",
            "import a from 'https://x.example/a'",
            "import 'https://x.example/a'",
            "await import(\"https://x.example/a\")",
            "importScripts('https://x.example/a')",
            "new Worker('https://x.example/a')",
            "navigator.sendBeacon('https://x.example/a', b)",
            "new Image().src = 'https://x.example/a'",
            "/[\"]/; fetch('https://x.example/a')",
        ] {
            assert_eq!(found(fetching), [("https://x.example/a".to_owned(), Use::Fetches)], "{fetching}");
        }
        assert_eq!(found("fetch(`//x.example/${a}`)"), [("//x.example/".to_owned(), Use::Fetches)]);
        assert_eq!(
            found("let a = 'wss://x.example'; new WebSocket(a)"),
            [("wss://x.example".to_owned(), Use::Names)]
        );
        for fine in [
            "fetch('data.json')",
            "fetch('/data.json')",
            "fetch('https://stad.example/a.json')",
            "a.startsWith('https://')",
            "let a = \"b\" // c",
            "document.createElementNS('http://www.w3.org/2000/svg', 'a')",
            "let a = 'http';",
            "// it's here https://x.example",
        ] {
            assert_eq!(found(fine), [], "{fine}");
        }
    }
}

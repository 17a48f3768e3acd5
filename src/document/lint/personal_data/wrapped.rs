//! Links as a mail program rewrites them: they lead through a guard of whoever got the mail, and say who that is.

use std::ops::Range;

use crate::text::percent;

/// Where the address stands that such a link was made of.
#[derive(Clone, Copy, Debug)]
enum Within {
    /// In this part of the query.
    Query(&'static str),
    /// Behind this, and before what follows.
    Between(&'static str, &'static str),
    /// Behind the last slash.
    Last,
    /// Only the guard knows.
    Nowhere,
}

/// What an address of such a guard holds, and where the one stands that it hides: Microsoft, Proofpoint, Barracuda, Cisco,
/// Mimecast.
const GUARDS: [(&str, Within); 6] = [
    ("safelinks.protection.", Within::Query("url")),
    ("urldefense.com/v3/", Within::Between("/v3/__", "__;")),
    ("urldefense.proofpoint.com/v2/", Within::Query("u")),
    ("linkprotect.cudasvc.com/url", Within::Query("a")),
    ("secure-web.cisco.com/", Within::Last),
    (".mimecast.com/s/", Within::Nowhere),
];

/// What the guards are found by in a text.
pub(super) fn cues() -> impl Iterator<Item = &'static str> {
    GUARDS.iter().map(|(cue, _)| *cue)
}

/// A link that leads through a guard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct WrappedLink {
    /// Where it stands, in bytes.
    pub(super) range: Range<usize>,
    /// The address that it was made of, where that can be told.
    pub(super) address: Option<String>,
}

/// The link that a cue at a place is in.
pub(super) fn link(text: &str, cue: &Range<usize>) -> Option<WrappedLink> {
    /// What such links begin with; a longer host nobody has.
    const HOST: usize = 128;
    let is_end = |c: char| {
        c.is_whitespace() || matches!(c, '"' | '\'' | '<' | '>' | '(' | ')' | '[' | ']' | '{' | '}' | '|')
    };
    let from = text.floor_char_boundary(cue.start.saturating_sub(HOST));
    let start = text[from..cue.start].rfind("http").map(|at| from + at)?;
    if text[start..cue.start].contains(is_end) {
        return None;
    }
    let end = text[cue.end..].find(is_end).map_or(text.len(), |at| cue.end + at);
    let typed = text[start..end].trim_end_matches(['.', ',', ';']);
    Some(WrappedLink { range: start..start + typed.len(), address: unwrapped(typed) })
}

/// The address that a link was made of; one that can stand wherever the link stood.
fn unwrapped(link: &str) -> Option<String> {
    let lower = link.to_ascii_lowercase();
    let (cue, within) = GUARDS.iter().find(|(cue, _)| lower.contains(cue))?;
    let address = match within {
        Within::Query(name) => {
            // In a text of Markdown or HTML it may be written `&amp;`.
            let (_, query) = link.split_once('?')?;
            let mut parts = query.split('&').map(|part| part.strip_prefix("amp;").unwrap_or(part));
            let value = parts.find_map(|part| part.strip_prefix(name)?.strip_prefix('='))?;
            // Proofpoint has signs of its own for two.
            if cue.starts_with("urldefense") {
                value.replace('-', "%").replace('_', "/")
            } else {
                value.to_owned()
            }
        }
        // A star stands for a sign that is said behind.
        Within::Between(start, end) => {
            let (_, rest) = link.split_once(start)?;
            rest.split_once(end)
                .map(|(address, _)| address.to_owned())
                .filter(|address| !address.contains('*'))?
        }
        Within::Last => link.rsplit_once('/')?.1.to_owned(),
        Within::Nowhere => return None,
    };
    let address = percent::decode(&address)?;
    let is_plain = |c: char| {
        !c.is_whitespace()
            && !c.is_control()
            && !matches!(c, '(' | ')' | '<' | '>' | '"' | '\'' | '[' | ']' | '{' | '}' | '|' | '`' | '\\')
    };
    (address.starts_with("http") && address.contains("://") && address.chars().all(is_plain))
        .then_some(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_that_a_guard_hides_is_found() {
        let real = Some("https://www.stad.example/a?b=1");
        for (link, expected) in [
            (
                "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fwww.stad.example%2Fa%3Fb%3D1&amp;data=05%7C01%7Cj.jansen%40stad.example%7C",
                real,
            ),
            (
                "https://eur01.SafeLinks.Protection.outlook.com/?data=x&url=https%3A%2F%2Fwww.stad.example%2Fa%3Fb%3D1",
                real,
            ),
            ("https://urldefense.com/v3/__https://www.stad.example/a?b=1__;!!abc$", real),
            ("https://urldefense.com/v3/__https://www.stad.example/*a__;Iw!!abc$", None),
            ("https://urldefense.proofpoint.com/v2/url?u=https-3A__www.stad.example_a-3Fb-3D1&d=x&r=y", real),
            ("https://linkprotect.cudasvc.com/url?a=https%3a%2f%2fwww.stad.example%2fa%3fb%3d1&c=E,1", real),
            ("https://secure-web.cisco.com/1abc/https%3A%2F%2Fwww.stad.example%2Fa%3Fb%3D1", real),
            ("https://protect-eu.mimecast.com/s/abc", None),
            ("https://eur01.safelinks.protection.outlook.com/?url=javascript%3Aalert", None),
            ("https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fa.example%2F%20b", None),
            ("https://eur01.safelinks.protection.outlook.com/", None),
        ] {
            assert_eq!(unwrapped(link).as_deref(), expected, "{link}");
        }
    }

    #[test]
    fn a_link_ends_where_it_ends_in_a_text() {
        let text = "zie [de stad](https://a.safelinks.protection.outlook.com/?url=x&data=y), of";
        let at = text.find("safelinks.protection.").expect("a cue");
        let found = link(text, &(at..at + 21)).expect("a link");
        assert_eq!(&text[found.range], "https://a.safelinks.protection.outlook.com/?url=x&data=y");
        assert_eq!(link("de dienst safelinks.protection. heet zo", &(10..31)), None);
    }
}

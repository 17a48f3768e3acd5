//! Where an address leads, as a browser resolves it (URL Standard, sections 4.1 and 4.4): in whichever way it is written,
//! it is another's, the site's own, or no address of a file at all.

/// Where an address leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Destination {
    /// To a file of the site, or to nothing that a browser fetches.
    Own,
    /// To another host, or to a file of the reader's machine or network.
    Foreign,
    /// To code that stands in the address itself.
    Code,
    /// To bytes that stand in the address itself.
    Data,
}

/// Where an address leads, seen from a page at `base`, the address of the site. `https:x` is judged as another's: it is
/// read from the page's own scheme on, and a site is opened from disk too.
pub(super) fn destination(address: &str, base: &str) -> Destination {
    let address = plain(address);
    let Some((scheme, rest)) = scheme(&address) else {
        let is_other_host = address.len() > 1 && address.bytes().take(2).all(is_slash);
        return if is_other_host && !has_host_of(&address, base) {
            Destination::Foreign
        } else {
            Destination::Own
        };
    };
    match scheme.to_ascii_lowercase().as_str() {
        "javascript" | "vbscript" => Destination::Code,
        "data" => Destination::Data,
        "http" | "https" | "ws" | "wss" if rest.bytes().take(2).filter(|c| is_slash(*c)).count() == 2 => {
            if has_host_of(rest, base) {
                Destination::Own
            } else {
                Destination::Foreign
            }
        }
        "http" | "https" | "ws" | "wss" | "ftp" | "file" => Destination::Foreign,
        _ => Destination::Own,
    }
}

/// Without what browsers take out of addresses: controls and spaces around them, tabs and ends of lines anywhere.
fn plain(address: &str) -> String {
    let address = address.trim_matches(|c: char| c <= ' ');
    address.chars().filter(|c| !matches!(c, '\t' | '\n' | '\r')).collect()
}

/// The scheme of an address, with what follows its colon.
fn scheme(address: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = address.split_once(':')?;
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|c| c.is_ascii_alphanumeric() || matches!(c, b'+' | b'-' | b'.'));
    is_scheme.then_some((scheme, rest))
}

/// Browsers take both for the same in the addresses of the web.
fn is_slash(byte: u8) -> bool {
    matches!(byte, b'/' | b'\\')
}

/// Whether what follows a scheme names the host of the site. Only what is written in the same way does: a host that
/// browsers would still have to translate is judged as another's.
fn has_host_of(address: &str, base: &str) -> bool {
    let host = |address: &str| {
        let address = address.trim_start_matches(['/', '\\']);
        let host = address.split(['/', '\\', '?', '#']).next().unwrap_or_default();
        host.to_ascii_lowercase()
    };
    let own = base.split_once("//").map(|(_, rest)| host(rest)).unwrap_or_default();
    !own.is_empty() && host(address) == own
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_leads_where_browsers_go() {
        let leads = |address: &str| destination(address, "https://stad.example/gids/");
        for foreign in [
            "https://x.example/a",
            "HTTPS://x.example/a",
            "//x.example/a",
            "/\\x.example",
            "\\\\x.example\\a",
            "\\/x.example",
            "https:x.example",
            "https:/x.example",
            "https:\\\\x.example",
            "  \u{1}https://x.example",
            "ht\ntps://x.example",
            "/\t/x.example",
            "http://stad.example@x.example/",
            "https://stad.example.x.example/",
            "https://stad.example:8443/",
            "wss://x.example",
            "ftp://x.example/a",
            "file://x.example/a",
            "file:///a",
        ] {
            assert_eq!(leads(foreign), Destination::Foreign, "{foreign:?}");
        }
        for own in [
            "",
            "a/b.png",
            "/gids/a.png",
            "/a//b",
            "?a=//b",
            "#a",
            "a:b",
            "https://stad.example/gids/a.png",
            "http://Stad.example/a.png",
            "//stad.example/a.png",
            "mailto:a@x.example",
            "tel:140999",
            "0:a",
        ] {
            assert_eq!(leads(own), Destination::Own, "{own:?}");
        }
        for code in ["javascript:a", "JavaScript:a", "java\tscript:a", " \u{0}javascript:a", "vbscript:a"] {
            assert_eq!(leads(code), Destination::Code, "{code:?}");
        }
        assert_eq!(leads("data:text/html,a"), Destination::Data);
    }
}

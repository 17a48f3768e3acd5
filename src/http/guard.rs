//! Who may ask: only a browser of this machine, for itself.
//!
//! A preview shows drafts. Any website open in the same browser can send requests to this machine, and can give its own
//! name the address of this machine (DNS rebinding). So the request has to name this server in `Host`, and, where the
//! browser says who asks (`Origin`, `Sec-Fetch-Site`), that has to be a page of the preview itself or the editor.

use super::request::{Method, Request};

/// Why somebody is turned away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ForeignOrigin {
    /// The address bar holds another name than that of this server.
    WrongHost,
    /// Another website asks.
    OtherSite,
}

/// The names of this machine that nobody else can give an address.
const NAMES: [&str; 3] = ["127.0.0.1", "localhost", "[::1]"];

/// Checks who sends a request to the server at `port` of this machine.
pub(crate) fn check(request: &Request, port: u16) -> Result<(), ForeignOrigin> {
    let is_ours = |host: &str| {
        let name = host.strip_suffix(&format!(":{port}")).or((port == 80).then_some(host));
        name.is_some_and(|name| NAMES.iter().any(|ours| ours.eq_ignore_ascii_case(name)))
    };
    let mut hosts = request.values("host");
    if !(hosts.next().is_some_and(is_ours) && hosts.next().is_none()) {
        return Err(ForeignOrigin::WrongHost);
    }
    let is_own_origin =
        request.values("origin").all(|origin| origin.strip_prefix("http://").is_some_and(is_ours));
    // `none`: typed, bookmarked or opened by a program. `same-site` isn't enough: any port of `localhost` is that.
    let is_own_page = request.values("sec-fetch-site").all(|site| matches!(site, "same-origin" | "none"));
    // What changes something has to come from a page of the preview, and to say so.
    let says_who = request.values("origin").next().is_some() || request.method != Method::Post;
    if is_own_origin && is_own_page && says_who { Ok(()) } else { Err(ForeignOrigin::OtherSite) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::parse_head;

    fn check_headers(headers: &str) -> Result<(), ForeignOrigin> {
        let head = format!("GET / HTTP/1.1\r\n{headers}\r\n");
        check(&parse_head(head.as_bytes()).expect("a sound head"), 4000)
    }

    #[test]
    fn only_the_names_of_this_machine_are_hosts() {
        for host in ["127.0.0.1:4000", "localhost:4000", "LocalHost:4000", "[::1]:4000"] {
            assert_eq!(check_headers(&format!("Host: {host}\r\n")), Ok(()), "{host}");
        }
        for host in [
            "evil.test",
            "evil.test:4000",
            "127.0.0.1",
            "127.0.0.1:4001",
            "127.0.0.1.nip.io:4000",
            "",
            "localhost.evil:4000",
            "[::1",
            "127.0.0.1:4000, evil.test",
            "é:4000",
        ] {
            assert_eq!(check_headers(&format!("Host: {host}\r\n")), Err(ForeignOrigin::WrongHost), "{host}");
        }
        assert_eq!(check_headers(""), Err(ForeignOrigin::WrongHost));
        let twice = "Host: localhost:4000\r\nHost: localhost:4000\r\n";
        assert_eq!(check_headers(twice), Err(ForeignOrigin::WrongHost));
    }

    #[test]
    fn what_changes_something_has_to_say_where_it_comes_from() {
        for (origin, expected) in [
            ("Origin: http://localhost:4000\r\n", Ok(())),
            ("", Err(ForeignOrigin::OtherSite)),
            ("Sec-Fetch-Site: none\r\n", Err(ForeignOrigin::OtherSite)),
            ("Origin: https://evil.test\r\n", Err(ForeignOrigin::OtherSite)),
        ] {
            let head = format!("POST / HTTP/1.1\r\nHost: localhost:4000\r\n{origin}\r\n");
            assert_eq!(
                check(&parse_head(head.as_bytes()).expect("a sound head"), 4000),
                expected,
                "{origin}"
            );
        }
    }

    #[test]
    fn only_our_own_pages_may_ask() {
        for (header, expected) in [
            ("Origin: http://127.0.0.1:4000", Ok(())),
            ("Origin: http://localhost:4000", Ok(())),
            ("Origin: https://localhost:4000", Err(ForeignOrigin::OtherSite)),
            ("Origin: http://localhost:3000", Err(ForeignOrigin::OtherSite)),
            ("Origin: null", Err(ForeignOrigin::OtherSite)),
            ("Sec-Fetch-Site: same-origin", Ok(())),
            ("Sec-Fetch-Site: none", Ok(())),
            ("Sec-Fetch-Site: same-site", Err(ForeignOrigin::OtherSite)),
            ("Sec-Fetch-Site: cross-site", Err(ForeignOrigin::OtherSite)),
        ] {
            assert_eq!(check_headers(&format!("Host: localhost:4000\r\n{header}\r\n")), expected, "{header}");
        }
    }
}

//! `external-link`: addresses outside the site that can be seen to be wrong without asking anybody.

use crate::document::{Link, LinkTarget};
use crate::text::{Diagnostic, Phrase, Rule, phrase};

pub(in crate::document) fn check(links: &[Link], diagnostics: &mut Vec<Diagnostic>) {
    for Link { target, at, .. } in links {
        let LinkTarget::External(address) = target else { continue };
        // What a value stands for isn't known here.
        let Some((message, hint)) = trouble(address).filter(|_| !address.contains("{{")) else { continue };
        diagnostics.push(Diagnostic::new(Rule::ExternalLink, message).at(at.clone()).hint(hint));
    }
}

fn trouble(address: &str) -> Option<(Phrase, Phrase)> {
    let (scheme, rest) = address.split_once(':')?;
    if scheme.eq_ignore_ascii_case("mailto") {
        let name = rest.split('?').next().unwrap_or_default();
        return (!name.contains('@')).then(|| {
            (
                phrase!("`{address}` is geen e-mailadres", "`{address}` is no e-mail address"),
                phrase!("schrijf `mailto:naam@gemeente.nl`", "write `mailto:name@municipality.nl`"),
            )
        });
    }
    if !scheme.to_ascii_lowercase().starts_with("http") {
        return None;
    }
    let copied =
        || phrase!("kopieer het adres opnieuw uit de browser", "copy the address from the browser again");
    if address.contains(char::is_whitespace) {
        return Some((
            phrase!("in `{address}` staat een spatie", "there is a blank in `{address}`"),
            copied(),
        ));
    }
    let host = host(rest);
    if host.is_empty() {
        return Some((
            phrase!("in `{address}` ontbreekt de naam van de site", "`{address}` lacks the name of the site"),
            copied(),
        ));
    }
    if is_inside(host) {
        return Some((
            phrase!(
                "`{host}` is alleen binnen uw eigen netwerk te bereiken",
                "`{host}` can only be reached within your own network"
            ),
            phrase!(
                "noem het openbare adres, of haal de link weg",
                "name the public address, or take the link away"
            ),
        ));
    }
    scheme.eq_ignore_ascii_case("http").then(|| {
        let secure = format!("https{}", &address[4..]);
        (
            phrase!("`{address}` is niet beveiligd", "`{address}` isn't secure"),
            phrase!(
                "probeer of `{secure}` werkt, en schrijf dat",
                "try whether `{secure}` works, and write that"
            ),
        )
    })
}

/// Whether an address can be one of a page that everybody gets to see.
pub(crate) fn is_public_address(address: &str) -> bool {
    let Some((scheme, rest)) = address.split_once(':') else { return false };
    let is_page = scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http");
    let host = host(rest);
    is_page && !host.is_empty() && !is_inside(host) && !address.contains(char::is_whitespace)
}

/// The name of the site, in what follows the scheme of an address.
fn host(rest: &str) -> &str {
    let host = rest.strip_prefix("//").unwrap_or_default();
    let host = host.split(['/', '?', '#']).next().unwrap_or_default();
    host.rsplit('@').next().unwrap_or_default().split(':').next().unwrap_or_default()
}

/// Whether a host is one that only a network of its own knows: without a dot, by a reserved ending, or by a private number.
fn is_inside(host: &str) -> bool {
    let host = host.to_ascii_lowercase();
    const ENDINGS: [&str; 6] = [".local", ".localhost", ".lan", ".intern", ".internal", ".intranet"];
    let numbers: Vec<u8> = host.split('.').map_while(|part| part.parse().ok()).collect();
    let is_private = host.split('.').count() == 4
        && matches!(
            numbers[..],
            [10 | 127, _, _, _] | [192, 168, _, _] | [172, 16..=31, _, _] | [169, 254, _, _]
        );
    !host.contains('.')
        || host.starts_with("intranet.")
        || is_private
        || ENDINGS.iter().any(|ending| host.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_wrong_for_certain_is_reported() {
        for address in [
            "http://stad.example/",
            "https://stad.example/een bladzijde",
            "https:///x",
            "https:stad.example",
            "https://intranet/x",
            "https://intranet.stad.example/",
            "https://gids.local",
            "http://localhost:4000/",
            "https://192.168.1.4/x",
            "https://10.0.0.1/",
            "mailto:info",
        ] {
            assert!(trouble(address).is_some(), "{address}");
        }
        for address in [
            "https://stad.example/?a=1#b",
            "https://naam@stad.example:8443/x",
            "https://8.8.8.8/",
            "https://172.example/",
            "mailto:info@stad.example?subject=x",
            "tel:112",
            "sms:0612345678",
        ] {
            assert!(trouble(address).is_none(), "{address}");
        }
        assert!(
            is_public_address("http://stad.example/") && is_public_address("HTTPS://naam@stad.example:8443")
        );
        for address in
            ["tel:112", "https:///x", "https://intranet/", "http://127.0.0.1/", "x", "https://a.example/ b"]
        {
            assert!(!is_public_address(address), "{address}");
        }
    }
}

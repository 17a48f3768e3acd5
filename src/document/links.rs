//! What links and images in a text point at, as far as the text itself shows.

use crate::text::{Location, next_value, percent};

/// A link of a document, as written.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Link {
    /// What it points at.
    pub target: LinkTarget,
    /// What readers see of it.
    pub words: LinkWords,
    /// Where it stands. Its path is the one that relative paths start from.
    pub at: Location,
}

/// What readers see of a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LinkWords {
    /// Words of the text.
    Own,
    /// Its own address.
    Address,
    /// Its own address, of mail.
    Email,
    /// The title of what it leads to.
    Title,
}

/// What a link points at.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum LinkTarget {
    /// An address outside the site; may hold `{{ values }}`.
    External(Box<str>),
    /// A heading on the same page.
    Heading(Box<str>),
    /// A file by its path relative to this one, with the heading after `#` if there is one.
    Path(Box<str>, Option<Box<str>>),
    /// A document by its id, with the heading after `#` if there is one.
    Id(Box<str>, Option<Box<str>>),
    /// Nothing that may be linked to: `javascript:` and its like.
    Unsafe(Box<str>),
}

/// An image of a document.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Image {
    /// Its address as written.
    pub target: Box<str>,
    /// What it shows, in words; empty is an error.
    pub alt: Box<str>,
    /// Where it stands. Its path is the one that relative paths start from.
    pub at: Location,
}

/// The schemes that only lead to other pages, letters and calls.
const SAFE_SCHEMES: [&str; 5] = ["https", "http", "mailto", "tel", "sms"];

/// Whether an address leads out of the site, and does nothing else.
pub fn leads_out(address: &str) -> bool {
    matches!(classify(address), LinkTarget::External(_))
}

/// Sorts out what an address in Markdown means.
pub(super) fn classify(address: &str) -> LinkTarget {
    // Browsers leave out these characters before they look for the scheme.
    let seen: String = address.chars().filter(|c| !c.is_ascii_control()).collect();
    let address = seen.trim();
    if next_value(address).is_some_and(|(before, _, _)| before.is_empty()) {
        // What the value holds is looked at where it is known.
        return LinkTarget::External(address.into());
    }
    if let Some(heading) = address.strip_prefix('#') {
        return LinkTarget::Heading(heading.into());
    }
    let scheme = address.split_once(':').map(|(scheme, _)| scheme).filter(|scheme| {
        scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'))
    });
    match scheme.map(str::to_ascii_lowercase) {
        Some(scheme) if SAFE_SCHEMES.contains(&scheme.as_str()) => LinkTarget::External(address.into()),
        Some(_) => LinkTarget::Unsafe(address.into()),
        // `//elsewhere.example` borrows the scheme of the page, and leads away from the site all the same.
        None if address.starts_with("//") || address.contains('\\') => LinkTarget::Unsafe(address.into()),
        None => {
            let (path, heading) = split_heading(address);
            let path = path.split('?').next().unwrap_or_default();
            LinkTarget::Path(decode(path).into(), heading)
        }
    }
}

/// The target of `[[id]]`, `[[id#kop]]`.
pub(super) fn classify_id(address: &str) -> LinkTarget {
    let (id, heading) = split_heading(address.trim());
    LinkTarget::Id(id.trim().trim_matches('/').into(), heading)
}

fn split_heading(address: &str) -> (&str, Option<Box<str>>) {
    match address.split_once('#') {
        Some((path, heading)) if !heading.is_empty() => (path, Some(heading.into())),
        Some((path, _)) => (path, None),
        None => (address, None),
    }
}

/// Undoes percent-encoding, so that `caf%C3%A9.md` is the file `café.md`. What doesn't decode to text stays as it is.
pub(super) fn decode(path: &str) -> String {
    percent::decode(path).unwrap_or_else(|| path.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_harmless_schemes_lead_out() {
        for address in [
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "java\tscript:alert(1)",
            " \u{1}javascript:alert(1)",
            "data:text/html,x",
            "vbscript:x",
            "file:///etc/passwd",
            "//evil.example/x",
            "\\\\evil\\x",
            "blob:x",
        ] {
            assert!(matches!(classify(address), LinkTarget::Unsafe(_)), "{address:?}");
        }
        assert!(matches!(classify("https://x.nl/?a=1"), LinkTarget::External(_)));
        assert!(matches!(classify("tel:112"), LinkTarget::External(_)));
    }

    #[test]
    fn paths_are_files_with_or_without_a_heading() {
        assert_eq!(
            classify("../caf%C3%A9.md#zo-doe"),
            LinkTarget::Path("../café.md".into(), Some("zo-doe".into()))
        );
        assert_eq!(classify("#zo"), LinkTarget::Heading("zo".into()));
        assert_eq!(classify_id(" kaarten/a/b#c "), LinkTarget::Id("kaarten/a/b".into(), Some("c".into())));
    }
}

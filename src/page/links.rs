//! Where the links of a document lead, and what its images show, as HTML.

use super::html::Html;
use crate::document::{Image, Link, LinkTarget, escape};
use crate::edition::Exclusion;
use crate::site::{LinkDestination, file_address, find, find_image};
use crate::text::{dialed, fill};

impl Html<'_, '_> {
    /// The attributes of an `a` element. A link that leads nowhere has no address, and is reported as a diagnostic.
    pub(super) fn link_attributes(&self, link: &Link, html: &mut String) {
        let root = &self.root;
        let heading = |heading: Option<&str>| heading.map(|id| format!("#{id}")).unwrap_or_default();
        let address = match find(self.shared.site, self.outline, link) {
            LinkDestination::External(url) => {
                let url = fill(url, &self.shared.site.config.values);
                // A value can be words, as that of a number that nobody has made sure of: those can't be called.
                let number = url.strip_prefix("tel:").map(|number| number.replace("%20", " "));
                let url = match number.as_deref().map(dialed) {
                    Some(Some(dialed)) => format!("tel:{dialed}"),
                    Some(None) if number.is_some_and(|number| number.contains(char::is_alphabetic)) => return,
                    Some(None) => url.replace("%20", "").replace(' ', ""),
                    None => url,
                };
                html.push_str(" href=\"");
                escape(&url, html);
                html.push_str(if url.starts_with("http") { "\" rel=\"noreferrer\"" } else { "\"" });
                return;
            }
            LinkDestination::Document(target, id) => {
                format!("{root}{}{}", self.shared.site.address(&target.id), heading(id))
            }
            LinkDestination::NoHeading(target, _) => {
                format!("{root}{}", self.shared.site.address(&target.id))
            }
            LinkDestination::Address(address, id) => format!("{root}{}{}", encode(&address), heading(id)),
            LinkDestination::Heading(id) => format!("#{id}"),
            // What the site has hidden, or what is for others, is only words.
            LinkDestination::Excluded(
                _,
                Exclusion::Hidden | Exclusion::ForTeams | Exclusion::Overdue | Exclusion::Past,
            ) => {
                return;
            }
            LinkDestination::Excluded(..) | LinkDestination::Nothing | LinkDestination::Unsafe => {
                html.push_str(" class=\"broken-link\"");
                return;
            }
        };
        html.push_str(" href=\"");
        escape(&address, html);
        html.push('"');
    }

    /// The title of what a link leads to.
    pub(super) fn link_title(&self, link: &Link, html: &mut String) {
        match find(self.shared.site, self.outline, link) {
            LinkDestination::Document(target, None) | LinkDestination::NoHeading(target, _) => {
                escape(target.title(), html)
            }
            LinkDestination::Document(target, Some(id)) => {
                let heading = target.headings.iter().find(|heading| heading.id == id);
                escape(heading.map_or(target.title(), |heading| &heading.text), html);
            }
            LinkDestination::Excluded(_, Exclusion::ForTeams) => {
                escape(self.word("only-for-teams", &self.outline.language), html);
            }
            _ => {
                if let LinkTarget::Id(id, _) = &link.target {
                    escape(id, html);
                }
            }
        }
    }

    /// An image, or what it shows where the file isn't one that can be shown.
    pub(super) fn image(&self, image: &Image, html: &mut String) {
        let alt = fill(&image.alt, &self.shared.site.config.values);
        match find_image(self.shared.site, image) {
            Some((file, Some((width, height)))) => {
                let address = file_address(file);
                html.push_str("<img src=\"");
                escape(&format!("{}{}", self.root, encode(&address)), html);
                html.push_str(&format!(
                    "\" width=\"{width}\" height=\"{height}\" loading=\"lazy\" decoding=\"async\" alt=\""
                ));
                escape(&alt, html);
                html.push_str("\">");
            }
            Some((_, None)) | None => {
                html.push_str("<span class=\"missing-image\">");
                escape(&alt, html);
                html.push_str("</span>");
            }
        }
    }
}

/// A path as part of an address: everything but letters, digits and `/-._~` percent-encoded.
fn encode(path: &str) -> String {
    let mut encoded = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'.' | b'_' | b'~' => {
                encoded.push(char::from(byte))
            }
            _ => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    encoded
}

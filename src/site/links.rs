//! Where the links of a document lead.

use super::Site;
use crate::document::{DocumentId, LinkTarget, Outline};
use crate::text::SourcePath;

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found<'s> {
    /// Out of the site.
    External(&'s str),
    /// To a document, with the heading if there is one.
    Document(&'s Outline, Option<&'s str>),
    /// To another page or file of the site, by its address and what follows `#`.
    Address(String, Option<&'s str>),
    /// To a heading on the same page.
    Heading(&'s str),
    /// To a document that has no such heading.
    NoHeading(&'s Outline, &'s str),
    /// To a document that isn't published.
    LeftOut(DocumentId),
    /// Nowhere.
    Nothing,
    /// Where no link may lead.
    Unsafe,
}

/// Where a link in the document `from` leads.
pub fn find<'s>(site: &'s Site, from: &'s Outline, target: &'s LinkTarget) -> Found<'s> {
    match target {
        LinkTarget::Unsafe(_) => Found::Unsafe,
        LinkTarget::External(url) => Found::External(url),
        LinkTarget::Heading(heading) => {
            if has_heading(from, heading) {
                Found::Heading(heading)
            } else {
                Found::NoHeading(from, heading)
            }
        }
        LinkTarget::Id(id, heading) => document(site, id, heading.as_deref()),
        LinkTarget::Path(path, heading) => path_target(site, from, path, heading.as_deref()),
    }
}

fn document<'s>(site: &'s Site, id: &str, heading: Option<&'s str>) -> Found<'s> {
    let Some(document) = site.document(id) else {
        return match site.edition.left_out.get_key_value(id) {
            Some((id, _)) => Found::LeftOut(id.clone()),
            None => Found::Nothing,
        };
    };
    match heading {
        Some(heading) if !has_heading(&document.outline, heading) => {
            Found::NoHeading(&document.outline, heading)
        }
        heading => Found::Document(&document.outline, heading),
    }
}

fn path_target<'s>(site: &'s Site, from: &'s Outline, path: &str, heading: Option<&'s str>) -> Found<'s> {
    if path.is_empty() {
        // An address that was forgotten would lead to the page itself.
        return Found::Nothing;
    }
    // An address of the site, from its root.
    if let Some(address) = path.strip_prefix('/') {
        let id = address.trim_end_matches('/');
        return match document(site, id, heading) {
            Found::Nothing if site.is_list(id) => {
                Found::Address(format!("{id}/").trim_start_matches('/').to_owned(), heading)
            }
            Found::Nothing => SourcePath::new(&format!("static/{id}"))
                .ok()
                .filter(|file| site.files.contains_key(file))
                .map_or(Found::Nothing, |file| Found::Address(file_address(&file), heading)),
            found => found,
        };
    }
    let Some(file) = from.path.resolve(path) else { return Found::Nothing };
    if let Some(id) = site.document_at(&file) {
        return document(site, id.as_str(), heading);
    }
    if let Some(id) = file.as_str().strip_suffix(".md") {
        return document(site, id, heading);
    }
    if site.files.contains_key(&file) {
        return Found::Address(file_address(&file), heading);
    }
    Found::Nothing
}

fn has_heading(outline: &Outline, id: &str) -> bool {
    outline.headings.iter().any(|heading| heading.id == id)
}

/// The file that an image in a document at `from` names, with its width and height where it is one that can be shown.
pub fn find_image<'s>(
    site: &'s Site,
    from: &SourcePath,
    target: &str,
) -> Option<(&'s SourcePath, Option<(u32, u32)>)> {
    let path = match target.strip_prefix('/') {
        Some(address) => SourcePath::new(&format!("static/{address}")).ok()?,
        None => from.resolve(target)?,
    };
    site.files.get_key_value(&path).map(|(path, size)| (path, *size))
}

/// Where a file of the site is published: `static/` is the root, files beside documents stay beside them.
pub(crate) fn file_address(path: &SourcePath) -> String {
    path.as_str().strip_prefix("static/").unwrap_or(path.as_str()).to_owned()
}

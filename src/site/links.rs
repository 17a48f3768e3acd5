//! Where the links of a document lead.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use super::Site;
use crate::document::{DocumentId, Image, Link, LinkTarget, Outline, leads_out};
use crate::edition::{Exclusion, ResolvedDocument};
use crate::text::{SourcePath, fill, joined, next_value};

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkDestination<'s> {
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
    /// To a document that isn't in the edition, with why.
    Excluded(DocumentId, Exclusion),
    /// Nowhere.
    Nothing,
    /// Where no link may lead.
    Unsafe,
}

/// Where a link in the document `from` leads.
pub fn find<'s>(site: &'s Site, from: &'s Outline, link: &'s Link) -> LinkDestination<'s> {
    match &link.target {
        LinkTarget::Unsafe(_) => LinkDestination::Unsafe,
        LinkTarget::External(url) if is_unsafe(site, url) => LinkDestination::Unsafe,
        LinkTarget::External(url) => LinkDestination::External(url),
        LinkTarget::Heading(heading) => {
            if has_heading(from, heading) {
                LinkDestination::Heading(heading)
            } else {
                LinkDestination::NoHeading(from, heading)
            }
        }
        LinkTarget::Id(id, heading) => document(site, id, heading.as_deref()),
        LinkTarget::Path(path, heading) => path_target(site, &link.at.path, path, heading.as_deref()),
    }
}

/// Whether a value that an address begins with makes it one that no link may lead to. One that isn't known is reported as such.
fn is_unsafe(site: &Site, url: &str) -> bool {
    let begins_with = next_value(url).filter(|(before, _, _)| before.is_empty());
    begins_with.is_some_and(|(_, name, _)| {
        site.config.values.contains_key(name) && !leads_out(&fill(url, &site.config.values))
    })
}

fn document<'s>(site: &'s Site, id: &str, heading: Option<&'s str>) -> LinkDestination<'s> {
    let document = match (site.document(id), site.edition.left_out.get_key_value(id)) {
        (Some(document), _) => document,
        (None, Some((id, why))) => return LinkDestination::Excluded(id.clone(), *why),
        (None, None) => match site.renamed(id) {
            Some(document) => document,
            None => return LinkDestination::Nothing,
        },
    };
    match heading {
        Some(heading) if !has_heading(&document.outline, heading) => {
            LinkDestination::NoHeading(&document.outline, heading)
        }
        heading => LinkDestination::Document(&document.outline, heading),
    }
}

fn path_target<'s>(
    site: &'s Site,
    from: &SourcePath,
    path: &str,
    heading: Option<&'s str>,
) -> LinkDestination<'s> {
    if path.is_empty() {
        // An address that was forgotten would lead to the page itself.
        return LinkDestination::Nothing;
    }
    // An address of the site, from its root.
    if let Some(address) = path.strip_prefix('/') {
        let id = address.trim_end_matches('/');
        return match document(site, id, heading) {
            LinkDestination::Nothing if site.is_list(id) => {
                let address = format!("{}{id}/", site.prefix);
                LinkDestination::Address(address.trim_start_matches('/').to_owned(), heading)
            }
            LinkDestination::Nothing => file(site, &format!("static/{id}"))
                .map_or(LinkDestination::Nothing, |(file, _)| {
                    LinkDestination::Address(file_address(file), heading)
                }),
            found => found,
        };
    }
    // A file of another layer is named by the way to it, as the forge needs it; a document of any layer by its own
    // path, as if it lay in this one.
    let folder = from.as_str().rsplit_once('/').map_or("", |(folder, _)| folder);
    if let Some(id) = site.document_at(&joined(folder, path)) {
        return document(site, id.as_str(), heading);
    }
    let Some(target) = from.resolve(path) else { return LinkDestination::Nothing };
    if let Some(id) = target.local().strip_suffix(".md") {
        match document(site, id, heading) {
            // Most likely it has a name that no document can have, and that is reported there.
            LinkDestination::Nothing => {}
            found => return found,
        }
    }
    file(site, target.local())
        .map_or(LinkDestination::Nothing, |(file, _)| LinkDestination::Address(file_address(file), heading))
}

/// The id that a link names a document by, where that is the one which it had before a layer below renamed it.
pub(super) fn old_name(site: &Site, link: &Link) -> Option<String> {
    let id = match &link.target {
        LinkTarget::Id(id, _) => id.to_string(),
        LinkTarget::Path(path, _) => match path.strip_prefix('/') {
            Some(address) => address.trim_end_matches('/').to_owned(),
            None => {
                let from = &link.at.path;
                let folder = from.as_str().rsplit_once('/').map_or("", |(folder, _)| folder);
                let is_file = site.document_at(&joined(folder, path)).is_some();
                from.resolve(path).filter(|_| !is_file)?.local().strip_suffix(".md")?.to_owned()
            }
        },
        LinkTarget::Heading(_) | LinkTarget::External(_) | LinkTarget::Unsafe(_) => return None,
    };
    site.renamed(&id).map(|_| id)
}

/// Whether a link leads to a document, judged by its names alone: what is asked of a whole library for one document. A link to
/// a document that isn't there leads to none.
pub fn leads_to(link: &Link, target: &ResolvedDocument) -> bool {
    let id = target.outline.id.as_str();
    match &link.target {
        LinkTarget::Id(other, _) => **other == *id,
        LinkTarget::Path(path, _) => match path.strip_prefix('/') {
            Some(address) => address.trim_end_matches('/') == id,
            None => {
                let Some(name) = path.strip_suffix(".md") else { return false };
                // Most links lead elsewhere, which their last name tells.
                let last = |path: &str| path.rsplit('/').next().unwrap_or_default().to_owned();
                if last(name) != last(id) {
                    return false;
                }
                let from = link.at.path.as_str();
                let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
                let typed = joined(folder, path);
                let is_file = target.files().any(|file| file.as_str() == typed);
                is_file || link.at.path.resolve(name).is_some_and(|local| local.local() == id)
            }
        },
        LinkTarget::Heading(_) | LinkTarget::External(_) | LinkTarget::Unsafe(_) => false,
    }
}

/// A file by its path in the folder of whichever layer has it.
fn file<'s>(site: &'s Site, local: &str) -> Option<(&'s SourcePath, Option<(u32, u32)>)> {
    site.files.get(&*file_name(local)).map(|file| (&file.path, file.size))
}

/// The path of a file as it is compared: a Mac stores an accent as a sign of its own, behind its letter.
pub(crate) fn file_name(local: &str) -> Cow<'_, str> {
    if local.is_ascii() { local.into() } else { local.nfc().collect() }
}

fn has_heading(outline: &Outline, id: &str) -> bool {
    outline.headings.iter().any(|heading| heading.id == id)
}

/// The file that an image names, with its width and height where it is one that can be shown.
pub fn find_image<'s>(site: &'s Site, image: &Image) -> Option<(&'s SourcePath, Option<(u32, u32)>)> {
    match image.target.strip_prefix('/') {
        Some(address) => file(site, &format!("static/{address}")),
        None => file(site, image.at.path.resolve(&image.target)?.local()),
    }
}

/// The addresses of the files that documents show or link to; what lies in `static/` is published in any case.
pub fn shown_files(site: &Site) -> impl Iterator<Item = String> {
    let documents = || site.edition.documents.values();
    let images = documents().flat_map(|document| document.body.images());
    let images = images.filter_map(|image| Some(file_address(find_image(site, image)?.0)));
    let is_file = |link: &&Link| matches!(&link.target, LinkTarget::Path(path, _) if !path.ends_with(".md"));
    let links = documents().flat_map(move |document| {
        let links = document.body.links().filter(is_file);
        links.filter_map(|link| match find(site, &document.outline, link) {
            LinkDestination::Address(address, _) => Some(address),
            _ => None,
        })
    });
    images.chain(links)
}

/// Where a file of the site is published: `static/` is the root, files beside documents stay beside them.
pub(crate) fn file_address(path: &SourcePath) -> String {
    path.local().strip_prefix("static/").unwrap_or(path.local()).to_owned()
}

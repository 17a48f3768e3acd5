//! The links of a file after documents have got another name, or after the file itself has got another place.

use std::collections::BTreeMap;

use super::words::places;
use crate::document::{DocumentId, Image, Link, LinkTarget, definitions};
use crate::text::{Location, Source, SourcePath, Span, joined};

/// What is called otherwise, as one site sees it.
pub(super) struct NewNames<'n> {
    /// The documents.
    pub(super) documents: &'n BTreeMap<DocumentId, DocumentId>,
    /// The files, seen from the folder of the site.
    pub(super) files: &'n BTreeMap<String, String>,
}

/// A change of a name: as it is typed in a text, and as it is to be typed.
struct Retyped {
    typed: String,
    anew: String,
}

impl NewNames<'_> {
    /// The changes to one link of a file; `Err` where its address isn't found in the file as it was read.
    pub(super) fn of_link(&self, link: &Link, source: &Source) -> Result<Vec<(Span, String)>, Location> {
        let retyped = match &link.target {
            LinkTarget::Id(id, _) => {
                self.documents.get(&**id).map(|new| Retyped { typed: id.to_string(), anew: new.to_string() })
            }
            LinkTarget::Path(path, _) => self.of_path(path, source.path()),
            LinkTarget::External(_) | LinkTarget::Heading(_) | LinkTarget::Unsafe(_) => None,
        };
        retyped.map_or_else(|| Ok(Vec::new()), |retyped| found(&retyped, &link.at, source))
    }

    /// The same of an image.
    pub(super) fn of_image(&self, image: &Image, source: &Source) -> Result<Vec<(Span, String)>, Location> {
        let retyped = self.of_path(&image.target, source.path());
        retyped.map_or_else(|| Ok(Vec::new()), |retyped| found(&retyped, &image.at, source))
    }

    fn of_path(&self, path: &str, from: &SourcePath) -> Option<Retyped> {
        let typed = path.to_owned();
        if let Some(address) = path.strip_prefix('/') {
            let id = address.trim_end_matches('/');
            let new = self.documents.get(id)?;
            return Some(Retyped { typed: format!("/{id}"), anew: format!("/{new}") });
        }
        if path.is_empty() {
            return None;
        }
        let folder =
            |file: &str| file.rsplit_once('/').map_or(String::new(), |(folder, _)| folder.to_owned());
        let target = joined(&folder(from.as_str()), path);
        // A document of any layer may be named by its own path, as if it lay in this one.
        let by_id = || {
            let id = target.strip_suffix(".md")?;
            self.documents.get(id).map(|new| format!("{new}.md"))
        };
        let moved = self.files.get(&target).cloned().or_else(by_id);
        let new_from = self.files.get(from.as_str());
        if moved.is_none() && new_from.is_none() {
            return None;
        }
        let new_from = new_from.map_or(from.as_str(), String::as_str);
        let anew = relative(&folder(new_from), &moved.unwrap_or(target));
        (anew != typed).then_some(Retyped { typed, anew })
    }
}

/// The places of an address in a link, or where the link only names what stands elsewhere in its file, in that.
fn found(retyped: &Retyped, at: &Location, source: &Source) -> Result<Vec<(Span, String)>, Location> {
    let text = source.text();
    let ways = |address: &str| [address.to_owned(), address.replace(' ', "%20")];
    for (typed, anew) in ways(&retyped.typed).into_iter().zip(ways(&retyped.anew)) {
        let mut spans = places(text, at.span.range(), &typed);
        if spans.is_empty() {
            let definitions = definitions(text).into_iter();
            spans = definitions.flat_map(|(_, place)| places(text, place, &typed)).collect();
        }
        if !spans.is_empty() {
            return Ok(spans.into_iter().map(|span| (span, anew.clone())).collect());
        }
    }
    Err(at.clone())
}

/// The way from a folder to a file; both are seen from the same folder.
pub(super) fn relative(folder: &str, file: &str) -> String {
    let from: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    let to: Vec<&str> = file.split('/').collect();
    let n_shared = from.iter().zip(&to).take_while(|(from, to)| from == to && **from != "..").count();
    let up = from[n_shared..].iter().map(|_| "..");
    up.chain(to[n_shared..].iter().copied()).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::relative;

    #[test]
    fn the_way_to_a_file_goes_by_the_folder_that_both_have() {
        for (folder, file, way) in [
            ("kaarten/a", "kaarten/a/b.md", "b.md"),
            ("kaarten/a", "kaarten/c/b.md", "../c/b.md"),
            ("kaarten", "vragen/b.md", "../vragen/b.md"),
            ("kaarten/a", "../landelijk/kaarten/a/b.md", "../../../landelijk/kaarten/a/b.md"),
            ("", "kaarten/a.md", "kaarten/a.md"),
        ] {
            assert_eq!(relative(folder, file), way, "{folder} {file}");
        }
    }
}

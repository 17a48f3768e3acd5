//! Which site and which document somebody means who names one on the command line.
#![expect(clippy::disallowed_methods, reason = "this module is the I/O shell")]

use std::path::{Path, PathBuf};

use super::build::{self, Error};
use crate::config::FILE_NAME;
use crate::edition::Stack;
use crate::pipeline::{Inputs, Library, Mode};
use crate::text::{Diagnostic, Phrase, Rule, nearest, phrase};

/// The folder one is in, if it is a site, or the nearest one around it; else the national library where the repository of that
/// is, and the folder one is in where it isn't: what is wrong with that, and which sites lie in it, is said when it is read.
pub fn default_site() -> PathBuf {
    let library = || Some(PathBuf::from("content/landelijk")).filter(|library| library.is_dir());
    around().or_else(library).unwrap_or_else(|| PathBuf::from("."))
}

/// The folder of the site that a report is about.
pub(super) fn site_or_default(site: Option<&Path>) -> PathBuf {
    site.map_or_else(default_site, Path::to_owned)
}

/// The nearest site around the folder one is in.
fn around() -> Option<PathBuf> {
    let here = std::env::current_dir().ok()?;
    let site = site_of(&here)?;
    Some(if site == here { PathBuf::from(".") } else { site.to_owned() })
}

/// The nearest folder with a site around a path, itself included.
fn site_of(path: &Path) -> Option<&Path> {
    path.ancestors().find(|folder| folder.join(FILE_NAME).is_file())
}

/// A folder as one would name it from where one is.
fn from_here(folder: &Path) -> PathBuf {
    let here = std::env::current_dir().unwrap_or_default();
    folder.strip_prefix(here).map_or_else(|_| folder.to_owned(), Path::to_owned)
}

/// Whether a path is the folder of a site.
pub(super) fn is_site(path: &Path) -> bool {
    path.join(FILE_NAME).is_file()
}

/// A site that is open to be worked on.
#[derive(Debug)]
pub(super) struct OpenSite {
    /// How its folder was named.
    pub(super) site: PathBuf,
    /// Its folders with everything that they hold.
    pub(super) inputs: Inputs,
    /// Its documents.
    pub(super) library: Library,
}

/// A document that somebody named: its path in the folder of a layer, without `.md`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct DocumentPath(String);

impl OpenSite {
    /// Opens a site to work on what it derives from others. One whose layers can't be found is refused: it would seem
    /// that every original is gone.
    pub(super) fn new(site: PathBuf) -> Result<Self, Error> {
        let inputs = build::open(&site, Mode::Preview)?.into_inputs();
        let library = Library::read(&inputs);
        let mut found = inputs.found.iter().chain(&library.diagnostics);
        let is_broken = |diagnostic: &&Diagnostic| {
            let is_config = diagnostic.path().is_some_and(|path| path.local() == FILE_NAME);
            diagnostic.rule == Rule::BrokenBase || (is_config && diagnostic.rule == Rule::InvalidYaml)
        };
        if let Some(Diagnostic { at, message: Phrase { nl, en }, .. }) = found.find(is_broken) {
            let path = at.as_ref().map_or(FILE_NAME, |at| at.path.as_str());
            return Err(Error::Refused(phrase!(
                "eerst moet `{path}` kloppen: {nl}",
                "first `{path}` has to be right: {en}"
            )));
        }
        Ok(Self { site, inputs, library })
    }

    /// Opens the site that somebody means, and says which document.
    pub(super) fn with_document(site: Option<&Path>, document: &str) -> Result<(Self, DocumentPath), Error> {
        let path = Path::new(document);
        let file = [path.to_owned(), PathBuf::from(format!("{document}.md"))]
            .into_iter()
            .find(|path| path.is_file())
            .and_then(|path| std::path::absolute(path).ok());
        let Some(file) = file else {
            // A file that isn't there can still lie in a site.
            let missing = std::path::absolute(path).ok().filter(|_| site.is_none());
            if let Some(missing) = &missing
                && let Some(other) = site_of(missing).filter(|_| around().is_none())
                && let Ok(local) = missing.strip_prefix(other)
            {
                let open = Self::new(from_here(other))?;
                let id = local.to_string_lossy().trim_end_matches(".md").to_owned();
                return Ok((open, DocumentPath(id)));
            }
            let open = Self::new(site.map_or_else(default_site, Path::to_owned))?;
            let id = document.trim_start_matches("./").trim_end_matches('/').trim_end_matches(".md");
            let named = DocumentPath(id.to_owned());
            let named =
                open.stack(&named).is_none().then(|| open.titled(document)).flatten().unwrap_or(named);
            return Ok((open, named));
        };
        let wanted = site.map(Path::to_owned).or_else(around);
        if let Some(open) = wanted.map(Self::new).transpose()?
            && let Some(named) = open.named(&file)
        {
            return Ok((open, named));
        }
        // It lies in another site than the one that one is in.
        let other = site_of(&file).filter(|_| site.is_none());
        if let Some(open) = other.map(|site| Self::new(from_here(site))).transpose()?
            && let Some(named) = open.named(&file)
        {
            return Ok((open, named));
        }
        Err(Error::Refused(phrase!(
            "`{document}` ligt niet in deze site, en ook niet in een laag eronder",
            "`{document}` lies neither in this site nor in a layer below it"
        )))
    }

    /// The name of the document in a file of one of the layers.
    fn named(&self, file: &Path) -> Option<DocumentPath> {
        let root = std::path::absolute(&self.site).ok()?;
        let file = std::fs::canonicalize(file).ok()?;
        let folders =
            self.inputs.layers.iter().rev().filter_map(|way| std::fs::canonicalize(root.join(way)).ok());
        let local =
            folders.into_iter().find_map(|folder| Some(file.strip_prefix(&folder).ok()?.to_owned()))?;
        let local = local.to_str()?.strip_suffix(".md")?;
        Some(DocumentPath(local.to_owned()))
    }

    /// The files of the document that somebody named, by its id or by one of them.
    pub(super) fn stack(&self, named: &DocumentPath) -> Option<&Stack> {
        let is_meant = |stack: &&Stack| {
            stack
                .iter()
                .map(|piece| &piece.document.outline)
                .any(|outline| named.is(outline.id.as_str(), outline.path.local()))
        };
        self.library.stacks.iter().find(is_meant)
    }

    /// The one document that has this title, in the site or below it.
    fn titled(&self, title: &str) -> Option<DocumentPath> {
        let title = title.trim().to_lowercase();
        let has = |stack: &&Stack| {
            let mut outlines = stack.iter().map(|piece| &piece.document.outline);
            outlines.any(|outline| outline.title().to_lowercase() == title)
        };
        let mut titled = self.library.stacks.iter().filter(has);
        let (found, other) = (titled.next()?, titled.next());
        other.is_none().then(|| DocumentPath(found[0].document.outline.id.to_string()))
    }

    /// Says that there is no such document, and which one may be meant.
    pub(super) fn unknown(&self, named: &DocumentPath) -> Error {
        no_document(named, self.library.stacks.iter().map(|stack| stack[0].document.outline.id.as_str()))
    }
}

/// That none of these documents is the one that was named, and which one may be meant.
pub(super) fn no_document<'i>(named: &DocumentPath, ids: impl Iterator<Item = &'i str> + Clone) -> Error {
    let DocumentPath(name) = named;
    let by_file_name = ids.clone().find(|id| id.rsplit('/').next() == Some(name));
    Error::Refused(match by_file_name.or_else(|| nearest(name, ids)) {
        Some(near) => phrase!(
            "er is geen document `{name}`; bedoelt u `{near}`?",
            "there is no document `{name}`; did you mean `{near}`?"
        ),
        None => phrase!(
            "er is geen document `{name}`; noem het pad van een bestand, of dat pad in de site zonder `.md`",
            "there is no document `{name}`; name the path of a file, or that path in the site without `.md`"
        ),
    })
}

impl DocumentPath {
    /// Whether a file is meant, by the id of its document and by its path in its layer.
    pub(super) fn is(&self, id: &str, local: &str) -> bool {
        self.0 == id || Some(self.0.as_str()) == local.strip_suffix(".md")
    }

    /// The id of the document.
    pub(super) fn id(&self) -> &str {
        &self.0
    }
}

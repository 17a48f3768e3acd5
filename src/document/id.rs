//! What a document is before it is read: what the name of its file says, and what that file is to others of the same name.

use std::fmt;
use std::sync::Arc;

use crate::model::{ContentModel, KindId, Language};
use crate::text::{Diagnostic, Location, Rule, SourcePath, is_slug, nearest, not_a_slug, phrase, slugify};

/// The name of a document in its site: its path without extension, such as `kaarten/mandaat/eigen-wijkbudget`. Its
/// address is the same with a slash at the end.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocumentId(Arc<str>);

impl DocumentId {
    /// What the name of a file says. `None` where it lies in no folder of documents; `Err` with the part that is wrong.
    pub fn of_path<'p>(
        path: &'p SourcePath,
        model: &ContentModel,
    ) -> Option<Result<DocumentFile, BadName<'p>>> {
        let stem = path.local().strip_suffix(".md")?;
        let translation = stem.rsplit_once('.').and_then(|(id, tag)| Some((id, Language::new(tag)?)));
        let (stem, language) = translation.map_or((stem, None), |(id, language)| (id, Some(language)));
        let (folder, rest) = stem.split_once('/')?;
        // The page of a chapter has the address of its folder.
        let chapter = stem.strip_suffix(CHAPTER).and_then(|folder| folder.strip_suffix('/'));
        let Some(kind) = model.kind_in(folder) else {
            let facet = model.facet_in(folder)?;
            let name = chapter.and_then(|chapter| chapter.split_once('/')).map_or(rest, |(_, name)| name);
            return Some(match facet.term(name) {
                Some(term) => {
                    let id = Self::of_entry(&facet.id, &term.id);
                    Ok(DocumentFile { id, kind: KindId::PAGE, language })
                }
                None => Err(BadName::NoTerm(name)),
            });
        };
        // That of a kind's folder is at the top of its list, which has one address whatever language the folder is named in.
        let stem = match chapter {
            Some(chapter) if chapter == folder => &model.kind(kind).folder,
            chapter => chapter.unwrap_or(stem),
        };
        Some(match rest.split('/').find(|part| !is_slug(part)) {
            Some(part) => Err(BadName::NoAddress(part)),
            None => Ok(DocumentFile { id: Self(stem.into()), kind, language }),
        })
    }

    /// That of a document at an address as in [`Outline::aliases`](super::Outline::aliases). `None` where no
    /// document can have it.
    pub(crate) fn of_address(address: &str, model: &ContentModel) -> Option<Self> {
        let id = address.trim_end_matches('/');
        let (folder, _) = id.split_once('/')?;
        model.kind_in(folder).map(|_| Self(id.into()))
    }

    /// That of an entry of data in a folder; both are made of slugs.
    pub(crate) fn of_entry(folder: &str, id: &str) -> Self {
        Self(format!("{folder}/{id}").into())
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The id that the folder around it would have; `None` where that is the folder of a kind.
    pub fn parent(&self) -> Option<&str> {
        self.0.rsplit_once('/').map(|(parent, _)| parent).filter(|parent| parent.contains('/'))
    }

    /// The folder of the site that it lies in.
    pub fn folder(&self) -> &str {
        self.0.split('/').next().expect("a split has at least one part")
    }

    /// The address of the document, relative to the root of the site.
    pub fn address(&self) -> String {
        [&self.0, "/"].concat()
    }
}

impl std::borrow::Borrow<str> for DocumentId {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for DocumentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The id of a document, as people may type it.
pub(crate) fn id_of(typed: &str) -> &str {
    typed.trim_matches('/').trim_end_matches(".md")
}

/// What the name of a file says about the document in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentFile {
    /// The name of the document.
    pub id: DocumentId,
    /// What it is.
    pub kind: KindId,
    /// The language of a translation, as in `x.ar.md`.
    pub language: Option<Language>,
}

/// What is wrong with the name of a file among the documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadName<'p> {
    /// A part of it can't stand in an address.
    NoAddress(&'p str),
    /// It lies in the folder of a facet, and no term has this name.
    NoTerm(&'p str),
}

/// A file among the documents whose name is wrong.
pub fn bad_name(path: &SourcePath, name: BadName<'_>, model: &ContentModel) -> Diagnostic {
    let part = match name {
        BadName::NoAddress(part) => part,
        BadName::NoTerm(name) => return no_term(path, name, model),
    };
    let better = slugify(part);
    let diagnostic = Diagnostic::new(Rule::BadFileName, not_a_slug(part)).at(Location::file(path.clone()));
    if better.is_empty() {
        diagnostic.hint(phrase!(
            "gebruik in de naam van het bestand kleine letters, cijfers en losse streepjes",
            "use lower-case letters, digits and single hyphens in the name of the file"
        ))
    } else {
        diagnostic.hint(phrase!("noem het `{better}`", "call it `{better}`"))
    }
}

/// A file in the folder of a facet that no term is called after.
fn no_term(path: &SourcePath, name: &str, model: &ContentModel) -> Diagnostic {
    let facet = path.local().split('/').next().and_then(|folder| model.facet_in(folder));
    let facet = facet.expect("only a file in the folder of a facet is named after a term");
    let known = || facet.terms.iter().map(|term| term.id.as_str());
    let (id, names) = (&facet.id, known().map(|term| format!("`{term}`")).collect::<Vec<_>>().join(", "));
    Diagnostic::new(
        Rule::UnknownTerm,
        phrase!("`{name}` is geen term van `{id}`", "`{name}` isn't a term of `{id}`"),
    )
    .at(Location::file(path.clone()))
    .maybe_from_below()
    .hint(match nearest(name, known()) {
        Some(near) => phrase!("noem dit bestand `{id}/{near}.md`", "call this file `{id}/{near}.md`"),
        None => phrase!(
            "noem dit bestand naar de term die het inleidt: {names}",
            "call this file after the term that it introduces: {names}"
        ),
    })
}

/// What the page of a chapter is called in its folder, without its extension.
const CHAPTER: &str = "index";

/// Whether a file is the page of a chapter, also where it is a translation of it.
pub(crate) fn is_chapter(path: &SourcePath) -> bool {
    path.file_name().split('.').next() == Some(CHAPTER)
}

/// What a document is before it is read: by the name of its file, and by what other files there are.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Identity {
    /// Its name.
    pub id: DocumentId,
    /// What it is.
    pub kind: KindId,
    /// The language it is written in.
    pub language: Language,
    /// What it is to the other files of the same id.
    pub role: Role,
}

/// What a file is to the other files of the same id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// The first one: complete by itself.
    Own,
    /// It lies on a document of a layer below, and says only what is different.
    Overlay,
    /// It says the same in another language.
    Translation,
}

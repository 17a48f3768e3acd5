//! What somebody means who gives something another name, and whether it can have that.

use std::collections::BTreeMap;
use std::path::Path;

use crate::data::KeyName;
use crate::document::{DocumentId, bad_name, is_chapter};
use crate::drift::quoted;
use crate::model::{Facet, keys};
use crate::rename::{Renaming, TreeSite, declares};
use crate::shell::build::Error;
use crate::shell::console::path_prefix;
use crate::shell::target::{DocumentPath, OpenSite, default_site, no_document};
use crate::text::{Phrase, SourcePath, is_slug, nearest, not_a_slug, phrase, slugify};

/// What gets which name.
#[derive(Clone, Copy, Debug)]
pub struct NewName<'n> {
    /// What it is called, as it was typed: a document, `thema:wonen`, `onderwerp:geld` or `kaarten/x#een-kop`.
    pub old: &'n str,
    /// What it is to be called.
    pub new: &'n str,
    /// The folder of the site that has it.
    pub site: Option<&'n Path>,
    /// Whether it is only said what would be done.
    pub is_dry_run: bool,
}

/// What stands before the name of a subject.
const SUBJECT: KeyName = KeyName { en: "subject", nl: "onderwerp" };

/// What was asked for, once it is known in which site.
pub(super) enum Wanted<'n> {
    Document { old: DocumentPath, new: &'n str },
    Heading { document: DocumentPath, section: &'n str, text: &'n str },
    Term { facet: String, from: &'n str, to: &'n str },
    Subject { from: &'n str, to: &'n str },
}

/// The site that has what is named, and what that is.
pub(super) fn wanted(NewName { old, new, site, .. }: NewName<'_>) -> Result<(OpenSite, Wanted<'_>), Error> {
    if let Some((document, section)) = old.split_once('#') {
        let (open, document) = OpenSite::with_document(site, document)?;
        let text = new.trim_start_matches('#').trim();
        return Ok((open, Wanted::Heading { document, section, text }));
    }
    let Some((group, from)) = old.split_once(':') else {
        let (open, old) = OpenSite::with_document(site, old)?;
        return Ok((open, Wanted::Document { old, new }));
    };
    let to = new.strip_prefix(group).and_then(|rest| rest.strip_prefix(':')).unwrap_or(new);
    let open = OpenSite::new(site.map_or_else(default_site, Path::to_owned))?;
    let facets = &open.library.config.model.facets;
    let facet = facets.iter().find(|facet| facet.is(group)).map(|facet| facet.id.clone());
    match facet {
        Some(facet) => Ok((open, Wanted::Term { facet, from, to })),
        None if SUBJECT.is(group) || keys::TOPICS.is(group) => Ok((open, Wanted::Subject { from, to })),
        None => {
            let ids = facets.iter().map(|facet| facet.id.as_str()).chain([SUBJECT.nl]);
            let names = quoted(ids.map(|id| format!("{id}:")));
            Err(Error::Refused(phrase!(
                "`{group}` is geen indeling van deze site; er zijn: {names}",
                "`{group}` isn't a facet of this site; there are: {names}"
            )))
        }
    }
}

/// What gets which name, or why it can't.
pub(super) fn renaming(site: &TreeSite, folder: &Path, wanted: Wanted<'_>) -> Result<Renaming, Error> {
    match wanted {
        Wanted::Document { old, new } => documents(site, folder, &old, new),
        Wanted::Heading { document, section, text } => {
            let document = own_document(site, folder, &document)?;
            Ok(Renaming::Heading { document, section: section.to_owned(), text: text.to_owned() })
        }
        Wanted::Term { facet, from, to } => term(site, &facet, from, to),
        Wanted::Subject { from, to } => {
            let to = to.trim();
            if to.is_empty() || to == from {
                return Err(same(from));
            }
            Ok(Renaming::Subject { from: from.to_owned(), to: to.to_owned() })
        }
    }
}

/// The document that is named, where the site itself has it.
fn own_document(site: &TreeSite, folder: &Path, named: &DocumentPath) -> Result<DocumentId, Error> {
    let stacks = &site.library.stacks;
    let outlines = stacks.iter().map(|stack| stack.iter().map(|piece| &piece.document.outline));
    let mut found = outlines.filter_map(|mut outlines| {
        outlines
            .find(|outline| named.is(outline.id.as_str(), outline.path.local()))
            .map(|outline| &outline.id)
    });
    let Some(id) = found.next() else {
        let ids = stacks.iter().map(|stack| stack[0].document.outline.id.as_str());
        return Err(no_document(named, ids));
    };
    let lowest = &site.library.stack(id.as_str()).expect("it was found there")[0].document.outline.path;
    if lowest.way().is_empty() {
        return Ok(id.clone());
    }
    let base = format!("{}{}", path_prefix(folder), lowest.way());
    let base = base.trim_end_matches('/');
    Err(Error::Refused(phrase!(
        "`{id}` is van een site eronder: alleen daar krijgt het een andere naam, met `--site {base}`",
        "`{id}` is of a site below: only there it can get another name, by `--site {base}`"
    )))
}

fn documents(site: &TreeSite, folder: &Path, old: &DocumentPath, new: &str) -> Result<Renaming, Error> {
    let old = own_document(site, folder, old)?;
    let typed = new.trim().trim_start_matches("./");
    let typed = typed.strip_prefix(&path_prefix(folder)).unwrap_or(typed);
    let typed = typed.trim_matches('/').trim_end_matches(".md").trim_end_matches("/index");
    let whole = match (typed.contains('/'), old.as_str().rsplit_once('/')) {
        (false, Some((parent, _))) => format!("{parent}/{typed}"),
        _ => typed.to_owned(),
    };
    let new = document_id(site, &whole)?;
    if new == old {
        return Err(same(old.as_str()));
    }
    let model = &site.library.config.model;
    if model.kind_in(old.folder()) != model.kind_in(new.folder()) {
        return Err(Error::Refused(phrase!(
            "`{new}` zou een ander soort document zijn dan `{old}`, met andere velden; begin daar een nieuw document",
            "`{new}` would be another kind of document than `{old}`, with other fields; begin a new document there"
        )));
    }
    let mut names = BTreeMap::from([(old.clone(), new.clone())]);
    let stack = site.library.stack(old.as_str()).expect("it was found there");
    if is_chapter(&stack[0].document.outline.path) {
        // Its documents lie in its folder, and go with it.
        let inside = format!("{old}/");
        for stack in &site.library.stacks {
            let id = &stack[0].document.outline.id;
            if let Some(rest) = id.as_str().strip_prefix(&inside) {
                names.insert(id.clone(), document_id(site, &format!("{new}/{rest}"))?);
            }
        }
    }
    Ok(Renaming::Documents(names))
}

/// The name of a document that isn't there yet.
fn document_id(site: &TreeSite, typed: &str) -> Result<DocumentId, Error> {
    let model = &site.library.config.model;
    let path = SourcePath::new(&format!("{typed}.md")).ok();
    match path.as_ref().and_then(|path| Some((path, DocumentId::of_path(path, model)?))) {
        Some((_, Ok(file))) if file.language.is_none() => Ok(file.id),
        Some((path, Err(name))) => {
            let found = bad_name(path, name, model);
            let Phrase { nl, en } = found.message;
            let hint = found.hints.first().cloned();
            let (nl_hint, en_hint) = hint.map_or_else(Default::default, |hint| (hint.nl, hint.en));
            Err(Error::Refused(phrase!("{nl}; {nl_hint}", "{en}; {en_hint}")))
        }
        _ => Err(Error::Refused(phrase!(
            "`{typed}` ligt in geen map van documenten; noem het zoals `kaarten/preventie/huisbezoek`",
            "`{typed}` lies in no folder of documents; name it like `kaarten/preventie/huisbezoek`"
        ))),
    }
}

fn term(site: &TreeSite, facet: &str, from: &str, to: &str) -> Result<Renaming, Error> {
    let facets = &site.library.config.model.facets;
    let declared: &Facet = facets.iter().find(|other| other.id == facet).expect("it was found there");
    let terms = || declared.terms.iter().map(|term| term.id.as_str());
    if !terms().any(|term| term == from) {
        let names = quoted(terms());
        return Err(Error::Refused(match nearest(from, terms()) {
            Some(near) => phrase!(
                "`{from}` is geen term van `{facet}`; bedoelt u `{near}`?",
                "`{from}` isn't a term of `{facet}`; did you mean `{near}`?"
            ),
            None => phrase!(
                "`{from}` is geen term van `{facet}`; er zijn: {names}",
                "`{from}` isn't a term of `{facet}`; there are: {names}"
            ),
        }));
    }
    if !declares(site, facet, from) {
        return Err(Error::Refused(phrase!(
            "de term `{from}` is van een site eronder: alleen daar krijgt die een andere naam",
            "the term `{from}` is of a site below: only there it can get another name"
        )));
    }
    if to == from {
        return Err(same(from));
    }
    if !is_slug(to) {
        let Phrase { nl, en } = not_a_slug(to);
        let better = slugify(to);
        return Err(Error::Refused(phrase!("{nl}; noem het `{better}`", "{en}; call it `{better}`")));
    }
    if declared.term(to).is_some() {
        return Err(Error::Refused(phrase!(
            "`{facet}` heeft al een term `{to}`",
            "`{facet}` has a term `{to}` already"
        )));
    }
    Ok(Renaming::Term { facet: facet.to_owned(), from: from.to_owned(), to: to.to_owned() })
}

fn same(name: &str) -> Error {
    Error::Refused(phrase!("`{name}` heet al zo", "`{name}` is called that already"))
}

/// That there is nothing with the old name.
pub(super) fn nothing_found(renaming: &Renaming) -> Error {
    let (old, _) = called(renaming);
    Error::Refused(match renaming {
        Renaming::Subject { .. } => {
            phrase!("geen voorziening of vraag heeft `{old}`", "no provision or question has `{old}`")
        }
        Renaming::Documents(_) | Renaming::Term { .. } | Renaming::Heading { .. } => {
            phrase!("`{old}` heet al zo", "`{old}` is called that already")
        }
    })
}

/// What is renamed, as people type it, and what it is to be called.
pub(super) fn called(renaming: &Renaming) -> (String, String) {
    match renaming {
        Renaming::Documents(names) => {
            let (old, new) = names.first_key_value().expect("at least one document is renamed");
            (old.to_string(), new.to_string())
        }
        Renaming::Term { facet, from, to } => (format!("{facet}:{from}"), to.clone()),
        Renaming::Subject { from, to } => (format!("{}:{from}", SUBJECT.nl), to.clone()),
        Renaming::Heading { document, section, text } => (format!("{document}#{section}"), text.clone()),
    }
}

/// The names that change, each with its new one, as they stand in messages.
pub(super) fn names(renaming: &Renaming) -> Vec<(String, String)> {
    match renaming {
        Renaming::Documents(names) => {
            names.iter().map(|(old, new)| (old.to_string(), new.to_string())).collect()
        }
        Renaming::Term { from, to, .. } | Renaming::Subject { from, to } => vec![(from.clone(), to.clone())],
        Renaming::Heading { .. } => Vec::new(),
    }
}

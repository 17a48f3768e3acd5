//! `wijkgids add`: a new document, with what its kind is expected to have and today's dates.

use std::collections::BTreeMap;
use std::path::Path;

use super::build::Error;
use super::console::{Console, path_prefix};
use super::drift::store;
use super::target::{OpenSite, default_site};
use crate::config::Config;
use crate::directory;
use crate::document::Beginning;
use crate::model::{Facet, KindId};
use crate::text::{SourcePath, nearest, phrase, slugify};

/// What to add.
#[derive(Clone, Copy, Debug)]
pub struct Add<'a> {
    /// What it is: the name of a kind, as the site's configuration has it.
    pub kind: &'a str,
    /// What it is called.
    pub title: &'a str,
    /// The terms that it belongs to, of any facet.
    pub terms: &'a [String],
    /// Who looks after it; whoever looks after most of its kind where nobody is named.
    pub owner: Option<&'a str>,
    /// The folder of the site; the one around where one is where there is none.
    pub site: Option<&'a Path>,
}

/// Writes a draft, and says where.
///
/// # Errors
///
/// When the title can't be an address, a term isn't one or is missing, there is such a document already, or the file can't
/// be written.
pub fn add(add: Add<'_>, console: Console) -> Result<bool, Error> {
    let open = OpenSite::new(add.site.map_or_else(default_site, Path::to_owned))?;
    let config = &open.library.config;
    let kind = kind(add.kind, config)?;
    let slug = shortened(slugify(add.title));
    if slug.is_empty() {
        let title = add.title;
        return Err(Error::Refused(phrase!(
            "van `{title}` is geen webadres te maken: er moet een letter of een cijfer in staan",
            "`{title}` can't become a web address: it has to hold a letter or a digit"
        )));
    }
    let terms = terms(add, kind, config)?;
    let of_kind = config.model.kind(kind);
    // Cards lie in a folder for each theme.
    let below = config.model.leading_facet().filter(|_| kind == KindId::CARD);
    let term = below.and_then(|facet| terms.iter().find(|(of, _)| *of == facet.id)).map(|(_, term)| term);
    let parts = [Some(of_kind.folder.as_str()), term.map(String::as_str), Some(slug.as_str())];
    let id = parts.into_iter().flatten().collect::<Vec<_>>().join("/");
    let extension = if of_kind.is_text { "md" } else { "yaml" };
    let path = SourcePath::new(&format!("{id}.{extension}")).expect("slugs make a path");
    let shown = format!("{}{path}", path_prefix(&open.site));
    if store::has(&open.site, path.local())? {
        return Err(Error::Refused(phrase!("`{shown}` is er al", "`{shown}` is there already")));
    }
    if open.library.stack(&id).is_some() {
        return Err(Error::Refused(phrase!(
            "een laag eronder heeft `{id}` al; `wijkgids localise {id}` begint een eigen versie",
            "a layer below has `{id}` already; `wijkgids localise {id}` starts a version of your own"
        )));
    }
    let text = match kind {
        KindId::PROVISION => {
            let (columns, language) = (config.model.columns(), config.source_language());
            directory::beginning(&slug, add.title, &columns, &terms, language, open.inputs.today)
        }
        kind => {
            let owner = add.owner.map_or_else(|| usual_owner(&open, kind), str::to_owned);
            let (title, language, today) = (add.title, config.source_language(), open.inputs.today);
            Beginning { kind, title, terms: &terms, owner: &owner, language, today }.text(&config.model)
        }
    };
    store::write(&open.site, &path, &text)?;
    console.print(
        phrase!(
            "geschreven: {shown}\nbekijk het terwijl u schrijft met `wijkgids serve`; tot u de status verandert, is het een concept",
            "written: {shown}\nlook at it while you write with `wijkgids serve`; until you change its status it is a draft"
        )
        .in_language(console.language),
    )?;
    if let Some(like) = like(&open, add.title, kind) {
        console.eprint(
            phrase!("let op: er is al {like}", "mind: there is {like} already").in_language(console.language),
        );
    }
    Ok(true)
}

/// The kind that somebody named, by any of its names.
fn kind(name: &str, config: &Config) -> Result<KindId, Error> {
    let name = name.to_lowercase();
    if let Some(kind) = config.model.kind_named(&name) {
        return Ok(kind);
    }
    let kinds = || config.model.kinds.iter().flat_map(|kind| [Some(kind.id.as_str()), kind.alias.as_deref()]);
    let names = kinds().flatten().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    Err(Error::Refused(match nearest(&name, kinds().flatten()) {
        Some(near) => phrase!(
            "er is geen soort document `{name}`; bedoelt u `{near}`?",
            "there is no kind of document `{name}`; did you mean `{near}`?"
        ),
        None => phrase!(
            "er is geen soort document `{name}`; kies uit {names}",
            "there is no kind of document `{name}`; choose from {names}"
        ),
    }))
}

/// As much of an address as people can read: whole words, where there are several.
fn shortened(slug: String) -> String {
    const LONGEST: usize = 80;
    if slug.len() <= LONGEST {
        return slug;
    }
    let start = &slug[..LONGEST];
    start.rsplit_once('-').map_or(start, |(words, _)| words).to_owned()
}

/// The terms that were named, each with its facet.
fn terms(add: Add<'_>, kind: KindId, config: &Config) -> Result<Vec<(String, String)>, Error> {
    let of_kind = config.model.kind(kind);
    let facets = || config.model.facets.iter().filter(|facet| facet.is_for(kind));
    let mut terms = Vec::new();
    for name in add.terms {
        let Some(facet) = facets().find(|facet| facet.term(name).is_some()) else {
            let of_others = config.model.facets.iter().find(|facet| facet.term(name).is_some());
            if let Some(facet) = of_others {
                let (title, id) = (&facet.title, &of_kind.id);
                return Err(Error::Refused(phrase!(
                    "`{name}` hoort bij {title}, en dat heeft soort `{id}` niet",
                    "`{name}` belongs to {title}, which kind `{id}` doesn't have"
                )));
            }
            let known = facets().flat_map(|facet| &facet.terms).map(|term| term.id.as_str());
            return Err(Error::Refused(match nearest(name, known) {
                Some(near) => phrase!(
                    "er is geen term `{name}`; bedoelt u `{near}`?",
                    "there is no term `{name}`; did you mean `{near}`?"
                ),
                None => {
                    let names = names(facets());
                    phrase!(
                        "er is geen term `{name}`; kies uit {names}",
                        "there is no term `{name}`; choose from {names}"
                    )
                }
            }));
        };
        if let Some((_, other)) = terms.iter().find(|(of, _)| !facet.many && *of == facet.id) {
            let title = &facet.title;
            return Err(Error::Refused(phrase!(
                "een document heeft maar één {title}: kies tussen `{other}` en `{name}`",
                "a document has only one {title}: choose between `{other}` and `{name}`"
            )));
        }
        terms.push((facet.id.clone(), name.clone()));
    }
    let lacks = |facet: &&Facet| !terms.iter().any(|(of, _)| *of == facet.id);
    match config.model.required_facets(kind).find(lacks) {
        None => Ok(terms),
        Some(facet) => {
            let (title, names) = (&facet.title, names([facet].into_iter()));
            Err(Error::Refused(phrase!(
                "dit hoort bij een {title}: noem het met `--term`, en kies uit {names}",
                "this belongs to a {title}: name it by `--term`, and choose from {names}"
            )))
        }
    }
}

fn names<'f>(facets: impl Iterator<Item = &'f Facet>) -> String {
    let terms = facets.flat_map(|facet| &facet.terms);
    terms.map(|term| format!("`{}`", term.id)).collect::<Vec<_>>().join(", ")
}

/// Who looks after most documents of a kind in the site's own layer, else in all of them.
fn usual_owner(open: &OpenSite, kind: KindId) -> String {
    let pieces = || open.library.stacks.iter().flatten();
    let most = |is_own: bool| {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for piece in pieces().filter(|piece| !is_own || piece.layer == open.library.own_layer) {
            let outline = &piece.document.outline;
            if let Some(owner) = outline.owner().filter(|_| outline.kind == kind) {
                *counts.entry(owner).or_default() += 1;
            }
        }
        counts.into_iter().max_by_key(|(_, n)| *n).map(|(owner, _)| owner.to_owned())
    };
    most(true).or_else(|| most(false)).unwrap_or_else(|| "redactie".to_owned())
}

/// The document of the same kind whose title is nearly the same.
fn like(open: &OpenSite, title: &str, kind: KindId) -> Option<String> {
    let outlines = open.library.stacks.iter().map(|stack| &stack[0].document.outline);
    let alike = outlines.filter(|outline| outline.kind == kind);
    let titles: Vec<(&str, &str)> = alike.map(|outline| (outline.title(), outline.id.as_str())).collect();
    let near = nearest(title, titles.iter().map(|(title, _)| *title))?;
    let (title, id) = titles.iter().find(|(title, _)| *title == near)?;
    Some(format!("‘{title}’ (`{id}`)"))
}

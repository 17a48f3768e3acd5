//! Which files of the layers are documents, and what each is to those below it: decided before any is read as a whole.
//!
//! A document keeps its identity when a layer below renames it and says so by its old address: what lies on the old name
//! then lies on the new one. What is left without a document to lie on is reported at its own file, and the site made
//! without it: nothing that a base does keeps the sites above it from being made.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Inputs;
use super::layers::{Configs, of_layer};
use crate::config::Config;
use crate::document::{
    self, BadName, Document, DocumentFile, DocumentId, Glance, Identity, Notes, Role, is_chapter,
};
use crate::edition::record::{Record, text_name};
use crate::model::{ContentModel, KindId, Language, keys};
use crate::text::{Checked, Diagnostic, Location, Rule, Source, SourcePath, phrase};

/// A document to parse.
pub(super) struct Task<'i> {
    pub(super) source: &'i Source,
    pub(super) identity: Identity,
    /// The place of its layer; the lowest is 0.
    pub(super) layer: usize,
    /// What its site recorded of the texts that it was made from.
    pub(super) noted: Option<&'i Notes>,
}

impl Task<'_> {
    /// Reads it as what it is, or as what it turned out to be.
    pub(super) fn read(&self, identity: Identity, model: &ContentModel) -> Checked<Document> {
        let role = identity.role;
        let mut read = document::parse(self.source, identity, model);
        if let Some(noted) = self.noted {
            read.value = read.value.noting(noted, role);
        }
        read
    }
}

/// Every document of every layer, each with what it is to the others of its id.
pub(super) fn documents<'i>(
    inputs: &'i Inputs,
    configs: &Configs,
    records: &'i [Arc<Checked<Record>>],
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Task<'i>> {
    let own = configs.own();
    let top = inputs.layers.len() - 1;
    let mut tasks: Vec<Task<'i>> = Vec::with_capacity(inputs.sources.len());
    let mut translations: Vec<Task<'i>> = Vec::new();
    let mut below = Below::default();
    let mut misnamed: BTreeSet<&str> = BTreeSet::new();
    for (layer, way) in inputs.layers.iter().enumerate() {
        let mut of_this: Vec<Task<'i>> = Vec::new();
        let model = &configs.layers[layer].model;
        let record = &records[layer].value;
        for source in of_layer(inputs, way) {
            let path = source.path();
            let DocumentFile { id, kind, language } = match DocumentId::of_path(path, model) {
                None => continue,
                Some(Err(part)) => {
                    // A folder is one name, however much lies in it.
                    if folder(path, part).is_none_or(|folder| misnamed.insert(folder)) {
                        diagnostics.push(document::bad_name(path, part, model));
                    }
                    continue;
                }
                Some(Ok(found)) => found,
            };
            let noted = record.texts.get(&text_name(&id, language.as_ref()));
            match language {
                None => {
                    let language = own.source_language().clone();
                    let identity = Identity { id, kind, language, role: Role::Own };
                    of_this.push(Task { source, identity, layer, noted });
                }
                Some(language) if own.languages.iter().skip(1).any(|other| *other == language) => {
                    let identity = Identity { id, kind, language, role: Role::Translation };
                    translations.push(Task { source, identity, layer, noted });
                }
                Some(language) => diagnostics.push(unused_translation(path, &language, own)),
            }
        }
        diagnostics.extend(without_twins(&mut of_this));
        let mut reported =
            if layer > 0 { below.place(&mut of_this, model, layer == top) } else { Vec::new() };
        // Of the layers below, those who keep them are told.
        diagnostics.extend(reported.drain(..).filter(|_| layer == top));
        if layer < top || !translations.is_empty() {
            below.add(&of_this, model, layer < top);
        }
        tasks.extend(of_this);
    }
    diagnostics.extend(below.place_translations(&mut translations, top));
    tasks.extend(translations);
    for Task { identity: Identity { id, language, role, .. }, layer, noted, .. } in &mut tasks {
        // One that kept its name when its original got another may have been settled since.
        let language = (*role == Role::Translation).then_some(&*language);
        let settled = records[*layer].value.texts.get(&text_name(id, language));
        *noted = settled.or(*noted);
    }
    tasks
}

/// The folder of a path whose name is wrong, with what it lies in; `None` where that is the name of the file.
fn folder<'p>(path: &'p SourcePath, name: BadName<'_>) -> Option<&'p str> {
    let BadName::NoAddress(part) = name else { return None };
    let start = path.as_str().find(&format!("/{part}/"))?;
    Some(&path.as_str()[..start + 1 + part.len()])
}

/// What the layers that were looked at have together.
#[derive(Default)]
struct Below {
    /// The lowest layer that has each document.
    documents: BTreeMap<DocumentId, usize>,
    /// The documents by the ids that they had before, as their old addresses say.
    renamed: BTreeMap<DocumentId, Renamed>,
}

/// A document that was called otherwise before.
#[derive(Clone)]
struct Renamed {
    id: DocumentId,
    kind: KindId,
    /// The layer that says so.
    layer: usize,
    /// The others of that layer that say so.
    rivals: Vec<DocumentId>,
}

impl Below {
    /// Says of each file of a layer what it is to the documents below, and drops those that have no place any more. One
    /// without a document to lie on is kept where the layer `is_top`: its editors are asked what is to become of it.
    fn place(&self, tasks: &mut Vec<Task<'_>>, model: &ContentModel, is_top: bool) -> Vec<Diagnostic> {
        let mut reported = Vec::new();
        let in_layer: BTreeSet<DocumentId> = tasks.iter().map(|task| task.identity.id.clone()).collect();
        tasks.retain_mut(|Task { source, identity, noted, .. }| {
            if self.documents.contains_key(&identity.id) {
                identity.role = Role::Overlay;
                return true;
            }
            let Some(glance) = Glance::of(source, identity.kind, model) else { return true };
            let renamed = self.renamed.get(&identity.id).filter(|_| !glance.stands_alone());
            match renamed {
                Some(Renamed { id, rivals, .. }) if !rivals.is_empty() => {
                    reported.push(split(source.path(), std::iter::once(id).chain(rivals)));
                    identity.role = Role::Overlay;
                    return is_top;
                }
                Some(Renamed { id, .. }) if in_layer.contains(id) => {
                    reported.push(superseded(source.path(), &format!("{id}.md")));
                    return false;
                }
                Some(Renamed { id, kind, .. }) => {
                    reported.push(moved(source.path(), id, &format!("{id}.md")));
                    (identity.id, identity.kind, identity.role) = (id.clone(), *kind, Role::Overlay);
                }
                None if glance.needs_another(noted.is_some()) => {
                    reported.push(adrift(source.path(), &glance));
                    identity.role = Role::Overlay;
                    return is_top;
                }
                None => {}
            }
            true
        });
        reported
    }

    /// Adds the documents of a layer; with what they were called before, where there are layers above it.
    fn add(&mut self, tasks: &[Task<'_>], model: &ContentModel, is_below: bool) {
        for Task { source, identity, layer, .. } in tasks {
            self.documents.entry(identity.id.clone()).or_insert(*layer);
            // Old addresses stand above the text, and most documents have none.
            let head = source.text().split_once("\n---").map_or(source.text(), |(head, _)| head);
            let says_so =
                is_below && [keys::ALIASES.en, keys::ALIASES.nl].iter().any(|key| head.contains(key));
            let glance = says_so.then(|| Glance::of(source, identity.kind, model)).flatten();
            for alias in glance.into_iter().flat_map(|glance| glance.aliases) {
                let Some(old) = DocumentId::of_address(&alias, model) else { continue };
                let (id, kind, layer) = (identity.id.clone(), identity.kind, *layer);
                // Of two that say so the upper one counts; of two in one layer nobody knows.
                match self.renamed.get_mut(&old) {
                    Some(other) if other.layer == layer => other.rivals.push(id),
                    _ => drop(self.renamed.insert(old, Renamed { id, kind, layer, rivals: Vec::new() })),
                }
            }
        }
    }

    /// Says of each translation which document it is of, and drops those that have none. One of the topmost layer is kept: what
    /// it notes may tell.
    fn place_translations(&self, translations: &mut Vec<Task<'_>>, top: usize) -> Vec<Diagnostic> {
        let mut reported = Vec::new();
        let key = |Task { identity, layer, .. }: &Task<'_>| {
            (identity.id.clone(), identity.language.clone(), *layer)
        };
        let there: BTreeSet<(DocumentId, Language, usize)> = translations.iter().map(key).collect();
        translations.retain_mut(|Task { source, identity, layer, .. }| {
            let Identity { id, kind, language, .. } = identity;
            if self.documents.get(id).is_some_and(|original| original <= layer) {
                return true;
            }
            let renamed = self.renamed.get(id).filter(|renamed| renamed.layer < *layer);
            if let Some(Renamed { id, rivals, .. }) = renamed
                && !rivals.is_empty()
            {
                reported.push(split(source.path(), std::iter::once(id).chain(rivals)));
                return *layer == top;
            }
            let Some(renamed) = renamed else {
                reported.push(orphaned_translation(source.path()));
                return *layer == top;
            };
            let file = format!("{}.md", text_name(&renamed.id, Some(language)));
            if there.contains(&(renamed.id.clone(), language.clone(), *layer)) {
                reported.push(superseded(source.path(), &file));
                return false;
            }
            reported.push(moved(source.path(), &renamed.id, &file));
            (*id, *kind) = (renamed.id.clone(), renamed.kind);
            true
        });
        reported
    }
}

/// Keeps one of two files that are the same page: `x/index.md` is that of the folder `x`, and `x.md` has its address too.
fn without_twins(tasks: &mut Vec<Task<'_>>) -> Vec<Diagnostic> {
    let mut opening: BTreeMap<DocumentId, SourcePath> = BTreeMap::new();
    for Task { source, identity, .. } in tasks.iter().filter(|task| is_chapter(task.source.path())) {
        opening.entry(identity.id.clone()).or_insert_with(|| source.path().clone());
    }
    let mut diagnostics = Vec::new();
    if opening.is_empty() {
        return diagnostics;
    }
    tasks.retain(|Task { source, identity, .. }| {
        let twin = opening.get(&identity.id).filter(|twin| *twin != source.path());
        diagnostics.extend(twin.map(|twin| {
            let twin = twin.local();
            Diagnostic::new(
                Rule::SameAddress,
                phrase!("deze pagina staat ook in `{twin}`", "`{twin}` is the same page"),
            )
            .at(Location::file(source.path().clone()))
            .hint(phrase!(
                "zet alles in een van de twee, en haal de andere weg",
                "put everything into one of the two, and take the other away"
            ))
        }));
        twin.is_none()
    });
    diagnostics
}

pub(super) fn moved(path: &SourcePath, id: &DocumentId, file: &str) -> Diagnostic {
    Diagnostic::new(
        Rule::OrphanedOverlay,
        phrase!(
            "het origineel heet nu `{id}`; wat hier staat, geldt daar nog",
            "the original is called `{id}` now; what this file says still applies there"
        ),
    )
    .at(Location::file(path.clone()))
    .hint(phrase!("verplaats dit bestand naar `{file}`", "move this file to `{file}`"))
}

/// A file whose original became several documents.
fn split<'d>(path: &SourcePath, documents: impl Iterator<Item = &'d DocumentId>) -> Diagnostic {
    let names = documents.map(|id| format!("`{id}`")).collect::<Vec<_>>().join(", ");
    Diagnostic::new(
        Rule::OrphanedOverlay,
        phrase!(
            "het origineel is nu meer dan een document: {names}; niemand weet bij welk dit hoort",
            "the original is more than one document now: {names}; nobody knows which this belongs to"
        ),
    )
    .at(Location::file(path.clone()))
    .hint(phrase!(
        "geef dit bestand de naam van het document waar het over gaat, of verdeel het",
        "give this file the name of the document that it is about, or divide it"
    ))
}

pub(super) fn superseded(path: &SourcePath, file: &str) -> Diagnostic {
    Diagnostic::new(
        Rule::OrphanedOverlay,
        phrase!(
            "het origineel heeft een nieuwe naam, en daarvoor is er al `{file}`: dit bestand doet niet meer mee",
            "the original has a new name, and there is `{file}` for that already: this file isn't used any more"
        ),
    )
    .at(Location::file(path.clone()))
    .hint(phrase!(
        "zet in `{file}` wat hiervan moet blijven, en haal dit bestand weg",
        "put into `{file}` what has to stay of this, and take this file away"
    ))
}

/// A file that changes or hides a document that no layer below has.
fn adrift(path: &SourcePath, glance: &Glance) -> Diagnostic {
    let diagnostic =
        |message| Diagnostic::new(Rule::OrphanedOverlay, message).at(Location::file(path.clone()));
    if glance.derivation.hidden == Some(true) {
        return diagnostic(phrase!(
            "het document dat dit bestand verbergt, is er niet meer",
            "the document that this file hides isn't there any more"
        ))
        .hint(phrase!(
            "haal dit bestand weg; is het origineel hernoemd, geef dit bestand dan dezelfde naam",
            "take this file away; if the original was renamed, give this file the same name"
        ));
    }
    if glance.has_text() {
        return diagnostic(phrase!(
            "het document dat dit bestand aanpast, is er niet meer; wat hier staat, staat op de site als eigen tekst",
            "the document that this file changes is gone; what this file says is on the site as a text of your own"
        ))
        .hint(phrase!(
            "is het origineel hernoemd, geef dit bestand dan dezelfde naam; is het vervallen, houd de tekst met `wijkgids \
             drift … --accept` en de naam van dit bestand, of haal het weg; zonder `publiek` is zij voor teams alleen",
            "if the original was renamed, give this file the same name; if it was withdrawn, keep the text with `wijkgids \
             drift … --accept` and the name of this file, or take it away; without `audience` it is for teams alone"
        ));
    }
    diagnostic(phrase!(
        "het document dat dit bestand aanpast, is er niet meer; wat hier staat, staat niet op de site",
        "the document that this file changes is gone; what this file says isn't on the site"
    ))
    .hint(phrase!(
        "is het origineel hernoemd, geef dit bestand dan dezelfde naam; is het vervallen, haal dit bestand weg of houd de \
         tekst met `wijkgids drift … --accept` en de naam van dit bestand",
        "if the original was renamed, give this file the same name; if it was withdrawn, take this file away or keep the \
         text with `wijkgids drift … --accept` and the name of this file"
    ))
}

fn unused_translation(path: &SourcePath, language: &Language, config: &Config) -> Diagnostic {
    let names: Vec<String> = config.languages.iter().map(|language| format!("`{language}`")).collect();
    let names = names.join(", ");
    Diagnostic::new(
        Rule::UnusedTranslation,
        phrase!(
            "deze vertaling wordt niet gebruikt: de site kent `{language}` niet",
            "this translation isn't used: the site has no `{language}`"
        ),
    )
    .at(Location::file(path.clone()))
    .hint(phrase!(
        "zet `{language}` in `wijkgids.yaml` onder `languages`; daar staat nu: {names}",
        "put `{language}` into `wijkgids.yaml`, under `languages`; it now lists: {names}"
    ))
}

fn orphaned_translation(path: &SourcePath) -> Diagnostic {
    let original = path.local().trim_end_matches(".md").rsplit_once('.').map_or("", |(stem, _)| stem);
    Diagnostic::new(
        Rule::OrphanedOverlay,
        phrase!(
            "van deze vertaling is er geen origineel `{original}.md`",
            "there is no original `{original}.md` of this translation"
        ),
    )
    .at(Location::file(path.clone()))
    .hint(phrase!(
        "is het origineel hernoemd, geef de vertaling dan dezelfde naam; is het vervallen, haal haar dan weg",
        "if the original was renamed, give the translation the same name; if it was withdrawn, take it away"
    ))
}

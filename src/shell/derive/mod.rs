//! `wijkgids localise` and `wijkgids translate`: a file for an editor to go on with, beside the site's other files.

use std::path::Path;

use super::build::Error;
use super::console::{Console, path_prefix};
use super::drift::store;
use super::target::OpenSite;
use crate::document::{Document, Notes, Part, Role};
use crate::drift::{is_as_meant, parts as parts_of, refused};
use crate::edition::drift::part_name;
use crate::edition::locked;
use crate::edition::locks::{LockedBelow, locks_below};
use crate::edition::record::text_name;
use crate::edition::settle::{Bases, MergeRefusal};
use crate::edition::start::{DerivationSource, Derive, Started, added, part_named, parts_in_words, started};
use crate::edition::{self, Stack};
use crate::model::Language;
use crate::text::{Located, Phrase, SourcePath, nearest, phrase};

/// Starts an overlay of a document, or adds parts to the one that is there. `parts` are sections by id or heading,
/// `lead`, or fields.
///
/// # Errors
///
/// When there is no such document or part, when the overlay has the part already, or when a file can't be written.
pub fn localise(
    document: &str,
    parts: &[String],
    site: Option<&Path>,
    console: Console,
) -> Result<bool, Error> {
    console.print(overlay(document, parts, site)?.in_language(console.language))?;
    Ok(true)
}

/// The same, with what there is to say of it.
///
/// # Errors
///
/// As those of [`localise`].
pub(super) fn overlay(document: &str, parts: &[String], site: Option<&Path>) -> Result<Phrase, Error> {
    let (open, named) = OpenSite::with_document(site, document)?;
    let own_layer = open.library.own_layer;
    let Some(stack) = open.stack(&named) else { return Err(open.unknown(&named)) };
    let Some(base) = edition::below(stack, own_layer) else {
        let id = named.id();
        return Err(Error::Refused(phrase!(
            "`{id}` is van deze site zelf: verander het bestand gewoon, of noem met `--site` een site die erop ligt",
            "`{id}` is this site's own: just change the file, or name a site on top of it by `--site`"
        )));
    };
    let parts = parts.iter().map(|name| wanted(&base, name)).collect::<Result<Vec<_>, _>>()?;
    let language = open.library.config.source_language().clone();
    demand_unlocked(&parts, &locks_below(stack.iter(), own_layer), &language)?;
    let origin = DerivationSource {
        base: &base,
        sources: &open.inputs.sources,
        language: &language,
        derive: Derive::Overlay,
    };
    let own =
        stack.iter().find(|piece| piece.layer == own_layer && piece.document.outline.language == language);
    // One that is there may still have the name that its original had before.
    let path = own.map_or_else(
        || SourcePath::new(base.outline.path.local()).expect("the path of a document is sound"),
        |piece| piece.document.outline.path.clone(),
    );
    let beginning = BegunFile { open: &open, origin, path, name: text_name(&base.outline.id, None) };
    match own {
        None => beginning.write_new(&parts, &advice_of_overlay(&base, &language)),
        Some(piece) if parts.is_empty() => Err(beginning.there_already(&piece.document)),
        Some(piece) => {
            let twice = parts.iter().find(|part| piece.document.has(part));
            if let Some(part) = twice {
                let (part, path) = (part_name(part, &language), beginning.shown());
                return Err(Error::Refused(phrase!(
                    "`{path}` heeft al een eigen `{part}`",
                    "`{path}` has a `{part}` of its own already"
                )));
            }
            beginning.add(&piece.document, &parts)
        }
    }
}

/// Starts the translation of a document, or adds to the one that is there what is new in the source.
///
/// # Errors
///
/// When there is no such document or language, or when a file can't be written.
pub fn translate(
    document: &str,
    language: &str,
    site: Option<&Path>,
    console: Console,
) -> Result<bool, Error> {
    console.print(translation_begun(document, language, site)?.in_language(console.language))?;
    Ok(true)
}

fn translation_begun(document: &str, language: &str, site: Option<&Path>) -> Result<Phrase, Error> {
    let (open, named) = OpenSite::with_document(site, document)?;
    let Some(stack) = open.stack(&named) else { return Err(open.unknown(&named)) };
    let own_layer = open.library.own_layer;
    let language = known(&open, language)?;
    let Some(base) = edition::below(stack, own_layer + 1) else { return Err(open.unknown(&named)) };
    let source_language = open.library.config.source_language().clone();
    let origin = DerivationSource {
        base: &base,
        sources: &open.inputs.sources,
        language: &source_language,
        derive: Derive::Translation,
    };
    let existing = translation(stack, own_layer, &language);
    let path =
        existing.map_or_else(|| translation_path(&base, &language), |existing| existing.outline.path.clone());
    let beginning =
        BegunFile { open: &open, origin, path, name: text_name(&base.outline.id, Some(&language)) };
    let parts = parts_in_words(&base, &open.library.config.model);
    match existing {
        None => {
            // What a layer below translated already needs no second translation.
            let below: Vec<&Document> =
                (0..own_layer).filter_map(|layer| translation(stack, layer, &language)).collect();
            let is_new = |part: &Part| {
                let of_below = || own_says(stack, own_layer, &source_language, part);
                !below.iter().any(|below| below.has(part)) || of_below()
            };
            let parts: Vec<Part> = parts.into_iter().filter(is_new).collect();
            if parts.is_empty() {
                return Ok(beginning.nothing_new());
            }
            beginning.write_new(&parts, &advice_of_translation(&language, &source_language))
        }
        Some(existing) => {
            let is_new = |part: &Part| {
                !existing.has(part)
                    && !existing.body.places.base.iter().any(|noted| noted.value.part == *part)
            };
            let parts: Vec<Part> = parts.into_iter().filter(is_new).collect();
            if parts.is_empty() {
                return Ok(beginning.nothing_new());
            }
            beginning.add(existing, &parts)
        }
    }
}

/// The translation that a layer has of a document.
fn translation<'s>(stack: &'s Stack, layer: usize, language: &Language) -> Option<&'s Document> {
    let translation =
        stack.iter().find(|piece| piece.layer == layer && piece.document.outline.language == *language);
    translation.map(|piece| &piece.document)
}

/// Whether the site's own overlay says something else about a part than the layers below it.
fn own_says(stack: &Stack, own_layer: usize, language: &Language, part: &Part) -> bool {
    translation(stack, own_layer, language).is_some_and(|own| own.has(part))
}

/// Refuses to start on a part that a layer below has locked.
fn demand_unlocked(parts: &[Part], locks: &[LockedBelow<'_>], language: &Language) -> Result<(), Error> {
    let is_wanted = |part: &&Located<Part>| parts.contains(&part.value);
    let found = locks.iter().find_map(|locked| Some((locked, locked.lock.parts.iter().find(is_wanted)?)));
    let Some((locked, part)) = found else { return Ok(()) };
    let (Phrase { nl, en }, ask) =
        (locked::said(Some(&part.value), locked.lock, language), locked::whom_to_ask(locked.owner));
    let (ask_nl, ask_en) = (ask.nl, ask.en);
    Err(Error::Refused(phrase!("{nl}; {ask_nl}", "{en}; {ask_en}")))
}

/// The part that somebody named, or which there are.
fn wanted(base: &Document, name: &str) -> Result<Part, Error> {
    if let Some(part) = part_named(base, name) {
        return Ok(part);
    }
    let ids = base.body.sections.iter().map(|section| section.id.as_str());
    let near = nearest(name, ids.clone());
    let all: Vec<String> = ids.map(|id| format!("`{id}`")).collect();
    let all = all.join(", ");
    Err(Error::Refused(match near {
        Some(near) => phrase!(
            "het origineel heeft geen deel `{name}`; bedoelt u `{near}`? Er zijn: {all}",
            "the original has no section `{name}`; did you mean `{near}`? There are: {all}"
        ),
        None => phrase!(
            "het origineel heeft geen deel `{name}`; er zijn: {all}",
            "the original has no section `{name}`; there are: {all}"
        ),
    }))
}

/// The language of the site that somebody named, which isn't the one that it is written in.
fn known(open: &OpenSite, tag: &str) -> Result<Language, Error> {
    let languages = &open.library.config.languages;
    let others = languages.iter().filter(|language| *language != open.library.config.source_language());
    if let Some(language) = others.clone().find(|language| language.as_str() == tag) {
        return Ok(language.clone());
    }
    let near = nearest(tag, others.clone().map(Language::as_str));
    let names: Vec<String> = others.map(|language| format!("`{language}`")).collect();
    let names = names.join(", ");
    Err(Error::Refused(match near {
        _ if names.is_empty() => phrase!(
            "deze site heeft maar één taal; zet `{tag}` eerst in `wijkgids.yaml` onder `languages`",
            "this site has one language only; first put `{tag}` into `wijkgids.yaml`, under `languages`"
        ),
        Some(near) => phrase!(
            "deze site heeft geen taal `{tag}`; bedoelt u `{near}`? Er zijn: {names}",
            "this site has no language `{tag}`; did you mean `{near}`? There are: {names}"
        ),
        None => phrase!(
            "deze site heeft geen taal `{tag}`; er zijn: {names}. Een nieuwe komt in `wijkgids.yaml` onder `languages`",
            "this site has no language `{tag}`; there are: {names}. A new one goes into `wijkgids.yaml`, under `languages`"
        ),
    }))
}

fn translation_path(base: &Document, language: &Language) -> SourcePath {
    let original = base.outline.path.local().trim_end_matches(".md");
    SourcePath::new(&format!("{original}.{language}.md")).expect("the path of a document is sound")
}

/// A file that is begun.
struct BegunFile<'b> {
    open: &'b OpenSite,
    origin: DerivationSource<'b>,
    path: SourcePath,
    /// The name of its text in the record.
    name: String,
}

impl BegunFile<'_> {
    fn shown(&self) -> String {
        format!("{}{}", path_prefix(&self.open.site), self.path)
    }

    fn write_new(&self, parts: &[Part], advice: &[String]) -> Result<Phrase, Error> {
        let path = self.shown();
        if store::has(&self.open.site, self.path.local())? {
            return Err(Error::Refused(phrase!("`{path}` is er al", "`{path}` is there already")));
        }
        let Started { text, notes, bases } = started(self.origin, parts, advice);
        self.note(&notes, &bases, parts)?;
        store::write(&self.open.site, &self.path, &text)?;
        Ok(phrase!("{path} gemaakt", "{path} made"))
    }

    fn add(&self, document: &Document, parts: &[Part]) -> Result<Phrase, Error> {
        let path = self.shown();
        let source = self.open.inputs.sources.get(&self.path).expect("a document was read from its file");
        let added = added(self.origin, source, document, parts).and_then(|added| {
            let meant = parts_of(document).into_iter().chain(parts.iter().cloned()).collect();
            let role = match self.origin.derive {
                Derive::Overlay => Role::Overlay,
                Derive::Translation => Role::Translation,
            };
            let (sources, model) = (&self.open.inputs.sources, &self.open.library.config.model);
            if is_as_meant(sources, model, document, role, &added.text, Some(&meant)) {
                Ok(added)
            } else {
                Err(MergeRefusal::NotAsMeant)
            }
        });
        let added = added.map_err(|refusal| Error::Refused(refused(refusal, &path)))?;
        let Started { text: edits, notes, bases } = added;
        self.note(&notes, &bases, parts)?;
        store::edit(&self.open.site, &self.path, &edits)?;
        let names: Vec<String> =
            parts.iter().map(|part| format!("`{}`", part_name(part, self.origin.language))).collect();
        let names = names.join(", ");
        Ok(phrase!("{path}: {names} toegevoegd", "{path}: {names} added"))
    }

    /// Writes down which texts these parts were made from. Of a document that nothing is recorded of yet, all of it was seen.
    fn note(&self, notes: &Notes, bases: &Bases, parts: &[Part]) -> Result<(), Error> {
        let mut record = store::record(self.open)?;
        let line = record.texts.entry(self.name.clone()).or_default();
        let is_new = line.is_empty();
        let of_parts = notes.iter().filter(|(part, _)| is_new || parts.contains(part));
        line.extend(of_parts.map(|(part, digest)| (part.clone(), digest.clone())));
        store::keep(&self.open.site, bases)?;
        store::note(&self.open.site, &record, self.origin.language)
    }

    fn there_already(&self, document: &Document) -> Error {
        let path = self.shown();
        let own = &document.body.sections;
        let base = self.origin.base.body.sections.iter();
        let rest = base.filter(|section| own.iter().all(|own| own.id != section.id));
        let rest: Vec<String> = rest.map(|section| format!("`{}`", section.id)).collect();
        let rest = rest.join(", ");
        Error::Refused(phrase!(
            "`{path}` is er al; noem de delen die erbij moeten: {rest}",
            "`{path}` is there already; name the sections to add: {rest}"
        ))
    }

    fn nothing_new(&self) -> Phrase {
        let path = self.shown();
        phrase!(
            "{path}: het origineel heeft niets nieuws om te vertalen",
            "{path}: the original has nothing new to translate"
        )
    }
}

fn advice_of_overlay(base: &Document, language: &Language) -> Vec<String> {
    let sections: Vec<&str> = base.body.sections.iter().map(|section| section.id.as_str()).collect();
    let sections = sections.join(", ");
    let advice = [
        phrase!(
            "Hier staat alleen wat bij ons anders is. Al het andere komt uit het origineel.",
            "Write only what differs locally. Everything else comes from the original."
        ),
        phrase!(
            "- Een kop van het origineel met je eigen tekst eronder vervangt dat deel. Er zijn: {sections}",
            "- A heading of the original with your own text below it replaces that section. There are: {sections}"
        ),
        phrase!(
            "- Een nieuwe kop komt achteraan, of na een ander deel: ## Bij ons {{after=waarom}}",
            "- A new heading comes last, or after another section: ## With us {{after=why}}"
        ),
        phrase!(
            "- Een veld hier vervangt dat veld, zoals: samenvatting: Onze eigen samenvatting.",
            "- A field here replaces that field, as in: summary: Our own summary."
        ),
        phrase!(
            "- Weg ermee: verwijder: [voorbeeld]. Alles verbergen: verborgen: true",
            "- Away with it: remove: [example]. Hide all of it: hidden: true"
        ),
    ];
    advice.into_iter().map(|line| line.in_language(language.messages()).to_owned()).collect()
}

fn advice_of_translation(language: &Language, source: &Language) -> Vec<String> {
    let advice = [
        phrase!(
            "Vertaal alles hieronder naar `{language}`. Laat bij koppen wat tussen accolades staat zoals het is.",
            "Translate everything below into `{language}`. Leave the text between braces at headings as it is."
        ),
        phrase!(
            "Is het klaar, zet dan `status: gepubliceerd`. Wat je weghaalt, staat op de pagina in de taal van het origineel.",
            "When it is done, write `status: published`. What you remove is shown in the original's language."
        ),
    ];
    advice.into_iter().map(|line| line.in_language(source.messages()).to_owned()).collect()
}

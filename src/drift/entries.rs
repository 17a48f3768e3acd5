//! The data that a site gets from those below it: values, terms, numbers, facts, provisions. What of it is otherwise than when
//! the site last settled it.

use std::collections::BTreeMap;

use crate::config::Config;
use crate::directory::{DirectoryListing, Provision, written};
use crate::edition::drift::digest;
use crate::edition::record::Record;
use crate::edition::settle::Bases;
use crate::model::ContentModel;
use crate::pipeline::BelowData;
use crate::site::Reference;
use crate::text::{Phrase, phrase};

/// What the layers below say of each value, term and so on, by its name in the record, such as `values/team`.
pub(crate) type Entries = BTreeMap<String, String>;

/// An entry that isn't what it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct EntryChange {
    /// Its name in the record.
    pub(crate) name: String,
    /// What happened.
    pub(crate) news: EntryNews,
    /// What it said, where that was kept.
    pub(crate) then: Option<String>,
    /// What it says.
    pub(crate) now: Option<String>,
}

/// What can happen to an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum EntryNews {
    Changed,
    Added,
    Gone,
}

impl EntryNews {
    /// What it is called by programs.
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Changed => "changed",
            Self::Added => "added",
            Self::Gone => "gone",
        }
    }
}

/// What was recorded of data that can't be read now, by name: that it isn't there says nothing.
pub(crate) fn unread(below: &BelowData, record: &Record) -> BTreeMap<String, String> {
    let is_unread = |name: &str| name.split('/').next().is_some_and(|group| below.unread.contains(&group));
    let recorded = record.entries.iter().filter(|(name, _)| is_unread(name));
    recorded.map(|(name, digest)| (name.clone(), digest.clone())).collect()
}

/// What is otherwise than it was recorded, in the order of names; nothing where nothing was.
pub(crate) fn entry_changes(below: &BelowData, record: &Record, bases: &Bases) -> Vec<EntryChange> {
    let now = entries(below);
    let mut digests = unread(below, record);
    digests.extend(now.iter().map(|(name, text)| (name.clone(), digest(text))));
    let then = |name: &str| record.entries.get(name).and_then(|digest| bases.get(digest)).cloned();
    let mut changes = digest_changes(&record.entries, &digests);
    for change in &mut changes {
        change.then = then(&change.name);
        change.now = now.get(&change.name).cloned();
    }
    changes
}

/// The same by digests alone, without the texts.
pub(crate) fn digest_changes(
    then: &BTreeMap<String, String>,
    now: &BTreeMap<String, String>,
) -> Vec<EntryChange> {
    if then.is_empty() {
        return Vec::new();
    }
    let change = |name: &String, news| EntryChange { name: name.clone(), news, then: None, now: None };
    let of_now = now.iter().filter_map(|(name, digest)| match then.get(name) {
        Some(noted) if noted == digest => None,
        Some(_) => Some(change(name, EntryNews::Changed)),
        None => Some(change(name, EntryNews::Added)),
    });
    let gone = then.keys().filter(|name| !now.contains_key(*name));
    let mut changes: Vec<EntryChange> =
        of_now.chain(gone.map(|name| change(name, EntryNews::Gone))).collect();
    changes.sort_by(|one, other| one.name.cmp(&other.name));
    changes
}

/// What kind of entry a name is of, by what stands before its first slash.
const GROUPS: [(&str, [&str; 2]); 12] = [
    ("values", ["waarde", "value"]),
    ("facets", ["indeling", "facet"]),
    ("terms", ["term", "term"]),
    ("topics", ["naam van een onderwerp", "name of a subject"]),
    ("relations", ["relatie", "relation"]),
    ("kinds", ["soort", "kind"]),
    ("fields", ["veld", "field"]),
    ("glossary", ["begrip", "glossary word"]),
    ("numbers", ["nummer", "number"]),
    ("facts", ["feit", "fact"]),
    ("sources", ["bron", "source"]),
    ("provisions", ["voorziening", "provision"]),
];

/// What an entry is called: `nummer \`politie\``.
pub(crate) fn called(name: &str) -> Phrase {
    let (group, id) = name.split_once('/').unwrap_or(("", name));
    let [nl, en] = GROUPS.iter().find(|(key, _)| *key == group).map_or([group, group], |(_, names)| *names);
    phrase!("{nl} `{id}`", "{en} `{id}`")
}

/// Everything that the layers below a site give besides documents.
pub(crate) fn entries(below: &BelowData) -> Entries {
    let BelowData { config, reference, listing, unread: _ } = below;
    let mut entries = Entries::new();
    of_config(config, &mut entries);
    of_reference(reference, &mut entries);
    of_listing(listing, &config.model, config, &mut entries);
    entries
}

fn of_config(config: &Config, entries: &mut Entries) {
    let Config { values, asks, placeholders, former_topics, model, .. } = config;
    let names = values.keys().chain(asks.keys()).chain(placeholders.keys());
    for name in names {
        let ask = asks.get(name).map(|_| "?".to_owned());
        let value = values.get(name).cloned().or(ask).unwrap_or_default();
        entries.insert(format!("values/{name}"), value);
    }
    let ContentModel { kinds, fields, facets, relations, .. } = model;
    for facet in facets {
        let demand = if facet.required { "!" } else { "" };
        entries.insert(format!("facets/{}", facet.id), lines([facet.title.as_str(), demand]));
        for term in &facet.terms {
            entries.insert(
                format!("terms/{}/{}", facet.id, term.id),
                lines([term.title.as_str(), term.summary.as_str()]),
            );
        }
    }
    for (former, now) in former_topics {
        entries.insert(format!("topics/{former}"), now.clone());
    }
    for relation in relations {
        let text = lines([relation.title.as_str(), &relation.inverse, &relation.inverse_title]);
        entries.insert(format!("relations/{}", relation.id), text);
    }
    for kind in kinds {
        let titles = [&kind.title, &kind.plural, &kind.summary].into_iter().flatten().map(String::as_str);
        let sections = kind.sections.iter().map(|section| section.title.as_str());
        entries.insert(format!("kinds/{}", kind.id), lines(titles.chain(sections)));
    }
    for field in fields.iter().filter(|field| field.title.is_some()) {
        let demand = if field.is_required { "!" } else { "" };
        let title = field.title.as_deref().unwrap_or_default();
        entries.insert(format!("fields/{}", field.id), lines([title, demand]));
    }
}

fn of_reference(reference: &Reference, entries: &mut Entries) {
    let Reference { register, glossary, numbers, .. } = reference;
    for (name, number) in &numbers.numbers {
        entries.insert(format!("numbers/{name}"), lines([number.name.as_str(), &number.number]));
    }
    for (name, word) in &glossary.words {
        entries.insert(format!("glossary/{name}"), lines([word.name.as_str(), &word.explanation]));
    }
    for (id, source) in &register.sources {
        let address = source.citation.address.as_ref().map_or("", |address| &address.text);
        entries.insert(format!("sources/{id}"), lines([source.title.as_str(), &source.kind, address]));
    }
    for (id, fact) in &register.facts {
        let who = fact.who.as_deref().unwrap_or_default();
        entries.insert(format!("facts/{id}"), lines([fact.text.as_str(), who, &fact.source_id]));
    }
}

fn of_listing(listing: &DirectoryListing, model: &ContentModel, config: &Config, entries: &mut Entries) {
    let columns = model.columns();
    let language = config.source_language();
    for (id, provision) in &listing.directory.provisions {
        let Provision { said, .. } = &**provision;
        let said = columns.iter().filter_map(|column| {
            let values = said.get(&*column.field.id)?.own.iter();
            let values: Vec<String> = values.map(|value| written(&value.value, column, language)).collect();
            let name = column.name.map_or(&*column.field.id, |name| name.in_language(language));
            Some(format!("{name}: {}", values.join("; ")))
        });
        entries.insert(format!("provisions/{id}"), said.collect::<Vec<_>>().join("\n"));
    }
}

/// The lines of a text, without those that are empty.
fn lines<'l>(lines: impl IntoIterator<Item = &'l str>) -> String {
    let lines: Vec<&str> = lines.into_iter().filter(|line| !line.is_empty()).collect();
    lines.join("\n")
}

//! The register of sources and facts, `bronnen.yaml`: what cards cite.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry as MapEntry;

use super::Citation;
use crate::data::{Entry, Fields, KeyName, Node, Read};
use crate::model::{FactKind, keys};
use crate::text::{Applicability, Checked, Diagnostic, Location, Rule, Source, Span, nearest, phrase};

/// The facts of a site, by id.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Register {
    /// The facts; ids as cards cite them.
    pub facts: BTreeMap<String, Fact>,
    /// Where they come from, by id.
    pub sources: BTreeMap<String, FactSource>,
}

/// A source of facts.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct FactSource {
    /// Its title.
    pub title: String,
    /// What it is and from when, such as `column, 2017`; may be empty.
    pub kind: String,
    /// Where it can be looked up.
    pub citation: Citation,
}

/// A fact.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Fact {
    /// What it says.
    pub text: String,
    /// The id of its kind.
    pub kind: String,
    /// Who says it, where that is known and public.
    pub who: Option<String>,
    /// The id of its source.
    pub source_id: String,
    /// The title of its source.
    pub source: String,
    /// What the source is and from when, such as `column, 2017`; may be empty.
    pub source_kind: String,
    /// Where it can be looked up, in its source or elsewhere.
    pub citation: Citation,
}

/// What a fact is whose kind nobody wrote down.
const UNSAID: KeyName = keys::EXPERIENCE;

impl Register {
    /// Reads a register that adds to those of the layers below, by the kinds of facts that the site has.
    pub fn read(source: &Source, below: Self, kinds: &[FactKind]) -> Checked<Self> {
        let Self { mut facts, mut sources } = below;
        let mut diagnostics = Vec::new();
        let mut fields = Fields::of_file(source, &mut diagnostics);
        for (key, key_span, source) in read_sources(&mut fields) {
            match sources.entry(key) {
                MapEntry::Vacant(free) => drop(free.insert(source)),
                MapEntry::Occupied(taken) => report_taken(&mut fields, taken.key(), key_span),
            }
        }
        for Entry { key, key_span, node } in fields.map(keys::FACTS) {
            let Some(fact) = fact(&mut fields, node, &key, &sources, kinds) else { continue };
            match facts.entry(key) {
                MapEntry::Vacant(free) => drop(free.insert(fact)),
                MapEntry::Occupied(taken) => report_taken(&mut fields, taken.key(), key_span),
            }
        }
        fields.finish();
        Checked { value: Self { facts, sources }, diagnostics }
    }
}

/// Within one file a key can't stand twice, so the other one is that of a layer below.
fn report_taken(fields: &mut Fields<'_>, id: &str, span: Span) {
    fields.report(
        Rule::DuplicateKey,
        span,
        phrase!(
            "`{id}` staat al in het register van een site eronder",
            "`{id}` is in the register of a site below already"
        ),
        phrase!("geef het hier een andere id", "give it another id here"),
    );
}

/// The sources with their ids and the places of those.
fn read_sources(fields: &mut Fields<'_>) -> Vec<(String, Span, FactSource)> {
    let path = fields.path().clone();
    let mut sources = Vec::new();
    for Entry { key, key_span, node } in fields.map(keys::SOURCES) {
        let mut inner = Fields::new(&path, node, fields.diagnostics());
        let title = inner.required_text(keys::TITLE, &phrase!("bron `{key}`", "source `{key}`"));
        let kind = inner.text(keys::KIND).map(|kind| kind.value);
        let year = inner.text(keys::YEAR).map(|year| year.value);
        let who = inner.text(keys::WHO).map(|who| who.value);
        let citation = Citation::read(&mut inner);
        inner.text(keys::NOTE);
        inner.finish();
        let described: Vec<String> = [kind, who, year].into_iter().flatten().collect();
        let title = title.map_or_else(|| key.clone(), |title| title.value);
        sources.push((key, key_span, FactSource { title, kind: described.join(", "), citation }));
    }
    sources
}

fn fact(
    fields: &mut Fields<'_>,
    node: Node,
    id: &str,
    sources: &BTreeMap<String, FactSource>,
    kinds: &[FactKind],
) -> Option<Fact> {
    let path = fields.path().clone();
    let mut inner = Fields::new(&path, node, fields.diagnostics());
    let of = phrase!("feit `{id}`", "fact `{id}`");
    let source = inner.required_text(keys::SOURCE, &of);
    let kinds: Vec<_> = kinds.iter().map(|kind| ([kind.nl.as_str(), &kind.id], kind.id.as_str())).collect();
    let kind = inner.choice_of(keys::KIND, &kinds).map_or(UNSAID.en, |kind| kind.value);
    let who = inner.text(keys::WHO).map(|who| who.value);
    let text = inner.required_text(keys::TEXT, &of);
    let citation = Citation::read(&mut inner);
    inner.finish();
    let Read { value: source, span } = source?;
    let source_id = source.clone();
    let FactSource { title: source, kind: source_kind, citation: _ } =
        sources.get(&source).cloned().unwrap_or_else(|| {
            let diagnostic = Diagnostic::new(
                Rule::UnknownFact,
                phrase!("er is geen bron `{source}`", "there is no source `{source}`"),
            )
            .at(Location::new(path.clone(), span))
            .maybe_from_below()
            .suggest(
                &source,
                nearest(&source, sources.keys().map(String::as_str)),
                Applicability::MaybeIncorrect,
            )
            .hint(phrase!("zet de bron onder `bronnen`", "put the source under `sources`"));
            fields.diagnostics().push(diagnostic);
            FactSource { title: source, kind: String::new(), citation: Citation::default() }
        });
    let kind = kind.to_owned();
    Some(Fact { text: text?.value, kind, who, source_id, source, source_kind, citation })
}

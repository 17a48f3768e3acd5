//! The register of sources and facts, `bronnen.yaml`: what cards cite.

use std::collections::BTreeMap;

use crate::config::keys;
use crate::data::{Entry, Fields, Limits, Named, Node, Read, Value, parse};
use crate::text::{Checked, Diagnostic, Location, Rule, Source, Span, nearest, phrase};

/// The name of the register in a site's folder.
pub const FILE_NAME: &str = "bronnen.yaml";

/// The facts of a site, by id.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Register {
    /// The facts; ids as cards cite them.
    pub facts: BTreeMap<String, Fact>,
}

/// A fact.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Fact {
    /// What it says.
    pub text: String,
    /// How strong it is.
    pub kind: FactKind,
    /// Who says it, where that is known and public.
    pub who: Option<String>,
    /// The title of its source.
    pub source: String,
    /// What the source is and from when, such as `column, 2017`; may be empty.
    pub source_kind: String,
}

/// What a fact rests on, from strong to weak.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FactKind {
    /// A finding out of reports.
    Report,
    /// A practice that is described.
    Practice,
    /// What somebody in a public role says.
    Position,
    /// One person's experience or opinion.
    Experience,
    /// About the source itself: nothing to rest a card on.
    Background,
}

impl FactKind {
    /// Its name in templates.
    pub fn name(self) -> &'static str {
        match self {
            Self::Report => "report",
            Self::Practice => "practice",
            Self::Position => "position",
            Self::Experience => "experience",
            Self::Background => "background",
        }
    }
}

const KINDS: [(Named, FactKind); 5] = [
    (keys::REPORT, FactKind::Report),
    (keys::PRACTICE, FactKind::Practice),
    (keys::POSITION, FactKind::Position),
    (keys::EXPERIENCE, FactKind::Experience),
    (keys::BACKGROUND, FactKind::Background),
];

impl Register {
    /// Reads a register.
    pub fn read(source: &Source) -> Checked<Self> {
        let mut diagnostics = Vec::new();
        let node = parse(source, Limits::FILE).unpack(&mut diagnostics);
        let node = node.unwrap_or(Node { value: Value::Null, span: Span::default() });
        let mut fields = Fields::new(source.path(), node, &mut diagnostics);
        let sources = sources(&mut fields);
        let mut facts = BTreeMap::new();
        for Entry { key, node, .. } in fields.map(keys::FACTS) {
            let fact = fact(&mut fields, node, &key, &sources);
            facts.extend(fact.map(|fact| (key, fact)));
        }
        fields.finish();
        Checked { value: Self { facts }, diagnostics }
    }
}

/// The title and kind of each source, by id.
fn sources(fields: &mut Fields<'_>) -> BTreeMap<String, (String, String)> {
    let path = fields.path().clone();
    let mut sources = BTreeMap::new();
    for Entry { key, node, .. } in fields.map(keys::SOURCES) {
        let mut inner = Fields::new(&path, node, fields.diagnostics());
        let title = inner.required_text(keys::TITLE, &phrase!("bron `{key}`", "source `{key}`"));
        let kind = inner.text(keys::KIND).map(|kind| kind.value);
        let year = inner.text(keys::YEAR).map(|year| year.value);
        let who = inner.text(keys::WHO).map(|who| who.value);
        inner.text(keys::NOTE);
        inner.finish();
        let described: Vec<String> = [kind, who, year].into_iter().flatten().collect();
        sources.insert(key.clone(), (title.map_or(key, |title| title.value), described.join(", ")));
    }
    sources
}

fn fact(
    fields: &mut Fields<'_>,
    node: Node,
    id: &str,
    sources: &BTreeMap<String, (String, String)>,
) -> Option<Fact> {
    let path = fields.path().clone();
    let mut inner = Fields::new(&path, node, fields.diagnostics());
    let of = phrase!("feit `{id}`", "fact `{id}`");
    let source = inner.required_text(keys::SOURCE, &of);
    let kind = inner.choice(keys::KIND, &KINDS);
    let who = inner.text(keys::WHO).map(|who| who.value);
    let text = inner.required_text(keys::TEXT, &of);
    inner.finish();
    let Read { value: source, span } = source?;
    let (source, source_kind) = sources.get(&source).cloned().unwrap_or_else(|| {
        let diagnostic = Diagnostic::new(
            Rule::UnknownFact,
            phrase!("er is geen bron `{source}`", "there is no source `{source}`"),
        )
        .at(Location::new(path.clone(), span))
        .suggest(nearest(&source, sources.keys().map(String::as_str)))
        .hint(phrase!("zet de bron onder `bronnen`", "put the source under `sources`"));
        fields.diagnostics().push(diagnostic);
        (source, String::new())
    });
    let kind = kind.map_or(FactKind::Experience, |kind| kind.value);
    Some(Fact { text: text?.value, kind, who, source, source_kind })
}

//! Words that mean the same, and words that are never taken for a slip: `synoniemen.yaml`.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::analysis::Analysis;
use crate::data::{Fields, Node, Read, Value};
use crate::model::{files, keys};
use crate::text::{Checked, Rule, Source, SourcePath, Span, phrase};

/// The words of all layers that mean the same, and those that are what was meant.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Synonyms {
    /// The groups; those of the lowest layer come first.
    pub groups: Vec<Group>,
    /// Words that aren't a slip of another word, whether or not the site has them: who types `verkracht` doesn't mean
    /// `verwacht`. Those of the lowest layer come first; a word may be several words, each of which is one.
    pub never_corrected: Vec<String>,
}

/// Words that stand for each other. A word may be several words.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Group {
    /// Who looks for one finds all.
    Same(Vec<String>),
    /// Who looks for one of `from` also finds `to`, and not the other way round.
    OneWay {
        /// What is looked for.
        from: Vec<String>,
        /// What is found as well.
        to: Vec<String>,
    },
}

/// The list of the national library: what people in the Netherlands call the help of their municipality is the same
/// whatever a site lies on.
pub(crate) const BUILT_IN: &str = include_str!("../../content/landelijk/synoniemen.yaml");

static BUILT_IN_SYNONYMS: LazyLock<Synonyms> = LazyLock::new(|| {
    let path = SourcePath::new(files::SYNONYMS.nl).expect("a plain name is a path");
    Synonyms::read(&Source::new(path, BUILT_IN), Synonyms::default()).value
});

impl Synonyms {
    /// These, and in Dutch those that are part of the program.
    #[must_use]
    pub(super) fn completed(&self, analysis: Analysis) -> Self {
        let Self { mut groups, mut never_corrected } = self.clone();
        if matches!(analysis, Analysis::Dutch) {
            let further = BUILT_IN_SYNONYMS.groups.iter().filter(|group| !self.groups.contains(group));
            groups.extend(further.cloned());
            never_corrected.extend_from_slice(&BUILT_IN_SYNONYMS.never_corrected);
        }
        Self { groups, never_corrected }
    }

    /// Reads a list that adds to those of the layers below.
    pub fn read(source: &Source, below: Self) -> Checked<Self> {
        let Self { mut groups, mut never_corrected } = below;
        let mut diagnostics = Vec::new();
        let mut fields = Fields::of_file(source, &mut diagnostics);
        for node in fields.list(keys::GROUPS) {
            groups.extend(group(&mut fields, node));
        }
        let words = fields.texts(keys::NEVER_CORRECTED).into_iter();
        never_corrected.extend(words.map(|word| word.value));
        fields.finish();
        Checked { value: Self { groups, never_corrected }, diagnostics }
    }
}

fn group(fields: &mut Fields<'_>, node: Node) -> Option<Group> {
    let span = node.span;
    let items = match node.value {
        Value::List(items) => items,
        _ => return one_way(fields, node),
    };
    let words: Vec<Read<String>> = items.into_iter().filter_map(|item| fields.scalar(item)).collect();
    let mut seen = BTreeSet::new();
    for Read { value: word, span } in &words {
        if !seen.insert(word.to_lowercase()) {
            let message =
                phrase!("`{word}` staat twee keer in deze groep", "`{word}` is listed twice in this group");
            fields.report(
                Rule::DuplicateKey,
                *span,
                message,
                phrase!("haal een van de twee weg", "take one of the two away"),
            );
        }
    }
    if words.len() < 2 {
        fields.report(
            Rule::MissingField,
            Span::new(span.range().start, span.range().start),
            phrase!("deze groep heeft geen twee woorden", "this group doesn't have two words"),
            phrase!(
                "zet er een woord bij dat hetzelfde betekent, of haal de groep weg",
                "add a word that means the same, or take the group away"
            ),
        );
        return None;
    }
    Some(Group::Same(words.into_iter().map(|word| word.value).collect()))
}

fn one_way(fields: &mut Fields<'_>, node: Node) -> Option<Group> {
    let path = fields.path().clone();
    let mut inner = Fields::new(&path, node, fields.diagnostics());
    let of = phrase!("deze groep", "this group");
    let mut words = |key| {
        let n_diagnostics = inner.diagnostics().len();
        let words: Vec<String> = inner.texts(key).into_iter().map(|word| word.value).collect();
        if words.is_empty() && inner.diagnostics().len() == n_diagnostics {
            inner.missing(key, &of);
        }
        words
    };
    let (from, to) = (words(keys::FROM), words(keys::TO));
    inner.finish();
    (!from.is_empty() && !to.is_empty()).then_some(Group::OneWay { from, to })
}

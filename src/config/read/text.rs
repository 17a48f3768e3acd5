//! Texts of the configuration, in one language or in several.

use std::collections::BTreeMap;

use crate::data::{Entry, Fields, KeyName, Node, Read, Value};
use crate::model::{ContentModel, KindId, Language};
use crate::text::{Applicability, Diagnostic, Location, Phrase, Rule, fill, nearest, next_value, phrase};

/// The language that texts are taken in, and the one that is taken where they aren't written in that.
pub(super) struct Tongue<'l> {
    pub(super) shown: &'l Language,
    pub(super) own: &'l Language,
}

impl Tongue<'_> {
    /// A text: `Wijkgids`, or in several languages `{nl: Wijkgids, en: Neighborhood guide}`.
    pub(super) fn text(&self, fields: &mut Fields<'_>, key: KeyName) -> Option<Read<String>> {
        let Entry { node, .. } = fields.take(key)?;
        self.choose(fields, node)
    }

    /// A text that has to be there. `of` says of what.
    pub(super) fn required_text(&self, fields: &mut Fields<'_>, key: KeyName, of: &Phrase) -> Option<String> {
        let n_diagnostics = fields.diagnostics().len();
        let written = self.text(fields, key).map(|text| text.value);
        // What is there but no text was reported already.
        if written.is_none() && fields.diagnostics().len() == n_diagnostics {
            fields.missing(key, of);
        }
        written
    }

    /// As [`text`](Self::text), of a value that was taken already.
    pub(super) fn choose(&self, fields: &mut Fields<'_>, node: Node) -> Option<Read<String>> {
        let Value::Mapping(entries) = node.value else { return fields.scalar(node) };
        let mut written: BTreeMap<Language, Read<String>> = BTreeMap::new();
        for Entry { key, key_span, node } in entries {
            if let Some(language) = Language::of_key(fields, &key, key_span) {
                written.extend(fields.scalar(node).map(|text| (language, text)));
            }
        }
        if let (None, Some(other)) = (written.get(self.own), written.values().next()) {
            self.own.report_missing(fields, other.span);
        }
        written.remove(self.shown).or_else(|| written.remove(self.own))
    }

    /// What a text is in the other languages that it is written in; what is wrong with it is reported by [`choose`](Self::choose).
    pub(super) fn translations(&self, node: &Node) -> BTreeMap<Language, String> {
        let Value::Mapping(entries) = &node.value else { return BTreeMap::new() };
        let written = entries.iter().filter_map(|Entry { key, node, .. }| match &node.value {
            Value::Scalar(text) => Some((Language::new(key)?, text.clone())),
            _ => None,
        });
        written.filter(|(language, _)| language != self.own).collect()
    }

    /// A text with its `{{ values }}` filled in; `None` where there is none.
    pub(super) fn filled(
        &self,
        fields: &mut Fields<'_>,
        key: KeyName,
        values: &BTreeMap<String, String>,
    ) -> Option<String> {
        self.filled_with_language(fields, key, values).map(|(text, _)| text)
    }

    /// As [`filled`](Self::filled), with the language that the text is in.
    pub(super) fn filled_with_language(
        &self,
        fields: &mut Fields<'_>,
        key: KeyName,
        values: &BTreeMap<String, String>,
    ) -> Option<(String, Language)> {
        let Entry { node, .. } = fields.take(key)?;
        let is_shown = |entry: &Entry| Language::new(&entry.key).as_ref() == Some(self.shown);
        let language = match &node.value {
            Value::Mapping(entries) if entries.iter().any(is_shown) => self.shown,
            _ => self.own,
        };
        let Read { value: text, span } = self.choose(fields, node)?;
        let mut rest = text.as_str();
        while let Some((_, name, after)) = next_value(rest) {
            if !values.contains_key(name) {
                let message = phrase!("er is geen waarde `{name}`", "there is no value `{name}`");
                let at = Location::new(fields.path().clone(), span);
                fields.diagnostics().push(
                    Diagnostic::new(Rule::UnknownValue, message)
                        .at(at)
                        .maybe_from_below()
                        .hint(phrase!("zet hem onder `values`", "put it under `values`")),
                );
            }
            rest = after;
        }
        Some((fill(&text, values), language.clone()))
    }
}

/// The kinds that a facet or field names; those of the layer below where it names none.
pub(super) fn named(
    fields: &mut Fields<'_>,
    model: &ContentModel,
    below: Option<&Vec<KindId>>,
) -> Vec<KindId> {
    let mut kinds = Vec::new();
    for Read { value: name, span } in fields.texts(KeyName::same("kinds")) {
        if let Some(kind) = model.kind_named(&name) {
            kinds.push(kind);
            continue;
        }
        let known = || model.kinds.iter().map(|kind| kind.id.as_str());
        let names = known().map(|id| format!("`{id}`")).collect::<Vec<_>>().join(", ");
        let diagnostic = Diagnostic::new(
            Rule::UnknownTerm,
            phrase!("er is geen soort document `{name}`", "there is no kind of document `{name}`"),
        );
        let at = Location::new(fields.path().clone(), span);
        fields.diagnostics().push(
            diagnostic
                .at(at)
                .suggest(&name, nearest(&name, known()), Applicability::MachineApplicable)
                .hint(phrase!("er zijn: {names}", "there are: {names}")),
        );
    }
    if kinds.is_empty() {
        return below.cloned().unwrap_or_default();
    }
    kinds
}

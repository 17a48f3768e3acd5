//! A field that several documents have and nobody declared is one decision, so it is reported once, with the lines that declare
//! it.

use std::collections::{BTreeMap, BTreeSet};

use super::Inputs;
use crate::config::{FILE_NAME, field_declaration, is_field_name};
use crate::data::unknown_field;
use crate::directory;
use crate::document::DocumentId;
use crate::model::{ContentModel, KindId};
use crate::text::{Diagnostic, Rule, phrase};

/// In how many documents a field stands that is meant as one, rather than a slip.
const MEANT: usize = 3;

/// Puts one message in the place of those about the same unknown field in many documents.
pub(super) fn gather(diagnostics: &mut Vec<Diagnostic>, inputs: &Inputs, model: &ContentModel) {
    let mut places: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (place, diagnostic) in diagnostics.iter().enumerate() {
        if let Some(key) = undeclared_key(diagnostic, inputs, model) {
            places.entry(key).or_default().push(place);
        }
    }
    places.retain(|_, of_key| of_key.len() >= MEANT);
    let mut reported: Vec<usize> = Vec::new();
    for (key, mut of_key) in places {
        of_key.sort_by_key(|place| diagnostics[*place].at.clone());
        let (first, others) = of_key.split_first().expect("only keys in several documents are left");
        let kinds = of_key.iter().filter_map(|place| kind_of(&diagnostics[*place], model));
        let kinds: BTreeSet<&str> = kinds.collect();
        let is_of_provisions = kinds.iter().all(|kind| *kind == model.kind(KindId::PROVISION).id);
        let kinds = kinds.into_iter().collect::<Vec<_>>().join(", ");
        let n = of_key.len();
        let is_list = of_key.iter().any(|place| holds_list(&diagnostics[*place], inputs));
        let diagnostic = &mut diagnostics[*first];
        diagnostic.fix = None;
        diagnostic.message = if is_of_provisions {
            phrase!("onbekend veld `{key}`, in {n} voorzieningen", "unknown field `{key}`, in {n} provisions")
        } else {
            phrase!("onbekend veld `{key}`, in {n} documenten", "unknown field `{key}`, in {n} documents")
        };
        if is_field_name(&key) {
            let declared = field_declaration(&key, &key, &kinds, if is_list { "list" } else { "text" });
            diagnostic.hints = vec![phrase!(
                "is het een eigen veld, zet dan dit in `{FILE_NAME}`, onder `fields`: `{declared}`",
                "if it is a field of your own, put this into `{FILE_NAME}`, under `fields`: `{declared}`"
            )];
        }
        reported.extend(others);
    }
    reported.sort_unstable();
    let mut place = 0;
    diagnostics.retain(|_| {
        place += 1;
        reported.binary_search(&(place - 1)).is_err()
    });
}

/// Whether several values stand behind the key that a problem is about.
fn holds_list(diagnostic: &Diagnostic, inputs: &Inputs) -> bool {
    let at = diagnostic.at.as_ref().expect("what is gathered has a place");
    let source = inputs.sources.get(&at.path);
    let behind = source.and_then(|source| source.text()[at.span.range().end..].split_once(':'));
    behind.is_some_and(|(_, value)| ["[", "- "].iter().any(|sign| value.trim_start().starts_with(sign)))
}

/// The key that a document has at the start of a line and that nobody knows; `None` for one that is like a known one.
fn undeclared_key(diagnostic: &Diagnostic, inputs: &Inputs, model: &ContentModel) -> Option<String> {
    let at =
        diagnostic.at.as_ref().filter(|_| diagnostic.rule == Rule::UnknownKey && diagnostic.fix.is_none())?;
    let source = inputs.sources.get(&at.path)?;
    let range = at.span.range();
    let is_at_start = range.start == 0 || source.text()[..range.start].ends_with('\n');
    // A field of a document stands at the start of a line; one of a provision stands below its name.
    let is_of_provision = kind_of(diagnostic, model)? == model.kind(KindId::PROVISION).id;
    let key = source.text().get(range).filter(|_| is_at_start != is_of_provision)?;
    if diagnostic.message != unknown_field(key) {
        return None;
    }
    let is_a_key = !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'));
    is_a_key.then(|| key.to_owned())
}

/// Whether a problem is a field of a document or a provision that nobody declares.
pub(super) fn is_unknown_field(diagnostic: &Diagnostic, inputs: &Inputs, model: &ContentModel) -> bool {
    let Some(at) = diagnostic.at.as_ref().filter(|_| diagnostic.rule == Rule::UnknownKey) else {
        return false;
    };
    let key = inputs.sources.get(&at.path).and_then(|source| source.text().get(at.span.range()));
    key.is_some() && kind_of(diagnostic, model).is_some()
}

/// The name of the kind of the document that a problem is about.
fn kind_of<'m>(diagnostic: &Diagnostic, model: &'m ContentModel) -> Option<&'m str> {
    let path = diagnostic.path()?;
    let kind = match path.local().split_once('/') {
        Some((folder, _)) if directory::is_folder(folder) => KindId::PROVISION,
        _ => DocumentId::of_path(path, model)?.ok()?.kind,
    };
    Some(&model.kind(kind).id)
}

//! The relations of a document: which other documents it points at, and how.

use super::FieldValue;
use super::id::id_of;
use crate::data::{Entry, Fields, Value};
use crate::model::ContentModel;
use crate::text::{Applicability, Diagnostic, Located, Location, Rule, nearest, phrase};

/// Reads the relations of a document; `add` takes each.
pub(super) fn read(
    fields: &mut Fields<'_>,
    entry: Entry,
    model: &ContentModel,
    mut add: impl FnMut(Located<FieldValue>),
) {
    for Entry { key, key_span, node } in fields.mapping(entry.node) {
        let Some(relation) = model.relations.iter().position(|relation| relation.id == key) else {
            let diagnostic = Diagnostic::new(
                Rule::UnknownKey,
                phrase!("er is geen relatie `{key}`", "there is no relation `{key}`"),
            )
            .at(Location::new(fields.path().clone(), key_span));
            let inverse = model.relations.iter().find(|relation| relation.inverse == key);
            let diagnostic = match inverse.map(|relation| &relation.id) {
                Some(id) => diagnostic.hint(phrase!(
                    "`{key}` ontstaat vanzelf: zet `{id}` bij het andere document",
                    "`{key}` comes by itself: put `{id}` with the other document"
                )),
                None => {
                    let ids = || model.relations.iter().map(|relation| relation.id.as_str());
                    let names = ids().map(|id| format!("`{id}`")).collect::<Vec<_>>().join(", ");
                    diagnostic
                        .suggest(&key, nearest(&key, ids()), Applicability::MachineApplicable)
                        .hint(phrase!("er zijn: {names}", "there are: {names}"))
                }
            };
            fields.diagnostics().push(diagnostic.maybe_from_below());
            continue;
        };
        let targets = match node.value {
            Value::List(items) => items,
            _ => vec![node],
        };
        for target in targets {
            let span = target.span;
            match fields.scalar(target) {
                Some(target) => {
                    let at = Location::new(fields.path().clone(), target.span);
                    let value = FieldValue::Relation(relation, id_of(&target.value).to_owned());
                    add(Located::new(value, at));
                }
                None => fields.report(
                    Rule::DanglingRelation,
                    span,
                    phrase!("deze relatie wijst nergens naar", "this relation points at nothing"),
                    phrase!(
                        "vul het document in, of haal de regel weg",
                        "fill in the document, or take the line away"
                    ),
                ),
            }
        }
    }
}

//! What the front matter of an overlay or a translation says about the document that it lies on.

use std::borrow::Cow;

use super::{Derivation, FieldValues, GivenField, Outline};
use crate::data::{Entry, Fields};
use crate::model::{ContentModel, FieldId, Translated, keys};
use crate::text::{Diagnostic, Located, Location, Rule, Span, phrase};

/// The fields that a document names, in the order of the file; each with where what it says of them stands: from behind the
/// key up to the next one, or to `end`, where the front matter ends.
pub(super) fn given(fields: &Fields<'_>, model: &ContentModel, end: usize) -> Vec<Located<GivenField>> {
    let mut given: Vec<Located<GivenField>> = Vec::new();
    let mut entries = fields.entries().peekable();
    while let Some(entry) = entries.next() {
        let end = entries.peek().map_or(end, |next| next.key_span.range().start);
        if let Some(field) = field_named(&entry.key, model) {
            let span = Span::new(entry.key_span.range().end, end);
            given.push(Located::new(field, Location::new(fields.path().clone(), span)));
        }
    }
    given
}

fn field_named(key: &str, model: &ContentModel) -> Option<GivenField> {
    if let Some((id, field)) = model.fields().find(|(_, field)| field.is(key)) {
        let name = id.key().map_or_else(|| Cow::Owned(field.id.clone()), |key| Cow::Borrowed(key.en));
        return Some(GivenField { name, field: Some(id) });
    }
    let facet = model.facets.iter().find(|facet| facet.is(key))?;
    Some(GivenField { name: Cow::Owned(facet.id.clone()), field: None })
}

/// Reports which fields of a translation belong into the original: whatever isn't words is the same in every language.
pub(super) fn in_words_only<'m>(fields: &mut Fields<'m>, model: &'m ContentModel) {
    let of_original = model.fields.iter().filter(|field| field.translated == Translated::No);
    let of_original = of_original.map(|field| field.names());
    let facets = model.facets.iter().map(|facet| [facet.alias.as_deref().unwrap_or(&facet.id), &facet.id]);
    for names in of_original.chain(facets) {
        let Some(Entry { key, key_span, .. }) = fields.take_named(names) else { continue };
        fields.report(
            Rule::UnknownKey,
            key_span,
            phrase!(
                "`{key}` is in elke taal gelijk en hoort in het origineel",
                "`{key}` is the same in every language and belongs into the original"
            ),
            phrase!("haal het hier weg", "take it away here"),
        );
    }
}

impl Derivation {
    /// What the fields that are about a file alone say of the document below.
    pub(super) fn of(values: &FieldValues) -> Self {
        let removed = values.texts(FieldId::REMOVE);
        Self {
            removed: removed.map(|(id, at)| Located::new(id.to_owned(), at.clone())).collect(),
            after: Vec::new(),
            takes_over: values.first(FieldId::REPLACE).is_some(),
            hidden: values.flag(FieldId::HIDDEN),
        }
    }
}

/// Reports a document that says what it does to another one, where there is no other one.
pub(super) fn lies_on_nothing(outline: &Outline, derivation: &Derivation) -> Option<Diagnostic> {
    let changing = [keys::BASE, keys::REMOVE, keys::REPLACE, keys::HIDDEN];
    let named = changing.iter().find_map(|key| Some((key, outline.place_of(key.en)?)));
    let (name, span) = match named {
        Some((key, at)) => (key.nl, Span { start: at.span.start, end: at.span.start }),
        None => ("after", derivation.after.first()?.at.span),
    };
    Some(
        Diagnostic::new(
            Rule::OrphanedOverlay,
            phrase!(
                "dit document past een ander aan (`{name}`), maar in de lagen eronder is het er niet",
                "this document changes another one (`{name}`), but the layers below have no such document"
            ),
        )
        .at(Location::new(outline.path.clone(), span))
        .hint(phrase!(
            "is het origineel hernoemd, geef dit bestand dan dezelfde naam; is het vervallen, haal dit bestand weg \
             of maak er een eigen document van",
            "if the original was renamed, give this file the same name; if it was withdrawn, take this file away or \
             make it a document of your own"
        )),
    )
}

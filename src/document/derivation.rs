//! What the front matter of an overlay or a translation says about the document that it lies on.

use super::{BodyLocations, Derivation, Noted, Part};
use crate::config::{ContentModel, keys};
use crate::data::{Entry, Fields, KeyName, Read, Value};
use crate::text::{Diagnostic, Located, Location, Rule, Source, Span, phrase};

/// The fields that a document names, each by its English name, a facet by its own; and where what it says of them
/// stands: from behind the key up to the next one, or to `end`, where the front matter ends.
pub(super) fn given(fields: &Fields<'_>, model: &ContentModel, end: usize) -> Vec<(String, Location)> {
    let facet = |key: &str| model.facets.iter().find(|facet| facet.is(key)).map(|facet| facet.id.as_str());
    let entries: Vec<&Entry> = fields.entries().collect();
    let ends = entries.iter().skip(1).map(|entry| entry.key_span.range().start).chain([end]);
    let given = entries.iter().zip(ends).filter_map(|(entry, end)| {
        let field = model.fields.iter().find(|field| field.is(&entry.key)).map(|field| field.id.as_str());
        let named = keys::OF_DOCUMENTS.iter().find(|named| named.is(&entry.key)).map(|named| named.en);
        let name = named.or(field).or_else(|| facet(&entry.key))?;
        let span = Span::new(entry.key_span.range().end, end);
        Some((name.to_owned(), Location::new(fields.path().clone(), span)))
    });
    given.collect()
}

/// Tells which fields of a translation belong into the original: whatever isn't words is the same in every language.
pub(super) fn in_words_only(fields: &mut Fields<'_>, model: &ContentModel) {
    let own = [keys::BASE, keys::REMOVE, keys::STATUS, keys::REVIEWED, keys::OWNER, keys::ALLOW];
    let of_original = keys::OF_DOCUMENTS
        .into_iter()
        .filter(|key| !keys::IN_WORDS.contains(key) && !own.contains(key))
        .flat_map(|key| [key.nl, key.en]);
    let declared = model.fields.iter().filter(|field| !field.is_translated);
    let declared = declared.flat_map(|field| [Some(field.id.as_str()), field.alias]).flatten();
    let facets =
        model.facets.iter().flat_map(|facet| [Some(facet.id.as_str()), facet.alias.as_deref()]).flatten();
    for key in of_original.chain(declared).chain(facets) {
        let Some(Entry { key, key_span, .. }) = fields.take_own(key) else { continue };
        fields.tell(
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

/// Reads what a document does to the one that it lies on. [`BodyLocations::fields`] has to be there already.
pub(super) fn derivation(
    fields: &mut Fields<'_>,
    model: &ContentModel,
    places: &mut BodyLocations,
) -> Derivation {
    const WHOLE: [(KeyName, ()); 1] = [(keys::WHOLE, ())];
    places.base = base(fields);
    let removed = fields.texts(keys::REMOVE);
    let path = fields.path().clone();
    // Asked for even where it isn't, so that a slip in its name is told which name was meant.
    let says_hidden = fields.has(keys::HIDDEN);
    let is_hidden = fields.flag(keys::HIDDEN);
    let is_given = |name: &str| places.fields.iter().any(|(other, _)| other == name);
    Derivation {
        given: places.fields.iter().map(|(name, _)| name.clone()).collect(),
        fields: model.fields().filter(|(_, field)| is_given(&field.id)).map(|(id, _)| id).collect(),
        removed: removed
            .into_iter()
            .map(|Read { value, span }| {
                Located::new(value.trim_start_matches('#').to_owned(), Location::new(path.clone(), span))
            })
            .collect(),
        after: Vec::new(),
        takes_over: fields.choice(keys::REPLACE, &WHOLE).is_some(),
        hidden: says_hidden.then_some(is_hidden),
    }
}

fn base(fields: &mut Fields<'_>) -> Vec<Noted> {
    let mut noted = Vec::new();
    for Entry { key, node, .. } in fields.map(keys::BASE) {
        if keys::FIELDS.is(&key) && matches!(node.value, Value::Mapping(_)) {
            let Value::Mapping(entries) = node.value else { continue };
            for Entry { key, node, .. } in entries {
                let name = keys::of_document(&key).map(|named| named.en);
                let part = Part::Field(name.unwrap_or(&key).to_owned());
                noted.extend(fields.scalar(node).map(|digest| (part, digest)));
            }
        } else {
            let part = if keys::LEAD.is(&key) { Part::Lead } else { Part::Section(key) };
            noted.extend(fields.scalar(node).map(|digest| (part, digest)));
        }
    }
    noted.into_iter().map(|(part, digest)| Noted { part, digest: digest.value, span: digest.span }).collect()
}

/// Tells of a document that says what it does to another one, where there is no other one.
pub(super) fn lies_on_nothing(
    source: &Source,
    derivation: &Derivation,
    places: &BodyLocations,
) -> Option<Diagnostic> {
    let told = [keys::BASE, keys::REMOVE, keys::REPLACE, keys::HIDDEN];
    let key = told.into_iter().find(|key| derivation.given.contains(key.en));
    let (name, span) = match key {
        Some(key) => {
            let (_, at) = places.fields.iter().find(|(name, _)| name == key.en)?;
            (key.nl, Span { start: at.span.start, end: at.span.start })
        }
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
        .at(Location::new(source.path().clone(), span))
        .hint(phrase!(
            "is het origineel hernoemd, geef dit bestand dan dezelfde naam; is het vervallen, haal dit bestand weg \
             of maak er een eigen document van",
            "if the original was renamed, give this file the same name; if it was withdrawn, take this file away or \
             make it a document of your own"
        )),
    )
}

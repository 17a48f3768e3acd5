//! Which fields a document names, and what that of an overlay or a translation does to the document that it lies on.

use std::borrow::Cow;

use super::FieldValues;
use crate::data::{Entry, Fields};
use crate::model::{ContentModel, FieldId, Translated};
use crate::text::{Located, Location, Rule, Span, phrase};

/// What an overlay or a translation does to the document that it lies on, besides what its sections say.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Derivation {
    /// The ids of the sections that it drops.
    pub removed: Vec<Located<String>>,
    /// After which section some of its own stand, by the ids of both.
    pub after: Vec<Located<(String, String)>>,
    /// Whether it takes over whole, so that nothing of what it lies on is left.
    pub takes_over: bool,
    /// Whether it hides the document, where it says so.
    pub hidden: Option<bool>,
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

/// A field that a document names.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct GivenField {
    /// Its English name; that of a declared field or of a facet as the site has it.
    pub name: Cow<'static, str>,
    /// The field; `None` for a facet.
    pub field: Option<FieldId>,
}

impl GivenField {
    /// Whether it says something about the subject, rather than about how the document is kept.
    pub(crate) fn is_content(&self) -> bool {
        self.field.is_none_or(FieldId::is_content)
    }
}

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

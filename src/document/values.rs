//! What a document says in its fields, each value with where it stands.

use jiff::civil::Date;

use crate::model::{Field, FieldId, FieldType};
use crate::text::Located;

/// What stands in a field, or in one place of a list.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum FieldValue {
    /// Plain text; may hold `{{ values }}`.
    Text(String),
    /// A number in thousandths.
    Number(i64),
    /// A day.
    Date(Date),
    /// The id of an option, which exists.
    Choice(String),
    /// The id of a document, as written.
    Reference(String),
    /// A telephone number, as written.
    Phone(String),
    /// An e-mail address.
    Email(String),
    /// A complete web address.
    Url(String),
    /// Yes or no.
    Flag(bool),
    /// The fields of a group, by their place in its declaration.
    Group(FieldValues),
}

/// What a document says in its fields, in the order of the model; several next to each other where a field has many.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct FieldValues(Vec<(FieldId, Located<FieldValue>)>);

impl FieldValues {
    /// From values in the order of the model.
    pub(super) fn new(values: Vec<(FieldId, Located<FieldValue>)>) -> Self {
        debug_assert!(values.is_sorted_by_key(|(id, _)| *id), "fields are read in the order of the model");
        Self(values)
    }

    /// What stands in a field; empty where the document says nothing of it.
    pub fn get(&self, id: FieldId) -> &[(FieldId, Located<FieldValue>)] {
        let start = self.0.partition_point(|(other, _)| *other < id);
        let length = self.0[start..].partition_point(|(other, _)| *other == id);
        &self.0[start..start + length]
    }

    /// Every value with its field, in the order of the model.
    pub fn iter(&self) -> impl Iterator<Item = (FieldId, &Located<FieldValue>)> {
        self.0.iter().map(|(id, value)| (*id, value))
    }

    /// Each field that something stands in, with all of that; in the order of the model.
    pub fn by_field(&self) -> impl Iterator<Item = (FieldId, &[(FieldId, Located<FieldValue>)])> {
        self.0.chunk_by(|(one, _), (other, _)| one == other).map(|values| (values[0].0, values))
    }

    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// These values, in the place of which `upper` says its own where it names a field.
    pub(crate) fn under(&self, upper: &Self, names: impl Fn(FieldId) -> bool) -> Self {
        let kept = self.0.iter().filter(|(id, _)| !names(*id));
        let mut values: Vec<_> = kept.chain(&upper.0).cloned().collect();
        values.sort_by_key(|(id, _)| *id);
        Self(values)
    }

    /// Only the values of these fields.
    pub(crate) fn only(&self, keep: impl Fn(FieldId) -> bool) -> Self {
        Self(self.0.iter().filter(|(id, _)| keep(*id)).cloned().collect())
    }

    /// Calls `with` for every text that is shown as it is.
    pub(crate) fn for_each_text(&mut self, with: &mut impl FnMut(&mut String)) {
        for (_, Located { value, .. }) in &mut self.0 {
            match value {
                FieldValue::Text(text) | FieldValue::Phone(text) | FieldValue::Email(text) => with(text),
                FieldValue::Group(inner) => inner.for_each_text(with),
                FieldValue::Number(_)
                | FieldValue::Date(_)
                | FieldValue::Choice(_)
                | FieldValue::Reference(_)
                | FieldValue::Url(_)
                | FieldValue::Flag(_) => {}
            }
        }
    }

    /// Where the document stands among its neighbors, in thousandths, if it says so.
    pub fn order(&self) -> Option<i64> {
        match self.get(FieldId::ORDER) {
            [(_, Located { value: FieldValue::Number(order), .. }), ..] => Some(*order),
            _ => None,
        }
    }
}

impl FieldValue {
    /// The text that somebody typed; `None` where it is a number, a day, a word of a few, or a group.
    pub fn typed(&self) -> Option<&str> {
        match self {
            Self::Text(text) | Self::Phone(text) | Self::Email(text) | Self::Url(text) => Some(text),
            Self::Number(_)
            | Self::Date(_)
            | Self::Choice(_)
            | Self::Reference(_)
            | Self::Flag(_)
            | Self::Group(_) => None,
        }
    }

    /// What readers may look for in it; `None` where it holds nothing in words.
    pub fn words(&self, field: &Field) -> Option<String> {
        match (self, &field.holds) {
            (Self::Text(text), _) => Some(text.clone()),
            (Self::Choice(id), holds) => holds.option_title(id).map(str::to_owned),
            (Self::Group(written), FieldType::Group(inner)) => {
                let words =
                    written.iter().filter_map(|(id, value)| value.value.words(inner.get(id.place())?));
                Some(words.collect::<Vec<_>>().join(" ")).filter(|words| !words.is_empty())
            }
            _ => None,
        }
    }
}

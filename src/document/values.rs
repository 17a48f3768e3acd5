//! What a document says in its fields, each value with where it stands.

use std::collections::BTreeMap;
use std::ops::Range;

use jiff::civil::Date;
use smallvec::SmallVec;

use super::TextTree;
use crate::calendar::{OpeningHours, Recurrence};
use crate::data::KeyName;
use crate::model::{Audience, Field, FieldId, FieldType, Status};
use crate::text::{Located, Location, fill};

/// What stands in a field, or in one place of a list.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum FieldValue {
    /// Plain text; may hold `{{ values }}`.
    Text(String),
    /// A number in thousandths.
    Number(i64),
    /// A day.
    Date(Date),
    /// Markdown, which only the page of its own document sees.
    Markdown(Box<MarkdownText>),
    /// An option, by its place among those of its field.
    Choice(usize),
    /// The id of a document, as written.
    Reference(String),
    /// A relation, by its place in the model, and the id of the other document, as written.
    Relation(usize, String),
    /// The id of a fact, as written.
    Fact(String),
    /// An address on the site, relative to its root, with a slash at the end.
    Address(String),
    /// A telephone number, as written.
    Phone(String),
    /// An e-mail address.
    Email(String),
    /// A complete web address.
    Url(String),
    /// Opening hours.
    Hours(OpeningHours),
    /// When something happens.
    Recurrence(Box<Recurrence>),
    /// Yes or no.
    Flag(bool),
    /// The fields of a group, by their place in its declaration.
    Group(Box<FieldValues>),
}

/// A text of a field of Markdown.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct MarkdownText {
    /// What was typed, for who takes it elsewhere.
    pub markdown: Box<str>,
    /// What it says.
    pub tree: TextTree,
}

/// What a document says in its fields, in the order of the model; several next to each other where a field has many.
///
/// Fields and values lie apart, and within this struct the fields of most documents and the value of the first one, which is
/// what a document is called: pages ask thousands of documents for that, and each pointer on the way costs a wait for memory.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct FieldValues {
    /// The field of each value.
    ids: SmallVec<[FieldId; INLINE_FIELDS]>,
    /// Whether something happens at one of the values: most documents needn't be searched for it.
    has_recurrences: bool,
    /// Whether a text that is shown as it is asks for a value of the site, in groups too.
    asks_values: bool,
    /// The values of the first field.
    first: SmallVec<[Located<FieldValue>; 1]>,
    /// Those of the others.
    rest: Box<[Located<FieldValue>]>,
}

/// How many values have their fields within the struct: what a card of the library says.
const INLINE_FIELDS: usize = 16;

impl FieldValues {
    /// From values in any order; several of a field stay in theirs.
    pub(crate) fn new(mut values: Vec<(FieldId, Located<FieldValue>)>) -> Self {
        values.sort_by_key(|(id, _)| *id);
        values.into_iter().collect()
    }

    /// What stands in a field; empty where the document says nothing of it.
    pub fn get(&self, id: FieldId) -> &[Located<FieldValue>] {
        if self.ids.first() == Some(&id) { &self.first } else { &self.rest[self.places(id)] }
    }

    /// Where those of a field lie among the values of all but the first.
    fn places(&self, id: FieldId) -> Range<usize> {
        let ids = &self.ids[self.first.len()..];
        let start = ids.partition_point(|other| *other < id);
        let length = ids[start..].iter().take_while(|other| **other == id).count();
        start..start + length
    }

    /// All values, in the order of the model.
    fn values(&self) -> impl Iterator<Item = &Located<FieldValue>> {
        self.first.iter().chain(&self.rest)
    }

    /// The first value of a field.
    pub fn first(&self, id: FieldId) -> Option<&Located<FieldValue>> {
        self.get(id).first()
    }

    /// The text of a field.
    pub fn text(&self, id: FieldId) -> Option<&str> {
        self.texts(id).next().map(|(text, _)| text)
    }

    /// The texts of a field, as they were typed, each with where it stands.
    pub fn texts(&self, id: FieldId) -> impl Iterator<Item = (&str, &Location)> {
        self.get(id).iter().filter_map(|Located { value, at }| match value {
            FieldValue::Text(text) | FieldValue::Fact(text) | FieldValue::Address(text) => {
                Some((text.as_str(), at))
            }
            _ => None,
        })
    }

    /// The day of a field.
    pub fn date(&self, id: FieldId) -> Option<Date> {
        match &self.first(id)?.value {
            FieldValue::Date(date) => Some(*date),
            _ => None,
        }
    }

    /// Whether a field says yes; `None` where it says nothing.
    pub fn flag(&self, id: FieldId) -> Option<bool> {
        match &self.first(id)?.value {
            FieldValue::Flag(flag) => Some(*flag),
            _ => None,
        }
    }

    /// What a choice says, whose options are these.
    pub(crate) fn choice<T: Copy>(&self, id: FieldId, choices: &[(KeyName, T)]) -> Option<T> {
        match &self.first(id)?.value {
            FieldValue::Choice(place) => choices.get(*place).map(|(_, choice)| *choice),
            _ => None,
        }
    }

    /// The Markdown of a field.
    pub fn markdown(&self, id: FieldId) -> impl Iterator<Item = &TextTree> {
        self.get(id).iter().filter_map(|value| match &value.value {
            FieldValue::Markdown(text) => Some(&text.tree),
            _ => None,
        })
    }

    /// When the document says that something happens, in each of its fields.
    pub fn recurrences(&self) -> impl Iterator<Item = (FieldId, &Recurrence)> {
        let values = self.has_recurrences.then(|| self.iter()).into_iter().flatten();
        values.filter_map(|(id, value)| match &value.value {
            FieldValue::Recurrence(recurrence) => Some((id, &**recurrence)),
            _ => None,
        })
    }

    /// The documents that it names, within groups too, each with where it does.
    pub(crate) fn references(&self) -> Vec<(&str, &Location)> {
        let named = self.values().flat_map(|Located { value, at }| match value {
            FieldValue::Reference(target) => vec![(target.as_str(), at)],
            FieldValue::Group(inner) => inner.references(),
            _ => Vec::new(),
        });
        named.collect()
    }

    /// The groups of a field.
    pub fn groups(&self, id: FieldId) -> impl Iterator<Item = &Self> {
        self.get(id).iter().filter_map(|value| match &value.value {
            FieldValue::Group(inner) => Some(&**inner),
            _ => None,
        })
    }

    /// Every value with its field, in the order of the model.
    pub fn iter(&self) -> impl Iterator<Item = (FieldId, &Located<FieldValue>)> {
        self.ids.iter().copied().zip(self.values())
    }

    /// Puts a value in the place of the first one of a field; nothing where the field says nothing.
    pub(crate) fn replace(&mut self, id: FieldId, value: FieldValue) {
        let places = self.places(id);
        let is_first = self.ids.first() == Some(&id);
        let values = if is_first { &mut self.first[..] } else { &mut self.rest[places] };
        if let Some(first) = values.first_mut() {
            first.value = value;
        }
    }

    /// Each field that something stands in, with all of that; in the order of the model.
    pub fn by_field(&self) -> impl Iterator<Item = (FieldId, &[Located<FieldValue>])> {
        self.ids.chunk_by(|one, other| one == other).map(|ids| (ids[0], self.get(ids[0])))
    }

    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// All of its Markdown, that within groups too.
    pub fn trees(&self) -> Vec<&TextTree> {
        let mut trees = Vec::new();
        self.values().for_each(|value| value.value.add_trees(&mut trees));
        trees
    }

    /// Those of the fields that `upper` names, as it has them, and these of all others.
    pub(crate) fn under(&self, upper: &Self, names: impl Fn(FieldId) -> bool) -> Self {
        let below = self.iter().filter(|(id, _)| !names(*id));
        let all = below.chain(upper.iter().filter(|(id, _)| names(*id)));
        Self::new(all.map(|(id, value)| (id, value.clone())).collect())
    }

    /// Whether anything in it is only for teams; `fields` are those that it has values of.
    pub(crate) fn has_secrets(&self, fields: &[Field]) -> bool {
        let mut has = false;
        self.for_each_secret(fields, &mut |_| has = true);
        has
    }

    /// Without what is only for teams.
    pub(crate) fn for_residents(&self, fields: &[Field]) -> Self {
        let seen = self.iter().filter_map(|(id, Located { value, at })| {
            let field = &fields[id.place()];
            let value = match (value, &field.holds) {
                _ if field.audience == Audience::Team => return None,
                (FieldValue::Group(written), FieldType::Group(inner)) => {
                    let left = Some(written.for_residents(inner)).filter(|left| !left.is_empty());
                    FieldValue::Group(Box::new(left?))
                }
                (value, _) => value.clone(),
            };
            Some((id, Located::new(value, at.clone())))
        });
        seen.collect()
    }

    /// Calls `with` for every value that is only for teams, groups apart.
    pub(crate) fn for_each_secret<'v>(
        &'v self,
        fields: &[Field],
        with: &mut impl FnMut(&'v Located<FieldValue>),
    ) {
        self.for_each(fields, &mut |_, is_for_teams, value| {
            if is_for_teams {
                with(value);
            }
        });
    }

    /// Calls `with` for every value, groups apart, with the field of the document that it stands in and whether it is only
    /// for teams.
    pub(crate) fn for_each<'v>(
        &'v self,
        fields: &[Field],
        with: &mut impl FnMut(FieldId, bool, &'v Located<FieldValue>),
    ) {
        for (id, value) in self.iter() {
            each_within(value, &fields[id.place()], false, &mut |is_for_teams, value| {
                with(id, is_for_teams, value);
            });
        }
    }

    /// Whether a text that is shown as it is asks for a value of the site.
    pub(crate) fn asks_values(&self) -> bool {
        self.asks_values
    }

    /// Puts the values of the site, which are these, into every text that is shown as it is.
    pub(crate) fn fill(&mut self, values: &BTreeMap<String, String>) {
        for Located { value, .. } in self.first.iter_mut().chain(&mut self.rest) {
            match value {
                FieldValue::Text(text) | FieldValue::Phone(text) | FieldValue::Email(text) => {
                    *text = fill(text, values);
                }
                FieldValue::Group(inner) => inner.fill(values),
                FieldValue::Markdown(_)
                | FieldValue::Number(_)
                | FieldValue::Date(_)
                | FieldValue::Choice(_)
                | FieldValue::Reference(_)
                | FieldValue::Relation(..)
                | FieldValue::Fact(_)
                | FieldValue::Address(_)
                | FieldValue::Url(_)
                | FieldValue::Hours(_)
                | FieldValue::Recurrence(_)
                | FieldValue::Flag(_) => {}
            }
        }
        let asks = self.values().any(|value| value.value.asks_values());
        self.asks_values = asks;
    }
}

/// Calls `with` for a value, or for those of the group that it is, with whether it is only for teams, as `is_for_teams` says of
/// what it stands in.
fn each_within<'v>(
    value: &'v Located<FieldValue>,
    field: &Field,
    is_for_teams: bool,
    with: &mut impl FnMut(bool, &'v Located<FieldValue>),
) {
    let is_for_teams = is_for_teams || field.audience == Audience::Team;
    match (&value.value, &field.holds) {
        (FieldValue::Group(written), FieldType::Group(inner)) => {
            for (id, value) in written.iter() {
                each_within(value, &inner[id.place()], is_for_teams, with);
            }
        }
        _ => with(is_for_teams, value),
    }
}

/// From values in the order of the model.
impl FromIterator<(FieldId, Located<FieldValue>)> for FieldValues {
    fn from_iter<I: IntoIterator<Item = (FieldId, Located<FieldValue>)>>(values: I) -> Self {
        let mut read = Self::default();
        let values = values.into_iter();
        let mut rest = Vec::with_capacity(values.size_hint().0);
        for (id, value) in values {
            read.has_recurrences |= matches!(value.value, FieldValue::Recurrence(_));
            read.asks_values |= value.value.asks_values();
            let is_first = read.ids.first().is_none_or(|first| *first == id);
            if is_first {
                read.first.push(value)
            } else {
                rest.push(value)
            }
            read.ids.push(id);
        }
        Self { rest: rest.into(), ..read }
    }
}

impl From<Audience> for FieldValue {
    fn from(audience: Audience) -> Self {
        Self::choice(&Audience::CHOICES, audience)
    }
}

impl From<Status> for FieldValue {
    fn from(status: Status) -> Self {
        Self::choice(&Status::CHOICES, status)
    }
}

impl FieldValue {
    fn choice<T: PartialEq>(choices: &[(KeyName, T)], chosen: T) -> Self {
        let place = choices.iter().position(|(_, choice)| *choice == chosen);
        Self::Choice(place.expect("every choice has a name"))
    }

    fn asks_values(&self) -> bool {
        match self {
            Self::Text(text) | Self::Phone(text) | Self::Email(text) => text.contains("{{"),
            Self::Group(inner) => inner.asks_values,
            _ => false,
        }
    }

    fn add_trees<'v>(&'v self, trees: &mut Vec<&'v TextTree>) {
        match self {
            Self::Markdown(text) => trees.push(&text.tree),
            Self::Group(inner) => inner.values().for_each(|value| value.value.add_trees(trees)),
            _ => {}
        }
    }

    /// The text that somebody typed; `None` where it is Markdown, a number, a day, a word of a few, a group, or names something
    /// else.
    pub(crate) fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) | Self::Phone(text) | Self::Email(text) | Self::Url(text) => Some(text),
            Self::Hours(hours) => Some(hours.as_str()),
            Self::Markdown(_)
            | Self::Group(_)
            | Self::Number(_)
            | Self::Date(_)
            | Self::Choice(_)
            | Self::Reference(_)
            | Self::Relation(..)
            | Self::Fact(_)
            | Self::Address(_)
            | Self::Recurrence(_)
            | Self::Flag(_) => None,
        }
    }

    /// The same; of Markdown it is what `plain` makes of it.
    pub(crate) fn typed(&self, plain: impl Fn(&TextTree) -> String) -> Option<String> {
        match self {
            Self::Markdown(text) => Some(plain(&text.tree)),
            other => other.text().map(str::to_owned),
        }
    }

    /// Adds what readers may look for in it; of Markdown it is what `plain` makes of it.
    pub(crate) fn add_words(
        &self,
        field: &Field,
        plain: &impl Fn(&TextTree) -> String,
        words: &mut Vec<String>,
    ) {
        match (self, &field.holds) {
            (Self::Text(text), _) => words.push(text.clone()),
            (Self::Markdown(text), _) => words.push(plain(&text.tree)),
            (Self::Choice(place), holds) => {
                words.extend(holds.option(*place).map(|option| option.title.clone()));
            }
            (Self::Group(written), FieldType::Group(inner)) => {
                for (id, value) in written.iter() {
                    let field = inner.get(id.place()).filter(|field| field.is_searched);
                    field.into_iter().for_each(|field| value.value.add_words(field, plain, words));
                }
            }
            _ => {}
        }
    }
}

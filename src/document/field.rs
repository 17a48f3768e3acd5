//! The declared fields of a document: read by what the content model says can stand in each.

use jiff::civil::Date;

use super::field_texts::FieldTexts;
use super::scalar::{email, number, phone, web_address};
use super::{Body, TextTree};
use crate::data::{Entry, Fields, KeyName, Node, Read, Value};
use crate::model::{ContentModel, Field, FieldId, FieldOption, FieldType, KindId, Language};
use crate::text::{Applicability, Diagnostic, Location, Rule, Source, nearest, phrase};

/// What stands in a field, or in one place of a list.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum FieldValue {
    /// Plain text; may hold `{{ values }}`. Of Markdown this is the source.
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
    /// The fields of a group, by their place in its declaration; each with at least one value.
    Group(Vec<(usize, Vec<FieldValue>)>),
}

/// What a document says in its declared fields, in the order of the model; each with at least one value.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct FieldValues(Vec<(FieldId, Vec<FieldValue>)>);

impl FieldValues {
    /// What stands in a field; empty where the document says nothing of it.
    pub fn get(&self, id: FieldId) -> &[FieldValue] {
        match self.0.binary_search_by_key(&id, |(other, _)| *other) {
            Ok(place) => &self.0[place].1,
            Err(_) => &[],
        }
    }

    /// Each field that the document says something of, in the order of the model.
    pub fn iter(&self) -> impl Iterator<Item = (FieldId, &[FieldValue])> {
        self.0.iter().map(|(id, values)| (*id, values.as_slice()))
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

    /// Every text that is shown as it is.
    pub(crate) fn texts_mut(&mut self) -> impl Iterator<Item = &mut String> {
        self.0.iter_mut().flat_map(|(_, values)| values).flat_map(texts_of)
    }

    /// Where the document stands among its neighbors, in thousandths, if it says so.
    pub fn order(&self) -> Option<i64> {
        match self.get(FieldId::ORDER) {
            [FieldValue::Number(order), ..] => Some(*order),
            _ => None,
        }
    }
}

fn texts_of(value: &mut FieldValue) -> Vec<&mut String> {
    match value {
        FieldValue::Text(text) | FieldValue::Phone(text) | FieldValue::Email(text) => vec![text],
        FieldValue::Group(fields) => {
            fields.iter_mut().flat_map(|(_, values)| values).flat_map(texts_of).collect()
        }
        FieldValue::Number(_)
        | FieldValue::Date(_)
        | FieldValue::Choice(_)
        | FieldValue::Reference(_)
        | FieldValue::Url(_)
        | FieldValue::Flag(_) => Vec::new(),
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
                let words = written.iter().flat_map(|(place, values)| {
                    let field = inner.get(*place);
                    values.iter().filter_map(move |value| value.words(field?))
                });
                Some(words.collect::<Vec<_>>().join(" ")).filter(|words| !words.is_empty())
            }
            _ => None,
        }
    }
}

/// The Markdown of a document's fields, each field with one text or more.
pub type FieldTrees = Vec<(FieldId, Vec<TextTree>)>;

impl Body {
    /// The texts of a Markdown field; empty where there are none.
    pub fn texts_of(&self, id: FieldId) -> &[TextTree] {
        let found = self.fields.iter().find(|(other, _)| *other == id);
        found.map_or(&[], |(_, texts)| texts.as_slice())
    }
}

/// What a document says in its declared fields.
pub(super) struct ReadFields {
    pub(super) values: FieldValues,
    pub(super) texts: FieldTrees,
}

/// What decides how the declared fields of a document are read.
pub(super) struct Declared<'d> {
    pub(super) source: &'d Source,
    pub(super) model: &'d ContentModel,
    pub(super) kind: KindId,
    /// Whether those have to be there which it has to have.
    pub(super) demands: bool,
    pub(super) language: &'d Language,
}

impl Declared<'_> {
    /// Reads the fields; what people read as sentences goes into `read`.
    pub(super) fn read(&self, fields: &mut Fields<'_>, read: &mut FieldTexts) -> ReadFields {
        let Self { source, model, kind, demands, language } = *self;
        let (mut values, mut texts) = (Vec::new(), Vec::new());
        for (id, field) in model.fields().filter(|(_, field)| field.is_for(kind)) {
            let Some(entry) = take(fields, field) else {
                // A slip in its name was told already.
                let is_near = |entry: &Entry| nearest(&entry.key, [field.key(language)]).is_some();
                let is_slip =
                    |entry: &Entry| is_near(entry) && !model.fields.iter().any(|other| other.is(&entry.key));
                if field.is_required && demands && !fields.entries().any(is_slip) {
                    missing(fields, model, kind, field, language);
                }
                continue;
            };
            if field.holds.is_markdown() {
                let written = several(fields, field, entry, |fields, node| fields.scalar(node));
                let written = if field.holds == FieldType::Blocks { paragraphs(written) } else { written };
                let trees: Vec<TextTree> =
                    written.iter().map(|text| read.line(source, text, fields.diagnostics())).collect();
                texts.extend((!trees.is_empty()).then_some((id, trees)));
            } else {
                let written = several(fields, field, entry, |fields, node| value(fields, field, node));
                values.extend((!written.is_empty()).then_some((id, written)));
            }
        }
        ReadFields { values: FieldValues(values), texts }
    }
}

/// The paragraphs of texts: what empty lines part.
fn paragraphs(texts: Vec<Read<String>>) -> Vec<Read<String>> {
    let parted = texts.iter().flat_map(|Read { value, span }| {
        value
            .split("\n\n")
            .filter(|text| !text.trim().is_empty())
            .map(|text| Read { value: text.to_owned(), span: *span })
    });
    parted.collect()
}

/// The entry of a field, by either of its names.
fn take(fields: &mut Fields<'_>, field: &Field) -> Option<Entry> {
    let entry = match (field.alias, built_in(field)) {
        (Some(_), Some(name)) => fields.take(name),
        _ => fields.take_own(&field.id),
    };
    entry.filter(|entry| !matches!(entry.node.value, Value::Null))
}

/// The names of a built-in field, as the table of keys has them.
fn built_in(field: &Field) -> Option<KeyName> {
    crate::config::keys::OF_FIELDS.into_iter().find(|name| name.en == field.id)
}

fn several<T>(
    fields: &mut Fields<'_>,
    field: &Field,
    entry: Entry,
    mut one: impl FnMut(&mut Fields<'_>, Node) -> Option<T>,
) -> Vec<T> {
    let span = entry.node.span;
    let items = match entry.node.value {
        Value::List(items) => items,
        _ => vec![entry.node],
    };
    if items.len() > 1 && !field.is_many {
        let key = &entry.key;
        fields.tell(
            Rule::WrongType,
            span,
            phrase!(
                "van `{key}` kan een document er maar één hebben",
                "a document can have only one `{key}`"
            ),
            phrase!("kies de belangrijkste", "choose the most important one"),
        );
    }
    let most = if field.is_many { items.len() } else { 1 };
    items.into_iter().take(most).filter_map(|item| one(fields, item)).collect()
}

/// What stands in a field of a row of data, which is no Markdown, each value with its place.
pub(crate) fn field_values(fields: &mut Fields<'_>, field: &Field, entry: Entry) -> Vec<Read<FieldValue>> {
    several(fields, field, entry, |fields, node| {
        let span = node.span;
        value(fields, field, node).map(|value| Read { value, span })
    })
}

fn value(fields: &mut Fields<'_>, field: &Field, node: Node) -> Option<FieldValue> {
    if let FieldType::Group(inner) = &field.holds {
        return group(fields, inner, node);
    }
    let read = fields.scalar(node)?;
    Some(match &field.holds {
        FieldType::Text
        | FieldType::Inline
        | FieldType::Blocks
        | FieldType::Hours
        | FieldType::Recurrence => FieldValue::Text(read.value),
        FieldType::Number(_) => FieldValue::Number(number(fields, &read)?),
        FieldType::Date => FieldValue::Date(fields.date_of(read)?.value),
        FieldType::Choice(options) => FieldValue::Choice(option(fields, field, options, read)?),
        FieldType::Reference => {
            FieldValue::Reference(read.value.trim_matches('/').trim_end_matches(".md").to_owned())
        }
        FieldType::Phone => FieldValue::Phone(phone(fields, read)?),
        FieldType::Email => FieldValue::Email(email(fields, read)?),
        FieldType::Url => FieldValue::Url(web_address(fields, read)?),
        FieldType::Boolean => FieldValue::Flag(fields.flag_of(read)?),
        FieldType::Group(_) => unreachable!("a group was read above"),
    })
}

fn group(fields: &mut Fields<'_>, inner: &[Field], node: Node) -> Option<FieldValue> {
    let path = fields.path().clone();
    let mut group = Fields::new(&path, node, fields.diagnostics());
    let mut values = Vec::new();
    for (place, field) in inner.iter().enumerate() {
        let Some(entry) = take(&mut group, field) else { continue };
        let written = several(&mut group, field, entry, |fields, node| value(fields, field, node));
        if !written.is_empty() {
            values.push((place, written));
        }
    }
    group.finish();
    (!values.is_empty()).then_some(FieldValue::Group(values))
}

fn option(
    fields: &mut Fields<'_>,
    field: &Field,
    options: &[FieldOption],
    Read { value: word, span }: Read<String>,
) -> Option<String> {
    if options.iter().any(|option| option.id == word) {
        return Some(word);
    }
    let id = &field.id;
    let known = || options.iter().map(|option| option.id.as_str());
    let names = known().map(|id| format!("`{id}`")).collect::<Vec<_>>().join(", ");
    let diagnostic = Diagnostic::new(
        Rule::UnknownTerm,
        phrase!("`{word}` past niet bij `{id}`", "`{word}` doesn't go with `{id}`"),
    );
    let at = Location::new(fields.path().clone(), span);
    fields.diagnostics().push(
        diagnostic
            .at(at)
            .suggest(&word, nearest(&word, known()), Applicability::MachineApplicable)
            .hint(phrase!("kies uit {names}", "choose from {names}")),
    );
    None
}

fn missing(fields: &mut Fields<'_>, model: &ContentModel, kind: KindId, field: &Field, language: &Language) {
    let key = field.key(language);
    let (of, span) = (of_kind(model, kind), fields.span());
    let (nl, en) = (&of.nl, &of.en);
    fields.tell(
        Rule::MissingField,
        span,
        phrase!("{nl} heeft geen `{key}`", "{en} has no `{key}`"),
        phrase!("zet er een regel `{key}: …` bij", "add a line `{key}: …`"),
    );
}

/// A document of a kind, as messages call it.
pub(super) fn of_kind(model: &ContentModel, kind: KindId) -> crate::text::Phrase {
    match kind {
        KindId::CARD => phrase!("deze kaart", "this card"),
        KindId::QUESTION => phrase!("deze vraag", "this question"),
        KindId::PAGE => phrase!("deze pagina", "this page"),
        KindId::PROVISION => phrase!("deze voorziening", "this provision"),
        kind => {
            let id = &model.kind(kind).id;
            phrase!("dit document (`{id}`)", "this {id}")
        }
    }
}

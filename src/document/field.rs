//! The fields of a document, read by what the content model says can stand in each.

use super::allow;
use super::field_texts::FieldTexts;
use super::id::id_of;
use super::{FieldValue, MarkdownText, Noted, Part, relations};
use crate::calendar::{SHOWN_FROM, read_hours, read_recurrence};
use crate::data::{Entry, Fields, Node, Read, Value, email, number, phone, web_address};
use crate::model::{
    ContentModel, CoreType, Field, FieldId, FieldOption, FieldType, KindId, Language, Shown, keys,
};
use crate::text::{
    LONGEST_SLUG, Located, Location, Phrase, Rule, Source, is_slug, nearest, not_a_slug, phrase, slugify,
    unknown_word,
};

/// Values with their fields.
pub(super) type LocatedValues = Vec<(FieldId, Located<FieldValue>)>;

/// What a document says in its fields.
#[derive(Default)]
pub(super) struct ReadFields {
    /// What others may see.
    pub(super) values: LocatedValues,
    /// What has Markdown in it.
    pub(super) texts: LocatedValues,
    /// What is about its file alone.
    pub(super) of_file: LocatedValues,
    /// The rules that don't hold.
    pub(super) allows: Vec<Located<Rule>>,
    /// What it was made from.
    pub(super) base: Vec<Located<Noted>>,
    /// What people read as sentences.
    pub(super) sentences: FieldTexts,
}

/// What decides how the fields of a document are read.
pub(super) struct FieldReader<'m> {
    pub(super) source: &'m Source,
    pub(super) model: &'m ContentModel,
    pub(super) kind: KindId,
    /// Whether those have to be there which it has to have.
    pub(super) demands: bool,
    /// Whether it is the page of a chapter, which says what is in that and is none of it itself.
    pub(super) is_chapter: bool,
    pub(super) language: &'m Language,
}

impl<'m> FieldReader<'m> {
    /// Reads every field that documents of the kind may have.
    pub(super) fn read(&self, fields: &mut Fields<'m>) -> ReadFields {
        let mut read = ReadFields::default();
        for (id, field) in self.model.fields().filter(|(_, field)| field.is_for(self.kind)) {
            let n_diagnostics = fields.diagnostics().len();
            let n_values = read.values.len() + read.texts.len();
            self.field(fields, id, field, &mut read);
            // What is there but can't be read isn't missing.
            let is_said =
                read.values.len() + read.texts.len() > n_values || fields.diagnostics().len() > n_diagnostics;
            if field.is_required && !is_said && self.demands(field) && !self.is_slip(fields, field) {
                fields.missing_named(field.names(), &of_kind(self.model, self.kind));
            }
            if id.key().is_none() {
                // What a field holds that a layer below declares is decided there, and may be decided anew.
                fields.maybe_from_below(n_diagnostics);
            }
        }
        read
    }

    /// Reads these fields alone.
    pub(super) fn only(&self, fields: &mut Fields<'m>, ids: &[FieldId]) -> ReadFields {
        let mut read = ReadFields::default();
        ids.iter().for_each(|id| self.field(fields, *id, self.model.field(*id), &mut read));
        read
    }

    fn demands(&self, field: &Field) -> bool {
        self.demands && (!self.is_chapter || field.shown == Shown::Apart)
    }

    /// Whether a key is there that was meant to be this one, which is reported by itself.
    fn is_slip(&self, fields: &Fields<'_>, field: &Field) -> bool {
        let is_known = |key: &str| {
            self.model.fields.iter().any(|other| other.is(key))
                || self.model.facets.iter().any(|facet| facet.is(key))
        };
        let is_near = |entry: &Entry| nearest(&entry.key, [field.key(self.language)]).is_some();
        fields.entries().any(|entry| is_near(entry) && !is_known(&entry.key))
    }

    fn field(&self, fields: &mut Fields<'m>, id: FieldId, field: &'m Field, read: &mut ReadFields) {
        let Some(entry) = take(fields, field) else { return };
        match &field.holds {
            FieldType::Core(CoreType::Relations) => {
                relations::read(fields, entry, self.model, |value| read.values.push((id, value)))
            }
            FieldType::Core(CoreType::Exception) => read.allows = allow::read(fields, entry),
            FieldType::Core(CoreType::Digests) => read.base = base(fields, entry),
            holds => {
                let into = match () {
                    () if id.is_of_file() => &mut read.of_file,
                    () if holds.has_markdown() => &mut read.texts,
                    () => &mut read.values,
                };
                let mut values = ValueReader { source: self.source, sentences: &mut read.sentences };
                values.several(fields, id, field, entry, into);
            }
        }
    }
}

/// The entry of a field, by either of its names.
fn take<'m>(fields: &mut Fields<'m>, field: &'m Field) -> Option<Entry> {
    fields.take_named(field.names()).filter(|entry| !matches!(entry.node.value, Value::Null))
}

/// Reads the values of a field.
struct ValueReader<'r> {
    source: &'r Source,
    sentences: &'r mut FieldTexts,
}

impl ValueReader<'_> {
    /// What stands in a field: one value, or a list.
    fn several(
        &mut self,
        fields: &mut Fields<'_>,
        id: FieldId,
        field: &Field,
        entry: Entry,
        into: &mut LocatedValues,
    ) {
        items(fields, field, entry).into_iter().for_each(|item| self.one(fields, id, field, item, into));
    }

    fn one(
        &mut self,
        fields: &mut Fields<'_>,
        id: FieldId,
        field: &Field,
        node: Node,
        into: &mut LocatedValues,
    ) {
        let at = Location::new(fields.path().clone(), node.span);
        let mut add = |value| into.push((id, Located::new(value, at.clone())));
        match &field.holds {
            FieldType::Group(inner) => {
                let name = field.group_name.clone().unwrap_or_else(|| {
                    let id = &field.id;
                    phrase!("`{id}`", "`{id}`")
                });
                self.group(fields, inner, &name, node).into_iter().for_each(add);
            }
            FieldType::Inline | FieldType::Blocks => {
                let text = fields.markdown(node);
                text.into_iter().for_each(|text| add(self.markdown(fields, field, text)));
            }
            holds => {
                let read = fields.scalar(node);
                read.and_then(|read| scalar(fields, field, holds, read)).into_iter().for_each(add);
            }
        }
    }

    fn markdown(&mut self, fields: &mut Fields<'_>, field: &Field, text: Read<String>) -> FieldValue {
        let diagnostics = fields.diagnostics();
        let tree = match field.holds {
            FieldType::Blocks => self.sentences.blocks(self.source, &text, diagnostics),
            _ => self.sentences.line(self.source, &text, diagnostics),
        };
        FieldValue::Markdown(Box::new(MarkdownText { markdown: text.value.into(), tree }))
    }

    /// The fields of a group; `of` is what messages call it.
    fn group(
        &mut self,
        fields: &mut Fields<'_>,
        inner: &[Field],
        of: &Phrase,
        node: Node,
    ) -> Option<FieldValue> {
        let path = fields.path().clone();
        let mut group = Fields::new(&path, node, fields.diagnostics());
        let mut values = LocatedValues::new();
        for (place, field) in inner.iter().enumerate() {
            let id = FieldId::at(place).expect("no more fields are read than there are ids");
            let (n_diagnostics, n_values) = (group.diagnostics().len(), values.len());
            if let Some(entry) = take(&mut group, field) {
                self.several(&mut group, id, field, entry, &mut values);
            }
            if field.is_required && values.len() == n_values && group.diagnostics().len() == n_diagnostics {
                group.missing_named(field.names(), of);
            }
        }
        group.finish();
        (!values.is_empty()).then(|| FieldValue::Group(Box::new(super::FieldValues::new(values))))
    }
}

/// What stands in a field of a row of data, which is no Markdown and no group, each value with its place.
pub(crate) fn field_values(fields: &mut Fields<'_>, field: &Field, entry: Entry) -> Vec<Read<FieldValue>> {
    let values = items(fields, field, entry).into_iter().filter_map(|item| {
        let read = fields.scalar(item)?;
        let span = read.span;
        scalar(fields, field, &field.holds, read).map(|value| Read { value, span })
    });
    values.collect()
}

/// The nodes of a field, of which there may be one or several.
fn items(fields: &mut Fields<'_>, field: &Field, entry: Entry) -> Vec<Node> {
    let Entry { key, node, .. } = entry;
    let mut items = match node.value {
        Value::List(items) => items,
        _ => return vec![node],
    };
    if items.len() > 1 && !field.is_many {
        fields.report(
            Rule::WrongType,
            node.span,
            phrase!(
                "van `{key}` kan een document er maar één hebben",
                "a document can have only one `{key}`"
            ),
            phrase!("kies de belangrijkste", "choose the most important one"),
        );
        items.truncate(1);
    }
    items
}

/// A value of one line.
fn scalar(
    fields: &mut Fields<'_>,
    field: &Field,
    holds: &FieldType,
    read: Read<String>,
) -> Option<FieldValue> {
    Some(match holds {
        FieldType::Text => FieldValue::Text(read.value),
        FieldType::Hours => FieldValue::Hours(read_hours(fields, read, SHOWN_FROM)?.value),
        FieldType::Recurrence => FieldValue::Recurrence(Box::new(read_recurrence(fields, read)?)),
        FieldType::Number(_) => FieldValue::Number(number(fields, &read)?),
        FieldType::Date => FieldValue::Date(fields.date_of(read)?.value),
        FieldType::Choice(options) => FieldValue::Choice(option(fields, field, options, &read)?),
        FieldType::Reference => FieldValue::Reference(id_of(&read.value).to_owned()),
        FieldType::Phone => FieldValue::Phone(phone(fields, read)?),
        FieldType::Email => FieldValue::Email(email(fields, read)?),
        FieldType::Url => FieldValue::Url(web_address(fields, read)?),
        FieldType::Boolean => FieldValue::Flag(fields.flag_of(read)?),
        FieldType::Core(CoreType::Fact) => FieldValue::Fact(read.value),
        FieldType::Core(CoreType::OldAddress) => FieldValue::Address(old_address(fields, &read)?),
        FieldType::Core(CoreType::Topic) => FieldValue::Text(slugify(&read.value)),
        FieldType::Core(CoreType::Section) => FieldValue::Text(read.value.trim_start_matches('#').to_owned()),
        FieldType::Inline
        | FieldType::Blocks
        | FieldType::Group(_)
        | FieldType::Core(CoreType::Relations | CoreType::Exception | CoreType::Digests) => {
            unreachable!("these are read in a way of their own")
        }
    })
}

fn option(
    fields: &mut Fields<'_>,
    field: &Field,
    options: &[FieldOption],
    Read { value: word, span }: &Read<String>,
) -> Option<usize> {
    let found = options.iter().position(|option| option.names().contains(&word.as_str()));
    if found.is_none() {
        let id = &field.id;
        let message = match field.shown {
            Shown::Apart => phrase!("`{word}` kan hier niet staan", "`{word}` isn't allowed here"),
            _ => phrase!("`{word}` past niet bij `{id}`", "`{word}` doesn't go with `{id}`"),
        };
        let at = Location::new(fields.path().clone(), *span);
        fields.diagnostics().push(unknown_word(message, at, word, options.iter().map(FieldOption::names)));
    }
    found
}

/// The longest address, in bytes: systems stop at paths of 4,096, and before it comes where the site lies.
const LONGEST_ADDRESS: usize = 2_000;

/// An address that a document had before.
fn old_address(fields: &mut Fields<'_>, Read { value: typed, span }: &Read<String>) -> Option<String> {
    let address = typed.trim_matches('/');
    let unfit = address.split('/').find(|part| !is_slug(part));
    if unfit.is_none() && address.len() <= LONGEST_ADDRESS {
        return Some(format!("{address}/"));
    }
    if let Some(part) = unfit.filter(|part| part.len() > LONGEST_SLUG) {
        let hint = phrase!("haal dit oude adres weg", "take this old address out");
        fields.report(Rule::BadFileName, *span, not_a_slug(part), hint);
        return None;
    }
    fields.report(
        Rule::BadFileName,
        *span,
        phrase!(
            "`{typed}` kan geen webadres op deze site zijn",
            "`{typed}` can't be a web address on this site"
        ),
        phrase!("schrijf het zoals `/oud/adres/`", "write it as in `/old/address/`"),
    );
    None
}

/// The digests of what a document was made from.
fn base(fields: &mut Fields<'_>, entry: Entry) -> Vec<Located<Noted>> {
    let mut noted = Vec::new();
    for Entry { key, node, .. } in fields.mapping(entry.node) {
        if keys::FIELDS.is(&key) && matches!(node.value, Value::Mapping(_)) {
            for Entry { key, node, .. } in fields.mapping(node) {
                let part = Part::Field(Part::field_name(&key).to_owned());
                noted.extend(fields.scalar(node).map(|digest| (part, digest)));
            }
        } else {
            let part = if keys::LEAD.is(&key) { Part::Lead } else { Part::Section(key) };
            noted.extend(fields.scalar(node).map(|digest| (part, digest)));
        }
    }
    let located = |(part, Read { value: digest, span })| {
        Located::new(Noted { part, digest }, Location::new(fields.path().clone(), span))
    };
    noted.into_iter().map(located).collect()
}

/// A document of a kind, as messages call it.
pub(super) fn of_kind(model: &ContentModel, kind: KindId) -> Phrase {
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

//! What a site holds, for programs: its provisions with every field, and its documents as lists show them → JSON.
//!
//! Values are filled in. Like the [table](super::csv) it holds drafts of provisions and what only teams should see.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Serialize, Serializer};
use serde_json::{Map, Value, json};

use super::names::name_of;
use crate::calendar::{Recurrence, clock, rule};
use crate::directory::{AreaCode, Coverage, Provision, Said, filled};
use crate::document::{Audience, DocumentId, FieldValue, Outline};
use crate::edition::ResolvedDocument;
use crate::model::{Column, Field, FieldType, KindId, Language, Shown, keys};
use crate::site::Site;
use crate::text::{Located, MessageLanguage, fill};

/// The text of a file with what a site holds. `sites` is the site in each of its languages, the one that it is written in
/// first; empty where there is none.
pub fn json(sites: &[Site]) -> String {
    let Some(own) = sites.first() else { return String::new() };
    let columns = own.own_config.model.columns();
    let provisions = own.directory.provisions.values();
    let file = JsonFile {
        site: About {
            title: &own.config.title,
            base_url: own.config.base_url.as_str(),
            language: own.config.source_language().as_str(),
            languages: own.config.languages.iter().map(Language::as_str).collect(),
        },
        generated: own.today.to_string(),
        provisions: provisions.map(|one| provision(one, &columns, sites, own)).collect(),
        documents: sites.iter().flat_map(documents).collect(),
    };
    serde_json::to_string_pretty(&file).expect("a file is plain data") + "\n"
}

#[derive(Serialize)]
struct JsonFile<'s> {
    site: About<'s>,
    /// The day for which it was made.
    generated: String,
    provisions: Vec<ProvisionRow>,
    documents: Vec<DocumentRow<'s>>,
}

#[derive(Serialize)]
struct About<'s> {
    title: &'s str,
    base_url: &'s str,
    language: &'s str,
    languages: Vec<&'s str>,
}

/// What is said of a provision, in the order of the columns, by the English names that they have in YAML.
struct ProvisionRow(Vec<(String, Value)>);

impl Serialize for ProvisionRow {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, value)| (name, value)))
    }
}

#[derive(Serialize)]
struct DocumentRow<'s> {
    id: &'s str,
    kind: &'s str,
    title: &'s str,
    summary: &'s str,
    url: String,
    language: &'s str,
    /// By facet.
    terms: BTreeMap<&'s str, Vec<&'s str>>,
    /// What stands in the declared fields, by their names.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    fields: BTreeMap<&'s str, Vec<Value>>,
    audience: &'static str,
    reviewed: Option<String>,
}

fn provision(provision: &Provision, columns: &[Column<'_>], sites: &[Site], own: &Site) -> ProvisionRow {
    let document = own.provision_id(&provision.id);
    let url = own.edition.documents.get(&document).map(|_| url(own, &document));
    let mut row = vec![("id".to_owned(), json!(provision.id)), ("url".to_owned(), json!(url))];
    let (built_in, declared): (Vec<_>, Vec<_>) = columns.iter().partition(|column| column.name.is_some());
    for column in built_in {
        let id = &column.field.id;
        row.push((id.clone(), said(provision.in_column(column), column, sites, own)));
        if column.name == Some(keys::AREAS) {
            row.push(("serves".to_owned(), serves(&provision.coverage)));
        }
    }
    // What a site declares may be called as something above.
    let declared = declared.into_iter().filter_map(|column| {
        let value = said(Some(provision.in_column(column)?), column, sites, own);
        Some((column.field.id.clone(), value))
    });
    let declared: Map<String, Value> = declared.collect();
    if !declared.is_empty() {
        row.push(("fields".to_owned(), Value::Object(declared)));
    }
    ProvisionRow(row)
}

/// What the areas of a provision come to.
fn serves(coverage: &Coverage) -> Value {
    match coverage {
        Coverage::Areas(areas) => json!({"areas": areas.iter().map(AreaCode::as_str).collect::<Vec<_>>()}),
        Coverage::Municipality => json!("municipality"),
        Coverage::Country => json!("country"),
    }
}

/// What a provision says in a column: a value, or a list of those where there can be several; by language where it may be
/// there in several. Values of the site are those of each language, where the site is published in it.
fn said(said: Option<&Said>, column: &Column<'_>, sites: &[Site], own: &Site) -> Value {
    let own_language = own.config.source_language();
    let in_language = |values: &[Located<FieldValue>], language: &Language| {
        let site = sites.iter().find(|site| site.edition.language == *language).unwrap_or(own);
        let values = values.iter().map(|value| {
            let values = &site.config.values;
            field_value(&column.field, &filled(&value.value, values), values)
        });
        let values: Vec<Value> = values.filter(|value| *value != json!("")).collect();
        if column.field.is_many {
            Value::Array(values)
        } else {
            values.into_iter().next().unwrap_or(Value::Null)
        }
    };
    let values = said.map_or(&[] as &[Located<FieldValue>], |said| &said.own);
    if !column.is_translated() {
        return in_language(values, own_language);
    }
    let others = said.into_iter().flat_map(|said| &said.others);
    let all = std::iter::once((own_language, values))
        .chain(others.map(|(language, values)| (language, values.as_slice())));
    let there = all.filter(|(_, values)| !values.is_empty());
    let words: Map<String, Value> =
        there.map(|(language, values)| (language.to_string(), in_language(values, language))).collect();
    if words.is_empty() { Value::Null } else { Value::Object(words) }
}

/// The documents that are there in the language of a site, but for those that stand for provisions.
fn documents(site: &Site) -> impl Iterator<Item = DocumentRow<'_>> {
    let spoken = site.edition.documents.iter().filter(|(_, document)| {
        let outline = &document.outline;
        outline.kind != KindId::PROVISION && outline.language == site.edition.language
    });
    spoken.map(|(id, document)| {
        let outline = &*document.outline;
        let Outline { kind, language, terms, .. } = outline;
        let mut by_facet: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (facet, term) in terms {
            by_facet.entry(facet).or_default().push(term);
        }
        DocumentRow {
            id: id.as_str(),
            kind: &site.config.model.kind(*kind).id,
            title: outline.title(),
            summary: outline.summary(),
            url: url(site, id),
            language: language.as_str(),
            terms: by_facet,
            fields: fields(site, document),
            audience: name_of(&Audience::CHOICES, &outline.audience()).en,
            reviewed: outline.reviewed().map(|date| date.to_string()),
        }
    })
}

/// What a document says in the fields that have no place of their own; those of Markdown as Markdown.
fn fields<'s>(site: &'s Site, document: &ResolvedDocument) -> BTreeMap<&'s str, Vec<Value>> {
    let ResolvedDocument { outline, body, .. } = document;
    let values_of_site = site.values().of(&outline.language);
    let fields = outline.fields.by_field().chain(body.fields.by_field());
    let named = fields.filter_map(|(id, values)| {
        let field = site.config.model.field(id);
        let values = values.iter().map(|value| field_value(field, &value.value, values_of_site));
        (field.shown != Shown::Apart).then(|| (field.id.as_str(), values.collect()))
    });
    named.collect()
}

fn field_value(field: &Field, value: &FieldValue, values: &BTreeMap<String, String>) -> Value {
    match value {
        FieldValue::Text(text)
        | FieldValue::Reference(text)
        | FieldValue::Relation(_, text)
        | FieldValue::Fact(text)
        | FieldValue::Address(text)
        | FieldValue::Phone(text)
        | FieldValue::Email(text)
        | FieldValue::Url(text) => json!(text),
        FieldValue::Markdown(text) => json!(fill(text.markdown.trim_end(), values)),
        FieldValue::Choice(place) => json!(field.holds.option(*place).map(|option| &option.id)),
        FieldValue::Hours(hours) => json!(hours.as_str()),
        FieldValue::Recurrence(recurrence) => self::recurrence(recurrence),
        FieldValue::Number(thousandths) if thousandths % 1000 == 0 => json!(thousandths / 1000),
        // A double holds every number of fifteen digits exactly enough to be written as it was.
        FieldValue::Number(thousandths) => json!(*thousandths as f64 / 1000.0),
        FieldValue::Date(date) => json!(date.to_string()),
        FieldValue::Flag(flag) => json!(flag),
        FieldValue::Group(written) => {
            let FieldType::Group(inner) = &field.holds else { return Value::Null };
            let named = written.by_field().filter_map(|(id, written)| {
                let field = inner.get(id.place())?;
                let written = written.iter().map(|value| field_value(field, &value.value, values));
                Some((field.id.clone(), written.collect()))
            });
            Value::Object(named.collect())
        }
    }
}

/// When something happens: in words, and as the rule and the days of RFC 5545.
fn recurrence(recurrence: &Recurrence) -> Value {
    let date = |date: Option<Date>| date.map(|date| date.to_string());
    let except = recurrence.except().iter().map(|(first, last)| json!([first.to_string(), last.to_string()]));
    let times = recurrence.times();
    json!({
        "text": recurrence.written(MessageLanguage::En),
        "rule": recurrence.once().is_none().then(|| rule(recurrence, None)),
        "from": date(recurrence.from()),
        "until": date(recurrence.until()),
        "start": times.map(|times| clock(times.start)),
        "end": times.and_then(|times| times.end).map(clock),
        "except": except.collect::<Vec<_>>(),
        "except_public_holidays": recurrence.is_not_on_holidays(),
    })
}

/// The absolute address of a document.
fn url(site: &Site, id: &DocumentId) -> String {
    format!("{}{}", site.config.base_url.as_str(), site.address(id))
}

//! What a site holds, for programs: its provisions with every field, and its documents as lists show them → JSON.
//!
//! Values are filled in. Like the [table](super::csv) it holds drafts of provisions and what only teams should see.

use super::names::name_of;
use crate::calendar::OpeningHours;
use crate::calendar::{Recurrence, clock, rule};
use crate::directory::{Coverage, ForTeams, Provider, Provision, WayIn, Wording};
use crate::document::{Audience, DocumentId, FieldValue, Outline, Status};
use crate::edition::ResolvedDocument;
use crate::model::{Field, FieldType, KindId, Language, Shown};
use crate::site::Site;
use crate::text::{MessageLanguage, fill};
use jiff::civil::Date;
use serde::Serialize;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The text of a file with what a site holds. `sites` is the site in each of its languages, the one that it is written in
/// first; empty where there is none.
pub fn json(sites: &[Site]) -> String {
    let Some(own) = sites.first() else { return String::new() };
    let file = JsonFile {
        site: About {
            title: &own.config.title,
            base_url: own.config.base_url.as_str(),
            language: own.config.source_language().as_str(),
            languages: own.config.languages.iter().map(Language::as_str).collect(),
        },
        generated: own.today.to_string(),
        provisions: own.directory.provisions.values().map(|one| provision(one, sites, own)).collect(),
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

/// The fields have the English names that they have in YAML.
#[derive(Serialize)]
struct ProvisionRow {
    id: String,
    /// Its page; none where it isn't published.
    url: Option<String>,
    name: String,
    organisation: String,
    kind: Option<&'static str>,
    offer: Option<LocalizedText>,
    for_whom: Option<LocalizedText>,
    topics: Vec<String>,
    questions: Vec<String>,
    way_in: &'static str,
    how: Option<LocalizedText>,
    cost: Option<LocalizedText>,
    languages: Vec<String>,
    accessibility: Vec<String>,
    address: Option<String>,
    postcode: Option<String>,
    city: Option<String>,
    phone: Option<String>,
    email: Option<String>,
    website: Option<String>,
    opening_hours: Option<String>,
    areas: Vec<String>,
    /// What the areas come to.
    serves: Serves,
    checked: Option<String>,
    valid_months: Option<u32>,
    source: Option<String>,
    notice: Option<LocalizedText>,
    audience: &'static str,
    status: &'static str,
    team_cost: Option<String>,
    team_waiting_time: Option<String>,
    team_referral: Option<String>,
    team_contact: Option<String>,
}

/// A text in each language that it is there in.
type LocalizedText = BTreeMap<String, String>;

#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum Serves {
    Areas(Vec<String>),
    Municipality,
    Country,
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

fn provision(provision: &Provision, sites: &[Site], own: &Site) -> ProvisionRow {
    let Provision {
        id,
        name,
        organisation,
        provider,
        offer,
        for_whom,
        topics,
        questions,
        way_in,
        how,
        cost,
        languages,
        accessibility,
        address,
        postcode,
        city,
        phone,
        email,
        website,
        hours,
        areas,
        coverage,
        checked,
        valid_months,
        source,
        notice,
        audience,
        status,
        for_teams: ForTeams { cost: team_cost, waiting_time, referral, contact },
    } = provision;
    let values = &own.config.values;
    let text = |text: &String| fill(text, values);
    let one = |text: &Option<String>| text.as_ref().map(|text| fill(text, values));
    let words = |wording: &Wording| words(wording, sites, own);
    let document = own.provision_id(id);
    ProvisionRow {
        id: id.clone(),
        url: own.edition.documents.get(&document).map(|_| url(own, &document)),
        name: text(name),
        organisation: text(organisation),
        kind: provider.map(|provider| name_of(&Provider::CHOICES, &provider).en),
        offer: words(offer),
        for_whom: for_whom.as_ref().and_then(words),
        topics: topics.clone(),
        questions: questions.clone(),
        way_in: name_of(&WayIn::CHOICES, way_in).en,
        how: how.as_ref().and_then(words),
        cost: cost.as_ref().and_then(words),
        languages: languages.iter().map(Language::to_string).collect(),
        accessibility: accessibility.iter().map(text).collect(),
        address: one(address),
        postcode: postcode.clone(),
        city: one(city),
        phone: one(phone),
        email: one(email),
        website: website.clone(),
        opening_hours: hours.as_ref().map(OpeningHours::as_str).map(str::to_owned),
        areas: areas.clone(),
        serves: match coverage {
            Coverage::Areas(areas) => Serves::Areas(areas.iter().map(ToString::to_string).collect()),
            Coverage::Municipality => Serves::Municipality,
            Coverage::Country => Serves::Country,
        },
        checked: checked.map(|date| date.to_string()),
        valid_months: *valid_months,
        source: one(source),
        notice: notice.as_ref().and_then(words),
        audience: name_of(&Audience::CHOICES, audience).en,
        status: name_of(&Status::CHOICES, status).en,
        team_cost: one(team_cost),
        team_waiting_time: one(waiting_time),
        team_referral: one(referral),
        team_contact: one(contact),
    }
}

/// `None` where there is no text at all. Values are those of each language, where the site is published in it.
fn words(wording: &Wording, sites: &[Site], own: &Site) -> Option<LocalizedText> {
    let values = |language: &Language| {
        let site = sites.iter().find(|site| site.edition.language == *language).unwrap_or(own);
        &site.config.values
    };
    let others = wording.others.iter().map(|(language, text)| (language, text.as_str()));
    let all = std::iter::once((own.config.source_language(), wording.own.as_str())).chain(others);
    let filled = all
        .filter(|(_, text)| !text.is_empty())
        .map(|(language, text)| (language.to_string(), fill(text, values(language))));
    Some(filled.collect()).filter(|words: &LocalizedText| !words.is_empty())
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
        let values = values.iter().map(|(_, value)| field_value(field, &value.value, values_of_site));
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
                let written = written.iter().map(|(_, value)| field_value(field, &value.value, values));
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

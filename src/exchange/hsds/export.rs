//! The files of an export: everything in the order in which it refers to each other.

use std::collections::BTreeMap;

use serde::Serialize;

use super::maker::{HsdsMaker, distinct};
use super::objects::{
    Attribute, CostOption, HsdsLocation, Organization, Phone, Schedule, Service, ServiceAtLocation,
    SpokenLanguage, TaxonomyTerm,
};
use crate::config::CheckStanding;
use crate::data::KeyName;
use crate::directory::{Provider, Provision, WayIn};
use crate::document::{Audience, Status};
use crate::model::keys;
use crate::site::Site;
use crate::text::{fill, slugify};

/// The files of an export.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exported {
    /// Their names and texts.
    pub files: [(&'static str, String); 4],
    /// How many services there are in them.
    pub services: usize,
    /// How many provisions aren't in them: drafts, and what only teams should see.
    pub left_out: usize,
}

/// The files, in the order in which they refer to each other.
pub(in crate::exchange) const FILES: [&str; 4] =
    ["organizations.json", "services.json", "locations.json", "service_at_locations.json"];

/// What each way in is called in `application_process`.
pub(in crate::exchange) const WAYS: [(KeyName, WayIn); 4] = [
    (KeyName { nl: "Zelf aanmelden.", en: "Get in touch yourself." }, WayIn::Oneself),
    (KeyName { nl: "Via het wijkteam.", en: "Through the neighbourhood team." }, WayIn::Team),
    (KeyName { nl: "Via de huisarts.", en: "Through the general practitioner." }, WayIn::Doctor),
    (KeyName { nl: "Via de gemeente.", en: "Through the municipality." }, WayIn::Municipality),
];

/// What each sort of organization is called in `legal_status`.
pub(in crate::exchange) const STATUSES: [(&str, Provider); 3] = [
    ("government", Provider::Government),
    ("non-profit", Provider::Voluntary),
    ("company", Provider::Company),
];

/// What the attribute of a topic says that it is.
pub(in crate::exchange) const TOPIC: &str = "topic";

/// What a site says where something costs nothing.
const FREE: [&str; 3] = ["gratis", "kosteloos", "free"];

/// Exports a site, in the language that it is written in.
pub fn export(site: &Site) -> Exported {
    let (config, directory) = (&*site.own_config, &*site.directory);
    let maker = HsdsMaker {
        config,
        values: &config.values,
        directory,
        language: config.source_language(),
        today: site.today,
    };
    maker.export()
}

impl HsdsMaker<'_> {
    fn export(&self) -> Exported {
        let directory = self.directory;
        let is_open = |provision: &&Provision| {
            provision.audience() != Audience::Team && provision.status() != Status::Draft
        };
        let open: Vec<&Provision> =
            directory.provisions.values().map(|provision| &**provision).filter(is_open).collect();
        let mut organizations: BTreeMap<String, Organization> = BTreeMap::new();
        let mut services: Vec<Service> = Vec::new();
        let mut locations: Vec<HsdsLocation> = Vec::new();
        let mut at_locations: Vec<ServiceAtLocation> = Vec::new();
        for provision in &open {
            let path = format!("{}/{}", keys::PROVISIONS.in_language(self.language), provision.id);
            let name = fill(provision.organisation(), self.values);
            let organization = organizations.entry(name.clone()).or_insert_with(|| self.organization(name));
            // Of several provisions the first that says it.
            organization.legal_status =
                organization.legal_status.or_else(|| provision.provider().map(legal_status));
            let service = self.service(&path, provision, organization.id.clone());
            if let Some(location) = self.location(&path, provision) {
                at_locations.push(ServiceAtLocation {
                    id: self.id(&format!("{path}#service-at-location")),
                    service_id: service.id.clone(),
                    location_id: location.id.clone(),
                });
                locations.push(location);
            }
            services.push(service);
        }
        let organizations: Vec<Organization> = organizations.into_values().collect();
        let texts = [text(&organizations), text(&services), text(&locations), text(&at_locations)];
        let mut texts = texts.into_iter();
        Exported {
            files: FILES.map(|name| (name, texts.next().expect("there is a text for each file"))),
            services: services.len(),
            left_out: directory.provisions.len() - open.len(),
        }
    }

    /// Nobody writes descriptions of organizations; where one is compulsory, it is the name again.
    fn organization(&self, name: String) -> Organization {
        Organization {
            id: self.id(&format!("#organization-{name}")),
            description: name.clone(),
            name,
            legal_status: None,
        }
    }

    fn service(&self, path: &str, provision: &Provision, organization_id: String) -> Service {
        let id = self.id(path);
        let text = |key| self.text(provision, key);
        let (email, odd_email) = divide(text(keys::EMAIL), is_email);
        let (url, odd_url) = divide(text(keys::WEBSITE), is_url);
        let way = WAYS.iter().find(|(_, way)| *way == provision.way_in());
        let way = way.map(|(sentence, _)| sentence.in_language(self.language).to_owned());
        let process = way.into_iter().chain(text(keys::HOW)).chain(odd_email).chain(odd_url);
        let process = process.collect::<Vec<_>>().join("\n");
        let cost = text(keys::COST);
        let is_free = cost.as_ref().is_some_and(|cost| FREE.contains(&slugify(cost).as_str()));
        let phones = text(keys::PHONE).map(|number| Phone {
            id: self.id(&format!("{path}#phone")),
            service_id: id.clone(),
            number,
        });
        let languages = distinct(provision.texts(keys::LANGUAGES)).map(|tag| {
            let code = tag.split('-').next().unwrap_or(tag);
            SpokenLanguage {
                id: self.id(&format!("{path}#language-{tag}")),
                service_id: id.clone(),
                code: code.to_owned(),
                note: (tag != code).then(|| tag.to_owned()),
            }
        });
        let topics = distinct(provision.texts(keys::TOPICS));
        Service {
            organization_id,
            name: fill(provision.name(), self.values),
            description: text(keys::OFFER),
            url,
            email,
            status: if self.is_over(provision) { "inactive" } else { "active" },
            application_process: Some(process).filter(|process| !process.is_empty()),
            cost_options: is_free.then(|| self.free(&id, path, cost.as_deref())).into_iter().collect(),
            fees_description: cost,
            eligibility_description: text(keys::FOR_WHOM),
            assured_date: provision.checked().map(|date| date.to_string()),
            alert: text(keys::NOTICE),
            phones: phones.into_iter().collect(),
            schedules: self.schedules_of(&id, path, provision),
            service_areas: self.service_areas(&id, path, provision),
            languages: languages.collect(),
            attributes: topics.map(|topic| self.topic(&id, path, topic)).collect(),
            id,
        }
    }

    fn schedules_of(&self, service: &str, path: &str, provision: &Provision) -> Vec<Schedule> {
        let calendar = self.directory.calendars.get(&provision.id);
        provision
            .hours()
            .zip(calendar)
            .map(|(hours, calendar)| self.schedules(service, path, hours, calendar))
            .unwrap_or_default()
    }

    /// Whether it is retired, or so long ago that somebody made sure of it that the site leaves it out.
    fn is_over(&self, provision: &Provision) -> bool {
        let freshness = &self.config.freshness;
        let months = provision.valid_months().unwrap_or(freshness.provisions);
        let standing = freshness.standing(provision.checked(), months, self.today);
        provision.status() == Status::Retired || matches!(standing, CheckStanding::Expired(_))
    }

    fn free(&self, service: &str, path: &str, cost: Option<&str>) -> CostOption {
        CostOption {
            id: self.id(&format!("{path}#cost")),
            service_id: service.to_owned(),
            option: cost.unwrap_or_default().to_owned(),
            currency: "EUR",
            amount: 0,
        }
    }

    fn topic(&self, service: &str, path: &str, topic: &str) -> Attribute {
        let term = self.id(&format!("#topic-{topic}"));
        let name = topic.replace('-', " ");
        Attribute {
            id: self.id(&format!("{path}#topic-{topic}")),
            link_id: service.to_owned(),
            link_type: TOPIC,
            link_entity: "service",
            taxonomy_term_id: term.clone(),
            taxonomy_term: TaxonomyTerm {
                id: term,
                code: topic.to_owned(),
                description: name.clone(),
                name,
                taxonomy: self.config.base_url.as_str().to_owned(),
            },
        }
    }
}

fn legal_status(provider: Provider) -> &'static str {
    let found = STATUSES.iter().find(|(_, other)| *other == provider);
    found.map(|(name, _)| *name).expect("every sort has a name")
}

/// A text as sound, or as one that isn't.
fn divide(text: Option<String>, is_sound: fn(&str) -> bool) -> (Option<String>, Option<String>) {
    match text {
        Some(text) if is_sound(&text) => (Some(text), None),
        text => (None, text),
    }
}

/// Whether a text is an e-mail address by the narrow rules of JSON Schema.
fn is_email(text: &str) -> bool {
    let Some((name, host)) = text.split_once('@') else { return false };
    let is_name = |part: &str| {
        !part.is_empty()
            && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&byte))
    };
    name.len() <= 64 && name.split('.').all(is_name) && is_host(host)
}

/// Whether an address that starts with `https://` or `http://` is one by the narrow rules of JSON Schema.
fn is_url(text: &str) -> bool {
    let Some((_, rest)) = text.split_once("://") else { return false };
    let host = rest.split('/').next().unwrap_or(rest);
    let (host, port) = host.split_once(':').unwrap_or((host, "443"));
    is_host(host) && !port.is_empty() && port.len() <= 5 && port.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_host(host: &str) -> bool {
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    host.len() <= 253 && host.split('.').all(is_label)
}

fn text<T: Serialize>(objects: &[T]) -> String {
    serde_json::to_string_pretty(objects).expect("objects are plain data") + "\n"
}

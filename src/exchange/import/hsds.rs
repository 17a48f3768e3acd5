//! Files of HSDS 3 → drafts: our own export, or what others write: a list of services, a page of an API (`contents`), or one
//! service with everything within it.
//!
//! What one file refers to in others (`organizations.json`, `locations.json`, `service_at_locations.json` beside it) is taken
//! from there. Each property that has no place here is reported by its path.

use std::collections::BTreeMap;

use serde_json::Value;

use super::draft::{Draft, Given, write_up};
use super::markup::without_markup;
use super::object::{Object, of_pages};
use super::parts::{ForeignOrganization, ServiceLocation};
use super::{Imported, Known, RecordRef, Remark, schedules, synonyms, values};
use crate::data::KeyName;
use crate::directory::{AreaCode, COUNTRY, Postcode, Provider, WayIn};
use crate::document::Status;
use crate::exchange::hsds::WAYS;
use crate::exchange::hsds::places::{MUNICIPALITY, NAME_OF_MUNICIPALITY, NETHERLANDS, TOOI};
use crate::exchange::names::name_of;
use crate::model::{Column, Language, keys};
use crate::text::{Phrase, phrase, slugify};

/// Takes in a file. `beside` holds the texts of the other files of an export by name; may be empty.
///
/// # Errors
///
/// Why the file can't be read at all.
pub fn hsds(bytes: &[u8], beside: &BTreeMap<String, Vec<u8>>, known: &Known<'_>) -> Result<Imported, Phrase> {
    let mut remarks = Vec::new();
    let services = services(json(bytes)?, &mut remarks);
    let mut others = Others::default();
    for (name, bytes) in beside {
        let value = json(bytes).map_err(|Phrase { nl, en }| phrase!("`{name}`: {nl}", "`{name}`: {en}"))?;
        for object in list(name.trim_end_matches(".json"), value, &mut remarks) {
            others.add(name, object, &mut remarks);
        }
    }
    let columns = known.model.columns();
    let mut drafts = Vec::new();
    for service in services {
        let mut reading = ServiceReader {
            known,
            columns: &columns,
            others: &mut others,
            remarks: &mut remarks,
            given: Vec::new(),
        };
        drafts.extend(reading.service(service));
    }
    others.finish(&mut remarks);
    Ok(write_up(drafts, remarks, known))
}

fn json(bytes: &[u8]) -> Result<Value, Phrase> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    serde_json::from_slice(bytes)
        .map_err(|error| phrase!("dit is geen JSON: {error}", "this isn't JSON: {error}"))
}

/// The services of a file, however it holds them.
fn services(main: Value, remarks: &mut Vec<Remark>) -> Vec<Object> {
    let Value::Object(properties) = &main else { return list("services", main, remarks) };
    if !properties.contains_key("contents") {
        return Object::new(String::new(), main, remarks).into_iter().collect();
    }
    let Some(mut page) = Object::new(String::new(), main, remarks) else { return Vec::new() };
    remarks.extend(of_pages(&mut page));
    // How an API counts its pages.
    page.skip(&["total_items", "size", "first_page", "last_page", "empty"]);
    let services = page.objects("contents");
    page.finish(remarks);
    services
}

fn list(name: &str, value: Value, remarks: &mut Vec<Remark>) -> Vec<Object> {
    let Value::Array(items) = value else {
        let reason = phrase!("hier hoort een lijst", "a list belongs here");
        remarks.push(Remark::of_path(name, reason, String::new()));
        return Vec::new();
    };
    let items = items.into_iter().enumerate();
    items.filter_map(|(idx, item)| Object::new(format!("{name}[{idx}]"), item, remarks)).collect()
}

/// What services refer to in other files.
#[derive(Default)]
struct Others {
    /// By their ids.
    organizations: BTreeMap<String, ForeignOrganization>,
    locations: BTreeMap<String, ServiceLocation>,
    /// By the id of the service.
    at_locations: BTreeMap<String, Vec<Object>>,
}

impl Others {
    /// Adds what stands in a file; what nothing can refer to is reported.
    fn add(&mut self, file: &str, object: Object, remarks: &mut Vec<Remark>) {
        let id = |property| object.peek(property).map(str::to_owned);
        match (file, id("id"), id("service_id")) {
            ("organizations.json", Some(id), _) if !self.organizations.contains_key(&id) => {
                self.organizations.insert(id, ForeignOrganization::read(object, remarks));
            }
            ("locations.json", Some(id), _) if !self.locations.contains_key(&id) => {
                self.locations.insert(id, ServiceLocation::read(object, remarks));
            }
            ("service_at_locations.json", _, Some(service)) => {
                self.at_locations.entry(service).or_default().push(object);
            }
            _ => object.leave(remarks),
        }
    }

    /// Reports what no service has taken.
    fn finish(self, remarks: &mut Vec<Remark>) {
        let Self { organizations, locations, at_locations } = self;
        organizations.into_values().for_each(|organization| organization.finish(remarks));
        locations
            .into_values()
            .filter(|location| !location.is_taken)
            .for_each(|location| location.leave(remarks));
        at_locations.into_values().flatten().for_each(|object| object.leave(remarks));
    }
}

/// A service that is being read.
struct ServiceReader<'r> {
    known: &'r Known<'r>,
    /// What can be said of a provision.
    columns: &'r [Column<'r>],
    others: &'r mut Others,
    remarks: &'r mut Vec<Remark>,
    given: Vec<Given>,
}

impl ServiceReader<'_> {
    fn service(&mut self, mut service: Object) -> Option<Draft> {
        let path = service.path.clone();
        let id = service.peek("id").map(str::to_owned);
        let Some(name) = service.text("name") else {
            self.report(
                &path,
                phrase!("deze dienst heeft geen naam", "this service has no name"),
                String::new(),
            );
            service.leave(self.remarks);
            return None;
        };
        self.give(keys::NAME, &name, service.at("name"));
        for (property, key) in [
            ("description", keys::OFFER),
            ("eligibility_description", keys::FOR_WHOM),
            ("url", keys::WEBSITE),
            ("email", keys::EMAIL),
            ("assured_date", keys::CHECKED),
        ] {
            self.take(&mut service, property, key);
        }
        self.application_process(&mut service);
        self.status_and_alert(&mut service);
        self.cost(&mut service);
        self.phones(&mut service);
        self.languages(&mut service);
        self.areas(&mut service);
        self.topics(&mut service);
        let at = self.locations(&mut service, id.as_deref(), &name);
        let mut of_hours = service.objects("schedules");
        of_hours.extend(at);
        if let Some((hours, path)) = schedules::hours(of_hours, self.known.today, self.remarks) {
            self.give(keys::OPENING_HOURS, &hours, path);
        }
        self.organization(&mut service);
        service.finish(self.remarks);
        let place = RecordRef::Path(if path.is_empty() { name.clone() } else { path });
        Some(Draft { place, id: None, name, given: std::mem::take(&mut self.given) })
    }

    fn report(&mut self, path: &str, reason: Phrase, text: String) {
        self.remarks.push(Remark::of_path(path, reason, text));
    }

    fn has(&self, key: KeyName) -> bool {
        self.given.iter().any(|given| given.is_of(key))
    }

    /// Gives a field a text that stands at a path.
    fn give(&mut self, key: KeyName, text: &str, path: String) {
        self.given.push(Given::new(key.en, vec![text.to_owned()], RecordRef::Path(path), text));
    }

    /// Gives a field the text of a property, as other lists write it too.
    fn take(&mut self, object: &mut Object, property: &str, key: KeyName) {
        let Some(text) = object.text(property) else { return };
        let path = object.at(property);
        let found = without_markup(&text);
        if found.as_ref().is_some_and(|found| found.is_less) {
            let reason = phrase!(
                "hier stond HTML met iets dat geen tekst is, zoals een plaatje; dat is weg",
                "this held HTML with something that isn't text, such as a picture; that is gone"
            );
            self.report(&path, reason, String::new());
        }
        let Some(text) = Some(found.map_or(text, |found| found.text)).filter(|text| !text.is_empty()) else {
            return;
        };
        let column = self.columns.iter().find(|column| column.name == Some(key));
        let column = column.expect("what HSDS has a place for is a column");
        match values::texts(column, &text, self.known) {
            Ok(texts) => texts.iter().for_each(|text| self.give(key, text, path.clone())),
            Err(reason) => self.report(&path, reason, text),
        }
    }

    /// Our own export starts with a sentence for the way in.
    fn application_process(&mut self, service: &mut Object) {
        let Some(text) = service.text("application_process") else { return };
        let path = service.at("application_process");
        let (first, rest) = text.split_once('\n').unwrap_or((&text, ""));
        let way = WAYS.iter().find(|(sentence, _)| sentence.is(first)).map(|(_, way)| *way);
        let Some(way) = way else { return self.give(keys::HOW, &text, path) };
        let name = name_of(&WayIn::CHOICES, &way).in_language(self.known.language);
        self.give(keys::WAY_IN, name, path.clone());
        if !rest.is_empty() {
            self.give(keys::HOW, rest, path);
        }
    }

    fn status_and_alert(&mut self, service: &mut Object) {
        let path = service.at("status");
        let mut notices = Vec::new();
        match service.text("status").as_deref() {
            None | Some("active") => {}
            Some("inactive" | "defunct") => {
                let name = name_of(&Status::CHOICES, &Status::Retired).in_language(self.known.language);
                self.give(keys::STATUS, name, path);
            }
            Some("temporarily closed") => {
                notices.push(CLOSED.in_language(self.known.language).to_owned());
            }
            Some(other) => {
                let reason = phrase!("deze stand is onbekend", "this status is unknown");
                self.report(&path, reason, other.to_owned());
            }
        }
        notices.extend(service.text("alert"));
        if !notices.is_empty() {
            self.give(keys::NOTICE, &notices.join(" "), service.at("alert"));
        }
    }

    /// The description; without one what the options say.
    fn cost(&mut self, service: &mut Object) {
        self.take(service, "fees_description", keys::COST);
        let described =
            self.given.iter().find(|given| given.is_of(keys::COST)).map(|given| given.as_it_was.clone());
        let mut options = Vec::new();
        for mut option in service.objects("cost_options") {
            if described.is_some() && option.is_number("amount", 0.0) {
                option.skip(&["amount", "currency"]);
                if option.peek("option") == described.as_deref() {
                    option.skip(&["option"]);
                }
            } else if described.is_none() {
                let parts = ["option", "amount", "currency", "amount_description"];
                let parts = parts.iter().filter_map(|part| option.text(part).or_else(|| option.number(part)));
                options.push(parts.collect::<Vec<_>>().join(" "));
            }
            option.finish(self.remarks);
        }
        let options = options.join("; ");
        if !options.is_empty() {
            self.give(keys::COST, &options, service.at("cost_options"));
        }
    }

    /// The first number; others are reported.
    fn phones(&mut self, object: &mut Object) {
        for mut phone in object.objects("phones") {
            if !self.has(keys::PHONE) {
                self.take(&mut phone, "number", keys::PHONE);
            }
            phone.finish(self.remarks);
        }
    }

    fn languages(&mut self, service: &mut Object) {
        for mut language in service.objects("languages") {
            let path = language.at("code");
            let code = language.text("code");
            let is_region = |note: &str| {
                Language::new(note).is_some()
                    && code.as_deref().is_some_and(|code| note.starts_with(&format!("{code}-")))
            };
            let note = language.peek("note").filter(|note| is_region(note)).map(str::to_owned);
            let name = language.peek("name").and_then(synonyms::language).map(str::to_owned);
            if note.is_some() {
                language.skip(&["note"]);
            }
            if name.is_some() && (code.is_none() || name == code) {
                language.skip(&["name"]);
            }
            if let Some(tag) = note.or(code).or(name) {
                self.give(keys::LANGUAGES, &tag, path);
            }
            language.finish(self.remarks);
        }
    }

    fn areas(&mut self, service: &mut Object) {
        for mut area in service.objects("service_areas") {
            let is_area = |text: &String| {
                text == COUNTRY || AreaCode::new(text).is_some() || Postcode::new(text).is_some()
            };
            let uri = area
                .peek("uri")
                .and_then(|uri| uri.strip_prefix(TOOI))
                .map(str::to_uppercase)
                .filter(is_area);
            let extent = area.peek("extent").map(str::to_owned).filter(is_area);
            let named = area.peek("name").and_then(|name| values::area(name, self.known));
            let path = area.path.clone();
            if uri.is_some() {
                area.skip(&["uri"]);
            }
            if extent.is_some() {
                area.skip(&["extent", "extent_type"]);
            }
            if let Some(code) = extent.or(uri).or(named) {
                // What the area of this code is called.
                area.skip(&["name"]);
                self.give(keys::AREAS, &code, path);
            } else if area.peek("name").is_some_and(|name| self.is_everywhere(name)) {
                area.skip(&["name"]);
            } else if area.peek("name").is_some_and(|name| NETHERLANDS.is(name)) {
                area.skip(&["name"]);
                self.give(keys::AREAS, COUNTRY, path);
            }
            area.finish(self.remarks);
        }
    }

    /// Whether an area is the whole municipality by its name, which is what a provision serves that names no areas.
    fn is_everywhere(&self, name: &str) -> bool {
        MUNICIPALITY.is(name)
            || self.known.values.get(NAME_OF_MUNICIPALITY).is_some_and(|other| other == name)
    }

    fn topics(&mut self, service: &mut Object) {
        for mut attribute in service.objects("attributes") {
            if let Some(mut term) = attribute.object("taxonomy_term") {
                let path = term.path.clone();
                let (code, name) = (term.text("code"), term.text("name"));
                // A code is often a number, which nobody knows a subject by.
                let topic = name.clone().or(code);
                if term.peek("description").is_some_and(|text| name.as_deref() == Some(text)) {
                    term.skip(&["description"]);
                }
                term.skip(&["taxonomy"]);
                if let Some(topic) = topic.filter(|topic| !slugify(topic).is_empty()) {
                    attribute.skip(&["link_type", "link_entity"]);
                    self.give(keys::TOPICS, &topic, path);
                }
                term.finish(self.remarks);
            }
            attribute.finish(self.remarks);
        }
    }

    /// Where the service is; gives the schedules that hold there. Of several places the first counts.
    fn locations(&mut self, service: &mut Object, id: Option<&str>, name: &str) -> Vec<Object> {
        let mut at_locations = service.objects("service_at_locations");
        at_locations.extend(id.and_then(|id| self.others.at_locations.remove(id)).unwrap_or_default());
        let mut of_hours = Vec::new();
        let mut is_placed = false;
        for mut at in at_locations {
            let nested = at.object("location").map(|object| ServiceLocation::read(object, self.remarks));
            let mut referred = at.peek("location_id").and_then(|id| self.others.locations.get_mut(id));
            let location = nested.or_else(|| {
                let location = referred.as_mut()?;
                location.is_taken = true;
                Some(location.clone())
            });
            if is_placed {
                // What holds there doesn't hold at the first one.
                at.leave(self.remarks);
                location.into_iter().for_each(|location| location.leave(self.remarks));
                continue;
            }
            self.phones(&mut at);
            of_hours.extend(at.objects("schedules"));
            at.finish(self.remarks);
            let Some(location) = location else { continue };
            is_placed = true;
            if let Some((_, path)) = location.name.filter(|(other, _)| other != name) {
                let reason = phrase!(
                    "voor de naam van een plek is er geen veld",
                    "there is no field for the name of a place"
                );
                self.report(&path, reason, String::new());
            }
            for (key, text, path) in location.said {
                self.give(key, &text, path);
            }
        }
        of_hours
    }

    fn organization(&mut self, service: &mut Object) {
        if let Some(nested) = service.object("organization") {
            let mut organization = ForeignOrganization::read(nested, self.remarks);
            self.organized_by(&mut organization);
            organization.finish(self.remarks);
            return;
        }
        let id = service.peek("organization_id");
        let Some((id, mut organization)) = id.and_then(|id| self.others.organizations.remove_entry(id))
        else {
            return;
        };
        self.organized_by(&mut organization);
        self.others.organizations.insert(id, organization);
    }

    /// Takes from an organization what belongs to the service.
    fn organized_by(&mut self, organization: &mut ForeignOrganization) {
        if let Some((name, path)) = &organization.name {
            self.give(keys::ORGANISATION, name, path.clone());
        }
        if let Some((kind, path)) = &organization.kind {
            let name = name_of(&Provider::CHOICES, kind).in_language(self.known.language);
            self.give(keys::KIND, name, path.clone());
        }
        organization.is_taken = true;
        for contact in &mut organization.contacts {
            if !self.has(contact.key) {
                contact.is_taken = true;
                self.give(contact.key, &contact.text, contact.path.clone());
            }
        }
    }
}

/// What a notice says of a service whose status that is.
const CLOSED: KeyName = KeyName { nl: "Tijdelijk gesloten.", en: "Temporarily closed." };

//! What several services of HSDS can refer to: organizations and locations, each read once, so that what has no place here is
//! reported once.

use super::Remark;
use super::object::Object;
use crate::data::KeyName;
use crate::directory::Provider;
use crate::exchange::hsds::STATUSES;
use crate::exchange::hsds::places::NOTHING;
use crate::model::keys;
use crate::text::phrase;

/// A text with the path at which it stands.
type PlacedText = (String, String);

/// Who offers services.
pub(super) struct ForeignOrganization {
    pub(super) name: Option<PlacedText>,
    pub(super) kind: Option<(Provider, String)>,
    /// How to reach it; for services that don't say it themselves.
    pub(super) contacts: Vec<Contact>,
    /// Whether a service belongs to it.
    pub(super) is_taken: bool,
}

/// A way to reach an organization.
pub(super) struct Contact {
    pub(super) key: KeyName,
    pub(super) text: String,
    pub(super) path: String,
    /// Whether a service has it from here.
    pub(super) is_taken: bool,
}

impl ForeignOrganization {
    pub(super) fn read(mut object: Object, remarks: &mut Vec<Remark>) -> Self {
        let name = object.text("name").map(|name| (name, object.at("name")));
        if object.peek("description").is_some_and(|text| name.as_ref().is_some_and(|(name, _)| name == text))
        {
            object.skip(&["description"]);
        }
        let status = object.peek("legal_status");
        let kind = STATUSES.iter().find(|(name, _)| Some(*name) == status);
        let kind = kind.map(|(_, kind)| (*kind, object.at("legal_status")));
        if kind.is_some() {
            object.skip(&["legal_status"]);
        }
        let mut contacts = Vec::new();
        let mut add = |key, text: Option<String>, path| {
            contacts.extend(text.map(|text| Contact { key, text, path, is_taken: false }));
        };
        for (property, key) in [("email", keys::EMAIL), ("website", keys::WEBSITE)] {
            let text = object.text(property);
            add(key, text, object.at(property));
        }
        for mut phone in object.objects("phones") {
            let text = phone.text("number");
            add(keys::PHONE, text, phone.at("number"));
            phone.finish(remarks);
        }
        object.finish(remarks);
        Self { name, kind, contacts, is_taken: false }
    }

    /// Reports what no service has taken.
    pub(super) fn finish(self, remarks: &mut Vec<Remark>) {
        if let Some((_, path)) = self.name.filter(|_| !self.is_taken) {
            let reason =
                phrase!("geen dienst hoort bij deze organisatie", "no service belongs to this organization");
            remarks.push(Remark::of_path(&path, reason, String::new()));
        }
        for Contact { path, .. } in self.contacts.into_iter().filter(|contact| !contact.is_taken) {
            let reason = phrase!(
                "dit is van de organisatie, en elke dienst ervan heeft een eigen",
                "this is of the organization, and each service of it has its own"
            );
            remarks.push(Remark::of_path(&path, reason, String::new()));
        }
    }
}

/// Where something is.
#[derive(Clone)]
pub(super) struct ServiceLocation {
    path: String,
    pub(super) name: Option<PlacedText>,
    /// What fields of a provision take of it, each with its path.
    pub(super) said: Vec<(KeyName, String, String)>,
    /// Whether a service is there.
    pub(super) is_taken: bool,
}

impl ServiceLocation {
    pub(super) fn read(mut object: Object, remarks: &mut Vec<Remark>) -> Self {
        let name = object.text("name").map(|name| (name, object.at("name")));
        if object.peek("location_type").is_some_and(|kind| matches!(kind, "physical" | "virtual")) {
            object.skip(&["location_type"]);
        }
        let mut said = Vec::new();
        for mut address in object.objects("addresses") {
            if said.is_empty() {
                said.extend(of_address(&mut address));
                address.finish(remarks);
            } else {
                address.leave(remarks);
            }
        }
        for mut accessibility in object.objects("accessibility") {
            let text = [accessibility.text("description"), accessibility.text("details")];
            let text = text.into_iter().flatten().collect::<Vec<_>>().join(": ");
            if !text.is_empty() {
                said.push((keys::ACCESSIBILITY, text, accessibility.path.clone()));
            }
            accessibility.finish(remarks);
        }
        let path = object.path.clone();
        object.finish(remarks);
        Self { path, name, said, is_taken: false }
    }

    /// Tells all of it: it is no service's, or not the first place of one.
    pub(super) fn leave(self, remarks: &mut Vec<Remark>) {
        let reason =
            phrase!("een voorziening heeft hier een enkele plek", "a provision has a single place here");
        remarks.push(Remark::of_path(&self.path, reason, String::new()));
    }
}

/// What fields take of an address. What is required and missing isn't reported here.
fn of_address(address: &mut Object) -> Vec<(KeyName, String, String)> {
    for property in ["address_1", "city", "postal_code", "state_province"] {
        if address.peek(property) == Some(NOTHING) {
            address.skip(&[property]);
        }
    }
    for (property, usual) in [("country", "NL"), ("address_type", "physical")] {
        if address.peek(property) == Some(usual) {
            address.skip(&[property]);
        }
    }
    let lines = [address.text("address_1"), address.text("address_2")];
    let line = lines.into_iter().flatten().collect::<Vec<_>>().join(", ");
    let mut said = Vec::new();
    let parts = [
        (keys::ADDRESS, Some(line).filter(|line| !line.is_empty()), "address_1"),
        (keys::POSTCODE, address.text("postal_code"), "postal_code"),
        (keys::CITY, address.text("city"), "city"),
    ];
    for (key, text, property) in parts {
        said.extend(text.map(|text| (key, text, address.at(property))));
    }
    said
}

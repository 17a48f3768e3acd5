//! Where a service is and whom it serves, as HSDS has it.
//!
//! A municipality has a persistent address in TOOI, the register of Dutch government; of districts and neighborhoods none is
//! known, so that their code stands in `extent`. HSDS asks for a province in every address, which Dutch ones don't have:
//! what is compulsory and isn't there is [`NOTHING`].

use super::maker::{HsdsMaker, distinct};
use super::objects::{Accessibility, Address, HsdsLocation, ServiceArea};
use crate::data::KeyName;
use crate::directory::{AreaCode, Areas, COUNTRY, Postcode, Provision};
use crate::model::keys;
use crate::text::fill;

/// What is compulsory and isn't there. Not an empty text: in the tables that are made of these files that is a missing value.
pub(in crate::exchange) const NOTHING: &str = "-";

/// What stands before the code of a municipality in lower-case letters.
pub(in crate::exchange) const TOOI: &str = "https://identifier.overheid.nl/tooi/id/gemeente/";

pub(in crate::exchange) const NETHERLANDS: KeyName = KeyName { nl: "Nederland", en: "The Netherlands" };
pub(in crate::exchange) const MUNICIPALITY: KeyName =
    KeyName { nl: "De hele gemeente", en: "The whole municipality" };

/// The value that a site most likely calls its municipality by.
pub(in crate::exchange) const NAME_OF_MUNICIPALITY: &str = "gemeente";

impl HsdsMaker<'_> {
    /// Where a service is; `None` where nothing is known of that. A place of its own for each: what makes it easier to get in
    /// is said of a provision, and another one at the same address may have another door.
    pub(super) fn location(&self, path: &str, provision: &Provision) -> Option<HsdsLocation> {
        let id = self.id(&format!("{path}#location"));
        let of_address = [keys::ADDRESS, keys::POSTCODE, keys::CITY];
        let has_address = of_address.iter().any(|key| provision.said(*key).is_some());
        if !has_address && provision.said(keys::ACCESSIBILITY).is_none() {
            return None;
        }
        let part = |key| self.text(provision, key).unwrap_or_else(|| NOTHING.to_owned());
        let addresses = has_address.then(|| Address {
            id: self.id(&format!("{path}#address")),
            location_id: id.clone(),
            address_1: part(keys::ADDRESS),
            city: part(keys::CITY),
            state_province: NOTHING.to_owned(),
            postal_code: part(keys::POSTCODE),
            country: "NL",
            address_type: "physical",
        });
        let accessibility =
            provision.texts(keys::ACCESSIBILITY).enumerate().map(|(idx, text)| Accessibility {
                id: self.id(&format!("{path}#accessibility-{idx}")),
                location_id: id.clone(),
                description: fill(text, self.values),
            });
        Some(HsdsLocation {
            location_type: if has_address { "physical" } else { "virtual" },
            name: fill(provision.name(), self.values),
            addresses: addresses.into_iter().collect(),
            accessibility: accessibility.collect(),
            id,
        })
    }

    /// Whom a service serves, as somebody wrote it down; the whole municipality where nobody did.
    pub(super) fn service_areas(&self, service: &str, path: &str, provision: &Provision) -> Vec<ServiceArea> {
        let area = |key: &str, name: String, extent: Option<String>, uri: Option<String>| ServiceArea {
            id: self.id(&format!("{path}#area-{key}")),
            service_id: service.to_owned(),
            name,
            extent_type: extent.is_some().then_some("text"),
            extent,
            uri,
        };
        if provision.said(keys::AREAS).is_none() {
            let code = self.municipality();
            let uri = code.as_ref().map(tooi);
            let code = code.map(|code| code.to_string());
            return vec![area("municipality", self.name_of_municipality(), code, uri)];
        }
        let areas = distinct(provision.texts(keys::AREAS)).map(|written| {
            let extent = Some(written.to_owned());
            if written == COUNTRY {
                return area(written, NETHERLANDS.in_language(self.language).to_owned(), extent, None);
            }
            match (AreaCode::new(written), Postcode::new(written)) {
                (Some(code), _) if code.is_municipality() => {
                    area(written, self.name_of_municipality(), extent, Some(tooi(&code)))
                }
                (Some(code), _) => {
                    let name = name(&self.directory.areas, &code).unwrap_or_else(|| written.to_owned());
                    area(written, name, extent, None)
                }
                (None, Some(postcode)) => area(postcode.compact(), postcode.to_string(), extent, None),
                (None, None) => area(written, written.to_owned(), extent, None),
            }
        });
        areas.collect()
    }

    fn name_of_municipality(&self) -> String {
        let name = self.values.get(NAME_OF_MUNICIPALITY).cloned();
        name.unwrap_or_else(|| MUNICIPALITY.in_language(self.language).to_owned())
    }

    /// The code of the municipality that all areas lie in.
    fn municipality(&self) -> Option<AreaCode> {
        let mut codes = self.directory.areas.areas.keys().map(AreaCode::municipality);
        let first = codes.next()?;
        codes.all(|code| code == first).then_some(first)
    }
}

/// The address of a municipality in TOOI.
fn tooi(code: &AreaCode) -> String {
    format!("{TOOI}{}", code.as_str().to_ascii_lowercase())
}

/// What people call a district or a neighborhood.
fn name(areas: &Areas, code: &AreaCode) -> Option<String> {
    let own = areas.areas.get(code).map(|area| &area.name);
    own.or_else(|| areas.areas.values().find_map(|area| area.within.get(code))).cloned()
}

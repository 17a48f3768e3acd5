//! The objects of the Human Services Data Specification 3.0 (<https://docs.openreferral.org>) as they stand in files, with
//! the properties that we fill. All ids are UUIDs.

use serde::Serialize;

/// Who offers services.
#[derive(Debug, Serialize)]
pub(super) struct Organization {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) description: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) legal_status: Option<&'static str>,
}

/// What is offered.
#[derive(Debug, Serialize)]
pub(super) struct Service {
    pub(super) id: String,
    pub(super) organization_id: String,
    pub(super) name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) email: Option<String>,
    pub(super) status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) application_process: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) fees_description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) eligibility_description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) assured_date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) alert: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) phones: Vec<Phone>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) schedules: Vec<Schedule>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) service_areas: Vec<ServiceArea>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) languages: Vec<SpokenLanguage>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) cost_options: Vec<CostOption>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) attributes: Vec<Attribute>,
}

/// Where something is.
#[derive(Debug, Serialize)]
pub(super) struct HsdsLocation {
    pub(super) id: String,
    pub(super) location_type: &'static str,
    pub(super) name: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) addresses: Vec<Address>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) accessibility: Vec<Accessibility>,
}

/// Which service is where.
#[derive(Debug, Serialize)]
pub(super) struct ServiceAtLocation {
    pub(super) id: String,
    pub(super) service_id: String,
    pub(super) location_id: String,
}

#[derive(Debug, Serialize)]
pub(super) struct Address {
    pub(super) id: String,
    pub(super) location_id: String,
    pub(super) address_1: String,
    pub(super) city: String,
    pub(super) state_province: String,
    pub(super) postal_code: String,
    /// Two letters.
    pub(super) country: &'static str,
    pub(super) address_type: &'static str,
}

#[derive(Debug, Serialize)]
pub(super) struct Accessibility {
    pub(super) id: String,
    pub(super) location_id: String,
    pub(super) description: String,
}

#[derive(Debug, Serialize)]
pub(super) struct Phone {
    pub(super) id: String,
    pub(super) service_id: String,
    pub(super) number: String,
}

/// Times that come back every week; without `freq` only what its texts say.
#[derive(Debug, Serialize)]
pub(super) struct Schedule {
    pub(super) id: String,
    pub(super) service_id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) freq: Option<&'static str>,
    /// Two letters for each day, with commas between them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) byday: Option<String>,
    /// `HH:MM` by the clock on the wall in Amsterdam.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) opens_at: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) closes_at: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) attending_type: Option<String>,
    /// The hours in the syntax of OpenStreetMap.
    pub(super) notes: String,
}

#[derive(Debug, Serialize)]
pub(super) struct ServiceArea {
    pub(super) id: String,
    pub(super) service_id: String,
    pub(super) name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) extent: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) extent_type: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) uri: Option<String>,
}

/// A language that is spoken there.
#[derive(Debug, Serialize)]
pub(super) struct SpokenLanguage {
    pub(super) id: String,
    pub(super) service_id: String,
    /// Of ISO 639.
    pub(super) code: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) note: Option<String>,
}

#[derive(Debug, Serialize)]
pub(super) struct CostOption {
    pub(super) id: String,
    pub(super) service_id: String,
    pub(super) option: String,
    pub(super) currency: &'static str,
    pub(super) amount: u32,
}

#[derive(Debug, Serialize)]
pub(super) struct Attribute {
    pub(super) id: String,
    pub(super) link_id: String,
    pub(super) link_type: &'static str,
    pub(super) link_entity: &'static str,
    pub(super) taxonomy_term_id: String,
    pub(super) taxonomy_term: TaxonomyTerm,
}

#[derive(Debug, Serialize)]
pub(super) struct TaxonomyTerm {
    pub(super) id: String,
    pub(super) code: String,
    pub(super) name: String,
    pub(super) description: String,
    pub(super) taxonomy: String,
}

//! Open data: what goes out is what Open Referral says.

use std::collections::BTreeSet;
use std::path::Path;

use jsonschema::{Registry, Validator};
use proptest::prelude::*;
use serde_json::Value;
use wijkgids::exchange::hsds::{Exported, export};

use super::provisions::{ONLY_TEAMS, file, with_provisions};
use super::{own_sites, site};
use crate::support::any::holds;
use crate::support::inputs::put;

/// Where the schemas refer to each other; nothing is asked there.
const BASE: &str = "https://hsds.example/";

/// The schema of the objects in each file of an export.
const OBJECTS: [&str; 4] = ["organization", "service", "location", "service_at_location"];

/// The schemas in a folder: of the repository, or the whole ones that `HSDS_SCHEMAS` names.
fn validators() -> Vec<Validator> {
    let own = || Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/hsds");
    let folder = std::env::var_os("HSDS_SCHEMAS").map_or_else(own, Into::into);
    let mut registry = Registry::new();
    for entry in std::fs::read_dir(&folder).expect("the schemas are there") {
        let path = entry.expect("it can be read").path();
        if path.extension().is_some_and(|ending| ending == "json") {
            let name = path.file_name().and_then(|name| name.to_str()).expect("their names are plain");
            let text = std::fs::read_to_string(&path).expect("it can be read");
            let schema: Value = serde_json::from_str(&text).expect("a schema is JSON");
            registry = registry.add(format!("{BASE}{name}"), schema).expect("a schema");
        }
    }
    let registry = registry.prepare().expect("they refer to each other only");
    let validator = |object| {
        let schema = serde_json::json!({"$ref": format!("{BASE}{object}.json")});
        let options = jsonschema::options().should_validate_formats(true);
        options.with_registry(&registry).build(&schema).expect("the schemas are sound")
    };
    OBJECTS.map(validator).into()
}

/// What the schemas object to.
fn objections(exported: &Exported, validators: &[Validator]) -> Vec<String> {
    let mut objections = Vec::new();
    for ((name, text), validator) in exported.files.iter().zip(validators) {
        let list: Value = serde_json::from_str(text).expect("it is JSON");
        for object in list.as_array().expect("each file is a list") {
            objections.extend(validator.iter_errors(object).map(|error| format!("{name}: {error}")));
        }
    }
    objections
}

/// Every `id` in a value.
fn ids(value: &Value) -> Vec<String> {
    match value {
        Value::Object(properties) => {
            let own = properties.get("id").and_then(Value::as_str).map(str::to_owned);
            own.into_iter().chain(properties.values().flat_map(ids)).collect()
        }
        Value::Array(items) => items.iter().flat_map(ids).collect(),
        _ => Vec::new(),
    }
}

fn list(exported: &Exported, file: &str) -> Vec<Value> {
    let (_, text) = exported.files.iter().find(|(name, _)| *name == file).expect("there is such a file");
    serde_json::from_str(text).expect("it is a list")
}

#[test]
fn every_object_of_any_site_is_what_the_schemas_say() {
    let validators = validators();
    holds(150, &file(), |yaml| {
        let site = site(&with_provisions(&yaml));
        let exported = export(&site);
        let objections = objections(&exported, &validators);
        prop_assert!(objections.is_empty(), "{}", objections.join("\n"));
        let text = exported.files.each_ref().map(|(_, text)| text.as_str()).concat();
        prop_assert!(!text.contains(ONLY_TEAMS));
        let mut seen = BTreeSet::new();
        // A term of a taxonomy is the same one wherever it stands.
        let mut objects: Vec<Value> =
            exported.files.iter().flat_map(|(name, _)| list(&exported, name)).collect();
        for attribute in
            objects.iter_mut().filter_map(|object| object.get_mut("attributes")?.as_array_mut()).flatten()
        {
            attribute["taxonomy_term"].take();
        }
        for id in objects.iter().flat_map(ids) {
            prop_assert!(seen.insert(id.clone()), "{id} is there twice");
        }
        prop_assert_eq!(export(&site), exported);
        Ok(())
    });
}

#[test]
fn our_own_sites_are_what_the_schemas_say() {
    let validators = validators();
    for inputs in own_sites() {
        let site = site(&inputs);
        let exported = export(&site);
        let objections = objections(&exported, &validators);
        assert!(objections.is_empty(), "{}", objections.join("\n"));
    }
}

#[test]
fn the_schemas_object_to_what_is_wrong() {
    let exported = export(&site(&with_provisions(WHOLE)));
    for (right, wrong) in [
        ("\"active\"", "\"open\""),
        ("\"number\"", "\"digits\""),
        ("info@zuid.example", "info"),
        ("\"amount\": 0", "\"amount\": \"niets\""),
    ] {
        let mut broken = exported.clone();
        broken.files[1].1 = broken.files[1].1.replacen(right, wrong, 1);
        assert_eq!(objections(&broken, &validators()).len(), 1, "{wrong}");
    }
}

const WHOLE: &str = "voorzieningen:
  inloop:
    naam: Inloop Zuid
    organisatie: Stichting Zuid
    soort: vrijwillig
    aanbod: {nl: 'Koffie bij het {{ team }}', en: Coffee}
    voor_wie: Iedereen
    onderwerpen: [geld-en-schulden]
    ingang: team
    aanmelden: Loop binnen.
    kosten: Gratis
    talen: [nl, pt-BR]
    toegankelijkheid: [rolstoel, ringleiding]
    adres: Kade 1
    postcode: 8992AB
    plaats: Voorbeeldstad
    telefoon: '{{ nummer }}'
    email: info@zuid.example
    website: https://zuid.example/inloop
    openingstijden: 'Mo-Th 09:00-12:00,13:00-17:00; Sa 20:00-24:00 unknown \"op afspraak\"; PH off; 2027 Jan 04-08 off'
    gebieden: [WK999901, BU99990201, 8991, GM9999, NL]
    gecontroleerd: 2026-11-01
    melding: Verbouwing
    team_wachttijd: drie weken
  oud: {naam: Oud, organisatie: Gemeente, aanbod: X, gecontroleerd: 2020-01-01, ingang: zelf}
  weg: {naam: Weg, organisatie: Gemeente, aanbod: X, status: vervallen}
  team: {naam: Team, organisatie: Gemeente, aanbod: X, publiek: team}
  concept: {naam: Concept, organisatie: Gemeente, aanbod: X, status: concept}
";

#[test]
fn a_provision_finds_its_places_in_hsds() {
    let exported = export(&site(&with_provisions(WHOLE)));
    assert_eq!((exported.services, exported.left_out), (3, 2));
    let objections = objections(&exported, &validators());
    assert!(objections.is_empty(), "{}", objections.join("\n"));
    let services = list(&exported, "services.json");
    let service = services.iter().find(|service| service["name"] == "Inloop Zuid").expect("it is there");
    assert_eq!(service["description"], "Koffie bij het wijkteam");
    assert_eq!(service["application_process"], "Via het wijkteam.\nLoop binnen.");
    assert_eq!((&service["status"], &service["assured_date"]), (&"active".into(), &"2026-11-01".into()));
    assert_eq!(service["phones"][0]["number"], "14 0999");
    assert_eq!(service["cost_options"][0]["amount"], 0);
    assert_eq!(service["languages"][1]["code"], "pt");
    assert_eq!(service["attributes"][0]["taxonomy_term"]["name"], "geld en schulden");
    let statuses: Vec<&Value> = services.iter().map(|service| &service["status"]).collect();
    assert_eq!(statuses, ["active", "inactive", "inactive"]);
    let areas = service["service_areas"].as_array().expect("a list");
    let names: Vec<&Value> = areas.iter().map(|area| &area["name"]).collect();
    assert_eq!(names, ["Noord", "Kade", "8991", "Voorbeeldstad", "Nederland"]);
    assert_eq!(areas[3]["uri"], "https://identifier.overheid.nl/tooi/id/gemeente/gm9999");
    let whole = services.iter().find(|service| service["name"] == "Oud").expect("it is there");
    assert_eq!(whole["service_areas"][0]["extent"], "GM9999");
    let location = &list(&exported, "locations.json")[0];
    assert_eq!(location["addresses"][0]["postal_code"], "8992 AB");
    assert_eq!(location["addresses"][0]["state_province"], "-");
    assert_eq!(location["accessibility"][1]["description"], "ringleiding");
    let organizations = list(&exported, "organizations.json");
    let zuid = organizations.iter().find(|one| one["id"] == service["organization_id"]).expect("it is there");
    assert_eq!((&zuid["name"], &zuid["legal_status"]), (&"Stichting Zuid".into(), &"non-profit".into()));
    let at = &list(&exported, "service_at_locations.json")[0];
    assert_eq!((&at["service_id"], &at["location_id"]), (&service["id"], &location["id"]));
}

#[test]
fn hours_keep_the_clock_on_the_wall_and_the_text_that_was_typed() {
    let exported = export(&site(&with_provisions(WHOLE)));
    let service = list(&exported, "services.json").into_iter().find(|one| one["name"] == "Inloop Zuid");
    let schedules = service.expect("it is there")["schedules"].take();
    let shown: Vec<String> = schedules
        .as_array()
        .expect("a list")
        .iter()
        .map(|one| {
            assert!(one["notes"].as_str().is_some_and(|notes| notes.starts_with("Mo-Th 09:00-12:00")));
            assert!(one.get("timezone").is_none());
            format!("{} {} {} {}", one["byday"], one["opens_at"], one["closes_at"], one["attending_type"])
                .replace('"', "")
        })
        .collect();
    assert_eq!(
        shown,
        ["MO,TU,WE,TH 09:00 12:00 null", "MO,TU,WE,TH 13:00 17:00 null", "SA 20:00 23:59 op afspraak",]
    );
    let description = schedules[0]["description"].as_str().expect("the first one tells of other days");
    assert!(
        description.starts_with("Tijden volgens de klok in Nederland (Europe/Amsterdam).\n"),
        "{description}"
    );
    assert!(description.contains("\n2027-01-04/2027-01-07: gesloten\n"), "{description}");
}

#[test]
fn ids_belong_to_a_site_and_stay_the_same() {
    let mut inputs = with_provisions(WHOLE);
    let first = list(&export(&site(&inputs)), "services.json")[0]["id"].clone();
    put(&mut inputs, "voorzieningen/a.yaml", &WHOLE.replace("Loop binnen", "Bel"));
    assert_eq!(list(&export(&site(&inputs)), "services.json")[0]["id"], first);
    put(&mut inputs, "wijkgids.yaml", "title: X\nbase_url: https://elders.example/\n");
    assert_ne!(list(&export(&site(&inputs)), "services.json")[0]["id"], first);
}

//! `wijkgids export` and `wijkgids import`: what people and programs get of a site, and what they can bring in.

use std::fs;

use crate::{answer, site, tree, wijkgids, write};

const PROVISIONS: &str = "voorzieningen:\n  inloop:\n    naam: Inloop\n    organisatie: Stichting Zuid\n    aanbod: Koffie\n    \
                          telefoon: 099 200 12 34\n  team: {naam: Team, organisatie: Gemeente, aanbod: Hulp, publiek: team}\n";

#[test]
fn a_site_goes_out_as_a_table_as_json_and_as_open_data() {
    let site = site();
    write(site.path(), "voorzieningen/zuid.yaml", PROVISIONS);
    let table = answer(&mut wijkgids(site.path(), ["export", "csv"]));
    assert_eq!(table.status, Some(0), "{}", table.err);
    assert!(table.out.starts_with("\u{feff}id;naam;"), "{}", table.out);
    assert!(table.out.contains("\ninloop;Inloop;Stichting Zuid;"), "{}", table.out);

    let told = answer(&mut wijkgids(site.path(), ["export", "csv", ".", "--out", "lijst.csv"]));
    assert_eq!((told.status, told.out.as_str()), (Some(0), "lijst.csv: voorzieningen: 2\n"));
    assert_eq!(fs::read_to_string(site.path().join("lijst.csv")).expect("written"), table.out);

    let json = answer(&mut wijkgids(site.path(), ["export", "json"]));
    let json: serde_json::Value = serde_json::from_str(&json.out).expect("it is JSON");
    assert_eq!(json["provisions"][0]["phone"], "099 200 12 34");
    assert_eq!(json["documents"][0]["url"], "https://gids.example/kaarten/een/");

    let open = answer(&mut wijkgids(site.path(), ["--lang", "en", "export", "hsds", ".", "--out", "open"]));
    let expected = "open: provisions: 1; left out: 1 (drafts, and what is for teams alone)\n";
    assert_eq!((open.status, open.out.as_str(), open.err.as_str()), (Some(0), expected, ""));
    let files = tree(&site.path().join("open"));
    let names: Vec<&str> = files.keys().map(String::as_str).collect();
    assert_eq!(names, ["locations.json", "organizations.json", "service_at_locations.json", "services.json"]);
}

#[test]
fn what_has_errors_stays_in_and_the_last_good_export_stays() {
    let site = site();
    write(site.path(), "voorzieningen/zuid.yaml", &PROVISIONS.replace("099 200 12 34", "bel ons"));
    write(site.path(), "lijst.csv", "van gisteren");
    let told = answer(&mut wijkgids(site.path(), ["export", "csv", ".", "--out", "lijst.csv"]));
    assert_eq!((told.status, told.out.as_str()), (Some(1), ""));
    assert!(told.err.contains("`bel ons` is geen telefoonnummer"), "{}", told.err);
    assert!(told.err.ends_with("er is niets geëxporteerd; verbeter dit eerst\n"), "{}", told.err);
    assert_eq!(fs::read_to_string(site.path().join("lijst.csv")).expect("it is there"), "van gisteren");
}

#[test]
fn a_place_that_can_not_be_written_is_2() {
    let site = site();
    let told = answer(&mut wijkgids(site.path(), ["export", "json", ".", "--out", "er/is/geen/map.json"]));
    assert_eq!(told.status, Some(2));
    assert!(told.err.contains("`er/is/geen/map.json` is niet te schrijven"), "{}", told.err);
}

#[test]
fn ids_without_an_address_are_warned_of() {
    let site = site();
    write(site.path(), "wijkgids.yaml", "title: Gids\n");
    let told = answer(&mut wijkgids(site.path(), ["export", "hsds"]));
    assert_eq!(told.status, Some(0));
    assert!(told.err.starts_with("let op: zonder `base_url` in `wijkgids.yaml`"), "{}", told.err);
    assert!(site.path().join("hsds/services.json").is_file());
}

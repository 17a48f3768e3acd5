//! `wijkgids export` and `wijkgids import`: what people and programs get of a site, and what they can bring in.

use std::fs;

use super::{answer, site, tree, wijkgids, write};

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

    let output = answer(&mut wijkgids(site.path(), ["export", "csv", ".", "--out", "lijst.csv"]));
    assert_eq!((output.status, output.out.as_str()), (Some(0), "lijst.csv: voorzieningen: 2\n"));
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
    let output = answer(&mut wijkgids(site.path(), ["export", "csv", ".", "--out", "lijst.csv"]));
    assert_eq!((output.status, output.out.as_str()), (Some(1), ""));
    assert!(output.err.contains("`bel ons` is geen telefoonnummer"), "{}", output.err);
    assert!(output.err.ends_with("er is niets geëxporteerd; verbeter dit eerst\n"), "{}", output.err);
    assert_eq!(fs::read_to_string(site.path().join("lijst.csv")).expect("it is there"), "van gisteren");
}

#[test]
fn a_place_that_can_not_be_written_is_2() {
    let site = site();
    let output = answer(&mut wijkgids(site.path(), ["export", "json", ".", "--out", "er/is/geen/map.json"]));
    assert_eq!(output.status, Some(2));
    assert!(output.err.contains("`er/is/geen/map.json` is niet te schrijven"), "{}", output.err);
}

#[test]
fn ids_without_an_address_are_warned_of() {
    let site = site();
    write(site.path(), "wijkgids.yaml", "title: Gids\n");
    let output = answer(&mut wijkgids(site.path(), ["export", "hsds"]));
    assert_eq!(output.status, Some(0));
    assert!(output.err.starts_with("let op: zonder `base_url` in `wijkgids.yaml`"), "{}", output.err);
    assert!(site.path().join("hsds/services.json").is_file());
}

#[test]
fn a_list_comes_in_and_what_does_not_fit_is_reported_twice() {
    let site = site();
    write(
        site.path(),
        "Lijst 2026.csv",
        "Naam;Aanbieder;Omschrijving;Tel.\nInloop;Stichting Zuid;Koffie\u{1b}[31m;bel ons\n",
    );
    let output = answer(&mut wijkgids(site.path(), ["import", "csv", "Lijst 2026.csv"]));
    assert_eq!(output.status, Some(1));
    assert!(
        output.err.contains(
            "rij 2, kolom `Tel.`: `bel ons` is geen telefoonnummer: er staan letters in\n    bel ons\n"
        ),
        "{}",
        output.err
    );
    assert!(!output.err.contains('\u{1b}'), "{}", output.err);
    assert_eq!(
        output.out,
        "voorzieningen/lijst-2026.yaml: voorzieningen: 1\n\
         .wijkgids/import/lijst-2026.txt: wat er niet in paste, of anders werd: 3\n"
    );
    let report = fs::read_to_string(site.path().join(".wijkgids/import/lijst-2026.txt")).expect("written");
    let ignored = fs::read_to_string(site.path().join(".wijkgids/import/.gitignore")).expect("written");
    assert_eq!(ignored, "*\n");
    assert!(report.contains("rij 2, kolom `Tel.`"), "{report}");
    let before = tree(site.path());
    let again = answer(&mut wijkgids(site.path(), ["import", "csv", "Lijst 2026.csv"]));
    assert_eq!((again.status, again.out.as_str()), (Some(2), ""));
    assert!(
        again.err.contains("`voorzieningen/lijst-2026.yaml` is er al; kies een andere naam met `--name`"),
        "{}",
        again.err
    );
    assert_eq!(tree(site.path()), before);
}

#[test]
fn a_column_that_no_field_takes_does_not_fill_the_terminal() {
    let site = site();
    let rows: String = (0..50).map(|row| format!("Plek {row};O;X;Jan\n")).collect();
    write(site.path(), "lijst.csv", &format!("Naam;Aanbieder;Omschrijving;Contactpersoon\n{rows}"));
    let output = answer(&mut wijkgids(site.path(), ["import", "csv", "lijst.csv"]));
    assert_eq!(output.err.matches("voor deze kolom is er geen veld\n").count(), 20, "{}", output.err);
    assert!(!output.err.contains("Jan"), "{}", output.err);
    assert!(output.err.ends_with("\nkolom `Contactpersoon`: en nog 30 keer\n"), "{}", output.err);
    let report = fs::read_to_string(site.path().join(".wijkgids/import/lijst.txt")).expect("written");
    assert_eq!(report.matches("kolom `Contactpersoon`").count(), 50);
    assert!(!report.contains("Jan"), "{report}");
}

#[test]
fn what_fits_comes_in_without_a_word() {
    let site = site();
    write(
        site.path(),
        "voorzieningen/zuid.yaml",
        &PROVISIONS.replace("telefoon", "soort: vrijwillig\n    telefoon"),
    );
    let out = answer(&mut wijkgids(site.path(), ["export", "hsds", "--out", "open"]));
    assert_eq!(out.status, Some(0), "{}", out.err);
    write(site.path(), "nieuw/wijkgids.yaml", "title: Nieuw\n");
    let output = answer(&mut wijkgids(site.path(), ["import", "hsds", "open", "nieuw", "--name", "zuid"]));
    assert_eq!((output.status, output.err.as_str()), (Some(0), ""));
    assert_eq!(output.out, "voorzieningen/zuid.yaml: voorzieningen: 1\n");
    let files = tree(&site.path().join("nieuw/voorzieningen"));
    assert_eq!(files.keys().collect::<Vec<_>>(), ["zuid.yaml"]);
    let checked = answer(&mut wijkgids(site.path(), ["check", "nieuw"]));
    assert_eq!(checked.status, Some(0), "{}", checked.out);
}

#[test]
fn what_can_not_come_in_leaves_nothing_behind() {
    let site = site();
    write(site.path(), "leeg.csv", "a;b\n1;2\n");
    write(site.path(), "stuk.json", "[{");
    write(site.path(), "stuk.xlsx", "PK\u{3}\u{4}");
    write(site.path(), "!.csv", "naam\nA\n");
    let before = tree(site.path());
    for (arguments, status, message) in [
        (["import", "csv", "leeg.csv"], 1, "er is niets ingelezen"),
        (["import", "hsds", "stuk.json"], 2, "`stuk.json`: dit is geen JSON"),
        (["import", "csv", "stuk.xlsx"], 2, "`stuk.xlsx`: dit is geen werkmap die te lezen is"),
        (["import", "csv", "weg.csv"], 2, "`weg.csv` is niet te lezen"),
        (["import", "csv", "!.csv"], 2, "geef met `--name` een naam"),
        (["import", "csv", "."], 2, "geef met `--name` een naam"),
    ] {
        let output = answer(&mut wijkgids(site.path(), arguments));
        assert_eq!((output.status, output.out.as_str()), (Some(status), ""), "{arguments:?}");
        assert!(output.err.contains(message), "{}", output.err);
        assert_eq!(tree(site.path()), before, "{arguments:?}");
    }
    let output =
        answer(&mut wijkgids(site.path(), ["--lang", "en", "import", "csv", "!.csv", ".", "--name", "A b"]));
    assert_eq!(output.status, Some(2));
    assert!(output.err.contains("`A b` can't be the name of a file"), "{}", output.err);
}

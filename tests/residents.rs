//! A site for residents holds nothing that is meant for teams, in any of its files: tried with the shipped municipality,
//! and with every way out that something could take.

use std::path::Path;

use wijkgids::config::Readership;
use wijkgids::pipeline::{Built, Inputs, Mode, Pipeline};
use wijkgids::shell::read;
use wijkgids::text::{Rule, Severity};

mod support {
    pub(crate) mod inputs;
}

use support::inputs::{inputs, put};

const CARD: &str = "---\ntitel: Waakvlamcontact na de hulp\nstatus: gepubliceerd\n---\n\
                    Bel om de zes weken even op, zonder dat er iets aan de hand hoeft te zijn.\n";
const QUESTION: &str = "---\ntitel: Ik heb geen eten\nsamenvatting: Lees wie u helpt.\nstatus: gepubliceerd\n\
                        voorzieningen: [eten]\nbeoordeeld: 2026-11-01\n---\nBel de voedselbank.\n";
const PROVISIONS: &str = "voorzieningen:\n  voedselbank:\n    naam: Voedselbank\n    organisatie: Stichting\n    \
                          aanbod: Een pakket met eten.\n    onderwerpen: [eten]\n    telefoon: 099 200 12 34\n    \
                          gecontroleerd: 2026-11-01\n    team_contact: 099 200 12 30, optie 2\n    \
                          team_route: mail het formulier naar de coördinator\n    team_kosten: \"bel {{ achterwacht }}\"\n    team_wachttijd: \"14 0777\"\n  crisisbed:\n    \
                          naam: Crisisbed voor één nacht\n    organisatie: Stichting Geheimhuis\n    publiek: team\n    \
                          aanbod: Een bed voor wie vannacht nergens heen kan.\n    gecontroleerd: 2026-11-01\n";

/// A small site for residents, with these files besides.
fn residents(files: &[(&str, &str)]) -> Built {
    let mut site = inputs(&[
        (
            "wijkgids.yaml",
            "title: Gids\nbase_url: https://stad.example/\nvalues: {achterwacht: 099 200 77 77}\n",
        ),
        ("kaarten/waakvlam.md", CARD),
        ("vragen/eten.md", QUESTION),
        ("voorzieningen/geld.yaml", PROVISIONS),
    ]);
    site.mode = Mode::Publish;
    site.readership = Some(Readership::Resident);
    for (file, text) in files {
        put(&mut site, file, text);
    }
    Pipeline::new().complete(&site)
}

/// The files that are told to hold something for teams.
fn leaks(built: &Built) -> Vec<String> {
    let leaks = built.diagnostics.iter().filter(|found| found.rule == Rule::LeakedText);
    leaks.map(|found| found.message.nl.split('`').nth(1).unwrap_or_default().to_owned()).collect()
}

#[test]
fn what_is_for_teams_takes_no_way_out() {
    let built = residents(&[]);
    assert!(leaks(&built).is_empty(), "{:?}", built.diagnostics);
    let names: Vec<&str> = built.outputs.iter().map(|(path, _)| path.as_str()).collect();
    assert!(names.contains(&"voorzieningen/voedselbank/index.html"));
    assert!(
        !names.iter().any(|name| name.contains("kaarten")
            || name.contains("voor-teams")
            || name.contains("crisisbed"))
    );
    for (path, bytes) in built.outputs.iter() {
        let text = String::from_utf8_lossy(bytes);
        for secret in ["Waakvlamcontact", "200 12 30", "coördinator", "Crisisbed"] {
            assert!(!text.contains(secret), "{path}: {secret}");
        }
    }
}

#[test]
fn a_leak_is_told_whichever_way_it_takes() {
    let contact = "Bel 099-2001230 (optie 2).";
    let question = |text: &str, summary: &str| {
        QUESTION.replace("Bel de voedselbank.", text).replace("Lees wie u helpt.", summary)
    };
    let check = |file: &str, text: &str, expected: &str| {
        let found = leaks(&residents(&[(file, text)]));
        assert!(found.iter().any(|path| path.starts_with(expected)), "{file}: {found:?}");
    };
    check("vragen/eten.md", &question(contact, "Kort."), "vragen/eten/index.html");
    check("vragen/eten.md", &question(contact, "Kort."), "zoeken/");
    check("vragen/eten.md", &question("Kort.", contact), "atom.xml");
    check("vragen/eten.md", &question("Kort.", contact), "vragen/index.html");
    check("static/lijst.json", "{\"contact\": \"099\\u0020200 12 30, optie 2\"}", "lijst.json");
    check("static/lijst.txt", "Een bed voor wie vannacht nergens heen kan.", "lijst.txt");
    check(
        "static/KAART.HTM",
        "Bel om de zes weken even op, zonder dat er iets aan de hand hoeft te zijn.",
        "KAART.HTM",
    );
    check("static/huis.MD", "Stichting Geheimhuis", "huis.MD");
    // A value is what it stands for, and a number of the municipality is one that can be called.
    check("vragen/eten.md", &question("Bel 099 200 77 77.", "Kort."), "vragen/eten/index.html");
    check("vragen/eten.md", &question("Bel 14 0777.", "Kort."), "vragen/eten/index.html");
    let template = "<p title=\"mail het formulier naar de co&#246;rdinator, 099 200 12 30, optie 2\"></p>";
    check("theme/templates/not-found.html", template, "404.html");
    let card = "<p>Bel om de zes weken even op, <b>zonder</b> dat er iets aan de hand hoeft te zijn.</p>";
    check("theme/templates/not-found.html", card, "404.html");
}

/// The shipped municipality, as its residents get it.
fn municipality() -> Inputs {
    let site = Path::new(env!("CARGO_MANIFEST_DIR")).join("content/voorbeeldstad");
    let today = jiff::civil::date(2026, 11, 22);
    let mut inputs = read::read(&site, None, today, Mode::Publish).expect("the municipality is there");
    inputs.readership = Some(Readership::Resident);
    inputs.is_for_production = true;
    inputs
}

#[test]
fn the_municipality_publishes_for_residents_without_leaks() {
    let built = Pipeline::new().complete(&municipality());
    let errors: Vec<_> = built.diagnostics.iter().filter(|found| found.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    let names: Vec<&str> = built.outputs.iter().map(|(path, _)| path.as_str()).collect();
    assert!(!names.iter().any(|name| name.contains("kaarten/") || name.contains("voor-teams")));
    assert!(names.iter().any(|name| name.starts_with("voorzieningen/")));
    assert!(names.contains(&".well-known/security.txt") && names.contains(&"toegankelijkheid/index.html"));
}

#[test]
fn what_residents_get_in_other_words_is_no_leak() {
    let public = "  soep:\n    naam: Soep\n    organisatie: Stichting\n    gecontroleerd: 2026-11-01\n    \
                  aanbod: Bel om de zes weken even op, zonder dat er iets aan de hand hoeft te zijn.\n";
    let built = residents(&[("voorzieningen/geld.yaml", &format!("{PROVISIONS}{public}"))]);
    assert!(leaks(&built).is_empty(), "{:?}", built.diagnostics);
}

//! A site for residents holds nothing that is meant for teams, in any of its files: tried with the shipped municipality,
//! and with every way out that something could take.

use std::io::{Cursor, Write};
use std::path::Path;
use std::sync::Arc;

use wijkgids::config::Readership;
use wijkgids::pipeline::{Built, Inputs, Mode, Pipeline};
use wijkgids::shell::read;
use wijkgids::text::{Rule, Severity, Source, SourcePath};
use zip::write::SimpleFileOptions;

use crate::support::inputs::{inputs, put};

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
    Pipeline::new().complete(&residents_inputs(files))
}

fn residents_inputs(files: &[(&str, &str)]) -> Inputs {
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
    site
}

/// The files that are reported to hold something for teams.
fn leaks(built: &Built) -> Vec<String> {
    let leaks = built.diagnostics.iter().filter(|found| found.rule == Rule::LeakedText);
    // What is quoted is the text, whose it is, and the files.
    leaks.flat_map(|found| found.message.nl.split('`').skip(5).step_by(2).map(str::to_owned)).collect()
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
fn a_leak_is_reported_whichever_way_it_takes() {
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
    // Nor does another way to write it help, nor leaving out what stands beside it.
    for number in [
        "099 200 12 30",
        "+31 99 200 12 30",
        "(099)2001230",
        "[ons](tel:+31992001230)",
        "099\u{2212}200\u{2009}12\u{ad}30",
    ] {
        check("vragen/eten.md", &question(&format!("Bel {number}."), "Kort."), "vragen/eten/index.html");
    }
    for address in [
        "kaarten/waakvlam/",
        "kaarten%2Fwaakvlam",
        "Kaarten/Waakvlam/index.html",
        "kaarten/waakvlam/plaatje.png",
    ] {
        check("static/team.txt", &format!("https://stad.example/{address}"), "team.txt");
    }
    // What a provision says in words is typed too; only where it says its number is that everybody's.
    let notice = PROVISIONS.replace("    telefoon:", "    melding: Bel 099 200 12 30.\n    telefoon:");
    check("voorzieningen/geld.yaml", &notice, "voorzieningen/");
    let template = "<p title=\"mail het formulier naar de co&#246;rdinator, 099 200 12 30, optie 2\"></p>";
    check("theme/templates/not-found.html", template, "404.html");
    let card = "<p>Bel om de zes weken even op, <b>zonder</b> dat er iets aan de hand hoeft te zijn.</p>";
    check("theme/templates/not-found.html", card, "404.html");
}

#[test]
fn a_file_is_read_however_a_program_keeps_it() {
    let document = |text: &str| -> Arc<[u8]> {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        zip.start_file("word/document.xml", SimpleFileOptions::default()).expect("a part");
        let xml = format!("<w:document><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:document>");
        zip.write_all(xml.as_bytes()).expect("in memory");
        zip.finish().expect("in memory").into_inner().into()
    };
    let path = SourcePath::new("static/plan.docx").expect("a sound path");
    let utf16 = |text: &str| -> Arc<[u8]> {
        [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect()
    };
    let plain = SourcePath::new("static/plan.csv").expect("a sound path");
    let template = SourcePath::new("static/plan.dotx").expect("a sound path");
    for (path, bytes, n_leaks) in [
        (&path, document("Bel 099 200</w:t><w:t> 12 30."), 1),
        (&template, document("Bel 099/2001230."), 1),
        (&path, document("Bel 099 200 12 34."), 0),
        (&plain, utf16("naam;nummer\nTeam;099 200 12 30\n"), 1),
    ] {
        let mut site = residents_inputs(&[]);
        site.files.insert(path.clone(), bytes);
        let built = Pipeline::new().complete(&site);
        assert_eq!(leaks(&built).len(), n_leaks, "{path}: {:?}", built.diagnostics);
    }
}

#[test]
fn what_introduces_a_list_of_teams_is_for_teams() {
    let config = "title: Gids\nbase_url: https://stad.example/\nvalues: {achterwacht: 099 200 77 77}\n\
                  facets: {thema: {title: Thema, terms: {preventie: {title: Preventie}}}}\n";
    let text = "---\ntitel: Waarmee een team begint\nstatus: gepubliceerd\n---\n\
                Begin met luisteren, en schrijf pas daarna iets op.\n";
    let files = [("wijkgids.yaml", config), ("kaarten/index.md", text), ("thema/preventie.md", text)];
    let built = residents(&files);
    assert!(leaks(&built).is_empty(), "{:?}", built.diagnostics);
    let names: Vec<&str> = built.outputs.iter().map(|(path, _)| path.as_str()).collect();
    assert!(
        !names.iter().any(|name| name.starts_with("kaarten/") || name.starts_with("thema/")),
        "{names:?}"
    );
    let both = text.replace("status:", "publiek: beide\nstatus:");
    let built = residents(&[files[0], files[1], ("thema/preventie.md", &both)]);
    let page = built.outputs.iter().find(|(path, _)| path.as_str() == "thema/preventie/index.html");
    assert!(page.is_some());
}

#[test]
fn a_line_of_a_card_for_teams_is_one_too() {
    let card = CARD.replace("Bel om", "Bel 099 300 77 31 of mail achter@stad.example om");
    for line in ["Bel 099-3007731.", "Mail ACHTER@stad.example."] {
        let question = QUESTION.replace("Bel de voedselbank.", line);
        let built = residents(&[("kaarten/waakvlam.md", &card), ("vragen/eten.md", &question)]);
        assert!(
            leaks(&built).contains(&"vragen/eten/index.html".to_owned()),
            "{line}: {:?}",
            built.diagnostics
        );
        let at = built
            .diagnostics
            .iter()
            .find(|found| found.rule == Rule::LeakedText)
            .and_then(|found| found.at.clone());
        assert!(at.is_some_and(|at| at.path.as_str() == "vragen/eten.md" && at.span.range().start > 0));
    }
}

#[test]
fn what_everybody_knows_is_nobodys_secret() {
    let card = |title: &str| {
        CARD.replace("Waakvlamcontact na de hulp", title)
            .replace("Bel om", "Bel 112, 14 0999 of 0800-2000 om")
    };
    let glossary = "begrippen:\n  nazorg:\n    uitleg: Contact na de hulp.\n    ook: [spreekuurronde]\n";
    let provisions = format!("{PROVISIONS}    adres: Havenstraat 12\n    email: info@crisis.example\n");
    let shared = "  noodbed:\n    naam: Noodbed\n    organisatie: Stichting Geheimhuis\n    aanbod: Een bed.\n    \
                  adres: Havenstraat 12\n    email: info@crisis.example\n    gecontroleerd: 2026-11-01\n";
    let address = "https://x.example/doc/0992003040";
    let question =
        QUESTION.replace("Bel de voedselbank.", &format!("Bel 112, 14 0999 of 0800-2000. {address}"));
    let card = |title: &str| format!("{}\n{address}\n", card(title));
    for title in ["Spreekuurronde", "Waar kan ik terecht?", "Ik heb geen eten"] {
        let built = residents(&[
            ("kaarten/waakvlam.md", &card(title)),
            ("begrippen.yaml", glossary),
            ("voorzieningen/geld.yaml", &format!("{provisions}{shared}")),
            ("vragen/eten-voor-het-hele-gezin-in-de-wijk.md", &question),
        ]);
        assert!(leaks(&built).is_empty(), "{title}: {:?}", built.diagnostics);
    }
}

#[test]
fn the_name_of_an_overlays_file_is_no_title() {
    let mut site = residents_inputs(&[(
        "vragen/eten.md",
        &QUESTION.replace("Bel de voedselbank.", "Maak een sterk sociaal netwerk."),
    )]);
    for (name, text) in [("wijkgids.yaml", "title: Land"), ("kaarten/sterk-sociaal-netwerk.md", CARD)] {
        let path = SourcePath::below("../land/", name).expect("a path");
        site.sources.insert(path.clone(), Source::new(path, text));
    }
    put(&mut site, "kaarten/sterk-sociaal-netwerk.md", "Hier is het anders.\n");
    site.layers = vec!["../land/".to_owned(), String::new()];
    let built = Pipeline::new().complete(&site);
    assert!(leaks(&built).is_empty(), "{:?}", built.diagnostics);
}

#[test]
fn addresses_that_begin_alike_are_others() {
    let question = "---\ntitel: Nog een vraag\nstatus: gepubliceerd\nbeoordeeld: 2026-11-01\n---\nTekst.\n";
    let hidden =
        question.replace("status:", "publiek: team\nstatus:").replace("Nog een vraag", "Voor het team");
    let built = residents(&[
        ("vragen/eigen-budget.md", &hidden),
        ("vragen/eigen-budget-aanvragen.md", question),
        ("vragen/eigen-budget/aanvragen.md", &question.replace("Nog", "Weer")),
    ]);
    assert!(leaks(&built).is_empty(), "{:?}", built.diagnostics);
}

/// The shipped municipality, as its residents get it.
fn municipality() -> Inputs {
    let site = Path::new(env!("CARGO_MANIFEST_DIR")).join("content/voorbeeldstad");
    let today = jiff::civil::date(2026, 11, 30);
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

#[test]
fn a_file_beside_documents_goes_out_where_a_page_shows_it() {
    let question =
        QUESTION.replace("Bel de voedselbank.", "![een plein](plein.gif) en [de folder](folder.gif)");
    let mut site = residents_inputs(&[
        (
            "kaarten/waakvlam.md",
            &format!("{CARD}![werkwijze](schema.gif) ![een plein](../vragen/plein.gif)\n"),
        ),
        ("vragen/eten.md", &question),
        ("vragen/concept.md", "---\ntitel: Nog niet\nstatus: concept\n---\n![een foto](concept.gif)\n"),
        ("vragen/vervallen.md", "---\ntitel: Oud\nstatus: vervallen\n---\n![een foto](oud.gif)\n"),
    ]);
    for name in
        ["kaarten/schema", "vragen/plein", "vragen/folder", "vragen/concept", "vragen/oud", "static/logo"]
    {
        put(&mut site, &format!("{name}.gif"), "GIF89a\u{10}\0\u{8}\0");
    }
    let pictures = |site: &Inputs| -> Vec<String> {
        let built = Pipeline::new().complete(site);
        let paths = built.outputs.iter().map(|(path, _)| path.to_string());
        paths.filter(|path| path.ends_with(".gif") && !path.starts_with("assets/")).collect()
    };
    assert_eq!(pictures(&site), ["logo.gif", "vragen/folder.gif", "vragen/plein.gif"]);
    site.readership = Some(Readership::Team);
    assert_eq!(pictures(&site), ["kaarten/schema.gif", "logo.gif", "vragen/folder.gif", "vragen/plein.gif"]);
}

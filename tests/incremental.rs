//! The law of the pipeline: for any sequence of edits, a pipeline that was kept and a fresh one give the same site. And
//! the reason to keep one: how little an edit costs.

use std::collections::BTreeMap;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use wijkgids::config::Readership;
use wijkgids::pipeline::{Built, Inputs, Mode, OutputPath, Pipeline};
use wijkgids::text::{Source, SourcePath};

use crate::support::any::holds;
use crate::support::inputs::{inputs, path, put};

const CONFIG: &str = "title: Gids\nbase_url: https://gids.example/\nvalues: {team: wijkteam}\n\
                      facets:\n  thema: {title: Thema, terms: {preventie: {title: Preventie}, mandaat: {title: Mandaat}}}\n\
                      relations:\n  vervolg-op: {title: Vervolg op, inverse: gevolgd-door}\n";
const REGISTER: &str = "bronnen:\n  \"1\": {titel: Een bron}\nfeiten:\n  1-a: {bron: \"1\", soort: rapporten, tekst: Contact helpt.}\n";

/// Two themes with three cards, of which two hang together; a question and a page.
fn library() -> Inputs {
    inputs(&[
        ("wijkgids.yaml", CONFIG),
        ("bronnen.yaml", REGISTER),
        ("kaarten/een.md", "---\ntitel: Kaart een\nthema: preventie\n---\nTekst. [[kaarten/twee]]\n"),
        (
            "kaarten/twee.md",
            "---\ntitel: Kaart twee\nthema: preventie\nrelaties: {vervolg-op: [kaarten/drie]}\n---\nHet {{ team }}.\n",
        ),
        (
            "kaarten/drie.md",
            "---\ntitel: Kaart drie\nthema: mandaat\nbewijs: [1-a]\nherzien_voor: 2027-01-01\nstatus: gepubliceerd\n---\nTekst.\n",
        ),
        ("vragen/vraag.md", "---\ntitel: Een vraag\n---\nTekst.\n"),
        ("paginas/over.md", "---\ntitel: Over ons\n---\nTekst.\n"),
    ])
}

/// How many documents an edit parses, and the pages that it renders, after the library was made once.
fn cost(edit: impl FnOnce(&mut Inputs)) -> (usize, usize, Vec<String>) {
    let mut inputs = library();
    let mut pipeline = Pipeline::new();
    let before = pipeline.run(&inputs);
    edit(&mut inputs);
    let after = pipeline.complete(&inputs);
    let fresh = Pipeline::new().complete(&inputs);
    assert_eq!(observed(&after), observed(&fresh));
    let work = pipeline.work();
    (work.parse.misses, work.rendered, changed(&before, &after))
}

/// The path of a page.
fn page(path: &str) -> OutputPath {
    OutputPath::new(path).expect("tests name sound paths")
}

/// The pages that are new, or otherwise than before.
fn changed(before: &Built, after: &Built) -> Vec<String> {
    let pages = after.outputs.iter().filter(|(path, _)| path.as_str().ends_with(".html"));
    let changed = pages.filter(|(path, bytes)| before.outputs.get(path) != Some(*bytes));
    changed.map(|(path, _)| path.as_str().to_owned()).collect()
}

/// Everything that a run makes, in a form that can be compared and shown.
fn observed(built: &Built) -> (BTreeMap<String, &[u8]>, Vec<String>, String, String) {
    let Built { outputs, diagnostics, pages, base_url, standings: _, readerships: _, allowed, desk: _ } =
        built;
    (
        outputs.iter().map(|(path, bytes)| (path.as_str().to_owned(), &**bytes)).collect(),
        diagnostics.iter().map(|diagnostic| format!("{diagnostic:?}")).collect(),
        format!("{pages:?} {allowed:?}"),
        base_url.clone(),
    )
}

const EVERY_PAGE: [&str; 18] = [
    "404.html",
    "a-z/index.html",
    "beheer/index.html",
    "beheer/zonder-eigenaar/index.html",
    "bronnen/1/index.html",
    "bronnen/index.html",
    "bronnen/niet-gebruikt/index.html",
    "index.html",
    "kaarten/drie/index.html",
    "kaarten/een/index.html",
    "kaarten/index.html",
    "kaarten/twee/index.html",
    "paginas/over/index.html",
    "thema/mandaat/index.html",
    "thema/preventie/index.html",
    "vragen/index.html",
    "vragen/vraag/index.html",
    "zoeken/index.html",
];

#[test]
fn nothing_costs_nothing() {
    assert_eq!(cost(|_| {}), (0, 0, vec![]));
}

#[test]
fn an_edit_of_prose_costs_one_parse_and_one_page() {
    let edit = |inputs: &mut Inputs| {
        put(inputs, "kaarten/een.md", "---\ntitel: Kaart een\nthema: preventie\n---\nAndere tekst.\n");
    };
    assert_eq!(cost(edit), (1, 1, vec!["kaarten/een/index.html".to_owned()]));
}

#[test]
fn an_edit_of_a_title_costs_the_pages_that_show_it() {
    let (parsed, rendered, changed) = cost(|inputs| {
        let text = "---\ntitel: Kaart nul\nthema: preventie\n---\nTekst. [[kaarten/twee]]\n";
        put(inputs, "kaarten/een.md", text);
    });
    // Its own page, the lists it stands in, and the card after it in its theme.
    let shown = [
        "a-z/index.html",
        "index.html",
        "kaarten/een/index.html",
        "kaarten/index.html",
        "kaarten/twee/index.html",
        "thema/preventie/index.html",
    ];
    assert_eq!((parsed, rendered, changed), (1, shown.len(), shown.map(str::to_owned).to_vec()));
}

#[test]
fn a_summary_is_shown_by_its_page_and_its_lists() {
    let (parsed, rendered, changed) = cost(|inputs| {
        let text = "---\ntitel: Een vraag\nsamenvatting: Kort.\n---\nTekst.\n";
        put(inputs, "vragen/vraag.md", text);
    });
    assert_eq!((parsed, rendered), (1, 2));
    assert_eq!(changed, ["vragen/index.html", "vragen/vraag/index.html"]);
}

#[test]
fn an_old_address_costs_no_page_but_its_own() {
    let (parsed, rendered, changed) = cost(|inputs| {
        let text = "---\ntitel: Een vraag\noude_adressen: [/oud/]\n---\nTekst.\n";
        put(inputs, "vragen/vraag.md", text);
    });
    assert_eq!(parsed, 1);
    assert!(rendered <= 1, "{rendered}");
    assert_eq!(changed, ["oud/index.html"]);
}

#[test]
fn a_new_document_costs_itself_and_what_names_it() {
    let (parsed, rendered, changed) = cost(|inputs| {
        put(inputs, "kaarten/vier.md", "---\ntitel: Kaart vier\nthema: mandaat\n---\nTekst.\n")
    });
    let shown = [
        "a-z/index.html",
        "index.html",
        // The list of a theme counts the cards of every theme.
        "kaarten/drie/index.html",
        "kaarten/index.html",
        "kaarten/vier/index.html",
        "thema/mandaat/index.html",
        "thema/preventie/index.html",
        "zoeken/index.html",
    ];
    assert_eq!((parsed, rendered, changed), (1, shown.len(), shown.map(str::to_owned).to_vec()));
}

#[test]
fn in_a_large_library_a_title_costs_the_page_of_its_letter_and_no_other() {
    let mut inputs = library();
    for number in 0..400 {
        let letter = ["A", "B", "K"][number % 3];
        let text = format!("---\ntitel: {letter}{number}\nthema: mandaat\n---\nTekst.\n");
        put(&mut inputs, &format!("kaarten/k{number}.md"), &text);
    }
    let mut pipeline = Pipeline::new();
    let before = pipeline.run(&inputs);
    put(&mut inputs, "vragen/vraag.md", "---\ntitel: Elke vraag\n---\nTekst.\n");
    let after = pipeline.run(&inputs);
    let expected = ["a-z/e/index.html", "index.html", "vragen/index.html", "vragen/vraag/index.html"];
    assert_eq!(changed(&before, &after), expected);
}

#[test]
fn a_fact_costs_the_page_of_its_source_and_the_cards_that_cite_it() {
    let (parsed, rendered, changed) =
        cost(|inputs| put(inputs, "bronnen.yaml", &REGISTER.replace("Contact helpt", "Contact helpt vaak")));
    let expected = ["bronnen/1/index.html", "kaarten/drie/index.html"].map(str::to_owned).to_vec();
    assert_eq!((parsed, rendered, changed), (0, 2, expected));
}

#[test]
fn a_value_costs_the_pages_that_show_it() {
    let (parsed, rendered, changed) =
        cost(|inputs| put(inputs, "wijkgids.yaml", &CONFIG.replace("wijkteam", "buurtteam")));
    assert_eq!((parsed, rendered, changed), (0, 1, vec!["kaarten/twee/index.html".to_owned()]));
}

#[test]
fn a_day_costs_the_documents_whose_review_it_makes_late() {
    // At first only its editors notice, in their lists; after the grace its readers do.
    let lists = ["beheer/index.html", "beheer/zonder-eigenaar/index.html"];
    let (parsed, rendered, changed) = cost(|inputs| inputs.today = jiff::civil::date(2027, 1, 2));
    assert_eq!((parsed, rendered, changed), (0, 2, lists.map(str::to_owned).to_vec()));
    let (parsed, rendered, changed) = cost(|inputs| inputs.today = jiff::civil::date(2027, 2, 1));
    let shown = [lists[0], lists[1], "kaarten/drie/index.html"];
    assert_eq!((parsed, rendered, changed), (0, 3, shown.map(str::to_owned).to_vec()));
}

/// A library where one of two published documents is hidden as soon as it is late.
fn hiding() -> Inputs {
    let mut inputs = library();
    put(&mut inputs, "wijkgids.yaml", &format!("{CONFIG}review: {{grace: 0, after: hide}}\n"));
    for (name, review_by) in [("twee", "2027-01-01"), ("drie", "2027-06-01")] {
        let text = format!(
            "---\ntitel: Kaart {name}\nthema: mandaat\nstatus: gepubliceerd\neigenaar: redactie\nherzien_voor: {review_by}\n---\n[[kaarten/twee]]\n"
        );
        put(&mut inputs, &format!("kaarten/{name}.md"), &text);
    }
    inputs.mode = Mode::Publish;
    inputs
}

#[test]
fn what_a_day_hides_comes_back_with_its_review() {
    let mut inputs = hiding();
    let mut pipeline = Pipeline::new();
    let has = |built: &Built| built.outputs.get(&page("kaarten/twee/index.html")).is_some();
    assert!(has(&pipeline.complete(&inputs)));
    inputs.today = jiff::civil::date(2027, 1, 2);
    let late = pipeline.complete(&inputs);
    assert!(!has(&late));
    assert_eq!(observed(&late), observed(&Pipeline::new().complete(&inputs)));
    // What is reported of a hidden document moves with its text, though no page shows that.
    let hidden =
        inputs.sources[&path("kaarten/twee.md")].text().replace("titel:", "# Een opmerking.\ntitel:");
    put(&mut inputs, "kaarten/twee.md", &hidden);
    assert_eq!(observed(&pipeline.complete(&inputs)), observed(&Pipeline::new().complete(&inputs)));
    put(&mut inputs, "kaarten/twee.md", &hidden.replace("2027-01-01", "2028-01-01"));
    let reviewed = pipeline.complete(&inputs);
    assert!(has(&reviewed));
    assert_eq!(observed(&reviewed), observed(&Pipeline::new().complete(&inputs)));
}

#[test]
fn the_title_of_the_site_costs_every_page_and_no_parse() {
    let (parsed, rendered, changed) =
        cost(|inputs| put(inputs, "wijkgids.yaml", &CONFIG.replace("title: Gids", "title: Andere gids")));
    assert_eq!((parsed, rendered), (0, EVERY_PAGE.len()));
    assert_eq!(changed, EVERY_PAGE);
}

#[test]
fn a_template_costs_every_page_and_no_parse() {
    let (parsed, rendered, _) = cost(|inputs| put(inputs, "theme/templates/not-found.html", "Niets.\n"));
    assert_eq!((parsed, rendered), (0, EVERY_PAGE.len()));
}

#[test]
fn the_content_model_costs_every_parse() {
    let (parsed, _, _) =
        cost(|inputs| put(inputs, "wijkgids.yaml", &format!("{CONFIG}sections:\n  card: [Waarom]\n")));
    assert_eq!(parsed, 5);
}

#[test]
fn what_comes_back_is_made_again_and_is_the_same() {
    let mut inputs = library();
    let mut pipeline = Pipeline::new();
    let first = pipeline.run(&inputs);
    let text = inputs.sources.remove(&path("kaarten/een.md")).expect("it is there");
    pipeline.run(&inputs);
    inputs.sources.insert(path("kaarten/een.md"), text);
    let again = pipeline.run(&inputs);
    assert_eq!(observed(&first), observed(&again));
    assert_eq!(pipeline.work().parse.misses, 1);
}

/// One thing that somebody does to a site.
#[derive(Clone, Debug)]
enum Edit {
    Write(&'static str, String),
    Remove(&'static str),
    Rename(&'static str, &'static str),
    Mode(Mode),
    Today(i8),
}

const DOCUMENTS: &[&str] = &[
    "kaarten/een.md",
    "kaarten/twee.md",
    "kaarten/map/drie.md",
    "kaarten/Fout.md",
    "vragen/vraag.md",
    "paginas/over.md",
];

fn document() -> impl Strategy<Value = String> {
    let field = select(vec![
        "titel: Een\n",
        "titel: Twee {{ team }}\n",
        "titel: [\n",
        "title: Dubbel\n",
        "samenvatting: Kort.\n",
        "thema: preventie\n",
        "thema: mandaat\n",
        "thema: weg\n",
        "rol: [a, b]\n",
        "status: gepubliceerd\n",
        "status: vervallen\n",
        "relaties: {vervolg-op: [kaarten/een]}\n",
        "relaties: {vervolg-op: [kaarten/twee, kaarten/map/drie]}\n",
        "bewijs: [1-a]\n",
        "tegenspraak: [1-b]\n",
        "oude_adressen: [/oud/]\n",
        "beoordeeld: 2026-11-01\n",
        "herzien_voor: 2026-11-20\n",
        "herzien_voor: 2026-11-18\n",
        "eigenaar: redactie\n",
        "ladder: [{trede: A, op: [b]}, {trede: B, hier: true}]\n",
        "hulp_bij_spoed: [{niveau: nu, doe: Bel 112.}]\n",
        "zoekwoorden: \"open\n",
    ]);
    let prose = select(vec![
        "Tekst.\n",
        "Het {{ team }} en {{ weg }}.\n",
        "## Waarom\n\nDaarom.\n",
        "# Titel\n",
        "[[kaarten/een]] [[kaarten/twee#waarom]]\n",
        "[weg](weg.md) [drie](map/drie.md)\n",
        "![een straat](straat.png)\n",
        "Noot[^1].\n\n[^1]: Tekst.\n",
        "```json\n{}\n```\n",
        "<b>\n",
    ]);
    (vec(field, 0..5), vec(prose, 0..3), any::<bool>()).prop_map(|(fields, prose, closed)| {
        format!("---\n{}{}{}", fields.concat(), if closed { "---\n" } else { "" }, prose.join("\n"))
    })
}

fn edit() -> impl Strategy<Value = Edit> {
    let document_path = || select(DOCUMENTS);
    let write = |path: &'static str, texts: &'static [&'static str]| {
        select(texts).prop_map(move |text| Edit::Write(path, text.to_owned()))
    };
    prop_oneof![
        8 => (document_path(), document()).prop_map(|(path, text)| Edit::Write(path, text)),
        2 => document_path().prop_map(Edit::Remove),
        2 => (document_path(), document_path()).prop_map(|(from, to)| Edit::Rename(from, to)),
        2 => write("wijkgids.yaml", &[
            CONFIG,
            "title: Anders\nvalues: {team: buurtteam, weg: nee}\n",
            "title: Gids\nlanguage: en\nchecks: {raw-html: ignore, stale-review: error}\n",
            "title: Gids\nreview: {grace: 0, after: hide}\n",
            "title: Gids\nreview: {grace: 1, after: mark}\n",
            "title: Gids\nreview: {grace: 1, after: error}\n",
            "title: [\n",
            "title: Gids\nfacets:\n  rol: {title: Rol, many: true, terms: {a: {title: A}, b: {title: B}}}\n",
        ]),
        1 => write("bronnen.yaml", &[REGISTER, "feiten: [", "feiten:\n  1-b: {bron: x, soort: ervaring, tekst: Nee.}\n"]),
        1 => write("theme/templates/not-found.html", &["Niets.", "{{ page.nergens }}", "{% if %}", "{{ page.title }}"]),
        1 => write("theme/strings/nl.yaml", &["menu-cards: Kaartjes\n", "a: [\n"]),
        1 => write("theme/styles/eigen.css", &["a{}", "b{}"]),
        1 => write("kaarten/straat.png", &["\u{89}PNG", "GIF89a\u{10}\0\u{8}\0", "niets"]),
        1 => select(&["wijkgids.yaml", "bronnen.yaml", "theme/templates/not-found.html", "kaarten/straat.png"][..]).prop_map(Edit::Remove),
        1 => select(&[Mode::Publish, Mode::Preview][..]).prop_map(Edit::Mode),
        1 => select(&[19_i8, 20, 21, 22][..]).prop_map(Edit::Today),
    ]
}

fn make(inputs: &mut Inputs, edit: &Edit) {
    let remove = |inputs: &mut Inputs, file: &str| match file.strip_prefix("theme/") {
        Some(file) => drop(inputs.theme.remove(&path(file))),
        None => {
            inputs.sources.remove(&path(file));
            inputs.files.remove(&path(file));
        }
    };
    match edit {
        Edit::Write(file, text) => put(inputs, file, text),
        Edit::Remove(file) => remove(inputs, file),
        Edit::Rename(from, to) => {
            if let Some(source) = inputs.sources.get(&path(from)).cloned() {
                remove(inputs, from);
                put(inputs, to, source.text());
            }
        }
        Edit::Mode(mode) => inputs.mode = *mode,
        Edit::Today(day) => inputs.today = jiff::civil::date(2026, 11, *day),
    }
}

#[test]
fn what_only_teams_see_stays_away_after_an_edit() {
    let written = |text: &str| {
        format!("---\ntitel: Kaart een\nstatus: gepubliceerd\nintern: Bel *Petra* zelf even.\n---\n{text}\n")
    };
    let mut inputs = inputs(&[
        (
            "wijkgids.yaml",
            "title: Gids\nfields: {intern: {title: Intern, type: inline, audience: team, kinds: [page]}}\n",
        ),
        ("paginas/een.md", &written("Tekst.")),
    ]);
    inputs.readership = Some(Readership::Resident);
    let mut pipeline = Pipeline::new();
    pipeline.run(&inputs);
    put(&mut inputs, "paginas/een.md", &written("Andere tekst."));
    let after = pipeline.run(&inputs);
    assert_eq!(observed(&after), observed(&Pipeline::new().run(&inputs)));
    let html = after.outputs.get(&page("paginas/een/index.html")).expect("the page is there");
    assert!(!String::from_utf8_lossy(html).contains("Petra"));
}

/// Where the first message of a rule stands, as a line.
fn line_of(built: &Built, inputs: &Inputs, rule: &str) -> usize {
    let mut found = built.diagnostics.iter().filter(|found| found.rule.name() == rule);
    let at = found.next().and_then(|found| found.at.clone()).expect("the rule has something to say");
    inputs.sources[&at.path].position(at.span.start).line
}

#[test]
fn a_message_moves_with_what_it_is_about() {
    let written = |comment: &str| {
        format!(
            "---\n{comment}titel: Kaart een\nbewijs: [9-z]\nrelaties: {{vervolg-op: [kaarten/nergens]}}\n---\nTekst.\n"
        )
    };
    let mut inputs = library();
    let mut pipeline = Pipeline::new();
    for (comment, lines) in [("", (3, 4)), ("# Nog nakijken.\n", (4, 5))] {
        put(&mut inputs, "kaarten/een.md", &written(comment));
        let built = pipeline.run(&inputs);
        assert_eq!(line_of(&built, &inputs, "unknown-fact"), lines.0);
        assert_eq!(line_of(&built, &inputs, "dangling-relation"), lines.1);
        assert_eq!(observed(&built), observed(&Pipeline::new().run(&inputs)));
    }
}

#[test]
fn a_message_moves_with_what_an_upper_layer_says_too() {
    let mut inputs = inputs(&[
        ("wijkgids.yaml", "title: Stad\nextends: ../landelijk\n"),
        ("kaarten/een.md", "---\nbewijs: [9-z]\n---\n"),
    ]);
    inputs.layers.insert(0, "../landelijk/".to_owned());
    let below = |file: &str| SourcePath::below("../landelijk/", file).expect("tests name sound paths");
    for (file, text) in
        [("wijkgids.yaml", CONFIG), ("kaarten/een.md", "---\ntitel: Een\nstatus: gepubliceerd\n---\n")]
    {
        inputs.sources.insert(below(file), Source::new(below(file), text));
    }
    let mut pipeline = Pipeline::new();
    let before = pipeline.run(&inputs);
    assert_eq!(line_of(&before, &inputs, "unknown-fact"), 2);
    put(&mut inputs, "kaarten/een.md", "---\n# Nog nakijken.\nbewijs: [9-z]\n---\n");
    let after = pipeline.run(&inputs);
    assert_eq!(line_of(&after, &inputs, "unknown-fact"), 3);
    assert_eq!(observed(&after), observed(&Pipeline::new().run(&inputs)));
}

#[test]
fn a_kept_pipeline_and_a_fresh_one_give_the_same_site_after_any_edits() {
    holds(24, &vec(edit(), 1..12), |edits| {
        let mut inputs = library();
        let mut kept = Pipeline::new();
        kept.run(&inputs);
        for edit in &edits {
            make(&mut inputs, edit);
            let kept = kept.complete(&inputs);
            let fresh = Pipeline::new().complete(&inputs);
            prop_assert_eq!(observed(&kept), observed(&fresh), "after {:?}", edit);
        }
        Ok(())
    });
}

//! The editor's desk: what it tells of each document, and what one can ask of it.

use jiff::civil::date;
use wijkgids::pipeline::{Built, Inputs, Mode, Pipeline};
use wijkgids::preview::{Editor, Problem, Snapshot};
use wijkgids::shell::preview::Preview;
use wijkgids::text::{MessageLanguage, Source, SourcePath};

use super::client::*;

/// A sentence of ten words that reads easily.
const EASY: &str = "Vraag wie er in de buurt al een keer komt. ";

/// A base with a question and its translation, and a site on top of it that says one section otherwise.
fn inputs() -> Inputs {
    let kept = "status: gepubliceerd\neigenaar: redactie-noord";
    let question = format!(
        "---\ntitel: Alleen\nsamenvatting: Kort.\n{kept}\nherzien_voor: 2026-11-01\n---\n{}\n\nZie [[kaarten/twee]].\n\n## Wat nu\n\n\
         Bel het oude nummer.\n",
        EASY.repeat(11)
    );
    let overlay = "---\nbasis: {wat-nu: 0000000000000000}\n---\n## Wat nu\n\nBel het nieuwe nummer.\n";
    let card = "---\ntitel: Twee\nthema: netwerk\nstatus: gepubliceerd\nherzien_voor: 2027-01-01\nzoekwoorden: {a: b}\n---\nTekst met [[onzin]].\n";
    let draft =
        "---\ntitel: <Drie> & meer\nstatus: concept\neigenaar: redactie-zuid\n---\nZie [twee](twee.md).\n";
    let model = "facets: {thema: {title: Thema, terms: {netwerk: {title: Netwerk}}}}";
    let config = format!(
        "title: Stad\nextends: ../basis\nbase_url: https://stad.example/gids/\nlanguages: [nl, en, ar]\n{model}\n"
    );
    let source = |path: &str, text: &str| {
        let (way, local) = path.strip_prefix("../basis/").map_or(("", path), |local| ("../basis/", local));
        let path = SourcePath::below(way, local).expect("a path");
        (path.clone(), Source::new(path, text))
    };
    Inputs {
        layers: vec!["../basis/".to_owned(), String::new()],
        sources: [
            source("../basis/wijkgids.yaml", &format!("title: Basis\nlanguages: [nl, en]\n{model}\n")),
            source("../basis/vragen/alleen.md", &question),
            source(
                "../basis/vragen/alleen.en.md",
                "---\ntitle: Alone\nsummary: Short.\nbase: {lead: 1111111111111111}\n---\nAsk who comes.\n",
            ),
            source("wijkgids.yaml", &config),
            source("vragen/alleen.md", overlay),
            source("kaarten/twee.md", card),
            source("kaarten/drie.md", draft),
        ]
        .into(),
        files: std::collections::BTreeMap::new(),
        theme: std::collections::BTreeMap::new(),
        today: date(2026, 11, 22),
        mode: Mode::Preview,
        readership: None,
        is_for_production: false,
        found: Vec::new(),
    }
}

/// A preview of that site, in an editor's own program.
fn desk() -> Preview {
    let inputs = inputs();
    let Built { outputs, diagnostics, desk, .. } = Pipeline::new().run(&inputs);
    let problems = diagnostics.iter().map(|diagnostic| {
        let source = diagnostic.path().and_then(|path| inputs.sources.get(path));
        Problem::new(diagnostic, MessageLanguage::Nl, source, None)
    });
    let editor = Editor::new("mijn://{path}:{line}", "/gidsen/stad".as_ref()).expect("an address");
    let snapshot = Snapshot {
        outputs,
        problems: problems.collect(),
        desk,
        sources: inputs.sources.clone(),
        editor,
        ..small_site()
    };
    let preview = preview();
    preview.publish(snapshot);
    preview
}

/// The rows of the desk, each without its markup.
fn rows(preview: &Preview, query: &str) -> Vec<String> {
    let page = get(preview.port(), &format!("/_wijkgids/{query}"));
    assert_eq!(page.status, 200);
    let rows = page.body.split("<tr><th scope=\"row\">").skip(1);
    let text = |row: &str| {
        let row =
            row.split("</tr>").next().unwrap_or_default().replace("</td>", " | ").replace("</th>", " | ");
        let parts = row.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text));
        parts.collect::<Vec<_>>().join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
    };
    rows.map(text).collect()
}

#[test]
fn every_document_is_reported_with_what_there_is_to_know() {
    let preview = desk();
    let rows = rows(&preview, "?volgorde=naam");
    assert_eq!(rows.len(), 3, "{rows:#?}");
    assert!(rows[0].starts_with("&lt;Drie&gt; &amp; meer (concept) kaarten/drie.md | "), "{}", rows[0]);
    assert!(rows[0].contains("| geen datum | redactie-zuid | eigen | ontbreekt: en, ar |"), "{}", rows[0]);
    assert!(rows[1].contains("1 fout"), "{}", rows[1]);
    assert!(rows[1].contains("| 2027-01-01 over 40 dagen | – |"), "{}", rows[1]);
    assert!(rows[2].contains("| 2026-11-01 21 dagen te laat | redactie-noord |"), "{}", rows[2]);
    assert!(rows[2].contains("loopt achter: en ontbreekt: ar"), "{}", rows[2]);
    assert!(rows[2].contains("leest vlot Flesch-Douma"), "{}", rows[2]);
    let page = get(preview.port(), "/_wijkgids/").body;
    assert!(page.contains("href=\"mijn:///gidsen/stad/kaarten/drie.md:1\""), "{page}");
}

#[test]
fn one_asks_by_owner_theme_kind_state_and_words() {
    let preview = desk();
    let titles = |query: &str| -> Vec<String> {
        rows(&preview, query).iter().map(|row| row.split(' ').next().unwrap_or_default().to_owned()).collect()
    };
    let (two, three, alone) = ("Twee", "&lt;Drie&gt;", "Alleen");
    for (query, expected) in [
        ("?eigenaar=redactie-noord", vec![alone]),
        ("?eigenaar=-", vec![two]),
        ("?thema=netwerk", vec![two]),
        ("?soort=vragen", vec![alone]),
        ("?staat=fouten", vec![two]),
        ("?staat=te-laat", vec![alone]),
        ("?staat=binnenkort", vec![two]),
        ("?staat=geen-datum", vec![three]),
        ("?staat=veranderd", vec![alone]),
        ("?staat=vertaling-achter", vec![alone]),
        ("?staat=concept", vec![three]),
        ("?zoek=KAARTEN+drie", vec![three]),
        ("?zoek=&staat=&soort=&eigenaar=redactie-zuid&volgorde=herzien", vec![three]),
        ("?staat=zwaar", vec![]),
        ("?volgorde=herzien", vec![alone, two, three]),
    ] {
        assert_eq!(titles(query), expected, "{query}");
    }
    assert_eq!(titles("?staat=%00onzin&vanaf=999").len(), 3, "what makes no sense asks for everything");
}

#[test]
fn a_page_tells_of_its_own_document() {
    let preview = desk();
    let foot = |target: &str| {
        let body = get(preview.port(), target).body;
        let foot = body.split("id=\"wijkgids-desk\">").nth(1).expect("every page has one");
        foot.split("</details>").next().unwrap_or_default().to_owned()
    };
    let two = foot("/gids/kaarten/twee/");
    assert!(two.contains("<summary>1 fout"), "{two}");
    assert!(two.contains("href=\"/_wijkgids/problemen/?document=kaarten%2Ftwee\""), "{two}");
    for leading in ["/gids/kaarten/drie/", "/gids/vragen/alleen/"] {
        assert!(two.contains(&format!("<a href=\"{leading}\">")), "{leading}\n{two}");
    }
    let alone = foot("/gids/en/vragen/alleen/");
    assert!(alone.contains("geen andere documenten"), "{alone}");
    assert!(alone.contains("<a href=\"/gids/ar/vragen/alleen/\">ar</a> (ontbreekt)"), "{alone}");
    assert!(alone.contains("(streef naar 70 of meer)"), "{alone}");
    assert!(
        foot("/gids/kaarten/").contains("<a href=\"/_wijkgids/\">Redactie</a>"),
        "a list has no document"
    );
}

#[test]
fn problems_layers_and_rules_have_pages() {
    let preview = desk();
    let page = |target: &str| get(preview.port(), target);
    let problems = page("/_wijkgids/problemen/?document=kaarten/twee").body;
    assert!(problems.contains("<code>onzin</code> bestaat niet"), "{problems}");
    assert!(problems.contains("href=\"/_wijkgids/regels/broken-link\""), "{problems}");
    assert!(!problems.contains("alleen.md"), "{problems}");
    let layers = page("/_wijkgids/lagen/?document=vragen/alleen").body;
    assert!(layers.contains("Bel het <del>oude</del><ins>nieuwe</ins> nummer."), "{layers}");
    assert!(page("/_wijkgids/regels/broken-link").body.contains("<h2>"));
    for nothing in ["problemen/?document=onzin", "lagen/?document=onzin", "lagen/", "regels/onzin"] {
        assert_eq!(page(&format!("/_wijkgids/{nothing}")).status, 404, "{nothing}");
    }
}

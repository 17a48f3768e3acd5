//! Another field in another language, by configuration alone: a cookbook in English and French, a family's site on top of
//! it, and one with the mistakes that people make. No line of the program knows a recipe.

use std::path::Path;

use jiff::civil::date;
use wijkgids::config::Readership;
use wijkgids::exchange::json;
use wijkgids::pipeline::{Built, Inputs, Mode, Pipeline};
use wijkgids::schema::schemas;
use wijkgids::shell::read;
use wijkgids::text::{MessageLanguage, Rule, Severity};

fn site(name: &str) -> Inputs {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/recipes").join(name);
    read::read(&folder, None, date(2026, 11, 30), Mode::Publish).expect("the site is there")
}

fn built(inputs: &Inputs) -> Built {
    let built = Pipeline::new().complete(inputs);
    let errors: Vec<_> = built.diagnostics.iter().filter(|found| found.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    built
}

fn page(built: &Built, path: &str) -> String {
    let found = built.outputs.iter().find(|(other, _)| other.as_str() == path);
    let (_, bytes) = found.unwrap_or_else(|| panic!("there is no `{path}`"));
    String::from_utf8_lossy(bytes).into_owned()
}

fn has(built: &Built, path: &str) -> bool {
    built.outputs.iter().any(|(other, _)| other.as_str() == path)
}

/// What people read of a page, and its addresses.
fn reported(inputs: &Inputs) -> Vec<String> {
    let mut reported: Vec<String> = Pipeline::new()
        .run(inputs)
        .diagnostics
        .iter()
        .filter(|found| found.severity == Severity::Error)
        .map(|found| {
            let at = found.at.as_ref().expect("every mistake has a place");
            let line = inputs.sources.get(&at.path).map_or(0, |source| source.position(at.span.start).line);
            format!("{}:{line} {}: {}", at.path, found.rule.name(), found.message.en)
        })
        .collect();
    reported.sort();
    reported
}

#[test]
fn kinds_fields_and_facets_that_a_site_declares_are_pages_lists_and_filters() {
    let built = built(&site("base"));
    for path in [
        "recipes/index.html",
        "techniques/index.html",
        "recipes/mushroom-risotto/index.html",
        "recipes/soups/index.html",
        "recipes/soups/red-lentil-soup/index.html",
        "course/main/index.html",
        "cost/low/index.html",
        "search/index.html",
        "a-z/index.html",
        "fr/recipes/apple-crumble/index.html",
        "fr/search/index.html",
        "owners/index.html",
    ] {
        assert!(has(&built, path), "{path}");
    }
    for path in ["cards/index.html", "kaarten/index.html", "questions/index.html", "cost/feast/index.html"] {
        assert!(!has(&built, path), "{path}");
    }
    let risotto = page(&built, "recipes/mushroom-risotto/index.html");
    for words in [
        "Servings</dt><dd>3</dd>",
        "45 minutes",
        "href=\"../../cost/middle/\">Fair</a>",
        "Warm the plates.",
        "href=\"../../techniques/sweating-onions/\"",
    ] {
        assert!(risotto.contains(words), "{words}\n{risotto}");
    }
    let list = page(&built, "recipes/index.html");
    assert!(list.contains("What to cook tonight.") && list.contains("data-facet=\"cost\""), "{list}");
    let french = page(&built, "fr/recipes/apple-crumble/index.html");
    assert!(french.contains("Portions</dt>") && french.contains("Recettes"), "{french}");
    let home = page(&built, "index.html");
    assert!(home.contains("What shall we eat?") && home.contains("Techniques"), "{home}");
}

#[test]
fn no_dutch_word_stands_on_a_page_in_english() {
    let built = built(&site("base"));
    let dutch = [
        "kaart",
        "zoeken",
        "zonder-eigenaar",
        "begrippen",
        "bronnen",
        "pagina",
        "wijk",
        "voorziening",
        "inwoner",
        "beheer",
        "Bekijk",
        "Alle ",
        "Vorige",
        "Volgende",
        "neighbourhood",
        "neighborhood",
        "lang=\"nl\"",
    ];
    for (path, bytes) in built.outputs.iter().filter(|(path, _)| path.as_str().ends_with(".html")) {
        let text = String::from_utf8_lossy(bytes);
        for word in dutch {
            let found =
                text.find(word).map(|at| text[at.saturating_sub(60)..].chars().take(160).collect::<String>());
            // The name of the program and of its files isn't a word of the site.
            let is_own = found.as_ref().is_some_and(|found| found.to_lowercase().contains("wijkgids"));
            assert!(found.is_none() || is_own, "{path}: `{word}` in {found:?}");
        }
    }
}

#[test]
fn a_chapter_is_a_folder_with_a_page_in_the_order_that_its_documents_ask_for() {
    let built = built(&site("base"));
    let chapter = page(&built, "recipes/soups/index.html");
    let places: Vec<usize> = ["leek-and-potato-soup/", "roasted-tomato-soup/", "red-lentil-soup/"]
        .iter()
        .map(|soup| chapter.find(soup).unwrap_or_else(|| panic!("the chapter names {soup}")))
        .collect();
    assert!(places.iter().all(|place| *place > 0));
    let soup = page(&built, "recipes/soups/red-lentil-soup/index.html");
    assert!(soup.contains("rel=\"prev\"") || soup.contains("rel=\"next\""), "{soup}");
    assert!(soup.contains("href=\"../../../recipes/soups/\""), "{soup}");
}

#[test]
fn a_site_on_top_relabels_adds_and_localises() {
    let built = built(&site("family"));
    let list = page(&built, "recipes/index.html");
    assert!(list.contains("Our recipes") && list.contains("Pocket money"), "{list}");
    for path in [
        "menus/index.html",
        "menus/sunday-lunch/index.html",
        "recipes/plum-cake/index.html",
        "course/teatime/index.html",
    ] {
        assert!(has(&built, path), "{path}");
    }
    let cake = page(&built, "recipes/plum-cake/index.html");
    assert!(cake.contains("Grandma Rose&#39;s own</dt><dd>yes"), "{cake}");
    assert!(page(&built, "recipes/roast-chicken-with-lemon/index.html").contains("On the table in"));
}

#[test]
fn what_only_teams_see_of_a_document_is_nowhere_in_a_site_for_residents() {
    let inputs = |readership: Readership| {
        let config = "title: G\nlanguage: en\nfields:\n  contact: {title: Contact, type: phone, audience: team}\n  \
                      hint: {title: Hint, type: inline, audience: team}\n  stars: {title: Stars, type: choice, audience: \
                      team, filter: true, options: {five: Five}}\n  visits:\n    title: Visits\n    type: group\n    many: true\n    fields: {day: \
                      {title: Day}, door: {title: Door, type: inline, audience: team}}\n";
        let page = "---\ntitle: Somewhere\nstatus: published\ncontact: 088 123 45 67\nhint: ask for *Ann*\nstars: five\n\
                    visits: [{day: Monday, door: the *blue* one}, {door: at the back}]\n---\nText.\n";
        let mut inputs = crate::support::inputs::inputs(&[("wijkgids.yaml", config), ("pages/a.md", page)]);
        inputs.mode = Mode::Publish;
        inputs.readership = Some(readership);
        inputs
    };
    let shows = |built: &Built, word: &str| {
        built.outputs.iter().any(|(_, bytes)| String::from_utf8_lossy(bytes).contains(word))
    };
    let (team, resident) = (inputs(Readership::Team), inputs(Readership::Resident));
    let (team, resident) = (built(&team), built(&resident));
    assert!(shows(&resident, "Monday"), "what isn't for teams alone stays");
    for word in ["088 123 45 67", "ask for", "Five", "Contact", "the <em>blue</em> one", "at the back"] {
        assert!(shows(&team, word), "{word} is there for teams");
        assert!(!shows(&resident, word), "{word} is there for residents");
    }
}

#[test]
fn a_number_that_only_teams_see_is_found_wherever_residents_would_get_it() {
    let config =
        "title: G\nlanguage: en\nfields:\n  contact: {title: Contact, type: phone, audience: team}\n";
    let page = "---\ntitle: Somewhere\nstatus: published\ncontact: 088 123 45 67\n---\nCall 088-1234567.\n";
    let group = "title: G\nlanguage: en\nfields:\n  ways:\n    title: Ways\n    type: group\n    fields: {contact: {title: Contact, type: phone, \
                 audience: team}}\n";
    let grouped = page.replace("contact: 088 123 45 67", "ways: {contact: 088 123 45 67}");
    for (config, page) in [(config, page), (group, &grouped)] {
        let mut inputs = crate::support::inputs::inputs(&[("wijkgids.yaml", config), ("pages/a.md", page)]);
        inputs.mode = Mode::Publish;
        inputs.readership = Some(Readership::Resident);
        let found = Pipeline::new().complete(&inputs).diagnostics;
        assert!(found.iter().any(|found| found.rule == Rule::LeakedText), "{found:#?}");
    }
}

#[test]
fn schemas_and_exports_know_what_a_site_declares() {
    let inputs = site("base");
    let config = inputs.config().value;
    let schemas = schemas(&config, MessageLanguage::En);
    let recipes = schemas.iter().find(|schema| schema.name == "recipe").expect("a schema of recipes");
    assert_eq!(recipes.files, "recipes/**/*.md");
    let properties = recipes.json["properties"].as_object().expect("properties");
    for key in ["title", "servings", "time", "cost", "tip", "origin", "uses", "course", "season", "order"] {
        assert!(properties.contains_key(key), "{key}: {properties:?}");
    }
    assert!(!properties.contains_key("duration"), "only cards have that");
    let sites = Pipeline::new().sites(&inputs).value;
    let exported = json(&sites);
    assert!(exported.contains("\"servings\""), "{exported}");
}

#[test]
fn the_mistakes_of_people_are_reported_where_they_stand() {
    let found = reported(&site("broken/base"));
    let expected = include_str!("sites/recipes/broken/reported.txt");
    assert_eq!(found.join("\n") + "\n", expected, "{found:#?}");
    assert!(Rule::ALL.len() > 10);
}

/// Where a cookbook sends its readers: provisions, with fields that only this site has.
const SHOPS: [(&str, &str); 2] = [
    (
        "wijkgids.yaml",
        "title: Cookbook\nlanguage: en\nbase_url: https://cook.example/\nfields:\n  \
         delivery: {title: Delivery, kinds: [provision], options: {home: At home, none: None}, filter: true}\n  \
         basket: {title: Basket, kinds: [provision], type: number, unit: euros, required: true}\n  \
         stalls: {title: Stalls, kinds: [provision], type: list}\n  \
         buyer: {title: Buyer, kinds: [provision], type: phone, audience: team}\n",
    ),
    (
        "provisions/shops.csv",
        "id,name,organisation,offer,checked,delivery,basket,stalls,buyer\n\
         greens,Greens,Market,Vegetables.,2026-11-01,home,12.5,\"roots; leaves\",099 200 12 30\n",
    ),
];

#[test]
fn fields_of_provisions_are_declared_as_those_of_documents_are() {
    let inputs = crate::support::inputs::inputs(&SHOPS);
    let built = built(&inputs);
    let shop = page(&built, "provisions/greens/index.html");
    for words in [
        "<dt>Basket</dt><dd>12.5 euros</dd>",
        "<dt>Stalls</dt><dd>roots, leaves</dd>",
        "<a href=\"../../delivery/home/\">At home</a>",
    ] {
        assert!(shop.contains(words), "{words}: {shop}");
    }
    assert!(!shop.contains("Buyer") && !shop.contains("099 200 12 30"));
    assert!(page(&built, "provisions/greens/for-teams/index.html").contains("099 200 12 30"));
    assert!(page(&built, "delivery/home/index.html").contains("Greens"));
    assert!(!has(&built, "delivery/none/index.html"));

    let sites = Pipeline::new().sites(&inputs).value;
    let exported: serde_json::Value = serde_json::from_str(&json(&sites)).expect("it is JSON");
    let fields = &exported["provisions"][0]["fields"];
    assert_eq!(fields["basket"], 12.5);
    assert_eq!(fields["stalls"], serde_json::json!({"en": ["roots", "leaves"]}));

    let schemas = schemas(&inputs.config().value, MessageLanguage::En);
    let schema = schemas.iter().find(|schema| schema.name == "provisions").expect("it is there");
    let one = &schema.json["properties"]["provisions"]["additionalProperties"];
    assert_eq!(one["properties"]["basket"]["description"], "Basket");
    assert!(one["allOf"].to_string().contains("basket"), "{one}");
}

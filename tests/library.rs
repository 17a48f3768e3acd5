//! The national library is what it promises: cards with something to do, a limit and a source, and no sentence of anybody
//! else. What a site can ask of its own documents, such as cards for every theme, it asks in its `wijkgids.yaml`, and
//! `wijkgids check --production` looks after it; here is what no rule can say.

use std::collections::BTreeSet;
use std::path::Path;

use jiff::civil::date;
use wijkgids::config::Readership;
use wijkgids::document::{Document, Role};
use wijkgids::model::{FieldId, KindId};
use wijkgids::pipeline::{Inputs, Library, Mode, Pipeline};
use wijkgids::shell::read;
use wijkgids::text::Rule;

fn inputs(mode: Mode) -> Inputs {
    site("landelijk", mode)
}

fn site(name: &str, mode: Mode) -> Inputs {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("content").join(name);
    read::read(&root, None, date(2026, 11, 30), mode).expect("the site can be read")
}

/// The documents of a kind in the language that the library is written in.
fn documents(kind: KindId) -> Vec<Document> {
    let stacks = Library::read(&inputs(Mode::Publish)).stacks;
    let own = stacks.into_iter().flatten().filter(|piece| piece.role == Role::Own);
    own.map(|piece| piece.document).filter(|document| document.outline.kind == kind).collect()
}

/// The Markdown of a document, without its front matter.
fn text(inputs: &Inputs, document: &Document) -> String {
    let source = &inputs.sources[&document.outline.path];
    source.text()[document.body.lead_at.span.range().start..].to_owned()
}

/// The words of a text in lower case, without what Markdown is written with.
fn words(text: &str) -> Vec<String> {
    let word = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    text.split_whitespace().map(word).filter(|word| !word.is_empty()).collect()
}

#[test]
fn the_library_and_the_examples_are_clean() {
    for name in ["landelijk", "voorbeeldregio", "voorbeeldstad"] {
        for mode in [Mode::Publish, Mode::Preview] {
            let built = Pipeline::new().run(&site(name, mode));
            // The example shows on purpose what becomes of a provision that nobody checks: one page says so, one is gone.
            let (aged, others): (Vec<_>, Vec<_>) =
                built.diagnostics.iter().partition(|diagnostic| diagnostic.rule == Rule::StaleCheck);
            assert!(others.is_empty(), "{name}: {others:#?}");
            assert_eq!(aged.len(), if name == "voorbeeldstad" { 2 } else { 0 }, "{name}: {aged:#?}");
        }
    }
}

#[test]
fn no_page_asks_anybody_else_or_holds_code_of_its_own() {
    let promises = [Rule::ThirdParty, Rule::InlineCode, Rule::StaticCode];
    for name in ["landelijk", "voorbeeldregio", "voorbeeldstad"] {
        for readership in [Readership::Team, Readership::Resident] {
            // The default theme is only read again where that is asked for.
            let mut inputs = site(name, Mode::Publish);
            (inputs.readership, inputs.is_for_production) = (Some(readership), true);
            let built = Pipeline::new().run(&inputs);
            let broken = built.diagnostics.iter().filter(|found| promises.contains(&found.rule));
            let broken: Vec<_> = broken.collect();
            assert!(broken.is_empty(), "{name}: {broken:#?}");
        }
    }
}

#[test]
fn the_invented_places_say_so_on_every_page_and_keep_search_engines_away() {
    for (name, said) in [
        (
            "voorbeeldregio",
            [
                "Regio Voorbeeld bestaat niet.",
                "Regio Voorbeeld doesn&#39;t exist.",
                "Regio Voorbeeld غير موجودة.",
            ],
        ),
        (
            "voorbeeldstad",
            ["Voorbeeldstad bestaat niet.", "Voorbeeldstad doesn&#39;t exist.", "Voorbeeldstad غير موجودة."],
        ),
    ] {
        for readership in [Readership::Team, Readership::Resident] {
            let mut inputs = site(name, Mode::Publish);
            inputs.readership = Some(readership);
            let built = Pipeline::new().run(&inputs);
            let mut pages = 0;
            for (path, bytes) in built.outputs.iter().filter(|(path, _)| path.as_str().ends_with(".html")) {
                let (path, page) = (path.as_str(), String::from_utf8_lossy(bytes));
                assert!(page.contains("<meta name=\"robots\" content=\"noindex\">"), "{name}: {path}");
                let said = match path.split('/').next() {
                    Some("en") => said[1],
                    Some("ar") => said[2],
                    Some("tr" | "uk" | "pl") => "class=\"site-notice\"",
                    _ => said[0],
                };
                assert!(page.contains(said), "{name}: {path} doesn't say `{said}`");
                pages += 1;
            }
            assert!(pages > 100, "{name} has {pages} pages");
            let robots = built.outputs.iter().find(|(path, _)| path.as_str() == "robots.txt");
            assert_eq!(robots.map(|(_, bytes)| &bytes[..]), Some(&b"User-agent: *\nDisallow: /\n"[..]));
        }
    }
    let national = Pipeline::new().run(&inputs(Mode::Publish));
    let home = national.outputs.iter().find(|(path, _)| path.as_str() == "index.html").expect("a home page");
    assert!(!String::from_utf8_lossy(home.1).contains("site-notice"));
}

#[test]
fn who_looks_for_help_after_violence_is_never_taken_for_a_slip() {
    let index =
        Pipeline::new().index(&site("voorbeeldstad", Mode::Publish), None).expect("an index in Dutch");
    for words in [
        "verkracht",
        "verkrachting",
        "verkrachte",
        "aangerand",
        "aanranding",
        "misbruikt",
        "seksueel misbruik",
        "ongewenst aangeraakt",
        "gedwongen huwelijk",
        "uitgehuwelijkt",
        "moet trouwen",
        "eerwraak",
        "gestalkt",
        "mijn man slaat me",
        "geslagen",
        "loverboy",
    ] {
        let answer = index.answer(words);
        assert_eq!(answer.did_you_mean, None, "{words}");
        let helps = ["vragen/ik-heb-seksueel-geweld-meegemaakt", "vragen/er-is-ruzie-of-geweld-thuis"];
        let first = answer.hits.first().map(|hit| hit.id.as_str());
        assert!(first.is_some_and(|id| helps.contains(&id)), "{words} finds {first:?}");
    }
}

#[test]
fn there_are_enough_cards_and_questions() {
    assert!(documents(KindId::CARD).len() >= 51);
    assert!(documents(KindId::QUESTION).len() >= 15);
}

#[test]
fn every_card_says_how_long_it_takes_and_what_speaks_against_it() {
    let inputs = inputs(Mode::Publish);
    for card in documents(KindId::CARD) {
        let (outline, text) = (&card.outline, text(&inputs, &card));
        let id = &outline.id;
        assert!(
            [FieldId::DURATION, FieldId::PARTICIPANTS].iter().all(|id| !outline.fields.get(*id).is_empty()),
            "{id}: how long, with whom"
        );
        let section = |heading: &str| {
            let after = text.split(&format!("\n## {heading}\n")).nth(1)?;
            after.split("\n## ").next()
        };
        let voices = section("Wat anderen ervan vinden").is_some();
        assert!(voices || outline.counter().next().is_none(), "{id} hides what speaks against it");
        let is_marked = |example: &str| !example.contains("Verzonnen") || example.contains("> [!NOTE]");
        assert!(section("Voorbeeld").is_none_or(is_marked), "{id}: what is invented is marked");
    }
}

#[test]
fn every_question_says_what_one_can_do() {
    for question in documents(KindId::QUESTION) {
        assert!(question.body.steps().count() >= 3, "{}: what one can do now", question.outline.id);
    }
    let quick = documents(KindId::QUESTION).into_iter().filter(|question| question.outline.quick_exit());
    assert!(quick.count() >= 1, "the page about violence can be left at once");
}

#[test]
fn the_tensions_of_the_field_are_shown() {
    let cards = documents(KindId::CARD);
    let library = Library::read(&inputs(Mode::Publish));
    let relations = &library.config.model.relations;
    let tension =
        relations.iter().position(|relation| relation.id == "spanning-met").expect("it is declared");
    let related = |one: &str, other: &str| {
        let of = |id: &str| cards.iter().find(|card| card.outline.id.as_str().ends_with(&format!("/{id}")));
        let points = |from: &str, to: &str| {
            let (from, to) = (of(from).expect("a card"), of(to).expect("a card"));
            let target = to.outline.id.as_str();
            from.outline.relations().any(|(relation, other, _)| relation == tension && other == target)
        };
        points(one, other) || points(other, one)
    };
    for (one, other) in [
        ("stop-met-pilots", "meet-kijk-terug-en-leer"),
        ("een-voorziening-voor-dezelfde-vraag", "luister-eerst-registreer-later"),
        ("college-dekt-ongewoon-besluit", "eigen-verantwoordelijkheid"),
        ("verwijs-niet-te-snel-door", "verwijs-direct"),
        ("registreer-een-keer", "luister-eerst-registreer-later"),
        ("stut-en-steun", "vraag-naar-het-netwerk"),
        ("vraag-eerst-of-iemand-een-maatje-wil", "vraag-naar-het-netwerk"),
        ("ontschot-de-begroting", "vertel-waar-inwoners-terechtkunnen"),
    ] {
        assert!(related(one, other), "{one} and {other}");
    }
}

/// The articles that the register rests on aren't in the repository. Digests of every eight words in a row of the notes
/// taken from them are, so that a card that borrows a sentence is found without anybody's sentence standing here.
#[test]
fn no_card_says_eight_words_in_a_row_as_somebody_else_did() {
    let digests = include_str!("support/wording.txt").lines();
    let foreign: BTreeSet<u64> =
        digests.map(|line| u64::from_str_radix(line, 16).expect("hexadecimal digits")).collect();
    let inputs = inputs(Mode::Publish);
    // Whose article it is has to be said, and its title is how.
    let register = inputs.sources["bronnen.yaml"].text().lines();
    let titles: Vec<String> = register
        .filter_map(|line| line.trim().strip_prefix("titel:"))
        .map(|title| words(title).join(" "))
        .collect();
    let mut borrowed = Vec::new();
    for document in [KindId::CARD, KindId::QUESTION, KindId::PAGE].into_iter().flat_map(documents) {
        let words = words(&text(&inputs, &document));
        for run in words.windows(8) {
            let run = run.join(" ");
            if foreign.contains(&fnv(&run)) && titles.iter().all(|title| !title.contains(&run)) {
                borrowed.push(format!("{}: {run}", document.outline.id));
            }
        }
    }
    assert!(borrowed.is_empty(), "{borrowed:#?}");
}

/// FNV-1a, 64 bits: the same on every machine and for ever.
fn fnv(text: &str) -> u64 {
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    text.bytes().fold(0xcbf2_9ce4_8422_2325, step)
}

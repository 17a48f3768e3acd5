//! What holds for any layers, whatever they say.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use wijkgids::pipeline::{Built, Inputs, Mode, OutputPath, Pipeline};
use wijkgids::text::{Rule, Source, SourcePath};

use crate::support::any::holds;
use crate::support::inputs::{inputs, path};

const SECTIONS: [&str; 4] = ["Waarom", "Zo doe je het", "Wanneer niet", "Bij ons"];
const CONFIG: &str = "title: Gids\nchecks: {missing-base: ignore, unknown-section: ignore}\n";

/// A layer's version of one card: its title, its sections with their texts, and those that it drops.
#[derive(Clone, Debug)]
struct Version {
    title: Option<String>,
    sections: Vec<(&'static str, String)>,
    removed: Vec<&'static str>,
}

impl Version {
    fn source(&self, is_complete: bool) -> String {
        let mut text = String::from("---\n");
        let fallback = is_complete.then_some("Zonder titel");
        if let Some(title) = self.title.as_deref().or(fallback) {
            text.push_str(&format!("titel: {title}\n"));
        }
        if is_complete {
            text.push_str("status: gepubliceerd\n");
        } else if !self.removed.is_empty() {
            let ids: Vec<String> = self.removed.iter().map(|heading| id(heading)).collect();
            text.push_str(&format!("verwijder: [{}]\n", ids.join(", ")));
        }
        text.push_str("---\n");
        for (heading, body) in &self.sections {
            text.push_str(&format!("\n## {heading}\n\n{body}\n"));
        }
        text
    }

    /// What it makes of the sections below it, by DESIGN's words and not by the code's.
    fn over(&self, mut below: Vec<(&'static str, String)>) -> Vec<(&'static str, String)> {
        below.retain(|(heading, _)| !self.removed.contains(heading));
        for (heading, body) in &self.sections {
            match below.iter_mut().find(|(other, _)| other == heading) {
                Some((_, old)) => *old = body.clone(),
                None => below.push((heading, body.clone())),
            }
        }
        below
    }
}

fn id(heading: &str) -> String {
    heading.to_lowercase().replace(' ', "-")
}

fn version() -> impl Strategy<Value = Version> {
    let word = || select(vec!["rood", "groen", "blauw", "geel", "paars", "oranje"]);
    let text = move || vec(word(), 1..5).prop_map(|words| words.join(" "));
    let sections = subsequence(SECTIONS.to_vec(), 0..=SECTIONS.len()).prop_flat_map(move |headings| {
        let n = headings.len();
        (Just(headings), vec(text(), n..=n))
            .prop_map(|(headings, texts)| headings.into_iter().zip(texts).collect())
    });
    let removed = subsequence(SECTIONS.to_vec(), 0..=2);
    (proptest::option::of(vec(word(), 1..4).prop_map(|words| words.join(" "))), sections, removed).prop_map(
        |(title, sections, removed): (_, Vec<(&'static str, String)>, Vec<&'static str>)| {
            let removed = removed
                .into_iter()
                .filter(|heading| sections.iter().all(|(other, _)| other != heading))
                .collect();
            Version { title, sections, removed }
        },
    )
}

/// A site of these layers, the lowest first, each with its version of the same card.
fn site(versions: &[Option<&Version>]) -> Inputs {
    let mut inputs = inputs(&[]);
    let n = versions.len();
    inputs.layers = (0..n)
        .map(|layer| if layer + 1 == n { String::new() } else { format!("../laag-{layer}/") })
        .collect();
    let mut is_complete = true;
    for (way, version) in inputs.layers.clone().iter().zip(versions) {
        let mut put = |file: &str, text: &str| {
            let path = SourcePath::below(way, file).expect("a sound path");
            inputs.sources.insert(path.clone(), Source::new(path, text));
        };
        put("wijkgids.yaml", CONFIG);
        if let Some(version) = version {
            put("kaarten/a.md", &version.source(is_complete));
            is_complete = false;
        }
    }
    inputs
}

fn build(versions: &[Option<&Version>]) -> Built {
    Pipeline::new().run(&site(versions))
}

/// The page of the card.
fn page(built: &Built) -> String {
    let path = OutputPath::new("kaarten/a/index.html").expect("a path");
    let page = built.outputs.get(&path).expect("the card has a page");
    String::from_utf8(page.to_vec()).expect("pages are UTF-8")
}

/// The sections of a page as headings and texts.
fn sections(page: &str) -> Vec<(String, String)> {
    let text = page.split("<div class=\"text\">").nth(1).expect("a page has a text");
    let sections = text.split("<h2 id=\"").skip(1).filter(|section| !section.starts_with("wg-"));
    sections
        .map(|section| {
            let heading = section.split_once('"').expect("an id ends").0.to_owned();
            let body = section.split("<p>").nth(1).and_then(|body| body.split("</p>").next());
            (heading, body.unwrap_or_default().to_owned())
        })
        .collect()
}

#[test]
fn nothing_that_a_layer_says_is_lost() {
    holds(64, &vec(version(), 1..5), |versions| {
        let all: Vec<Option<&Version>> = versions.iter().map(Some).collect();
        let page = page(&build(&all));
        let expected = versions.iter().fold(Vec::new(), |below, version| version.over(below));
        let expected: Vec<(String, String)> =
            expected.into_iter().map(|(heading, body)| (id(heading), body)).collect();
        prop_assert_eq!(sections(&page), expected);
        let title = versions.iter().rev().find_map(|version| version.title.clone());
        let title = format!("<h1>{}</h1>", title.unwrap_or_else(|| "Zonder titel".to_owned()));
        prop_assert!(page.contains(&title), "{} isn't there", title);
        Ok(())
    });
}

#[test]
fn a_layer_that_says_nothing_changes_nothing() {
    holds(64, &(version(), version()), |(base, upper)| {
        let empty = Version { title: None, sections: Vec::new(), removed: Vec::new() };
        let without = page(&build(&[Some(&base), Some(&upper)]));
        for with in [[Some(&base), None, Some(&upper)], [Some(&base), Some(&empty), Some(&upper)]] {
            prop_assert_eq!(page(&build(&with)), without.as_str());
        }
        Ok(())
    });
}

#[test]
fn layers_can_be_laid_together_first() {
    holds(64, &(version(), version(), version()), |(base, middle, upper)| {
        // What the upper two layers say together, written as one overlay, does the same as the two.
        let sections_of_both = upper.over(middle.over(Vec::new()));
        let is_dropped = |heading: &&str| {
            let is_said = sections_of_both.iter().any(|(other, _)| other == heading);
            !is_said && (middle.removed.contains(heading) || upper.removed.contains(heading))
        };
        let together = Version {
            title: upper.title.clone().or_else(|| middle.title.clone()),
            removed: SECTIONS.into_iter().filter(is_dropped).collect(),
            sections: sections_of_both.clone(),
        };
        let two = page(&build(&[Some(&base), Some(&middle), Some(&upper)]));
        let one = page(&build(&[Some(&base), Some(&together)]));
        // A section that the middle drops and the upper one has again stands at the end of the one and in its old place
        // in the other.
        let sorted = |page: &str| {
            let mut all = sections(page);
            all.sort();
            all
        };
        prop_assert_eq!(sorted(&two), sorted(&one));
        Ok(())
    });
}

#[test]
fn a_kept_pipeline_and_a_fresh_one_lay_the_same() {
    let step = (0_usize..3, proptest::option::of(version()));
    holds(48, &vec(step, 1..6), |steps| {
        let mut versions: [Option<Version>; 3] = [None, None, None];
        let mut pipeline = Pipeline::new();
        for (layer, version) in steps {
            versions[layer] = version;
            let all: Vec<Option<&Version>> = versions.iter().map(Option::as_ref).collect();
            let inputs = site(&all);
            let (kept, fresh) = (pipeline.run(&inputs), Pipeline::new().run(&inputs));
            prop_assert_eq!(kept.outputs, fresh.outputs);
            prop_assert_eq!(kept.diagnostics, fresh.diagnostics);
        }
        Ok(())
    });
}

#[test]
fn sites_on_one_base_parse_it_once() {
    let mut pipeline = Pipeline::new();
    let base = |inputs: &mut Inputs| {
        for number in 0..5 {
            let path =
                SourcePath::below("../laag-0/", &format!("kaarten/k-{number}.md")).expect("a sound path");
            let text = format!("---\ntitel: Kaart {number}\nstatus: gepubliceerd\n---\nTekst.\n");
            inputs.sources.insert(path.clone(), Source::new(path, &text));
        }
    };
    let mut one = site(&[None, None]);
    base(&mut one);
    pipeline.run(&one);
    assert_eq!(pipeline.work().parse.misses, 5);
    let mut other = one.clone();
    let config = path("wijkgids.yaml");
    let text = "title: Elders\nfacets: {thema: {title: Thema, terms: {wonen: {title: Wonen}}}}\n";
    other.sources.insert(config.clone(), Source::new(config, text));
    pipeline.run(&other);
    assert_eq!(
        (pipeline.work().parse.hits, pipeline.work().parse.misses),
        (5, 0),
        "another model above changes nothing below"
    );
}

#[test]
fn nothing_that_becomes_of_an_original_stops_the_sites_above() {
    let card = |fields: &str| {
        format!("---\ntitel: Kaart\nstatus: gepubliceerd\nthema: t\n{fields}---\n\n## Hoe\n\nZo.\n")
    };
    let moved = card("oude_adressen: [/kaarten/a/, /kaarten/b/]\n");
    let originals: [Option<(&str, String)>; 7] = [
        Some(("kaarten/a.md", card(""))),
        Some(("kaarten/nieuw.md", moved.clone())),
        Some(("vragen/nieuw.md", moved)),
        Some(("kaarten/a.md", card("").replace("gepubliceerd", "vervallen"))),
        Some(("kaarten/a.md", card("").replace("gepubliceerd", "concept"))),
        Some(("kaarten/a.md", card("verborgen: true\n"))),
        None,
    ];
    let section = "## Hoe\n\nZus.\n";
    let own = [
        format!("---\nbasis: {{hoe: abc}}\n---\n\n{section}"),
        "---\nverborgen: true\n---\n".to_owned(),
        "---\nverborgen: true\ntitel: T\nstatus: gepubliceerd\nthema: t\n---\n".to_owned(),
        "---\nverwijder: [hoe]\n---\n\n## Ook {after=hoe}\n\nX.\n".to_owned(),
        format!("---\ntitel: Van ons\nbasis: {{hoe: abc}}\n---\n\n{section}"),
        format!("---\ntitel: Van ons\nstatus: gepubliceerd\nthema: t\n---\n\n{section}"),
        format!("---\ntitel: Van ons\nstatus: gepubliceerd\nthema: t\nvervang: geheel\n---\n\n{section}"),
    ];
    for (original, own) in originals.iter().flat_map(|original| own.iter().map(move |own| (original, own))) {
        for (layers, mode) in [(2, Mode::Publish), (3, Mode::Publish), (3, Mode::Preview)] {
            let mut inputs = site(&vec![None; layers]);
            inputs.mode = mode;
            let mut put = |way: &str, file: &str, text: &str| {
                let path = SourcePath::below(way, file).expect("a sound path");
                inputs.sources.insert(path.clone(), Source::new(path, text));
            };
            let facets =
                "languages: [nl, en]\nfacets: {thema: {title: T, required: true, terms: {t: {title: T}}}}\n";
            put("../laag-0/", "wijkgids.yaml", &format!("{CONFIG}{facets}"));
            if let Some((file, text)) = original {
                put("../laag-0/", file, text);
            }
            for way in ["", "../laag-1/"].into_iter().take(layers - 1) {
                put(way, "kaarten/a.md", own);
                put(way, "kaarten/a.en.md", "---\ntitel: Card\n---\n\n## How {#hoe}\n\nSo.\n");
            }
            let built = Pipeline::new().run(&inputs);
            let reported: Vec<String> = built
                .diagnostics
                .iter()
                .map(|found| format!("{:?} {}", found.at, found.message.en))
                .collect();
            assert!(!built.has_errors(), "{original:?} {own} {reported:#?}");
            let of_card = built.diagnostics.iter().filter(|found| {
                found.rule == Rule::OrphanedOverlay
                    && found.path().is_some_and(|path| path.local() == "kaarten/a.md")
            });
            assert!(of_card.count() <= 1, "{original:?} {own} {reported:#?}");
        }
    }
}

//! What holds for any input: the core neither panics nor lies about places, and no text becomes anything but text.

use std::collections::BTreeMap;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use unicode_normalization::UnicodeNormalization;
use wijkgids::pipeline::{Built, Inputs, OutputPath, Pipeline};
use wijkgids::report::{self, Style};
use wijkgids::text::{Checked, MessageLanguage, Source, is_slug, slugify};

use crate::support::any::holds;
use crate::support::inputs::{inputs, path, put};
use crate::support::page;

const CONFIG: &str = "title: Gids\nvalues: {team: wijkteam}\nfacets:\n  thema: {title: Thema, terms: {a: {title: A}}}\n\
                      relations:\n  vervolg-op: {title: Vervolg op, inverse: gevolgd-door}\n\
                      sections:\n  card: [Waarom, Zo doe je het]\n";

/// The pieces that Markdown, front matter and trouble are made of.
const PIECES: &[&str] = &[
    "---\n",
    "\n",
    "\n\n",
    " ",
    "    ",
    "\t",
    "\r\n",
    "a",
    "woord ",
    "één ",
    "😀",
    "\u{200b}",
    "\u{202e}",
    "\u{feff}",
    "\0",
    "\u{1b}[31m",
    "titel: ",
    "titel: A\n",
    "relaties: {vervolg-op: [",
    "thema: a\n",
    "ladder:\n  - ",
    "bewijs: ",
    "\"",
    "'",
    "{",
    "}",
    "[",
    "]",
    ": ",
    "- ",
    "# ",
    "## ",
    "### ",
    "###### ",
    "{#id}",
    "{.klasse onclick=x}",
    "[^a]",
    "[^a]: ",
    "> ",
    ">>>> ",
    "> [!TIP]\n> ",
    "- [ ] ",
    "- [x] ",
    "1. ",
    "7) ",
    "| a | b |\n|---|:-:|\n",
    "| x |\n",
    "|",
    "![",
    "![x](y.png)",
    "](b.md)",
    "](",
    ")",
    "[[",
    "[[kaarten/b]]",
    "[[kaarten/b|",
    "]]",
    "(",
    "<",
    ">",
    "<b>",
    "<!--",
    "-->",
    "<script>",
    "`",
    "``",
    "```\n",
    "```json\n",
    "~~~\n",
    "*",
    "**",
    "_",
    "~~",
    "\\",
    "\\\n",
    "  \n",
    "{{ team }}",
    "{{",
    "}}",
    "{{ x }}",
    "&",
    "&amp;",
    "&#0;",
    "&#x202e;",
    "javascript:",
    "<https://x.example>",
    "<a@b.example>",
    "***\n",
    "<<<<<<< a\n",
    "\n||||||| b\n",
    "\n=======\n",
    "\n>>>>>>> c\n",
    "===\n",
    "[a]: b.md\n",
    "<?",
    "<![CDATA[",
    "$x$",
    "0612345678 ",
    "111222333 ",
    "jan.jansen@x.nl ",
    "TODO ",
];

fn soup() -> impl Strategy<Value = String> {
    vec(select(PIECES), 0..60).prop_map(|pieces| pieces.concat())
}

fn built(text: &[u8]) -> (Inputs, Built) {
    let mut site =
        inputs(&[("wijkgids.yaml", CONFIG), ("kaarten/b.md", "---\ntitel: B\n---\n## Waarom\n\nDaarom.\n")]);
    let Checked { value, diagnostics } = Source::decode(path("kaarten/a.md"), text);
    site.sources.insert(path("kaarten/a.md"), value);
    site.found = diagnostics;
    let built = Pipeline::new().run(&site);
    (site, built)
}

/// Every place lies in its file, on whole characters, and can be reported in every form.
fn places_are_true(site: &Inputs, built: &Built) -> Result<(), TestCaseError> {
    for diagnostic in &built.diagnostics {
        let Some(at) = &diagnostic.at else { continue };
        let source = site.sources.get(&at.path);
        prop_assert!(source.is_some(), "{diagnostic:?} is reported of a file that isn't there");
        let text = source.map(Source::text).unwrap_or_default();
        prop_assert!(text.get(at.span.range()).is_some(), "{diagnostic:?} lies outside of {text:?}");
        prop_assert!(!diagnostic.hints.is_empty(), "{diagnostic:?} doesn't say what to do");
    }
    Ok(())
}

/// What is reported can neither steer a terminal nor start a line of its own.
fn reports_are_tame(site: &Inputs, built: &Built) -> Result<(), TestCaseError> {
    for language in [MessageLanguage::Nl, MessageLanguage::En] {
        let style = Style { language, is_colored: false, folder: "" };
        for diagnostic in &built.diagnostics {
            let human = report::human(diagnostic, &site.sources, style);
            let wild = human.chars().find(|c| c.is_control() && *c != '\n');
            prop_assert!(wild.is_none(), "{wild:?} in {human:?}");
            let command = human.lines().find(|line| line.starts_with("::"));
            prop_assert!(command.is_none(), "{command:?} in {human:?}");
        }
        let json = report::json(&built.diagnostics, &site.sources, style);
        let parsed: Result<Vec<BTreeMap<String, serde_json::Value>>, _> = serde_json::from_str(&json);
        prop_assert_eq!(parsed.map(|rows| rows.len()).ok(), Some(built.diagnostics.len()), "{}", json);
        prop_assert!(!json.chars().any(|c| c.is_control() && c != '\n'), "{json:?}");
    }
    Ok(())
}

/// The page of the document, as a browser reads it, holds nothing that isn't on the list.
fn page_is_tame(built: &Built) -> Result<(), TestCaseError> {
    let path = OutputPath::new("kaarten/a/index.html").expect("a sound path");
    let Some(page) = built.outputs.get(&path) else { return Ok(()) };
    let html = std::str::from_utf8(page).expect("pages are UTF-8");
    let objections = page::objections(html);
    prop_assert!(objections.is_empty(), "{objections:#?}\n{html}");
    Ok(())
}

#[test]
fn any_bytes_make_a_page_or_a_diagnostic_inside_the_file() {
    holds(60, &vec(any::<u8>(), 0..300), |bytes| {
        let (site, built) = built(&bytes);
        places_are_true(&site, &built)?;
        reports_are_tame(&site, &built)
    });
}

#[test]
fn any_markdown_makes_a_page_that_holds_nothing_but_text() {
    holds(250, &soup(), |text| {
        let (site, built) = built(format!("---\ntitel: A\n---\n{text}").as_bytes());
        places_are_true(&site, &built)?;
        reports_are_tame(&site, &built)?;
        page_is_tame(&built)
    });
}

#[test]
fn any_front_matter_makes_a_page_that_holds_nothing_but_text() {
    holds(150, &soup(), |text| {
        let (site, built) = built(format!("---\n{text}\n---\nTekst.\n").as_bytes());
        places_are_true(&site, &built)?;
        reports_are_tame(&site, &built)?;
        page_is_tame(&built)
    });
}

#[test]
fn any_configuration_makes_a_site() {
    holds(60, &soup(), |text| {
        let mut site = inputs(&[("kaarten/a.md", "---\ntitel: A\nthema: a\n---\n")]);
        put(&mut site, "wijkgids.yaml", &format!("title: {text}"));
        put(&mut site, "bronnen.yaml", &text);
        let built = Pipeline::new().run(&site);
        places_are_true(&site, &built)?;
        page_is_tame(&built)
    });
}

#[test]
fn any_title_becomes_an_address_or_nothing() {
    holds(2_000, &any::<String>(), |title| {
        let slug = slugify(&title);
        prop_assert!(slug.is_empty() || is_slug(&slug), "{slug:?} of {title:?}");
        prop_assert_eq!(slugify(&slug), slug.clone());
        let (composed, decomposed) = (title.nfc().collect::<String>(), title.nfd().collect::<String>());
        prop_assert_eq!(slugify(&composed), slugify(&decomposed));
        Ok(())
    });
}

#[test]
fn a_place_in_front_matter_counts_lines_and_characters_of_the_file() {
    let word = "[a-zé😀ü ]{0,12}";
    holds(150, &(vec(word, 0..6), word, any::<bool>()), |(lines, word, is_windows)| {
        let end = if is_windows { "\r\n" } else { "\n" };
        let mut text = format!("---{end}titel: A{end}");
        for line in &lines {
            text.push_str(&format!("# {line}{end}"));
        }
        text.push_str(&format!("relaties: {{\"{word}\": [], onbekend: []}}{end}---{end}"));
        let (site, built) = built(text.as_bytes());
        let source = &site.sources[&path("kaarten/a.md")];
        let reported =
            built.diagnostics.iter().find(|diagnostic| diagnostic.message.en.contains("`onbekend`"));
        let at = reported.and_then(|diagnostic| diagnostic.at.as_ref()).expect("the relation doesn't exist");
        let position = source.position(at.span.start);
        prop_assert_eq!(position.line, lines.len() + 3);
        prop_assert_eq!(position.column, format!("relaties: {{\"{word}\": [], ").chars().count() + 1);
        Ok(())
    });
}

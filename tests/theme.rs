//! The default theme holds together: its templates use no word and no icon it doesn't have, both languages have the same
//! words, and its pages load nothing from elsewhere.
#![expect(clippy::disallowed_methods, reason = "these tests read the theme as its authors see it")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use walkdir::WalkDir;

/// The files under a folder of the theme as path and text.
fn files(folder: &str) -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/default").join(folder);
    let entries = WalkDir::new(folder).sort_by_file_name().into_iter();
    let entries = entries.map(|entry| entry.expect("the theme can be read"));
    entries
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let text = fs::read_to_string(entry.path()).expect("templates, styles and icons are UTF-8");
            (entry.path().display().to_string(), text)
        })
        .collect()
}

/// The keys of a language, without the `.one` and `.other` of numbers.
fn keys(language: &str) -> BTreeSet<String> {
    let files = files(&format!("strings/{language}.yaml"));
    let lines = files.iter().flat_map(|(_, text)| text.lines());
    let keys = lines.filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(": "));
    keys.map(|(key, _)| key.trim_end_matches(".one").trim_end_matches(".other").to_owned()).collect()
}

/// What stands in quotes right behind each occurrence of `call`, where the quotes hold the whole argument.
fn arguments(call: &str) -> BTreeSet<(String, bool)> {
    let mut found = BTreeSet::new();
    for (_, text) in files("templates") {
        for (start, _) in text.match_indices(call) {
            let Some((argument, rest)) = text[start + call.len()..].split_once('"') else { continue };
            found.insert((argument.to_owned(), rest.trim_start().starts_with([')', ','])));
        }
    }
    found
}

#[test]
fn every_word_of_the_templates_is_there_in_both_languages() {
    let (dutch, english) = (keys("nl"), keys("en"));
    assert_eq!(dutch, english);
    for (key, whole) in arguments("text(key=\"") {
        // `"care-" ~ care.level` is only the beginning of a key.
        let known =
            if whole { dutch.contains(&key) } else { dutch.iter().any(|word| word.starts_with(&key)) };
        assert!(known, "`{key}` is in no language");
    }
}

#[test]
fn every_icon_of_the_templates_is_there() {
    let icons: Vec<String> = files("icons").into_iter().map(|(path, _)| path).collect();
    for (name, _) in arguments("icon(name=\"") {
        assert!(icons.iter().any(|path| path.ends_with(&format!("{name}.svg"))), "there is no icon `{name}`");
    }
}

#[test]
fn pages_load_nothing_from_elsewhere_and_hold_no_style_or_script_of_their_own() {
    for (path, text) in files("templates").into_iter().chain(files("styles")) {
        let text = text.replace("https://www.startpagina.nl\" rel=\"noreferrer\"", "");
        for foreign in
            ["http://", "https://", "url(//", "@import", " style=\"", "<style", " onclick=", "<script>"]
        {
            assert!(!text.contains(foreign), "{path} holds `{foreign}`");
        }
    }
}

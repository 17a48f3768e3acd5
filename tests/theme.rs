//! The default theme holds together: its templates use no word and no icon it doesn't have, all languages have the same
//! words, its styles know no left and right, and its pages load nothing from elsewhere.
#![expect(clippy::disallowed_methods, reason = "these tests read the theme as its authors see it")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use icu_locale_core::Locale;
use icu_plurals::PluralRules;
use walkdir::WalkDir;
use wijkgids::page::theme_folders;

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

#[test]
fn it_has_every_folder_that_a_theme_may_have_and_no_others() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/default");
    let entries =
        fs::read_dir(folder).expect("it is there").map(|entry| entry.expect("readable").file_name());
    let names: BTreeSet<String> = entries.map(|name| name.into_string().expect("UTF-8")).collect();
    assert_eq!(names, theme_folders().map(str::to_owned).collect());
}

/// The words of each language by key.
fn languages() -> BTreeMap<String, BTreeMap<String, String>> {
    let languages = files("strings").into_iter().map(|(path, text)| {
        let lines = text.lines().filter(|line| !line.starts_with('#'));
        let words = lines.filter_map(|line| line.split_once(": "));
        let words = words.map(|(key, text)| (key.to_owned(), text.trim_matches('"').to_owned()));
        let language = Path::new(&path).file_stem().and_then(|name| name.to_str());
        (language.expect("they are named after languages").to_owned(), words.collect())
    });
    languages.collect()
}

/// The plural forms of a language by their names in the theme, each with how many of the first numbers ask for it.
fn plural_forms(language: &str) -> BTreeMap<String, usize> {
    let locale: Locale = language.parse().expect("they are named after languages");
    let rules = PluralRules::try_new_cardinal(locale.into()).expect("the data is compiled in");
    let asking = |category| (0_u64..1000).filter(|n| rules.category_for(*n) == category).count();
    rules.categories().map(|form| (format!("{form:?}").to_lowercase(), asking(form))).collect()
}

/// What is filled into a text: `{name}`, and `#` by the script.
fn filled_in(text: &str) -> BTreeSet<&str> {
    let names = text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name);
    names.chain(text.contains('#').then_some("#")).collect()
}

/// What stands in quotes before each use of a filter, and whether that is the whole of it: `("care-" ~ care.level) | text`
/// begins with one.
fn filtered(filter: &str) -> BTreeSet<(String, bool)> {
    let mut found = BTreeSet::new();
    for (_, text) in files("templates") {
        for (end, _) in text.match_indices(&format!(" | {filter}")) {
            let before = &text[..end];
            let whole = before.strip_suffix('"').and_then(|before| before.rsplit_once('"'));
            let part = || before.strip_suffix(')')?.rsplit_once("(\"")?.1.split_once('"');
            if let Some((_, key)) = whole {
                found.insert((key.to_owned(), true));
            } else if let Some((key, _)) = part() {
                found.insert((key.to_owned(), false));
            }
        }
    }
    assert!(!found.is_empty());
    found
}

#[test]
fn every_word_of_the_templates_is_there() {
    let dutch: BTreeSet<String> =
        languages()["nl"].keys().map(|key| key.trim_end_matches(".other").to_owned()).collect();
    for (key, whole) in filtered("text").union(&filtered("forms")).cloned() {
        // `"care-" ~ care.level` is only the beginning of a key.
        let known =
            if whole { dutch.contains(&key) } else { dutch.iter().any(|word| word.starts_with(&key)) };
        assert!(known, "`{key}` is in no language");
    }
}

#[test]
fn every_language_has_the_words_of_the_dutch_in_the_forms_it_needs() {
    let languages = languages();
    let dutch = &languages["nl"];
    for (language, words) in &languages {
        let forms = plural_forms(language);
        let mut unknown: BTreeSet<&str> = words.keys().map(String::as_str).collect();
        for (key, model) in dutch.iter().filter(|(key, _)| !key.ends_with(".one")) {
            let filled = filled_in(model);
            let Some(counted) = key.strip_suffix(".other") else {
                let text = words.get(key).unwrap_or_else(|| panic!("{language} lacks `{key}`"));
                assert_eq!(filled_in(text), filled, "{language}: {key}");
                unknown.remove(key.as_str());
                continue;
            };
            for (form, numbers) in &forms {
                let key = format!("{counted}.{form}");
                let text = words.get(&key).unwrap_or_else(|| panic!("{language} lacks `{key}`"));
                // A form for a single number can say it in words: "one card".
                let said = if *numbers == 1 { BTreeSet::from(["n"]) } else { BTreeSet::new() };
                assert_eq!(&filled_in(text) | &said, &filled | &said, "{language}: {key}");
                unknown.remove(key.as_str());
            }
        }
        assert!(unknown.is_empty(), "only in {language}: {unknown:?}");
    }
}

#[test]
fn every_icon_of_the_templates_is_there() {
    let icons: Vec<String> = files("icons").into_iter().map(|(path, _)| path).collect();
    for (name, _) in filtered("icon") {
        assert!(icons.iter().any(|path| path.ends_with(&format!("{name}.svg"))), "there is no icon `{name}`");
    }
}

#[test]
fn styles_know_no_left_and_right() {
    for (path, text) in files("styles") {
        for declaration in text.split(['{', '}', ';']) {
            let Some((property, value)) = declaration.trim().split_once(": ") else { continue };
            let sided = |word: &str| ["left", "right"].contains(&word);
            assert!(!property.split('-').any(sided), "{path}: {declaration}");
            // Code runs from left to right in every language.
            let code =
                declaration.trim() == "text-align: left" && text.contains("direction: ltr; text-align: left");
            assert!(code || !value.split(' ').any(sided), "{path}: {declaration}");
            let sides: Vec<&str> = outer_words(value);
            let [top, right, bottom, left] = sides[..] else { continue };
            match property {
                "margin" | "padding" | "inset" => assert_eq!(right, left, "{path}: {declaration}"),
                // The corners, from the upper left one on.
                "border-radius" => assert_eq!((top, bottom), (right, left), "{path}: {declaration}"),
                _ => {}
            }
        }
    }
}

/// The words of a value, with what stands between brackets as part of its word.
fn outer_words(value: &str) -> Vec<&str> {
    let mut depth = 0_i32;
    let spaces = move |c: char| {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        c == ' ' && depth == 0
    };
    value.split(spaces).collect()
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

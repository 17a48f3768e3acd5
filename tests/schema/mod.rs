//! The schemas say what the readers of the files do: no more, and no less than one file can tell.
#![expect(clippy::disallowed_methods, reason = "these tests read the shipped content and the specification")]

mod walk;
mod yaml;
use std::collections::BTreeSet;
use std::path::Path;

use jsonschema::Validator;
use serde_json::Value;
use walk::{Place, UNKNOWN, choices, constants, objects, properties};
use wijkgids::pipeline::{Inputs, Mode, Pipeline};
use wijkgids::schema::{Schema, schemas};
use wijkgids::shell::read;
use wijkgids::text::{Diagnostic, MessageLanguage, Rule};

use crate::support::inputs::inputs;
use crate::support::spec_file::{Form, Label, SpecFile};

/// A site with something of everything in its model, in a language. Another one besides, so that a document may be a
/// translation, and needs no title.
fn model(language: &str) -> String {
    format!(
        "title: Gids\nlanguage: {language}\nlanguages: [nl, en]\nfacets:\n  thema: {{title: Thema, terms: {{preventie: \
         {{title: Preventie}}}}}}\n  rol: {{title: Rol, many: true, terms: {{coach: {{title: Coach}}}}}}\n\
         relations: {{vervolg-op: {{title: Vervolg op, inverse: gevolgd-door}}}}\n"
    )
}

/// A file of a kind.
fn example(schema: &Schema) -> String {
    schema.files.replace("**/*", "een")
}

/// Whatever is reported of a site while it is read.
fn reported(inputs: &Inputs) -> Vec<Diagnostic> {
    Pipeline::new().run(inputs).diagnostics
}

/// What is reported of a file of this kind in a site with this model.
fn told_of(schema: &Schema, file: &Value, config: &str) -> Vec<Diagnostic> {
    let path = example(schema);
    let text = match path.ends_with(".md") {
        true => format!("---\n{file}\n---\n"),
        false => file.to_string(),
    };
    let mut files = vec![("wijkgids.yaml", config), (path.as_str(), text.as_str())];
    if path == "wijkgids.yaml" {
        files.remove(0);
    }
    reported(&inputs(&files))
}

fn of(config: &str, language: MessageLanguage) -> Vec<Schema> {
    schemas(&inputs(&[("wijkgids.yaml", config)]).config().value, language)
}

/// What stands between backquotes in a text.
fn quoted(text: &str) -> BTreeSet<String> {
    text.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

#[test]
fn the_keys_are_those_that_the_readers_take() {
    let settable: BTreeSet<String> =
        Rule::ALL.iter().filter(|rule| rule.is_settable()).map(|rule| rule.name().to_owned()).collect();
    let mut seen = 0;
    for language in ["nl", "en"] {
        let config = model(language);
        for schema in of(&config, MessageLanguage::Nl) {
            for Place { file, schema: object } in objects(&schema.json) {
                let found = told_of(&schema, &file, &config);
                let hint = found
                    .iter()
                    .find(|found| found.rule == Rule::UnknownKey && found.message.nl.contains(UNKNOWN))
                    .and_then(|found| found.hints.last())
                    .unwrap_or_else(|| panic!("{}: nobody minds {file}: {found:?}", schema.name));
                let in_language = if language == "nl" { &hint.nl } else { &hint.en };
                let keys = object["properties"].as_object().expect("an object has properties");
                let keys: BTreeSet<String> = keys.keys().cloned().collect();
                let listed =
                    in_language.split_once(": ").map(|(_, list)| list).filter(|list| !list.contains('`'));
                let expected = match listed {
                    Some(list) => list.split(", ").map(str::to_owned).collect(),
                    None if in_language.contains("explain") => settable.clone(),
                    None => quoted(in_language),
                };
                assert_eq!(keys, expected, "{}: {file}", schema.name);
                let others = object["patternProperties"].as_object().into_iter().flatten();
                let others: BTreeSet<String> = others.map(|(name, _)| name.replace(['^', '$'], "")).collect();
                let other = if language == "nl" { &hint.en } else { &hint.nl };
                for name in &others {
                    let is_listed =
                        other.contains(&format!(" {name},")) || other.ends_with(&format!(" {name}"));
                    assert!(is_listed, "{}: {name}: {other}", schema.name);
                }
                seen += 1;
            }
        }
    }
    assert!(seen > 60, "only {seen} objects were looked at");
}

#[test]
fn the_words_to_choose_are_those_that_the_readers_take() {
    let mut seen = 0;
    for language in ["nl", "en"] {
        let config = model(language);
        for schema in of(&config, MessageLanguage::Nl) {
            for Place { file, schema: choice } in choices(&schema.json) {
                let found = told_of(&schema, &file, &config);
                let hint = found
                    .iter()
                    .find(|found| found.rule == Rule::UnknownTerm && found.message.nl.contains(UNKNOWN))
                    .and_then(|found| found.hints.last())
                    .unwrap_or_else(|| panic!("{}: nobody minds {file}: {found:?}", schema.name));
                let hint = if language == "nl" { &hint.nl } else { &hint.en };
                let words: BTreeSet<String> = constants(choice).into_iter().map(str::to_owned).collect();
                // The names of rules are too many to be listed.
                if !hint.contains("explain") {
                    assert_eq!(words, quoted(hint), "{}: {file}", schema.name);
                }
                seen += 1;
            }
        }
    }
    assert!(seen > 40, "only {seen} choices were looked at");
}

#[test]
fn every_key_is_described_in_both_languages() {
    let [dutch, english] =
        [MessageLanguage::Nl, MessageLanguage::En].map(|language| of(&model("nl"), language));
    for (dutch, english) in dutch.iter().zip(&english) {
        let (dutch_keys, english_keys) = (properties(&dutch.json), properties(&english.json));
        assert_eq!(dutch_keys.len(), english_keys.len());
        for ((name, one), (_, other)) in dutch_keys.into_iter().zip(english_keys) {
            let [nl, en] = [one, other].map(|schema| schema["description"].as_str().unwrap_or_default());
            assert!(nl.len() > 10 && en.len() > 10, "{}: `{name}`: {nl:?}, {en:?}", dutch.name);
            assert_ne!(nl, en, "{}: `{name}`", dutch.name);
        }
    }
}

#[test]
fn two_names_of_one_key_are_refused_together() {
    let cards = &of(&model("nl"), MessageLanguage::Nl)[0];
    let validator = validator(cards);
    for (text, is_valid) in [
        ("titel: A", true),
        ("title: A", true),
        ("titel: 2026", true),
        ("titel: true", true),
        ("{titel: A, title: A}", false),
        ("{titel: A, status: draft}", true),
        ("{titel: A, status: Concept}", false),
        ("vervang: geheel", false),
        ("{vervang: geheel, titel: A}", true),
    ] {
        let value = yaml::read(text).expect("it is YAML");
        assert_eq!(validator.is_valid(&value), is_valid, "{text}");
    }
}

fn validator(schema: &Schema) -> Validator {
    let options = jsonschema::options().should_validate_formats(true);
    options.build(&schema.json).expect("the schema is sound")
}

/// The data of a file that a schema is for: all of it, or what stands between the lines of `---`.
fn data(text: &str, is_document: bool) -> Option<Value> {
    if !is_document {
        return yaml::read(text);
    }
    let (front, _) = text.strip_prefix("---\n")?.split_once("\n---")?;
    yaml::read(front)
}

/// The schema of a file, by its path in the folder of a site.
fn schema_of<'s>(schemas: &'s [Schema], path: &str) -> Option<&'s Schema> {
    schemas.iter().find(|schema| match schema.files.split_once("**/*") {
        Some((folder, ending)) => path.starts_with(folder) && path.ends_with(ending),
        None => path == schema.files,
    })
}

#[test]
fn the_shipped_content_is_as_the_schemas_say() {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let mut wrong = Vec::new();
    let mut seen = 0;
    for site in ["landelijk", "voorbeeldregio", "voorbeeldstad"] {
        let day = jiff::civil::date(2026, 11, 21);
        let inputs = read::read(&content.join(site), None, day, Mode::Preview).expect("the shipped content");
        let schemas = schemas(&inputs.config().value, MessageLanguage::Nl);
        let validators: Vec<Validator> = schemas.iter().map(validator).collect();
        for source in inputs.sources.values().filter(|source| source.path().way().is_empty()) {
            let path = source.path().as_str();
            let Some(schema) = schema_of(&schemas, path) else { continue };
            let idx = schemas.iter().position(|other| other == schema).expect("it is one of them");
            let value = data(source.text(), path.ends_with(".md")).expect("shipped files can be read");
            seen += 1;
            let errors = validators[idx].iter_errors(&value);
            wrong.extend(errors.map(|error| format!("{site}/{path}: {}: {error}", error.instance_path())));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    assert!(seen > 100, "only {seen} files were looked at");
}

#[test]
fn the_settings_for_editors_are_those_of_the_schemas() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/editors.md");
    let page = std::fs::read_to_string(page).expect("the page can be read");
    let block = |label: &str| page.split_once(label).and_then(|(_, rest)| Some(rest.split_once("```")?.0));
    let settings: Value = serde_json::from_str(block("```json\n").expect("settings")).expect("they are JSON");
    let remark = block("```js\n").expect("settings of remark");
    let schemas = of(&model("nl"), MessageLanguage::Nl);
    for Schema { name, files, .. } in &schemas {
        let path = format!(".wijkgids/schema/{name}.json");
        let is_named = settings["yaml.schemas"][&path] == files.as_str()
            || remark.contains(&format!("'{path}': ['{files}']"));
        assert!(is_named, "{path} isn't in docs/editors.md for {files}");
    }
    let named = settings["yaml.schemas"].as_object().expect("a mapping").len();
    assert_eq!(named + remark.matches(".json'").count(), schemas.len());
}

/// What a schema doesn't tell: that a text holds a value, that a file is a translation, that two settings don't go
/// together, one of which may be that of a site below, that digits are no number, that a value doubles a word, and how a number
/// was typed.
const BEYOND_A_SCHEMA: [&str; 8] = [
    "is geen telefoonnummer",
    "kan twee dingen zijn",
    "in de teksten staat al een lidwoord",
    "een waarde kan geen andere waarde bevatten",
    "is in elke taal gelijk en hoort in het origineel",
    "dan gebeurt er iets dat niemand weet",
    "is al een veld van elke voorziening",
    "en in een cel past geen",
];

#[test]
fn what_the_specification_refuses_the_schemas_refuse() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/spec");
    let (mut wrong, mut seen) = (Vec::new(), 0);
    for entry in walkdir::WalkDir::new(folder).sort_by_file_name() {
        let path = entry.expect("it can be read").into_path();
        if path.extension().is_none_or(|ending| ending != "md") {
            continue;
        }
        let text = std::fs::read_to_string(&path).expect("the specification can be read");
        let file = SpecFile::read(&text).expect("the specification is sound");
        for test in &file.tests {
            let mut files = vec![("wijkgids.yaml", "title: Gids\nbase_url: https://gids.example/\n")];
            let blocks = file.shared.iter().chain(&test.blocks);
            files.extend(blocks.filter_map(|block| match &block.label {
                Label::Input { path, form: Form::Text } => Some((path.as_str(), block.text.as_str())),
                _ => None,
            }));
            // What lies on another site has folders beside its own.
            if files.iter().any(|(path, _)| path.starts_with("../") || path.contains(' ')) {
                continue;
            }
            let place = format!("{}: {}", path.file_name().unwrap_or_default().display(), test.name);
            let (found, refused) = disagreements(&inputs(&files));
            wrong.extend(found.into_iter().map(|wrong| format!("{place}: {wrong}")));
            seen += refused;
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    assert!(seen > 30, "only {seen} files were refused");
}

/// Where the schemas and the readers aren't of one mind about the files of a site; and how many files they refuse.
fn disagreements(inputs: &Inputs) -> (Vec<String>, usize) {
    const REFUSED: [Rule; 3] = [Rule::UnknownKey, Rule::UnknownTerm, Rule::WrongType];
    // A schema may see these or not.
    const EITHER: [Rule; 7] = [
        Rule::MissingField,
        Rule::DuplicateKey,
        Rule::InvalidYaml,
        Rule::BadFileName,
        Rule::MissingFrontMatter,
        Rule::DanglingRelation,
        Rule::BadOpeningHours,
    ];
    let is_for_search = |path: &str| ["synoniemen.yaml", "zoektoetsen.yaml"].contains(&path);
    let diagnostics = match inputs.sources.keys().any(|path| is_for_search(path.as_str())) {
        true => reported(inputs),
        false => Pipeline::new().sites(inputs).diagnostics,
    };
    let schemas = schemas(&inputs.config().value, MessageLanguage::Nl);
    let (mut wrong, mut refused) = (Vec::new(), 0);
    for source in inputs.sources.values() {
        let path = source.path().as_str();
        let Some(schema) = schema_of(&schemas, path) else { continue };
        let Some(value) = data(source.text(), path.ends_with(".md")) else { continue };
        let here = || diagnostics.iter().filter(|found| found.path().is_some_and(|at| at.as_str() == path));
        let reported: Vec<&str> = here()
            .filter(|found| REFUSED.contains(&found.rule))
            .map(|found| found.message.nl.as_str())
            .filter(|message| !BEYOND_A_SCHEMA.iter().any(|beyond| message.contains(beyond)))
            .collect();
        let errors: Vec<String> =
            validator(schema).iter_errors(&value).map(|error| error.to_string()).collect();
        refused += usize::from(!reported.is_empty());
        let is_settled = errors.is_empty() || here().any(|found| EITHER.contains(&found.rule));
        let is_refused = !reported.is_empty();
        if is_refused && errors.is_empty() || !is_refused && !is_settled {
            wrong.push(format!("{path}: reported {reported:?}, by the schema {errors:?}"));
        }
    }
    (wrong, refused)
}

//! What a new site has to know, and how it is read from what somebody typed.

use crate::config::{BaseUrl, Config, ValueType};
use crate::model::Language;
use crate::text::{Phrase, dial, phrase};

/// What was said of the new site by flags.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// What the municipality is called.
    pub name: Option<String>,
    /// What its teams are called.
    pub team: Option<String>,
    /// The number that residents call.
    pub phone: Option<String>,
    /// Language tags, between commas.
    pub languages: Option<String>,
    /// Names of areas, between commas.
    pub areas: Option<String>,
    /// Where the site will be published.
    pub address: Option<String>,
}

/// Everything that the new site has to know.
#[derive(Debug)]
pub(crate) struct Answers {
    /// What the municipality is called.
    pub(crate) name: String,
    /// The values, in order, by name.
    pub(crate) values: Vec<(String, String)>,
    /// The languages; that of the base comes first.
    pub(crate) languages: Vec<Language>,
    /// The areas; may be empty.
    pub(crate) areas: Vec<String>,
    /// Where the site will be published, where that is known.
    pub(crate) address: Option<BaseUrl>,
}

/// The values that flags can give, with the questions for them. The first is always written.
pub(crate) const GEMEENTE: &str = "gemeente";
pub(crate) const TEAM: &str = "team";
pub(crate) const TELEFOON: &str = "telefoon";

impl Answers {
    /// The values that are still an example of the site below, as `telefoon: 14 0999`.
    pub(crate) fn examples(&self, base: &Config) -> Vec<String> {
        let is_example = |(name, text): &&(String, String)| {
            base.placeholders.get(name).is_some_and(|placeholder| placeholder.text == *text)
        };
        self.values.iter().filter(is_example).map(|(name, text)| format!("`{name}: {text}`")).collect()
    }
}

/// A value of its type. What stands there until somebody fills it in may be anything.
pub(crate) fn value_of(text: &str, value_type: ValueType, default: &str) -> Result<String, Phrase> {
    let text = clean(text);
    match (value_type, dial(&text)) {
        (ValueType::Phone, Err(why)) if text != default => {
            let Phrase { nl, en } = why.why();
            Err(phrase!(
                "`{text}` is geen telefoonnummer: {nl}; schrijf het zoals `14 0123`",
                "`{text}` isn't a telephone number: {en}; write it as in `14 0123`"
            ))
        }
        _ => Ok(text),
    }
}

/// A text on one line, without what no reader can see: it goes into comments and titles.
pub(crate) fn clean(text: &str) -> String {
    let words = text.split_whitespace().map(|word| word.chars().filter(|c| !c.is_control()).collect());
    let words: Vec<String> = words.collect();
    without_braces(words.join(" ").trim().to_owned())
}

/// The text without what would stand for a value: what somebody answers is meant as it is.
fn without_braces(mut text: String) -> String {
    while text.contains("{{") || text.contains("}}") {
        text = text.replace("{{", "{").replace("}}", "}");
    }
    text
}

/// The parts of a list that is written with commas.
pub(crate) fn list(text: &str) -> Vec<String> {
    text.split([',', ';']).map(clean).filter(|part| !part.is_empty()).collect()
}

pub(crate) fn languages_of(text: &str, own: &Language) -> Result<Vec<Language>, Phrase> {
    let mut languages = vec![own.clone()];
    for tag in list(text) {
        let Some(language) = Language::new(&tag) else {
            return Err(phrase!(
                "`{tag}` is geen taalcode; schrijf bijvoorbeeld `nl,en`",
                "`{tag}` isn't a language tag; write for example `nl,en`"
            ));
        };
        if !languages.contains(&language) {
            languages.push(language);
        }
    }
    Ok(languages)
}

pub(crate) fn address_of(text: &str) -> Result<Option<BaseUrl>, Phrase> {
    let text = clean(text);
    if text.is_empty() {
        return Ok(None);
    }
    BaseUrl::new(&text).map(Some).ok_or_else(|| {
        phrase!(
            "`{text}` is geen volledig webadres; schrijf het zoals `https://voorbeeld.nl/gids/`",
            "`{text}` isn't a complete web address; write it as in `https://voorbeeld.nl/gids/`"
        )
    })
}

/// What a value is until somebody fills it in: what it is below, or its name where it is nothing yet.
pub(crate) fn provisional(value: &str, base: &Config) -> String {
    base.values.get(value).cloned().unwrap_or_else(|| format!("[{value}]"))
}

/// A name from that of a folder: `alphen-aan-den-rijn` gives `Alphen aan den Rijn`.
pub(crate) fn name_of(folder: &str) -> String {
    const SMALL: [&str; 13] =
        ["aan", "bij", "de", "den", "der", "en", "het", "in", "op", "over", "ten", "ter", "van"];
    let folder = clean(folder);
    let words = folder.split(['-', '_', ' ']).filter(|word| !word.is_empty()).enumerate();
    let words: Vec<String> = words
        .map(|(idx, word)| {
            let mut letters = word.chars();
            match letters.next() {
                Some(first) if idx == 0 || !SMALL.contains(&word) => {
                    first.to_uppercase().chain(letters).collect()
                }
                _ => word.to_owned(),
            }
        })
        .collect();
    if words.is_empty() { "Gemeente".to_owned() } else { words.join(" ") }
}

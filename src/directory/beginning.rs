//! A provision that isn't listed yet: what an editor gets to begin with.

use jiff::civil::Date;

use crate::data::{KeyName, quoted};
use crate::model::{Language, keys};

/// The text of a file with one provision: a draft with the fields that every one needs, and those that help most.
///
/// ```
/// use wijkgids::model::Language;
///
/// let nl = Language::new("nl").expect("a language");
/// let text = wijkgids::directory::beginning("buurttafel", "Buurttafel", &nl, jiff::civil::date(2026, 11, 22));
/// assert!(text.starts_with("voorzieningen:\n  buurttafel:\n    naam: Buurttafel\n"));
/// ```
pub fn beginning(id: &str, name: &str, language: &Language, today: Date) -> String {
    let key = |key: KeyName| key.in_language(language);
    let say = |nl, en| KeyName { nl, en }.in_language(language);
    let fields = [
        (key(keys::NAME), quoted(name), ""),
        (key(keys::ORGANISATION), String::new(), say("wie het aanbiedt", "who offers it")),
        (
            key(keys::OFFER),
            String::new(),
            say(
                "in een of twee zinnen: wat krijgt iemand er?",
                "in a sentence or two: what does one get there?",
            ),
        ),
        (key(keys::FOR_WHOM), String::new(), say("voor wie het is", "whom it is for")),
        (key(keys::TOPICS), "[]".to_owned(), ""),
        (key(keys::HOW), String::new(), say("hoe iemand er binnenkomt", "how one gets in")),
        (
            key(keys::PHONE),
            String::new(),
            say("van de organisatie, nooit van een persoon", "the organisation's, never a person's"),
        ),
        (key(keys::WEBSITE), String::new(), ""),
        (
            key(keys::OPENING_HOURS),
            String::new(),
            say("zoals: Mo-Fr 09:00-17:00; PH off", "such as: Mo-Fr 09:00-17:00; PH off"),
        ),
        (key(keys::AREAS), "[]".to_owned(), say("leeg: de hele gemeente", "empty: the whole municipality")),
        (key(keys::STATUS), key(keys::DRAFT).to_owned(), ""),
        (key(keys::CHECKED), today.to_string(), ""),
    ];
    let mut text = format!("{}:\n  {id}:\n", key(keys::PROVISIONS));
    for (key, value, advice) in fields {
        let line = format!("    {key}: {value}");
        text.push_str(line.trim_end());
        if !advice.is_empty() {
            // Two blanks before it say that it is a comment and no text that fell off.
            text.push_str("  # ");
            text.push_str(advice);
        }
        text.push('\n');
    }
    text
}

//! A site's configuration, as it was understood.

use std::collections::BTreeMap;

use super::{BaseUrl, Duties, Freshness, ReviewPolicy};
use crate::calendar::OpeningHours;
use crate::data::{KeyName, Read};
use crate::model::{ContentModel, Language, keys};
use crate::text::{Diagnostic, Level, Location, Rule, Severity, SourcePath, phrase};

/// The name of the file that makes a folder a site.
pub const FILE_NAME: &str = "wijkgids.yaml";

/// A site's configuration, checked.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Config {
    /// The title of the site.
    pub title: String,
    /// One sentence on what it is; may be empty.
    pub description: String,
    /// Where it will be published.
    pub base_url: BaseUrl,
    /// Where it will be published for each readership, where those differ.
    pub base_urls: BTreeMap<Readership, BaseUrl>,
    /// Whether that was said; else it is the machine that shows it.
    pub has_address: bool,
    /// The site that it lies on, if any, as the path of its folder seen from its own.
    pub extends: Option<Read<String>>,
    /// The language that its texts were taken in.
    pub language: Language,
    /// The languages it is published in, without repetition; the one it is written in comes first.
    pub languages: Vec<Language>,
    /// What comes before the path of a source to edit it on the forge, with a slash at its end.
    pub edit_url: Option<String>,
    /// What `{{ name }}` stands for in texts, by name.
    pub values: BTreeMap<String, String>,
    /// The values that sites on top of this one have to fill in, by name.
    pub asks: BTreeMap<String, Ask>,
    /// The values that hold an example until a site fills in its own, by name.
    pub placeholders: BTreeMap<String, Placeholder>,
    /// What the values have to be that aren't just any text, by name.
    pub value_types: BTreeMap<String, ValueType>,
    /// When somebody answers, of the values that say so, by name.
    pub value_hours: BTreeMap<String, ValueHours>,
    /// What documents may say about themselves.
    pub model: ContentModel,
    /// What subjects of questions and provisions are called now, by what they were called before; slugs.
    pub former_topics: BTreeMap<String, String>,
    /// The folder of the site's own theme, if it names one, relative to the site's folder, and where that is written.
    pub theme: Option<Read<String>>,
    /// The pages that the foot of every page names, by id as written, in order; `None` where it names the first few.
    pub footer: Option<Vec<(String, Location)>>,
    /// What its home page says at its top.
    pub intro: Intro,
    /// What its pages say instead of the theme's own strings, by their keys.
    pub texts: BTreeMap<String, SiteText>,
    /// What every page says at its top, such as that the site is an example. Of a site below none counts.
    pub notice: Option<Notice>,
    /// Whether search engines may list it, where that was said. What a site below says doesn't count.
    pub search_engines: Option<bool>,
    /// Whether readers can search it.
    pub search: bool,
    /// For whom it is published; a site of its own for each. Empty where nobody says: then there is one, with everything.
    pub publish: Vec<Readership>,
    /// What a municipality has to publish about its site.
    pub duties: Duties,
    /// For how long it holds that somebody made sure of a fact.
    pub freshness: Freshness,
    /// What becomes of documents that nobody has reviewed in time.
    pub review: ReviewPolicy,
    /// The levels that differ from the rules' own.
    pub levels: BTreeMap<Rule, Level>,
}

/// What the home page of a site says at its top, each in the language of the edition where it is written in that; `None`
/// where the theme's own words are right.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Intro {
    /// The heading.
    pub heading: Option<String>,
    /// The sentences below it.
    pub text: Option<String>,
}

/// What a site says instead of a string of the theme.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SiteText {
    /// The text.
    pub text: String,
    /// Where its key stands.
    pub at: Location,
}

/// What every page says at its top.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Notice {
    /// The text, with its values filled in.
    pub text: String,
    /// The language that it was taken in: the site's own where it isn't written in another.
    pub language: Language,
}

/// For whom a site is published.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Readership {
    /// For teams: everything.
    #[default]
    Team,
    /// For residents: what is meant for them, and nothing else.
    Resident,
}

impl Readership {
    /// Every one with its name in the configuration.
    pub const CHOICES: [(KeyName, Self); 2] = [(keys::TEAM, Self::Team), (keys::RESIDENT, Self::Resident)];

    /// Its name in Dutch, which its folder has where a site is published for several.
    pub fn folder(self) -> &'static str {
        match self {
            Self::Team => "teams",
            Self::Resident => "inwoners",
        }
    }
}

/// An example in the place of a value that only the site itself can know.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Placeholder {
    /// The example.
    pub text: String,
    /// Where it is given as one.
    pub at: Location,
    /// Where the value says that it is still the example; `None` once a site has filled in another one.
    pub stands_at: Option<Location>,
}

/// What a value has to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ValueType {
    /// Any text.
    Text,
    /// A telephone number.
    Phone,
    /// A mail address.
    Email,
    /// A complete web address.
    Url,
}

impl ValueType {
    /// Every one with its name in the configuration.
    pub(crate) const CHOICES: [(KeyName, Self); 4] = [
        (keys::PLAIN_TEXT, Self::Text),
        (keys::PHONE, Self::Phone),
        (keys::EMAIL, Self::Email),
        (KeyName::same("url"), Self::Url),
    ];
}

/// When somebody answers at what a value stands for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ValueHours {
    /// When.
    pub hours: OpeningHours,
    /// What to do at other hours, in words.
    pub otherwise: Option<String>,
}

/// A value that a site asks of those on top of it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Ask {
    /// Where it asks.
    pub at: Location,
    /// Whether a site below this one asks.
    pub is_from_below: bool,
}

/// The value that holds the number that residents call.
pub(crate) const TELEPHONE: &str = "telefoon";

pub(crate) fn type_of(types: &BTreeMap<String, ValueType>, name: &str) -> ValueType {
    let usual = if name == TELEPHONE { ValueType::Phone } else { ValueType::Text };
    types.get(name).copied().unwrap_or(usual)
}

impl Config {
    /// The language it is written in.
    pub fn source_language(&self) -> &Language {
        self.languages.first().expect("a site has at least its own language")
    }

    /// What stands before every address of the site in one of its languages: nothing in the one that it is written in,
    /// else such as `ar/`.
    pub fn prefix_of(&self, language: &Language) -> String {
        if language == self.source_language() { String::new() } else { format!("{language}/") }
    }

    /// What stands in the place of a value that nobody filled in: its name, as words.
    pub fn unfilled_text(name: &str) -> String {
        name.replace(['_', '-'], " ")
    }

    /// The values that this site has to fill in and doesn't, by name, each with who asks for it.
    pub fn unfilled(&self) -> impl Iterator<Item = (&String, &Ask)> {
        self.asks.iter().filter(|(name, ask)| ask.is_from_below || !self.values.contains_key(*name))
    }

    /// The values that are still an example, each reported where the site says so, or at the start of its file `source`. Readers
    /// of a site that everybody uses get none of them.
    pub fn unreplaced(&self, source: &SourcePath, is_for_production: bool) -> Vec<Diagnostic> {
        let unreplaced = self.placeholders.iter().filter_map(|(name, placeholder)| {
            let at = placeholder.stands_at.clone()?;
            let at = if at.path == *source { at } else { Location::file(source.clone()) };
            let (text, by) = (&placeholder.text, &placeholder.at.path);
            let message = phrase!(
                "de waarde `{name}` is nog het voorbeeld `{text}` van `{by}`; zo wordt de site niet voor iedereen gepubliceerd",
                "the value `{name}` is still the example `{text}` of `{by}`; the site isn't published for everybody like this"
            );
            let hint = phrase!(
                "zet onder `values` jullie eigen: `{name}: …`",
                "put your own under `values`: `{name}: …`"
            );
            let severity = if is_for_production { Severity::Error } else { Severity::Warning };
            Some(Diagnostic { severity, ..Diagnostic::new(Rule::MissingValue, message).at(at).hint(hint) })
        });
        unreplaced.collect()
    }

    /// What a value has to be. The number that residents call is a number without being declared.
    pub fn type_of(&self, name: &str) -> ValueType {
        type_of(&self.value_types, name)
    }

    /// Whether a rule is reported at all.
    pub fn asks_for(&self, rule: Rule) -> bool {
        self.levels.get(&rule).map_or(!rule.is_on_request(), |level| *level != Level::Ignore)
    }

    /// Gives each diagnostic the severity that the site wants for its rule, and drops what it wants ignored.
    ///
    /// What `review` says of a single document is more than what `checks` says of all: that stays an error.
    pub fn apply_levels(&self, diagnostics: &mut Vec<Diagnostic>) {
        diagnostics.retain(|diagnostic| self.asks_for(diagnostic.rule));
        for diagnostic in diagnostics {
            match self.levels.get(&diagnostic.rule) {
                None | Some(Level::Ignore) => {}
                Some(Level::Warn) if diagnostic.rule == Rule::StaleReview => {}
                Some(Level::Warn) => diagnostic.severity = Severity::Warning,
                Some(Level::Error) => diagnostic.severity = Severity::Error,
            }
        }
    }
}

//! From `wijkgids.yaml` to [`Config`]: what a site is called, where it will live, and its content model as data.
//!
//! Reading never fails: what can't be understood is a diagnostic, and the site goes on with what could. Nothing here
//! knows a document; the model says what documents may say.

mod address;
mod color;
mod duties;
mod freshness;
pub(crate) mod keys;
mod language;
mod model;
mod numbers;
mod read;
mod review;

pub use address::BaseUrl;
pub use color::{Color, LEAST_CONTRAST, contrast_ratio};
pub use duties::{AccessibilityStatement, ConformanceStatus, Duties, SecurityContact};
pub use freshness::{CheckStanding, Freshness};
pub use language::Language;
pub use model::{ContentModel, DocumentKind, ExpectedSection, Facet, Relation, SectionRole, Term};
pub use numbers::AllowedNumbers;
pub(crate) use numbers::plain_number;
pub use read::read;
pub use review::{AfterGrace, DUE_DAYS, ReviewPolicy, ReviewStanding};

use std::collections::BTreeMap;

use crate::data::{Named, Read};
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
    /// What documents may say about themselves.
    pub model: ContentModel,
    /// The folder of the site's own theme, if it names one, relative to the site's folder, and where that is written.
    pub theme: Option<Read<String>>,
    /// What every page says at its top, such as that the site is an example. Of a site below none counts.
    pub notice: Option<Notice>,
    /// Whether search engines may list it, where that was said. What a site below says doesn't count.
    pub search_engines: Option<bool>,
    /// Whether readers can search it.
    pub search: bool,
    /// For whom it is published; a site of its own for each.
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
    pub const CHOICES: [(Named, Self); 2] = [(keys::TEAM, Self::Team), (keys::RESIDENT, Self::Resident)];

    /// Its name in Dutch, which its folder has where a site is published for several.
    pub fn folder(self) -> &'static str {
        match self {
            Self::Team => "teams",
            Self::Resident => "inwoners",
        }
    }
}

/// A value that a site asks of those on top of it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Ask {
    /// Where it asks.
    pub at: Location,
    /// Whether a site below this one asks.
    pub is_from_below: bool,
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

    /// The values that this site has to fill in and doesn't, each told where it belongs.
    pub fn unfilled(&self, source: &SourcePath) -> Vec<Diagnostic> {
        let unfilled = |(name, ask): &(&String, &Ask)| ask.is_from_below || !self.values.contains_key(*name);
        let asks = self.asks.iter().filter(unfilled);
        asks.map(|(name, ask)| {
            let (by, at) = (&ask.at.path, Location::file(source.clone()));
            Diagnostic::new(
                Rule::MissingValue,
                phrase!(
                    "de waarde `{name}` is nog niet ingevuld; `{by}` vraagt erom",
                    "the value `{name}` isn't filled in yet; `{by}` asks for it"
                ),
            )
            .at(at)
            .hint(phrase!(
                "zet onder `values` een regel `{name}: …`",
                "put a line `{name}: …` under `values`"
            ))
        })
        .collect()
    }

    /// Whether a rule is told of at all.
    pub fn asks_for(&self, rule: Rule) -> bool {
        self.levels.get(&rule).map_or(!rule.is_on_request(), |level| *level != Level::Ignore)
    }

    /// Gives each diagnostic the severity that the site wants for its rule, and drops what it wants ignored.
    ///
    /// What `review` says of a single document is more than what `checks` says of all: that stays an error.
    pub fn settle(&self, diagnostics: &mut Vec<Diagnostic>) {
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

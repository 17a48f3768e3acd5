//! Languages of content.

use std::fmt;
use std::sync::Arc;

use crate::data::KeyName;
use crate::text::MessageLanguage;

/// A language as a BCP 47 tag of its simple form: `nl`, `ar`, `pt-BR`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Language(Arc<str>);

/// The languages with a script that runs from right to left, of those spoken by more than a few in the Netherlands.
const RIGHT_TO_LEFT: [&str; 7] = ["ar", "ckb", "fa", "he", "ps", "ur", "yi"];

impl Language {
    /// Checks and takes a tag; `None` when it isn't one.
    pub fn new(tag: &str) -> Option<Self> {
        let (primary, region) = tag.split_once('-').unwrap_or((tag, "NL"));
        let sound = matches!(primary.len(), 2 | 3)
            && primary.bytes().all(|byte| byte.is_ascii_lowercase())
            && matches!(region.len(), 2..=4)
            && region.bytes().all(|byte| byte.is_ascii_alphanumeric());
        sound.then(|| Self(tag.into()))
    }

    /// Dutch.
    pub fn dutch() -> Self {
        Self("nl".into())
    }

    /// The language in which the tool speaks to those who write in this one.
    pub fn messages(&self) -> MessageLanguage {
        if *self == Self::dutch() { MessageLanguage::Nl } else { MessageLanguage::En }
    }

    /// The tag.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// `rtl` where its script runs from right to left, else `ltr`.
    pub fn dir(&self) -> &'static str {
        let primary = self.0.split('-').next().expect("a split has at least one part");
        if RIGHT_TO_LEFT.contains(&primary) { "rtl" } else { "ltr" }
    }
}

impl KeyName {
    /// The name in a site's language.
    pub(crate) fn in_language(self, language: &Language) -> &'static str {
        match language.messages() {
            MessageLanguage::Nl => self.nl,
            MessageLanguage::En => self.en,
        }
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

//! Languages of content.

use std::fmt;
use std::sync::Arc;

use crate::data::{Fields, KeyName, Read};
use crate::text::{MessageLanguage, Rule, Span, phrase};

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

/// Reading: what isn't as it should be is reported.
impl Language {
    /// The language of a tag.
    pub(crate) fn read(fields: &mut Fields<'_>, Read { value: tag, span }: &Read<String>) -> Option<Self> {
        let language = Self::new(tag);
        if language.is_none() {
            fields.report(
                Rule::WrongType,
                *span,
                phrase!("`{tag}` is geen taalcode", "`{tag}` isn't a language tag"),
                phrase!("schrijf bijvoorbeeld `nl`, `en` of `ar`", "write for example `nl`, `en` or `ar`"),
            );
        }
        language
    }

    /// The language of one of the texts in a mapping by language, by its key.
    pub(crate) fn of_key(fields: &mut Fields<'_>, key: &str, span: Span) -> Option<Self> {
        let language = Self::new(key);
        if language.is_none() {
            fields.report(
                Rule::UnknownKey,
                span,
                phrase!("`{key}` is geen taalcode", "`{key}` isn't a language tag"),
                phrase!(
                    "schrijf per taal een regel, zoals `nl: …` en `en: …`",
                    "write a line for each language, as in `nl: …` and `en: …`"
                ),
            );
        }
        language
    }

    /// Reports that such a mapping lacks the text in this language, which is that of the site.
    pub(crate) fn report_missing(&self, fields: &mut Fields<'_>, span: Span) {
        fields.report(
            Rule::MissingField,
            span,
            phrase!(
                "dit staat er niet in `{self}`, de taal van de site",
                "this isn't there in `{self}`, the language of the site"
            ),
            phrase!("zet er een regel `{self}: …` bij", "add a line `{self}: …`"),
        );
    }
}

impl KeyName {
    /// The name in a site's language.
    pub(crate) fn in_language(self, language: &Language) -> &'static str {
        language.messages().pick(self.nl, self.en)
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

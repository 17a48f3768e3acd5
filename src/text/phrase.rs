//! Sentences for people, in every language the tool speaks.

/// The languages of messages and explanations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MessageLanguage {
    /// Dutch
    Nl,
    /// English
    En,
}

impl MessageLanguage {
    /// Every one.
    pub const ALL: [Self; 2] = [Self::Nl, Self::En];

    /// Its tag, as HTML and BCP 47 have it.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Nl => "nl",
            Self::En => "en",
        }
    }

    /// The Dutch or the English one of two texts.
    pub fn pick<'t>(self, nl: &'t str, en: &'t str) -> &'t str {
        match self {
            Self::Nl => nl,
            Self::En => en,
        }
    }
}

/// One sentence in Dutch and in English: lower case, no full stop, what the author typed between backquotes.
///
/// Both are made at once, so that a message can't exist in one language only.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Phrase {
    /// The Dutch sentence.
    pub nl: String,
    /// The English sentence.
    pub en: String,
}

impl Phrase {
    /// The sentence in one language.
    pub fn in_language(&self, language: MessageLanguage) -> &str {
        language.pick(&self.nl, &self.en)
    }
}

/// A [`Phrase`] from a Dutch and an English format string that capture the same variables.
///
/// ```
/// use wijkgids::text::phrase;
/// let key = "trefworden";
/// let unknown = phrase!("onbekend veld `{key}`", "unknown field `{key}`");
/// assert_eq!(unknown.en, "unknown field `trefworden`");
/// ```
#[macro_export]
#[doc(hidden)]
macro_rules! __phrase {
    ($nl:literal, $en:literal $(,)?) => {
        $crate::text::Phrase { nl: format!($nl), en: format!($en) }
    };
}

#[doc(inline)]
pub use __phrase as phrase;

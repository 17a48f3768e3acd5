//! The table of rules: every kind of problem the tool can find, by name.
//!
//! What a rule does, why, an example and what to do instead stand in `rules/<name>.md` beside this file, in Dutch and
//! in English; `wijkgids explain` prints them.

use super::{MessageLanguage, Severity};

/// How strictly a site wants a rule to be kept: `ignore`, `warn` or `error` in its configuration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Level {
    /// Say nothing.
    Ignore,
    /// Say it, publish all the same.
    Warn,
    /// Say it, and don't publish.
    Error,
}

/// Whether a site may choose the level of a rule.
enum Kind {
    /// Without it a page would be wrong, unsafe or missing: always an error.
    Fixed,
    /// A matter of judgement: the site may choose.
    Settable(Severity),
    /// The same, but nothing is told until a site asks for it.
    OnRequest(Severity),
}

macro_rules! rules {
    ($($(#[doc = $doc:literal])* $variant:ident = $name:literal, $kind:expr;)*) => {
        /// A kind of problem. Its name reads well after "allow".
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Rule { $($(#[doc = $doc])* $variant,)* }

        impl Rule {
            /// Every rule, in the order of the table.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The name in kebab case, as in the configuration and after `explain`.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),* }
            }

            fn kind(self) -> Kind {
                match self { $(Self::$variant => $kind),* }
            }

            fn explanations(self) -> &'static str {
                match self { $(Self::$variant => include_str!(concat!("rules/", $name, ".md"))),* }
            }
        }
    };
}

rules! {
    /// The file isn't UTF-8.
    NotUtf8 = "not-utf8", Kind::Fixed;
    /// The file can't be read, or isn't an ordinary file.
    UnreadableFile = "unreadable-file", Kind::Fixed;
    /// The file or folder name can't become an address everywhere.
    BadFileName = "bad-file-name", Kind::Fixed;
    /// The file, or something in it, is larger or deeper than a page can be.
    TooLarge = "too-large", Kind::Fixed;
    /// Two files or aliases want the same address.
    SameAddress = "same-address", Kind::Fixed;
    /// The front matter or data file isn't YAML as this tool reads it.
    InvalidYaml = "invalid-yaml", Kind::Fixed;
    /// Two versions of a text, between which somebody still has to choose.
    MergeConflict = "merge-conflict", Kind::Fixed;
    /// A key stands twice in one mapping.
    DuplicateKey = "duplicate-key", Kind::Fixed;
    /// The front matter is missing, or doesn't end.
    MissingFrontMatter = "missing-front-matter", Kind::Fixed;
    /// A key that isn't in the content model.
    UnknownKey = "unknown-key", Kind::Fixed;
    /// A value of another type than the key takes.
    WrongType = "wrong-type", Kind::Fixed;
    /// A field that has to be there isn't, or is empty.
    MissingField = "missing-field", Kind::Fixed;
    /// Text after ` #` was taken for a comment.
    DroppedText = "dropped-text", Kind::Settable(Severity::Warning);
    /// A facet term that the site doesn't declare.
    UnknownTerm = "unknown-term", Kind::Fixed;
    /// A relation to a document that isn't there.
    DanglingRelation = "dangling-relation", Kind::Fixed;
    /// A fact that isn't in the register.
    UnknownFact = "unknown-fact", Kind::Fixed;
    /// The site that this one extends isn't there, or can't be extended.
    BrokenBase = "broken-base", Kind::Fixed;
    /// A value that a site below asks for and nobody filled in.
    MissingValue = "missing-value", Kind::Fixed;
    /// An overlay or a translation of a document that isn't there.
    OrphanedOverlay = "orphaned-overlay", Kind::Settable(Severity::Warning);
    /// An overlay names a section that the document below doesn't have.
    UnknownSection = "unknown-section", Kind::Settable(Severity::Warning);
    /// A translation into a language that the site isn't published in.
    UnusedTranslation = "unused-translation", Kind::Settable(Severity::Warning);
    /// The text that an overlay or a translation was made from has changed since.
    DriftedText = "drifted-text", Kind::Settable(Severity::Warning);
    /// An overlay or a translation that doesn't say which text it was made from.
    MissingBase = "missing-base", Kind::Settable(Severity::Warning);
    /// A `{{ value }}` that the site doesn't define.
    UnknownValue = "unknown-value", Kind::Fixed;
    /// A link to a document or file that isn't there.
    BrokenLink = "broken-link", Kind::Fixed;
    /// A link to a heading that isn't there.
    BrokenAnchor = "broken-anchor", Kind::Fixed;
    /// A link with a scheme that could run code.
    UnsafeLink = "unsafe-link", Kind::Fixed;
    /// An image without a description.
    MissingAltText = "missing-alt-text", Kind::Fixed;
    /// Raw HTML, which is shown as text.
    RawHtml = "raw-html", Kind::Settable(Severity::Error);
    /// A heading attribute other than an id or a class.
    HeadingAttribute = "heading-attribute", Kind::Fixed;
    /// Two headings with the same explicit id.
    DuplicateHeading = "duplicate-heading", Kind::Settable(Severity::Error);
    /// A heading level is left out, or a page has a level-1 heading of its own.
    HeadingOrder = "heading-order", Kind::Settable(Severity::Error);
    /// A footnote without a text, or a text that nothing refers to.
    BrokenFootnote = "broken-footnote", Kind::Settable(Severity::Error);
    /// Characters that can't be seen or that turn the reading direction.
    InvisibleCharacter = "invisible-character", Kind::Settable(Severity::Error);
    /// A required section is missing, or expected ones are empty or in another order.
    SectionOrder = "section-order", Kind::Settable(Severity::Warning);
    /// Text that was only put there to be replaced.
    PlaceholderText = "placeholder-text", Kind::Settable(Severity::Error);
    /// The review date has passed.
    StaleReview = "stale-review", Kind::Settable(Severity::Warning);
    /// Opening hours that no program can read.
    BadOpeningHours = "bad-opening-hours", Kind::Fixed;
    /// A fact that nobody has made sure of for too long.
    StaleCheck = "stale-check", Kind::Settable(Severity::Warning);
    /// Something that a municipality has to publish and doesn't.
    MissingDuty = "missing-duty", Kind::Settable(Severity::Warning);
    /// What is meant for teams stands on a site for residents.
    LeakedText = "leaked-text", Kind::Fixed;
    /// A page that makes the browser ask somebody else.
    ThirdParty = "third-party", Kind::Fixed;
    /// The title or the summary is longer than a list can show, or the summary is cut off.
    LongSummary = "long-summary", Kind::Settable(Severity::Warning);
    /// The whole text is harder to read than its readers need.
    HardText = "hard-text", Kind::Settable(Severity::Warning);
    /// A sentence that a reader has to begin twice.
    LongSentence = "long-sentence", Kind::Settable(Severity::Warning);
    /// A long word for residents that nothing explains.
    LongWord = "long-word", Kind::Settable(Severity::Warning);
    /// A word of professionals or officials on a page for residents.
    Jargon = "jargon", Kind::Settable(Severity::Warning);
    /// An abbreviation that nothing explains.
    UndefinedAbbreviation = "undefined-abbreviation", Kind::Settable(Severity::Warning);
    /// Something is allowed, and nobody says why.
    MissingReason = "missing-reason", Kind::Settable(Severity::Warning);
    /// Something is allowed that nothing needs.
    UnusedAllow = "unused-allow", Kind::Settable(Severity::Warning);
    /// A link whose text doesn't say where it leads.
    VagueLink = "vague-link", Kind::Settable(Severity::Warning);
    /// A table with a column that has no heading.
    TableHeader = "table-header", Kind::Settable(Severity::Warning);
    /// An address outside the site that is wrong for certain.
    ExternalLink = "external-link", Kind::Settable(Severity::Warning);
    /// A card that leads nowhere and that nothing leads to.
    Orphan = "orphan", Kind::Settable(Severity::Warning);
    /// An image that takes long to arrive.
    OversizedImage = "oversized-image", Kind::Settable(Severity::Warning);
    /// A document that readers of a language get in another one.
    MissingTranslation = "missing-translation", Kind::OnRequest(Severity::Warning);
    /// A document that says nearly the same as another one.
    NearDuplicate = "near-duplicate", Kind::Settable(Severity::Warning);
    /// A published document that nobody looks after.
    MissingOwner = "missing-owner", Kind::Settable(Severity::Warning);
    /// A published document that nobody has to read again.
    MissingReview = "missing-review", Kind::Settable(Severity::Warning);
    /// A number or address that seems to belong to a person.
    PersonalData = "personal-data", Kind::Settable(Severity::Error);
    /// Words that don't find what a test of the site says they should.
    SearchTest = "search-test", Kind::Settable(Severity::Warning);
    /// A color that can't be read on its ground.
    LowContrast = "low-contrast", Kind::Settable(Severity::Error);
    /// A template that can't be used.
    TemplateError = "template-error", Kind::Fixed;
    /// A mistake of the tool itself.
    InternalError = "internal-error", Kind::Fixed;
}

impl Rule {
    /// The rule of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|rule| rule.name() == name)
    }

    /// How bad its findings are where the site doesn't say otherwise.
    pub fn default_severity(self) -> Severity {
        match self.kind() {
            Kind::Fixed => Severity::Error,
            Kind::Settable(severity) | Kind::OnRequest(severity) => severity,
        }
    }

    /// Whether a document may depart from it. Whoever could allow themselves those about exceptions could allow themselves
    /// anything.
    pub fn can_be_allowed(self) -> bool {
        self.is_settable() && !matches!(self, Self::MissingReason | Self::UnusedAllow)
    }

    /// Whether a site may choose its level.
    pub fn is_settable(self) -> bool {
        !matches!(self.kind(), Kind::Fixed)
    }

    /// Whether nothing is told until a site asks for it.
    pub fn is_on_request(self) -> bool {
        matches!(self.kind(), Kind::OnRequest(_))
    }

    /// What it does, why, an example and what to do instead, in Markdown.
    pub fn explanation(self, language: MessageLanguage) -> &'static str {
        let (dutch, english) = self
            .explanations()
            .split_once("\n# English\n")
            .expect("a test sees to it that every explanation has both languages");
        match language {
            MessageLanguage::Nl => dutch.strip_prefix("# Nederlands\n").unwrap_or(dutch).trim(),
            MessageLanguage::En => english.trim(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_is_explained_under_four_headings_in_both_languages() {
        for &rule in Rule::ALL {
            let headings = |language| -> Vec<&str> {
                rule.explanation(language).lines().filter(|line| line.starts_with("## ")).collect()
            };
            assert_eq!(
                headings(MessageLanguage::Nl),
                ["## Wat de regel doet", "## Waarom", "## Voorbeeld", "## Doe liever dit"],
                "{}",
                rule.name()
            );
            assert_eq!(
                headings(MessageLanguage::En),
                ["## What it does", "## Why", "## Example", "## Use instead"],
                "{}",
                rule.name()
            );
        }
    }
}

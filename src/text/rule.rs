//! The table of rules: every kind of problem the tool can find, by name.
//!
//! What a rule does, why, an example and what to do instead stand in `rules/<name>.md` beside this file, in Dutch and
//! in English; `wijkgids explain` prints them.

use super::MessageLanguage;

/// How bad a problem is. An error keeps the site from being published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The site is published all the same.
    Warning,
    /// The site isn't published.
    Error,
}

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
enum RuleKind {
    /// Without it a page would be wrong, unsafe or missing: always an error.
    Fixed,
    /// A matter of judgement: the site may choose.
    Settable(Severity),
    /// The same, but nothing is reported until a site asks for it.
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

            fn kind(self) -> RuleKind {
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
    NotUtf8 = "not-utf8", RuleKind::Fixed;
    /// The file can't be read, or isn't an ordinary file.
    UnreadableFile = "unreadable-file", RuleKind::Fixed;
    /// The file or folder name can't become an address everywhere.
    BadFileName = "bad-file-name", RuleKind::Fixed;
    /// The file, or something in it, is larger or deeper than a page can be.
    TooLarge = "too-large", RuleKind::Fixed;
    /// Two files or aliases want the same address.
    SameAddress = "same-address", RuleKind::Fixed;
    /// The front matter or data file isn't YAML as this tool reads it.
    InvalidYaml = "invalid-yaml", RuleKind::Fixed;
    /// Two versions of a text, between which somebody still has to choose.
    MergeConflict = "merge-conflict", RuleKind::Fixed;
    /// A key stands twice in one mapping.
    DuplicateKey = "duplicate-key", RuleKind::Fixed;
    /// The front matter is missing, or doesn't end.
    MissingFrontMatter = "missing-front-matter", RuleKind::Fixed;
    /// A key that isn't in the content model.
    UnknownKey = "unknown-key", RuleKind::Fixed;
    /// A value of another type than the key takes.
    WrongType = "wrong-type", RuleKind::Fixed;
    /// A field that has to be there isn't, or is empty.
    MissingField = "missing-field", RuleKind::Fixed;
    /// Text after ` #` was taken for a comment.
    DroppedText = "dropped-text", RuleKind::Settable(Severity::Warning);
    /// A facet term that the site doesn't declare.
    UnknownTerm = "unknown-term", RuleKind::Fixed;
    /// A relation to a document that isn't there.
    DanglingRelation = "dangling-relation", RuleKind::Fixed;
    /// A fact that isn't in the register.
    UnknownFact = "unknown-fact", RuleKind::Fixed;
    /// The site that this one extends isn't there, or can't be extended.
    BrokenBase = "broken-base", RuleKind::Fixed;
    /// Files of a site below have something wrong that keeps that site from being published.
    FaultyBase = "faulty-base", RuleKind::Settable(Severity::Warning);
    /// Files of a site below that was received from others were changed there.
    EditedBase = "edited-base", RuleKind::Settable(Severity::Warning);
    /// A site changes what a site below it has locked.
    LockedText = "locked-text", RuleKind::Fixed;
    /// A value that a site below asks for and nobody filled in.
    MissingValue = "missing-value", RuleKind::Fixed;
    /// An overlay or a translation of a document that isn't there.
    OrphanedOverlay = "orphaned-overlay", RuleKind::Settable(Severity::Warning);
    /// An overlay names a section that the document below doesn't have.
    UnknownSection = "unknown-section", RuleKind::Settable(Severity::Warning);
    /// A translation into a language that the site isn't published in.
    UnusedTranslation = "unused-translation", RuleKind::Settable(Severity::Warning);
    /// The text that an overlay or a translation was made from has changed since.
    DriftedText = "drifted-text", RuleKind::Settable(Severity::Warning);
    /// An overlay or a translation that doesn't say which text it was made from.
    MissingBase = "missing-base", RuleKind::Settable(Severity::Warning);
    /// A `{{ value }}` that the site doesn't define.
    UnknownValue = "unknown-value", RuleKind::Fixed;
    /// A link to a document or file that isn't there.
    BrokenLink = "broken-link", RuleKind::Fixed;
    /// A link to a heading that isn't there.
    BrokenAnchor = "broken-anchor", RuleKind::Fixed;
    /// A link with a scheme that could run code.
    UnsafeLink = "unsafe-link", RuleKind::Fixed;
    /// An image without a description.
    MissingAltText = "missing-alt-text", RuleKind::Fixed;
    /// Raw HTML, which is shown as text.
    RawHtml = "raw-html", RuleKind::Settable(Severity::Error);
    /// A heading attribute other than an id or a class.
    HeadingAttribute = "heading-attribute", RuleKind::Fixed;
    /// Two headings with the same explicit id.
    DuplicateHeading = "duplicate-heading", RuleKind::Settable(Severity::Error);
    /// A heading level is left out, or a page has a level-1 heading of its own.
    HeadingOrder = "heading-order", RuleKind::Settable(Severity::Error);
    /// A footnote without a text, or a text that nothing refers to.
    BrokenFootnote = "broken-footnote", RuleKind::Settable(Severity::Error);
    /// Characters that can't be seen or that turn the reading direction.
    InvisibleCharacter = "invisible-character", RuleKind::Settable(Severity::Error);
    /// A required section is missing, or expected ones are empty or in another order.
    SectionOrder = "section-order", RuleKind::Settable(Severity::Warning);
    /// Text that was only put there to be replaced.
    PlaceholderText = "placeholder-text", RuleKind::Settable(Severity::Error);
    /// The review date has passed.
    StaleReview = "stale-review", RuleKind::Settable(Severity::Warning);
    /// Opening hours that no program can read.
    BadOpeningHours = "bad-opening-hours", RuleKind::Fixed;
    /// A fact that nobody has made sure of for too long.
    StaleCheck = "stale-check", RuleKind::Settable(Severity::Warning);
    /// Something that a municipality has to publish and doesn't.
    MissingDuty = "missing-duty", RuleKind::Settable(Severity::Warning);
    /// What is for teams is on a site that doesn't say for whom it is.
    MissingAudience = "missing-audience", RuleKind::Settable(Severity::Warning);
    /// An urgent action leads to a website, and the number of who is meant is known.
    UrgentWebsite = "urgent-website", RuleKind::Settable(Severity::Warning);
    /// A term that fewer documents have than its facet asks for.
    FewDocuments = "few-documents", RuleKind::Settable(Severity::Warning);
    /// What is meant for teams stands on a site for residents.
    LeakedText = "leaked-text", RuleKind::Fixed;
    /// A page that makes the browser ask somebody else.
    ThirdParty = "third-party", RuleKind::Fixed;
    /// Script or style that stands in a page itself.
    InlineCode = "inline-code", RuleKind::Fixed;
    /// A file of `static` that browsers run, or that tells a server what to do.
    StaticCode = "static-code", RuleKind::Settable(Severity::Warning);
    /// The title or the summary is longer than a list can show, or the summary is cut off.
    LongSummary = "long-summary", RuleKind::Settable(Severity::Warning);
    /// A document or a part of it holds more or less than its site asks for.
    UnusualLength = "unusual-length", RuleKind::Settable(Severity::Warning);
    /// The whole text is harder to read than its readers need.
    HardText = "hard-text", RuleKind::Settable(Severity::Warning);
    /// A sentence that a reader has to begin twice.
    LongSentence = "long-sentence", RuleKind::Settable(Severity::Warning);
    /// A long word for residents that nothing explains.
    LongWord = "long-word", RuleKind::Settable(Severity::Warning);
    /// A word of professionals or officials on a page for residents.
    Jargon = "jargon", RuleKind::Settable(Severity::Warning);
    /// An abbreviation that nothing explains.
    UndefinedAbbreviation = "undefined-abbreviation", RuleKind::Settable(Severity::Warning);
    /// Something is allowed, and nobody says why.
    MissingReason = "missing-reason", RuleKind::Settable(Severity::Warning);
    /// Something is allowed that nothing needs.
    UnusedAllow = "unused-allow", RuleKind::Settable(Severity::Warning);
    /// A link whose text doesn't say where it leads.
    VagueLink = "vague-link", RuleKind::Settable(Severity::Warning);
    /// A table with a column that has no heading.
    TableHeader = "table-header", RuleKind::Settable(Severity::Warning);
    /// An address outside the site that is wrong for certain.
    ExternalLink = "external-link", RuleKind::Settable(Severity::Warning);
    /// A card that leads nowhere and that nothing leads to.
    Orphan = "orphan", RuleKind::Settable(Severity::Warning);
    /// An image that takes long to arrive.
    OversizedImage = "oversized-image", RuleKind::Settable(Severity::Warning);
    /// A document that readers of a language get in another one.
    MissingTranslation = "missing-translation", RuleKind::OnRequest(Severity::Warning);
    /// A document that says nearly the same as another one.
    NearDuplicate = "near-duplicate", RuleKind::Settable(Severity::Warning);
    /// A published document that nobody looks after.
    MissingOwner = "missing-owner", RuleKind::Settable(Severity::Warning);
    /// A published document that nobody has to read again.
    MissingReview = "missing-review", RuleKind::Settable(Severity::Warning);
    /// A published card that rests on no fact.
    MissingEvidence = "missing-evidence", RuleKind::OnRequest(Severity::Warning);
    /// A published question that doesn't say what to do at once, today and soon.
    MissingUrgency = "missing-urgency", RuleKind::OnRequest(Severity::Warning);
    /// A number or address that seems to belong to a person.
    PersonalData = "personal-data", RuleKind::Settable(Severity::Error);
    /// Words that don't find what a test of the site says they should.
    SearchTest = "search-test", RuleKind::Settable(Severity::Warning);
    /// A color that can't be read on its ground.
    LowContrast = "low-contrast", RuleKind::Settable(Severity::Error);
    /// A template that can't be used.
    TemplateError = "template-error", RuleKind::Fixed;
    /// A mistake of the tool itself.
    InternalError = "internal-error", RuleKind::Fixed;
}

impl Rule {
    /// The rule of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|rule| rule.name() == name)
    }

    /// How bad its findings are where the site doesn't say otherwise.
    pub fn default_severity(self) -> Severity {
        match self.kind() {
            RuleKind::Fixed => Severity::Error,
            RuleKind::Settable(severity) | RuleKind::OnRequest(severity) => severity,
        }
    }

    /// Whether a document may depart from it. Whoever could allow themselves those about exceptions could allow themselves
    /// anything.
    pub fn can_be_allowed(self) -> bool {
        self.is_settable() && !matches!(self, Self::MissingReason | Self::UnusedAllow)
    }

    /// Whether a site may choose its level.
    pub fn is_settable(self) -> bool {
        !matches!(self.kind(), RuleKind::Fixed)
    }

    /// Whether nothing is reported until a site asks for it.
    pub fn is_on_request(self) -> bool {
        matches!(self.kind(), RuleKind::OnRequest(_))
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

//! Problems as values.

use super::{Phrase, Rule, SourcePath, Span};

/// How bad a problem is. An error keeps the site from being published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The site is published all the same.
    Warning,
    /// The site isn't published.
    Error,
}

/// A place in a source.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Location {
    /// The file.
    pub path: SourcePath,
    /// Where in its text; empty at 0 when the file as a whole is meant.
    pub span: Span,
}

impl Location {
    /// A place in a file.
    pub fn new(path: SourcePath, span: Span) -> Self {
        Self { path, span }
    }

    /// A file as a whole.
    pub fn file(path: SourcePath) -> Self {
        Self { path, span: Span::default() }
    }
}

/// A problem with the content. Sorts by place, then rule, then message: the order in which problems are shown.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Diagnostic {
    /// Where; `None` when no file is to blame.
    pub at: Option<Location>,
    /// Which rule found it.
    pub rule: Rule,
    /// How bad it is: the rule's default level, until the site's configuration sets another.
    pub severity: Severity,
    /// What was found, and what was expected.
    pub message: Phrase,
    /// What to do, most useful first; may be empty.
    pub hints: Vec<Phrase>,
}

impl Diagnostic {
    /// A problem at the default level of its rule, without a place.
    pub fn new(rule: Rule, message: Phrase) -> Self {
        Self { at: None, rule, severity: rule.default_severity(), message, hints: Vec::new() }
    }

    /// The same problem at a place.
    #[must_use]
    pub fn at(mut self, location: Location) -> Self {
        self.at = Some(location);
        self
    }

    /// The same problem with one more thing to do about it.
    #[must_use]
    pub fn hint(mut self, hint: Phrase) -> Self {
        self.hints.push(hint);
        self
    }

    /// The same problem, with "bedoelt u …?" where a right word is near.
    #[must_use]
    pub fn suggest(self, nearest: Option<&str>) -> Self {
        match nearest {
            Some(word) => self.hint(super::phrase!("bedoelt u `{word}`?", "did you mean `{word}`?")),
            None => self,
        }
    }
}

/// A result together with what was found wrong on the way to it.
#[derive(Clone, Debug)]
pub struct Checked<T> {
    /// The result, as good as it could be made.
    pub value: T,
    /// What was found, in no particular order.
    pub diagnostics: Vec<Diagnostic>,
}

impl<T> Checked<T> {
    /// A result with nothing wrong.
    pub fn clean(value: T) -> Self {
        Self { value, diagnostics: Vec::new() }
    }

    /// Hands over the diagnostics and keeps the value.
    pub fn unpack(self, diagnostics: &mut Vec<Diagnostic>) -> T {
        diagnostics.extend(self.diagnostics);
        self.value
    }
}

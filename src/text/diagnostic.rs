//! Problems as values.

use std::collections::HashMap;

use super::{Fix, Location, Phrase, Rule, Severity, SourcePath};

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
    /// What to write instead, where one thing is obvious. In a box, because few have one and every result that may fail holds
    /// the room for it.
    pub fix: Option<Box<Fix>>,
    /// Whether a layer below can have caused it by giving up a name or asking for something new. That keeps no site above it
    /// from being published.
    pub may_come_from_below: bool,
}

impl Diagnostic {
    /// A problem at the default level of its rule, without a place.
    pub fn new(rule: Rule, message: Phrase) -> Self {
        let severity = rule.default_severity();
        let (hints, fix, may_come_from_below) = (Vec::new(), None, false);
        Self { at: None, rule, severity, message, hints, fix, may_come_from_below }
    }

    /// The file that is to blame, if one is.
    pub fn path(&self) -> Option<&SourcePath> {
        self.at.as_ref().map(|at| &at.path)
    }

    /// The same problem at a place.
    #[must_use]
    pub fn at(mut self, location: Location) -> Self {
        self.at = Some(location);
        self
    }

    /// The same problem, which a layer below can have caused by giving up a name or asking for something new.
    #[must_use]
    pub fn maybe_from_below(mut self) -> Self {
        self.may_come_from_below = true;
        self
    }

    /// The same problem with one more thing to do about it.
    #[must_use]
    pub fn hint(mut self, hint: Phrase) -> Self {
        self.hints.push(hint);
        self
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

/// How many findings of one rule in one file are reported. Nobody mends a thousand things one by one, and a file that is no
/// text at all holds a million.
const MOST: usize = 100;

/// Leaves out what is too much to report: of one rule in one file everything after the first hundred, which is reported in one
/// sentence. Takes and gives diagnostics in their order.
pub fn cap_per_rule(diagnostics: &mut Vec<Diagnostic>) {
    let mut counts: HashMap<(Option<SourcePath>, Rule), usize> = HashMap::new();
    let key = |diagnostic: &Diagnostic| (diagnostic.at.as_ref().map(|at| at.path.clone()), diagnostic.rule);
    for diagnostic in &*diagnostics {
        *counts.entry(key(diagnostic)).or_default() += 1;
    }
    counts.retain(|_, count| *count > MOST);
    if counts.is_empty() {
        return;
    }
    let mut kept: HashMap<(Option<SourcePath>, Rule), usize> = HashMap::new();
    diagnostics.retain_mut(|diagnostic| {
        let key = key(diagnostic);
        let Some(count) = counts.get(&key) else { return true };
        let n = kept.entry(key).or_default();
        *n += 1;
        if *n == MOST + 1 {
            let more = count - MOST;
            diagnostic.message = super::phrase!(
                "dit is de eerste van nog {more} zulke plekken in dit bestand",
                "this is the first of {more} more such places in this file"
            );
            let hint = super::phrase!("los eerst de plekken hierboven op", "mend the places above first");
            diagnostic.hints = vec![hint];
            diagnostic.fix = None;
        }
        *n <= MOST + 1
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Span, phrase};

    #[test]
    fn a_hundred_of_a_kind_are_reported_and_the_rest_counted() {
        let at = |path: &str, at: usize| {
            Location::new(SourcePath::new(path).expect("a path"), Span::new(at, at + 1))
        };
        let found = |rule, path, n| Diagnostic::new(rule, phrase!("{n}", "{n}")).at(at(path, n));
        let mut diagnostics: Vec<Diagnostic> = (0..5_000).map(|n| found(Rule::RawHtml, "a.md", n)).collect();
        diagnostics.extend((0..100).map(|n| found(Rule::RawHtml, "b.md", n)));
        diagnostics.push(found(Rule::BrokenLink, "a.md", 9_000));
        diagnostics.sort();
        cap_per_rule(&mut diagnostics);
        assert_eq!(diagnostics.len(), 101 + 100 + 1);
        assert_eq!(diagnostics[99].message.en, "99");
        assert_eq!(diagnostics[100].message.en, "this is the first of 4900 more such places in this file");
        assert_eq!(diagnostics[101].rule, Rule::BrokenLink);
    }
}

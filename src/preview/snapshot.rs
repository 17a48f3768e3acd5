//! What one build gives to readers, as plain data.
//!
//! A [`Snapshot`] is published whole and never changes: a page, its style sheet and the problems shown on it always come
//! from the same build.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::editor::Editor;
use crate::http;
use crate::pipeline::{Desk, OutputPath, Outputs};
use crate::report::{Spot, spot};
use crate::text::{Diagnostic, MessageLanguage, Rule, Severity, Source, SourcePath};

/// Everything there is to see of one build.
#[derive(Clone, Debug, Default)]
pub struct Snapshot {
    /// The files. Where a document is broken: the last good version of its page, if there was one.
    pub outputs: Outputs,
    /// The pages of documents that have been broken as long as the preview runs: as good as they could be made.
    pub rough: BTreeSet<OutputPath>,
    /// What was found wrong, in the order in which it is shown.
    pub problems: Vec<Problem>,
    /// Where the site lies on its server.
    pub base: BasePath,
    /// The page of the document that was just saved, when open tabs have to go there (`--follow`).
    pub follow: Option<OutputPath>,
    /// What there is to know of each document.
    pub desk: Arc<Desk>,
    /// The texts of the documents that are made of several files.
    pub sources: BTreeMap<SourcePath, Source>,
    /// What opens a file, if anything does.
    pub editor: Option<Editor>,
}

impl Snapshot {
    /// The problems of the document that a page was made from.
    pub(super) fn problems_of<'a>(&'a self, page: &'a OutputPath) -> impl Iterator<Item = &'a Problem> {
        self.problems.iter().filter(move |problem| problem.page.as_ref() == Some(page))
    }

    /// How many problems there are of a severity.
    pub(super) fn count(&self, severity: Severity) -> usize {
        self.problems.iter().filter(|problem| problem.severity == severity).count()
    }
}

/// A [`Diagnostic`] made ready to be shown: in one language, with its place looked up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// How bad it is.
    pub severity: Severity,
    /// Which rule found it.
    pub rule: Rule,
    /// Where; `None` when no file is to blame.
    pub place: Option<ProblemLocation>,
    /// What was found, and what was expected.
    pub message: String,
    /// What to do, most useful first; may be empty.
    pub hints: Vec<String>,
    /// The page that is made from the file, if one is, whether or not it could be made this time.
    pub page: Option<OutputPath>,
}

/// Where a problem is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProblemLocation {
    /// The file.
    pub path: SourcePath,
    /// Where in it; `None` when the file as a whole is meant.
    pub spot: Option<Spot>,
}

impl Problem {
    /// A diagnostic in one language, with its place looked up in `source`, the file it is about, where that could be
    /// read; and `page`, the page made from that file.
    pub fn new(
        diagnostic: &Diagnostic,
        language: MessageLanguage,
        source: Option<&Source>,
        page: Option<OutputPath>,
    ) -> Self {
        let Diagnostic { at, rule, severity, message, hints, fix: _, may_come_from_below: _ } = diagnostic;
        let place = at.as_ref().map(|at| ProblemLocation { path: at.path.clone(), spot: spot(at, source) });
        Self {
            severity: *severity,
            rule: *rule,
            place,
            message: message.in_language(language).to_owned(),
            hints: hints.iter().map(|hint| hint.in_language(language).to_owned()).collect(),
            page,
        }
    }
}

/// Where a site lies on its server, such as `/gids/`: begins and ends with a slash, not percent-encoded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BasePath(String);

impl Default for BasePath {
    fn default() -> Self {
        Self("/".to_owned())
    }
}

impl BasePath {
    /// The path of an absolute address such as `https://voorbeeld.nl/gids/`; the root where it has none that could be
    /// served.
    pub fn of_base_url(base_url: &str) -> Self {
        let after_scheme = base_url.split_once("://").map_or(base_url, |(_, rest)| rest);
        let path = after_scheme.find('/').map_or("", |slash| &after_scheme[slash..]);
        let path = path.split(['?', '#']).next().unwrap_or_default();
        match http::decode(path) {
            Some(path) if OutputPath::new(path.trim_matches('/')).is_some() => {
                Self(format!("/{}/", path.trim_matches('/')))
            }
            _ => Self::default(),
        }
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The address of a file of the site, not percent-encoded: `/gids/kaarten/x/` for `kaarten/x/index.html`.
    pub(super) fn address(&self, path: &OutputPath) -> String {
        let path = path.as_str();
        let address = match path.strip_suffix("index.html") {
            Some(folder) if folder.is_empty() || folder.ends_with('/') => folder,
            _ => path,
        };
        format!("{}{address}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Location, Span, phrase};

    #[test]
    fn the_base_path_is_that_of_the_address() {
        for (base_url, expected) in [
            ("https://voorbeeld.nl/gids/", "/gids/"),
            ("https://voorbeeld.nl/gids", "/gids/"),
            ("https://voorbeeld.nl/a/b/?x#y", "/a/b/"),
            ("https://voorbeeld.nl/caf%C3%A9/", "/café/"),
            ("https://voorbeeld.nl/", "/"),
            ("https://voorbeeld.nl", "/"),
            ("https://voorbeeld.nl/../etc/", "/"),
            ("", "/"),
        ] {
            assert_eq!(BasePath::of_base_url(base_url).as_str(), expected, "{base_url}");
        }
    }

    #[test]
    fn a_diagnostic_becomes_a_problem_with_its_line() {
        let path = SourcePath::new("kaarten/x.md").expect("a sound path");
        let source = Source::new(path.clone(), "titel: x\nduur: één uur\n");
        let start = source.text().find("één").expect("occurs in the text");
        let diagnostic = Diagnostic::new(Rule::WrongType, phrase!("geen getal", "not a number"))
            .at(Location::new(path.clone(), Span::new(start, source.text().len())));
        let problem = Problem::new(&diagnostic, MessageLanguage::Nl, Some(&source), None);
        assert_eq!(problem.message, "geen getal");
        let spot = problem.place.expect("a place").spot.expect("a spot");
        assert_eq!((spot.start.line, spot.start.column, spot.line.as_str()), (2, 7, "duur: één uur"));

        let whole = Diagnostic::new(Rule::UnreadableFile, phrase!("x", "x")).at(Location::file(path));
        let problem = Problem::new(&whole, MessageLanguage::Nl, Some(&source), None);
        assert_eq!(problem.place.expect("a place").spot, None);
    }
}

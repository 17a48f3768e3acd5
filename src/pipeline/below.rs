//! What the layers below cause in a site. What is wrong in them by itself is one warning for each of them, and a name that one
//! of them gave up is a warning where it stands: nobody here can mend the one, and nobody made a mistake with the other.
//!
//! What would break a promise to residents stays an error: a page that shows what is for teams, or that makes the browser ask
//! somebody else. A document of a layer below that holds personal data isn't on the site at all; see [`is_withheld`].

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Inputs;
use super::layers::Configs;
use super::undeclared::is_unknown_field;
use crate::config::{self, Config};
use crate::document::Document;
use crate::edition::Stack;
use crate::model::FieldId;
use crate::text::{Applicability, Diagnostic, Level, Location, Phrase, Rule, Severity, SourcePath, phrase};

/// What a page of the site itself would do to those who read it, wherever the words come from.
const PROMISES: [Rule; 4] = [Rule::LeakedText, Rule::ThirdParty, Rule::InlineCode, Rule::PersonalData];

/// How many files of a layer below are named.
const NAMED: usize = 3;

/// In how many places a name stands that is reported once for all of them.
const MANY: usize = 4;

/// Whether a document of a layer below stays off a site because of personal data in it; `reported` is what was found in its
/// file. Who lets the rule be, for the document or the site, lets it be.
pub(super) fn is_withheld(config: &Config, document: &Document, reported: &[Diagnostic]) -> bool {
    let rule = Rule::PersonalData;
    let is_strict = config.levels.get(&rule).is_none_or(|level| *level == Level::Error);
    is_strict
        && reported.iter().any(|found| found.rule == rule && found.severity == Severity::Error)
        && !document.body.places.allows.iter().any(|allow| allow.value == rule)
}

/// What decides how what layers below cause is reported.
pub(super) struct FromBelow<'b> {
    pub(super) inputs: &'b Inputs,
    pub(super) configs: &'b Configs,
    pub(super) stacks: &'b [Stack],
    /// The files that stay off the site; see [`is_withheld`].
    pub(super) withheld: &'b BTreeSet<SourcePath>,
}

impl FromBelow<'_> {
    /// Reports what the layers below cause as they are to be reported, with the levels of the site applied.
    pub(super) fn settle(&self, diagnostics: &mut Vec<Diagnostic>) {
        if self.inputs.layers.len() < 2 {
            return;
        }
        self.lower(diagnostics);
        gather(diagnostics);
        let is_ours = |diagnostic: &Diagnostic| is_own(diagnostic) || self.breaks_promise(diagnostic);
        let (ours, theirs): (Vec<Diagnostic>, Vec<Diagnostic>) =
            std::mem::take(diagnostics).into_iter().partition(is_ours);
        *diagnostics = ours;
        let mut faulty = self.faulty(theirs);
        self.configs.own().apply_levels(&mut faulty);
        diagnostics.extend(faulty);
    }

    fn breaks_promise(&self, diagnostic: &Diagnostic) -> bool {
        let is_withheld = || diagnostic.path().is_some_and(|path| self.withheld.contains(path));
        diagnostic.severity == Severity::Error && PROMISES.contains(&diagnostic.rule) && !is_withheld()
    }

    /// Makes a warning of what a layer below may have caused in a file of the site.
    fn lower(&self, diagnostics: &mut Vec<Diagnostic>) {
        let config = self.configs.own();
        let is_strict = |rule: &Rule| config.levels.get(rule) == Some(&Level::Error);
        if is_strict(&Rule::FaultyBase) {
            return;
        }
        let is_theirs = |diagnostic: &Diagnostic| {
            diagnostic.may_come_from_below || is_unknown_field(diagnostic, self.inputs, &config.model)
        };
        for diagnostic in diagnostics.iter_mut().filter(|found| is_own(found)) {
            let is_error = diagnostic.severity == Severity::Error;
            if is_error && is_theirs(diagnostic) && !is_strict(&diagnostic.rule) {
                diagnostic.severity = Severity::Warning;
                diagnostic.may_come_from_below = true;
                if let Some(fix) = &mut diagnostic.fix {
                    // The nearest name is what a slip meant, and not always what a name that is gone did.
                    fix.applicability = Applicability::MaybeIncorrect;
                }
                diagnostic.hints.push(phrase!(
                    "dit kan komen door een wijziging in de site eronder: `wijkgids drift` zegt wat daar is veranderd",
                    "a change in the site below may have caused this: `wijkgids drift` tells what changed there"
                ));
            }
        }
        // Without what it declares, nothing that refers to that says anything.
        if self.is_unreadable() {
            diagnostics.retain(|found| !found.may_come_from_below || !is_own(found));
        }
    }

    /// Whether the configuration of one of the layers below couldn't be read.
    fn is_unreadable(&self) -> bool {
        !self.configs.unreadable.is_empty()
    }

    /// One warning for each layer below that has errors.
    fn faulty(&self, theirs: Vec<Diagnostic>) -> Vec<Diagnostic> {
        let mut by_way: BTreeMap<String, Vec<Diagnostic>> = BTreeMap::new();
        for diagnostic in theirs.into_iter().filter(|found| found.severity == Severity::Error) {
            let way = diagnostic.path().map_or("", SourcePath::way).to_owned();
            by_way.entry(way).or_default().push(diagnostic);
        }
        by_way.into_iter().map(|(way, found)| self.of_layer(&way, found)).collect()
    }

    fn of_layer(&self, way: &str, mut found: Vec<Diagnostic>) -> Diagnostic {
        if self.configs.unreadable.contains(way) {
            found.retain(|found| found.rule == Rule::InvalidYaml);
        }
        found.sort();
        let mut files: BTreeMap<&SourcePath, &Diagnostic> = BTreeMap::new();
        for found in &found {
            if let Some(path) = found.path() {
                files.entry(path).or_insert(found);
            }
        }
        let (n, Phrase { nl, en }) = (files.len(), self.called(way, &files));
        let folder = way.trim_end_matches('/');
        let message = if n == 1 {
            phrase!(
                "in een bestand van `{folder}` is iets mis; {nl} kan dat oplossen, hier hoeft niets te gebeuren",
                "a file of `{folder}` has something wrong; {en} can mend it, nothing has to be done here"
            )
        } else {
            phrase!(
                "in {n} bestanden van `{folder}` is iets mis; {nl} kan dat oplossen, hier hoeft niets te gebeuren",
                "{n} files of `{folder}` have something wrong; {en} can mend that, nothing has to be done here"
            )
        };
        let mut warning = Diagnostic::new(Rule::FaultyBase, message).at(self.extends());
        for (path, found) in files.iter().take(NAMED) {
            warning = warning.hint(self.named(path, found));
        }
        if n > NAMED {
            warning = warning.hint(phrase!(
                "`wijkgids check {folder}` noemt ze alle",
                "`wijkgids check {folder}` names them all"
            ));
        }
        let withheld = self.withheld.iter().filter(|path| path.way() == way);
        let withheld = withheld.map(|path| format!("`{}`", path.local())).collect::<Vec<_>>().join(", ");
        if !withheld.is_empty() {
            warning = warning.hint(phrase!(
                "om persoonsgegevens niet op deze site: {withheld}",
                "not on this site because of personal data: {withheld}"
            ));
        }
        warning
    }

    /// Where the site says what it lies on.
    pub(super) fn extends(&self) -> Location {
        let path = SourcePath::new(config::FILE_NAME).expect("this is a path");
        match &self.configs.own().extends {
            Some(extends) => Location::new(path, extends.span),
            None => Location::file(path),
        }
    }

    fn named(&self, path: &SourcePath, found: &Diagnostic) -> Phrase {
        let line = found.at.as_ref().and_then(|at| {
            let source = self.inputs.sources.get(path)?;
            Some(format!(":{}", source.position(at.span.start).line))
        });
        let line = line.unwrap_or_default();
        let Phrase { nl, en } = &found.message;
        phrase!("`{path}{line}`: {nl}", "`{path}{line}`: {en}")
    }

    /// Who keeps a layer: what it is called, with the functions that keep the files.
    fn called(&self, way: &str, files: &BTreeMap<&SourcePath, &Diagnostic>) -> Phrase {
        let layer = self.inputs.layers.iter().position(|other| other == way);
        let Some(layer) = layer.filter(|_| !self.configs.unreadable.contains(way)) else {
            return phrase!("wie die bijhoudt", "who keeps it");
        };
        let title = &self.configs.layers[layer].title;
        let pieces = self.stacks.iter().flatten().map(|piece| &piece.document.outline);
        let kept = pieces.filter(|outline| files.contains_key(&outline.path));
        let owners: BTreeSet<&str> =
            kept.flat_map(|outline| outline.fields.texts(FieldId::OWNER)).map(|(owner, _)| owner).collect();
        if owners.is_empty() {
            return phrase!("`{title}`", "`{title}`");
        }
        let owners = owners.into_iter().collect::<Vec<_>>().join(", ");
        phrase!("`{title}` ({owners})", "`{title}` ({owners})")
    }
}

/// Whether a problem is one of the site's own layer, or of none.
fn is_own(diagnostic: &Diagnostic) -> bool {
    diagnostic.path().is_none_or(|path| path.way().is_empty())
}

/// A document that isn't on the site because of personal data in it: as one that its own layer hides.
pub(super) fn withhold(document: &mut Document) {
    let outline = Arc::make_mut(&mut document.outline);
    outline.derivation.get_or_insert_default().hidden = Some(true);
}

/// Puts one message in the place of those about one name in many places.
fn gather(diagnostics: &mut Vec<Diagnostic>) {
    let mut places: BTreeMap<(Rule, Phrase), Vec<usize>> = BTreeMap::new();
    let ours = diagnostics.iter().enumerate().filter(|(_, found)| found.may_come_from_below && is_own(found));
    for (place, found) in ours {
        places.entry((found.rule, found.message.clone())).or_default().push(place);
    }
    let mut told = BTreeSet::new();
    for of_name in places.into_values().filter(|of_name| of_name.len() >= MANY) {
        let first = of_name.iter().copied().min_by_key(|place| &diagnostics[*place].at);
        let first = first.expect("a name stands somewhere");
        let files: BTreeSet<&SourcePath> =
            of_name.iter().filter_map(|place| diagnostics[*place].path()).collect();
        let (more, files) = (of_name.len() - 1, files.len());
        told.extend(of_name.into_iter().filter(|place| *place != first));
        diagnostics[first].hints.push(phrase!(
            "hetzelfde staat nog op {more} plekken; samen in {files} bestanden",
            "the same stands in {more} more places; together in {files} files"
        ));
    }
    let mut place = 0;
    diagnostics.retain(|_| {
        place += 1;
        !told.contains(&(place - 1))
    });
}

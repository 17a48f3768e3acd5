//! From everything that was found to what is reported: at the levels that the site wants, sorted, and without what only
//! follows from something worse.

use std::collections::{BTreeMap, BTreeSet};

use super::Inputs;
use super::allowed::Allowed;
use super::arrange::Arranged;
use super::below::FromBelow;
use super::layers::Configs;
use crate::config::{self, Config};
use crate::data::Read;
use crate::edition::{Derived, drift, locked};
use crate::model::Kind;
use crate::page::{TEMPLATES, Theme, theme_folders};
use crate::text::{Diagnostic, Location, Rule, Severity, SourcePath, cap_per_rule, phrase};

/// Which files of data couldn't be read.
#[derive(Clone, Copy)]
pub(super) struct Unreadable {
    pub(super) config: bool,
    pub(super) register: bool,
}

/// What has drifted in the site's own layer; of the others, those who keep them are told.
pub(super) fn drift(arranged: &[Arranged], inputs: &Inputs) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let Some(own) = arranged.first() else { return found };
    let language = own.site.own_config.source_language();
    let chosen = arranged.iter().flat_map(|arranged| arranged.site.edition.documents.values());
    let derived: Vec<&Derived> = chosen.filter_map(|chosen| chosen.derived.as_deref()).collect();
    found.extend(derived.iter().flat_map(|derived| locked::diagnostics(derived, &inputs.sources, language)));
    let pieces = derived.iter().flat_map(|derived| &derived.pieces);
    for piece in pieces.filter(|derived| derived.piece.document.outline.path.way().is_empty()) {
        found.extend(drift::diagnostics(piece, &drift::of(piece, &inputs.sources), language));
    }
    found
}

/// The values that a layer below asks for and that the site doesn't fill in. One that was asked for since the site was published
/// keeps it from nothing; only where its readers would see that it isn't there, the site isn't ready for everybody.
pub(super) fn unfilled(configs: &Configs, arranged: &[Arranged], inputs: &Inputs) -> Vec<Diagnostic> {
    let own = configs.layers.last().expect("a site has at least its own layer");
    let mut unfilled = own.unfilled().peekable();
    if unfilled.peek().is_none() {
        return Vec::new();
    }
    let documents = arranged.iter().flat_map(|arranged| arranged.site.edition.documents.values());
    let shown: BTreeSet<&str> =
        documents.flat_map(|document| &document.body.places.values).map(|(name, _)| name.as_str()).collect();
    let is_base = inputs.layers.len() == 1;
    let path = SourcePath::new(config::FILE_NAME).expect("this is a path");
    let reported = unfilled.map(|(name, ask)| {
        let by = &ask.at.path;
        let is_shown = shown.contains(name.as_str());
        let message = phrase!(
            "de waarde `{name}` is nog niet ingevuld; `{by}` vraagt erom",
            "the value `{name}` isn't filled in yet; `{by}` asks for it"
        );
        let diagnostic = Diagnostic::new(Rule::MissingValue, message).at(Location::file(path.clone())).hint(
            phrase!("zet onder `values` een regel `{name}: …`", "put a line `{name}: …` under `values`"),
        );
        if is_base || inputs.is_for_production && is_shown {
            return diagnostic;
        }
        let diagnostic = Diagnostic { severity: Severity::Warning, ..diagnostic };
        if !is_shown {
            return diagnostic;
        }
        let named = Config::unfilled_text(name);
        diagnostic.hint(phrase!(
            "tot dan staat er `{named}`; zo wordt de site niet voor iedereen gepubliceerd",
            "until then readers see `{named}`; the site isn't published for everybody like this"
        ))
    });
    reported.collect()
}

/// What has to be there before a site is published for production, whatever it makes of these rules.
const DEMANDED: [Rule; 4] =
    [Rule::MissingDuty, Rule::MissingAudience, Rule::UrgentWebsite, Rule::FewDocuments];

/// What decides what is reported.
pub(super) struct Settling<'c> {
    pub(super) config: &'c Config,
    pub(super) below: FromBelow<'c>,
    pub(super) unreadable: Unreadable,
    pub(super) is_for_production: bool,
}

/// What is reported out of what was found, and how much of each rule isn't because its document allows it. `is_shown` says which
/// files have a say in the site.
pub(super) fn apply_levels(
    mut diagnostics: Vec<Diagnostic>,
    settling: &Settling<'_>,
    allowed: &Allowed<'_>,
    is_shown: impl Fn(&SourcePath) -> bool,
) -> (Vec<Diagnostic>, BTreeMap<Rule, usize>) {
    let Settling { config, ref below, unreadable, is_for_production } = *settling;
    // What others answer isn't known here.
    let is_looked_for = |rule: Rule| config.asks_for(rule) && rule != Rule::ExternalLink;
    diagnostics.extend(allowed.unused(&diagnostics, is_looked_for, is_shown));
    let is_demanded = |diagnostic: &Diagnostic| is_for_production && DEMANDED.contains(&diagnostic.rule);
    let demanded = diagnostics.iter().filter(|diagnostic| is_demanded(diagnostic)).cloned();
    let demanded: Vec<Diagnostic> =
        demanded.map(|found| Diagnostic { severity: Severity::Error, ..found }).collect();
    config.apply_levels(&mut diagnostics);
    if is_for_production {
        // What has to be there has to be there, whatever the site makes of the rule.
        diagnostics.retain(|diagnostic| !is_demanded(diagnostic));
        diagnostics.extend(demanded);
    }
    below.settle(&mut diagnostics);
    if unreadable.config {
        // Without a content model every document is full of errors, which say nothing about the documents.
        diagnostics
            .retain(|diagnostic| diagnostic.path().is_some_and(|path| path.local() == config::FILE_NAME));
    }
    if unreadable.register {
        diagnostics.retain(|diagnostic| diagnostic.rule != Rule::UnknownFact);
    }
    only_encoding(&mut diagnostics);
    diagnostics.sort();
    diagnostics.dedup();
    let counts = allowed.take_out(&mut diagnostics);
    cap_per_rule(&mut diagnostics);
    (diagnostics, counts)
}

/// A theme that the configuration names, and that has no files that are read.
pub(super) fn missing_theme(inputs: &Inputs, config: &Config) -> Option<Diagnostic> {
    let Read { value: folder, span } = config.theme.as_ref().filter(|_| inputs.theme.is_empty())?;
    let path = SourcePath::new(config::FILE_NAME).expect("this is a path");
    let folders = theme_folders().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    Some(
        Diagnostic::new(
            Rule::TemplateError,
            phrase!(
                "in de map `{folder}` is geen thema te vinden dat gebruikt kan worden",
                "there is no theme in the folder `{folder}` that can be used"
            ),
        )
        .at(Location::new(path, *span))
        .hint(phrase!(
            "een thema heeft een of meer van de mappen {folders}: schrijf het pad daarheen vanaf de map van de site, of haal \
             de regel weg",
            "a theme has one or more of the folders {folders}: write the path to it from the folder of the site, or take the \
             line away"
        )),
    )
}

/// The templates that kinds of documents ask for and the theme doesn't have.
pub(super) fn missing_templates(config: &Config, theme: &Theme) -> Vec<Diagnostic> {
    let kinds = config.model.kinds.iter().filter(|kind| !theme.has_template(&kind.template));
    let missing = kinds.map(|Kind { id, template, .. }| {
        let path = SourcePath::new(config::FILE_NAME).expect("this is a path");
        let message = phrase!(
            "het thema heeft geen sjabloon `{template}`, waar soort `{id}` om vraagt",
            "the theme has no template `{template}`, which kind `{id}` asks for"
        );
        Diagnostic::new(Rule::TemplateError, message).at(Location::file(path)).maybe_from_below().hint(
            phrase!(
                "zet `{TEMPLATES}{template}.html` in de map van het thema, of haal `template` weg",
                "put `{TEMPLATES}{template}.html` into the folder of the theme, or take `template` away"
            ),
        )
    });
    missing.collect()
}

/// Of files that aren't UTF-8, only that is reported: the rest is about texts that nobody wrote.
fn only_encoding(diagnostics: &mut Vec<Diagnostic>) {
    let garbled = diagnostics.iter().filter(|diagnostic| diagnostic.rule == Rule::NotUtf8);
    let garbled: BTreeSet<SourcePath> = garbled.filter_map(|diagnostic| diagnostic.path().cloned()).collect();
    diagnostics.retain(|diagnostic| {
        diagnostic.rule == Rule::NotUtf8 || diagnostic.path().is_none_or(|path| !garbled.contains(path))
    });
}

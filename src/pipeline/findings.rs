//! From everything that was found to what is told: at the levels that the site wants, sorted, and without what only
//! follows from something worse.

use std::collections::BTreeSet;

use super::Inputs;
use crate::config::{self, Config};
use crate::data::Read;
use crate::text::{Diagnostic, Location, Rule, SourcePath, curb, phrase};

/// Which files of data couldn't be read.
#[derive(Clone, Copy)]
pub(super) struct Unreadable {
    pub(super) config: bool,
    pub(super) register: bool,
}

/// What is told of what was found.
pub(super) fn settle(
    mut diagnostics: Vec<Diagnostic>,
    config: &Config,
    unreadable: Unreadable,
) -> Vec<Diagnostic> {
    config.settle(&mut diagnostics);
    if unreadable.config {
        // Without a content model every document is full of errors, which say nothing about the documents.
        diagnostics
            .retain(|diagnostic| diagnostic.path().is_some_and(|path| path.as_str() == config::FILE_NAME));
    }
    if unreadable.register {
        diagnostics.retain(|diagnostic| diagnostic.rule != Rule::UnknownFact);
    }
    only_encoding(&mut diagnostics);
    diagnostics.sort();
    diagnostics.dedup();
    curb(&mut diagnostics);
    diagnostics
}

/// A theme that the configuration names, and that has no files.
pub(super) fn missing_theme(inputs: &Inputs, config: &Config) -> Option<Diagnostic> {
    let Read { value: folder, span } = config.theme.as_ref().filter(|_| inputs.theme.is_empty())?;
    let path = SourcePath::new(config::FILE_NAME).expect("this is a path");
    Some(
        Diagnostic::new(
            Rule::TemplateError,
            phrase!("er is geen thema in de map `{folder}`", "there is no theme in the folder `{folder}`"),
        )
        .at(Location::new(path, *span))
        .hint(phrase!(
            "schrijf het pad vanaf de map van de site, of haal de regel weg",
            "write the path from the folder of the site, or take the line away"
        )),
    )
}

/// Whether a file of data couldn't be read, so that what it lacks says nothing.
pub(super) fn is_unreadable(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|diagnostic| diagnostic.rule == Rule::InvalidYaml)
}

/// Of files that aren't UTF-8, only that is told: the rest is about texts that nobody wrote.
fn only_encoding(diagnostics: &mut Vec<Diagnostic>) {
    let garbled = diagnostics.iter().filter(|diagnostic| diagnostic.rule == Rule::NotUtf8);
    let garbled: BTreeSet<SourcePath> = garbled.filter_map(|diagnostic| diagnostic.path().cloned()).collect();
    diagnostics.retain(|diagnostic| {
        diagnostic.rule == Rule::NotUtf8 || diagnostic.path().is_none_or(|path| !garbled.contains(path))
    });
}

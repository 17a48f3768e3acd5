//! What somebody changed in a base that was received from others: it stands in the way of its next release.

use std::collections::BTreeSet;

use super::Inputs;
use super::below::FromBelow;
use super::layers::of_layer;
use super::memo::Memo;
use crate::base::{BaseManifest, belongs, digest_of};
use crate::document::DocumentId;
use crate::model::ContentModel;
use crate::text::{Diagnostic, Digest, Phrase, Rule, Source, SourcePath, phrase};

/// How many files are named.
const NAMED: usize = 3;

/// The endings of the files that are read as they lie there: of a table the text isn't what its bytes are.
const COMPARED: [&str; 2] = ["md", "yaml"];

/// The files of each base that was received which aren't what its manifest says, by what was read of it: all sites on one base
/// share that.
#[derive(Default)]
pub(super) struct Received {
    edited: Memo<Option<Vec<String>>>,
}

/// A base with the file that says what belongs to it.
struct ReceivedBase<'i> {
    way: &'i str,
    manifest: &'i Source,
    model: &'i ContentModel,
}

impl Received {
    /// Reports each base in which something was changed, in one warning, and gives the ways to those that were received.
    pub(super) fn check(
        &mut self,
        below: &FromBelow<'_>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> BTreeSet<String> {
        let (inputs, configs) = (below.inputs, below.configs);
        let ways = inputs.layers.iter().zip(&configs.layers).rev().skip(1).rev();
        let bases = ways.filter_map(|(way, config)| {
            let path = SourcePath::below(way, BaseManifest::FILE).ok()?;
            Some(ReceivedBase { way, manifest: inputs.sources.get(&path)?, model: &config.model })
        });
        let bases: Vec<ReceivedBase<'_>> = bases.collect();
        let key = |base: &ReceivedBase<'_>| {
            let files = of_layer(inputs, base.way).map(|source| (source.path(), source.digest()));
            Digest::of(&(base.way, files.collect::<Vec<_>>()))
        };
        let edited = self.edited.pass(&bases, key, |base| edited(base, inputs));
        let mut received = BTreeSet::new();
        for (base, (files, _)) in bases.iter().zip(edited) {
            let Some(files) = &*files else { continue };
            received.insert(base.way.to_owned());
            if !files.is_empty() {
                diagnostics.push(warning(base.way, files).at(below.extends()));
            }
        }
        received
    }
}

/// The files that were changed, added or taken away, by their paths in the folder of the base; `None` where it wasn't received.
fn edited(base: &ReceivedBase<'_>, inputs: &Inputs) -> Option<Vec<String>> {
    let manifest = BaseManifest::read(base.manifest).filter(|manifest| manifest.is_received)?;
    let is_changed = |source: &&Source| {
        let (path, digest) = (source.path().local(), source.digest().to_string());
        let is_compared = COMPARED.iter().any(|ending| source.path().extension() == Some(ending));
        // What isn't UTF-8 was read otherwise than it is written.
        is_compared
            && belongs(path)
            && !source.text().contains('\u{fffd}')
            && manifest
                .files
                .get(path)
                .is_none_or(|noted| *noted != digest && *noted != digest_of(source.text().as_bytes()))
    };
    let changed =
        of_layer(inputs, base.way).filter(is_changed).map(|source| source.path().local().to_owned());
    let is_gone = |path: &&String| {
        let Ok(place) = SourcePath::below(base.way, path) else { return false };
        let is_document = path.ends_with(".md") && DocumentId::of_path(&place, base.model).is_some();
        let is_unread = || inputs.found.iter().any(|found| found.path() == Some(&place));
        is_document && !inputs.sources.contains_key(&place) && !is_unread()
    };
    let mut edited: Vec<String> = changed.chain(manifest.files.keys().filter(is_gone).cloned()).collect();
    edited.sort();
    Some(edited)
}

fn warning(way: &str, files: &[String]) -> Diagnostic {
    let folder = way.trim_end_matches('/');
    let named = files.iter().take(NAMED).map(|path| format!("`{path}`")).collect::<Vec<_>>().join(", ");
    let Phrase { nl, en } = match files.len().saturating_sub(NAMED) {
        0 => phrase!("", ""),
        rest => phrase!(" en nog {rest}", " and {rest} more"),
    };
    let message = phrase!(
        "`{folder}` is van anderen ontvangen, en daarin is iets veranderd: {named}{nl}; zo kan er geen nieuwe uitgave in",
        "`{folder}` was received from others, and something was changed in it: {named}{en}; so no new release can be taken in"
    );
    Diagnostic::new(Rule::EditedBase, message).hint(phrase!(
        "`wijkgids update --keep-edits` zet dat bij de volgende uitgave in uw eigen site; een tekst zelf aanpassen begint met `wijkgids localise`",
        "`wijkgids update --keep-edits` puts that into your own site with the next release; changing a text of your own starts with `wijkgids localise`"
    ))
}

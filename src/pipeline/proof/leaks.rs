//! Proof that a site for residents holds nothing that is meant for teams: every file of it is read, whatever made it.
//!
//! Texts are looked for as letters and digits alone, so that neither tags nor the ways to write a sign in HTML, XML or JSON
//! can hide them; telephone numbers and mail addresses in every spelling; documents by the address of their page. What
//! another source tells residents is nobody's secret, but for a line that was typed into a text.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::addresses::PublicAddresses;
use super::entrances::{Entrance, EntranceKind, entrances};
use super::find::LeakSearch;
use super::public;
use super::secrets::{Secret, Trace, secrets};
use crate::edition::Stack;
use crate::model::files::NUMBERS;
use crate::pipeline::Inputs;
use crate::pipeline::outputs::{MadeFiles, OutputPath};
use crate::site::Site;
use crate::text::{Diagnostic, Location, Phrase, Rule, Source, SourcePath, phrase};

/// What of the files of a site for residents is meant for teams. `interface` is what the theme says, in each language.
pub(super) fn check<'a>(
    files: &MadeFiles,
    site: &'a Site,
    stacks: &'a [Stack],
    inputs: &'a Inputs,
    interface: impl Iterator<Item = &'a str>,
) -> Vec<Diagnostic> {
    let secrets = secrets(site, stacks, &inputs.sources);
    let search = LeakSearch::new(secrets.iter().enumerate(), PublicAddresses::of(site, &files.outputs));
    let known = known(&search, &secrets, site, stacks, &inputs.sources, interface);
    let outputs: Vec<_> = files.outputs.iter().collect();
    let hits = outputs.par_iter().map(|(path, bytes)| (*path, search.file(path.as_str(), bytes)));
    // By what they are of: one text that got out takes its neighbors along.
    let mut leaks: BTreeMap<&str, Leak<'_>> = BTreeMap::new();
    let mut leaked = BTreeSet::new();
    for (path, hits) in hits.collect::<Vec<_>>() {
        for idx in hits.difference(&known) {
            let leak = leaks.entry(&secrets[*idx].of).or_default();
            leak.secrets.insert(*idx);
            leak.files.insert(path);
            leaked.insert(*idx);
        }
    }
    if leaked.is_empty() {
        return Vec::new();
    }
    for (idx, entrance) in entrances(&secrets, &leaked, files, site, inputs) {
        leaks.entry(&secrets[idx].of).or_default().entrances.insert(entrance, idx);
    }
    for leak in leaks.values_mut().filter(|leak| leak.entrances.is_empty()) {
        // Put together on a page out of parts of its text.
        let page = leak.files.iter().find_map(|path| files.pages.get(*path));
        let first = leak.secrets.first().copied();
        leak.entrances.extend(page.zip(first).map(|(page, idx)| (Entrance::of_text(page.clone()), idx)));
    }
    leaks.into_values().map(|leak| leak.diagnostic(&secrets, &inputs.sources, site.word(NUMBERS))).collect()
}

/// The secrets that are none, by their places.
fn known<'a>(
    search: &LeakSearch<'_>,
    secrets: &[Secret],
    site: &'a Site,
    stacks: &'a [Stack],
    sources: &'a BTreeMap<SourcePath, Source>,
    interface: impl Iterator<Item = &'a str>,
) -> BTreeSet<usize> {
    let texts = public::texts(site, stacks, sources, interface);
    let public: BTreeSet<usize> = texts.par_iter().flat_map_iter(|text| search.texts(text)).collect();
    let lines = public::lines(site, stacks);
    let is_known = |secret: &Secret| matches!(&secret.trace, Trace::Line(line) if lines.contains(line));
    let numbers = secrets.iter().enumerate().filter(|(_, secret)| is_known(secret)).map(|(idx, _)| idx);
    public.into_iter().chain(numbers).collect()
}

/// What got out of one document, which way, and where to.
#[derive(Default)]
struct Leak<'b> {
    /// By their places; never empty once it is reported.
    secrets: BTreeSet<usize>,
    files: BTreeSet<&'b OutputPath>,
    /// Each with what came in there.
    entrances: BTreeMap<Entrance, usize>,
}

/// How much of what was found is shown, in characters: enough to find it again.
const SHOWN: usize = 60;

/// How many files are named.
const NAMED: usize = 4;

impl Leak<'_> {
    fn diagnostic(
        self,
        secrets: &[Secret],
        sources: &BTreeMap<SourcePath, Source>,
        numbers: &str,
    ) -> Diagnostic {
        let (first, idx) = match self.entrances.first_key_value() {
            Some((entrance, idx)) => (Some(entrance), idx),
            None => (None, self.secrets.first().expect("a leak is of something")),
        };
        let Secret { trace, text, of: _, at } = &secrets[*idx];
        let text = text.trim();
        let more = if text.chars().count() > SHOWN { "…" } else { "" };
        let text: String = text.chars().take(SHOWN).collect();
        let own = written(at, line(at, sources));
        let outputs = named(self.files.iter().map(ToString::to_string));
        let diagnostic = Diagnostic::new(
            Rule::LeakedText,
            phrase!(
                "op de site voor inwoners staat `{text}{more}` uit `{own}`, dat alleen voor teams is: in {outputs}",
                "the site for residents shows `{text}{more}` of `{own}`, which is for teams only: in {outputs}"
            ),
        );
        // The files of a theme aren't those of a site.
        let place = first.filter(|entrance| entrance.by != EntranceKind::Theme).map(|entrance| &entrance.at);
        let diagnostic = match (place, first) {
            (Some(place), _) => diagnostic.at(place.clone()),
            (None, Some(_)) => diagnostic,
            (None, None) => diagnostic.at(at.clone()),
        };
        let diagnostic = diagnostic.hint(hint(trace, first, numbers));
        let mut lines: Vec<String> =
            self.entrances.keys().map(|entrance| written(&entrance.at, entrance.line)).collect();
        // Several things can stand on a line.
        lines.dedup();
        let others = lines.into_iter().skip(1);
        if others.len() == 0 {
            return diagnostic;
        }
        let others = named(others);
        diagnostic.hint(phrase!("er staat ook iets van in {others}", "some of it is in {others} too"))
    }
}

/// Which line a place is in, from 1; `None` where it is the file as a whole.
fn line(at: &Location, sources: &BTreeMap<SourcePath, Source>) -> Option<usize> {
    let source = sources.get(&at.path).filter(|_| !at.span.range().is_empty());
    source.map(|source| source.position(at.span.start).line)
}

/// A place in one word.
fn written(at: &Location, line: Option<usize>) -> String {
    match line {
        Some(line) => format!("{}:{line}", at.path),
        None => at.path.to_string(),
    }
}

/// The first of some names, and how many there are besides.
fn named(mut names: impl ExactSizeIterator<Item = String>) -> String {
    let mut named: Vec<String> = names.by_ref().take(NAMED).map(|name| format!("`{name}`")).collect();
    match names.len() {
        0 => {}
        n_others => named.push(format!("… (+{n_others})")),
    }
    named.join(", ")
}

/// What to do about it; `numbers` is what the file of national numbers is called.
fn hint(trace: &Trace, entrance: Option<&Entrance>, numbers: &str) -> Phrase {
    match (trace, entrance) {
        (_, Some(Entrance { by: EntranceKind::Theme, at, line })) => {
            let file = written(at, *line);
            phrase!("haal het uit `{file}` van het thema", "remove it from `{file}` of the theme")
        }
        (_, Some(Entrance { by: EntranceKind::File, line, .. })) => {
            let on = |word| line.map(|line| format!(" ({word} {line})")).unwrap_or_default();
            let (nl, en) = (on("regel"), on("line"));
            phrase!(
                "haal het uit dit bestand{nl}, of het bestand van de site: het wordt gepubliceerd zoals het is",
                "remove it from this file{en}, or the file from the site: it is published as it is"
            )
        }
        (Trace::Line(_), _) => phrase!(
            "haal het daar weg; is het ook voor inwoners, zet het dan bij `telefoon` of `email` van de voorziening, of in `{numbers}`",
            "remove it there; if it is for residents too, put it at `phone` or `email` of the provision, or into `{numbers}`"
        ),
        (Trace::Address(_), _) => phrase!(
            "haal het adres daar weg: inwoners vinden er niets",
            "remove the address there: residents find nothing at it"
        ),
        (Trace::Text(_), _) => phrase!(
            "haal de tekst daar weg, of schrijf voor inwoners wat zij mogen weten in een tekst die van hen is",
            "remove the text there, or write what residents may know in a text of their own"
        ),
    }
}

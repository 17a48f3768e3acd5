//! The ways by which something that is for teams came into a site for residents: the files that hold it and that residents
//! get something of.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use memchr::memchr_iter;
use rayon::prelude::*;

use super::addresses::PublicAddresses;
use super::find::LeakSearch;
use super::secrets::Secret;
use crate::asset::decoded;
use crate::document::DocumentId;
use crate::pipeline::Inputs;
use crate::pipeline::outputs::MadeFiles;
use crate::site::{Site, file_address};
use crate::text::{Location, Source, SourcePath, Span};

/// Where something came in.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Entrance {
    pub(super) by: EntranceKind,
    /// Its place; that of the file as a whole where it isn't written there as it is shown.
    pub(super) at: Location,
    /// Which line of the file that is, from 1.
    pub(super) line: Option<usize>,
}

impl Entrance {
    /// In a file, at a place in bytes and on a line; `None` where nobody wrote it there as it is found.
    fn new(by: EntranceKind, file: &SourcePath, place: Option<(usize, usize)>) -> Self {
        let span = place.map(|(place, _)| Span::new(place, place)).unwrap_or_default();
        Self { by, at: Location::new(file.clone(), span), line: place.map(|(_, line)| line) }
    }

    /// A text that doesn't hold it as it is shown.
    pub(super) fn of_text(path: SourcePath) -> Self {
        Self { by: EntranceKind::Text, at: Location::file(path), line: None }
    }
}

/// In what sort of file it came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum EntranceKind {
    /// A text or a table that residents get something of.
    Text,
    /// A file that is published as it is.
    File,
    /// A file of the theme, by its path there.
    Theme,
}

/// Where each of the secrets that got out came in. What nobody typed for residents came in nowhere.
pub(super) fn entrances(
    secrets: &[Secret],
    leaked: &BTreeSet<usize>,
    files: &MadeFiles,
    site: &Site,
    inputs: &Inputs,
) -> Vec<(usize, Entrance)> {
    let public = PublicAddresses::of(site, &files.outputs);
    let search = LeakSearch::new(leaked.iter().map(|idx| (*idx, &secrets[*idx])), public);
    let texts = inputs.sources.values().filter(|source| is_for_residents(source.path(), site));
    let texts = texts.map(|source| (EntranceKind::Text, source.path(), source.text().as_bytes()));
    let published = inputs.files.iter().filter(|(path, _)| files.outputs.has(&file_address(path)));
    let published = published.map(|(path, bytes)| (EntranceKind::File, path, &**bytes));
    let theme = inputs.theme.iter().map(|(path, bytes)| (EntranceKind::Theme, path, &**bytes));
    let all: Vec<(EntranceKind, &SourcePath, &[u8])> = texts.chain(published).chain(theme).collect();
    let own = own_places(secrets);
    let found = all.par_iter().flat_map_iter(|(by, path, bytes)| {
        let own = own.get(path).filter(|_| *by == EntranceKind::Text);
        let bytes = own.map_or(Cow::Borrowed(*bytes), |own| Cow::Owned(without(bytes, own)));
        let hits = search.file(path.as_str(), &bytes);
        if hits.is_empty() {
            return Vec::new();
        }
        let source = Source::new((*path).clone(), &decoded(&bytes));
        let places = with_lines(source.text(), search.places(source.text()));
        let entrance = |idx| Entrance::new(*by, path, places.get(&idx).copied());
        hits.into_iter().map(|idx| (idx, entrance(idx))).collect()
    });
    found.collect()
}

/// Places in a text, in bytes, each with its line, from 1; by what stands there.
fn with_lines(text: &str, places: BTreeMap<usize, usize>) -> BTreeMap<usize, (usize, usize)> {
    let mut by_place: Vec<(usize, usize)> = places.into_iter().map(|(idx, place)| (place, idx)).collect();
    by_place.sort_unstable();
    let (mut line, mut from) = (1, 0);
    let placed = by_place.into_iter().map(|(place, idx)| {
        line += memchr_iter(b'\n', &text.as_bytes()[from..place]).count();
        from = place;
        (idx, (place, line))
    });
    placed.collect()
}

/// Where files that residents get something of hold what is for teams: that isn't how it got out.
fn own_places(secrets: &[Secret]) -> BTreeMap<&SourcePath, Vec<Range<usize>>> {
    let mut places: BTreeMap<&SourcePath, Vec<Range<usize>>> = BTreeMap::new();
    for Secret { at, .. } in secrets.iter().filter(|secret| !secret.at.span.range().is_empty()) {
        places.entry(&at.path).or_default().push(at.span.range());
    }
    places
}

/// A text with nothing in these places, and all else where it was.
fn without(text: &[u8], places: &[Range<usize>]) -> Vec<u8> {
    let mut text = text.to_vec();
    for place in places {
        if let Some(place) = text.get_mut(place.clone()) {
            place.fill(b' ');
        }
    }
    text
}

/// Whether residents get something of a file: of all but the documents that aren't theirs.
fn is_for_residents(path: &SourcePath, site: &Site) -> bool {
    match DocumentId::of_path(path, &site.own_config.model) {
        Some(Ok(file)) => site.edition.documents.contains_key(&file.id),
        Some(Err(_)) => false,
        None => true,
    }
}

//! The ways by which something that is for teams came into a site for residents: the files that hold it and that residents
//! get something of.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::find::LeakSearch;
use super::lines::{folded, lines};
use super::secrets::{Secret, Trace};
use crate::asset::decoded;
use crate::document::DocumentId;
use crate::pipeline::Inputs;
use crate::pipeline::outputs::MadeFiles;
use crate::site::{Site, file_address};
use crate::text::{Location, Source, SourcePath, Span, letters_with_places};

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
    let search = LeakSearch::new(leaked.iter().map(|idx| (*idx, &secrets[*idx])));
    let texts = inputs.sources.values().filter(|source| is_for_residents(source.path(), site));
    let texts = texts.map(|source| (EntranceKind::Text, source.path(), source.text().as_bytes()));
    let published = inputs.files.iter().filter(|(path, _)| files.has(&file_address(path)));
    let published = published.map(|(path, bytes)| (EntranceKind::File, path, &**bytes));
    let theme = inputs.theme.iter().map(|(path, bytes)| (EntranceKind::Theme, path, &**bytes));
    let all: Vec<(EntranceKind, &SourcePath, &[u8])> = texts.chain(published).chain(theme).collect();
    let found = all.par_iter().flat_map_iter(|(by, path, bytes)| {
        let hits = search.file(path.as_str(), bytes);
        // Most files hold nothing.
        let source = (!hits.is_empty()).then(|| Source::new((*path).clone(), &decoded(bytes)));
        hits.into_iter().filter_map(move |idx| Some((idx, entrance(&secrets[idx], *by, source.as_ref()?)?)))
    });
    found.collect()
}

/// Whether residents get something of a file: of all but the documents that aren't theirs.
fn is_for_residents(path: &SourcePath, site: &Site) -> bool {
    match DocumentId::of_path(path, &site.own_config.model) {
        Some(Ok(file)) => site.edition.documents.contains_key(&file.id),
        Some(Err(_)) => false,
        None => true,
    }
}

/// Where a file that holds a secret does; `None` where that is the secret itself.
fn entrance(secret: &Secret, by: EntranceKind, source: &Source) -> Option<Entrance> {
    let text = source.text();
    let own =
        Some(secret.at.span.range()).filter(|_| by == EntranceKind::Text && secret.at.path == *source.path());
    let own = own.unwrap_or_default();
    let parts: Vec<(usize, &str)> = if own.is_empty() {
        vec![(0, text)]
    } else {
        vec![(0, &text[..own.start]), (own.end, &text[own.end..])]
    };
    let place = parts.iter().find_map(|(start, part)| Some(start + place(&secret.trace, part)?));
    let at = |span| Location::new(source.path().clone(), span);
    match place {
        Some(place) => {
            let line = source.position(Span::new(place, place).start).line;
            Some(Entrance { by, at: at(Span::new(place, place)), line: Some(line) })
        }
        None if own.is_empty() => Some(Entrance { by, at: at(Span::default()), line: None }),
        None => None,
    }
}

/// Where in a text something stands, in bytes; `None` where it is put together from more than one part.
fn place(trace: &Trace, text: &str) -> Option<usize> {
    match trace {
        Trace::Text(wanted) => {
            let (plain, places) = letters_with_places(text);
            Some(places[plain.find(wanted.as_str())?])
        }
        Trace::Address(id) => in_line(text, |part| part.to_ascii_lowercase().contains(id.as_str())),
        Trace::Line(line) => in_line(text, |part| lines(&folded(part)).any(|(other, _)| other == *line)),
    }
}

/// Where in the first line that holds something it begins: what is left of the line from there on still holds it.
fn in_line(text: &str, is_in: impl Fn(&str) -> bool) -> Option<usize> {
    let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1));
    let (start, line) = starts.zip(text.split('\n')).find(|(_, line)| is_in(line))?;
    let places: Vec<usize> = line.char_indices().map(|(at, _)| at).collect();
    let n_before = places.partition_point(|at| is_in(&line[*at..]));
    Some(start + places[n_before.saturating_sub(1)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::letters;

    #[test]
    fn a_number_stands_where_it_begins() {
        let line = lines("0992001230").next().expect("a number").0;
        let text = "Bel 099 200 12 31\nof 9-12: (099)\u{a0}200 12 30, of mail.";
        let at = place(&Trace::Line(line), text).expect("it is there");
        assert!(text[at..].starts_with("(099)") || text[at..].starts_with("099)"), "{}", &text[at..]);
        let at =
            place(&Trace::Text(letters("dan Bellen we")), "Eerst.\nDan *bellen* we.").expect("it is there");
        assert_eq!(at, 7);
    }
}

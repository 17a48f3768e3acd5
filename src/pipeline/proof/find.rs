//! What is for teams, found in a file: all of it at once.

use std::collections::{BTreeMap, BTreeSet};

use super::addresses::{PublicAddresses, WantedAddresses};
use super::lines::{WantedLines, as_seen, fold, folded};
use super::plain::{Markup, unescaped};
use super::secrets::{Secret, Trace};
use super::texts::WantedTexts;
use crate::asset::{decoded, packed_text};
use crate::text::{letters, n_letters};

/// Looks for all secrets at once; gives them by their places.
pub(super) struct LeakSearch<'f> {
    texts: WantedTexts<usize>,
    addresses: WantedAddresses<'f, usize>,
    lines: WantedLines<usize>,
}

impl<'f> LeakSearch<'f> {
    /// Looks for these, each by its place among all.
    pub(super) fn new<'s>(
        secrets: impl IntoIterator<Item = (usize, &'s Secret)>,
        public: PublicAddresses<'f>,
    ) -> Self {
        let (mut texts, mut addresses, mut lines) = (Vec::new(), Vec::new(), Vec::new());
        for (idx, secret) in secrets {
            match &secret.trace {
                Trace::Text(text) => texts.push((text.clone(), idx)),
                Trace::Address(id) => addresses.push((id, idx)),
                Trace::Line(line) => lines.push((line.clone(), idx)),
            }
        }
        Self {
            texts: texts.into_iter().collect(),
            addresses: WantedAddresses::new(addresses, public),
            lines: lines.into_iter().collect(),
        }
    }

    /// Those in a file, by its name and its bytes; a picture says nothing, and neither does a PDF.
    pub(super) fn file(&self, path: &str, bytes: &[u8]) -> BTreeSet<usize> {
        if let Some(text) = packed_text(bytes) {
            return self.within(&text);
        }
        if !is_text(path) {
            return BTreeSet::new();
        }
        let text = decoded(bytes);
        if !is_markup(path, &text) {
            return self.within(&unescaped(&text));
        }
        let Markup { shown, beside } = Markup::read(&text);
        let mut found = self.within(&shown);
        found.append(&mut self.within(&beside));
        found
    }

    /// Those in a text.
    fn within(&self, text: &str) -> BTreeSet<usize> {
        let text = folded(text);
        let mut found = self.texts(&letters(&text));
        self.lines.within(&text, |idx, _| _ = found.insert(*idx));
        self.addresses.within(&text, |idx, _| _ = found.insert(*idx));
        found
    }

    /// The texts within letters and digits.
    pub(super) fn texts(&self, plain: &str) -> BTreeSet<usize> {
        let mut found = BTreeSet::new();
        self.texts.within(plain, |idx, _| _ = found.insert(*idx));
        found
    }

    /// Where in a text each of them stands first, in bytes, where that is written there as it is found. All at once: a file
    /// may hold thousands.
    pub(super) fn places(&self, text: &str) -> BTreeMap<usize, usize> {
        let mut found = FirstPlaces::default();
        self.texts.within(&letters(text), |idx, at| found.add(*idx, at));
        let mut places = found.within(text, n_letters);
        let seen = as_seen(text);
        let mut found = FirstPlaces::default();
        self.lines.within(&seen, |idx, at| found.add(*idx, at));
        self.addresses.within(&seen, |idx, at| found.add(*idx, at));
        places.append(&mut found.within(text, |c| fold(c).map_or(0, char::len_utf8)));
        // Of what an address writes as numbers the line is told.
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            if line.contains('%') {
                let line = folded(line);
                self.lines.within(&line, |idx, _| _ = places.entry(*idx).or_insert(start));
                self.addresses.within(&line, |idx, _| _ = places.entry(*idx).or_insert(start));
            }
            start += line.len();
        }
        places
    }
}

/// Where in what was made of a text each stands first, by its place among all.
#[derive(Default)]
struct FirstPlaces(BTreeMap<usize, usize>);

impl FirstPlaces {
    fn add(&mut self, idx: usize, at: usize) {
        let first = self.0.entry(idx).or_insert(at);
        *first = at.min(*first);
    }

    /// Where that is in the text itself, of whose signs so many bytes are left.
    fn within(self, text: &str, n_left: impl Fn(char) -> usize) -> BTreeMap<usize, usize> {
        let mut by_place: Vec<(usize, usize)> = self.0.into_iter().map(|(idx, at)| (at, idx)).collect();
        by_place.sort_unstable();
        let mut wanted = by_place.into_iter().peekable();
        let mut places = BTreeMap::new();
        let mut left = 0;
        for (at, c) in text.char_indices() {
            left += n_left(c);
            while let Some((_, idx)) = wanted.next_if(|(place, _)| *place < left) {
                places.insert(idx, at);
            }
            if wanted.peek().is_none() {
                break;
            }
        }
        places
    }
}

/// What holds no sentence that can be read: pictures, fonts, sound, and what is packed.
const PACKED: [&str; 18] = [
    "png", "jpg", "jpeg", "gif", "webp", "avif", "ico", "woff", "woff2", "ttf", "otf", "mp3", "mp4", "webm",
    "ogg", "pdf", "zip", "gz",
];

/// Whether a file is written in tags and text, by its name or by how it begins.
fn is_markup(path: &str, text: &str) -> bool {
    let is_ending =
        |ending: &&str| path.rsplit_once('.').is_some_and(|(_, own)| own.eq_ignore_ascii_case(ending));
    ["html", "htm", "xhtml", "xml", "svg"].iter().any(is_ending)
        || text.trim_start_matches('\u{feff}').starts_with("<?xml")
}

/// Everything else is read, whatever it is called.
fn is_text(path: &str) -> bool {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    !PACKED.iter().any(|packed| packed.eq_ignore_ascii_case(ending))
}

#[cfg(test)]
mod tests {
    use super::super::lines::lines;
    use super::*;
    use crate::pipeline::outputs::Outputs;
    use crate::text::Location;

    #[test]
    fn a_secret_stands_where_it_begins() {
        let line = lines("0992001230").next().expect("a number").0;
        let at = Location::file(crate::text::SourcePath::new("a.md").expect("a path"));
        let secret = |trace| Secret { trace, text: String::new(), of: String::new(), at: at.clone() };
        let secrets = [secret(Trace::Line(line)), secret(Trace::Text(letters("dan Bellen we")))];
        let files = Outputs::default();
        let public = PublicAddresses { hosts: Vec::new(), files: &files };
        let search = LeakSearch::new(secrets.iter().enumerate(), public);
        let places = |text: &str| search.places(text).into_iter().collect::<Vec<_>>();
        let text = "Bel 099 200 12 31\nof é 9-12: (099)\u{a0}200 12 30, of 0992001230.\nDan *bellen* we.";
        let at = |part| text.find(part).expect("it is there");
        assert_eq!(places(text), [(0, at("099)")), (1, at("Dan"))]);
        assert_eq!(places("een\ntel:099%20200%2012%2030"), [(0, 4)]);
        assert!(places("niets").is_empty());
    }
}

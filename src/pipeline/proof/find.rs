//! What is for teams, found in a file: all of it at once.

use std::collections::BTreeSet;

use super::addresses::WantedAddresses;
use super::lines::{WantedLines, folded};
use super::plain::{Markup, unescaped};
use super::secrets::{Secret, Trace};
use super::texts::WantedTexts;
use crate::asset::{decoded, packed_text};
use crate::text::letters;

/// Looks for all secrets at once; gives them by their places.
pub(super) struct LeakSearch {
    texts: WantedTexts<usize>,
    addresses: WantedAddresses<usize>,
    lines: WantedLines<usize>,
}

impl LeakSearch {
    /// Looks for these, each by its place among all.
    pub(super) fn new<'s>(secrets: impl IntoIterator<Item = (usize, &'s Secret)>) -> Self {
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
            addresses: addresses.into_iter().collect(),
            lines: lines.into_iter().collect(),
        }
    }

    /// Those in a file, by its name; what is packed says nothing, but for the files of office programs.
    pub(super) fn file(&self, path: &str, bytes: &[u8]) -> BTreeSet<usize> {
        if let Some(text) = packed_text(bytes) {
            return self.within(&text);
        }
        if !is_text(path) {
            return BTreeSet::new();
        }
        let text = decoded(bytes);
        if !is_markup(path) {
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
        found.extend(self.lines.within(&text).chain(self.addresses.within(&text)));
        found
    }

    /// The texts within letters and digits.
    pub(super) fn texts(&self, plain: &str) -> BTreeSet<usize> {
        let mut found = BTreeSet::new();
        self.texts.within(plain, |idx| _ = found.insert(*idx));
        found
    }
}

/// What holds no sentence that can be read: pictures, fonts, sound, and what is packed.
const PACKED: [&str; 18] = [
    "png", "jpg", "jpeg", "gif", "webp", "avif", "ico", "woff", "woff2", "ttf", "otf", "mp3", "mp4", "webm",
    "ogg", "pdf", "zip", "gz",
];

/// What is written in tags and text.
fn is_markup(path: &str) -> bool {
    let is_ending =
        |ending: &&str| path.rsplit_once('.').is_some_and(|(_, own)| own.eq_ignore_ascii_case(ending));
    ["html", "htm", "xhtml", "xml", "svg"].iter().any(is_ending)
}

/// Everything else is read, whatever it is called.
fn is_text(path: &str) -> bool {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    !PACKED.iter().any(|packed| packed.eq_ignore_ascii_case(ending))
}

//! Proof that a site for residents holds nothing that is meant for teams: every file of it is read, whatever made it.
//!
//! Texts are looked for as letters and digits alone, so that neither tags nor the ways to write a sign in HTML, XML or JSON
//! can hide them; telephone numbers and mail addresses in every spelling; documents by the address of their page. What
//! another source tells residents is nobody's secret, but for a line that was typed into a text.

use std::collections::{BTreeMap, BTreeSet};

use aho_corasick::AhoCorasick;
use rayon::prelude::*;

use super::lines::{Wanted, folded, lines};
use super::plain::{Markup, plain, unescaped};
use super::public;
use super::secrets::{SENTENCE, Secret, Trace, secrets};
use crate::edition::Stack;
use crate::model::files::NUMBERS;
use crate::pipeline::outputs::{MadeFiles, OutputPath};
use crate::site::Site;
use crate::text::{Diagnostic, Location, Phrase, Rule, Source, SourcePath, Span, lossy, phrase};

/// What of the files of a site for residents is meant for teams. `interface` is what the theme says, in each language.
pub(super) fn check<'a>(
    files: &MadeFiles,
    site: &'a Site,
    stacks: &'a [Stack],
    sources: &'a BTreeMap<SourcePath, Source>,
    interface: impl Iterator<Item = &'a str>,
) -> Vec<Diagnostic> {
    let secrets = secrets(site, stacks, sources);
    let search = LeakSearch::new(&secrets);
    let known = known(&search, &secrets, site, stacks, sources, interface);
    let texts: Vec<_> = files.outputs.iter().filter(|(path, _)| is_text(path)).collect();
    let hits = texts.par_iter().map(|(path, bytes)| (*path, search.file(path, &lossy(bytes))));
    // By what they are of: one text that got out takes its neighbors along.
    let mut leaks: BTreeMap<&str, Leak<'_>> = BTreeMap::new();
    for (path, hits) in hits.collect::<Vec<_>>() {
        for idx in hits.difference(&known) {
            let leak = leaks.entry(&secrets[*idx].of).or_default();
            leak.secrets.insert(*idx);
            leak.files.insert(path);
        }
    }
    leaks.into_values().map(|leak| leak.diagnostic(&secrets, files, sources, site.word(NUMBERS))).collect()
}

/// The secrets that are none, by their places.
fn known<'a>(
    search: &LeakSearch,
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

/// Looks for all secrets at once; gives them by their places.
struct LeakSearch {
    /// The letters and digits that each text starts with.
    starts: AhoCorasick,
    /// The texts of each of those, whole.
    texts: Vec<Vec<(String, usize)>>,
    addresses: AhoCorasick,
    of_address: Vec<usize>,
    lines: Wanted<usize>,
}

impl LeakSearch {
    fn new(secrets: &[Secret]) -> Self {
        let mut texts: BTreeMap<&str, Vec<(String, usize)>> = BTreeMap::new();
        let (mut addresses, mut of_address, mut lines) = (Vec::new(), Vec::new(), Vec::new());
        for (idx, secret) in secrets.iter().enumerate() {
            match &secret.trace {
                // The size of what finds texts doesn't depend on how long those are.
                Trace::Text(text) => {
                    let start = text.char_indices().nth(SENTENCE).map_or(text.len(), |(end, _)| end);
                    texts.entry(&text[..start]).or_default().push((text.clone(), idx));
                }
                Trace::Address(id) => {
                    addresses.push(id.as_str());
                    of_address.push(idx);
                }
                Trace::Line(line) => lines.push((line.clone(), idx)),
            }
        }
        let automaton = |is_any_case: bool, patterns: Vec<&str>| {
            AhoCorasick::builder()
                .ascii_case_insensitive(is_any_case)
                .build(patterns)
                .expect("the texts of a site are far fewer than an automaton can take")
        };
        Self {
            starts: automaton(false, texts.keys().copied().collect()),
            texts: texts.into_values().collect(),
            // Typed in small letters, and working in others on some servers.
            addresses: automaton(true, addresses),
            of_address,
            lines: lines.into_iter().collect(),
        }
    }

    /// Those in a file of the site.
    fn file(&self, path: &OutputPath, text: &str) -> BTreeSet<usize> {
        if !is_markup(path) {
            return self.within(&unescaped(text));
        }
        let Markup { shown, beside } = Markup::read(text);
        let mut found = self.within(&shown);
        found.append(&mut self.within(&beside));
        found
    }

    /// Those in a text.
    fn within(&self, text: &str) -> BTreeSet<usize> {
        let text = folded(text);
        let in_lines = self.lines.within(&text).copied();
        in_lines.chain(self.texts(&plain(&text))).chain(self.addresses(&text)).collect()
    }

    /// The texts within letters and digits.
    fn texts(&self, plain: &str) -> BTreeSet<usize> {
        let mut found = BTreeSet::new();
        for hit in self.starts.find_overlapping_iter(plain) {
            let texts =
                self.texts[hit.pattern()].iter().filter(|(text, _)| plain[hit.start()..].starts_with(text));
            found.extend(texts.map(|(_, idx)| idx));
        }
        found
    }

    /// The addresses within a text: one that another begins or ends with is another document's.
    fn addresses(&self, text: &str) -> BTreeSet<usize> {
        let is_slug = |c: char| c.is_ascii_alphanumeric() || c == '-';
        let is_whole = |start: usize, end: usize| {
            // Below a page lie its own files, `index.html` and pictures; a longer path without an ending is another page.
            let below = text[end..].strip_prefix('/').unwrap_or_default();
            let below = &below[..below.find(|c| !is_slug(c)).unwrap_or(below.len())];
            let is_file = text.get(end + 1 + below.len()..).is_some_and(|rest| rest.starts_with('.'));
            !text[..start].ends_with(is_slug)
                && !text[end..].starts_with(is_slug)
                && (below.is_empty() || is_file)
        };
        let hits = self.addresses.find_overlapping_iter(text);
        hits.filter(|hit| is_whole(hit.start(), hit.end()))
            .map(|hit| self.of_address[hit.pattern()])
            .collect()
    }
}

/// What got out of one document, and where to.
#[derive(Default)]
struct Leak<'b> {
    /// By their places; never empty once it is reported.
    secrets: BTreeSet<usize>,
    files: BTreeSet<&'b OutputPath>,
}

/// How much of what was found is shown, in characters: enough to find it again.
const SHOWN: usize = 60;

/// How many files are named.
const NAMED: usize = 4;

impl Leak<'_> {
    fn diagnostic(
        self,
        secrets: &[Secret],
        files: &MadeFiles,
        sources: &BTreeMap<SourcePath, Source>,
        numbers: &str,
    ) -> Diagnostic {
        let first = self.secrets.first().expect("a leak is of something");
        let Secret { trace, text, of, at } = &secrets[*first];
        let text = text.trim();
        let more = if text.chars().count() > SHOWN { "…" } else { "" };
        let text: String = text.chars().take(SHOWN).collect();
        let mut named: Vec<String> = self.files.iter().take(NAMED).map(|path| format!("`{path}`")).collect();
        match self.files.len().saturating_sub(NAMED) {
            0 => {}
            n_others => named.push(format!("… (+{n_others})")),
        }
        let named = named.join(", ");
        // A page that was made from a document can be mended there.
        let page = self.files.iter().find_map(|path| sources.get(files.pages.get(*path)?));
        let at = page.map_or_else(|| at.clone(), |source| place(trace, &text, source));
        Diagnostic::new(
            Rule::LeakedText,
            phrase!(
                "op de site voor inwoners staat `{text}{more}` uit `{of}`, dat alleen voor teams is: in {named}",
                "the site for residents shows `{text}{more}` of `{of}`, which is for teams only: in {named}"
            ),
        )
        .at(at)
        .hint(hint(trace, numbers))
    }
}

/// Where in the text of a page something stands; the start of the file where a value or a theme put it there.
fn place(trace: &Trace, text: &str, source: &Source) -> Location {
    let whole = source.text();
    let start = match trace {
        Trace::Line(line) => {
            lines(&folded(whole)).find(|(other, _)| other == line).and_then(|(_, text)| whole.find(text))
        }
        Trace::Text(_) | Trace::Address(_) => whole.find(text),
    };
    let file = source.path().clone();
    match start {
        Some(at) => Location::new(file, Span::new(at, at)),
        None => Location::file(file),
    }
}

/// What to do about it; `numbers` is what the file of national numbers is called.
fn hint(trace: &Trace, numbers: &str) -> Phrase {
    match trace {
        Trace::Line(_) => phrase!(
            "haal het daar weg; is het ook voor inwoners, zet het dan bij `telefoon` of `email` van de voorziening, of in `{numbers}`",
            "remove it there; if it is for residents too, put it at `phone` or `email` of the provision, or into `{numbers}`"
        ),
        Trace::Address(_) => phrase!(
            "haal het adres daar weg: inwoners vinden er niets",
            "remove the address there: residents find nothing at it"
        ),
        Trace::Text(_) => phrase!(
            "haal de tekst daar weg, of schrijf voor inwoners wat zij mogen weten in een tekst die van hen is",
            "remove the text there, or write what residents may know in a text of their own"
        ),
    }
}

/// What holds no sentence that can be read: pictures, fonts, sound, and what is packed.
const PACKED: [&str; 22] = [
    "png", "jpg", "jpeg", "gif", "webp", "avif", "ico", "woff", "woff2", "ttf", "otf", "mp3", "mp4", "webm",
    "ogg", "pdf", "zip", "gz", "docx", "xlsx", "pptx", "odt",
];

/// What is written in tags and text.
fn is_markup(path: &OutputPath) -> bool {
    let is_ending = |ending: &&str| {
        path.as_str().rsplit_once('.').is_some_and(|(_, own)| own.eq_ignore_ascii_case(ending))
    };
    ["html", "htm", "xhtml", "xml", "svg"].iter().any(is_ending)
}

/// Everything else is read, whatever it is called.
fn is_text(path: &OutputPath) -> bool {
    let ending = path.as_str().rsplit_once('.').map_or("", |(_, ending)| ending);
    !PACKED.iter().any(|packed| packed.eq_ignore_ascii_case(ending))
}

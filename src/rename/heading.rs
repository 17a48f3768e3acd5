//! Other words for the heading of a section. Its id stays: other sites and the layers above may lead to it.

use super::{TreeChanges, TreeSite};
use crate::document::{Document, DocumentId, Role, Section};
use crate::edition::settle::heading_and_rest;
use crate::edition::start::with_id;
use crate::text::{Phrase, Source, Span, nearest, phrase, slugify};

/// Why a heading can't be renamed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HeadingRefusal {
    /// The document has no such section; with the one that is most like it.
    NoSection(Option<String>),
    /// The new words can't be a heading.
    NotALine,
    /// Another heading of the document has these words.
    Taken,
}

impl HeadingRefusal {
    /// The sentence for the editor.
    pub fn phrase(&self) -> Phrase {
        match self {
            Self::NoSection(Some(near)) => phrase!(
                "dit document heeft geen deel met die kop; bedoelt u `#{near}`?",
                "this document has no section with that heading; did you mean `#{near}`?"
            ),
            Self::NoSection(None) => phrase!(
                "dit document heeft geen delen met een kop",
                "this document has no sections with a heading"
            ),
            Self::NotALine => phrase!(
                "een kop is een regel tekst, zonder `{{` en `}}`",
                "a heading is one line of text, without `{{` and `}}`"
            ),
            Self::Taken => phrase!(
                "er is in dit document al een kop met die woorden",
                "this document has a heading with those words already"
            ),
        }
    }
}

/// Changes the heading of a section in the file of its document, and in the overlays that repeat it.
pub(super) fn rename(
    tree: &[TreeSite],
    id: &DocumentId,
    section: &str,
    words: &str,
    renamed: &mut TreeChanges,
) -> Result<(), HeadingRefusal> {
    let words = words.trim();
    if words.is_empty() || words.contains(['\n', '{', '}', '#']) {
        return Err(HeadingRefusal::NotALine);
    }
    let original = tree.first().and_then(|site| document_of(site, id));
    let Some((source, document)) = original else { return Err(HeadingRefusal::NoSection(None)) };
    let wanted = section_named(document, section)?;
    let is_other = |other: &&Section| other.id != wanted.id && slugify(words) == other.id;
    if document.body.sections.iter().any(|other| is_other(&other)) {
        return Err(HeadingRefusal::Taken);
    }
    let Some((_, old)) = heading_of(source, wanted) else { return Err(HeadingRefusal::NotALine) };
    for (place, site) in tree.iter().enumerate() {
        let Some((source, document)) = document_of(site, id) else { continue };
        let Some(section) = document.body.sections.iter().find(|section| section.id == wanted.id) else {
            continue;
        };
        let Some((span, heading)) = heading_of(source, section) else { continue };
        // Whoever gave it words of their own keeps those.
        if title_of(heading) == title_of(old) {
            renamed.sites[place].edit(source.path(), span, retitled(heading, words, &section.id));
        }
    }
    Ok(())
}

/// The file of a document in the folder of a site, in the language that the site is written in.
fn document_of<'s>(site: &'s TreeSite, id: &DocumentId) -> Option<(&'s Source, &'s Document)> {
    let of_site = site.own_pieces().filter(|piece| piece.document.outline.id == *id);
    let piece = of_site.filter(|piece| piece.role != Role::Translation).last()?;
    Some((site.inputs.sources.get(&piece.document.outline.path)?, &piece.document))
}

/// The section that somebody means, by its id or by its heading.
fn section_named<'d>(document: &'d Document, name: &str) -> Result<&'d Section, HeadingRefusal> {
    let sections = &document.body.sections;
    let heading = document.outline.section_named(name);
    let found = heading.and_then(|heading| sections.iter().find(|section| section.id == heading.id));
    found.ok_or_else(|| {
        let ids = sections.iter().map(|section| section.id.as_str());
        let near = nearest(name, ids.clone()).or_else(|| ids.clone().next());
        HeadingRefusal::NoSection(near.map(str::to_owned))
    })
}

/// The heading of a section as it is typed.
fn heading_of<'s>(source: &'s Source, section: &Section) -> Option<(Span, &'s str)> {
    let range = section.at.span.range();
    let text = source.text().get(range.clone()).filter(|_| section.at.path == *source.path())?;
    let blank = text.len() - text.trim_start().len();
    let (heading, _) = heading_and_rest(&text[blank..]);
    // Of the other kind the line of signs below the words belongs to it too.
    let n_signs = if heading.starts_with('#') {
        0
    } else {
        let below = text[blank + heading.len()..].split_inclusive('\n').nth(1);
        below.map_or(0, |line| line.trim_end().len() + 1)
    };
    let start = range.start + blank;
    Some((Span::new(start, start + heading.len() + n_signs), heading))
}

/// The words of a heading, without signs and without what stands between braces behind them.
fn title_of(heading: &str) -> &str {
    let words = heading.trim().trim_start_matches('#').trim();
    let words = words.rsplit_once('{').filter(|_| words.ends_with('}')).map_or(words, |(words, _)| words);
    words.trim_end().trim_end_matches('#').trim_end()
}

/// A heading with other words, and the id that it had.
fn retitled(heading: &str, words: &str, id: &str) -> String {
    let attributes = heading.trim_end().strip_suffix('}').and_then(|open| Some(open.rsplit_once('{')?.1));
    let names_itself = attributes.is_some_and(|attributes| attributes.contains('#'));
    let renamed = match attributes {
        Some(attributes) => format!("## {words} {{{}}}", attributes.trim()),
        None => format!("## {words}"),
    };
    if slugify(words) == id || names_itself { renamed } else { with_id(&renamed, id) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_gets_other_words_and_keeps_its_id() {
        for (before, after) in [
            ("## Zo doe je het", "## Zo pak je het aan {#zo-doe-je-het}"),
            ("## Zo doe je het ##", "## Zo pak je het aan {#zo-doe-je-het}"),
            ("## Anders {#zo-doe-je-het}", "## Zo pak je het aan {#zo-doe-je-het}"),
            ("## Zo doe je het {after=waarom}", "## Zo pak je het aan {#zo-doe-je-het after=waarom}"),
            ("Zo doe je het", "## Zo pak je het aan {#zo-doe-je-het}"),
        ] {
            assert_eq!(retitled(before, "Zo pak je het aan", "zo-doe-je-het"), after);
        }
        assert_eq!(retitled("## Zo", "Zo doe je het", "zo-doe-je-het"), "## Zo doe je het");
        assert_eq!(title_of("## Zo doe je het ## {#a .b}"), "Zo doe je het");
    }
}

//! From Markdown to [`Fragment`]s, section by section, with the facts about it that others need: headings, links and
//! images.
//!
//! ```text
//! text ─ pulldown-cmark ▶ events with offsets ─ Writer ▶ sections of fragments + headings + links + diagnostics
//! ```
//!
//! The HTML is our own. pulldown-cmark's writer passes heading attributes such as `onclick` through, puts styles into
//! tables and leaves the boxes of task lists without a label. Whatever can be decided from this text alone is decided
//! here, once; the rest stays open as a [`super::Hole`].

mod code;
mod heading;
mod links;
mod writer;

pub use links::{Image, Link, LinkTarget, leads_out};

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser};

use super::fragment::Fragment;
use super::{Heading, Section};
use crate::text::{Checked, Source, Span};

/// What a Markdown text says.
#[derive(Clone, Debug, Default)]
pub(super) struct Rendered {
    /// What stands before the first level-2 heading.
    pub(super) lead: Fragment,
    /// The rest, by level-2 heading.
    pub(super) sections: Vec<Section>,
    /// What the heading of each section says, and where it stands.
    pub(super) section_headings: Vec<(String, Span)>,
    /// After which section the heading of one asks to stand, by the ids of both, and where it does.
    pub(super) after: Vec<(String, String, Span)>,
    /// What each footnote says, in the order in which their labels appear.
    pub(super) footnotes: Vec<Fragment>,
    /// The headings in order.
    pub(super) headings: Vec<Heading>,
    /// The links in order.
    pub(super) links: Vec<Link>,
    /// The images in order.
    pub(super) images: Vec<Image>,
}

/// The extensions of CommonMark that documents are written in. Never `Options::all()`: smart punctuation would change
/// what was typed, and metadata blocks cost seconds on hostile input.
const EXTENSIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_HEADING_ATTRIBUTES)
    .union(Options::ENABLE_GFM)
    .union(Options::ENABLE_WIKILINKS);

/// Renders what stands in `source` from byte `start` on. `watch` sees every event first, with its place behind `start`, so
/// that whoever judges the text needn't read it again.
pub(super) fn render(
    source: &Source,
    start: usize,
    mut watch: impl FnMut(&Event<'_>, &Range<usize>),
) -> Checked<Rendered> {
    let parser = Parser::new_ext(&source.text()[start..], EXTENSIONS);
    let events = parser.into_offset_iter().inspect(|(event, place)| watch(event, place));
    let mut rendered = writer::write(source, start, events);
    // They are kept for as long as the preview runs.
    let Rendered { lead, sections, footnotes, .. } = &mut rendered.value;
    let bodies = sections.iter_mut().map(|section| &mut section.body);
    bodies.chain(footnotes).chain([lead]).for_each(Fragment::compact);
    rendered
}

/// Where the headings of a text stand, in order: each with its signs, up to the end of its line.
pub(crate) fn headings(text: &str) -> Vec<Range<usize>> {
    use pulldown_cmark::Tag;
    let events = Parser::new_ext(text, EXTENSIONS).into_offset_iter();
    let headings = events.filter(|(event, _)| matches!(event, Event::Start(Tag::Heading { .. })));
    headings.map(|(_, place)| place.start..place.start + text[place].trim_end().len()).collect()
}

/// Renders one line of a field, such as a step: inline Markdown without a paragraph around it. Of a link only its text
/// is kept.
pub(super) fn render_inline(text: &str) -> Fragment {
    let mut fragment = Fragment::default();
    let text = without_blocks(text);
    for event in Parser::new_ext(&text, Options::ENABLE_STRIKETHROUGH) {
        use pulldown_cmark::{Tag, TagEnd};
        match event {
            Event::Text(text) => fragment.push_text(&text),
            Event::Code(text) => fragment.push_verbatim(&text),
            Event::SoftBreak | Event::HardBreak => fragment.push_html(" "),
            Event::Start(Tag::Strong) => fragment.push_html("<strong>"),
            Event::End(TagEnd::Strong) => fragment.push_html("</strong>"),
            Event::Start(Tag::Emphasis) => fragment.push_html("<em>"),
            Event::End(TagEnd::Emphasis) => fragment.push_html("</em>"),
            Event::Html(text) | Event::InlineHtml(text) => fragment.push_verbatim(&text),
            _ => {}
        }
    }
    fragment
}

/// A text in which nothing begins a block: what would be the marker of a list, a heading, a quote or a line is escaped, so
/// that `112. Bel nu.` keeps its number.
fn without_blocks(text: &str) -> String {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(without_marker).collect::<Vec<_>>().join("\n")
}

fn without_marker(line: &str) -> String {
    let starts = |rest: &str| rest.is_empty() || rest.starts_with([' ', '\t']);
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let hashes = line.len() - line.trim_start_matches('#').len();
    let is_numbered = digits > 0 && line[digits..].starts_with(['.', ')']) && starts(&line[digits + 1..]);
    let is_heading = hashes > 0 && starts(&line[hashes..]);
    let is_bullet = line.starts_with(['-', '+', '*']) && starts(&line[1..]);
    let only = |sign: char| line.chars().all(|c| c == sign || c.is_whitespace());
    let is_line = ['-', '*', '_', '='].into_iter().any(only);
    let is_definition = line.starts_with('[') && line.contains("]:");
    if is_numbered {
        return format!("{}\\{}", &line[..digits], &line[digits..]);
    }
    if is_line {
        return line
            .chars()
            .map(|c| if c.is_whitespace() { c.to_string() } else { format!("\\{c}") })
            .collect();
    }
    let is_fence = line.starts_with("~~~") || line.starts_with("```");
    let is_marked =
        is_heading || is_bullet || is_definition || line.starts_with('>') || is_fence && !is_code(line);
    if is_marked { format!("\\{line}") } else { line.to_owned() }
}

/// Whether a run of backticks at the start of a line ends on it, as that of code does.
fn is_code(line: &str) -> bool {
    let run = line.len() - line.trim_start_matches('`').len();
    run > 0 && line[run..].contains(&"`".repeat(run))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_a_field_keeps_every_word_of_it() {
        for (typed, expected) in [
            ("112. Bel nu.", "112. Bel nu."),
            ("1) Bel", "1) Bel"),
            ("2027. Dan", "2027. Dan"),
            ("***", "***"),
            ("---", "---"),
            ("- - -", "- - -"),
            ("- Bel", "- Bel"),
            ("+ 18 jaar", "+ 18 jaar"),
            ("* Bel", "* Bel"),
            ("# Bel", "# Bel"),
            ("#1", "#1"),
            ("> 18 jaar", "&gt; 18 jaar"),
            ("~~~ x", "~~~ x"),
            ("[x]: bel", "[x]: bel"),
            ("Bel.\n\n112. Nu\n===", "Bel. 112. Nu ==="),
            ("    Bel", "Bel"),
            ("**Bel** *nu* `112`", "<strong>Bel</strong> <em>nu</em> 112"),
            ("```x``` y", "x y"),
        ] {
            let html = render_inline(typed).assemble(|_, _| {});
            assert_eq!(html, expected, "{typed}");
        }
    }
}

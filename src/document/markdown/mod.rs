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

pub use links::{Image, Link, LinkTarget};

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
    for event in Parser::new_ext(text, Options::ENABLE_STRIKETHROUGH) {
        use pulldown_cmark::{Tag, TagEnd};
        match event {
            Event::Text(text) | Event::Code(text) => fragment.push_text(&text),
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

//! What is known while Markdown is being read: the trees so far, and what is open.

use pulldown_cmark::Alignment;

use super::footnotes::Footnotes;
use crate::document::markdown::heading::HeadingIds;
use crate::document::markdown::{Markdown, SectionHeading};
use crate::document::places::{PlacedBuilder, PlacedPiece, PlacedTree, Places};
use crate::text::{Diagnostic, Location, Phrase, Rule, Source, Span};

/// A reader of Markdown, with what it has read so far and what is open.
pub(super) struct MarkdownReader<'p> {
    pub(super) source: &'p Source,
    /// Whether it is a field that is read: it has no sections and no footnotes.
    pub(super) is_field: bool,
    pub(super) markdown: Markdown,
    pub(super) diagnostics: Vec<Diagnostic>,
    pub(super) ids: HeadingIds<'p>,
    /// What is read now: the lead, the heading or the body of the last section, or a footnote.
    pub(super) current: PlacedBuilder,
    /// The words since the last event that was something else.
    pub(super) line: TypedLine,
    /// The section that is read; `None` while the lead is.
    pub(super) open_section: Option<OpenSection>,
    pub(super) heading: Option<OpenHeading>,
    pub(super) aside: Option<Aside>,
    /// A block of code that is being read: its info string, text so far.
    pub(super) code: Option<(String, String)>,
    /// Raw HTML that is being read, with its place.
    pub(super) raw: Option<(Span, String)>,
    /// How the columns of the table that is being read are aligned, and which of them comes next.
    pub(super) columns: (Vec<Alignment>, usize),
    pub(super) depth: usize,
    pub(super) bytes: usize,
    pub(super) last_level: u8,
    pub(super) footnotes: Footnotes,
    /// The definitions that are being read, since one may stand in another: each with what was read before it.
    pub(super) definitions: Vec<(String, PlacedBuilder)>,
    /// The links that are open.
    pub(super) links: Vec<OpenLink>,
}

impl<'p> MarkdownReader<'p> {
    pub(super) fn new(source: &'p Source, whole: Option<Span>) -> Self {
        Self {
            source,
            is_field: false,
            markdown: Markdown::default(),
            diagnostics: Vec::new(),
            ids: HeadingIds::default(),
            current: PlacedBuilder {
                places: Places { whole, ..Places::default() },
                ..PlacedBuilder::default()
            },
            line: TypedLine::default(),
            open_section: None,
            heading: None,
            aside: None,
            code: None,
            raw: None,
            columns: (Vec::new(), 0),
            depth: 0,
            bytes: 0,
            last_level: 1,
            footnotes: Footnotes::default(),
            definitions: Vec::new(),
            links: Vec::new(),
        }
    }

    /// Adds to what the open heading says, if one is open.
    pub(super) fn heading_text(&mut self, text: &str) {
        if let Some(heading) = &mut self.heading {
            heading.text.extend(text.chars().filter(|c| !c.is_control()));
        }
    }

    pub(super) fn report(&mut self, rule: Rule, span: Span, message: Phrase, hint: Phrase) {
        self.diagnostics.push(
            Diagnostic::new(rule, message).at(Location::new(self.source.path().clone(), span)).hint(hint),
        );
    }
}

/// A heading that is being read.
pub(super) struct OpenHeading {
    pub(super) level: u8,
    /// Whether a section starts with it.
    pub(super) is_section: bool,
    /// The id that the author chose, if it can be one.
    pub(super) id: Option<String>,
    pub(super) classes: Vec<String>,
    pub(super) place: Span,
    /// What it says, without markup.
    pub(super) text: String,
    /// The id of the section that this one is to stand after.
    pub(super) after: Option<String>,
}

/// A section that is being read.
pub(super) struct OpenSection {
    pub(super) id: String,
    pub(super) classes: String,
    pub(super) title: PlacedTree,
    pub(super) heading: SectionHeading,
}

/// Words without anything else between them, as the events of a text give them bit by bit.
#[derive(Default)]
pub(super) struct TypedLine {
    pub(super) text: String,
    /// Where each bit starts, in the text and in the source.
    pub(super) pieces: Vec<PlacedPiece>,
    pub(super) place: Span,
}

impl TypedLine {
    pub(super) fn push(&mut self, text: &str, place: Span) {
        if self.text.is_empty() {
            self.place = place;
        }
        self.place.end = place.end;
        self.pieces.push((self.text.len(), place.start as usize));
        self.text.push_str(text);
    }
}

/// A link that is being read: where it stands, and how many nodes there are up to it.
pub(super) struct OpenLink {
    pub(super) place: Span,
    pub(super) n_nodes: usize,
}

/// What is read of what has no nodes of its own.
pub(super) enum Aside {
    /// An image: its address, its place, its description so far, and how many images stand in that.
    Image { target: String, place: Span, alt: String, n_within: usize },
    /// The address that `[[id]]` has for its text, which readers don't see.
    Address,
}

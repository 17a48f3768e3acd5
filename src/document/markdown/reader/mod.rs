//! From the events of Markdown to trees.
//!
//! What an event means is decided here; lines of words, headings with their sections, links with images, and footnotes each
//! have a file, and so has what is open meanwhile.

mod footnotes;

mod state;

mod line;

mod headings;

mod links;

use std::ops::Range;

use pulldown_cmark::{Alignment, CodeBlockKind, Event, Tag, TagEnd};

use self::state::{Aside, MarkdownReader};
use super::heading::{HeadingIds, SectionNames};
use super::{Markdown, code};
use crate::document::links::decode;
use crate::document::places::PlacedTree;
use crate::document::tree::Element;
use crate::text::{Checked, Phrase, Rule, Source, Span, literal, phrase};

/// How deep quotes and lists may lie in each other. A reader loses the thread at four.
const DEPTH: usize = 24;
/// How many columns a table may have; rows are filled up to them.
const COLUMNS: usize = 60;
/// How many bytes the trees of a document may take. Far above any page that a person reads.
const SIZE: usize = 4 * 1024 * 1024;

/// Reads the events of a text that starts at byte `start` of its source.
pub(super) fn read<'e>(
    source: &Source,
    start: usize,
    names: SectionNames<'_>,
    events: impl Iterator<Item = (Event<'e>, Range<usize>)>,
) -> Checked<Markdown> {
    let mut reader = MarkdownReader { ids: HeadingIds::new(names), ..MarkdownReader::new(source, None) };
    reader.read(events.map(|(event, at)| (event, Span::new(start + at.start, start + at.end))));
    reader.finish()
}

/// Reads the events of a line of a field, each with its place in the source. `whole` is where all of it stands, where it
/// was typed otherwise than it reads.
pub(super) fn read_line<'e>(
    source: &Source,
    whole: Option<Span>,
    events: impl Iterator<Item = (Event<'e>, Span)>,
) -> Checked<PlacedTree> {
    let mut reader = MarkdownReader { is_field: true, ..MarkdownReader::new(source, whole) };
    let is_of_line =
        |event: &Event<'_>| !matches!(event, Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph));
    reader.read(events.filter(|(event, _)| is_of_line(event)));
    let Checked { value, diagnostics } = reader.finish();
    Checked { value: value.lead, diagnostics }
}

/// Reads the events of a field of whole paragraphs, each with its place in the source. `whole` as in [`read_line`].
pub(super) fn read_blocks<'e>(
    source: &Source,
    whole: Option<Span>,
    events: impl Iterator<Item = (Event<'e>, Span)>,
) -> Checked<PlacedTree> {
    // Above the field stands its title, of level 2.
    let mut reader = MarkdownReader { is_field: true, last_level: 2, ..MarkdownReader::new(source, whole) };
    reader.read(events);
    let Checked { value, diagnostics } = reader.finish();
    Checked { value: value.lead, diagnostics }
}

impl MarkdownReader<'_> {
    fn read<'e>(&mut self, mut events: impl Iterator<Item = (Event<'e>, Span)>) {
        // Until the document becomes too large to go on.
        while let Some((event, span)) = events.next()
            && self.event(event, span)
        {}
    }

    /// Takes the next event; `false` when the document has become too large to go on.
    fn event(&mut self, event: Event<'_>, span: Span) -> bool {
        if self.aside.is_some() {
            self.aside_event(&event);
            return true;
        }
        if let Event::Text(text) = &event {
            match &mut self.code {
                Some((_, code)) => code.push_str(text),
                None => self.line.push(text, span),
            }
            return true;
        }
        self.end_line();
        match event {
            Event::Start(tag) => return self.start_tag(tag, span),
            Event::End(tag) => self.end_tag(tag),
            Event::Code(code) => {
                self.current.places.code.push(span.range());
                self.current.tree.leaf(Element::Code, &code);
                self.heading_text(&literal(&code));
            }
            Event::Html(html) => match &mut self.raw {
                Some((_, raw)) => raw.push_str(&html),
                None => self.raw_html(&html, span),
            },
            Event::InlineHtml(html) => self.raw_html(&html, span),
            Event::SoftBreak => {
                let piece = (0, span.start as usize);
                self.current.words(Element::Text, "\n", std::iter::once(piece));
                self.heading_text(" ");
            }
            Event::HardBreak => {
                self.current.tree.leaf(Element::LineBreak, "");
                self.heading_text(" ");
            }
            Event::Rule => self.current.tree.leaf(Element::Rule, ""),
            Event::FootnoteReference(label) if self.is_field => {
                self.refuse_footnote(span);
                let typed = ["[^", &label, "]"].concat();
                self.current.words(Element::Text, &typed, std::iter::once((0, span.start as usize)));
            }
            Event::FootnoteReference(label) => {
                let label = self.footnotes.refer(&label, span);
                self.current.tree.leaf(Element::FootnoteReference, &label);
            }
            Event::TaskListMarker(is_checked) => self.current.tree.open(Element::Task(is_checked), ""),
            // Extensions that are not switched on.
            Event::Text(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
        self.stays_small(span)
    }

    fn stays_small(&mut self, span: Span) -> bool {
        let small = self.bytes + self.current.tree.size() <= SIZE;
        if !small {
            self.too_large(
                span,
                phrase!(
                    "dit document wordt te groot voor een pagina",
                    "this document gets too large for a page"
                ),
            );
        }
        small
    }

    fn too_large(&mut self, span: Span, message: Phrase) {
        let hint = phrase!(
            "verdeel het over meer documenten, of maak het eenvoudiger",
            "divide it over several documents, or make it simpler"
        );
        let span = Span { start: span.start, end: span.end.min(span.start + 1) };
        self.report(Rule::TooLarge, span, message, hint);
    }

    fn raw_html(&mut self, html: &str, span: Span) {
        self.report(
            Rule::RawHtml,
            span,
            phrase!("hier staat HTML; die wordt als gewone tekst getoond", "raw HTML is shown as text"),
            phrase!(
                "schrijf het in Markdown, of zet het tussen backticks als het een voorbeeld is",
                "write it in Markdown, or put it between backticks if it is an example"
            ),
        );
        self.current.tree.leaf(Element::Html, html);
    }

    fn start_tag(&mut self, tag: Tag<'_>, span: Span) -> bool {
        let is_block = matches!(
            tag,
            Tag::BlockQuote(_)
                | Tag::List(_)
                | Tag::Item
                | Tag::CodeBlock(_)
                | Tag::Table(_)
                | Tag::Heading { .. }
                | Tag::HtmlBlock
                | Tag::FootnoteDefinition(_)
        );
        if is_block {
            self.close_task();
        }
        if matches!(tag, Tag::BlockQuote(_) | Tag::List(_)) {
            self.depth += 1;
            if self.depth > DEPTH {
                self.too_large(
                    span,
                    phrase!(
                        "hier liggen meer dan {DEPTH} lijsten of citaten in elkaar",
                        "more than {DEPTH} lists or quotes lie in each other here"
                    ),
                );
                return false;
            }
        }
        match tag {
            Tag::Paragraph => self.current.tree.open(Element::Paragraph, ""),
            Tag::Heading { level, id, classes, attrs } => {
                let classes = classes.iter().map(|class| class.to_string()).collect();
                self.start_heading(level, id.map(|id| id.to_string()), classes, span);
                let after = attrs.iter().find(|(name, value)| &**name == "after" && value.is_some());
                if let (Some(heading), Some((_, Some(id)))) = (&mut self.heading, after) {
                    heading.after = Some(id.to_string());
                }
                if let Some((name, _)) = attrs.iter().find(|attribute| Some(*attribute) != after) {
                    let name = name.to_string();
                    self.report(
                        Rule::HeadingAttribute,
                        span,
                        phrase!("`{name}` kan niet bij een kop staan", "`{name}` isn't allowed on a heading"),
                        phrase!(
                            "alleen een id `{{#naam}}`, een klasse `{{.naam}}` en een plaats `{{after=naam}}` kunnen daar",
                            "only an id `{{#name}}`, a class `{{.name}}` and a place `{{after=name}}` can"
                        ),
                    );
                }
            }
            Tag::BlockQuote(kind) => self.current.tree.open(kind.map_or(Element::Quote, Element::Alert), ""),
            Tag::CodeBlock(kind) => {
                let info = match kind {
                    CodeBlockKind::Fenced(info) => info.to_string(),
                    CodeBlockKind::Indented => String::new(),
                };
                self.current.places.code.push(span.range());
                self.code = Some((info, String::new()));
            }
            Tag::HtmlBlock => self.raw = Some((span, String::new())),
            Tag::List(None) => self.current.tree.open(Element::List, ""),
            Tag::List(Some(1)) => self.current.tree.open(Element::OrderedList, ""),
            Tag::List(Some(first)) => self.current.tree.open(Element::OrderedList, &first.to_string()),
            Tag::Item => self.current.tree.open(Element::Item, ""),
            Tag::FootnoteDefinition(_) if self.is_field => self.refuse_footnote(span),
            Tag::FootnoteDefinition(label) => {
                self.footnotes.define(&label, span);
                self.definitions.push((label.to_string(), std::mem::take(&mut self.current)));
            }
            Tag::Table(alignments) => {
                if alignments.len() > COLUMNS {
                    self.too_large(
                        span,
                        phrase!(
                            "deze tabel heeft meer dan {COLUMNS} kolommen",
                            "this table has more than {COLUMNS} columns"
                        ),
                    );
                    return false;
                }
                self.columns = (alignments, 0);
                self.current.tree.open(Element::Table, "");
            }
            Tag::TableHead => {
                self.current.places.table_heads.push(span);
                self.start_row(Element::TableHead);
            }
            Tag::TableRow => self.start_row(Element::TableRow),
            Tag::TableCell => {
                let (alignments, next) = &mut self.columns;
                let alignment = alignments.get(*next).copied().unwrap_or(Alignment::None);
                *next += 1;
                self.current.tree.open(Element::Cell(alignment), "");
            }
            Tag::Emphasis => self.current.tree.open(Element::Emphasis, ""),
            Tag::Strong => self.current.tree.open(Element::Strong, ""),
            Tag::Strikethrough => self.current.tree.open(Element::Strikethrough, ""),
            Tag::Link { link_type, dest_url, .. } => self.start_link(link_type, &dest_url, span),
            Tag::Image { dest_url, .. } => {
                let (target, alt) = (decode(&dest_url), String::new());
                self.aside = Some(Aside::Image { target, place: span, alt, n_within: 0 });
            }
            // Extensions that are not switched on.
            _ => {}
        }
        true
    }

    fn start_row(&mut self, row: Element) {
        self.columns.1 = 0;
        self.current.tree.open(row, "");
    }

    fn end_tag(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) => self.end_heading(),
            TagEnd::Link => self.end_link(),
            TagEnd::CodeBlock => self.end_code(),
            TagEnd::HtmlBlock => {
                let (span, html) = self.raw.take().expect("a block of HTML ends after it started");
                self.current.tree.open(Element::Paragraph, "");
                self.raw_html(html.trim_end(), span);
                self.current.tree.close();
            }
            TagEnd::FootnoteDefinition if self.is_field => {}
            TagEnd::FootnoteDefinition => {
                let (label, before) = self.definitions.pop().expect("a definition ends after it started");
                let text = std::mem::replace(&mut self.current, before);
                self.bytes += text.tree.size();
                self.footnotes.set_text(&label, text.finish());
            }
            TagEnd::BlockQuote(_) | TagEnd::List(_) => {
                self.depth -= 1;
                self.current.tree.close();
            }
            TagEnd::Paragraph | TagEnd::Item => {
                self.close_task();
                self.current.tree.close();
            }
            _ => self.current.tree.close(),
        }
    }

    fn end_code(&mut self) {
        let (info, code) = self.code.take().expect("a block of code ends after it started");
        self.current.tree.open(Element::CodeBlock, code::language(&info));
        match code::highlighted(&info, &code) {
            Some(html) => {
                self.current.tree.leaf(Element::Highlighted, &html);
                self.current.tree.leaf(Element::Unhighlighted, &code);
            }
            None => self.current.tree.leaf(Element::Text, &code),
        }
        self.current.tree.close();
    }

    /// Ends what belongs to the box of a task, where that is what is open.
    fn close_task(&mut self) {
        if matches!(self.current.tree.innermost(), Some(Element::Task(_))) {
            self.current.tree.close();
        }
    }

    fn finish(mut self) -> Checked<Markdown> {
        self.end_line();
        // Where reading stopped, some of it is still open.
        if self.heading.is_some() {
            self.end_heading();
        }
        self.end_section(self.source.text().len());
        self.markdown.footnotes = self.footnotes.texts(self.source.path(), &mut self.diagnostics);
        Checked { value: self.markdown, diagnostics: self.diagnostics }
    }
}

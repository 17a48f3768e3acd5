//! The HTML of a document: one pass over the events of its Markdown.
//!
//! What an event means is decided here; tables and quotes, headings with their sections, links with
//! images, and footnotes each have a file.

mod blocks;
mod footnotes;
mod headings;
mod inline;

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, Tag, TagEnd};

use self::blocks::TableWriter;
use self::footnotes::{Footnotes, undefined};
use self::headings::{OpenHeading, OpenSection};
use self::inline::OpenLink;
use super::heading::HeadingIds;
use super::links::decode;
use super::{Rendered, code};
use crate::document::fragment::{Fragment, Hole};
use crate::text::{Checked, Diagnostic, Location, Phrase, Rule, Source, Span, literal, phrase};

/// How deep quotes and lists may lie in each other. A reader loses the thread at four.
const DEPTH: usize = 24;
/// How many columns a table may have; rows are filled up to them.
const COLUMNS: usize = 60;
/// How many bytes of HTML a document may become. Far above any page that a person reads.
const HTML: usize = 4 * 1024 * 1024;

/// Writes the HTML of the events of a text that starts at byte `start` of its source.
pub(super) fn write<'e>(
    source: &Source,
    start: usize,
    events: impl Iterator<Item = (Event<'e>, Range<usize>)>,
) -> Checked<Rendered> {
    let mut writer = Writer::new(source);
    for (event, range) in pulldown_cmark::TextMergeWithOffset::new(events) {
        if !writer.event(event, Span::new(start + range.start, start + range.end)) {
            break;
        }
    }
    writer.finish()
}

struct Writer<'p> {
    source: &'p Source,
    rendered: Rendered,
    diagnostics: Vec<Diagnostic>,
    ids: HeadingIds,
    /// What is written now: the lead, or the body of the last section.
    current: Fragment,
    /// The section that is written; `None` while the lead is.
    open_section: Option<OpenSection>,
    heading: Option<OpenHeading>,
    /// An image that is being read: its address, place and description so far.
    image: Option<(String, Span, String)>,
    /// How many images stand in the description of that one.
    images_within: usize,
    /// A block of code that is being read: its info string and text so far.
    code: Option<(String, String)>,
    /// Raw HTML that is being read, with its place.
    raw: Option<(Span, String)>,
    table: Option<TableWriter>,
    depth: usize,
    bytes: usize,
    last_level: u8,
    /// Whether the label of a task's box is still open.
    open_label: bool,
    footnotes: Footnotes,
    /// The definitions that are being written, since one may stand in another: each with what was written before it.
    definitions: Vec<(String, Fragment)>,
    /// The links that are open.
    links: Vec<OpenLink>,
}

impl<'p> Writer<'p> {
    fn new(source: &'p Source) -> Self {
        Self {
            source,
            rendered: Rendered::default(),
            diagnostics: Vec::new(),
            ids: HeadingIds::default(),
            current: Fragment::default(),
            open_section: None,
            heading: None,
            image: None,
            images_within: 0,
            code: None,
            raw: None,
            table: None,
            depth: 0,
            bytes: 0,
            last_level: 1,
            open_label: false,
            footnotes: Footnotes::default(),
            definitions: Vec::new(),
            links: Vec::new(),
        }
    }

    /// Takes the next event; `false` when the document has become too large to go on.
    fn event(&mut self, event: Event<'_>, span: Span) -> bool {
        if self.image.is_some() {
            self.image_event(&event);
            return true;
        }
        match event {
            Event::Start(tag) => return self.start_tag(tag, span),
            Event::End(tag) => self.end_tag(tag),
            Event::Text(text) => self.text(&text, span),
            Event::Code(code) => {
                let out = self.out();
                out.push_html("<code>");
                out.push_verbatim(&code);
                out.push_html("</code>");
                self.heading_text(&literal(&code));
            }
            Event::Html(html) => match &mut self.raw {
                Some((_, raw)) => raw.push_str(&html),
                None => self.raw_html(&html, span),
            },
            Event::InlineHtml(html) => self.raw_html(&html, span),
            Event::SoftBreak => {
                self.out().push_html("\n");
                self.heading_text(" ");
            }
            Event::HardBreak => {
                self.out().push_html("<br>\n");
                self.heading_text(" ");
            }
            Event::Rule => self.out().push_html("<hr>\n"),
            Event::FootnoteReference(label) => {
                let idx = self.footnotes.refer(&label, span);
                // A link can't stand in a link.
                let hole =
                    if self.links.is_empty() { Hole::Footnote(idx) } else { Hole::FootnoteNumber(idx) };
                self.out().push_hole(hole);
            }
            Event::TaskListMarker(checked) => {
                let checked = if checked { " checked" } else { "" };
                self.out().push_html(&format!("<label><input type=\"checkbox\" disabled{checked}> "));
                self.open_label = true;
            }
            Event::InlineMath(text) | Event::DisplayMath(text) => self.out().push_verbatim(&text),
        }
        self.stays_small(span)
    }

    /// Where text goes now.
    fn out(&mut self) -> &mut Fragment {
        match &mut self.heading {
            Some(heading) => &mut heading.html,
            None => &mut self.current,
        }
    }

    fn heading_text(&mut self, text: &str) {
        if let Some(heading) = &mut self.heading {
            heading.text.extend(text.chars().filter(|c| !c.is_control()));
        }
    }

    fn tell(&mut self, rule: Rule, span: Span, message: Phrase, hint: Phrase) {
        self.diagnostics.push(
            Diagnostic::new(rule, message).at(Location::new(self.source.path().clone(), span)).hint(hint),
        );
    }

    fn stays_small(&mut self, span: Span) -> bool {
        let small = self.bytes + self.current.len() <= HTML;
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
        self.tell(Rule::TooLarge, span, message, hint);
    }

    fn text(&mut self, text: &CowStr<'_>, span: Span) {
        if let Some((_, code)) = &mut self.code {
            code.push_str(text);
            return;
        }
        for (at, label) in undefined(text) {
            // Where something in the text was written otherwise than it reads, its own place isn't known.
            let is_as_typed = self.source.text().get(span.range()) == Some(&**text);
            let start = span.start as usize + at;
            let place = if is_as_typed { Span::new(start, start + label.len() + "[^]".len()) } else { span };
            self.tell(
                Rule::BrokenFootnote,
                place,
                phrase!("voetnoot `{label}` heeft geen tekst", "footnote `{label}` has no text"),
                phrase!("zet onderaan een regel `[^{label}]: …`", "put a line `[^{label}]: …` at the end"),
            );
        }
        // Braces that are escaped are meant as they are.
        let typed = self.source.text().get(span.range()).unwrap_or(text);
        if typed.matches("{{").count() < text.matches("{{").count() {
            self.out().push_verbatim(text);
            self.heading_text(&literal(text));
        } else {
            self.out().push_text(text);
            self.heading_text(text);
        }
    }

    fn raw_html(&mut self, html: &str, span: Span) {
        self.tell(
            Rule::RawHtml,
            span,
            phrase!(
                "hier staat HTML; die wordt als gewone tekst getoond",
                "here stands HTML; it is shown as plain text"
            ),
            phrase!(
                "schrijf het in Markdown, of zet het tussen backticks als het een voorbeeld is",
                "write it in Markdown, or put it between backticks if it is an example"
            ),
        );
        self.out().push_verbatim(html);
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
        );
        if is_block {
            self.close_label();
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
            Tag::Paragraph => self.current.push_html("<p>"),
            Tag::Heading { level, id, classes, attrs } => {
                let classes = classes.iter().map(|class| class.to_string()).collect();
                self.start_heading(level, id.map(|id| id.to_string()), classes, span);
                let after = attrs.iter().find(|(name, value)| &**name == "after" && value.is_some());
                if let (Some(heading), Some((_, Some(id)))) = (&mut self.heading, after) {
                    heading.after = Some(id.to_string());
                }
                if let Some((name, _)) = attrs.iter().find(|attribute| Some(*attribute) != after) {
                    let name = name.to_string();
                    self.tell(
                        Rule::HeadingAttribute,
                        span,
                        phrase!("`{name}` kan niet bij een kop staan", "`{name}` can't stand with a heading"),
                        phrase!(
                            "alleen een id `{{#naam}}`, een klasse `{{.naam}}` en een plaats `{{after=naam}}` kunnen daar",
                            "only an id `{{#name}}`, a class `{{.name}}` and a place `{{after=name}}` can"
                        ),
                    );
                }
            }
            Tag::BlockQuote(kind) => self.start_quote(kind),
            Tag::CodeBlock(kind) => {
                let info = match kind {
                    CodeBlockKind::Fenced(info) => info.to_string(),
                    CodeBlockKind::Indented => String::new(),
                };
                self.code = Some((info, String::new()));
            }
            Tag::HtmlBlock => self.raw = Some((span, String::new())),
            Tag::List(None) => self.current.push_html("<ul>\n"),
            Tag::List(Some(1)) => self.current.push_html("<ol>\n"),
            Tag::List(Some(first)) => self.current.push_html(&format!("<ol start=\"{first}\">\n")),
            Tag::Item => self.current.push_html("<li>"),
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
                self.start_table(alignments);
            }
            Tag::TableHead => {
                self.current.push_html("<thead><tr>");
                self.with_table(|table| (table.column, table.in_head) = (0, true));
            }
            Tag::TableRow => {
                self.current.push_html("<tr>");
                self.with_table(|table| (table.column, table.in_head) = (0, false));
            }
            Tag::TableCell => self.start_cell(),
            Tag::Emphasis => self.out().push_html("<em>"),
            Tag::Strong => self.out().push_html("<strong>"),
            Tag::Strikethrough => self.out().push_html("<del>"),
            Tag::Link { link_type, dest_url, .. } => self.start_link(link_type, &dest_url, span),
            Tag::Image { dest_url, .. } => self.image = Some((decode(&dest_url), span, String::new())),
            // Extensions that are not switched on.
            Tag::MetadataBlock(_)
            | Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::Superscript
            | Tag::Subscript => {}
        }
        true
    }

    fn end_tag(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => {
                self.close_label();
                self.current.push_html("</p>\n");
            }
            TagEnd::Heading(_) => self.end_heading(),
            TagEnd::BlockQuote(kind) => {
                self.depth -= 1;
                self.current.push_html(if kind.is_some() { "</div>\n" } else { "</blockquote>\n" });
            }
            TagEnd::CodeBlock => {
                let (info, text) = self.code.take().expect("a block of code ends after it started");
                code::push_block(&info, &text, &mut self.current);
            }
            TagEnd::HtmlBlock => {
                let (span, html) = self.raw.take().expect("a block of HTML ends after it started");
                self.current.push_html("<p>");
                self.raw_html(html.trim_end(), span);
                self.current.push_html("</p>\n");
            }
            TagEnd::List(ordered) => {
                self.depth -= 1;
                self.current.push_html(if ordered { "</ol>\n" } else { "</ul>\n" });
            }
            TagEnd::Item => {
                self.close_label();
                self.current.push_html("</li>\n");
            }
            TagEnd::FootnoteDefinition => {
                let (label, before) = self.definitions.pop().expect("a definition ends after it started");
                let text = std::mem::replace(&mut self.current, before);
                self.bytes += text.len();
                self.footnotes.set_text(&label, text);
            }
            TagEnd::Table => {
                self.table = None;
                self.current.push_html("</tbody></table></div>\n");
            }
            TagEnd::TableHead => self.current.push_html("</tr></thead><tbody>\n"),
            TagEnd::TableRow => self.current.push_html("</tr>\n"),
            TagEnd::TableCell => {
                let in_head = self.table.as_ref().is_some_and(|table| table.in_head);
                self.current.push_html(if in_head { "</th>" } else { "</td>" });
                self.with_table(|table| table.column += 1);
            }
            TagEnd::Emphasis => self.out().push_html("</em>"),
            TagEnd::Strong => self.out().push_html("</strong>"),
            TagEnd::Strikethrough => self.out().push_html("</del>"),
            TagEnd::Link => self.end_link(),
            TagEnd::Image
            | TagEnd::MetadataBlock(_)
            | TagEnd::DefinitionList
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition
            | TagEnd::Superscript
            | TagEnd::Subscript => {}
        }
    }

    fn close_label(&mut self) {
        if std::mem::take(&mut self.open_label) {
            self.out().push_html("</label>");
        }
    }

    fn finish(mut self) -> Checked<Rendered> {
        self.close_label();
        self.end_section(self.source.text().len());
        self.rendered.footnotes = self.footnotes.texts(self.source.path(), &mut self.diagnostics);
        Checked { value: self.rendered, diagnostics: self.diagnostics }
    }
}

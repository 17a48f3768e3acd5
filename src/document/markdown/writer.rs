//! The HTML of a document: one pass over the events of its Markdown.

use std::collections::HashMap;
use std::ops::Range;

use pulldown_cmark::{
    Alignment, BlockQuoteKind, CodeBlockKind, CowStr, Event, HeadingLevel, LinkType, Tag, TagEnd,
};

use super::heading::HeadingIds;
use super::links::{classify, classify_id, decode};
use super::{Image, Link, Rendered, code};
use crate::document::fragment::{Fragment, Hole};
use crate::document::{Heading, Section};
use crate::text::{Checked, Diagnostic, Location, Phrase, Rule, SourcePath, Span, phrase};

/// How deep quotes and lists may lie in each other. A reader loses the thread at four.
const DEPTH: usize = 24;
/// How many columns a table may have; rows are filled up to them.
const COLUMNS: usize = 60;
/// How many bytes of HTML a document may become. Far above any page that a person reads.
const HTML: usize = 4 * 1024 * 1024;

/// Writes the HTML of the events of a text that starts at byte `start` of its source.
pub(super) fn write<'e>(
    path: &SourcePath,
    start: usize,
    events: impl Iterator<Item = (Event<'e>, Range<usize>)>,
) -> Checked<Rendered> {
    let mut writer = Writer::new(path);
    for (event, range) in pulldown_cmark::TextMergeWithOffset::new(events) {
        if !writer.event(event, Span::new(start + range.start, start + range.end)) {
            break;
        }
    }
    writer.finish()
}

/// A heading that is being written.
struct OpenHeading {
    level: u8,
    id: Option<String>,
    classes: Vec<String>,
    text: String,
    html: Fragment,
}

/// A footnote, by its label.
struct Footnote {
    number: usize,
    references: usize,
    span: Span,
    text: Option<Fragment>,
}

struct Writer<'p> {
    path: &'p SourcePath,
    rendered: Rendered,
    diagnostics: Vec<Diagnostic>,
    ids: HeadingIds,
    /// What is written now: the lead, or the body of the last section.
    current: Fragment,
    /// Where finished sections go; `None` while the lead is written.
    open_section: Option<(String, Fragment)>,
    heading: Option<OpenHeading>,
    /// An image that is being read: its address, place and description so far.
    image: Option<(String, Span, String)>,
    /// How many images stand in the description of that one.
    images_within: usize,
    /// A block of code that is being read: its info string and text so far.
    code: Option<(String, String)>,
    /// Raw HTML that is being read, with its place.
    raw: Option<(Span, String)>,
    table: Option<Table>,
    depth: usize,
    bytes: usize,
    last_level: u8,
    /// Whether the label of a task's box is still open.
    open_label: bool,
    footnotes: HashMap<String, Footnote>,
    /// How many of them are referred to so far.
    n_footnotes: usize,
    /// The definitions that are being written, since one may stand in another: each with what was written before it.
    definitions: Vec<(String, Fragment)>,
    /// The links that are open, as `[[id]]` without a text or not.
    links: Vec<bool>,
}

struct Table {
    alignments: Vec<Alignment>,
    column: usize,
    in_head: bool,
}

impl<'p> Writer<'p> {
    fn new(path: &'p SourcePath) -> Self {
        Self {
            path,
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
            footnotes: HashMap::new(),
            n_footnotes: 0,
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
                self.heading_text(&code);
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
            Event::FootnoteReference(label) => self.footnote_reference(&label, span),
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
        self.diagnostics
            .push(Diagnostic::new(rule, message).at(Location::new(self.path.clone(), span)).hint(hint));
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
        for (at, label) in undefined_footnotes(text) {
            // Where something in the text was written otherwise than it reads, its own place isn't known.
            let is_as_typed = text.len() == span.range().len();
            let start = span.start as usize + at;
            let place = if is_as_typed { Span::new(start, start + label.len() + "[^]".len()) } else { span };
            self.tell(
                Rule::BrokenFootnote,
                place,
                phrase!("voetnoot `{label}` heeft geen tekst", "footnote `{label}` has no text"),
                phrase!("zet onderaan een regel `[^{label}]: …`", "put a line `[^{label}]: …` at the end"),
            );
        }
        self.out().push_text(text);
        self.heading_text(text);
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
        if matches!(tag, Tag::BlockQuote(_) | Tag::List(_) | Tag::Item | Tag::CodeBlock(_) | Tag::Table(_)) {
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
                if let Some((name, _)) = attrs.first() {
                    let name = name.to_string();
                    self.tell(
                        Rule::HeadingAttribute,
                        span,
                        phrase!("`{name}` kan niet bij een kop staan", "`{name}` can't stand with a heading"),
                        phrase!(
                            "alleen een id `{{#naam}}` en een klasse `{{.naam}}` kunnen daar",
                            "only an id `{{#name}}` and a class `{{.name}}` can"
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
                let before = std::mem::take(&mut self.current);
                self.definitions.push((label.to_string(), before));
                if !self.footnotes.contains_key(&*label) {
                    self.footnotes
                        .insert(label.to_string(), Footnote { number: 0, references: 0, span, text: None });
                }
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
                self.table = Some(Table { alignments, column: 0, in_head: false });
                self.current
                    .push_html("<div class=\"table-scroll\" role=\"region\" tabindex=\"0\" aria-label=\"");
                self.current.push_hole(Hole::Interface("table"));
                self.current.push_html("\"><table>\n");
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
            TagEnd::FootnoteDefinition => self.end_footnote(),
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
            TagEnd::Link => {
                self.links.pop();
                self.out().push_html("</a>");
            }
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
            self.current.push_html("</label>");
        }
    }

    fn with_table(&mut self, change: impl FnOnce(&mut Table)) {
        if let Some(table) = &mut self.table {
            change(table);
        }
    }

    fn start_cell(&mut self) {
        let Some(table) = &self.table else { return };
        let class = match table.alignments.get(table.column) {
            Some(Alignment::Left) => " class=\"align-left\"",
            Some(Alignment::Center) => " class=\"align-center\"",
            Some(Alignment::Right) => " class=\"align-right\"",
            Some(Alignment::None) | None => "",
        };
        let cell = if table.in_head { "th scope=\"col\"" } else { "td" };
        self.current.push_html(&format!("<{cell}{class}>"));
    }

    fn start_quote(&mut self, kind: Option<BlockQuoteKind>) {
        let (name, title) = match kind {
            None => {
                self.current.push_html("<blockquote>\n");
                return;
            }
            Some(BlockQuoteKind::Note) => ("note", "alert-note"),
            Some(BlockQuoteKind::Tip) => ("tip", "alert-tip"),
            Some(BlockQuoteKind::Important) => ("important", "alert-important"),
            Some(BlockQuoteKind::Warning) => ("warning", "alert-warning"),
            Some(BlockQuoteKind::Caution) => ("caution", "alert-caution"),
        };
        self.current.push_html(&format!("<div class=\"alert alert-{name}\"><p class=\"alert-title\">"));
        self.current.push_hole(Hole::Interface(title));
        self.current.push_html("</p>\n");
    }

    fn start_heading(&mut self, level: HeadingLevel, id: Option<String>, classes: Vec<String>, span: Span) {
        let level = level as u8;
        let id = id.filter(|id| match self.ids.claim(id) {
            Ok(true) => true,
            Ok(false) => {
                self.tell(
                    Rule::DuplicateHeading,
                    span,
                    phrase!(
                        "er is al een kop met de id `{id}`",
                        "there is a heading with the id `{id}` already"
                    ),
                    phrase!("geef deze kop een andere id, of geen", "give this heading another id, or none"),
                );
                false
            }
            Err(()) => {
                self.tell(
                    Rule::HeadingAttribute,
                    span,
                    phrase!("`{id}` kan geen id zijn", "`{id}` can't be an id"),
                    phrase!(
                        "gebruik kleine letters zonder accent, cijfers en losse streepjes",
                        "use lower-case letters without accents, digits and single hyphens"
                    ),
                );
                false
            }
        });
        let classes = classes.into_iter().filter(|class| crate::text::is_slug(class)).collect();
        if level == 1 {
            self.tell(
                Rule::HeadingOrder,
                span,
                phrase!(
                    "een kop met één `#` is de titel, en die staat al boven de pagina",
                    "a heading with one `#` is the title, which already stands above the page"
                ),
                phrase!("schrijf `##`", "write `##`"),
            );
        } else if level > self.last_level + 1 {
            let (found, expected) = ("#".repeat(level.into()), "#".repeat((self.last_level + 1).into()));
            self.tell(
                Rule::HeadingOrder,
                span,
                phrase!(
                    "deze kop slaat een niveau over: `{found}`",
                    "this heading leaves out a level: `{found}`"
                ),
                phrase!("schrijf `{expected}`", "write `{expected}`"),
            );
        }
        self.last_level = level.max(2);
        self.heading =
            Some(OpenHeading { level, id, classes, text: String::new(), html: Fragment::default() });
    }

    fn end_heading(&mut self) {
        let heading = self.heading.take().expect("a heading ends after it started");
        let OpenHeading { level, id, classes, text, html } = heading;
        let text = text.trim().to_owned();
        let id = id.unwrap_or_else(|| self.ids.make(&text));
        // The title of the page is its only level-1 heading.
        let level = level.max(2);
        let top = self.depth == 0 && self.definitions.is_empty();
        self.rendered.headings.push(Heading { id: id.clone(), text, level });
        if level == 2 && top {
            self.end_section();
            self.open_section = Some((id, html));
            return;
        }
        let class =
            if classes.is_empty() { String::new() } else { format!(" class=\"{}\"", classes.join(" ")) };
        self.current.push_html(&format!("<h{level} id=\"{id}\"{class}>"));
        self.current.append(html);
        self.current.push_html(&format!("</h{level}>\n"));
    }

    fn end_section(&mut self) {
        let body = std::mem::take(&mut self.current);
        self.bytes += body.len();
        match self.open_section.take() {
            None => self.rendered.lead = body,
            Some((id, title)) => self.rendered.sections.push(Section { id, title, body }),
        }
    }

    fn start_link(&mut self, link_type: LinkType, address: &str, span: Span) {
        let (target, shows_title) = match link_type {
            LinkType::WikiLink { has_pothole } => (classify_id(address), !has_pothole),
            LinkType::Email => (classify(&format!("mailto:{address}")), false),
            _ => (classify(address), false),
        };
        let idx = u32::try_from(self.rendered.links.len()).expect("the size of a document is capped");
        self.rendered.links.push(Link { target, span });
        let out = self.out();
        out.push_html("<a");
        out.push_hole(Hole::LinkAttributes(idx));
        out.push_html(">");
        if shows_title {
            out.push_hole(Hole::LinkTitle(idx));
            // The text of the link is its own address; what follows up to the end is left out.
            self.image = Some((String::new(), span, String::new()));
        }
        self.links.push(shows_title);
    }

    /// Reads the description of an image, or passes over the address that `[[id]]` has for its text.
    fn image_event(&mut self, event: &Event<'_>) {
        match event {
            Event::Start(Tag::Image { .. }) => self.images_within += 1,
            Event::End(TagEnd::Image) if self.images_within > 0 => self.images_within -= 1,
            Event::End(TagEnd::Image) => {
                let (target, span, alt) = self.image.take().expect("an image is being read");
                self.end_image(target, span, alt);
            }
            Event::End(TagEnd::Link) if self.links.last() == Some(&true) => {
                self.image = None;
                self.links.pop();
                self.out().push_html("</a>");
            }
            Event::Text(text) | Event::Code(text) => {
                if let Some((_, _, alt)) = &mut self.image {
                    alt.push_str(text);
                }
            }
            Event::SoftBreak | Event::HardBreak => {
                if let Some((_, _, alt)) = &mut self.image {
                    alt.push(' ');
                }
            }
            _ => {}
        }
    }

    fn end_image(&mut self, target: String, span: Span, alt: String) {
        let alt = alt.trim();
        if alt.is_empty() {
            self.tell(
                Rule::MissingAltText,
                span,
                phrase!("dit plaatje heeft geen beschrijving", "this image has no description"),
                phrase!(
                    "schrijf tussen de haken wat erop te zien is: `![een straat met bankjes]({target})`",
                    "write between the brackets what it shows: `![a street with benches]({target})`"
                ),
            );
        }
        let idx = u32::try_from(self.rendered.images.len()).expect("the size of a document is capped");
        self.rendered.images.push(Image { target: target.into(), alt: alt.into(), span });
        self.out().push_hole(Hole::Image(idx));
    }

    fn footnote_reference(&mut self, label: &str, span: Span) {
        let footnote = self.footnotes.entry(label.to_owned()).or_insert(Footnote {
            number: 0,
            references: 0,
            span,
            text: None,
        });
        if footnote.number == 0 {
            self.n_footnotes += 1;
            footnote.number = self.n_footnotes;
        }
        footnote.references += 1;
        let number = footnote.number;
        let again =
            if footnote.references == 1 { String::new() } else { format!("-{}", footnote.references) };
        self.out().push_html(&format!(
            "<sup class=\"footnote-ref\"><a href=\"#fn-{number}\" id=\"fnref-{number}{again}\">{number}</a></sup>"
        ));
    }

    fn end_footnote(&mut self) {
        let (label, before) = self.definitions.pop().expect("a definition ends after it started");
        let text = std::mem::replace(&mut self.current, before);
        self.bytes += text.len();
        if let Some(footnote) = self.footnotes.get_mut(&label) {
            footnote.text = Some(text);
        }
    }

    fn finish(mut self) -> Checked<Rendered> {
        self.close_label();
        self.end_section();
        let mut footnotes: Vec<(String, Footnote)> =
            std::mem::take(&mut self.footnotes).into_iter().collect();
        footnotes.sort_by_key(|(_, footnote)| (footnote.number, footnote.span));
        let mut list = Fragment::default();
        for (label, footnote) in footnotes {
            let Footnote { number, references, span, text } = footnote;
            if number == 0 {
                self.tell(
                    Rule::BrokenFootnote,
                    Span { start: span.start, end: span.start },
                    phrase!("naar voetnoot `{label}` verwijst niets", "nothing refers to footnote `{label}`"),
                    phrase!(
                        "zet `[^{label}]` in de tekst, of haal de voetnoot weg",
                        "put `[^{label}]` into the text, or take the footnote away"
                    ),
                );
                continue;
            }
            list.push_html(&format!("<li id=\"fn-{number}\">"));
            list.append(text.unwrap_or_default());
            for reference in 1..=references {
                let again = if reference == 1 { String::new() } else { format!("-{reference}") };
                list.push_html(&format!(
                    "<a class=\"footnote-back\" href=\"#fnref-{number}{again}\" aria-label=\""
                ));
                list.push_hole(Hole::Interface("footnote-back"));
                list.push_html("\">↩</a> ");
            }
            list.push_html("</li>\n");
        }
        if !list.is_empty() {
            self.rendered.footnotes.push_html("<ol>\n");
            self.rendered.footnotes.append(list);
            self.rendered.footnotes.push_html("</ol>\n");
        }
        Checked { value: self.rendered, diagnostics: self.diagnostics }
    }
}

/// Each `[^label]` that stayed text because nothing defines it, with its place in the text.
fn undefined_footnotes(text: &str) -> impl Iterator<Item = (usize, &str)> {
    // Looking no further than a label can reach keeps a text full of `[^` from costing its square.
    const LONGEST: usize = 40;
    text.match_indices("[^").filter_map(|(at, open)| {
        let start = at + open.len();
        let reach = text.ceil_char_boundary((start + LONGEST + 1).min(text.len()));
        let (label, _) = text[start..reach].split_once(']')?;
        let is_label = !label.is_empty() && !label.contains([' ', '[', '\n']);
        is_label.then_some((at, label))
    })
}

//! The HTML of a tree.
//!
//! It is our own. pulldown-cmark's writer passes heading attributes such as `onclick` through, puts styles into tables and
//! leaves the boxes of task lists without a label.

use pulldown_cmark::{Alignment, BlockQuoteKind};

use super::html::Html;
use crate::document::{Edge, Element, FootnoteMark, LinkWords, TextNode, TextTree, escape};
use crate::model::Language;

/// What the texts of a page have had so far.
#[derive(Default)]
pub(super) struct WrittenSoFar {
    n_tables: usize,
}

impl Html<'_, '_> {
    /// The HTML of a tree whose values are filled in. `marks` are those of its references to footnotes.
    pub(super) fn write(
        &self,
        tree: &TextTree,
        language: &Language,
        marks: &[FootnoteMark],
        counted: &mut WrittenSoFar,
    ) -> String {
        let html = String::with_capacity(tree.text().len() + tree.text().len() / 3 + 64);
        let mut writer = Writer {
            html,
            context: self,
            language,
            marks: marks.iter(),
            counted,
            n_links: 0,
            in_head: false,
        };
        for edge in tree.walk() {
            match edge {
                Edge::Start(node) | Edge::Leaf(node) => writer.start(node),
                Edge::End(node) => writer.end(node.element),
            }
        }
        writer.html
    }
}

struct Writer<'w, 's> {
    html: String,
    context: &'w Html<'w, 's>,
    language: &'w Language,
    /// Those of the references to footnotes that are still to come.
    marks: std::slice::Iter<'w, FootnoteMark>,
    counted: &'w mut WrittenSoFar,
    /// How many links are open: one in another is only words.
    n_links: usize,
    /// Whether the head of a table is open.
    in_head: bool,
}

impl Writer<'_, '_> {
    fn start(&mut self, node: TextNode<'_>) {
        let html = &mut self.html;
        match node.element {
            Element::Text | Element::Value | Element::Html => escape(node.text, html),
            Element::Code => {
                html.push_str("<code>");
                escape(node.text, html);
                html.push_str("</code>");
            }
            Element::Heading(level) => {
                let (id, classes) = node.text.split_once(' ').unwrap_or((node.text, ""));
                html.push_str(&format!("<h{level}"));
                self.attribute("id", id);
                self.attribute("class", classes);
                self.html.push('>');
            }
            Element::Alert(kind) => self.start_alert(kind),
            Element::OrderedList => {
                html.push_str("<ol");
                self.attribute("start", node.text);
                self.html.push_str(">\n");
            }
            Element::Task(is_checked) => {
                let checked = if is_checked { " checked" } else { "" };
                html.push_str(&format!("<label><input type=\"checkbox\" disabled{checked}> "));
            }
            Element::CodeBlock => {
                html.push_str("<pre class=\"code\" tabindex=\"0\"><code");
                if !node.text.is_empty() {
                    html.push_str(" class=\"language-");
                    escape(node.text, html);
                    html.push('"');
                }
                html.push('>');
            }
            Element::Highlighted => html.push_str(node.text),
            Element::Table => self.start_table(),
            Element::TableHead => {
                self.in_head = true;
                self.html.push_str("<thead><tr>");
            }
            Element::Cell(alignment) => self.start_cell(alignment),
            Element::Link => self.start_link(node),
            Element::Image => node.image.into_iter().for_each(|image| self.context.image(image, html)),
            Element::Call => html.push_str(&format!("<a href=\"tel:{}\">", node.text)),
            Element::Explained => {
                let glossary = &self.context.glossary;
                html.push_str(&format!("<a class=\"gloss\" href=\"{glossary}#{}\">", node.text));
            }
            Element::FootnoteReference => self.reference(),
            element => html.push_str(tags(element).0),
        }
    }

    fn end(&mut self, element: Element) {
        self.html.push_str(match element {
            Element::Heading(level) => return self.html.push_str(&format!("</h{level}>\n")),
            Element::Alert(_) => "</div>\n",
            Element::OrderedList => "</ol>\n",
            Element::Task(_) => "</label>",
            Element::CodeBlock => "</code></pre>\n",
            Element::Table => "</tbody></table></div>\n",
            Element::TableHead => {
                self.in_head = false;
                "</tr></thead><tbody>\n"
            }
            Element::Cell(_) if self.in_head => "</th>",
            Element::Cell(_) => "</td>",
            Element::Link => {
                self.n_links -= 1;
                if self.n_links == 0 { "</a>" } else { "" }
            }
            Element::Call | Element::Explained => "</a>",
            element => tags(element).1,
        });
    }

    /// An attribute whose value holds nothing that has to be escaped; none where it is empty.
    fn attribute(&mut self, name: &str, value: &str) {
        if !value.is_empty() {
            self.html.push_str(&format!(" {name}=\"{value}\""));
        }
    }

    fn start_alert(&mut self, kind: BlockQuoteKind) {
        let (name, title) = match kind {
            BlockQuoteKind::Note => ("note", "alert-note"),
            BlockQuoteKind::Tip => ("tip", "alert-tip"),
            BlockQuoteKind::Important => ("important", "alert-important"),
            BlockQuoteKind::Warning => ("warning", "alert-warning"),
            BlockQuoteKind::Caution => ("caution", "alert-caution"),
        };
        self.html.push_str(&format!("<div class=\"alert alert-{name}\"><p class=\"alert-title\">"));
        escape(self.context.word(title, self.language), &mut self.html);
        self.html.push_str("</p>\n");
    }

    /// A table that is wider than a phone scrolls by itself; then a keyboard has to reach it, and a name of its own tells it
    /// from the others.
    fn start_table(&mut self) {
        self.counted.n_tables += 1;
        self.html.push_str("<div class=\"table-scroll\" role=\"region\" tabindex=\"0\" aria-label=\"");
        escape(self.context.word("table", self.language), &mut self.html);
        self.html.push_str(&format!(" {}\"><table>\n", self.counted.n_tables));
    }

    fn start_cell(&mut self, alignment: Alignment) {
        self.html.push_str(if self.in_head { "<th scope=\"col\"" } else { "<td" });
        self.html.push_str(match alignment {
            Alignment::Left => " class=\"align-left\">",
            Alignment::Center => " class=\"align-center\">",
            Alignment::Right => " class=\"align-right\">",
            Alignment::None => ">",
        });
    }

    fn start_link(&mut self, node: TextNode<'_>) {
        self.n_links += 1;
        let Some(link) = node.link.filter(|_| self.n_links == 1) else { return };
        self.html.push_str("<a");
        self.context.link_attributes(link, &mut self.html);
        self.html.push('>');
        if link.words == LinkWords::Title {
            self.context.link_title(link, &mut self.html);
        }
    }

    fn reference(&mut self) {
        let Some(mark) = self.marks.next() else { return };
        let (number, id) = (mark.number, reference_id(*mark));
        self.html.push_str(&if self.n_links == 0 {
            format!("<sup class=\"footnote-ref\"><a href=\"#fn-{number}\" id=\"{id}\">{number}</a></sup>")
        } else {
            // A link can't stand in a link.
            format!("<sup class=\"footnote-ref\" id=\"{id}\">{number}</sup>")
        });
    }
}

/// How an element starts and ends that says nothing more than what it is.
fn tags(element: Element) -> (&'static str, &'static str) {
    match element {
        Element::Paragraph => ("<p>", "</p>\n"),
        Element::Quote => ("<blockquote>\n", "</blockquote>\n"),
        Element::List => ("<ul>\n", "</ul>\n"),
        Element::Item => ("<li>", "</li>\n"),
        Element::TableRow => ("<tr>", "</tr>\n"),
        Element::Emphasis => ("<em>", "</em>"),
        Element::Strong => ("<strong>", "</strong>"),
        Element::Strikethrough => ("<del>", "</del>"),
        Element::Isolated => ("<bdi dir=\"ltr\">", "</bdi>"),
        Element::DueNotice => ("<span class=\"due-number\">", "</span>"),
        Element::LineBreak => ("<br>\n", ""),
        Element::Rule => ("<hr>\n", ""),
        _ => ("", ""),
    }
}

/// The id of a reference to a footnote.
pub(super) fn reference_id(FootnoteMark { number, ordinal }: FootnoteMark) -> String {
    if ordinal == 1 { format!("fnref-{number}") } else { format!("fnref-{number}-{ordinal}") }
}

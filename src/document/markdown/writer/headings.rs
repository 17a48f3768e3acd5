//! Headings, and the sections that those of level 2 begin.

use pulldown_cmark::HeadingLevel;

use super::Writer;
use crate::document::fragment::Fragment;
use crate::document::{Heading, Section};
use crate::text::{Rule, Span, is_slug, phrase};

/// A heading that is being written.
pub(super) struct OpenHeading {
    level: u8,
    /// The id that the author chose, if it can be one.
    id: Option<String>,
    classes: Vec<String>,
    place: Span,
    /// What it says, without markup.
    pub(super) text: String,
    pub(super) html: Fragment,
}

impl Writer<'_> {
    pub(super) fn start_heading(
        &mut self,
        level: HeadingLevel,
        id: Option<String>,
        classes: Vec<String>,
        span: Span,
    ) {
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
        let classes = classes.into_iter().filter(|class| is_slug(class)).collect();
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
        let (text, html) = (String::new(), Fragment::default());
        self.heading = Some(OpenHeading { level, id, classes, place: span, text, html });
    }

    pub(super) fn end_heading(&mut self) {
        self.close_label();
        let heading = self.heading.take().expect("a heading ends after it started");
        let OpenHeading { level, id, classes, place, text, html } = heading;
        let text = text.trim().to_owned();
        let id = id.unwrap_or_else(|| self.ids.make(&text));
        // The title of the page is its only level-1 heading.
        let level = level.max(2);
        let top = self.depth == 0 && self.definitions.is_empty();
        self.rendered.headings.push(Heading { id: id.clone(), text: text.clone(), level });
        if level == 2 && top {
            self.end_section();
            self.rendered.section_headings.push((text, place));
            self.open_section = Some((id, html));
            return;
        }
        let class =
            if classes.is_empty() { String::new() } else { format!(" class=\"{}\"", classes.join(" ")) };
        self.current.push_html(&format!("<h{level} id=\"{id}\"{class}>"));
        self.current.append(html);
        self.current.push_html(&format!("</h{level}>\n"));
    }

    pub(super) fn end_section(&mut self) {
        let body = std::mem::take(&mut self.current);
        self.bytes += body.len();
        match self.open_section.take() {
            None => self.rendered.lead = body,
            Some((id, title)) => self.rendered.sections.push(Section { id, title, body }),
        }
    }
}

//! Headings, and the sections that those of level 2 begin.

use pulldown_cmark::HeadingLevel;

use super::state::{MarkdownReader, OpenHeading, OpenSection};
use crate::document::Heading;
use crate::document::markdown::heading::Claim;
use crate::document::markdown::{ReadSection, SectionHeading};
use crate::document::tree::Element;
use crate::text::{Location, Rule, Span, is_slug, phrase};

impl MarkdownReader<'_> {
    pub(super) fn start_heading(
        &mut self,
        level: HeadingLevel,
        id: Option<String>,
        classes: Vec<String>,
        span: Span,
    ) {
        let level = level as u8;
        let id = id.filter(|id| self.claim(id, span));
        // Above a field stands its own title, of level 2.
        let highest = if self.is_field { 3 } else { 2 };
        let classes = classes.into_iter().filter(|class| is_slug(class)).collect();
        if level == 1 {
            self.report(
                Rule::HeadingOrder,
                span,
                phrase!(
                    "een kop met één `#` is de titel, en die staat al boven de pagina",
                    "a heading with one `#` is the title, which the page already shows"
                ),
                match highest {
                    2 => phrase!("schrijf `##`", "write `##`"),
                    _ => phrase!("schrijf `###`", "write `###`"),
                },
            );
        } else if level < highest {
            self.report(
                Rule::HeadingOrder,
                span,
                phrase!(
                    "een kop met `##` is de naam van het veld, en die staat al boven deze tekst",
                    "a heading with `##` is the name of the field, which the page already shows"
                ),
                phrase!("schrijf `###`", "write `###`"),
            );
        } else if level > self.last_level + 1 {
            let (found, expected) = ("#".repeat(level.into()), "#".repeat((self.last_level + 1).into()));
            self.report(
                Rule::HeadingOrder,
                span,
                phrase!(
                    "deze kop slaat een niveau over: `{found}`",
                    "this heading leaves out a level: `{found}`"
                ),
                phrase!("schrijf `{expected}`", "write `{expected}`"),
            );
        }
        // The title of the page is its only level-1 heading.
        let level = level.max(highest);
        self.last_level = level;
        let is_section = level == 2 && self.depth == 0 && self.definitions.is_empty();
        if is_section {
            self.end_section(span.start as usize);
        } else {
            self.current.tree.open(Element::Heading(level), "");
        }
        let text = String::new();
        self.heading = Some(OpenHeading { level, is_section, id, classes, place: span, text, after: None });
    }

    /// Whether a heading may have the id that its author chose; reports why not.
    fn claim(&mut self, id: &str, span: Span) -> bool {
        if self.is_field {
            // It could be that of a heading of the text, which is read by itself.
            self.report(
                Rule::HeadingAttribute,
                span,
                phrase!("een kop in een veld kan geen id hebben", "a heading in a field can't have an id"),
                phrase!(
                    "haal `{{#{id}}}` weg, of zet dit stuk onder een kop in de tekst",
                    "take `{{#{id}}}` away, or put this part under a heading in the text"
                ),
            );
            return false;
        }
        let other = phrase!("geef deze kop een andere id, of geen", "give this heading another id, or none");
        let (rule, message, hint) = match self.ids.claim(id) {
            Claim::Given => return true,
            Claim::Taken => (
                Rule::DuplicateHeading,
                phrase!("er is al een kop met de id `{id}`", "there is a heading with the id `{id}` already"),
                other,
            ),
            Claim::OfPage => (
                Rule::DuplicateHeading,
                phrase!("de id `{id}` is van de pagina zelf", "the id `{id}` belongs to the page itself"),
                other,
            ),
            Claim::Impossible => (
                Rule::HeadingAttribute,
                phrase!("`{id}` kan geen id zijn", "`{id}` can't be an id"),
                phrase!(
                    "gebruik kleine letters zonder accent, cijfers en losse streepjes",
                    "use lower-case letters without accents, digits and single hyphens"
                ),
            ),
        };
        self.report(rule, span, message, hint);
        false
    }

    pub(super) fn end_heading(&mut self) {
        let heading = self.heading.take().expect("a heading ends after it started");
        let OpenHeading { level, is_section, id, classes, place, text, after } = heading;
        let text = text.trim().to_owned();
        let id = match id {
            Some(id) => id,
            None if self.is_field => String::new(),
            None if is_section => self.ids.make_section(&text),
            None => self.ids.make(&text),
        };
        self.markdown.headings.push(Heading { id: id.clone(), text: text.clone(), level, is_section });
        if is_section {
            let title = std::mem::take(&mut self.current).finish();
            let heading = SectionHeading { text, place, after };
            self.open_section = Some(OpenSection { id, classes: classes.join(" "), title, heading });
        } else {
            let name: Vec<String> = std::iter::once(id).chain(classes).collect();
            self.current.name(&name.join(" "));
            self.current.tree.close();
        }
    }

    /// Ends the lead or the section that is read, which reaches up to byte `end` of the source.
    pub(super) fn end_section(&mut self, end: usize) {
        self.bytes += self.current.tree.size();
        let body = std::mem::take(&mut self.current).finish();
        match self.open_section.take() {
            None => self.markdown.lead = body,
            Some(OpenSection { id, classes, title, heading }) => {
                let span = Span::new(heading.place.start as usize, end);
                let at = Location::new(self.source.path().clone(), span);
                self.markdown.sections.push(ReadSection { id, classes, title, body, at, heading });
            }
        }
    }
}

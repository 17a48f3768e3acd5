//! Links and images.

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use super::Writer;
use crate::document::fragment::Hole;
use crate::document::markdown::links::{classify, classify_id};
use crate::document::markdown::{Image, Link};
use crate::text::{Location, Rule, Span, phrase};

/// A link that is being written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum OpenLink {
    /// One with a text: where it stands, and how much was written before its text.
    Text { place: Span, before: usize },
    /// `[[id]]` without a text, which shows the title of what it leads to.
    Title,
    /// One in the text of another, such as an address between `<` and `>`: only its text is shown.
    Within,
}

impl Writer<'_> {
    pub(super) fn start_link(&mut self, link_type: LinkType, address: &str, span: Span) {
        let (target, shows_title) = match link_type {
            LinkType::WikiLink { has_pothole } => (classify_id(address), !has_pothole),
            LinkType::Email => (classify(&format!("mailto:{address}")), false),
            _ => (classify(address), false),
        };
        let idx = u32::try_from(self.rendered.links.len()).expect("the size of a document is capped");
        let at = Location::new(self.source.path().clone(), span);
        self.rendered.links.push(Link { target, at });
        if !self.links.is_empty() {
            self.links.push(OpenLink::Within);
            return;
        }
        let out = self.out();
        out.push_html("<a");
        out.push_hole(Hole::LinkAttributes(idx));
        out.push_html(">");
        if shows_title {
            out.push_hole(Hole::LinkTitle(idx));
            // The text of the link is its own address; what follows up to the end is left out.
            self.image = Some((String::new(), span, String::new()));
        }
        let before = self.out().size();
        self.links.push(if shows_title { OpenLink::Title } else { OpenLink::Text { place: span, before } });
    }

    pub(super) fn end_link(&mut self) {
        match self.links.pop() {
            Some(OpenLink::Within) => return,
            Some(OpenLink::Text { place, before }) if self.out().size() == before => self.tell(
                Rule::BrokenLink,
                place,
                phrase!("deze link heeft geen tekst", "this link has no text"),
                phrase!(
                    "schrijf tussen de rechte haken waar de link heen leidt",
                    "write between the square brackets where the link leads"
                ),
            ),
            Some(OpenLink::Text { .. } | OpenLink::Title) | None => {}
        }
        self.out().push_html("</a>");
    }

    /// Reads the description of an image, or passes over the address that `[[id]]` has for its text.
    pub(super) fn image_event(&mut self, event: &Event<'_>) {
        match event {
            Event::Start(Tag::Image { .. }) => self.images_within += 1,
            Event::End(TagEnd::Image) if self.images_within > 0 => self.images_within -= 1,
            Event::End(TagEnd::Image) => {
                let (target, span, alt) = self.image.take().expect("an image is being read");
                self.end_image(target, span, alt);
            }
            Event::End(TagEnd::Link) if self.links.last() == Some(&OpenLink::Title) => {
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
        let at = Location::new(self.source.path().clone(), span);
        self.rendered.images.push(Image { target: target.into(), alt: alt.into(), at });
        self.out().push_hole(Hole::Image(idx));
    }
}

//! Links and images.

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use super::state::{Aside, MarkdownReader, OpenLink};
use crate::document::links::{Image, Link, LinkWords, classify, classify_id};
use crate::text::{Location, Rule, Span, phrase};

impl MarkdownReader<'_> {
    pub(super) fn start_link(&mut self, link_type: LinkType, address: &str, place: Span) {
        let (target, words) = match link_type {
            LinkType::WikiLink { has_pothole: true } => (classify_id(address), LinkWords::Own),
            LinkType::WikiLink { has_pothole: false } => (classify_id(address), LinkWords::Title),
            LinkType::Email => (classify(&format!("mailto:{address}")), LinkWords::Email),
            LinkType::Autolink => (classify(address), LinkWords::Address),
            _ => (classify(address), LinkWords::Own),
        };
        // A link in another is only words, and its address is what it has.
        if words == LinkWords::Title && self.links.is_empty() {
            self.aside = Some(Aside::Address);
        }
        self.current.tree.open_link(Link {
            target,
            words,
            at: Location::new(self.source.path().clone(), place),
        });
        self.links.push(OpenLink { place, n_nodes: self.current.tree.len() });
    }

    pub(super) fn end_link(&mut self) {
        let OpenLink { place, n_nodes } = self.links.pop().expect("a link ends after it started");
        let shows_title = matches!(self.aside.take(), Some(Aside::Address));
        if self.current.tree.len() == n_nodes && self.links.is_empty() && !shows_title {
            self.report(
                Rule::BrokenLink,
                place,
                phrase!("deze link heeft geen tekst", "this link has no text"),
                phrase!(
                    "schrijf tussen de rechte haken waar de link heen leidt",
                    "write between the square brackets where the link leads"
                ),
            );
        }
        self.current.tree.close();
    }

    /// Reads the description of an image, or passes over the address that `[[id]]` has for its text.
    pub(super) fn aside_event(&mut self, event: &Event<'_>) {
        let Some(Aside::Image { alt, n_within, .. }) = &mut self.aside else {
            if matches!(event, Event::End(TagEnd::Link)) {
                self.end_link();
            }
            return;
        };
        match event {
            Event::Start(Tag::Image { .. }) => *n_within += 1,
            Event::End(TagEnd::Image) if *n_within > 0 => *n_within -= 1,
            Event::End(TagEnd::Image) => self.end_image(),
            Event::Text(text) | Event::Code(text) => alt.push_str(text),
            Event::SoftBreak | Event::HardBreak => alt.push(' '),
            _ => {}
        }
    }

    fn end_image(&mut self) {
        let Some(Aside::Image { target, place, alt, .. }) = self.aside.take() else { return };
        let alt = alt.trim();
        if is_no_description(alt, &target) {
            self.report(
                Rule::MissingAltText,
                place,
                if alt.is_empty() {
                    phrase!("dit plaatje heeft geen beschrijving", "this image has no description")
                } else {
                    phrase!(
                        "`{alt}` zegt niet wat er op dit plaatje te zien is",
                        "`{alt}` doesn't say what this image shows"
                    )
                },
                phrase!(
                    "schrijf tussen de haken wat erop te zien is: `![een straat met bankjes]({target})`",
                    "write between the brackets what it shows: `![a street with benches]({target})`"
                ),
            );
        }
        let at = Location::new(self.source.path().clone(), place);
        self.current.tree.image(Image { target: target.into(), alt: alt.into(), at });
    }
}

/// What cameras, telephones and programs call a picture, before its number.
const CALLED: [&str; 16] = [
    "img",
    "image",
    "dsc",
    "dscf",
    "dscn",
    "pxl",
    "mvimg",
    "picture",
    "photo",
    "screenshot",
    "scan",
    "foto",
    "plaatje",
    "afbeelding",
    "schermafbeelding",
    "whatsapp image",
];

/// What the names of pictures end in.
const PICTURES: [&str; 8] = [".png", ".jpg", ".jpeg", ".webp", ".avif", ".gif", ".svg", ".heic"];

/// Whether nobody wrote what an image shows: nothing is there, its width, or the name of a file.
fn is_no_description(alt: &str, target: &str) -> bool {
    let alt = alt.to_lowercase();
    let name = target.rsplit('/').next().unwrap_or_default().to_lowercase();
    let without_ending =
        |name: &str| PICTURES.iter().find_map(|ending| Some(name.strip_suffix(ending)?.to_owned()));
    let counts = |text: &str| {
        text.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '-' | '_' | '.' | ':' | 'x' | '(' | ')'))
    };
    let is_file =
        !alt.contains(' ') && without_ending(&alt).is_some_and(|name| !name.is_empty()) || alt == name;
    // One word can be both: a picture of a floor plan is called that.
    let is_stem = without_ending(&name)
        .is_some_and(|stem| stem == alt && alt.contains(|c: char| c == '_' || c.is_ascii_digit()));
    is_file
        || is_stem
        || counts(&alt)
        || CALLED.iter().any(|called| alt.strip_prefix(called).is_some_and(counts))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_file_describes_nothing() {
        for alt in [
            "",
            "IMG_2041",
            "foto.png",
            "300",
            "300x200",
            "Afbeelding 3",
            "image001",
            "DSC00012",
            "wijk_noord",
            "Foto",
            "2024-05-03",
        ] {
            assert!(is_no_description(alt, "beeld/wijk_noord.png"), "{alt}");
        }
        for alt in [
            "een straat",
            "Plattegrond",
            "wijk noord",
            "Foto van 2 bankjes",
            "de handleiding v1.2.png uitgelegd",
            "Scannen met 1 hand",
            "Imghard",
        ] {
            assert!(!is_no_description(alt, "plattegrond.png"), "{alt}");
        }
    }
}

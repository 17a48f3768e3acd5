//! `vague-link`: links whose text doesn't say where they lead.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use crate::text::{Diagnostic, Location, Rule, Source, Span, phrase};

/// What says nothing by itself, in lower case.
const VAGUE: [&str; 37] = [
    "de website",
    "deze link",
    "deze pagina",
    "deze site",
    "deze website",
    "deze bladzijde",
    "die pagina",
    "de site",
    "site",
    "website",
    "ga naar",
    "ga verder",
    "hier",
    "klik",
    "klik hier",
    "kijk hier",
    "lees hier",
    "lees hier meer",
    "lees hier verder",
    "lees meer",
    "lees verder",
    "link",
    "meer",
    "meer info",
    "meer informatie",
    "meer lezen",
    "verder lezen",
    "click",
    "click here",
    "here",
    "learn more",
    "more",
    "more info",
    "more information",
    "read more",
    "this link",
    "this page",
];

/// How texts begin that say where to click, and then perhaps for what.
const BEGINNINGS: [&str; 4] = ["klik hier ", "via deze link", "op deze link", "click here "];

/// The texts of the links of a document, while its events go by.
#[derive(Debug, Default)]
pub(in crate::document) struct LinkTexts {
    open: Option<(String, Range<usize>)>,
    found: Vec<(String, Range<usize>)>,
}

impl LinkTexts {
    /// Takes the next event, with its place behind the start of the text.
    pub(in crate::document) fn event(&mut self, event: &Event<'_>, place: &Range<usize>) {
        match (event, &mut self.open) {
            (Event::Start(Tag::Link { link_type, .. }), open @ None) if has_text(*link_type) => {
                *open = Some((String::new(), place.clone()));
            }
            (Event::Text(text) | Event::Code(text), Some((so_far, _))) => so_far.push_str(text),
            (Event::SoftBreak | Event::HardBreak, Some((so_far, _))) => so_far.push(' '),
            (Event::End(TagEnd::Link), open) => self.found.extend(open.take()),
            _ => {}
        }
    }

    /// Tells of those that say nothing. `start` is where the text starts in its source.
    pub(in crate::document) fn check(
        &self,
        source: &Source,
        start: usize,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        for (text, place) in &self.found {
            let at = Location::new(source.path().clone(), Span::new(place.start, place.end).shifted(start));
            let bare = text.trim().trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
            let is_address = ["http://", "https://", "www."].iter().any(|start| bare.starts_with(start));
            // What follows may say more, but whoever hears links alone hears this first of each.
            let begins = BEGINNINGS.iter().any(|beginning| bare.starts_with(beginning));
            let (message, hint) = if begins || VAGUE.contains(&bare.as_str()) {
                (
                    phrase!(
                        "`{text}` zegt niet waar deze link heen leidt",
                        "`{text}` doesn't say where this link leads"
                    ),
                    phrase!(
                        "noem in de link zelf wat de lezer daar vindt, zoals `[hulp aanvragen](…)`",
                        "name in the link itself what the reader finds there, as in `[asking for help](…)`"
                    ),
                )
            } else if is_address && !bare.contains(char::is_whitespace) {
                (
                    phrase!(
                        "deze link heeft een webadres als tekst; dat wordt letter voor letter voorgelezen",
                        "this link has a web address for its text; that is read aloud letter by letter"
                    ),
                    phrase!(
                        "noem de organisatie of de bladzijde: `[Humanitas](…)`",
                        "name the organization or the page: `[Humanitas](…)`"
                    ),
                )
            } else {
                continue;
            };
            diagnostics.push(Diagnostic::new(Rule::VagueLink, message).at(at).hint(hint));
        }
    }
}

/// The text of the others is an address of mail, or the title of what they lead to.
fn has_text(link_type: LinkType) -> bool {
    !matches!(link_type, LinkType::Email | LinkType::WikiLink { has_pothole: false })
}

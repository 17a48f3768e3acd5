//! What the preview adds to a page on its way to the browser. The files of the site never hold any of it.

use super::html::escape;
use crate::text::{MessageLanguage, phrase};

/// The elements for the head of a page of this build, answered with this status number.
pub(super) fn head(build: &str, status: &str, language: MessageLanguage) -> String {
    let lost = phrase!(
        "De verbinding met de voorvertoning is verbroken. Deze pagina verandert niet mee tot die weer draait.",
        "The connection with the preview is lost. This page doesn't change along until it runs again."
    );
    let gone = phrase!(
        "Deze pagina bestaat niet meer. U ziet hoe zij het laatst was.",
        "This page doesn't exist any more. You see it was last."
    );
    format!(
        "<link rel=\"stylesheet\" href=\"/_wijkgids/preview.css\">\
         <script type=\"module\" src=\"/_wijkgids/preview.js\" id=\"wijkgids-script\" data-build=\"{}\" \
         data-status=\"{}\" data-lost=\"{}\" data-gone=\"{}\"></script>",
        escape(build),
        escape(status),
        escape(lost.in_language(language)),
        escape(gone.in_language(language)),
    )
}

/// The elements for the top of the body: the bar, and an empty place for what the script has to say. Both are there
/// also when they are empty, because a screen reader only announces what changes in a region that it already knows.
pub(super) fn error_overlay(bar: &str) -> String {
    format!(
        "<div id=\"wijkgids-bar\" role=\"status\">{bar}</div><div id=\"wijkgids-note\" role=\"status\"></div>"
    )
}

/// The element for the end of the body: what the desk has to say of the page. There it doesn't come between a reader and the
/// page's own first link.
pub(super) fn document_panel(panel: &str) -> String {
    format!("<div id=\"wijkgids-desk\">{panel}</div>")
}

/// A page with elements added at the start of its head, before any script of its own, at the start of its body, and at the end
/// of that. A page that has no such tags, which HTML allows, gets them at its end.
pub(super) fn inject(html: &[u8], head: &str, body: &str, panel: &str) -> Vec<u8> {
    let head_at = tag_end(html, b"<head", 0);
    let body_at = tag_end(html, b"<body", head_at.unwrap_or(0));
    let panel_at = memchr::memmem::rfind(html, b"</body>").filter(|at| *at >= body_at.unwrap_or(0));
    let mut page = Vec::with_capacity(html.len() + head.len() + body.len() + panel.len());
    let mut done = 0;
    let additions = [(head_at, head), (body_at, body), (panel_at, panel)];
    for (at, addition) in additions {
        if let Some(at) = at {
            page.extend_from_slice(&html[done..at]);
            page.extend_from_slice(addition.as_bytes());
            done = at;
        }
    }
    page.extend_from_slice(&html[done..]);
    for (at, addition) in additions {
        if at.is_none() {
            page.extend_from_slice(addition.as_bytes());
        }
    }
    page
}

/// Where the first tag of this name ends, from an offset on. The pages are our own, so a comment that holds such a tag
/// isn't reckoned with; it would cost the bar, not more.
fn tag_end(html: &[u8], name: &[u8], from: usize) -> Option<usize> {
    let is_tag = |at: &usize| {
        let rest = &html[*at..];
        rest.len() > name.len()
            && rest[..name.len()].eq_ignore_ascii_case(name)
            && (rest[name.len()] == b'>' || rest[name.len()].is_ascii_whitespace())
    };
    let start = (from..html.len()).filter(|&at| html[at] == b'<').find(is_tag)?;
    let mut quote = None;
    for (at, &byte) in html.iter().enumerate().skip(start) {
        match (quote, byte) {
            (None, b'>') => return Some(at + 1),
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(html: &str) -> String {
        String::from_utf8(inject(html.as_bytes(), "[H]", "[B]", "[F]")).expect("made from text")
    }

    #[test]
    fn additions_stand_first_in_head_and_body_and_last_in_the_body() {
        assert_eq!(
            page("<!doctype html><html><head><title>x</title></head><body class=\"a>b\">y</body></html>"),
            "<!doctype html><html><head>[H]<title>x</title></head><body class=\"a>b\">[B]y[F]</body></html>"
        );
        assert_eq!(page("<HEAD></HEAD><header>x</header>"), "<HEAD>[H]</HEAD><header>x</header>[B][F]");
        assert_eq!(page("<title>x</title>"), "<title>x</title>[H][B][F]");
        assert_eq!(page("<body"), "<body[H][B][F]");
        assert_eq!(page(""), "[H][B][F]");
    }
}

//! What every page of the preview is made with: texts made harmless, links that open a file, and the page around it all.

use std::fmt::Write as _;

use super::addresses::ICON;
use super::snapshot::Snapshot;
use crate::text::{MessageLanguage, Phrase, Position, SourcePath};

/// A page that is no part of the site.
pub(super) fn own_page(title: &Phrase, main: &str, language: MessageLanguage) -> String {
    let tag = language.tag();
    format!(
        "<!doctype html><html lang=\"{tag}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <link rel=\"icon\" href=\"{ICON}\" type=\"image/svg+xml\">\
         <title>{} – Wijkgids</title></head><body class=\"wijkgids-own\"><main>{main}</main></body></html>",
        escape(title.in_language(language))
    )
}

/// The path of a file, with the line and the column that are meant, if any are; it opens the file where that is possible and the
/// file is the editor's to change: not in a base that was received from others.
pub(super) fn file_link(snapshot: &Snapshot, path: &SourcePath, place: Option<Position>) -> String {
    let mut shown = escape(path.as_str());
    if let Some(Position { line, column }) = place {
        let _ = write!(shown, ":{line}:{column}");
    }
    let Position { line, column } = place.unwrap_or(Position { line: 1, column: 1 });
    let address = snapshot.editor.as_ref().filter(|_| !snapshot.desk.received.contains(path.way()));
    let address = address.and_then(|editor| editor.link(path, line, column));
    match address {
        Some(address) => format!("<a class=\"wijkgids-file\" href=\"{}\">{shown}</a>", escape(&address)),
        None => format!("<span class=\"wijkgids-file\">{shown}</span>"),
    }
}

/// A diagnostic's phrase as a sentence on a page.
pub(super) fn sentence(phrase: &str) -> String {
    let mut characters = phrase.chars();
    let capital = characters.next().into_iter().flat_map(char::to_uppercase);
    let full_stop = if phrase.ends_with(['.', '?', '!', ':', '…']) { "" } else { "." };
    capital.chain(characters.as_str().chars()).chain(full_stop.chars()).collect()
}

/// Text with what stands between backquotes as code.
pub(super) fn prose(text: &str) -> String {
    let escaped = escape(text);
    let mut parts = escaped.split('`');
    let mut html = parts.next().unwrap_or_default().to_owned();
    while let Some(code) = parts.next() {
        match parts.next() {
            Some(text) => {
                let _ = write!(html, "<code>{code}</code>{text}");
            }
            // A backquote without a partner is one that the author typed.
            None => {
                let _ = write!(html, "`{code}");
            }
        }
    }
    html
}

/// Text made harmless for HTML, between tags and in quoted attributes. Characters that can't be seen or that turn the
/// reading direction are shown as `�`, each one.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            '\t' => escaped.push(' '),
            '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' => {
                escaped.push('\u{fffd}');
            }
            control if control.is_control() => escaped.push('\u{fffd}'),
            plain => escaped.push(plain),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_escaped_and_backquotes_become_code() {
        assert_eq!(prose("`<b>` & `x"), "<code>&lt;b&gt;</code> &amp; `x");
        assert_eq!(escape("a\u{202e}b\u{1b}\t\"'"), "a\u{fffd}b\u{fffd} &quot;&#39;");
        assert_eq!(sentence("één fout"), "Één fout.");
        assert_eq!(sentence("bedoelt u `x`?"), "Bedoelt u `x`?");
    }
}

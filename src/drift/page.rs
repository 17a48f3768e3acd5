//! The report as one page in Dutch that needs nothing else: no script, no style of a site, no other file.

use std::fmt::Write;

use super::report::{Report, ReportRow, unseen};
use super::wording::entry_news;
use crate::compare::{DiffPiece, words};
use crate::document::escape;
use crate::edition::changes::BaseChange;
use crate::edition::survey::Standing;
use crate::model::Language;
use crate::text::{MessageLanguage, long_date};

/// The style of a page that needs nothing else.
pub(crate) const STYLE: &str = include_str!("page.css");

/// The page.
pub(crate) fn page(report: &Report) -> String {
    let mut page = String::new();
    let title = escaped(&report.title);
    let day = long_date(report.day).nl;
    let mut add = |text: &str| page.push_str(text);
    add("<!doctype html>\n<html lang=\"nl\">\n<head>\n<meta charset=\"utf-8\">\n");
    add("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    add(&format!("<title>{title}: stand tegenover de basis</title>\n<style>\n{STYLE}</style>\n</head>\n"));
    add(&format!(
        "<body>\n<main>\n<h1>{title}: stand tegenover de basis</h1>\n<p>Op <time datetime=\"{}\">{day}</time>.</p>\n",
        report.day
    ));
    add("<table>\n<caption>Hoeveel documenten en vertalingen</caption>\n");
    add("<thead><tr><th scope=\"col\">Stand</th><th scope=\"col\">Aantal</th></tr></thead>\n<tbody>\n");
    for standing in Standing::ALL {
        let (label, count) = (capital(&standing.name().nl), report.of(standing).count());
        let label = if count == 0 { label } else { format!("<a href=\"#{}\">{label}</a>", standing.key()) };
        add(&format!("<tr><th scope=\"row\">{label}</th><td>{count}</td></tr>\n"));
    }
    add("</tbody>\n</table>\n");
    if !report.is_seen_known && report.layers.len() > 1 {
        let note = escaped(&capital(&unseen().nl.replace('`', "")));
        add(&format!("<p>{note}.</p>\n"));
    }
    for standing in Standing::ALL {
        let mut rows = report.of(standing).peekable();
        if rows.peek().is_none() {
            continue;
        }
        let (id, label) = (standing.key(), capital(&standing.name().nl));
        add(&format!(
            "<section aria-labelledby=\"{id}\">\n<h2 id=\"{id}\">{label}</h2>\n<ul class=\"rows\">\n"
        ));
        rows.for_each(|row| add(&self::row(row, &report.language)));
        add("</ul>\n</section>\n");
    }
    if !report.entries.is_empty() {
        add("<section aria-labelledby=\"data\">\n<h2 id=\"data\">Gegevens</h2>\n<ul class=\"rows\">\n");
        for entry in &report.entries {
            add(&change(
                &entry_news(entry).nl,
                entry.then.as_deref(),
                entry.now.as_deref(),
                MessageLanguage::Nl,
            ));
        }
        add("</ul>\n</section>\n");
    }
    add("</main>\n</body>\n</html>");
    page
}

fn row(row: &ReportRow, site: &Language) -> String {
    let path = escaped(row.path.as_ref().unwrap_or(&row.id));
    // A title of a translation is in its own language, and may run the other way.
    let language = row.language.as_deref().map(|tag| format!(" lang=\"{}\"", escaped(tag)));
    let title = format!("<span dir=\"auto\"{}>{}</span>", language.unwrap_or_default(), escaped(&row.title));
    let mut html = format!("<li><p>{title} <code>{path}</code></p>\n");
    let mut changes = row.sentences(site).peekable();
    if changes.peek().is_some() {
        html.push_str("<ul>\n");
        for (sentence, BaseChange { then, now, .. }) in changes {
            html.push_str(&change(&sentence.nl, then.as_deref(), now.as_deref(), MessageLanguage::Nl));
        }
        html.push_str("</ul>\n");
    }
    html.push_str("</li>\n");
    html
}

/// A change as an entry of a list, with its words where they were kept.
pub(crate) fn change(
    sentence: &str,
    then: Option<&str>,
    now: Option<&str>,
    language: MessageLanguage,
) -> String {
    let (gone, added) = (language.pick("weg", "gone"), language.pick("erbij", "added"));
    let mut html = format!("<li><p>{}</p>\n", code(sentence.trim()));
    if let Some(then) = then {
        html.push_str("<div class=\"words\">");
        for piece in words(then, now.unwrap_or_default()) {
            // Not everybody sees colors and lines.
            let written = match piece {
                DiffPiece::Kept { new, .. } => write!(html, "{}", escaped(new)),
                DiffPiece::Removed(text) => write!(
                    html,
                    "<del><span class=\"unseen\">{gone}: </span>{}<span class=\"unseen\">, </span></del>",
                    escaped(text)
                ),
                DiffPiece::Added(text) => write!(
                    html,
                    "<ins><span class=\"unseen\">{added}: </span>{}<span class=\"unseen\">, </span></ins>",
                    escaped(text)
                ),
            };
            written.expect("a text can be written to");
        }
        html.push_str("</div>\n");
    }
    html.push_str("</li>\n");
    html
}

/// A text without anything that is markup.
pub(crate) fn escaped(text: &str) -> String {
    let mut html = String::new();
    escape(text, &mut html);
    html
}

/// What stands between backquotes as code.
pub(crate) fn code(text: &str) -> String {
    let parts = text.split('`').enumerate();
    let html = parts.map(|(idx, part)| match idx % 2 {
        0 => escaped(part),
        _ => format!("<code>{}</code>", escaped(part)),
    });
    html.collect()
}

/// A text that begins with a capital.
pub(crate) fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

//! Problems as HTML for the editor: the bar on top of a page, and the page that lists them.
//!
//! Every text in it comes from files that may hold anything, so every text is escaped.

use std::fmt::Write as _;

use super::addresses::{DESK, PROBLEMS, RULES};
use super::desk::concerns;
use super::html::{escape, file_link, own_page, prose, sentence};
use super::snapshot::{Problem, Snapshot};
use crate::document::masked;
use crate::http;
use crate::pipeline::OutputPath;
use crate::report::{Excerpt, Spot};
use crate::text::{MessageLanguage, Phrase, Rule, Severity, percent, phrase};

/// How many errors the bar of a page shows in full; the list has the others.
const MOST_IN_BAR: usize = 5;
/// How many problems of a severity stand on one page.
const MOST_ON_PAGE: usize = 200;

/// What stands on top of a page: the errors of the document it is made from; else where there are other errors. Empty when
/// there is nothing to say.
pub(super) fn bar(snapshot: &Snapshot, page: &OutputPath, language: MessageLanguage) -> String {
    let errors = snapshot.problems_of(page).filter(|problem| problem.severity == Severity::Error);
    let errors: Vec<&Problem> = errors.collect();
    if errors.is_empty() {
        notice(snapshot, language)
    } else {
        own_errors_bar(snapshot, &errors, &shown(snapshot, page, &errors), language)
    }
}

/// Which version of a document's page one is looking at that has these errors.
fn shown(snapshot: &Snapshot, page: &OutputPath, errors: &[&Problem]) -> Phrase {
    if errors.iter().all(|error| error.rule == Rule::LeakedText) {
        // Its file is sound, and what is wrong was found in its page.
        phrase!(
            "U ziet de pagina zoals die nu is; zo wordt de site niet gepubliceerd.",
            "You see the page as it is now; the site isn't published like this."
        )
    } else if snapshot.outputs.get(page).is_none() {
        phrase!("Er is nog geen goede versie om te laten zien.", "There is no good version to show yet.")
    } else if snapshot.rough.contains(page) {
        phrase!("U ziet wat er van te maken was.", "You see what could be made of it.")
    } else {
        phrase!("U ziet de laatste goede versie.", "You see the last good version.")
    }
}

/// The errors of the page one is looking at, and which version of it that is.
fn own_errors_bar(
    snapshot: &Snapshot,
    errors: &[&Problem],
    shown: &Phrase,
    language: MessageLanguage,
) -> String {
    let n = errors.len();
    let found = match n {
        1 => phrase!("Er zit 1 fout in het bestand van deze pagina.", "The file of this page has 1 error."),
        n => phrase!(
            "Er zitten {n} fouten in het bestand van deze pagina.",
            "The file of this page has {n} errors."
        ),
    };
    let mut html = format!(
        "<div class=\"wijkgids-errors\"><p><strong>{}</strong> {}</p><ol>",
        escape(found.in_language(language)),
        escape(shown.in_language(language))
    );
    for problem in errors.iter().take(MOST_IN_BAR) {
        let _ = write!(html, "<li>{}</li>", described(snapshot, problem, language));
    }
    let all = match n.saturating_sub(MOST_IN_BAR) {
        0 => phrase!("Alle problemen", "All problems"),
        more => phrase!("Nog {more}, en alle problemen", "{more} more, and all problems"),
    };
    let all = escape(all.in_language(language));
    let _ = write!(html, "</ol><p><a href=\"{PROBLEMS}\">{all}</a></p></div>");
    html
}

/// One line on errors elsewhere: how many, and where the first is.
fn notice(snapshot: &Snapshot, language: MessageLanguage) -> String {
    let Some(first) = snapshot.problems.iter().find(|problem| problem.severity == Severity::Error) else {
        return String::new();
    };
    let place = first.place.as_ref().map(|place| match &place.spot {
        Some(spot) => {
            let (path, line) = (&place.path, spot.start.line);
            phrase!("{path}, regel {line}", "{path}, line {line}")
        }
        None => {
            let path = &place.path;
            phrase!("{path}", "{path}")
        }
    });
    let text = match (snapshot.count(Severity::Error), place) {
        (1, Some(Phrase { nl, en })) => phrase!("1 fout in {nl}", "1 error in {en}"),
        (1, None) => phrase!("1 fout", "1 error"),
        (n, Some(Phrase { nl, en })) => {
            phrase!("{n} fouten, de eerste in {nl}", "{n} errors, the first in {en}")
        }
        (n, None) => phrase!("{n} fouten", "{n} errors"),
    };
    let address = first.page.as_ref().map_or_else(
        || PROBLEMS.to_owned(),
        |page| escape(&percent::encode_path(&snapshot.base.address(page))),
    );
    let text = escape(text.in_language(language));
    format!("<p class=\"wijkgids-notice\"><a href=\"{address}\">{text}</a></p>")
}

/// The page with everything that was found, errors first; of one document where `query` names one. `None` where there is no
/// such document.
pub(super) fn problem_page(snapshot: &Snapshot, query: &str, language: MessageLanguage) -> Option<String> {
    let say = |phrase: Phrase| escape(phrase.in_language(language));
    let of = http::pairs(query).find(|(key, _)| key == "document").map(|(_, id)| id);
    let document = match &of {
        Some(id) => Some(snapshot.desk.documents.get(id.as_str())?),
        None => None,
    };
    let is_meant = |problem: &&Problem| {
        document.is_none_or(|document| problem.place.as_ref().is_some_and(|place| concerns(place, document)))
    };
    let problems: Vec<&Problem> = snapshot.problems.iter().filter(is_meant).collect();
    let title = phrase!("Problemen", "Problems");
    let mut main = format!("<h1>{}</h1>", title.in_language(language));
    if let Some(document) = document {
        let address = format!("{}{}", snapshot.base.as_str(), document.outline.id.address());
        let (address, title) = (escape(&percent::encode_path(&address)), escape(document.outline.title()));
        let all = say(phrase!("alle documenten", "all documents"));
        let _ = write!(main, "<p><a href=\"{address}\">{title}</a> (<a href=\"{PROBLEMS}\">{all}</a>)</p>");
    }
    if problems.is_empty() {
        let none = match document {
            Some(_) => phrase!("In dit document is niets gevonden.", "Nothing was found in this document."),
            None => phrase!(
                "Er is niets gevonden: de site kan zo verschijnen.",
                "Nothing was found: the site is fit to appear."
            ),
        };
        let _ = write!(main, "<p>{}</p>", say(none));
    }
    for (severity, id, heading) in [
        (Severity::Error, "errors", phrase!("Fouten", "Errors")),
        (Severity::Warning, "warnings", phrase!("Waarschuwingen", "Warnings")),
    ] {
        let found = || problems.iter().filter(|problem| problem.severity == severity);
        let n = found().count();
        if n == 0 {
            continue;
        }
        let _ = write!(main, "<h2 id=\"{id}\">{} ({n})</h2><ol>", say(heading));
        for problem in found().take(MOST_ON_PAGE) {
            let _ = write!(main, "<li>{}", described(snapshot, problem, language));
            if let Some(page) = &problem.page {
                let address = escape(&percent::encode_path(&snapshot.base.address(page)));
                let go = phrase!("Naar de pagina", "Go to the page");
                let _ = write!(main, "<p><a href=\"{address}\">{}</a></p>", say(go));
            }
            main.push_str("</li>");
        }
        main.push_str("</ol>");
        if let more @ 1.. = n.saturating_sub(MOST_ON_PAGE) {
            let more = phrase!(
                "Er zijn er nog {more}; zie ze per document in het overzicht.",
                "There are {more} more; see them by document in the list."
            );
            let _ = write!(main, "<p><a href=\"{DESK}\">{}</a></p>", say(more));
        }
    }
    let (desk, back) =
        (say(phrase!("Alle documenten", "All documents")), say(phrase!("Naar de site", "To the site")));
    let home = escape(&percent::encode_path(snapshot.base.as_str()));
    let _ = write!(main, "<p><a href=\"{DESK}\">{desk}</a> · <a href=\"{home}\">{back}</a></p>");
    Some(own_page(&title, &main, language))
}

/// The page before there is a site.
pub(super) fn page_before_first_build(language: MessageLanguage) -> String {
    let title = phrase!("De site wordt gemaakt", "The site is being made");
    let text = phrase!("Zij verschijnt hier vanzelf.", "It appears here by itself.");
    let heading = title.in_language(language);
    own_page(&title, &format!("<h1>{heading}</h1><p>{}</p>", text.in_language(language)), language)
}

/// The page where the site has none of its own for addresses that don't exist.
pub(super) fn page_not_found(language: MessageLanguage) -> String {
    let title = phrase!("Deze pagina is er niet", "This page isn't there");
    let text = phrase!("Naar de site", "To the site");
    let heading = title.in_language(language);
    let main = format!("<h1>{heading}</h1><p><a href=\"/\">{}</a></p>", text.in_language(language));
    own_page(&title, &main, language)
}

/// One problem: where, what, the line, and what to do.
fn described(snapshot: &Snapshot, problem: &Problem, language: MessageLanguage) -> String {
    let mut html = String::new();
    if let Some(place) = &problem.place {
        let file = file_link(snapshot, &place.path, place.spot.as_ref().map(|spot| spot.start));
        let _ = write!(html, "<p class=\"wijkgids-place\">{file}</p>");
    }
    let _ = write!(html, "<p>{}</p>", prose(&sentence(&masked(&problem.message))));
    if let Some(spot) = problem.place.as_ref().and_then(|place| place.spot.as_ref()) {
        html.push_str(&line_with_caret(spot));
    }
    for hint in &problem.hints {
        let _ = write!(html, "<p class=\"wijkgids-hint\">{}</p>", prose(&sentence(&masked(hint))));
    }
    let more = phrase!("Uitleg", "Explanation");
    let rule = problem.rule.name();
    let _ = write!(
        html,
        "<p class=\"wijkgids-rule\">{}: <a href=\"{RULES}{rule}\">{rule}</a></p>",
        more.in_language(language),
    );
    html
}

/// The line as it was written, the place in it marked and pointed at. Of a long line only what is near.
fn line_with_caret(spot: &Spot) -> String {
    let Excerpt { before, marked, after, is_from_start: _ } = spot.excerpt();
    let number = spot.start.line.to_string();
    let indent = " ".repeat(number.len() + 3 + before.chars().count());
    format!(
        "<pre class=\"wijkgids-line\" tabindex=\"0\"><span class=\"wijkgids-number\">{number} | </span>\
         {}<mark>{}</mark>{}\n<span aria-hidden=\"true\">{indent}{}</span></pre>",
        escape(&before),
        escape(&marked),
        escape(&after),
        "^".repeat(marked.chars().count().max(1)),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Source, SourcePath, Span};

    #[test]
    fn the_caret_stands_under_what_is_meant() {
        let html = |text: &str, span| {
            let path = SourcePath::new("a.md").expect("a path");
            let html = line_with_caret(&Spot::of(&Source::new(path, text), span));
            html.replace("<span aria-hidden=\"true\">", "").replace("</span>", "")
        };
        let shown = html("\n\ntitel: één", Span::new(8, 13));
        assert!(shown.contains("titel:<mark> éé</mark>n\n          ^^^"), "{shown}");
        let shown = html("\n\nkort", Span::new(6, 6));
        assert!(shown.contains("kort<mark></mark>\n        ^"), "{shown}");
        let shown = html(&"x".repeat(1_000), Span::new(500, 900));
        assert!(shown.contains("| …x") && shown.len() < 700, "{shown}");
    }
}

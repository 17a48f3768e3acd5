//! What the desk has to say of one page, at its foot.

use std::fmt::Write as _;

use super::localising::button;
use super::row::{
    DeskRow, ProblemCounts, counted_errors, counted_warnings, ease_name, figures, translated_name,
};
use crate::document::Ease;
use crate::edition::ResolvedDocument;
use crate::pipeline::{Desk, OutputPath, TranslationState};
use crate::preview::addresses::{DESK, LAYERS, PROBLEMS};
use crate::preview::html::{escape, file_link};
use crate::preview::snapshot::Snapshot;
use crate::text::{MessageLanguage, Phrase, percent, phrase};

/// How many documents are named that lead to the one that is shown.
const MOST_LEADING: usize = 12;

/// What is to be known of the document that a page shows; of another page only where the desk is.
pub(in crate::preview) fn bar(snapshot: &Snapshot, page: &OutputPath, language: MessageLanguage) -> String {
    let desk = &*snapshot.desk;
    let Some(document) = desk.document_of(page) else {
        let desk = phrase!("Redactie", "Editor's desk");
        return format!(
            "<p class=\"wijkgids-foot\"><a href=\"{DESK}\">{}</a></p>",
            desk.in_language(language)
        );
    };
    let row = DeskRow::new(document, desk, ProblemCounts::of(document, &snapshot.problems));
    let mut html = format!(
        "<details class=\"wijkgids-foot\" id=\"wijkgids-foot\"><summary>{}</summary><dl>",
        escape(&in_short(&row, language))
    );
    let mut add = |term: Phrase, description: String| {
        let _ = write!(html, "<dt>{}</dt><dd>{description}</dd>", escape(term.in_language(language)));
    };
    let file = file_link(snapshot, document.top_path(), None);
    add(phrase!("Bestand", "File"), file + &button(document, language));
    let id = percent::encode_value(document.outline.id.as_str());
    if row.tally.errors + row.tally.warnings > 0 {
        let all = phrase!("bekijk ze met uitleg", "look at them, explained");
        let link = format!("<a href=\"{PROBLEMS}?document={id}\">{}</a>", escape(all.in_language(language)));
        add(phrase!("Problemen", "Problems"), link);
    }
    if let (Some(reading), Some(ease)) = (row.reading, row.ease()) {
        let (name, figures) = (ease_name(ease), figures(reading, row.aim()));
        let text = match ease {
            Ease::TooShort => name.in_language(language).to_owned(),
            _ => format!("{}. {}.", name.in_language(language), figures.in_language(language)),
        };
        add(phrase!("Leest", "Reads"), escape(&text));
    }
    let nobody = phrase!("niemand", "nobody");
    let owner = document.outline.owner().unwrap_or(nobody.in_language(language));
    add(phrase!("Eigenaar", "Owner"), escape(owner));
    if let Some(date) = document.outline.review_by() {
        let due = row.due.phrase().map_or(String::new(), |due| format!(" ({})", due.in_language(language)));
        add(phrase!("Herzien voor", "Review by"), escape(&format!("{date}{due}")));
    }
    add(phrase!("Hierheen verwijzen", "Leading here"), leading(snapshot, desk, document, language));
    if desk.languages.len() > 1 {
        add(
            phrase!("In een andere taal", "In another language"),
            languages(snapshot, desk, document, language),
        );
    }
    if let (Some(standing), Some(_)) = (row.standing, &document.derived) {
        let name = standing.name();
        let name = escape(name.in_language(language));
        add(
            phrase!("Tegenover het origineel", "Against the original"),
            format!("<a href=\"{LAYERS}?document={id}\">{name}</a>"),
        );
    }
    // Both need a script: the first a window of that size, the second the browser's own view.
    let (phone, print) = (phrase!("op een telefoon", "on a phone"), phrase!("afgedrukt", "in print"));
    add(
        phrase!("Zo ziet het eruit", "What it looks like"),
        format!(
            "<button type=\"button\" data-wijkgids=\"phone\">{}</button> \
             <button type=\"button\" data-wijkgids=\"print\">{}</button>",
            phone.in_language(language),
            print.in_language(language)
        ),
    );
    let desk = phrase!("Alle documenten", "All documents");
    let _ = write!(html, "</dl><p><a href=\"{DESK}\">{}</a></p></details>", desk.in_language(language));
    html
}

/// The first thing to know, on one line.
fn in_short(row: &DeskRow<'_>, language: MessageLanguage) -> String {
    let say = |phrase: Phrase| phrase.in_language(language).to_owned();
    let mut parts = Vec::new();
    match row.tally {
        ProblemCounts { errors: 0, warnings: 0 } => parts.push(say(phrase!("geen problemen", "no problems"))),
        ProblemCounts { errors, warnings } => {
            parts.extend((errors > 0).then(|| say(counted_errors(errors))));
            parts.extend((warnings > 0).then(|| say(counted_warnings(warnings))));
        }
    }
    parts.extend(row.ease().map(|ease| say(ease_name(ease))));
    parts.join(" · ")
}

fn leading(
    snapshot: &Snapshot,
    desk: &Desk,
    document: &ResolvedDocument,
    language: MessageLanguage,
) -> String {
    let mut leading = desk.leading_to(document);
    let named: Vec<String> = leading
        .by_ref()
        .take(MOST_LEADING)
        .map(|other| {
            let address =
                percent::encode_path(&format!("{}{}", snapshot.base.as_str(), other.outline.id.address()));
            format!("<a href=\"{}\">{}</a>", escape(&address), escape(other.outline.title()))
        })
        .collect();
    if named.is_empty() {
        return phrase!("geen andere documenten", "no other documents").in_language(language).to_owned();
    }
    let more = match leading.count() {
        0 => String::new(),
        n => {
            let more = phrase!(" en nog {n}", " and {n} more");
            escape(more.in_language(language))
        }
    };
    named.join(", ") + &more
}

fn languages(
    snapshot: &Snapshot,
    desk: &Desk,
    document: &ResolvedDocument,
    language: MessageLanguage,
) -> String {
    let links = desk.languages.iter().map(|into| {
        let address = format!("{}{}{}", snapshot.base.as_str(), into.prefix, document.outline.id.address());
        let tag = escape(into.language.as_str());
        let state = match desk.translated(document, into) {
            TranslationState::Original | TranslationState::Done => String::new(),
            translated => format!(" ({})", escape(translated_name(translated).in_language(language))),
        };
        format!("<a href=\"{}\">{tag}</a>{state}", escape(&percent::encode_path(&address)))
    });
    links.collect::<Vec<_>>().join(", ")
}

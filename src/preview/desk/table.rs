//! The list of documents.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fmt::Write as _;

use super::filter::{Concern, Filter, KIND, NOBODY, ORDER, OWNER, Order, STATE, TERM, WORDS};
use super::row::{
    DeskRow, ProblemCounts, counted_errors, counted_warnings, ease_name, figures, left_out_name, problems,
    translated_name,
};
use crate::document::Ease;
use crate::edition::ResolvedDocument;
use crate::model::{ContentModel, Kind, KindId};
use crate::pipeline::{Desk, TranslationState};
use crate::preview::addresses::{DESK, LAYERS, PROBLEMS};
use crate::preview::html::{escape, file_link, own_page};
use crate::preview::snapshot::{Problem, Snapshot};
use crate::text::{MessageLanguage, Phrase, Severity, SourcePath, percent, phrase};

/// How many documents stand on one page of the list: a screen reader reads them all, and so does a browser that lays them out.
const MOST: usize = 100;

/// The desk, with the documents that `query` asks for.
pub(in crate::preview) fn desk_page(snapshot: &Snapshot, query: &str, language: MessageLanguage) -> String {
    let desk = &*snapshot.desk;
    let filter = Filter::new(query);
    let problems = problems(snapshot);
    let row = |document| {
        let own = ResolvedDocument::files(document).filter_map(|path| problems.get(path)).flatten().copied();
        DeskRow::new(document, desk, ProblemCounts::of(document, own))
    };
    let rows: Vec<DeskRow<'_>> = desk.documents.values().map(row).collect();
    let model = desk.config.as_ref().map(|config| &config.model);
    let facet = model.and_then(ContentModel::leading_facet);
    let chosen = filter.choose(&rows, facet.map(|facet| facet.id.as_str()));
    let title = phrase!("Redactie", "Editor's desk");
    let mut main = format!("<h1>{}</h1>", title.in_language(language));
    main.push_str(&summary(snapshot, &rows, language));
    main.push_str(&filters(&filter, &rows, model, language));
    main.push_str(&list(snapshot, &filter, &chosen, rows.len(), language));
    main.push_str(&left_out(desk, language));
    let home = escape(&percent::encode_path(snapshot.base.as_str()));
    let back = phrase!("Naar de site", "To the site");
    let _ = write!(main, "<p><a href=\"{home}\">{}</a></p>", back.in_language(language));
    own_page(&title, &main, language)
}

/// What needs somebody, each with how many documents that is.
fn summary(snapshot: &Snapshot, rows: &[DeskRow<'_>], language: MessageLanguage) -> String {
    let (errors, warnings) = (snapshot.count(Severity::Error), snapshot.count(Severity::Warning));
    let text = match (errors, warnings) {
        (0, 0) => phrase!(
            "Er is niets gevonden: de site kan zo verschijnen.",
            "Nothing was found: the site is fit to appear."
        ),
        _ => {
            let counted = [counted_errors(errors), counted_warnings(warnings)];
            let (nl, en) =
                (counted.each_ref().map(|it| it.nl.as_str()), counted.each_ref().map(|it| it.en.as_str()));
            let (nl, en) = (nl.join(", "), en.join(", "));
            phrase!("{nl}", "{en}")
        }
    };
    let text = text.in_language(language);
    let mut html = if errors + warnings > 0 {
        format!("<p><a href=\"{PROBLEMS}\">{text}</a></p>")
    } else {
        format!("<p>{text}</p>")
    };
    html.push_str("<ul class=\"wijkgids-states\">");
    for state in
        Concern::ALL.into_iter().filter(|state| !matches!(state, Concern::Local | Concern::Untranslated))
    {
        let n = rows.iter().filter(|row| state.holds(row)).count();
        if n > 0 {
            let query = Filter { state: Some(state), ..Filter::default() }.query();
            let name = state.name();
            let _ = write!(html, "<li><a href=\"{DESK}{query}\">{n} {}</a></li>", name.in_language(language));
        }
    }
    html.push_str("</ul>");
    let files: HashSet<&SourcePath> = rows.iter().flat_map(|row| row.document.files()).collect();
    let is_elsewhere =
        |problem: &&Problem| problem.place.as_ref().is_none_or(|place| !files.contains(&place.path));
    let sentence = match snapshot.problems.iter().filter(is_elsewhere).count() {
        0 => return html,
        1 => phrase!(
            "1 probleem is van geen van deze documenten, maar van de instellingen, een lijst of het thema",
            "1 problem is of none of these documents, but of the settings, a list or the theme"
        ),
        n => phrase!(
            "{n} problemen zijn van geen van deze documenten, maar van de instellingen, een lijst of het thema",
            "{n} problems are of none of these documents, but of the settings, a list or the theme"
        ),
    };
    let _ = write!(html, "<p><a href=\"{PROBLEMS}\">{}</a></p>", sentence.in_language(language));
    html
}

fn filters(
    filter: &Filter,
    rows: &[DeskRow<'_>],
    model: Option<&ContentModel>,
    language: MessageLanguage,
) -> String {
    let facet = model.and_then(ContentModel::leading_facet);
    let say = |phrase: Phrase| escape(phrase.in_language(language));
    let mut html = format!(
        "<form class=\"wijkgids-filters\" method=\"get\" action=\"{DESK}\" role=\"search\">\
         <p><label for=\"wg-zoek\">{}</label><input id=\"wg-zoek\" name=\"{WORDS}\" type=\"search\" value=\"{}\"></p>",
        say(phrase!("Titel of pad", "Title or path")),
        escape(&filter.words)
    );
    let owners: BTreeSet<&str> = rows.iter().filter_map(|row| row.document.outline.owner()).collect();
    let owners = owners.into_iter().map(|owner| (owner.to_owned(), owner.to_owned()));
    let nobody = phrase!("niemand", "nobody").in_language(language).to_owned();
    let owners: Vec<(String, String)> = owners.chain([(NOBODY.to_owned(), nobody)]).collect();
    html.push_str(&choice(OWNER, phrase!("Eigenaar", "Owner"), &owners, &filter.owner, language));
    if let Some(facet) = facet {
        let terms: Vec<(String, String)> =
            facet.terms.iter().map(|term| (term.id.clone(), term.title.clone())).collect();
        let title = &facet.title;
        html.push_str(&choice(TERM, phrase!("{title}", "{title}"), &terms, &filter.term, language));
    }
    let named = |key: &str, name: Phrase| (key.to_owned(), name.in_language(language).to_owned());
    let kinds: Vec<(String, String)> = model
        .into_iter()
        .flat_map(|model| &model.kinds)
        .map(|Kind { id, alias, title, folder, .. }| {
            let nl = title.as_ref().or(alias.as_ref()).unwrap_or(id);
            let en = title.as_ref().unwrap_or(id);
            named(folder, phrase!("{nl}", "{en}"))
        })
        .collect();
    html.push_str(&choice(KIND, phrase!("Soort", "Kind"), &kinds, &filter.kind, language));
    let states: Vec<(String, String)> =
        Concern::ALL.into_iter().map(|state| named(state.key(), state.name())).collect();
    let state = filter.state.map_or("", Concern::key);
    html.push_str(&choice(STATE, phrase!("Staat", "State"), &states, state, language));
    let orders: Vec<(String, String)> =
        Order::ALL.into_iter().map(|order| named(order.key(), order.name())).collect();
    html.push_str(&select(ORDER, phrase!("Volgorde", "Order"), &orders, filter.order.key(), language));
    let (show, all) = (say(phrase!("Tonen", "Show")), say(phrase!("Alles tonen", "Show all")));
    let _ = write!(html, "<p><button>{show}</button> <a href=\"{DESK}\">{all}</a></p></form>");
    html
}

/// A choice that may be left open.
fn choice(
    name: &str,
    label: Phrase,
    options: &[(String, String)],
    chosen: &str,
    language: MessageLanguage,
) -> String {
    let any = phrase!("alle", "all").in_language(language).to_owned();
    let options: Vec<(String, String)> =
        [(String::new(), any)].into_iter().chain(options.iter().cloned()).collect();
    select(name, label, &options, chosen, language)
}

fn select(
    name: &str,
    label: Phrase,
    options: &[(String, String)],
    chosen: &str,
    language: MessageLanguage,
) -> String {
    let label = escape(label.in_language(language));
    let mut html =
        format!("<p><label for=\"wg-{name}\">{label}</label><select id=\"wg-{name}\" name=\"{name}\">");
    for (key, title) in options {
        let selected = if key == chosen { " selected" } else { "" };
        let (key, title) = (escape(key), escape(title));
        let _ = write!(html, "<option value=\"{key}\"{selected}>{title}</option>");
    }
    html.push_str("</select></p>");
    html
}

fn list(
    snapshot: &Snapshot,
    filter: &Filter,
    chosen: &[&DeskRow<'_>],
    n_documents: usize,
    language: MessageLanguage,
) -> String {
    let say = |phrase: Phrase| escape(phrase.in_language(language));
    let n = chosen.len();
    let counted = match n {
        0 => phrase!(
            "Geen van de {n_documents} documenten past hierbij.",
            "None of the {n_documents} documents fits."
        ),
        1 => phrase!("1 van {n_documents} documenten", "1 of {n_documents} documents"),
        _ => phrase!("{n} van {n_documents} documenten", "{n} of {n_documents} documents"),
    };
    let mut html = format!("<div role=\"status\"><h2 id=\"documenten\">{}</h2></div>", say(counted));
    let from = if filter.from < n { filter.from } else { 0 };
    let shown = &chosen[from..n.min(from + MOST)];
    if shown.is_empty() {
        return html;
    }
    let headings = [
        phrase!("Document", "Document"),
        phrase!("Problemen", "Problems"),
        phrase!("Herzien voor", "Review by"),
        phrase!("Eigenaar", "Owner"),
        phrase!("Tegenover het origineel", "Against the original"),
        phrase!("Vertalingen", "Translations"),
        phrase!("Leest", "Reads"),
    ];
    html.push_str(
        "<div class=\"wijkgids-table\" role=\"region\" aria-labelledby=\"documenten\" tabindex=\"0\">\
         <table><thead><tr>",
    );
    for heading in headings {
        let _ = write!(html, "<th scope=\"col\">{}</th>", say(heading));
    }
    html.push_str("</tr></thead><tbody>");
    shown.iter().for_each(|row| html.push_str(&line(snapshot, row, language)));
    html.push_str("</tbody></table></div>");
    html.push_str(&pages(filter, from, n, language));
    html
}

/// Links to the documents before and behind those that are shown.
fn pages(filter: &Filter, from: usize, n: usize, language: MessageLanguage) -> String {
    if n <= MOST {
        return String::new();
    }
    let to = n.min(from + MOST);
    let shown = {
        let first = from + 1;
        phrase!("{first} tot en met {to} van {n}", "{first} to {to} of {n}")
    };
    let label = phrase!("Meer documenten", "More documents");
    let mut html = format!(
        "<nav aria-label=\"{}\"><p>{}",
        escape(label.in_language(language)),
        shown.in_language(language)
    );
    let link = |from: usize, name: Phrase| {
        let query = escape(&Filter { from, ..filter.clone() }.query());
        format!(" <a href=\"{DESK}{query}\">{}</a>", escape(name.in_language(language)))
    };
    if from > 0 {
        html.push_str(&link(from.saturating_sub(MOST), phrase!("vorige", "previous")));
    }
    if to < n {
        html.push_str(&link(to, phrase!("volgende", "next")));
    }
    html.push_str("</p></nav>");
    html
}

/// One document.
fn line(snapshot: &Snapshot, row: &DeskRow<'_>, language: MessageLanguage) -> String {
    let desk = &*snapshot.desk;
    let say = |phrase: Phrase| escape(phrase.in_language(language));
    let outline = &row.document.outline;
    let address =
        escape(&percent::encode_path(&format!("{}{}", snapshot.base.as_str(), outline.id.address())));
    let draft =
        if row.is_draft() { format!(" ({})", say(phrase!("concept", "draft"))) } else { String::new() };
    let mut html = format!(
        "<tr><th scope=\"row\"><a href=\"{address}\" lang=\"{}\">{}</a>{draft}<br>{}</th><td>",
        escape(outline.language.as_str()),
        escape(outline.title()),
        file_link(snapshot, row.document.top_path(), None),
    );
    let ProblemCounts { errors, warnings } = row.tally;
    let problems: Vec<String> = [(errors, counted_errors(errors)), (warnings, counted_warnings(warnings))]
        .into_iter()
        .filter_map(|(n, counted)| (n > 0).then(|| say(counted)))
        .collect();
    if problems.is_empty() {
        html.push('–');
    } else {
        let id = percent::encode_value(outline.id.as_str());
        let _ = write!(html, "<a href=\"{PROBLEMS}?document={id}\">{}</a>", problems.join(", "));
    }
    let _ = write!(html, "</td><td>{}</td>", review(row, language));
    let _ = write!(html, "<td>{}</td>", escape(outline.owner().unwrap_or("–")));
    let _ = write!(html, "<td>{}</td>", standing(row, language));
    let _ = write!(html, "<td>{}</td>", translations(desk, row, language));
    let reads = match (row.ease(), row.reading) {
        (Some(Ease::TooShort), _) => say(ease_name(Ease::TooShort)),
        (Some(ease), Some(reading)) => {
            let (ease, figures) = (say(ease_name(ease)), say(figures(reading, row.aim())));
            format!("<span class=\"wijkgids-ease\">{ease}</span><br><small>{figures}</small>")
        }
        _ => "–".to_owned(),
    };
    let _ = write!(html, "<td>{reads}</td></tr>");
    html
}

fn review(row: &DeskRow<'_>, language: MessageLanguage) -> String {
    let outline = &row.document.outline;
    if outline.kind == KindId::PROVISION {
        return "–".to_owned();
    }
    let date =
        outline.review_by().map_or(String::new(), |date| format!("<time datetime=\"{date}\">{date}</time>"));
    let due = row.due.phrase().map(|due| escape(due.in_language(language)));
    match due {
        Some(due) if date.is_empty() => due,
        Some(due) => format!("{date}<br>{due}"),
        None => date,
    }
}

fn standing(row: &DeskRow<'_>, language: MessageLanguage) -> String {
    let Some(standing) = row.standing else { return "–".to_owned() };
    let name = escape(standing.name().in_language(language));
    if row.document.derived.is_none() {
        return name;
    }
    let id = percent::encode_value(row.document.outline.id.as_str());
    format!("<a href=\"{LAYERS}?document={id}\">{name}</a>")
}

fn translations(desk: &Desk, row: &DeskRow<'_>, language: MessageLanguage) -> String {
    // Equal ones together: what is missing in five languages is one thing to know.
    let mut by_state: BTreeMap<TranslationState, Vec<&str>> = BTreeMap::new();
    for into in desk.languages.iter().skip(1) {
        let translated = desk.translated(row.document, into);
        if translated != TranslationState::Original {
            by_state.entry(translated).or_default().push(into.language.as_str());
        }
    }
    let states: Vec<String> = by_state
        .into_iter()
        .map(|(translated, languages)| {
            let name = translated_name(translated);
            format!("{}: {}", escape(name.in_language(language)), escape(&languages.join(", ")))
        })
        .collect();
    if states.is_empty() { "–".to_owned() } else { states.join("<br>") }
}

/// The documents that readers don't get.
fn left_out(desk: &Desk, language: MessageLanguage) -> String {
    if desk.left_out.is_empty() {
        return String::new();
    }
    let title = phrase!("Niet op de site", "Not on the site");
    let mut html = format!(
        "<details><summary>{} ({})</summary><ul>",
        escape(title.in_language(language)),
        desk.left_out.len()
    );
    for (id, why) in desk.left_out.iter().take(MOST) {
        let why = escape(left_out_name(*why).in_language(language));
        let _ = write!(html, "<li>{} – {why}</li>", escape(id.as_str()));
    }
    if let more @ 1.. = desk.left_out.len().saturating_sub(MOST) {
        let more = phrase!("en nog {more}", "and {more} more");
        let _ = write!(html, "<li>{}</li>", more.in_language(language));
    }
    html.push_str("</ul></details>");
    html
}

//! What is to happen: the agenda of a list, the next times of a document, and the calendars that programs subscribe to.

use jiff::ToSpan;
use jiff::civil::Date;

use super::shared::Shared;
use super::view::{AgendaDayView, AgendaEntryView, AgendaView, DatesView, OccurrenceView};
use crate::calendar::{Lines, Recurrence, digits, weekday_of};
use crate::document::{DocumentId, FieldValue, Outline};
use crate::model::{Field, Shown};
use crate::site::Occurrence;

/// How far ahead an agenda looks, in days: six weeks, so that one of the month is always there.
const AHEAD: i64 = 42;
/// How much it names at most, so that a page stays light; it ends with a whole day.
const MOST: usize = 200;
/// How many of the next times a document names.
const NEXT: usize = 5;

/// What happens in the weeks to come of what is in a list at `address`; `None` where nothing in it ever does.
pub(super) fn view(shared: &Shared<'_>, documents: &[DocumentId], address: &str) -> Option<AgendaView> {
    let site = shared.site;
    if !site.has_agenda(documents) {
        return None;
    }
    let mut until = site.today.saturating_add((AHEAD - 1).days());
    let mut occurrences = site.occurrences(documents, site.today, until);
    if let Some(Occurrence { day, .. }) = occurrences.get(MOST).copied() {
        until = day.yesterday().unwrap_or(day).max(site.today);
        occurrences.retain(|occurrence| occurrence.day <= until);
    }
    let days = occurrences.chunk_by(|one, other| one.day == other.day).map(|of_day| AgendaDayView {
        date: shared.date(of_day[0].day),
        weekday: weekday(of_day[0].day),
        entries: of_day.iter().map(|occurrence| entry(shared, occurrence)).collect(),
    });
    let calendar = site.calendar_address(address);
    Some(AgendaView {
        days: days.collect(),
        until: shared.date(until),
        calendar_url: format!("{}{calendar}", site.config.base_url.as_str()),
        calendar,
    })
}

fn entry(shared: &Shared<'_>, Occurrence { day: _, times, id, field }: &Occurrence<'_>) -> AgendaEntryView {
    AgendaEntryView {
        times: times.map(|times| times.to_string()),
        entry: shared.entry(id),
        about: shared.site.said_apart(id, *field).map(str::to_owned),
    }
}

/// When what a document is about happens next; `None` where it isn't about anything that does.
pub(super) fn dates(shared: &Shared<'_>, outline: &Outline) -> Option<DatesView> {
    let site = shared.site;
    outline.fields.recurrences().next()?;
    let mut next: Vec<(Date, Option<u16>, Option<String>)> = Vec::new();
    for (_, recurrence) in outline.fields.recurrences() {
        let until = recurrence.until().unwrap_or(site.today.saturating_add(1.year()));
        let times = recurrence.times();
        let of = recurrence.days(site.today, until).take(NEXT + 1);
        next.extend(
            of.map(|day| (day, times.map(|times| times.start), times.map(|times| times.to_string()))),
        );
    }
    next.sort();
    let goes_on = next.len() > NEXT;
    let views = next.into_iter().take(NEXT).map(|(day, _, times)| OccurrenceView {
        date: shared.date(day),
        weekday: weekday(day),
        times,
    });
    Some(DatesView {
        next: views.collect(),
        goes_on,
        until: outline.last_day().map(|last| last.to_string()),
        is_past: outline.is_past(site.today),
        calendar: site
            .has_list(outline.kind)
            .then(|| site.calendar_address(&site.list_address(outline.kind))),
    })
}

fn weekday(day: Date) -> usize {
    weekday_of(day) + 1
}

/// The calendar of each list that has an agenda, as address and text.
pub(super) fn calendars(shared: &Shared<'_>) -> Vec<(String, String)> {
    let site = shared.site;
    let kinds = site.listed_kinds().map(|kind| {
        let address = site.list_address(kind);
        (address, shared.plural(kind).to_owned(), site.list(kind))
    });
    let facets = site.config.model.facets.iter();
    let terms = facets.flat_map(|facet| facet.terms.iter().map(move |term| (facet, term)));
    let terms = terms.filter(|(facet, term)| site.has_page(facet, term)).map(|(facet, term)| {
        (site.term_address(facet, term), term.title.clone(), site.documents_of(facet, term))
    });
    let lists = kinds.chain(terms).filter(|(_, _, documents)| site.has_agenda(documents));
    lists
        .map(|(address, title, documents)| {
            (site.calendar_address(&address), calendar(shared, &title, documents))
        })
        .collect()
}

fn calendar(shared: &Shared<'_>, title: &str, documents: &[DocumentId]) -> String {
    let site = shared.site;
    let mut lines = Lines::begin(&format!("{} – {title}", site.config.title));
    // As often as a site is made.
    lines.line("REFRESH-INTERVAL;VALUE=DURATION", "P1D");
    lines.line("X-PUBLISHED-TTL", "P1D");
    lines.zone();
    for id in documents {
        let outline = site.outline(id);
        for (place, (field, recurrence)) in outline.fields.recurrences().enumerate() {
            if !recurrence.is_past(site.today) {
                let name = format!("{}-{}", site.config.model.field(field).id, place + 1);
                let title = match site.said_apart(id, field) {
                    Some(apart) => format!("{} ({apart})", outline.title()),
                    None => outline.title().to_owned(),
                };
                event(shared, &mut lines, outline, recurrence, (&name, &title));
            }
        }
    }
    lines.end()
}

/// An event; `name` tells it from others of its document, also when the day or the title changes.
fn event(
    shared: &Shared<'_>,
    lines: &mut Lines,
    outline: &Outline,
    recurrence: &Recurrence,
    (name, title): (&str, &str),
) {
    let site = shared.site;
    let url = format!("{}{}", site.config.base_url.as_str(), site.address(&outline.id));
    lines.line("BEGIN", "VEVENT");
    lines.line("UID", &format!("{url}#{name}"));
    lines.line("DTSTAMP", &format!("{}T000000Z", digits(site.today)));
    lines.recurrence(recurrence, site.today);
    lines.text("SUMMARY", title);
    let said: Vec<String> = std::iter::once(outline.summary().to_owned())
        .chain(facts(shared, outline))
        .filter(|line| !line.is_empty())
        .collect();
    if !said.is_empty() {
        lines.text("DESCRIPTION", &said.join("\n"));
    }
    lines.line("URL", &url);
    lines.line("END", "VEVENT");
}

/// What stands among the facts and is said in a line, such as where it is.
fn facts(shared: &Shared<'_>, outline: &Outline) -> Vec<String> {
    let model = &shared.site.config.model;
    let said = |field: &Field, value: &FieldValue| match value {
        FieldValue::Text(text)
        | FieldValue::Phone(text)
        | FieldValue::Email(text)
        | FieldValue::Url(text) => Some(text.clone()),
        FieldValue::Choice(place) => field.holds.option(*place).map(|option| option.title.clone()),
        _ => None,
    };
    let lines = outline.fields.by_field().filter_map(|(id, values)| {
        let field = model.field(id);
        let values: Vec<String> = values.iter().filter_map(|value| said(field, &value.value)).collect();
        let title = field.title.as_deref().unwrap_or_else(|| shared.strings.get(&field.id));
        (field.shown == Shown::Facts && !values.is_empty()).then(|| format!("{title}: {}", values.join(", ")))
    });
    lines.collect()
}

//! What a template sees of what is to happen.

use std::sync::Arc;

use serde::Serialize;

use super::{DateView, EntryView};

/// What the documents of a list are about in the weeks to come.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct AgendaView {
    /// The days on which anything happens, in order; may be empty.
    pub days: Vec<AgendaDayView>,
    /// The last day that was looked at.
    pub until: DateView,
    /// The calendar of all of it, for programs; it also holds what happens later.
    pub calendar: String,
    /// The absolute address of the same, to subscribe to.
    pub calendar_url: String,
}

/// What happens on a day.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct AgendaDayView {
    /// The day.
    pub date: DateView,
    /// Its weekday, from 1 for Monday: the string `weekday-1`.
    pub weekday: usize,
    /// What happens, in the order of time; never empty.
    pub entries: Vec<AgendaEntryView>,
}

/// Something that happens on a day.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct AgendaEntryView {
    /// At what time, as `19:30–21:00`; `None` for all day.
    pub times: Option<String>,
    /// The document.
    pub entry: Arc<EntryView>,
    /// What of it, where that isn't what the document is about in the first place.
    pub about: Option<String>,
}

/// When something that a document is about happens next.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct DatesView {
    /// The next few times; empty where it has passed.
    pub next: Vec<OccurrenceView>,
    /// Whether there are more.
    pub goes_on: bool,
    /// The last day, as `2026-12-04`; `None` where it goes on.
    pub until: Option<String>,
    /// Whether that day has passed. Only editors see such a document, in the preview.
    pub is_past: bool,
    /// The calendar of all documents of its kind, for programs.
    pub calendar: Option<String>,
}

/// A time that something happens.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct OccurrenceView {
    /// The day.
    pub date: DateView,
    /// Its weekday, from 1 for Monday: the string `weekday-1`.
    pub weekday: usize,
    /// At what time, as `19:30–21:00`; `None` for all day.
    pub times: Option<String>,
}

//! What is to happen: the occurrences of documents that say when something is on.

use jiff::civil::Date;

use super::arranged::Site;
use crate::calendar::{Recurrence, Times};
use crate::directory::Area;
use crate::document::DocumentId;
use crate::model::{Facet, FieldId, FieldType, Term};

/// What the files of calendars are called.
const CALENDAR: &str = "agenda.ics";

/// A day on which something happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Occurrence<'s> {
    /// The day.
    pub day: Date,
    /// At what time; `None` for all day.
    pub times: Option<Times>,
    /// The document that says so.
    pub id: &'s DocumentId,
    /// In which of its fields.
    pub field: FieldId,
}

impl Site {
    /// When a document says that something happens, in each of its fields.
    pub fn recurrences(&self, id: &DocumentId) -> impl Iterator<Item = (FieldId, &Recurrence)> {
        self.outline(id).fields.recurrences()
    }

    /// Whether any of these documents says when something happens.
    pub fn has_agenda(&self, documents: &[DocumentId]) -> bool {
        // Most sites have no such field, and needn't look at any document.
        let is_declared = self.config.model.fields().any(|(_, field)| field.holds == FieldType::Recurrence);
        is_declared && documents.iter().any(|id| self.recurrences(id).next().is_some())
    }

    /// What happens from one day to another, both included, by day and time, and else in the order of the documents.
    pub fn occurrences<'s>(
        &'s self,
        documents: &'s [DocumentId],
        from: Date,
        to: Date,
    ) -> Vec<Occurrence<'s>> {
        let of_document = |id: &'s DocumentId| {
            self.recurrences(id).flat_map(move |(field, recurrence)| {
                let times = recurrence.times();
                recurrence.days(from, to).map(move |day| Occurrence { day, times, id, field })
            })
        };
        let mut occurrences: Vec<Occurrence<'s>> = documents.iter().flat_map(of_document).collect();
        occurrences.sort_by_key(|occurrence| (occurrence.day, occurrence.times.map(|times| times.start)));
        occurrences
    }

    /// What happens, where that isn't what the document is about in the first place: the title of a field that isn't the
    /// first one of its kind.
    pub fn said_apart(&self, id: &DocumentId, field: FieldId) -> Option<&str> {
        let kind = self.outline(id).kind;
        let mut fields = self.config.model.fields();
        let (first, _) =
            fields.find(|(_, field)| field.holds == FieldType::Recurrence && field.is_for(kind))?;
        self.config.model.field(field).title.as_deref().filter(|_| first != field)
    }

    /// The term that is called as an area is, and whose documents say when something happens there.
    pub fn agenda_of(&self, area: &Area) -> Option<(&Facet, &Term)> {
        // What an area is called doesn't change with the language of the page.
        let facets = self.own_config.model.facets.iter().zip(&self.config.model.facets);
        let mut found = facets.filter_map(|(own, shown)| {
            let place = own.terms.iter().position(|term| term.title == area.name)?;
            Some((shown, shown.terms.get(place)?))
        });
        found.find(|(facet, term)| self.has_agenda(self.documents_of(facet, term)))
    }

    /// The address of the calendar of a list.
    pub fn calendar_address(&self, list: &str) -> String {
        format!("{list}{CALENDAR}")
    }
}

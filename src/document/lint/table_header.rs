//! `table-header`: tables with columns that have no heading.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::text::{Diagnostic, Location, Rule, Source, Span, phrase};

/// The first rows of the tables of a document, while its events go by.
#[derive(Debug, Default)]
pub(in crate::document) struct TableHeads {
    /// Whether each cell so far says something.
    open: Option<Vec<bool>>,
    found: Vec<(Vec<bool>, Range<usize>)>,
}

impl TableHeads {
    /// Takes the next event, with its place behind the start of the text.
    pub(in crate::document) fn event(&mut self, event: &Event<'_>, place: &Range<usize>) {
        match (event, &mut self.open) {
            (Event::Start(Tag::TableHead), open) => *open = Some(Vec::new()),
            (Event::End(TagEnd::TableHead), open) => {
                self.found.extend(open.take().map(|cells| (cells, place.clone())));
            }
            (Event::Start(Tag::TableCell), Some(cells)) => cells.push(false),
            (Event::Text(text) | Event::Code(text), Some(cells)) => {
                if let Some(cell) = cells.last_mut() {
                    *cell |= !text.trim().is_empty();
                }
            }
            _ => {}
        }
    }

    /// Tells of those with an empty cell. The first one may be empty: above the names of the rows often nothing stands.
    /// `start` is where the text starts in its source.
    pub(in crate::document) fn check(
        &self,
        source: &Source,
        start: usize,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        for (cells, place) in &self.found {
            let empty = cells.iter().skip(1).filter(|says| !**says).count();
            let message = match cells.len() {
                n if n > 0 && cells.iter().all(|says| !says) => {
                    phrase!("deze tabel heeft geen koppen", "this table has no headings")
                }
                _ if empty == 1 => {
                    phrase!(
                        "een kolom van deze tabel heeft geen kop",
                        "a column of this table has no heading"
                    )
                }
                _ if empty > 1 => phrase!(
                    "{empty} kolommen van deze tabel hebben geen kop",
                    "{empty} columns of this table have no heading"
                ),
                _ => continue,
            };
            let at = Location::new(source.path().clone(), Span::new(place.start, place.end).shifted(start));
            diagnostics.push(Diagnostic::new(Rule::TableHeader, message).at(at).hint(phrase!(
                "schrijf in de eerste rij boven elke kolom wat erin staat, of maak er een lijst van",
                "write in the first row above each column what it holds, or make a list of it"
            )));
        }
    }
}

//! What a site notes of those below it before something below changes: only what nothing is noted of yet.

use super::command::DriftCommand;
use super::store;
use crate::document::{Notes, Role};
use crate::drift::entries;
use crate::edition;
use crate::edition::drift;
use crate::edition::settle::digested;
use crate::edition::survey::{Standing, Surveyed};
use crate::pipeline::BelowData;
use crate::shell::build::Error;

impl DriftCommand {
    /// Notes of everything below that nothing is noted of how it is now; what was noted before goes on counting, also in front
    /// matter of the first version.
    pub(super) fn note_the_rest(&self) -> Result<(), Error> {
        let mut record = self.record.clone();
        for row in &self.survey() {
            let name = row.text_name();
            if record.texts.contains_key(&name) || row.standing == Standing::Own {
                continue;
            }
            let Some(notes) = self.notes_of(row)? else { continue };
            record.known.remove(row.id.as_str());
            record.texts.insert(name, notes);
        }
        // A site of the first version noted no data at all.
        if (!record.is_complete || record.entries.is_empty())
            && let Some(below) = BelowData::read(&self.open.inputs)
        {
            let (mut digests, texts) = digested(entries(&below));
            digests.append(&mut record.entries);
            record.entries = digests;
            store::keep(&self.open.site, &texts)?;
        }
        record.is_complete = true;
        store::note(&self.open.site, &record, self.language())
    }

    /// What there is to note of a document; `None` where something is noted under another name, or has to be told first.
    fn notes_of(&self, row: &Surveyed) -> Result<Option<Notes>, Error> {
        let derived = row.derived.as_ref();
        let below = match derived {
            Some(derived) => derived.base.clone(),
            None if row.taken_over.is_some() || self.is_news(row) => None,
            None => {
                let library = &self.open.library;
                let stack = library.stack(row.id.as_str());
                stack.and_then(|stack| edition::below(stack, library.own_layer))
            }
        };
        let Some(below) = below.filter(|_| self.trouble(row.id.as_str()).is_none()) else { return Ok(None) };
        let own = derived.map(|derived| &derived.piece);
        let translation = own.filter(|piece| piece.role == Role::Translation);
        let now = drift::parts_of(&below, self.sources()).into_iter();
        let now = now.filter(|(part, _)| translation.is_none_or(|piece| piece.document.says(part)));
        let (mut notes, texts) = digested(now);
        store::keep(&self.open.site, &texts)?;
        notes.extend(own.map(|piece| piece.document.noted()).unwrap_or_default());
        Ok(Some(notes))
    }

    /// Whether it came or went below since a site of the first version was looked through.
    fn is_news(&self, row: &Surveyed) -> bool {
        match row.standing {
            Standing::Withdrawn => true,
            Standing::New => {
                let library = &self.open.library;
                let stack = library.stack(row.id.as_str());
                let outlines = stack.into_iter().flatten().map(|piece| &piece.document.outline);
                let mut before = outlines.flat_map(|outline| outline.aliases());
                !before.any(|(alias, _)| self.record.known.contains(alias.trim_matches('/')))
            }
            _ => false,
        }
    }
}

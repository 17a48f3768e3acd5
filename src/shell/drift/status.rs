//! `wijkgids drift`: what changed below the texts of a site.

use std::collections::BTreeSet;

use super::command::{Action, DriftCommand, Selection, hides_if_adrift};
use crate::drift::{adrift, by_owner, counted, entry_news, news, news_of_taken_over, quoted};
use crate::edition::changes::{BaseChange, News, changes, inherited};
use crate::edition::drift::part_name;
use crate::edition::survey::{Standing, Surveyed, TakenOver, vanished};
use crate::report::printable;
use crate::shell::build::Error;
use crate::text::phrase;

/// How much there is to look at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Count {
    n_files: usize,
    n_parts: usize,
}

impl DriftCommand {
    /// Says what changed below these documents. `false` where there is something to look at.
    pub(super) fn status(
        &self,
        rows: &[&Surveyed],
        action: Action,
        selection: Selection,
    ) -> Result<bool, Error> {
        let mut count = Count::default();
        for row in rows.iter().filter(|row| row.derived.is_some()) {
            self.say_file(row, action, &mut count)?;
        }
        let n_files = count.n_files;
        for row in rows.iter().filter(|row| row.derived.is_none()) {
            self.say_taken_over(row, action, &mut count)?;
        }
        let entries = if selection == Selection::Everything { self.entry_changes() } else { Vec::new() };
        for change in &entries {
            self.say(&entry_news(change))?;
            if action == Action::Difference {
                let (then, now) = (change.then.as_deref(), change.now.as_deref().unwrap_or_default());
                self.show_words(then, now)?;
            }
        }
        let gone = if selection == Selection::Everything { self.vanished() } else { Vec::new() };
        for id in &gone {
            self.say(&phrase!("{id}: weggehaald uit de basis", "{id}: taken away from the base"))?;
        }
        if count == Count::default() && entries.is_empty() && gone.is_empty() {
            self.say(&phrase!(
                "alles rust nog op de tekst van nu",
                "everything still rests on the text of today"
            ))?;
            return Ok(true);
        }
        if count.n_files > n_files || !entries.is_empty() || !gone.is_empty() {
            self.console.print("")?;
            for line in by_owner(rows.iter().copied(), gone.len(), &entries) {
                self.say(&line)?;
            }
        }
        self.say(&match n_files {
            0 => phrase!(
                "`--diff` toont de woorden, `--accept` zegt dat u het gezien hebt",
                "`--diff` shows the words, `--accept` says that you have seen it"
            ),
            _ => {
                let (files_nl, files_en) = counted(n_files, ["bestand", "bestanden"], ["file", "files"]);
                let (parts_nl, parts_en) = counted(count.n_parts, ["deel", "delen"], ["part", "parts"]);
                phrase!(
                    "{files_nl} met {parts_nl} om te bekijken; `--diff` toont de woorden, `--merge` neemt ze over, \
                     `--accept` zegt dat je tekst nog klopt",
                    "{files_en} with {parts_en} to look at; `--diff` shows the words, `--merge` takes them over, \
                     `--accept` says that your text still is right"
                )
            }
        })?;
        Ok(false)
    }

    /// What changed below a file of the site's own.
    fn say_file(&self, row: &Surveyed, action: Action, count: &mut Count) -> Result<(), Error> {
        let Surveyed { derived, parts, title, standing, .. } = row;
        let Some(derived) = derived else { return Ok(()) };
        if let Some(moved) = self.moved(row) {
            self.say(&moved)?;
        }
        let changes = changes(derived, parts, self.sources(), &self.bases);
        let taken_over = self.changes_of_taken_over(row);
        let is_orphan = *standing == Standing::Orphaned;
        if changes.is_empty() && taken_over.is_empty() && !is_orphan {
            return Ok(());
        }
        count.n_files += 1;
        count.n_parts += changes.len() + taken_over.len();
        let path = self.shown(&derived.piece.document.outline.path);
        self.console.print(&printable(&format!("{path}: {title}")))?;
        match hides_if_adrift(derived) {
            Some(hides) => self.say(&adrift(hides))?,
            None if is_orphan => {
                self.say(&phrase!("  het origineel is ingetrokken", "  the original was withdrawn"))?
            }
            None => {}
        }
        let (unnoted, changes): (Vec<BaseChange>, Vec<BaseChange>) =
            changes.into_iter().partition(|change| change.news == News::Unnoted);
        if !unnoted.is_empty() {
            let names = quoted(unnoted.iter().map(|change| part_name(&change.part, self.language())));
            self.say(&phrase!(
                "  niet vastgelegd op welke tekst dit rust: {names}",
                "  not noted which text this was made from: {names}"
            ))?;
        }
        for change in &changes {
            self.say(&news(change, self.language()))?;
            self.show_if_asked(change, action)?;
        }
        for change in &taken_over {
            self.say(&news_of_taken_over(change, self.language()))?;
            self.show_if_asked(change, action)?;
        }
        self.console.print("")?;
        Ok(())
    }

    /// What changed of a document that is taken over as it is.
    fn say_taken_over(&self, row: &Surveyed, action: Action, count: &mut Count) -> Result<(), Error> {
        let Surveyed { id, title, standing, .. } = row;
        let what = match standing {
            Standing::Updated => phrase!("overgenomen, en veranderd", "taken over, and changed"),
            Standing::New => phrase!("nieuw in de basis", "new in the base"),
            Standing::Withdrawn => phrase!("ingetrokken in de basis", "withdrawn in the base"),
            _ => return Ok(()),
        };
        count.n_files += 1;
        let what = what.in_language(self.console.language);
        self.console.print(&printable(&format!("{id}: {title} ({what})")))?;
        for change in &self.changes_of_taken_over(row) {
            self.say(&news_of_taken_over(change, self.language()))?;
            self.show_if_asked(change, action)?;
        }
        Ok(())
    }

    fn changes_of_taken_over(&self, row: &Surveyed) -> Vec<BaseChange> {
        let Some(TakenOver { below, line, parts }) = &row.taken_over else { return Vec::new() };
        inherited(below, parts, line, self.sources(), &self.bases)
    }

    /// The documents that nothing below has any more, and that the site has no file of its own for.
    pub(in crate::shell) fn vanished(&self) -> Vec<&str> {
        let library = &self.open.library;
        let own: BTreeSet<&str> =
            library.stacks.iter().map(|stack| stack[0].document.outline.id.as_str()).collect();
        let gone = vanished(&library.stacks, library.own_layer, &self.record).into_iter();
        gone.filter(|id| !own.contains(id)).collect()
    }
}

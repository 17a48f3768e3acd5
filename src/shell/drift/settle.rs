//! `wijkgids drift --accept` and `--merge`: what is written down, and what is changed in files.

use std::collections::BTreeSet;

use super::command::{Action, DriftCommand, Selection, hides_if_adrift};
use super::store;
use crate::compare::Labels;
use crate::document::{Document, DocumentId, Notes, Part, Role};
use crate::drift::{adrift, came, counted, entries, is_as_meant, parts as parts_of, quoted, refused, unread};
use crate::edition;
use crate::edition::changes::changes;
use crate::edition::drift::{self, is_digest, part_name};
use crate::edition::own::kept_as_own;
use crate::edition::record::Record;
use crate::edition::settle::{self, MergeRefusal, Outcome, Recorded, Settled, StayReason, line_of};
use crate::edition::survey::{Standing, Surveyed};
use crate::model::keys;
use crate::pipeline::{BelowData, Mode};
use crate::rename::{SiteChanges, TreeSite, followed, moved_file};
use crate::report::printable;
use crate::shell::build::{self, Error};
use crate::text::{Phrase, Rule, SourcePath, phrase};

/// What a settling has come to so far.
pub(super) struct Settlement {
    record: Record,
    is_settled: bool,
    n_changed: usize,
    /// The documents that have become the site's own: their translations are of the same texts as before.
    kept: BTreeSet<DocumentId>,
}

impl DriftCommand {
    /// Settles these documents, and all that there is besides where the `selection` is everything.
    pub(super) fn settle(
        &self,
        rows: &[&Surveyed],
        action: Action,
        selection: Selection,
    ) -> Result<bool, Error> {
        let Settlement { record, is_settled, mut n_changed, kept: _ } =
            self.settle_rows(rows, action, selection)?;
        if action == Action::Merge && selection == Selection::Everything {
            n_changed += self.follow_names()?;
        }
        match n_changed {
            0 if is_settled && record == self.record => self.say(&phrase!(
                "alles rust nog op de tekst van nu",
                "everything still rests on the text of today"
            ))?,
            0 if is_settled => {
                self.say(&phrase!("vastgelegd hoe alles nu is", "recorded how everything is now"))?;
            }
            n => {
                let (nl, en) = counted(n, ["tekst", "teksten"], ["text", "texts"]);
                self.say(&phrase!("{nl} bijgewerkt", "{en} brought up to date"))?;
            }
        }
        Ok(is_settled)
    }

    /// The same, which says only what became of files of the site's own.
    pub(super) fn settle_rows(
        &self,
        rows: &[&Surveyed],
        action: Action,
        selection: Selection,
    ) -> Result<Settlement, Error> {
        let mut settlement =
            Settlement { record: self.record.clone(), is_settled: true, n_changed: 0, kept: BTreeSet::new() };
        let is_everything = action == Action::Accept && selection == Selection::Everything;
        if is_everything {
            // What isn't there any more needs no line; of files that can't be settled it is put back.
            settlement.record = Record { entries: self.record.entries.clone(), ..Record::default() };
        }
        for row in rows {
            match &row.derived {
                Some(_) => self.settle_file(row, action, &mut settlement)?,
                None if action == Action::Accept => self.settle_taken_over(row, &mut settlement)?,
                None => {}
            }
        }
        if is_everything && let Some(below) = BelowData::read(&self.open.inputs) {
            let (digests, texts) = settle::digested(entries(&below));
            settlement.record.entries = unread(&below, &self.record);
            settlement.record.entries.extend(digests);
            settlement.record.is_complete = true;
            store::keep(&self.open.site, &texts)?;
        }
        if settlement.record != self.record {
            store::note(&self.open.site, &settlement.record, self.language())?;
        }
        self.prune(&settlement.record)?;
        Ok(settlement)
    }

    /// Records a document that is taken over as it is, or that was withdrawn.
    fn settle_taken_over(&self, row: &Surveyed, settlement: &mut Settlement) -> Result<(), Error> {
        if let Some(Phrase { nl, en }) = self.trouble(row.id.as_str()) {
            settlement.is_settled = false;
            let line = row.taken_over.as_ref().map(|taken_over| taken_over.line.clone());
            settlement.record.texts.extend(line.map(|line| (row.text_name(), line)));
            settlement.record.known.extend(self.record.known.get(row.id.as_str()).cloned());
            let id = &row.id;
            return self
                .say(&phrase!("{id}: {nl}; er is niets veranderd", "{id}: {en}; nothing was changed"));
        }
        let library = &self.open.library;
        let stack = library.stack(row.id.as_str());
        let below = stack.and_then(|stack| edition::below(stack, library.own_layer));
        let texts = below.filter(|_| row.standing != Standing::Withdrawn);
        let texts = texts.map(|below| drift::parts_of(&below, self.sources())).unwrap_or_default();
        let (notes, bases) = settle::digested(texts);
        let name = row.text_name();
        let noted = Some(notes).filter(|_| row.standing != Standing::Withdrawn);
        settlement.n_changed += usize::from(self.record.texts.get(&name) != noted.as_ref());
        settlement.record.known.remove(row.id.as_str());
        settlement.record.texts.remove(&name);
        settlement.record.texts.extend(noted.map(|notes| (name, notes)));
        store::keep(&self.open.site, &bases)
    }

    fn settle_file(&self, row: &Surveyed, action: Action, settlement: &mut Settlement) -> Result<(), Error> {
        let Some(derived) = &row.derived else { return Ok(()) };
        let document = &derived.piece.document;
        let path = &document.outline.path;
        let shown = self.shown(path);
        let name = row.text_name();
        let recorded = self.record.text([name.as_str(), path.local().trim_end_matches(".md")]);
        let line = line_of(derived, recorded, self.sources());
        if let Some(recorded) = recorded {
            settlement.record.texts.insert(name.clone(), recorded.clone());
        }
        if derived.piece.role == Role::Translation && settlement.kept.contains(&row.id) {
            return Ok(());
        }
        if row.standing == Standing::Own {
            settlement.record.texts.remove(&name);
            return Ok(());
        }
        if let Some(trouble) = self.trouble(row.id.as_str()) {
            settlement.is_settled = false;
            let Phrase { nl, en } = trouble;
            return self
                .say(&phrase!("{shown}: {nl}; er is niets veranderd", "{shown}: {en}; nothing was changed"));
        }
        if action == Action::Accept && hides_if_adrift(derived) == Some(false) {
            return self.keep_as_own(row, &name, &line, settlement);
        }
        if let Some(hides) = hides_if_adrift(derived) {
            settlement.is_settled = false;
            self.console.print(&printable(&shown))?;
            return self.say(&adrift(hides));
        }
        let Some(source) = self.sources().get(path) else { return Ok(()) };
        let settled = if action == Action::Accept {
            Ok(settle::accept(derived, source, self.sources()))
        } else {
            let recorded = Recorded { line: &line, bases: &self.bases };
            settle::merged(derived, source, self.sources(), recorded, self.labels())
        };
        let settled = settled.and_then(|settled| {
            if self.is_meant(row, &settled, action) { Ok(settled) } else { Err(MergeRefusal::NotAsMeant) }
        });
        let Settled { edits, parts, notes, bases } = match settled {
            Ok(settled) => settled,
            Err(refusal) => {
                settlement.is_settled = false;
                return self.say(&refused(refusal, &shown));
            }
        };
        store::keep(&self.open.site, &bases)?;
        let is_noted = recorded.is_some_and(|recorded| *recorded == notes);
        if !edits.is_empty() {
            store::edit(&self.open.site, path, &edits)?;
        }
        settlement.n_changed += usize::from(!edits.is_empty() || !is_noted);
        if action == Action::Accept && row.is_withdrawn {
            settlement.record.withdrawn.insert(row.id.to_string());
        }
        if recorded.is_some() || !notes.is_empty() {
            settlement.record.texts.insert(name, notes);
        }
        let left_over = if derived.base.is_none() { quoted(of_an_original(document)) } else { String::new() };
        if !parts.is_empty() || !left_over.is_empty() {
            self.console.print(&printable(&shown))?;
        }
        if !left_over.is_empty() {
            self.say(&crate::drift::left_over(&left_over))?;
            settlement.is_settled = false;
        }
        settlement.is_settled &= self.say_outcomes(row, &parts)?;
        if action == Action::Merge { self.follow(row, settlement) } else { Ok(()) }
    }

    /// Gives a file the name that its original has now; its links, and those to it, go on leading where they did.
    fn follow(&self, row: &Surveyed, settlement: &mut Settlement) -> Result<(), Error> {
        let Some(derived) = &row.derived else { return Ok(()) };
        let Some(file) = self.place_of_moved(row) else { return Ok(()) };
        let from = &derived.piece.document.outline.path;
        let to = SourcePath::new(&file).expect("the id of a document is a path");
        // What was merged before this stands elsewhere in the file than it was read.
        let inputs = build::open(&self.open.site, Mode::Preview)?.into_inputs();
        let renamed = moved_file(&TreeSite::alone(inputs), from, &to);
        if !renamed.unreached.is_empty() || store::has(&self.open.site, to.local())? {
            settlement.is_settled = false;
            return self.moved(row).map_or(Ok(()), |moved| self.say(&moved));
        }
        for changes in &renamed.sites {
            for (path, edits) in changes.edits() {
                store::edit(&self.open.site, path, &edits)?;
            }
        }
        store::rename(&self.open.site, from, &to)?;
        settlement.record.texts.remove(from.local().trim_end_matches(".md"));
        settlement.n_changed += 1;
        let (from, to) = (self.shown(from), self.shown(&to));
        self.say(&phrase!(
            "{from}: heet nu `{to}`, zoals het origineel",
            "{from}: called `{to}` now, like its original"
        ))
    }

    /// Writes the names that documents below have now where the site still uses old ones; the number of files.
    fn follow_names(&self) -> Result<usize, Error> {
        let inputs = build::open(&self.open.site, Mode::Preview)?.into_inputs();
        let renamed = followed(&TreeSite::alone(inputs));
        let mut n_files = 0;
        for (path, edits) in renamed.sites.iter().flat_map(SiteChanges::edits) {
            store::edit(&self.open.site, path, &edits)?;
            n_files += 1;
            let shown = self.shown(path);
            self.say(&phrase!(
                "{shown}: noemt hernoemde documenten nu bij hun nieuwe naam",
                "{shown}: names renamed documents by their new names now"
            ))?;
        }
        Ok(n_files)
    }

    /// Makes a file whose original is gone a document by itself.
    fn keep_as_own(
        &self,
        row: &Surveyed,
        name: &str,
        line: &Notes,
        settlement: &mut Settlement,
    ) -> Result<(), Error> {
        let Some(derived) = &row.derived else { return Ok(()) };
        let document = &derived.piece.document;
        let path = &document.outline.path;
        let (shown, model) = (self.shown(path), &self.open.library.config.model);
        let Some(source) = self.sources().get(path) else { return Ok(()) };
        let recorded = Recorded { line, bases: &self.bases };
        let edits = kept_as_own(document, source, recorded, model, self.language()).and_then(|edits| {
            let is_meant = is_as_meant(self.sources(), model, document, Role::Own, &edits, None);
            if is_meant { Ok(edits) } else { Err(MergeRefusal::NotAsMeant) }
        });
        let edits = match edits {
            Ok(edits) => edits,
            Err(refusal) => {
                settlement.is_settled = false;
                return self.say(&refused(refusal, &shown));
            }
        };
        store::edit(&self.open.site, path, &edits)?;
        settlement.record.texts.remove(name);
        settlement.kept.insert(row.id.clone());
        settlement.n_changed += 1;
        self.say(&phrase!(
            "{shown}: het origineel is er niet meer; de tekst is nu helemaal van jullie zelf",
            "{shown}: the original is gone; the whole text is your own now"
        ))
    }

    fn labels(&self) -> Labels<'static> {
        Labels {
            ours: self.console.say("onze tekst", "our text"),
            base: self.console.say("het origineel van toen", "the original of then"),
            theirs: self.console.say("het origineel van nu", "the original of today"),
        }
    }

    /// Whether the changes come to what they are meant to.
    fn is_meant(&self, row: &Surveyed, settled: &Settled, action: Action) -> bool {
        let Some(derived) = &row.derived else { return true };
        let document = &derived.piece.document;
        let meant = (action == Action::Accept).then(|| parts_of(document));
        // What is in conflict can't be read yet.
        settled.parts.iter().any(|(_, outcome)| *outcome == Outcome::Conflict)
            || settled.edits.is_empty()
            || is_as_meant(
                self.sources(),
                &self.open.library.config.model,
                document,
                derived.piece.role,
                &settled.edits,
                meant.as_ref(),
            )
    }

    /// Says what became of the parts of a file; `false` where something of it is still to be done.
    fn say_outcomes(&self, row: &Surveyed, parts: &[(Part, Outcome)]) -> Result<bool, Error> {
        let Some(derived) = &row.derived else { return Ok(true) };
        self.say_noted(parts)?;
        let mut is_settled = true;
        for (part, outcome) in parts {
            if *outcome != Outcome::Noted {
                self.say(&came(part, outcome, self.language()))?;
            }
            is_settled &= matches!(outcome, Outcome::Noted | Outcome::Dropped | Outcome::Merged);
            if let Outcome::Stays(StayReason::Translation | StayReason::Rewritten) = outcome {
                let changes = changes(derived, &row.parts, self.sources(), &self.bases);
                // Of an original that is gone there is nothing to compare.
                let compared = changes.iter().filter(|change| change.part == *part && change.now.is_some());
                for change in compared {
                    self.show(change)?;
                }
            }
        }
        Ok(is_settled)
    }

    /// Which parts note the text of today, in one line: of a new translation that is all of them.
    fn say_noted(&self, parts: &[(Part, Outcome)]) -> Result<(), Error> {
        let noted = parts.iter().filter(|(_, outcome)| *outcome == Outcome::Noted);
        let names = quoted(noted.map(|(part, _)| part_name(part, self.language())));
        if names.is_empty() {
            return Ok(());
        }
        self.say(&phrase!(
            "  vastgelegd op de tekst van nu: {names}",
            "  noted as made from the text of today: {names}"
        ))
    }

    /// Drops the texts that neither the record nor a file of the site names any more: also one that can't be parsed now may
    /// need its own again.
    fn prune(&self, record: &Record) -> Result<(), Error> {
        let inputs = build::open(&self.open.site, Mode::Preview)?.into_inputs();
        let own = inputs.sources.values().filter(|source| source.path().way().is_empty());
        let words = own.flat_map(|source| source.text().split(|c: char| !c.is_ascii_hexdigit()));
        let needed: BTreeSet<&str> = words.filter(|word| is_digest(word)).chain(record.digests()).collect();
        store::prune(&self.open.site, &needed)
    }

    /// What has to be done first to a file below or beside a document that can't be read well enough to compare anything with it.
    pub(super) fn trouble(&self, id: &str) -> Option<Phrase> {
        const UNREADABLE: [Rule; 4] =
            [Rule::InvalidYaml, Rule::NotUtf8, Rule::MergeConflict, Rule::MissingFrontMatter];
        let library = &self.open.library;
        let stack = library.stack(id)?;
        let paths: BTreeSet<&SourcePath> = stack.iter().map(|piece| &piece.document.outline.path).collect();
        let unreadable = library.diagnostics.iter().filter(|found| UNREADABLE.contains(&found.rule));
        let unreadable = unreadable.filter_map(|found| Some((found.rule, found.path()?)));
        let unreadable = unreadable.filter(|(_, path)| paths.contains(path));
        // What couldn't be read at all is in no stack.
        let file = format!("{id}.md");
        let unread = self.open.inputs.found.iter().filter_map(|found| Some((found.rule, found.path()?)));
        let unread = unread.filter(|(_, path)| path.local() == file || paths.contains(path));
        let (rule, path) = unreadable.chain(unread).next()?;
        let path = self.shown(path);
        Some(match rule {
            Rule::MergeConflict => phrase!(
                "in `{path}` staan nog regels met `<<<<<<<` en `>>>>>>>`; kies daar eerst welke tekst blijft",
                "`{path}` still has lines with `<<<<<<<` and `>>>>>>>`; first choose there which text stays"
            ),
            _ => phrase!("eerst moet `{path}` te lezen zijn", "first `{path}` has to be readable"),
        })
    }
}

/// The keys of a document that only say what it does to another one.
fn of_an_original(document: &Document) -> Vec<&'static str> {
    let keys = [keys::REMOVE, keys::HIDDEN, keys::REPLACE].into_iter();
    keys.filter(|key| document.outline.place_of(key.en).is_some()).map(|key| key.nl).collect()
}

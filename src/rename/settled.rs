//! What sites have settled of the documents and terms below them, after those got another name: whoever renames in a tree has
//! seen what that changes in it, and it is nobody's drift. What had drifted before still has.

use std::collections::{BTreeMap, BTreeSet};

use super::{Renaming, TreeChanges, TreeSite};
use crate::document::{Document, DocumentId, Notes, Part, Role};
use crate::drift::entries;
use crate::edition::drift::{digest, parts_of};
use crate::edition::record::{Record, text_name};
use crate::edition::settle::Bases;
use crate::edition::{self, Stack};
use crate::pipeline::{BelowData, Inputs, Library};

/// The texts that a part of a document had, with the one that it has instead, by the digest of the first.
type Successors = BTreeMap<String, String>;

/// Brings the records of all sites up to date.
pub(super) fn follow(tree: &[TreeSite], renaming: &Renaming, renamed: &mut TreeChanges) {
    for (place, site) in tree.iter().enumerate() {
        let before = &site.library.record.value;
        if *before == Record::default() {
            continue;
        }
        let after = site.after(&renamed.sites);
        let mut work = Successor { site, after: &after, renaming, bases: Bases::new() };
        let record = work.record(before);
        if record != *before {
            let changes = &mut renamed.sites[place];
            changes.record = Some(record);
            changes.bases = work.bases;
        }
    }
}

/// A site before and after.
struct Successor<'t> {
    site: &'t TreeSite,
    after: &'t Inputs,
    renaming: &'t Renaming,
    /// The texts that are recorded now and weren't.
    bases: Bases,
}

impl<'t> Successor<'t> {
    fn record(&mut self, before: &Record) -> Record {
        let library = Library::read(self.after);
        let mut record = Record { texts: BTreeMap::new(), entries: BTreeMap::new(), ..before.clone() };
        let names = self.text_names();
        let stacks: BTreeMap<&DocumentId, &Stack> =
            library.stacks.iter().map(|stack| (&stack[0].document.outline.id, stack)).collect();
        let mut successors: BTreeMap<&DocumentId, BTreeMap<Part, Successors>> = BTreeMap::new();
        for stack in &self.site.library.stacks {
            let id = &stack[0].document.outline.id;
            if let Some(now) = stacks.get(&self.renaming.document(id)) {
                successors.insert(id, self.texts(stack, now));
            }
        }
        for (name, notes) in &before.texts {
            let (id, new_name) = match names.get(name) {
                Some((id, new_name)) => (Some(*id), new_name.clone()),
                None => (None, name.clone()),
            };
            let successors = id.and_then(|id| successors.get(id));
            let notes = successors.map_or_else(|| notes.clone(), |successors| self.notes(notes, successors));
            record.texts.insert(new_name, notes);
        }
        let renamed = |id: &String| {
            let new = names.get(id).map(|(_, new_name)| new_name.clone());
            new.unwrap_or_else(|| id.clone())
        };
        record.withdrawn = before.withdrawn.iter().map(renamed).collect::<BTreeSet<_>>();
        record.entries = self.entries(before);
        record
    }

    /// The names of all texts in the record, each with its document and the name that it has after this.
    fn text_names(&self) -> BTreeMap<String, (&'t DocumentId, String)> {
        let languages = &self.site.library.config.languages;
        let documents = self.site.library.stacks.iter().map(|stack| &stack[0].document.outline.id);
        let names = documents.flat_map(|id| {
            let of = move |language| {
                (text_name(id, language), (id, text_name(&self.renaming.document(id), language)))
            };
            std::iter::once(None).chain(languages.iter().map(Some)).map(of)
        });
        names.collect()
    }

    /// What each part of a document said before, with what it says after, wherever somebody may have noted it.
    fn texts(&self, before: &Stack, after: &Stack) -> BTreeMap<Part, Successors> {
        let own_layer = self.site.library.own_layer;
        let mut texts: BTreeMap<Part, Successors> = BTreeMap::new();
        let mut add = |then: &Document, now: &Document| {
            let mut now = parts_of(now, &self.after.sources);
            for (part, then) in parts_of(then, &self.site.inputs.sources) {
                let Some(now) = now.remove(&part).filter(|now| *now != then) else { continue };
                texts.entry(part).or_default().insert(digest(&then), now);
            }
        };
        for layer in [own_layer, own_layer + 1] {
            if let (Some(then), Some(now)) = (edition::below(before, layer), edition::below(after, layer)) {
                add(&then, &now);
            }
        }
        for (then, now) in before.iter().zip(after).filter(|(then, now)| then.role == now.role) {
            if then.role != Role::Own {
                add(&then.document, &now.document);
            }
        }
        texts
    }

    fn notes(&mut self, notes: &Notes, successors: &BTreeMap<Part, Successors>) -> Notes {
        let followed = notes.iter().map(|(part, noted)| {
            let now = successors.get(part).and_then(|texts| texts.get(noted));
            let noted = now.map_or_else(|| noted.clone(), |text| self.kept(text));
            (part.clone(), noted)
        });
        followed.collect()
    }

    fn kept(&mut self, text: &str) -> String {
        let digest = digest(text);
        self.bases.insert(digest.clone(), text.to_owned());
        digest
    }

    /// The data below, as it was settled.
    fn entries(&mut self, before: &Record) -> BTreeMap<String, String> {
        if before.entries.is_empty() {
            return BTreeMap::new();
        }
        let read = |inputs: &Inputs| BelowData::read(inputs).map(|below| entries(&below)).unwrap_or_default();
        let (then, now) = (read(&self.site.inputs), read(self.after));
        let mut followed = BTreeMap::new();
        for (name, noted) in &before.entries {
            let new_name = self.renaming.entry(name);
            let is_settled = then.get(name).is_some_and(|then| digest(then) == *noted);
            let noted = match now.get(&new_name) {
                Some(text) if is_settled && then.get(name) != Some(text) => self.kept(text),
                // What this takes away was seen too.
                None if is_settled => continue,
                Some(_) | None => noted.clone(),
            };
            followed.insert(new_name, noted);
        }
        for (name, text) in now.iter().filter(|(name, _)| !then.contains_key(*name)) {
            if !followed.contains_key(name) {
                followed.insert(name.clone(), self.kept(text));
            }
        }
        followed
    }
}

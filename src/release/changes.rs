//! What differs between two versions of a base, by their files and by what those say of data.

use std::collections::BTreeSet;

use crate::base::{BaseFiles, DataDigests, ReleaseChanges};
use crate::document::{DocumentFile, DocumentId};
use crate::drift::{EntryChange, counted, digest_changes, entries_summary, entry_news, quoted};
use crate::model::ContentModel;
use crate::text::{Phrase, SourcePath, phrase};

/// The files that differ; each by its path, in order. Texts are documents.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileChanges {
    /// Texts that say something else.
    pub changed: Vec<String>,
    /// Texts that have come.
    pub added: Vec<String>,
    /// Texts that are gone.
    pub removed: Vec<String>,
    /// Texts that have another name now, and which.
    pub renamed: Vec<(String, String)>,
    /// Everything else that isn't what it was.
    pub data: Vec<String>,
    /// Values, terms, numbers and other data that aren't what they were.
    pub(crate) entries: Vec<EntryChange>,
}

impl FileChanges {
    /// What differs between files of then and of now. `came_from` says which path a new text had before, where it says so
    /// itself; one that says the same as one that is gone was renamed too.
    pub fn between(then: &BaseFiles, now: &BaseFiles, came_from: impl Fn(&str) -> Vec<String>) -> Self {
        let is_text = |path: &str| path.ends_with(".md");
        let mut changes = Self::default();
        for (path, digest) in now {
            match then.get(path) {
                Some(before) if before == digest => {}
                _ if !is_text(path) => changes.data.push(path.clone()),
                Some(_) => changes.changed.push(path.clone()),
                None => changes.added.push(path.clone()),
            }
        }
        for path in then.keys().filter(|path| !now.contains_key(*path)) {
            if is_text(path) { &mut changes.removed } else { &mut changes.data }.push(path.clone());
        }
        changes.data.sort();
        for path in std::mem::take(&mut changes.added) {
            let said = came_from(&path);
            let by_name = changes.removed.iter().position(|old| said.contains(old));
            let by_text = || changes.removed.iter().position(|old| then.get(old) == now.get(&path));
            match by_name.or_else(by_text) {
                Some(idx) => changes.renamed.push((changes.removed.remove(idx), path)),
                None => changes.added.push(path),
            }
        }
        changes
    }

    /// The same with what differs between the data of then and of now; nothing where that of then isn't known.
    #[must_use]
    pub fn with_data(mut self, then: &DataDigests, now: &DataDigests) -> Self {
        self.entries = digest_changes(then, now);
        self
    }

    /// Whether nothing differs.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The documents that differ, by their ids; one whose translations differ was changed too.
    pub fn of_documents(&self, model: &ContentModel) -> ReleaseChanges {
        let ids = |paths: &[String]| -> BTreeSet<String> {
            paths.iter().filter_map(|path| id(path, model)).collect()
        };
        let is_original = |path: &&String| file(path, model).is_some_and(|file| file.language.is_none());
        let of_originals = |paths: &[String]| -> Vec<String> {
            paths.iter().filter(is_original).filter_map(|path| id(path, model)).collect()
        };
        let new_names: Vec<String> = self.renamed.iter().map(|(_, new)| new.clone()).collect();
        let (added, removed) = (of_originals(&self.added), of_originals(&self.removed));
        let renamed = of_originals(&new_names);
        let told = |id: &String| added.contains(id) || removed.contains(id) || renamed.contains(id);
        let touched = [&self.changed, &self.added, &self.removed].map(|paths| ids(paths));
        let changed: BTreeSet<String> = touched.into_iter().flatten().filter(|id| !told(id)).collect();
        ReleaseChanges { changed: changed.into_iter().collect(), added, renamed, removed }
    }

    /// How much differs, in one sentence.
    pub fn summary(&self) -> Phrase {
        let (mut nl, mut en) = (Vec::new(), Vec::new());
        for (n, dutch, english) in [
            (self.changed.len(), "gewijzigd", "changed"),
            (self.added.len(), "nieuw", "new"),
            (self.removed.len(), "weg", "gone"),
            (self.renamed.len(), "hernoemd (oude adressen)", "renamed (old addresses)"),
        ] {
            if n == 0 {
                continue;
            }
            let (of_nl, of_en) = counted(n, ["tekst", "teksten"], ["text", "texts"]);
            let (count_nl, count_en) =
                if nl.is_empty() { (of_nl, of_en) } else { (n.to_string(), n.to_string()) };
            nl.push(format!("{count_nl} {dutch}"));
            en.push(format!("{count_en} {english}"));
        }
        if let Some(Phrase { nl: data_nl, en: data_en }) = entries_summary(&self.entries) {
            nl.push(data_nl);
            en.push(data_en);
        }
        if !self.data.is_empty() {
            let files = quoted(&self.data);
            nl.push(format!("andere bestanden: {files}"));
            en.push(format!("other files: {files}"));
        }
        if nl.is_empty() {
            return Phrase { nl: "niets veranderd".to_owned(), en: "nothing changed".to_owned() };
        }
        Phrase { nl: nl.join(", "), en: en.join(", ") }
    }

    /// A line for each text that differs.
    pub fn lines(&self) -> Vec<Phrase> {
        let line = |nl: &str, en: &str, what: &str| Phrase {
            nl: format!("  {nl}: {what}"),
            en: format!("  {en}: {what}"),
        };
        let mut lines = Vec::new();
        for (paths, nl, en) in [
            (&self.changed, "gewijzigd", "changed"),
            (&self.added, "nieuw", "new"),
            (&self.removed, "weg", "gone"),
        ] {
            lines.extend(paths.iter().map(|path| line(nl, en, path)));
        }
        lines.extend(
            self.renamed.iter().map(|(old, new)| line("hernoemd", "renamed", &format!("{old} → {new}"))),
        );
        lines.extend(self.entries.iter().map(|change| {
            let Phrase { nl, en } = entry_news(change);
            phrase!("  {nl}", "  {en}")
        }));
        lines
    }
}

/// What document the file at a path is of, and in which language.
fn file(path: &str, model: &ContentModel) -> Option<DocumentFile> {
    DocumentId::of_path(&SourcePath::new(path).ok()?, model)?.ok()
}

fn id(path: &str, model: &ContentModel) -> Option<String> {
    file(path, model).map(|file| file.id.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config;
    use crate::text::Source;

    fn files(files: &[(&str, &str)]) -> BaseFiles {
        files.iter().map(|&(path, digest)| (path.to_owned(), digest.to_owned())).collect()
    }

    #[test]
    fn a_document_is_told_once_and_a_translation_changes_its_original() {
        let config = Source::new(SourcePath::new("wijkgids.yaml").expect("a path"), "title: Land\n");
        let model = config::read(&config, None, None).value.model;
        let then =
            files(&[("kaarten/a.md", "1"), ("kaarten/b.md", "2"), ("kaarten/c.md", "3"), ("x.yaml", "4")]);
        let now = files(&[
            ("kaarten/a.md", "1"),
            ("kaarten/a.ar.md", "5"),
            ("kaarten/b.md", "20"),
            ("kaarten/d.md", "3"),
            ("kaarten/e.md", "6"),
            ("kaarten/e.ar.md", "7"),
        ]);
        let changes = FileChanges::between(&then, &now, |_| Vec::new()).of_documents(&model);
        let ids = |ids: &[&str]| -> Vec<String> { ids.iter().map(|&id| id.to_owned()).collect() };
        let expected = ReleaseChanges {
            changed: ids(&["kaarten/a", "kaarten/b"]),
            added: ids(&["kaarten/e"]),
            renamed: ids(&["kaarten/d"]),
            removed: Vec::new(),
        };
        assert_eq!(changes, expected);
    }

    #[test]
    fn each_kind_of_change_is_counted_once() {
        let then = files(&[
            ("a.md", "1"),
            ("b.md", "2"),
            ("c.md", "3"),
            ("d.md", "4"),
            ("e.md", "5"),
            ("x.yaml", "6"),
        ]);
        let now = files(&[
            ("a.md", "1"),
            ("b.md", "20"),
            ("nieuw.md", "9"),
            ("d2.md", "4"),
            ("e2.md", "50"),
            ("x.yaml", "7"),
        ]);
        let came_from = |path: &str| if path == "e2.md" { vec!["e.md".to_owned()] } else { Vec::new() };
        let changes = FileChanges::between(&then, &now, came_from);
        let pair = |old: &str, new: &str| (old.to_owned(), new.to_owned());
        assert_eq!(changes.renamed, [pair("d.md", "d2.md"), pair("e.md", "e2.md")]);
        let expected =
            "1 tekst gewijzigd, 1 nieuw, 1 weg, 2 hernoemd (oude adressen), andere bestanden: `x.yaml`";
        assert_eq!(changes.summary().nl, expected);
        assert_eq!(changes.lines().len(), 5);
        assert!(FileChanges::between(&now, &now, came_from).is_empty());
        let then = files(&[("values/team", "1"), ("numbers/politie", "2"), ("terms/thema/a", "3")]);
        let now = files(&[("values/team", "1"), ("numbers/politie", "20"), ("glossary/regie", "4")]);
        let changes = changes.with_data(&then, &now);
        let expected =
            "gegevens: begrip `regie`, nummer `politie`, term `thema/a`, andere bestanden: `x.yaml`";
        assert!(changes.summary().nl.ends_with(expected), "{}", changes.summary().nl);
        let lines: Vec<String> = changes.lines().into_iter().skip(5).map(|line| line.nl).collect();
        let expected = [
            "  begrip `regie`: nieuw in de basis",
            "  nummer `politie`: veranderd in de basis",
            "  term `thema/a`: weggehaald uit de basis",
        ];
        assert_eq!(lines, expected);
        assert_eq!(FileChanges::default().with_data(&files(&[]), &now), FileChanges::default());
    }
}

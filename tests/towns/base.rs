//! A base in memory: the files of the national library, with what an editor there can do to them.

use std::collections::BTreeMap;
use std::path::Path;

use wijkgids::edition::drift;
use wijkgids::pipeline::{Inputs, Mode};
use wijkgids::text::{Source, SourcePath};

/// How a town reaches it.
pub(super) const WAY: &str = "../landelijk/";

/// The texts of a base by path in its folder.
#[derive(Clone, Debug)]
pub(super) struct Base(pub(super) BTreeMap<String, String>);

impl Base {
    /// The national library as it is.
    pub(super) fn national() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("content/landelijk");
        let inputs = wijkgids::shell::read::read(&root, None, jiff::civil::date(2026, 11, 30), Mode::Publish)
            .expect("the library can be read");
        // Three more languages make a town three times as slow, and nothing else.
        let is_there =
            |path: &str| ![".ar.md", ".tr.md", ".uk.md", ".pl.md"].iter().any(|end| path.ends_with(end));
        let texts = inputs
            .sources
            .into_iter()
            .map(|(path, source)| (path.as_str().to_owned(), source.text().to_owned()));
        let mut base = Self(texts.filter(|(path, _)| is_there(path)).collect());
        base.change("wijkgids.yaml", "languages: [nl, en, ar, tr, uk, pl]", "languages: [nl, en]");
        base
    }

    /// The ids of the documents in a folder that are in Dutch.
    pub(super) fn ids(&self, folder: &str) -> Vec<String> {
        let ids = self.0.keys().filter_map(|path| path.strip_suffix(".md"));
        ids.filter(|id| id.starts_with(folder) && !id.ends_with(".en")).map(str::to_owned).collect()
    }

    /// A document's text.
    pub(super) fn text(&self, id: &str) -> &str {
        &self.0[&format!("{id}.md")]
    }

    /// The headings of the sections of a document, as written.
    pub(super) fn sections(&self, id: &str) -> Vec<String> {
        self.text(id).lines().filter_map(|line| line.strip_prefix("## ")).map(str::to_owned).collect()
    }

    /// What stands under a heading.
    pub(super) fn section(&self, id: &str, heading: &str) -> String {
        let text = self.text(id);
        let start =
            text.find(&format!("\n## {heading}\n")).expect("the heading is there") + heading.len() + 5;
        let rest = &text[start..];
        rest[..rest.find("\n## ").unwrap_or(rest.len())].trim().to_owned()
    }

    /// What a town notes of a section that it made another one from.
    pub(super) fn digest(&self, id: &str, heading: &str) -> String {
        drift::digest(&format!("## {heading}\n\n{}", self.section(id, heading)))
    }

    /// Puts words in the place of others, everywhere in a file; whether they were there.
    pub(super) fn change(&mut self, path: &str, from: &str, to: &str) -> bool {
        let text = self.0.get_mut(path).unwrap_or_else(|| panic!("the base has `{path}`"));
        let was_there = text.contains(from);
        *text = text.replace(from, to);
        was_there
    }

    /// The same in every file.
    pub(super) fn change_all(&mut self, from: &str, to: &str) {
        self.0
            .values_mut()
            .filter(|text| text.contains(from))
            .for_each(|text| *text = text.replace(from, to));
    }

    /// Adds lines to the front matter of a document.
    pub(super) fn add(&mut self, id: &str, lines: &str) {
        self.change(
            &format!("{id}.md"),
            "\nstatus: gepubliceerd\n",
            &format!("\nstatus: gepubliceerd\n{lines}\n"),
        );
    }

    /// Takes the block of a key out of a file of data: from the line that it stands on to the next one that is indented no
    /// deeper.
    pub(super) fn take_out(&mut self, path: &str, line: &str) {
        let text = self.0.get_mut(path).expect("the base has the file");
        let start = text.find(&format!("\n{line}")).unwrap_or_else(|| panic!("`{line}` is in `{path}`")) + 1;
        let indent = line.len() - line.trim_start().len();
        let mut end = start;
        for (n, row) in text[start..].split_inclusive('\n').enumerate() {
            let is_deeper = row.trim().is_empty() || row.len() - row.trim_start().len() > indent;
            if n > 0 && !is_deeper {
                break;
            }
            end += row.len();
        }
        text.replace_range(start..end, "");
    }

    /// The inputs of a site of these files that lies on it.
    pub(super) fn under(&self, town: &BTreeMap<String, String>, mode: Mode) -> Inputs {
        let below =
            self.0.iter().map(|(path, text)| (SourcePath::below(WAY, path).expect("a sound path"), text));
        let own = town.iter().map(|(path, text)| (SourcePath::new(path).expect("a sound path"), text));
        let sources = below.chain(own).map(|(path, text)| (path.clone(), Source::new(path, text)));
        Inputs {
            layers: vec![WAY.to_owned(), String::new()],
            sources: sources.collect(),
            files: BTreeMap::new(),
            theme: BTreeMap::new(),
            today: jiff::civil::date(2026, 11, 30),
            mode,
            readership: None,
            is_for_production: false,
            found: Vec::new(),
        }
    }
}

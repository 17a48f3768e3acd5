//! What a site last settled of everything that lies below it: `.wijkgids/settled.yaml`.
//!
//! ```yaml
//! everything: true
//! texts:
//!   kaarten/preventie/huisbezoek: {fields: {title: 8c1f09a3bb5e2d74}, lead: 0b7d1e55a90c4f21, sections: {waarom: 5e0f6a1dc2b39487}}
//!   kaarten/preventie/huisbezoek.ar: {sections: {waarom: 5e0f6a1dc2b39487}}
//! entries:
//!   values/team: 1d2c3b4a59687766
//! withdrawn:
//!   - kaarten/preventie/spreekuur
//! ```
//!
//! A line for each text, so that the versions of two editors merge. That of a document holds the digests of all its parts as
//! the layers below gave them, whether the site takes it over or changes it; that of a translation only those that it was made
//! from. Front matter stays its author's: nothing of this stands there.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use super::drift::is_digest;
use crate::data::{Entry, Fields, KeyName, quoted};
use crate::document::{DocumentId, Notes, Part};
use crate::model::Language;
use crate::text::{Checked, Diagnostic, Rule, Severity, Source, phrase};

/// The path of the file in the folder of its site.
pub const FILE: &str = ".wijkgids/settled.yaml";

const EVERYTHING: KeyName = KeyName::same("everything");
const TEXTS: KeyName = KeyName::same("texts");
const ENTRIES: KeyName = KeyName::same("entries");
const FIELDS: KeyName = KeyName::same("fields");
const LEAD: KeyName = KeyName::same("lead");
const WITHDRAWN: KeyName = KeyName::same("withdrawn");
const SECTIONS: KeyName = KeyName::same("sections");

/// What a site last settled of everything that lies below it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// Whether everything below was looked through: what isn't here has come since.
    pub is_complete: bool,
    /// The digests of each text by its name, see [`text_name`].
    pub texts: BTreeMap<String, Notes>,
    /// The digests of values, terms and other data, by their names: `values/team`.
    pub entries: BTreeMap<String, String>,
    /// The documents that the site changes and of which it was seen that the layers below withdrew them.
    pub withdrawn: BTreeSet<String>,
    /// The names of documents that were there when a site of the first version was looked through; how they were then
    /// isn't known.
    pub known: BTreeSet<String>,
}

/// What the text of a document is called, or that of a translation of it.
pub fn text_name(id: &DocumentId, translation: Option<&Language>) -> String {
    match translation {
        None => id.to_string(),
        Some(language) => format!("{id}.{language}"),
    }
}

impl Record {
    /// Reads the file. What can't be read of it is reported as a warning: without it a site can still be made.
    pub fn read(source: &Source) -> Checked<Self> {
        let mut diagnostics = Vec::new();
        let mut fields = Fields::of_file(source, &mut diagnostics);
        let is_complete = fields.flag(EVERYTHING);
        let texts = fields.map(TEXTS).into_iter().map(|entry| text(&mut fields, entry)).collect();
        let entries = fields.map(ENTRIES);
        let entries = entries.into_iter().filter_map(|entry| digest(&mut fields, entry)).collect();
        let withdrawn = fields.texts(WITHDRAWN).into_iter().map(|id| id.value).collect();
        fields.finish();
        let warning =
            |found: Diagnostic| Diagnostic { severity: found.severity.min(Severity::Warning), ..found };
        let diagnostics = diagnostics.into_iter().map(warning).collect();
        Checked {
            value: Self { is_complete, texts, entries, withdrawn, known: BTreeSet::new() },
            diagnostics,
        }
    }

    /// What a site of the first version remembered: the names of documents, and of those that had been withdrawn.
    pub fn of_first_version(seen: &str) -> Self {
        const BEFORE_WITHDRAWN: &str = "ingetrokken: ";
        let mut record = Self::default();
        for line in seen.lines().map(str::trim).filter(|line| !line.is_empty()) {
            match line.strip_prefix(BEFORE_WITHDRAWN) {
                Some(id) => record.withdrawn.insert(id.to_owned()),
                None => record.known.insert(line.to_owned()),
            };
        }
        record.is_complete = !record.known.is_empty();
        record
    }

    /// The file that says this, for a site that is written in `language`.
    pub fn written(&self, language: &Language) -> String {
        let Self { is_complete, texts, entries, withdrawn, known: _ } = self;
        let mut file = String::new();
        let mut line = |line: &str| writeln!(file, "{line}").expect("a text can be written to");
        for comment in comments() {
            line(&format!("# {}", comment.in_language(language.messages())));
        }
        if *is_complete {
            line(&format!("{}: true", EVERYTHING.en));
        }
        if !texts.is_empty() {
            line(&format!("{}:", TEXTS.en));
        }
        for (name, notes) in texts {
            line(&format!("  {}: {}", quoted(name), line_of(notes)));
        }
        if !entries.is_empty() {
            line(&format!("{}:", ENTRIES.en));
        }
        for (name, digest) in entries {
            line(&format!("  {}: {digest}", quoted(name)));
        }
        if !withdrawn.is_empty() {
            line(&format!("{}:", WITHDRAWN.en));
        }
        for id in withdrawn {
            line(&format!("  - {}", quoted(id)));
        }
        file
    }

    /// What is noted of a text that goes by one of these names; the first that is there counts.
    pub fn text<'n>(&self, names: impl IntoIterator<Item = &'n str>) -> Option<&Notes> {
        names.into_iter().find_map(|name| self.texts.get(name))
    }

    /// Every digest that is noted.
    pub fn digests(&self) -> BTreeSet<&str> {
        let of_texts = self.texts.values().flat_map(BTreeMap::values);
        of_texts.chain(self.entries.values()).map(String::as_str).collect()
    }
}

fn comments() -> [crate::text::Phrase; 2] {
    [
        phrase!(
            "Wat deze site het laatst bekeek van alles waarop ze rust. `wijkgids drift --accept` schrijft dit; bewaar het in de",
            "What this site last settled of everything that it lies on. `wijkgids drift --accept` writes this; keep it in the"
        ),
        phrase!(
            "repository. Een regel per tekst: bij samenvoegen mag elke regel van beide kanten blijven.",
            "repository. A line for each text: when merging, any line of either side may stay."
        ),
    ]
}

fn line_of(notes: &Notes) -> String {
    let group = |key: KeyName, of: fn(&Part) -> Option<&str>| {
        let digests =
            notes.iter().filter_map(|(part, digest)| Some(format!("{}: {digest}", quoted(of(part)?))));
        let digests: Vec<String> = digests.collect();
        (!digests.is_empty()).then(|| format!("{}: {{{}}}", key.en, digests.join(", ")))
    };
    let fields = group(FIELDS, |part| if let Part::Field(name) = part { Some(name) } else { None });
    let lead = notes.get(&Part::Lead).map(|digest| format!("{}: {digest}", LEAD.en));
    let sections = group(SECTIONS, |part| if let Part::Section(id) = part { Some(id) } else { None });
    let groups: Vec<String> = fields.into_iter().chain(lead).chain(sections).collect();
    format!("{{{}}}", groups.join(", "))
}

fn text(fields: &mut Fields<'_>, Entry { key, node, .. }: Entry) -> (String, Notes) {
    let path = fields.path().clone();
    let mut parts = Fields::new(&path, node, fields.diagnostics());
    let mut notes = Notes::new();
    for (key, part) in [(FIELDS, Part::Field as fn(String) -> Part), (SECTIONS, Part::Section)] {
        let entries = parts.map(key);
        notes.extend(entries.into_iter().filter_map(|entry| {
            let (name, digest) = digest(&mut parts, entry)?;
            Some((part(name), digest))
        }));
    }
    let lead = parts.take(LEAD).and_then(|entry| digest(&mut parts, entry));
    notes.extend(lead.map(|(_, digest)| (Part::Lead, digest)));
    parts.finish();
    (key, notes)
}

fn digest(fields: &mut Fields<'_>, Entry { key, node, .. }: Entry) -> Option<(String, String)> {
    let digest = fields.scalar(node)?;
    if is_digest(&digest.value) {
        return Some((key, digest.value));
    }
    fields.report(
        Rule::WrongType,
        digest.span,
        phrase!("dit is geen kenmerk van een tekst", "this isn't the digest of a text"),
        phrase!(
            "`wijkgids drift --accept` schrijft deze regel opnieuw",
            "`wijkgids drift --accept` writes this line anew"
        ),
    );
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::SourcePath;

    fn read(text: &str) -> Checked<Record> {
        Record::read(&Source::new(SourcePath::new(FILE).expect("a path"), text))
    }

    #[test]
    fn what_is_written_reads_the_same() {
        let digest = |n: u64| format!("{n:016x}");
        let parts = [
            (Part::Field("title".into()), digest(1)),
            (Part::Lead, digest(2)),
            (Part::Section("lead".into()), digest(3)),
            (Part::Section("wat: nu, {dan}".into()), digest(4)),
        ];
        let record = Record {
            is_complete: true,
            texts: [("kaarten/a".into(), parts.into()), ("kaarten/b.ar".into(), Notes::new())].into(),
            withdrawn: ["kaarten/c".to_owned()].into(),
            entries: [("values/naam: met dubbele punt".into(), digest(1 << 60))].into(),
            known: BTreeSet::new(),
        };
        let Checked { value, diagnostics } = read(&record.written(&Language::dutch()));
        assert_eq!((value, diagnostics), (record, Vec::new()));
    }

    #[test]
    fn what_cannot_be_read_is_a_warning_and_the_rest_is_there() {
        let Checked { value, diagnostics } =
            read("texts:\n  a: {lead: weg}\n  b: {lead: 0123456789abcdef}\nanders: 1\n");
        assert_eq!(value.texts["b"][&Part::Lead], "0123456789abcdef");
        assert_eq!(diagnostics.len(), 2, "{diagnostics:?}");
        assert!(diagnostics.iter().all(|found| found.severity == Severity::Warning));
    }
}

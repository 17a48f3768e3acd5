//! What belongs to a version of a base: `.wijkgids/manifest.yaml` in its folder.
//!
//! ```yaml
//! version: "2"
//! id: 5e0f6a1dc2b39487
//! date: 2027-03-01
//! received: true
//! values:
//!   - telefoon
//! terms:
//!   - thema/preventie
//! entries:
//!   values/team: 1d2c3b4a59687766
//! files:
//!   kaarten/preventie/huisbezoek.md: 8c1f09a3bb5e2d74a1b2c3d4e5f60718
//! ```
//!
//! A line for each file, in order, so that two versions of it merge.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use jiff::civil::Date;
use unicode_normalization::UnicodeNormalization;

use super::BaseVersion;
use super::surprises::Promises;
use crate::data::{Fields, KeyName, Read, quoted};
use crate::model::Language;
use crate::text::{Digest, Phrase, Source, phrase};

const VERSION: KeyName = KeyName::same("version");
const ID: KeyName = KeyName::same("id");
const DATE: KeyName = KeyName::same("date");
const RECEIVED: KeyName = KeyName::same("received");
const VALUES: KeyName = KeyName::same("values");
const TERMS: KeyName = KeyName::same("terms");
const ENTRIES: KeyName = KeyName::same("entries");
const FILES: KeyName = KeyName::same("files");

/// The digest of each file of a base, by its path in the folder.
pub type BaseFiles = BTreeMap<String, String>;

/// The digests of values, terms and other data of a base, by their names.
pub type DataDigests = BTreeMap<String, String>;

/// What belongs to a version of a base.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BaseManifest {
    /// Which version it is.
    pub version: BaseVersion,
    /// What tells its base from all others, whatever that is called; `None` of a release that was made before there was one.
    pub id: Option<String>,
    /// When it was made.
    pub date: Option<Date>,
    /// Whether the folder was received from others, so that nobody is to write in it.
    pub is_received: bool,
    /// What sites above have to fill in, and the terms that they can use.
    pub promises: Promises,
    /// The digests of its values, terms, numbers and other data, by their names, `values/team`; empty of a release that was made
    /// before they were noted.
    pub entries: DataDigests,
    /// Its files.
    pub files: BaseFiles,
}

/// The digest of a file: of a text, whatever the ends of its lines are and however its letters are composed.
pub fn digest_of(bytes: &[u8]) -> String {
    let digest = match std::str::from_utf8(bytes) {
        Ok(text) => {
            let text = text.strip_prefix('\u{feff}').unwrap_or(text).replace("\r\n", "\n");
            Digest::of_bytes(text.nfc().collect::<String>().as_bytes())
        }
        Err(_) => Digest::of_bytes(bytes),
    };
    digest.to_string()
}

/// Whether a path in the folder of a base is that of a file which others get: not what the program keeps, nor the site that was
/// built from it.
pub fn belongs(path: &str) -> bool {
    !path.starts_with("public/") && !path.split('/').any(|name| name.starts_with('.'))
}

impl BaseManifest {
    /// The path of the file in the folder of the base.
    pub const FILE: &'static str = ".wijkgids/manifest.yaml";

    /// Reads the file; `None` where it isn't readable as a whole: with half of it, what is right would seem to be changed.
    pub fn read(source: &Source) -> Option<Self> {
        let mut diagnostics = Vec::new();
        let mut fields = Fields::of_file(source, &mut diagnostics);
        let version = fields.text(VERSION).and_then(|Read { value, .. }| BaseVersion::read(&value));
        let id = fields.text(ID).map(|id| id.value);
        let date = fields.date(DATE).map(|date| date.value);
        let is_received = fields.flag(RECEIVED);
        let list = |fields: &mut Fields<'_>, key| -> BTreeSet<String> {
            fields.texts(key).into_iter().map(|text| text.value).collect()
        };
        let promises = Promises { values: list(&mut fields, VALUES), terms: list(&mut fields, TERMS) };
        let entries = digests(&mut fields, ENTRIES)?;
        let files = digests(&mut fields, FILES)?;
        fields.finish();
        let version = version.filter(|_| diagnostics.is_empty())?;
        Some(Self { version, id, date, is_received, promises, entries, files })
    }

    /// The file that says this, for a base that is written in `language`.
    pub fn written(&self, language: &Language) -> String {
        let mut file = String::new();
        let mut line = |line: &str| writeln!(file, "{line}").expect("a text can be written to");
        line(&format!("# {}", self.comment().in_language(language.messages())));
        line(&format!("{}: \"{}\"", VERSION.en, self.version));
        if let Some(id) = &self.id {
            line(&format!("{}: {}", ID.en, quoted(id)));
        }
        if let Some(date) = self.date {
            line(&format!("{}: {date}", DATE.en));
        }
        if self.is_received {
            line(&format!("{}: true", RECEIVED.en));
        }
        for (key, names) in [(VALUES, &self.promises.values), (TERMS, &self.promises.terms)] {
            if !names.is_empty() {
                line(&format!("{}:", key.en));
            }
            names.iter().for_each(|name| line(&format!("  - {}", quoted(name))));
        }
        for (key, digests) in [(ENTRIES, &self.entries), (FILES, &self.files)] {
            if !digests.is_empty() {
                line(&format!("{}:", key.en));
            }
            for (name, digest) in digests {
                line(&format!("  {}: \"{digest}\"", quoted(name)));
            }
        }
        file
    }

    fn comment(&self) -> Phrase {
        if self.is_received {
            phrase!(
                "Deze map is van anderen ontvangen: pas hier niets aan, maar in uw eigen site. `wijkgids update` haalt een nieuwe uitgave binnen.",
                "This folder was received from others: change nothing here but in your own site. `wijkgids update` takes in a new release."
            )
        } else {
            phrase!(
                "Wat bij deze uitgave hoort. `wijkgids release` schrijft dit; bewaar het in de repository.",
                "What belongs to this release. `wijkgids release` writes this; keep it in the repository."
            )
        }
    }
}

/// The digests under a key, by name; `None` where one of them isn't a text.
fn digests(fields: &mut Fields<'_>, key: KeyName) -> Option<BTreeMap<String, String>> {
    let entries = fields.map(key).into_iter();
    entries.map(|entry| fields.scalar(entry.node).map(|digest| (entry.key, digest.value))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::SourcePath;

    fn source(text: &str) -> Source {
        Source::new(SourcePath::new(BaseManifest::FILE).expect("a path"), text)
    }

    #[test]
    fn what_is_written_reads_the_same() {
        let names = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect();
        let promises = Promises { values: names(&["telefoon", "a: b"]), terms: names(&["thema/preventie"]) };
        let files = [("kaarten/a.md", "tekst"), ("static/true", "x"), ("vragen/é #.md", "")];
        let files = files.map(|(path, text)| (path.to_owned(), digest_of(text.as_bytes()))).into();
        let entries = [("values/a: b".to_owned(), "1d2c3b4a59687766".to_owned())].into();
        let version = BaseVersion::read("2.10").expect("a version");
        let date = Some(jiff::civil::date(2027, 3, 1));
        let mut manifest = BaseManifest {
            version,
            id: Some("5e0f6a1dc2b39487".to_owned()),
            date,
            is_received: false,
            promises,
            entries,
            files,
        };
        for is_received in [false, true] {
            manifest.is_received = is_received;
            let written = manifest.written(&Language::dutch());
            assert_eq!(BaseManifest::read(&source(&written)).as_ref(), Some(&manifest), "{written}");
        }
    }

    #[test]
    fn half_a_manifest_is_none() {
        let conflict = "version: \"2\"\nfiles:\n<<<<<<< ons\n  a.md: x\n=======\n  a.md: y\n>>>>>>> hun\n";
        for text in
            ["", "files: {a.md: x}\n", "version: twee\n", conflict, "version: 2\nfiles: {a.md: [x]}\n"]
        {
            assert_eq!(BaseManifest::read(&source(text)), None, "{text}");
        }
    }

    #[test]
    fn how_a_system_writes_a_text_makes_no_difference() {
        assert_eq!(digest_of("één\n".as_bytes()), digest_of("\u{feff}e\u{301}e\u{301}n\r\n".as_bytes()));
        assert_ne!(digest_of(b"a\n"), digest_of(b"a\n\n"));
        assert_ne!(digest_of(b"\xff\r\n"), digest_of(b"\xff\n"), "what isn't a text counts byte by byte");
    }
}

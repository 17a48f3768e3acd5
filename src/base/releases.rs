//! The releases of a base, as its editors list them: `uitgaven.yaml`.

use jiff::civil::Date;

use super::BaseVersion;
use crate::data::{Fields, KeyName, Read, Value, quoted};
use crate::model::{Language, files};
use crate::text::{Checked, Phrase, Rule, Source, SourcePath, phrase};

const ID: KeyName = KeyName { en: "id", nl: "kenmerk" };
const RELEASES: KeyName = KeyName { en: "releases", nl: "uitgaven" };
const VERSION: KeyName = KeyName { en: "version", nl: "versie" };
const DATE: KeyName = KeyName { en: "date", nl: "datum" };
const TEXT: KeyName = KeyName { en: "text", nl: "tekst" };
const CHANGED: KeyName = KeyName { en: "changed", nl: "gewijzigd" };
const ADDED: KeyName = KeyName { en: "added", nl: "nieuw" };
const RENAMED: KeyName = KeyName { en: "renamed", nl: "hernoemd" };
const REMOVED: KeyName = KeyName { en: "removed", nl: "weg" };

/// A version of a base that was handed out.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Release {
    /// Which one.
    pub version: BaseVersion,
    /// On which day.
    pub date: Option<Date>,
    /// What its editors say of it; may be empty.
    pub text: String,
    /// What it changed.
    pub changes: ReleaseChanges,
}

/// The documents that a release changed, by their ids. None of them may be there any more.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct ReleaseChanges {
    /// Those that say something else.
    pub changed: Vec<String>,
    /// Those that have come.
    pub added: Vec<String>,
    /// Those that have another name now: the new one.
    pub renamed: Vec<String>,
    /// Those that are gone.
    pub removed: Vec<String>,
}

/// All of them, in the order of the file: the newest is the last.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Releases(pub Vec<Release>);

/// One that is to be listed.
#[derive(Clone, Copy, Debug)]
pub struct NewRelease<'n> {
    /// Which one.
    pub version: &'n BaseVersion,
    /// On which day.
    pub date: Date,
    /// What its editors say of it; may be empty.
    pub text: &'n str,
    /// What tells the base from all others, for a list that doesn't say it yet.
    pub id: &'n str,
    /// What it changed.
    pub changes: &'n ReleaseChanges,
}

impl ReleaseChanges {
    /// Each kind with what it is called, in the order in which they are listed.
    fn groups(&self) -> [(KeyName, &Vec<String>); 4] {
        let Self { changed, added, renamed, removed } = self;
        [(CHANGED, changed), (ADDED, added), (RENAMED, renamed), (REMOVED, removed)]
    }

    fn read(fields: &mut Fields<'_>) -> Self {
        let mut ids = |key| fields.texts(key).into_iter().map(|id| id.value).collect();
        Self { changed: ids(CHANGED), added: ids(ADDED), renamed: ids(RENAMED), removed: ids(REMOVED) }
    }
}

impl Releases {
    /// The name of the file beside the configuration.
    pub const FILE: KeyName = files::RELEASES;

    /// Reads the file. A version that doesn't come after the one above it is reported, and read all the same.
    pub fn read(source: &Source) -> Checked<Self> {
        let mut diagnostics = Vec::new();
        let mut fields = Fields::of_file(source, &mut diagnostics);
        let _ = fields.text(ID);
        let nodes = fields.list(RELEASES);
        fields.finish();
        let mut releases: Vec<Release> = Vec::new();
        for node in nodes {
            let span = node.span;
            let is_entry = matches!(node.value, Value::Mapping(_) | Value::Null);
            let mut fields = Fields::new(source.path(), node, &mut diagnostics);
            let version = fields.text(VERSION);
            let date = fields.date(DATE).map(|date| date.value);
            let text = fields.text(TEXT).map_or_else(String::new, |text| text.value);
            let changes = ReleaseChanges::read(&mut fields);
            match version.as_ref().and_then(|Read { value, .. }| BaseVersion::read(value)) {
                Some(number) => {
                    let before = releases.last().map(|last| &last.version);
                    if let Some(last) = before.filter(|last| !number.is_newer_than(last)) {
                        let at = version.map_or(span, |version| version.span);
                        let (message, hint) = out_of_order(&number, last);
                        fields.report(Rule::WrongType, at, message, hint);
                    }
                    releases.push(Release { version: number, date, text, changes });
                }
                None if is_entry => fields.report(
                    Rule::WrongType,
                    version.as_ref().map_or(span, |version| version.span),
                    match version {
                        Some(Read { value, .. }) => phrase!(
                            "`{value}` is geen nummer van een uitgave",
                            "`{value}` isn't the number of a release"
                        ),
                        None => phrase!("deze uitgave heeft geen nummer", "this release has no number"),
                    },
                    phrase!("schrijf `versie: 2` of `versie: 2.1`", "write `version: 2` or `version: 2.1`"),
                ),
                None => {}
            }
            fields.finish();
        }
        Checked { value: Self(releases), diagnostics }
    }

    /// What tells the base from all others, as its list says; `None` where that doesn't say it yet.
    pub fn id(source: &Source) -> Option<String> {
        let mut diagnostics = Vec::new();
        let mut fields = Fields::of_file(source, &mut diagnostics);
        let id = fields.text(ID).map(|id| id.value);
        fields.list(RELEASES);
        fields.finish();
        id
    }

    /// The newest version.
    pub fn last(&self) -> Option<&Release> {
        let newer = |one: &Release, other: &Release| one.version.is_newer_than(&other.version);
        self.0.iter().reduce(|last, next| if newer(next, last) { next } else { last })
    }

    /// The path of the file: of the one that is there, else the one that a base written in `language` gets.
    pub fn path(before: Option<&Source>, language: &Language) -> SourcePath {
        let new = || SourcePath::new(Self::FILE.in_language(language)).expect("a plain name is a path");
        before.map_or_else(new, |source| source.path().clone())
    }

    /// The text of the file with one more at its end, for a base that is written in `language`. What its editors wrote stays as
    /// it is; `None` where a line at the end wouldn't be one of the list.
    pub fn with(before: Option<&Source>, new: NewRelease<'_>, language: &Language) -> Option<String> {
        let key = |name: KeyName| name.in_language(language);
        let mut text = match before {
            Some(source) => source.text().to_owned(),
            None => format!("{}:\n", key(RELEASES)),
        };
        let has_id = before.is_some_and(|source| Self::id(source).is_some());
        let NewRelease { version, date, text: said, id, changes } = new;
        if !has_id {
            let is_list = |line: &str| [RELEASES.nl, RELEASES.en].iter().any(|name| line.starts_with(name));
            let lines = text.split_inclusive('\n').take_while(|line| !is_list(line));
            let place = lines.map(str::len).sum();
            text.insert_str(place, &format!("{}: {}\n", key(ID), quoted(id)));
        }
        if !text.is_empty() && !text.ends_with('\n') {
            text.push('\n');
        }
        text.push_str(&format!("  - {}: \"{version}\"\n    {}: {date}\n", key(VERSION), key(DATE)));
        if !said.is_empty() {
            text.push_str(&format!("    {}: {}\n", key(TEXT), quoted(said)));
        }
        for (name, ids) in changes.groups().into_iter().filter(|(_, ids)| !ids.is_empty()) {
            text.push_str(&format!("    {}:\n", key(name)));
            ids.iter().for_each(|id| text.push_str(&format!("      - {}\n", quoted(id))));
        }
        let path = Self::path(before, language);
        let before = before.map(|source| Self::read(source).value).unwrap_or_default();
        let Checked { value: after, diagnostics } = Self::read(&Source::new(path, &text));
        let (last, rest) = after.0.split_last()?;
        (diagnostics.is_empty() && *rest == before.0 && last.version == *version).then_some(text)
    }
}

/// What is wrong with a version below one that isn't older.
fn out_of_order(number: &BaseVersion, last: &BaseVersion) -> (Phrase, Phrase) {
    let message = if last.is_newer_than(number) {
        phrase!("uitgave {number} staat onder uitgave {last}", "release {number} stands below release {last}")
    } else {
        phrase!("uitgave {number} staat er twee keer", "release {number} stands here twice")
    };
    let hint = phrase!(
        "elk nummer komt een keer voor, met de nieuwste uitgave onderaan",
        "each number stands here once, with the newest release last"
    );
    (message, hint)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(text: &str) -> Source {
        Source::new(SourcePath::new(Releases::FILE.nl).expect("a path"), text)
    }

    fn with(before: Option<&str>, version: &str, text: &str) -> Option<String> {
        let version = BaseVersion::read(version).expect("a version");
        let changes = &ReleaseChanges::default();
        let date = jiff::civil::date(2027, 3, 1);
        let new = NewRelease { version: &version, date, text, id: "a1b2", changes };
        Releases::with(before.map(source).as_ref(), new, &Language::dutch())
    }

    #[test]
    fn one_more_stands_at_the_end_and_the_rest_stays() {
        let first = with(None, "1", "").expect("a new file");
        assert_eq!(first, "kenmerk: a1b2\nuitgaven:\n  - versie: \"1\"\n    datum: 2027-03-01\n");
        let own = "# van ons\nuitgaven:\n  - versie: 1  # de eerste";
        let second = with(Some(own), "2.10", "Nieuw: \"regels\"\nen meer").expect("a list that goes on");
        let own = own.replacen("uitgaven", "kenmerk: a1b2\nuitgaven", 1);
        assert!(second.starts_with(&format!("{own}\n  - versie: \"2.10\"\n")), "{second}");
        let third = with(Some(&second), "3", "").expect("a list that goes on");
        assert!(third.starts_with(&second), "it is said once: {third}");
        let read = Releases::read(&source(&second)).value;
        assert_eq!(read.last().map(|last| last.text.as_str()), Some("Nieuw: \"regels\"\nen meer"));
        assert_eq!(read.last().map(|last| last.version.to_string()).as_deref(), Some("2.10"));
    }

    #[test]
    fn what_a_release_changed_is_read_as_it_was_written() {
        let ids = |ids: &[&str]| ids.iter().map(|&id| id.to_owned()).collect();
        let changes = ReleaseChanges {
            changed: ids(&["kaarten/een", "vragen/twee"]),
            added: Vec::new(),
            renamed: ids(&["kaarten/drie"]),
            removed: ids(&["kaarten/yes"]),
        };
        let version = BaseVersion::read("2").expect("a version");
        let new = NewRelease {
            version: &version,
            date: jiff::civil::date(2027, 3, 1),
            text: "",
            id: "a1b2",
            changes: &changes,
        };
        let text = Releases::with(None, new, &Language::dutch()).expect("a new file");
        assert_eq!(Releases::read(&source(&text)).value.0[0].changes, changes, "{text}");
    }

    #[test]
    fn a_file_that_cant_go_on_is_left_alone() {
        for own in ["uitgaven: [{versie: 1}]\n", "uitgaven:\n- versie: 1\n", "iets: anders\n", "<<<<<<< x\n"]
        {
            assert_eq!(with(Some(own), "2", ""), None, "{own}");
        }
    }
}

//! What lies in one folder and is worth reading, and what became of it since the last look.
//!
//! A [`Tree`] is first empty; every look at the folder, or at one path in it, compares what is there with what was
//! seen before and reads only what differs. Reading for the first time is a look like any other, so there is no second
//! way to read that could give something else.

#![expect(clippy::disallowed_methods, reason = "this module is the I/O shell")]

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs::FileType;
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use rayon::prelude::*;
use walkdir::WalkDir;

use super::file::{self, Stamp, Trouble};
use super::kind::{FileContent, FileKind, lies_in_provisions, source_path};
use super::quiet::Activity;
use super::scope::{Scope, too_much};
use super::{Error, wording};
use crate::asset::without_traces;
use crate::directory::workbook;
use crate::layout::{KEPT, is_kept, name};
use crate::model::files;
use crate::text::{Applicability, Diagnostic, Location, Phrase, Rule, Severity, Source, SourcePath, phrase};

/// The deepest folder that is looked into, counted from the root. Sites have three levels; far more is a mistake.
const DEEPEST: usize = 16;

/// What was seen at one path.
#[derive(Debug)]
pub(super) struct Seen {
    /// `None` where the system gave none.
    stamp: Option<Stamp>,
    /// Whether the next look may take an equal stamp for an unchanged file.
    is_firm: bool,
    /// `None` where nothing could be read.
    pub(super) content: Option<FileContent>,
    pub(super) found: Vec<Diagnostic>,
}

/// A path in the folder. Compared byte by byte: comparing [`Path`]s part by part took a third of the time of a look.
type LocalPath = OsString;

/// What one look found that differs from before.
#[derive(Debug, Default)]
pub(super) struct Look {
    pub(super) differs: BTreeMap<LocalPath, Seen>,
    pub(super) vanished: Vec<LocalPath>,
    /// Of the folder as a whole; of a part of it nobody asks.
    activity: Option<Activity>,
    /// What changed while it was looked at, or shortly before.
    lately: Option<PathBuf>,
}

/// What there is to read.
#[derive(Default)]
struct Listing {
    entries: BTreeMap<LocalPath, FolderEntry>,
    /// The folders in it.
    folders: Vec<PathBuf>,
    /// The names right in it.
    names: Vec<OsString>,
}

impl Seen {
    /// What couldn't be read.
    fn wrong(stamp: Option<Stamp>, found: Diagnostic) -> Self {
        Self { stamp, is_firm: false, content: None, found: vec![found] }
    }
}

/// A file that isn't what it was; `None` says that it is gone or can't be read.
#[derive(Debug)]
pub(super) struct FileChange {
    pub(super) path: SourcePath,
    pub(super) content: Option<FileContent>,
}

/// A folder, and what was last seen in it.
#[derive(Debug)]
pub(super) struct Tree {
    root: PathBuf,
    scope: Scope,
    /// What stands before a path of this folder where it is shown to people: empty, or ends with `/`.
    shown_under: String,
    seen: BTreeMap<LocalPath, Seen>,
    /// How lively it was at the last look at the whole of it.
    activity: Option<Activity>,
    restless: Option<PathBuf>,
}

enum FolderEntry {
    File,
    Wrong(Diagnostic),
}

impl Tree {
    /// A folder that nobody has looked at yet.
    pub(super) fn new(root: PathBuf, scope: Scope, shown_under: String) -> Self {
        Self { root, scope, shown_under, seen: BTreeMap::new(), activity: None, restless: None }
    }

    /// Where it is.
    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    /// Whether it is only looked at as a whole, since only so there is a limit to it.
    pub(super) fn is_limited(&self) -> bool {
        self.scope == Scope::Theme
    }

    /// What was last seen at a path.
    pub(super) fn seen(&self, path: &Path) -> Option<&Seen> {
        self.seen.get(path.as_os_str())
    }

    /// What may not be as its writer wants it to be, by the last look at the whole folder: what changed lately, or since the
    /// look before.
    pub(super) fn restless(&self) -> Option<PathBuf> {
        Some(self.root.join(self.restless.as_ref()?))
    }

    /// Everything that is wrong in the folder, in the order of the paths.
    pub(super) fn found(&self) -> impl Iterator<Item = &Diagnostic> {
        self.seen.values().flat_map(|seen| &seen.found)
    }

    /// Looks at a path in the folder and at everything below it; at the whole folder when the path is empty.
    pub(super) fn look(&self, under: &Path) -> Result<Look, Error> {
        let now = SystemTime::now();
        let Listing { entries, folders, names } = self.entries(under)?;
        let mut below = under.as_os_str().to_owned();
        if !below.is_empty() {
            below.push("/");
        }
        let vanished = (self.seen.get_key_value(under.as_os_str()).into_iter())
            .chain(self.seen.range(below.clone()..))
            .map(|(path, _)| path)
            .take_while(|path| *path == under || path.as_bytes().starts_with(below.as_bytes()))
            .filter(|path| !entries.contains_key(*path))
            .cloned()
            .collect();
        let differs: BTreeMap<LocalPath, Seen> = entries
            .into_par_iter()
            .filter_map(|(path, entry)| {
                let seen = match entry {
                    FolderEntry::File => self.read(Path::new(&path), now).transpose()?,
                    FolderEntry::Wrong(found) => Ok(Seen::wrong(None, found)),
                };
                Some(seen.map(|seen| (path, seen)))
            })
            .collect::<Result<_, _>>()?;
        let is_all = under.as_os_str().is_empty();
        let activity = is_all.then(|| Activity::after(&self.root, folders, [&names, &self.names()]));
        let stamps = || differs.iter().map(|(path, seen)| (path.as_os_str(), seen.stamp));
        let lately = activity.as_ref().and_then(|activity| activity.lately(stamps(), now));
        Ok(Look { differs, vanished, activity, lately })
    }

    /// The names right in the folder that are looked at.
    fn names(&self) -> Vec<OsString> {
        let entries = std::fs::read_dir(&self.root).into_iter().flatten().filter_map(Result::ok);
        let is_wanted = |entry: &std::fs::DirEntry| {
            entry.file_type().is_ok_and(|file_type| self.is_wanted(Path::new(&entry.file_name()), file_type))
        };
        entries.filter(is_wanted).map(|entry| entry.file_name()).collect()
    }

    /// Takes over what a look found, and says what has really changed: a file that was written anew with the same
    /// content hasn't.
    pub(super) fn accept(&mut self, look: Look) -> Vec<FileChange> {
        let mut changes = Vec::new();
        if let Some(activity) = look.activity {
            let is_moved = |(path, new): &(&LocalPath, &Seen)| {
                self.seen.get(*path).is_none_or(|old| old.stamp != new.stamp)
            };
            self.restless = match &self.activity {
                None => look.lately,
                Some(before) => {
                    let moved = look.differs.iter().find(is_moved).map(|(path, _)| path);
                    moved.or(look.vanished.first()).map(PathBuf::from).or_else(|| activity.since(before))
                }
            };
            self.activity = Some(activity);
        }
        for path in look.vanished {
            self.seen.remove(&path);
            changes.push(FileChange { path: source_path(Path::new(&path)), content: None });
        }
        for (path, new) in look.differs {
            let old = self.seen.get(&path);
            let is_same = old.is_some_and(|old| {
                old.found == new.found
                    && match (&old.content, &new.content) {
                        (Some(old), Some(new)) => old.is_same(new),
                        (None, None) => true,
                        _ => false,
                    }
            });
            if !is_same {
                changes
                    .push(FileChange { path: source_path(Path::new(&path)), content: new.content.clone() });
            }
            self.seen.insert(path, new);
        }
        changes
    }

    /// `None` when the file is as it was seen, or gone since it was listed.
    fn read(&self, path: &Path, now: SystemTime) -> Result<Option<Seen>, Error> {
        let full = self.root.join(path);
        if let Some(stamp) = self.seen(path).filter(|seen| seen.is_firm).and_then(|seen| seen.stamp)
            && Stamp::at(&full).is_ok_and(|now| now == stamp)
        {
            return Ok(None);
        }
        let kind = self.kind(path);
        let wrong = |found| Ok(Some(Seen::wrong(Stamp::at(&full).ok(), found)));
        let (bytes, stamp) = match file::read(&full, kind.cap()) {
            Ok(read) => read,
            Err(Trouble::Gone) => return Ok(None),
            Err(Trouble::Refused(source)) if file::is_of_the_machine(&source) => {
                return Err(Error::Refused { path: full, source });
            }
            Err(trouble) => return wrong(self.describe(path, trouble, kind.cap())),
        };
        let (content, found) = match kind {
            FileKind::Document | FileKind::Table => {
                let decoded = Source::decode(source_path(path), &bytes);
                (FileContent::Source(decoded.value), decoded.diagnostics)
            }
            FileKind::Workbook => match workbook(&bytes) {
                Ok(workbook) => {
                    let found = wording::of_workbook(&workbook).map(|(message, hint, span)| {
                        let mut found = self.at(path, Rule::WrongType, message).hint(hint);
                        found.severity = Severity::Warning;
                        found.at.iter_mut().for_each(|at| at.span = span);
                        found
                    });
                    let found = found.collect();
                    let source = Source::new(source_path(path), &workbook.text);
                    (FileContent::Source(source.with_numbers(workbook.numbers)), found)
                }
                Err(message) => {
                    let hint =
                        phrase!("bewaar de lijst opnieuw als `.xlsx`", "save the list again as `.xlsx`");
                    return wrong(self.at(path, Rule::UnreadableFile, message).hint(hint));
                }
            },
            FileKind::File | FileKind::Stranger => match without_traces(&bytes) {
                Ok(bare) => (FileContent::File(bare.unwrap_or(bytes).into()), Vec::new()),
                Err(found) => (FileContent::File(bytes.into()), vec![found.at(self.place(path))]),
            },
        };
        let is_firm = !stamp.may_still_change(now);
        Ok(Some(Seen { stamp: Some(stamp), is_firm, content: Some(content), found }))
    }

    fn entries(&self, under: &Path) -> Result<Listing, Error> {
        if !self.leads_to(under) {
            return Ok(Listing::default());
        }
        let (mut entries, mut folders, mut names) = (Vec::new(), Vec::new(), Vec::new());
        let is_all = under.as_os_str().is_empty();
        let start = if is_all { self.root.clone() } else { self.root.join(under) };
        let mut room = self.scope.room();
        // The folder itself may be a link, if that is what the user named; nothing in it may.
        let walk = WalkDir::new(start).follow_root_links(is_all);
        let mut walk = if room.is_some() { walk.sort_by_file_name() } else { walk }.into_iter();
        while let Some(entry) = walk.next() {
            let (path, file_type) = match entry {
                Ok(entry) => (entry.path().to_owned(), Ok(entry.file_type())),
                Err(error) => {
                    let path = error.path().unwrap_or(&self.root).to_owned();
                    (path, Err(error.into_io_error().unwrap_or_else(|| io::ErrorKind::Other.into())))
                }
            };
            let path = path.strip_prefix(&self.root).expect("a walk stays below its start").to_owned();
            let is_root = path.as_os_str().is_empty();
            match file_type {
                Err(source) if is_root && source.kind() == io::ErrorKind::NotFound => {
                    return Err(Error::NoFolder { path: self.root.clone() });
                }
                Err(source) if is_root || file::is_of_the_machine(&source) => {
                    return Err(Error::Refused { path: self.root.join(path), source });
                }
                Err(source) if source.kind() == io::ErrorKind::NotFound => {}
                Err(source) => {
                    let found = self.describe(&path, Trouble::Refused(source), 0);
                    entries.push((path.into_os_string(), FolderEntry::Wrong(found)));
                }
                Ok(_) if is_root => {}
                Ok(file_type) => {
                    let is_wanted = self.is_wanted(&path, file_type);
                    let room = room.as_mut().filter(|_| is_wanted);
                    if let Some(Err(what)) = room.map(|room| room.take(&self.root.join(&path), file_type)) {
                        return Ok(self.overfull(&path, &what));
                    }
                    let objection = if is_wanted {
                        self.objection(&path, file_type)
                    } else {
                        self.misnamed(&path, file_type)
                    };
                    if file_type.is_dir() && (!is_wanted || objection.is_some()) {
                        walk.skip_current_dir();
                    }
                    if is_wanted && path.components().nth(1).is_none() {
                        names.push(path.as_os_str().to_owned());
                    }
                    if file_type.is_dir() && is_wanted && objection.is_none() {
                        folders.push(path.clone());
                    }
                    if let Some(found) = objection {
                        entries.push((path.into_os_string(), FolderEntry::Wrong(found)));
                    } else if is_wanted && file_type.is_file() {
                        entries.push((path.into_os_string(), FolderEntry::File));
                    }
                }
            }
        }
        Ok(Listing { entries: entries.into_iter().collect(), folders, names })
    }

    /// Nothing to read, and that there is too much, where it was too much.
    fn overfull(&self, path: &Path, what: &Phrase) -> Listing {
        let (message, hint) = too_much(self.shown_under.trim_end_matches('/'), what);
        let top = path.iter().next().unwrap_or_default();
        let found = self.at(Path::new(top), Rule::TooLarge, message).hint(hint);
        let entries = [(top.to_owned(), FolderEntry::Wrong(found))].into();
        Listing { entries, folders: Vec::new(), names: self.names() }
    }

    /// Whether a walk from the root would come to this path: every folder above it is a real one that is looked into.
    fn leads_to(&self, path: &Path) -> bool {
        path.ancestors().skip(1).filter(|folder| !folder.as_os_str().is_empty()).all(|folder| {
            std::fs::symlink_metadata(self.root.join(folder)).is_ok_and(|metadata| {
                let file_type = metadata.file_type();
                file_type.is_dir()
                    && self.is_wanted(folder, file_type)
                    && self.objection(folder, file_type).is_none()
            })
        })
    }

    /// Whether a path belongs to what is read here; the folders above it are taken to.
    fn is_wanted(&self, path: &Path, file_type: FileType) -> bool {
        let is_top = path.components().nth(1).is_none();
        let name = path.file_name().unwrap_or_default();
        if name::is_hidden(name) || path.starts_with(KEPT) {
            return matches!(self.scope, Scope::Site(_)) && is_kept(path);
        }
        match &self.scope {
            scope if is_top => scope.wants(path, file_type),
            Scope::Theme => true,
            // What the tables of provisions are made from may lie beside them; what was meant as one is reported.
            Scope::Site(_) => {
                !(lies_in_provisions(path)
                    && file_type.is_file()
                    && matches!(self.kind(path), FileKind::Stranger)
                    && (!name::is_nearly_a_table(name) || self.is_source_of_a_list(path)))
            }
        }
    }

    /// Whether a list of another program has a list of its name beside it that is read, which was made from it.
    fn is_source_of_a_list(&self, path: &Path) -> bool {
        let is_there = |ending: &&str| self.root.join(path).with_extension(ending).is_file();
        name::is_of_other_program(path.as_os_str()) && ["csv", "xlsx", "yaml"].iter().any(is_there)
    }

    /// A folder beside those that are read, whose name is nearly one of theirs: `Vragen` would take every question off
    /// the site, and nothing would say so. Of a theme that is only likely: what others keep beside it is theirs.
    fn misnamed(&self, path: &Path, file_type: FileType) -> Option<Diagnostic> {
        let name = path.to_str().filter(|name| !name.contains('/') && !name.starts_with('.'))?;
        let is_lacking =
            |right: &&str| file_type.is_file() && !self.is_limited() && !self.root.join(right).is_file();
        if let Some(right) = files::misnamed(name).filter(is_lacking) {
            let message = phrase!("`{name}` wordt niet gelezen", "`{name}` isn't read");
            let hint = phrase!("bewaar het als `{right}`", "save it as `{right}`");
            return Some(self.at(path, Rule::BadFileName, message).hint(hint));
        }
        let near = self.scope.nearest(name).filter(|_| file_type.is_dir())?;
        let message = phrase!("de map `{name}` wordt niet gelezen", "the folder `{name}` isn't read");
        let found = self.at(path, Rule::BadFileName, message);
        let severity = if self.is_limited() { Severity::Warning } else { found.severity };
        // A layer below that gives up a kind leaves its folder behind.
        let found = Diagnostic { severity, ..found }.maybe_from_below();
        Some(found.suggest(name, Some(near), Applicability::MaybeIncorrect))
    }

    /// What is wrong with a path before anything of it is read.
    fn objection(&self, path: &Path, file_type: FileType) -> Option<Diagnostic> {
        let name = path.file_name().unwrap_or_default();
        if let Some(message) = name::objection(name) {
            return Some(self.at(path, Rule::BadFileName, message).hint(name::advice()));
        }
        if file_type.is_symlink() {
            return Some(self.describe(path, Trouble::Link, 0));
        }
        if file_type.is_dir() {
            if matches!(self.kind(path), FileKind::Document | FileKind::Table | FileKind::Workbook) {
                return Some(self.describe(path, Trouble::NotAFile, 0));
            }
            return (path.components().count() > DEEPEST).then(|| {
                let message = phrase!(
                    "deze map ligt meer dan {DEEPEST} mappen diep",
                    "this folder lies more than {DEEPEST} folders deep"
                );
                self.at(path, Rule::TooLarge, message)
                    .hint(phrase!("zet wat erin staat hoger", "move what is in it further up"))
            });
        }
        if !file_type.is_file() {
            return Some(self.describe(path, Trouble::NotAFile, 0));
        }
        matches!(self.kind(path), FileKind::Stranger).then(|| {
            let (message, hint) = name::stranger(name);
            self.at(path, Rule::BadFileName, message).hint(hint)
        })
    }

    fn describe(&self, path: &Path, trouble: Trouble, cap: u64) -> Diagnostic {
        let (rule, message, hint) = wording::of(trouble, cap);
        self.at(path, rule, message).hint(hint)
    }

    fn at(&self, path: &Path, rule: Rule, message: Phrase) -> Diagnostic {
        Diagnostic::new(rule, message).at(self.place(path))
    }

    fn place(&self, path: &Path) -> Location {
        let path = source_path(path);
        let shown = match self.scope {
            Scope::Site(_) => SourcePath::below(&self.shown_under, path.as_str()),
            Scope::Theme => SourcePath::new(&format!("{}{path}", self.shown_under)),
        };
        Location::file(shown.unwrap_or(path))
    }

    fn kind(&self, path: &Path) -> FileKind {
        if self.is_limited() { FileKind::File } else { FileKind::of(path) }
    }
}

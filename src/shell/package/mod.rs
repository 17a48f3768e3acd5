//! A base with all its files, from wherever it comes: a folder, a zip, or the program itself.
#![expect(clippy::disallowed_methods, reason = "this module is the I/O shell")]

mod limits;

mod archive;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use jiff::civil::Date;
use unicode_normalization::UnicodeNormalization;
use walkdir::WalkDir;

use self::limits::{LARGEST, MOST, TOGETHER, is_part, too_large};
use super::build::Error;
use crate::base::{BaseFiles, BaseManifest, DataDigests, Promises, Releases, belongs, digest_of};
use crate::config::{self, Config, FILE_NAME};
use crate::drift::entries;
use crate::edition::settle::digested;
use crate::pipeline::{BelowData, Inputs, Mode};
use crate::scaffold::library;
use crate::text::{Phrase, Source, SourcePath, phrase};

/// The files of a base by their paths in its folder: those that belong to it, and of what the program keeps the record and the
/// manifest.
#[derive(Debug, Default)]
pub(super) struct BasePackage {
    /// What is in each.
    pub(super) files: BTreeMap<String, Vec<u8>>,
    size: u64,
}

/// Which base somebody wants a release of.
#[derive(Clone, Copy, Debug)]
pub(super) struct MeantBase<'m> {
    /// The name of its folder.
    pub(super) name: &'m str,
    /// Its title.
    pub(super) title: &'m str,
    /// What tells it from all others, where that is known.
    pub(super) id: Option<&'m str>,
    /// Whether another one will do, where there is only one.
    pub(super) may_be_other: bool,
}

impl BasePackage {
    /// Reads the folder of a base.
    pub(super) fn of_folder(folder: &Path) -> Result<Self, Error> {
        let mut package = Self::default();
        let is_wanted = |name: &str| name != ".git" && name != "public";
        let entries = WalkDir::new(folder).min_depth(1).sort_by_file_name().into_iter();
        let entries = entries
            .filter_entry(|entry| entry.depth() != 1 || entry.file_name().to_str().is_none_or(is_wanted));
        for entry in entries {
            let entry = entry.map_err(|error| {
                let path = error.path().unwrap_or(folder).to_owned();
                Error::Report { path, source: error.into() }
            })?;
            let path = entry.path();
            let local = path.strip_prefix(folder).expect("it lies in there");
            let local = local.to_str().map(|local| local.nfc().collect::<String>());
            let Some(local) = local.filter(|local| is_part(local)) else { continue };
            if entry.file_type().is_symlink() {
                let path = path.display();
                return Err(Error::Refused(phrase!(
                    "`{path}` is een symbolische koppeling; zet daar het bestand of de map zelf neer",
                    "`{path}` is a symbolic link; put the file or folder itself there"
                )));
            }
            if !entry.file_type().is_file() {
                continue;
            }
            let metadata = entry
                .metadata()
                .map_err(|error| Error::Report { path: path.to_owned(), source: error.into() })?;
            let bytes = match metadata.len() {
                too_many if too_many > LARGEST => return Err(Error::Refused(too_large())),
                _ => fs::read(path).map_err(|source| Error::Report { path: path.to_owned(), source })?,
            };
            package.add(local, bytes)?;
        }
        Ok(package)
    }

    /// Reads what somebody sent: the folder of a base or one around it, or a zip of one.
    pub(super) fn sent(from: &Path, meant: MeantBase<'_>) -> Result<Self, Error> {
        let MeantBase { name, title, id, may_be_other } = meant;
        let all = if from.is_dir() {
            Self::of_folder(from)?.files
        } else {
            let bytes = fs::metadata(from)
                .and_then(|metadata| if metadata.len() > TOGETHER { Ok(Vec::new()) } else { fs::read(from) });
            let bytes = bytes.map_err(|source| Error::Report { path: from.to_owned(), source })?;
            archive::read(&bytes).map_err(|why| about(from, &why))?
        };
        let mut folders: Vec<&str> = all
            .keys()
            .filter_map(|path| path.strip_suffix(FILE_NAME))
            .filter(|folder| folder.is_empty() || folder.ends_with('/'))
            .collect();
        let of = |folder: &str| {
            let inside = all.iter().filter_map(|(path, bytes)| Some((path.strip_prefix(folder)?, bytes)));
            let inside = inside.filter(|(path, _)| is_part(path));
            let files = inside.map(|(path, bytes)| (path.to_owned(), bytes.clone())).collect();
            Self { files, size: 0 }
        };
        folders.sort_by_key(|folder| folder.matches('/').count());
        let is_meant = |folder: &&&str| {
            let last = folder.trim_end_matches('/').rsplit('/').next();
            let has_id =
                || id.is_some() && of(folder).handed_out().is_ok_and(|manifest| manifest.id.as_deref() == id);
            last == Some(name)
                || config_in(&all, folder).is_some_and(|config| config.title == title)
                || may_be_other && folders.len() == 1
                || has_id()
        };
        match folders.iter().find(is_meant) {
            Some(folder) => Ok(of(folder)),
            None => {
                let (from, found) = (from.display(), folders.len());
                Err(Error::Refused(phrase!(
                    "in `{from}` staat `{title}` niet (gidsen die er wel in staan: {found}); is dit een uitgave van die gids?",
                    "`{from}` doesn't hold `{title}` (guides that it does hold: {found}); is this a release of that guide?"
                )))
            }
        }
    }

    /// The library in the program.
    pub(super) fn of_program() -> Self {
        let files = library::files().into_iter().map(|file| (file.path, file.bytes));
        Self { files: files.collect(), size: 0 }
    }

    /// The digests of the files that belong to it.
    pub(super) fn digests(&self) -> BaseFiles {
        let own = self.files.iter().filter(|(path, _)| belongs(path));
        own.map(|(path, bytes)| (path.clone(), digest_of(bytes))).collect()
    }

    /// The digests of its values, terms, numbers and other data, by their names, as its makers noted them; else as they are.
    pub(super) fn entries(&self, today: Date) -> DataDigests {
        let noted = self.manifest().map(|manifest| manifest.entries).filter(|entries| !entries.is_empty());
        noted.unwrap_or_else(|| self.entries_now(today))
    }

    /// The same of its files as they are.
    pub(super) fn entries_now(&self, today: Date) -> DataDigests {
        let is_data = |path: &&String| path.ends_with(".yaml") || path.ends_with(".csv");
        let paths = self.files.keys().filter(|path| belongs(path)).filter(is_data);
        let sources =
            paths.filter_map(|path| self.source(path)).map(|source| (source.path().clone(), source));
        let inputs = Inputs {
            layers: vec![String::new()],
            sources: sources.collect(),
            files: BTreeMap::new(),
            theme: BTreeMap::new(),
            today,
            mode: Mode::Publish,
            readership: None,
            is_for_production: false,
            found: Vec::new(),
        };
        digested(entries(&BelowData::of_all(&inputs))).0
    }

    /// What belongs to it, as it says itself.
    pub(super) fn manifest(&self) -> Option<BaseManifest> {
        BaseManifest::read(&self.source(BaseManifest::FILE)?)
    }

    /// Its releases, as its editors list them.
    pub(super) fn releases(&self) -> Releases {
        self.releases_file().map(|source| Releases::read(&source).value).unwrap_or_default()
    }

    /// The file in which they do.
    pub(super) fn releases_file(&self) -> Option<Source> {
        [Releases::FILE.nl, Releases::FILE.en].into_iter().find_map(|name| self.source(name))
    }

    /// What belongs to it: by its manifest where it has one, which has to be right; else by its files, in the version that its
    /// editors list last.
    pub(super) fn handed_out(&self) -> Result<BaseManifest, Phrase> {
        let files = self.digests();
        if let Some(manifest) = self.manifest() {
            let wrong = |path: &&String| manifest.files.get(*path) != files.get(*path);
            return match manifest.files.keys().chain(files.keys()).find(wrong) {
                None => Ok(manifest),
                Some(path) => Err(phrase!(
                    "`{path}` is niet zoals het in deze uitgave hoort: ze is niet heel aangekomen, of daarna veranderd; vraag de makers om een nieuwe",
                    "`{path}` isn't what it is in this release: it didn't arrive whole, or was changed since; ask its makers for a new one"
                )),
            };
        }
        let is_there = self.files.contains_key(BaseManifest::FILE);
        let last = self.releases().last().cloned().filter(|_| !is_there).ok_or_else(|| {
            phrase!(
                "dit heeft geen nummer van een uitgave: laat de makers `wijkgids release` doen",
                "this has no number of a release: ask its makers to run `wijkgids release`"
            )
        })?;
        let promises = self.config().map(|config| Promises::of(&config)).unwrap_or_default();
        let id = self.releases_file().and_then(|list| Releases::id(&list));
        let entries = DataDigests::new();
        Ok(BaseManifest {
            version: last.version,
            id,
            date: last.date,
            is_received: true,
            promises,
            entries,
            files,
        })
    }

    /// Its configuration.
    pub(super) fn config(&self) -> Option<Config> {
        config_in(&self.files, "")
    }

    /// One of its files, as a text.
    pub(super) fn source(&self, path: &str) -> Option<Source> {
        Some(Source::decode(SourcePath::new(path).ok()?, self.files.get(path)?).value)
    }

    fn add(&mut self, path: String, bytes: Vec<u8>) -> Result<(), Error> {
        self.size += bytes.len() as u64;
        if self.size > TOGETHER || self.files.len() >= MOST {
            return Err(Error::Refused(too_large()));
        }
        self.files.insert(path, bytes);
        Ok(())
    }
}

fn config_in(files: &BTreeMap<String, Vec<u8>>, folder: &str) -> Option<Config> {
    let bytes = files.get(&format!("{folder}{FILE_NAME}"))?;
    let source = Source::decode(SourcePath::new(FILE_NAME).expect("a plain name is a path"), bytes).value;
    Some(config::read(&source, None, None).value)
}

/// What is wrong with a file that somebody sent.
pub(super) fn about(from: &Path, why: &Phrase) -> Error {
    let (from, Phrase { nl, en }) = (from.display(), why);
    Error::Refused(phrase!("`{from}`: {nl}", "`{from}`: {en}"))
}

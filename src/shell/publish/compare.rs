//! What is equal, what is new and what vanishes: the outputs beside what lies in the output folder.
//!
//! Only reads. Equal means the same bytes; times and sizes are not trusted, so that a site that somebody or a power
//! cut has damaged is mended.

#![expect(clippy::disallowed_methods, reason = "this module is the I/O shell")]

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;
use rustix::fs::OFlags;

use super::place::Place;
use super::{Error, MARKER, Published};
use crate::pipeline::Outputs;

/// What the marker says to somebody who finds it.
pub(super) const MARKER_TEXT: &[u8] =
    b"This folder was made by wijkgids. Each build replaces it whole: change the site's texts, not these files.\n";

/// What has to become of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    Keep,
    Write,
}

/// One file of the new site.
#[derive(Debug)]
pub(super) struct Planned<'a> {
    pub(super) name: &'a str,
    pub(super) bytes: &'a [u8],
    pub(super) fate: Fate,
}

/// One folder of the new site with the files right in it.
#[derive(Debug)]
pub(super) struct Folder<'a> {
    /// Relative to the output folder, which is itself the empty path.
    pub(super) path: &'a str,
    pub(super) files: Vec<Planned<'a>>,
    n_removed: usize,
    n_pages_before: usize,
    n_pages_removed: usize,
}

/// The new site beside the old one. The folders are sorted, so that each comes after the one it lies in.
#[derive(Debug)]
pub(super) struct Comparison<'a> {
    pub(super) folders: Vec<Folder<'a>>,
    /// Whether there is an old site, if only an empty folder.
    pub(super) is_old: bool,
}

impl<'a> Comparison<'a> {
    /// For the first time: everything is new.
    pub(super) fn with_nothing(outputs: &'a Outputs) -> Self {
        Self { folders: folders(outputs), is_old: false }
    }

    /// Reads the old site, in parallel by folders.
    pub(super) fn with_old(outputs: &'a Outputs, place: &Place, cancel: &AtomicBool) -> Result<Self, Error> {
        let mut folders = folders(outputs);
        // Per folder: the names of the folders in it, to tell those that vanish.
        let mut inner: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for folder in &folders {
            if let Some((parent, name)) = split(folder.path) {
                inner.entry(parent).or_default().push(name);
            }
        }
        folders.par_iter_mut().try_for_each_init(Vec::new, |buffer, folder| {
            if cancel.load(Ordering::Relaxed) {
                return Err(Error::Canceled);
            }
            let inner = inner.get(folder.path).map_or(&[][..], Vec::as_slice);
            compare(folder, inner, &place.out, buffer)
        })?;
        Ok(Self { folders, is_old: true })
    }

    /// Whether the old site is the new one.
    pub(super) fn is_equal(&self) -> bool {
        self.is_old
            && (self.folders.iter()).all(|folder| {
                folder.n_removed == 0 && folder.files.iter().all(|file| file.fate == Fate::Keep)
            })
    }

    /// Refuses to make most of a site vanish by accident: a typo in the configuration can hide every card.
    pub(super) fn demand_most_pages(&self, place: &Place) -> Result<(), Error> {
        let before: usize = self.folders.iter().map(|folder| folder.n_pages_before).sum();
        let vanishing: usize = self.folders.iter().map(|folder| folder.n_pages_removed).sum();
        if vanishing * 2 > before {
            return Err(Error::TooFewPages { path: place.out.clone(), vanishing, before });
        }
        Ok(())
    }

    /// The numbers; the marker isn't counted.
    pub(super) fn summary(&self) -> Published {
        let mut published = Published::default();
        for folder in &self.folders {
            published.removed += folder.n_removed;
            for file in folder.files.iter().filter(|file| file.name != MARKER) {
                match file.fate {
                    Fate::Keep => published.kept += 1,
                    Fate::Write => published.written += 1,
                }
            }
        }
        published
    }
}

/// Every folder of a site, also those that hold only folders, with the marker in the first.
fn folders(outputs: &Outputs) -> Vec<Folder<'_>> {
    let mut files: BTreeMap<&str, Vec<Planned<'_>>> = BTreeMap::new();
    files.entry("").or_default().push(Planned { name: MARKER, bytes: MARKER_TEXT, fate: Fate::Write });
    for (path, bytes) in outputs.iter() {
        let (folder, name) = split(path.as_str()).expect("an output path isn't empty");
        if folder.is_empty() && name == MARKER {
            continue;
        }
        if !files.contains_key(folder) {
            // The folders above it that hold no file of their own.
            let mut above = folder;
            while let Some((parent, _)) = split(above) {
                files.entry(parent).or_default();
                above = parent;
            }
        }
        files.entry(folder).or_default().push(Planned { name, bytes, fate: Fate::Write });
    }
    // By name, to be found in: the marker came first.
    files.entry("").or_default().sort_unstable_by_key(|file| file.name);
    let folder = |(path, files)| Folder { path, files, n_removed: 0, n_pages_before: 0, n_pages_removed: 0 };
    files.into_iter().map(folder).collect()
}

/// A path in the folder it lies in; `None` for the output folder itself.
fn split(path: &str) -> Option<(&str, &str)> {
    if path.is_empty() { None } else { Some(path.rsplit_once('/').unwrap_or(("", path))) }
}

fn compare(folder: &mut Folder<'_>, inner: &[&str], out: &Path, buffer: &mut Vec<u8>) -> Result<(), Error> {
    let path = out.join(folder.path);
    let entries = match fs::read_dir(&path) {
        Ok(entries) => entries,
        // Not there, or no folder: everything in it is new. What lies there instead is counted where it is listed.
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
            return Ok(());
        }
        Err(error) => return Err(Error::system(&path)(error)),
    };
    for entry in entries {
        let entry = entry.map_err(Error::system(&path))?;
        let file_type = entry.file_type().map_err(Error::system(&path))?;
        let name = entry.file_name();
        let planned = folder.files.binary_search_by(|file| OsStr::new(file.name).cmp(&name)).ok();
        if file_type.is_dir() {
            if inner.binary_search_by(|inner| OsStr::new(inner).cmp(&name)).is_err() {
                let (n_files, n_pages) = count(&entry.path())?;
                // An empty folder counts too: it has to go.
                folder.n_removed += n_files.max(1);
                folder.n_pages_before += n_pages;
                folder.n_pages_removed += n_pages;
            }
            continue;
        }
        folder.n_pages_before += usize::from(is_page(&name));
        match planned.map(|idx| &mut folder.files[idx]) {
            Some(file) if file_type.is_file() => {
                let path = path.join(file.name);
                if is_equal(&path, file.bytes, buffer).map_err(Error::system(&path))? {
                    file.fate = Fate::Keep;
                }
            }
            Some(_) => {}
            None => {
                folder.n_removed += 1;
                folder.n_pages_removed += usize::from(is_page(&name));
            }
        }
    }
    Ok(())
}

fn is_equal(path: &Path, bytes: &[u8], buffer: &mut Vec<u8>) -> io::Result<bool> {
    let flags = (OFlags::NOFOLLOW | OFlags::NONBLOCK).bits().cast_signed();
    let mut file: File = OpenOptions::new().read(true).custom_flags(flags).open(path)?;
    if file.metadata()?.len() != bytes.len() as u64 {
        return Ok(false);
    }
    // By parts that stay in the processor's cache; a page is one part.
    const PART: usize = 64 << 10;
    buffer.resize(PART, 0);
    for part in bytes.chunks(PART) {
        let buffer = &mut buffer[..part.len()];
        match file.read_exact(buffer) {
            Ok(()) if buffer == part => {}
            Ok(()) => return Ok(false),
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(false),
            Err(error) => return Err(error),
        }
    }
    Ok(true)
}

/// How many files, and how many pages among them, lie in a folder that vanishes.
fn count(path: &Path) -> Result<(usize, usize), Error> {
    let mut counts = (0, 0);
    for entry in walkdir::WalkDir::new(path) {
        let entry = entry.map_err(|error| {
            let path = error.path().unwrap_or(path).to_owned();
            let source = error.into_io_error().unwrap_or_else(|| io::ErrorKind::Other.into());
            Error::System { path, source }
        })?;
        if !entry.file_type().is_dir() {
            counts.0 += 1;
            counts.1 += usize::from(is_page(entry.file_name()));
        }
    }
    Ok(counts)
}

fn is_page(name: &OsStr) -> bool {
    name.as_bytes().ends_with(b".html")
}

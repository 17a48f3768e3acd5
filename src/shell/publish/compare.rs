//! What is equal, what is new and what vanishes: the outputs beside what lies in the output folder; and what others put
//! there.
//!
//! Only reads. Equal means the same bytes; times and sizes are not trusted, so that a site that somebody or a power
//! cut has damaged is mended.

#![expect(clippy::disallowed_methods, reason = "this module is the I/O shell")]

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, Read};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;
use rustix::fs::OFlags;

use super::carry::divide;
use super::manifest::{Age, Manifest};
use super::ownership::Ownership;
use super::place::OutputFolders;
use super::{Error, MARKER, Published};
use crate::pipeline::Outputs;

/// What has to become of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FileFate {
    Keep,
    Write,
}

/// One file of the new site.
#[derive(Debug)]
pub(super) struct Planned<'a> {
    pub(super) name: &'a str,
    pub(super) bytes: &'a [u8],
    pub(super) fate: FileFate,
    /// Whose the file is that it takes the place of, if there is one.
    pub(super) owner: Option<Ownership>,
}

impl<'a> Planned<'a> {
    fn new(name: &'a str, bytes: &'a [u8]) -> Self {
        Self { name, bytes, fate: FileFate::Write, owner: None }
    }
}

/// One folder of the new site with the files right in it.
#[derive(Debug)]
pub(super) struct PlannedFolder<'a> {
    /// Relative to the output folder, which is itself the empty path.
    pub(super) path: &'a str,
    pub(super) files: Vec<Planned<'a>>,
    /// Whose the folder is that it takes the place of, if there is one.
    pub(super) owner: Option<Ownership>,
    /// The files of the old site that the new one hasn't, relative to the output folder: in it, and in folders in it that the
    /// new one hasn't.
    pub(super) removed: Vec<PathBuf>,
    /// The styles and scripts right in it that the new site hasn't and that stay, for pages that were opened before.
    pub(super) outlived: Vec<(PathBuf, Age)>,
    n_pages_before: usize,
    /// What others put there, relative to the output folder.
    foreign: Vec<PathBuf>,
    /// What of that is in the place of something that the new site has.
    in_the_way: Vec<PathBuf>,
    /// The first folder, this one or one that vanishes, that is closed to us, and its owner.
    closed: Option<(PathBuf, u32)>,
}

impl PlannedFolder<'_> {
    /// The names of the files that differ.
    pub(super) fn written(&self) -> impl Iterator<Item = &str> {
        self.files.iter().filter(|file| file.fate == FileFate::Write).map(|file| file.name)
    }

    /// Whether anything in it isn't what it was.
    pub(super) fn is_touched(&self) -> bool {
        !self.removed.is_empty() || self.written().next().is_some()
    }

    /// Which of these sites it belongs to; none where there is only one, or where it holds them all.
    fn is_of(&self, site: &str) -> bool {
        site.is_empty()
            || self.path.strip_prefix(site).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }

    fn n_pages_removed(&self) -> usize {
        self.removed.iter().filter(|path| is_page(path.as_os_str())).count()
    }
}

/// The new site beside the old one. The folders are sorted, so that each comes after the one it lies in.
#[derive(Debug)]
pub(super) struct Comparison<'a> {
    pub(super) folders: Vec<PlannedFolder<'a>>,
    /// Whether there is an old site, if only an empty folder.
    pub(super) is_old: bool,
    /// What others put into it, relative to the output folder: kept as it is. Whole folders where nothing in them is ours.
    pub(super) foreign: Vec<PathBuf>,
}

impl<'a> Comparison<'a> {
    /// For the first time: everything is new.
    pub(super) fn with_nothing(outputs: &'a Outputs, marker: &'a [u8]) -> Self {
        Self { folders: folders(outputs, marker), is_old: false, foreign: Vec::new() }
    }

    /// Reads the old site, in parallel by folders. Refuses one in which something that isn't ours has the place of a file of
    /// the new site.
    pub(super) fn with_old(
        outputs: &'a Outputs,
        marker: &'a [u8],
        place: &OutputFolders,
        manifest: &Manifest,
        cancel: &AtomicBool,
    ) -> Result<Self, Error> {
        let mut folders = folders(outputs, marker);
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
            Old { out: &place.out, manifest, inner }.compare(folder, buffer)
        })?;
        let mut in_the_way = folders.iter().flat_map(|folder| &folder.in_the_way);
        if let Some(first) = in_the_way.next() {
            // Through a link what lies elsewhere is seen too.
            if let Some(mount) = manifest.mount_over(first) {
                return Err(Error::Mounted { path: place.out.clone(), mount: place.out.join(mount) });
            }
            let others = in_the_way.filter(|path| !path.starts_with(first)).count();
            return Err(Error::InTheWay { path: first.clone(), out: place.out.clone(), others });
        }
        let foreign = folders.iter_mut().flat_map(|folder| std::mem::take(&mut folder.foreign)).collect();
        Ok(Self { folders, is_old: true, foreign })
    }

    /// Whether the old site is the new one.
    pub(super) fn is_equal(&self) -> bool {
        self.is_old && (self.folders.iter()).all(|folder| !folder.is_touched())
    }

    /// Lets the styles and scripts of the last build stay for the pages of it that are open, and those of the build before go,
    /// which stayed for one build; gives the paths of those that stay. Where the site is equal, nothing has to go.
    pub(super) fn let_companions_go(&mut self) -> Vec<String> {
        let mut stay = Vec::new();
        for folder in &mut self.folders {
            let (last, former) = std::mem::take(&mut folder.outlived).into_iter().partition(is_last);
            folder.outlived = last;
            folder.removed.extend(Vec::into_iter(former).map(|(path, _)| path));
            stay.extend(folder.outlived.iter().filter_map(|(path, _)| path.to_str()).map(str::to_owned));
        }
        stay.sort_unstable();
        stay
    }

    /// Has another marker written.
    pub(super) fn set_marker(&mut self, marker: &'a [u8]) {
        let root = self.folders.first_mut().expect("there is the folder with the marker");
        let file = root.files.iter_mut().find(|file| file.name == MARKER).expect("it is there");
        (file.bytes, file.fate) = (marker, FileFate::Write);
    }

    /// Refuses a folder that holds what we can't remove, or put something into: all of it where the old site is to vanish as a
    /// whole.
    pub(super) fn demand_open(&self, place: &OutputFolders, is_whole: bool) -> Result<(), Error> {
        let closed = self.folders.iter().filter(|folder| is_whole || folder.is_touched());
        match closed.filter_map(|folder| folder.closed.as_ref()).next() {
            None => Ok(()),
            Some((path, user)) => Err(Error::Closed { path: place.out.join(path), user: *user }),
        }
    }

    /// Refuses to make most of a site vanish by accident: a typo in the configuration can hide every card. Of several sites
    /// each is looked at, and what lies outside them.
    pub(super) fn demand_most_pages(&self, place: &OutputFolders, sites: &[&str]) -> Result<(), Error> {
        let site_of = |folder: &PlannedFolder<'_>| {
            sites.iter().find(|site| folder.is_of(site)).map_or("", |site| *site)
        };
        let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
        for folder in &self.folders {
            let (before, vanishing) = counts.entry(site_of(folder)).or_default();
            *before += folder.n_pages_before;
            *vanishing += folder.n_pages_removed();
        }
        let too_few = counts.into_iter().find(|(_, (before, vanishing))| vanishing * 2 > *before);
        too_few.map_or(Ok(()), |(site, (before, vanishing))| {
            let path = if site.is_empty() { place.out.clone() } else { place.out.join(site) };
            Err(Error::TooFewPages { path, vanishing, before })
        })
    }

    /// The numbers of each of these sites, or of the only one; the marker isn't counted.
    pub(super) fn summaries(&self, sites: &[&str]) -> Vec<Published> {
        let sites = if sites.is_empty() { &[""] } else { sites };
        sites.iter().map(|site| self.summary(site)).collect()
    }

    fn summary(&self, site: &str) -> Published {
        let mut published = Published::default();
        for folder in self.folders.iter().filter(|folder| folder.is_of(site)) {
            published.removed += folder.removed.iter().filter(|path| !path.ends_with(MARKER)).count();
            for file in folder.files.iter().filter(|file| file.name != MARKER) {
                match file.fate {
                    FileFate::Keep => published.kept += 1,
                    FileFate::Write => published.written += 1,
                }
            }
        }
        published
    }
}

fn is_last((_, age): &(PathBuf, Age)) -> bool {
    *age == Age::Last
}

/// Every folder of a site, also those that hold only folders, with the marker in the first.
fn folders<'a>(outputs: &'a Outputs, marker: &'a [u8]) -> Vec<PlannedFolder<'a>> {
    let mut files: BTreeMap<&str, Vec<Planned<'_>>> = BTreeMap::new();
    files.entry("").or_default().push(Planned::new(MARKER, marker));
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
        files.entry(folder).or_default().push(Planned::new(name, bytes));
    }
    // By name, to be found in: the marker came first.
    files.entry("").or_default().sort_unstable_by_key(|file| file.name);
    let folder = |(path, files)| PlannedFolder {
        path,
        files,
        owner: None,
        removed: Vec::new(),
        outlived: Vec::new(),
        n_pages_before: 0,
        foreign: Vec::new(),
        in_the_way: Vec::new(),
        closed: None,
    };
    files.into_iter().map(folder).collect()
}

/// A path in the folder it lies in; `None` for the output folder itself.
fn split(path: &str) -> Option<(&str, &str)> {
    if path.is_empty() { None } else { Some(path.rsplit_once('/').unwrap_or(("", path))) }
}

/// The old site, as one folder of the new one needs it.
struct Old<'o> {
    out: &'o Path,
    manifest: &'o Manifest,
    /// The names of the folders in that folder, sorted.
    inner: &'o [&'o str],
}

impl Old<'_> {
    fn compare(&self, folder: &mut PlannedFolder<'_>, buffer: &mut Vec<u8>) -> Result<(), Error> {
        let path = self.out.join(folder.path);
        let entries = match fs::read_dir(&path) {
            Ok(entries) => entries,
            // Not there, or no folder: everything in it is new. What lies there instead is counted where it is listed.
            Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
                return Ok(());
            }
            Err(error) => return Err(Error::system(&path)(error)),
        };
        let owner = Ownership::of(&fs::metadata(&path).map_err(Error::system(&path))?);
        folder.owner = Some(owner);
        if owner.shuts_us_out(&path) {
            folder.closed = Some((PathBuf::from(folder.path), owner.user()));
        }
        for entry in entries {
            let entry = entry.map_err(Error::system(&path))?;
            let file_type = entry.file_type().map_err(Error::system(&path))?;
            let name = entry.file_name();
            let planned = folder.files.binary_search_by(|file| OsStr::new(file.name).cmp(&name)).ok();
            let is_folder = self.inner.binary_search_by(|inner| OsStr::new(inner).cmp(&name)).is_ok();
            let relative = Path::new(folder.path).join(&name);
            if file_type.is_dir() {
                if !is_folder {
                    self.add_folder(folder, relative, planned.is_some())?;
                }
                continue;
            }
            let at = relative.to_str();
            // Without a list, what the new site has too was the old one's.
            let is_ours = file_type.is_file()
                && (at.is_some_and(|at| self.manifest.wrote(at))
                    || planned.is_some()
                        && !self.manifest.is_listed()
                        && self.manifest.mount_over(&relative).is_none());
            folder.n_pages_before += usize::from(is_ours && is_page(&name));
            match planned.map(|idx| &mut folder.files[idx]) {
                Some(file) if file_type.is_file() => {
                    let path = path.join(file.name);
                    let old = OldFile::open(&path).map_err(Error::system(&path))?;
                    file.owner = Some(Ownership::of(&old.metadata));
                    if old.holds(file.bytes, buffer).map_err(Error::system(&path))? {
                        file.fate = FileFate::Keep;
                    } else if !is_ours {
                        folder.in_the_way.push(relative);
                    }
                }
                Some(_) => folder.in_the_way.push(relative),
                None if is_ours => match at.filter(|_| !is_folder).and_then(|at| self.manifest.age(at)) {
                    Some(age) => folder.outlived.push((relative, age)),
                    None => folder.removed.push(relative),
                },
                None if is_folder => folder.in_the_way.push(relative),
                None => folder.foreign.push(relative),
            }
        }
        Ok(())
    }

    /// Adds a folder of the old site that the new one hasn't; `is_file`: it has a file there.
    fn add_folder(
        &self,
        folder: &mut PlannedFolder<'_>,
        relative: PathBuf,
        is_file: bool,
    ) -> Result<(), Error> {
        let mut foreign = vec![relative.clone()];
        if relative.to_str().is_some_and(|at| self.manifest.wrote_below(at)) {
            let divided = divide(self.out, &relative, self.manifest)?;
            folder.n_pages_before += divided.ours.iter().filter(|path| is_page(path.as_os_str())).count();
            if !divided.is_foreign(self.manifest) {
                foreign = divided.foreign;
            }
            folder.removed.extend(divided.ours);
            folder.closed = folder.closed.take().or(divided.closed);
        }
        let kept = if is_file { &mut folder.in_the_way } else { &mut folder.foreign };
        kept.extend(foreign);
        Ok(())
    }
}

/// A file of the old site.
struct OldFile {
    file: File,
    metadata: Metadata,
}

impl OldFile {
    fn open(path: &Path) -> io::Result<Self> {
        let flags = (OFlags::NOFOLLOW | OFlags::NONBLOCK).bits().cast_signed();
        let file = OpenOptions::new().read(true).custom_flags(flags).open(path)?;
        Ok(Self { metadata: file.metadata()?, file })
    }

    fn holds(mut self, bytes: &[u8], buffer: &mut Vec<u8>) -> io::Result<bool> {
        if self.metadata.len() != bytes.len() as u64 {
            return Ok(false);
        }
        // By parts that stay in the processor's cache; a page is one part.
        const PART: usize = 64 << 10;
        buffer.resize(PART, 0);
        for part in bytes.chunks(PART) {
            let buffer = &mut buffer[..part.len()];
            match self.file.read_exact(buffer) {
                Ok(()) if buffer == part => {}
                Ok(()) => return Ok(false),
                Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(false),
                Err(error) => return Err(error),
            }
        }
        Ok(true)
    }
}

fn is_page(name: &OsStr) -> bool {
    name.as_bytes().ends_with(b".html")
}

//! Waiting until something changes in a site's folder.
//!
//! The system's events are hints, since some are always missed: those of files made in a new folder before anybody
//! watched it, those of a full queue, those of file systems that send none. So the paths that events name are looked
//! at at once, and after a short quiet the whole folder is compared with what was seen of it. That second look is what
//! makes the result right; the events only make it fast. Where the system can't or mustn't watch, the second look
//! is all there is.
//!
//! The loop of a preview is `loop { run(project.inputs()); show; watcher.wait(&mut project) }`. What arrives while it
//! does something else is remembered as a set of paths, so that nothing is lost and nothing piles up.

mod clock;

mod hints;

use clock::now;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use notify::{RecommendedWatcher, RecursiveMode, Watcher as _};

use self::hints::{Hint, Hints};
use super::read::{self, Changed, Project};
use crate::text::{Phrase, phrase};

/// How long is waited between two looks at a folder that can't be watched, and at least how many times as long as a
/// look takes: so that a large site costs no more than a tenth of a processor.
const POLL: Duration = Duration::from_millis(500);
const POLL_SHARE: u32 = 10;

/// How long nothing may happen before a wait ends all the same. Short, since a clock that waits for midnight stands
/// still while the computer sleeps.
const LONGEST: Duration = Duration::from_secs(60);

/// How long a file that was there and is gone is waited for: editors that save by renaming put it back within a few
/// milliseconds, and without it the preview would show a site without the card.
const GRACE: Duration = Duration::from_millis(30);
const GRACE_STEP: Duration = Duration::from_millis(2);

/// How to learn of changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WatchMethod {
    /// By the system's events, and by looking where it has none to give.
    Events,
    /// Only by looking, every half second.
    Polling,
}

/// How a change was noticed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Noticed {
    /// The system told of it.
    ByEvent,
    /// The system didn't; a look at the whole folder found it.
    ByLooking,
}

/// Why a wait ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changes {
    /// What isn't what it was; empty when there is only something to report, when a folder that was gone is back as it
    /// was, or when nothing happened for a minute.
    pub changed: Changed,
    /// How that was noticed.
    pub noticed: Noticed,
    /// Something that the user should know about the watching itself.
    pub notice: Option<Phrase>,
}

/// Somebody who waits for changes of one [`Project`].
#[derive(Debug)]
pub struct Watcher {
    hints: Arc<Hints>,
    /// `None` when polling. Only kept to be dropped: that ends its events.
    events: Option<RecommendedWatcher>,
    method: WatchMethod,
    notice: Option<Phrase>,
    /// Whether the last look failed as a whole, because the folder is gone or no site anymore.
    is_lost: bool,
    /// What was found before a look failed.
    unreported: Changed,
    poll: Duration,
}

impl Watcher {
    /// Starts to watch. What changed since the project was read is found by the first [`wait`](Self::wait).
    pub fn start(project: &Project, method: WatchMethod) -> Self {
        let mut watcher = Self {
            hints: Arc::new(Hints::new(project.reach())),
            events: None,
            method: WatchMethod::Polling,
            notice: None,
            is_lost: false,
            unreported: Changed::default(),
            poll: POLL,
        };
        if method == WatchMethod::Events {
            watcher.method = WatchMethod::Events;
            watcher.watch();
        }
        watcher
    }

    /// How changes are noticed now: polling, if that was asked for or nothing else works.
    pub fn method(&self) -> WatchMethod {
        self.method
    }

    /// Waits until the project isn't what it was, and brings it up to date. A file that is written anew with the same
    /// content ends no wait. Ends after a minute in any case, for whoever has to look at the clock.
    ///
    /// # Errors
    ///
    /// Once, when the folder can no longer be read as a whole: it is gone, or no site anymore. The project stays what
    /// it was, and the next call waits until the folder is back.
    pub fn wait(&mut self, project: &mut Project) -> Result<Changes, read::Error> {
        loop {
            if let Some(notice) = self.notice.take() {
                let changed = Changed::default();
                return Ok(Changes { changed, noticed: Noticed::ByLooking, notice: Some(notice) });
            }
            let poll = (self.method == WatchMethod::Polling || self.is_lost).then_some(self.poll);
            let hint = self.hints.next(poll, LONGEST);
            if let Some(reason) = self.hints.take_refusal() {
                self.fall_back(&reason);
            }
            let (changed, noticed) = match hint {
                Hint::Nothing => {
                    let (changed, noticed) = (Changed::default(), Noticed::ByLooking);
                    return Ok(Changes { changed, noticed, notice: None });
                }
                Hint::Paths(paths) => {
                    wait_for_the_missing(project, &paths);
                    // What goes wrong now is looked at again after the quiet, and reported if it is still wrong.
                    let changed = project.refresh(&paths).unwrap_or_default();
                    (changed, Noticed::ByEvent)
                }
                Hint::Everything { are_watches_suspect } => match self.look(project, are_watches_suspect) {
                    Ok(changed) if std::mem::take(&mut self.is_lost) => {
                        return Ok(Changes { changed, noticed: Noticed::ByLooking, notice: None });
                    }
                    Ok(changed) => (changed, Noticed::ByLooking),
                    Err(_) if self.is_lost => continue,
                    Err(error) => {
                        self.is_lost = true;
                        return Err(error);
                    }
                },
            };
            if !changed.is_empty() {
                return Ok(Changes { changed, noticed, notice: None });
            }
        }
    }

    fn look(&mut self, project: &mut Project, are_watches_suspect: bool) -> Result<Changed, read::Error> {
        if are_watches_suspect || self.is_lost {
            self.watch();
        }
        let start = now();
        self.unreported.merge(project.rescan()?);
        self.poll = POLL.max(start.elapsed() * POLL_SHARE);
        if !self.unreported.is_empty() && self.events.is_some() && !are_watches_suspect {
            // Events were missed, so a folder may be unwatched. What changes there before it is watched again is
            // found by the second look.
            self.watch();
            self.unreported.merge(project.rescan()?);
        }
        Ok(std::mem::take(&mut self.unreported))
    }

    /// Watches the folders that are there now, and those they lie in: they may be replaced.
    fn watch(&mut self) {
        if self.method == WatchMethod::Polling {
            return;
        }
        self.events = None;
        match events(&self.hints) {
            Ok(events) => self.events = Some(events),
            Err(error) => self.fall_back(&error),
        }
    }

    fn fall_back(&mut self, error: &notify::Error) {
        self.events = None;
        self.method = WatchMethod::Polling;
        let seconds = self.poll.as_secs_f32();
        self.notice = Some(match error.kind {
            notify::ErrorKind::MaxFilesWatch => phrase!(
                "het systeem kan geen mappen meer in de gaten houden; er wordt nu om de {seconds} s gekeken \
                 (verhoog `fs.inotify.max_user_watches`)",
                "the system can't watch any more folders; now they are looked at every {seconds} s \
                 (raise `fs.inotify.max_user_watches`)"
            ),
            _ => phrase!(
                "het systeem kan de mappen niet in de gaten houden ({error}); er wordt nu om de {seconds} s gekeken",
                "the system can't watch the folders ({error}); now they are looked at every {seconds} s"
            ),
        });
    }
}

fn events(hints: &Arc<Hints>) -> notify::Result<RecommendedWatcher> {
    let receiver = Arc::clone(hints);
    let config = notify::Config::default().with_follow_symlinks(false);
    let mut events = RecommendedWatcher::new(move |event| receiver.take_in(event), config)?;
    let reach = hints.reach();
    // The folders of site and theme are watched without what lies in them: that may be the output.
    let around = reach.roots().filter_map(|folder| folder.parent());
    let flat = around.chain(reach.roots().map(PathBuf::as_path));
    let flat = flat.map(|folder| (folder.to_owned(), RecursiveMode::NonRecursive));
    // A link isn't followed when reading, so it isn't watched.
    let deep = reach.folders().filter(|folder| !folder.is_symlink());
    let folders: Vec<_> = flat.chain(deep.map(|folder| (folder, RecursiveMode::Recursive))).collect();
    for (folder, mode) in folders {
        match events.watch(&folder, mode) {
            Ok(()) => {}
            Err(error) if is_absent(&error) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(events)
}

fn is_absent(error: &notify::Error) -> bool {
    match &error.kind {
        notify::ErrorKind::PathNotFound => true,
        notify::ErrorKind::Io(error) => {
            matches!(error.kind(), std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory)
        }
        _ => false,
    }
}

fn wait_for_the_missing(project: &Project, paths: &[PathBuf]) {
    let start = now();
    let is_missing = |path: &Path| project.holds(path) && path.symlink_metadata().is_err();
    while paths.iter().any(|path| is_missing(path)) && start.elapsed() < GRACE {
        std::thread::sleep(GRACE_STEP);
    }
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "this module is the I/O shell")]
mod tests {
    use std::fs;

    use jiff::civil::date;

    use super::*;
    use crate::pipeline::Mode;

    #[test]
    fn where_the_system_can_watch_no_more_folders_they_are_looked_at_and_that_is_said() {
        let site = tempfile::tempdir().expect("a temporary folder");
        fs::write(site.path().join("wijkgids.yaml"), "title: x").expect("written");
        let mut project = Project::open(site.path(), None, date(2026, 1, 1), Mode::Preview).expect("a site");
        let mut watcher = Watcher::start(&project, WatchMethod::Events);
        assert_eq!(watcher.method(), WatchMethod::Events);

        watcher.hints.take_in(Err(notify::Error::new(notify::ErrorKind::MaxFilesWatch)));
        let notice = watcher.wait(&mut project).expect("a site").notice.expect("something to tell");
        assert!(notice.en.contains("max_user_watches"), "{}", notice.en);
        assert_eq!(watcher.method(), WatchMethod::Polling);

        fs::write(site.path().join("bronnen.yaml"), "{}").expect("written");
        let changes = watcher.wait(&mut project).expect("a site");
        assert_eq!((changes.changed.site.len(), changes.noticed), (1, Noticed::ByLooking));
    }

    #[test]
    fn a_site_that_is_gone_is_reported_once() {
        let parent = tempfile::tempdir().expect("a temporary folder");
        let root = parent.path().join("site");
        let make = || {
            fs::create_dir(&root).expect("made");
            fs::write(root.join("wijkgids.yaml"), "title: x").expect("written");
        };
        make();
        let mut project = Project::open(&root, None, date(2026, 1, 1), Mode::Preview).expect("a site");
        let mut watcher = Watcher::start(&project, WatchMethod::Events);
        fs::remove_dir_all(&root).expect("removed");
        watcher.wait(&mut project).expect_err("gone");
        assert_eq!(project.inputs().sources.len(), 1, "the last good inputs stay");
        make();
        let changes = watcher.wait(&mut project).expect("back");
        assert!(changes.changed.is_empty(), "back as it was");
    }
}

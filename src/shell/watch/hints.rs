//! What the system's events told since somebody last asked: a set of paths, never a queue.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Condvar, Mutex, MutexGuard};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode, EventKind, ModifyKind};
use notify::{ErrorKind, Event};

use super::clock::now;
use crate::layout::Reach;

/// How long no event has to come before the paths named so far are looked at, and how long that may take at most: one
/// save is several events, a fraction of a millisecond apart.
const SETTLE: Duration = Duration::from_millis(3);
const SETTLE_AT_MOST: Duration = Duration::from_millis(10);

/// How long no event has to come before the whole folder is looked at, and how long that may be put off at most.
const QUIET: Duration = Duration::from_millis(300);
const QUIET_AT_MOST: Duration = Duration::from_secs(2);

/// With more paths than this, looking at the whole folder is cheaper than looking at each.
const MOST_PATHS: usize = 1_000;

/// What to look at.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Hint {
    /// These paths, as the events named them.
    Paths(Vec<PathBuf>),
    /// Nothing: the wait was long enough.
    Nothing,
    /// The whole folder.
    Everything {
        /// Whether the watches themselves have to be set again first.
        are_watches_suspect: bool,
    },
}

/// The hints that came in from the watching thread.
#[derive(Debug)]
pub(super) struct Hints {
    reach: Reach,
    state: Mutex<HintState>,
    arrived: Condvar,
}

#[derive(Debug, Default)]
struct HintState {
    paths: BTreeSet<PathBuf>,
    is_all_suspect: bool,
    are_watches_suspect: bool,
    /// Set when the system can't watch any more.
    refusal: Option<notify::Error>,
    /// The hints that nobody has acted on yet.
    unsettled: Option<HintTimes>,
    /// The hints that no look at the whole folder after a quiet has followed yet.
    unchecked: Option<HintTimes>,
}

/// When the first and the last of some hints came.
#[derive(Clone, Copy, Debug)]
struct HintTimes {
    first: Instant,
    last: Instant,
}

impl HintTimes {
    fn extend(span: &mut Option<Self>, now: Instant) {
        span.get_or_insert(Self { first: now, last: now }).last = now;
    }

    fn due(self, after_last: Duration, after_first: Duration) -> Instant {
        (self.last + after_last).min(self.first + after_first)
    }
}

impl Hints {
    /// For these folders; everything is suspect, since nobody has watched yet.
    pub(super) fn new(reach: Reach) -> Self {
        let mut state = HintState { is_all_suspect: true, ..HintState::default() };
        HintTimes::extend(&mut state.unsettled, now());
        Self { reach, state: Mutex::new(state), arrived: Condvar::new() }
    }

    /// The folders that the hints are about.
    pub(super) fn reach(&self) -> &Reach {
        &self.reach
    }

    /// Remembers an event. Called by the watching thread, so it does nothing that takes time.
    pub(super) fn take_in(&self, event: notify::Result<Event>) {
        let mut state = self.lock();
        match event {
            Ok(event) if event.need_rescan() => {
                state.is_all_suspect = true;
                state.are_watches_suspect = true;
            }
            Ok(event) => {
                // Reading a file is an event too: taking it for a change would make us run after ourselves.
                let is_reading = matches!(event.kind, EventKind::Access(access) if access != WRITTEN);
                let paths: Vec<PathBuf> =
                    event.paths.into_iter().filter(|path| self.reach.covers(path)).collect();
                if is_reading || paths.is_empty() {
                    return;
                }
                if changes_names(event.kind) && paths.iter().any(|path| self.is_watched_by_itself(path)) {
                    state.is_all_suspect = true;
                    state.are_watches_suspect = true;
                }
                state.paths.extend(paths);
            }
            Err(error) if matches!(error.kind, ErrorKind::MaxFilesWatch) => state.refusal = Some(error),
            Err(_) => {
                state.is_all_suspect = true;
                state.are_watches_suspect = true;
            }
        }
        let now = now();
        HintTimes::extend(&mut state.unsettled, now);
        HintTimes::extend(&mut state.unchecked, now);
        self.arrived.notify_one();
    }

    /// Why the system can't watch any more, if it said so since this was last asked.
    pub(super) fn take_refusal(&self) -> Option<notify::Error> {
        self.lock().refusal.take()
    }

    /// Waits until there is something to look at; with `poll`, no longer than that; in no case longer than `at_most`.
    pub(super) fn next(&self, poll: Option<Duration>, at_most: Duration) -> Hint {
        let poll_due = poll.map(|poll| now() + poll);
        let end = now() + at_most;
        let mut state = self.lock();
        loop {
            let now = now();
            let settled = state.unsettled.map(|span| span.due(SETTLE, SETTLE_AT_MOST));
            let quiet = state.unchecked.map(|span| span.due(QUIET, QUIET_AT_MOST));
            let check = [quiet, poll_due].into_iter().flatten().min();
            if check.is_some_and(|due| due <= now) {
                state.unchecked = None;
                return state.take_everything();
            }
            if settled.is_some_and(|due| due <= now) {
                if state.is_all_suspect || state.paths.len() > MOST_PATHS || state.refusal.is_some() {
                    // What this look misses the one after the quiet finds: `unchecked` stays.
                    return state.take_everything();
                }
                state.unsettled = None;
                return Hint::Paths(std::mem::take(&mut state.paths).into_iter().collect());
            }
            if end <= now {
                return Hint::Nothing;
            }
            let due = [settled, check].into_iter().flatten().fold(end, Instant::min);
            (state, _) = self.arrived.wait_timeout(state, due - now).expect(NO_PANIC);
        }
    }

    /// Whether a path is the start of a watch, which goes when the folder goes and doesn't come back with it.
    fn is_watched_by_itself(&self, path: &Path) -> bool {
        self.reach.roots().any(|folder| path == folder) || self.reach.folders().any(|folder| path == folder)
    }

    fn lock(&self) -> MutexGuard<'_, HintState> {
        self.state.lock().expect(NO_PANIC)
    }
}

impl HintState {
    fn take_everything(&mut self) -> Hint {
        self.paths.clear();
        self.unsettled = None;
        self.is_all_suspect = false;
        Hint::Everything { are_watches_suspect: std::mem::take(&mut self.are_watches_suspect) }
    }
}

const WRITTEN: AccessKind = AccessKind::Close(AccessMode::Write);

const NO_PANIC: &str = "nothing that holds the lock can panic";

fn changes_names(kind: EventKind) -> bool {
    !matches!(kind, EventKind::Access(_) | EventKind::Modify(ModifyKind::Data(_) | ModifyKind::Metadata(_)))
}

#[cfg(test)]
mod tests {
    use notify::event::{CreateKind, DataChange, Flag, RenameMode};

    use super::*;
    use crate::shell::read::folders_of;

    const LONG: Duration = Duration::from_secs(20);

    const WROTE: EventKind = EventKind::Modify(ModifyKind::Data(DataChange::Any));

    fn hints() -> Hints {
        let hints = Hints::new(Reach {
            site: "/site".into(),
            below: Vec::new(),
            theme: None,
            folders: folders_of(Path::new("/site")),
        });
        assert_eq!(
            hints.next(None, LONG),
            Hint::Everything { are_watches_suspect: false },
            "nobody has looked yet"
        );
        hints
    }

    fn event(kind: EventKind, path: &str) -> notify::Result<Event> {
        Ok(Event::new(kind).add_path(path.into()))
    }

    #[test]
    fn the_events_of_one_save_are_one_hint_and_a_look_at_everything_follows() {
        let hints = hints();
        for _ in 0..3 {
            hints.take_in(event(WROTE, "/site/kaarten/a.md"));
        }
        assert_eq!(hints.next(None, LONG), Hint::Paths(vec!["/site/kaarten/a.md".into()]));
        assert_eq!(hints.next(None, LONG), Hint::Everything { are_watches_suspect: false });
    }

    #[test]
    fn reading_and_other_folders_are_no_hint() {
        let hints = hints();
        hints.take_in(event(EventKind::Access(AccessKind::Open(AccessMode::Any)), "/site/kaarten/a.md"));
        hints.take_in(event(EventKind::Create(CreateKind::Folder), "/site/public"));
        hints.take_in(event(EventKind::Create(CreateKind::Folder), "/elsewhere"));
        assert!(hints.lock().unchecked.is_none() && hints.lock().unsettled.is_none());
    }

    #[test]
    fn lost_events_and_moved_folders_make_everything_suspect() {
        let overflow = Ok(Event::new(EventKind::Other).set_flag(Flag::Rescan));
        let renamed = EventKind::Modify(ModifyKind::Name(RenameMode::From));
        for event in [overflow, event(renamed, "/site"), event(renamed, "/site/kaarten")] {
            let hints = hints();
            hints.take_in(event);
            assert_eq!(hints.next(None, LONG), Hint::Everything { are_watches_suspect: true });
        }
    }

    #[test]
    fn no_wait_is_longer_than_it_may_be() {
        assert_eq!(hints().next(None, Duration::from_millis(1)), Hint::Nothing);
    }

    #[test]
    fn very_many_paths_are_a_look_at_everything() {
        let hints = hints();
        for n in 0..=MOST_PATHS {
            hints.take_in(event(WROTE, &format!("/site/kaarten/{n}.md")));
        }
        assert_eq!(hints.next(None, LONG), Hint::Everything { are_watches_suspect: false });
        assert_eq!(hints.next(None, LONG), Hint::Everything { are_watches_suspect: false });
    }
}

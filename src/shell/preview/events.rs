//! The stream of builds: what open tabs are told, by server-sent events.
//!
//! One log for everybody; each client only remembers how far it has read. So publishing never waits for a client, a
//! slow one costs nothing but its own thread, and one that missed builds (a laptop that slept) reads on where it was, or
//! is told that anything may have changed.

#![expect(clippy::disallowed_methods, reason = "this module is the I/O shell")]

use std::collections::VecDeque;
use std::io;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use serde::Serialize;

use super::wire::Wire;
use crate::http::stream_head;
use crate::preview::Event;

/// How many builds are remembered for clients that fall behind: minutes of uninterrupted saving.
const MOST_REMEMBERED: usize = 256;

/// The log of builds. Build numbers count from 1; 0 is the time before the first.
#[derive(Debug)]
pub(super) struct Feed {
    /// Tells the builds of this run from those of another, whose numbers begin at 1 too.
    run: String,
    log: Mutex<Log>,
    news: Condvar,
}

#[derive(Debug, Default)]
struct Log {
    latest: u64,
    /// The last builds; the last of them is `latest`.
    events: VecDeque<Event>,
    is_closed: bool,
}

/// What came of waiting.
enum Waited {
    /// These builds came, written as server-sent events.
    News(String),
    Nothing,
    Closed,
}

impl Feed {
    pub(super) fn new(run: String) -> Self {
        Self { run, log: Mutex::default(), news: Condvar::new() }
    }

    /// The name of a build, as in the header `Wijkgids-Build`: other than that of any other build of any run.
    pub(super) fn name(&self, build: u64) -> String {
        format!("{}-{build}", self.run)
    }

    /// Adds the next build.
    pub(super) fn push(&self, event: Event) {
        let mut log = self.lock();
        log.latest += 1;
        log.events.push_back(event);
        if log.events.len() > MOST_REMEMBERED {
            log.events.pop_front();
        }
        drop(log);
        self.news.notify_all();
    }

    /// Ends all streams.
    pub(super) fn close(&self) {
        self.lock().is_closed = true;
        self.news.notify_all();
    }

    /// Sends builds to one client, from the one it names as its last, until it or the server goes.
    pub(super) fn stream(&self, wire: &Wire<'_>, since: Option<&str>, heartbeat: Duration) -> io::Result<()> {
        let mut seen = since.and_then(|name| self.number(name));
        let start = seen.map_or_else(|| self.name(0), |build| self.name(build));
        wire.send(&[&stream_head(&start), b": hello\n\n"])?;
        loop {
            match self.wait(&mut seen, heartbeat) {
                Waited::News(text) => wire.send(&[text.as_bytes()])?,
                Waited::Nothing if wire.is_gone() => return Ok(()),
                // Nobody listens to it: it finds out whether there is still somebody at the other end.
                Waited::Nothing => wire.send(&[b": beat\n\n"])?,
                Waited::Closed => return Ok(()),
            }
        }
    }

    /// The number of a build of this run by its name.
    fn number(&self, name: &str) -> Option<u64> {
        let number = name.strip_prefix(&self.run)?.strip_prefix('-')?.parse().ok()?;
        (number <= self.lock().latest).then_some(number)
    }

    /// Waits for builds after `seen`, and moves that on. `None` stands for a client that has seen nothing of this run.
    fn wait(&self, seen: &mut Option<u64>, time: Duration) -> Waited {
        let deadline = Instant::now() + time;
        let mut log = self.lock();
        loop {
            if log.is_closed {
                return Waited::Closed;
            }
            if log.latest > seen.unwrap_or(0) {
                let news = self.news_since(&log, *seen);
                *seen = Some(log.latest);
                return Waited::News(news);
            }
            let rest = deadline.saturating_duration_since(Instant::now());
            if rest.is_zero() {
                return Waited::Nothing;
            }
            log = self.news.wait_timeout(log, rest).unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    fn news_since(&self, log: &Log, seen: Option<u64>) -> String {
        let first = log.latest + 1 - log.events.len() as u64;
        let in_log = seen.and_then(|seen| (seen + 1).checked_sub(first));
        match in_log.and_then(|skip| usize::try_from(skip).ok()) {
            Some(skip) => {
                let builds = (first..).zip(&log.events).skip(skip);
                builds.map(|(build, event)| self.written(build, Some(build - 1), event)).collect()
            }
            None => {
                let latest = log.events.back().expect("a log that has a latest build holds it");
                let anything =
                    Event { changed: None, problems_changed: true, follow: None, ..latest.clone() };
                self.written(log.latest, None, &anything)
            }
        }
    }

    /// An event as it goes over the wire.
    fn written(&self, build: u64, previous: Option<u64>, event: &Event) -> String {
        #[derive(Serialize)]
        struct Message<'a> {
            build: &'a str,
            previous: Option<String>,
            #[serde(flatten)]
            event: &'a Event,
        }
        let name = self.name(build);
        let message = Message { build: &name, previous: previous.map(|build| self.name(build)), event };
        // JSON has no raw line ends, so one `data` line holds it.
        let json = serde_json::to_string(&message).expect("plain texts and numbers are always valid JSON");
        format!("id: {name}\nevent: build\ndata: {json}\n\n")
    }

    fn lock(&self) -> MutexGuard<'_, Log> {
        // Nothing panics halfway a change of the log, so a poisoned one is as good as any.
        self.log.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn feed_of(n_builds: usize) -> Feed {
        let feed = Feed::new("run".to_owned());
        for build in 1..=n_builds {
            feed.push(Event {
                changed: Some(vec![format!("/{build}/")]),
                problems_changed: false,
                errors: 0,
                warnings: 0,
                follow: None,
            });
        }
        feed
    }

    /// The builds a client gets that names its last one so, or nothing.
    fn ids(feed: &Feed, since: Option<&str>) -> Vec<String> {
        let mut seen = since.and_then(|name| feed.number(name));
        match feed.wait(&mut seen, Duration::ZERO) {
            Waited::News(text) => {
                text.lines().filter_map(|line| line.strip_prefix("id: ")).map(str::to_owned).collect()
            }
            Waited::Nothing | Waited::Closed => Vec::new(),
        }
    }

    #[test]
    fn a_client_reads_on_where_it_was() {
        let feed = feed_of(3);
        assert_eq!(ids(&feed, Some("run-1")), ["run-2", "run-3"]);
        assert_eq!(ids(&feed, Some("run-3")), [""; 0]);
        assert_eq!(ids(&feed, Some("run-0")), ["run-1", "run-2", "run-3"]);
    }

    #[test]
    fn a_client_that_cannot_read_on_gets_the_latest() {
        for since in [None, Some("other-2"), Some("run-99"), Some("run-x"), Some("")] {
            assert_eq!(ids(&feed_of(3), since), ["run-3"], "{since:?}");
        }
        let feed = feed_of(MOST_REMEMBERED + 10);
        assert_eq!(ids(&feed, Some("run-9")).len(), 1);
        assert_eq!(ids(&feed, Some("run-10")).len(), MOST_REMEMBERED);
    }

    #[test]
    fn before_the_first_build_there_is_nothing_to_report() {
        assert_eq!(ids(&feed_of(0), None), [""; 0]);
    }
}

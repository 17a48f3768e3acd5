//! What addresses answered, kept for a week in the folder that the system has for that; never in the site.
#![expect(clippy::disallowed_methods, reason = "this module is the I/O shell")]

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::{SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

use super::ask::LinkStatus;

/// For how long an answer holds, in seconds: a week.
const HOLDS: u64 = 7 * 24 * 60 * 60;

/// How large the file may be, in bytes; with a thousand addresses it has a tenth of this.
const LARGEST: u64 = 1 << 20;

/// The answers that still hold.
pub(super) struct Cache {
    /// Where they are kept; nowhere on a system that has no place for it.
    path: Option<PathBuf>,
    kept: BTreeMap<String, CacheEntry>,
    /// In seconds since 1970.
    now: u64,
}

/// An answer, and when it was given in seconds since 1970.
#[derive(Serialize, Deserialize)]
struct CacheEntry {
    answer: LinkStatus,
    at: u64,
}

impl Cache {
    /// Reads what was kept. A file that can't be read is one that isn't there: asking again only costs time.
    pub(super) fn open() -> Self {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
        Self::read(folder().map(|folder| folder.join("wijkgids").join("links.json")), now)
    }

    fn read(path: Option<PathBuf>, now: u64) -> Self {
        let is_small = |path: &PathBuf| std::fs::metadata(path).is_ok_and(|file| file.len() <= LARGEST);
        let text = path.as_ref().filter(|path| is_small(path)).and_then(|path| std::fs::read(path).ok());
        let kept = text.and_then(|text| serde_json::from_slice(&text).ok());
        let mut kept: BTreeMap<String, CacheEntry> = kept.unwrap_or_default();
        kept.retain(|_, CacheEntry { at, .. }| *at <= now && now - *at < HOLDS);
        Self { path, kept, now }
    }

    /// What an address answered, if that still holds.
    pub(super) fn answer(&self, address: &str) -> Option<LinkStatus> {
        self.kept.get(address).map(|kept| kept.answer)
    }

    /// Keeps what was answered now. Who was silent is asked again the next time.
    pub(super) fn keep(&mut self, asked: &BTreeMap<String, LinkStatus>) {
        let answered = asked.iter().filter(|(_, answer)| **answer != LinkStatus::Silent);
        let at = self.now;
        self.kept
            .extend(answered.map(|(address, answer)| (address.clone(), CacheEntry { answer: *answer, at })));
        let Some((path, folder)) = self.path.as_ref().and_then(|path| Some((path, path.parent()?))) else {
            return;
        };
        let json = serde_json::to_vec(&self.kept).expect("answers are plain data");
        // Beside it and then in its place, so that whoever reads it meanwhile never gets half. A full disk only costs time.
        let beside = folder.join(format!("links-{}.json", std::process::id()));
        let written = std::fs::create_dir_all(folder).and_then(|()| std::fs::write(&beside, json));
        if written.and_then(|()| std::fs::rename(&beside, path)).is_err() {
            std::fs::remove_file(&beside).unwrap_or_default();
        }
    }
}

/// The folder for what can be made anew.
fn folder() -> Option<PathBuf> {
    let named = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|folder| folder.is_absolute());
    let of_home = if cfg!(target_os = "macos") { "Library/Caches" } else { ".cache" };
    named("XDG_CACHE_HOME").or_else(|| named("LOCALAPPDATA")).or_else(|| Some(named("HOME")?.join(of_home)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_holds_for_a_week_and_silence_doesnt() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("diep").join("links.json");
        let read = |now| Cache::read(Some(path.clone()), now);
        let asked = [("a", LinkStatus::There), ("b", LinkStatus::Gone(404)), ("c", LinkStatus::Silent)];
        read(1_000).keep(&asked.map(|(address, answer)| (address.to_owned(), answer)).into());
        let answers = |cache: &Cache| ["a", "b", "c"].map(|address| cache.answer(address));
        assert_eq!(
            answers(&read(1_000 + HOLDS - 1)),
            [Some(LinkStatus::There), Some(LinkStatus::Gone(404)), None]
        );
        assert_eq!(answers(&read(1_000 + HOLDS)), [None; 3]);
        assert_eq!(answers(&read(999)), [None; 3], "a clock that went back");
        std::fs::write(&path, "{\"a\":").expect("written");
        assert_eq!(answers(&read(1_001)), [None; 3]);
        assert_eq!(std::fs::read_dir(path.parent().expect("a folder")).expect("there").count(), 1);
        Cache::read(None, 1_000).keep(&BTreeMap::new());
    }
}

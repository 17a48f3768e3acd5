//! What is new: what differs between two snapshots.

use std::sync::Arc;

use serde::Serialize;

use super::snapshot::Snapshot;
use crate::pipeline::OutputPath;
use crate::text::{Severity, percent};

/// What is new in a build.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Event {
    /// The addresses that changed, came or went, not percent-encoded. `None`: anything may have changed.
    pub(crate) changed: Option<Vec<String>>,
    /// Whether other problems are shown than before.
    pub(crate) problems_changed: bool,
    /// How many errors there are.
    pub(crate) errors: usize,
    /// How many warnings there are.
    pub(crate) warnings: usize,
    /// Where to go, percent-encoded, for tabs that follow the document just saved.
    pub(crate) follow: Option<String>,
}

/// Above this, addresses that changed aren't named one by one: looking for itself costs a page less than reading them.
const MOST_NAMED_CHANGES: usize = 200;

/// What differs between a snapshot and the one before it.
pub(crate) fn difference(old: Option<&Snapshot>, new: &Snapshot) -> Event {
    Event {
        changed: old.filter(|old| old.base == new.base).and_then(|old| changed_addresses(old, new)),
        problems_changed: old.is_none_or(|old| old.problems != new.problems),
        errors: new.count(Severity::Error),
        warnings: new.count(Severity::Warning),
        follow: new.follow.as_ref().map(|page| percent::encode_path(&new.base.address(page))),
    }
}

/// The addresses of the files that are in one of two snapshots only, or differ. `None` when there are many.
fn changed_addresses(old: &Snapshot, new: &Snapshot) -> Option<Vec<String>> {
    let is_same = |path: &OutputPath, bytes: &Arc<[u8]>, other: &Snapshot| {
        // Pages that weren't rendered again share their bytes, which makes most comparisons free.
        other.outputs.get(path).is_some_and(|there| Arc::ptr_eq(there, bytes) || there == bytes)
    };
    let came_or_changed = new.outputs.iter().filter(|(path, bytes)| !is_same(path, bytes, old));
    let gone = old.outputs.iter().filter(|(path, _)| new.outputs.get(path).is_none());
    let mut addresses = Vec::new();
    for (path, _) in came_or_changed.chain(gone) {
        if addresses.len() == MOST_NAMED_CHANGES {
            return None;
        }
        addresses.push(new.base.address(path));
    }
    Some(addresses)
}

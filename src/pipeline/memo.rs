//! Results of a pure stage, kept under the digest of everything they were made from.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::sync::Arc;

use rayon::prelude::*;

use crate::text::Digest;

/// Results by digest. A pass asks for everything it needs at once; what it didn't ask for is forgotten after it, so
/// that memory is bounded by the site as it is.
pub(super) struct Memo<V> {
    kept: HashMap<Digest, Arc<V>, BuildHasherDefault<rustc_hash::FxHasher>>,
    counts: Counts,
}

/// How often results were found and made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Results that were kept from an earlier pass.
    pub hits: usize,
    /// Results that had to be made.
    pub misses: usize,
}

impl<V> Default for Memo<V> {
    fn default() -> Self {
        Self { kept: HashMap::default(), counts: Counts::default() }
    }
}

impl<V: Send + Sync> Memo<V> {
    /// The result for each of the tasks, in their order, and whether it had to be made. That is done in parallel; `make`
    /// has to be a pure function of what `digest` covers.
    pub(super) fn pass<T: Sync>(
        &mut self,
        tasks: &[T],
        digest: impl Fn(&T) -> Digest + Sync,
        make: impl Fn(&T) -> V + Sync,
    ) -> Vec<(Arc<V>, bool)> {
        let results: Vec<(Digest, (Arc<V>, bool))> = tasks
            .par_iter()
            .map(|task| {
                let digest = digest(task);
                match self.kept.get(&digest) {
                    Some(result) => (digest, (Arc::clone(result), false)),
                    None => (digest, (Arc::new(make(task)), true)),
                }
            })
            .collect();
        let hits = results.iter().filter(|(_, (_, is_new))| !is_new).count();
        self.counts = Counts { hits, misses: results.len() - hits };
        if hits < results.len() || self.kept.len() > hits {
            self.kept = results.iter().map(|(digest, (result, _))| (*digest, Arc::clone(result))).collect();
        }
        results.into_iter().map(|(_, result)| result).collect()
    }

    /// What the last pass found and made.
    pub(super) fn counts(&self) -> Counts {
        self.counts
    }
}

/// One result with the digest of everything that it was made from, if there is one yet.
pub(super) type Cached<V> = Option<(Digest, Arc<V>)>;

/// The result under this digest, made where another one or none is kept.
pub(super) fn memoize<V>(slot: &mut Cached<V>, digest: Digest, make: impl FnOnce() -> V) -> Arc<V> {
    match slot {
        Some((kept, value)) if *kept == digest => Arc::clone(value),
        _ => {
            let value = Arc::new(make());
            *slot = Some((digest, Arc::clone(&value)));
            value
        }
    }
}

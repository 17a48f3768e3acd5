//! What readers of the preview search in. Pages are shown as soon as they are made, and their index comes a moment later:
//! whoever asks for a file of it in between waits for that moment.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::model::keys;
use crate::pipeline::{Indexes, OutputPath};

/// How long somebody waits at most. An index of 10,000 documents takes a fraction of a second.
const PATIENCE: Duration = Duration::from_secs(10);

/// The indexes of what is shown.
#[derive(Debug, Default)]
pub(super) struct IndexStore {
    state: Mutex<IndexState>,
    renewed: Condvar,
}

#[derive(Debug, Default)]
struct IndexState {
    indexes: Indexes,
    /// Whether they are those of what is shown.
    is_current: bool,
}

impl IndexStore {
    /// Something else is shown from now on.
    pub(super) fn outdate(&self) {
        self.state().is_current = false;
    }

    /// The indexes of what is shown now.
    pub(super) fn renew(&self, indexes: Indexes) {
        *self.state() = IndexState { indexes, is_current: true };
        self.renewed.notify_all();
    }

    /// A file of an index, made when it is asked for, since an edit changes most of them. `None` where there is none.
    pub(super) fn file(&self, output: &OutputPath) -> Option<Vec<u8>> {
        let (folder, name) = output.as_str().rsplit_once('/')?;
        if !folder.rsplit('/').next().is_some_and(|name| keys::SEARCH_PAGE.is(name)) || !name.ends_with(".js")
        {
            return None;
        }
        let waited = self.renewed.wait_timeout_while(self.state(), PATIENCE, |state| !state.is_current);
        let (state, _) = waited.unwrap_or_else(PoisonError::into_inner);
        let found = state.indexes.iter().find_map(|(folder, index)| {
            let name = output.as_str().strip_prefix(folder.as_str())?;
            Some((name.to_owned(), index.clone()))
        });
        // Nobody else has to wait while it is made.
        drop(state);
        let (name, index) = found?;
        index.file(&name)
    }

    fn state(&self) -> MutexGuard<'_, IndexState> {
        // Whoever failed while holding it had put a whole state there.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

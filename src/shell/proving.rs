//! What only finished files tell, looked at beside the preview: whether the site for residents holds what is for teams. It
//! takes a site of its own and a look at every file of it, so nobody who saves or reads waits for it.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use super::console::Console;
use super::preview::Preview;
use crate::config::Readership;
use crate::pipeline::{Inputs, OutputPath, Pipeline};
use crate::preview::Problem;
use crate::text::{Diagnostic, Rule};

/// For how long nobody saves before it looks again: one who is typing saves all the time.
const QUIET: Duration = Duration::from_millis(300);

/// Looks at the newest inputs that it was given, on a thread of its own, for as long as the process runs.
pub(super) struct Prover {
    wanted: Arc<ProofQueue>,
    preview: Arc<Preview>,
}

/// What is to be looked at.
#[derive(Default)]
struct ProofQueue {
    wanted: Mutex<WantedProof>,
    came: Condvar,
}

#[derive(Default)]
struct WantedProof {
    /// The inputs that nobody has looked at yet.
    inputs: Option<Inputs>,
    /// How many times what was found was withdrawn: what is found in inputs from before one is of no use any more.
    n_withdrawn: u64,
}

impl Prover {
    /// Shows what it finds in the preview, and prints it. On a system without a thread left it never finds anything.
    pub(super) fn start(preview: Arc<Preview>, site: &Path, console: Console) -> Self {
        let wanted = Arc::new(ProofQueue::default());
        let (given, site, shown) = (Arc::clone(&wanted), site.to_owned(), Arc::clone(&preview));
        // One processor at most: the next save needs the others.
        let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build();
        if let Ok(pool) = pool {
            let _ = thread::Builder::new()
                .name("proof".to_owned())
                .spawn(move || pool.install(|| prove(&given, &shown, &site, console)));
        }
        Self { wanted, preview }
    }

    /// Looks at these as soon as it can, and at none that it was given before.
    pub(super) fn look(&self, inputs: Inputs) {
        self.wanted.lock().inputs = Some(inputs);
        self.wanted.came.notify_one();
    }

    /// Shows nothing of what it found, nor of what it is looking at: there is no site for residents.
    pub(super) fn withdraw(&self) {
        let mut wanted = self.wanted.lock();
        *wanted = WantedProof { inputs: None, n_withdrawn: wanted.n_withdrawn + 1 };
        self.preview.publish_proof(Vec::new());
    }
}

impl ProofQueue {
    fn lock(&self) -> MutexGuard<'_, WantedProof> {
        self.wanted.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits for inputs; with how many times there was a withdrawal before them.
    fn next(&self) -> (Inputs, u64) {
        let mut wanted = self.lock();
        loop {
            match wanted.inputs.take() {
                Some(inputs) => return (inputs, wanted.n_withdrawn),
                None => wanted = self.came.wait(wanted).unwrap_or_else(PoisonError::into_inner),
            }
        }
    }

    /// These, or the newest ones once none have come for a while.
    fn newest(&self, mut newest: (Inputs, u64)) -> (Inputs, u64) {
        loop {
            thread::sleep(QUIET);
            let mut wanted = self.lock();
            match wanted.inputs.take() {
                Some(newer) => newest = (newer, wanted.n_withdrawn),
                None => return newest,
            }
        }
    }
}

fn prove(wanted: &ProofQueue, preview: &Preview, site: &Path, console: Console) {
    let mut pipeline = Pipeline::new();
    let mut earlier = (Vec::new(), 0);
    let (mut inputs, mut n_withdrawn) = wanted.next();
    loop {
        inputs.readership = Some(Readership::Resident);
        match catch_unwind(AssertUnwindSafe(|| pipeline.complete(&inputs))) {
            Ok(built) => {
                let mut found = built.diagnostics;
                found.retain(|diagnostic| diagnostic.rule == Rule::LeakedText);
                let page = |found: &Diagnostic| -> Option<OutputPath> {
                    let path = found.path()?;
                    built.pages.iter().find(|(_, source)| *source == path).map(|(page, _)| page.clone())
                };
                let problem = |found: &Diagnostic| {
                    let source = found.path().and_then(|path| inputs.sources.get(path));
                    Problem::new(found, console.language, source, page(found))
                };
                let problems = found.iter().map(problem).collect();
                let still = wanted.lock();
                if still.n_withdrawn == n_withdrawn {
                    preview.publish_proof(problems);
                    drop(still);
                    let is_new =
                        |found: &&Diagnostic| earlier.1 != n_withdrawn || !earlier.0.contains(*found);
                    console.eprint_diagnostics(found.iter().filter(is_new), &inputs, site);
                    earlier = (found, n_withdrawn);
                }
            }
            // A mistake of ours; the preview of pages reports its own.
            Err(_) => pipeline = Pipeline::new(),
        }
        (inputs, n_withdrawn) = wanted.newest(wanted.next());
    }
}

//! What only finished files tell, looked at beside the preview: whether the site for residents holds what is for teams. It
//! takes a site of its own and a look at every file of it, so nobody who saves or reads waits for it.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
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
}

/// The inputs that nobody has looked at yet.
#[derive(Default)]
struct ProofQueue {
    inputs: Mutex<Option<Inputs>>,
    came: Condvar,
}

impl Prover {
    /// Shows what it finds in the preview, and prints it. On a system without a thread left it never finds anything.
    pub(super) fn start(preview: Arc<Preview>, site: &Path, console: Console) -> Self {
        let wanted = Arc::new(ProofQueue::default());
        let (given, site) = (Arc::clone(&wanted), site.to_owned());
        // One processor at most: the next save needs the others.
        let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build();
        if let Ok(pool) = pool {
            let _ = thread::Builder::new()
                .name("proof".to_owned())
                .spawn(move || pool.install(|| prove(&given, &preview, &site, console)));
        }
        Self { wanted }
    }

    /// Looks at these as soon as it can, and at none that it was given before.
    pub(super) fn look(&self, inputs: Inputs) {
        *self.wanted.inputs.lock().unwrap_or_else(PoisonError::into_inner) = Some(inputs);
        self.wanted.came.notify_one();
    }
}

impl ProofQueue {
    /// Waits for inputs.
    fn next(&self) -> Inputs {
        let mut inputs = self.inputs.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            match inputs.take() {
                Some(inputs) => return inputs,
                None => inputs = self.came.wait(inputs).unwrap_or_else(PoisonError::into_inner),
            }
        }
    }

    /// These, or the newest ones once none have come for a while.
    fn newest(&self, mut newest: Inputs) -> Inputs {
        loop {
            thread::sleep(QUIET);
            match self.inputs.lock().unwrap_or_else(PoisonError::into_inner).take() {
                Some(newer) => newest = newer,
                None => return newest,
            }
        }
    }
}

fn prove(wanted: &ProofQueue, preview: &Preview, site: &Path, console: Console) {
    let mut pipeline = Pipeline::new();
    let mut earlier = Vec::new();
    let mut inputs = wanted.next();
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
                preview.publish_proof(found.iter().map(problem).collect());
                let new = found.iter().filter(|found| !earlier.contains(*found));
                console.eprint_diagnostics(new, &inputs, site);
                earlier = found;
            }
            // A mistake of ours; the preview of pages reports its own.
            Err(_) => pipeline = Pipeline::new(),
        }
        inputs = wanted.newest(wanted.next());
    }
}

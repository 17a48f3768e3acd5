//! How long something takes, whatever else the machine and the other tests do meanwhile.

use std::time::Duration;

use rustix::time::{ClockId, clock_gettime};

/// How long a thread works on this: a thread that does everything itself, also what others would share with it.
pub(crate) fn work(work: impl FnOnce() + Send) -> Duration {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a thread");
    pool.install(|| {
        work();
        // Of the whole life of the thread.
        let worked = clock_gettime(ClockId::ThreadCPUTime);
        Duration::try_from(worked).expect("it is never negative")
    })
}

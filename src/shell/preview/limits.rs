//! How much patience and how much room the server has.

use std::time::Duration;

/// How much patience and how much room the server has.
#[derive(Clone, Debug)]
pub struct ServerLimits {
    /// In which a request head has to arrive, from its first byte; from the start of a new connection.
    pub head_time: Duration,
    /// After which a connection is closed that says nothing after a response.
    pub idle_time: Duration,
    /// In which a response has to be taken, as a whole.
    pub write_time: Duration,
    /// Between signs of life on a stream of events.
    pub heartbeat: Duration,
    /// How many connections there may be at once, streams included.
    pub connections: usize,
    /// How many of them may be streams of events. A browser needs one, however many tabs it has open.
    pub streams: usize,
}

impl Default for ServerLimits {
    fn default() -> Self {
        Self {
            head_time: Duration::from_secs(5),
            idle_time: Duration::from_secs(15),
            write_time: Duration::from_secs(30),
            heartbeat: Duration::from_secs(5),
            // Half of the 256 file descriptors that macOS gives a process.
            connections: 128,
            streams: 64,
        }
    }
}

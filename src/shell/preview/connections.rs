//! The open connections: how many there may be, and who has to go when there are too many.

#![expect(clippy::disallowed_methods, reason = "this module is the I/O shell")]

use std::collections::BTreeMap;
use std::net::{Shutdown, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use super::limits::ServerLimits;

/// Every open connection, by the order in which they came.
#[derive(Debug, Default)]
pub(super) struct Connections(Mutex<OpenConnections>);

#[derive(Debug, Default)]
struct OpenConnections {
    next: u64,
    by_number: BTreeMap<u64, Connection>,
}

#[derive(Debug)]
struct Connection {
    socket: Arc<TcpStream>,
    doing: Doing,
}

/// What a connection is used for at the moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Doing {
    /// No whole request has come since then.
    Waiting(Instant),
    /// A response is on its way.
    Answering,
    /// A stream of events.
    Streaming,
}

/// The place of one connection among the open ones, until it is dropped.
#[derive(Debug)]
pub(super) struct ConnectionSlot {
    connections: Arc<Connections>,
    number: u64,
}

impl Connections {
    /// Lets a connection in. When all places are taken, the one that has been silent longest makes room: whoever opens
    /// connections and says nothing only keeps out itself. `None` when all of them are in use.
    pub(super) fn admit(
        self: &Arc<Self>,
        socket: Arc<TcpStream>,
        limits: &ServerLimits,
    ) -> Option<ConnectionSlot> {
        if self.lock().by_number.len() >= limits.connections && !self.drop_longest_waiting() {
            return None;
        }
        let mut open = self.lock();
        let number = open.next;
        open.next += 1;
        open.by_number.insert(number, Connection { socket, doing: Doing::Waiting(Instant::now()) });
        Some(ConnectionSlot { connections: Arc::clone(self), number })
    }

    /// Ends the connection that has been silent longest; `false` when none is silent.
    pub(super) fn drop_longest_waiting(&self) -> bool {
        let mut open = self.lock();
        let longest = open
            .by_number
            .iter()
            .filter_map(|(&number, connection)| match connection.doing {
                Doing::Waiting(since) => Some((since, number)),
                Doing::Answering | Doing::Streaming => None,
            })
            .min();
        let connection = longest.and_then(|(_, number)| open.by_number.remove(&number));
        if let Some(connection) = &connection {
            close(connection);
        }
        connection.is_some()
    }

    /// Ends all of them.
    pub(super) fn drop_all(&self) {
        for connection in self.lock().by_number.values() {
            close(connection);
        }
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.lock().by_number.len()
    }

    fn lock(&self) -> MutexGuard<'_, OpenConnections> {
        // Nothing panics halfway a change of the map, so a poisoned one is as good as any.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Wakes the thread that reads from or writes to the connection; that drops it.
fn close(connection: &Connection) {
    // Fails when the other side was first.
    let _ = connection.socket.shutdown(Shutdown::Both);
}

impl ConnectionSlot {
    /// Notes that a request is waited for.
    pub(super) fn wait(&self) {
        self.note(Doing::Waiting(Instant::now()));
    }

    /// Notes that a response is on its way.
    pub(super) fn answer(&self) {
        self.note(Doing::Answering);
    }

    /// Notes that the connection becomes a stream of events; `false` when there are enough of those.
    pub(super) fn stream(&self, limits: &ServerLimits) -> bool {
        let mut open = self.connections.lock();
        let n_streams =
            open.by_number.values().filter(|connection| connection.doing == Doing::Streaming).count();
        if n_streams < limits.streams
            && let Some(connection) = open.by_number.get_mut(&self.number)
        {
            connection.doing = Doing::Streaming;
            return true;
        }
        false
    }

    fn note(&self, doing: Doing) {
        if let Some(connection) = self.connections.lock().by_number.get_mut(&self.number) {
            connection.doing = doing;
        }
    }
}

impl Drop for ConnectionSlot {
    fn drop(&mut self) {
        self.connections.lock().by_number.remove(&self.number);
    }
}

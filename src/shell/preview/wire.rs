//! One connection as HTTP/1.1: request heads in, bytes out, each within its time.
//!
//! Bodies are never read: nothing that the preview answers to has one. It doesn't know what is asked for.

#![expect(clippy::disallowed_methods, reason = "this module is the I/O shell")]

use std::io::{self, ErrorKind, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::time::{Duration, Instant};

use super::limits::ServerLimits;
use crate::http::{MOST_HEAD_BYTES, Request, RequestRefusal, head_end, parse_head};

/// How much of an unwanted body is thrown away so that the refusal arrives before the connection ends, in bytes.
const MOST_LINGERING_BYTES: usize = 4 * 1024 * 1024;
/// How long that may take.
const LINGERING_TIME: Duration = Duration::from_secs(1);

/// How waiting for a request ended, if not with a request.
#[derive(Debug)]
pub(super) enum End {
    /// There is nobody, or nobody who says anything.
    Gone,
    /// There is somebody to be told why not.
    Refused(RequestRefusal),
}

/// A connection.
pub(super) struct Wire<'a> {
    socket: &'a TcpStream,
    limits: &'a ServerLimits,
    /// What came in and isn't used yet.
    received: Vec<u8>,
    is_first: bool,
}

impl<'a> Wire<'a> {
    pub(super) fn new(socket: &'a TcpStream, limits: &'a ServerLimits) -> Self {
        // Pages are written in two pieces, head and body: neither has to wait for the other's acknowledgement. Where
        // it can't be set, everything works, only later.
        let _ = socket.set_nodelay(true);
        Self { socket, limits, received: Vec::new(), is_first: true }
    }

    /// The next request.
    pub(super) fn request(&mut self) -> Result<Request, End> {
        let mut is_idle = self.received.is_empty() && !self.is_first;
        self.is_first = false;
        let mut deadline =
            Instant::now() + if is_idle { self.limits.idle_time } else { self.limits.head_time };
        let mut scanned = 0;
        loop {
            match head_end(&self.received, scanned) {
                Err(refusal) => return Err(End::Refused(refusal)),
                Ok(Some(end)) if end <= MOST_HEAD_BYTES => {
                    let request = parse_head(&self.received[..end]).map_err(End::Refused)?;
                    self.received.drain(..end);
                    return Ok(request);
                }
                Ok(None) if self.received.len() < MOST_HEAD_BYTES => {}
                Ok(_) => return Err(End::Refused(RequestRefusal::HeadTooLarge)),
            }
            scanned = self.received.len();
            let mut chunk = [0; 4096];
            match read_until(self.socket, &mut chunk, deadline) {
                Ok(0) => return Err(End::Gone),
                Ok(n_bytes) => self.received.extend_from_slice(&chunk[..n_bytes]),
                Err(error) if is_timeout(&error) && !self.received.is_empty() => {
                    return Err(End::Refused(RequestRefusal::TooSlow));
                }
                Err(_) => return Err(End::Gone),
            }
            if is_idle {
                is_idle = false;
                deadline = Instant::now() + self.limits.head_time;
            }
        }
    }

    /// Sends bytes, all within the time for writing.
    pub(super) fn send(&self, parts: &[&[u8]]) -> io::Result<()> {
        write_until(self.socket, parts, Instant::now() + self.limits.write_time)
    }

    /// Whether the other side has closed its half. A browser that does so is gone.
    pub(super) fn is_gone(&self) -> bool {
        let deadline = Instant::now();
        match before(deadline, |time| self.socket.set_read_timeout(time))
            .and_then(|()| self.socket.peek(&mut [0]))
        {
            Ok(n_bytes) => n_bytes == 0,
            Err(error) => !is_timeout(&error),
        }
    }

    /// Ends the connection so that what was sent last still arrives: closing it with unread bytes would make the
    /// system throw that away.
    pub(super) fn linger(&self) {
        let deadline = Instant::now() + LINGERING_TIME.min(self.limits.head_time);
        if self.socket.shutdown(Shutdown::Write).is_err() {
            return;
        }
        let mut n_dropped = 0;
        let mut chunk = [0; 16 * 1024];
        while n_dropped < MOST_LINGERING_BYTES {
            match read_until(self.socket, &mut chunk, deadline) {
                Ok(0) | Err(_) => return,
                Ok(n_bytes) => n_dropped += n_bytes,
            }
        }
    }
}

fn read_until(mut socket: &TcpStream, chunk: &mut [u8], deadline: Instant) -> io::Result<usize> {
    loop {
        before(deadline, |time| socket.set_read_timeout(time))?;
        match socket.read(chunk) {
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            result => return result,
        }
        if Instant::now() >= deadline {
            return Err(ErrorKind::TimedOut.into());
        }
    }
}

/// Writes all parts before the deadline, however slowly the other side reads.
pub(super) fn write_until(mut socket: &TcpStream, parts: &[&[u8]], deadline: Instant) -> io::Result<()> {
    for part in parts {
        let mut rest = *part;
        while !rest.is_empty() {
            before(deadline, |time| socket.set_write_timeout(time))?;
            match socket.write(rest) {
                Ok(0) => return Err(ErrorKind::WriteZero.into()),
                Ok(n_bytes) => rest = &rest[n_bytes..],
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
            if Instant::now() >= deadline && !rest.is_empty() {
                return Err(ErrorKind::TimedOut.into());
            }
        }
    }
    Ok(())
}

/// Sets a time-out so that it ends at the deadline; at least a millisecond, because zero means "never".
fn before(deadline: Instant, set: impl FnOnce(Option<Duration>) -> io::Result<()>) -> io::Result<()> {
    set(Some(deadline.saturating_duration_since(Instant::now()).max(Duration::from_millis(1))))
}

/// Systems disagree on the name of a time-out.
fn is_timeout(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut)
}

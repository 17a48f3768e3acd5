//! One connection as HTTP/1.1: request heads in, bytes out, each within its time.
//!
//! Bodies are never read: nothing that the preview answers to has one. It doesn't know what is asked for.

#![expect(clippy::disallowed_methods, reason = "this module is the I/O shell")]

use std::io::{self, ErrorKind, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::time::{Duration, Instant};

use super::server::Limits;

/// The longest request head that is read, in bytes: 30 times what browsers send.
const MOST_HEAD_BYTES: usize = 16 * 1024;
/// The most headers in a request.
const MOST_HEADERS: usize = 100;
/// How much of an unwanted body is thrown away so that the refusal arrives before the connection ends, in bytes.
const MOST_LINGERING_BYTES: usize = 4 * 1024 * 1024;
/// How long that may take.
const LINGERING_TIME: Duration = Duration::from_secs(1);

/// What is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Method {
    /// The head and the body.
    Get,
    /// The head alone.
    Head,
}

/// A request, as far as it is understood here.
#[derive(Clone, Debug)]
pub(super) struct Request {
    /// What is asked.
    pub(super) method: Method,
    /// Of what: path and query, printable ASCII.
    pub(super) target: String,
    /// Whether the connection stays open for another one.
    pub(super) keep_alive: bool,
    /// Names in lower case.
    headers: Vec<(String, String)>,
}

impl Request {
    /// The values of a header, by its name in lower case. One that isn't ASCII counts as `�`, which means nothing.
    pub(super) fn values(&self, name: &str) -> impl Iterator<Item = &str> {
        self.headers.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// Why a request isn't answered as it wished. Ends the connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RequestRefusal {
    /// Not HTTP/1.x as browsers write it.
    Malformed,
    /// The head is too long or has too many headers.
    HeadTooLarge,
    /// The head didn't arrive in time.
    TooSlow,
    /// Neither `GET` nor `HEAD`.
    Method,
    /// It has a body.
    Body,
}

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
    limits: &'a Limits,
    /// What came in and isn't used yet.
    received: Vec<u8>,
    is_first: bool,
}

impl<'a> Wire<'a> {
    pub(super) fn new(socket: &'a TcpStream, limits: &'a Limits) -> Self {
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

/// Where the head ends; `scanned` bytes have been looked at before. A line that doesn't end in CR LF is refused:
/// servers and proxies disagree on what it means.
fn head_end(received: &[u8], scanned: usize) -> Result<Option<usize>, RequestRefusal> {
    for at in scanned..received.len() {
        if received[at] == b'\n' {
            if at == 0 || received[at - 1] != b'\r' {
                return Err(RequestRefusal::Malformed);
            }
            if received[..at].ends_with(b"\r\n\r") {
                return Ok(Some(at + 1));
            }
        }
    }
    Ok(None)
}

/// Reads a whole request head.
pub(super) fn parse_head(head: &[u8]) -> Result<Request, RequestRefusal> {
    let mut headers = [httparse::EMPTY_HEADER; MOST_HEADERS];
    let mut parsed = httparse::Request::new(&mut headers);
    match parsed.parse(head) {
        Ok(httparse::Status::Complete(_)) => {}
        Ok(httparse::Status::Partial) => return Err(RequestRefusal::Malformed),
        Err(httparse::Error::TooManyHeaders) => return Err(RequestRefusal::HeadTooLarge),
        Err(_) => return Err(RequestRefusal::Malformed),
    }
    let (Some(method), Some(target), Some(version)) = (parsed.method, parsed.path, parsed.version) else {
        return Err(RequestRefusal::Malformed);
    };
    if !target.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(RequestRefusal::Malformed);
    }
    let method = match method {
        "GET" => Method::Get,
        "HEAD" => Method::Head,
        _ => return Err(RequestRefusal::Method),
    };
    let mut request = Request {
        method,
        target: target.to_owned(),
        keep_alive: version == 1,
        headers: Vec::with_capacity(parsed.headers.len()),
    };
    for header in &*parsed.headers {
        let value = match std::str::from_utf8(header.value) {
            Ok(value) if value.is_ascii() => value.trim(),
            _ => "\u{fffd}",
        };
        request.headers.push((header.name.to_ascii_lowercase(), value.to_owned()));
    }
    let has_body = request.values("transfer-encoding").next().is_some()
        || request.values("content-length").any(|length| length != "0");
    if has_body {
        return Err(RequestRefusal::Body);
    }
    if request.values("connection").any(|value| value.eq_ignore_ascii_case("close")) {
        request.keep_alive = false;
    }
    Ok(request)
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

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(head: &str) -> Option<RequestRefusal> {
        head_end(head.as_bytes(), 0).and_then(|_| parse_head(head.as_bytes())).err()
    }

    #[test]
    fn reads_what_browsers_send() {
        let head = b"GET /x/?a=1 HTTP/1.1\r\nHOST: localhost:4000\r\nAccept: */*\r\nX: \xe9\r\n\r\n";
        assert_eq!(head_end(head, 0), Ok(Some(head.len())));
        let request = parse_head(head).expect("a sound head");
        assert_eq!((request.method, request.target.as_str()), (Method::Get, "/x/?a=1"));
        assert!(request.keep_alive);
        assert_eq!(request.values("host").collect::<Vec<_>>(), ["localhost:4000"]);
        let close = parse_head(b"HEAD / HTTP/1.1\r\nConnection: Close\r\n\r\n").expect("a sound head");
        assert_eq!((close.method, close.keep_alive), (Method::Head, false));
    }

    #[test]
    fn refuses_everything_else() {
        for (head, expected) in [
            ("GET / HTTP/1.1\nHost: x\n\n", RequestRefusal::Malformed),
            ("GET / HTTP/1.1\r\nHost : x\r\n\r\n", RequestRefusal::Malformed),
            ("GET / HTTP/1.1\r\nA: b\r\n c\r\n\r\n", RequestRefusal::Malformed),
            ("GET / HTTP/2.0\r\n\r\n", RequestRefusal::Malformed),
            ("PRI * HTTP/2.0\r\n\r\n", RequestRefusal::Malformed),
            ("GET /é HTTP/1.1\r\n\r\n", RequestRefusal::Malformed),
            ("GÉT / HTTP/1.1\r\n\r\n", RequestRefusal::Malformed),
            ("GET /\r\n\r\n", RequestRefusal::Malformed),
            ("\r\n\r\n", RequestRefusal::Malformed),
            ("POST / HTTP/1.1\r\n\r\n", RequestRefusal::Method),
            ("GET / HTTP/1.1\r\nContent-Length: 5\r\n\r\n", RequestRefusal::Body),
            ("GET / HTTP/1.1\r\nContent-Length: 0\r\nContent-Length: 5\r\n\r\n", RequestRefusal::Body),
            ("GET / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n", RequestRefusal::Body),
        ] {
            assert_eq!(refusal(head), Some(expected), "{head:?}");
        }
        let many = format!("GET / HTTP/1.1\r\n{}\r\n", "A: b\r\n".repeat(101));
        assert_eq!(refusal(&many), Some(RequestRefusal::HeadTooLarge));
    }
}

//! Request heads: from bytes to what is asked.
//!
//! Bodies are never read: nothing that the preview answers to has one. It doesn't know what is asked for.

/// The longest request head that is read, in bytes: 30 times what browsers send.
pub(crate) const MOST_HEAD_BYTES: usize = 16 * 1024;
/// The most headers in a request.
const MOST_HEADERS: usize = 100;

/// What is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Method {
    /// The head and the body.
    Get,
    /// The head alone.
    Head,
    /// That something is done; without a body.
    Post,
}

/// A request, as far as it is understood here.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    /// What is asked.
    pub(crate) method: Method,
    /// Of what: path and query, printable ASCII.
    pub(crate) target: String,
    /// Whether the connection stays open for another one.
    pub(crate) keep_alive: bool,
    /// Names in lower case.
    headers: Vec<(String, String)>,
}

impl Request {
    /// The values of a header, by its name in lower case. One that isn't ASCII counts as `�`, which means nothing.
    pub(crate) fn values(&self, name: &str) -> impl Iterator<Item = &str> {
        self.headers.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// Why a request isn't answered as it wished. Ends the connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RequestRefusal {
    /// Not HTTP/1.x as browsers write it.
    Malformed,
    /// The head is too long or has too many headers.
    HeadTooLarge,
    /// The head didn't arrive in time.
    TooSlow,
    /// Neither `GET` nor `HEAD`, nor a `POST` to what does something.
    Method,
    /// It has a body.
    Body,
}

/// Where the head ends; `scanned` bytes have been looked at before. A line that doesn't end in CR LF is refused:
/// servers and proxies disagree on what it means.
pub(crate) fn head_end(received: &[u8], scanned: usize) -> Result<Option<usize>, RequestRefusal> {
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
pub(crate) fn parse_head(head: &[u8]) -> Result<Request, RequestRefusal> {
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
        "POST" => Method::Post,
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
        return Err(if method == Method::Post { RequestRefusal::Method } else { RequestRefusal::Body });
    }
    if request.values("connection").any(|value| value.eq_ignore_ascii_case("close")) {
        request.keep_alive = false;
    }
    Ok(request)
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
            ("PUT / HTTP/1.1\r\n\r\n", RequestRefusal::Method),
            ("POST / HTTP/1.1\r\nContent-Length: 5\r\n\r\n", RequestRefusal::Method),
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

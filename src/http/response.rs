//! Responses as values, and the headers that every one of them carries.

use std::sync::Arc;

/// What a browser may load for a page: files of the site itself, and nothing inline. The live preview sends the policy
/// that a municipality's server should send, so that what works here works there.
pub const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; \
     font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/// The bytes after the head.
#[derive(Clone, Debug)]
pub(crate) enum ResponseBody {
    /// A file of the site.
    File(Arc<[u8]>),
    /// Made for this response.
    Made(Vec<u8>),
    /// Part of the tool.
    Own(&'static str),
}

impl ResponseBody {
    pub(crate) fn bytes(&self) -> &[u8] {
        match self {
            Self::File(bytes) => bytes,
            Self::Made(bytes) => bytes,
            Self::Own(text) => text.as_bytes(),
        }
    }
}

/// A response.
#[derive(Clone, Debug)]
pub(crate) struct Response {
    pub(crate) status: ResponseStatus,
    pub(crate) media_type: &'static str,
    pub(crate) body: ResponseBody,
}

/// How it went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ResponseStatus {
    Ok,
    /// It is at this address, percent-encoded. Never permanent: what lies where can change with every build.
    Found(String),
    BadRequest,
    Forbidden,
    NotFound,
    MethodNotAllowed,
    TooSlow,
    ContentTooLarge,
    HeadTooLarge,
    Failed,
    Unavailable,
}

impl ResponseStatus {
    /// Number and name.
    pub(crate) fn line(&self) -> &'static str {
        match self {
            Self::Ok => "200 OK",
            Self::Found(_) => "302 Found",
            Self::BadRequest => "400 Bad Request",
            Self::Forbidden => "403 Forbidden",
            Self::NotFound => "404 Not Found",
            Self::MethodNotAllowed => "405 Method Not Allowed",
            Self::TooSlow => "408 Request Timeout",
            Self::ContentTooLarge => "413 Content Too Large",
            Self::HeadTooLarge => "431 Request Header Fields Too Large",
            Self::Failed => "500 Internal Server Error",
            Self::Unavailable => "503 Service Unavailable",
        }
    }
}

/// What becomes of the connection after a response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ConnectionPolicy {
    /// It waits for another request.
    KeepAlive,
    /// It ends.
    Close,
}

impl Response {
    /// The head, up to and with the empty line. `build` names the build that the response comes from.
    pub(crate) fn head(&self, build: &str, policy: ConnectionPolicy) -> Vec<u8> {
        let mut head = common_head(self.status.line(), self.media_type, build, policy);
        head.push_str(&format!("Content-Length: {}\r\n", self.body.bytes().len()));
        match &self.status {
            ResponseStatus::Found(address) => head.push_str(&format!("Location: {address}\r\n")),
            ResponseStatus::MethodNotAllowed => head.push_str("Allow: GET, HEAD\r\n"),
            ResponseStatus::Unavailable => head.push_str("Retry-After: 1\r\n"),
            _ => {}
        }
        head.push_str("\r\n");
        head.into_bytes()
    }
}

/// The head of a stream of events, which lasts as long as the connection.
pub(crate) fn stream_head(build: &str) -> Vec<u8> {
    (common_head(ResponseStatus::Ok.line(), "text/event-stream", build, ConnectionPolicy::Close) + "\r\n")
        .into_bytes()
}

fn common_head(status: &str, media_type: &str, build: &str, policy: ConnectionPolicy) -> String {
    let connection = match policy {
        ConnectionPolicy::KeepAlive => "keep-alive",
        ConnectionPolicy::Close => "close",
    };
    format!(
        "HTTP/1.1 {status}\r\n\
         Content-Type: {media_type}\r\n\
         Content-Security-Policy: {CONTENT_SECURITY_POLICY}\r\n\
         X-Content-Type-Options: nosniff\r\n\
         Referrer-Policy: no-referrer\r\n\
         Cross-Origin-Resource-Policy: same-origin\r\n\
         Cache-Control: no-store\r\n\
         Wijkgids-Build: {build}\r\n\
         Connection: {connection}\r\n"
    )
}

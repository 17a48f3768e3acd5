//! A small site, a server for it, and a client that can misbehave.

#![expect(clippy::disallowed_methods, reason = "waits for a server")]

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use wijkgids::pipeline::{OutputPath, Outputs};
use wijkgids::preview::{BasePath, Snapshot};
use wijkgids::shell::preview::{Preview, ServerLimits, start};
use wijkgids::text::MessageLanguage;

/// How long anything may take that happens at once on an idle machine. Only a server that hangs reaches it.
pub(crate) const PATIENCE: Duration = Duration::from_secs(60);

pub(crate) fn output(path: &str) -> OutputPath {
    OutputPath::new(path).expect("tests write sound paths")
}

/// A page as a theme makes it.
pub(crate) fn page(text: &str) -> String {
    format!(
        "<!doctype html><html lang=\"nl\"><head><title>{text}</title></head><body><main>{text}</main></body></html>"
    )
}

/// A site at `/gids/` with these files.
pub(crate) fn snapshot(files: &[(&str, &str)]) -> Snapshot {
    let mut outputs = Outputs::default();
    for (path, text) in files {
        outputs.add(output(path), text.as_bytes().into());
    }
    Snapshot { outputs, base: BasePath::of_base_url("https://voorbeeld.nl/gids/"), ..Snapshot::default() }
}

/// The site most tests use.
pub(crate) fn small_site() -> Snapshot {
    snapshot(&[
        ("index.html", &page("Wijkgids")),
        ("kaarten/waakvlam/index.html", &page("Waakvlam")),
        ("kaarten/één & ander/index.html", &page("Eén")),
        ("404.html", &page("Niet gevonden")),
        ("assets/wijkgids.css", "main { color: green }"),
    ])
}

/// Short times, so that tests needn't wait.
pub(crate) fn quick() -> ServerLimits {
    ServerLimits {
        head_time: Duration::from_millis(800),
        idle_time: Duration::from_millis(800),
        write_time: Duration::from_millis(1_000),
        heartbeat: Duration::from_millis(100),
        ..ServerLimits::default()
    }
}

/// A preview of the small site, with the times that editors get.
pub(crate) fn preview() -> Preview {
    preview_with(ServerLimits::default())
}

pub(crate) fn preview_with(limits: ServerLimits) -> Preview {
    let preview = start(0, MessageLanguage::Nl, limits).expect("a free port");
    preview.publish(small_site());
    preview
}

pub(crate) fn connect(port: u16) -> TcpStream {
    let socket = TcpStream::connect(("127.0.0.1", port)).expect("the preview listens");
    socket.set_read_timeout(Some(PATIENCE)).expect("not zero");
    socket.set_write_timeout(Some(PATIENCE)).expect("not zero");
    socket
}

/// A response, taken apart.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: String,
}

impl Reply {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines.find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }
}

/// Sends bytes and reads until the other side is done. What comes may be cut off, or nothing.
pub(crate) fn send(port: u16, bytes: &[u8]) -> Option<Reply> {
    let mut socket = connect(port);
    // The server may refuse before everything is sent.
    let _ = socket.write_all(bytes);
    let _ = socket.shutdown(std::net::Shutdown::Write);
    let mut received = Vec::new();
    let _ = socket.read_to_end(&mut received);
    reply(&received)
}

pub(crate) fn reply(received: &[u8]) -> Option<Reply> {
    let received = String::from_utf8_lossy(received);
    let (head, body) = received.split_once("\r\n\r\n")?;
    let status = head.split(' ').nth(1)?.parse().ok()?;
    Some(Reply { status, head: head.to_owned(), body: body.to_owned() })
}

/// The head of a request as a browser sends it, with more headers at will.
pub(crate) fn request(port: u16, method: &str, target: &str, headers: &str) -> Vec<u8> {
    format!("{method} {target} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n{headers}\r\n")
        .into_bytes()
}

pub(crate) fn get(port: u16, target: &str) -> Reply {
    send(port, &request(port, "GET", target, "")).expect("an answer")
}

/// Waits until something is so.
pub(crate) fn wait_until(what: &str, mut is_so: impl FnMut() -> bool) {
    let start = Instant::now();
    while !is_so() {
        assert!(start.elapsed() < PATIENCE, "waited in vain until {what}");
        std::thread::sleep(Duration::from_millis(10));
    }
}

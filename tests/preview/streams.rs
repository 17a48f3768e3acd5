//! The stream of builds.

#![expect(clippy::disallowed_methods, reason = "waits for a server")]

use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use wijkgids::preview::Snapshot;
use wijkgids::shell::preview::ServerLimits;

use super::client::*;

/// An open stream, past its head.
struct Stream {
    lines: std::io::Lines<BufReader<TcpStream>>,
}

impl Stream {
    fn open(port: u16, since: &str) -> Self {
        let mut socket = connect(port);
        socket.write_all(&request(port, "GET", &format!("/_wijkgids/events{since}"), "")).expect("open");
        let mut lines = BufReader::new(socket).lines();
        assert!(lines.any(|line| line.expect("the stream begins") == ": hello"));
        Self { lines }
    }

    /// The next build: its name, and what is said about it.
    fn next(&mut self) -> (String, String) {
        let start = Instant::now();
        let mut next_with = |prefix: &str| {
            let mut lines = self.lines.by_ref().map(|line| line.expect("the stream goes on"));
            let found = lines.find_map(|line| {
                // Signs of life come also when the build doesn't.
                assert!(start.elapsed() < PATIENCE, "waited in vain for a build");
                line.strip_prefix(prefix).map(str::to_owned)
            });
            found.expect("the stream goes on")
        };
        (next_with("id: "), next_with("data: "))
    }
}

/// The small site with another text on one page.
fn edited(text: &str) -> Snapshot {
    snapshot(&[("index.html", &page("Wijkgids")), ("kaarten/één/index.html", &page(text))])
}

#[test]
fn a_build_names_what_changed() {
    let preview = preview();
    preview.publish(edited("een"));
    let mut stream = Stream::open(preview.port(), "");
    let (first, anything) = stream.next();
    assert!(anything.contains(r#""previous":null,"changed":null"#), "{anything}");

    preview.publish(Snapshot { follow: Some(output("kaarten/één/index.html")), ..edited("twee") });
    let (second, edit) = stream.next();
    assert_ne!(first, second);
    assert!(edit.contains(&format!(r#""previous":"{first}","changed":["/gids/kaarten/één/"]"#)), "{edit}");
    assert!(edit.contains(r#""problems_changed":false,"errors":0,"warnings":0"#), "{edit}");
    assert!(edit.contains(r#""follow":"/gids/kaarten/%C3%A9%C3%A9n/""#), "{edit}");

    preview.publish(edited("twee"));
    assert!(stream.next().1.contains(r#""changed":[]"#));
    preview.publish(snapshot(&[("index.html", &page("Wijkgids"))]));
    assert!(stream.next().1.contains(r#""changed":["/gids/kaarten/één/"]"#), "also when it goes");
}

#[test]
fn a_client_that_was_away_reads_on_where_it_was() {
    let preview = preview();
    let seen =
        get(preview.port(), "/gids/").header("wijkgids-build").expect("every response has it").to_owned();
    for text in ["een", "twee", "drie"] {
        preview.publish(edited(text));
    }
    let now =
        get(preview.port(), "/gids/").header("wijkgids-build").expect("every response has it").to_owned();
    let mut by_query = Stream::open(preview.port(), &format!("?since={seen}"));
    let builds: Vec<String> = (0..3).map(|_| by_query.next().0).collect();
    assert_eq!(builds.last(), Some(&now));

    let mut socket = connect(preview.port());
    let header = format!("Last-Event-ID: {}\r\n", builds[1]);
    socket.write_all(&request(preview.port(), "GET", "/_wijkgids/events", &header)).expect("open");
    let mut lines = BufReader::new(socket).lines().map_while(Result::ok);
    assert_eq!(lines.find_map(|line| line.strip_prefix("id: ").map(str::to_owned)), Some(now.clone()));

    for foreign in ["?since=0000-7", "?since=", "?since=%0d%0a"] {
        assert_eq!(Stream::open(preview.port(), foreign).next().0, now, "{foreign}");
    }
}

#[test]
fn f9_everybody_gets_every_build_whatever_others_do() {
    let preview = preview_with(quick());
    let port = preview.port();
    let n_builds = 100;
    // It never reads.
    let mut stalled = connect(port);
    stalled.write_all(&request(port, "GET", "/_wijkgids/events", "")).expect("open");
    std::thread::scope(|scope| {
        let readers: Vec<_> = (0..20)
            .map(|_| {
                let mut stream = Stream::open(port, "");
                // Whoever names no build gets the latest, so it has to be read before there are others.
                let there = stream.next();
                scope.spawn(move || -> Vec<(String, String)> {
                    std::iter::once(there).chain((0..n_builds).map(|_| stream.next())).collect()
                })
            })
            .collect();
        for n in 0..n_builds {
            let mut passer_by = connect(port);
            passer_by.write_all(&request(port, "GET", "/_wijkgids/events", "")).expect("open");
            if n % 2 == 0 {
                // What arrived and wasn't read makes the system reset the connection instead of closing it.
                passer_by.peek(&mut [0]).expect("the stream begins");
            }
            drop(passer_by);
            preview.publish(edited(&n.to_string()));
        }
        for reader in readers {
            let builds = reader.join().expect("got all builds");
            for pair in builds.windows(2) {
                assert!(pair[1].1.contains(&format!(r#""previous":"{}""#, pair[0].0)), "{pair:?}");
            }
        }
    });
    wait_until("all but the stalled one are gone", || preview.connections() <= 1);
    drop(stalled);
    wait_until("that one is gone too", || preview.connections() == 0);
}

#[test]
fn f9_a_stream_that_nobody_reads_is_ended() {
    let limits = quick();
    let preview = preview_with(limits);
    let mut stalled = connect(preview.port());
    stalled.write_all(&request(preview.port(), "GET", "/_wijkgids/events", "")).expect("open");
    wait_until("it stands", || preview.connections() == 1);
    // Long names make long events; the system keeps a few MB of them for the client before the server notices.
    let files: Vec<String> = (0..150).map(|n| format!("{n}{}/index.html", "x".repeat(10_000))).collect();
    let mut n = 0;
    wait_until("the server ends it", || {
        n += 1;
        let text = page(&n.to_string());
        preview
            .publish(snapshot(&files.iter().map(|path| (path.as_str(), text.as_str())).collect::<Vec<_>>()));
        preview.connections() == 0
    });
}

#[test]
fn there_is_room_for_pages_whatever_streams_there_are() {
    let preview = preview_with(ServerLimits { streams: 2, ..quick() });
    let _streams = [Stream::open(preview.port(), ""), Stream::open(preview.port(), "")];
    assert_eq!(get(preview.port(), "/_wijkgids/events").status, 503);
    assert_eq!(get(preview.port(), "/gids/").status, 200);
}

#[test]
fn f13_a_response_never_mixes_two_builds() {
    let preview = preview();
    let is_done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            // Build 1 is there; the text of each next one is its number.
            for n in 2..400 {
                preview.publish(edited(&format!("[{n}]")));
            }
            is_done.store(true, Ordering::SeqCst);
        });
        let mut last = 1;
        while !is_done.load(Ordering::SeqCst) {
            let reply = get(preview.port(), "/gids/kaarten/%C3%A9%C3%A9n/");
            let name = reply.header("wijkgids-build").expect("every response has it").to_owned();
            let number: u32 =
                name.rsplit('-').next().and_then(|n| n.parse().ok()).expect("ends with a number");
            assert!(number >= last, "builds never go back");
            assert!(number == 1 || reply.body.contains(&format!("<main>[{number}]</main>")), "{reply:?}");
            assert!(reply.body.contains(&format!("data-build=\"{name}\"")), "{reply:?}");
            last = number;
        }
    });
}

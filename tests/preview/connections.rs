//! Clients that hold on to the server.

use std::io::{Read, Write};
use std::sync::Arc;

use wijkgids::shell::preview::ServerLimits;

use super::client::*;

/// Whether the server ended the connection, however it did so.
fn is_ended(socket: &mut std::net::TcpStream) -> bool {
    socket.read_to_end(&mut Vec::new()).map_or_else(
        |error| !matches!(error.kind(), std::io::ErrorKind::WouldBlock | std::io::ErrorKind::TimedOut),
        |_| true,
    )
}

#[test]
fn f7_500_clients_that_never_finish_keep_nobody_out() {
    let preview = preview_with(quick());
    let mut held = Vec::new();
    for n in 0..500 {
        let mut socket = connect(preview.port());
        // Some were ended already, to make room for the next.
        let _ = socket.write_all(b"GET /gids/ HT");
        held.push(socket);
        if n % 50 == 0 {
            assert_eq!(get(preview.port(), "/gids/").status, 200, "with {n} held");
        }
        assert!(preview.connections() <= ServerLimits::default().connections);
    }
    wait_until("they are all gone", || preview.connections() == 0);
    assert!(held.iter_mut().all(is_ended));
}

#[test]
fn f7_sending_a_little_now_and_then_gives_no_more_time() {
    let preview = preview_with(quick());
    let mut socket = connect(preview.port());
    // The server gives a head 800 ms in total; each pause is far below that.
    wait_until("the server ends it", || {
        let _ = socket.write_all(b"G");
        preview.connections() == 0
    });
}

#[test]
fn an_idle_connection_is_ended() {
    let preview = preview_with(quick());
    let mut socket = connect(preview.port());
    let request =
        format!("GET /gids/assets/wijkgids.css HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", preview.port());
    socket.write_all(request.as_bytes()).expect("open");
    let mut received = Vec::new();
    socket.read_to_end(&mut received).expect("an answer, and then an end");
    assert_eq!(reply(&received).expect("an answer").status, 200);
}

#[test]
fn whoever_comes_when_all_places_are_in_use_is_reported_so() {
    let preview = preview_with(ServerLimits {
        connections: 2,
        heartbeat: quick().heartbeat,
        ..ServerLimits::default()
    });
    let streams: Vec<_> = (0..2)
        .map(|_| {
            let mut stream = connect(preview.port());
            stream.write_all(&request(preview.port(), "GET", "/_wijkgids/events", "")).expect("open");
            stream.read_exact(&mut [0; 15]).expect("the stream begins");
            stream
        })
        .collect();
    let mut refused = connect(preview.port());
    let mut received = Vec::new();
    refused.read_to_end(&mut received).expect("an answer");
    let refused = reply(&received).expect("an answer");
    assert_eq!((refused.status, refused.header("retry-after")), (503, Some("1")));
    drop(streams);
    wait_until("there is room again", || preview.connections() == 0);
    assert_eq!(get(preview.port(), "/gids/").status, 200);
}

#[test]
fn f10_a_stalled_download_holds_up_nobody_and_ends() {
    let preview = preview_with(quick());
    let mut site = small_site();
    site.outputs.add(output("groot.bin"), Arc::from(vec![b'x'; 30_000_000]));
    preview.publish(site);
    let mut stalled = connect(preview.port());
    stalled.write_all(&request(preview.port(), "GET", "/gids/groot.bin", "")).expect("open");
    stalled.read_exact(&mut [0; 15]).expect("the download begins");
    for _ in 0..20 {
        assert_eq!(get(preview.port(), "/gids/").status, 200);
    }
    assert_eq!(get(preview.port(), "/gids/groot.bin").body.len(), 30_000_000);
    wait_until("the stalled one is ended", || preview.connections() == 0);
}

#[test]
fn stopping_ends_every_connection() {
    let preview = preview();
    let mut waiting = connect(preview.port());
    let mut stream = connect(preview.port());
    stream.write_all(&request(preview.port(), "GET", "/_wijkgids/events", "")).expect("open");
    stream.read_exact(&mut [0; 15]).expect("the stream begins");
    drop(preview);
    assert!(is_ended(&mut waiting) && is_ended(&mut stream));
}

//! What is answered, and to whom.

use std::io::{Read, Write};

use proptest::prelude::*;
use wijkgids::http::CONTENT_SECURITY_POLICY;
use wijkgids::shell::preview::{StartError, start};
use wijkgids::text::MessageLanguage;

use super::client::*;

#[test]
fn pages_are_found_by_their_addresses() {
    let preview = preview();
    for (target, status, location) in [
        ("/", 302, Some("/gids/")),
        ("/gids", 302, Some("/gids/")),
        ("/gids/", 200, None),
        ("/gids/kaarten/waakvlam/", 200, None),
        ("/gids/kaarten/waakvlam/?x=1", 200, None),
        ("/gids/kaarten/waakvlam/index.html", 200, None),
        ("/gids/kaarten/waakvlam", 302, Some("/gids/kaarten/waakvlam/")),
        ("/gids/kaarten/waakvlam?x=1", 302, Some("/gids/kaarten/waakvlam/?x=1")),
        (
            "/gids/kaarten/%C3%A9%C3%A9n%20%26%20ander",
            302,
            Some("/gids/kaarten/%C3%A9%C3%A9n%20%26%20ander/"),
        ),
        ("/gids/kaarten/%c3%a9%c3%a9n%20&%20ander/", 200, None),
        ("/gids/assets/wijkgids.css", 200, None),
        ("/gids/kaarten/", 404, None),
        ("/kaarten/waakvlam/", 404, None),
        ("/_wijkgids/", 200, None),
        ("/_wijkgids/other", 404, None),
    ] {
        let reply = get(preview.port(), target);
        assert_eq!((reply.status, reply.header("location")), (status, location), "{target}");
    }
    assert!(get(preview.port(), "/gids/nergens/").body.contains("Niet gevonden"), "the site's own page");
}

#[test]
fn a_head_request_gets_the_same_head_and_no_body() {
    let preview = preview();
    let whole = get(preview.port(), "/gids/");
    let head = send(preview.port(), &request(preview.port(), "HEAD", "/gids/", "")).expect("an answer");
    assert_eq!(head.head, whole.head);
    assert_eq!(head.body, "");
    assert_eq!(whole.header("content-length"), Some(whole.body.len().to_string().as_str()));
}

#[test]
fn one_connection_serves_many_requests() {
    let preview = preview();
    let mut socket = connect(preview.port());
    let request =
        format!("GET /gids/assets/wijkgids.css HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", preview.port());
    // Two at once, and one more after the answers.
    socket.write_all(request.repeat(2).as_bytes()).expect("open");
    let length = get(preview.port(), "/gids/assets/wijkgids.css").head.len() - "close".len()
        + "keep-alive".len()
        + "\r\n\r\n".len()
        + "main { color: green }".len();
    let mut two = vec![0; 2 * length];
    socket.read_exact(&mut two).expect("two answers");
    socket.write_all(request.as_bytes()).expect("still open");
    let mut one = vec![0; length];
    socket.read_exact(&mut one).expect("a third answer");
    assert_eq!(two[length..], one[..]);
}

#[test]
fn f1_no_address_leads_out_of_the_site() {
    let preview = preview();
    for target in [
        "/../etc/passwd",
        "/gids/../../etc/passwd",
        "/gids/kaarten/../../../etc/passwd",
        "/gids/%2e%2e/%2e%2e/etc/passwd",
        "/gids/%2E%2E/etc/passwd",
        "/gids/.%2e/etc/passwd",
        "/gids/%252e%252e/etc/passwd",
        "/gids/..%2fetc%2fpasswd",
        "/gids/..%5cetc%5cpasswd",
        "/gids/..\\..\\etc\\passwd",
        "/gids/....//etc/passwd",
        "/gids/..;/etc/passwd",
        "//etc/passwd",
        "///etc/passwd",
        "/gids//etc/passwd",
        "/gids/./etc/passwd",
        "/c:/windows/win.ini",
        "/gids/c:/windows/win.ini",
        "/gids/index.html::$DATA",
        "/gids/INDEX~1.HTM",
        "/gids/%00",
        "/gids/index.html%00.css",
        "/gids/%c0%ae%c0%ae/etc/passwd",
        "/gids/%e0%80%ae/etc/passwd",
        "/gids/%uff0e%uff0e/etc/passwd",
        "/gids/index.html.",
        "/gids/index.html%20",
        "file:///etc/passwd",
        "http://127.0.0.1/gids/",
        "*",
        "etc/passwd",
        "/gids/%",
        "/gids/%2",
    ] {
        let reply = get(preview.port(), target);
        assert!(matches!(reply.status, 400 | 404), "{target}: {}", reply.head);
        assert!(!reply.body.contains("root:"), "{target}");
    }
}

#[test]
fn f2_only_the_names_of_this_machine_are_served() {
    let preview = preview();
    let port = preview.port();
    for host in [format!("localhost:{port}"), format!("[::1]:{port}"), format!("127.0.0.1:{port}")] {
        let head = format!("GET /gids/ HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
        assert_eq!(send(port, head.as_bytes()).expect("an answer").status, 200, "{host}");
    }
    for hosts in [
        "Host: evil.test\r\n".to_owned(),
        format!("Host: evil.test:{port}\r\n"),
        String::new(),
        format!("Host: localhost:{port}\r\nHost: localhost:{port}\r\n"),
        format!("Host: localhost.evil:{port}\r\n"),
        format!("Host: 127.0.0.1.nip.io:{port}\r\n"),
        format!("Host: localhost:{}\r\n", port.wrapping_add(1)),
        "Host: localhost\r\n".to_owned(),
        "Host: \r\n".to_owned(),
    ] {
        for target in ["/gids/", "/_wijkgids/", "/_wijkgids/events", "/_wijkgids/preview.js"] {
            let head = format!("GET {target} HTTP/1.1\r\n{hosts}\r\n");
            let reply = send(port, head.as_bytes()).expect("an answer");
            assert_eq!(reply.status, 403, "{hosts}{target}");
            assert!(reply.body.contains(&format!("`http://127.0.0.1:{port}/`")), "says how: {}", reply.body);
        }
    }
}

#[test]
fn f3_other_websites_get_nothing() {
    let preview = preview();
    let port = preview.port();
    let own = format!("Origin: http://127.0.0.1:{port}\r\nSec-Fetch-Site: same-origin\r\n");
    for headers in [own.as_str(), "Sec-Fetch-Site: none\r\n", ""] {
        let reply = send(port, &request(port, "GET", "/gids/", headers)).expect("an answer");
        assert_eq!(reply.status, 200, "{headers}");
        assert_eq!(reply.header("access-control-allow-origin"), None);
        assert_eq!(reply.header("cross-origin-resource-policy"), Some("same-origin"));
    }
    for headers in [
        "Origin: https://evil.test\r\n",
        "Origin: null\r\n",
        "Origin: http://localhost:1\r\n",
        "Sec-Fetch-Site: cross-site\r\n",
        "Sec-Fetch-Site: same-site\r\n",
        "Sec-Fetch-Site: same-origin\r\nSec-Fetch-Site: cross-site\r\n",
    ] {
        for target in ["/", "/gids/", "/gids/assets/wijkgids.css", "/_wijkgids/events", "/_wijkgids/"] {
            let reply = send(port, &request(port, "GET", target, headers)).expect("an answer");
            assert_eq!(reply.status, 403, "{headers}{target}");
            assert_eq!(reply.header("access-control-allow-origin"), None);
            assert_eq!(reply.header("cross-origin-resource-policy"), Some("same-origin"));
        }
    }
}

#[test]
fn f5_requests_with_a_body_or_another_method_are_refused() {
    let preview = preview();
    let port = preview.port();
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "CONNECT", "get", "WIJKGIDS"] {
        let reply = send(port, &request(port, method, "/gids/", "Content-Length: 5\r\n")).expect("an answer");
        assert_eq!((reply.status, reply.header("allow")), (405, Some("GET, HEAD")), "{method}");
        assert_eq!(reply.header("connection"), Some("close"), "{method}");
    }
    for headers in [
        "Content-Length: 2000000\r\n",
        "Content-Length: 9223372036854775808\r\n",
        "Content-Length: 99999999999999999999999999\r\n",
        "Content-Length: -1\r\n",
        "Content-Length: x\r\n",
        "Transfer-Encoding: chunked\r\n",
        "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
        "Content-Length: 5\r\nContent-Length: 6\r\n",
        "Content-Length: 0\r\nContent-Length: 6\r\n",
    ] {
        for body in ["", "hallo", &"x".repeat(2_000_000)] {
            let mut bytes = request(port, "GET", "/gids/", headers);
            bytes.extend_from_slice(body.as_bytes());
            let reply = send(port, &bytes).expect("an answer");
            assert_eq!((reply.status, reply.header("connection")), (413, Some("close")), "{headers}");
        }
    }
    assert_eq!(get(port, "/gids/").status, 200);
}

#[test]
fn f6_request_heads_are_read_strictly() {
    let preview = preview();
    let port = preview.port();
    let host = format!("Host: 127.0.0.1:{port}\r\n");
    for (head, status) in [
        (format!("GET /gids/ HTTP/1.1\r\n{host}X: {}\r\n\r\n", "x".repeat(1_000_000)), 431),
        (format!("GET /{} HTTP/1.1\r\n{host}\r\n", "x".repeat(1_000_000)), 431),
        (format!("GET /gids/ HTTP/1.1\r\n{host}{}\r\n", "X: y\r\n".repeat(10_000)), 431),
        (format!("GET /gids/ HTTP/1.1\r\n{host}{}\r\n", "X: y\r\n".repeat(101)), 431),
        (format!("GET /gids/ HTTP/1.1\nHost: 127.0.0.1:{port}\n\n"), 400),
        (format!("GET /gids/ HTTP/1.1\r\nHost : 127.0.0.1:{port}\r\n\r\n"), 400),
        (format!("GET /gids/ HTTP/1.1\r\n{host}X: y\r\n z\r\n\r\n"), 400),
        (format!("GET /gids/ HTTP/2.0\r\n{host}\r\n"), 400),
        (format!("GET /gids/ HTTP/9\r\n{host}\r\n"), 400),
        ("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".to_owned(), 400),
        (format!("GET /gids/é HTTP/1.1\r\n{host}\r\n"), 400),
        (format!("GET /gids/ HTTP/1.1\r\n{host}É: x\r\n\r\n"), 400),
        (format!("GET  /gids/ HTTP/1.1\r\n{host}\r\n"), 400),
        ("GET /gids/\r\n\r\n".to_owned(), 400),
        ("\u{16}\u{3}\u{1}\r\n\r\n".to_owned(), 400),
        (format!("GET /gids/ HTTP/1.1\r\n{host}X: é\r\nConnection: close\r\n\r\n"), 200),
        (format!("GET /gids/ HTTP/1.0\r\n{host}\r\n"), 200),
    ] {
        let reply = send(port, head.as_bytes()).expect("an answer");
        let shown: String = head.chars().take(60).collect();
        assert_eq!(reply.status, status, "{shown:?}");
        assert_eq!(reply.header("content-security-policy"), Some(CONTENT_SECURITY_POLICY), "{shown:?}");
    }
    wait_until("all connections are closed", || preview.connections() == 0);
}

#[test]
fn f14_it_listens_on_this_machine_only_and_says_so_when_it_cannot() {
    let preview = preview();
    assert!(preview.addresses().all(|address| address.ip().is_loopback()));
    let error = start(preview.port(), MessageLanguage::Nl, quick()).expect_err("somebody listens there");
    assert!(matches!(error, StartError::PortInUse { port } if port == preview.port()));
    assert!(error.to_string().contains(&preview.port().to_string()) && error.to_string().contains("--port"));

    let port = preview.port();
    drop(preview);
    start(port, MessageLanguage::Nl, quick()).expect("a preview that stopped leaves its port");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(100) })]

    #[test]
    fn no_bytes_stop_the_server(
        start in prop_oneof![Just("GET /gids/ HTTP/1.1\r\n"), Just("GET "), Just("")],
        bytes in proptest::collection::vec(prop_oneof![any::<u8>(), prop::sample::select(b"\r\n: /%HG1.".to_vec())], 0..400),
        end in prop_oneof![Just("\r\n\r\n"), Just("")],
    ) {
        let preview = preview_with(quick());
        let sent = [start.as_bytes(), &bytes, end.as_bytes()].concat();
        if let Some(reply) = send(preview.port(), &sent) {
            prop_assert!(matches!(reply.status, 200 | 302 | 400 | 403 | 404 | 405 | 408 | 413 | 431), "{}", reply.head);
        }
        prop_assert_eq!(get(preview.port(), "/gids/").status, 200);
    }

    #[test]
    fn only_what_is_in_the_site_is_found(path in "(/|[a-z.%0-9~é]|gids|index.html|kaarten){0,12}") {
        let preview = preview();
        let encoded: String = path.bytes().map(|byte| match byte {
            0x21..=0x7e => char::from(byte).to_string(),
            other => format!("%{other:02x}"),
        }).collect();
        let reply = get(preview.port(), &format!("/{encoded}"));
        let is_known = ["gids/", "gids/index.html", "gids/404.html"].contains(&path.as_str());
        prop_assert_eq!(reply.status == 200, is_known, "{}: {}", path, reply.head);
    }
}

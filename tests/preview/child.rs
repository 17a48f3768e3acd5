//! The server in a process of its own: its memory can be measured and its file descriptors limited.

#![expect(clippy::disallowed_methods, reason = "starts processes and reads what the system says about them")]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, ChildStdout, Command, Stdio};

use super::client::*;
use crate::support::only;

const MARK: &str = "listening on port ";

/// A preview in another process, which ends when this is dropped.
struct ChildPreview {
    process: Child,
    port: u16,
    /// Kept open, because the other process goes on writing to it.
    _output: BufReader<ChildStdout>,
}

/// Runs in the other process; in this one it does nothing.
#[test]
fn preview_for_another_process() {
    if std::env::var("WIJKGIDS_TEST_PREVIEW").is_err() {
        return;
    }
    let preview = preview_with(quick());
    writeln!(std::io::stdout(), "{MARK}{}", preview.port()).expect("the other process reads it");
    let _ = std::io::stdin().read_line(&mut String::new());
}

impl ChildPreview {
    fn start(limits: &str) -> Self {
        let tests = std::env::current_exe().expect("this process has a program");
        let mut process = Command::new("sh")
            .args(["-c", &format!("{limits} exec \"$0\" \"$@\"")])
            .arg(tests)
            .args(only(module_path!(), "preview_for_another_process"))
            .env("WIJKGIDS_TEST_PREVIEW", "1")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("a shell");
        let mut output = BufReader::new(process.stdout.take().expect("asked for"));
        let port = output
            .by_ref()
            .lines()
            .map_while(Result::ok)
            .find_map(|line| line.split_once(MARK).and_then(|(_, port)| port.parse().ok()))
            .expect("the preview says where it is");
        Self { process, port, _output: output }
    }

    /// How much memory it uses, in KiB, and how many threads.
    #[cfg(target_os = "linux")]
    fn use_of_memory_and_threads(&self) -> (usize, usize) {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.process.id())).expect("it runs");
        let number = |name: &str| {
            let line = status.lines().find_map(|line| line.strip_prefix(name)).expect("Linux says so");
            line.trim().trim_end_matches(" kB").parse().expect("a number")
        };
        (number("VmRSS:"), number("Threads:"))
    }
}

impl Drop for ChildPreview {
    fn drop(&mut self) {
        // It waits for the end of its input.
        drop(self.process.stdin.take());
        let _ = self.process.wait();
    }
}

#[test]
#[cfg(target_os = "linux")]
fn f5_f6_large_requests_cost_neither_memory_nor_threads() {
    let preview = ChildPreview::start("");
    get(preview.port, "/gids/");
    let (memory, threads) = preview.use_of_memory_and_threads();
    for _ in 0..5 {
        let mut body = request(preview.port, "POST", "/gids/", "Content-Length: 9223372036854775807\r\n");
        body.resize(body.len() + 30_000_000, b'x');
        send(preview.port, &body);
        let head = format!("GET /gids/ HTTP/1.1\r\nX: {}", "x".repeat(60_000_000));
        send(preview.port, head.as_bytes());
    }
    wait_until("all threads are gone", || preview.use_of_memory_and_threads().1 <= threads);
    let (memory_after, _) = preview.use_of_memory_and_threads();
    assert!(memory_after < memory + 5 * 1024, "{memory} KiB before, {memory_after} KiB after");
    assert_eq!(get(preview.port, "/gids/").status, 200);
}

#[test]
fn f8_it_recovers_when_file_descriptors_run_out() {
    let preview = ChildPreview::start("ulimit -n 64;");
    let mut held: Vec<TcpStream> = (0..90).map(|_| connect(preview.port)).collect();
    for socket in &mut held {
        let _ = socket.write_all(b"GET /gids/ HT");
    }
    assert_eq!(get(preview.port, "/gids/").status, 200, "while they are held");
    drop(held);
    assert_eq!(get(preview.port, "/gids/").status, 200, "after they are released");
}

//! `wijkgids serve`: what it tells editors while they write.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use super::{site, wijkgids, write};

/// The longest that a line may take that comes by itself; only a preview that never says it takes so long.
const PATIENCE: Duration = Duration::from_mins(1);

/// A preview that ends with the test.
struct Preview {
    process: Child,
    port: u16,
    lines: mpsc::Receiver<String>,
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Preview {
    fn start(folder: &std::path::Path) -> Self {
        let mut command = wijkgids(folder, ["serve", ".", "--port", "0", "--poll"]);
        let mut process =
            command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts");
        let err = process.stderr.take().expect("it is read");
        let (sender, lines) = mpsc::channel();
        thread::spawn(move || {
            for line in BufReader::new(err).lines().map_while(Result::ok) {
                if sender.send(line).is_err() {
                    return;
                }
            }
        });
        let mut address = String::new();
        let out = process.stdout.take().expect("it is read");
        BufReader::new(out).read_line(&mut address).expect("it says where it is");
        let (_, port) = address.split_once("127.0.0.1:").expect("its address");
        let port = port.split('/').next().and_then(|port| port.parse().ok()).expect("its port");
        Self { process, port, lines }
    }

    /// Waits until the page of a document says these words, or no longer does.
    fn shows(&self, page: &str, words: &str, is_there: bool) {
        let start = Instant::now();
        loop {
            let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("it listens");
            let asked =
                format!("GET {page} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nConnection: close\r\n\r\n", self.port);
            stream.write_all(asked.as_bytes()).expect("it reads");
            let mut answer = Vec::new();
            stream.read_to_end(&mut answer).expect("it answers");
            let answer = String::from_utf8_lossy(&answer);
            assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
            if answer.contains(words) == is_there {
                return;
            }
            assert!(start.elapsed() < PATIENCE, "{words}, {is_there}: {answer}");
            thread::sleep(Duration::from_millis(50));
        }
    }

    /// Waits for a line with these words.
    fn says(&self, words: &str) {
        loop {
            let line =
                self.lines.recv_timeout(PATIENCE).unwrap_or_else(|_| panic!("it never says `{words}`"));
            if line.contains(words) {
                return;
            }
        }
    }
}

#[test]
fn it_reports_what_of_teams_would_get_out_after_the_pages() {
    let folder = site();
    let config = "title: Gids\nbase_url: https://gids.example/\npublish: [team, inwoner]\n";
    write(folder.path(), "wijkgids.yaml", config);
    let question = |text: &str| {
        let front = "titel: Drie\nstatus: gepubliceerd\neigenaar: redactie\nherzien_voor: 2027-11-01";
        write(folder.path(), "vragen/drie.md", &format!("---\n{front}\n---\n{text}\n"));
    };
    write(
        folder.path(),
        "kaarten/een.md",
        "---\ntitel: Een\nstatus: gepubliceerd\n---\nBel collega's op 099 200 12 30.\n",
    );
    question("Bel 099 200 12 30.");
    let preview = Preview::start(folder.path());
    preview.says("leaked-text");
    preview.says("vragen/drie.md:7:5");
    question("Bel ons.");
    preview.says("vragen/drie.md");
    question("Mail, of bel 099-2001230.");
    preview.says("vragen/drie.md:7:14");
    // Where there is no site for residents any more, nothing of it can get out.
    preview.shows("/vragen/drie/", "leaked-text", true);
    write(folder.path(), "wijkgids.yaml", "title: Gids\nbase_url: https://gids.example/\npublish: [team]\n");
    preview.shows("/vragen/drie/", "leaked-text", false);
    write(folder.path(), "wijkgids.yaml", config);
    preview.says("vragen/drie.md:7:14");
}

#[test]
fn what_is_taken_over_is_changed_in_the_site_and_not_in_the_base() {
    let root = tempfile::tempdir().expect("a temporary folder");
    let card = "---\ntitel: Bellen\nstatus: gepubliceerd\n---\n\n## Waarom\n\nOm wie belt.\n";
    write(root.path(), "land/wijkgids.yaml", "title: Land\n");
    write(root.path(), "land/kaarten/bellen.md", card);
    write(root.path(), "land/.wijkgids/manifest.yaml", "version: 1\nreceived: true\n");
    write(
        root.path(),
        "stad/wijkgids.yaml",
        "title: Stad\nextends: ../land\nbase_url: https://stad.example/\n",
    );
    let preview = Preview::start(&root.path().join("stad"));
    let page = "/kaarten/bellen/";
    let ask = |method: &str, headers: &str| {
        let mut stream = TcpStream::connect(("127.0.0.1", preview.port)).expect("it listens");
        let (port, target) = (preview.port, "/_wijkgids/aanpassen/?document=kaarten/bellen");
        let asked = format!(
            "{method} {target} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n{headers}\r\n"
        );
        stream.write_all(asked.as_bytes()).expect("it reads");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("it answers");
        answer
    };
    preview.shows(page, "action=\"/_wijkgids/aanpassen/?document=kaarten%2Fbellen\"", true);
    preview.shows(page, ">Bij ons aanpassen</button>", true);
    preview.shows(page, "href=\"vscode:", false);
    assert!(ask("GET", "").contains(">Bij ons aanpassen</button>"));
    let own = root.path().join("stad/kaarten/bellen.md");
    let origin = format!("Origin: http://127.0.0.1:{}\r\nContent-Length: 0\r\n", preview.port);
    assert!(ask("POST", "Content-Length: 0\r\n").starts_with("HTTP/1.1 403"));
    assert!(ask("POST", "Origin: https://evil.test\r\n").starts_with("HTTP/1.1 403"));
    assert!(!own.exists(), "nobody else starts anything");
    let started = ask("POST", &origin);
    assert!(started.starts_with("HTTP/1.1 200"), "{started}");
    assert!(started.contains("href=\"vscode:") && started.contains("stad/kaarten/bellen.md"), "{started}");
    let text = std::fs::read_to_string(&own).expect("it was started");
    assert!(text.starts_with("---\n# Hier staat alleen wat bij ons anders is."), "{text}");
    assert!(root.path().join("stad/.wijkgids/settled.yaml").exists(), "what it was made from is recorded");
    write(root.path(), "stad/kaarten/bellen.md", &format!("{text}\n## Waarom\n\nOm ons.\n"));
    preview.shows(page, "Om ons.", true);
    preview.shows(page, "href=\"vscode:", true);
    preview.shows(page, ">Bij ons aanpassen</button>", false);
    let again = ask("POST", &origin);
    assert!(again.contains("is er al"), "{again}");
    assert_eq!(
        std::fs::read_to_string(root.path().join("land/kaarten/bellen.md")).expect("it is there"),
        card
    );
}

//! Asking addresses whether they are there: a few at a time, and each host slowly.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use ureq::Agent;
use ureq::http::Uri;

use crate::document::is_public_address;

/// What an address answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum LinkStatus {
    /// Something that isn't clearly wrong: also that one has to log in, or that programs aren't welcome.
    There,
    /// That it doesn't exist, with the status: 404 or 410.
    Gone(u16),
    /// Nothing in time, or that something is broken.
    Silent,
}

/// How fast others are asked.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pace {
    /// Between two questions to one host.
    between: Duration,
    /// For an answer.
    patience: Duration,
}

impl Pace {
    /// As one may ask who didn't ask for it.
    pub(super) const POLITE: Self =
        Self { between: Duration::from_secs(1), patience: Duration::from_secs(10) };
}

/// How many hosts are asked at the same time.
const AT_ONCE: usize = 4;
/// How often an address may lead on to another one.
const REDIRECTS: usize = 3;
/// After how many addresses without an answer the rest of a host is taken to be silent too.
const SILENT_ADDRESSES: usize = 2;
/// After how many silent hosts, and not one that answers, there is no network.
const SILENT_HOSTS: usize = 8;

/// What each address answers. Those that nobody got to ask, because there seems to be no network, are left out.
pub(super) fn all(addresses: &[&str], pace: Pace) -> BTreeMap<String, LinkStatus> {
    let mut hosts: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for address in addresses {
        hosts.entry(host(address)).or_default().push(address);
    }
    // Those with the most addresses are taken first: they take longest, a second for each.
    let mut waiting: Vec<Vec<&str>> = hosts.into_values().collect();
    waiting.sort_by_key(Vec::len);
    let n_workers = waiting.len().min(AT_ONCE);
    let waiting = Mutex::new(waiting);
    let answers = Mutex::new(BTreeMap::new());
    let (n_answering, n_silent) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let agent = agent(pace);
    let work = || {
        while let Some(addresses) = waiting.lock().expect("nobody panics while they hold it").pop() {
            if n_answering.load(Ordering::Relaxed) == 0 && n_silent.load(Ordering::Relaxed) >= SILENT_HOSTS {
                break;
            }
            let of_host = of_host(&agent, &addresses, pace);
            let is_silent = of_host.iter().all(|(_, answer)| *answer == LinkStatus::Silent);
            let count = if is_silent { &n_silent } else { &n_answering };
            count.fetch_add(1, Ordering::Relaxed);
            answers.lock().expect("nobody panics while they hold it").extend(of_host);
        }
    };
    thread::scope(|scope| {
        for _ in 0..n_workers {
            scope.spawn(work);
        }
    });
    answers.into_inner().expect("nobody panics while they hold it")
}

/// The name of the site that an address is of, with the port where it says one.
pub(super) fn host(address: &str) -> String {
    let (_, rest) = address.split_once("://").unwrap_or(("", address));
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    host.rsplit('@').next().unwrap_or_default().to_ascii_lowercase()
}

fn agent(pace: Pace) -> Agent {
    let config = Agent::config_builder()
        .timeout_global(Some(pace.patience))
        .http_status_as_error(false)
        // By hand, because the next address may be one of the same host.
        .max_redirects(0)
        .user_agent(concat!("wijkgids/", env!("CARGO_PKG_VERSION"), " (link check)"));
    config.build().into()
}

/// What the addresses of one host answer, one after the other.
fn of_host(agent: &Agent, addresses: &[&str], pace: Pace) -> Vec<(String, LinkStatus)> {
    let mut answers: Vec<(String, LinkStatus)> = Vec::new();
    let mut n_silent = 0;
    for address in addresses {
        if !answers.is_empty() && n_silent < SILENT_ADDRESSES {
            thread::sleep(pace.between);
        }
        let answer = if n_silent < SILENT_ADDRESSES { ask(agent, address, pace) } else { LinkStatus::Silent };
        n_silent = if answer == LinkStatus::Silent { n_silent + 1 } else { 0 };
        answers.push(((*address).to_owned(), answer));
    }
    answers
}

/// Follows an address to where it leads.
fn ask(agent: &Agent, address: &str, pace: Pace) -> LinkStatus {
    // What this client can't ask isn't wrong for that: a name with an accent.
    if address.parse::<Uri>().is_err() {
        return LinkStatus::There;
    }
    let mut address = address.to_owned();
    for _ in 0..REDIRECTS {
        let Some((status, next)) = reply(agent, &address, pace) else { return LinkStatus::Silent };
        match (status, next.and_then(|next| led_on(&address, &next))) {
            // Nobody else decides what is asked within one's own network.
            (300..=399, Some(next)) if !may_ask(&next, &address) => return LinkStatus::There,
            (300..=399, Some(next)) => {
                thread::sleep(pace.between);
                address = next;
            }
            (404 | 410, _) => return LinkStatus::Gone(status),
            (500.., _) => return LinkStatus::Silent,
            _ => return LinkStatus::There,
        }
    }
    LinkStatus::There
}

/// Whether an address may be asked that another one led to: a public one, or one of the same host.
fn may_ask(next: &str, from: &str) -> bool {
    is_public_address(next) || host(next) == host(from)
}

/// The status of an answer, and where it leads on to; `None` where there is no answer.
fn reply(agent: &Agent, address: &str, pace: Pace) -> Option<(u16, Option<String>)> {
    let head = agent.head(address).call().ok()?;
    let response = if head.status().as_u16() < 400 {
        head
    } else {
        // Some refuse to say whether a page is there and do show it.
        thread::sleep(pace.between);
        agent.get(address).call().ok()?
    };
    let next = response.headers().get("location").and_then(|next| next.to_str().ok());
    Some((response.status().as_u16(), next.map(str::to_owned)))
}

/// The address that an answer leads on to. `None` where it is written in a way that only browsers have to understand.
fn led_on(from: &str, next: &str) -> Option<String> {
    let (scheme, rest) = from.split_once("://")?;
    let next = next.split('#').next()?;
    if next.starts_with("https://") || next.starts_with("http://") {
        return Some(next.to_owned());
    }
    if next.starts_with("//") {
        return Some(format!("{scheme}:{next}"));
    }
    let site = rest.split(['/', '?']).next()?;
    next.starts_with('/').then(|| format!("{scheme}://{site}{next}"))
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "these tests measure how long a host is left alone")]
mod tests {
    use std::io::{BufRead, BufReader, Write};
    use std::net::TcpListener;
    use std::sync::Arc;
    use std::time::Instant;

    use super::*;

    const FAST: Pace = Pace { between: Duration::from_millis(30), patience: Duration::from_millis(1_000) };

    /// What was asked, and when.
    type Asked = Arc<Mutex<Vec<(String, Instant)>>>;

    /// A server on this machine that answers by what it is asked, and the questions that it got. It ends with the tests.
    fn server() -> (String, Asked) {
        let listener = TcpListener::bind("127.0.0.1:0").expect("this machine has ports");
        let site = format!("http://{}", listener.local_addr().expect("it has an address"));
        let asked = Arc::new(Mutex::new(Vec::new()));
        let log = Arc::clone(&asked);
        thread::spawn(move || {
            for stream in listener.incoming().filter_map(Result::ok) {
                let log = Arc::clone(&log);
                thread::spawn(move || {
                    let mut lines = BufReader::new(&stream).lines().map_while(Result::ok);
                    let first = lines.next().unwrap_or_default();
                    lines.find(String::is_empty);
                    let question = first.trim_end_matches(" HTTP/1.1").to_owned();
                    log.lock().expect("not poisoned").push((question.clone(), Instant::now()));
                    let head = match question.as_str() {
                        "HEAD /er" | "GET /geen-head" | "HEAD /nieuw" => "200 OK",
                        "HEAD /geen-head" => "405 Method Not Allowed",
                        "HEAD /weg" | "GET /weg" => "404 Not Found",
                        "HEAD /voorgoed" | "GET /voorgoed" => "410 Gone",
                        "HEAD /alleen-leden" | "GET /alleen-leden" => "403 Forbidden",
                        "HEAD /kapot" | "GET /kapot" => "503 Service Unavailable",
                        "HEAD /oud" => "301 Moved Permanently\r\nLocation: /nieuw",
                        "HEAD /naar-weg" => "302 Found\r\nLocation: /weg#kop",
                        "HEAD /rond" => "302 Found\r\nLocation: /rond",
                        _ => return thread::sleep(FAST.patience * 2),
                    };
                    let reply = format!("HTTP/1.1 {head}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
                    (&stream).write_all(reply.as_bytes()).unwrap_or_default();
                });
            }
        });
        (site, asked)
    }

    #[test]
    fn each_answer_is_taken_for_what_it_is() {
        for (path, answer) in [
            ("/er", LinkStatus::There),
            ("/geen-head", LinkStatus::There),
            ("/weg", LinkStatus::Gone(404)),
            ("/voorgoed", LinkStatus::Gone(410)),
            ("/alleen-leden", LinkStatus::There),
            ("/kapot", LinkStatus::Silent),
            ("/oud", LinkStatus::There),
            ("/naar-weg", LinkStatus::Gone(404)),
            ("/rond", LinkStatus::There),
            ("/nooit", LinkStatus::Silent),
        ] {
            let (site, _) = server();
            let address = format!("{site}{path}");
            assert_eq!(all(&[&address], FAST), BTreeMap::from([(address.clone(), answer)]), "{path}");
        }
        let accented = "https://café.invalid/";
        assert_eq!(all(&[accented], FAST), BTreeMap::from([(accented.to_owned(), LinkStatus::There)]));
    }

    #[test]
    fn a_host_is_asked_slowly_and_no_longer_when_it_keeps_silent() {
        let (site, asked) = server();
        let addresses = ["/er", "/weg", "/nieuw"].map(|path| format!("{site}{path}"));
        all(&addresses.each_ref().map(String::as_str), FAST);
        let asked = asked.lock().expect("not poisoned");
        assert_eq!(asked.len(), 4, "{asked:?}");
        assert!(asked.windows(2).all(|two| two[1].1 - two[0].1 >= FAST.between), "{asked:?}");

        let (site, asked) = server();
        let addresses: Vec<String> = (0..5).map(|n| format!("{site}/nooit-{n}")).collect();
        let answers = all(&addresses.iter().map(String::as_str).collect::<Vec<_>>(), FAST);
        assert!(answers.len() == 5 && answers.values().all(|answer| *answer == LinkStatus::Silent));
        assert_eq!(asked.lock().expect("not poisoned").len(), SILENT_ADDRESSES);
    }

    #[test]
    fn without_a_network_few_are_asked() {
        // Nobody listens there, and each name is a host of its own.
        let addresses: Vec<String> = (1..60).map(|n| format!("http://127.0.0.{n}:9/")).collect();
        let answers = all(&addresses.iter().map(String::as_str).collect::<Vec<_>>(), FAST);
        assert!(answers.values().all(|answer| *answer == LinkStatus::Silent));
        assert!(answers.len() < SILENT_HOSTS + AT_ONCE, "{}", answers.len());
    }

    #[test]
    fn an_answer_leads_on_as_browsers_read_it() {
        let from = "https://stad.example/a/b?c";
        for (next, address) in [
            ("https://elders.example/x#y", Some("https://elders.example/x")),
            ("//elders.example/x", Some("https://elders.example/x")),
            ("/x?y", Some("https://stad.example/x?y")),
            ("x", None),
        ] {
            assert_eq!(led_on(from, next).as_deref(), address);
        }
    }
}

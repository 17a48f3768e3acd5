//! The running server: a thread per listener, a thread per connection.

#![expect(clippy::disallowed_methods, reason = "this module is the I/O shell")]

use std::io::{self, ErrorKind};
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener, TcpStream};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant, SystemTime};

use super::connections::{ConnectionSlot, Connections};
use super::events::Feed;
use super::limits::ServerLimits;
use super::searching::IndexStore;
use super::wire::{End, Wire, write_until};
use crate::document::DocumentId;
use crate::http::{ConnectionPolicy, Method, Response};
use crate::pipeline::{Indexes, OutputPath};
use crate::preview::{self, Problem, Reply, Showing, Snapshot, difference};
use crate::text::{Digest, MessageLanguage, Phrase, phrase};

/// The stack of a connection's thread, in bytes. Little happens on it: pages are made on the heap, and parsing a request
/// needs 20 KB.
const STACK_BYTES: usize = 256 * 1024;
/// The stack of a thread that reads and writes a site, in bytes: what a program gets for its first thread.
const ACTION_STACK_BYTES: usize = 8 * 1024 * 1024;
/// How long to wait after a connection couldn't be accepted, which mostly means: no file descriptors left.
const ACCEPT_PAUSE: Duration = Duration::from_millis(20);
/// How long a refusal may take while others wait to be let in.
const REFUSAL_TIME: Duration = Duration::from_millis(50);

/// Why the preview couldn't start.
#[derive(Debug)]
pub enum StartError {
    /// Somebody else listens there.
    PortInUse {
        /// The port that was asked for.
        port: u16,
    },
    /// The system doesn't allow it.
    NotAllowed {
        /// The port that was asked for.
        port: u16,
        /// What the system said.
        source: io::Error,
    },
}

impl StartError {
    /// What went wrong and what to do, in every language.
    pub fn phrase(&self) -> Phrase {
        match self {
            Self::PortInUse { port } => {
                let other = port.checked_add(1).unwrap_or(4000);
                phrase!(
                    "poort {port} is bezet, misschien door een andere voorvertoning; kies een andere, zoals `--port {other}`",
                    "port {port} is in use, perhaps by another preview; choose another one, such as `--port {other}`"
                )
            }
            Self::NotAllowed { port, source } => phrase!(
                "op poort {port} van deze computer kan niets draaien ({source}); kies een andere met `--port`",
                "could not listen on port {port} of this computer ({source}); `--port` chooses another one"
            ),
        }
    }
}

impl std::fmt::Display for StartError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.phrase().en)
    }
}

impl std::error::Error for StartError {}

/// A running preview. Stops when it is dropped.
#[derive(Debug)]
pub struct Preview {
    shared: Arc<ServerState>,
    listeners: Vec<(SocketAddr, JoinHandle<()>)>,
    /// Held while a snapshot is put in place, so that the log of builds has the order in which they were shown.
    publishing: Mutex<Publishing>,
}

/// Starts a text of a site's own from one of its documents, or says why it can't.
type Localising = Box<dyn Fn(&DocumentId) -> Result<(), String> + Send + Sync>;

/// What is done for somebody who asks for it; one after the other.
#[derive(Default)]
struct Actions {
    localise: Mutex<Option<Localising>>,
}

impl std::fmt::Debug for Actions {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Actions")
    }
}

impl Actions {
    /// On a stack of its own: that of a connection is too small to read a site on.
    fn localise(&self, document: &DocumentId, language: MessageLanguage) -> Result<(), String> {
        let localise = self.localise.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(localise) = localise.as_ref() else {
            let nothing =
                phrase!("in deze voorvertoning valt alleen te lezen", "this preview is for reading only");
            return Err(nothing.in_language(language).to_owned());
        };
        thread::scope(|scope| {
            let builder = thread::Builder::new().stack_size(ACTION_STACK_BYTES);
            let started =
                builder.spawn_scoped(scope, || localise(document)).map_err(|error| error.to_string())?;
            started.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        })
    }
}

/// What is published, but for the snapshot.
#[derive(Debug, Default)]
struct Publishing {
    /// How many builds there were.
    build: u64,
    /// What was found last in the finished files; it comes before the problems of every snapshot.
    proof: Vec<Problem>,
}

/// What readers get to see at the moment.
#[derive(Debug)]
struct CurrentBuild {
    /// The last build; `None` before the first.
    snapshot: Option<Snapshot>,
    /// What can be searched.
    searching: Arc<IndexStore>,
    /// Its name.
    build: String,
}

/// What the threads share.
#[derive(Debug)]
struct ServerState {
    port: u16,
    language: MessageLanguage,
    limits: ServerLimits,
    showing: RwLock<Arc<CurrentBuild>>,
    feed: Feed,
    connections: Arc<Connections>,
    actions: Actions,
    is_stopping: AtomicBool,
}

/// Starts a preview on a port of this machine, and of no other; port 0 takes any that is free. Until the first
/// [`Preview::publish`] every page says that the site is being made. `language` is that of the editor.
///
/// # Errors
///
/// When somebody else listens on the port, or the system forbids it.
pub fn start(port: u16, language: MessageLanguage, limits: ServerLimits) -> Result<Preview, StartError> {
    let refused = |source: io::Error| match source.kind() {
        ErrorKind::AddrInUse => StartError::PortInUse { port },
        _ => StartError::NotAllowed { port, source },
    };
    let bind = |address: SocketAddr| {
        let listener = TcpListener::bind(address)?;
        Ok((listener.local_addr()?, listener))
    };
    let (address, listener) = bind((Ipv4Addr::LOCALHOST, port).into()).map_err(refused)?;
    let mut listeners = vec![(address, listener)];
    match bind((Ipv6Addr::LOCALHOST, address.port()).into()) {
        Ok(listener) => listeners.push(listener),
        // `localhost` in the browser would lead to whoever listens there.
        Err(error) if error.kind() == ErrorKind::AddrInUse && port != 0 => return Err(refused(error)),
        // This machine has no IPv6.
        Err(_) => {}
    }

    let feed = Feed::new(Digest::of(&(SystemTime::now(), std::process::id())).short());
    let shared = Arc::new(ServerState {
        port: address.port(),
        language,
        limits,
        showing: RwLock::new(Arc::new(CurrentBuild {
            snapshot: None,
            searching: Arc::default(),
            build: feed.name(0),
        })),
        feed,
        connections: Arc::default(),
        actions: Actions::default(),
        is_stopping: AtomicBool::new(false),
    });
    let mut preview = Preview { shared, listeners: Vec::new(), publishing: Mutex::default() };
    for (address, listener) in listeners {
        let shared = Arc::clone(&preview.shared);
        let thread = thread::Builder::new()
            .name("preview".to_owned())
            .spawn(move || accept(&listener, &shared))
            .map_err(refused)?;
        preview.listeners.push((address, thread));
    }
    Ok(preview)
}

impl Preview {
    /// Where it listens: 127.0.0.1, and then ::1 where the machine has that.
    pub fn addresses(&self) -> impl Iterator<Item = SocketAddr> {
        self.listeners.iter().map(|(address, _)| *address)
    }

    /// The port it listens on.
    pub fn port(&self) -> u16 {
        self.shared.port
    }

    /// How many connections are open, streams included.
    pub fn connections(&self) -> usize {
        self.shared.connections.len()
    }

    /// Starts texts of the site's own in this way. Until then there is nothing to start.
    pub fn localise_by(&self, localise: impl Fn(&DocumentId) -> Result<(), String> + Send + Sync + 'static) {
        let mut place = self.shared.actions.localise.lock().unwrap_or_else(PoisonError::into_inner);
        *place = Some(Box::new(localise));
    }

    /// Shows a new build in place of the one before, and tells every open tab. Never waits for a client. Costs a
    /// comparison with the build before: nothing for files that share their bytes, else a pass over them.
    pub fn publish(&self, mut snapshot: Snapshot) {
        let mut publishing = self.publishing.lock().unwrap_or_else(PoisonError::into_inner);
        snapshot.problems.splice(0..0, publishing.proof.iter().cloned());
        self.shared.showing().searching.outdate();
        let old = self.put(&mut publishing, snapshot);
        // Last, because taking a large site down takes milliseconds that nobody should wait for.
        drop(old);
    }

    /// Shows what was found in the finished files of a site, in place of what was found in those before: it stays with every
    /// build until it is found no more.
    pub fn publish_proof(&self, proof: Vec<Problem>) {
        let mut publishing = self.publishing.lock().unwrap_or_else(PoisonError::into_inner);
        if publishing.proof == proof {
            return;
        }
        let earlier = std::mem::replace(&mut publishing.proof, proof);
        let Some(mut snapshot) = self.shared.showing().snapshot.clone() else { return };
        snapshot.follow = None;
        snapshot.problems.splice(..earlier.len(), publishing.proof.iter().cloned());
        drop(self.put(&mut publishing, snapshot));
    }

    /// Puts a snapshot in the place of the one before, tells every open tab, and gives that one.
    fn put(&self, publishing: &mut Publishing, snapshot: Snapshot) -> Arc<CurrentBuild> {
        publishing.build += 1;
        let event = difference(self.shared.showing().snapshot.as_ref(), &snapshot);
        let old = self.show(|shown| CurrentBuild {
            snapshot: Some(snapshot),
            searching: Arc::clone(&shown.searching),
            build: self.shared.feed.name(publishing.build),
        });
        self.shared.feed.push(event);
        old
    }

    /// Lets readers search in what was published last. Until then, whoever asks for a file of an index waits.
    pub fn publish_indexes(&self, indexes: Indexes) {
        self.shared.showing().searching.renew(indexes);
    }

    /// Puts another showing in the place of the one before, and gives that one.
    fn show(&self, showing: impl FnOnce(&CurrentBuild) -> CurrentBuild) -> Arc<CurrentBuild> {
        let mut shown = self.shared.showing.write().unwrap_or_else(PoisonError::into_inner);
        let showing = Arc::new(showing(&shown));
        std::mem::replace(&mut *shown, showing)
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        self.shared.is_stopping.store(true, Ordering::SeqCst);
        self.shared.feed.close();
        for (address, thread) in self.listeners.drain(..) {
            // A connection of our own wakes the listener. Without file descriptors it can't be made; then the thread
            // finds out when it next wakes, at the latest when the process ends.
            if TcpStream::connect_timeout(&address, Duration::from_secs(1)).is_ok() {
                let _ = thread.join();
            }
        }
        self.shared.connections.drop_all();
    }
}

impl ServerState {
    fn showing(&self) -> Arc<CurrentBuild> {
        Arc::clone(&self.showing.read().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Lets connections in until the preview stops. No error ends it: the next moment may be better.
fn accept(listener: &TcpListener, shared: &Arc<ServerState>) {
    loop {
        let accepted = listener.accept();
        if shared.is_stopping.load(Ordering::SeqCst) {
            return;
        }
        match accepted {
            Ok((socket, _)) => admit(socket, shared),
            Err(error) if matches!(error.kind(), ErrorKind::Interrupted | ErrorKind::ConnectionAborted) => {}
            Err(_) => {
                shared.connections.drop_longest_waiting();
                thread::sleep(ACCEPT_PAUSE);
            }
        }
    }
}

/// Gives a connection its thread, or says that there is no room.
fn admit(socket: TcpStream, shared: &Arc<ServerState>) {
    let socket = Arc::new(socket);
    let Some(place) = shared.connections.admit(Arc::clone(&socket), &shared.limits) else {
        let busy = preview::busy(shared.language);
        let head = busy.head(&shared.showing().build, ConnectionPolicy::Close);
        // It may be gone already; and if it isn't told, it sees the connection end.
        let _ = write_until(&socket, &[&head, busy.body.bytes()], Instant::now() + REFUSAL_TIME);
        return;
    };
    let shared = Arc::clone(shared);
    // Where the system has no thread left, the connection is dropped, and its place with it.
    let _ = thread::Builder::new().name("preview connection".to_owned()).stack_size(STACK_BYTES).spawn(
        move || {
            // What goes wrong on a connection ends that connection.
            let _ = converse(&socket, &place, &shared);
        },
    );
}

/// Answers the requests of one connection, until either side ends it.
fn converse(socket: &TcpStream, place: &ConnectionSlot, shared: &ServerState) -> io::Result<()> {
    let mut wire = Wire::new(socket, &shared.limits);
    loop {
        place.wait();
        let request = wire.request();
        place.answer();
        let showing = shared.showing();
        let request = match request {
            Ok(request) => request,
            Err(End::Gone) => return Ok(()),
            Err(End::Refused(refusal)) => {
                let response = preview::refused(refusal, shared.language);
                send(&wire, &response, &showing.build, Method::Get, ConnectionPolicy::Close)?;
                place.wait();
                wire.linger();
                return Ok(());
            }
        };
        // A mistake in making one response mustn't be more than that.
        let answered = catch_unwind(AssertUnwindSafe(|| {
            let index_file = |output: &OutputPath| showing.searching.file(output);
            let showing = Showing {
                snapshot: showing.snapshot.as_ref(),
                build: &showing.build,
                index_file: &index_file,
            };
            match preview::answer(showing, &request, shared.port, shared.language) {
                Reply::Localise { document } => {
                    let outcome = shared.actions.localise(&document, shared.language);
                    Reply::Once(preview::localised(showing, &document, outcome, shared.language))
                }
                reply => reply,
            }
        }));
        let response = match answered {
            Ok(Reply::Once(response)) => response,
            Ok(Reply::Stream { since }) if place.stream(&shared.limits) => {
                drop(showing);
                return shared.feed.stream(&wire, since.as_deref(), shared.limits.heartbeat);
            }
            Ok(Reply::Stream { .. }) => preview::busy(shared.language),
            Ok(Reply::Localise { .. }) => preview::failed(shared.language),
            Err(_) => preview::failed(shared.language),
        };
        let policy = if request.keep_alive { ConnectionPolicy::KeepAlive } else { ConnectionPolicy::Close };
        send(&wire, &response, &showing.build, request.method, policy)?;
        if policy == ConnectionPolicy::Close {
            place.wait();
            wire.linger();
            return Ok(());
        }
    }
}

fn send(
    wire: &Wire<'_>,
    response: &Response,
    build: &str,
    method: Method,
    policy: ConnectionPolicy,
) -> io::Result<()> {
    let head = response.head(build, policy);
    match method {
        Method::Get | Method::Post => wire.send(&[&head, response.body.bytes()]),
        Method::Head => wire.send(&[&head]),
    }
}

//! The live preview: serves the snapshots of a site to the browsers of this machine, and tells them when there is a new
//! one.
//!
//! ```text
//! publish(Snapshot) ─▶ showing ─┬─ wire: request ─ preview::answer ▶ response ─▶ wire ─▶ browser
//!                               └─ preview::difference ─▶ events ─▶ every open tab, which fetches itself again
//! ```
//!
//! Nothing here touches a file: a request can only reach what is in the [`Snapshot`](crate::preview::Snapshot). Every response comes from one
//! snapshot, and a new one takes its place as a whole. What the preview adds to a page (a script, the bar with
//! problems) is added to the response, so that the files of a site are the same as `build` writes. It doesn't know how
//! a site is made, nor when.
//!
//! ```
//! use wijkgids::pipeline::OutputPath;
//! use wijkgids::preview::Snapshot;
//! use wijkgids::shell::preview::{self, ServerLimits};
//! use wijkgids::text::MessageLanguage;
//!
//! let preview = preview::start(0, MessageLanguage::Nl, ServerLimits::default())?;
//! let mut snapshot = Snapshot::default();
//! snapshot.outputs.add(OutputPath::new("index.html").expect("a sound path"), (*b"<h1>Wijkgids</h1>").into());
//! preview.publish(snapshot);
//! assert!(preview.addresses().all(|address| address.ip().is_loopback()));
//! # Ok::<(), preview::StartError>(())
//! ```
//!
//! std and `httparse` in place of an HTTP library, because a preview that editors leave running for days has to outlive
//! half-open connections, oversized requests and a lack of file descriptors.

mod limits;

mod wire;

mod events;

mod searching;

mod connections;

mod server;

pub use limits::ServerLimits;
pub use server::{Preview, StartError, start};

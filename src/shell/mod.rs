//! The outside world: reading a site's folder, publishing, watching, the live preview, and telling people.

pub mod add;
pub mod build;
pub mod check;
pub mod console;
pub mod derive;
pub mod drift;
pub mod exchange;
pub mod explain;
pub mod new;
mod online;
pub mod preview;
pub mod publish;
pub mod read;
pub mod schema;
pub mod search;
pub mod serve;
pub mod target;
pub mod watch;

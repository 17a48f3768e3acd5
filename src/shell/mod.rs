//! The outside world: reading a site's folder, publishing, watching, the live preview, and telling people.

pub mod console;

pub mod read;

pub mod publish;

pub mod build;

pub mod target;

pub mod drift;

pub mod derive;

pub mod add;

mod online;

pub mod check;

mod output;

mod package;

pub mod release;

pub mod update;

pub mod rename;

pub mod digest;

pub mod exchange;

pub mod schema;

pub mod search;

pub mod explain;

pub mod new;

pub mod watch;

pub mod preview;

mod proving;

pub mod serve;

//! The outside world: reading a site's folder, publishing, watching, the live preview, and telling people.

pub mod preview;
pub mod publish;
pub mod read;
pub mod watch;

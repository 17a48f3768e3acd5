//! A base that is handed out or received: what differs between two of its versions, and what of somebody's edits in it becomes a
//! text of their own.

mod changes;

mod kept_edits;

pub use changes::FileChanges;
pub(crate) use kept_edits::{EditedText, KeptOverlay, hiding, whole};

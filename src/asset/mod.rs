//! A file that is published as it is: its bytes without what a photo tells about whoever took it, its size on a page, and what
//! it says that nobody should read.

mod boxes;

mod photo;

mod xml;

mod drawing;

mod texts;

mod check;

use std::sync::Arc;

pub(crate) use check::check;
pub(crate) use photo::without_traces;
pub(crate) use texts::{decoded, is_read, office_text};

/// The width and height of a picture as it is shown, where it is one that can be.
pub(crate) fn size(bytes: &Arc<[u8]>) -> Option<(u32, u32)> {
    photo::size(bytes).or_else(|| drawing::size(bytes))
}

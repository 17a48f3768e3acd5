//! A file that is published as it is: its size on a page, and its bytes without what a photo tells about whoever took it.

mod photo;

pub(crate) use photo::{size, without_traces};

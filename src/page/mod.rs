//! From a site to its pages: the typed view of each, and the theme that renders it.

#[cfg_attr(not(test), expect(dead_code, reason = "the view of a document is going to call it"))]
mod ladder;
pub mod view;

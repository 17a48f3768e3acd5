//! From a site to its pages: the typed view of each, and the theme that renders it.

pub mod view;

//! Wijkgids: from folders of practice cards to a site.

pub mod config;
pub mod data;
pub mod document;
pub mod edition;
pub mod page;
pub mod pipeline;
pub mod shell;
pub mod site;
pub mod text;

//! Wijkgids: from folders of practice cards to a site.

pub mod page;
pub mod pipeline;
pub mod shell;
pub mod text;

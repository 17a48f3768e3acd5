//! Diagnostics as people and programs read them: with the line and a caret, and in three formats of programs; and what differs
//! between two texts. Texts in, a text out: who prints it isn't known here.

mod style;

mod place;

mod human;

mod json;

mod sarif;

mod github;

mod counts;

mod difference;

pub use counts::{allowed, summary};
pub(crate) use difference::{Paint, difference};
pub use github::github;
pub use human::human;
pub use json::{joined_json, json};
pub use place::Spot;
pub(crate) use place::{Excerpt, spot};
pub use sarif::{joined_sarif, sarif};
pub use style::Style;
pub(crate) use style::{printable, visible};

//! From a site to its pages: the typed view of each ([`view`]), and the theme that renders it.
//!
//! [`keys`] says which pages a site has, [`compose`] makes the view of one, [`Theme::render`] its HTML. What isn't a
//! page ([`extras`]: feed, site map, redirects, style of the terms) is made without templates.

mod care;
mod compose;
mod contrast;
mod date;
mod document;
mod duties;
mod extras;
mod figures;
mod frame;
mod gloss;
mod home;
mod hours;
mod html;
mod ladder;
mod letters;
mod linked_data;
mod list;
mod places;
mod reference;
mod search;
mod strings;
mod styles;
mod theme;
pub mod view;

pub use compose::{PageKey, Shared, Translations, address, compose, keys};
pub use contrast::contrast;
pub use extras::{extras, terms_style};
pub use strings::Strings;
pub use theme::{SEARCH_SCRIPT, Theme, ThemeFiles};

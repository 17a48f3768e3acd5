//! From a site to its pages: the typed view of each ([`view`]), and the theme that renders it.
//!
//! [`keys`] says which pages a site has, [`compose`] makes the view of one, [`Theme::render`] its HTML. What isn't a
//! page ([`extras`]: feed, site map, redirects, style of the terms) is made without templates.

mod calls;
mod columns;
mod compose;
mod contrast;
mod date;
mod document;
mod duties;
mod extras;
mod field;
mod figures;
mod frame;
mod gloss;
mod home;
mod hours;
mod html;
mod key;
mod ladder;
mod letters;
mod linked_data;
mod links;
mod list;
mod owners;
mod places;
mod reference;
mod reviews;
mod search;
mod strings;
mod styles;
mod theme;
pub mod view;
mod writer;

pub use compose::{Shared, Translations, compose};
pub use contrast::contrast;
pub use extras::{extras, terms_style};
pub use key::{PageKey, address, keys};
pub use strings::Strings;
pub use theme::{SEARCH_SCRIPT, Theme, ThemeFiles};

//! From a site to its pages: the typed view of each ([`view`]), and the theme that renders it.
//!
//! [`keys`] says which pages a site has, [`compose`] makes the view of one, [`Theme::render`] its HTML. What isn't a
//! page ([`extras`]: feed, site map, redirects, style of the terms) is made without templates.

mod calls;

mod gloss;

mod key;

mod strings;

mod styles;

pub mod view;

mod date;

mod recurrence;

mod ladder;

mod linked_data;

mod theme_folders;

mod atom;

mod bundles;

mod filters;

mod meter;

mod metered;

mod fuel;

mod theme;

mod unspoken;

mod contrast;

mod written;

mod citation;

mod shared;

mod frame;

mod duties;

mod hours;

mod html;

mod agenda;

mod field;

mod links;

mod columns;

mod places;

mod document;

mod list;

mod letters;

mod figures;

mod home;

mod reference;

mod reviews;

mod releases;

mod extras;

mod owners;

mod search;

mod compose;

mod writer;

mod texts;

pub(crate) use atom::{AtomEntry, AtomFeed};
pub use compose::compose;
pub use contrast::contrast;
pub use extras::{extras, terms_style};
pub use key::{PageKey, address, keys};
pub use shared::{Shared, Translations};
pub use strings::Strings;
pub use theme::{SEARCH_SCRIPT, Theme, ThemeFiles};
pub use theme_folders::theme_folders;
pub(crate) use theme_folders::{ICONS, STRINGS, TEMPLATES};
pub use unspoken::unspoken;

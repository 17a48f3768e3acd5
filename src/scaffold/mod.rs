//! A new site: what somebody answers → what has to be known → its files; and the national library, as files in the program. Where
//! they are put isn't known here.

mod file;

mod answers;

mod base;

mod files;

pub(crate) mod library;

pub(crate) mod repository;

pub use answers::Options;
pub(crate) use answers::{
    Answers, GEMEENTE, TEAM, TELEFOON, address_of, clean, languages_of, list, name_of, provisional, value_of,
};
pub(crate) use base::{Base, BaseOrigin};
pub(crate) use file::NewFile;
pub(crate) use files::{PAGE_PATH, files};

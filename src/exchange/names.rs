//! How things are called in files of others, and how those are written.

use crate::data::KeyName;
use crate::model::Language;

/// The name that a choice of a provision has in files.
pub(super) fn name_of<T: PartialEq>(choices: &[(KeyName, T)], choice: &T) -> KeyName {
    let found = choices.iter().find(|(_, other)| other == choice);
    found.map(|(name, _)| *name).expect("the table of names has every choice")
}

/// What separates the cells of a table: what programs for tables expect where people speak this language. Who opens a file
/// with commas in Dutch gets it all in one column.
pub(super) fn delimiter(language: &Language) -> u8 {
    if *language == Language::dutch() { b';' } else { b',' }
}

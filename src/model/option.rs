//! The options of built-in choices.

use crate::data::KeyName;

/// A row of the options of a built-in choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OptionRow {
    /// What front matter says.
    pub(crate) name: KeyName,
    /// What it means, in Dutch.
    pub(crate) nl: &'static str,
    /// What it means, in English.
    pub(crate) en: &'static str,
}

pub(super) const fn option(name: KeyName, nl: &'static str, en: &'static str) -> OptionRow {
    OptionRow { name, nl, en }
}

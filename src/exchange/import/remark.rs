//! What of a list didn't come in, told so that somebody can find it again.
//!
//! Lists of others hold names, numbers and days of birth of people. What no field takes is therefore reported by its place alone,
//! and what seems to belong to a person is masked in the rest.

use crate::document::masked;
use crate::text::{MessageLanguage, Phrase, phrase};

/// Something that didn't come in, or not as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// Where it stands.
    pub place: RecordRef,
    /// Why.
    pub reason: Phrase,
    /// What a field didn't take as it was; empty where there is none, and for what no field takes.
    pub text: String,
}

/// A place in a list.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RecordRef {
    /// No place in particular.
    File,
    /// A row of a table; counts from 1 for the header of most.
    Row(usize),
    /// A cell of a row, with the name of its column.
    Cell(usize, String),
    /// A property, such as `services[2].phones[0].number`.
    Path(String),
}

impl RecordRef {
    /// As people name it.
    pub fn phrase(&self) -> Phrase {
        match self {
            Self::File => phrase!("het hele bestand", "the whole file"),
            Self::Row(row) => phrase!("rij {row}", "row {row}"),
            Self::Cell(row, column) => phrase!("rij {row}, kolom `{column}`", "row {row}, column `{column}`"),
            Self::Path(path) => phrase!("`{path}`", "`{path}`"),
        }
    }

    /// The places that it is one of: the rows, the column, or this property of each object.
    pub fn group(&self) -> Phrase {
        match self {
            Self::File => self.phrase(),
            Self::Row(_) => phrase!("rijen", "rows"),
            Self::Cell(_, column) => phrase!("kolom `{column}`", "column `{column}`"),
            Self::Path(path) => {
                let names: String =
                    path.split('[').map(|part| part.split_once(']').map_or(part, |(_, rest)| rest)).collect();
                phrase!("`{names}`", "`{names}`")
            }
        }
    }
}

impl Remark {
    /// Of a property.
    pub(super) fn of_path(path: &str, reason: Phrase, text: String) -> Self {
        Self { place: RecordRef::Path(path.to_owned()), reason, text }
    }

    /// As people read it: place and reason on a line, below that the text, masked.
    pub fn rendered(&self, language: MessageLanguage) -> String {
        let Self { place, reason, text } = self;
        let mut rendered =
            format!("{}: {}", place.phrase().in_language(language), reason.in_language(language));
        for line in text.lines() {
            rendered.push_str("\n    ");
            rendered.push_str(line);
        }
        masked(&rendered)
    }
}

/// The text of a file with all of them.
pub fn report(remarks: &[Remark], language: MessageLanguage) -> String {
    remarks.iter().map(|remark| remark.rendered(language) + "\n").collect()
}

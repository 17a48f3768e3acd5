//! The declared content model: which kinds of documents there are, which fields they have, and which words a site uses for
//! them. Built-in kinds and fields are the first rows of the tables; a site adds rows.
//!
//! From these tables come reading with its diagnostics, laying over each other, values, JSON Schema, `add`, exports, search, the
//! proof that nothing leaks, and what templates see. The core has typed access to the few fields that it reasons about. Nothing
//! here knows a document.

pub(crate) mod keys;

mod language;

mod language_names;

mod numbers;

mod color;

pub(crate) mod files;

mod option;

mod audience;

mod fact_kind;

mod kind;

mod facet;

mod field;

mod row;

#[macro_use]
mod groups;

mod built_in;

mod choices;

mod content;

mod column;

mod provision;

pub use audience::{Audience, Status};
pub use color::{Color, LEAST_CONTRAST, contrast_ratio};
pub(crate) use column::can_be_column;
pub use column::{Column, ColumnForm};
pub use content::{ContentModel, Relation};
pub use facet::{Facet, Term};
pub use fact_kind::{FactKind, Strength};
pub use field::{CoreType, Field, FieldId, FieldOption, FieldType, Shown, Translated};
pub use groups::{CareField, LadderField, LockField};
pub use kind::{Bounds, ExpectedSection, Kind, KindId, SectionRole};
pub use language::Language;
pub use numbers::AllowedNumbers;
pub(crate) use numbers::plain_number;
pub use option::OptionRow;
pub(crate) use provision::is_taken;
pub(crate) use row::FirstValue;

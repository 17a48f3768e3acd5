//! What everything stands on: source texts and places in them, digests, and problems as values.
//!
//! Nothing here knows what a card is. A [`Source`] is decoded once, at the edge; from there on a place is a [`Span`]
//! of byte offsets in its text, and a problem is a [`Diagnostic`] at a [`Location`].

pub mod percent;

mod diagnostic;
mod digest;
mod fix;
mod located;
mod months;
mod phone;
mod phrase;
mod rule;
mod slug;
mod source;
mod suggest;
mod unknown;
mod value;

pub use diagnostic::{Checked, Diagnostic, Location, Severity, cap_per_rule};
pub use digest::Digest;
pub use fix::{Applicability, Fix, TextEdit, edited};
pub use located::Located;
pub(crate) use months::DUTCH_MONTHS;
pub(crate) use phone::seen_as;
pub use phone::{NoPhone, dial, dialed};
pub use phrase::{MessageLanguage, Phrase, phrase};
pub use rule::{Level, Rule};
pub use slug::{is_slug, slugify};
pub use source::{Position, Source, SourcePath, SourcePathError, Span, joined};
pub use suggest::nearest;
pub(crate) use unknown::unknown_word;
pub use value::{ISOLATE, ISOLATE_END, fill, literal, misspelled, next_value};

//! What everything stands on: source texts and places in them, digests, and problems as values.
//!
//! Nothing here knows what a card is. A [`Source`] is decoded once, at the edge; from there on a place is a [`Span`]
//! of byte offsets in its text, and a problem is a [`Diagnostic`] at a [`Location`].

pub mod percent;

mod bytes;

mod digest;

mod suggest;

mod phrase;

mod months;

mod slug;

mod number;

mod letters;

mod digits;

mod moment;

mod seen;

mod phone;

mod value;

mod place;

mod rule;

mod fix;

mod diagnostic;

mod source;

mod edit;

mod located;

mod unknown;

pub use bytes::{lossy, next_byte};
pub use diagnostic::{Checked, Diagnostic, cap_per_rule};
pub use digest::Digest;
pub(crate) use digits::{first_group, group_ends};
pub use edit::edited;
pub use fix::{Applicability, Fix, TextEdit};
pub(crate) use letters::{letters, n_letters};
pub use located::Located;
pub(crate) use moment::moment;
pub(crate) use months::{DUTCH_MONTHS, long_date};
pub(crate) use number::thousandths;
pub use phone::{NoPhone, dial, dialed};
pub use phrase::{MessageLanguage, Phrase, phrase};
pub use place::{Location, Position, SourcePath, SourcePathError, Span, joined};
pub use rule::{Level, Rule, Severity};
pub(crate) use seen::seen_as;
pub use slug::{LONGEST_SLUG, is_slug, not_a_slug, slugify};
pub use source::Source;
pub use suggest::nearest;
pub(crate) use unknown::unknown_word;
pub use value::{ISOLATE, ISOLATE_END, LONGEST_VALUE, fill, literal, misspelled, next_value};

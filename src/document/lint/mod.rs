//! What can be judged from one text alone: one file per rule.

mod invisible_character;
mod personal_data;
mod placeholder_text;
mod section_order;

use crate::text::{Diagnostic, Source};

pub(super) use section_order::check as sections;

/// Every rule that looks at the text as it was typed.
pub(crate) fn text(source: &Source, diagnostics: &mut Vec<Diagnostic>) {
    invisible_character::check(source, diagnostics);
    placeholder_text::check(source, diagnostics);
    personal_data::check(source, diagnostics);
}

//! What can be judged from one text alone: one file per rule.

mod external_link;

mod vague_link;

mod table_header;

mod section_order;

mod invisible_character;

mod placeholder_text;

mod misspelled_value;

mod personal_data;

mod missing_owner;

mod missing_evidence;

mod missing_urgency;

mod long_summary;

mod orphaned_overlay;

mod judged;

mod unusual_length;

mod jargon;

mod long_sentence;

mod long_word;

mod undefined_abbreviation;

mod hard_text;

mod wording;

use super::TextTree;
use crate::model::AllowedNumbers;
use crate::text::{Diagnostic, Source};

pub(crate) use external_link::is_public_address;
pub(crate) use personal_data::{
    Numbered, Suspect, allowed_hint, check as personal_data, column_name, file_suspects, mask, masked,
    may_hold_number, number_in_name, numbers, proven,
};

pub(super) use judged::JudgedText;
pub(super) use long_summary::check as lengths;
pub(super) use missing_evidence::check as evidence;
pub(super) use missing_owner::check as care;
pub(super) use missing_urgency::check as urgency;
pub(super) use misspelled_value::check as misspelled_values;
pub(super) use orphaned_overlay::check as lies_on_nothing;
pub(super) use section_order::check as sections;
pub(super) use table_header::check as table_heads;
pub(super) use unusual_length::check as bounds;
pub(super) use wording::{WordingFindings, check as wording};

/// Every rule that looks at the links of a text.
pub(super) fn links(tree: &TextTree, diagnostics: &mut Vec<Diagnostic>) {
    vague_link::check(tree, diagnostics);
    external_link::check(tree.links(), diagnostics);
}

/// Every rule that looks at the text as it was typed. `running` is where it becomes text in sentences, if it does; `allowed`
/// are the numbers that may stand in it.
pub(crate) fn text(
    source: &Source,
    running: Option<usize>,
    allowed: &AllowedNumbers,
    diagnostics: &mut Vec<Diagnostic>,
) {
    invisible_character::check(source, diagnostics);
    placeholder_text::check(source, diagnostics);
    personal_data::check(source, running, allowed, diagnostics);
    // Where there is code is known of a document alone.
    if running.is_none() {
        misspelled_value::check(source, |at| misspelled_value::is_comment(source, at), diagnostics);
    }
}

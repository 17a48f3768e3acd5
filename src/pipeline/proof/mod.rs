//! What must not be in any file of a finished site: whatever made it, every file is read again.

mod leaks;
mod numbers;
mod promises;

use super::arrange::Arranged;
use super::{Built, Inputs};
use crate::config::Readership;
use crate::edition::Stack;
use crate::text::Diagnostic;

/// What was found in the finished files that must not be in any.
pub(super) fn of(built: &Built, inputs: &Inputs, arranged: &[Arranged], stacks: &[Stack]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let own = &arranged.first().expect("a site has at least its own language").site;
    if own.readership == Readership::Resident {
        found.extend(leaks::check(built, own, stacks, &inputs.sources));
    }
    found.extend(numbers::check(built, &own.own_config.model.allowed_numbers, &inputs.sources));
    // The default theme is tested with the program.
    if inputs.is_for_production || !inputs.theme.is_empty() {
        found.extend(promises::check(built));
    }
    found
}

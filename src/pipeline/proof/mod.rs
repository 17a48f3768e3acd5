//! What must not be in any file of a finished site: whatever made it, every file is read again.

mod html;

mod lines;

mod numbers;

mod plain;

mod texts;

mod addresses;

mod secrets;

mod public;

mod find;

mod entrances;

mod leaks;

use std::sync::Arc;

use super::Inputs;
use super::arrange::Arranged;
use super::outputs::MadeFiles;
use crate::config::Readership;
use crate::edition::Stack;
use crate::page::Theme;
use crate::text::{Checked, Diagnostic};

/// What was found in the finished files that must not be in any.
pub(super) fn of(
    files: &MadeFiles,
    inputs: &Inputs,
    arranged: &[Arranged],
    stacks: &[Stack],
    themes: &[Arc<Checked<Theme>>],
) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let own = &arranged.first().expect("a site has at least its own language").site;
    if own.readership == Readership::Resident {
        let interface = themes.iter().flat_map(|theme| theme.value.strings().texts().into_values());
        found.extend(leaks::check(files, own, stacks, inputs, interface));
    }
    found.extend(numbers::check(files, &own.own_config.model, &inputs.sources));
    found
}

//! Whether a file says what it was meant to say after a program changed it: looked at before anything is written.
//!
//! Input: a document as it is, its file as it would become, and what that is to hold. Output: a verdict. Front matter
//! and Markdown can be written in more ways than one can add to; reading it again is surer than knowing them all.

use std::collections::BTreeSet;

use crate::document::{self, Document, Identity, Part, Role};
use crate::edition::drift::Sources;
use crate::edition::patch::{SourceEdit, patched};
use crate::model::{ContentModel, keys};
use crate::text::{Severity, Source};

/// Whether these changes come to what they are meant to, without a new error: `meant` are the parts that the file is to have,
/// where it is known by which names.
pub(crate) fn is_as_meant(
    sources: &Sources,
    model: &ContentModel,
    document: &Document,
    role: Role,
    edits: &[SourceEdit],
    meant: Option<&BTreeSet<Part>>,
) -> bool {
    let outline = &document.outline;
    let Some(before) = sources.get(&outline.path) else { return false };
    let read = |source: &Source| {
        let (id, kind, language) = (outline.id.clone(), outline.kind, outline.language.clone());
        let read = document::parse(source, Identity { id, kind, language, role }, model);
        let errors = read.diagnostics.iter().filter(|found| found.severity == Severity::Error).count();
        (read.value, errors)
    };
    let after = Source::new(outline.path.clone(), &patched(before.text(), edits));
    let ((_, errors_before), (after, errors)) = (read(before), read(&after));
    errors <= errors_before && meant.is_none_or(|meant| parts(&after) == *meant)
}

/// The parts that a file has of its own, apart from what a site of the first version noted in it.
pub(crate) fn parts(document: &Document) -> BTreeSet<Part> {
    let Document { outline, body } = document;
    let fields = outline.given.iter().map(|given| &given.value.name).filter(|name| *name != keys::BASE.en);
    let sections = body.sections.iter().map(|section| Part::Section(section.id.clone()));
    let lead = (!body.lead.is_empty()).then_some(Part::Lead);
    fields.map(|name| Part::Field(name.to_string())).chain(lead).chain(sections).collect()
}

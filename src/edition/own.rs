//! Keeping a text whose original is gone as one's own: filled in whole with what the site last settled of the original.
//!
//! ```text
//! an overlay of nothing, what was recorded of its original, the texts that were kept ▶ changes to its file
//! ```

use std::collections::BTreeMap;

use super::parts::{self, FrontMatterSlot, field_key};
use super::patch::SourceEdit;
use super::settle::{MergeRefusal, Recorded, entry};
use crate::document::{Document, Part};
use crate::model::{ContentModel, FieldId, Language, keys};
use crate::text::Source;

/// The changes that make a file a document by itself: the fields and sections of its original that it doesn't change come into
/// it, in the order that its kind has; what it removed stays away. One that says nothing of it is published, as its original
/// was.
///
/// # Errors
///
/// When nothing can be put into the front matter.
pub fn kept_as_own(
    document: &Document,
    source: &Source,
    recorded: Recorded<'_>,
    model: &ContentModel,
    language: &Language,
) -> Result<Vec<SourceEdit>, MergeRefusal> {
    let Recorded { line, bases } = recorded;
    let kept = line.iter().filter(|(part, _)| !document.says(part));
    let kept: BTreeMap<&Part, &String> =
        kept.filter_map(|(part, digest)| Some((part, bases.get(digest)?))).collect();
    let mut edits = Vec::new();
    let mut fields = fields(document, &kept, language);
    let slot = parts::front_matter_end(source, document).ok_or(MergeRefusal::Unclosed)?;
    match slot {
        FrontMatterSlot::Ends(end) => edits.push(SourceEdit::new(end..end, fields)),
        FrontMatterSlot::Missing => {
            fields.insert_str(0, "---\n");
            edits.push(SourceEdit::new(0..0, fields + "---\n"));
        }
    }
    edits.extend(parts::without_notes(source, document));
    let start = document.body.lead_at.span.range().start;
    let text = source.text();
    if kept.keys().any(|part| !matches!(part, Part::Field(_))) {
        let body = body(document, source, &kept, model);
        edits.push(SourceEdit::new(start..text.len(), format!("\n{body}")));
    }
    Ok(edits)
}

fn fields(document: &Document, kept: &BTreeMap<&Part, &String>, language: &Language) -> String {
    let mut fields = String::new();
    for (part, text) in kept {
        if let Part::Field(name) = part {
            fields.push_str(&entry(field_key(name, language), text));
        }
    }
    let outline = &document.outline;
    let title = Part::Field(keys::TITLE.en.to_owned());
    if !outline.names(FieldId::TITLE) && !kept.contains_key(&title) {
        fields.push_str(&entry(keys::TITLE.in_language(language), outline.title()));
    }
    if !outline.names(FieldId::STATUS) {
        fields.push_str(&entry(keys::STATUS.in_language(language), keys::PUBLISHED.in_language(language)));
    }
    fields
}

/// Its texts, its own and those that were kept.
fn body(
    document: &Document,
    source: &Source,
    kept: &BTreeMap<&Part, &String>,
    model: &ContentModel,
) -> String {
    let own = |part: &Part| parts::place(source, document, part).map(|place| source.text()[place].trim());
    let text = |part: &Part| own(part).or_else(|| kept.get(part).map(|text| text.as_str()));
    let expected = &model.kind(document.outline.kind).sections;
    let of_own = document.body.sections.iter().map(|section| section.id.as_str());
    let of_kept = kept.keys().filter_map(|part| match part {
        Part::Section(id) => Some(id.as_str()),
        Part::Field(_) | Part::Lead => None,
    });
    let mut ids: Vec<&str> = of_own.chain(of_kept).collect();
    // Stable: what the kind doesn't know stays behind what it does.
    ids.sort_by_key(|id| expected.iter().position(|section| section.id == *id).unwrap_or(expected.len()));
    let sections = ids.into_iter().filter_map(|id| text(&Part::Section(id.to_owned())));
    let texts: Vec<&str> =
        text(&Part::Lead).into_iter().chain(sections).filter(|text| !text.is_empty()).collect();
    texts.join("\n\n") + "\n"
}

//! What a document of a base keeps as it is in every site above: fields and sections, with the reason.
//!
//! ```yaml
//! locked:
//!   sections: [urgent]
//!   reason: "these numbers are the same in the whole country"
//! ```

use super::{Body, FieldValues, Outline, Part, PartLock, Role};
use crate::model::{ContentModel, FieldId, LockField, keys};
use crate::text::{Applicability, Diagnostic, Located, Location, Rule, nearest, phrase, slugify};

/// The locks that a document says. A section is locked by its id or by the words of its heading.
pub(super) fn of(values: &FieldValues, outline: &Outline) -> Vec<PartLock> {
    let Some(said_at) = outline.place_of(keys::LOCKED.en) else { return Vec::new() };
    let id_of =
        |name: &str| outline.section_named(name).map_or_else(|| slugify(name), |heading| heading.id.clone());
    let locks = values.groups(FieldId::LOCKED).map(|lock| {
        let field = |(name, at): (&str, &Location)| {
            Located::new(Part::Field(Part::field_name(name).to_owned()), at.clone())
        };
        let section = |(name, at): (&str, &Location)| {
            let name = name.trim_start_matches('#').trim();
            let part = if keys::LEAD.is(name) { Part::Lead } else { Part::Section(id_of(name)) };
            Located::new(part, at.clone())
        };
        let parts = lock.texts(LockField::FIELDS).map(field);
        let parts = parts.chain(lock.texts(LockField::SECTIONS).map(section)).collect();
        PartLock {
            parts,
            reason: lock.text(LockField::REASON).unwrap_or_default().trim().to_owned(),
            at: said_at.clone(),
        }
    });
    locks.collect()
}

/// What is locked and isn't there. Of the sections only a document that lies on nothing knows all.
pub(super) fn check(outline: &Outline, body: &Body, role: Role, model: &ContentModel) -> Vec<Diagnostic> {
    let parts = body.places.locks.iter().flat_map(|lock| &lock.parts);
    let names = |part: &Located<Part>| match &part.value {
        Part::Lead => None,
        Part::Field(name) => {
            let fields = || model.fields().flat_map(|(_, field)| field.names());
            let facets = || model.facets.iter().map(|facet| facet.id.as_str());
            let is_known = fields().chain(facets()).any(|known| known == name);
            (!is_known).then(|| unknown_field(name, nearest(name, fields().chain(facets()))))
        }
        Part::Section(id) => {
            let ids = || {
                outline
                    .headings
                    .iter()
                    .filter(|heading| heading.is_section)
                    .map(|heading| heading.id.as_str())
            };
            let is_known = role != Role::Own || ids().any(|known| known == id);
            (!is_known).then(|| unknown_section(id, nearest(id, ids())))
        }
    };
    parts.filter_map(|part| Some(names(part)?.at(part.at.clone()))).collect()
}

fn unknown_field(name: &str, near: Option<&str>) -> Diagnostic {
    Diagnostic::new(
        Rule::UnknownKey,
        phrase!("er is geen veld `{name}` om vast te zetten", "there is no field `{name}` to lock"),
    )
    .suggest(name, near, Applicability::MaybeIncorrect)
    .hint(phrase!("schrijf het veld zoals het bovenaan staat", "write the field as it stands at the top"))
}

fn unknown_section(id: &str, near: Option<&str>) -> Diagnostic {
    Diagnostic::new(
        Rule::UnknownSection,
        phrase!(
            "dit document heeft geen deel `{id}` om vast te zetten",
            "this document has no section `{id}` to lock"
        ),
    )
    .suggest(id, near, Applicability::MaybeIncorrect)
    .hint(phrase!(
        "schrijf de kop van het deel, of de id ervan",
        "write the heading of the section, or its id"
    ))
}

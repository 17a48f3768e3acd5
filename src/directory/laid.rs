//! A provision of a layer over the one of the same id below it, field by field, as documents are.

use super::read::ProvisionEntry;
use crate::data::KeyName;
use crate::model::keys;
use crate::text::Location;

/// What is about each other: who says one of these differently, means another place, or other people at another number. The
/// first are what the last are about.
const TOGETHER: [(&[KeyName], &[KeyName]); 2] = [
    (&[keys::PHONE], &[keys::OPENING_HOURS, keys::OTHERWISE]),
    (&[keys::ADDRESS, keys::POSTCODE, keys::CITY], &[keys::ADDRESS, keys::POSTCODE, keys::CITY]),
];

/// The upper one, with what it says nothing of as the lower one has it.
pub(super) fn over(lower: ProvisionEntry, mut upper: ProvisionEntry) -> ProvisionEntry {
    let file = Location::file(upper.at.path.clone());
    // What is usual, and the name that was made of the id, nobody wrote.
    let is_written = |entry: &ProvisionEntry, id: &str| {
        let said = entry.provision.said.get(id).and_then(|said| said.values().next());
        said.is_some_and(|said| said.at != file && said.at != entry.at)
    };
    let is_told = |key: &KeyName| is_written(&upper, key.en);
    let alone: Vec<&str> = TOGETHER
        .iter()
        .filter(|(first, _)| first.iter().any(is_told))
        .flat_map(|(_, rest)| rest.iter().map(|key| key.en))
        .collect();
    let inherited: Vec<_> = lower
        .provision
        .said
        .into_iter()
        .filter(|(id, _)| !is_written(&upper, id) && !alone.contains(&&**id))
        .collect();
    if !is_told(&keys::AREAS) {
        upper.provision.coverage = lower.provision.coverage;
    }
    upper.provision.said.extend(inherited);
    upper.values.extend(lower.values);
    upper
}

//! What changed below a site, counted for each owner and each kind of change: `redactie: 3 teksten veranderd, 1 nieuw`.

use std::collections::BTreeMap;

use super::entries::{EntryChange, called};
use super::wording::counted;
use crate::edition::survey::{Standing, Surveyed};
use crate::text::{Phrase, phrase};

/// How many names a sentence lists.
const MOST_NAMES: usize = 5;

/// A sentence for each owner, and one for the data, which has none; `n_gone` documents aren't there any more.
pub(crate) fn by_owner<'r>(
    rows: impl Iterator<Item = &'r Surveyed>,
    n_gone: usize,
    entries: &[EntryChange],
) -> Vec<Phrase> {
    let mut owners: BTreeMap<Option<&str>, [usize; 3]> = BTreeMap::new();
    for row in rows {
        let kind = match row.standing {
            Standing::Drifted | Standing::Updated => 0,
            Standing::New => 1,
            Standing::Orphaned | Standing::Withdrawn => 2,
            _ => continue,
        };
        owners.entry(row.owner.as_deref()).or_default()[kind] += 1;
    }
    if n_gone > 0 {
        owners.entry(None).or_default()[2] += n_gone;
    }
    let mut lines: Vec<Phrase> = owners.into_iter().map(|(owner, counts)| of_owner(owner, counts)).collect();
    lines.extend(entries_summary(entries));
    lines
}

fn of_owner(owner: Option<&str>, [n_changed, n_new, n_gone]: [usize; 3]) -> Phrase {
    let (changed_nl, changed_en) =
        counted(n_changed, ["tekst veranderd", "teksten veranderd"], ["text changed", "texts changed"]);
    let parts = [
        (n_changed, changed_nl, changed_en),
        (n_new, format!("{n_new} nieuw"), format!("{n_new} new")),
        (n_gone, format!("{n_gone} ingetrokken"), format!("{n_gone} withdrawn")),
    ];
    let parts: Vec<_> = parts.into_iter().filter(|(n, ..)| *n > 0).collect();
    let nl: Vec<&str> = parts.iter().map(|(_, nl, _)| nl.as_str()).collect();
    let en: Vec<&str> = parts.iter().map(|(.., en)| en.as_str()).collect();
    let (nl, en) = (nl.join(", "), en.join(", "));
    match owner {
        Some(owner) => phrase!("{owner}: {nl}", "{owner}: {en}"),
        None => phrase!("zonder eigenaar: {nl}", "without an owner: {en}"),
    }
}

/// Which data changed, in one sentence; `None` where none did.
pub(crate) fn entries_summary(entries: &[EntryChange]) -> Option<Phrase> {
    let names: Vec<Phrase> = entries.iter().take(MOST_NAMES).map(|change| called(&change.name)).collect();
    let rest = entries.len().saturating_sub(MOST_NAMES);
    let [mut nl, mut en]: [Vec<String>; 2] = [
        names.iter().map(|name| name.nl.to_string()).collect(),
        names.iter().map(|name| name.en.to_string()).collect(),
    ];
    if rest > 0 {
        nl.push(format!("en nog {rest}"));
        en.push(format!("and {rest} more"));
    }
    let (nl, en) = (nl.join(", "), en.join(", "));
    (!entries.is_empty()).then(|| phrase!("gegevens: {nl}", "data: {en}"))
}

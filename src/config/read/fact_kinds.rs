//! The kinds of facts: those that every site has and those below, called otherwise and added to.

use super::model::slug_key;
use super::text::Tongue;
use crate::data::{Entry, Fields, KeyName, Read, Value};
use crate::model::{FactKind, Strength, keys};
use crate::text::{Rule, phrase};

/// The kinds of facts, from strong to weak. A new one comes behind those that are as strong.
pub(super) fn read(fields: &mut Fields<'_>, kinds: &mut Vec<FactKind>, tongue: &Tongue<'_>) {
    for entry in fields.map(keys::FACT_KINDS) {
        match kinds.iter().position(|kind| kind.is(&entry.key)) {
            Some(idx) => known(fields, entry, tongue, &mut kinds[idx]),
            None if slug_key(fields, &entry) => {
                let kind = new(fields, entry, tongue);
                let behind = kinds.partition_point(|other| other.strength <= kind.strength);
                kinds.insert(behind, kind);
            }
            None => {}
        }
    }
}

/// What is said of a kind that is there already: it can be called otherwise, and stays what it is.
fn known(fields: &mut Fields<'_>, entry: Entry, tongue: &Tongue<'_>, kind: &mut FactKind) {
    let Entry { key, key_span, node } = entry;
    if matches!(node.value, Value::Null) {
        fields.report(
            Rule::WrongType,
            key_span,
            phrase!(
                "de soort `{key}` is er ook zonder deze site, en kan niet vervallen",
                "the kind `{key}` is there without this site too, and can't be dropped"
            ),
            phrase!(
                "geef haar hier een andere titel, of haal de regel weg",
                "give it another title here, or take the line away"
            ),
        );
        return;
    }
    let path = fields.path().clone();
    let mut inner = Fields::new(&path, node, fields.diagnostics());
    if let Some(title) = tongue.text(&mut inner, KeyName::same("title")) {
        kind.title = Some(title.value);
    }
    if let Some(Read { value: strength, span }) = inner.choice(keys::STRENGTH, &Strength::CHOICES)
        && strength != kind.strength
    {
        inner.report(
            Rule::WrongType,
            span,
            phrase!(
                "hoe sterk `{key}` is, staat vast: kaarten die erop rusten, zouden anders meer of minder waard worden",
                "how strong `{key}` is, is settled: else cards that rest on it would be worth more or less"
            ),
            phrase!("haal `sterkte` weg, of geef een soort van uzelf een andere naam", "take `strength` away, or give a kind of your own another name"),
        );
    }
    inner.finish();
}

fn new(fields: &mut Fields<'_>, entry: Entry, tongue: &Tongue<'_>) -> FactKind {
    let Entry { key, node, .. } = entry;
    let path = fields.path().clone();
    let mut inner = Fields::new(&path, node, fields.diagnostics());
    let of = phrase!("soort `{key}`", "kind `{key}`");
    let title = tongue.required_text(&mut inner, KeyName::same("title"), &of);
    let n_diagnostics = inner.diagnostics().len();
    let strength = inner.choice(keys::STRENGTH, &Strength::CHOICES);
    if strength.is_none() && inner.diagnostics().len() == n_diagnostics {
        inner.missing(keys::STRENGTH, &of);
    }
    inner.finish();
    FactKind {
        title: Some(title.unwrap_or_else(|| key.clone())),
        strength: strength.map_or(Strength::Weak, |strength| strength.value),
        nl: key.clone(),
        id: key,
    }
}

//! Files whose original isn't there under its name any more: which document of the layers below they were made from, by what
//! they note of its texts. A layer that renames a document and says so by its old address needs none of this.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashSet;

use super::Inputs;
use super::documents::{Task, moved, superseded};
use super::layers::Configs;
use crate::document::{Document, DocumentId, Identity, Notes, Part, Role};
use crate::edition::drift;
use crate::edition::record::text_name;
use crate::model::{KindId, Language};
use crate::text::{Diagnostic, Rule};

/// What a file without an original turns out to be.
pub(super) enum Found {
    /// It lies on a document that has another name now; read again as that.
    Moved(Box<Document>, Role),
    /// The same, but there is a file of that name too.
    Superseded,
    /// Nobody knows what it lies on.
    Nothing,
}

/// The files that lie on documents below under names that those don't have any more, by their places among the tasks. Looks at
/// the documents below only where a file has no original and notes what it was made from. Reports what is found, in the place
/// of what was reported when only names were known.
pub(super) fn find(
    inputs: &Inputs,
    configs: &Configs,
    tasks: &[Task<'_>],
    documents: &[&Document],
    diagnostics: &mut Vec<Diagnostic>,
) -> BTreeMap<usize, Found> {
    let top = inputs.layers.len() - 1;
    let mut found = BTreeMap::new();
    if top == 0 {
        return found;
    }
    let below: FxHashSet<&DocumentId> = tasks
        .iter()
        .filter(|task| task.layer < top && task.identity.role != Role::Translation)
        .map(|task| &task.identity.id)
        .collect();
    let own = || tasks.iter().enumerate().filter(|(_, task)| task.layer == top);
    let strays: Vec<usize> =
        own().filter(|(_, task)| !below.contains(&task.identity.id)).map(|(place, _)| place).collect();
    let there: BTreeSet<(&DocumentId, &Language)> =
        own().map(|(_, task)| (&task.identity.id, &task.identity.language)).collect();
    let is_original = |id: &DocumentId| {
        own().any(|(_, task)| task.identity.id == *id && task.identity.role != Role::Translation)
    };
    for place in strays {
        let Task { source, identity, .. } = &tasks[place];
        let noted = documents[place].noted();
        let original = (!noted.is_empty()).then(|| original(inputs, tasks, documents, &noted)).flatten();
        let Some((id, kind)) = original else {
            // A translation of a document of the site's own has that to lie on.
            if identity.role == Role::Translation && !is_original(&identity.id) {
                found.insert(place, Found::Nothing);
            }
            continue;
        };
        diagnostics.retain(|reported| reported.path() != Some(source.path()));
        let is_translation = identity.role == Role::Translation;
        let file = format!("{}.md", text_name(id, is_translation.then_some(&identity.language)));
        if there.contains(&(id, &identity.language)) {
            diagnostics.push(superseded(source.path(), &file));
            found.insert(place, Found::Superseded);
            continue;
        }
        diagnostics.push(moved(source.path(), id, &file));
        let role = if is_translation { Role::Translation } else { Role::Overlay };
        let identity = Identity { id: id.clone(), kind, role, ..identity.clone() };
        let read = tasks[place].read(identity, &configs.layers[top].model);
        diagnostics
            .extend(read.diagnostics.iter().filter(|told| told.rule != Rule::OrphanedOverlay).cloned());
        found.insert(place, Found::Moved(Box::new(read.value), role));
    }
    found
}

/// The one document of the layers below that has at least half of these texts, and more of them than any other.
fn original<'t>(
    inputs: &Inputs,
    tasks: &'t [Task<'_>],
    documents: &[&Document],
    noted: &Notes,
) -> Option<(&'t DocumentId, KindId)> {
    let top = inputs.layers.len() - 1;
    let mut alike: BTreeMap<&DocumentId, (BTreeSet<&Part>, KindId)> = BTreeMap::new();
    let below = tasks.iter().zip(documents).filter(|(task, _)| task.layer < top);
    for (task, document) in below.filter(|(task, _)| task.identity.role != Role::Translation) {
        let same = noted.iter().filter(|(part, digest)| {
            drift::text(document, part, &inputs.sources).is_some_and(|text| drift::digest(&text) == **digest)
        });
        let Identity { id, kind, .. } = &task.identity;
        let (parts, _) = alike.entry(id).or_insert_with(|| (BTreeSet::new(), *kind));
        parts.extend(same.map(|(part, _)| part));
    }
    let most = alike.values().map(|(parts, _)| parts.len()).max().filter(|most| most * 2 >= noted.len())?;
    let mut best = alike.into_iter().filter(|(_, (parts, _))| parts.len() == most);
    let (id, (_, kind)) = best.next().filter(|_| most > 0)?;
    best.next().is_none().then_some((id, kind))
}

//! `missing-urgency`: published questions that don't say what to do at once, today and soon, where a site asks for that.

use crate::document::{Body, Outline, Status, Urgency};
use crate::model::{FieldId, KindId};
use crate::text::{Diagnostic, Rule, phrase};

pub(in crate::document) fn check(outline: &Outline, body: &Body, diagnostics: &mut Vec<Diagnostic>) {
    if outline.kind != KindId::QUESTION || outline.status() != Status::Published {
        return;
    }
    let care = body.care();
    let missing =
        Urgency::CHOICES.iter().filter(|(_, urgency)| !care.iter().any(|care| care.urgency == *urgency));
    let (nl, en): (Vec<_>, Vec<_>) =
        missing.map(|(name, _)| (format!("`{}`", name.nl), format!("`{}`", name.en))).unzip();
    if nl.is_empty() {
        return;
    }
    let at = body.fields.first(FieldId::CARE).map_or_else(|| outline.status_at(), |care| care.at.clone());
    let (nl, en) = (nl.join(", "), en.join(", "));
    let message = phrase!(
        "bij spoed zegt deze vraag niet wat iemand doet: {nl}",
        "this question doesn't say what to do when it is urgent: {en}"
    );
    diagnostics.push(Diagnostic::new(Rule::MissingUrgency, message).at(at).hint(phrase!(
        "zet het bij `hulp_bij_spoed`: `- {{niveau: nu, doe: Bel 112.}}`",
        "add it under `care`: `- {{level: now, do: Call 112.}}`"
    )));
}

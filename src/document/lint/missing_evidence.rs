//! `missing-evidence`: published cards that rest on no fact, where a site asks for one.

use crate::document::{Outline, Status};
use crate::model::KindId;
use crate::text::{Diagnostic, Rule, phrase};

pub(in crate::document) fn check(outline: &Outline, diagnostics: &mut Vec<Diagnostic>) {
    let is_asked = outline.kind == KindId::CARD && outline.status() == Status::Published;
    if is_asked && outline.evidence().next().is_none() {
        let message = phrase!(
            "deze kaart is gepubliceerd, maar rust op geen enkel feit",
            "this card is published without evidence"
        );
        diagnostics.push(Diagnostic::new(Rule::MissingEvidence, message).at(outline.status_at()).hint(
            phrase!(
                "zet er het nummer van een feit uit `bronnen.yaml` bij: `bewijs: […]`",
                "add the id of a fact in `sources.yaml`: `evidence: […]`"
            ),
        ));
    }
}

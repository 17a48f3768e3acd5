//! `dangling-relation` for provisions: questions that they answer and that aren't there.

use super::super::Site;
use super::renamed::renamed;
use crate::directory::text_of;
use crate::edition::ResolvedDocument;
use crate::model::{KindId, keys};
use crate::text::{Applicability, Diagnostic, Located, Rule, nearest, phrase};

pub(super) fn check(site: &Site, document: &ResolvedDocument, diagnostics: &mut Vec<Diagnostic>) {
    let Some(provision) = site.provision(&document.outline.id) else { return };
    let questions = provision.said(keys::QUESTIONS).into_iter().flat_map(|said| &said.own);
    for (question, at) in questions.filter_map(|Located { value, at }| Some((text_of(value)?, at))) {
        let is_there = site.document(question).is_some_and(|found| found.outline.kind == KindId::QUESTION);
        // One that the site has left out for a reason is no mistake of whoever keeps the provisions.
        if is_there || site.edition.left_out.contains_key(question) {
            continue;
        }
        if let Some(diagnostic) = renamed(site, Rule::DanglingRelation, question, at) {
            diagnostics.push(diagnostic);
            continue;
        }
        diagnostics.push(
            Diagnostic::new(
                Rule::DanglingRelation,
                phrase!("er is geen vraag `{question}`", "there is no question `{question}`"),
            )
            .at(at.clone())
            .maybe_from_below()
            .suggest(
                question,
                nearest(question, site.list(KindId::QUESTION).iter().map(|id| id.as_str())),
                Applicability::MaybeIncorrect,
            )
            .hint(phrase!(
                "schrijf de naam van het bestand in de map `vragen`, zonder `.md`",
                "write the name of the file in the folder `vragen`, without `.md`"
            )),
        );
    }
}

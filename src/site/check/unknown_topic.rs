//! `dangling-relation` for subjects: one with a slip in it, of a provision or of a question, so that the two don't find each
//! other.

use std::collections::BTreeMap;

use super::super::Site;
use crate::directory::text_of;
use crate::model::{FieldId, KindId, keys};
use crate::text::{Applicability, Diagnostic, Location, Phrase, Rule, Severity, nearest, phrase};

/// Where each subject is named first.
type Named<'s> = BTreeMap<&'s str, &'s Location>;

pub(super) fn check(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    let mut of_provisions = Named::new();
    for (_, provision) in site.provisions() {
        let said = provision.said(keys::TOPICS).into_iter().flat_map(|said| &said.own);
        for topic in said {
            if let Some(text) = text_of(&topic.value) {
                of_provisions.entry(text).or_insert(&topic.at);
            }
        }
    }
    let mut of_questions = Named::new();
    for id in site.list(KindId::QUESTION) {
        for (topic, at) in site.outline(id).fields.texts(FieldId::PROVISIONS) {
            of_questions.entry(topic).or_insert(at);
        }
    }
    for (topic, at) in of_provisions.iter().chain(&of_questions) {
        diagnostics.extend(former(site, topic, at));
    }
    for named in [&mut of_provisions, &mut of_questions] {
        let now = std::mem::take(named).into_iter().map(|(topic, at)| (site.topic(topic), at));
        named.extend(now);
    }
    let unmatched = |topic: &str| {
        phrase!("er is geen vraag over het onderwerp `{topic}`", "no question has the subject `{topic}`")
    };
    tell(&of_provisions, &of_questions, unmatched, site.layers.len() > 1, diagnostics);
    let unmatched = |topic: &str| {
        phrase!(
            "er is geen voorziening met het onderwerp `{topic}`",
            "no provision has the subject `{topic}`"
        )
    };
    tell(&of_questions, &of_provisions, unmatched, false, diagnostics);
}

/// A subject that is called otherwise now, and is taken for that.
fn former(site: &Site, topic: &str, at: &Location) -> Option<Diagnostic> {
    let now = site.topic(topic);
    let message =
        phrase!("het onderwerp `{topic}` heet nu `{now}`", "the subject `{topic}` is called `{now}` now");
    let diagnostic = Diagnostic::new(Rule::DanglingRelation, message)
        .at(at.clone())
        .fix(topic, now, Applicability::MachineApplicable)
        .hint(phrase!("schrijf de nieuwe naam", "write the new name"));
    (now != topic).then_some(Diagnostic { severity: Severity::Warning, ..diagnostic })
}

/// Reports the subjects that the other side doesn't have, where it has one that is nearly the same. Of the site's own `all` are
/// told where it lies on another site, which may have given a subject another name.
fn tell(
    named: &Named<'_>,
    others: &Named<'_>,
    unmatched: impl Fn(&str) -> Phrase,
    all: bool,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for (topic, at) in named.iter().filter(|(topic, _)| !others.contains_key(*topic)) {
        let near = nearest(topic, others.keys().copied());
        let is_told = near.is_some() || all && at.path.way().is_empty();
        if !is_told {
            continue;
        }
        let diagnostic = Diagnostic::new(Rule::DanglingRelation, unmatched(topic))
            .at((*at).clone())
            .suggest(topic, near, Applicability::MaybeIncorrect)
            .hint(phrase!(
                "een voorziening staat bij een vraag als hun onderwerpen hetzelfde zijn",
                "a provision is shown at a question if their subjects are the same"
            ));
        diagnostics.push(Diagnostic { severity: Severity::Warning, ..diagnostic });
    }
}

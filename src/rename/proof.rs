//! What is wrong with a site after a renaming that wasn't before.

use std::collections::BTreeMap;

use crate::pipeline::{Inputs, Pipeline};
use crate::text::{Diagnostic, Rule, Severity};

/// The problems of a site `after` that it doesn't have `before`, apart from where they are; `names` are those that changed, each
/// with its new one. Costs making the site, and again what differs after; the `pipeline` may have made others before.
pub fn new_problems(
    pipeline: &mut Pipeline,
    before: &Inputs,
    after: &Inputs,
    names: &[(String, String)],
) -> Vec<Diagnostic> {
    let mut problems = |inputs: &Inputs| pipeline.complete(inputs).diagnostics;
    let anew = |message: &str| {
        names.iter().fold(message.to_owned(), |message, (old, new)| message.replace(old.as_str(), new))
    };
    let mut known: BTreeMap<(Rule, Severity, String), usize> = BTreeMap::new();
    for problem in problems(before) {
        *known.entry((problem.rule, problem.severity, anew(&problem.message.en))).or_default() += 1;
    }
    let mut after = problems(after);
    after.retain(|problem| {
        let key = (problem.rule, problem.severity, anew(&problem.message.en));
        let known = known.get_mut(&key).filter(|n_left| **n_left > 0);
        let is_new = known.is_none();
        known.into_iter().for_each(|n_left| *n_left -= 1);
        is_new
    });
    after
}

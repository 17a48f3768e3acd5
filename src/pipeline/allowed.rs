//! What documents allow themselves: such findings are counted and not reported, and what nobody needs to allow is reported.

use std::collections::{BTreeMap, BTreeSet};

use crate::edition::Stack;
use crate::text::{Diagnostic, Located, Rule, SourcePath, phrase};

/// What the documents of all layers allow themselves.
pub(super) struct Allowed<'s> {
    allows: Vec<&'s Located<Rule>>,
}

impl<'s> Allowed<'s> {
    pub(super) fn of(stacks: &'s [Stack]) -> Self {
        let pieces = stacks.iter().flatten();
        Self { allows: pieces.flat_map(|piece| &piece.document.body.places.allows).collect() }
    }

    /// Takes out what is allowed where it was found; counts it by its rule.
    pub(super) fn take_out(&self, diagnostics: &mut Vec<Diagnostic>) -> BTreeMap<Rule, usize> {
        let mut counts = BTreeMap::new();
        let allowed: BTreeSet<(&SourcePath, Rule)> =
            self.allows.iter().map(|allow| (&allow.at.path, allow.value)).collect();
        if !allowed.is_empty() {
            diagnostics.retain(|diagnostic| {
                let is_allowed =
                    diagnostic.path().is_some_and(|path| allowed.contains(&(path, diagnostic.rule)));
                if is_allowed {
                    *counts.entry(diagnostic.rule).or_default() += 1;
                }
                !is_allowed
            });
        }
        counts
    }

    /// Those that hide none of the diagnostics, in files of the site's own layer: of the rules that are looked for at all, in
    /// files that are shown.
    pub(super) fn unused(
        &self,
        diagnostics: &[Diagnostic],
        is_looked_for: impl Fn(Rule) -> bool,
        is_shown: impl Fn(&SourcePath) -> bool,
    ) -> Vec<Diagnostic> {
        let own =
            self.allows.iter().filter(|allow| allow.at.path.way().is_empty() && is_looked_for(allow.value));
        let found: BTreeSet<(&SourcePath, Rule)> =
            diagnostics.iter().filter_map(|diagnostic| Some((diagnostic.path()?, diagnostic.rule))).collect();
        let is_unused = |allow: &&&Located<Rule>| !found.contains(&(&allow.at.path, allow.value));
        own.filter(|allow| is_shown(&allow.at.path))
            .filter(is_unused)
            .map(|allow| {
                let name = allow.value.name();
                Diagnostic::new(
                    Rule::UnusedAllow,
                    phrase!(
                        "`{name}` mag hier, maar er is niets meer dat het nodig heeft",
                        "`{name}` is allowed here, but nothing needs it any more"
                    ),
                )
                .at(allow.at.clone())
                .hint(phrase!("haal deze regel weg", "take this line away"))
            })
            .collect()
    }
}

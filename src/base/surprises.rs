//! What a new version of a base would take from the sites that lie on it without a word.

use std::collections::BTreeSet;

use crate::config::Config;
use crate::text::{Phrase, phrase};

/// What sites on top of a base count on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Promises {
    /// The values that they have to fill in since there is nothing else, by name.
    pub values: BTreeSet<String>,
    /// The terms that their documents can have, each as `facet/term`; its other names too.
    pub terms: BTreeSet<String>,
}

impl Promises {
    /// Those of a configuration.
    pub fn of(config: &Config) -> Self {
        let values = config.asks.keys().filter(|name| !config.values.contains_key(*name)).cloned();
        let mut terms = BTreeSet::new();
        for facet in &config.model.facets {
            for facet_name in [Some(&facet.id), facet.alias.as_ref()].into_iter().flatten() {
                let names = facet
                    .terms
                    .iter()
                    .flat_map(|term| [&term.id].into_iter().chain(&term.alias).chain(&term.former));
                terms.extend(names.map(|term| format!("{facet_name}/{term}")));
            }
        }
        Self { values: values.collect(), terms }
    }
}

/// What would surprise the sites on top: `gone` are the paths of documents of the last version whose address no document has
/// any more, neither as its own nor as an old one.
pub fn surprises(then: &Promises, now: &Promises, gone: &[String]) -> Vec<Phrase> {
    let mut surprises: Vec<Phrase> = gone
        .iter()
        .map(|path| {
            let id = path.trim_end_matches(".md");
            phrase!(
                "`{path}` is weg, en geen document heeft zijn adres nog: zet in het document dat ervoor in de plaats komt `oude_adressen: [/{id}/]`",
                "`{path}` is gone, and no document has its address: write `aliases: [/{id}/]` in the document that takes its place"
            )
        })
        .collect();
    surprises.extend(now.values.difference(&then.values).map(|name| {
        phrase!(
            "de waarde `{name}` moet opeens ingevuld zijn, dus elke site hierop stopt: geef er een voorbeeld bij, zoals `{name}: {{required: true, value: …}}`",
            "the value `{name}` suddenly has to be filled in, so every site on this one stops: give an example, as in `{name}: {{required: true, value: …}}`"
        )
    }));
    surprises.extend(then.terms.difference(&now.terms).map(|term| {
        phrase!(
            "de term `{term}` is weg, en sites hierop kunnen hem gebruiken: zet hem terug, of noem hem bij `oude_namen` van de term die ervoor in de plaats komt",
            "the term `{term}` is gone, and sites on this one may use it: put it back, or name it in `former_names` of the term that takes its place"
        )
    }));
    surprises
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(names: &[&str]) -> BTreeSet<String> {
        names.iter().map(|&name| name.to_owned()).collect()
    }

    #[test]
    fn only_what_takes_something_away_surprises() {
        let then = Promises { values: names(&["team"]), terms: names(&["thema/a", "thema/b"]) };
        let now = Promises { values: names(&[]), terms: names(&["thema/a", "thema/b", "thema/c"]) };
        assert_eq!(surprises(&then, &now, &[]), []);
        let found = surprises(&now, &then, &["kaarten/x.md".to_owned()]);
        let expected =
            ["oude_adressen: [/kaarten/x/]", "`team: {required: true, value: …}`", "`thema/c` is weg"];
        assert_eq!(found.len(), expected.len());
        for (found, expected) in found.iter().zip(expected) {
            assert!(found.nl.contains(expected), "{}", found.nl);
        }
    }
}

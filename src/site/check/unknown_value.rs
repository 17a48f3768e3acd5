//! `unknown-value`: a `{{ value }}` that the site doesn't define.

use super::super::Site;
use crate::edition::ResolvedDocument;
use crate::model::files;
use crate::text::{Applicability, Diagnostic, Rule, nearest, phrase};

pub(super) fn check(site: &Site, document: &ResolvedDocument, diagnostics: &mut Vec<Diagnostic>) {
    let values = &site.config.values;
    for (name, at) in &document.body.places.values {
        if !values.contains_key(name) {
            let names: Vec<String> = values.keys().map(|name| format!("`{name}`")).collect();
            let names = names.join(", ");
            diagnostics.push(
                Diagnostic::new(
                    Rule::UnknownValue,
                    phrase!("er is geen waarde `{name}`", "there is no value `{name}`"),
                )
                .at(at.clone())
                .maybe_from_below()
                .suggest(
                    name,
                    nearest(name, values.keys().map(String::as_str)),
                    Applicability::MaybeIncorrect,
                )
                .hint(if site.reference.numbers.numbers.contains_key(name) {
                    let file = site.word(files::NUMBERS);
                    phrase!(
                        "het nummer staat in `{file}`, maar is niet bevestigd: noem de website",
                        "the number is in `{file}`, but isn't confirmed: name the website"
                    )
                } else if names.is_empty() {
                    phrase!(
                        "zet hem in `wijkgids.yaml` onder `values`",
                        "put it into `wijkgids.yaml`, under `values`"
                    )
                } else {
                    phrase!(
                        "in `wijkgids.yaml` staan onder `values`: {names}",
                        "`wijkgids.yaml` has under `values`: {names}"
                    )
                }),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::reported;

    #[test]
    fn values_are_known_in_fields_and_text() {
        let check = |name: &str| {
            reported(&[(
                "kaarten/a.md",
                &format!("---\ntitel: Het {{{{ {name} }}}}\n---\nEn {{{{{name}}}}}.\n"),
            )])
        };
        assert!(check("team").is_empty());
        assert_eq!(check("taem").len(), 2);
    }
}

//! The built-in choices that readers filter by, as rows; a site has them as facets.

use super::{Audience, Facet, KindId, Language, Term, keys};
use crate::data::KeyName;

/// A word in the languages that have one, by their tags; the first one stands for the others.
type LocalizedWord = &'static [(&'static str, &'static str)];

fn word(words: LocalizedWord, language: &Language) -> String {
    let found = words.iter().find(|(tag, _)| *tag == language.as_str()).or(words.first());
    found.map_or_else(String::new, |(_, word)| (*word).to_owned())
}

/// A row of the table of built-in choices that readers filter by.
struct ChoiceRow {
    name: KeyName,
    title: LocalizedWord,
    kinds: &'static [KindId],
    options: &'static [(KeyName, LocalizedWord)],
}

/// The built-in choices that readers filter by.
const CHOICES: [ChoiceRow; 1] = [ChoiceRow {
    name: keys::COST,
    title: &[
        ("nl", "Kosten"),
        ("en", "Cost"),
        ("ar", "التكلفة"),
        ("tr", "Maliyet"),
        ("uk", "Вартість"),
        ("pl", "Koszt"),
    ],
    kinds: &[KindId::CARD],
    options: &[
        (
            KeyName { en: "free", nl: "gratis" },
            &[
                ("nl", "Gratis"),
                ("en", "Free"),
                ("ar", "مجاني"),
                ("tr", "Ücretsiz"),
                ("uk", "Безкоштовно"),
                ("pl", "Za darmo"),
            ],
        ),
        (
            KeyName { en: "low", nl: "weinig" },
            &[
                ("nl", "Weinig"),
                ("en", "Low"),
                ("ar", "قليلة"),
                ("tr", "Düşük"),
                ("uk", "Низька"),
                ("pl", "Niski"),
            ],
        ),
        (
            KeyName { en: "high", nl: "veel" },
            &[
                ("nl", "Veel"),
                ("en", "High"),
                ("ar", "مرتفعة"),
                ("tr", "Yüksek"),
                ("uk", "Висока"),
                ("pl", "Wysoki"),
            ],
        ),
    ],
}];

/// The built-in choices as facets, named in the language of the site, in the words of the language that is shown.
pub(super) fn choices(language: &Language, shown: &Language) -> Vec<Facet> {
    let named = |name: KeyName| {
        let id = name.in_language(language);
        let alias = [name.nl, name.en].into_iter().find(|other| *other != id);
        (id.to_owned(), alias.map(str::to_owned))
    };
    let facets = CHOICES.iter().map(|ChoiceRow { name, title, kinds, options }| {
        let (id, alias) = named(*name);
        let terms = options.iter().map(|(name, title)| {
            let (id, alias) = named(*name);
            Term {
                id,
                alias,
                former: Vec::new(),
                title: word(title, shown),
                summary: String::new(),
                color: None,
                icon: None,
            }
        });
        Facet {
            id,
            alias,
            title: word(title, shown),
            kinds: kinds.to_vec(),
            required: false,
            many: false,
            at_least: 0,
            audience: Audience::Both,
            is_field: true,
            is_from_below: false,
            terms: terms.collect(),
        }
    });
    facets.collect()
}

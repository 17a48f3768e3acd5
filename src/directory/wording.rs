//! A text for readers, in the language of the site and perhaps in others.

use std::collections::BTreeMap;

use crate::data::{Entry, Fields, Node, Value};
use crate::model::Language;
use crate::text::{Rule, phrase};

/// A text in the language of the site, and perhaps in others.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Wording {
    /// In the language that the site is written in.
    pub own: String,
    /// In others; may be empty.
    pub others: BTreeMap<Language, String>,
}

impl Wording {
    /// Reads a text, or a mapping of texts by language. `None` where there is nothing.
    pub(super) fn read(fields: &mut Fields<'_>, node: Node, own: &Language) -> Option<Self> {
        let Value::Mapping(entries) = node.value else {
            let text = fields.scalar(node)?.value;
            return Some(Self { own: text, others: BTreeMap::new() });
        };
        let mut wording = Self::default();
        for Entry { key, key_span, node } in entries {
            let Some(language) = Language::new(&key) else {
                fields.tell(
                    Rule::UnknownKey,
                    key_span,
                    phrase!("`{key}` is geen taalcode", "`{key}` isn't a language tag"),
                    phrase!(
                        "schrijf per taal een regel, zoals `nl: …` en `en: …`",
                        "write a line for each language, as in `nl: …` and `en: …`"
                    ),
                );
                continue;
            };
            let Some(text) = fields.scalar(node) else { continue };
            let is_there = if language == *own {
                !wording.own.is_empty()
            } else {
                wording.others.contains_key(&language)
            };
            if is_there {
                fields.tell(
                    Rule::DuplicateKey,
                    text.span,
                    phrase!("dit staat er in `{language}` al", "this is there in `{language}` already"),
                    phrase!("haal een van de twee weg", "take one of the two away"),
                );
                continue;
            }
            if language == *own {
                wording.own = text.value;
            } else {
                wording.others.insert(language, text.value);
            }
        }
        if wording.own.is_empty() {
            fields.tell(
                Rule::MissingField,
                node.span,
                phrase!(
                    "dit staat er niet in `{own}`, de taal van de site",
                    "this isn't there in `{own}`, the language of the site"
                ),
                phrase!("zet er een regel `{own}: …` bij", "add a line `{own}: …`"),
            );
        }
        (wording != Self::default()).then_some(wording)
    }

    /// The text for readers of a language, and whether it is in that language: where nobody has translated it, it is in
    /// that of the site.
    pub fn for_readers_of(&self, language: &Language) -> (&str, bool) {
        self.others.get(language).map_or((&self.own, false), |text| (text, true))
    }

    /// The other languages that it is there in.
    pub fn languages(&self) -> impl Iterator<Item = &Language> {
        self.others.keys()
    }

    /// Every text, that of the site's own language first.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.own.as_str()).chain(self.others.values().map(String::as_str))
    }
}

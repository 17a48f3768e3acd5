//! The glossary, `begrippen.yaml`: words that readers may stumble over, each with a plain explanation.

use std::collections::BTreeMap;

use crate::data::{Entry, Fields, Node};
use crate::model::keys;
use crate::text::{Checked, Location, Rule, Source, phrase, slugify};

/// How long an explanation may be, in words: what somebody reads without losing the thread of the page they came from.
const EXPLANATION_WORDS: usize = 40;

/// The words of a site, by the id that each has on the glossary page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Glossary {
    /// The words.
    pub words: BTreeMap<String, Word>,
}

/// A word of the glossary.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Word {
    /// As readers see it.
    pub name: String,
    /// What it means; may hold `{{ values }}`.
    pub explanation: String,
    /// Other ways to write it, such as its plural.
    pub forms: Vec<String>,
    /// The ids of documents that tell more, as written, each with its place.
    pub see: Vec<(String, Location)>,
}

impl Word {
    /// Every way to write it, its name first.
    pub fn spellings(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.name.as_str()).chain(self.forms.iter().map(String::as_str))
    }
}

impl Glossary {
    /// Whether it explains a word, alone or as one of several, however that is capitalized.
    pub fn explains(&self, word: &str) -> bool {
        let folded = |text: &str| {
            text.chars().flat_map(char::to_lowercase).eq(word.chars().flat_map(char::to_lowercase))
        };
        let explains = |spelling: &str| folded(spelling) || spelling.split_whitespace().any(folded);
        self.words.values().flat_map(Word::spellings).any(explains)
    }

    /// Reads a glossary that adds to those of the layers below; where both explain a word, this one counts.
    pub fn read(source: &Source, below: Self) -> Checked<Self> {
        let mut diagnostics = Vec::new();
        let mut fields = Fields::of_file(source, &mut diagnostics);
        let Self { mut words } = below;
        let mut spelled: BTreeMap<String, String> = BTreeMap::new();
        for Entry { key, key_span, node } in fields.map(keys::WORDS) {
            let Some(word) = word(&mut fields, node, &key) else { continue };
            for spelling in word.spellings() {
                let other = spelled.insert(spelling.to_lowercase(), key.clone());
                if let Some(other) = other.filter(|other| *other != key) {
                    fields.report(
                        Rule::DuplicateKey,
                        key_span,
                        phrase!(
                            "`{spelling}` staat ook bij `{other}`",
                            "`{spelling}` is also listed at `{other}`"
                        ),
                        phrase!("haal het bij een van de twee weg", "take it away from one of the two"),
                    );
                }
            }
            words.insert(slugify(&key), word);
        }
        fields.finish();
        Checked { value: Self { words }, diagnostics }
    }
}

fn word(fields: &mut Fields<'_>, node: Node, name: &str) -> Option<Word> {
    let path = fields.path().clone();
    let mut inner = Fields::new(&path, node, fields.diagnostics());
    let explanation = inner.required_text(keys::EXPLANATION, &phrase!("`{name}`", "`{name}`"));
    let forms = inner.texts(keys::ALSO).into_iter().map(|form| form.value).collect();
    let see = inner.texts(keys::SEE).into_iter();
    let see = see.map(|id| (id.value, Location::new(path.clone(), id.span))).collect();
    inner.finish();
    let explanation = explanation?;
    let words = explanation.value.split_whitespace().count();
    if words > EXPLANATION_WORDS {
        fields.report(
            Rule::LongSummary,
            explanation.span,
            phrase!(
                "deze uitleg telt {words} woorden; meer dan {EXPLANATION_WORDS} leest niemand tussendoor",
                "this explanation has {words} words; keep it under {EXPLANATION_WORDS}"
            ),
            phrase!("zeg het in één of twee zinnen", "say it in one or two sentences"),
        );
    }
    Some(Word { name: name.to_owned(), explanation: explanation.value, forms, see })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::SourcePath;

    fn read(text: &str, below: Glossary) -> Checked<Glossary> {
        Glossary::read(&Source::new(SourcePath::new("begrippen.yaml").expect("a path"), text), below)
    }

    #[test]
    fn an_upper_glossary_has_the_last_word() {
        let below = read(
            "begrippen:\n  Wmo: {uitleg: Een wet.}\n  regie: {uitleg: Wie leidt.}\n",
            Glossary::default(),
        );
        let upper =
            read("begrippen:\n  regie: {uitleg: Bij ons de coach., ook: [regisseur]}\n", below.value).value;
        let terms: Vec<(&str, &str)> =
            upper.words.values().map(|word| (word.name.as_str(), word.explanation.as_str())).collect();
        assert_eq!(terms, [("regie", "Bij ons de coach."), ("Wmo", "Een wet.")]);
    }

    #[test]
    fn a_spelling_belongs_to_one_word() {
        let broken = read(
            "begrippen:\n  team: {uitleg: A.}\n  groep: {uitleg: B., ook: [Team]}\n",
            Glossary::default(),
        );
        let messages: Vec<&str> =
            broken.diagnostics.iter().map(|diagnostic| diagnostic.message.en.as_str()).collect();
        assert_eq!(messages, ["`Team` is also listed at `team`"]);
    }
}

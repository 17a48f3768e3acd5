//! The interface strings of a theme in one language.

use std::collections::BTreeMap;

use crate::config::Language;

/// Short texts of the interface by key.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Strings(BTreeMap<String, String>);

impl Strings {
    /// These strings, completed from others where they lack some.
    #[must_use]
    pub fn or(mut self, others: BTreeMap<String, String>) -> Self {
        for (key, text) in others {
            self.0.entry(key).or_insert(text);
        }
        self
    }

    /// The string of a key; the key itself where there is none, so that somebody notices.
    pub fn get<'s>(&'s self, key: &'s str) -> &'s str {
        self.0.get(key).map_or(key, String::as_str)
    }

    /// What a language calls itself; its tag where this theme doesn't know.
    pub fn name_of(&self, language: &Language) -> String {
        language.to_string()
    }

    /// The string of a key with `{name}` filled in from the arguments. With an argument `n`, the form for that many.
    /// `None` where there is no such string.
    pub fn format(&self, key: &str, arguments: &[(&str, String)]) -> Option<String> {
        let n = arguments.iter().find(|(name, _)| *name == "n").map(|(_, n)| n.as_str());
        let form = match n {
            Some("1") => self.0.get(&format!("{key}.one")),
            Some(_) => self.0.get(&format!("{key}.other")),
            None => None,
        };
        let mut text = form.or_else(|| self.0.get(key))?.clone();
        for (name, value) in arguments {
            text = text.replace(&format!("{{{name}}}"), value);
        }
        Some(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_and_many_differ() {
        let strings = [("cards.one", "{n} kaart"), ("cards.other", "{n} kaarten")];
        let strings = strings.map(|(key, text)| (key.to_owned(), text.to_owned())).into();
        let strings = Strings::default().or(strings);
        let count = |n: usize| strings.format("cards", &[("n", n.to_string())]);
        assert_eq!(count(1).as_deref(), Some("1 kaart"));
        assert_eq!(count(0).as_deref(), Some("0 kaarten"));
        assert_eq!(strings.format("nothing", &[]), None);
    }
}

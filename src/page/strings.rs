//! The interface strings of a theme in one language: texts by key, the plural form that a number asks for, and how the
//! language groups its digits.
//!
//! Which form and which grouping is Unicode's knowledge (CLDR), not ours. Where the texts come from is the
//! [theme](super::theme)'s.

use std::collections::BTreeMap;

use icu_decimal::DecimalFormatter;
use icu_decimal::input::Decimal;
use icu_locale_core::Locale;
use icu_plurals::{PluralCategory, PluralRules};
use rustc_hash::FxHashMap;

use crate::model::Language;

/// Short texts of the interface by key, in one language; behind them those of another, for what they lack.
#[derive(Clone, Debug)]
pub struct Strings {
    /// The language as Unicode's data knows it; the unknown language where it doesn't.
    locale: Locale,
    texts: FxHashMap<String, String>,
    behind: Option<Box<Strings>>,
}

impl Strings {
    /// The strings of a language.
    pub(super) fn new(language: &Language, texts: BTreeMap<String, String>) -> Self {
        // Digits are the Latin ones in every language: Dutch municipalities write them so in Arabic texts too, and
        // addresses, telephone numbers and dates hold them anyway.
        let locale = Locale::try_from_str(&format!("{language}-u-nu-latn")).unwrap_or(Locale::UNKNOWN);
        Self { locale, texts: texts.into_iter().collect(), behind: None }
    }

    /// These strings, completed from others in the same language.
    #[must_use]
    pub(super) fn or(self, mut others: Self) -> Self {
        others.texts.extend(self.texts);
        Self { texts: others.texts, behind: self.behind.or(others.behind), ..self }
    }

    /// These strings, and where they lack one that of another language, in the plural forms of that language.
    #[must_use]
    pub(super) fn before(mut self, behind: Self) -> Self {
        self.behind = Some(match self.behind.take() {
            Some(nearer) => Box::new(nearer.before(behind)),
            None => Box::new(behind),
        });
        self
    }

    /// The string of a key; the key itself where there is none, so that somebody notices.
    pub fn get<'s>(&'s self, key: &'s str) -> &'s str {
        match (self.own(key), &self.behind) {
            (Some(text), _) => text,
            (None, Some(behind)) => behind.get(key),
            (None, None) => key,
        }
    }

    /// The string of a key in this language, and in no other.
    pub(super) fn own(&self, key: &str) -> Option<&str> {
        self.texts.get(key).map(String::as_str)
    }

    /// Every string by its key, as it is where nothing is filled in.
    pub fn texts(&self) -> BTreeMap<&str, &str> {
        let mut texts = self.behind.as_ref().map(|behind| behind.texts()).unwrap_or_default();
        texts.extend(self.texts.iter().map(|(key, text)| (key.as_str(), text.as_str())));
        texts
    }

    /// As [`format`](Self::format); the key itself where there is no such string.
    pub(super) fn filled(&self, key: &str, arguments: &[(&str, String)]) -> String {
        self.format(key, arguments).unwrap_or_else(|| key.to_owned())
    }

    /// The string of a key with `{name}` filled in from the arguments. An argument `n` is a whole number in digits: it
    /// asks for the form for that many and is written with its digits grouped. `None` where there is no such string.
    pub fn format(&self, key: &str, arguments: &[(&str, String)]) -> Option<String> {
        let n = arguments.iter().find(|(name, _)| *name == "n").and_then(|(_, n)| n.parse().ok());
        let form = n.and_then(|n| self.form(key, n));
        let Some(text) = form.or_else(|| self.own(key)) else {
            return self.behind.as_ref()?.format(key, arguments);
        };
        Some(match n {
            Some(n) => fill(&fill(text, &[("n", self.number(n))]), arguments),
            None => fill(text, arguments),
        })
    }

    /// Every plural form of a string by its name (`one`, `other`), for what counts only in the browser. `None` where the
    /// string has none.
    pub(super) fn forms(&self, key: &str) -> Option<BTreeMap<&str, &str>> {
        let own = ["zero", "one", "two", "few", "many", "other"].into_iter().filter_map(|form| {
            let text = self.own(&format!("{key}.{form}"))?;
            Some((form, text))
        });
        let own: BTreeMap<&str, &str> = own.collect();
        if own.is_empty() { self.behind.as_ref()?.forms(key) } else { Some(own) }
    }

    /// A whole number with its digits grouped as the language does: `1.234`, `1,234`, `1 234`.
    pub fn number(&self, n: u64) -> String {
        let formatter = DecimalFormatter::try_new((&self.locale).into(), Default::default());
        let formatter = formatter.expect("the data, down to that of the unknown language, is compiled in");
        formatter.format(&Decimal::from(n)).to_string()
    }

    /// A number of thousandths as the language writes it, without zeros at its end.
    pub(super) fn decimal(&self, thousandths: u64) -> String {
        let formatter = DecimalFormatter::try_new((&self.locale).into(), Default::default());
        let formatter = formatter.expect("the data, down to that of the unknown language, is compiled in");
        let mut decimal = Decimal::from(thousandths);
        decimal.multiply_pow10(-3);
        decimal.absolute.trim_end();
        formatter.format(&decimal).to_string()
    }

    /// The form for so many; `.other` where the language's own form is missing.
    fn form(&self, key: &str, n: u64) -> Option<&str> {
        let rules = PluralRules::try_new_cardinal((&self.locale).into());
        let rules = rules.expect("the data, down to that of the unknown language, is compiled in");
        let category = match rules.category_for(n) {
            PluralCategory::Zero => "zero",
            PluralCategory::One => "one",
            PluralCategory::Two => "two",
            PluralCategory::Few => "few",
            PluralCategory::Many => "many",
            PluralCategory::Other => "other",
        };
        self.own(&format!("{key}.{category}")).or_else(|| self.own(&format!("{key}.other")))
    }
}

/// A text with each `{name}` replaced.
pub(super) fn fill(text: &str, arguments: &[(&str, String)]) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let named = arguments
            .iter()
            .find_map(|(name, value)| Some((value.as_str(), after.strip_prefix(name)?.strip_prefix('}')?)));
        let (value, after) = named.unwrap_or(("{", after));
        filled.extend([before, value]);
        rest = after;
    }
    filled + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strings(language: &str, texts: &[(&str, &str)]) -> Strings {
        let texts = texts.iter().map(|(key, text)| ((*key).to_owned(), (*text).to_owned()));
        Strings::new(&Language::new(language).expect("a tag"), texts.collect())
    }

    fn count(strings: &Strings, n: u64) -> String {
        strings.format("cards", &[("n", n.to_string())]).expect("a form")
    }

    #[test]
    fn a_number_asks_for_the_form_of_its_language() {
        let dutch = strings("nl", &[("cards.one", "{n} kaart"), ("cards.other", "{n} kaarten")]);
        assert_eq!([0, 1, 1234].map(|n| count(&dutch, n)), ["0 kaarten", "1 kaart", "1.234 kaarten"]);
        let forms = [("cards.one", "{n} картка"), ("cards.few", "{n} картки"), ("cards.many", "{n} карток")];
        let ukrainian = strings("uk", &forms);
        assert_eq!(
            [1, 3, 11, 21, 1234].map(|n| count(&ukrainian, n)),
            ["1 картка", "3 картки", "11 карток", "21 картка", "1\u{a0}234 картки"]
        );
    }

    #[test]
    fn what_a_language_lacks_is_said_in_another_with_its_own_forms() {
        // In French 0 goes with the singular, in English with the plural.
        let french = strings("fr", &[("other", "autre")]);
        let english = strings("en", &[("cards.one", "{n} card"), ("cards.other", "{n} cards")]);
        let strings = french.before(english);
        assert_eq!([0, 1].map(|n| count(&strings, n)), ["0 cards", "1 card"]);
        assert_eq!(strings.format("nothing", &[]), None);
        assert_eq!(strings.get("nothing"), "nothing");
    }

    #[test]
    fn digits_are_latin_and_grouped_as_the_language_does() {
        let number = |language: &str, n: u64| strings(language, &[]).number(n);
        assert_eq!(
            ["nl", "en", "tr", "uk", "ar", "fa"].map(|language| number(language, 12345)),
            ["12.345", "12,345", "12.345", "12\u{a0}345", "12,345", "12,345"]
        );
        // Polish leaves four digits together.
        assert_eq!([1234, 12345].map(|n| number("pl", n)), ["1234", "12\u{a0}345"]);
        assert_eq!(number("zz-x1y2", 12345), "12,345");
    }
}

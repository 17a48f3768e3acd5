//! In which order a language puts titles: that of Unicode's CLDR, with numbers by their value.

use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed};
use icu_locale_core::Locale;

use crate::model::Language;

/// Puts titles in the order of a language.
pub(super) struct TitleOrder(CollatorBorrowed<'static>);

/// What a title is sorted by: of two titles the one with the smaller key comes first.
pub(super) type SortKey = Vec<u8>;

impl TitleOrder {
    /// The order of a language; that of the root of CLDR where it has none of its own.
    pub(super) fn new(language: &Language) -> Self {
        // `kn`: 2 before 10.
        let locale = Locale::try_from_str(&format!("{language}-u-kn")).unwrap_or(Locale::UNKNOWN);
        let collator = Collator::try_new((&locale).into(), CollatorOptions::default());
        Self(collator.expect("the data, down to that of the root, is compiled in"))
    }

    /// The key of a title. Quotation marks and the like before its first letter don't count.
    pub(super) fn key(&self, title: &str) -> SortKey {
        let mut key = Vec::with_capacity(title.len() * 2);
        let title = title.trim_start_matches(|c: char| !c.is_alphanumeric());
        match self.0.write_sort_key_to(title, &mut key) {
            Ok(()) => key,
            Err(never) => match never {},
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(language: &str, titles: &[&str]) {
        let order = TitleOrder::new(&Language::new(language).expect("a language"));
        let mut sorted = titles.to_vec();
        sorted.reverse();
        sorted.sort_by_key(|title| order.key(title));
        assert_eq!(sorted, titles, "{language}");
    }

    #[test]
    fn titles_stand_as_the_language_sorts_them_and_numbers_by_their_value() {
        check("nl", &["2 stappen", "10 stappen", "Een plan", "Eén regisseur", "‘Eigen’ kracht", "Zorg"]);
        check("tr", &["Cadde", "Çocuk", "Dernek", "Irmak", "İş"]);
        check("uk", &["Гроші", "Ґанок", "Діти", "Їжа"]);
    }
}

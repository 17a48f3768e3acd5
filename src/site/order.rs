//! In which order a language puts titles: that of Unicode's CLDR, with numbers by their value.

use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed};
use icu_locale_core::Locale;
use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::document::DocumentId;
use crate::edition::Edition;
use crate::model::Language;

/// The place of each document of an edition among all of them by title. Found once, for every list that needs it.
pub(super) struct TitleOrder<'e>(FxHashMap<&'e DocumentId, usize>);

impl<'e> TitleOrder<'e> {
    /// The order of an edition's documents, those that are overdue included, in its language.
    pub(super) fn new(edition: &'e Edition) -> Self {
        let titles = Titles::of(&edition.language);
        let documents: Vec<_> = edition.documents.iter().chain(&edition.overdue).collect();
        let mut keys: Vec<(Vec<u8>, &str, &DocumentId)> = documents
            .into_par_iter()
            .map(|(id, document)| {
                let title = document.outline.title();
                (titles.key(title), title, id)
            })
            .collect();
        keys.par_sort_unstable();
        Self(keys.into_iter().enumerate().map(|(place, (.., id))| (id, place)).collect())
    }

    /// The place of a document.
    pub(super) fn place(&self, id: &DocumentId) -> usize {
        self.0[id]
    }
}

/// How a language sorts titles; as the root of CLDR does where it has no way of its own.
struct Titles(CollatorBorrowed<'static>);

impl Titles {
    fn of(language: &Language) -> Self {
        // `kn`: 2 before 10.
        let locale = Locale::try_from_str(&format!("{language}-u-kn")).unwrap_or(Locale::UNKNOWN);
        let collator = Collator::try_new((&locale).into(), CollatorOptions::default());
        Self(collator.expect("the data, down to that of the root, is compiled in"))
    }

    /// What a title is sorted by: of two titles the one with the smaller key comes first. Quotation marks and the like before
    /// its first letter don't count.
    fn key(&self, title: &str) -> Vec<u8> {
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
        let order = Titles::of(&Language::new(language).expect("a language"));
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

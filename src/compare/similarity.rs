//! How much of a text is in another one.

use rustc_hash::FxHashMap;

use super::tokens::{TokenKind, tokens};

/// How like two texts are: 1 for the same words in the same order, 0 for no word in common.
///
/// Counts words and pairs of neighboring words that are in both. Any two texts of a field share many words; only texts
/// of one origin share many pairs. Whole passages may have moved. Linear in the length of the texts.
///
/// ```
/// use wijkgids::compare::similarity;
/// let old = "Vraag eerst of iemand een maatje wil, en bel pas dan.";
/// assert!(similarity(old, "Vraag eerst of iemand een buddy wil, en bel dan pas.") > 0.5);
/// assert!(similarity(old, "Een gezin heeft een plan, en een regisseur.") < 0.2);
/// ```
pub fn similarity(old: &str, new: &str) -> f64 {
    let (old, new) = (Features::of(old), Features::of(new));
    let shared = old.counted().take(&new);
    share(2 * shared, old.len() + new.len())
}

/// A part of a whole; 1 where there is nothing.
pub(super) fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}

/// A word, or two in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Feature<'t> {
    Word(&'t str),
    Pair(&'t str, &'t str),
}

/// What a text is recognized by.
#[derive(Debug)]
pub(super) struct Features<'t>(Vec<Feature<'t>>);

impl<'t> Features<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        let tokens = tokens(text);
        let words = tokens.iter().filter(|token| token.key.kind == TokenKind::Word).map(|token| token.core);
        let mut last = None;
        let features = words.flat_map(|word| {
            let pair = last.replace(word).map(|last| Feature::Pair(last, word));
            [Some(Feature::Word(word)), pair].into_iter().flatten()
        });
        Self(features.collect())
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// How often each is there.
    pub(super) fn counted(&self) -> FeatureCounts<'t> {
        let mut counts = FxHashMap::default();
        for &feature in &self.0 {
            *counts.entry(feature).or_default() += 1;
        }
        FeatureCounts(counts)
    }
}

/// What is left of a text of which parts have been found elsewhere.
#[derive(Clone)]
pub(super) struct FeatureCounts<'t>(FxHashMap<Feature<'t>, usize>);

impl<'t> FeatureCounts<'t> {
    /// Takes away what the other text holds too, and says how much that was.
    pub(super) fn take(&mut self, other: &Features<'t>) -> usize {
        let mut taken = 0;
        for feature in &other.0 {
            if let Some(count) = self.0.get_mut(feature).filter(|count| **count > 0) {
                *count -= 1;
                taken += 1;
            }
        }
        taken
    }
}

/// How often each feature is in which of some texts.
#[derive(Debug)]
pub(super) struct FeatureIndex<'t>(FxHashMap<Feature<'t>, Vec<(usize, usize)>>);

impl<'t> FeatureIndex<'t> {
    pub(super) fn of<'f>(texts: impl Iterator<Item = &'f Features<'t>>) -> Self
    where
        't: 'f,
    {
        let mut places: FxHashMap<Feature<'t>, Vec<(usize, usize)>> = FxHashMap::default();
        for (idx, features) in texts.enumerate() {
            #[expect(
                clippy::iter_over_hash_type,
                reason = "each feature has its own list, in the order of the texts"
            )]
            for (feature, count) in features.counted().0 {
                places.entry(feature).or_default().push((idx, count));
            }
        }
        Self(places)
    }

    /// How much each of the texts, of which there are so many, shares with this one.
    pub(super) fn shared(&self, text: &FeatureCounts<'_>, n_texts: usize) -> Vec<usize> {
        let mut shared = vec![0; n_texts];
        #[expect(clippy::iter_over_hash_type, reason = "a sum has no order")]
        for (feature, count) in &text.0 {
            for (idx, other) in self.0.get(feature).into_iter().flatten() {
                shared[*idx] += count.min(other);
            }
        }
        shared
    }
}

//! A sketch of a text: enough to tell how much two texts have in common, without keeping either.
//!
//! Every three words in a row get a digest, and the smallest digests are kept. Which those are is chance, but the same
//! chance in every text: so what two sketches have in common is near what the texts do. (Broder, *On the resemblance and
//! containment of documents*, 1997.)

use xxhash_rust::xxh3::xxh3_64;

/// How many words in a row count as one thing that a text says. Single words are the same in most texts about one subject.
const ROW: usize = 3;
/// How many digests are kept. With 64 of them a share is known to within some five hundredths.
const KEPT: usize = 64;
/// The words that a text needs to have before it can be said to be like another: short ones share their set phrases.
const FEWEST: usize = 60;

/// The smallest digests of the rows of words of a text, ascending; empty for a text that is too short.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Sketch(Box<[u32]>);

impl Sketch {
    /// The smallest digests, at most so many. Texts that are much alike share one of them, but for one in a thousand pairs
    /// with half a dozen.
    pub fn signs(&self, most: usize) -> &[u32] {
        &self.0[..most.min(self.0.len())]
    }

    /// How much of both texts is in both, from 0 to 1, as far as the sketches show.
    pub fn likeness(&self, other: &Self) -> f64 {
        let (mut one, mut two) = (&*self.0, &*other.0);
        let (mut n_seen, mut n_shared) = (0u32, 0u32);
        // Behind as many as are kept, a digest that one lacks may only be one that it didn't keep.
        for _ in 0..KEPT {
            let (has_one, has_two) = match (one.first(), two.first()) {
                (None, None) => break,
                (Some(first), Some(second)) => (first <= second, second <= first),
                (first, second) => (first.is_some(), second.is_some()),
            };
            one = &one[usize::from(has_one)..];
            two = &two[usize::from(has_two)..];
            n_seen += 1;
            n_shared += u32::from(has_one && has_two);
        }
        // Of all rows of both together so many are in both; so many twice over of the two one after the other.
        let of_all = f64::from(n_shared) / f64::from(n_seen.max(1));
        2.0 * of_all / (1.0 + of_all)
    }
}

/// A text while its words go by.
#[derive(Debug, Default)]
pub(in crate::document) struct ShingleRows {
    /// The digests of the last words.
    row: [u64; ROW],
    n_words: usize,
    /// The smallest digests of rows so far, ascending.
    smallest: Vec<u32>,
    lower_case: String,
}

impl ShingleRows {
    /// Takes the next word; it is the same with capitals and without.
    pub(in crate::document) fn add(&mut self, word: &str) {
        self.lower_case.clear();
        if word.is_ascii() {
            self.lower_case.push_str(word);
            self.lower_case.make_ascii_lowercase();
        } else {
            self.lower_case.extend(word.chars().flat_map(char::to_lowercase));
        }
        self.row.rotate_left(1);
        self.row[ROW - 1] = xxh3_64(self.lower_case.as_bytes());
        self.n_words += 1;
        if self.n_words >= ROW {
            self.keep(digest(self.row));
        }
    }

    fn keep(&mut self, digest: u32) {
        if self.smallest.len() == KEPT && self.smallest.last() <= Some(&digest) {
            return;
        }
        if let Err(at) = self.smallest.binary_search(&digest) {
            self.smallest.insert(at, digest);
            self.smallest.truncate(KEPT);
        }
    }

    /// The sketch of the words that went by.
    pub(in crate::document) fn sketch(self) -> Sketch {
        if self.n_words < FEWEST {
            return Sketch::default();
        }
        Sketch(self.smallest.into())
    }
}

/// The digest of a row. The words have digests already, so that stirring them together is enough; each by another number,
/// since their order counts.
fn digest(row: [u64; ROW]) -> u32 {
    const STIR: [u64; ROW] = [0x9e37_79b9_7f4a_7c15, 0xc2b2_ae3d_27d4_eb4f, 0x1656_67b1_9e37_79f9];
    let stirred =
        row.iter().zip(STIR).fold(0, |sum: u64, (word, by)| sum.wrapping_add(word.wrapping_mul(by)));
    // Of a product the upper half is stirred best.
    u32::try_from((stirred ^ (stirred >> 29)).wrapping_mul(STIR[1]) >> 32).expect("half of 64 bits are left")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sketch(text: &str) -> Sketch {
        let mut rows = ShingleRows::default();
        text.split_whitespace().for_each(|word| rows.add(word));
        rows.sketch()
    }

    /// A text of words that no other row holds.
    fn text(words: std::ops::Range<usize>) -> String {
        words.map(|n| format!("woord{n} ")).collect()
    }

    #[test]
    fn likeness_is_near_the_share_of_rows() {
        let whole = text(0..1_000);
        for (other, share) in [(0..1_000, 1.0), (100..1_100, 0.9), (250..1_250, 0.75), (2_000..3_000, 0.0)] {
            let found = sketch(&whole).likeness(&sketch(&text(other)));
            assert!((found - share).abs() < 0.1, "{found} is not near {share}");
        }
        assert!((sketch(&whole).likeness(&sketch(&whole.to_uppercase())) - 1.0).abs() < 1e-9);
    }

    #[test]
    fn short_texts_are_like_nothing() {
        assert_eq!(sketch(&text(0..FEWEST - 1)), Sketch::default());
        assert!(!sketch(&text(0..FEWEST)).signs(6).is_empty());
        assert!(Sketch::default().likeness(&Sketch::default()).abs() < 1e-9);
        assert_eq!(sketch(&"zo ".repeat(10_000)).signs(6).len(), 1);
    }
}

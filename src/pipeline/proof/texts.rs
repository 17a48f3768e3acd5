//! Texts looked for in another one: all at once, in one pass, however many there are and however alike they begin.
//!
//! Hashes of all that stands before each byte give that of any part in one step (Karp and Rabin, 1987). A part is first
//! looked up by how it starts; where a text starts so, the whole of each length that such texts have. What has the hash of
//! a text is compared with it.

use rustc_hash::FxHashMap;

/// How long the start is by which a text is looked for, in bytes: the longest of these that it has.
const STARTS: [usize; 3] = [30, 12, 7];

/// What each byte counts for in a hash, against the one behind it: odd, and with bits all over.
const BASE: u64 = 0x9e37_79b9_7f4a_7c15;

/// How many bits the filter has for each text.
const BITS: usize = 32;

/// Texts to look for, each with what is kept of it.
#[derive(Debug)]
pub(super) struct WantedTexts<V> {
    starts: Vec<Starts<V>>,
    /// What a byte counts for that so many bytes stand behind, up to as many as the longest text has.
    powers: Vec<u64>,
}

/// The texts whose starts are looked for in the same length.
#[derive(Debug)]
struct Starts<V> {
    length: usize,
    /// A bit for each value that the first bits of a start's hash have.
    filter: Vec<u64>,
    /// How many bits of a hash that are.
    n_bits: u32,
    /// How long texts are that start so, by the hash of their start; each length once.
    lengths: FxHashMap<u64, Vec<usize>>,
    /// By the hash of the whole text.
    texts: FxHashMap<u64, Vec<(String, V)>>,
}

impl<V> FromIterator<(String, V)> for WantedTexts<V> {
    /// Of equal texts the first one is kept, and an empty one never.
    fn from_iter<I: IntoIterator<Item = (String, V)>>(texts: I) -> Self {
        let mut classes: FxHashMap<usize, Vec<(String, V)>> = FxHashMap::default();
        let mut longest = 0;
        for (text, value) in texts {
            longest = longest.max(text.len());
            let start = STARTS.into_iter().find(|start| *start <= text.len()).unwrap_or(text.len());
            classes.entry(start).or_default().push((text, value));
        }
        let powers = powers(longest);
        classes.remove(&0);
        let mut starts: Vec<Starts<V>> =
            classes.into_iter().map(|(length, texts)| Starts::new(length, texts, &powers)).collect();
        starts.sort_by_key(|starts| starts.length);
        Self { starts, powers }
    }
}

impl<V> WantedTexts<V> {
    /// Calls `each` for every one of these that a text holds, as often as it does, with what is kept of it and where it stands,
    /// in bytes.
    pub(super) fn within<'w>(&'w self, text: &str, mut each: impl FnMut(&'w V, usize)) {
        if self.starts.is_empty() {
            return;
        }
        let hashes = Hashes::of(text, &self.powers);
        for starts in &self.starts {
            starts.within(text, &hashes, &mut each);
        }
    }
}

impl<V> Starts<V> {
    fn new(length: usize, texts: Vec<(String, V)>, powers: &[u64]) -> Self {
        let n_bits = (texts.len() * BITS).next_power_of_two().trailing_zeros().max(6);
        let filter = vec![0; 1 << (n_bits - 6)];
        let (lengths, whole) = (FxHashMap::default(), FxHashMap::default());
        let mut starts = Self { length, filter, n_bits, lengths, texts: whole };
        for (text, value) in texts {
            let hashes = Hashes::of(&text, powers);
            let (start, whole) = (hashes.part(0, length), hashes.part(0, text.len()));
            let same = starts.texts.entry(whole).or_default();
            if same.iter().any(|(other, _)| *other == text) {
                continue;
            }
            let lengths = starts.lengths.entry(start).or_default();
            if !lengths.contains(&text.len()) {
                lengths.push(text.len());
            }
            same.push((text, value));
            let (word, bit) = starts.bit(start);
            starts.filter[word] |= bit;
        }
        starts
    }

    fn within<'w>(&'w self, text: &str, hashes: &Hashes<'_>, each: &mut impl FnMut(&'w V, usize)) {
        let Some(last) = text.len().checked_sub(self.length) else { return };
        for at in 0..=last {
            let start = hashes.part(at, self.length);
            let (word, bit) = self.bit(start);
            if self.filter[word] & bit == 0 {
                continue;
            }
            let Some(lengths) = self.lengths.get(&start) else { continue };
            for length in lengths.iter().copied().filter(|length| at + length <= text.len()) {
                let Some(texts) = self.texts.get(&hashes.part(at, length)) else { continue };
                let part = &text.as_bytes()[at..at + length];
                texts
                    .iter()
                    .filter(|(wanted, _)| wanted.as_bytes() == part)
                    .for_each(|(_, value)| each(value, at));
            }
        }
    }

    /// Where the bit of a hash is. The first bits depend on all bytes, the last ones on few.
    fn bit(&self, hash: u64) -> (usize, u64) {
        let at = hash >> (64 - self.n_bits);
        (usize::try_from(at / 64).expect("a filter has fewer words than there are addresses"), 1 << (at % 64))
    }
}

/// The hashes of what stands before each byte of a text.
struct Hashes<'p> {
    before: Vec<u64>,
    powers: &'p [u64],
}

impl<'p> Hashes<'p> {
    fn of(text: &str, powers: &'p [u64]) -> Self {
        let mut before = Vec::with_capacity(text.len() + 1);
        let mut hash = 0_u64;
        before.push(hash);
        before.extend(text.bytes().map(|byte| {
            hash = hash.wrapping_mul(BASE).wrapping_add(u64::from(byte) + 1);
            hash
        }));
        Self { before, powers }
    }

    /// The hash of a part of a length in bytes.
    fn part(&self, at: usize, length: usize) -> u64 {
        self.before[at + length].wrapping_sub(self.before[at].wrapping_mul(self.powers[length]))
    }
}

/// What a byte counts for that so many bytes stand behind, up to a number of them.
fn powers(longest: usize) -> Vec<u64> {
    std::iter::successors(Some(1_u64), |power| Some(power.wrapping_mul(BASE))).take(longest + 1).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(wanted: &[&str], text: &str) -> Vec<usize> {
        let wanted: WantedTexts<usize> =
            wanted.iter().enumerate().map(|(idx, text)| ((*text).to_owned(), idx)).collect();
        let mut found = Vec::new();
        wanted.within(text, |idx, _| found.push(*idx));
        found.sort_unstable();
        found
    }

    #[test]
    fn every_text_is_found_wherever_it_stands() {
        let long = "eenlangezinvanmeerdandertigletters";
        let wanted = ["kort", "zevenle", "twaalfletter", long, "eenlangezinvanmeerdandertigletterse", long];
        assert_eq!(found(&wanted, &format!("x{long}enkortzevenlx")), [0, 3, 4]);
        assert_eq!(found(&wanted, "twaalfletterzevenle"), [1, 2]);
        assert_eq!(found(&wanted, "zevenl"), [0_usize; 0]);
        assert_eq!(found(&["één"], "één één"), [0, 0]);
        assert_eq!(found(&[""], "een"), [0_usize; 0]);
        assert_eq!(found(&[], "een"), [0_usize; 0]);
    }

    #[test]
    fn texts_that_begin_alike_cost_no_more() {
        let wanted: Vec<String> =
            (0..2_000).map(|n| format!("{}{n:04}", "wateenteamdoet".repeat(20))).collect();
        let texts: WantedTexts<usize> =
            wanted.iter().enumerate().map(|(idx, text)| (text.clone(), idx)).collect();
        let page = "wateenteamdoet".repeat(20_000) + "1234";
        let (mut found, mut n) = (0, 0);
        texts.within(&page, |idx, _| (found, n) = (*idx, n + 1));
        assert_eq!((found, n), (1_234, 1));
    }
}

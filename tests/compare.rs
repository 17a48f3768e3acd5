//! What holds for any versions of a text: nothing of them is lost, and edits that lie apart go together.

use std::fmt::Write;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use wijkgids::compare::{DiffPiece, Labels, Merged, conflicts, merge, similarity, words};

use crate::support::any::holds;
use crate::support::time;

const LABELS: Labels<'_> = Labels { base: "basis", ours: "wij", theirs: "landelijk" };

/// What texts with much in common are made of.
const PIECES: &[&str] = &[
    "wijkteam",
    "buurtteam",
    "de ",
    "de ",
    " ",
    " ",
    ". ",
    ", ",
    "\n",
    "\n\n",
    "\n- ",
    "\n  - ",
    "\n1. ",
    "  \n",
    "\\\n",
    "\r\n",
    "\t",
    "## ",
    "\n## ",
    "| ",
    "\n| a | b |",
    "\n```\n",
    "```",
    "> ",
    "**",
    "_",
    "{{ team }}",
    "الفريق",
    "é",
    "e\u{301}",
    "😀",
    "\u{200f}",
    "\u{a0}",
    "\n=======\n",
    "\0",
];

fn soup() -> impl Strategy<Value = String> {
    vec(select(PIECES), 0..30).prop_map(|pieces| pieces.concat())
}

#[test]
fn the_pieces_of_a_difference_are_both_texts() {
    holds(2_000, &(soup(), soup()), |(old, new)| {
        let (mut before, mut after) = (String::new(), String::new());
        for piece in words(&old, &new) {
            match piece {
                DiffPiece::Kept { old, new } => {
                    prop_assert_eq!(without_space(old), without_space(new));
                    before.push_str(old);
                    after.push_str(new);
                }
                DiffPiece::Removed(text) => before.push_str(text),
                DiffPiece::Added(text) => after.push_str(text),
            }
        }
        prop_assert_eq!((before, after), (old, new));
        Ok(())
    });
}

fn without_space(text: &str) -> String {
    text.split_whitespace().collect()
}

#[test]
fn similarity_is_a_share_of_both_texts() {
    holds(500, &(soup(), soup()), |(one, other)| {
        let alike = similarity(&one, &other);
        prop_assert!((0.0..=1.0).contains(&alike), "{alike}");
        prop_assert_eq!(alike, similarity(&other, &one));
        prop_assert_eq!(similarity(&one, &one), 1.0);
        Ok(())
    });
}

#[test]
fn what_only_one_side_changed_or_both_changed_alike_is_taken_to_the_letter() {
    holds(2_000, &(soup(), soup()), |(base, changed)| {
        let expected = Merged { text: changed.clone(), conflicts: 0 };
        prop_assert_eq!(&merge(&base, &changed, &base, LABELS), &expected);
        prop_assert_eq!(&merge(&base, &base, &changed, LABELS), &expected);
        prop_assert_eq!(&merge(&base, &changed, &changed, LABELS), &expected);
        Ok(())
    });
}

#[test]
fn every_conflict_of_a_merge_is_found_in_its_text() {
    holds(2_000, &(soup(), soup(), soup()), |(base, ours, theirs)| {
        let merged = merge(&base, &ours, &theirs, LABELS);
        prop_assert_eq!(conflicts(&merged.text).count(), merged.conflicts, "{}", merged.text);
        Ok(())
    });
}

/// What happens to one word of a text.
#[derive(Clone, Copy, Debug)]
enum Deed {
    Keep,
    /// With the sign or space before it.
    Remove,
    Replace,
    /// Words after it.
    Add,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Who {
    Ours,
    Theirs,
}

#[test]
fn edits_with_a_word_between_them_are_both_made() {
    let separator =
        select(&[" ", " ", " ", "\n", "\n\n", ", ", ". ", "\n- ", " **", "** ", "\n\n### Kop\n\n"][..]);
    let deed = prop_oneof![
        3 => Just(Deed::Keep),
        1 => Just(Deed::Remove),
        1 => Just(Deed::Replace),
        1 => Just(Deed::Add)
    ];
    let word = (separator, deed, select(&[Who::Ours, Who::Theirs][..]), 1..4_usize);
    holds(2_000, &vec(word, 1..40), |mut text| {
        // One side may change words in a row; between those of the one and of the other side a word is kept.
        let mut last = None;
        for (_, deed, who, _) in &mut text {
            last = match deed {
                Deed::Keep => None,
                _ if last.is_none_or(|last| last == *who) => Some(*who),
                _ => {
                    *deed = Deed::Keep;
                    None
                }
            };
        }
        let written = |done: &[Who]| {
            let mut written = String::new();
            for (idx, (separator, deed, who, count)) in text.iter().enumerate() {
                let deed = if done.contains(who) { *deed } else { Deed::Keep };
                let new: Vec<String> = (0..*count).map(|nth| format!("nieuw{idx}x{nth}")).collect();
                let new = new.join(" ");
                match deed {
                    Deed::Keep => written.push_str(&format!("{separator}woord{idx}")),
                    Deed::Remove => {}
                    Deed::Replace => written.push_str(&format!("{separator}{new}")),
                    Deed::Add => written.push_str(&format!("{separator}woord{idx} {new}")),
                }
            }
            written
        };
        let merged = merge(&written(&[]), &written(&[Who::Ours]), &written(&[Who::Theirs]), LABELS);
        prop_assert_eq!(merged, Merged { text: written(&[Who::Ours, Who::Theirs]), conflicts: 0 });
        Ok(())
    });
}

/// Two texts with as little order as there can be, of about this many bytes each.
fn disorder(size: usize, words: u64, separator: &str) -> (String, String) {
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut text = || {
        let mut text = String::new();
        while text.len() < size {
            // Marsaglia's xorshift: the same texts in every run.
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            write!(text, "w{}{separator}", state % words).expect("a text takes everything");
        }
        text
    };
    (text(), text())
}

#[test]
fn four_times_the_text_takes_nothing_like_sixteen_times_the_time() {
    for (words_there_are, separator) in
        [(2, " "), (30, " "), (30, ". "), (3_000, " "), (5, "\n- "), (5, "\n\n")]
    {
        let seconds = |size: usize| {
            let (one, other) = disorder(size, words_there_are, separator);
            let time = time::work(|| {
                merge(&one, &other, &one[..size / 2], LABELS);
                words(&one, &other);
            });
            time.as_secs_f64()
        };
        // Whatever else the machine does only ever adds time.
        let least = |size: usize| (0..2).map(|_| seconds(size)).fold(f64::INFINITY, f64::min);
        let grows = || least(32 * 1024) / (least(8 * 1024) + 0.002);
        let is_slow = (0..3).all(|_| grows() > 10.0);
        assert!(!is_slow, "{words_there_are} words and {separator:?} take the square of their length");
    }
}

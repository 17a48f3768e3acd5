//! What differs between two versions of a text, in words.

use std::ops::Range;

use super::edits::{TokenEdit, edits, join};
use super::tokens::{Token, TokenKind, tokens};

/// A part of two texts. What is kept and removed, in order, is the old text; what is kept and added is the new one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DiffPiece<'t> {
    /// In both. Their white space may differ, as where a paragraph was wrapped at another word; either may be empty.
    Kept {
        /// As it stands in the old text.
        old: &'t str,
        /// As it stands in the new text.
        new: &'t str,
    },
    /// Only in the old text; not empty.
    Removed(&'t str),
    /// Only in the new text; not empty.
    Added(&'t str),
}

/// The difference of two texts. A removed piece stands before the one that took its place.
///
/// Only words, signs and the breaks of Markdown count: other white space is kept, however it changed. Takes about n√n time
/// at worst: where the shortest difference would cost more, a longer one is given.
///
/// ```
/// use wijkgids::compare::{DiffPiece, words};
/// let pieces = words("Bel het wijkteam.", "Bel het\nbuurtteam.");
/// assert_eq!(pieces, [
///     DiffPiece::Kept { old: "Bel het ", new: "Bel het\n" },
///     DiffPiece::Removed("wijkteam"),
///     DiffPiece::Added("buurtteam"),
///     DiffPiece::Kept { old: ".", new: "." },
/// ]);
/// ```
pub fn words<'t>(old: &'t str, new: &'t str) -> Vec<DiffPiece<'t>> {
    let (old_tokens, new_tokens) = (tokens(old), tokens(new));
    let edits = readable(&old_tokens, &new_tokens, edits(&old_tokens, &new_tokens));
    let mut pieces = Vec::with_capacity(2 * edits.len() + 1);
    let kept = |pieces: &mut Vec<DiffPiece<'t>>, old: &'t str, new: &'t str| {
        if !(old.is_empty() && new.is_empty()) {
            pieces.push(DiffPiece::Kept { old, new });
        }
    };
    let (mut old_at, mut new_at) = (0, 0);
    for TokenEdit { old: removed, new: added } in edits {
        let (mut old_start, mut new_start) = (old_tokens[removed.start].start, new_tokens[added.start].start);
        if !removed.is_empty() && !added.is_empty() {
            // The space before a word that was replaced is the space before the word that replaced it.
            let (old_glue, new_glue) = (old_tokens[removed.start].glue, new_tokens[added.start].glue);
            if !old_glue.is_empty() && !new_glue.is_empty() {
                old_start += old_glue.len();
                new_start += new_glue.len();
            }
        }
        kept(&mut pieces, &old[old_at..old_start], &new[new_at..new_start]);
        old_at = end(&old_tokens, removed.end);
        new_at = end(&new_tokens, added.end);
        if old_start < old_at {
            pieces.push(DiffPiece::Removed(&old[old_start..old_at]));
        }
        if new_start < new_at {
            pieces.push(DiffPiece::Added(&new[new_start..new_at]));
        }
    }
    kept(&mut pieces, &old[old_at..], &new[new_at..]);
    pieces
}

/// The byte at which a range of tokens ends.
fn end(tokens: &[Token<'_>], end: usize) -> usize {
    end.checked_sub(1).map_or(0, |last| tokens[last].end())
}

/// How many kept words may go under in a rewritten passage: `de` and `het` stand in any two sentences.
const ISLAND: usize = 3;

/// Joins changes around a few kept words, where there are more changed words on both sides of them.
fn readable(old: &[Token<'_>], new: &[Token<'_>], edits: Vec<TokenEdit>) -> Vec<TokenEdit> {
    let (old_words, new_words) = (word_counts(old), word_counts(new));
    let count = |words: &[usize], range: &Range<usize>| words[range.end] - words[range.start];
    let size = |edit: &TokenEdit| count(&old_words, &edit.old).max(count(&new_words, &edit.new));
    join(edits, |before, after| {
        let island = before.old.end..after.old.start;
        let kept = count(&old_words, &island);
        let is_break = |token: &Token<'_>| matches!(token.key.kind, TokenKind::Line | TokenKind::Break);
        kept <= ISLAND && kept < size(before).min(size(after)) && !old[island].iter().any(is_break)
    })
}

/// How many words stand before each token, and in all.
fn word_counts(tokens: &[Token<'_>]) -> Vec<usize> {
    let mut count = 0;
    let mut counts = vec![0];
    counts.extend(tokens.iter().map(|token| {
        count += usize::from(token.key.kind == TokenKind::Word);
        count
    }));
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The pieces as people would mark them.
    fn check(old: &str, new: &str, expected: &str) {
        let shown: Vec<String> = words(old, new)
            .into_iter()
            .map(|piece| match piece {
                DiffPiece::Kept { new, .. } => new.to_owned(),
                DiffPiece::Removed(text) => format!("[-{text}-]"),
                DiffPiece::Added(text) => format!("{{+{text}+}}"),
            })
            .collect();
        assert_eq!(shown.concat(), expected);
    }

    #[test]
    fn words_are_reported_apart_from_their_signs() {
        check("Bel het wijkteam.", "Bel het buurtteam.", "Bel het [-wijkteam-]{+buurtteam+}.");
        check("Bel ons.", "Bel ons vandaag nog.", "Bel ons{+ vandaag nog+}.");
        check("Bel ons vandaag nog.", "Bel ons.", "Bel ons[- vandaag nog-].");
        check("", "Bel.", "{+Bel.+}");
    }

    #[test]
    fn a_paragraph_that_is_wrapped_elsewhere_is_the_same() {
        check("Een waakvlam\nbrandt klein.\n", "Een waakvlam brandt\nklein.", "Een waakvlam brandt\nklein.");
    }

    #[test]
    fn a_break_that_means_something_is_a_change() {
        check("Een. Twee.", "Een.\n\nTwee.", "Een.{+\n\n+}Twee.");
        check("- een twee", "- een\n- twee", "- een{+\n-+} twee");
        check("### Kop\ntekst", "### Kop tekst", "### Kop[-\n-] tekst");
        check("een  \ntwee", "een\ntwee", "een[-  \n-]\ntwee");
        check("```\na\nb\n```", "```\na b\n```", "```\na[-\n-] b\n```");
    }

    #[test]
    fn what_is_new_begins_where_a_reader_would_say() {
        check("- een\n- drie", "- een\n- twee\n- drie", "- een{+\n- twee+}\n- drie");
        check("Een.\n\nDrie.", "Een.\n\nTwee.\n\nDrie.", "Een.{+\n\nTwee.+}\n\nDrie.");
        check(
            "Bel ons. Bel nu.",
            "Bel ons. Bel wie je wilt. Bel nu.",
            "Bel ons.{+ Bel wie je wilt.+} Bel nu.",
        );
    }

    #[test]
    fn a_rewritten_sentence_is_one_change() {
        check(
            "Vraag eerst wie de bewoner zelf heeft gebeld en gemaild.",
            "Ga samen na welke buren iemand heeft gesproken of gezien.",
            "[-Vraag eerst wie de bewoner zelf heeft gebeld en gemaild-]\
             {+Ga samen na welke buren iemand heeft gesproken of gezien+}.",
        );
    }

    #[test]
    fn what_is_kept_in_a_rewritten_passage_stays_if_a_reader_knows_it_again() {
        check(
            "Vraag de bewoner zelf eens wie de buren zijn, want zij weten het al heel lang.",
            "Ga samen met collega's na wie de buren zijn, dan hoor je nog eens wat.",
            "[-Vraag de bewoner zelf eens-]{+Ga samen met collega's na+} wie de buren zijn, \
             [-want zij weten het al heel lang-]{+dan hoor je nog eens wat+}.",
        );
        check(
            "- bel eerst even zelf\n- mail daarna het hele team",
            "- ga samen altijd langs\n- schrijf pas dan een verslag",
            "- [-bel eerst even zelf-]{+ga samen altijd langs+}\n\
             - [-mail daarna het hele team-]{+schrijf pas dan een verslag+}",
        );
    }

    #[test]
    fn words_of_any_script_are_words() {
        check("اتصل بفريق الحي.", "اتصل بفريق المدينة.", "اتصل بفريق [-الحي-]{+المدينة+}.");
        check(
            "Mahallе ekibini arayın",
            "Mahallе ekibine yazın",
            "Mahallе [-ekibini arayın-]{+ekibine yazın+}",
        );
        check(
            "e\u{301}e\u{301}n kaart",
            "e\u{301}e\u{301}n kaarten",
            "e\u{301}e\u{301}n [-kaart-]{+kaarten+}",
        );
    }
}

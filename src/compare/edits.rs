//! What has to be done to one list of tokens to get another, put where a reader would put it.

use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices_by_key};

use super::tokens::{Token, TokenKind};

/// These tokens of the old text are now those of the new one. Ranges of token indices; one of them may be empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TokenEdit {
    pub(super) old: Range<usize>,
    pub(super) new: Range<usize>,
}

/// The edits from one text to another, in order, with at least one kept token that is a word or a break between them.
///
/// No deadline: the algorithm gives up the shortest answer where that would cost too much, by the size of the texts, so
/// the answer doesn't depend on the machine.
pub(super) fn edits(old: &[Token<'_>], new: &[Token<'_>]) -> Vec<TokenEdit> {
    let mut edits: Vec<TokenEdit> = Vec::new();
    for op in capture_diff_slices_by_key(Algorithm::Myers, old, new, |token| token.key) {
        if matches!(op, DiffOp::Equal { .. }) {
            continue;
        }
        let (removed, added) = (op.old_range(), op.new_range());
        match edits.last_mut() {
            Some(last) if last.old.end == removed.start && last.new.end == added.start => {
                last.old.end = removed.end;
                last.new.end = added.end;
            }
            _ => edits.push(TokenEdit { old: removed, new: added }),
        }
    }
    slide(old, new, &mut edits);
    join(edits, |before, after| {
        old[before.old.end..after.old.start].iter().all(|token| token.key.kind == TokenKind::Sign)
    })
}

/// Joins neighbors that have too little between them, as `is_joined` judges.
pub(super) fn join(
    edits: Vec<TokenEdit>,
    mut is_joined: impl FnMut(&TokenEdit, &TokenEdit) -> bool,
) -> Vec<TokenEdit> {
    let mut joined: Vec<TokenEdit> = Vec::with_capacity(edits.len());
    for edit in edits {
        match joined.last_mut() {
            Some(last) if is_joined(last, &edit) => {
                last.old.end = edit.old.end;
                last.new.end = edit.new.end;
            }
            _ => joined.push(edit),
        }
    }
    joined
}

/// Where `a, b` became `a, x, b`, both `x, ` and `, x` may be called new. Moves every such edit to where it begins with a
/// break, else after one, else after a sentence.
fn slide(old: &[Token<'_>], new: &[Token<'_>], edits: &mut [TokenEdit]) {
    for idx in 0..edits.len() {
        let lowest = idx.checked_sub(1).map_or(0, |before| edits[before].old.end);
        let highest = edits.get(idx + 1).map_or(old.len(), |after| after.old.start);
        let edit = &mut edits[idx];
        // As many kept tokens lie before and after the edit in the one text as in the other.
        let (before, after) = (edit.old.start - lowest, highest - edit.old.end);
        let (tokens, range) = match (edit.old.is_empty(), edit.new.is_empty()) {
            (true, false) => (new, edit.new.clone()),
            (false, true) => (old, edit.old.clone()),
            _ => continue,
        };
        let is_same = |one: usize, other: usize| tokens[one].key == tokens[other].key;
        let back = (1..=before).take_while(|by| is_same(range.start - by, range.end - by)).count();
        let on = (0..after).take_while(|by| is_same(range.start + by, range.end + by)).count();
        let starts = range.start - back..=range.start + on;
        let best = starts.max_by_key(|&start| beginning(tokens, start)).unwrap_or(range.start);
        // The edit lies at least `back` from the start of both texts.
        let moved = |at: usize| at + best - range.start;
        *edit = TokenEdit {
            old: moved(edit.old.start)..moved(edit.old.end),
            new: moved(edit.new.start)..moved(edit.new.end),
        };
    }
}

/// How natural it is for a change to begin with this token.
fn beginning(tokens: &[Token<'_>], at: usize) -> u8 {
    let before = at.checked_sub(1).map(|before| &tokens[before]);
    match (tokens[at].key.kind, before.map(|before| before.key.kind)) {
        (TokenKind::Break, _) => 6,
        (_, None | Some(TokenKind::Break)) => 5,
        (TokenKind::Line, _) => 4,
        (_, Some(TokenKind::Line)) => 3,
        _ if before.is_some_and(|sign| matches!(sign.core, "." | "!" | "?" | "؟" | "。")) => 2,
        _ if !tokens[at].glue.is_empty() => 1,
        _ => 0,
    }
}

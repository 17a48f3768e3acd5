//! The difference of two texts for a terminal: word by word, and only the lines around what differs.

use super::style::visible;
use crate::compare::{DiffPiece, words};

/// Whether a terminal shows colors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Paint {
    /// It does: what went is red and struck through, what came is green and underlined.
    Colors,
    /// It doesn't: `[-what went-]` and `{+what came+}`.
    Signs,
}

impl Paint {
    /// What a terminal shows.
    pub(crate) fn of(is_colored: bool) -> Self {
        if is_colored { Self::Colors } else { Self::Signs }
    }
}

/// The lines in which two texts differ, each with one line around it.
pub(crate) fn difference(old: &str, new: &str, paint: Paint) -> Vec<String> {
    let mut lines = vec![DiffLine::default()];
    for piece in words(old, new) {
        let (text, change) = match piece {
            DiffPiece::Kept { new, .. } => (new, None),
            DiffPiece::Removed(text) => (text, Some(LineChange::Removed)),
            DiffPiece::Added(text) => (text, Some(LineChange::Added)),
        };
        for (idx, part) in text.split('\n').enumerate() {
            if idx > 0 {
                lines.push(DiffLine::default());
            }
            let line = lines.last_mut().expect("there is at least one line");
            line.add(part, change, paint);
        }
    }
    around_changes(&lines)
}

#[derive(Clone, Copy)]
enum LineChange {
    Removed,
    Added,
}

#[derive(Default)]
struct DiffLine {
    text: String,
    differs: bool,
}

impl DiffLine {
    fn add(&mut self, text: &str, change: Option<LineChange>, paint: Paint) {
        let Some(change) = change else {
            self.text.extend(text.chars().map(visible));
            return;
        };
        self.differs = true;
        if text.trim().is_empty() {
            return;
        }
        let (before, after) = match (change, paint) {
            (LineChange::Removed, Paint::Signs) => ("[-", "-]"),
            (LineChange::Added, Paint::Signs) => ("{+", "+}"),
            (LineChange::Removed, Paint::Colors) => ("\u{1b}[31;9m", "\u{1b}[0m"),
            (LineChange::Added, Paint::Colors) => ("\u{1b}[32;4m", "\u{1b}[0m"),
        };
        // A space is neither struck through nor underlined for its own sake.
        let inner = text.trim();
        let start = text.len() - text.trim_start().len();
        self.text.push_str(&text[..start]);
        self.text.push_str(before);
        self.text.extend(inner.chars().map(visible));
        self.text.push_str(after);
        self.text.push_str(&text[start + inner.len()..]);
    }
}

fn around_changes(lines: &[DiffLine]) -> Vec<String> {
    let mut shown = Vec::new();
    let mut is_gap = false;
    for (idx, line) in lines.iter().enumerate() {
        let near = idx.saturating_sub(1)..(idx + 2).min(lines.len());
        let is_shown = lines[near].iter().any(|line| line.differs) && !line.text.trim().is_empty();
        if is_shown {
            if is_gap {
                shown.push("…".to_owned());
            }
            shown.push(line.text.trim_end().to_owned());
        }
        is_gap = !is_shown && (is_gap || !line.text.trim().is_empty());
    }
    if is_gap {
        shown.push("…".to_owned());
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    const OLD: &str = "Kop\n\nEen.\n\nBel het wijkteam.\n\nDrie.\n\nVier.\n\nVijf.";
    const NEW: &str = "Kop\n\nEen.\n\nBel het buurtteam nog vandaag.\n\nDrie.\n\nVier.\n\nVijf.";

    #[test]
    fn without_colors_signs_mark_the_words() {
        let shown = difference(OLD, NEW, Paint::Signs);
        assert_eq!(shown, ["…", "Bel het [-wijkteam-]{+buurtteam nog vandaag+}.", "…"]);
    }

    #[test]
    fn with_colors_the_words_are_painted() {
        let shown = difference("Bel ons.", "Bel mij.", Paint::Colors);
        assert_eq!(shown, ["Bel \u{1b}[31;9mons\u{1b}[0m\u{1b}[32;4mmij\u{1b}[0m."]);
    }

    #[test]
    fn a_text_can_not_steer_the_terminal() {
        let shown = difference("a", "a \u{1b}[2J", Paint::Signs);
        assert_eq!(shown, ["a {+\u{fffd}[2J+}"]);
    }
}

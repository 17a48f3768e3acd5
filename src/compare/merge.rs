//! Two versions of a text that come from the same one, put together.

use std::collections::VecDeque;
use std::ops::Range;

use super::edits::{TokenEdit, edits};
use super::tokens::{Token, tokens};

/// What the three texts are called in the markers of a conflict; one line each.
#[derive(Clone, Copy, Debug)]
pub struct Labels<'l> {
    /// The text that the others come from.
    pub base: &'l str,
    /// The text that is shown first.
    pub ours: &'l str,
    /// The other one.
    pub theirs: &'l str,
}

/// The result of a merge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merged {
    /// The text, with each conflict between marker lines.
    pub text: String,
    /// How many conflicts it holds.
    pub conflicts: usize,
}

/// Puts together what two texts changed in a third one.
///
/// Edits with a word between them that both kept are both made, in one line too; what both changed in the same way is
/// changed once. What can't be both is a conflict, unless it's only white space: there `ours` goes first. A conflict
/// shows whole lines: those of `ours` with the edits beside it already made, so that choosing them loses nothing else, and those
/// of the other two as they are.
///
/// ```
/// use wijkgids::compare::{Labels, merge};
/// let base = "Bel het wijkteam op werkdagen.\n";
/// let labels = Labels { base: "basis", ours: "wij", theirs: "landelijk" };
/// let merged = merge(base, "Bel ons op werkdagen.\n", "Bel het wijkteam elke dag.\n", labels);
/// assert_eq!((merged.text.as_str(), merged.conflicts), ("Bel ons elke dag.\n", 0));
/// ```
pub fn merge(base: &str, ours: &str, theirs: &str, labels: Labels<'_>) -> Merged {
    let base_tokens = tokens(base);
    let mut ours = Side::new(&base_tokens, ours);
    let mut theirs = Side::new(&base_tokens, theirs);
    let mut output = Output::new(labels, base.len());
    let mut at = 0;
    while let Some(change) = MergeHunk::next(&mut ours, &mut theirs) {
        keep(&mut output, &base_tokens[at..change.base.start], &mut ours, &mut theirs);
        at = change.base.end;
        let old = TokenRange { text: base, tokens: &base_tokens[change.base.clone()] };
        let one = ours.advance(&change.base, change.ours.as_ref());
        let other = theirs.advance(&change.base, change.theirs.as_ref());
        match (&change.ours, &change.theirs) {
            (Some(_), Some(_)) if one.is_same(&other) => {
                output.settled([one.as_str(), old.as_str(), other.as_str()]);
            }
            (Some(_), Some(_)) => output.conflict(one.as_str(), old.as_str(), other.as_str()),
            (Some(_), None) => replace(&mut output, &old, &one, &other, other.as_str()),
            (None, _) => replace(&mut output, &old, &other, &one, other.as_str()),
        }
    }
    keep(&mut output, &base_tokens[at..], &mut ours, &mut theirs);
    output.finish()
}

/// Writes tokens that both sides kept.
fn keep(output: &mut Output<'_>, base: &[Token<'_>], ours: &mut Side<'_>, theirs: &mut Side<'_>) {
    for token in base {
        let (one, other) = (ours.kept(), theirs.kept());
        output.settled([either(token.glue, one.glue, other.glue), token.glue, other.glue]);
        output.settled([either(token.core, one.core, other.core), token.core, other.core]);
    }
}

/// Writes what one side put in the place of tokens that the other side kept.
fn replace(
    output: &mut Output<'_>,
    old: &TokenRange<'_, '_>,
    new: &TokenRange<'_, '_>,
    kept: &TokenRange<'_, '_>,
    theirs: &str,
) {
    let text = new.as_str();
    let base = old.as_str();
    match (old.tokens.first(), new.tokens.first(), kept.tokens.first()) {
        // The side that kept the word may have removed the one before it, and the space with that.
        (Some(old), Some(new), Some(kept)) => {
            let glue = either(old.glue, new.glue, kept.glue);
            output.settled([&[glue, &text[new.glue.len()..]].concat(), base, theirs]);
        }
        _ => output.settled([text, base, theirs]),
    }
}

/// What changed; where both changed, what `ours` has.
fn either<'t>(base: &str, ours: &'t str, theirs: &'t str) -> &'t str {
    if ours == base { theirs } else { ours }
}

/// One of the two versions, and how far it has been written.
struct Side<'t> {
    text: &'t str,
    tokens: Vec<Token<'t>>,
    /// Those that are still to be made, in order.
    edits: VecDeque<TokenEdit>,
    at: usize,
}

impl<'t> Side<'t> {
    fn new(base: &[Token<'_>], text: &'t str) -> Self {
        let tokens = tokens(text);
        let edits = edits(base, &tokens).into();
        Self { text, tokens, edits, at: 0 }
    }

    /// The next token, which is one of the base.
    fn kept(&mut self) -> Token<'t> {
        self.at += 1;
        self.tokens[self.at - 1]
    }

    /// Takes the next edit, if it clashes with one of the other side.
    fn next_clashing(&mut self, other: Option<&TokenEdit>) -> Option<TokenEdit> {
        let is_clashing = self.edits.front().zip(other).is_some_and(|(next, other)| clash(next, other));
        if is_clashing { self.edits.pop_front() } else { None }
    }

    /// What stands here for these tokens of the base, of which `last` is the last edit, if any was edited.
    fn advance(&mut self, base: &Range<usize>, last: Option<&TokenEdit>) -> TokenRange<'_, 't> {
        let start = self.at;
        self.at = match last {
            Some(edit) => edit.new.end + (base.end - edit.old.end),
            None => start + base.len(),
        };
        TokenRange { text: self.text, tokens: &self.tokens[start..self.at] }
    }
}

/// Some tokens of a text.
struct TokenRange<'p, 't> {
    /// The whole text.
    text: &'t str,
    tokens: &'p [Token<'t>],
}

impl<'t> TokenRange<'_, 't> {
    fn as_str(&self) -> &'t str {
        match self.tokens {
            [] => "",
            [first, .., last] | [first @ last] => &self.text[first.start..last.end()],
        }
    }

    fn is_same(&self, other: &Self) -> bool {
        self.tokens.iter().map(|token| token.key).eq(other.tokens.iter().map(|token| token.key))
    }
}

/// A place in the base that one side changed, or both did.
struct MergeHunk {
    /// Token indices in the base; empty where something was only added.
    base: Range<usize>,
    /// The last edit of `ours` in it.
    ours: Option<TokenEdit>,
    /// The last edit of `theirs` in it.
    theirs: Option<TokenEdit>,
}

impl MergeHunk {
    /// Takes the next edit, and every edit of the other side that can't be made without regard to it.
    fn next(ours: &mut Side<'_>, theirs: &mut Side<'_>) -> Option<Self> {
        let place = |side: &Side<'_>| side.edits.front().map(|edit| (edit.old.start, edit.old.end));
        let is_ours_first = match (place(ours), place(theirs)) {
            (Some(one), Some(other)) => one <= other,
            (one, _) => one.is_some(),
        };
        let mut change = Self { base: 0..0, ours: None, theirs: None };
        if is_ours_first {
            change.ours = ours.edits.pop_front();
        } else {
            change.theirs = theirs.edits.pop_front();
        }
        change.base = change.ours.as_ref().or(change.theirs.as_ref())?.old.clone();
        loop {
            let taken = if let Some(edit) = ours.next_clashing(change.theirs.as_ref()) {
                change.ours.insert(edit)
            } else if let Some(edit) = theirs.next_clashing(change.ours.as_ref()) {
                change.theirs.insert(edit)
            } else {
                return Some(change);
            };
            change.base.end = change.base.end.max(taken.old.end);
        }
    }
}

/// Whether two edits of different sides can't both be made.
fn clash(one: &TokenEdit, other: &TokenEdit) -> bool {
    let (one_is_new, other_is_new) = (one.old.is_empty(), other.old.is_empty());
    // What was added beside something that is removed may have been about it.
    let touches = |added: &TokenEdit, edit: &TokenEdit| match edit.new.is_empty() {
        true => edit.old.start <= added.old.start && added.old.start <= edit.old.end,
        false => edit.old.start < added.old.start && added.old.start < edit.old.end,
    };
    match (one_is_new, other_is_new) {
        (true, true) => one.old.start == other.old.start,
        (true, false) => touches(one, other),
        (false, true) => touches(other, one),
        (false, false) => one.old.start < other.old.end && other.old.start < one.old.end,
    }
}

/// What is written: settled text, and conflicts with the whole lines around them.
struct Output<'l> {
    labels: Labels<'l>,
    text: String,
    /// What the base and the other side have for the line that is being written.
    line: [String; 2],
    /// The lines of a conflict that isn't finished yet.
    open: Option<Versions>,
    conflicts: usize,
}

/// What the three texts have for the same lines.
struct Versions {
    ours: String,
    base: String,
    theirs: String,
}

impl Versions {
    fn all(&mut self) -> [&mut String; 3] {
        [&mut self.ours, &mut self.base, &mut self.theirs]
    }
}

impl<'l> Output<'l> {
    fn new(labels: Labels<'l>, n_bytes: usize) -> Self {
        let text = String::with_capacity(n_bytes);
        Self { labels, text, line: Default::default(), open: None, conflicts: 0 }
    }

    /// Writes what is agreed upon, of which the base and the other side have these versions.
    fn settled(&mut self, [text, base, theirs]: [&str; 3]) {
        let end = |text: &str| text.find('\n').map_or(text.len(), |newline| newline + 1);
        let Some(open) = &mut self.open else {
            self.text.push_str(text);
            self.begin_line(text, [base, theirs]);
            return;
        };
        for (version, text) in open.all().into_iter().zip([text, base, theirs]) {
            version.push_str(&text[..end(text)]);
        }
        if text.contains('\n') {
            self.close();
            self.text.push_str(&text[end(text)..]);
            self.begin_line(text, [base, theirs]);
        }
    }

    /// Remembers what the other two have for the line that is being written now.
    fn begin_line(&mut self, text: &str, others: [&str; 2]) {
        for (line, other) in self.line.iter_mut().zip(others) {
            if text.contains('\n') {
                line.clear();
                line.push_str(other.rsplit_once('\n').map_or("", |(_, rest)| rest));
            } else {
                line.push_str(other);
            }
        }
    }

    fn conflict(&mut self, ours: &str, base: &str, theirs: &str) {
        let open = self.open.get_or_insert_with(|| {
            let line = self.text.split_off(self.text.rfind('\n').map_or(0, |newline| newline + 1));
            let [base, theirs] = std::mem::take(&mut self.line);
            Versions { ours: line, base, theirs }
        });
        open.ours.push_str(ours);
        open.base.push_str(base);
        open.theirs.push_str(theirs);
    }

    /// Writes the open conflict, without the lines at its ends that are the same in all three texts.
    fn close(&mut self) {
        let Some(mut open) = self.open.take() else { return };
        for version in open.all() {
            if !version.is_empty() && !version.ends_with('\n') {
                version.push('\n');
            }
        }
        let Versions { ours, base, theirs } = &open;
        let versions = [ours, base, theirs];
        let start = same(versions.map(|version| version.split_inclusive('\n')));
        let end = same(versions.map(|version| version[start..].split_inclusive('\n').rev()));
        let [ours, between, theirs] = versions.map(|version| &version[start..version.len() - end]);
        let [our_name, base_name, their_name] = [self.labels.ours, self.labels.base, self.labels.theirs]
            .map(|label| label.lines().next().unwrap_or_default());
        self.text.push_str(&base[..start]);
        self.text.push_str(&format!(
            "<<<<<<< {our_name}\n{ours}||||||| {base_name}\n{between}=======\n{theirs}>>>>>>> {their_name}\n"
        ));
        self.text.push_str(&base[base.len() - end..]);
        self.conflicts += 1;
    }

    fn finish(mut self) -> Merged {
        self.close();
        Merged { text: self.text, conflicts: self.conflicts }
    }
}

/// How many bytes of lines are the same in all three, from the first one on.
fn same<'v>([ours, base, theirs]: [impl Iterator<Item = &'v str>; 3]) -> usize {
    let lines =
        ours.zip(base).zip(theirs).take_while(|((ours, base), theirs)| ours == base && base == theirs);
    lines.map(|(_, line)| line.len()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    const LABELS: Labels<'_> = Labels { base: "basis", ours: "wij", theirs: "landelijk" };

    fn check(base: &str, ours: &str, theirs: &str, expected: &str) {
        let merged = merge(base, ours, theirs, LABELS);
        assert_eq!(merged.text, expected);
        assert_eq!(merged.conflicts, expected.matches("<<<<<<< ").count());
    }

    #[test]
    fn edits_in_one_line_go_together() {
        check(
            "Bel het wijkteam op werkdagen, of mail.\n",
            "Bel het buurtteam op werkdagen, of mail.\n",
            "Bel morgen het wijkteam op werkdagen, of kom langs.\n",
            "Bel morgen het buurtteam op werkdagen, of kom langs.\n",
        );
    }

    #[test]
    fn a_paragraph_wrapped_elsewhere_takes_the_words_of_the_other_side() {
        check(
            "Een waakvlam brandt\nklein en kan zo weer aan.\n",
            "Een waakvlam\nbrandt klein en kan\nzo weer aan.\n",
            "Een waakvlam brandt\nklein en kan morgen weer aan.\n",
            "Een waakvlam\nbrandt klein en kan\nmorgen weer aan.\n",
        );
    }

    #[test]
    fn the_same_edit_is_made_once() {
        check(
            "Bel ons.\n\nOf mail.\n",
            "Bel nu.\n\nOf mail ons.\n",
            "Bel nu.\n\nOf mail.\n",
            "Bel nu.\n\nOf mail ons.\n",
        );
    }

    #[test]
    fn a_conflict_shows_whole_lines_of_which_only_ours_have_the_other_edits_made() {
        check(
            "Eerst dit.\nBel het wijkteam op werkdagen om tien uur.\nDan dat.\n",
            "Eerst dit.\nBel het buurtteam op werkdagen om elf uur.\nDan dat.\n",
            "Eerst dit.\nBel het sociaal team op werkdagen om tien uur of later.\nDan dat.\n",
            "Eerst dit.\n\
             <<<<<<< wij\n\
             Bel het buurtteam op werkdagen om elf uur of later.\n\
             ||||||| basis\n\
             Bel het wijkteam op werkdagen om tien uur.\n\
             =======\n\
             Bel het sociaal team op werkdagen om tien uur of later.\n\
             >>>>>>> landelijk\n\
             Dan dat.\n",
        );
    }

    #[test]
    fn two_new_items_in_one_place_are_a_conflict_of_those_items() {
        check(
            "- een\n- vier\n",
            "- een\n- twee\n- vier\n",
            "- een\n- drie\n- vier\n",
            "- een\n<<<<<<< wij\n- twee\n||||||| basis\n=======\n- drie\n>>>>>>> landelijk\n- vier\n",
        );
    }

    #[test]
    fn a_change_to_what_the_other_side_removed_is_a_conflict() {
        check(
            "Een.\n\nTwee of meer.",
            "Een.",
            "Een.\n\nTwee of minder.",
            "Een.\n<<<<<<< wij\n||||||| basis\n\nTwee of meer.\n=======\n\nTwee of minder.\n>>>>>>> landelijk\n",
        );
    }

    #[test]
    fn what_is_added_beside_something_removed_is_a_conflict() {
        check(
            "Bel ons. Dat kan gratis. Tot dan.\n",
            "Bel ons. Tot dan.\n",
            "Bel ons. Dat kan gratis. Ook op zondag. Tot dan.\n",
            "<<<<<<< wij\nBel ons. Tot dan.\n||||||| basis\nBel ons. Dat kan gratis. Tot dan.\n=======\n\
             Bel ons. Dat kan gratis. Ook op zondag. Tot dan.\n>>>>>>> landelijk\n",
        );
    }

    #[test]
    fn the_space_goes_with_the_word_before_it() {
        check("Goed zo, bel ons.", "Zo, bel ons.", "Goed zo, mail ons.", "Zo, mail ons.");
        check("(of bel ons)", "(bel ons)", "(of mail ons)", "(mail ons)");
    }
}

//! Conflicts that a merge left in a text, for an editor to settle.

use std::ops::Range;

use crate::text::{Checked, Diagnostic, Location, Rule, Source, Span, phrase};

/// The conflicts that are still in a text: the place of the first marker line of each, without the end of the line.
///
/// A line `=======` by itself is a heading of Markdown, and no marker; a marker that lost the others, as when somebody
/// took away only some of them, is reported like a conflict. What stands in code counts too: a conflict may begin in the
/// middle of it.
///
/// ```
/// use wijkgids::compare::conflicts;
/// let text = "Bel\n<<<<<<< wij\nons.\n=======\nhet wijkteam.\n>>>>>>> landelijk\n";
/// assert_eq!(conflicts(text).map(|place| &text[place.range()]).collect::<Vec<_>>(), ["<<<<<<< wij"]);
/// assert_eq!(conflicts("Kop\n=======\n").count(), 0);
/// ```
pub fn conflicts(text: &str) -> impl Iterator<Item = Span> {
    found(text).into_iter().map(|conflict| Span::new(conflict.opening.start, conflict.opening.end))
}

/// A source with only the first version of what is in conflict, and a diagnostic for each conflict.
///
/// The markers and the other versions are blank, so that every place in it is a place in the source.
pub fn first_version(source: &Source) -> Checked<Source> {
    let conflicts = found(source.text());
    if conflicts.is_empty() {
        return Checked::clean(source.clone());
    }
    let mut text = String::with_capacity(source.text().len());
    let mut diagnostics = Vec::new();
    for Conflict { opening, blank } in conflicts {
        for range in blank {
            text.push_str(&source.text()[text.len()..range.start]);
            let blank = source.text()[range].bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' });
            text.extend(blank);
        }
        diagnostics.push(
            Diagnostic::new(
                Rule::MergeConflict,
                phrase!(
                    "hier is het samenvoegen van twee versies niet afgemaakt",
                    "here the merge of two versions wasn't finished"
                ),
            )
            .at(Location::new(source.path().clone(), Span::new(opening.start, opening.end)))
            .hint(phrase!(
                "maak er één tekst van, en haal de regels met `<<<<<<<`, `|||||||`, `=======` en `>>>>>>>` weg",
                "make it one text, and take the lines with `<<<<<<<`, `|||||||`, `=======` and `>>>>>>>` away"
            )),
        );
    }
    text.push_str(&source.text()[text.len()..]);
    Checked { value: Source::new(source.path().clone(), &text), diagnostics }
}

/// A conflict in a text. Ranges of bytes.
struct Conflict {
    /// The first marker line, without its end.
    opening: Range<usize>,
    /// What isn't part of the first version, in order.
    blank: Vec<Range<usize>>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Marker {
    /// `<<<<<<< label`
    Ours,
    /// `||||||| label`
    Base,
    /// `=======`
    Theirs,
    /// `>>>>>>> label`
    End,
}

fn found(text: &str) -> Vec<Conflict> {
    let mut conflicts: Vec<Conflict> = Vec::new();
    // Nearly every text has none, and looking for them is quicker than looking at every line.
    if ["<<<<<<<", "|||||||", ">>>>>>>"].iter().all(|sign| !text.contains(sign)) {
        return conflicts;
    }
    // Where the other versions of the conflict that is open start.
    let mut state = State::Outside;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let range = at..at + line.len();
        at = range.end;
        let Some(marker) = marker(line) else { continue };
        let opening = range.start..range.start + line.trim_end().len();
        match (marker, &state) {
            (Marker::Ours, _) => {
                conflicts.push(Conflict { opening, blank: vec![range] });
                state = State::Ours;
            }
            (Marker::Base | Marker::Theirs, State::Ours) => state = State::Others(range.start),
            (Marker::End, State::Others(start)) => {
                let blank = *start..range.end;
                conflicts.last_mut().expect("one was opened").blank.push(blank);
                state = State::Outside;
            }
            (Marker::End, _) => {
                conflicts.push(Conflict { opening, blank: vec![range] });
                state = State::Outside;
            }
            // Without a label it may as well be a row of a table.
            (Marker::Base, State::Outside) if line.contains(' ') && !line.trim_end().ends_with('|') => {
                conflicts.push(Conflict { opening, blank: vec![range] });
            }
            (Marker::Base | Marker::Theirs, _) => {}
        }
    }
    conflicts
}

enum State {
    /// Not in a conflict.
    Outside,
    /// In the first version.
    Ours,
    /// In the others, which start at this byte.
    Others(usize),
}

/// Which marker a line is: exactly seven of its sign, then nothing or a label.
fn marker(line: &str) -> Option<Marker> {
    let line = line.trim_end();
    let (marker, sign) = match line.as_bytes().first()? {
        b'<' => (Marker::Ours, "<<<<<<<"),
        b'|' => (Marker::Base, "|||||||"),
        b'=' => (Marker::Theirs, "======="),
        b'>' => (Marker::End, ">>>>>>>"),
        _ => return None,
    };
    let label = line.strip_prefix(sign)?;
    let is_marker = label.is_empty() || (label.starts_with(' ') && marker != Marker::Theirs);
    is_marker.then_some(marker)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::SourcePath;

    fn check(text: &str, expected: &str) {
        let source = Source::new(SourcePath::new("kaarten/a.md").expect("a path"), text);
        let shown: Vec<String> =
            first_version(&source).value.text().lines().map(|line| line.trim_end().to_owned()).collect();
        assert_eq!(shown.join("|"), expected);
    }

    #[test]
    fn only_the_first_version_is_read() {
        check("a\n<<<<<<< wij\nb\n||||||| basis\nc\n=======\nd\n>>>>>>> zij\ne\n", "a||b||||||e");
        check("<<<<<<< wij\n=======\nd\n>>>>>>> zij\ne\n", "||||e");
    }

    #[test]
    fn of_half_a_conflict_all_text_is_read() {
        check("<<<<<<< wij\nb\n=======\nc\n", "|b|=======|c");
        check("b\n=======\nc\n>>>>>>> zij\n", "b|=======|c|");
    }

    #[test]
    fn lines_that_only_look_like_markers_are_text() {
        check("<<<<<<<< b\n>>>>>>>c\n=======\n||||||| d |", "<<<<<<<< b|>>>>>>>c|=======|||||||| d |");
    }
}

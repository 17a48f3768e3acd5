//! Quotation marks at the start of a cell that don't do what RFC 4180 has them do: a slip such as `"t Huis` for `'t Huis`
//! would make one cell of all that follows.
//!
//! The text of a table → where such marks stand, and the text in which the reader of tables takes them for letters. Cells
//! over several lines whose mark closes, as programs for tables write them, are fine.

use crate::text::{Phrase, phrase};

/// Stands for a quotation mark that is a letter while a table is read: as long as one, and in no text that people write.
const LETTER: &str = "\u{1}";

/// From how many columns on a line of a cell can be told from a row: texts have commas in them.
const COLUMNS: usize = 3;
const COLUMNS_WITH_COMMAS: usize = 4;

/// A quotation mark at the start of a cell that opens nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stray {
    /// Where it stands, in bytes.
    pub(super) at: usize,
    /// Its column, counted from 0.
    pub(super) column: usize,
    pub(super) fault: Fault,
    /// Whether its cell is read as if it were a letter.
    is_letter: bool,
}

/// What is wrong with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// No other one closes it; one that text follows in a later line opens a cell of its own.
    NeverCloses,
    /// Text follows the one that closes it.
    TextBehind,
    /// The one that closes it comes so many lines later, with whole rows between the two.
    SpansRows(usize),
}

impl Fault {
    pub(super) fn phrase(self) -> Phrase {
        match self {
            Self::NeverCloses => phrase!(
                "het aanhalingsteken aan het begin van deze cel sluit nergens",
                "the quotation mark at the start of this cell never closes"
            ),
            Self::TextBehind => phrase!(
                "achter het aanhalingsteken dat deze cel sluit, staat nog tekst",
                "text follows the quotation mark that closes this cell"
            ),
            Self::SpansRows(lines) => phrase!(
                "het aanhalingsteken aan het begin van deze cel sluit pas {lines} regels verder, met hele rijen ertussen",
                "the quotation mark at the start of this cell closes {lines} lines further down, with whole rows in between"
            ),
        }
    }
}

/// What to report about a cell between marks that holds the separators of so many cells which its row lacks.
pub(super) fn swallowed(n_missing: usize) -> Phrase {
    phrase!(
        "deze rij mist {n_missing} cel(len), en die staan misschien tussen de aanhalingstekens van deze cel",
        "this row lacks {n_missing} cell(s), which may be between the quotation marks of this cell"
    )
}

/// The marks that open nothing, in the order of the text. Costs one look at each byte, and two at those of rows between marks.
pub(super) fn strays(text: &str, delimiter: u8) -> Vec<Stray> {
    let bytes = text.as_bytes();
    let is_end = |byte: u8| byte == delimiter || byte == b'\n' || byte == b'\r';
    let end = |from: usize| {
        bytes[from..].iter().position(|byte| is_end(*byte)).map_or(bytes.len(), |length| from + length)
    };
    let mut strays = Vec::new();
    let mut n_columns = None;
    let (mut at, mut column, mut start) = (0, 0, 0);
    while at < bytes.len() {
        // Here a cell begins.
        let cell = QuotedCell { text, at, column, delimiter, n_columns };
        let closed = if bytes[at] == b'"' { cell.closed() } else { Ok(at) };
        at = match closed {
            Ok(closed) => end(closed),
            Err((fault, is_letter, next)) => {
                strays.push(Stray { at, column, fault, is_letter });
                end(next)
            }
        };
        match bytes.get(at) {
            Some(byte) if *byte == delimiter => column += 1,
            _ => {
                // The first row that isn't empty says how many columns there are.
                if at > start {
                    n_columns.get_or_insert(column + 1);
                }
                (column, start) = (0, at + 1);
            }
        }
        at += 1;
    }
    strays
}

/// The text for the reader of tables; as long as it was.
pub(super) fn with_letters(text: &str, strays: &[Stray]) -> String {
    let mut mended = text.to_owned();
    for stray in strays.iter().filter(|stray| stray.is_letter) {
        mended.replace_range(stray.at..=stray.at, LETTER);
    }
    mended
}

/// The text of a cell as it was.
pub(super) fn without_letters(cell: &str) -> String {
    cell.replace(LETTER, "\"")
}

/// A cell that begins with a quotation mark.
struct QuotedCell<'c> {
    text: &'c str,
    at: usize,
    column: usize,
    delimiter: u8,
    /// How many columns the table has, once its header is read.
    n_columns: Option<usize>,
}

impl QuotedCell<'_> {
    /// Behind the mark that closes it. Else what is wrong, whether its first mark is a letter, and where to read on.
    fn closed(&self) -> Result<usize, (Fault, bool, usize)> {
        let Self { text, at, delimiter, .. } = *self;
        let first = at + 1;
        let Some(close) = closing(text.as_bytes(), first) else {
            return Err((Fault::NeverCloses, true, first));
        };
        let (inner, behind) = (&text[first..close], &text[close + 1..]);
        let is_closed = behind
            .trim_start_matches(' ')
            .bytes()
            .next()
            .is_none_or(|next| next == delimiter || next == b'\n' || next == b'\r');
        let n_lines = inner.matches('\n').count();
        match (is_closed, n_lines) {
            (true, 0) => Ok(close + 1),
            (true, _) if self.spans_rows(inner, behind) => Err((Fault::SpansRows(n_lines), true, first)),
            (true, _) => Ok(close + 1),
            // A text in which the delimiter stands stays one cell.
            (false, 0) if inner.bytes().any(|byte| byte == delimiter) => {
                Err((Fault::TextBehind, false, close + 1))
            }
            (false, 0) => Err((Fault::TextBehind, true, first)),
            (false, _) => Err((Fault::NeverCloses, true, first)),
        }
    }

    /// Whether every line of it, with what stands before and behind, would be a row by itself. In a text a space follows the
    /// comma.
    fn spans_rows(&self, inner: &str, behind: &str) -> bool {
        let fewest = if self.delimiter == b',' { COLUMNS_WITH_COMMAS } else { COLUMNS };
        let Some(n_columns) = self.n_columns.filter(|n_columns| *n_columns >= fewest) else { return false };
        let delimiter = char::from(self.delimiter);
        let cells = |line: &str| line.matches(delimiter).count() + 1;
        let is_dense = |line: &str| !line.contains(&format!("{delimiter} "));
        let lines: Vec<&str> = inner.split('\n').collect();
        let [first, between @ .., last] = lines.as_slice() else { return false };
        let rest = behind.lines().next().unwrap_or_default();
        let of_rows = between.iter().map(|line| cells(line)).chain([cells(last) + cells(rest) - 1]);
        self.column + cells(first) == n_columns
            && of_rows.into_iter().all(|cells| cells == n_columns)
            && lines.iter().all(|line| is_dense(line))
            && cells(last) > 1
    }
}

/// The mark that closes what was opened before; two in a row are one of the text.
pub(super) fn closing(bytes: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        at += memchr::memchr(b'"', bytes.get(at..)?)?;
        if bytes.get(at + 1) != Some(&b'"') {
            return Some(at);
        }
        at += 2;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(usize, usize, Fault)> {
        let lines = |at: usize| text[..at].matches('\n').count() + 1;
        strays(text, b';').iter().map(|stray| (lines(stray.at), stray.column, stray.fault)).collect()
    }

    #[test]
    fn well_formed_cells_are_fine() {
        for text in [
            "",
            "\"",
            "naam;aanbod\n\"A\";\"Eten; \"\"drinken\"\"\"\n\"B\" ;\"\"\n",
            "naam;aanbod\nA;\"Eerst dit.\n\nDan; dat.\"\nB;\"x\"",
            "naam;organisatie;aanbod\r\nA;\"Koffie; thee; koek\r\nen meer; veel; meer\";X\r\n",
            "naam;adres\nA;\"Kade 1\n1234 AB;Stad\"\n",
            "naam;aanbod\nScherm van 5\";Café \"De Kade\"\n",
        ] {
            let expected = usize::from(text == "\"");
            assert_eq!(found(text).len(), expected, "{text}");
        }
    }

    #[test]
    fn a_mark_that_opens_nothing_is_found() {
        for (text, expected) in [
            ("naam;aanbod\nA;\"t Is er\nB;x\n", (2, 1, Fault::NeverCloses)),
            ("naam;aanbod\nA;x\nB;\"t Is er", (3, 1, Fault::NeverCloses)),
            ("naam;aanbod\nA;\"t Is er\nB;\"x\"\n", (2, 1, Fault::NeverCloses)),
            ("naam;aanbod\n\"De Kade\" in Zuid;x\n", (2, 0, Fault::TextBehind)),
            ("naam;aanbod\n\"De; Kade\" in Zuid;x\n", (2, 0, Fault::TextBehind)),
            ("naam;org;aanbod\nA;O;\"t Is er\nB;O;x\nC;O;een scherm van 5\"\n", (2, 2, Fault::SpansRows(2))),
            ("naam;org;aanbod\nA;\"t Hof;x\nB;\"t Hof\";y\n", (2, 1, Fault::NeverCloses)),
        ] {
            assert_eq!(found(text), [expected], "{text}");
        }
    }

    #[test]
    fn each_slip_is_found_by_itself() {
        let text = "naam;aanbod\nA;\"t Is er\nB;\"t Was er\nC;\"Thee\"\n";
        assert_eq!(found(text).iter().map(|(line, ..)| *line).collect::<Vec<_>>(), [2, 3]);
        let mended = with_letters(text, &strays(text, b';'));
        assert_eq!(mended.len(), text.len());
        assert_eq!(without_letters(&mended), text);
    }
}

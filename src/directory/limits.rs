//! How much of a table is read: more than any list of people has, and no more than a small machine can hold.

use crate::text::{Diagnostic, Phrase, Rule, phrase};

/// How many cells a table has at most, counted as wide as its header.
pub(super) const MOST_CELLS: usize = 1_000_000;
/// How many columns: what a sheet can have.
pub(super) const MOST_COLUMNS: usize = 1 << 14;
/// The longest text of a cell that programs for tables keep, in bytes.
pub(super) const LONGEST: usize = 32_767;
/// How many rows of provisions: a large city has some thousands of them.
pub(super) const MOST_ROWS: usize = 50_000;
/// How many rows with an error are read: nobody mends more at once, and until then nothing is published.
pub(super) const MOST_WRONG: usize = 1_000;

/// What to report at the first row that is one too many.
pub(super) fn rows_too_many(number: usize) -> Diagnostic {
    let message = phrase!(
        "rij {number}: deze lijst is te groot; vanaf hier wordt zij niet gelezen",
        "row {number}: this list is too large; from here on it isn't read"
    );
    let hint = phrase!("verdeel haar over meer bestanden", "divide it over several files");
    Diagnostic::new(Rule::TooLarge, message).hint(hint)
}

/// What to report about a cell that is longer than one can be.
pub(super) fn too_long(number: usize) -> Diagnostic {
    let Phrase { nl, en } = longer_than_any();
    let message = phrase!("rij {number}: {nl}", "row {number}: {en}");
    let hint = phrase!(
        "maak de tekst korter; tot dan wordt deze rij niet gelezen",
        "make the text shorter; until then this row isn't read"
    );
    Diagnostic::new(Rule::TooLarge, message).hint(hint)
}

/// That a cell is longer than one can be.
pub(super) fn longer_than_any() -> Phrase {
    phrase!(
        "een cel houdt meer dan {LONGEST} tekens, en dat kan niet",
        "a cell holds more than {LONGEST} characters, which isn't possible"
    )
}

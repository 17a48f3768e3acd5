//! What is reported about the rows of a table, by their numbers and the names of their columns.

use std::collections::BTreeMap;

use super::cell;
use super::limits::MOST_WRONG;
use super::table::{Cell, Table, TableRow};
use crate::model::keys;
use crate::text::{Diagnostic, Location, Phrase, Rule, Source, phrase};

/// Says in which row and column something was reported about a row: who keeps a table in a program for tables sees no lines.
pub(super) fn place(header: &[Cell], row: &TableRow, diagnostics: &mut [Diagnostic]) {
    for diagnostic in diagnostics {
        let span = diagnostic.at.as_ref().map(|at| at.span).unwrap_or_default();
        // What isn't there has a place without any length.
        let is_here =
            |cell: &Cell| span.start < span.end && cell.span.start <= span.start && span.end <= cell.span.end;
        let column = header.iter().zip(&row.cells).find(|(_, cell)| !cell.text.is_empty() && is_here(cell));
        let (number, Phrase { nl, en }) = (row.number, &diagnostic.message);
        diagnostic.message = match column.map(|(column, _)| &column.text) {
            Some(column) => {
                phrase!("rij {number}, kolom `{column}`: {nl}", "row {number}, column `{column}`: {en}")
            }
            None => phrase!("rij {number}: {nl}", "row {number}: {en}"),
        };
    }
}

/// What to report about the formulas of a row that failed. Such a row isn't taken: an empty cell can mean that everybody may know
/// of a provision, and a cell that couldn't be worked out doesn't.
pub(super) fn formula_errors(source: &Source, row: &TableRow) -> Vec<Diagnostic> {
    let failed = row.cells.iter().filter(|cell| cell::is_formula_error(&cell.text));
    let errors = failed.map(|cell| {
        let error = &cell.text;
        Diagnostic::new(
            Rule::WrongType,
            phrase!("`{error}` is een fout in een formule", "`{error}` is a formula error"),
        )
        .at(Location::new(source.path().clone(), cell.span))
        .hint(phrase!(
            "herstel de formule, of typ in de cel wat er moet staan; tot dan wordt deze rij niet gelezen",
            "mend the formula, or type what the cell has to say; until then this row isn't read"
        ))
    });
    errors.collect()
}

/// What to report about rows that say the same as an earlier one, whatever their ids: a list was put together twice.
pub(super) fn same_rows(source: &Source, table: &Table) -> Vec<Diagnostic> {
    let ids: Vec<bool> = table.header.iter().map(|column| keys::ID.is(&column.text)).collect();
    // Without ids, those are made of the names, and there can't be two.
    if !ids.contains(&true) {
        return Vec::new();
    }
    let mut seen: BTreeMap<Vec<&str>, usize> = BTreeMap::new();
    let same = table.rows.iter().filter_map(|row| {
        let said = row.cells.iter().zip(&ids).filter(|(_, is_id)| !**is_id);
        let said: Vec<&str> = said.map(|(cell, _)| cell.text.as_str()).collect();
        let (number, start) = (row.number, row.cells.first()?.span);
        let earlier = *seen.entry(said).or_insert(number);
        let message = phrase!(
            "rij {number} zegt hetzelfde als rij {earlier}",
            "row {number} says the same as row {earlier}"
        );
        let hint = phrase!("haal een van de twee weg", "take one of the two away");
        let diagnostic = Diagnostic::new(Rule::NearDuplicate, message);
        let at = Location::new(source.path().clone(), start);
        (earlier != number).then(|| diagnostic.at(at).hint(hint))
    });
    same.take(MOST_WRONG).collect()
}

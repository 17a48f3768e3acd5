//! Workbooks (`*.xlsx`): the first sheet as the text of a table, so that everything else is the same as for one.
//!
//! A sheet is read cell by cell, never as the rectangle around its cells: one cell at `XFD1048576` makes that larger than
//! any memory.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use calamine::{Data, DataRef, Dimensions, Reader, Xlsx, XlsxError};
use zip::ZipArchive;

use crate::text::{Phrase, phrase};

/// The most cells that the rows of a sheet may have, counted from their first column: a large city has some thousands of
/// provisions with thirty fields.
const CELLS: u64 = 1_000_000;

/// How many rows and columns a sheet can have; no program for tables writes a cell beyond them.
const SHEET: (u32, u32) = (1 << 20, 1 << 14);

/// The most that the parts of a workbook may be together, in bytes, once they are unpacked: eight times the largest file.
const UNPACKED: u64 = 64 << 20;

/// The first sheet of a workbook as comma-separated values, with its rows in their places. A formula that failed is there
/// under the name of its error, such as `#N/A`; a cell that spans several rows says the same in each.
///
/// # Errors
///
/// Why there is no such sheet.
pub fn workbook(bytes: &[u8]) -> Result<String, Phrase> {
    demand_small(bytes)?;
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|_| unreadable())?;
    let name = workbook.sheet_names().into_iter().next().ok_or_else(unreadable)?;
    let mut room = Room { cells: CELLS, bytes: UNPACKED };
    let mut rows = rows(&mut workbook, &name, &mut room)?;
    let merged = workbook.merge_cells_by_sheet_name(&name).map_err(|_| unreadable())?;
    fill(&mut rows, &merged, &mut room)?;
    let width = |cells: &BTreeMap<u32, String>| cells.keys().last().map_or(0, |last| u64::from(*last) + 1);
    if rows.values().map(width).sum::<u64>() > CELLS {
        return Err(too_many());
    }
    Ok(written(&rows))
}

/// The names of the sheets besides the first, which [`workbook`] doesn't read. Only for one that it has read.
pub fn other_sheets(bytes: &[u8]) -> Vec<String> {
    let workbook = Xlsx::new(Cursor::new(bytes));
    workbook.map(|workbook| workbook.sheet_names().into_iter().skip(1).collect()).unwrap_or_default()
}

/// The cells of a sheet that say something, by row and column, counted from 0.
type SheetRows = BTreeMap<u32, BTreeMap<u32, String>>;

fn unreadable() -> Phrase {
    phrase!("dit is geen werkmap die te lezen is", "this isn't a workbook that can be read")
}

fn too_many() -> Phrase {
    phrase!("deze werkmap heeft meer dan {CELLS} cellen", "this workbook has more than {CELLS} cells")
}

fn too_large() -> Phrase {
    let cap = UNPACKED >> 20;
    phrase!(
        "deze werkmap is uitgepakt groter dan {cap} MiB: bewaar het blad met de lijst in een werkmap apart",
        "this workbook is larger than {cap} MiB once it is unpacked: save the sheet with the list in a workbook of its own"
    )
}

/// Refuses a workbook that unpacks to more than memory should hold. What a part says of its own size isn't believed; one
/// that can't be unpacked is left to who needs it.
fn demand_small(bytes: &[u8]) -> Result<(), Phrase> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| unreadable())?;
    let mut left = UNPACKED;
    for idx in 0..archive.len() {
        let Ok(part) = archive.by_index(idx) else { continue };
        let mut unpacked = Unpacked { size: 0 };
        // Whatever went wrong, this much was unpacked before.
        let _ = std::io::copy(&mut part.take(left + 1), &mut unpacked);
        left = left.checked_sub(unpacked.size).ok_or_else(too_large)?;
    }
    Ok(())
}

/// What the cells of a sheet may still take: a text that is kept once can stand in a million of them.
struct Room {
    cells: u64,
    bytes: u64,
}

impl Room {
    fn take(&mut self, text: &str) -> Result<(), Phrase> {
        self.cells = self.cells.checked_sub(1).ok_or_else(too_many)?;
        self.bytes = self.bytes.checked_sub(text.len() as u64).ok_or_else(too_large)?;
        Ok(())
    }
}

/// Counts what is written to it, in bytes.
struct Unpacked {
    size: u64,
}

impl std::io::Write for Unpacked {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.size += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

fn rows(workbook: &mut Xlsx<Cursor<&[u8]>>, name: &str, room: &mut Room) -> Result<SheetRows, Phrase> {
    let mut reader = workbook.worksheet_cells_reader(name).map_err(|_| unreadable())?;
    let mut rows = SheetRows::new();
    loop {
        let cell = match reader.next_cell_with_formula_metadata() {
            Ok(Some(cell)) => cell,
            Ok(None) => return Ok(rows),
            Err(XlsxError::CellError(error)) => return Err(failed(&error, &rows)),
            Err(_) => return Err(unreadable()),
        };
        let (row, column) = cell.pos;
        if row >= SHEET.0 || column >= SHEET.1 {
            return Err(unreadable());
        }
        if cell.formula.is_some() && matches!(cell.value, DataRef::Empty) {
            return Err(not_calculated(row, column));
        }
        let text = shown(&Data::from(cell.value));
        if !text.is_empty() {
            room.take(&text)?;
            rows.entry(row).or_default().insert(column, text);
        }
    }
}

/// An error that no version of the format knows; only what was read before it says where it is.
fn failed(error: &str, rows: &SheetRows) -> Phrase {
    let row = rows.keys().last().map_or(1, |row| row + 1);
    phrase!(
        "de formule in of na rij {row} geeft de fout `{error}`: herstel haar, of typ de tekst zelf",
        "the formula in or after row {row} gives the error `{error}`: mend it, or type the text itself"
    )
}

/// A formula that a program wrote without working it out. To take it for an empty cell would publish what it was to keep for
/// teams.
fn not_calculated(row: u32, column: u32) -> Phrase {
    let cell = format!("{}{}", letters(column), row + 1);
    phrase!(
        "de formule in cel {cell} is nog niet uitgerekend: open de werkmap in uw rekenprogramma en bewaar haar opnieuw",
        "the formula in cell {cell} has no result yet: open the workbook in your spreadsheet program and save it again"
    )
}

/// A column as programs for tables name it: `A`, `Z`, `AA`.
fn letters(column: u32) -> String {
    let letter = char::from(b'A' + u8::try_from(column % 26).expect("this is less than 26"));
    let before = (column / 26).checked_sub(1).map(letters).unwrap_or_default();
    format!("{before}{letter}")
}

/// Gives each row what stands in a cell that spans several: who merges `team` over three rows means all three.
fn fill(rows: &mut SheetRows, merged: &[Dimensions], room: &mut Room) -> Result<(), Phrase> {
    for Dimensions { start, end } in merged.iter().filter(|merged| merged.start.0 < merged.end.0) {
        let Some(text) = rows.get(&start.0).and_then(|cells| cells.get(&start.1)).cloned() else { continue };
        // Only rows that are there: a format can span a whole column.
        for (_, cells) in rows.range_mut(start.0 + 1..=end.0) {
            room.take(&text)?;
            cells.entry(start.1).or_insert_with(|| text.clone());
        }
    }
    Ok(())
}

/// Rows that say nothing are empty lines, so that the others keep their numbers.
fn written(rows: &SheetRows) -> String {
    let mut text = String::new();
    let mut row = 0;
    for (number, cells) in rows {
        text.extend((row..*number).map(|_| '\n'));
        let mut column = 0;
        for (number, cell) in cells {
            text.extend((column..*number).map(|_| ','));
            column = *number;
            if cell.contains(['"', ',', ';', '\t', '\n', '\r']) {
                text.extend(["\"", &cell.replace('"', "\"\""), "\""]);
            } else {
                text.push_str(cell);
            }
        }
        text.push('\n');
        row = number + 1;
    }
    text
}

/// What a person sees in a cell, but for the way that numbers and dates are dressed.
fn shown(cell: &Data) -> String {
    match cell {
        Data::DateTime(moment) => {
            let date = moment.as_datetime().map(|moment| moment.date().to_string());
            date.unwrap_or_else(|| cell.to_string())
        }
        Data::DateTimeIso(moment) => moment.split('T').next().unwrap_or_default().to_owned(),
        _ => cell.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_the_names_that_people_know() {
        for (column, name) in [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16_383, "XFD")] {
            assert_eq!(letters(column), name);
        }
    }
}

//! Workbooks (`*.xlsx`): the first sheet as the text of a table, so that everything else is the same as for one.
//!
//! A sheet is read cell by cell, never as the rectangle around its cells: one cell at `XFD1048576` makes that larger than
//! any memory.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;

use calamine::{Data, DataRef, Dimensions, Reader, Sheet, SheetType, SheetVisible, Style, Xlsx, XlsxError};

use super::dressed::{clock, dressed, plain};
use super::hidden::HiddenCells;
use super::limits::{LONGEST, longer_than_any};
use super::package::{
    CELLS, UNPACKED, caught, demand_small, of_other_program, too_large, too_many, unreadable,
};
use crate::model::keys;
use crate::text::{Phrase, Span, phrase};

/// How many rows and columns a sheet can have; no program for tables writes a cell beyond them.
const SHEET: (u32, u32) = (1 << 20, 1 << 14);

/// A workbook as far as it is read.
#[derive(Clone, Debug, Default)]
pub struct Workbook {
    /// Its first sheet that is shown, as comma-separated values, with its rows in their places. A formula that failed is there
    /// under the name of its error, such as `#N/A`; a cell that spans several rows says the same in each.
    pub text: String,
    /// The numbers among its cells, in thousandths, by where in that text their cells start: whatever is shown of one, a program
    /// has no doubt which it is.
    pub numbers: Vec<(usize, i64)>,
    /// What is in that text though its program doesn't show it: which rows or which column, and where it starts.
    pub hidden: Vec<(Phrase, Span)>,
    /// The names of the other sheets, which aren't read.
    pub others: Vec<String>,
    /// Those of them with a column for the name of a provision.
    pub lists: Vec<String>,
}

/// Reads a workbook.
///
/// # Errors
///
/// Why it has no sheet that can be read.
pub fn workbook(bytes: &[u8]) -> Result<Workbook, Phrase> {
    caught(|| read(bytes)).unwrap_or_else(|| Err(unreadable()))
}

fn read(bytes: &[u8]) -> Result<Workbook, Phrase> {
    if let Some(other) = of_other_program(bytes) {
        return Err(other);
    }
    demand_small(bytes)?;
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|_| unreadable())?;
    let sheets: Vec<Sheet> = workbook
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .cloned()
        .collect();
    let is_shown = |sheet: &&Sheet| sheet.visible == SheetVisible::Visible;
    let sheet = sheets.iter().find(is_shown).or_else(|| sheets.first()).ok_or_else(unreadable)?;
    let mut room = Room { cells: CELLS, bytes: UNPACKED };
    let mut cells = cells(&mut workbook, &sheet.name, &mut room)?;
    dress(&mut workbook, &sheet.name, &mut cells, &mut room)?;
    let merged = workbook.merge_cells_by_sheet_name(&sheet.name).map_err(|_| unreadable())?;
    fill(&mut cells, &merged, &mut room)?;
    let widths = cells.keys().zip(cells.keys().skip(1).map(Some).chain([None]));
    let last = widths.filter(|(cell, next)| next.is_none_or(|next| next.0 != cell.0));
    if last.map(|((_, column), _)| u64::from(*column) + 1).sum::<u64>() > CELLS {
        return Err(too_many());
    }
    let hidden = HiddenCells::of(bytes, &sheet.name);
    let others: Vec<String> =
        sheets.iter().map(|other| &other.name).filter(|name| **name != sheet.name).cloned().collect();
    let lists = others.iter().take(LOOKED_AT).filter(|name| is_list(&mut workbook, name)).cloned().collect();
    Ok(Workbook { others, lists, ..written(&cells, &hidden) })
}

/// How many of the other sheets are looked at, and how many cells of each, for the name of a column.
const LOOKED_AT: usize = 50;
const CELLS_OF_HEADER: usize = 200;

/// Whether a sheet has a column for the name of a provision.
fn is_list(workbook: &mut Xlsx<Cursor<&[u8]>>, name: &str) -> bool {
    let Ok(mut reader) = workbook.worksheet_cells_reader(name) else { return false };
    let cells = std::iter::from_fn(|| reader.next_cell().ok().flatten()).take(CELLS_OF_HEADER);
    cells
        .into_iter()
        .any(|cell| keys::NAME.is(&Data::from(cell.get_value().clone()).to_string().to_lowercase()))
}

/// The cells of a sheet that say something, by row and column, counted from 0.
type SheetCells = BTreeMap<(u32, u32), SheetCell>;

/// A cell that says something.
#[derive(Clone, Debug)]
enum SheetCell {
    Text(String),
    /// A number, which a format can dress: then with the text that it makes of it.
    Number(f64, Option<String>),
}

/// What the cells of a sheet may still take: a text that is kept once can stand in a million of them.
struct Room {
    cells: u64,
    bytes: u64,
}

impl Room {
    /// For one more, of this many bytes.
    fn take(&mut self, length: usize) -> Result<(), Phrase> {
        self.cells = self.cells.checked_sub(1).ok_or_else(too_many)?;
        self.take_bytes(length)
    }

    /// For this many bytes more in one that is there.
    fn take_bytes(&mut self, length: usize) -> Result<(), Phrase> {
        self.bytes = self.bytes.checked_sub(length as u64).ok_or_else(too_large)?;
        Ok(())
    }
}

fn cells(workbook: &mut Xlsx<Cursor<&[u8]>>, name: &str, room: &mut Room) -> Result<SheetCells, Phrase> {
    let mut reader = workbook.worksheet_cells_reader(name).map_err(|_| unreadable())?;
    let mut cells = SheetCells::new();
    loop {
        let cell = match reader.next_cell_with_formula_metadata() {
            Ok(Some(cell)) => cell,
            Ok(None) => return Ok(cells),
            Err(XlsxError::CellError(error)) => return Err(failed(&error, &cells)),
            Err(_) => return Err(unreadable()),
        };
        let (row, column) = cell.pos;
        if row >= SHEET.0 || column >= SHEET.1 {
            return Err(unreadable());
        }
        if cell.formula.is_some() && matches!(cell.value, DataRef::Empty) {
            return Err(not_calculated(row, column));
        }
        let cell = match Data::from(cell.value) {
            Data::Float(number) => SheetCell::Number(number, None),
            #[expect(clippy::cast_precision_loss, reason = "programs for tables keep numbers as these")]
            Data::Int(number) => SheetCell::Number(number as f64, None),
            other => SheetCell::Text(shown(&other)),
        };
        let length = match &cell {
            SheetCell::Text(text) if text.is_empty() => continue,
            SheetCell::Text(text) if text.encode_utf16().nth(LONGEST).is_some() => {
                let (row, Phrase { nl, en }) = (row + 1, longer_than_any());
                return Err(phrase!("rij {row}: {nl}", "row {row}: {en}"));
            }
            SheetCell::Text(text) => text.len(),
            SheetCell::Number(..) => size_of::<f64>(),
        };
        room.take(length)?;
        cells.insert((row, column), cell);
    }
}

/// Gives numbers the text that their format makes of them. Costs a second look at the sheet where any format of the workbook
/// dresses numbers.
fn dress(
    workbook: &mut Xlsx<Cursor<&[u8]>>,
    name: &str,
    cells: &mut SheetCells,
    room: &mut Room,
) -> Result<(), Phrase> {
    let mut reader = workbook.worksheet_cells_reader(name).map_err(|_| unreadable())?;
    let format = |style: &Style| style.number_format.as_ref().map(|format| format.format_code.clone());
    let formats: Vec<Option<String>> = reader.styles().iter().map(format).collect();
    let dresses =
        |format: &Option<String>| format.as_deref().is_some_and(|format| dressed(1.0, format).is_some());
    let dressing: Vec<bool> = formats.iter().map(dresses).collect();
    if !dressing.contains(&true) {
        return Ok(());
    }
    while let Ok(Some((row, column, style))) = reader.next_style_id() {
        if dressing.get(style) != Some(&true) {
            continue;
        }
        let format = formats[style].as_deref().unwrap_or_default();
        if let Some(cell) = cells.get_mut(&(row, column))
            && let SheetCell::Number(number, None) = cell
            && let Some((text, number)) = dressed(*number, format)
        {
            room.take_bytes(text.len())?;
            *cell = SheetCell::Number(number, Some(text));
        }
    }
    Ok(())
}

/// An error that no version of the format knows; only what was read before it says where it is.
fn failed(error: &str, cells: &SheetCells) -> Phrase {
    let row = cells.keys().last().map_or(1, |(row, _)| row + 1);
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
fn fill(cells: &mut SheetCells, merged: &[Dimensions], room: &mut Room) -> Result<(), Phrase> {
    for Dimensions { start, end } in merged.iter().filter(|merged| merged.start.0 < merged.end.0) {
        let Some(cell) = cells.get(start).cloned() else { continue };
        let length = match &cell {
            SheetCell::Text(text) | SheetCell::Number(_, Some(text)) => text.len(),
            SheetCell::Number(_, None) => size_of::<f64>(),
        };
        // Only rows that are there: a format can span a whole column.
        let mut row = start.0 + 1;
        while row <= end.0
            && let Some(((next, _), _)) = cells.range((row, 0)..=(end.0, u32::MAX)).next()
        {
            row = *next;
            room.take(length)?;
            cells.entry((row, start.1)).or_insert_with(|| cell.clone());
            row += 1;
        }
    }
    Ok(())
}

/// A sheet as a text, with its numbers and what isn't shown of it. Rows that say nothing are empty lines, so that the others keep
/// their numbers.
fn written(cells: &SheetCells, hidden: &HiddenCells) -> Workbook {
    let (mut text, mut numbers, mut found) = (String::new(), Vec::new(), Vec::new());
    let (mut row, mut column) = (0, 0);
    let mut rows: Option<(u32, u32, Span)> = None;
    let mut columns = BTreeSet::new();
    for (idx, ((number, at), cell)) in cells.iter().enumerate() {
        if *number > row || idx == 0 {
            text.extend((row..*number).map(|_| '\n'));
            (row, column) = (*number, 0);
        }
        text.extend((column..*at).map(|_| ','));
        column = *at;
        let start = text.len();
        let shown = match cell {
            SheetCell::Text(text) | SheetCell::Number(_, Some(text)) => Cow::Borrowed(text),
            SheetCell::Number(number, None) => Cow::Owned(plain(*number)),
        };
        if let SheetCell::Number(number, _) = cell {
            numbers.extend(in_thousandths(*number).map(|number| (start, number)));
        }
        // A mark at the start of a line would open a cell; so would what is read as a separator.
        if shown.contains(['"', ',', ';', '\t', '\n', '\r']) {
            text.extend(["\"", &shown.replace('"', "\"\""), "\""]);
        } else {
            text.push_str(&shown);
        }
        let span = Span::new(start, text.len());
        if hidden.has_column(*at) && columns.insert(*at) {
            found.push((hidden_column(*at), span));
        }
        if hidden.rows.contains(number) {
            match &mut rows {
                Some((_, last, _)) if *last + 1 >= *number => *last = *number,
                _ => found.extend(rows.replace((*number, *number, span)).map(hidden_rows)),
            }
        }
    }
    found.extend(rows.map(hidden_rows));
    text.push('\n');
    Workbook { text, numbers, hidden: found, ..Workbook::default() }
}

/// A number in thousandths, where it isn't larger than one that somebody can type.
fn in_thousandths(number: f64) -> Option<i64> {
    const LARGEST: f64 = 1e12;
    #[expect(clippy::cast_possible_truncation, reason = "it is no larger than that")]
    (number.abs() < LARGEST).then(|| (number * 1000.0).round() as i64)
}

fn hidden_column(column: u32) -> Phrase {
    let letters = letters(column);
    phrase!(
        "kolom {letters} is in de werkmap verborgen, en wordt wel gelezen",
        "column {letters} is hidden in the workbook, and is read all the same"
    )
}

fn hidden_rows((first, last, span): (u32, u32, Span)) -> (Phrase, Span) {
    let (from, to) = (first + 1, last + 1);
    let phrase = if from == to {
        phrase!(
            "rij {from} is in de werkmap verborgen, en wordt wel gelezen",
            "row {from} is hidden in the workbook, and is read all the same"
        )
    } else {
        phrase!(
            "rij {from} tot en met {to} zijn in de werkmap verborgen, en worden wel gelezen",
            "rows {from} to {to} are hidden in the workbook, and are read all the same"
        )
    };
    (phrase, span)
}

/// How many minutes a day has.
const DAY: f64 = 1440.0;

/// What a person sees in a cell, but for the order in which dates are written. A time of day is a part of a day without a date.
fn shown(cell: &Data) -> String {
    match cell {
        Data::DateTime(moment) => {
            #[expect(
                clippy::cast_possible_truncation,
                reason = "a cell holds at most some million days, and else is cut off"
            )]
            let minutes = (moment.as_f64() * DAY).round() as i64;
            let (whole, rest) = (minutes.div_euclid(1440), minutes.rem_euclid(1440));
            if moment.is_duration() || whole == 0 {
                return clock(minutes);
            }
            let date = moment.as_datetime().map(|moment| moment.date().to_string());
            let date = date.unwrap_or_else(|| cell.to_string());
            if rest == 0 { date } else { format!("{date} {}", clock(rest)) }
        }
        Data::DateTimeIso(moment) => {
            let (date, time) = moment.split_once('T').unwrap_or((moment, ""));
            let time = time.get(..5).filter(|time| *time != "00:00").unwrap_or_default();
            format!("{date} {time}").trim().to_owned()
        }
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

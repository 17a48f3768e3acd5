//! Workbooks (`*.xlsx`): the first sheet as the text of a table, so that everything else is the same as for one.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};

use crate::text::{Phrase, phrase};

/// The most cells that a sheet may have: a large city has some thousands of provisions with thirty fields.
const CELLS: usize = 1_000_000;

/// The first sheet of a workbook as comma-separated values, with its rows in their places.
///
/// # Errors
///
/// Why there is no such sheet.
pub fn workbook(bytes: &[u8]) -> Result<String, Phrase> {
    let unreadable =
        || phrase!("dit is geen werkmap die te lezen is", "this isn't a workbook that can be read");
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|_| unreadable())?;
    let sheet = workbook.worksheet_range_at(0).ok_or_else(unreadable)?.map_err(|_| unreadable())?;
    let (Some((last_row, last_column)), width) = (sheet.end(), sheet.width()) else {
        return Ok(String::new());
    };
    if sheet.height().saturating_mul(width) > CELLS {
        return Err(phrase!(
            "deze werkmap heeft meer dan {CELLS} cellen",
            "this workbook has more than {CELLS} cells"
        ));
    }
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    for row in 0..=last_row {
        let cells =
            (0..=last_column).map(|column| sheet.get_value((row, column)).map(shown).unwrap_or_default());
        writer.write_record(cells).expect("a list of bytes takes whatever is written");
    }
    let bytes = writer.into_inner().expect("a list of bytes takes whatever is written");
    Ok(String::from_utf8(bytes).expect("cells are text"))
}

/// The names of the sheets besides the first, which [`workbook`] doesn't read.
pub fn other_sheets(bytes: &[u8]) -> Vec<String> {
    let workbook = Xlsx::new(Cursor::new(bytes));
    workbook.map(|workbook| workbook.sheet_names().into_iter().skip(1).collect()).unwrap_or_default()
}

/// What a person sees in a cell, but for the way that numbers and dates are dressed.
fn shown(cell: &Data) -> String {
    match cell {
        Data::DateTime(moment) => {
            let date = moment.as_datetime().map(|moment| moment.date().to_string());
            date.unwrap_or_else(|| cell.to_string())
        }
        Data::DateTimeIso(moment) => moment.split('T').next().unwrap_or_default().to_owned(),
        Data::Error(_) => String::new(),
        _ => cell.to_string(),
    }
}

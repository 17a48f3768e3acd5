//! The texts of a file that is published as it is, so that they can be looked at: of files of text, of tables by their columns,
//! and of files of Word, Excel, PowerPoint and LibreOffice. A PDF isn't read.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use calamine::{Data, DataRef, Reader, Xlsx};
use encoding_rs::WINDOWS_1252;
use memchr::memchr_iter;
use zip::ZipArchive;

use super::xml;
use crate::directory::{UNPACKED, caught, demand_small};
use crate::document::column_name;

/// A text of a file.
pub(super) struct FileText {
    pub(super) text: String,
    lines: TextLines,
}

/// Which line of its file a place of a text is on.
enum TextLines {
    /// Those of the text.
    Same,
    /// That which each row is on, by where in the text it starts.
    OfRows(Vec<(usize, usize)>),
    /// Nobody sees lines in it.
    None,
}

impl FileText {
    /// The line of a place, from 1, where the file has lines.
    pub(super) fn line(&self, at: usize) -> Option<usize> {
        match &self.lines {
            TextLines::Same => {
                Some(1 + self.text.as_bytes()[..at].iter().filter(|byte| **byte == b'\n').count())
            }
            TextLines::OfRows(rows) => {
                let row = rows.partition_point(|(start, _)| *start <= at);
                rows[..row].last().map(|(_, line)| *line)
            }
            TextLines::None => None,
        }
    }
}

/// What the names of files of text end in that people put on a site. Pages are read once they are made.
const TEXTS: [&str; 16] = [
    "txt", "json", "geojson", "jsonld", "xml", "md", "ics", "vcf", "yaml", "yml", "rtf", "htm", "xhtml",
    "kml", "log", "sql",
];
const TABLES: [&str; 2] = ["csv", "tsv"];
const WORKBOOKS: [&str; 2] = ["xlsx", "xlsm"];
const OFFICE: [&str; 6] = ["docx", "docm", "pptx", "odt", "odp", "ods"];
const DRAWING: &str = "svg";

/// What a file is that is looked into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TextForm {
    Text,
    Table,
    Workbook,
    Office,
    Drawing,
}

impl TextForm {
    /// That of a file of this name, by what it ends in; `None` of one that isn't looked into.
    pub(super) fn of(name: &str) -> Option<Self> {
        let (_, ending) = name.rsplit_once('.')?;
        let is_one_of = |endings: &[&str]| endings.iter().any(|known| known.eq_ignore_ascii_case(ending));
        match () {
            () if is_one_of(&TEXTS) => Some(Self::Text),
            () if is_one_of(&TABLES) => Some(Self::Table),
            () if is_one_of(&WORKBOOKS) => Some(Self::Workbook),
            () if is_one_of(&OFFICE) => Some(Self::Office),
            () if is_one_of(&[DRAWING]) => Some(Self::Drawing),
            () => None,
        }
    }
}

/// Whether a file of this name is looked into.
pub(crate) fn is_read(name: &str) -> bool {
    TextForm::of(name).is_some()
}

/// What a file of an office program says; `None` of any other.
pub(crate) fn office_text(name: &str, bytes: &[u8]) -> Option<String> {
    let is_office = matches!(TextForm::of(name), Some(TextForm::Workbook | TextForm::Office));
    is_office.then(|| texts(name, bytes).into_iter().flat_map(|text| [text.text, "\n".to_owned()]).collect())
}

/// The texts of a file, by what its name ends in; none of one that can't be read.
pub(super) fn texts(name: &str, bytes: &[u8]) -> Vec<FileText> {
    let whole = |text: String| vec![FileText { text, lines: TextLines::Same }];
    match TextForm::of(name) {
        Some(TextForm::Text) => whole(decoded(bytes).into_owned()),
        Some(TextForm::Table) => table(&decoded(bytes)),
        Some(TextForm::Workbook) => caught(|| workbook(bytes)).unwrap_or_default(),
        Some(TextForm::Office) => office(bytes),
        Some(TextForm::Drawing) => whole(xml::text(&decoded(bytes))),
        None => Vec::new(),
    }
}

/// Bytes as text, in the encoding of Windows where they aren't UTF-8 and don't say otherwise.
pub(crate) fn decoded(bytes: &[u8]) -> Cow<'_, str> {
    std::str::from_utf8(bytes).map_or_else(|_| WINDOWS_1252.decode(bytes).0, Cow::Borrowed)
}

/// How many columns of a table are looked at.
const COLUMNS: usize = 1_000;
/// What a cell of a workbook takes beside its text, in bytes.
const CELL: u64 = 16;

/// The columns of a table, each by itself with each cell behind what the column says that it holds.
#[derive(Default)]
struct TableColumns {
    /// What the cells of the first row are short for; `None` before it.
    names: Option<BTreeMap<usize, &'static str>>,
    /// The text of each, and the line that each of its cells is on.
    columns: BTreeMap<usize, (String, Vec<(usize, usize)>)>,
}

impl TableColumns {
    fn add<'c>(&mut self, line: usize, cells: impl Iterator<Item = (usize, &'c str)>) {
        let mut first = BTreeMap::new();
        for (idx, cell) in cells.take_while(|(idx, _)| *idx < COLUMNS).filter(|(_, cell)| !cell.is_empty()) {
            let name = match &self.names {
                Some(names) => names.get(&idx).copied().unwrap_or_default(),
                None => {
                    first.insert(idx, column_name(cell));
                    ""
                }
            };
            let (text, lines) = self.columns.entry(idx).or_default();
            lines.push((text.len(), line));
            text.extend([name, " ", &cell.replace('\n', " "), "\n"]);
        }
        self.names.get_or_insert(first);
    }

    fn texts(self, has_lines: bool) -> impl Iterator<Item = FileText> {
        let lines = move |rows| if has_lines { TextLines::OfRows(rows) } else { TextLines::None };
        self.columns.into_values().map(move |(text, rows)| FileText { text, lines: lines(rows) })
    }
}

/// The columns of a table of text.
fn table(text: &str) -> Vec<FileText> {
    let text = text.trim_start_matches('\u{feff}');
    let first = text.lines().next().unwrap_or_default();
    let separators = [b',', b'\t', b';'].map(|sign| (memchr_iter(sign, first.as_bytes()).count(), sign));
    let (_, separator) = separators.into_iter().max_by_key(|(n, _)| *n).expect("there are three");
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator)
        .flexible(true)
        .has_headers(false)
        .from_reader(text.as_bytes());
    let mut columns = TableColumns::default();
    for row in reader.records().flatten() {
        let line =
            row.position().map_or(1, |position| usize::try_from(position.line()).unwrap_or(usize::MAX));
        columns.add(line, row.iter().enumerate());
    }
    columns.texts(true).collect()
}

/// The columns of every sheet of a workbook, hidden ones too: who fetches it can show them.
fn workbook(bytes: &[u8]) -> Vec<FileText> {
    if demand_small(bytes).is_err() {
        return Vec::new();
    }
    let Ok(mut workbook) = Xlsx::<_>::new(Cursor::new(bytes)) else { return Vec::new() };
    let mut left = UNPACKED;
    let mut texts = Vec::new();
    for (idx, sheet) in workbook.sheet_names().iter().enumerate() {
        let Ok(mut reader) = workbook.worksheet_cells_reader(sheet) else { continue };
        let mut columns = TableColumns::default();
        let mut row: (u32, Vec<(usize, String)>) = (0, Vec::new());
        let mut add = |row: &mut (u32, Vec<(usize, String)>)| {
            let cells = std::mem::take(&mut row.1);
            if !cells.is_empty() {
                columns.add(row.0 as usize + 1, cells.iter().map(|(column, cell)| (*column, cell.as_str())));
            }
        };
        while let Ok(Some(cell)) = reader.next_cell() {
            let (at, column) = (cell.get_position().0, cell.get_position().1 as usize);
            if column >= COLUMNS || matches!(cell.get_value(), DataRef::Empty) {
                continue;
            }
            let text = Data::from(cell.get_value().clone()).to_string();
            // A text that is kept once can stand in a million cells.
            let Some(rest) = left.checked_sub(text.len() as u64 + CELL) else { break };
            left = rest;
            if at != row.0 || row.1.len() >= COLUMNS {
                add(&mut row);
                row.0 = at;
            }
            row.1.push((column, text));
        }
        add(&mut row);
        // The rows of the first are those that one sees at once.
        texts.extend(columns.texts(idx == 0));
    }
    texts
}

/// The texts of what is packed in a file of Word, PowerPoint or LibreOffice: not of its styles and settings, which are full of
/// numbers.
fn office(bytes: &[u8]) -> Vec<FileText> {
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else { return Vec::new() };
    let mut left = UNPACKED;
    let mut texts = Vec::new();
    for idx in 0..archive.len() {
        let Ok(part) = archive.by_index(idx) else { continue };
        if !part.name().is_ok_and(|name| holds_text(&name)) {
            continue;
        }
        let mut xml = Vec::new();
        // What a part says of its own size isn't believed.
        let _ = part.take(left).read_to_end(&mut xml);
        left -= xml.len() as u64;
        texts.push(FileText { text: xml::text(&decoded(&xml)), lines: TextLines::None });
    }
    texts
}

fn holds_text(part: &str) -> bool {
    const PARTS: [&str; 8] = [
        "content.xml",
        "word/document",
        "word/header",
        "word/footer",
        "word/footnotes",
        "word/endnotes",
        "word/comments",
        "ppt/slides/slide",
    ];
    part.ends_with(".xml")
        && (PARTS.iter().any(|start| part.starts_with(start)) || part.starts_with("ppt/notesSlides/"))
}

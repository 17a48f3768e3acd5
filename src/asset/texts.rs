//! The texts of a file that is published as it is, so that they can be looked at: of files of text, of tables by their columns,
//! of files of Word, Excel, PowerPoint and LibreOffice, and of those in a packed file. A PDF isn't read.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use calamine::{Data, DataRef, Reader, Xlsx};
use encoding_rs::WINDOWS_1252;
use memchr::memchr_iter;
use zip::ZipArchive;

use super::xml;
use crate::directory::{UNPACKED, caught, demand_small, is_packed};
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
const DRAWING: &str = "svg";

/// What a file is that is looked into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TextForm {
    Text,
    Table,
    Drawing,
    /// It holds other files, as those of office programs do.
    Packed,
}

impl TextForm {
    /// That of a file, by how it begins or else by what its name ends in; `None` of one that isn't looked into.
    pub(super) fn of(name: &str, bytes: &[u8]) -> Option<Self> {
        if is_packed(bytes) {
            return Some(Self::Packed);
        }
        let ending = ending(name);
        let is_one_of = |endings: &[&str]| endings.contains(&ending.as_str());
        match () {
            () if is_one_of(&TEXTS) => Some(Self::Text),
            () if is_one_of(&TABLES) => Some(Self::Table),
            () if is_one_of(&[DRAWING]) => Some(Self::Drawing),
            () => None,
        }
    }
}

/// What the name of a file ends in, in small letters.
fn ending(name: &str) -> String {
    name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default()
}

/// Whether a file is looked into.
pub(crate) fn is_read(name: &str, bytes: &[u8]) -> bool {
    TextForm::of(name, bytes).is_some()
}

/// What a packed file says, one of an office program too; `None` of any other.
pub(crate) fn packed_text(bytes: &[u8]) -> Option<String> {
    let texts = is_packed(bytes).then(|| packed(bytes, &mut UNPACKED.clone(), NESTED))?;
    Some(texts.into_iter().flat_map(|text| [text.text, "\n".to_owned()]).collect())
}

/// What a workbook counts for among what is unpacked of a file, in bytes: sixteen in a folder are read at most.
const WORKBOOK: u64 = UNPACKED / 16;

/// How many packed files are opened within one another: a table in a letter in a folder.
const NESTED: usize = 2;

/// The texts of a file; none of one that can't be read.
pub(super) fn texts(name: &str, bytes: &[u8]) -> Vec<FileText> {
    texts_within(name, bytes, &mut UNPACKED.clone(), NESTED)
}

/// The same of a file that may lie in others, from which no more bytes are unpacked than are left, nor deeper than that.
fn texts_within(name: &str, bytes: &[u8], left: &mut u64, nested: usize) -> Vec<FileText> {
    let whole = |text: String| vec![FileText { text, lines: TextLines::Same }];
    match TextForm::of(name, bytes) {
        Some(TextForm::Text) => whole(decoded(bytes).into_owned()),
        Some(TextForm::Table) => table(&decoded(bytes)),
        Some(TextForm::Drawing) => whole(xml::text(&decoded(bytes))),
        Some(TextForm::Packed) => packed(bytes, left, nested),
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

/// The texts of what a packed file holds: of Word, PowerPoint and LibreOffice not the styles and settings, which are full of
/// numbers; of a workbook the cells; of any other the files that can be read.
fn packed(bytes: &[u8], left: &mut u64, nested: usize) -> Vec<FileText> {
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else { return Vec::new() };
    let holds = |part: &str| archive.index_for_name(part).is_some();
    let is_office = OFFICE.into_iter().any(holds);
    let mut texts = Vec::new();
    if holds("xl/workbook.xml") && *left >= WORKBOOK {
        *left -= WORKBOOK;
        texts = caught(|| workbook(bytes)).unwrap_or_default();
    }
    for idx in 0..archive.len() {
        let Ok(part) = archive.by_index(idx) else { continue };
        let Ok(name) = part.name().map(|name| name.into_owned()) else { continue };
        let is_text = is_office && holds_text(&name);
        let is_file = nested > 0 && (!is_office || name.contains("/embeddings/"));
        let is_page = ["html", "htm", "xhtml"].contains(&ending(&name).as_str());
        if !is_text && !(is_file && (is_page || may_be_read(&name))) {
            continue;
        }
        let mut bytes = Vec::new();
        // What a part says of its own size isn't believed.
        let _ = part.take(*left).read_to_end(&mut bytes);
        *left -= bytes.len() as u64;
        if is_text || is_page {
            texts.push(FileText { text: xml::text(&decoded(&bytes)), lines: TextLines::None });
        } else {
            let inner = texts_within(&name, &bytes, left, nested - 1);
            texts.extend(inner.into_iter().map(|text| FileText { lines: TextLines::None, ..text }));
        }
    }
    texts
}

/// The parts by one of which a file of an office program is told from any other packed file.
const OFFICE: [&str; 5] =
    ["[Content_Types].xml", "content.xml", "word/document.xml", "xl/workbook.xml", "ppt/presentation.xml"];

/// Whether a file in a packed one is worth unpacking, by its name.
fn may_be_read(name: &str) -> bool {
    const PACKED: [&str; 14] = [
        "zip", "docx", "docm", "dotx", "xlsx", "xlsm", "xltx", "pptx", "pptm", "ppsx", "odt", "ods", "odp",
        "odg",
    ];
    let ending = ending(name);
    TEXTS.iter().chain(&TABLES).chain(&PACKED).chain([&DRAWING]).any(|known| **known == *ending)
}

/// Whether a part of an office file holds what its readers see.
fn holds_text(part: &str) -> bool {
    const PARTS: [&str; 23] = [
        "content.xml",
        // The lines at the top and at the foot of pages of LibreOffice.
        "styles.xml",
        "word/document",
        "word/header",
        "word/footer",
        "word/footnotes",
        "word/endnotes",
        "word/comments",
        "word/glossary/document",
        "word/diagrams/data",
        "word/charts/chart",
        "ppt/slides/slide",
        "ppt/notesSlides/",
        "ppt/slideLayouts/",
        "ppt/slideMasters/",
        "ppt/comments/",
        "ppt/diagrams/data",
        "ppt/charts/chart",
        "xl/comments",
        "xl/threadedComments/",
        "xl/drawings/drawing",
        "xl/diagrams/data",
        "xl/charts/chart",
    ];
    part.ends_with(".xml")
        && (PARTS.iter().any(|start| part.starts_with(start))
            || part.starts_with("Object ") && part.ends_with("/content.xml"))
}

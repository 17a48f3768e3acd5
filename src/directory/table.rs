//! Tables as municipalities keep them: rows of cells that know their places, and a row as the mapping that somebody could
//! have written in YAML.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use super::limits::{LONGEST, MOST_CELLS, MOST_COLUMNS, MOST_WRONG, rows_too_many, too_long};
use super::quotes::swallowed;
use super::{cell, quotes};
use crate::data::{Entry, KeyName, Node, Value};
use crate::model::{Column, FieldType, Language, keys};
use crate::text::{Checked, Diagnostic, Location, Phrase, Rule, Severity, Source, Span, phrase};

/// A table. Rows that are empty aren't there.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// What stands over each column.
    pub header: Vec<Cell>,
    /// The others.
    pub rows: Vec<TableRow>,
    /// The quotation marks that open nothing, in the order of the text; reported where the table is read.
    pub quotes: Vec<StrayQuote>,
}

/// A quotation mark at the start of a cell that opens nothing.
#[derive(Clone, Debug)]
pub struct StrayQuote {
    /// The number of its row.
    pub row: usize,
    /// What stands over its column; may be empty.
    pub column: String,
    /// What is wrong with it.
    pub reason: Phrase,
}

/// A row below the header.
#[derive(Clone, Debug)]
pub struct TableRow {
    /// Its number as programs for tables show it: the header is 1.
    pub number: usize,
    /// Its cells; as many as the header has.
    pub cells: Vec<Cell>,
    /// Those beside the columns that hold something; reported where the table is read.
    pub beside: Vec<Cell>,
}

/// A cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// What it holds, without the spaces around it and what [guards](super::guarded) it.
    pub text: String,
    /// Where that stands.
    pub span: Span,
    /// The number that a program kept in it, in thousandths.
    pub(crate) number: Option<i64>,
}

/// Reads a table of values with commas, semicolons or tabs between them, whichever its header has most of (RFC 4180; many
/// programs of Dutch offices write semicolons).
///
/// A first line `sep=;` says which it is; programs for tables don't show it, and count their rows behind it.
pub fn table(source: &Source) -> Checked<Table> {
    let (head, announced) = separator(source.text());
    let body = &source.text()[head.len()..];
    let delimiter = announced
        .unwrap_or_else(|| delimiter(body.lines().find(|line| !line.is_empty()).unwrap_or_default()));
    let strays = quotes::strays(body, delimiter);
    // As long as the text of the source, so that places in it are places there.
    let text = &*quotes::with_letters(body, &strays);
    let at = |span: Span| {
        let range = span.range();
        Location::new(source.path().clone(), Span::new(head.len() + range.start, head.len() + range.end))
    };
    let mut diagnostics = Vec::new();
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut table = Table::default();
    // The text is UTF-8 and the reader flexible, so that nothing of what it can refuse is there.
    let records = reader.records().filter_map(Result::ok).map(|record| {
        let start = record.position().map_or(0, csv::Position::byte);
        (usize::try_from(start).unwrap_or_default(), record)
    });
    let mut records = records.enumerate().peekable();
    // Empty lines are rows too for who looks at them in a program for tables, but no records.
    let (mut n_empty, mut n_cells) = (0, 0);
    // The rows with empty cells behind those of the header.
    let mut wider: Vec<(usize, usize, Span)> = Vec::new();
    let has_letters = !strays.is_empty();
    let mut strays = strays.into_iter().peekable();
    while let Some((idx, (start, record))) = records.next() {
        let end = records.peek().map_or(text.len(), |(_, (next, _))| *next);
        let skipped = text[start..end].bytes().take_while(|byte| *byte == b'\n').count();
        n_empty += skipped;
        let number = idx + 1 + n_empty;
        n_cells += record.len().max(table.header.len());
        let is_too_large = n_cells > MOST_CELLS || record.len() > MOST_COLUMNS;
        if is_too_large || table.quotes.len() >= MOST_WRONG {
            diagnostics.extend(is_too_large.then(|| {
                let span = Span::new(start + skipped, start + skipped + 1);
                rows_too_many(number).at(at(span))
            }));
            break;
        }
        let mut cells = cells(text, start + skipped..end, &record, delimiter);
        for cell in &mut cells {
            cell.span = at(cell.span).span;
            cell.number = source.number_at(cell.span.range().start);
        }
        if has_letters {
            cells.iter_mut().for_each(|cell| cell.text = quotes::without_letters(&cell.text));
        }
        if idx == 0 {
            table.header.clone_from(&cells);
        }
        while let Some(stray) = strays.next_if(|stray| stray.at < end) {
            let column = table.header.get(stray.column).map(|column| column.text.clone());
            let quote =
                StrayQuote { row: number, column: column.unwrap_or_default(), reason: stray.fault.phrase() };
            diagnostics.push(diagnostic(&quote).at(at(Span::new(stray.at, stray.at + 1))));
            table.quotes.push(quote);
        }
        if idx == 0 {
            continue;
        }
        if cells.iter().all(|cell| cell.text.is_empty()) {
            continue;
        }
        if let Some(cell) = cells.iter().find(|cell| cell.text.len() > LONGEST) {
            diagnostics.push(too_long(number).at(Location::new(source.path().clone(), cell.span)));
            continue;
        }
        let (found, expected) = (cells.len(), table.header.len());
        if let Some(cell) = swallowing(&cells, expected, delimiter) {
            let column = table.header.get(cell).map(|column| column.text.clone()).unwrap_or_default();
            let quote = StrayQuote { row: number, column, reason: swallowed(expected - found) };
            let found = diagnostic(&quote).at(Location::new(source.path().clone(), cells[cell].span));
            diagnostics.push(Diagnostic { severity: Severity::Warning, ..found });
            table.quotes.push(quote);
        }
        let mut beside = cells.split_off(expected.min(found));
        if let [first, ..] = beside.as_slice()
            && beside.iter().all(|cell| cell.text.is_empty())
        {
            wider.push((number, found, first.span));
        }
        beside.retain(|cell| !cell.text.is_empty());
        if let [first, ..] = beside.as_slice()
            && diagnostics.len() < MOST_WRONG
        {
            diagnostics.push(too_wide(source, number, found, expected, first.span));
        }
        cells.resize_with(expected, Cell::default);
        table.rows.push(TableRow { number, cells, beside });
    }
    // Some programs end every row with a separator; where few do, an unquoted text has moved the cells behind it.
    let mut widths: BTreeMap<usize, usize> = BTreeMap::new();
    wider.iter().for_each(|(_, found, _)| *widths.entry(*found).or_default() += 1);
    let habit = widths.into_iter().find(|(_, n)| *n >= HABIT && n * 10 >= table.rows.len() * 9);
    let is_habit = |found: usize| habit.is_some_and(|(width, _)| width == found);
    let expected = table.header.len();
    for (number, found, span) in wider.into_iter().filter(|(_, found, _)| !is_habit(*found)).take(MOST_WRONG)
    {
        let found = too_wide(source, number, found, expected, span);
        diagnostics.push(Diagnostic { severity: Severity::Warning, ..found });
    }
    Checked { value: table, diagnostics }
}

/// From how many rows on it is a habit of their program what nine in ten of them do.
const HABIT: usize = 3;

fn too_wide(source: &Source, number: usize, found: usize, expected: usize, span: Span) -> Diagnostic {
    Diagnostic::new(
        Rule::WrongType,
        phrase!(
            "rij {number} heeft {found} cellen, en de eerste rij {expected}",
            "row {number} has {found} cells, and the first row {expected}"
        ),
    )
    .at(Location::new(source.path().clone(), span))
    .hint(if source.path().extension() == Some("xlsx") {
        phrase!(
            "zet boven de kolom waar zij bij hoort, of haal weg wat naast de lijst staat",
            "give its column a name in the first row, or remove what is beside the list"
        )
    } else {
        phrase!(
            "zet een tekst met een komma of puntkomma erin tussen aanhalingstekens",
            "put a text with a comma or a semicolon in it between quotation marks"
        )
    })
}

/// What to report about a quotation mark that opens nothing.
fn diagnostic(quote: &StrayQuote) -> Diagnostic {
    let StrayQuote { row, column, reason: Phrase { nl, en } } = quote;
    let message = if column.is_empty() {
        phrase!("rij {row}: {nl}", "row {row}: {en}")
    } else {
        phrase!("rij {row}, kolom `{column}`: {nl}", "row {row}, column `{column}`: {en}")
    };
    Diagnostic::new(Rule::WrongType, message).hint(phrase!(
        "begin `'t` met een apostrof; zet een tekst met aanhalingstekens in zijn geheel tussen aanhalingstekens, en schrijf \
         die erin dubbel: `\"een \"\"plek\"\"\"`",
        "start `'t` with an apostrophe; put a text with quotation marks between quotation marks as a whole, and double those \
         in it: `\"a \"\"place\"\"\"`"
    ))
}

/// The line with which a text announces what stands between its cells, as `sep=;`, and what that is; without one an empty text.
pub fn separator(text: &str) -> (&str, Option<u8>) {
    let line = text.split_inclusive('\n').next().unwrap_or_default();
    let said = line.trim_end().trim_matches('"');
    let sign = said
        .get(..4)
        .filter(|start| start.eq_ignore_ascii_case("sep="))
        .map(|_| &line.trim_start_matches('"')[4..]);
    let sign = sign
        .and_then(|rest| rest.bytes().next())
        .filter(|sign| sign.is_ascii_punctuation() || *sign == b'\t');
    match sign.filter(|sign| *sign != b'"' && said.len() <= 5) {
        Some(sign) => (line, Some(sign)),
        None => ("", None),
    }
}

/// What stands between the cells of a header; in a text between quotation marks there can be anything.
fn delimiter(header: &str) -> u8 {
    let bare = || header.split('"').step_by(2).flat_map(str::bytes);
    let count = |sign: &u8| bare().filter(|byte| byte == sign).count();
    // Of those that it has as many of, the last: a comma.
    [b'\t', b';', b','].into_iter().max_by_key(count).unwrap_or(b',')
}

/// The cells of a record, each with its place: where its text stands between what divides it from the others. One with doubled
/// quotation marks in it is all of that.
fn cells(text: &str, record_at: Range<usize>, record: &csv::StringRecord, delimiter: u8) -> Vec<Cell> {
    let Range { start, end } = record_at;
    let bytes = text.as_bytes();
    let mut from = start;
    let cells = record.iter().map(|field| {
        let first = from.min(end);
        let is_quoted = bytes[first..end].first() == Some(&b'"');
        let behind =
            if is_quoted { quotes::closing(bytes, first + 1).map_or(end, |close| close + 1) } else { first };
        let behind = behind.min(end);
        let last = memchr::memchr(delimiter, &bytes[behind..end]).map_or(end, |length| behind + length);
        from = last + 1;
        let (field, raw) = (field.trim(), &text[first..last]);
        let found = raw.find(field).map(|at| (first + at, first + at + field.len()));
        let (at, to) = found.unwrap_or((first, last));
        Cell { text: cell::unguarded(field).to_owned(), span: Span::new(at, to), number: None }
    });
    cells.collect()
}

/// The place of a cell between quotation marks that holds as many separators as its row lacks cells: most likely a mark at its
/// start was meant as an apostrophe, and one further on is of inches.
fn swallowing(cells: &[Cell], expected: usize, delimiter: u8) -> Option<usize> {
    let missing = expected.checked_sub(cells.len()).filter(|missing| *missing > 0)?;
    let n_within = |cell: &Cell| cell.text.matches(char::from(delimiter)).count();
    cells.iter().position(|cell| n_within(cell) == missing)
}

/// The key that a column fills, and the language of it where it has one: `aanbod[en]`.
pub fn key_of(header: &str) -> (&str, Option<Language>) {
    let parts = header.split_once('[').and_then(|(key, rest)| Some((key, rest.strip_suffix(']')?)));
    match parts.and_then(|(key, tag)| Some((key.trim(), Language::new(tag)?))) {
        Some((key, language)) => (key, Some(language)),
        None => (header, None),
    }
}

/// Whether a field takes what stands in a column: only texts for readers are there in several languages.
pub(super) fn is_known(header: &str, columns: &[Column<'_>]) -> bool {
    let (key, language) = key_of(header);
    let column = columns.iter().find(|known| known.is(key));
    match (column, language) {
        (Some(column), Some(_)) => column.is_translated(),
        (Some(_), None) => true,
        (None, language) => language.is_none() && [keys::ID, keys::HIDDEN].iter().any(|known| known.is(key)),
    }
}

/// A row as a mapping. What stands in several columns of one key becomes a mapping by language.
pub(super) fn mapping(header: &[Cell], row: &TableRow, own: &Language, columns: &[Column<'_>]) -> Node {
    let mut entries: Vec<Entry> = Vec::new();
    for (column, cell) in header.iter().zip(&row.cells).filter(|(_, cell)| !cell.text.is_empty()) {
        let (key, language) = key_of(&column.text);
        // What no field takes was reported for its column.
        if !is_known(&column.text, columns) {
            continue;
        }
        let known = columns.iter().find(|known| known.is(key));
        let cell = &undressed(cell, known);
        let scalar = |text: String| Node { value: Value::Scalar(text), span: cell.span };
        let held = if known.is_some_and(|known| known.field.is_many) {
            let items = cell::parted(&cell.text).into_iter().map(scalar);
            Node { value: Value::List(items.collect()), span: cell.span }
        } else {
            scalar(cell.text.clone())
        };
        let Some(known) = known.filter(|known| known.is_translated()) else {
            entries.push(entry(key, column.span, held));
            continue;
        };
        let language = language.unwrap_or_else(|| own.clone());
        let text = entry(language.as_str(), column.span, held);
        let same = |other: &&mut Entry| known.is(&other.key);
        match entries.iter_mut().find(same).map(|entry| &mut entry.node.value) {
            Some(Value::Mapping(texts)) => texts.push(text),
            _ => {
                let texts = Node { value: Value::Mapping(vec![text]), span: cell.span };
                entries.push(entry(key, column.span, texts));
            }
        }
    }
    let start = row.cells.first().map_or(Span::default(), |cell| cell.span);
    Node { value: Value::Mapping(entries), span: start }
}

/// A cell without what a program for tables adds to a number or a day: `€ 2,50` is 2.50 where numbers stand, and a day with a time
/// is that day.
fn undressed<'c>(cell: &'c Cell, column: Option<&Column<'_>>) -> Cow<'c, Cell> {
    let with = |text: String| Cow::Owned(Cell { text, span: cell.span, number: None });
    match column.map(|column| &column.field.holds) {
        Some(FieldType::Number(_)) if let Some(number) = cell.number => with(certain(number)),
        Some(FieldType::Number(_)) if cell.text.contains(['€', '%']) => {
            let bare = cell.text.replace(['€', '%', ' ', '\u{a0}'], "");
            // With a sign of money a point can only stand between thousands.
            let is_grouped = cell.text.contains('€') && !bare.contains(',');
            with(if is_grouped { bare.replace('.', "") } else { bare })
        }
        Some(FieldType::Date) => match cell.text.split_once(' ') {
            Some((day, time)) if day.len() == 10 && time.contains(':') => with(day.to_owned()),
            _ => Cow::Borrowed(cell),
        },
        _ => Cow::Borrowed(cell),
    }
}

/// A number of thousandths as a text that can mean nothing else.
fn certain(number: i64) -> String {
    let (sign, rest) = (if number < 0 { "-" } else { "" }, number.unsigned_abs());
    let (whole, decimals) = (rest / 1000, rest % 1000);
    match decimals {
        0 => format!("{sign}{whole}"),
        // With a zero before it, so that the point can't stand between thousands.
        _ if decimals % 10 != 0 && whole < 1000 => format!("{sign}0{whole}.{decimals:03}"),
        _ => format!("{sign}{whole}.{}", format!("{decimals:03}").trim_end_matches('0')),
    }
}

fn entry(key: &str, key_span: Span, node: Node) -> Entry {
    Entry { key: key.to_owned(), key_span, node }
}

/// The cell of a column by one of its names.
pub(super) fn cell<'r>(header: &[Cell], row: &'r TableRow, key: KeyName) -> Option<&'r Cell> {
    let idx = header.iter().position(|column| key.is(&column.text))?;
    row.cells.get(idx).filter(|cell| !cell.text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::SourcePath;

    fn read(text: &str) -> (Source, Checked<Table>) {
        let source = Source::new(SourcePath::new("x.csv").expect("a path"), text);
        let table = table(&source);
        (source, table)
    }

    #[test]
    fn cells_know_where_they_stand() {
        let (source, table) =
            read("id;naam;aanbod\na;\"Zuid; de kade\";Eten\n;;\nb;Noord;\"Een \"\"plek\"\"\"\n");
        assert!(table.diagnostics.is_empty());
        let table = table.value;
        assert_eq!(table.rows.iter().map(|row| row.number).collect::<Vec<_>>(), [2, 4]);
        let cell = &table.rows[0].cells[1];
        assert_eq!(cell.text, "Zuid; de kade");
        assert_eq!(&source.text()[cell.span.range()], "Zuid; de kade");
        assert_eq!(table.rows[1].cells[2].text, "Een \"plek\"");
    }

    #[test]
    fn empty_lines_count_as_rows() {
        let (source, table) = read("id,naam\n\n\na,Zuid\n\nb,Noord\n");
        let rows: Vec<_> =
            table.value.rows.iter().map(|row| (row.number, row.cells[1].text.as_str())).collect();
        assert_eq!(rows, [(4, "Zuid"), (6, "Noord")]);
        assert_eq!(&source.text()[table.value.rows[1].cells[1].span.range()], "Noord");
    }

    #[test]
    fn a_line_that_names_the_separator_is_obeyed() {
        for text in [
            "sep=;\nid;naam, kort\na;Zuid\n",
            "\"sep=;\"\nid;naam, kort\na;Zuid\n",
            "SEP=|\nid|naam, kort\na|Zuid",
        ] {
            let (source, table) = read(text);
            assert!(table.diagnostics.is_empty());
            let row = &table.value.rows[0];
            assert_eq!((row.number, row.cells[1].text.as_str()), (2, "Zuid"), "{text}");
            assert_eq!(&source.text()[row.cells[1].span.range()], "Zuid");
        }
        assert_eq!(separator("sep=\t\nx"), ("sep=\t\n", Some(b'\t')));
        for text in ["", "sep=", "sep=\"", "sep=;x", "separator;naam\n", "naam;sep=;\n"] {
            assert_eq!(separator(text), ("", None), "{text}");
        }
    }

    #[test]
    fn a_row_with_a_cell_too_many_is_reported() {
        let (_, table) = read("id,naam\na,Zuid, aan de kade\nb,Noord,,\n");
        assert_eq!(table.diagnostics.len(), 2);
        assert_eq!(table.value.rows.len(), 2);
    }

    #[test]
    fn languages_have_columns_of_their_own() {
        assert_eq!(key_of("aanbod[en]"), ("aanbod", Language::new("en")));
        assert_eq!(key_of("aanbod"), ("aanbod", None));
        assert_eq!(key_of("a[en"), ("a[en", None));
    }
}

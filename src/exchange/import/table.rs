//! A table as a municipality keeps it, under names of its own → drafts.

use std::borrow::Cow;
use std::collections::BTreeSet;

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

use super::draft::{Draft, Given, write_up};
use super::markup::without_markup;
use super::synonyms::{Target, target};
use super::{Imported, Known, RecordRef, Remark, values};
use crate::data::KeyName;
use crate::directory::{
    self, StrayQuote, Table, TableRow, Workbook, is_formula_error, is_packed, key_of, of_other_program,
    separator, workbook,
};
use crate::model::{Column, ColumnForm, Language, keys};
use crate::text::{Checked, Phrase, Rule, Source, SourcePath, phrase, slugify};

/// How many lines of a file may stand above its header: a title, a date, an empty line.
const LINES_ABOVE: usize = 10;

/// Takes in a table: comma-separated values (also with semicolons or tabs; UTF-8, UTF-16 or Windows-1252), or a workbook.
///
/// # Errors
///
/// Why a workbook can't be read.
pub fn table(bytes: &[u8], known: &Known<'_>) -> Result<Imported, Phrase> {
    let mut remarks = Vec::new();
    let text = text(bytes, &mut remarks)?;
    let fields = known.model.columns();
    let (announced, text) = text.split_at(separator(&text).0.len());
    let (above, text) = without_title(announced, text, &fields);
    for (row, _) in (1..).zip(above.lines()).filter(|(_, line)| line.contains(char::is_alphanumeric)) {
        let reason =
            phrase!("dit staat boven de namen van de kolommen", "this is above the row of column names");
        remarks.push(Remark { place: RecordRef::Row(row), reason, text: String::new() });
    }
    let path = SourcePath::new("import.csv").expect("this is a path");
    let source = Source::new(path, &[announced, text].concat());
    // What it finds is reported below, with rows of the whole file.
    let Checked { value: table, diagnostics } = directory::table(&source);
    let too_large = diagnostics.into_iter().filter(|found| found.rule == Rule::TooLarge);
    remarks.extend(too_large.map(|found| Remark {
        place: RecordRef::File,
        reason: found.message,
        text: String::new(),
    }));
    let above = above.lines().count();
    for StrayQuote { row, column, reason } in &table.quotes {
        let place = RecordRef::Cell(above + row, column.clone());
        remarks.push(Remark { place, reason: reason.clone(), text: String::new() });
    }
    let columns = columns(&table, &fields);
    if !columns.iter().any(|column| column.target == Some(Target::Field(keys::NAME))) {
        let reason = phrase!(
            "er is geen kolom voor de naam van een voorziening: noem er een `naam`",
            "there is no column for the name of a provision: call one of them `name`"
        );
        remarks.push(Remark { place: RecordRef::Row(above + 1), reason, text: String::new() });
        return Ok(Imported { remarks, ..Imported::default() });
    }
    for row in table.rows.iter().filter(|row| !row.beside.is_empty()) {
        let reason =
            phrase!("hier staan meer cellen dan er kolommen zijn", "there are more cells here than columns");
        remarks.push(Remark { place: RecordRef::Row(above + row.number), reason, text: String::new() });
    }
    let rows = table.rows.iter();
    let drafts = rows
        .filter_map(|row| draft(row, above + row.number, &columns, &fields, known, &mut remarks))
        .collect();
    Ok(write_up(drafts, remarks, known))
}

/// The text of a table. Whatever it is called: a workbook is a zip.
fn text(bytes: &[u8], remarks: &mut Vec<Remark>) -> Result<String, Phrase> {
    if let Some(other) = of_other_program(bytes) {
        return Err(other);
    }
    if !is_packed(bytes) {
        return Ok(decoded(bytes, remarks));
    }
    let Workbook { text, hidden, others, .. } = workbook(bytes)?;
    if !others.is_empty() {
        let reason =
            phrase!("alleen het eerste blad is gelezen; niet:", "only the first sheet was read; not:");
        remarks.push(Remark { place: RecordRef::File, reason, text: others.join("\n") });
    }
    remarks.extend(hidden.into_iter().map(|(reason, _)| Remark {
        place: RecordRef::File,
        reason,
        text: String::new(),
    }));
    Ok(text)
}

/// The text of a file. Programs for tables write UTF-16 with a mark at its start; what is neither that nor UTF-8 is what
/// offices used before.
fn decoded(bytes: &[u8], remarks: &mut Vec<Remark>) -> String {
    if Encoding::for_bom(bytes).is_none()
        && let Ok(text) = std::str::from_utf8(bytes)
    {
        return text.to_owned();
    }
    if Encoding::for_bom(bytes).is_none_or(|(encoding, _)| encoding == UTF_8)
        && let Some(text) = mixed(bytes, remarks)
    {
        return text;
    }
    let (text, _, has_errors) = WINDOWS_1252.decode(bytes);
    if has_errors {
        remarks.push(Remark {
            place: RecordRef::File,
            reason: phrase!(
                "hier staan tekens in die niet te lezen zijn; waar `�` staat, was er een",
                "some characters can't be read; each is shown as `�`"
            ),
            text: String::new(),
        });
    }
    text.into_owned()
}

/// The text of a file in UTF-8 with letters of another encoding in between, whose rows are told; `None` where nothing in it
/// is UTF-8. One such letter doesn't spoil the others.
fn mixed(bytes: &[u8], remarks: &mut Vec<Remark>) -> Option<String> {
    let is_utf8 = bytes.utf8_chunks().any(|chunk| !chunk.valid().is_ascii());
    if !is_utf8 {
        return None;
    }
    let mut text = String::with_capacity(bytes.len());
    let mut line = 1;
    for chunk in bytes.utf8_chunks() {
        line += chunk.valid().matches('\n').count();
        text.push_str(chunk.valid());
        if chunk.invalid().is_empty() {
            continue;
        }
        let (letters, _, _) = WINDOWS_1252.decode(chunk.invalid());
        text.push_str(&letters);
        let reason = phrase!(
            "op deze regel van het bestand staat een teken in een andere codering dan de rest (UTF-8); gelezen als `{letters}`",
            "this line of the file holds a character in another encoding than the rest (UTF-8); read as `{letters}`"
        );
        remarks.push(Remark { place: RecordRef::Row(line), reason, text: String::new() });
    }
    Some(text)
}

/// What stands above the header, and the rest: the header is the first line with the names of two columns in it.
fn without_title<'t>(announced: &str, text: &'t str, fields: &[Column<'_>]) -> (&'t str, &'t str) {
    let mut start = 0;
    for line in text.split_inclusive('\n').take(LINES_ABOVE) {
        let path = SourcePath::new("import.csv").expect("this is a path");
        let source = Source::new(path, &[announced, line].concat());
        let header = columns(&directory::table(&source).value, fields);
        if header.iter().filter(|column| column.target.is_some()).count() >= 2 {
            return text.split_at(start);
        }
        start += line.len();
    }
    ("", text)
}

/// A column of a list.
struct ForeignColumn {
    name: String,
    target: Option<Target>,
    language: Option<Language>,
}

fn columns(table: &Table, fields: &[Column<'_>]) -> Vec<ForeignColumn> {
    let column = |(number, cell): (usize, &directory::Cell)| {
        let (key, language) = key_of(&cell.text);
        let name = if cell.text.is_empty() { number.to_string() } else { cell.text.clone() };
        ForeignColumn { name, target: target(key, fields), language }
    };
    (1..).zip(&table.header).map(column).collect()
}

/// A cell that says something, with its column.
struct FilledCell<'r> {
    column: &'r ForeignColumn,
    text: Cow<'r, str>,
}

impl FilledCell<'_> {
    /// Whether there is only the error of a formula to be taken. For whom a provision is and whether it may be shown is left to
    /// the reader, which refuses it: that isn't as if nothing were said.
    fn has_failed(&self) -> bool {
        let is_narrowing =
            [keys::AUDIENCE, keys::STATUS].iter().any(|key| self.column.target == Some(Target::Field(*key)));
        is_formula_error(&self.text) && !is_narrowing
    }
}

/// What a row says; `None` where it has no name.
fn draft(
    row: &TableRow,
    number: usize,
    columns: &[ForeignColumn],
    fields: &[Column<'_>],
    known: &Known<'_>,
    remarks: &mut Vec<Remark>,
) -> Option<Draft> {
    let said = columns.iter().zip(&row.cells).filter(|(_, cell)| !cell.text.is_empty());
    let said = said.map(|(column, cell)| {
        let found = without_markup(&cell.text);
        if found.as_ref().is_some_and(|found| found.is_less) {
            let place = RecordRef::Cell(number, column.name.clone());
            let reason = phrase!(
                "hier stond HTML met iets dat geen tekst is, zoals een plaatje; dat is weg",
                "this held HTML with something that isn't text, such as a picture; that is gone"
            );
            remarks.push(Remark { place, reason, text: String::new() });
        }
        FilledCell {
            column,
            text: found.map_or(Cow::Borrowed(cell.text.as_str()), |found| Cow::Owned(found.text)),
        }
    });
    let said: Vec<FilledCell<'_>> = said.filter(|said| !said.text.is_empty()).collect();
    let (failed, said): (Vec<FilledCell<'_>>, Vec<_>) = said.into_iter().partition(|said| said.has_failed());
    for FilledCell { column, text } in failed {
        let place = RecordRef::Cell(number, column.name.clone());
        let reason = phrase!("`{text}` is een fout in een formule", "`{text}` is a formula error");
        remarks.push(Remark { place, reason, text: String::new() });
    }
    let first = |target| said.iter().find(|said| said.column.target == Some(target));
    let Some(name) = first(Target::Field(keys::NAME)) else {
        let reason = phrase!("deze rij heeft geen naam", "this row has no name");
        remarks.push(Remark { place: RecordRef::Row(number), reason, text: String::new() });
        return None;
    };
    let mut filling = Filling { number, fields, known, given: Vec::new(), remarks };
    let of_address = [Target::Field(keys::ADDRESS), Target::Number, Target::Addition].map(first);
    let taken: Vec<&FilledCell<'_>> = of_address.into_iter().chain([first(Target::Id)]).flatten().collect();
    for said in said.iter().filter(|said| !taken.iter().any(|taken| std::ptr::eq(*taken, *said))) {
        filling.take(said);
    }
    let address: Vec<&str> = of_address.iter().flatten().map(|said| &*said.text).collect();
    if let Some(start) = of_address.into_iter().flatten().next() {
        let address = address.join(" ");
        filling.fill(keys::ADDRESS, start.column, vec![address.clone()], &address);
    }
    let given = filling.given;
    let id = first(Target::Id).map(|id| id.text.to_string());
    Some(Draft { place: RecordRef::Row(number), id, name: name.text.to_string(), given })
}

/// A row that is being read.
struct Filling<'f> {
    number: usize,
    /// What can be said of a provision.
    fields: &'f [Column<'f>],
    known: &'f Known<'f>,
    given: Vec<Given>,
    remarks: &'f mut Vec<Remark>,
}

impl<'f> Filling<'f> {
    fn take(&mut self, said: &FilledCell<'_>) {
        let FilledCell { column, text } = said;
        match column.target {
            None => {
                let reason = phrase!("voor deze kolom is er geen veld", "there is no field for this column");
                self.report(column, reason, "");
            }
            Some(Target::Id) => {
                self.report(column, phrase!("er is al een id", "there is an id already"), text)
            }
            Some(Target::Number | Target::Addition) => {
                self.report(column, filled(keys::ADDRESS.nl, keys::ADDRESS.en), text)
            }
            Some(Target::Field(keys::POSTCODE) | Target::PostcodeAndCity) => {
                let (postcode, city) = values::postcode_and_city(text);
                self.fill(keys::POSTCODE, column, vec![postcode.to_owned()], text);
                if let Some(city) = city {
                    self.fill(keys::CITY, column, vec![city.to_owned()], text);
                }
            }
            Some(Target::Field(keys::ADDRESS)) => {
                self.report(column, filled(keys::ADDRESS.nl, keys::ADDRESS.en), text)
            }
            Some(Target::Field(key)) => self.read(self.built_in(key), column, text),
            Some(Target::Own(place)) => self.read(&self.fields[place], column, text),
        }
    }

    fn built_in(&self, key: KeyName) -> &'f Column<'f> {
        let found = self.fields.iter().find(|field| field.name == Some(key));
        found.expect("the columns hold every one that lists have other names for")
    }

    /// Gives a field what a cell says.
    fn read(&mut self, field: &Column<'_>, column: &ForeignColumn, text: &str) {
        match values::texts(field, text, self.known) {
            Ok(texts) => self.fill_in(field, column, texts, text),
            Err(reason) => self.report(column, reason, text),
        }
    }

    fn fill(&mut self, key: KeyName, column: &ForeignColumn, texts: Vec<String>, as_it_was: &str) {
        self.fill_in(self.built_in(key), column, texts, as_it_was);
    }

    /// Gives a field its texts. Of several columns for one thing the first counts; several things are taken together.
    fn fill_in(&mut self, field: &Column<'_>, column: &ForeignColumn, texts: Vec<String>, as_it_was: &str) {
        let own = column.language.clone().filter(|language| language != self.known.language);
        let language = own.filter(|_| field.is_translated());
        let is_of_slot = |given: &&Given| given.column == field.field.id && given.language == language;
        // A subject can stand in two columns, and twice in one.
        let mut texts = texts;
        let mut seen: BTreeSet<String> = BTreeSet::new();
        if field.field.is_many {
            let earlier = self.given.iter().filter(is_of_slot).flat_map(|given| given.texts.iter().flatten());
            seen.extend(earlier.map(|text| same(field, text)));
            texts.retain(|text| seen.insert(same(field, text)));
            if texts.is_empty() {
                return;
            }
        }
        match self.given.iter().find(is_of_slot).filter(|_| !field.field.is_many) {
            Some(earlier) if texts.iter().all(|text| earlier.texts.contains(&Some(text.clone()))) => {}
            Some(_) => {
                let [nl, en] = field.names();
                self.report(column, filled(nl, en), as_it_was);
            }
            None => {
                let place = RecordRef::Cell(self.number, column.name.clone());
                let given = Given::new(field.field.id.clone(), texts, place, as_it_was);
                self.given.push(Given { language, ..given });
            }
        }
    }

    /// Reports a cell that isn't taken.
    fn report(&mut self, column: &ForeignColumn, reason: Phrase, text: &str) {
        let place = RecordRef::Cell(self.number, column.name.clone());
        self.remarks.push(Remark { place, reason, text: text.to_owned() });
    }
}

/// What is the same of two texts in a column of several.
fn same(field: &Column<'_>, text: &str) -> String {
    if field.form == ColumnForm::Topic { slugify(text) } else { text.to_owned() }
}

fn filled(nl: &str, en: &str) -> Phrase {
    phrase!("een andere kolom vulde `{nl}` al", "another column has filled `{en}` already")
}

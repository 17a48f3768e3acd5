//! The provisions of a site as a table: a [`Directory`] → the text of a file that reads back as the same directory.
//!
//! The columns are `id` and those of the content model, by their names in the language of the site; texts for readers have one more for
//! each language that they are there in, such as `aanbod[en]`. Several things stand in one cell with `; ` between them, and
//! `\;` for a semicolon that belongs to one. A cell that a program for tables would take for a formula starts with an
//! apostrophe, which goes when it is read.
//!
//! The table is for those who keep the list: it holds drafts, and what only teams should see.

use std::collections::BTreeSet;

use super::names::delimiter;
use crate::directory::{Directory, guarded, joined, written};
use crate::document::FieldValue;
use crate::model::{Column, ContentModel, Language, keys};
use crate::text::Located;

/// The provisions in the order of their ids, below a header. Starts with a byte order mark, without which programs for
/// tables take UTF-8 for something else.
pub fn csv(directory: &Directory, model: &ContentModel, language: &Language) -> String {
    let provisions = || directory.provisions.values();
    let said = |column: &Column<'_>| {
        let said = provisions().filter_map(|provision| provision.in_column(column));
        said.flat_map(|said| said.languages().cloned()).collect::<BTreeSet<Language>>()
    };
    let columns = model.columns();
    let columns: Vec<(&Column<'_>, BTreeSet<Language>)> =
        columns.iter().map(|column| (column, said(column))).collect();
    let mut writer = ::csv::WriterBuilder::new().delimiter(delimiter(language)).from_writer(vec![]);
    let mut write = |row: Vec<String>| {
        writer.write_record(row.iter().map(|cell| guarded(cell))).expect("rows are equally long");
    };
    let mut header = vec![keys::ID.in_language(language).to_owned()];
    for (column, spoken) in &columns {
        let name = column.key(language);
        header.push(name.to_owned());
        header.extend(spoken.iter().map(|other| format!("{name}[{other}]")));
    }
    write(header);
    for provision in provisions() {
        let mut row = vec![provision.id.clone()];
        for (column, spoken) in &columns {
            let said = provision.in_column(column);
            let other = |other| said?.others.get(other).map(Vec::as_slice);
            row.push(cell(said.map_or(&[], |said| &said.own), column, language));
            row.extend(spoken.iter().map(|spoken| cell(other(spoken).unwrap_or_default(), column, language)));
        }
        write(row);
    }
    let bytes = writer.into_inner().expect("a list of bytes takes whatever is written");
    format!("\u{feff}{}", String::from_utf8(bytes).expect("cells are text"))
}

/// The values of a column in one cell.
fn cell(values: &[Located<FieldValue>], column: &Column<'_>, language: &Language) -> String {
    let texts: Vec<String> = values.iter().map(|value| written(&value.value, column, language)).collect();
    if column.field.is_many { joined(texts.iter().map(String::as_str)) } else { texts.concat() }
}

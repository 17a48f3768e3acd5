//! Which rows and columns of a sheet its program doesn't show: whoever hides a row, or filters a list, may think that nobody
//! else sees the rest.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Cursor, Read};

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use zip::ZipArchive;

use super::package::UNPACKED;

/// What a program doesn't show of a sheet, each counted from 0.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct HiddenCells {
    pub(super) rows: BTreeSet<u32>,
    /// From which to which, in their order and none in another.
    columns: Vec<(u32, u32)>,
}

impl HiddenCells {
    /// That of the sheet of this name, as far as it can be found; what can't be read is told elsewhere.
    pub(super) fn of(bytes: &[u8], sheet: &str) -> Self {
        let archive = ZipArchive::new(Cursor::new(bytes)).ok();
        archive.and_then(|mut archive| Self::in_archive(&mut archive, sheet)).unwrap_or_default()
    }

    fn in_archive(archive: &mut ZipArchive<Cursor<&[u8]>>, sheet: &str) -> Option<Self> {
        let main = named(archive, |name| name.to_ascii_lowercase().ends_with("xl/workbook.xml"))?;
        let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
        let mut id = None;
        each(part(archive, &main)?, |element| {
            if element.local_name().as_ref() == "sheet"
                && attribute(element, "name").as_deref() == Some(sheet)
            {
                id = attribute(element, "id");
            }
        });
        let mut target = None;
        each(part(archive, &format!("{folder}/_rels/workbook.xml.rels"))?, |element| {
            if attribute(element, "Id") == id {
                target = attribute(element, "Target");
            }
        });
        let target = target?;
        let path = target.strip_prefix('/').map_or_else(|| format!("{folder}/{target}"), str::to_owned);
        let mut hidden = Self::default();
        let (mut row, mut columns) = (0, Vec::new());
        each(part(archive, &path)?, |element| match element.local_name().as_ref() {
            "row" => {
                let number = attribute(element, "r").and_then(|number| number.parse::<u32>().ok());
                row = number.map_or(row, |number| number.saturating_sub(1));
                if is_hidden(element, "ht") {
                    hidden.rows.insert(row);
                }
                row += 1;
            }
            "col" if is_hidden(element, "width") => {
                let number = |name| attribute(element, name)?.parse::<u32>().ok()?.checked_sub(1);
                columns.extend(number("min").zip(number("max")).filter(|(first, last)| first <= last));
            }
            _ => {}
        });
        columns.sort_unstable();
        for (first, last) in columns {
            match hidden.columns.last_mut() {
                Some((_, end)) if first <= *end => *end = last.max(*end),
                _ => hidden.columns.push((first, last)),
            }
        }
        Some(hidden)
    }

    /// Whether a column isn't shown.
    pub(super) fn has_column(&self, column: u32) -> bool {
        let n_before = self.columns.partition_point(|(first, _)| *first <= column);
        self.columns[..n_before].last().is_some_and(|(_, last)| column <= *last)
    }
}

/// Whether an element says that it isn't shown, or has no size.
fn is_hidden(element: &BytesStart<'_>, size: &str) -> bool {
    let is_true = attribute(element, "hidden").is_some_and(|hidden| matches!(hidden.as_str(), "1" | "true"));
    is_true || attribute(element, size).and_then(|size| size.parse::<f64>().ok()) == Some(0.0)
}

/// The name of a part.
fn named(archive: &ZipArchive<Cursor<&[u8]>>, is_meant: impl Fn(&str) -> bool) -> Option<String> {
    archive.file_names().filter_map(Result::ok).find(|name| is_meant(name)).map(Cow::into_owned)
}

fn part<'a>(archive: &'a mut ZipArchive<Cursor<&[u8]>>, path: &str) -> Option<impl BufRead + 'a> {
    let name = named(archive, |name| name.eq_ignore_ascii_case(path))?;
    archive.by_name(&name).ok().map(|part| BufReader::new(part.take(UNPACKED)))
}

/// Looks at each element until the text ends or isn't XML.
fn each(part: impl BufRead, mut look: impl FnMut(&BytesStart<'_>)) {
    let mut reader = Reader::from_reader(part);
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(element) | Event::Empty(element)) => look(&element),
            Ok(Event::Eof) | Err(_) => return,
            Ok(_) => {}
        }
    }
}

/// An attribute by its name, whatever its namespace is called here.
fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = element.attributes();
    let mut attributes = attributes.with_checks(false).filter_map(Result::ok);
    let found = attributes.find(|attribute| attribute.key.local_name().as_ref() == name)?;
    found.normalized_value(XmlVersion::Implicit1_0).ok().map(|value| value.into_owned())
}

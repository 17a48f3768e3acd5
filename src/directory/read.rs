//! From a file to its provisions: the fields of each, read and checked.

use std::collections::BTreeSet;
use std::ops::Range;

use jiff::civil::Date;

use super::forms::{Forms, check_id};
use super::limits::{MOST_ROWS, MOST_WRONG};
use super::provision::{Coverage, Provision};
use super::{AreaCode, Areas, COUNTRY, Postcode, Said, area, columns, rows, table, text_of};
use crate::config::{FILE_NAME, field_declaration};
use crate::data::{Entry, Fields, KeyName, Node, Read, quoted};
use crate::document::{FieldValue, lint_text};
use crate::model::{AllowedNumbers, Column, Language, files, keys};
use crate::text::{
    Applicability, Checked, Diagnostic, Located, Location, Phrase, Rule, Severity, Source, Span, nearest,
    next_value, phrase, slugify,
};

/// A provision as it stands in a file.
#[derive(Clone, Debug)]
pub(super) struct ProvisionEntry {
    pub(super) provision: Provision,
    /// Whether the one of the same id in a layer below isn't to be shown.
    pub(super) is_hidden: bool,
    /// The number of its row, where it is one of a table.
    pub(super) row: Option<usize>,
    /// Where its id stands.
    pub(super) at: Location,
    /// Where all of it stands.
    pub(super) whole: Span,
    /// Every `{{ value }}` in it, by name.
    pub(super) values: Vec<(String, Location)>,
}

impl ProvisionEntry {
    /// Where the first value of a built-in column stands.
    pub(super) fn place(&self, key: KeyName) -> Option<&Location> {
        self.provision.said(key)?.own.first().map(|said| &said.at)
    }
}

/// What a file is read with.
pub(super) struct ProvisionReader<'r> {
    /// The language that the site is written in.
    pub(super) language: &'r Language,
    /// What can be said of a provision.
    pub(super) columns: &'r [Column<'r>],
    pub(super) areas: &'r Areas,
    pub(super) today: Date,
    /// The numbers that may stand in its texts.
    pub(super) allowed_numbers: &'r AllowedNumbers,
    /// The ids of those of the layers below: one of these says only what is different.
    pub(super) below: &'r BTreeSet<String>,
}

impl ProvisionReader<'_> {
    /// The provisions in a file with their ids, in its order.
    pub(super) fn file(&self, source: &Source) -> Checked<Vec<(String, ProvisionEntry)>> {
        let mut diagnostics = Vec::new();
        lint_text(source, None, self.allowed_numbers, &mut diagnostics);
        let value = if source.path().extension() == Some("yaml") {
            self.list(source, &mut diagnostics)
        } else {
            self.table(source, &mut diagnostics)
        };
        Checked { value, diagnostics }
    }

    fn list(&self, source: &Source, diagnostics: &mut Vec<Diagnostic>) -> Vec<(String, ProvisionEntry)> {
        let mut fields = Fields::of_file(source, diagnostics);
        let entries = fields.map(keys::PROVISIONS);
        fields.finish();
        let starts = entries.iter().skip(1).map(|entry| entry.key_span.range().start);
        let ends: Vec<usize> = starts.chain([source.text().len()]).collect();
        let found = entries.into_iter().zip(ends).filter_map(|(Entry { key, key_span, node }, end)| {
            let id = Read { value: key, span: key_span };
            self.provision(source, id, node, key_span.range().start..end, None, diagnostics)
        });
        found.collect()
    }

    fn table(&self, source: &Source, diagnostics: &mut Vec<Diagnostic>) -> Vec<(String, ProvisionEntry)> {
        let table = table(source).unpack(diagnostics);
        self.header(source, &table, diagnostics);
        let (mut found, mut n_wrong) = (Vec::new(), 0);
        if let Some(row) = table.rows.get(MOST_ROWS) {
            diagnostics.push(too_many(source, row));
            return found;
        }
        for row in &table.rows {
            let from = diagnostics.len();
            diagnostics.extend(rows::formula_errors(source, row));
            if diagnostics.len() > from {
                rows::place(&table.header, row, &mut diagnostics[from..]);
                continue;
            }
            let node = table::mapping(&table.header, row, self.language, self.columns);
            // Who keeps a table thinks of names, not of ids.
            let id = table::cell(&table.header, row, keys::ID).map(|cell| (cell.text.clone(), cell.span));
            let named = || {
                let cell = table::cell(&table.header, row, keys::NAME)?;
                Some((slugify(&cell.text), cell.span))
            };
            let start = row.cells.first().map(|cell| cell.span).unwrap_or_default();
            let (value, span) = id.or_else(named).unwrap_or_else(|| (format!("rij-{}", row.number), start));
            let end = row.cells.iter().map(|cell| cell.span.range().end).max().unwrap_or_default();
            let range = start.range().start..end;
            let number = Some(row.number);
            found.extend(self.provision(source, Read { value, span }, node, range, number, diagnostics));
            rows::place(&table.header, row, &mut diagnostics[from..]);
            if diagnostics[from..].iter().any(|found| found.severity == Severity::Error) {
                n_wrong += 1;
            }
            if n_wrong >= MOST_WRONG {
                break;
            }
        }
        diagnostics.extend(rows::same_rows(source, &table));
        found
    }

    /// Tells columns that are unknown, once and not for each row.
    fn header(&self, source: &Source, table: &table::Table, diagnostics: &mut Vec<Diagnostic>) {
        for column in table.header.iter().filter(|column| !column.text.is_empty()) {
            if !table::is_known(&column.text, self.columns) {
                let at = Location::new(source.path().clone(), column.span);
                diagnostics.push(self.unknown_column(&column.text).at(at));
            }
        }
    }

    fn unknown_column(&self, text: &str) -> Diagnostic {
        let (key, language) = table::key_of(text);
        let own = self.columns.iter().flat_map(|column| column.names());
        let known = own.chain([keys::ID, keys::HIDDEN].into_iter().flat_map(|known| [known.nl, known.en]));
        let near = nearest(key, known);
        let diagnostic =
            Diagnostic::new(Rule::UnknownKey, phrase!("onbekende kolom `{text}`", "unknown column `{text}`"))
                .suggest(text, near, Applicability::MachineApplicable)
                .hint(phrase!(
                    "`wijkgids import csv` leest een lijst met andere kolommen in",
                    "`wijkgids import csv` takes in a list with other columns"
                ));
        let id = slugify(key);
        if near.is_some()
            || id.is_empty()
            || language.is_some() && self.columns.iter().any(|column| column.is(key))
        {
            return diagnostic;
        }
        let declared = field_declaration(&id, &quoted(key), keys::PROVISION_KIND.en, "text");
        diagnostic.hint(phrase!(
            "is het een eigen veld, noem de kolom dan `{id}` en zet dit in `{FILE_NAME}`, onder `fields`: `{declared}`",
            "if it is a field of your own, call the column `{id}` and put this into `{FILE_NAME}`, under `fields`: `{declared}`"
        ))
    }

    fn provision(
        &self,
        source: &Source,
        id: Read<String>,
        node: Node,
        range: Range<usize>,
        row: Option<usize>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<(String, ProvisionEntry)> {
        let at = |span: Span| Location::new(source.path().clone(), span);
        let mut fields = Fields::new(source.path(), node.trimmed(), diagnostics);
        check_id(&mut fields, &id)?;
        let Read { value: id, span: id_span } = id;
        fields.take(keys::ID);
        let is_hidden = fields.flag(keys::HIDDEN);
        let of = phrase!("voorziening `{id}`", "provision `{id}`");
        let forms = Forms { language: self.language, today: self.today };
        let mut said =
            columns::read(&mut fields, self.columns, &forms, is_hidden || self.below.contains(&id), &of);
        let coverage = self.coverage(&mut fields, said.get(keys::AREAS.en));
        fields.finish();
        // Whatever lacks a name is called by its id.
        said.entry(keys::NAME.en.into()).or_insert_with(|| {
            Said::plain(vec![Located::new(FieldValue::Text(id.replace('-', " ")), at(id_span))])
        });
        let found = ProvisionEntry {
            provision: Provision { id: id.clone(), said, coverage },
            is_hidden,
            row,
            at: at(id_span),
            whole: Span::new(range.start, range.end),
            values: values_in(source, range),
        };
        Some((id, found))
    }

    /// Whom it serves. Where nothing is written, everybody in the municipality.
    fn coverage(&self, fields: &mut Fields<'_>, written: Option<&Said>) -> Coverage {
        let mut areas: BTreeSet<AreaCode> = BTreeSet::new();
        let mut is_everywhere = false;
        let texts = written.into_iter().flat_map(|said| &said.own);
        for (text, at) in texts.filter_map(|Located { value, at }| Some((text_of(value)?, at))) {
            if text == COUNTRY {
                return Coverage::Country;
            }
            let found = match (AreaCode::new(text), Postcode::new(text)) {
                (Some(code), _) if code.is_municipality() && self.areas.is_in(&code) => {
                    is_everywhere = true;
                    continue;
                }
                (Some(code), _) => self.areas.of_code(&code),
                (None, Some(postcode)) => {
                    Some(self.areas.of_postcode(&postcode)).filter(|areas| !areas.is_empty())
                }
                (None, None) => {
                    area::report_area(fields, text, at.span);
                    continue;
                }
            };
            match found {
                Some(found) => areas.extend(found),
                None => self.report_unknown(fields, text, at.span),
            }
        }
        if is_everywhere || areas.is_empty() { Coverage::Municipality } else { Coverage::Areas(areas) }
    }

    fn report_unknown(&self, fields: &mut Fields<'_>, code: &str, span: Span) {
        let near = nearest(code, self.areas.areas.keys().map(AreaCode::as_str));
        let file = files::AREAS.in_language(self.language);
        let diagnostic = Diagnostic::new(
            Rule::UnknownTerm,
            phrase!("`{code}` ligt in geen gebied van `{file}`", "`{code}` lies in no area of `{file}`"),
        );
        let location = Location::new(fields.path().clone(), span);
        fields.diagnostics().push(
            diagnostic
                .at(location)
                .maybe_from_below()
                .suggest(code, near, Applicability::MaybeIncorrect)
                .hint(phrase!(
                    "zet het gebied in `{file}`, of laat `gebieden` weg voor de hele gemeente",
                    "put the area into `{file}`, or leave `areas` out for the whole municipality"
                )),
        );
    }
}

/// Every `{{ value }}` in a part of a source.
fn values_in(source: &Source, range: Range<usize>) -> Vec<(String, Location)> {
    let mut values = Vec::new();
    let mut rest = &source.text()[range.clone()];
    while let Some((before, name, after)) = next_value(rest) {
        let start = range.end - rest.len() + before.len();
        let span = Span::new(start, range.end - after.len());
        values.push((name.to_owned(), Location::new(source.path().clone(), span)));
        rest = after;
    }
    values
}

/// What to report about a provision whose id another one of the same layer has.
pub(super) fn twice(id: &str, found: &ProvisionEntry) -> Diagnostic {
    let Phrase { nl, en } = phrase!("er is nog een voorziening `{id}`", "there is another provision `{id}`");
    let message = match found.row {
        Some(row) => phrase!("rij {row}: {nl}", "row {row}: {en}"),
        None => Phrase { nl, en },
    };
    Diagnostic::new(Rule::DuplicateKey, message)
        .at(found.at.clone())
        .hint(phrase!("geef een van de twee een andere id", "give one of the two another id"))
}

/// What to report about a table with more rows than any list has.
fn too_many(source: &Source, row: &table::TableRow) -> Diagnostic {
    let start = row.cells.first().map(|cell| cell.span).unwrap_or_default();
    let message = phrase!(
        "deze lijst heeft meer dan {MOST_ROWS} rijen, en wordt niet gelezen",
        "this list has more than {MOST_ROWS} rows, and isn't read"
    );
    let hint = phrase!("verdeel haar over meer bestanden", "divide it over several files");
    Diagnostic::new(Rule::TooLarge, message).at(Location::new(source.path().clone(), start)).hint(hint)
}

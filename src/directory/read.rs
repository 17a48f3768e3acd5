//! From a file to its provisions: the fields of each, read and checked.

use std::collections::BTreeSet;
use std::ops::Range;

use jiff::civil::Date;

use super::fields::{
    audience, check_id, email, hours, languages, phone, postcode, provider, questions, status, topics,
    valid_months, value, values, way_in, website,
};
use super::provision::{Coverage, ForTeams, Provision};
use super::{AreaCode, Areas, COUNTRY, Postcode, Wording, area, table};
use crate::data::{Entry, Fields, KeyName, Node, Read};
use crate::document::{Status, lint_text};
use crate::model::{AllowedNumbers, Language, files, keys};
use crate::text::{
    Applicability, Checked, Diagnostic, Location, Rule, Source, Span, nearest, next_value, phrase, slugify,
};

/// A provision as it stands in a file.
#[derive(Clone, Debug)]
pub(super) struct ProvisionEntry {
    pub(super) provision: Provision,
    /// Whether the one of the same id in a layer below isn't to be shown.
    pub(super) is_hidden: bool,
    /// Where its id stands.
    pub(super) at: Location,
    /// Where all of it stands.
    pub(super) whole: Span,
    /// Where its date stands.
    pub(super) checked_at: Option<Location>,
    /// Where its hours stand.
    pub(super) hours_at: Option<Location>,
    /// Where each of its questions stands.
    pub(super) questions_at: Vec<Location>,
    /// Every `{{ value }}` in it, by name.
    pub(super) values: Vec<(String, Location)>,
}

/// What a file is read with.
pub(super) struct ProvisionReader<'r> {
    /// The language that the site is written in.
    pub(super) language: &'r Language,
    pub(super) areas: &'r Areas,
    pub(super) today: Date,
    /// The numbers that may stand in its texts.
    pub(super) allowed_numbers: &'r AllowedNumbers,
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
            self.provision(source, id, node, key_span.range().start..end, diagnostics)
        });
        found.collect()
    }

    fn table(&self, source: &Source, diagnostics: &mut Vec<Diagnostic>) -> Vec<(String, ProvisionEntry)> {
        let table = table(source).unpack(diagnostics);
        self.header(source, &table, diagnostics);
        let mut found = Vec::new();
        for row in &table.rows {
            let from = diagnostics.len();
            diagnostics.extend(table::formula_errors(source, row));
            if diagnostics.len() > from {
                table::place(&table.header, row, &mut diagnostics[from..]);
                continue;
            }
            let node = table::mapping(&table.header, row, self.language);
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
            found.extend(self.provision(source, Read { value, span }, node, range, diagnostics));
            table::place(&table.header, row, &mut diagnostics[from..]);
        }
        found
    }

    /// Tells columns that are unknown, once and not for each row.
    fn header(&self, source: &Source, table: &table::Table, diagnostics: &mut Vec<Diagnostic>) {
        let known = || super::COLUMNS.iter().map(|column| column.key).chain([keys::ID, keys::HIDDEN]);
        for column in table.header.iter().filter(|column| !column.text.is_empty()) {
            let (key, _) = table::key_of(&column.text);
            if table::is_known(&column.text) {
                continue;
            }
            let text = &column.text;
            diagnostics.push(
                Diagnostic::new(
                    Rule::UnknownKey,
                    phrase!("onbekende kolom `{text}`", "unknown column `{text}`"),
                )
                .at(Location::new(source.path().clone(), column.span))
                .suggest(
                    text,
                    nearest(key, known().flat_map(|known| [known.nl, known.en])),
                    Applicability::MachineApplicable,
                )
                .hint(phrase!(
                    "`wijkgids import csv` leest een lijst met andere kolommen in",
                    "`wijkgids import csv` takes in a list with other columns"
                )),
            );
        }
    }

    fn provision(
        &self,
        source: &Source,
        id: Read<String>,
        node: Node,
        range: Range<usize>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<(String, ProvisionEntry)> {
        let at = |span: Span| Location::new(source.path().clone(), span);
        let mut fields = Fields::new(source.path(), node.trimmed(), diagnostics);
        check_id(&mut fields, &id)?;
        let Read { value: id, span: id_span } = id;
        fields.take(keys::ID);
        let is_hidden = fields.flag(keys::HIDDEN);
        let status = status(&mut fields);
        // What somebody is still working on may lack anything.
        let demands = !is_hidden && status != Status::Draft;
        let of = phrase!("voorziening `{id}`", "provision `{id}`");
        let mut texts = LanguageReader { fields: &mut fields, language: self.language };
        let (name, organisation, offer) = if is_hidden {
            Default::default()
        } else if !demands {
            (
                texts.fields.text(keys::NAME).map(|name| name.value),
                texts.fields.text(keys::ORGANISATION).map(|organisation| organisation.value),
                texts.words(keys::OFFER),
            )
        } else {
            (
                texts.required(keys::NAME, &of),
                texts.required(keys::ORGANISATION, &of),
                texts.words(keys::OFFER),
            )
        };
        if offer.is_none() && demands {
            texts.fields.missing(keys::OFFER, &of);
        }
        let (for_whom, how) = (texts.words(keys::FOR_WHOM), texts.words(keys::HOW));
        let (cost, notice) = (texts.words(keys::COST), texts.words(keys::NOTICE));
        let questions = questions(&mut fields, self.language);
        let checked = fields.date(keys::CHECKED).filter(|date| self.is_past(&mut fields, date));
        let raw_areas = fields.texts(keys::AREAS);
        let hours = hours(&mut fields, self.today);
        let hours_at = hours.as_ref().map(|hours| at(hours.span));
        let provision = Provision {
            id: id.clone(),
            name: name.unwrap_or_else(|| id.replace('-', " ")),
            organisation: organisation.unwrap_or_default(),
            provider: provider(&mut fields),
            offer: offer.unwrap_or_default(),
            for_whom,
            topics: topics(&mut fields),
            questions: questions.iter().map(|question| question.value.clone()).collect(),
            way_in: way_in(&mut fields),
            how,
            cost,
            languages: languages(&mut fields),
            accessibility: values(fields.texts(keys::ACCESSIBILITY)),
            address: value(fields.text(keys::ADDRESS)),
            postcode: postcode(&mut fields),
            city: value(fields.text(keys::CITY)),
            phone: phone(&mut fields),
            email: email(&mut fields),
            website: website(&mut fields),
            hours: hours.map(|hours| hours.value),
            coverage: self.coverage(&mut fields, &raw_areas),
            areas: values(raw_areas),
            checked: checked.as_ref().map(|date| date.value),
            valid_months: valid_months(&mut fields),
            source: value(fields.text(keys::SOURCE)),
            notice,
            audience: audience(&mut fields),
            status,
            for_teams: ForTeams {
                cost: value(fields.text(keys::TEAM_COST)),
                waiting_time: value(fields.text(keys::TEAM_WAITING_TIME)),
                referral: value(fields.text(keys::TEAM_REFERRAL)),
                contact: value(fields.text(keys::TEAM_CONTACT)),
            },
        };
        fields.finish();
        let found = ProvisionEntry {
            provision,
            is_hidden,
            at: at(id_span),
            whole: Span::new(range.start, range.end),
            checked_at: checked.map(|date| at(date.span)),
            hours_at,
            questions_at: questions.into_iter().map(|question| at(question.span)).collect(),
            values: values_in(source, range),
        };
        Some((id, found))
    }

    fn is_past(&self, fields: &mut Fields<'_>, date: &Read<Date>) -> bool {
        let is_past = date.value <= self.today;
        if !is_past {
            let day = date.value;
            fields.tell(
                Rule::WrongType,
                date.span,
                phrase!("{day} moet nog komen", "{day} is still to come"),
                phrase!(
                    "schrijf de dag waarop iemand het heeft nagegaan",
                    "write the day on which somebody made sure of it"
                ),
            );
        }
        is_past
    }

    /// Whom it serves. Where nothing is written, everybody in the municipality.
    fn coverage(&self, fields: &mut Fields<'_>, written: &[Read<String>]) -> Coverage {
        let mut areas: BTreeSet<AreaCode> = BTreeSet::new();
        let mut is_everywhere = false;
        for Read { value: text, span } in written {
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
                    area::tell_area(fields, text, *span);
                    continue;
                }
            };
            match found {
                Some(found) => areas.extend(found),
                None => self.tell_unknown(fields, text, *span),
            }
        }
        if is_everywhere || areas.is_empty() { Coverage::Municipality } else { Coverage::Areas(areas) }
    }

    fn tell_unknown(&self, fields: &mut Fields<'_>, code: &str, span: Span) {
        let near = nearest(code, self.areas.areas.keys().map(AreaCode::as_str));
        let file = files::AREAS.in_language(self.language);
        let diagnostic = Diagnostic::new(
            Rule::UnknownTerm,
            phrase!("`{code}` ligt in geen gebied van `{file}`", "`{code}` lies in no area of `{file}`"),
        );
        let location = Location::new(fields.path().clone(), span);
        fields.diagnostics().push(
            diagnostic.at(location).suggest(code, near, Applicability::MaybeIncorrect).hint(phrase!(
                "zet het gebied in `{file}`, of laat `gebieden` weg voor de hele gemeente",
                "put the area into `{file}`, or leave `areas` out for the whole municipality"
            )),
        );
    }
}

/// Reads texts for readers.
struct LanguageReader<'t, 'd> {
    fields: &'t mut Fields<'d>,
    language: &'t Language,
}

impl LanguageReader<'_, '_> {
    fn required(&mut self, key: KeyName, of: &crate::text::Phrase) -> Option<String> {
        self.fields.required_text(key, of).map(|text| text.value)
    }

    fn words(&mut self, key: KeyName) -> Option<Wording> {
        let Entry { node, .. } = self.fields.take(key)?;
        Wording::read(self.fields, node, self.language)
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

/// What to tell of a provision whose id another one of the same layer has.
pub(super) fn twice(id: &str, found: &ProvisionEntry) -> Diagnostic {
    Diagnostic::new(
        Rule::DuplicateKey,
        phrase!("er is nog een voorziening `{id}`", "there is another provision `{id}`"),
    )
    .at(found.at.clone())
    .hint(phrase!("geef een van de twee een andere id", "give one of the two another id"))
}

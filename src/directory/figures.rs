//! Figures about areas, `wijkcijfers.csv`: what a team has to know of its neighborhood before it can build anything for it.

use std::collections::{BTreeMap, BTreeSet};

use super::limits::MOST_WRONG;
use super::table::{self, Cell, TableRow, table};
use super::{AreaCode, Areas, rows};
use crate::data::KeyName;
use crate::model::keys;
use crate::text::{
    Applicability, Checked, Diagnostic, Location, Phrase, Rule, Source, Span, nearest, phrase, thousandths,
};

/// What is known about areas: by indicator, then area, then year.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Figures {
    /// The figures, by the name of the indicator as readers see it.
    pub indicators: BTreeMap<String, BTreeMap<AreaCode, BTreeMap<u16, Figure>>>,
}

/// A figure.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Figure {
    /// In thousandths, so that figures can be compared; not negative.
    pub thousandths: u64,
    /// What it counts in, such as `%`; may be empty.
    pub unit: String,
    /// Where it comes from.
    pub source: String,
}

const COLUMNS: [KeyName; 6] =
    [keys::AREA, keys::INDICATOR, keys::YEAR, keys::VALUE, keys::UNIT, keys::SOURCE];

impl Figures {
    /// Reads figures that add to those of the layers below. `areas` are those of all layers.
    pub fn read(source: &Source, areas: &Areas, below: Self) -> Checked<Self> {
        let mut diagnostics = Vec::new();
        let table = table(source).unpack(&mut diagnostics);
        let mut figures = below;
        let mut seen: BTreeMap<(String, AreaCode, u16), usize> = BTreeMap::new();
        let (mut strangers, mut n_wrong) = (BTreeSet::new(), 0);
        for column in table.header.iter().filter(|column| !COLUMNS.iter().any(|key| key.is(&column.text))) {
            let name = &column.text;
            diagnostics.push(
                Diagnostic::new(
                    Rule::UnknownKey,
                    phrase!("onbekende kolom `{name}`", "unknown column `{name}`"),
                )
                .at(Location::new(source.path().clone(), column.span))
                .suggest(
                    name,
                    nearest(name, COLUMNS.iter().flat_map(|key| [key.nl, key.en])),
                    Applicability::MachineApplicable,
                )
                .hint(phrase!(
                    "de kolommen zijn: gebied, indicator, jaar, waarde, eenheid, bron",
                    "the columns are: area, indicator, year, value, unit, source"
                )),
            );
        }
        for row in &table.rows {
            let from = diagnostics.len();
            diagnostics.extend(rows::formula_errors(source, row));
            if diagnostics.len() > from {
                rows::place(&table.header, row, &mut diagnostics[from..]);
                continue;
            }
            let tell = |span: Span, rule, message: Phrase, hint: Phrase| {
                Diagnostic::new(rule, message).at(Location::new(source.path().clone(), span)).hint(hint)
            };
            match figure(&table.header, row, tell) {
                Ok((indicator, area, year, figure)) => {
                    let start = row.cells.first().map(|cell| cell.span).unwrap_or_default();
                    let at = table::cell(&table.header, row, keys::AREA).map_or(start, |cell| cell.span);
                    let earlier = seen.insert((indicator.clone(), area.clone(), year), row.number);
                    n_wrong += usize::from(earlier.is_some());
                    diagnostics.extend(earlier.map(|earlier| {
                        let what = phrase!(
                            "dit cijfer staat ook in rij {earlier}",
                            "this figure is in row {earlier} too"
                        );
                        let hint = phrase!("haal een van de twee weg", "take one of the two away");
                        tell(
                            Span::new(start.range().start, start.range().start),
                            Rule::DuplicateKey,
                            what,
                            hint,
                        )
                    }));
                    if !area.is_municipality()
                        && !areas.areas.contains_key(&area)
                        && strangers.len() < MOST_WRONG
                        && strangers.insert(area.clone())
                    {
                        diagnostics.push(areas.report_stranger(source, at, &area));
                    }
                    let years = figures.indicators.entry(indicator).or_default().entry(area).or_default();
                    years.insert(year, figure);
                }
                Err(found) => {
                    n_wrong += 1;
                    diagnostics.push(found);
                }
            }
            rows::place(&table.header, row, &mut diagnostics[from..]);
            if n_wrong >= MOST_WRONG {
                break;
            }
        }
        Checked { value: figures, diagnostics }
    }

    /// What is known about an area: each indicator with its years.
    pub fn of_area<'f>(
        &'f self,
        area: &'f AreaCode,
    ) -> impl Iterator<Item = (&'f String, &'f BTreeMap<u16, Figure>)> {
        self.indicators.iter().filter_map(move |(name, areas)| Some((name, areas.get(area)?)))
    }

    /// The figure of the whole municipality that an area lies in.
    pub fn of_municipality(&self, area: &AreaCode, indicator: &str, year: u16) -> Option<&Figure> {
        self.indicators.get(indicator)?.get(&area.municipality())?.get(&year)
    }
}

type PlacedFigure = (String, AreaCode, u16, Figure);

fn figure(
    header: &[Cell],
    row: &TableRow,
    tell: impl Fn(Span, Rule, Phrase, Phrase) -> Diagnostic,
) -> Result<PlacedFigure, Diagnostic> {
    let start = row.cells.first().map(|cell| cell.span).unwrap_or_default();
    let text = |key: KeyName| {
        table::cell(header, row, key).ok_or_else(|| {
            let KeyName { nl, en } = key;
            tell(
                Span::new(start.range().start, start.range().start),
                Rule::MissingField,
                phrase!("dit cijfer heeft geen `{nl}`", "this figure has no `{en}`"),
                phrase!("vul de kolom `{nl}` in", "fill in the column `{en}`"),
            )
        })
    };
    let (area, indicator, year, value) =
        (text(keys::AREA)?, text(keys::INDICATOR)?, text(keys::YEAR)?, text(keys::VALUE)?);
    let source = text(keys::SOURCE)?;
    let wrong = |cell: &Cell, what: Phrase, hint: Phrase| {
        let (found, Phrase { nl, en }) = (&cell.text, what);
        tell(cell.span, Rule::WrongType, phrase!("`{found}` is {nl}", "`{found}` is {en}"), hint)
    };
    let code = AreaCode::new(&area.text).ok_or_else(|| {
        wrong(
            area,
            phrase!("geen code van een gebied", "no code of an area"),
            phrase!(
                "schrijf de code van het CBS, zoals `WK036301`; `GM0363` is de hele gemeente",
                "write the code of Statistics Netherlands, as in `WK036301`; `GM0363` is the whole municipality"
            ),
        )
    })?;
    let year_number = year.text.parse().ok().filter(|year| (1900..2200).contains(year)).ok_or_else(|| {
        wrong(year, phrase!("geen jaar", "no year"), phrase!("schrijf vier cijfers", "write four digits"))
    })?;
    let certain = value.number.and_then(|number| u64::try_from(number).ok());
    let thousandths = certain.map_or_else(|| thousandths(&value.text), Ok).map_err(|why| {
        let (what, hint) = why.phrases(&value.text, &phrase!("`12.5`", "`12.5`"));
        tell(value.span, Rule::WrongType, what, hint)
    })?;
    let unit = table::cell(header, row, keys::UNIT).map(|cell| cell.text.clone()).unwrap_or_default();
    let figure = Figure { thousandths, unit, source: source.text.clone() };
    Ok((indicator.text.clone(), code, year_number, figure))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::SourcePath;

    #[test]
    fn figures_are_read_by_indicator_area_and_year() {
        let text = "gebied,indicator,jaar,waarde,bron\nWK999901,Eenzaam,2025,\"12,5\",x\nGM9999,Eenzaam,2025,9,x\n\
                    WK9999,Eenzaam,2025,9,x\nWK999901,Eenzaam,2025,veel,x\nWK999901,Eenzaam,,1,x\n";
        let source = Source::new(SourcePath::new("wijkcijfers.csv").expect("a path"), text);
        let read = Figures::read(&source, &Areas::default(), Figures::default());
        let reported: Vec<&str> = read.diagnostics.iter().map(|found| found.message.nl.as_str()).collect();
        assert_eq!(
            reported,
            [
                "rij 2, kolom `gebied`: `WK999901` staat niet in `gebieden.yaml`; de cijfers ervan zijn nergens te zien",
                "rij 4, kolom `gebied`: `WK9999` is geen code van een gebied",
                "rij 5, kolom `waarde`: `veel` is geen getal",
                "rij 6: dit cijfer heeft geen `jaar`",
            ]
        );
        let area = AreaCode::new("WK999901").expect("a code");
        let (name, years) = read.value.of_area(&area).next().expect("a figure");
        assert_eq!((name.as_str(), years[&2025].thousandths), ("Eenzaam", 12_500));
        assert_eq!(
            read.value.of_municipality(&area, "Eenzaam", 2025).map(|figure| figure.thousandths),
            Some(9000)
        );
    }
}

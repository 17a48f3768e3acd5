//! What editors type is shown as they typed it, or they are told: of tables in every form that programs give them, each cell
//! stands on the page of its row or a diagnostic names the row; of opening hours, each day has the times that were meant; of
//! figures, each number is itself.
//!
//! `PROPERTIES=40` tries 10,000 inputs and more, other ones each time.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ops::Range;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use wijkgids::calendar::OpeningHours;
use wijkgids::config::Readership;
use wijkgids::directory::{table, workbook};
use wijkgids::pipeline::{Built, Inputs, OutputPath, Pipeline};
use wijkgids::text::{Diagnostic, Rule, Source};

use crate::support::any::holds;
use crate::support::inputs::{inputs, path};
use crate::support::workbook::with_formats;

const CONFIG: &str = "title: Gids\nbase_url: https://gids.example/\nvalues: {team: wijkteam}\n";

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Holds {
    Text,
    /// Several, with semicolons between.
    Texts,
    Phone,
    Website,
    Hours,
    Day,
    Audience,
    /// No page shows it.
    Unseen,
    /// No field takes it.
    Nothing,
}

/// The columns that every row needs, with what it says there.
const NEEDED: [(&str, Holds, &str); 3] = [
    ("organisatie", Holds::Text, "Stichting Oost"),
    ("aanbod", Holds::Text, "U krijgt er raad"),
    ("gecontroleerd", Holds::Day, "2026-11-02"),
];

const COLUMNS: [(&str, Holds); 12] = [
    ("voor_wie", Holds::Text),
    ("aanmelden", Holds::Text),
    ("kosten", Holds::Text),
    ("adres", Holds::Text),
    ("melding", Holds::Text),
    ("toegankelijkheid", Holds::Texts),
    ("telefoon", Holds::Phone),
    ("website", Holds::Website),
    ("openingstijden", Holds::Hours),
    ("bron", Holds::Unseen),
    ("publiek", Holds::Audience),
    ("opmerking", Holds::Nothing),
];

/// What people type, and what troubles those who read it.
const TEXTS: &[&str] = &[
    "Koffie en thee",
    "Café Één, à la carte",
    "'t Huis",
    "\"t Huis",
    "Een \"plek\" voor jou",
    "Scherm van 5\"",
    "3-5",
    "12-18 jaar",
    "28.400",
    "1,5",
    "€ 2,50",
    "12%",
    "=1+1",
    "-",
    "+ een vriend",
    "'=SOM(A1)",
    "@home",
    "a; b, c",
    "eerste regel\ntweede regel",
    "  ruimte eromheen ",
    "niet\u{a0}breken",
    "#N/A",
    "#REF!",
    "true",
    "onwaar",
    "2026-05-03",
    "3-mei",
    "9:30",
    "<b>vet</b> & zo",
    "R&amp;D",
    "{{ team }} belt",
    "{{ niemand }}",
    "*ster* en _streep_",
    "[tekst](https://elders.example)",
    "C:\\map\\bestand",
    "Wijk\u{200b}team",
    "😀 blij",
    "مرحبا",
    "\u{202e}omgekeerd",
    "0",
    "099 200 12 34",
    "0992001234",
    "+31 99 200 12 34",
    "099 200 12 3",
    "112",
    "bel ons",
    "https://stad.example/pad",
    "www.stad.example",
    "Mo-Fr 09:00-17:00",
    "Mo-Fr 09:00-12:00,13:00-17:30; Sa 10:00-12:00; PH off",
    "Mo-Fr",
    "ma-vr 9-17",
    "2026-11-01",
    "1-11-2026",
    "2027-01-01",
    "team",
    "inwoner",
    "beide",
    "Team ",
    "teams",
    "sep=;",
    "",
    "",
    "",
];

/// A cell as it lies in a workbook.
#[derive(Clone, Debug)]
enum Typed {
    Text(&'static str),
    /// The value in the file, the place of its format, and what a person sees.
    Number(f64, usize, &'static str),
    Flag(bool),
    Error(&'static str),
}

const FORMATS: [&str; 7] =
    ["0%", "\"€\" #,##0.00", "0000000000", "d-m-yyyy", "h:mm", "0.0", "[$€-413] #,##0"];

const NUMBERS: &[(f64, usize, &str)] = &[
    (12.0, 0, "12"),
    (0.12, 1, "12%"),
    (2.5, 2, "€ 2,50"),
    (992_001_234.0, 3, "0992001234"),
    (46327.0, 4, "2026-11-01"),
    (46145.0, 4, "2026-05-03"),
    (0.395_833_333_333_333, 5, "9:30"),
    (1250.0, 7, "€ 1.250"),
    (3.0, 0, "3"),
];

impl Typed {
    /// What a person sees of it.
    fn shown(&self) -> &'static str {
        match self {
            Self::Text(text) | Self::Number(_, _, text) | Self::Error(text) => text,
            Self::Flag(true) => "WAAR",
            Self::Flag(false) => "ONWAAR",
        }
    }

    fn xml(&self) -> String {
        let escaped = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;");
        match self {
            Self::Text("") => "<c/>".to_owned(),
            Self::Text(text) => {
                format!("<c t=\"inlineStr\"><is><t xml:space=\"preserve\">{}</t></is></c>", escaped(text))
            }
            Self::Number(number, format, _) => format!("<c s=\"{format}\"><v>{number}</v></c>"),
            Self::Flag(flag) => format!("<c t=\"b\"><v>{}</v></c>", u8::from(*flag)),
            Self::Error(error) => format!("<c t=\"e\"><v>{error}</v></c>"),
        }
    }
}

/// A file with a table.
#[derive(Clone, Debug)]
enum Form {
    Csv {
        delimiter: char,
        /// Whether each text is between quotation marks where it has to be.
        is_quoted: bool,
        has_mark: bool,
        has_returns: bool,
        is_announced: bool,
        /// Whether every letter, or one, is in Windows-1252.
        is_old: bool,
        has_old_letter: bool,
    },
    Workbook {
        hides_row: bool,
        hides_column: bool,
        /// Whether the first cell of the last column spans two rows.
        is_merged: bool,
    },
}

#[derive(Clone, Debug)]
struct TypedTable {
    columns: Vec<(&'static str, Holds)>,
    rows: Vec<Vec<Typed>>,
    form: Form,
}

fn form() -> impl Strategy<Value = Form> {
    let csv =
        (select(vec![';', ',', '\t']), any::<[bool; 4]>(), 0..12).prop_map(|(delimiter, flags, rare)| {
            let [is_quoted, has_mark, has_returns, is_announced] = flags;
            let (is_old, has_old_letter) = (rare == 0, rare == 1);
            Form::Csv { delimiter, is_quoted, has_mark, has_returns, is_announced, is_old, has_old_letter }
        });
    let workbook = (0..4, 0..4, 0..4).prop_map(|(row, column, merged)| Form::Workbook {
        hides_row: row == 0,
        hides_column: column == 0,
        is_merged: merged == 0,
    });
    prop_oneof![csv, workbook]
}

fn tables() -> impl Strategy<Value = TypedTable> {
    let text = || select(TEXTS).prop_map(Typed::Text);
    let cell = prop_oneof![
        6 => text(),
        2 => select(NUMBERS).prop_map(|(number, format, shown)| Typed::Number(number, format, shown)),
        1 => any::<bool>().prop_map(Typed::Flag),
        1 => select(vec!["#N/A", "#REF!", "#DIV/0!"]).prop_map(Typed::Error),
    ];
    let rows = vec(vec(cell, COLUMNS.len()), 1..4);
    (subsequence(COLUMNS.to_vec(), 1..6).prop_shuffle(), rows, form()).prop_map(
        |(columns, mut rows, form)| {
            let needed = NEEDED.iter().map(|(name, holds, _)| (*name, *holds));
            let columns: Vec<(&str, Holds)> = needed.chain(columns).collect();
            for cells in &mut rows {
                cells.splice(0..0, NEEDED.iter().map(|(_, _, text)| Typed::Text(text)));
                cells.truncate(columns.len());
            }
            // What isn't a workbook holds what a person sees.
            if let Form::Csv { .. } = form {
                let as_text = |cell: &mut Typed| *cell = Typed::Text(cell.shown());
                rows.iter_mut().flatten().for_each(as_text);
            }
            TypedTable { columns, rows, form }
        },
    )
}

/// What is read of a file.
struct TableFile {
    source: Source,
    /// What was reported before it was read as a table.
    found: Vec<Diagnostic>,
    /// Where each row stands in the text.
    rows: Vec<Range<usize>>,
}

impl TypedTable {
    fn name(row: usize) -> String {
        format!("Plek {}", row + 1)
    }

    /// The file; `Err` where it was refused as a whole, which is told.
    fn file(&self) -> Result<TableFile, String> {
        match &self.form {
            Form::Csv { .. } => Ok(self.as_csv()),
            Form::Workbook { hides_row, hides_column, is_merged } => {
                let bytes = self.as_workbook(*hides_row, *hides_column, *is_merged);
                let read = workbook(&bytes).map_err(|why| why.nl)?;
                let place = path("voorzieningen/lijst.xlsx");
                let rule = Rule::WrongType;
                let found = read.hidden.into_iter().map(|(message, _)| Diagnostic::new(rule, message));
                let source = Source::new(place, &read.text);
                let rows = table(&source).value.rows;
                let rows = rows.iter().map(|row| {
                    let starts = row.cells.iter().map(|cell| cell.span.range().start);
                    let ends = row.cells.iter().map(|cell| cell.span.range().end);
                    starts.min().unwrap_or_default()..ends.max().unwrap_or_default()
                });
                Ok(TableFile { found: found.collect(), rows: rows.collect(), source })
            }
        }
    }

    fn as_csv(&self) -> TableFile {
        let Form::Csv { delimiter, is_quoted, has_mark, has_returns, is_announced, is_old, has_old_letter } =
            self.form
        else {
            unreachable!("a workbook is written elsewhere")
        };
        let written = |text: &str| {
            let has_to_be = text.contains([delimiter, '"', '\n']) || text.starts_with("sep=");
            // Nobody writes a second line without them, and an empty cell too many says nothing.
            let is_quoted = is_quoted || text.contains('\n') || text.ends_with(delimiter);
            if is_quoted && has_to_be {
                format!("\"{}\"", text.replace('"', "\"\""))
            } else {
                text.to_owned()
            }
        };
        let line = |cells: Vec<String>| {
            cells.iter().map(|cell| written(cell)).collect::<Vec<_>>().join(&delimiter.to_string()) + "\n"
        };
        let mut text = if is_announced { format!("sep={delimiter}\n") } else { String::new() };
        text += &line(
            std::iter::once("naam")
                .chain(self.columns.iter().map(|(name, _)| *name))
                .map(str::to_owned)
                .collect(),
        );
        let mut rows = Vec::new();
        for (idx, cells) in self.rows.iter().enumerate() {
            let start = text.len();
            let cells = cells.iter().map(|cell| cell.shown().to_owned());
            text += &line(std::iter::once(Self::name(idx)).chain(cells).collect());
            rows.push(start..text.len());
        }
        let with_returns = if has_returns { text.replace('\n', "\r\n") } else { text };
        let mut bytes = with_returns.into_bytes();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let letters: Option<Vec<u8>> = text.chars().map(|c| u8::try_from(u32::from(c)).ok()).collect();
        bytes = letters.filter(|_| is_old).unwrap_or(bytes);
        if has_old_letter {
            let end = if has_returns { 2 } else { 1 };
            bytes.insert(bytes.len() - end, 0x96);
        }
        if has_mark {
            bytes.splice(0..0, *b"\xef\xbb\xbf");
        }
        let decoded = Source::decode(path("voorzieningen/lijst.csv"), &bytes);
        TableFile { source: decoded.value, found: decoded.diagnostics, rows }
    }

    fn as_workbook(&self, hides_row: bool, hides_column: bool, is_merged: bool) -> Vec<u8> {
        let header = std::iter::once("naam").chain(self.columns.iter().map(|(name, _)| *name));
        let header: String = header.map(Typed::Text).map(|cell| cell.xml()).collect();
        let rows = self.rows.iter().enumerate().map(|(idx, cells)| {
            let name = format!("<c t=\"inlineStr\"><is><t>{}</t></is></c>", Self::name(idx));
            let cells: String = cells.iter().map(Typed::xml).collect();
            let hidden = if hides_row && idx == 0 { " hidden=\"1\"" } else { "" };
            format!("<row{hidden}>{name}{cells}</row>")
        });
        let cols = if hides_column { "<cols><col min=\"2\" max=\"2\" hidden=\"1\"/></cols>" } else { "" };
        let last = char::from(b'A' + u8::try_from(self.columns.len()).expect("a few columns"));
        let merged = if is_merged && self.rows.len() > 1 {
            format!("<mergeCells><mergeCell ref=\"{last}2:{last}3\"/></mergeCells>")
        } else {
            String::new()
        };
        let rows: String = rows.collect();
        let sheet = format!("{cols}<sheetData><row>{header}</row>{rows}</sheetData>{merged}");
        with_formats(&sheet, "", &FORMATS)
    }
}

/// A text without white space and what can't be seen.
fn bare(text: &str) -> String {
    let is_seen =
        |c: &char| !c.is_whitespace() && !matches!(c, '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}');
    text.chars().filter(is_seen).collect()
}

/// What people read on a page, without white space.
fn read_on(built: &Built, page: &str) -> Option<String> {
    let html = built.outputs.get(&OutputPath::new(page).expect("a sound path"))?;
    let html = String::from_utf8(html.to_vec()).expect("pages are UTF-8");
    let main = &html[html.find("<main").unwrap_or_default()..];
    let mut text = String::new();
    for (idx, part) in main.split('<').enumerate() {
        text.push_str(if idx == 0 { "" } else { part.split_once('>').map_or("", |(_, text)| text) });
    }
    let signs =
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&#x27;", "'"), ("&amp;", "&")];
    Some(signs.iter().fold(bare(&text), |text, (name, sign)| text.replace(name, sign)))
}

const MONTHS: [&str; 12] = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
];

/// What has to stand on a page where a column says this.
fn expected(holds: Holds, typed: &str) -> Vec<String> {
    // An apostrophe before a formula keeps it a text, and isn't shown.
    let plain = typed.trim().strip_prefix('\'').filter(|rest| rest.starts_with('=')).unwrap_or(typed.trim());
    let plain = plain.replace("{{ team }}", "wijkteam");
    match holds {
        _ if plain.is_empty() => Vec::new(),
        Holds::Text | Holds::Phone | Holds::Nothing => vec![bare(&plain)],
        Holds::Texts => plain.split(';').map(bare).collect(),
        Holds::Website => vec![bare(plain.trim_start_matches("https://"))],
        Holds::Hours => {
            let times =
                plain.split(|c: char| !c.is_ascii_digit() && c != ':').filter(|time| time.contains(':'));
            times.map(str::to_owned).collect()
        }
        Holds::Day => {
            let parts: Vec<usize> = plain.split('-').filter_map(|part| part.parse().ok()).collect();
            match parts.as_slice() {
                [year, month @ 1..=12, day] => vec![format!("{day}{}{year}", MONTHS[month - 1])],
                _ => vec![bare(&plain)],
            }
        }
        Holds::Audience | Holds::Unseen => Vec::new(),
    }
}

/// Whether something is reported about a cell: by its row and column, its row alone, its column, its place, or with its file.
/// Without a column, about anything in the row.
fn is_told(found: &[&Diagnostic], file: &TableFile, row: usize, column: Option<&str>) -> bool {
    let number = row + 2;
    found.iter().any(|diagnostic| {
        let message = diagnostic.message.nl.as_str();
        let is_there = diagnostic.at.as_ref().is_some_and(|at| {
            let span = at.span.range();
            file.rows.get(row).is_some_and(|range| range.start <= span.start && span.start < range.end)
        });
        if let Some(rest) = message.strip_prefix("rij ") {
            let (first, rest) = rest.split_at(rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len()));
            let last = rest.strip_prefix(" tot en met ").and_then(|rest| rest.split(' ').next());
            let number_of = |text: &str| text.parse::<usize>().unwrap_or_default();
            let is_row = (number_of(first)..=number_of(last.unwrap_or(first))).contains(&number);
            let named = rest.strip_prefix(", kolom `").and_then(|rest| rest.split('`').next());
            // Behind such a mark cells stand in other columns.
            let is_of_row = named.is_none() || column.is_none() || message.contains("aanhalingsteken");
            // A mark can end a row within a cell: the rows behind it then have other numbers.
            return (is_row || is_there) && (is_of_row || named == column);
        }
        let names_column = column.is_some_and(|column| message == format!("onbekende kolom `{column}`"));
        let is_of_cells = !matches!(diagnostic.rule, Rule::StaleCheck);
        names_column || is_there && is_of_cells || diagnostic.rule == Rule::NotUtf8
    })
}

/// The first cell that isn't shown as typed, and that nobody is told of.
fn lost(table: &TypedTable, file: &TableFile, built: &Built) -> Option<String> {
    let found: Vec<&Diagnostic> = file.found.iter().chain(&built.diagnostics).collect();
    for (row, cells) in table.rows.iter().enumerate() {
        let page = read_on(built, &format!("voorzieningen/plek-{}/index.html", row + 1));
        let for_teams = table.columns.iter().zip(cells).any(|((_, holds), cell)| {
            *holds == Holds::Audience && cell.shown().trim().eq_ignore_ascii_case("team")
        });
        let Some(page) = page else {
            if for_teams || is_told(&found, file, row, None) {
                continue;
            }
            return Some(format!("row {row} has no page"));
        };
        if for_teams && !is_told(&found, file, row, Some("publiek")) {
            return Some(format!("row {row} is for teams, and residents see it"));
        }
        for ((column, holds), cell) in table.columns.iter().zip(cells) {
            if is_told(&found, file, row, Some(column)) {
                continue;
            }
            let missing = expected(*holds, cell.shown()).into_iter().find(|text| !page.contains(text));
            if let Some(text) = missing {
                return Some(format!("row {row}, `{column}`: {text:?} isn't on its page: {page}"));
            }
        }
    }
    None
}

fn site_with(source: Source) -> Inputs {
    let mut site = inputs(&[("wijkgids.yaml", CONFIG)]);
    site.readership = Some(Readership::Resident);
    site.sources.insert(source.path().clone(), source);
    site
}

#[test]
fn every_cell_is_shown_as_typed_or_its_row_is_told() {
    let pipeline = RefCell::new(Pipeline::new());
    holds(250, &tables(), |table| {
        let Ok(file) = table.file() else { return Ok(()) };
        let built = pipeline.borrow_mut().run(&site_with(file.source.clone()));
        let lost = lost(&table, &file, &built);
        prop_assert!(
            lost.is_none(),
            "{}\n{}\n{:#?}",
            lost.unwrap_or_default(),
            file.source.text(),
            built.diagnostics.iter().map(|found| &found.message.nl).collect::<Vec<_>>()
        );
        Ok(())
    });
}

#[test]
fn a_cell_that_is_lost_is_found() {
    let cells = ["Gemeente", "Vragen", "2026-11-02", "3-5"].map(Typed::Text).to_vec();
    let needed = NEEDED.iter().map(|(name, holds, _)| (*name, *holds));
    let columns = needed.chain([("adres", Holds::Text)]).collect();
    let form = Form::Csv {
        delimiter: ';',
        is_quoted: true,
        has_mark: false,
        has_returns: false,
        is_announced: false,
        is_old: false,
        has_old_letter: false,
    };
    let table = TypedTable { columns, rows: vec![cells], form };
    for (typed, read, is_lost) in [("3-5", "3-5", false), ("3-5", "35", true), ("Plek 1", "Plek 2", true)] {
        let mut file = table.file().expect("a table");
        file.source = Source::new(file.source.path().clone(), &file.source.text().replace(typed, read));
        let built = Pipeline::new().run(&site_with(file.source.clone()));
        assert_eq!(lost(&table, &file, &built).is_some(), is_lost, "{typed}: {read}");
    }
}

const DAYS: [&str; 7] = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];

/// A rule of hours: its days from which to which, half-open, and its times in quarters of an hour.
type TypedRule = (Range<usize>, Vec<(u16, u16)>);

/// Rules of hours: the days of each from which to which, and its times in quarters of an hour.
fn rules() -> impl Strategy<Value = Vec<TypedRule>> {
    let days = (0..7usize, 1..4usize).prop_map(|(first, n)| first..(first + n).min(7));
    let times = vec((24..80u16, 2..16u16), 1..3).prop_map(|spans| {
        let mut spans: Vec<(u16, u16)> = spans.into_iter().map(|(start, n)| (start, start + n)).collect();
        spans.sort_unstable();
        spans.dedup_by(|next, before| next.0 <= before.1);
        spans
    });
    vec((days, times), 1..4)
}

#[test]
fn hours_are_what_was_meant_or_told() {
    let clock = |quarters: u16| format!("{:02}:{:02}", quarters / 4, quarters % 4 * 15);
    holds(1000, &rules(), |rules| {
        let written = rules.iter().map(|(days, spans)| {
            let (first, last) = (DAYS[days.start], DAYS[days.end - 1]);
            let days = if first == last { first.to_owned() } else { format!("{first}-{last}") };
            let spans = spans.iter().map(|(start, end)| format!("{}-{}", clock(*start), clock(*end)));
            format!("{days} {}", spans.collect::<Vec<_>>().join(","))
        });
        let text = written.collect::<Vec<_>>().join("; ");
        let Ok(hours) = OpeningHours::new(&text) else { return Ok(()) };
        if hours.doubt().is_some() {
            return Ok(());
        }
        let calendar = hours.calendar(jiff::civil::date(2026, 11, 21));
        for (day, name) in DAYS.iter().enumerate() {
            // A later rule whose times overlap those of an earlier one is an exception to it.
            let last = rules.iter().rfind(|(days, _)| days.contains(&day));
            let meant: Vec<(u16, u16)> = last.map(|(_, spans)| spans.clone()).unwrap_or_default();
            let others = rules.iter().filter(|(days, _)| days.contains(&day));
            let meet = |one: &[(u16, u16)]| {
                one.iter().any(|(start, end)| meant.iter().any(|(from, to)| start < to && from < end))
            };
            for (_, spans) in others {
                prop_assert!(spans == &meant || meet(spans), "{text}: {name} is hidden");
            }
            let shown: Vec<(u16, u16)> =
                calendar.week[day].iter().map(|open| (open.span.start / 15, open.span.end / 15)).collect();
            prop_assert_eq!(&shown, &meant, "{}: {}", text, name);
        }
        Ok(())
    });
}

/// Numbers as Dutch people and programs write them, and what each can only mean, in thousandths; `None` where that is two
/// things or nothing.
const FIGURES: &[(&str, Option<u64>)] = &[
    ("48210", Some(48_210_000)),
    ("48.210", None),
    ("28,400", None),
    ("12,5", Some(12_500)),
    ("12.5", Some(12_500)),
    ("1.234.567", Some(1_234_567_000)),
    ("1.234,5", Some(1_234_500)),
    ("1,234.5", Some(1_234_500)),
    ("0,125", Some(125)),
    ("0", Some(0)),
    ("1 250", None),
    ("12%", None),
    ("€ 5", None),
    ("-3", None),
    ("1e3", None),
    ("veel", None),
    ("#N/A", None),
    ("", None),
];

#[test]
fn a_figure_is_what_it_can_only_mean_or_told() {
    let rows = vec((select(FIGURES), select(vec!["GM9999", "WK999901", "WK999902"]), 2020..2024u16), 1..5);
    let pipeline = RefCell::new(Pipeline::new());
    holds(250, &(rows, select(vec![';', '\t'])), |(rows, delimiter)| {
        let header = "gebied;indicator;jaar;waarde;eenheid;bron\n".to_owned();
        let written =
            rows.iter().map(|((typed, _), area, year)| format!("{area};Mensen;{year};{typed};;CBS\n"));
        let text = (header + &written.collect::<String>()).replace(';', &delimiter.to_string());
        let areas = "gebieden:\n  WK999901: {naam: Noord, postcodes: ['8991']}\n";
        let site = inputs(&[("wijkgids.yaml", CONFIG), ("gebieden.yaml", areas), ("wijkcijfers.csv", &text)]);
        let built = pipeline.borrow_mut().run(&site);
        let page = ["wijken/noord/voor-teams/index.html", "wijken/noord/index.html"]
            .iter()
            .filter_map(|page| read_on(&built, page))
            .collect::<String>();
        let mut latest: BTreeMap<&str, u16> = BTreeMap::new();
        for (row, ((typed, meaning), area, year)) in rows.iter().enumerate() {
            let prefix = format!("rij {}", row + 2);
            let is_told = built.diagnostics.iter().any(|found| {
                found.message.nl.strip_prefix(&prefix).is_some_and(|rest| rest.starts_with([':', ',']))
            });
            // An area that isn't there is told once.
            let is_stranger = *area == "WK999902";
            prop_assert!(is_told || is_stranger || meaning.is_some(), "{typed}: nobody is told\n{text}");
            if !is_told && !is_stranger {
                let last = latest.entry(area).or_default();
                *last = (*last).max(*year);
            }
        }
        for ((typed, meaning), area, year) in &rows {
            let (Some(meaning), true) = (meaning, latest.get(area) == Some(year) && *area == "WK999901")
            else {
                continue;
            };
            let has_errors = built.diagnostics.iter().any(|found| found.message.nl.contains("staat ook in"));
            let (whole, decimals) = (meaning / 1000, format!("{:03}", meaning % 1000));
            let decimals = decimals.trim_end_matches('0');
            let comma = if decimals.is_empty() { "" } else { "," };
            let digits: String = page.chars().filter(|c| *c != '.').collect();
            prop_assert!(
                has_errors || digits.contains(&format!("{whole}{comma}{decimals}")),
                "{typed} isn't shown\n{text}\n{page}"
            );
        }
        Ok(())
    });
}

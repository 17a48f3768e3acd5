//! `personal-data` in the texts of a file that is published as it is.

use super::author;
use super::texts::texts;
use crate::document::{Suspect, allowed_hint, file_suspects, mask};
use crate::model::AllowedNumbers;
use crate::text::{Diagnostic, Location, Phrase, Rule, SourcePath, phrase};

/// What of one kind was found in a file.
struct SuspectKind {
    first: Suspect,
    masked: String,
    line: Option<usize>,
    n: usize,
}

/// Looks at a file. Of each kind of what seems to belong to a person the first is reported, with how many there are: a list of
/// people is one mistake.
pub(crate) fn check(path: &SourcePath, bytes: &[u8], allowed: &AllowedNumbers) -> Vec<Diagnostic> {
    let mut kinds: Vec<SuspectKind> = Vec::new();
    for text in texts(path.file_name(), bytes) {
        for suspect in file_suspects(&text.text, allowed) {
            let alike = |kind: &&mut SuspectKind| {
                kind.first.what == suspect.what && kind.first.severity == suspect.severity
            };
            match kinds.iter_mut().find(alike) {
                Some(kind) => kind.n += 1,
                None => kinds.push(SuspectKind {
                    masked: mask(&text.text[suspect.range.clone()]),
                    line: text.line(suspect.range.start),
                    first: suspect,
                    n: 1,
                }),
            }
        }
    }
    let at = || Location::file(path.clone());
    let author = author::check(path.file_name(), bytes);
    kinds.into_iter().map(of_person).chain(author).map(|found| found.at(at())).collect()
}

fn of_person(SuspectKind { first, masked, line, n }: SuspectKind) -> Diagnostic {
    let Suspect { what: Phrase { nl, en }, can_be_allowed, severity, range: _ } = first;
    let (more_nl, more_en) = match n - 1 {
        0 => (String::new(), String::new()),
        1 => (", en zo is er nog een".to_owned(), ", and there is one more".to_owned()),
        n => (format!(", en zo zijn er nog {n}"), format!(", and there are {n} more")),
    };
    let message = match line {
        Some(line) => phrase!(
            "op regel {line} staat `{masked}`, en dat lijkt {nl}{more_nl}",
            "line {line} holds `{masked}`, which looks like {en}{more_en}"
        ),
        None => phrase!(
            "in dit bestand staat `{masked}`, en dat lijkt {nl}{more_nl}",
            "this file holds `{masked}`, which looks like {en}{more_en}"
        ),
    };
    let diagnostic = Diagnostic { severity, ..Diagnostic::new(Rule::PersonalData, message) }.hint(phrase!(
        "haal het eruit, of haal het bestand weg: iedereen kan het openen",
        "take it out, or take the file away: everybody can open it"
    ));
    if can_be_allowed { diagnostic.hint(allowed_hint()) } else { diagnostic }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{packed, zipped};
    use super::*;

    fn found(name: &str, bytes: &[u8]) -> Vec<String> {
        let path = SourcePath::new(&format!("static/{name}")).expect("a sound path");
        let found = check(&path, bytes, &AllowedNumbers::default());
        found.into_iter().map(|found| found.message.en).collect()
    }

    #[test]
    fn a_list_of_people_is_reported_once_for_each_kind() {
        let table = "naam;BSN;geboortedatum;adres\nDe Vries;123456782;03-05-1987;Dorpsstraat 12\nJansen;12345672;4-6-1990;\n";
        assert_eq!(
            found("aanmeldingen.csv", table.as_bytes()),
            [
                "line 2 holds `12…82`, which looks like a citizen service number, and there is one more",
                "line 2 holds `03…87`, which looks like a date of birth, and there is one more",
            ]
        );
        let mut utf16 = vec![0xff, 0xfe];
        utf16.extend("x\n123456782".encode_utf16().flat_map(u16::to_le_bytes));
        assert_eq!(
            found("x.TXT", &utf16),
            ["line 2 holds `12…82`, which looks like a citizen service number"]
        );
        assert_eq!(found("x.json", br#"{"rekening": "NL91ABNA0417164300"}"#).len(), 1);
        assert_eq!(found("x.svg", b"<svg><text>bsn 1234<tspan>56782</tspan></text></svg>").len(), 1);
    }

    #[test]
    fn data_of_others_is_left_alone() {
        for (name, text) in [
            ("organisaties.csv", "naam,rsin,kvk,telefoon\nStad,123456782,12345672,111222333\n"),
            ("x.csv", "id\n123456781\n123456782\n123456783\n123456784\n123456785\n123456786\n"),
            (
                "x.geojson",
                r#"{"@id": "way/123456781", "b": "way/123456782", "c": [5.123456782, 52.111222333], "d": "way/123456783", "e": "way/123456785"}"#,
            ),
            ("zaak.json", r#"{"bronorganisatie": "123456782", "verantwoordelijkeOrganisatie": "111222333"}"#),
            ("x.svg", "<svg><path d='M.123456782.5-.111222333z'/><text>2026</text></svg>"),
            ("x.css", ".a{width:123456782px} 111222333"),
            ("x.docx", "geen zip"),
            ("x.xlsx", "geen zip"),
        ] {
            assert_eq!(found(name, text.as_bytes()), [""; 0], "{name}");
        }
    }

    #[test]
    fn every_sheet_of_a_workbook_is_read_by_its_columns() {
        const SHEETS: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        const LINKS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        let sheet = |rows: &[[&str; 2]]| {
            let cell = |(column, text): (char, &str), row: usize| match text.parse::<u64>() {
                Ok(_) => format!("<c r=\"{column}{row}\"><v>{text}</v></c>"),
                Err(_) => format!("<c r=\"{column}{row}\" t=\"inlineStr\"><is><t>{text}</t></is></c>"),
            };
            let rows = rows.iter().enumerate().map(|(idx, [a, b])| {
                format!(
                    "<row r=\"{0}\">{1}{2}</row>",
                    idx + 1,
                    cell(('A', a), idx + 1),
                    cell(('B', b), idx + 1)
                )
            });
            format!(
                "<worksheet xmlns=\"{SHEETS}\"><sheetData>{}</sheetData></worksheet>",
                rows.collect::<String>()
            )
        };
        let names = "<sheet name=\"Een\" sheetId=\"1\" r:id=\"r1\"/><sheet name=\"Twee\" sheetId=\"2\" state=\"hidden\" r:id=\"r2\"/>";
        let book =
            format!("<workbook xmlns=\"{SHEETS}\" xmlns:r=\"{LINKS}\"><sheets>{names}</sheets></workbook>");
        let link = |n: u8| {
            format!(
                "<Relationship Id=\"r{n}\" Type=\"{LINKS}/worksheet\" Target=\"worksheets/sheet{n}.xml\"/>"
            )
        };
        let package = "http://schemas.openxmlformats.org/package/2006/relationships";
        let links = format!("<Relationships xmlns=\"{package}\">{}{}</Relationships>", link(1), link(2));
        let start = format!(
            "<Relationships xmlns=\"{package}\"><Relationship Id=\"r1\" Type=\"{LINKS}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
        );
        let bytes = |first: &str, second: &str| {
            zipped(&[
                ("_rels/.rels", &start),
                ("xl/workbook.xml", &book),
                ("xl/_rels/workbook.xml.rels", &links),
                ("xl/worksheets/sheet1.xml", first),
                ("xl/worksheets/sheet2.xml", second),
            ])
        };
        let organizations = sheet(&[["Naam", "RSIN"], ["Stad", "123456782"]]);
        let people = sheet(&[["Naam", "BSN"], ["Jan", "12345672"], ["Piet", "111222333"]]);
        let message = "`12…72`, which looks like a citizen service number, and there is one more";
        assert_eq!(found("a.xlsx", &bytes(&organizations, &people)), [format!("this file holds {message}")]);
        assert_eq!(found("a.XLSX", &bytes(&people, &organizations)), [format!("line 2 holds {message}")]);
        let beyond = people.replacen("r=\"A1\"", "r=\"A99999999999999999999\"", 1);
        assert_eq!(found("a.xlsx", &bytes(&beyond, &organizations)), [""; 0]);
    }

    #[test]
    fn files_of_office_programs_are_read_as_they_are_seen() {
        let word = zipped(&[
            ("word/settings.xml", "<w:rsid w:val='123456782'>111222333</w:rsid>"),
            (
                "word/document.xml",
                "<w:p><w:r><w:t>bsn 1234</w:t></w:r><w:r><w:t>56782</w:t></w:r></w:p><w:p><w:t>1112</w:t></w:p><w:p><w:t>22333</w:t></w:p>",
            ),
        ]);
        assert_eq!(
            found("brief.docx", &word),
            ["this file holds `12…82`, which looks like a citizen service number"]
        );
        let cells = "<table:table-cell><text:p>bsn 12345&#54;782</text:p></table:table-cell>";
        assert_eq!(found("lijst.ods", &zipped(&[("content.xml", cells)])).len(), 1);
    }

    #[test]
    fn whatever_is_packed_is_read_whatever_it_is_called() {
        let text = "<w:p><w:t>bsn 123456782</w:t></w:p>";
        let letter = zipped(&[("[Content_Types].xml", ""), ("word/document.xml", text)]);
        let diagram = "<a:p><a:r><a:t>bsn 1234</a:t></a:r><a:r><a:t>56782</a:t></a:r></a:p>";
        let word = |part, settings| {
            zipped(&[("[Content_Types].xml", ""), (part, diagram), ("word/settings.xml", settings)])
        };
        let folder = packed(&[("map/brief.docx", &letter), ("map/foto.jpg", b"bsn 111222333")]);
        for (name, bytes) in [
            ("brief.dotx", letter.clone()),
            ("brief", word("word/diagrams/data1.xml", "")),
            ("toon.ppsx", word("ppt/slides/slide1.xml", "bsn 111222333")),
            ("grafiek.docx", word("word/charts/chart1.xml", "")),
            ("tekening.odg", zipped(&[("content.xml", text)])),
            ("boek.epub", zipped(&[("OEBPS/een.xhtml", "<p>bsn 123456782</p><p>9</p>")])),
            ("lijst.zip", zipped(&[("lijst.csv", "naam;bsn\nDe Vries;123456782\n")])),
            ("alles.zip", packed(&[("binnen.zip", &folder)])),
            ("blad.odt", packed(&[("content.xml", b"<p/>"), ("Object/embeddings/brief.docx", &letter)])),
        ] {
            assert_eq!(
                found(name, &bytes),
                ["this file holds `12…82`, which looks like a citizen service number"],
                "{name}"
            );
        }
        let deeper = packed(&[("nog.zip", &packed(&[("binnen.zip", &folder)]))]);
        assert_eq!(found("diep.zip", &deeper).len(), 0, "it ends somewhere");
    }
}

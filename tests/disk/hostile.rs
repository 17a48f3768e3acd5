//! Lists that would take all memory, or never end: each is refused or read within a gigabyte and a minute, and what is refused
//! is named.

use std::fs;
use std::io::{Cursor, Write};
use std::path::Path;
use std::process::{Command, ExitStatus};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::folder;
use crate::support::workbook::{parts, row};

/// What a process may use: KiB of addresses, and seconds of a processor. The program that tests run is many times slower than
/// the one that people get.
const MEMORY: u32 = 1 << 20;
const SECONDS: u32 = 90;

/// The bytes of a workbook, packed.
fn packed(parts: &[(&str, String)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, text) in parts {
        writer.start_file(*name, options).expect("a part");
        writer.write_all(text.as_bytes()).expect("into memory");
    }
    writer.finish().expect("a workbook").into_inner()
}

fn sheet(rows: &str) -> String {
    format!("<sheetData>{}{rows}</sheetData>", row(&["naam", "organisatie", "aanbod"]))
}

fn with_strings(strings: String) -> Vec<u8> {
    let mut parts = parts(&sheet("<row><c t=\"s\"><v>0</v></c></row>"), "", "");
    parts.push(("xl/sharedStrings.xml", strings));
    packed(&parts)
}

/// Looks at a site with this file alone, in which something is wrong; what was said.
fn check(file: &str, bytes: &[u8]) -> String {
    let (status, said) = look(file, bytes);
    assert_eq!(status.code(), Some(1), "{file}: {status}: {}", said.chars().take(2000).collect::<String>());
    said
}

/// Looks at a site with this file alone.
fn look(file: &str, bytes: &[u8]) -> (ExitStatus, String) {
    let site = folder();
    fs::write(site.path().join("wijkgids.yaml"), "title: Gids\n").expect("written");
    let path = site.path().join(file);
    fs::create_dir_all(path.parent().expect("a folder")).expect("made");
    fs::write(&path, bytes).expect("written");
    let command = format!("ulimit -v {MEMORY}; ulimit -t {SECONDS}; exec \"$0\" check . --lang en");
    let program = Path::new(env!("CARGO_BIN_EXE_wijkgids"));
    let checked = Command::new("bash").args(["-c", &command]).arg(program).current_dir(site.path()).output();
    let checked = checked.expect("the program runs");
    let said = String::from_utf8_lossy(&checked.stdout) + String::from_utf8_lossy(&checked.stderr);
    (checked.status, said.into_owned())
}

#[test]
fn a_workbook_for_residents_is_looked_into_within_bounds() {
    let row = |cells: String| packed(&parts(&format!("<sheetData><row>{cells}</row></sheetData>"), "", ""));
    for bytes in [row("<c/>".repeat(12_000_000)), row("<c r=\"A1\"><v>1</v></c>".repeat(2_500_000))] {
        let (status, said) = look("static/a.xlsx", &bytes);
        assert_eq!(status.code(), Some(0), "{status}: {said}");
    }
}

#[test]
fn formats_and_hidden_columns_take_no_more_than_the_cells_they_are_about() {
    let cells = "<c s=\"1\"><v>1</v></c>".repeat(100);
    let rows = format!("<row>{cells}</row>").repeat(200);
    let columns: String = (0..100_000).map(|_| "<col min=\"9\" max=\"9\" hidden=\"1\"/>").collect();
    let format = |code: &str| {
        format!(
            "<numFmts><numFmt numFmtId=\"164\" formatCode=\"{code}\"/></numFmts><cellXfs><xf numFmtId=\"0\"/>\
             <xf numFmtId=\"164\" applyNumberFormat=\"1\"/></cellXfs>"
        )
    };
    for styles in
        [format(&"0".repeat(60_000)), format(&("0.".to_owned() + &"0".repeat(70_000))), format("0%")]
    {
        let bytes = packed(&parts(&format!("<cols>{columns}</cols>{}", sheet(&rows)), "", &styles));
        let said = check("voorzieningen/lijst.xlsx", &bytes);
        assert!(!said.contains("panicked"), "{said}");
    }
}

#[test]
fn a_list_that_would_take_all_memory_is_refused_by_name() {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let text = "<c t=\"inlineStr\"><is><t>x</t></is></c>";
    let styles = "<cellXfs>".to_owned() + &"<xf numFmtId=\"9\"/>".repeat(3_000_000) + "</cellXfs>";
    let workbooks = [
        packed(&parts(&sheet("<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>"), "", "")),
        packed(&parts(&" ".repeat(256 << 20), "", "")),
        with_strings(format!("<sst xmlns=\"{main}\" uniqueCount=\"999999999999\"></sst>")),
        with_strings(format!("<sst xmlns=\"{main}\"><si><t>{}</t></si></sst>", "a".repeat(20 << 20))),
        packed(&parts(&sheet(&format!("<row>{text}</row>").repeat(400_000)), "", "")),
        packed(&parts(
            &(sheet("<row><c><v>1</v></c></row>")
                + "<mergeCells>"
                + &"<mergeCell ref=\"A1:A1048576\"/>".repeat(1_500_000)
                + "</mergeCells>"),
            "",
            "",
        )),
        packed(&parts(&sheet(""), "", &styles)),
        packed(&parts(&sheet("<row r=\"99999999999\"><c r=\"A99999999999999\"><v>1</v></c></row>"), "", "")),
    ];
    for bytes in workbooks {
        let said = check("voorzieningen/lijst.xlsx", &bytes);
        assert!(said.contains("voorzieningen/lijst.xlsx"), "{said}");
    }
}

#[test]
fn a_table_that_would_take_all_memory_is_refused_by_name() {
    const SIZE: usize = 8_000_000;
    let fill = |head: &str, part: &str| [head, &part.repeat((SIZE - head.len()) / part.len())].concat();
    let head = "naam;organisatie;aanbod\n";
    let ids: String = (0..400_000).map(|n| format!("a{n};n;x;y\n")).collect();
    for (file, text) in [
        ("voorzieningen/lijst.csv", fill("naam;organisatie;aanbod\n\"", "a ") + "\";x;y\n"),
        ("voorzieningen/lijst.csv", fill(head, "a\n")),
        ("voorzieningen/lijst.csv", "id;".to_owned() + head + &ids),
        ("voorzieningen/lijst.csv", fill("naam;", "a;") + "\n"),
        ("voorzieningen/lijst.csv", fill(head, "\"a;")),
        ("voorzieningen/lijst.csv", fill(head, "\"a\n")),
        ("voorzieningen/lijst.csv", fill(head, "a.b@c.d ")),
        ("wijkcijfers.csv", fill("gebied;indicator;jaar;waarde;bron\n", "a\n")),
        ("voorzieningen/lijst.csv", "a".repeat(100 << 20)),
    ] {
        let said = check(file, text.as_bytes());
        assert!(said.contains(file), "{said}");
    }
}

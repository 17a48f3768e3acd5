//! A workbook, byte by byte: a zip of stored files.

/// The bytes of a workbook whose first sheet has cells with these texts; the second is called `Oud`.
pub(crate) fn workbook(rows: &[&[&str]]) -> Vec<u8> {
    let rows = rows.iter().map(|cells| row(cells));
    with_sheet(&format!("<sheetData>{}</sheetData>", rows.collect::<String>()))
}

/// A row with these texts.
pub(crate) fn row(cells: &[&str]) -> String {
    let cells = cells.iter().map(|text| format!("<c t=\"inlineStr\"><is><t>{text}</t></is></c>"));
    format!("<row>{}</row>", cells.collect::<String>())
}

/// The bytes of a workbook whose first sheet holds this XML.
pub(crate) fn with_sheet(sheet: &str) -> Vec<u8> {
    with_parts(sheet, "", "")
}

/// The same, whose second sheet holds this XML, and whose cells can have these formats: `s="1"` is the first.
pub(crate) fn with_formats(sheet: &str, other: &str, formats: &[&str]) -> Vec<u8> {
    let codes = formats.iter().zip(164..).map(|(code, id)| {
        let code = code.replace('&', "&amp;").replace('"', "&quot;");
        format!("<numFmt numFmtId=\"{id}\" formatCode=\"{code}\"/>")
    });
    let cells =
        formats.iter().zip(164..).map(|(_, id)| format!("<xf numFmtId=\"{id}\" applyNumberFormat=\"1\"/>"));
    let styles = format!(
        "<numFmts>{}</numFmts><cellXfs><xf numFmtId=\"0\"/>{}</cellXfs>",
        codes.collect::<String>(),
        cells.collect::<String>()
    );
    with_parts(sheet, other, &styles)
}

fn with_parts(sheet: &str, other: &str, styles: &str) -> Vec<u8> {
    zip(&parts(sheet, other, styles))
}

/// The parts of a workbook by their names.
pub(crate) fn parts(sheet: &str, other: &str, styles: &str) -> Vec<(&'static str, String)> {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006/relationships";
    let part = |id: &str, kind: &str, target: &str| {
        format!("<Relationship Id=\"{id}\" Type=\"{office}/{kind}\" Target=\"{target}\"/>")
    };
    let related = |parts: String| format!("<Relationships xmlns=\"{package}\">{parts}</Relationships>");
    vec![
        ("_rels/.rels", related(part("r1", "officeDocument", "xl/workbook.xml"))),
        (
            "xl/_rels/workbook.xml.rels",
            related(
                part("r1", "worksheet", "worksheets/sheet1.xml")
                    + &part("r2", "worksheet", "worksheets/sheet2.xml")
                    + &part("r3", "styles", "styles.xml")
                    + &part("r4", "sharedStrings", "sharedStrings.xml"),
            ),
        ),
        (
            "xl/workbook.xml",
            format!(
                "<workbook xmlns=\"{main}\" xmlns:r=\"{office}\"><sheets><sheet name=\"Blad1\" sheetId=\"1\" r:id=\"r1\"/><sheet name=\"Oud\" sheetId=\"2\" r:id=\"r2\"/></sheets></workbook>"
            ),
        ),
        ("xl/worksheets/sheet1.xml", format!("<worksheet xmlns=\"{main}\">{sheet}</worksheet>")),
        (
            "xl/worksheets/sheet2.xml",
            format!("<worksheet xmlns=\"{main}\"><sheetData>{other}</sheetData></worksheet>"),
        ),
        ("xl/styles.xml", format!("<styleSheet xmlns=\"{main}\">{styles}</styleSheet>")),
    ]
}

/// A zip of files by their names, none of them packed.
pub(crate) fn zip(files: &[(&str, String)]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut directory = Vec::new();
    for (name, text) in files {
        let place = length(bytes.len());
        let mut header = vec![20, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        header.extend(crc(text.as_bytes()).to_le_bytes());
        header.extend(length(text.len()).to_le_bytes());
        header.extend(length(text.len()).to_le_bytes());
        header.extend(length(name.len()).to_le_bytes());
        bytes.extend(b"PK\x03\x04");
        bytes.extend(&header);
        bytes.extend(name.as_bytes());
        bytes.extend(text.as_bytes());
        directory.extend(b"PK\x01\x02\x14\x00");
        directory.extend(&header);
        directory.extend([0; 10]);
        directory.extend(place.to_le_bytes());
        directory.extend(name.as_bytes());
    }
    let (place, size) = (length(bytes.len()), length(directory.len()));
    let number = u16::try_from(files.len()).expect("a few files").to_le_bytes();
    bytes.extend(directory);
    bytes.extend(b"PK\x05\x06\0\0\0\0");
    bytes.extend(number);
    bytes.extend(number);
    bytes.extend(size.to_le_bytes());
    bytes.extend(place.to_le_bytes());
    bytes.extend([0, 0]);
    bytes
}

fn length(length: usize) -> u32 {
    u32::try_from(length).expect("a small file")
}

fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| (crc >> 1) ^ (0xedb8_8320 & 0u32.wrapping_sub(crc & 1)))
    })
}

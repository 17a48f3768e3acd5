//! What others wrote down comes in, or is reported.

use std::collections::BTreeMap;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::Value;
use wijkgids::data::KeyName;
use wijkgids::directory::{Directory, Provider, Provision};
use wijkgids::exchange::csv;
use wijkgids::exchange::hsds::{Exported, export};
use wijkgids::exchange::import::{Imported, Known, RecordRef, hsds, report, table};
use wijkgids::pipeline::{Inputs, Pipeline};
use wijkgids::text::{MessageLanguage, Severity};

use super::provisions::{AREAS, CONFIG, file, with_provisions};
use super::site;
use crate::support::any::holds;
use crate::support::inputs::{inputs, put};
use crate::support::workbook::{row, with_formats, with_sheet, workbook, zip};

/// A site that has areas and a provision.
fn here() -> Inputs {
    let own = "voorzieningen:\n  inloop: {naam: Inloop, organisatie: O, aanbod: X}\n";
    inputs(&[("wijkgids.yaml", CONFIG), ("gebieden.yaml", AREAS), ("voorzieningen/a.yaml", own)])
}

fn from_table(bytes: &[u8]) -> Imported {
    table(bytes, &Known::of(&site(&here()))).expect("it is no workbook")
}

fn remarks(imported: &Imported) -> Vec<String> {
    imported.remarks.iter().map(|remark| remark.rendered(MessageLanguage::Nl)).collect()
}

/// The directory of a site with what came in. Nothing in it may be refused.
fn read_back(yaml: &str) -> Directory {
    let mut inputs = here();
    put(&mut inputs, "voorzieningen/b.yaml", yaml);
    Directory::clone(&site(&inputs).directory)
}

const LIST: &str = "Sociale kaart Voorbeeldstad;;;;;;;;;;\n\
    Naam voorziening;Aanbieder;Omschrijving;Tel.;E-mail;Url;Straat;Huisnummer;Postcode en plaats;Openingstijden;Talen;Wijk;Contactpersoon\n\
    Inloop;Stichting Zuid;Koffie;099-2001234;info@zuid.example;www.zuid.example;Kade;1;1234 AB Stad;ma-vr 9:00-17:00;Nederlands, Turks;Noord;\n\
    Budgetkring;Buurthuis;Rekenen;bel ons;;;;;;maandagmiddag;nl, Klingon;;Jan\n\
    ;Niemand;Zonder naam;;;;;;;;;;\n";

#[test]
fn a_list_with_other_names_comes_in() {
    let imported = from_table(LIST.as_bytes());
    assert_eq!(imported.provisions, 2);
    assert_eq!(
        imported.yaml,
        "voorzieningen:\n  inloop-2:\n    naam: Inloop\n    organisatie: Stichting Zuid\n    aanbod: Koffie\n    \
         talen:\n      - nl\n      - tr\n    adres: Kade 1\n    postcode: \"1234 AB\"\n    plaats: Stad\n    \
         telefoon: \"099-2001234\"\n    email: \"info@zuid.example\"\n    website: \"https://www.zuid.example\"\n    \
         openingstijden: \"Mo-Fr 09:00-17:00\"\n    gebieden:\n      - WK999901\n  budgetkring:\n    naam: Budgetkring\n    \
         organisatie: Buurthuis\n    aanbod: Rekenen\n    talen:\n      - nl\n"
    );
    let directory = read_back(&imported.yaml);
    assert_eq!(texts(&directory.provisions["inloop-2"], "postcode"), ["1234 AB"]);
}

#[test]
fn what_does_not_fit_is_reported_with_row_and_column_and_what_a_field_refused_with_its_text() {
    let remarks = remarks(&from_table(LIST.as_bytes()));
    let expected = [
        "rij 1: dit staat boven de namen van de kolommen",
        "rij 4, kolom `Contactpersoon`: voor deze kolom is er geen veld",
        "rij 5: deze rij heeft geen naam",
        "rij 3: er is al een voorziening `inloop`; deze heet `inloop-2`\n    Inloop",
        "rij 4, kolom `Talen`: `Klingon` is geen taalcode\n    nl, Klingon",
        "rij 4, kolom `Tel.`: `bel ons` is geen telefoonnummer: er staan letters in\n    bel ons",
        "rij 4, kolom `Openingstijden`: `maandagmiddag` zijn geen openingstijden\n    maandagmiddag",
    ];
    assert_eq!(remarks, expected);
}

#[test]
fn tables_of_offices_are_read_as_they_are() {
    let check = |bytes: &[u8]| {
        let imported = from_table(bytes);
        assert_eq!(imported.provisions, 1, "{:?}", remarks(&imported));
        assert!(imported.yaml.contains("naam: Café"), "{}", imported.yaml);
        assert!(imported.yaml.contains("kosten: \"€ 5\""), "{}", imported.yaml);
    };
    let text = "naam\torganisatie\taanbod\tkosten\r\nCafé\tO\tX\t€ 5\r\n";
    check(text.as_bytes());
    check(format!("\u{feff}{text}").as_bytes());
    check(&text.replace('€', "\u{80}").chars().map(|c| c as u8).collect::<Vec<_>>());
    check(
        &[0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect::<Vec<_>>(),
    );
}

#[test]
fn a_workbook_comes_in_as_a_table_does() {
    let rows: &[&[&str]] = &[
        &["Sociale kaart"],
        &["Naam", "Aanbieder", "Omschrijving", "Tel."],
        &["Inloop Zuid", "O", "X", "bel ons"],
    ];
    let imported = from_table(&workbook(rows));
    assert_eq!(imported.provisions, 1);
    assert_eq!(remarks(&imported)[0], "het hele bestand: alleen het eerste blad is gelezen; niet:\n    Oud");
    assert_eq!(
        remarks(&imported)[2],
        "rij 3, kolom `Tel.`: `bel ons` is geen telefoonnummer: er staan letters in\n    bel ons"
    );
}

#[test]
fn a_broken_workbook_is_refused() {
    let whole = workbook(&[&["naam", "aanbod"], &["A", "B"]]);
    let known = site(&here());
    let changes = vec((any::<prop::sample::Index>(), any::<u8>()), 1..6);
    holds(300, &changes, |changes| {
        let mut bytes = whole.clone();
        for (index, byte) in changes {
            let at = index.index(bytes.len());
            bytes[at] = byte;
        }
        table(&bytes, &Known::of(&known)).map_or(Ok(()), |imported| is_sound(&imported))
    });
}

#[test]
fn nothing_of_a_cell_is_dropped_in_silence() {
    let list = "naam,organisatie,aanbod,straat,adres,telefoon,tel,openingstijden,laatst gecontroleerd,ingang\n\
                A,O,X,Kade 1,Plein 2,14 0998,14 0999,9:00-17:00,1/11/2026,via de achterdeur\n\
                B,O,X,,,,,,,,erbij\n";
    let remarks = remarks(&from_table(list.as_bytes()));
    for expected in [
        "rij 2, kolom `adres`: een andere kolom vulde `adres` al\n    Plein 2",
        "rij 2, kolom `tel`: een andere kolom vulde `telefoon` al\n    14 0999",
        "rij 2, kolom `openingstijden`: op welke dagen dit is, staat er niet bij\n    9:00-17:00",
        "rij 2, kolom `laatst gecontroleerd`: `1/11/2026` is geen datum\n    1/11/2026",
        "rij 2, kolom `ingang`: `via de achterdeur` kan hier niet staan\n    via de achterdeur",
        "rij 3: hier staan meer cellen dan er kolommen zijn",
    ] {
        assert!(remarks.iter().any(|remarks| remarks == expected), "{expected}\n{remarks:#?}");
    }
}

#[test]
fn what_belongs_to_a_person_is_neither_shown_nor_written_down() {
    let list = "Opgesteld door Jan Jansen\n\
                naam,organisatie,aanbod,telefoon,contactpersoon,bsn\n\
                A,O,X,06-12345678 of 111222333,Jan Jansen,111222333\n\
                B,O,X,,,,Piet Pietersen\n\
                ,Jan Jansen,,,,111222333\n";
    let remarks = remarks(&from_table(list.as_bytes())).join("\n");
    for person in ["Jan", "Piet", "111222333", "06-12345678"] {
        assert!(!remarks.contains(person), "{person}: {remarks}");
    }
    assert!(remarks.contains("rij 3, kolom `bsn`: voor deze kolom is er geen veld"), "{remarks}");
    let service = r#"[{"name": "A", "description": "X", "eigenaar": "Jan Jansen", "organization": {"name": "O"},
        "contacts": [{"name": "Jan Jansen"}], "phones": [{"number": "099 200 12 34", "extension": "Jan Jansen"}]}]"#;
    let imported = hsds(service.as_bytes(), &BTreeMap::new(), &Known::of(&site(&here()))).expect("JSON");
    let remarks = self::remarks(&imported).join("\n");
    assert!(!remarks.contains("Jan"), "{remarks}");
    assert!(remarks.contains("`services[0].eigenaar`"), "{remarks}");
}

#[test]
fn a_formula_that_failed_is_reported_and_narrows_whom_a_provision_is_for() {
    let rows = [
        row(&["naam", "organisatie", "aanbod", "publiek", "status", "adres"]),
        "<row><c t=\"str\"><v>A</v></c><c t=\"str\"><v>O</v></c><c t=\"str\"><v>X</v></c>\
         <c t=\"e\"><f>1/0</f><v>#N/A</v></c><c t=\"e\"><v>#REF!</v></c><c t=\"e\"><v>#NAME?</v></c></row>"
            .to_owned(),
        "<row><c t=\"e\"><v>#N/A</v></c><c t=\"str\"><v>O</v></c></row>".to_owned(),
    ];
    let imported = from_table(&with_sheet(&format!("<sheetData>{}</sheetData>", rows.concat())));
    assert!(imported.yaml.ends_with("publiek: team\n    status: concept\n"), "{}", imported.yaml);
    let remarks = remarks(&imported);
    for expected in [
        "rij 2, kolom `adres`: `#NAME?` is een fout in een formule",
        "rij 3, kolom `naam`: `#N/A` is een fout in een formule",
        "rij 3: deze rij heeft geen naam",
        "; tot u dit nakijkt is het alleen voor teams\n    #N/A",
        "; tot u dit nakijkt is het een concept\n    #REF!",
    ] {
        assert!(remarks.iter().any(|remarks| remarks.contains(expected)), "{expected}\n{remarks:#?}");
    }
}

#[test]
fn an_audience_that_is_not_understood_is_the_narrowest() {
    let imported = from_table(b"naam,organisatie,aanbod,publiek\nA,O,X,intern\n");
    assert!(imported.yaml.ends_with("publiek: team\n"), "{}", imported.yaml);
    assert_eq!(imported.remarks.len(), 1, "{:?}", remarks(&imported));
}

#[test]
fn a_quotation_mark_that_opens_nothing_is_reported_at_its_row() {
    let list = "Lijst\nnaam;organisatie;aanbod\nA;O;\"t Is er\nB;O;Eten\nC;O;\"Zang\nen dans\"\n";
    let imported = from_table(list.as_bytes());
    assert_eq!(imported.provisions, 3, "{}", imported.yaml);
    let expected = "rij 3, kolom `aanbod`: het aanhalingsteken aan het begin van deze cel sluit nergens";
    assert!(remarks(&imported).iter().any(|remarks| remarks == expected), "{:?}", remarks(&imported));
    assert!(imported.yaml.contains("aanbod: \"\\\"t Is er\""), "{}", imported.yaml);
}

#[test]
fn one_cell_far_away_takes_no_memory() {
    let rows = row(&["naam", "organisatie", "aanbod"]) + &row(&["A", "O", "X"]);
    let far = "<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>";
    let imported = from_table(&with_sheet(&format!("<sheetData>{rows}{far}</sheetData>")));
    assert_eq!(imported.provisions, 1);
    let remarks = remarks(&imported);
    assert!(
        remarks.contains(&"rij 1048576: hier staan meer cellen dan er kolommen zijn".to_owned()),
        "{remarks:?}"
    );
}

#[test]
fn a_workbook_that_is_too_large_is_refused_before_it_is_read() {
    let refused = |bytes: &[u8]| table(bytes, &Known::of(&site(&here()))).expect_err("it is too large").nl;
    // A row that is as wide as a sheet, a hundred times.
    let wide: String =
        (1..=100).map(|row| format!("<row r=\"{row}\"><c r=\"XFD{row}\"><v>1</v></c></row>")).collect();
    let sheet = format!("<sheetData>{wide}</sheetData>");
    assert_eq!(refused(&with_sheet(&sheet)), "deze werkmap heeft meer dan 1000000 cellen");
    let beyond = "<sheetData><row r=\"1048577\"><c r=\"A1048577\"><v>1</v></c></row></sheetData>";
    assert_eq!(refused(&with_sheet(beyond)), "dit is geen werkmap die te lezen is");
    let blanks = with_sheet(&" ".repeat(65 << 20));
    assert!(refused(&blanks).contains("uitgepakt groter dan 64 MiB"), "{}", refused(&blanks));
    let never = "<sheetData><row><c><f>A2</f></c></row></sheetData>";
    assert!(refused(&with_sheet(never)).starts_with("de formule in cel A1 is nog niet uitgerekend"));
}

#[test]
fn what_is_merged_over_rows_holds_for_each() {
    let rows = row(&["naam", "organisatie", "aanbod", "publiek"])
        + &row(&["A", "O", "X", "team"])
        + &row(&["B", "O", "X"])
        + &row(&["C", "O", "X"]);
    let sheet = format!("<sheetData>{rows}</sheetData><mergeCells><mergeCell ref=\"D2:D3\"/></mergeCells>");
    let imported = from_table(&with_sheet(&sheet));
    assert_eq!(imported.yaml.matches("publiek: team").count(), 2, "{}", imported.yaml);
}

#[test]
fn rows_of_a_workbook_keep_their_numbers() {
    let sheet = "<sheetData><row r=\"3\"><c r=\"A3\" t=\"str\"><v>naam</v></c><c r=\"B3\" t=\"str\"><v>telefoon; of mail</v></c>\
                 <c r=\"C3\" t=\"str\"><v>telefoon</v></c></row>\
                 <row r=\"7\"><c r=\"A7\" t=\"str\"><v>A</v></c><c r=\"C7\" t=\"str\"><v>bel ons</v></c></row></sheetData>";
    let remarks = remarks(&from_table(&with_sheet(sheet)));
    let expected =
        "rij 7, kolom `telefoon`: `bel ons` is geen telefoonnummer: er staan letters in\n    bel ons";
    assert!(remarks.iter().any(|remarks| remarks == expected), "{remarks:?}");
}

/// A sheet with the columns of a provision, `columns` behind them, and a row with `cells` in those.
fn sheet_with(columns: &[&str], cells: &str) -> String {
    let header: Vec<&str> =
        ["naam", "organisatie", "aanbod"].into_iter().chain(columns.iter().copied()).collect();
    let own = row(&["A", "O", "X"]).replace("</row>", "");
    format!("<sheetData>{}{own}{cells}</row></sheetData>", row(&header))
}

#[test]
fn a_cell_says_what_its_program_shows() {
    let formats = ["0%", "\"€\" #,##0.00", "h:mm", "d-m-yyyy", "d-m-yyyy h:mm"];
    let cells = "<c s=\"1\"><v>0.12</v></c><c s=\"2\"><v>2.5</v></c><c s=\"3\"><v>0.395833333333333</v></c>\
                 <c s=\"4\"><v>46327</v></c><c><v>0.30000000000000004</v></c>";
    let columns = ["kosten", "voor_wie", "aanmelden", "gecontroleerd", "melding"];
    let yaml = from_table(&with_formats(&sheet_with(&columns, cells), "", &formats)).yaml;
    for said in [
        "kosten: \"12%\"",
        "voor_wie: \"€ 2,50\"",
        "aanmelden: \"9:30\"",
        "gecontroleerd: \"2026-11-01\"",
        "melding: \"0.3\"",
    ] {
        assert!(yaml.contains(said), "{said}: {yaml}");
    }
    let moment = sheet_with(&["gecontroleerd"], "<c s=\"5\"><v>46327.5</v></c>");
    assert!(from_table(&with_formats(&moment, "", &formats)).yaml.contains("gecontroleerd: \"2026-11-01\""));
}

#[test]
fn a_date_where_a_text_belongs_is_not_taken() {
    let cells = "<c s=\"1\"><v>46145</v></c><c s=\"1\"><v>46374</v></c>";
    let sheet = sheet_with(&["adres", "voor wie"], cells);
    let imported = from_table(&with_formats(&sheet, "", &["d-mmm"]));
    assert!(!imported.yaml.contains("2026"), "{}", imported.yaml);
    let told = remarks(&imported);
    let told: Vec<&str> = told.iter().filter_map(|remark| remark.lines().next()).collect();
    assert!(
        told.contains(&"rij 2, kolom `adres`: `2026-05-03` is een datum, en hier hoort een tekst"),
        "{told:?}"
    );
    assert!(
        told.contains(&"rij 2, kolom `voor wie`: `2026-12-18` is een datum, en hier hoort een tekst"),
        "{told:?}"
    );
    let as_csv = from_table(b"naam;organisatie;aanbod;adres\nA;O;X;3-mei\n");
    assert!(!as_csv.yaml.contains("mei"), "{}", as_csv.yaml);
}

#[test]
fn what_a_workbook_hides_is_told() {
    let hidden = |cells: &[&str]| row(cells).replace("<row>", "<row hidden=\"1\">");
    let sheet = format!(
        "<cols><col min=\"2\" max=\"2\" width=\"9\" hidden=\"1\"/></cols><sheetData>{}{}{}{}</sheetData>",
        row(&["naam", "organisatie", "aanbod"]),
        hidden(&["A", "O", "X"]),
        hidden(&["B", "O", "X"]),
        row(&["C", "O", "X"])
    );
    let told = remarks(&from_table(&with_sheet(&sheet)));
    for expected in [
        "het hele bestand: kolom B is in de werkmap verborgen, en wordt wel gelezen",
        "het hele bestand: rij 2 tot en met 3 zijn in de werkmap verborgen, en worden wel gelezen",
    ] {
        assert!(told.iter().any(|remark| remark == expected), "{told:?}");
    }
}

#[test]
fn one_letter_of_another_encoding_does_not_spoil_the_others() {
    let mut bytes = "naam;organisatie;aanbod\nCafé Één;O;à la carte\nKom".as_bytes().to_vec();
    bytes.extend(b"\x96erin;O;X\n");
    let imported = from_table(&bytes);
    assert!(imported.yaml.contains("Café Één") && imported.yaml.contains("Kom–erin"), "{}", imported.yaml);
    assert!(
        remarks(&imported)[0].starts_with("rij 3: op deze regel van het bestand"),
        "{:?}",
        remarks(&imported)
    );
}

#[test]
fn a_line_that_names_the_separator_is_no_title() {
    let imported = from_table(b"sep=;\nnaam;organisatie;aanbod;telefoon\nA;O;X;bel ons\n");
    assert_eq!(imported.provisions, 1);
    assert!(remarks(&imported)[0].starts_with("rij 2, kolom `telefoon`"), "{:?}", remarks(&imported));
}

#[test]
fn names_of_columns_are_compared_without_case_hyphens_and_underscores() {
    let text = "Name,ORGANIZATION,korte_omschrijving,postalCode,phone_Number,openingHours,eMailAddress\n\
                A,O,X,1234AB,099-2001234,ma t/m vr 9.00-17.00,info@a.example\n";
    let imported = from_table(text.as_bytes());
    assert_eq!(remarks(&imported), [""; 0]);
    assert!(imported.yaml.contains("openingstijden: \"Mo-Fr 09:00-17:00\""), "{}", imported.yaml);
}

#[test]
fn a_subject_comes_in_once() {
    let imported =
        from_table(b"naam;organisatie;aanbod;categorie;tags\nA;O;X;Advies, advies;ontmoeten, advies\n");
    assert_eq!(imported.yaml.to_lowercase().matches("advies").count(), 1, "{}", imported.yaml);
    assert!(imported.yaml.contains("ontmoeten"), "{}", imported.yaml);
}

#[test]
fn what_lacks_something_comes_in_as_a_draft() {
    let imported = from_table(b"naam;aanbod;status\nA;X;gepubliceerd\nB;;\n");
    assert_eq!(imported.yaml.matches("status: concept").count(), 2, "{}", imported.yaml);
    let told = remarks(&imported);
    assert_eq!(
        told[0],
        "rij 2: voorziening `a` heeft geen `organisatie`; tot u dit invult is het een concept"
    );
    let mut inputs = here();
    put(&mut inputs, "voorzieningen/b.yaml", &imported.yaml);
    assert!(!Pipeline::new().run(&inputs).has_errors());
}

#[test]
fn html_of_another_system_comes_in_as_text() {
    let text = "naam;organisatie;aanbod;telefoon\n\"Caf&eacute;\";O;\"<p>Elke week&nbsp;praten</p><img src=\"\"x\"\">\";<a href=\"\"tel:1\"\">099-2001234</a>\n";
    let imported = from_table(text.as_bytes());
    assert!(imported.yaml.contains("naam: Café"), "{}", imported.yaml);
    assert!(imported.yaml.contains("aanbod: Elke week praten"), "{}", imported.yaml);
    assert!(
        remarks(&imported).iter().any(|remark| remark.starts_with("rij 2, kolom `aanbod`: hier stond HTML"))
    );
}

#[test]
fn a_workbook_of_another_program_is_named() {
    let known = site(&here());
    let refused = |bytes: &[u8]| table(bytes, &Known::of(&known)).expect_err("it isn't read").nl;
    assert!(refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and more").contains("oudere Excel"));
    let open = zip(&[("mimetype", "application/vnd.oasis.opendocument.spreadsheet".to_owned())]);
    assert!(refused(&open).contains("LibreOffice"));
}

#[test]
fn a_list_without_names_is_reported_once() {
    let imported = from_table(b"a,b\n1,2\n3,4\n");
    assert_eq!((imported.provisions, imported.yaml.as_str(), imported.remarks.len()), (0, "", 1));
}

/// What a provision says in a column, in the language of its site.
fn texts<'p>(provision: &'p Provision, column: &'static str) -> Vec<&'p str> {
    provision.texts(KeyName::same(column)).collect()
}

/// The provisions of our own export, without what HSDS has no place for.
fn without_what_has_no_place(provision: &Provision) -> Provision {
    let mut provision = provision.clone();
    // The only sort of its organization that anybody wrote down counts for all of it.
    let nowhere = ["questions", "valid_months", "source", "audience", "kind"];
    provision.said.retain(|column, _| !nowhere.contains(&&**column) && !column.starts_with("team_"));
    provision.said.values_mut().for_each(|said| said.others.clear());
    provision
}

#[test]
fn our_own_open_data_comes_back() {
    let yaml = "voorzieningen:\n  inloop-zuid:\n    naam: Inloop Zuid\n    organisatie: Stichting Zuid\n    soort: vrijwillig\n    \
                aanbod: {nl: Koffie, en: Coffee}\n    voor_wie: Iedereen\n    onderwerpen: [geld-en-schulden, wonen]\n    \
                ingang: team\n    aanmelden: Loop binnen.\n    kosten: Gratis\n    talen: [nl, pt-BR]\n    \
                toegankelijkheid: [rolstoel, ringleiding]\n    adres: Kade 1\n    postcode: 8992AB\n    plaats: Stad\n    \
                telefoon: 14 0998\n    email: info@zuid.example\n    website: https://zuid.example/inloop\n    \
                openingstijden: 'Mo-Th 09:00-12:00,13:00-17:00; PH off'\n    gebieden: [WK999901, 8991, NL]\n    \
                gecontroleerd: 2026-11-01\n    melding: Verbouwing\n    bron: eigen lijst\n  kort: {naam: Kort, organisatie: Stichting Zuid, aanbod: X, status: vervallen}\n";
    let before = site(&with_provisions(yaml));
    let Exported { files, .. } = export(&before);
    let mut beside: BTreeMap<String, Vec<u8>> =
        files.into_iter().map(|(name, text)| (name.to_owned(), text.into_bytes())).collect();
    let services = beside.remove("services.json").expect("it is there");
    let imported = hsds(&services, &beside, &Known::of(&site(&here()))).expect("it is JSON");
    assert_eq!(remarks(&imported), Vec::<String>::new());
    let after = read_back(&imported.yaml);
    for (id, provision) in &before.directory.provisions {
        let mut back = without_what_has_no_place(&after.provisions[id]);
        let mut expected = without_what_has_no_place(provision);
        expected.coverage = back.coverage.clone();
        // One says nothing, and the other everywhere.
        [&mut back, &mut expected].iter_mut().for_each(|one| drop(one.said.remove("areas")));
        assert_eq!(back, expected);
        assert_eq!(after.provisions[id].provider(), Some(Provider::Voluntary));
    }
    assert_eq!(texts(&after.provisions["inloop-zuid"], "areas"), ["WK999901", "8991", "NL"]);
}

#[test]
fn what_a_site_declares_goes_out_as_a_table_and_comes_back() {
    let yaml = "voorzieningen:\n  inloop-zuid:\n    naam: Inloop Zuid\n    organisatie: O\n    aanbod: X\n    \
                regels: {nl: Stil, en: Quiet}\n    meenemen: {nl: ['beker; groot', stoel], ar: [كوب]}\n    stoelen: 2,5\n    \
                sinds: 2020-02-01\n    hond: true\n    sfeer: [rustig, druk]\n    parkeren: vrij\n    \
                kaart: https://x.example/?a\n    balie: Vraag naar de sleutel\n";
    let before = site(&with_provisions(yaml));
    let exported = csv(&before.directory, &before.own_config.model, before.config.source_language());
    let mut without = inputs(&[("wijkgids.yaml", CONFIG), ("gebieden.yaml", AREAS)]);
    let imported = table(exported.as_bytes(), &Known::of(&site(&without))).expect("it is no workbook");
    assert_eq!(remarks(&imported), Vec::<String>::new());
    put(&mut without, "voorzieningen/b.yaml", &imported.yaml);
    assert_eq!(site(&without).directory, before.directory);
}

#[test]
fn a_list_of_others_fills_what_a_site_declares_by_its_title() {
    let list = "Naam;Organisatie;Omschrijving;Regels;Hond;Sfeer;Parkeren;Sinds;Kaart\nA;O;X;Stil;ja;Rustig, druk;Vrij;1-2-2020;www.x.example\n";
    let imported = from_table(list.as_bytes());
    assert_eq!(remarks(&imported), Vec::<String>::new());
    let expected = "    regels: Stil\n    sinds: \"2020-02-01\"\n    hond: \"true\"\n    sfeer:\n      - rustig\n      - druk\n    \
                    kaart: \"https://www.x.example\"\n    parkeren: vrij\n";
    assert!(imported.yaml.ends_with(expected), "{}", imported.yaml);
}

#[test]
fn one_service_with_everything_in_it_comes_in() {
    let service = r#"{"contents": [{
        "id": "48102e86-bb50-41c4-8f1e-e269368c41d1", "name": "Counselling", "status": "temporarily closed", "licenses": "X",
        "description": "Talk", "organization": {"id": "o", "name": "Org", "description": "Helps", "website": "https://org.example",
            "contacts": [{"name": "Jan Jansen"}]},
        "phones": [{"number": "0992001234", "type": "voice"}, {"number": "0992001235"}],
        "schedules": [
            {"freq": "WEEKLY", "byday": "MO,TU", "opens_at": "09:00", "closes_at": "17:00"},
            {"freq": "WEEKLY", "byday": "FR", "opens_at": "09:00+01:00", "closes_at": "12:00+01:00"},
            {"freq": "MONTHLY", "byday": "2WE", "opens_at": "19:00:00", "closes_at": "21:00:00"},
            {"freq": "WEEKLY", "byday": "SA", "opens_at": "09:00Z", "closes_at": "12:00Z"}],
        "languages": [{"name": "Turkish"}, {"code": "nl"}],
        "attributes": [{"taxonomy_term": {"id": "t", "name": "Mental health", "code": "12", "term_uri": "https://x.example"}}],
        "cost_options": [{"option": "Adults", "amount": 5, "currency": "EUR"}],
        "service_at_locations": [{"location": {"location_type": "physical", "name": "Hall", "addresses": [
            {"address_1": "Kade 1", "city": "Stad", "state_province": "Utrecht", "postal_code": "1234 AB", "country": "NL",
             "address_type": "physical"}]}}]
    }], "total_items": 1}"#;
    let imported =
        hsds(service.as_bytes(), &BTreeMap::new(), &Known::of(&site(&here()))).expect("it is JSON");
    let directory = read_back(&imported.yaml);
    let provision = &directory.provisions["counselling"];
    let hours = provision.hours().map(|hours| hours.as_str());
    assert_eq!(hours, Some("Mo,Tu 09:00-17:00; Fr 09:00-12:00, We[2] 19:00-21:00"));
    assert_eq!(texts(provision, "topics"), ["mental-health"]);
    assert_eq!(texts(provision, "cost"), ["Adults 5 EUR"]);
    assert_eq!(texts(provision, "website"), ["https://org.example"]);
    assert_eq!(texts(provision, "notice"), ["Tijdelijk gesloten."]);
    assert_eq!(texts(provision, "languages").len(), 2);
    let remarks = remarks(&imported);
    let paths: Vec<&str> = remarks.iter().filter_map(|remarks| remarks.split(':').next()).collect();
    assert_eq!(
        paths,
        [
            "`contents[0].phones[0].type`",
            "`contents[0].phones[1].number`",
            "`contents[0].attributes[0].taxonomy_term.term_uri`",
            "`contents[0].service_at_locations[0].location.addresses[0].state_province`",
            "`contents[0].service_at_locations[0].location.name`",
            "`contents[0].schedules[3]`",
            "`contents[0].organization.contacts`",
            "`contents[0].organization.description`",
            "`contents[0].licenses`",
        ]
    );
    assert!(!remarks.concat().contains("Jansen"));
}

/// What comes in can be read by the site.
fn is_sound(imported: &Imported) -> Result<(), TestCaseError> {
    let mut inputs = here();
    put(&mut inputs, "voorzieningen/b.yaml", &imported.yaml);
    let read = wijkgids::pipeline::Pipeline::new().sites(&inputs);
    let refusals = ["missing-field", "personal-data", "placeholder-text", "invisible-character"];
    for found in &read.diagnostics {
        let is_expected = found.severity != Severity::Error || refusals.contains(&found.rule.name());
        prop_assert!(is_expected, "{found:?}\n{}", imported.yaml);
    }
    let directory = &read.value[0].directory;
    prop_assert_eq!(directory.provisions.len(), imported.provisions + 1, "{}", imported.yaml);
    report(&imported.remarks, MessageLanguage::En);
    Ok(())
}

/// What columns are called.
const COLUMNS: &[&str] = &[
    "Naam voorziening",
    "omschrijving",
    "organisatie",
    "Tel.",
    "adres",
    "straat",
    "huisnummer",
    "aanbod[en]",
    "aanbod[x",
    "openingstijden",
    "talen",
    "id",
    "Postcode en plaats",
    "plaats",
    "url",
    "e-mail",
    "gebieden",
    "toegankelijkheid",
    "soort",
    "ingang",
    "status",
    "gecontroleerd",
    "Wachtlijst",
    "",
    "=x",
];

/// The pieces that cells and trouble are made of.
const PIECES: &[&str] = &[
    ";",
    ",",
    "\t",
    "\n",
    "\r\n",
    "\"",
    "'",
    "=",
    "+",
    "\\",
    "\\;",
    "a",
    "Inloop",
    "ma-vr 9-17",
    "24/7",
    "1234 AB ",
    "é",
    "\u{85}",
    "\0",
    "\u{1b}",
    "\u{feff}",
    "\u{2028}",
    "\u{202e}",
    "{{ x }}",
    "{",
    "[",
    ": ",
    "- ",
    "#",
    "<<<<<<< a",
    "null",
    "01-02-2026",
    "😀",
    "@",
    "Turks",
    "www.",
    "mailto:",
    "tel. ",
    "/",
    " ",
];

fn pieces() -> impl Strategy<Value = String> {
    vec(select(PIECES), 0..4).prop_map(|pieces| pieces.concat())
}

/// A word in a cell, with the number of its row and the name of its column; beside the columns there is none.
struct Word {
    word: String,
    row: usize,
    column: Option<String>,
}

/// A table whose cells each hold a word that no other has, and these words.
fn marked_table(columns: &[&str], cells: &[Option<(String, String)>], delimiter: u8) -> (String, Vec<Word>) {
    let mut writer = ::csv::WriterBuilder::new().delimiter(delimiter).flexible(true).from_writer(Vec::new());
    let header: Vec<&str> = ["naam"].iter().chain(columns).copied().collect();
    writer.write_record(&header).expect("written");
    let mut words = Vec::new();
    // One more than there are columns: somebody forgot a quotation mark.
    for (row, cells) in cells.chunks(columns.len() + 2).enumerate() {
        let cells = cells.iter().enumerate().map(|(column, cell)| {
            let Some((before, after)) = cell else { return String::new() };
            let name = header.get(column).map(|name| name.trim().to_owned());
            let name = name.map(|name| if name.is_empty() { (column + 1).to_string() } else { name });
            let word = format!("q{row}x{column}z");
            words.push(Word { word: word.clone(), row: row + 2, column: name });
            format!("{before}{word}{after}")
        });
        writer.write_record(cells).expect("written");
    }
    (String::from_utf8(writer.into_inner().expect("written")).expect("texts"), words)
}

#[test]
fn every_cell_of_any_table_comes_in_or_its_place_is_reported() {
    let cells = vec(prop::option::of((pieces(), pieces())), 0..40);
    let tables = (vec(select(COLUMNS), 1..7), cells, select(&[b',', b';', b'\t'][..]));
    let known = site(&here());
    holds(400, &tables, |(columns, cells, delimiter)| {
        let (text, words) = marked_table(&columns, &cells, delimiter);
        let imported = table(text.as_bytes(), &Known::of(&known)).expect("it is no workbook");
        is_sound(&imported)?;
        for Word { word, row, column } in words {
            let is_told = imported.remarks.iter().any(|remark| match &remark.place {
                RecordRef::Row(place) => *place == row,
                RecordRef::Cell(place, name) => {
                    *place == row && column.as_ref().is_some_and(|column| column == name)
                }
                _ => false,
            });
            let has_come_in = imported.yaml.contains(&word);
            prop_assert!(
                is_told || has_come_in,
                "{word}: {text:?}\n{:?}\n{}",
                imported.remarks,
                imported.yaml
            );
        }
        Ok(())
    });
}

#[test]
fn any_bytes_are_taken_or_refused() {
    let known = site(&here());
    let starts = select(&["", "PK\u{3}\u{4}", "naam,aanbod\n", "[", "{\"contents\": [", "\u{feff}"][..]);
    holds(300, &(starts, vec(any::<u8>(), 0..80)), |(start, rest)| {
        let bytes = [start.as_bytes(), rest.as_slice()].concat();
        for imported in
            [table(&bytes, &Known::of(&known)), hsds(&bytes, &BTreeMap::new(), &Known::of(&known))]
        {
            imported.map_or(Ok(()), |imported| is_sound(&imported))?;
        }
        Ok(())
    });
}

/// Gives every object one property more, and collects where those are.
fn mark(value: &mut Value, path: &str, marks: &mut Vec<String>) {
    match value {
        Value::Object(properties) => {
            properties.iter_mut().for_each(|(name, value)| mark(value, &format!("{path}.{name}"), marks));
            properties.insert("surprise".to_owned(), "Jan Jansen".into());
            marks.push(format!("{path}.surprise"));
        }
        Value::Array(items) => {
            items.iter_mut().enumerate().for_each(|(idx, item)| mark(item, &format!("{path}[{idx}]"), marks));
        }
        _ => {}
    }
}

#[test]
fn every_property_of_any_open_data_that_has_no_place_is_reported() {
    let known = site(&here());
    holds(100, &(file(), any::<[bool; 3]>()), |(yaml, is_there)| {
        let exported = export(&site(&with_provisions(&yaml)));
        let mut files: Vec<(String, String, Vec<String>)> = Vec::new();
        for (name, text) in &exported.files {
            let mut value: Value = serde_json::from_str(text).expect("it is JSON");
            let mut marks = Vec::new();
            mark(&mut value, name.trim_end_matches(".json"), &mut marks);
            files.push(((*name).to_owned(), value.to_string(), marks));
        }
        let services = files.remove(1);
        files =
            files.into_iter().zip(is_there).filter(|(_, is_there)| *is_there).map(|(file, _)| file).collect();
        let beside = files.iter().map(|(name, text, _)| (name.clone(), text.clone().into_bytes())).collect();
        let imported = hsds(services.1.as_bytes(), &beside, &Known::of(&known)).expect("it is JSON");
        is_sound(&imported)?;
        for path in files.iter().chain([&services]).flat_map(|(_, _, marks)| marks) {
            // An object that has no place as a whole is reported once.
            let is_told = imported.remarks.iter().any(
                |remark| matches!(&remark.place, RecordRef::Path(place) if path.starts_with(place.as_str())),
            );
            prop_assert!(is_told, "{path}\n{services:?}\n{files:?}\n{:?}", imported.remarks);
        }
        let remarks = report(&imported.remarks, MessageLanguage::Nl);
        prop_assert!(!remarks.contains("Jansen"), "{remarks}");
        Ok(())
    });
}

#[test]
fn any_open_data_comes_in_or_is_reported() {
    let known = site(&here());
    // Of our own exports: whole, and with a piece of it changed.
    let changes = select(
        &["\"service", "\"id\"", "[", "{", "\"WEEKLY\"", "\"MO", "null", "\"-\"", ":00\"", "\"name\""][..],
    );
    let instead =
        select(&["1", "\"x\"", "[[", "{}", "\"\"", "null", "\"MONTHLY\"", "\"9MO\"", "\"name\""][..]);
    holds(150, &(file(), changes, instead), |(yaml, change, instead)| {
        let exported = export(&site(&with_provisions(&yaml)));
        let beside: BTreeMap<String, Vec<u8>> = exported
            .files
            .iter()
            .map(|(name, text)| ((*name).to_owned(), text.clone().into_bytes()))
            .collect();
        let (_, text) = &exported.files[1];
        for text in [text.clone(), text.replace(change, instead), text.replacen(change, instead, 1)] {
            for beside in [&beside, &BTreeMap::new()] {
                let imported = hsds(text.as_bytes(), beside, &Known::of(&known));
                imported.map_or(Ok(()), |imported| is_sound(&imported))?;
            }
        }
        Ok(())
    });
}

//! Tables: what goes out comes back.

use proptest::prelude::*;
use wijkgids::directory::Directory;
use wijkgids::exchange::csv;
use wijkgids::pipeline::Inputs;

use super::provisions::{file, with_provisions};
use super::{own_sites, site};
use crate::support::any::holds;
use crate::support::inputs::put;

/// The table of a site, and the directory of the same site with that table in place of its files.
fn there_and_back(inputs: &Inputs) -> (String, Directory) {
    let before = site(inputs);
    let table = csv(&before.directory, &before.own_config.model, before.config.source_language());
    let mut inputs = inputs.clone();
    inputs.sources.retain(|path, _| !path.local().starts_with("voorzieningen/"));
    put(&mut inputs, "voorzieningen/alles.csv", &table);
    (table, Directory::clone(&site(&inputs).directory))
}

#[test]
fn a_table_of_any_provisions_reads_back_as_they_are() {
    holds(300, &file(), |yaml| {
        let inputs = with_provisions(&yaml);
        let (table, directory) = there_and_back(&inputs);
        let before = site(&inputs);
        prop_assert_eq!(&directory, &*before.directory);
        prop_assert_eq!(csv(&directory, &before.own_config.model, before.config.source_language()), table);
        Ok(())
    });
}

#[test]
fn the_tables_of_our_own_sites_read_back() {
    for inputs in own_sites() {
        let (_, directory) = there_and_back(&inputs);
        let own = site(&inputs);
        assert_eq!(directory, *own.directory, "{}", own.config.title);
    }
}

#[test]
fn a_table_speaks_the_language_of_its_site() {
    let yaml = "voorzieningen:\n  a:\n    naam: =A1\n    organisatie: O\n    aanbod: {nl: 'Eten; drinken', en: Food}\n    \
                toegankelijkheid: ['lift; ring', tolk]\n    telefoon: +31 99 200 12 34\n    ingang: team\n";
    let mut inputs = with_provisions(yaml);
    let (table, _) = there_and_back(&inputs);
    assert!(table.starts_with("\u{feff}id;naam;organisatie;soort;aanbod;aanbod[en];voor_wie;"), "{table}");
    assert!(table.contains("\na;'=A1;O;;\"Eten; drinken\";Food;"), "{table}");
    assert!(table.contains(";\"lift\\; ring; tolk\";") && table.contains(";+31 99 200 12 34;"), "{table}");
    assert!(table.contains(";team;") && table.contains(";beide;gepubliceerd;"), "{table}");
    put(&mut inputs, "wijkgids.yaml", "title: Guide\nlanguage: en\n");
    let (table, _) = there_and_back(&inputs);
    assert!(table.starts_with("\u{feff}id,name,organisation,kind,offer,offer[nl],"), "{table}");
}

//! What a municipality has to offer, as data: `voorzieningen/*.yaml`, tables (`*.csv`, `*.xlsx`), `gebieden.yaml` and
//! `wijkcijfers.csv` → a [`Directory`], and for each provision a [`Document`], so that it is found, linked and listed as
//! every other one.
//!
//! A table is read as YAML is: each row becomes the mapping that somebody could have written, with the places of its
//! cells. Hours stay the text that was typed, in the syntax of OpenStreetMap; what that means for the days to come is a
//! [`Calendar`] of plain wall times, which a browser can look up without knowing the syntax.
//!
//! Nothing here knows a page, and nothing decides who sees what.

mod postcode;

mod area;

mod beginning;

mod cell;

mod limits;

mod quotes;

mod table;

mod rows;

mod dressed;

mod package;

mod hidden;

mod workbook;

mod figures;

mod said;

mod made_of;

mod forms;

mod columns;

mod provision;

mod read;

mod laid;

mod stale;

mod listing;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;

use crate::calendar::Calendar;
use crate::config::Config;
use crate::document::Document;
use crate::model::{AllowedNumbers, Column, ContentModel, Language, files, keys};
use crate::text::{Checked, Diagnostic, Source};

pub use area::{Area, AreaCode, Areas, COUNTRY};
pub use beginning::beginning;
pub(crate) use cell::is_formula_error;
pub use cell::{guarded, joined, parted};
pub use figures::{Figure, Figures};
pub use postcode::Postcode;
pub use provision::{Coverage, Provider, Provision, WayIn};

pub use package::of_other_program;
pub(crate) use package::{UNPACKED, caught, demand_small, is_packed};
pub use said::{Said, filled, text_of, written};
pub use table::{Cell, StrayQuote, Table, TableRow, key_of, separator, table};
pub use workbook::{Workbook, workbook};

/// Whether a file of a site says something of its areas.
pub(crate) fn is_file(name: &str) -> bool {
    files::AREAS.is(name) || files::FIGURES.is(name)
}

/// Whether a folder of a site holds its provisions.
pub(crate) fn is_folder(name: &str) -> bool {
    keys::PROVISIONS.is(name)
}

/// What the layers of a site have to offer together.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Directory {
    /// The provisions by their ids, also those that are left out of the site; an upper layer's stands for that of the same
    /// id below it.
    pub provisions: BTreeMap<String, Arc<Provision>>,
    /// What the hours of those that have any are on the days to come, by the same ids.
    pub calendars: BTreeMap<String, Arc<Calendar>>,
    /// The areas that provisions serve.
    pub areas: Areas,
    /// What is known about those.
    pub figures: Figures,
}

/// The files of a layer that say what it has to offer.
#[derive(Clone, Debug)]
pub struct LayerFiles<'i> {
    /// The place of the layer; the lowest is 0.
    pub layer: usize,
    /// What it declares, together with the layers below.
    pub model: &'i ContentModel,
    /// Its files, in the order of their paths.
    pub sources: Vec<&'i Source>,
}

/// A directory with the documents that stand for its provisions.
#[derive(Clone, Debug, Default)]
pub struct DirectoryListing {
    /// What the layers offer.
    pub directory: Directory,
    /// The document of each provision, with the place of its layer, in the order of ids.
    pub documents: Vec<(usize, Document)>,
}

/// Reads the directory of all layers, the lowest first, each by its own content model: a layer can't ask more of those below.
/// Whatever can't be understood is reported, and the rest is there.
///
/// Costs a look at every provision on each of the days that a [`Calendar`] reaches.
pub fn read(layers: &[LayerFiles<'_>], config: &Config, today: Date) -> Checked<DirectoryListing> {
    let mut diagnostics = Vec::new();
    let mut areas = Areas::default();
    let mut figures = Figures::default();
    let language = config.source_language();
    let sources = || layers.iter().flat_map(|layer| &layer.sources);
    for source in sources().filter(|source| files::AREAS.is(source.path().local())) {
        areas = Areas::read(source, areas).unpack(&mut diagnostics);
    }
    for source in sources().filter(|source| files::FIGURES.is(source.path().local())) {
        figures = Figures::read(source, &areas, figures).unpack(&mut diagnostics);
    }
    let mut found: BTreeMap<String, (usize, read::ProvisionEntry)> = BTreeMap::new();
    for LayerFiles { layer, model, sources } in layers {
        let columns = model.columns();
        let allowed_numbers = &config.model.allowed_numbers;
        let below = found.keys().cloned().collect();
        let reader = read::ProvisionReader {
            language,
            columns: &columns,
            areas: &areas,
            today,
            allowed_numbers,
            below: &below,
        };
        let files =
            sources.iter().filter(|source| source.path().local().split('/').next().is_some_and(is_folder));
        let mut of_layer = BTreeSet::new();
        let provisions: Vec<_> =
            files.flat_map(|source| reader.file(source).unpack(&mut diagnostics)).collect();
        for (id, provision) in provisions {
            if of_layer.insert(id.clone()) {
                let provision = match found.remove(&id) {
                    Some((_, lower)) if !provision.is_hidden && !lower.is_hidden => {
                        laid::over(lower, provision)
                    }
                    _ => provision,
                };
                found.insert(id, (*layer, provision));
            } else {
                diagnostics.push(read::twice(&id, &provision));
            }
        }
    }
    found.retain(|_, (_, found)| !found.is_hidden);
    let columns = config.model.columns();
    let with_calendars: Vec<_> = found
        .into_par_iter()
        .map(|(id, (layer, found))| {
            let calendar = found.provision.hours().map(|hours| hours.calendar(today));
            (id, layer, found, calendar)
        })
        .collect();
    let (mut provisions, mut calendars, mut documents) = (BTreeMap::new(), BTreeMap::new(), Vec::new());
    for (id, layer, found, calendar) in with_calendars {
        diagnostics.extend(stale::check(&found, &config.freshness, today));
        diagnostics.extend(calendar.as_ref().and_then(|calendar| stale::check_hours(&found, calendar)));
        documents.push((layer, listing::document(&found, &columns, language, &config.freshness, today)));
        calendars.extend(calendar.map(|calendar| (id.clone(), Arc::new(calendar))));
        provisions.insert(id, Arc::new(found.provision));
    }
    let directory = Directory { provisions, calendars, areas, figures };
    diagnostics.extend(teams(&directory));
    Checked { value: DirectoryListing { directory, documents }, diagnostics }
}

/// What is wrong with a file of provisions by itself, in a site that is written in `language` and has these columns and areas.
pub fn check(
    source: &Source,
    columns: &[Column<'_>],
    areas: &Areas,
    language: &Language,
    today: Date,
) -> Vec<Diagnostic> {
    let allowed_numbers = &AllowedNumbers::default();
    let below = &BTreeSet::new();
    read::ProvisionReader { language, columns, areas, today, allowed_numbers, below }.file(source).diagnostics
}

/// The areas whose team isn't among the provisions.
fn teams(directory: &Directory) -> impl Iterator<Item = Diagnostic> {
    let Directory { provisions, calendars: _, areas, figures: _ } = directory;
    areas
        .areas
        .values()
        .filter_map(|area| area.without_team(|id| provisions.contains_key(id), provisions.keys()))
}

impl Directory {
    /// Whether there is anything to show.
    pub fn is_empty(&self) -> bool {
        self.provisions.is_empty()
    }

    /// A provision by the id of its document.
    pub fn of_document(&self, id: &str) -> Option<&Arc<Provision>> {
        let (folder, id) = id.split_once('/')?;
        self.provisions.get(id).filter(|_| is_folder(folder))
    }
}

//! What provisions say in a column of names, in lists and in tables.

use super::scalars::{data_of, scalars};
use super::words::{is_same, items, places};
use super::{TreeChanges, TreeSite};
use crate::data::KeyName;
use crate::directory::{is_folder, text_of};
use crate::pipeline::Pipeline;
use crate::text::{Located, Location, Source};

/// Changes what provisions of a site say in a column: `typed` into `anew`. Where it stands in a workbook, it is reported as out
/// of reach.
pub(super) fn retype(
    site: &TreeSite,
    place: usize,
    column: KeyName,
    [typed, anew]: [&str; 2],
    renamed: &mut TreeChanges,
) {
    retype_as(site, place, column, typed, [typed, anew], renamed);
}

/// The same where what is said is read as `meant`, whatever of it is typed.
pub(super) fn retype_as(
    site: &TreeSite,
    place: usize,
    column: KeyName,
    meant: &str,
    [typed, anew]: [&str; 2],
    renamed: &mut TreeChanges,
) {
    for source in site.own_sources().filter(is_of_provisions) {
        let Some(node) = data_of(source).filter(|_| source.path().extension() == Some("yaml")) else {
            continue;
        };
        let said =
            scalars(&node, "").into_iter().filter(|value| column.is(value.key) && is_same(value.text, typed));
        for span in said.flat_map(|value| places(source.text(), value.span.range(), value.text)) {
            renamed.sites[place].edit(source.path(), span, anew);
        }
    }
    for at in said_in_tables(site, column, meant) {
        let source = site.inputs.sources.get(&at.path);
        match source.filter(|source| source.path().extension() == Some("csv")) {
            Some(source) => {
                for span in items(source.text(), at.span.range(), typed) {
                    renamed.sites[place].edit(&at.path, span, anew);
                }
            }
            None => renamed.unreached.push((place, at)),
        }
    }
}

/// The places in the tables of a site where its provisions say something in a column.
fn said_in_tables(site: &TreeSite, column: KeyName, meant: &str) -> Vec<Location> {
    let mut sources = site.own_sources().filter(is_of_provisions);
    let has_tables = sources.any(|source| !matches!(source.path().extension(), Some("yaml" | "md")));
    if !has_tables {
        return Vec::new();
    }
    let sites = Pipeline::new().sites(&site.inputs).value;
    let provisions = sites.first().into_iter().flat_map(|site| site.provisions());
    let said = provisions.filter_map(|(_, provision)| provision.said(column)).flat_map(|said| &said.own);
    let said = said.filter(|Located { value, .. }| text_of(value).is_some_and(|said| is_same(said, meant)));
    let places = said.map(|said| said.at.clone());
    places.filter(|at| at.path.way().is_empty() && at.path.extension() != Some("yaml")).collect()
}

fn is_of_provisions(source: &&Source) -> bool {
    source.path().local().split_once('/').is_some_and(|(folder, _)| is_folder(folder))
}

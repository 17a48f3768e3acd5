//! `table-header`: tables with columns that have no heading.

use crate::document::places::PlacedTree;
use crate::document::tree::{Edge, Element};
use crate::text::{Diagnostic, Location, Rule, Source, phrase};

/// Reports heads with an empty cell. The first one may be empty: above the names of the rows often nothing stands.
pub(in crate::document) fn check(
    source: &Source,
    PlacedTree { tree, places }: &PlacedTree,
    diagnostics: &mut Vec<Diagnostic>,
) {
    if places.table_heads.is_empty() {
        return;
    }
    let mut places = places.table_heads.iter();
    // Whether each cell of the head that is open says something.
    let mut head: Option<Vec<bool>> = None;
    for edge in tree.walk() {
        match (edge, edge.node().element, &mut head) {
            (Edge::Start(_), Element::TableHead, _) => head = Some(Vec::new()),
            (Edge::Start(_), Element::Cell(_), Some(cells)) => cells.push(false),
            (Edge::Leaf(node), _, Some(cells)) => {
                if let Some(says) = cells.last_mut() {
                    *says |= !node.words().trim().is_empty();
                }
            }
            (Edge::End(_), Element::TableHead, Some(cells)) => {
                let place = places.next().expect("every head has its place");
                diagnostics.extend(
                    diagnostic(cells)
                        .map(|diagnostic| diagnostic.at(Location::new(source.path().clone(), *place))),
                );
                head = None;
            }
            _ => {}
        }
    }
}

fn diagnostic(cells: &[bool]) -> Option<Diagnostic> {
    let empty = cells.iter().skip(1).filter(|says| !**says).count();
    let message = match cells.len() {
        n if n > 0 && cells.iter().all(|says| !says) => {
            phrase!("deze tabel heeft geen koppen", "this table has no headings")
        }
        _ if empty == 1 => {
            phrase!("een kolom van deze tabel heeft geen kop", "a column of this table has no heading")
        }
        _ if empty > 1 => phrase!(
            "{empty} kolommen van deze tabel hebben geen kop",
            "{empty} columns of this table have no heading"
        ),
        _ => return None,
    };
    Some(Diagnostic::new(Rule::TableHeader, message).hint(phrase!(
        "schrijf in de eerste rij boven elke kolom wat erin staat, of maak er een lijst van",
        "write in the first row above each column what it holds, or make a list of it"
    )))
}

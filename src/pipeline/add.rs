//! What a site has, put together: every address belongs to one file.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::arrange::Arranged;
use super::{Inputs, OutputPath, Outputs};
use crate::site::{file_address, shown_files};
use crate::text::{Diagnostic, Location, Rule, SourcePath, phrase};

/// A file that is published as it is, by its path in its layer's folder.
pub(super) type PublishedFile<'i> = (&'i SourcePath, &'i Arc<[u8]>);

/// The files that are published as they are: those in `static/`, and of those beside documents the ones that a page of
/// `arranged` shows or links to, so that a picture of a draft or of a document for others stays at home. An upper layer's
/// file covers that of the same path below it.
pub(super) fn published_files<'i>(inputs: &'i Inputs, arranged: &[Arranged]) -> Vec<PublishedFile<'i>> {
    let is_static = |path: &SourcePath| path.local().starts_with("static/");
    // Most sites have nothing beside their documents to look for.
    let sites = arranged.iter().filter(|_| inputs.files.keys().any(|path| !is_static(path)));
    let shown: BTreeSet<String> = sites.flat_map(|arranged| shown_files(&arranged.site)).collect();
    let is_published = |path: &SourcePath| is_static(path) || shown.contains(&file_address(path));
    let is_covered = |path: &SourcePath| {
        let above = inputs.layers.iter().skip_while(|way| *way != path.way()).skip(1);
        let mut above = above.map(|way| format!("{way}{}", path.local()));
        above.any(|other| inputs.files.contains_key(other.as_str()))
    };
    inputs.files.iter().filter(|(path, _)| is_published(path) && !is_covered(path)).collect()
}

/// Adds the files that are published as they are.
pub(super) fn copy_files(
    files: &[PublishedFile<'_>],
    outputs: &mut Outputs,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for (source, bytes) in files {
        if !source.way().is_empty() && is_steering(source.file_name()) {
            diagnostics.push(steering(source));
            continue;
        }
        match OutputPath::new(&file_address(source)) {
            // Pages can't clash with each other, since their addresses end in a slash; files have any name.
            Some(path) if outputs.clashes(&path) => diagnostics.push(in_use(&path, Some(source))),
            Some(path) => {
                add(outputs, &path, Arc::clone(bytes), Some(source), diagnostics);
            }
            None => {}
        }
    }
}

/// Adds a file, or reports that its address is another one's. Whether it was added.
pub(super) fn add(
    outputs: &mut Outputs,
    path: &OutputPath,
    bytes: Arc<[u8]>,
    source: Option<&SourcePath>,
    diagnostics: &mut Vec<Diagnostic>,
) -> bool {
    let is_added = outputs.add(path.clone(), bytes);
    if !is_added {
        diagnostics.push(in_use(path, source));
    }
    is_added
}

/// What tells a server where to send readers and what to let their browsers do.
const STEERING: [&str; 8] = [
    ".htaccess",
    "_headers",
    "_redirects",
    "_routes.json",
    "_worker.js",
    "CNAME",
    "staticwebapp.config.json",
    "web.config",
];

/// Some servers read them whatever their case.
fn is_steering(name: &str) -> bool {
    STEERING.iter().any(|steering| steering.eq_ignore_ascii_case(name))
}

/// That a layer below tells the server of this site what to do, which only the site itself may.
fn steering(source: &SourcePath) -> Diagnostic {
    let name = source.local();
    Diagnostic::new(
        Rule::StaticCode,
        phrase!(
            "`{source}` zegt een server wat hij moet doen, en gaat niet mee: dat bepaalt elke site zelf",
            "`{source}` tells a server what to do, and isn't published: each site decides on that itself"
        ),
    )
    .hint(phrase!(
        "lees het, en zet een eigen `{name}` in de map van de site als u het ook wilt",
        "read it, and put a `{name}` of your own into the folder of the site if you want the same"
    ))
}

fn in_use(path: &OutputPath, source: Option<&SourcePath>) -> Diagnostic {
    let diagnostic = Diagnostic::new(
        Rule::SameAddress,
        phrase!("het adres `/{path}` is al in gebruik", "the address `/{path}` is in use already"),
    )
    .maybe_from_below()
    .hint(phrase!("geef een van de twee een andere naam", "give one of the two another name"));
    match source {
        Some(source) => diagnostic.at(Location::file(source.clone())),
        None => diagnostic,
    }
}

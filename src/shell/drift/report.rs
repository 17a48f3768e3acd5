//! `wijkgids drift --report`: how a site stands to those below it.

use std::path::Path;

use super::store;
use crate::drift::{self, Report};
use crate::edition::survey::survey;
use crate::report::Paint;
use crate::shell::build::Error;
use crate::shell::console::Console;
use crate::shell::target::{OpenSite, site_or_default};

pub use crate::drift::Format;

/// Prints how a site stands to those below it. `false` when something has drifted.
///
/// # Errors
///
/// When the site can't be read.
pub fn report(site: Option<&Path>, format: Format, console: Console) -> Result<bool, Error> {
    let open = OpenSite::new(site_or_default(site))?;
    let record = store::record(&open)?;
    let bases = store::bases(&open.site)?;
    let library = &open.library;
    let surveyed = survey(&library.stacks, library.own_layer, &open.inputs.sources, Some(&record));
    let report = Report {
        title: library.config.title.clone(),
        layers: open.inputs.layers.clone(),
        is_seen_known: record.is_complete,
        day: open.inputs.today,
        language: library.config.source_language().clone(),
        rows: drift::rows(&surveyed, &open.inputs.sources, &bases),
        entries: library
            .below
            .as_ref()
            .map_or_else(Vec::new, |below| drift::entry_changes(&drift::entries(below), &record, &bases)),
    };
    let text = match format {
        Format::Human => drift::human(&report, console.language, Paint::of(console.is_colored())),
        Format::Json => drift::json(&report, console.language),
        Format::Html => drift::page(&report),
    };
    console.print(&text)?;
    Ok(report.entries.is_empty() && !report.rows.iter().any(|row| row.standing.is_drift()))
}

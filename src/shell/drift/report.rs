//! `wijkgids drift --report`: how a site stands to those below it.

use std::path::Path;

use super::command::DriftCommand;
use crate::drift::{self, Report};
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
    let work = DriftCommand::new(OpenSite::new(site_or_default(site))?, console)?;
    let DriftCommand { open, record, bases, .. } = &work;
    let mut rows = drift::rows(&work.survey(), work.sources(), bases);
    rows.extend(work.vanished().into_iter().map(|id| drift::row_of_vanished(id, record, bases)));
    let report = Report {
        title: open.library.config.title.clone(),
        layers: open.inputs.layers.clone(),
        is_seen_known: record.is_complete,
        day: open.inputs.today,
        language: work.language().clone(),
        rows,
        entries: work.entry_changes(),
    };
    let text = match format {
        Format::Human => drift::human(&report, console.language, Paint::of(console.is_colored())),
        Format::Json => drift::json(&report, console.language),
        Format::Html => drift::page(&report),
    };
    console.print(&text)?;
    Ok(report.entries.is_empty() && !report.rows.iter().any(|row| row.standing.is_drift()))
}

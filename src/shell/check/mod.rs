//! `wijkgids check`: everything that is wrong, told in the form that is asked for; and what can be mended without anybody
//! choosing, mended.

mod fixes;

use std::path::Path;

use clap::ValueEnum;

use super::build::{Error, folder, open, told};
use super::console::Console;
use super::online;
use crate::config::Readership;
use crate::pipeline::{Built, Inputs, Mode, Pipeline};
use crate::report::{self, Style};
use crate::text::phrase;

/// How diagnostics are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// With the line and a caret.
    #[value(help = "Met de regel en een streepje eronder")]
    Human,
    /// As a JSON array.
    #[value(help = "Voor andere programma's")]
    Json,
    /// As a SARIF log, for forges and editors.
    #[value(help = "Voor forges en tekstprogramma's die SARIF lezen")]
    Sarif,
    /// As commands for GitHub, which shows them beside the lines of a change.
    #[value(help = "Voor GitHub, dat ze naast de regels van een wijziging zet")]
    Github,
}

/// What becomes of mends that nobody has to choose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FixMode {
    /// They are told with the problem.
    Report,
    /// They are shown as changes of the texts.
    Preview,
    /// They are made in the files of the site.
    Apply,
}

/// Whether the addresses of others are asked whether they are there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reached {
    /// Nobody is asked anything.
    Offline,
    /// Each is asked.
    Online,
}

/// What to look at, and how.
#[derive(Clone, Copy, Debug)]
pub struct Check<'c> {
    /// The folder of the site.
    pub site: &'c Path,
    /// How the problems are told.
    pub format: Format,
    /// What becomes of their mends.
    pub fix_mode: FixMode,
    /// Whether others are asked.
    pub reached: Reached,
}

/// Looks at a site, drafts included. Writes nothing but mends that were asked for. `false` when errors are left.
///
/// # Errors
///
/// When the site can't be read, a mended file can't be written, or nobody reads the report.
pub fn check(check: Check<'_>, console: Console) -> Result<bool, Error> {
    let Check { site, format: _, fix_mode, reached } = check;
    let mut inputs = open(site, Mode::Preview)?.into_inputs();
    let mut pipeline = Pipeline::new();
    let mut built = looked_at(&mut pipeline, &mut inputs);
    if fix_mode != FixMode::Report {
        let before = inputs.sources.clone();
        built = fixes::apply(built, &mut inputs, |inputs| looked_at(&mut pipeline, inputs));
        let changes = fixes::changes(&before, &inputs.sources);
        match fix_mode {
            FixMode::Apply => fixes::write(site, &changes, console)?,
            _ => fixes::show(&changes, &folder(site), console),
        }
    }
    if reached == Reached::Online {
        online::check(&mut pipeline, &inputs, &mut built.diagnostics, console);
    }
    tell(&built, &inputs, check, console)?;
    Ok(!built.has_errors())
}

/// Everything that is wrong, and would keep the site from being published: also what only the finished files tell.
fn looked_at(pipeline: &mut Pipeline, inputs: &mut Inputs) -> Built {
    let asked = inputs.readership;
    let mut built = pipeline.complete(inputs);
    // The first is the one that it was made for.
    if built.readerships[1..].contains(&Readership::Resident) {
        inputs.readership = Some(Readership::Resident);
        let found = pipeline.complete(inputs).diagnostics;
        inputs.readership = asked;
        built.diagnostics.extend(found);
        built.diagnostics.sort();
        built.diagnostics.dedup();
    }
    built
}

fn tell(built: &Built, inputs: &Inputs, check: Check<'_>, console: Console) -> Result<(), Error> {
    let folder = folder(check.site);
    let style = Style { language: console.language, is_colored: false, folder: &folder };
    let (diagnostics, sources) = (&built.diagnostics, &inputs.sources);
    match check.format {
        Format::Json => console.print(&report::json(diagnostics, sources, style))?,
        Format::Sarif => console.print(&report::sarif(diagnostics, sources, style))?,
        Format::Github => {
            if !diagnostics.is_empty() {
                console.print(&report::github(diagnostics, sources, style))?;
            }
            console.print(&console.summary(built))?;
        }
        Format::Human => {
            for text in told(built, inputs, check.site, console) {
                console.print(&text)?;
            }
            console.print(&console.summary(built))?;
            let n = fixes::count(diagnostics, sources);
            if n > 0 && check.fix_mode == FixMode::Report {
                let told = phrase!(
                    "`wijkgids check --fix` verbetert er {n} voor u; met `--dry-run` erbij ziet u eerst wat",
                    "`wijkgids check --fix` mends {n} of them for you; with `--dry-run` you see first what"
                );
                console.print(told.in_language(console.language))?;
            }
        }
    }
    Ok(())
}

//! `wijkgids check`: everything that is wrong, reported in the form that is asked for; and what can be mended without anybody
//! choosing, mended.

mod fixes;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clap::ValueEnum;

use super::build::{Error, open};
use super::console::{Console, path_prefix};
use super::online;
use crate::config::Readership;
use crate::pipeline::{Built, Inputs, Mode, Pipeline};
use crate::report::{self, Style};
use crate::text::{Diagnostic, Rule, Severity, Source, SourcePath, phrase};

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
    /// They are reported with the problem.
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
    /// The folders of the sites; at least one.
    pub sites: &'c [PathBuf],
    /// How the problems are reported.
    pub format: Format,
    /// What becomes of their mends.
    pub fix_mode: FixMode,
    /// Whether others are asked.
    pub reached: Reached,
    /// Whether it is looked at as it is published for production: without drafts, and with what then has to be there.
    pub is_for_production: bool,
}

/// Looks at sites, drafts included unless it is for production. Writes nothing but mends that were asked for. `false` when
/// errors are left in any.
///
/// # Errors
///
/// When a site can't be read, a mended file can't be written, or nobody reads the report.
pub fn check(check: Check<'_>, console: Console) -> Result<bool, Error> {
    let mut are_sound = true;
    let mut reports = Vec::new();
    for site in check.sites {
        let (built, inputs) = look(site, check, console)?;
        are_sound &= !built.has_errors();
        reports.push(Reported { site, built, inputs });
        if matches!(check.format, Format::Human | Format::Github) {
            let only = reports.pop().expect("it was just put there");
            show(&only, check, console)?;
        }
    }
    let texts = |write: WriteReport| -> Vec<String> {
        let text = |looked_at: &Reported<'_>| {
            let folder = path_prefix(looked_at.site);
            let style = Style { language: console.language, is_colored: false, folder: &folder };
            write(&looked_at.built.diagnostics, &looked_at.inputs.sources, style)
        };
        reports.iter().map(text).collect()
    };
    match check.format {
        Format::Json => console.print(&report::joined_json(&texts(report::json)))?,
        Format::Sarif => console.print(&report::joined_sarif(&texts(report::sarif)))?,
        Format::Human | Format::Github => {}
    }
    Ok(are_sound)
}

/// What writes diagnostics down for programs.
type WriteReport = fn(&[Diagnostic], &BTreeMap<SourcePath, Source>, Style<'_>) -> String;

/// A site that was looked at.
struct Reported<'c> {
    site: &'c Path,
    built: Built,
    inputs: Inputs,
}

/// What is wrong with a site that is to be handed out, and what it was made from.
pub(super) fn problems(site: &Path, console: Console) -> Result<(Built, Inputs), Error> {
    let sites = [site.to_owned()];
    let check = Check {
        sites: &sites,
        format: Format::Human,
        fix_mode: FixMode::Report,
        reached: Reached::Offline,
        is_for_production: false,
    };
    look(site, check, console)
}

/// What is wrong with a site that is open already, and the site as it was made.
pub(super) fn built(inputs: &Inputs) -> Built {
    looked_at(&mut Pipeline::new(), &mut inputs.clone())
}

/// What is wrong with one site, once what was asked to be mended is.
fn look(site: &Path, check: Check<'_>, console: Console) -> Result<(Built, Inputs), Error> {
    let Check { sites: _, format: _, fix_mode, reached, is_for_production } = check;
    let mode = if is_for_production { Mode::Publish } else { Mode::Preview };
    let mut project = open(site, mode)?;
    project.serve_to(None, is_for_production);
    let mut inputs = project.into_inputs();
    let mut pipeline = Pipeline::new();
    let mut built = looked_at(&mut pipeline, &mut inputs);
    if fix_mode != FixMode::Report {
        let before = inputs.sources.clone();
        built = fixes::apply(built, &mut inputs, |inputs| looked_at(&mut pipeline, inputs));
        let changes = fixes::changes(&before, &inputs.sources);
        match fix_mode {
            FixMode::Apply => fixes::write(site, &changes, console)?,
            _ => fixes::show(&changes, &path_prefix(site), console),
        }
    }
    if reached == Reached::Online {
        online::check(&mut pipeline, &inputs, &mut built.diagnostics, console);
    }
    if inputs.layers.len() == 1 {
        // A library that others lie on asks them for what it has an example of; `build --production` refuses it by itself.
        let examples = built.diagnostics.iter_mut().filter(|found| found.rule == Rule::MissingValue);
        examples.for_each(|example| example.severity = Severity::Warning);
    }
    Ok((built, inputs))
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

/// Prints what was found in a site, for people.
fn show(looked_at: &Reported<'_>, check: Check<'_>, console: Console) -> Result<(), Error> {
    let Reported { site, built, inputs } = looked_at;
    if check.sites.len() > 1 {
        console.print(&format!("{}:", site.display()))?;
    }
    let (diagnostics, sources) = (&built.diagnostics, &inputs.sources);
    if check.format == Format::Github {
        let folder = path_prefix(site);
        let style = Style { language: console.language, is_colored: false, folder: &folder };
        if !diagnostics.is_empty() {
            console.print(&report::github(diagnostics, sources, style))?;
        }
        console.print(&console.summary(built))?;
        return Ok(());
    }
    for text in console.rendered(diagnostics, inputs, site) {
        console.print(&text)?;
    }
    console.print(&console.summary(built))?;
    let n = fixes::count(diagnostics, sources);
    if n > 0 && check.fix_mode == FixMode::Report {
        let offer = phrase!(
            "`wijkgids check --fix` verbetert er {n} voor u; met `--dry-run` erbij ziet u eerst wat",
            "`wijkgids check --fix` mends {n} of them for you; with `--dry-run` you see first what"
        );
        console.print(offer.in_language(console.language))?;
    }
    Ok(())
}

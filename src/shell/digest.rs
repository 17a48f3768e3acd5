//! `wijkgids digest`: what each owner has to know, in the form that is asked for. Nothing is sent.
#![expect(clippy::disallowed_methods, reason = "this module is the I/O shell")]

use std::fs;
use std::path::Path;

use jiff::civil::Date;

use super::build::Error;
use super::check;
use super::console::{Console, path_prefix};
use super::drift::{DriftCommand, store};
use super::output::{say, write};
use super::target::{OpenSite, site_or_default};
use crate::digest::{Findings, ManagementSummary, management, written};
use crate::drift::rows;
use crate::text::{nearest, phrase, slugify};

pub use crate::digest::Format;

/// What to tell, and how.
#[derive(Clone, Copy, Debug)]
pub struct DigestOptions<'o> {
    /// The folder of the site.
    pub site: Option<&'o Path>,
    /// Of whom alone, where not of everybody.
    pub owner: Option<&'o str>,
    /// Since when changes are told, as it was typed.
    pub since: Option<&'o str>,
    /// Whether it is the summary for a manager.
    pub is_for_manager: bool,
    /// The form.
    pub format: Format,
    /// The file that it becomes; else it is printed.
    pub out: Option<&'o Path>,
}

/// Prints or writes what each owner has to know.
///
/// # Errors
///
/// When the site can't be read, there is no such owner, or the file can't be written.
pub fn digest(options: DigestOptions<'_>, console: Console) -> Result<bool, Error> {
    let since = options.since.map(day).transpose()?;
    let site = site_or_default(options.site);
    let text = {
        let _progress = console.progress(console.say("nakijken", "checking"));
        text(&site, since, options, console)?
    };
    match options.out {
        Some(out) => {
            demand_a_digest(out, &text, options.format)?;
            write(out, &text)?;
            let out = out.display();
            say(console, &phrase!("{out} geschreven", "wrote {out}"))?;
        }
        // What ends with a line's end gets none besides; that of a mail has two characters.
        None => console.print(text.strip_suffix('\n').unwrap_or(&text))?,
    }
    Ok(true)
}

/// Refuses to write over what isn't an earlier digest: a slip of the pen would cost a text.
fn demand_a_digest(out: &Path, text: &str, format: Format) -> Result<(), Error> {
    let Ok(there) = fs::read(out) else { return Ok(()) };
    let first = text.lines().next().unwrap_or_default();
    let is_digest = match format {
        Format::Human => out.extension().is_some_and(|ending| ending == "txt"),
        Format::Eml | Format::Html | Format::Atom | Format::Json => there.starts_with(first.as_bytes()),
    };
    if is_digest || there.is_empty() {
        return Ok(());
    }
    let out = out.display();
    Err(Error::Refused(phrase!(
        "`{out}` is er al, en is geen eerder overzicht; noem een ander bestand",
        "`{out}` is there already, and isn't an earlier digest; name another file"
    )))
}

fn text(
    site: &Path,
    since: Option<Date>,
    options: DigestOptions<'_>,
    console: Console,
) -> Result<String, Error> {
    let DigestOptions { owner, is_for_manager, format, .. } = options;
    let work = DriftCommand::new(OpenSite::new(site.to_owned())?, console)?;
    let (library, inputs) = (&work.open.library, &work.open.inputs);
    let (surveyed, entries) = (work.survey(), work.entry_changes());
    let gone: Vec<String> = work.vanished().into_iter().map(str::to_owned).collect();
    let built = check::built(inputs);
    let (title, day) = (library.config.title.as_str(), inputs.today);
    if is_for_manager {
        let summary = ManagementSummary::of(title, day, &surveyed, &built.desk, entries.len(), gone.len());
        return management(&summary, format, console.language).map_err(Error::Refused);
    }
    let findings = Findings {
        title,
        base_url: &built.base_url,
        language: work.language(),
        stacks: &library.stacks,
        provisions: &library.provisions,
        surveyed: &surveyed,
        rows: &rows(&surveyed, work.sources(), &work.bases),
        entries: &entries,
        gone: &gone,
        desk: &built.desk,
        diagnostics: &built.diagnostics,
        sources: work.sources(),
        released: released(site, &inputs.layers),
        day,
        since,
    };
    let owner = owner.map(|owner| named(owner, &findings)).transpose()?;
    Ok(written(&findings.digest(owner), format, &path_prefix(site), console.language))
}

/// A day as it was typed.
fn day(typed: &str) -> Result<Date, Error> {
    typed.parse().map_err(|_| {
        Error::Refused(phrase!(
            "`{typed}` is geen dag; schrijf die als `2026-11-01`",
            "`{typed}` is no day; write it as `2026-11-01`"
        ))
    })
}

/// The owner that somebody means.
fn named<'f>(typed: &str, findings: &'f Findings<'_>) -> Result<&'f str, Error> {
    let owners = findings.owners();
    if let Some(owner) = owners.iter().find(|owner| slugify(owner) == slugify(typed)) {
        return Ok(owner);
    }
    let near = nearest(typed, owners.iter().copied());
    let all: Vec<String> = owners.iter().map(|owner| format!("`{owner}`")).collect();
    let all = all.join(", ");
    Err(Error::Refused(match near {
        Some(near) => phrase!(
            "er is geen eigenaar `{typed}`; bedoelt u `{near}`?",
            "there is no owner `{typed}`; did you mean `{near}`?"
        ),
        None if owners.is_empty() => phrase!(
            "geen enkele tekst noemt een eigenaar; zet bij elke tekst `eigenaar:` met een functie of team",
            "no text names an owner; put `owner:` with a function or team into each text"
        ),
        None => phrase!(
            "er is geen eigenaar `{typed}`; er zijn: {all}",
            "there is no owner `{typed}`; there are: {all}"
        ),
    }))
}

/// The day of the release that the layers below are of; `None` where one of them doesn't say, or there are none.
fn released(site: &Path, layers: &[String]) -> Option<Date> {
    let mut last = None;
    for way in layers.iter().filter(|way| !way.is_empty()) {
        let manifest = store::manifest(&site.join(way)).filter(|manifest| manifest.is_received);
        last = last.max(Some(manifest?.date?));
    }
    last
}

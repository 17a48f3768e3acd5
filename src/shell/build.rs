//! `wijkgids build`: read once, run once, then publish.
#![expect(clippy::disallowed_methods, reason = "this module is the I/O shell")]

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Instant;

use serde::Serialize;

use super::console::Console;
use super::publish::{self, Options, Publication, Published, publish};
use super::read::{self, Project};
use crate::config::{FILE_NAME, Readership};
use crate::document::DocumentId;
use crate::edition::Exclusion;
use crate::layout::Reach;
use crate::pipeline::{Built, Inputs, Mode, OutputPath, Outputs, Pipeline};
use crate::text::{MessageLanguage, Phrase, Severity, phrase};

/// What lies beside the folders of the sites for several readers.
const READ_ME: &str = "\
Hier staan twee sites, elk in een eigen map. Zet ze elk op hun eigen adres; zet nooit deze hele map online.

inwoners/  voor inwoners: zet de inhoud van deze map op het adres dat iedereen kan bezoeken
teams/     voor teams, met alles wat niet voor inwoners is: zet de inhoud van deze map waar alleen teams erbij kunnen

Two sites, a folder each. Put each at its own address, and never put this whole folder online.

inwoners/  for residents: put what is in it at the address that everybody can visit
teams/     for teams, with all that isn't for residents: put what is in it where only teams can see it
";

/// Why a command could not be carried out; content is never the reason.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The site can't be read.
    #[error(transparent)]
    Read(#[from] read::Error),
    /// The site can't be written.
    #[error(transparent)]
    Publish(#[from] publish::Error),
    /// Two sites would be written to one folder.
    #[error("`{}` and `{}` would both be written to `{}`: build them one by one, each with its own `--out`",
        .one.display(), .other.display(), .out.display())]
    SameOut {
        /// The folder of a site.
        one: PathBuf,
        /// The folder of another one, or the same.
        other: PathBuf,
        /// The output folder.
        out: PathBuf,
    },
    /// What was asked for can't be done.
    #[error("{}", .0.en)]
    Refused(Phrase),
    /// The report can't be written.
    #[error("can't write `{}`: {source}", .path.display())]
    Report {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// Nobody reads what is printed.
    #[error("can't print: {0}")]
    Print(#[from] std::io::Error),
}

impl Error {
    /// The sentence for the editor.
    pub fn in_language(&self, language: MessageLanguage) -> String {
        match self {
            Self::Read(error) => error.phrase().in_language(language).to_owned(),
            Self::Publish(error) => error.phrase().in_language(language).to_owned(),
            Self::SameOut { one, other, out } if language == MessageLanguage::Nl => format!(
                "`{}` en `{}` komen allebei in `{}`: bouw ze apart, elk met een eigen `--out`",
                one.display(),
                other.display(),
                out.display()
            ),
            Self::Refused(phrase) => phrase.in_language(language).to_owned(),
            Self::Report { path, source } if language == MessageLanguage::Nl => {
                format!("`{}` is niet te schrijven: {source}", path.display())
            }
            Self::Print(source) if language == MessageLanguage::Nl => {
                format!("wat hier hoort te staan, kan niet geschreven worden: {source}")
            }
            Self::SameOut { .. } | Self::Report { .. } | Self::Print(_) => self.to_string(),
        }
    }
}

/// What to publish, and where.
#[derive(Debug)]
pub struct Build<'b> {
    /// The folders of the sites.
    pub sites: &'b [PathBuf],
    /// The output folder; `public` in the site's folder where there is none. Several sites get a folder each in it.
    pub out: Option<&'b Path>,
    /// The file in which programs find what became of each site, if one is wanted.
    pub report: Option<&'b Path>,
    /// Whether more than half of the pages may vanish.
    pub allow_empty: bool,
    /// Whether the output folder has to stay the one it is, with its files replaced one by one.
    pub in_place: bool,
    /// For whom alone, where not for everybody that the site names.
    pub readership: Option<Readership>,
    /// Whether these are the sites that everybody will use.
    pub is_for_production: bool,
    /// Set to stop.
    pub cancel: &'b AtomicBool,
}

/// Publishes sites. `false` when one has errors, and was therefore left as it was.
///
/// # Errors
///
/// When a site can't be read or written.
pub fn build(build: &Build<'_>, console: Console) -> Result<bool, Error> {
    // Never given back piece by piece, which takes a tenth of a build: the process ends, and everything with it.
    let mut pipeline = ManuallyDrop::new(Pipeline::new());
    let mut last = ManuallyDrop::new(None);
    let mut is_clean = true;
    let mut reports = Vec::new();
    let mut refused = None;
    for (site, out) in build.sites.iter().zip(outs(build)?) {
        if build.sites.len() > 1 && is_stranger(site) {
            console.eprint(&stranger(site, console));
            continue;
        }
        match build_one(&mut pipeline, site, &out, build, console) {
            Ok((is_published, made)) => {
                is_clean &= is_published;
                reports.push(SiteReport::new(site, is_published, &made.1));
                *last = Some(made);
            }
            // One that can't be read or written doesn't hold up the others; the caller reports the last one.
            Err(error) if build.sites.len() > 1 && !matches!(error, Error::Print(_)) => {
                if let Some(earlier) = refused.replace(error) {
                    console.eprint(&Error::in_language(&earlier, console.language));
                }
            }
            Err(error) => return Err(error),
        }
    }
    if let Some(path) = build.report {
        let json = serde_json::to_string_pretty(&reports).expect("a report is plain data") + "\n";
        std::fs::write(path, json).map_err(|source| Error::Report { path: path.to_owned(), source })?;
    }
    refused.map_or(Ok(is_clean), Err)
}

/// Whether something is there that is no site: `content/*` names whatever lies beside the sites too.
fn is_stranger(path: &Path) -> bool {
    path.exists() && !path.join(FILE_NAME).exists()
}

fn stranger(path: &Path, console: Console) -> String {
    let path = path.display();
    match console.language {
        MessageLanguage::Nl => format!("{path}: overgeslagen, dit is geen site"),
        MessageLanguage::En => format!("{path}: passed over, this is no site"),
    }
}

/// What became of a site, for programs.
#[derive(Serialize)]
struct SiteReport {
    /// Its folder, as it was named.
    site: String,
    /// Whether it was published.
    published: bool,
    /// How many pages and other files it has.
    files: usize,
    errors: usize,
    warnings: usize,
    /// How many documents stand how to those of the sites below, by the names that `drift --report` has for it.
    documents: BTreeMap<&'static str, usize>,
}

impl SiteReport {
    fn new(site: &Path, published: bool, built: &Built) -> Self {
        let errors = built.diagnostics.iter().filter(|one| one.severity == Severity::Error).count();
        Self {
            site: site.display().to_string(),
            published,
            files: built.outputs.len(),
            errors,
            warnings: built.diagnostics.len() - errors,
            documents: built.standings.iter().map(|(standing, n)| (standing.key(), *n)).collect(),
        }
    }
}

/// The documents that aren't published though nobody said that they are done with: drafts, and those that nobody has reviewed
/// in time. On one line, so that who forgot to say that a text is ready sees it.
fn left_out(built: &Built, language: MessageLanguage) -> Option<String> {
    /// How many are named.
    const NAMED: usize = 5;
    let is_waiting = |why: &Exclusion| matches!(why, Exclusion::Draft | Exclusion::Overdue);
    let mut waiting = built.desk.left_out.iter().filter(|(_, why)| is_waiting(why)).map(|(id, _)| id);
    let named: Vec<&str> = waiting.by_ref().take(NAMED).map(DocumentId::as_str).collect();
    let (n, more) = (named.len(), waiting.count());
    let named = named.join(", ") + if more > 0 { ", …" } else { "" };
    let n = n + more;
    let line = match n {
        0 => return None,
        1 => phrase!(
            "  nog niet op de site: {named} (concept, of te laat herzien)",
            "  not on the site yet: {named} (a draft, or its review is overdue)"
        ),
        _ => phrase!(
            "  nog niet op de site: {n} documenten (concept, of te laat herzien): {named}",
            "  not on the site yet: {n} documents (drafts, or their review is overdue): {named}"
        ),
    };
    Some(line.in_language(language).to_owned())
}

/// How the documents of a site stand to those below it, on one line.
fn standings(built: &Built, language: MessageLanguage) -> Option<String> {
    let counts = built.standings.iter().map(|(standing, n)| {
        let name = standing.name();
        format!("{n} {}", name.in_language(language))
    });
    let counts: Vec<String> = counts.collect();
    (!counts.is_empty()).then(|| format!("  {}", counts.join("; ")))
}

/// The output folder of each site: several get a folder each, by the name of the site's own.
fn outs(build: &Build<'_>) -> Result<Vec<PathBuf>, Error> {
    let Some(out) = build.out.filter(|_| build.sites.len() > 1) else {
        let out = |site: &PathBuf| build.out.map_or_else(|| site.join("public"), Path::to_owned);
        return Ok(build.sites.iter().map(out).collect());
    };
    let mut sites: BTreeMap<OsString, &Path> = BTreeMap::new();
    let mut outs = Vec::new();
    for site in build.sites {
        // `.` and `..` have a name too. What isn't there is reported when it is read.
        let full = std::fs::canonicalize(site).unwrap_or_else(|_| site.clone());
        let name = full.file_name().unwrap_or_default();
        outs.push(out.join(name));
        if let Some(other) = sites.insert(name.to_owned(), site) {
            let (one, other) = (other.to_owned(), site.clone());
            return Err(Error::SameOut { one, other, out: out.join(name) });
        }
    }
    Ok(outs)
}

/// Builds one site, for everybody that it is published for. `false` when it has errors; with what it was made from and what
/// was made last.
fn build_one(
    pipeline: &mut Pipeline,
    site: &Path,
    out: &Path,
    build: &Build<'_>,
    console: Console,
) -> Result<(bool, (Inputs, Built)), Error> {
    let started = Instant::now();
    let mut project = {
        let _progress = console.progress(console.say("lezen", "reading"));
        let mut project = open(site, Mode::Publish)?;
        project.settle()?;
        project
    };
    project.serve_to(build.readership, build.is_for_production);
    let Reach { site: root, below, theme, folders: _ } = project.reach();
    let sources: Vec<&Path> = [&root].into_iter().chain(&below).chain(&theme).map(PathBuf::as_path).collect();
    publish::finish(out, &sources)?;
    let mut inputs = project.into_inputs();
    let first = made(pipeline, &inputs, console);
    console.eprint_diagnostics(&first.diagnostics, &inputs, site);
    let readerships = first.readerships.clone();
    let others: &[Readership] = if build.readership.is_some() { &[] } else { &readerships[1..] };
    let is_alone = others.is_empty();
    let mut sites = vec![(readerships[0], first)];
    for readership in others {
        inputs.readership = Some(*readership);
        let mut other = made(pipeline, &inputs, console);
        // What was reported about their common texts for the first site holds here too.
        other
            .diagnostics
            .retain(|diagnostic| !sites.iter().any(|(_, site)| site.diagnostics.contains(diagnostic)));
        console.eprint_diagnostics(&other.diagnostics, &inputs, site);
        sites.push((*readership, other));
    }
    // All of them or none: they are made from the same texts.
    if let Some(broken) = sites.iter().position(|(_, built)| built.has_errors()) {
        let (_, mut built) = sites.swap_remove(broken);
        built.diagnostics.extend(sites.into_iter().flat_map(|(_, other)| other.diagnostics));
        console.eprint(&console.summary(&built));
        console.eprint(console.say(
            "er is niets gepubliceerd; de vorige versie van de site staat er nog",
            "nothing was published; the last version of the site is still there",
        ));
        return Ok((false, (inputs, built)));
    }
    let folders: Vec<&str> =
        if is_alone { Vec::new() } else { sites.iter().map(|(who, _)| who.folder()).collect() };
    let Build { allow_empty, in_place, cancel, .. } = *build;
    let options = Options { sources: &sources, sites: &folders, allow_empty, in_place, cancel };
    let Publication { sites: published, in_place, leftover, unclaimed } = {
        let _progress = console.progress(console.say("wegschrijven", "writing"));
        let together = (!is_alone).then(|| together(&sites));
        publish(together.as_ref().unwrap_or(&sites[0].1.outputs), out, options)?
    };
    for ((readership, built), published) in sites.iter().zip(published) {
        let out = if is_alone { out.to_owned() } else { out.join(readership.folder()) };
        console.print(&written(&out, built, &published, started, console.language))?;
        if let Some(note) = for_the_host(built) {
            console.print(note.in_language(console.language))?;
        }
    }
    if let Some(why) = in_place {
        let Phrase { nl, en } = why.phrase();
        let why = phrase!(
            "  de bestanden zijn een voor een vervangen: {nl}",
            "  the files were replaced one by one: {en}"
        );
        console.print(why.in_language(console.language))?;
    }
    if let Some(note) = unclaimed_note(&unclaimed) {
        console.print(note.in_language(console.language))?;
    }
    if let Some(leftover) = leftover {
        console.eprint(leftover.phrase().in_language(console.language));
    }
    let (_, built) = sites.swap_remove(0);
    for line in
        [left_out(&built, console.language), standings(&built, console.language)].into_iter().flatten()
    {
        console.print(&line)?;
    }
    Ok((true, (inputs, built)))
}

/// That files stay of which nobody knows whether an earlier version wrote them.
fn unclaimed_note(unclaimed: &[PathBuf]) -> Option<Phrase> {
    const N_NAMED: usize = 5;
    let named: Vec<String> =
        unclaimed.iter().take(N_NAMED).map(|path| format!("`{}`", path.display())).collect();
    let named = (!named.is_empty()).then(|| named.join(", "))?;
    let (nl, en) = match unclaimed.len().saturating_sub(N_NAMED) {
        0 => (String::new(), String::new()),
        n => (format!(" en nog {n}"), format!(" and {n} more")),
    };
    Some(phrase!(
        "  van de vorige build is niet bekend wat ze schreef; dit staat er daarom nog: {named}{nl} (haal weg wat niet meer bij de \
         site hoort: dit wordt één keer gemeld)",
        "  what the last build wrote isn't known; so these are still there: {named}{en} (remove what is no longer of the site: this \
         is reported once)"
    ))
}

/// The sites for all readers in one, so that they are published at once: a folder each, and a file that says for whom it is.
fn together(sites: &[(Readership, Built)]) -> Outputs {
    let mut outputs = Outputs::default();
    let path = |path| OutputPath::new(path).expect("a plain name is a path");
    outputs.add(path("LEESMIJ.txt"), Arc::from(READ_ME.as_bytes()));
    for (readership, built) in sites {
        outputs.add_site(&path(readership.folder()), &built.outputs);
    }
    outputs
}

fn made(pipeline: &mut Pipeline, inputs: &Inputs, console: Console) -> Built {
    let _progress = console.progress(console.say("pagina's maken", "making pages"));
    pipeline.complete(inputs)
}

/// What became of the files of a site, on one line.
fn written(
    out: &Path,
    built: &Built,
    published: &Published,
    started: Instant,
    language: MessageLanguage,
) -> String {
    let Published { written, kept, removed, .. } = published;
    let (n, out, time) = (built.outputs.len(), out.display(), started.elapsed().as_secs_f64());
    match language {
        MessageLanguage::Nl => format!(
            "{out}: {n} bestanden in {time:.1} s ({written} nieuw of anders, {kept} gelijk gebleven, {removed} verdwenen)"
        ),
        MessageLanguage::En => {
            format!(
                "{out}: {n} files in {time:.1} s ({written} new or changed, {kept} unchanged, {removed} gone)"
            )
        }
    }
}

/// What others only look for at the root of a host, where the site lies in a folder of one.
fn for_the_host(built: &Built) -> Option<Phrase> {
    let (scheme, rest) = built.base_url.split_once("://")?;
    let (host, folder) = rest.split_once('/')?;
    let is_made = |file: &&str| OutputPath::new(file).is_some_and(|path| built.outputs.get(&path).is_some());
    let files = [".well-known/security.txt", "robots.txt"].into_iter().filter(is_made);
    let (files, addresses): (Vec<String>, Vec<String>) =
        files.map(|file| (format!("`{file}`"), format!("{scheme}://{host}/{file}"))).unzip();
    if folder.is_empty() || files.is_empty() {
        return None;
    }
    let (all, addresses) = (files.join(", "), addresses.join(", "));
    Some(phrase!(
        "  zet {all} ook op {addresses}: alleen daar wordt ernaar gekeken, en niet in `/{folder}`",
        "  put {all} at {addresses} too: others look there only, and not in `/{folder}`"
    ))
}

/// Opens the folder of a site, as it is today.
pub(super) fn open(site: &Path, mode: Mode) -> Result<Project, Error> {
    Ok(Project::open(site, None, read::today()?, mode)?)
}

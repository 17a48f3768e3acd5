//! `wijkgids rename`: another name for a document, a term, a subject or a heading, in a site and in those of its tree that lie
//! on it.

mod find;

pub(super) mod write;

use std::path::PathBuf;

pub use find::NewName;

use super::build::Error;
use super::console::{Console, path_prefix};
use super::output::say;
use super::read;
use super::target::OpenSite;
use crate::drift::counted;
use crate::pipeline::Pipeline;
use crate::rename::{Renaming, SiteChanges, TreeChanges, TreeSite, new_problems, renamed};
use crate::report::printable;
use crate::text::{Diagnostic, Location, Severity, phrase};

/// A site of the tree, with how its folder was named.
struct OpenTree {
    folders: Vec<PathBuf>,
    sites: Vec<TreeSite>,
}

/// Gives something another name, in all files of the tree or in none. `false` when something would break by it; then nothing was
/// written.
///
/// # Errors
///
/// When a site can't be read or written, when there is no such thing, or when it can't have that name.
pub fn rename(name: NewName<'_>, console: Console) -> Result<bool, Error> {
    let (open, wanted) = find::wanted(name)?;
    let tree = OpenTree::around(open)?;
    let renaming = find::renaming(&tree.sites[0], &tree.folders[0], wanted)?;
    tree.demand_free(&renaming)?;
    let renamed = renamed(&tree.sites, &renaming).map_err(|refusal| Error::Refused(refusal.phrase()))?;
    if renamed.sites.iter().all(SiteChanges::is_empty) {
        return Err(find::nothing_found(&renaming));
    }
    if !renamed.unreached.is_empty() {
        return Err(tree.out_of_reach(&renamed, &renaming));
    }
    let names = find::names(&renaming);
    let mut pipeline = Pipeline::new();
    let mut is_sound = true;
    let mut warnings = Vec::new();
    for (site, folder) in tree.sites.iter().zip(&tree.folders) {
        let after = site.after(&renamed.sites);
        let problems = new_problems(&mut pipeline, &site.inputs, &after, &names);
        let (errors, others): (Vec<Diagnostic>, Vec<Diagnostic>) =
            problems.into_iter().partition(|problem| problem.severity == Severity::Error);
        is_sound &= errors.is_empty();
        console.eprint_diagnostics(&errors, &after, folder);
        warnings.push((after, others));
    }
    if !is_sound {
        let first = phrase!(
            "er is niets hernoemd: dit zou er misgaan; verbeter het eerst, of kies een andere naam",
            "nothing was renamed: this would break; mend it first, or choose another name"
        );
        console.eprint(first.in_language(console.language));
        return Ok(false);
    }
    tree.report(&renamed, &renaming, console)?;
    if name.is_dry_run {
        say(console, &phrase!("er is niets geschreven", "nothing was written"))?;
    } else {
        write::apply(&tree.folders, &tree.sites, &renamed.sites)?;
    }
    for ((after, problems), folder) in warnings.iter().zip(&tree.folders) {
        console.eprint_diagnostics(problems, after, folder);
    }
    Ok(true)
}

impl OpenTree {
    /// The site with those of its tree that lie on it.
    fn around(open: OpenSite) -> Result<Self, Error> {
        let above = read::sites_above(&open.site);
        let mut folders = vec![open.site.clone()];
        let mut all = vec![open];
        for folder in above {
            all.push(OpenSite::new(folder.clone())?);
            folders.push(folder);
        }
        let real: Vec<Option<PathBuf>> = folders.iter().map(|folder| read::real(folder)).collect();
        let sites = all.into_iter().zip(&folders).map(|(OpenSite { inputs, library, .. }, folder)| {
            let place = |way: &String| {
                let layer = read::real(&folder.join(way))?;
                real.iter().position(|other| other.as_ref() == Some(&layer))
            };
            let places = inputs.layers.iter().map(place).collect();
            TreeSite { inputs, places, library }
        });
        Ok(Self { sites: sites.collect(), folders })
    }

    /// Refuses a name that a document of one of the sites has already.
    fn demand_free(&self, renaming: &Renaming) -> Result<(), Error> {
        let Renaming::Documents(names) = renaming else { return Ok(()) };
        for (site, folder) in self.sites.iter().zip(&self.folders) {
            let taken = names.values().filter(|new| !names.contains_key(*new));
            if let Some(stack) = taken.filter_map(|new| site.library.stack(new.as_str())).next() {
                let path = format!("{}{}", path_prefix(folder), stack[0].document.outline.path);
                return Err(Error::Refused(phrase!("`{path}` is er al", "`{path}` is there already")));
            }
        }
        Ok(())
    }

    /// The files that change, a line each.
    fn report(&self, renamed: &TreeChanges, renaming: &Renaming, console: Console) -> Result<(), Error> {
        let mut n_sites = 0;
        for (folder, changes) in self.folders.iter().zip(&renamed.sites) {
            n_sites += usize::from(changes.n_files() > 0);
            let prefix = path_prefix(folder);
            for (from, to) in &changes.moves {
                console.print(&printable(&format!("{prefix}{from} → {prefix}{to}")))?;
            }
            for (path, edits) in changes.edits() {
                let path = changes.moves.get(path).unwrap_or(path);
                let (nl, en) = counted(edits.len(), ["plek", "plekken"], ["place", "places"]);
                let places = console.say(&nl, &en);
                console.print(&printable(&format!("{prefix}{path}: {places}")))?;
            }
        }
        let n_files: usize = renamed.sites.iter().map(SiteChanges::n_files).sum();
        let (old, new) = find::called(renaming);
        let (nl, en) = counted(n_files, ["bestand", "bestanden"], ["file", "files"]);
        let (in_nl, in_en) = counted(n_sites, ["site", "sites"], ["site", "sites"]);
        say(
            console,
            &phrase!(
                "`{old}` heet nu `{new}`: {nl} in {in_nl}",
                "`{old}` is called `{new}` now: {en} in {in_en}"
            ),
        )
    }

    /// Why nothing is renamed where the old name stands in something that isn't text.
    fn out_of_reach(&self, renamed: &TreeChanges, renaming: &Renaming) -> Error {
        const MOST: usize = 5;
        let shown = |(place, at): &(usize, Location)| {
            let (site, folder) = (&self.sites[*place], &self.folders[*place]);
            let line =
                site.inputs.sources.get(&at.path).map_or(1, |source| source.position(at.span.start).line);
            format!("`{}{}:{line}`", path_prefix(folder), at.path)
        };
        let mut places: Vec<String> = renamed.unreached.iter().map(shown).collect();
        places.sort();
        places.dedup();
        places.truncate(MOST);
        let (places, (old, new)) = (places.join(", "), find::called(renaming));
        Error::Refused(phrase!(
            "er is niets hernoemd: `{old}` staat ook waar alleen u het kunt veranderen, in {places}; zet daar eerst `{new}`",
            "nothing was renamed: `{old}` also stands where only you can change it, in {places}; write `{new}` there first"
        ))
    }
}

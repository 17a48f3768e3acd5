//! The repository that a new site is made in: whether there is anything in it yet, and what its editors have to know.

use super::base::Base;
use crate::text::{Phrase, phrase};

/// What keeps a folder's history.
pub(crate) const GIT: &str = ".git";
/// What git is to pass over.
pub(crate) const GITIGNORE: &str = ".gitignore";
/// Where `build` writes the site, as git is told to pass it over.
const PUBLIC: &str = "public/";

/// Whether the names in a folder are those of a repository that somebody has only just made: its history, and what forges
/// offer to put there.
pub(crate) fn is_empty(names: &[String]) -> bool {
    const OFFERED: [&str; 8] = [
        GIT,
        GITIGNORE,
        ".gitattributes",
        ".editorconfig",
        ".github",
        ".gitlab-ci.yml",
        ".gitea",
        ".forgejo",
    ];
    const WRITTEN: [&str; 4] = ["readme", "license", "licence", "copying"];
    let is_offered = |name: &String| {
        let lower = name.to_lowercase();
        // As in `README.md`; a folder of another name, such as `readme-site`, is somebody's work.
        let stem = lower.split('.').next().unwrap_or_default();
        OFFERED.contains(&name.as_str()) || WRITTEN.contains(&stem)
    };
    names.iter().any(|name| name == GIT) && names.iter().all(is_offered)
}

/// What has to be known of a site that is a repository by itself, and passes over what `ignored` says.
pub(crate) fn advice(base: &Base, ignored: &str) -> Vec<Phrase> {
    let mut advice = Vec::new();
    let on = &base.extends;
    if on.starts_with("../") {
        advice.push(phrase!(
            "`{on}` staat naast deze git-repository en zit er niet in: zet die map ook klaar op elke computer die de site maakt",
            "`{on}` is beside this git repository and not in it: put that folder on every computer that makes the site, too"
        ));
    }
    if !ignored.lines().any(|line| line.trim().trim_matches('/') == PUBLIC.trim_matches('/')) {
        advice.push(phrase!(
            "zet `{PUBLIC}` in `{GITIGNORE}`: daar komt de site die `wijkgids build` schrijft",
            "put `{PUBLIC}` into `{GITIGNORE}`: that is where the site goes that `wijkgids build` writes"
        ));
    }
    advice
}

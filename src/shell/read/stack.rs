//! Which folders a site is made from: its own, those of the sites that it lies on, and that of its theme.
#![expect(clippy::disallowed_methods, reason = "this module is the I/O shell")]

use std::path::{Component, Path, PathBuf};

use super::file::{self, MIB};
use super::{Error, nearby};
use crate::config::{self, Config, FILE_NAME};
use crate::data::Read;
use crate::layout::Folders;
use crate::model::{ContentModel, Language};
use crate::text::{Diagnostic, Location, Phrase, Rule, Source, SourcePath, joined, phrase};

/// How many sites may lie on each other: nation, region, municipality, team, and as many again.
const DEEPEST: usize = 8;

/// The folders that a site is made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct LayerStack {
    /// The folder of each layer with the way to it from the site's own, the lowest first and the site's own last.
    pub(super) layers: Vec<(String, PathBuf)>,
    /// The folder of the theme, where one of the layers names one; the topmost counts.
    pub(super) theme: Option<PathBuf>,
    /// The folders that are read in each of them.
    pub(super) folders: Folders,
    /// What is wrong with the way down.
    pub(super) found: Vec<Diagnostic>,
    /// The folder in which the next layer should be and isn't.
    pub(super) missing: Option<PathBuf>,
}

/// Follows `extends` from the folder of a site down to the lowest one. Costs as many small files as there are layers.
/// What is wrong with a layer below is reported, and the site made without it.
pub(super) fn stack(root: &Path) -> LayerStack {
    let mut layers = Vec::new();
    let (mut theme, mut found, mut missing) = (None, Vec::new(), None);
    let mut sources = Vec::new();
    let mut way = String::new();
    let mut folder = root.to_owned();
    loop {
        let config = config_of(&way, &folder);
        layers.push((way.clone(), folder.clone()));
        let Some((config, source)) = config else { break };
        sources.push(source.clone());
        if let Some(named) = &config.theme {
            match theme_folder(root, &folder, &named.value) {
                Ok(folder) => theme = theme.or(folder),
                Err(message) => found.push(broken(&source, named.span, message)),
            }
        }
        let Some(Read { value: extends, span }) = config.extends else { break };
        match below(root, &layers, &way, &extends) {
            Ok(next) => (way, folder) = next,
            Err(message) => {
                found.push(broken(&source, span, message));
                missing = Some(normal(&root.join(way_to(&way, &extends))));
                break;
            }
        }
    }
    layers.reverse();
    sources.reverse();
    let model = configs(&sources).pop().map(|config| config.model);
    let model = model.unwrap_or_else(|| ContentModel::built_in(&Language::dutch(), &Language::dutch()));
    LayerStack { layers, theme, folders: Folders::of(&model), found, missing }
}

/// What each layer configures with all that it lies on, the lowest first.
fn configs(sources: &[Source]) -> Vec<Config> {
    let mut configs: Vec<Config> = Vec::new();
    for source in sources {
        configs.push(config::read(source, configs.last(), None).value);
    }
    configs
}

/// The folders that are read in a site.
pub(in crate::shell) fn folders_of(site: &Path) -> Folders {
    stack(site).folders
}

fn config_of(way: &str, folder: &Path) -> Option<(Config, Source)> {
    let source = source_of(way, folder)?;
    Some((config::read(&source, None, None).value, source))
}

fn source_of(way: &str, folder: &Path) -> Option<Source> {
    let (bytes, _) = file::read(&folder.join(FILE_NAME), MIB).ok()?;
    let path = SourcePath::below(way, FILE_NAME).ok()?;
    Some(Source::decode(path, &bytes).value)
}

/// What a site, with all that it lies on, is to one that will lie on it.
pub(in crate::shell) struct Layered {
    /// What it configures.
    pub(in crate::shell) config: Config,
    /// The title of the lowest site.
    pub(in crate::shell) title: String,
    /// The folders of all of them.
    pub(in crate::shell) folders: Vec<PathBuf>,
}

/// Reads only the configurations of a site and of those that it lies on. Costs as many small files as there are.
///
/// # Errors
///
/// When the folder isn't there, or isn't a site.
pub(in crate::shell) fn layered(folder: &Path) -> Result<Layered, Error> {
    let path = folder.to_owned();
    if !folder.is_dir() {
        return Err(Error::NoFolder { path });
    }
    let layers = stack(folder).layers;
    let sources: Vec<Source> = layers.iter().filter_map(|(way, folder)| source_of(way, folder)).collect();
    let mut configs = configs(&sources);
    let title = configs.first().map(|lowest| lowest.title.clone());
    match (configs.pop(), title) {
        (Some(config), Some(title)) if folder.join(FILE_NAME).is_file() => {
            Ok(Layered { config, title, folders: layers.into_iter().map(|(_, folder)| folder).collect() })
        }
        _ => Err(Error::NotASite { nearby: nearby::sites(&path), path }),
    }
}

/// The folders that a site lies on.
pub(in crate::shell) struct BaseFolders {
    /// The nearest first.
    pub(in crate::shell) folders: Vec<PathBuf>,
    /// The folder in which the next one should be and isn't, and what is wrong with the way there.
    pub(in crate::shell) missing: Option<PathBuf>,
    /// What is wrong with the way down.
    pub(in crate::shell) found: Option<Phrase>,
}

/// Finds them from the absolute path of the site's folder. Costs as many small files as there are.
pub(in crate::shell) fn base_folders(site: &Path) -> BaseFolders {
    let LayerStack { mut layers, found, missing, .. } = stack(site);
    layers.pop();
    let folders = layers.into_iter().rev().map(|(_, folder)| folder).collect();
    let found = found.into_iter().find(|found| found.rule == Rule::BrokenBase).map(|found| found.message);
    BaseFolders { folders, missing, found }
}

/// Whether a site that isn't there yet could say `extends` of a folder that is; else why not.
pub(in crate::shell) fn can_extend(site: &Path, extends: &str) -> Result<(), Phrase> {
    below(site, &[(String::new(), site.to_owned())], "", extends).map(drop)
}

/// The way to the folder that `extends` names in the layer reached by `way`, and the folder; or why it can't be one.
fn below(
    root: &Path,
    layers: &[(String, PathBuf)],
    way: &str,
    extends: &str,
) -> Result<(String, PathBuf), Phrase> {
    if extends.contains(['\\', '\0']) || Path::new(extends).is_absolute() {
        return Err(phrase!(
            "`{extends}` is geen pad vanaf deze map",
            "`{extends}` isn't a path from this folder"
        ));
    }
    let next = way_to(way, extends);
    let folder = normal(&root.join(&next));
    if layers.iter().any(|(_, other)| *other == folder) {
        return Err(phrase!(
            "via `{extends}` ligt deze site op zichzelf",
            "by way of `{extends}` this site lies on itself"
        ));
    }
    if layers.len() >= DEEPEST {
        return Err(phrase!(
            "er liggen meer dan {DEEPEST} sites op elkaar",
            "more than {DEEPEST} sites lie on each other"
        ));
    }
    if !is_within_reach(root, &folder) {
        return Err(out_of_reach(root, extends));
    }
    if !folder.join(FILE_NAME).is_file() {
        return Err(phrase!(
            "in `{extends}` staat geen site: er is daar geen `{FILE_NAME}`",
            "there is no site in `{extends}`: it has no `{FILE_NAME}`"
        ));
    }
    Ok((next, folder))
}

fn broken(source: &Source, span: crate::text::Span, message: Phrase) -> Diagnostic {
    Diagnostic::new(Rule::BrokenBase, message).at(Location::new(source.path().clone(), span)).hint(phrase!(
        "schrijf het pad van de map van een andere site, gezien vanaf deze, zoals `../landelijk`",
        "write the path of the folder of another site, seen from this one, as in `../landelijk`"
    ))
}

/// The folder of the theme that a layer names; `None` where it isn't there, which is reported at the line that names it.
///
/// Everything in it is published, so it has to be the site's to publish: within the repository of the layer that names it,
/// and where there is none, a layer below can only have it beside itself.
fn theme_folder(root: &Path, layer: &Path, theme: &str) -> Result<Option<PathBuf>, Phrase> {
    if Path::new(theme).is_absolute() {
        return Err(phrase!(
            "`{theme}` is geen pad vanaf deze map",
            "`{theme}` isn't a path from this folder"
        ));
    }
    let folder = layer.join(theme);
    if !folder.is_dir() {
        return Ok(None);
    }
    let home = repository(root).filter(|home| layer == root || lies_in(layer, home));
    // Of a layer that isn't in the site's repository, what is there is that layer's to publish.
    let home = home.or_else(|| repository(layer).filter(|_| layer != root));
    let beside = if layer == root { None } else { layer.parent().map(Path::to_owned) };
    match home.or(beside) {
        Some(bounds) if !lies_in(&folder, &bounds) => Err(outside(theme)),
        Some(_) | None => Ok(Some(folder)),
    }
}

/// Whether a site may lie on what is in a folder. A site can come from somebody else, and whoever makes it publishes what it
/// lies on; so what it names lies in its repository. A site that is a repository by itself has nothing around it there: what
/// it lies on stands in the folder beside it, such as a clone of the base, and nowhere further away.
fn is_within_reach(root: &Path, folder: &Path) -> bool {
    let Some(repository) = repository(root) else { return true };
    let beside = repository.parent().filter(|_| repository == normal(root));
    lies_in(folder, &repository) || beside.is_some_and(|beside| lies_in(folder, beside))
}

fn out_of_reach(root: &Path, extends: &str) -> Phrase {
    let own = repository(root).filter(|repository| *repository == normal(root));
    let Some(name) = own.as_deref().and_then(Path::file_name) else { return outside(extends) };
    let name = name.to_string_lossy();
    phrase!(
        "`{extends}` ligt te ver weg: deze site is een eigen git-repository, en waar ze op ligt hoort in de map waar ook \
         `{name}` in staat",
        "`{extends}` lies too far away: this site is a git repository of its own, and what it lies on belongs into the \
         folder that holds `{name}`"
    )
}

fn outside(path: &str) -> Phrase {
    phrase!(
        "`{path}` ligt buiten deze git-repository: wie die kopieert, heeft het niet",
        "`{path}` lies outside this git repository: who copies that doesn't have it"
    )
}

/// Whether a folder lies in another one, wherever links lead. What isn't there lies where its name says.
fn lies_in(folder: &Path, bounds: &Path) -> bool {
    let real = |path: &Path| std::fs::canonicalize(path).unwrap_or_else(|_| normal(path));
    real(folder).starts_with(real(bounds))
}

/// The way to a folder that is named in a folder reached by `way`, without detours and with a slash at its end.
fn way_to(way: &str, reference: &str) -> String {
    match joined(way, reference) {
        here if here.is_empty() => here,
        path => path + "/",
    }
}

/// An absolute path without `..`: as people read it, whatever links there are.
pub(in crate::shell) fn normal(path: &Path) -> PathBuf {
    let mut normal = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => drop(normal.pop()),
            Component::CurDir => {}
            other => normal.push(other),
        }
    }
    normal
}

/// The folder of the repository that a folder lies in, if it lies in one.
pub(in crate::shell) fn repository(folder: &Path) -> Option<PathBuf> {
    let folder = normal(folder);
    folder.ancestors().find(|folder| folder.join(".git").exists()).map(Path::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_way_has_no_detours() {
        for (way, reference, expected) in [
            ("", "../landelijk", "../landelijk/"),
            ("../regio/", "../landelijk/", "../landelijk/"),
            ("../regio/", "./basis", "../regio/basis/"),
            ("", "../../a", "../../a/"),
            ("a/", "..", ""),
        ] {
            assert_eq!(way_to(way, reference), expected, "{way} {reference}");
        }
    }
}

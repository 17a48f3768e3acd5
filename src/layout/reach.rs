//! Which paths can matter to a project, by their names alone.

use std::path::{Path, PathBuf};

use super::folders::{Folders, KEPT, is_kept};
use super::name;
use crate::page::theme_folders;

/// The folders of a [`Project`](crate::shell::read::Project), for somebody who hears of paths and wants to know which concern it.
#[derive(Clone, Debug)]
pub struct Reach {
    /// The site's folder, as an absolute path.
    pub site: PathBuf,
    /// The folders of the sites that it lies on, as absolute paths.
    pub below: Vec<PathBuf>,
    /// The theme's folder, as an absolute path.
    pub theme: Option<PathBuf>,
    /// The names of the folders that are read in a site.
    pub folders: Folders,
}

impl Reach {
    /// Whether something that is read can lie at or below an absolute path: not in the output folder, nor where editors
    /// keep their copies.
    pub fn covers(&self, path: &Path) -> bool {
        let in_layer = |folder: &PathBuf| {
            let Ok(inside) = path.strip_prefix(folder) else { return false };
            let mut parts = inside.components();
            let is_part = match parts.next() {
                None => true,
                Some(first) if self.folders.names().any(|folder| first.as_os_str() == folder) => true,
                Some(_) => {
                    parts.next().is_none() && inside.extension().is_some_and(|ending| ending == "yaml")
                }
            };
            is_kept(inside) || is_part && is_visible(inside)
        };
        let is_of_theme = |inside: &Path| {
            let first = inside.components().next();
            first.is_none_or(|first| theme_folders().any(|folder| first.as_os_str() == folder))
                && is_visible(inside)
        };
        let in_theme =
            (self.theme.as_ref()).is_some_and(|theme| path.strip_prefix(theme).is_ok_and(is_of_theme));
        self.layers().any(in_layer) || in_theme
    }

    /// The folder of the site and of every site that it lies on.
    pub fn layers(&self) -> impl Iterator<Item = &PathBuf> {
        std::iter::once(&self.site).chain(&self.below)
    }

    /// The folders in which what is read lies right beside what isn't: those of the layers, and that of the theme.
    pub fn roots(&self) -> impl Iterator<Item = &PathBuf> {
        self.layers().chain(&self.theme)
    }

    /// The folders with everything in them that is read; they need not be there.
    pub fn folders(&self) -> impl Iterator<Item = PathBuf> {
        let parts = |layer: &PathBuf| {
            self.folders.names().chain([KEPT]).map(|folder| layer.join(folder)).collect::<Vec<_>>()
        };
        let of_theme = |theme: &PathBuf| theme_folders().map(|folder| theme.join(folder)).collect::<Vec<_>>();
        self.layers().flat_map(parts).chain(self.theme.iter().flat_map(of_theme))
    }
}

fn is_visible(inside: &Path) -> bool {
    !inside.components().any(|part| name::is_hidden(part.as_os_str()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ContentModel, Language};

    #[test]
    fn only_what_is_read_is_covered() {
        let folders = Folders::of(&ContentModel::built_in(&Language::dutch(), &Language::dutch()));
        let (site, theme) = ("/x/site".into(), Some("/x/theme".into()));
        let reach = Reach { site, below: Vec::new(), theme, folders };
        for path in [
            "/x/site",
            "/x/site/a.yaml",
            "/x/site/.wijkgids/settled.yaml",
            "/x/site/kaarten/a/b.md",
            "/x/theme",
            "/x/theme/styles/a/b.css",
        ] {
            assert!(reach.covers(Path::new(path)), "{path}");
        }
        let others = [
            "/x",
            "/x/site2/a.yaml",
            "/x/site/public",
            "/x/site/public/index.html",
            "/x/site/.public.wijkgids-lock",
            "/x/site/kaarten/.a.md.swp",
            "/x/site/kaarten/a.md~",
            "/x/site/notes/a.yaml",
            "/x/site/.wijkgids/base/0123456789abcdef.md",
            "/x/theme/.git/index",
            "/x/theme/styles/.b.css.swp",
            "/x/theme/notes/a.css",
            "/x/theme/README.md",
        ];
        for path in others {
            assert!(!reach.covers(Path::new(path)), "{path}");
        }
    }
}

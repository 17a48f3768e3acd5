//! The folders that a theme has, each said once; whatever else lies beside them isn't read.

pub(crate) const TEMPLATES: &str = "templates/";
pub(super) const STYLES: &str = "styles/";
pub(super) const SCRIPTS: &str = "scripts/";
pub(crate) const ICONS: &str = "icons/";
/// The words of the interface, by language.
pub(crate) const STRINGS: &str = "strings/";
/// What is published as it is.
pub(super) const ASSETS: &str = "assets/";

/// All of them, as the start of a path in the theme: what pages look like comes first.
const ALL: [&str; 6] = [TEMPLATES, STYLES, SCRIPTS, ICONS, STRINGS, ASSETS];

/// The names of the folders that a theme may have.
pub fn theme_folders() -> impl Iterator<Item = &'static str> + Clone {
    ALL.iter().map(|folder| folder.trim_end_matches('/'))
}

//! The languages of a site that its theme has no texts in.

use super::theme::{ThemeFiles, default_strings, tags};
use super::theme_folders::STRINGS;
use crate::config::FILE_NAME;
use crate::model::Language;
use crate::text::{Diagnostic, Location, Rule, Severity, SourcePath, phrase};

/// That a theme says everything in English to readers of some of a site's languages, which it has no texts in.
pub fn unspoken(own: &ThemeFiles, languages: &[Language]) -> Option<Diagnostic> {
    let speaks = |language: &Language| {
        let paths = tags(language).map(|tag| format!("{STRINGS}{tag}.yaml"));
        default_strings(language).is_some()
            || own.keys().any(|path| paths.iter().any(|of| path.as_str() == of))
    };
    let unspoken: Vec<&Language> = languages.iter().filter(|language| !speaks(language)).collect();
    let first = unspoken.first()?;
    let names = unspoken.iter().map(|language| format!("`{language}`")).collect::<Vec<_>>().join(", ");
    let diagnostic = Diagnostic::new(
        Rule::TemplateError,
        phrase!(
            "het thema heeft geen teksten in {names}: wat het zelf zegt, zoals op knoppen, staat daar in het Engels",
            "the theme has no texts in {names}: what it says itself, such as on buttons, is in English there"
        ),
    );
    let path = SourcePath::new(FILE_NAME).expect("the name of a file is a path");
    let diagnostic = Diagnostic { severity: Severity::Warning, ..diagnostic }.at(Location::file(path));
    Some(diagnostic.hint(phrase!(
        "zet ze in `{STRINGS}{first}.yaml` van een eigen thema; de namen staan in `{STRINGS}en.yaml` van het standaardthema",
        "put them into `{STRINGS}{first}.yaml` of a theme of your own; the names are in `{STRINGS}en.yaml` of the default theme"
    )))
}

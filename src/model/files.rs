//! What the files of data that a site has one of are called: in the language of the site, and either name is read.

use crate::data::KeyName;

/// The register of sources and facts.
pub(crate) const REGISTER: KeyName = KeyName { en: "sources.yaml", nl: "bronnen.yaml" };
/// The glossary.
pub(crate) const GLOSSARY: KeyName = KeyName { en: "glossary.yaml", nl: "begrippen.yaml" };
/// What means the same, for search.
pub(crate) const SYNONYMS: KeyName = KeyName { en: "synonyms.yaml", nl: "synoniemen.yaml" };
/// What search has to find.
pub(crate) const TRIALS: KeyName = KeyName { en: "search-tests.yaml", nl: "zoektoetsen.yaml" };
/// The national telephone numbers.
pub(crate) const NUMBERS: KeyName = KeyName { en: "numbers.yaml", nl: "nummers.yaml" };
/// The areas of a municipality.
pub(crate) const AREAS: KeyName = KeyName { en: "areas.yaml", nl: "gebieden.yaml" };
/// What is known about those in figures.
pub(crate) const FIGURES: KeyName = KeyName { en: "area-figures.csv", nl: "wijkcijfers.csv" };

/// The releases that were handed out.
pub(crate) const RELEASES: KeyName = KeyName { en: "releases.yaml", nl: "uitgaven.yaml" };

/// All of them.
pub(crate) const ALL: [KeyName; 8] =
    [REGISTER, GLOSSARY, SYNONYMS, TRIALS, NUMBERS, AREAS, FIGURES, RELEASES];

/// The endings of files that hold data.
const OF_DATA: [&str; 10] = ["csv", "json", "ods", "tsv", "xls", "xlsb", "xlsm", "xlsx", "yaml", "yml"];

/// The file of data that one was meant to be which has its name and another ending of data: `wijkcijfers.xlsx`, `gebieden.yml`.
pub(crate) fn misnamed(name: &str) -> Option<&'static str> {
    let (stem, ending) = name.rsplit_once('.')?;
    if !OF_DATA.iter().any(|data| data.eq_ignore_ascii_case(ending)) {
        return None;
    }
    let names = ALL.iter().flat_map(|file| [file.nl, file.en]);
    let mut meant =
        names.filter(|file| *file != name && file.rsplit_once('.').is_some_and(|(own, _)| own == stem));
    meant.next()
}

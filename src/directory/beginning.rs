//! A provision that isn't listed yet: what an editor gets to begin with.

use jiff::civil::Date;

use crate::data::{KeyName, quoted};
use crate::model::{Column, Language, keys};

/// The text of a file with one provision: a draft with the columns that every one needs, and those that help most. `terms` are
/// the words that it has of facets.
///
/// ```
/// use wijkgids::model::{ContentModel, Language};
///
/// let nl = Language::new("nl").expect("a language");
/// let columns = ContentModel::built_in(&nl, &nl);
/// let today = jiff::civil::date(2026, 11, 22);
/// let text = wijkgids::directory::beginning("buurttafel", "Buurttafel", &columns.columns(), &[], &nl, today);
/// assert!(text.starts_with("voorzieningen:\n  buurttafel:\n    naam: Buurttafel\n"));
/// ```
pub fn beginning(
    id: &str,
    name: &str,
    columns: &[Column<'_>],
    terms: &[(String, String)],
    language: &Language,
    today: Date,
) -> String {
    let key = |key: KeyName| key.in_language(language);
    let mut text = format!("{}:\n  {id}:\n", key(keys::PROVISIONS));
    for column in columns {
        let chosen: Vec<String> = terms
            .iter()
            .filter(|(facet, _)| *facet == column.field.id)
            .map(|(_, term)| quoted(term))
            .collect();
        if column.offered.is_none() && chosen.is_empty() {
            continue;
        }
        let value = match column.name {
            Some(keys::NAME) => quoted(name),
            Some(keys::STATUS) => key(keys::DRAFT).to_owned(),
            Some(keys::CHECKED) => today.to_string(),
            _ if column.field.is_many => format!("[{}]", chosen.join(", ")),
            _ => chosen.concat(),
        };
        let line = format!("    {}: {value}", column.key(language));
        text.push_str(line.trim_end());
        let advice = column.offered.map_or("", |(nl, en)| language.messages().pick(nl, en));
        if !advice.is_empty() {
            // Two blanks before it say that it is a comment and no text that fell off.
            text.push_str("  # ");
            text.push_str(&advice.replace('\n', " "));
        }
        text.push('\n');
    }
    text
}

//! The files of a new site, from what is known of it.

use std::collections::BTreeMap;

use super::answers::Answers;
use super::base::Base;
use super::file::NewFile;
use crate::config::FILE_NAME;
use crate::data::quoted;
use crate::model::{KindId, Language};
use crate::text::fill;

const CONFIG: &str = include_str!("templates/wijkgids.yaml");
const README: &str = include_str!("templates/LEESMIJ.md");
const GITIGNORE: &str = include_str!("templates/gitignore");
const PAGE: &str = include_str!("templates/over-ons.md");

/// Where the example of an own page lies.
pub(crate) const PAGE_PATH: &str = "paginas/over-ons.md";

/// The value that holds the areas.
const AREAS: &str = "wijken";

/// The files, by path in the site's folder.
pub(crate) fn files(answers: &Answers, base: &Base) -> Vec<NewFile> {
    let Answers { name, values: _, languages, areas, address } = answers;
    let address = match address {
        Some(address) => format!("base_url: {}", address.as_str()),
        None => "# base_url: https://www.voorbeeld.nl/wijkgids/".to_owned(),
    };
    let tags: Vec<&str> = languages.iter().map(Language::as_str).collect();
    // As below needs no line: what is added there is here too.
    let sign = if *languages == base.config.languages { "# " } else { "" };
    let in_areas = if areas.is_empty() { "" } else { " Wij werken in {{ wijken }}." };
    let slots: BTreeMap<String, String> = [
        ("naam", name.clone()),
        ("extends", quoted(&base.extends)),
        ("titel", quoted(&format!("{} {name}", base.title))),
        ("adres", address),
        ("talen", format!("{sign}languages: [{}]", tags.join(", "))),
        ("waarden", values(answers, base)),
        ("wijkzin", in_areas.to_owned()),
    ]
    .map(|(slot, text)| (slot.to_owned(), text))
    .into();
    let mut files = vec![
        NewFile::text(FILE_NAME, fill(CONFIG, &slots)),
        NewFile::text("LEESMIJ.md", fill(README, &slots)),
        NewFile::text(".gitignore", GITIGNORE.to_owned()),
    ];
    // Git keeps no folder without a file.
    let folder = |kind: KindId| &base.config.model.kind(kind).folder;
    for kind in [KindId::CARD, KindId::QUESTION] {
        files.push(NewFile::text(&format!("{}/.gitkeep", folder(kind)), String::new()));
    }
    let page = folder(KindId::PAGE);
    if base.holds_page {
        files.push(NewFile::text(&format!("{page}/.gitkeep"), String::new()));
    } else {
        files.push(NewFile::text(PAGE_PATH, fill(PAGE, &slots)));
    }
    files
}

/// The lines under `values`, each with what it is for.
fn values(answers: &Answers, base: &Base) -> String {
    let mut lines = Vec::new();
    for (name, text) in &answers.values {
        let purpose = match name.as_str() {
            "gemeente" => "Zo heet jullie gemeente.",
            "team" => "Zo heet een team, midden in een zin.",
            "telefoon" => "Het nummer dat inwoners bellen. Bel het zelf een keer.",
            _ => "De gids hieronder vraagt hierom.",
        };
        let is_as_below = base.config.values.get(name) == Some(text);
        let check = match is_as_below {
            true if base.config.placeholders.contains_key(name) => {
                " Dit is een voorbeeld: zolang het er staat, weigert `wijkgids build --production`."
            }
            true => " Nu nog zoals in de gids hieronder.",
            false => "",
        };
        lines.push(format!("  # {purpose}{check}\n  {name}: {}", quoted(text)));
    }
    let (sign, areas) = match &answers.areas[..] {
        [] => ("# ", "Havenkwartier en De Weiden".to_owned()),
        [only] => ("", only.clone()),
        [others @ .., last] => ("", format!("{} en {last}", others.join(", "))),
    };
    lines.push(format!("  # De wijken waar jullie werken.\n  {sign}{AREAS}: {}", quoted(&areas)));
    lines.join("\n")
}

//! The provisions of a site as a table: a [`Directory`] → the text of a file that reads back as the same directory.
//!
//! The columns are `id` and [`COLUMNS`], by their names in the language of the site; texts for readers have one more for
//! each language that they are there in, such as `aanbod[en]`. Several things stand in one cell with `; ` between them, and
//! `\;` for a semicolon that belongs to one. A cell that a program for tables would take for a formula starts with an
//! apostrophe, which goes when it is read.
//!
//! The table is for those who keep the list: it holds drafts, and what only teams should see.

use super::names::{delimiter, name_of};
use crate::calendar::OpeningHours;
use crate::data::KeyName;
use crate::directory::{COLUMNS, Directory, ForTeams, Provider, Provision, WayIn, Wording, guarded, joined};
use crate::document::{Audience, Status};
use crate::model::{Language, keys};
use std::collections::BTreeSet;

/// The provisions in the order of their ids, below a header. Starts with a byte order mark, without which programs for
/// tables take UTF-8 for something else.
pub fn csv(directory: &Directory, language: &Language) -> String {
    let provisions = || directory.provisions.values();
    let spoken: Vec<BTreeSet<&Language>> = (0..COLUMNS.len())
        .map(|column| provisions().flat_map(|provision| others(&held(provision)[column])).collect())
        .collect();
    let mut writer = ::csv::WriterBuilder::new().delimiter(delimiter(language)).from_writer(vec![]);
    let mut write = |row: Vec<String>| {
        writer.write_record(row.iter().map(|cell| guarded(cell))).expect("rows are equally long");
    };
    let mut header = vec![keys::ID.in_language(language).to_owned()];
    for (column, spoken) in COLUMNS.iter().zip(&spoken) {
        let name = column.key.in_language(language);
        header.push(name.to_owned());
        header.extend(spoken.iter().map(|other| format!("{name}[{other}]")));
    }
    write(header);
    for provision in provisions() {
        let mut row = vec![provision.id.clone()];
        for (held, spoken) in held(provision).into_iter().zip(&spoken) {
            match held {
                Held::One(text) => row.push(text),
                Held::Choice(name) => row.push(name.in_language(language).to_owned()),
                Held::Several(texts) => row.push(joined(texts.iter().map(String::as_str))),
                Held::Words(wording) => {
                    row.push(wording.map(|wording| wording.own.clone()).unwrap_or_default());
                    let other = |other: &&Language| wording?.others.get(*other).cloned();
                    row.extend(spoken.iter().map(|language| other(language).unwrap_or_default()));
                }
            }
        }
        write(row);
    }
    let bytes = writer.into_inner().expect("a list of bytes takes whatever is written");
    format!("\u{feff}{}", String::from_utf8(bytes).expect("cells are text"))
}

/// What a column holds of a provision.
enum Held<'p> {
    One(String),
    Choice(KeyName),
    Several(Vec<String>),
    Words(Option<&'p Wording>),
}

/// The languages of a text besides that of the site.
fn others<'p>(held: &Held<'p>) -> impl Iterator<Item = &'p Language> + use<'p> {
    let wording = if let Held::Words(wording) = held { *wording } else { None };
    wording.into_iter().flat_map(Wording::languages)
}

/// What each of [`COLUMNS`] holds of a provision.
fn held(provision: &Provision) -> [Held<'_>; COLUMNS.len()] {
    let Provision {
        id: _,
        name,
        organisation,
        provider,
        offer,
        for_whom,
        topics,
        questions,
        way_in,
        how,
        cost,
        languages,
        accessibility,
        address,
        postcode,
        city,
        phone,
        email,
        website,
        hours,
        areas,
        coverage: _,
        checked,
        valid_months,
        source,
        notice,
        audience,
        status,
        for_teams: ForTeams { cost: team_cost, waiting_time, referral, contact },
    } = provision;
    let one = |text: &Option<String>| Held::One(text.clone().unwrap_or_default());
    let several = |texts: &[String]| Held::Several(texts.to_vec());
    let provider = provider.map(|provider| name_of(&Provider::CHOICES, &provider));
    [
        Held::One(name.clone()),
        Held::One(organisation.clone()),
        provider.map_or(Held::One(String::new()), Held::Choice),
        Held::Words(Some(offer)),
        Held::Words(for_whom.as_ref()),
        several(topics),
        several(questions),
        Held::Choice(name_of(&WayIn::CHOICES, way_in)),
        Held::Words(how.as_ref()),
        Held::Words(cost.as_ref()),
        Held::Several(languages.iter().map(Language::to_string).collect()),
        several(accessibility),
        one(address),
        one(postcode),
        one(city),
        one(phone),
        one(email),
        one(website),
        Held::One(hours.as_ref().map(OpeningHours::as_str).unwrap_or_default().to_owned()),
        several(areas),
        Held::One(checked.map(|date| date.to_string()).unwrap_or_default()),
        Held::One(valid_months.map(|months| months.to_string()).unwrap_or_default()),
        one(source),
        Held::Words(notice.as_ref()),
        Held::Choice(name_of(&Audience::CHOICES, audience)),
        Held::Choice(name_of(&Status::CHOICES, status)),
        one(team_cost),
        one(waiting_time),
        one(referral),
        one(contact),
    ]
}

//! What stands in a cell of somebody else's list, as a field of ours takes it. What can't be made out stays as it is: the
//! reader of provisions refuses it, and says why.

use jiff::civil::Date;

use super::{Known, dutch_hours, synonyms};
use crate::calendar::OpeningHours;
use crate::directory::{AreaCode, Postcode, Provider, WayIn, parted};
use crate::exchange::names::name_of;
use crate::model::{Column, ColumnForm, FieldOption, FieldType, Language, keys};
use crate::text::{DUTCH_MONTHS, Phrase, phrase, slugify};

/// The texts for a column: several for one that holds several, else one.
///
/// # Errors
///
/// Why this can't be the text of the column, where its reader would take it for something else than was meant.
pub(super) fn texts(column: &Column<'_>, cell: &str, known: &Known<'_>) -> Result<Vec<String>, Phrase> {
    if !column.field.is_many {
        return Ok(vec![text(column, cell, known)?]);
    }
    let is_listed =
        matches!(column.form, ColumnForm::Topic | ColumnForm::Language | ColumnForm::Area | ColumnForm::Term)
            || matches!(column.field.holds, FieldType::Choice(_));
    let ends: &[char] = if is_listed { &[',', '/', '\n'] } else { &['\n'] };
    let parts = parted(cell);
    let parts = parts.iter().flat_map(|part| part.split(ends)).map(str::trim).filter(|part| !part.is_empty());
    parts.map(|part| text(column, part, known)).collect()
}

fn text(column: &Column<'_>, cell: &str, known: &Known<'_>) -> Result<String, Phrase> {
    let tag = || Language::new(cell).is_none().then(|| synonyms::language(cell)).flatten();
    Ok(match &column.field.holds {
        FieldType::Choice(options) => chosen(column, options, cell, known),
        FieldType::Hours => hours(cell)?,
        FieldType::Date => date(cell).map_or_else(|| cell.to_owned(), |date| date.to_string()),
        FieldType::Url => website(cell),
        FieldType::Email => cell.trim_start_matches("mailto:").to_owned(),
        FieldType::Phone => phone(cell).to_owned(),
        FieldType::Boolean => synonyms::flag(cell).map_or_else(|| cell.to_owned(), |flag| flag.to_string()),
        _ => match column.form {
            ColumnForm::Language => tag().unwrap_or(cell).to_owned(),
            ColumnForm::Area => area(cell, known).unwrap_or_else(|| cell.to_owned()),
            _ => cell.to_owned(),
        },
    })
}

/// The word of a choice that a cell means, by what it is called in files, by what readers see, or by another word for it.
fn chosen(column: &Column<'_>, options: &[FieldOption], cell: &str, known: &Known<'_>) -> String {
    let name = match column.name {
        Some(keys::WAY_IN) => synonyms::way_in(cell).map(|way| name_of(&WayIn::CHOICES, &way)),
        Some(keys::KIND) => synonyms::provider(cell).map(|kind| name_of(&Provider::CHOICES, &kind)),
        _ => None,
    };
    if let Some(name) = name {
        return name.in_language(known.language).to_owned();
    }
    let slug = slugify(cell);
    let is_meant = |option: &&FieldOption| option.id == slug || slugify(&option.title) == slug;
    let meant = options.iter().filter(|_| column.name.is_none()).find(is_meant);
    meant.map_or_else(|| cell.to_owned(), |option| option.id.clone())
}

/// The code of an area that is written by its name.
pub(super) fn area(written: &str, known: &Known<'_>) -> Option<String> {
    if AreaCode::new(written).is_some() || Postcode::new(written).is_some() {
        return None;
    }
    let name = slugify(written);
    let areas = known.directory.areas.areas.values();
    let mut named = areas.filter(|area| slugify(&area.name) == name && !name.is_empty());
    let code = named.next()?.code.to_string();
    named.next().is_none().then_some(code)
}

/// Hours of either syntax. In that of OpenStreetMap a time without a day is one of every day, which nobody means who writes
/// a list by hand.
fn hours(cell: &str) -> Result<String, Phrase> {
    if let Some(hours) = dutch_hours::understood(cell) {
        return Ok(hours.as_str().to_owned());
    }
    let is_without_days = !cell.contains(char::is_alphabetic);
    if is_without_days && OpeningHours::new(cell).is_ok() {
        return Err(phrase!("op welke dagen dit is, staat er niet bij", "on which days this is, isn't said"));
    }
    Ok(cell.to_owned())
}

/// A date as people and programs for tables write it; `None` where day and month could be one another.
pub(super) fn date(cell: &str) -> Option<Date> {
    let day = cell.split([' ', 'T']).next().unwrap_or(cell);
    if let Some(date) = Some(day).filter(|day| day.len() == 10).and_then(|day| day.parse().ok()) {
        return Some(date);
    }
    let parts: Vec<&str> = cell.split(['-', '.', '/', ' ']).collect();
    let [day, month, year] = parts.as_slice() else { return None };
    let month_by_name = DUTCH_MONTHS.iter().position(|name| *name == month.to_lowercase());
    let month: i8 = match month_by_name {
        Some(idx) => i8::try_from(idx + 1).ok()?,
        None => month.parse().ok()?,
    };
    let day: i8 = day.parse().ok()?;
    let is_ambiguous = cell.contains('/') && day <= 12 && day != month;
    let year = Some(year).filter(|year| year.len() == 4)?.parse().ok()?;
    Date::new(year, month, day).ok().filter(|_| !is_ambiguous)
}

/// A web address; one without a scheme is reached by `https` today.
fn website(cell: &str) -> String {
    let is_bare = !cell.contains("://") && !cell.contains(char::is_whitespace) && cell.contains('.');
    if is_bare { format!("https://{cell}") } else { cell.to_owned() }
}

/// A number without what says that it is one.
fn phone(cell: &str) -> &str {
    let start = cell.find(|c: char| c.is_ascii_digit() || matches!(c, '+' | '(')).unwrap_or(0);
    let is_said = ["tel", "telefoon", "t"].contains(&slugify(&cell[..start]).as_str());
    if is_said { &cell[start..] } else { cell }
}

/// A postcode and what stands behind it, such as `1234 AB Stad`.
pub(super) fn postcode_and_city(cell: &str) -> (&str, Option<&str>) {
    let ends = cell.char_indices().map(|(at, c)| at + c.len_utf8()).take(7).collect::<Vec<_>>();
    let is_complete = |end: &usize| {
        Postcode::new(&cell[..*end]).is_some_and(|postcode| postcode.is_complete())
            && !cell[*end..].starts_with(char::is_alphanumeric)
    };
    match ends.into_iter().find(is_complete) {
        Some(end) => {
            let city = cell[end..].trim_matches(|c: char| c.is_whitespace() || c == ',');
            (&cell[..end], Some(city).filter(|city| !city.is_empty()))
        }
        None => (cell, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_taken_as_people_write_them() {
        for (text, expected) in [
            ("2026-11-01", Some("2026-11-01")),
            ("2026-11-01 00:00:00", Some("2026-11-01")),
            ("1-11-2026", Some("2026-11-01")),
            ("13/11/2026", Some("2026-11-13")),
            ("1 november 2026", Some("2026-11-01")),
            ("1/11/2026", None),
            ("1-11-26", None),
            ("vorige week", None),
            ("31-2-2026", None),
        ] {
            assert_eq!(date(text).map(|date| date.to_string()).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn a_postcode_is_divided_from_its_town() {
        for (text, expected) in [
            ("1234 AB Stad aan Zee", ("1234 AB", Some("Stad aan Zee"))),
            ("1234AB, Stad", ("1234AB", Some("Stad"))),
            ("1234AB", ("1234AB", None)),
            ("1234 Stad", ("1234 Stad", None)),
            ("één", ("één", None)),
        ] {
            assert_eq!(postcode_and_city(text), expected);
        }
    }

    #[test]
    fn addresses_and_numbers_lose_what_says_that_they_are_ones() {
        assert_eq!(website("www.stad.example"), "https://www.stad.example");
        assert_eq!(website("zie de site"), "zie de site");
        assert_eq!(phone("Tel. 099 200 12 34"), "099 200 12 34");
        assert_eq!(phone("na 9 uur 099 200 12 34"), "na 9 uur 099 200 12 34");
    }
}

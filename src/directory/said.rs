//! What a provision says in a column: in the language of the site, and perhaps in others.

use std::collections::BTreeMap;

use crate::document::FieldValue;
use crate::model::{Column, Language};
use crate::text::{Located, fill};

/// What a provision says in a column, each value where it was written; at its file as a whole where it is what is usual. Texts
/// may still hold `{{ values }}`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Said {
    /// In the language that the site is written in; empty where it is only there in others.
    pub own: Vec<Located<FieldValue>>,
    /// In others, none of them empty; only where the column is translated.
    pub others: BTreeMap<Language, Vec<Located<FieldValue>>>,
}

impl Said {
    /// What is the same in every language.
    pub(super) fn plain(own: Vec<Located<FieldValue>>) -> Self {
        Self { own, others: BTreeMap::new() }
    }

    /// What readers of a language get, and whether it is in that language: where nobody has translated it, it is in that of the
    /// site.
    pub fn for_readers_of(&self, language: &Language) -> (&[Located<FieldValue>], bool) {
        self.others.get(language).map_or((&self.own, false), |values| (values, true))
    }

    /// The other languages that it is there in.
    pub fn languages(&self) -> impl Iterator<Item = &Language> {
        self.others.keys()
    }

    /// Every value, those in the site's own language first.
    pub fn values(&self) -> impl Iterator<Item = &Located<FieldValue>> {
        self.own.iter().chain(self.others.values().flatten())
    }
}

/// The text of a value; `None` where it is a number, a day, a word of a few, or yes or no.
pub fn text_of(value: &FieldValue) -> Option<&str> {
    match value {
        FieldValue::Reference(text) => Some(text),
        other => other.text(),
    }
}

/// A value with the values of the site filled in.
pub fn filled(value: &FieldValue, values: &BTreeMap<String, String>) -> FieldValue {
    match value {
        FieldValue::Text(text) => FieldValue::Text(fill(text, values)),
        FieldValue::Phone(text) => FieldValue::Phone(fill(text, values)),
        FieldValue::Email(text) => FieldValue::Email(fill(text, values)),
        other => other.clone(),
    }
}

/// A value as it is written in files of a site in this language.
pub fn written(value: &FieldValue, column: &Column<'_>, language: &Language) -> String {
    match value {
        FieldValue::Choice(place) => {
            let option = column.field.holds.option(*place);
            option.map_or("", |option| option.key(language)).to_owned()
        }
        FieldValue::Number(thousandths) => decimal(*thousandths),
        FieldValue::Date(date) => date.to_string(),
        FieldValue::Flag(flag) => flag.to_string(),
        FieldValue::Hours(hours) => hours.as_str().to_owned(),
        FieldValue::Recurrence(recurrence) => recurrence.written(language.messages()),
        other => text_of(other).unwrap_or_default().to_owned(),
    }
}

/// A number of thousandths with a point before its decimals, as few as it needs.
fn decimal(thousandths: i64) -> String {
    let (sign, number) = (if thousandths < 0 { "-" } else { "" }, thousandths.unsigned_abs());
    let (whole, decimals) = (number / 1000, format!("{:03}", number % 1000));
    match decimals.trim_end_matches('0') {
        "" => format!("{sign}{whole}"),
        decimals => format!("{sign}{whole}.{decimals}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_written_as_short_as_it_is() {
        for (thousandths, text) in [(4000, "4"), (2500, "2.5"), (-250, "-0.25"), (1, "0.001"), (0, "0")] {
            assert_eq!(decimal(thousandths), text);
        }
    }
}

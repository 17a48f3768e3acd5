//! What stands in a column: each value read by the form that its texts have to have, and reported where it hasn't.

use jiff::civil::Date;

use super::{Postcode, area};
use crate::calendar::read_hours;
use crate::config::BaseUrl;
use crate::data::{Fields, Read, email, phone, report_web_address};
use crate::document::FieldValue;
use crate::model::{ColumnForm, Language, keys};
use crate::text::{LONGEST_SLUG, Rule, is_slug, not_a_slug, phrase, slugify};

/// What values are read with.
pub(super) struct Forms<'f> {
    /// The language that the site is written in.
    pub(super) language: &'f Language,
    pub(super) today: Date,
}

impl Forms<'_> {
    /// A value of a built-in column; `None` where the text isn't one, which is reported, or says nothing.
    pub(super) fn value(
        &self,
        fields: &mut Fields<'_>,
        form: ColumnForm,
        read: Read<String>,
    ) -> Option<Read<FieldValue>> {
        let span = read.span;
        let value = match form {
            ColumnForm::Text | ColumnForm::Declared | ColumnForm::Term => FieldValue::Text(read.value),
            ColumnForm::Choice(_) | ColumnForm::Audience | ColumnForm::Status => choice(fields, form, read)?,
            ColumnForm::Phone => FieldValue::Phone(phone(fields, read)?),
            ColumnForm::Email => FieldValue::Email(email(fields, read)?),
            ColumnForm::Website => FieldValue::Url(website(fields, read)?),
            ColumnForm::Hours => FieldValue::Hours(read_hours(fields, read, self.today)?.value),
            ColumnForm::PastDay => FieldValue::Date(past_day(fields, read, self.today)?),
            ColumnForm::Months => FieldValue::Number(i64::from(months(fields, read)?) * 1000),
            ColumnForm::Language => FieldValue::Text(Language::read(fields, &read)?.to_string()),
            ColumnForm::Postcode => FieldValue::Text(postcode(fields, read)?),
            ColumnForm::Topic => {
                FieldValue::Text(Some(slugify(&read.value)).filter(|topic| !topic.is_empty())?)
            }
            ColumnForm::Question => FieldValue::Reference(question(&read.value, self.language)?),
            // What it comes to is reported where all of them are known.
            ColumnForm::Area => FieldValue::Text(read.value),
        };
        Some(Read { value, span })
    }
}

/// Tells an id that can't be part of an address.
pub(super) fn check_id(fields: &mut Fields<'_>, id: &Read<String>) -> Option<()> {
    if is_slug(&id.value) {
        return Some(());
    }
    let better = slugify(&id.value);
    fields.report(
        Rule::BadFileName,
        id.span,
        not_a_slug(&id.value),
        match id.value.len() {
            0..=LONGEST_SLUG => phrase!("noem het `{better}`", "call it `{better}`"),
            _ => phrase!("kies een kortere naam", "choose a shorter name"),
        },
    );
    None
}

fn choice(fields: &mut Fields<'_>, form: ColumnForm, read: Read<String>) -> Option<FieldValue> {
    let names = form.choices().into_iter().enumerate();
    let choices: Vec<_> = names.map(|(place, name)| ([name.nl, name.en], place)).collect();
    Some(FieldValue::Choice(fields.choice_among(read, &choices)?.value))
}

/// The id of a question; `ik-heb-schulden` is short for `vragen/ik-heb-schulden`. What comes out of this stays what it is when
/// it is read again.
fn question(typed: &str, language: &Language) -> Option<String> {
    let folder = keys::QUESTIONS.in_language(language);
    let trimmed = |text: &str| text.trim_matches(|c: char| c == '/' || c.is_whitespace()).to_owned();
    let mut id = trimmed(typed);
    while let Some(shorter) = id.strip_suffix(".md") {
        id = trimmed(shorter);
    }
    let whole = |id: String| if id.contains('/') { id } else { format!("{folder}/{id}") };
    Some(id).filter(|id| !id.is_empty()).map(whole)
}

/// As it is written, `1234 AB`.
fn postcode(fields: &mut Fields<'_>, Read { value: typed, span }: Read<String>) -> Option<String> {
    let postcode = Postcode::new(&typed);
    if postcode.is_none() {
        area::report_postcode(fields, &typed, span);
    }
    postcode.map(|postcode| postcode.to_string())
}

/// A complete web address.
fn website(fields: &mut Fields<'_>, Read { value: address, span }: Read<String>) -> Option<String> {
    let is_sound = BaseUrl::new(&address).is_some();
    if !is_sound {
        report_web_address(fields, &address, span);
    }
    is_sound.then_some(address)
}

/// A day that isn't still to come.
fn past_day(fields: &mut Fields<'_>, read: Read<String>, today: Date) -> Option<Date> {
    let Read { value: day, span } = fields.date_of(read)?;
    if day > today {
        fields.report(
            Rule::WrongType,
            span,
            phrase!("{day} moet nog komen", "{day} is still to come"),
            phrase!(
                "schrijf de dag waarop iemand het heeft nagegaan",
                "write the day on which it was verified"
            ),
        );
    }
    (day <= today).then_some(day)
}

/// For how many months it holds that somebody made sure.
fn months(fields: &mut Fields<'_>, Read { value: text, span }: Read<String>) -> Option<u32> {
    let months = text.parse().ok().filter(|months| (1..=120).contains(months));
    if months.is_none() {
        fields.report(
            Rule::WrongType,
            span,
            phrase!("`{text}` is geen aantal maanden", "`{text}` isn't a number of months"),
            phrase!("schrijf een getal van 1 tot en met 120", "write a number from 1 to 120"),
        );
    }
    months
}

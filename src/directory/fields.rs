//! The fields of a provision: each read, and told where it isn't what it should be.

use super::provision::{Provider, WayIn};
use super::{Postcode, area};
use crate::calendar::{self};
use crate::config::BaseUrl;
use crate::data::{Fields, Read};
use crate::document::{self, Audience, Status};
use crate::model::{Language, keys};
use crate::text::{Rule, is_slug, phrase, slugify};
use jiff::civil::Date;

/// What was read, without its place.
pub(super) fn value(read: Option<Read<String>>) -> Option<String> {
    read.map(|read| read.value)
}

/// What was read, without the places.
pub(super) fn values(read: Vec<Read<String>>) -> Vec<String> {
    read.into_iter().map(|read| read.value).collect()
}

/// Tells an id that can't be part of an address.
pub(super) fn check_id(fields: &mut Fields<'_>, id: &Read<String>) -> Option<()> {
    if is_slug(&id.value) {
        return Some(());
    }
    let (found, better) = (&id.value, slugify(&id.value));
    fields.tell(
        Rule::BadFileName,
        id.span,
        phrase!("`{found}` kan geen deel van een webadres zijn", "`{found}` can't be part of a web address"),
        phrase!("noem het `{better}`", "call it `{better}`"),
    );
    None
}

/// Ids of questions; `ik-heb-schulden` is short for `vragen/ik-heb-schulden`. What comes out of this stays what it is when
/// it is read again.
pub(super) fn questions(fields: &mut Fields<'_>, language: &Language) -> Vec<Read<String>> {
    let folder = keys::QUESTIONS.in_language(language);
    let trimmed = |text: &str| text.trim_matches(|c: char| c == '/' || c.is_whitespace()).to_owned();
    let bare = |typed: String| {
        let mut id = trimmed(&typed);
        while let Some(shorter) = id.strip_suffix(".md") {
            id = trimmed(shorter);
        }
        id
    };
    let whole = |id: String| if id.contains('/') { id } else { format!("{folder}/{id}") };
    let questions = fields.texts(keys::QUESTIONS).into_iter().map(|question| question.map(bare));
    questions.filter(|question| !question.value.is_empty()).map(|question| question.map(whole)).collect()
}

/// Subjects as the fields of questions and of provisions name them: slugs.
pub(super) fn topics(fields: &mut Fields<'_>) -> Vec<String> {
    let topics = fields.texts(keys::TOPICS).into_iter().map(|topic| slugify(&topic.value));
    topics.filter(|topic| !topic.is_empty()).collect()
}

/// What sort of organisation offers it.
pub(super) fn provider(fields: &mut Fields<'_>) -> Option<Provider> {
    fields.choice(keys::KIND, &Provider::CHOICES).map(|provider| provider.value)
}

/// How one gets in; where nothing is written, nobody knows.
pub(super) fn way_in(fields: &mut Fields<'_>) -> WayIn {
    fields.choice(keys::WAY_IN, &WayIn::CHOICES).map_or(WayIn::Unknown, |way_in| way_in.value)
}

/// Everybody may know of a provision, unless it says otherwise.
pub(super) fn audience(fields: &mut Fields<'_>) -> Audience {
    fields.choice(keys::AUDIENCE, &Audience::CHOICES).map_or(Audience::Both, |audience| audience.value)
}

/// Who keeps a list keeps it of what there is: without a status it is published.
pub(super) fn status(fields: &mut Fields<'_>) -> Status {
    fields.choice(keys::STATUS, &Status::CHOICES).map_or(Status::Published, |status| status.value)
}

/// The languages spoken there.
pub(super) fn languages(fields: &mut Fields<'_>) -> Vec<Language> {
    let mut languages = Vec::new();
    for Read { value: tag, span } in fields.texts(keys::LANGUAGES) {
        match Language::new(&tag) {
            Some(language) => languages.push(language),
            None => fields.tell(
                Rule::WrongType,
                span,
                phrase!("`{tag}` is geen taalcode", "`{tag}` isn't a language tag"),
                phrase!("schrijf bijvoorbeeld `nl`, `en` of `ar`", "write for example `nl`, `en` or `ar`"),
            ),
        }
    }
    languages
}

/// As it is written, `1234 AB`.
pub(super) fn postcode(fields: &mut Fields<'_>) -> Option<String> {
    let Read { value: typed, span } = fields.text(keys::POSTCODE)?;
    let postcode = Postcode::new(&typed);
    if postcode.is_none() {
        area::tell_postcode(fields, &typed, span);
    }
    postcode.map(|postcode| postcode.to_string())
}

/// A number that can be dialed.
pub(super) fn phone(fields: &mut Fields<'_>) -> Option<String> {
    let number = fields.text(keys::PHONE)?;
    document::phone(fields, number)
}

/// An e-mail address.
pub(super) fn email(fields: &mut Fields<'_>) -> Option<String> {
    let address = fields.text(keys::EMAIL)?;
    document::email(fields, address)
}

/// A complete web address.
pub(super) fn website(fields: &mut Fields<'_>) -> Option<String> {
    let Read { value: address, span } = fields.text(keys::WEBSITE)?;
    let is_sound = BaseUrl::new(&address).is_some();
    if !is_sound {
        document::tell_web_address(fields, &address, span);
    }
    is_sound.then_some(address)
}

/// Hours that can be read, and that can be meant. `today` decides which days an example shows.
pub(super) fn hours(fields: &mut Fields<'_>, today: Date) -> Option<Read<calendar::OpeningHours>> {
    let text = fields.text(keys::OPENING_HOURS)?;
    calendar::read_hours(fields, text, today)
}

/// For how many months it holds that somebody made sure.
pub(super) fn valid_months(fields: &mut Fields<'_>) -> Option<u32> {
    let Read { value: text, span } = fields.text(keys::VALID_MONTHS)?;
    let months = text.parse().ok().filter(|months| (1..=120).contains(months));
    if months.is_none() {
        fields.tell(
            Rule::WrongType,
            span,
            phrase!("`{text}` is geen aantal maanden", "`{text}` isn't a number of months"),
            phrase!("schrijf een getal van 1 tot en met 120", "write a number from 1 to 120"),
        );
    }
    months
}

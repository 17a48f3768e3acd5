//! The fields of a provision: each read, and told where it isn't what it should be.

use jiff::civil::Date;

use super::hours::HoursError;
use super::provision::{Provider, WayIn};
use super::slips::Slip;
use super::{OpeningHours, Postcode, area};
use crate::config::BaseUrl;
use crate::data::{Fields, Read};
use crate::document::{self, Audience, Status};
use crate::model::{Language, keys};
use crate::text::{Diagnostic, Location, Phrase, Rule, Severity, Span, is_slug, phrase, slugify};

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
pub(super) fn hours(fields: &mut Fields<'_>, today: Date) -> Option<Read<OpeningHours>> {
    let Read { value: text, span } = fields.text(keys::OPENING_HOURS)?;
    let (message, hint) = match OpeningHours::new(&text) {
        Ok(hours) => {
            tell_doubt(fields, &hours, span, today);
            return Some(Read { value: hours, span });
        }
        Err(HoursError::Slip { slip, hours }) => slip_told(&slip, &hours.calendar(today).sentence()),
        Err(HoursError::Syntax) => (
            phrase!("`{text}` zijn geen openingstijden", "`{text}` aren't opening hours"),
            phrase!(
                "schrijf ze zoals `Mo-Fr 09:00-17:00; PH off`: Engelse dagen van twee letters, en `PH` voor feestdagen",
                "write them as in `Mo-Fr 09:00-17:00; PH off`: days of two letters, and `PH` for public holidays"
            ),
        ),
        Err(HoursError::SchoolHolidays) => (
            phrase!(
                "welke dagen schoolvakantie zijn verschilt per regio, en is hier niet bekend",
                "which days are school holidays differs by region, and isn't known here"
            ),
            phrase!(
                "schrijf de dagen zelf, zoals `Jul 12-Aug 22 off`",
                "write the days themselves, as in `Jul 12-Aug 22 off`"
            ),
        ),
    };
    fields.tell(Rule::BadOpeningHours, span, message, hint);
    None
}

/// What can't be meant by hours, with what residents would read, and what to write instead.
fn slip_told(slip: &Slip, shown: &Phrase) -> (Phrase, Phrase) {
    let Phrase { nl, en } = shown;
    match slip {
        Slip::WithoutTimes(rule) => (
            phrase!(
                "bij `{rule}` ontbreken de tijden; inwoners zouden lezen: {nl}",
                "`{rule}` has no times; residents would read: {en}"
            ),
            phrase!(
                "zet er tijden achter, zoals `09:00-17:00`, of `off`; is er alleen een opmerking, zoals `Sa unknown \"op afspraak\"`",
                "put times behind it, as in `09:00-17:00`, or `off`; if there is only a remark, as in `Sa unknown \"by appointment\"`"
            ),
        ),
        Slip::RemarkAlone(rule) => (
            phrase!(
                "de opmerking `{rule}` is een regel op zich, die elke dag geldt; inwoners zouden lezen: {nl}",
                "the remark `{rule}` is a rule by itself, which holds every day; residents would read: {en}"
            ),
            phrase!(
                "zet haar zonder `;` of komma achter de tijden waar ze bij hoort, achter `||` als ze voor alle andere uren is, of in `melding`",
                "put it without `;` or comma behind the times that it belongs to, behind `||` if it is for all other hours, or in `notice`"
            ),
        ),
        Slip::WholeDay(rule) => (
            phrase!(
                "`{rule}` duurt een dag of bijna een dag; inwoners zouden lezen: {nl}",
                "`{rule}` lasts a day or nearly a day; residents would read: {en}"
            ),
            phrase!(
                "kijk naar begin en einde; dag en nacht open is `00:00-24:00`",
                "look at start and end; open day and night is `00:00-24:00`"
            ),
        ),
        Slip::NoSuchDate(rule) => (
            phrase!(
                "`{rule}` noemt een datum die niet bestaat; inwoners zouden lezen: {nl}",
                "`{rule}` names a date that doesn't exist; residents would read: {en}"
            ),
            phrase!(
                "kijk in een kalender, en schrijf de dag zoals `Feb 28`",
                "look at a calendar, and write the day as in `Feb 28`"
            ),
        ),
        Slip::Backwards(rule) => (
            phrase!(
                "de datums van `{rule}` eindigen eerder dan ze beginnen; inwoners zouden lezen: {nl}",
                "the dates of `{rule}` end before they begin; residents would read: {en}"
            ),
            phrase!(
                "zet de eerste dag voorop, zoals `Jul 10-15`",
                "put the first day first, as in `Jul 10-15`"
            ),
        ),
        Slip::Hidden { rule, by } => (
            phrase!(
                "`{rule}` telt nooit, want `{by}` staat erachter en vervangt het; inwoners zouden lezen: {nl}",
                "`{rule}` never counts, since `{by}` stands behind it and replaces it; residents would read: {en}"
            ),
            phrase!(
                "gelden ze allebei, zet er dan een komma tussen: `{rule}, {by}`; een uitzondering komt achteraan",
                "if both hold, put a comma between: `{rule}, {by}`; an exception comes last"
            ),
        ),
        Slip::NeverOpen => (
            phrase!("dit is nooit open", "this is never open"),
            phrase!(
                "laat de openingstijden weg, en zet in `melding` wat inwoners moeten weten; bestaat het niet meer: `status: vervallen`",
                "leave the opening hours out, and put into `notice` what residents have to know; if it is gone: `status: retired`"
            ),
        ),
    }
}

/// Two rules for one day of the week are sound, and often not what was meant.
fn tell_doubt(fields: &mut Fields<'_>, hours: &OpeningHours, span: Span, today: Date) {
    let Some((earlier, later)) = hours.doubt() else { return };
    let Phrase { nl, en } = hours.calendar(today).sentence();
    let message = phrase!(
        "op de dagen van `{later}` telt `{earlier}` niet; inwoners lezen: {nl}",
        "on the days of `{later}`, `{earlier}` doesn't count; residents read: {en}"
    );
    let hint = phrase!(
        "gelden ze allebei, zet er dan een komma tussen: `{earlier}, {later}`; noem die dagen anders alleen bij de tweede",
        "if both hold, put a comma between: `{earlier}, {later}`; else name those days with the second alone"
    );
    let at = Location::new(fields.path().clone(), span);
    let diagnostic = Diagnostic::new(Rule::BadOpeningHours, message).at(at).hint(hint);
    fields.diagnostics().push(Diagnostic { severity: Severity::Warning, ..diagnostic });
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

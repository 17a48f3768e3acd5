//! What can stand behind a key, as data: the tables of [`super`] are made of these.

use crate::data::KeyName;
use crate::model::{Audience, OptionRow, Status};

/// A key, with what it is for and what can stand behind it.
#[derive(Clone, Copy, Debug)]
pub(super) struct SchemaField {
    pub(super) key: KeyName,
    /// What it is for, as an editor sees it while writing.
    pub(super) description: Description,
    pub(super) shape: Shape,
    pub(super) needed: Needed,
}

/// A description in the languages that the tool speaks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Description {
    pub(super) nl: &'static str,
    pub(super) en: &'static str,
}

/// When a key has to be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Needed {
    /// Never.
    No,
    /// Always.
    Always,
    /// Where the first key has the second one as its value.
    With(KeyName, KeyName),
    /// In a site that lies on no other: there is nothing below that could have said it.
    AtTheBase,
}

/// What can stand behind a key.
#[derive(Clone, Copy, Debug)]
pub(super) enum Shape {
    /// A text, and whatever else YAML makes of one: a number, `true`.
    Text,
    /// A text of this form.
    Like(&'static Form),
    /// A text of this form, or the four digits of a postcode, which YAML takes for a number.
    Postal(&'static Form),
    /// A text, or the same text in several languages.
    Words,
    /// A day.
    Date,
    /// Yes or no.
    Flag,
    /// A whole number between these two, both included.
    Count(u32, Option<u32>),
    /// One of a few words.
    Choice(&'static [Choice]),
    /// One of the options of a choice of the content model.
    Options(&'static [OptionRow]),
    /// One, or a list.
    Several(&'static Shape),
    /// A list.
    List(&'static Shape),
    /// A list of at least two different texts.
    Group,
    /// Keys that the author chooses.
    Map(Keys, &'static Shape),
    /// These keys and no other.
    Fields(&'static [SchemaField]),
    /// Whichever fits.
    Either(&'static [Self]),
    /// The kinds of documents that are written as text, each with such.
    PerKind(&'static Shape),
    /// Relations of the content model, each with the documents that it leads to.
    Relations,
    /// A provision, with the columns of the content model.
    Provision,
    /// A kind of facts of the content model.
    FactKind,
    /// The name of a rule whose level can be chosen; in documents alone.
    Rule,
    /// Such rules, each with its level.
    Levels,
    /// The digests that the program notes of what a text was made from.
    Digests,
    /// Fields in fields, which no schema without end can say.
    Any,
}

/// What a key has to be that the author chooses.
#[derive(Clone, Copy, Debug)]
pub(super) enum Keys {
    /// Anything.
    Any,
    /// Of this form.
    Like(&'static Form),
    /// A name that no field of a document has.
    NewField,
}

/// What a text has to look like.
#[derive(Clone, Copy, Debug)]
pub(super) struct Form {
    /// As a regular expression, in what all dialects of those share.
    pub(super) pattern: &'static str,
    /// What to write, for who wrote something else.
    pub(super) description: Description,
}

/// A word that can be chosen, with what it means.
#[derive(Clone, Copy, Debug)]
pub(super) struct Choice {
    pub(super) name: KeyName,
    pub(super) description: Description,
}

/// A key that can be left out.
pub(super) const fn may(key: KeyName, shape: Shape, nl: &'static str, en: &'static str) -> SchemaField {
    SchemaField { key, description: Description { nl, en }, shape, needed: Needed::No }
}

/// A key that has to be there.
pub(super) const fn must(key: KeyName, shape: Shape, nl: &'static str, en: &'static str) -> SchemaField {
    SchemaField { key, description: Description { nl, en }, shape, needed: Needed::Always }
}

impl SchemaField {
    /// The same key, needed only then.
    pub(super) const fn needed(self, needed: Needed) -> Self {
        Self { needed, ..self }
    }
}

/// A word to choose.
pub(super) const fn choice(name: KeyName, nl: &'static str, en: &'static str) -> Choice {
    Choice { name, description: Description { nl, en } }
}

/// A form.
pub(super) const fn form(pattern: &'static str, nl: &'static str, en: &'static str) -> Form {
    Form { pattern, description: Description { nl, en } }
}

/// What can be part of an address.
pub(super) const SLUG: Form = form(
    "^[a-z0-9]+(-[a-z0-9]+)*$",
    "Gebruik kleine letters zonder accent, cijfers en losse streepjes, zoals op-en-afschalen.",
    "Use lower-case letters without accents, digits and single hyphens, as in op-en-afschalen.",
);
/// A language.
pub(super) const LANGUAGE: Form = form(
    "^[a-z]{2,3}(-[A-Za-z0-9]{2,4})?$",
    "Schrijf een taalcode, zoals nl of ar.",
    "Write a language tag, such as nl or ar.",
);
/// A web address as a whole.
pub(super) const WEB: Form = form(
    "^https?://[A-Za-z0-9.:-]+(/[A-Za-z0-9/_.~-]*)?$",
    "Schrijf het hele webadres, te beginnen met https://.",
    "Write the whole web address, starting with https://.",
);
/// A web address of somebody else's page, which may ask for something and point at a part.
pub(super) const PAGE: Form = form(
    r"^https?://[A-Za-z0-9:-]*(\.[A-Za-z0-9:-]*)+([/?#]\S*)?$",
    "Schrijf het hele webadres, te beginnen met https://.",
    "Write the whole web address, starting with https://.",
);
/// The identifier of a Dutch judgment.
pub(super) const ECLI: Form = form(
    r"^[Ee][Cc][Ll][Ii]:[Nn][Ll]:[A-Za-z0-9.]{1,7}:[0-9]{4}:[A-Za-z0-9.]{1,25}$",
    "Neem over wat rechtspraak.nl erboven zet, zoals ECLI:NL:CRVB:2023:123.",
    "Copy what rechtspraak.nl puts above it, such as ECLI:NL:CRVB:2023:123.",
);
/// A code of Statistics Netherlands for a municipality, a district or a neighborhood.
pub(super) const AREA: Form = form(
    "^(GM[0-9]{4}|WK[0-9]{4}[0-9A-Z]{2}|BU[0-9]{4}[0-9A-Z]{4})$",
    "Schrijf de code van het CBS, zoals WK036301 voor een wijk of BU03630104 voor een buurt.",
    "Write the code of Statistics Netherlands, such as WK036301 for a district or BU03630104 for a neighborhood.",
);
/// A postcode with or without its letters, as people type it.
pub(super) const POSTCODE: Form = form(
    r"^\s*[1-9][0-9]{3}\s*([A-RT-Za-rt-z][A-Za-z]|[Ss][BCE-RT-Zbce-rt-z])?\s*$",
    "Schrijf vier cijfers, of vier cijfers en twee letters.",
    "Write four digits, or four digits and two letters.",
);
/// A day. Only a calendar knows how long a month is: `format` asks for that.
pub(super) const DAY: Form = form(
    "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$",
    "Schrijf jaar, maand en dag, zoals 2026-11-01.",
    "Write year, month and day, as in 2026-11-01.",
);
/// Opening hours.
pub(super) const HOURS: Form = form(
    "(24/7|[0-9]{1,2}:[0-9]{2}|off|closed|unknown)",
    "Schrijf openingstijden zoals Mo-Fr 09:00-17:00; PH off.",
    "Write opening hours as in Mo-Fr 09:00-17:00; PH off.",
);
/// When something happens: a date, or the words of days, which only the reader knows.
pub(super) const RECURRENCE: Form = form(
    "[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}|[A-Za-z]{2}",
    "Schrijf een datum of een herhaling, zoals 2026-12-04 14:00-16:00 of elke dinsdag 10:00-12:00 behalve feestdagen.",
    "Write a date or a recurrence, such as 2026-12-04 14:00-16:00 or every Tuesday 10:00-12:00 except public holidays.",
);
/// Yes or no, between quotation marks.
pub(super) const YES_OR_NO: Form =
    form("^(true|false)$", "Schrijf true (ja) of false (nee).", "Write true (yes) or false (no).");
/// A whole number, between quotation marks.
pub(super) const DIGITS: Form = form("^[0-9]+$", "Schrijf een heel getal.", "Write a whole number.");
/// Anything but blanks.
pub(super) const SOMETHING: Form = form(r"\S", "Vul hier iets in.", "Fill in something here.");

/// Whom something is for.
pub(super) const AUDIENCE: Shape = Shape::Options(&Audience::OPTIONS);
/// Whether somebody is working on it, readers see it, or it is over.
pub(super) const STATUS: Shape = Shape::Options(&Status::OPTIONS);

/// A list of texts, or one.
pub(super) const TEXTS: Shape = Shape::Several(&Shape::Text);

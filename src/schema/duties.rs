//! What `wijkgids.yaml` says of duties and of time: what has to be published, and for how long things hold.

use super::shape::{Choice, Form, LANGUAGE, SchemaField, Shape, WEB, choice, form, may, must};
use crate::data::KeyName;
use crate::model::keys;

/// What a municipality has to publish about its site.
pub(super) const DUTIES: &[SchemaField] = &[
    may(
        KeyName::same("accessibility"),
        Shape::Fields(STATEMENT),
        "De toegankelijkheidsverklaring.",
        "The accessibility statement.",
    ),
    may(
        KeyName::same("security"),
        Shape::Fields(SECURITY),
        "Waar iemand een zwakke plek meldt. Dit komt in security.txt.",
        "Where to report a security problem. This goes into security.txt.",
    ),
    may(
        KeyName::same("privacy"),
        Shape::Text,
        "De pagina over privacy, zoals paginas/privacy.",
        "The page about privacy, such as paginas/privacy.",
    ),
];

const STATEMENT: &[SchemaField] = &[
    must(
        KeyName::same("register"),
        Shape::Like(&WEB),
        "Het adres van de verklaring in het register, toegankelijkheidsverklaring.nl.",
        "The address of the statement in the register, toegankelijkheidsverklaring.nl.",
    ),
    must(
        KeyName::same("status"),
        Shape::Choice(CONFORMANCE),
        "De status die het register geeft, van A tot en met E.",
        "The status that the register gives, from A to E.",
    ),
    must(
        KeyName::same("date"),
        Shape::Date,
        "De dag waarop dat is beoordeeld, zoals 2026-11-01.",
        "The day on which that was judged, as in 2026-11-01.",
    ),
    must(
        KeyName::same("contact"),
        Shape::Words,
        "Waar iemand een probleem meldt: een e-mailadres of een webadres.",
        "Where to report a problem: an e-mail address or a web address.",
    ),
    may(
        KeyName::same("responsible"),
        Shape::Words,
        "De functie die ervoor verantwoordelijk is.",
        "The function that answers for it.",
    ),
];

const CONFORMANCE: &[Choice] = &[
    choice(KeyName::same("A"), "Voldoet volledig.", "Complies in full."),
    choice(KeyName::same("B"), "Voldoet gedeeltelijk.", "Complies in part."),
    choice(KeyName::same("C"), "Eerste maatregelen genomen.", "First measures were taken."),
    choice(KeyName::same("D"), "Voldoet niet.", "Doesn't comply."),
    choice(KeyName::same("E"), "Nog niet onderzocht.", "Not looked at yet."),
];

/// Where somebody reports to: the addresses that RFC 9116 allows.
const REPORT_TO: Form = form(
    r"^(https://|mailto:|tel:)\S+$",
    "Begin met https://, mailto: of tel:.",
    "Start with https://, mailto: or tel:.",
);

const SECURITY: &[SchemaField] = &[
    must(
        KeyName::same("contact"),
        Shape::Several(&Shape::Like(&REPORT_TO)),
        "Waar iemand meldt, te beginnen met https://, mailto: of tel:.",
        "Where somebody reports, starting with https://, mailto: or tel:.",
    ),
    must(
        KeyName::same("expires"),
        Shape::Date,
        "De dag tot wanneer dit geldt, zoals 2027-11-01.",
        "The day until which this holds, as in 2027-11-01.",
    ),
    may(
        KeyName::same("languages"),
        Shape::Several(&Shape::Like(&LANGUAGE)),
        "De talen waarin iemand kan melden.",
        "The languages that reports can be in.",
    ),
    may(
        KeyName::same("policy"),
        Shape::Like(&REPORT_TO),
        "Het adres waar staat wat er met meldingen gebeurt.",
        "The address that says how reports are dealt with.",
    ),
    may(
        KeyName::same("acknowledgments"),
        Shape::Like(&REPORT_TO),
        "Het adres waar melders worden bedankt.",
        "The address where those who report are thanked.",
    ),
];

/// A number of months.
const MONTHS: Shape = Shape::Count(0, Some(120));

/// For how long facts hold.
pub(super) const FRESHNESS: &[SchemaField] = &[
    may(
        KeyName::same("provisions"),
        MONTHS,
        "Na hoeveel maanden een voorziening opnieuw nagegaan moet zijn.",
        "After how many months a provision has to be made sure of again.",
    ),
    may(
        KeyName::same("numbers"),
        MONTHS,
        "Na hoeveel maanden een telefoonnummer opnieuw nagegaan moet zijn.",
        "After how many months a telephone number has to be made sure of again.",
    ),
    may(
        KeyName::same("grace"),
        MONTHS,
        "Hoeveel maanden iets daarna nog op de site blijft.",
        "For how many months after that something stays on the site.",
    ),
];

/// What becomes of documents that nobody reviews.
pub(super) const REVIEW: &[SchemaField] = &[
    may(
        KeyName::same("grace"),
        Shape::Count(0, Some(366)),
        "Zoveel dagen na de dag bij herzien_voor ziet alleen de redactie dat het te laat is.",
        "For so many days after the day at review_by only its editors see that it is late.",
    ),
    may(
        KeyName::same("after"),
        Shape::Choice(AFTER_GRACE),
        "Wat er daarna gebeurt.",
        "What happens after that.",
    ),
];

const AFTER_GRACE: &[Choice] = &[
    choice(keys::NOTICE, "De pagina zegt het erbij.", "Its page says so."),
    choice(
        keys::MARK,
        "De pagina zegt het erbij, en lijsten en zoekresultaten ook.",
        "Its page says so, and lists and results of searching mark it.",
    ),
    choice(keys::ERROR, "De site verschijnt niet.", "The site isn't published."),
    choice(keys::HIDE, "Het document staat niet meer op de site.", "The document is taken off the site."),
];

//! The files about what a municipality has to offer, and where.

use super::shape::{
    AREA, AUDIENCE, Choice, Form, Keys, LANGUAGE, Needed, POSTCODE, SLUG, STATUS, SchemaField, Shape, TEXTS,
    WEB, choice, form, may, must,
};
use crate::model::keys;

/// `voorzieningen/*.yaml`.
pub(super) const PROVISIONS: &[SchemaField] = &[may(
    keys::PROVISIONS,
    Shape::Map(Keys::Like(&SLUG), &Shape::Fields(PROVISION)),
    "De voorzieningen. Elk heeft een eigen korte naam, die ook haar adres wordt, zoals voedselbank-zuid.",
    "The provisions. Each has a short name of its own, which becomes its address too, such as voedselbank-zuid.",
)];

/// `gebieden.yaml`.
pub(super) const AREAS: &[SchemaField] = &[
    may(
        keys::YEAR,
        Shape::Text,
        "Het jaar van de wijkindeling van het CBS waar de codes bij horen.",
        "The year of the division by Statistics Netherlands that the codes are of.",
    ),
    may(
        keys::AREAS,
        Shape::Map(Keys::Like(&AREA), &Shape::Fields(AREA_FIELDS)),
        "De gebieden, elk bij zijn code van het CBS, zoals WK036301.",
        "The areas, each by its code of Statistics Netherlands, such as WK036301.",
    ),
];

const AREA_FIELDS: &[SchemaField] = &[
    must(keys::NAME, Shape::Text, "Hoe mensen het gebied noemen.", "What people call the area."),
    may(
        keys::TEAM,
        Shape::Text,
        "De korte naam van het team dat hier werkt, uit voorzieningen.",
        "The short name of the team that works here, among the provisions.",
    ),
    may(
        keys::POSTCODES,
        Shape::Several(&Shape::Postal(&POSTCODE)),
        "De postcodes in het gebied: vier cijfers, of vier cijfers en twee letters.",
        "The postcodes in the area: four digits, or four digits and two letters.",
    ),
    may(
        keys::WITHIN,
        Shape::Map(Keys::Like(&AREA), &Shape::Text),
        "De buurten in het gebied: van elke code de naam.",
        "The neighborhoods in the area: the name of each code.",
    ),
];

/// What can be written where a provision names whom it serves: an area, a postcode, or the country.
const PLACE: Form = form(
    r"^(NL|GM[0-9]{4}|WK[0-9]{4}[0-9A-Z]{2}|BU[0-9]{4}[0-9A-Z]{4}|\s*[1-9][0-9]{3}\s*([A-RT-Za-rt-z][A-Za-z]|[Ss][BCE-RT-Zbce-rt-z])?\s*)$",
    "Schrijf een code van het CBS, een postcode, of NL voor het hele land.",
    "Write a code of Statistics Netherlands, a postcode, or NL for the whole country.",
);

/// An e-mail address, or a value that stands for one.
const EMAIL: Form = form(
    r#"\{\{|^[^@\s<>"?&]+@[^\s<>"?&]*\.[^\s<>"?&]*$"#,
    "Schrijf een e-mailadres, zoals info@voorbeeld.nl.",
    "Write an e-mail address, such as info@example.nl.",
);

const PROVIDERS: &[Choice] = &[
    choice(keys::GOVERNMENT, "Een gemeente of een andere overheid.", "A municipality or another authority."),
    choice(
        keys::VOLUNTARY,
        "Vrijwilligers, een stichting of een kerk: zonder winst.",
        "Volunteers, a foundation or a church: without profit.",
    ),
    choice(keys::COMPANY, "Een bedrijf of een praktijk.", "A company or a practice."),
];

const WAYS_IN: &[Choice] = &[
    choice(keys::ONESELF, "Iemand gaat of belt zelf.", "One goes or calls oneself."),
    choice(keys::TEAM, "Het wijkteam brengt iemand binnen.", "The neighborhood team brings one in."),
    choice(keys::DOCTOR, "De huisarts verwijst.", "The general practitioner refers."),
    choice(keys::MUNICIPALITY, "De gemeente beslist.", "The municipality decides."),
    choice(keys::UNKNOWN, "Niemand heeft het nagegaan.", "Nobody has found out."),
];

const UNLESS_HIDDEN: Needed = Needed::Unless(keys::HIDDEN);

const PROVISION: &[SchemaField] = &[
    may(
        keys::ID,
        Shape::Text,
        "Alleen voor tabellen. In dit bestand staat de korte naam al boven de voorziening.",
        "For tables only. In this file the short name stands above the provision already.",
    ),
    may(
        keys::HIDDEN,
        Shape::Flag,
        "Schrijf true om de voorziening van de site eronder te verbergen.",
        "Write true to hide the provision of the site below.",
    ),
    may(keys::NAME, Shape::Text, "Hoe de voorziening heet.", "What the provision is called.")
        .needed(UNLESS_HIDDEN),
    may(keys::ORGANISATION, Shape::Text, "Wie het aanbiedt.", "Who offers it.").needed(UNLESS_HIDDEN),
    may(
        keys::OFFER,
        Shape::Words,
        "Wat iemand er krijgt, in een of twee zinnen.",
        "What one gets there, in a sentence or two.",
    )
    .needed(UNLESS_HIDDEN),
    may(
        keys::KIND,
        Shape::Choice(PROVIDERS),
        "Wat voor organisatie het aanbiedt.",
        "What kind of organization offers it.",
    ),
    may(keys::FOR_WHOM, Shape::Words, "Voor wie het is bedoeld.", "Whom it is meant for."),
    may(
        keys::TOPICS,
        TEXTS,
        "Waar het bij helpt, zoals geld of eten. Vragen met zo'n onderwerp laten de voorziening zien.",
        "What it helps with, such as money or food. Questions with such a topic show the provision.",
    ),
    may(
        keys::QUESTIONS,
        TEXTS,
        "De vragen die de voorziening beantwoordt, zoals ik-heb-schulden.",
        "The questions that the provision answers, such as ik-heb-schulden.",
    ),
    may(keys::WAY_IN, Shape::Choice(WAYS_IN), "Hoe iemand binnenkomt.", "How one gets in."),
    may(keys::HOW, Shape::Words, "Hoe het aanmelden gaat.", "How to apply."),
    may(keys::COST, Shape::Words, "Wat het een inwoner kost.", "What it costs a resident."),
    may(
        keys::LANGUAGES,
        Shape::Several(&Shape::Like(&LANGUAGE)),
        "De talen die ze er spreken, elk met zijn code, zoals nl of ar.",
        "The languages spoken there, each by its tag, such as nl or ar.",
    ),
    may(
        keys::ACCESSIBILITY,
        TEXTS,
        "Wat binnenkomen en meedoen makkelijker maakt, zoals: rolstoeltoegankelijk.",
        "What makes it easier to get in and to take part, such as: accessible by wheelchair.",
    ),
    may(keys::ADDRESS, Shape::Text, "De straat en het huisnummer.", "The street and the number."),
    may(
        keys::POSTCODE,
        Shape::Postal(&POSTCODE),
        "De postcode, zoals 1234 AB.",
        "The postcode, such as 1234 AB.",
    ),
    may(keys::CITY, Shape::Text, "De plaats van het adres.", "The town of the address."),
    may(
        keys::PHONE,
        Shape::Text,
        "Het telefoonnummer, zonder tekst erbij. Wanneer er iemand is, staat bij de openingstijden.",
        "The telephone number, without any text. When somebody is there stands at the opening hours.",
    ),
    may(
        keys::EMAIL,
        Shape::Like(&EMAIL),
        "Het e-mailadres van een functie, niet van een persoon.",
        "The e-mail address of a function, never of a person.",
    ),
    may(
        keys::WEBSITE,
        Shape::Like(&WEB),
        "Het hele webadres, te beginnen met https://.",
        "The whole web address, starting with https://.",
    ),
    may(
        keys::OPENING_HOURS,
        Shape::Text,
        "Wanneer het open is, zoals \"Mo-Fr 09:00-17:00; PH off\": Engelse dagen van twee letters, PH is een feestdag.",
        "When it is open, as in \"Mo-Fr 09:00-17:00; PH off\": days of two letters, PH is a public holiday.",
    ),
    may(
        keys::AREAS,
        Shape::Several(&Shape::Postal(&PLACE)),
        "Voor welke gebieden het is: codes van het CBS of postcodes. Zonder dit veld de hele gemeente; NL is het hele land.",
        "Which areas it serves: codes of Statistics Netherlands or postcodes. Without it the whole municipality; NL is the country.",
    ),
    may(
        keys::CHECKED,
        Shape::Date,
        "De dag waarop iemand dit voor het laatst heeft nagegaan, zoals 2026-11-01.",
        "The day on which somebody last made sure of this, as in 2026-11-01.",
    ),
    may(
        keys::VALID_MONTHS,
        Shape::Count(1, Some(120)),
        "Na hoeveel maanden dit opnieuw nagegaan moet zijn, als dat anders is dan op de rest van de site.",
        "After how many months this has to be made sure of again, where that differs from the rest of the site.",
    ),
    may(keys::SOURCE, Shape::Text, "Waar deze gegevens vandaan komen.", "Where this was found."),
    may(
        keys::NOTICE,
        Shape::Words,
        "Wat iemand eerst moet weten, zoals dat het tijdelijk dicht is.",
        "What people have to know first, such as that it is closed for a while.",
    ),
    may(
        keys::AUDIENCE,
        AUDIENCE,
        "Voor wie deze voorziening te zien is. Zonder dit veld voor iedereen.",
        "Who can see this provision. Without it everybody can.",
    ),
    may(
        keys::STATUS,
        STATUS,
        "Hoe ver het is. Zonder dit veld staat de voorziening op de site.",
        "How far it is. Without it the provision is on the site.",
    ),
    may(
        keys::TEAM_COST,
        Shape::Text,
        "Wat het de gemeente ongeveer kost. Alleen teams zien dit.",
        "About what it costs the municipality. Only teams see this.",
    ),
    may(
        keys::TEAM_WAITING_TIME,
        Shape::Text,
        "Hoe lang mensen wachten. Alleen teams zien dit.",
        "How long people wait. Only teams see this.",
    ),
    may(
        keys::TEAM_REFERRAL,
        Shape::Text,
        "Hoe een team iemand aanmeldt. Alleen teams zien dit.",
        "How a team refers somebody. Only teams see this.",
    ),
    may(
        keys::TEAM_CONTACT,
        Shape::Text,
        "Waar een team iets kan vragen. Alleen teams zien dit.",
        "Where a team can ask. Only teams see this.",
    ),
];

//! What a site declares of its content model: kinds of documents, and fields.

use super::shape::{AUDIENCE, Choice, Form, Keys, SLUG, SchemaField, Shape, TEXTS, choice, form, may, must};
use crate::data::KeyName;
use crate::model::keys;

const HEADING: &[SchemaField] = &[
    must(same("title"), Shape::Words, "De kop zelf.", "The heading itself."),
    may(
        same("role"),
        Shape::Choice(ROLES),
        "Waar het deel voor is, als het thema het op een eigen manier laat zien.",
        "What the section is for, where the theme shows it in a way of its own.",
    ),
    may(
        same("required"),
        Shape::Flag,
        "Schrijf true als elk document van deze soort de kop moet hebben.",
        "Write true if every document of this kind has to have the heading.",
    ),
    may(
        same("words"),
        Shape::Like(&BOUNDS),
        "Hoeveel woorden eronder horen te staan. Geldt alleen voor deze site, niet voor sites hierboven.",
        "How many words should stand under it. Only for this site, not for sites on top of it.",
    ),
    may(
        same("items"),
        Shape::Like(&BOUNDS),
        "Hoeveel punten of stappen eronder horen te staan. Geldt alleen voor deze site, niet voor sites hierboven.",
        "How many points or steps should stand under it. Only for this site, not for sites on top of it.",
    ),
];

/// From how many to how many.
const BOUNDS: Form = form(
    "^[0-9]+-[0-9]*$",
    "Schrijf twee hele getallen, het kleinste eerst, zoals 3-7, of 3- voor minstens drie.",
    "Write two whole numbers, the smaller one first, such as 3-7, or 3- for at least three.",
);

const ROLES: &[Choice] = &[
    choice(keys::STEPS, "Hoe u het doet, stap voor stap.", "How to do it, step by step."),
    choice(keys::LIMITS, "Wanneer u het niet doet.", "When not to do it."),
    choice(keys::VOICES, "Wat anderen ervan vinden.", "What others think of it."),
];

pub(super) const HEADINGS: Shape = Shape::List(&Shape::Either(&[Shape::Text, Shape::Fields(HEADING)]));

/// A key with the same name in both languages.
pub(super) const fn same(name: &'static str) -> KeyName {
    KeyName::same(name)
}

/// The name of a declared field.
pub(super) const NAME_OF_FIELD: Form = form(
    "^[a-z0-9]+([-_][a-z0-9]+)*$",
    "Gebruik kleine letters zonder accent, cijfers en losse streepjes, zoals kosten-per-keer.",
    "Use lower-case letters without accents, digits and single hyphens, as in cost-per-visit.",
);

/// A kind of documents.
pub(super) const KIND: &[SchemaField] = &[
    may(same("title"), Shape::Words, "Hoe één zo'n document heet.", "What one such document is called."),
    may(
        same("plural"),
        Shape::Words,
        "Hoe er meer heten: zo staat het in het menu.",
        "What several are called: the menu says it.",
    ),
    may(same("summary"), Shape::Words, "Wat er boven de lijst staat.", "The heading of the list."),
    may(
        same("folder"),
        Shape::Like(&SLUG),
        "De map waar ze liggen; ook het begin van hun adres.",
        "The folder that they lie in; also the start of their address.",
    ),
    may(
        same("icon"),
        Shape::Text,
        "De naam van het icoon in het thema.",
        "The name of the icon in the theme.",
    ),
    may(
        same("audience"),
        AUDIENCE,
        "Voor wie een document is dat dat zelf niet zegt.",
        "Whom a document is for that doesn't say so itself.",
    ),
    may(
        same("sections"),
        HEADINGS,
        "De koppen van zo'n document, in volgorde.",
        "The headings of such a document, in order.",
    ),
    may(
        same("words"),
        Shape::Like(&BOUNDS),
        "Hoeveel woorden zo'n document hoort te hebben. Geldt alleen voor deze site, niet voor sites hierboven.",
        "How many words such a document should have. Only for this site, not for sites on top of it.",
    ),
    may(
        same("template"),
        Shape::Like(&SLUG),
        "Het sjabloon van het thema dat zo'n document toont.",
        "The template of the theme that shows such a document.",
    ),
    may(
        same("menu"),
        Shape::Flag,
        "Schrijf false voor een soort zonder lijst en zonder plek in het menu.",
        "Write false for a kind without a list and without a place in the menu.",
    ),
];

/// A field.
pub(super) const DECLARED: &[SchemaField] = &[
    may(same("title"), Shape::Words, "Hoe lezers het veld zien.", "How readers see the field."),
    may(
        same("description"),
        Shape::Words,
        "Waar het voor is, voor wie het invult.",
        "What it is for, for who fills it in.",
    ),
    may(same("type"), Shape::Choice(TYPES), "Wat erin kan staan.", "The type of its values."),
    may(
        same("kinds"),
        TEXTS,
        "De soorten documenten die het veld hebben; zonder dit: alle.",
        "The kinds of documents that have the field; without this: all.",
    ),
    may(
        same("options"),
        Shape::Map(Keys::Like(&SLUG), &Shape::Words),
        "De woorden waaruit te kiezen is, elk met wat lezers zien.",
        "The words to choose from, each with what readers see.",
    ),
    may(
        same("unit"),
        Shape::Words,
        "Wat er achter een getal komt, zoals minuten.",
        "What comes behind a number, such as minutes.",
    ),
    may(
        same("fields"),
        Shape::Map(Keys::Like(&NAME_OF_FIELD), &Shape::Any),
        "De velden van een groep.",
        "The fields of a group.",
    ),
    may(
        same("many"),
        Shape::Flag,
        "Schrijf true als er meer in kunnen staan.",
        "Write true to allow several values.",
    ),
    may(
        same("required"),
        Shape::Flag,
        "Schrijf true als elk document van deze soorten het moet hebben.",
        "Write true if every document of these kinds has to have it.",
    ),
    may(
        same("audience"),
        AUDIENCE,
        "Wie het ziet. Schrijf team als inwoners het niet mogen zien.",
        "Who sees it. Write team if residents mustn't see it.",
    ),
    may(
        same("translated"),
        Shape::Flag,
        "Schrijf false als het in elke taal gelijk is.",
        "Write false if it is the same in every language.",
    ),
    may(
        same("search"),
        Shape::Flag,
        "Schrijf false als zoeken het overslaat.",
        "Write false if search passes it over.",
    ),
    may(same("show"), Shape::Choice(PLACES), "Waar een bladzijde het toont.", "Where a page shows it."),
    may(
        same("filter"),
        Shape::Flag,
        "Schrijf true bij een keuze waarmee lezers lijsten verfijnen.",
        "Write true for a choice that readers narrow lists by.",
    ),
    may(
        same("icon"),
        Shape::Text,
        "De naam van het icoon in het thema.",
        "The name of the icon in the theme.",
    ),
];

const TYPES: &[Choice] = &[
    choice(same("text"), "Gewone tekst.", "Plain text."),
    choice(
        same("inline"),
        "Tekst van één regel, met nadruk en links.",
        "Text of one line, with emphasis and links.",
    ),
    choice(same("blocks"), "Tekst van een of meer alinea's.", "Text of a paragraph or more."),
    choice(same("number"), "Een getal.", "A number."),
    choice(same("date"), "Een dag, zoals 2026-11-01.", "A day, such as 2026-11-01."),
    choice(same("choice"), "Een van de woorden onder options.", "One of the words under options."),
    choice(same("list"), "Een lijst van teksten.", "A list of texts."),
    choice(same("reference"), "Een ander document.", "Another document."),
    choice(same("phone"), "Een telefoonnummer.", "A telephone number."),
    choice(same("email"), "Een e-mailadres.", "An e-mail address."),
    choice(same("url"), "Een webadres.", "A web address."),
    choice(
        same("hours"),
        "Openingstijden, zoals Mo-Fr 09:00-17:00.",
        "Opening hours, such as Mo-Fr 09:00-17:00.",
    ),
    choice(
        same("recurrence"),
        "Wanneer iets is, zoals 2026-12-04 14:00 of elke dinsdag 10:00-12:00.",
        "When something is on, such as 2026-12-04 14:00 or every Tuesday 10:00-12:00.",
    ),
    choice(same("boolean"), "Ja of nee.", "Yes or no."),
    choice(same("group"), "Een paar velden bij elkaar.", "A few fields together."),
];

const PLACES: &[Choice] = &[
    choice(same("facts"), "In het rijtje boven de tekst.", "Among the facts above the text."),
    choice(same("section"), "Als een eigen deel onder de tekst.", "As a section of its own below the text."),
    choice(same("no"), "Nergens.", "Nowhere."),
];

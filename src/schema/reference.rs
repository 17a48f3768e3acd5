//! The files that documents draw on: facts, words, numbers; and those that search does.

use super::shape::{Choice, ECLI, Keys, Needed, PAGE, SchemaField, Shape, TEXTS, choice, may, must};
use crate::model::keys;

/// `bronnen.yaml`.
pub(super) const REGISTER: &[SchemaField] = &[
    may(
        keys::SOURCES,
        Shape::Map(Keys::Any, &Shape::Fields(SOURCE)),
        "De bronnen, elk bij een eigen nummer of korte naam.",
        "The sources, each by a number or short name of its own.",
    ),
    may(
        keys::FACTS,
        Shape::Map(Keys::Any, &Shape::Fields(FACT)),
        "De feiten, elk bij het nummer waarmee kaarten ernaar verwijzen.",
        "The facts, each by the id that cards cite it with.",
    ),
];

const SOURCE: &[SchemaField] = &[
    must(keys::TITLE, Shape::Text, "De titel van de bron.", "The title of the source."),
    may(
        keys::KIND,
        Shape::Text,
        "Wat het is, zoals: rapport, column of interview.",
        "What it is, such as: report, column or interview.",
    ),
    may(keys::YEAR, Shape::Text, "Het jaar waaruit de bron komt.", "The year that the source is of."),
    may(
        keys::WHO,
        Shape::Text,
        "Wie het schreef of zei. Een naam alleen van wie dat in een openbare rol deed.",
        "Who wrote or said it. Name a person only in a public role.",
    ),
    ADDRESS,
    READ_ON,
    JUDGMENT,
    ARTICLE,
    may(
        keys::NOTE,
        Shape::Text,
        "Een opmerking voor de redactie; lezers zien haar niet.",
        "A note for the editors; readers don't see it.",
    ),
];

const FACT: &[SchemaField] = &[
    must(
        keys::SOURCE,
        Shape::Text,
        "Het nummer of de korte naam van de bron, zoals die onder bronnen staat.",
        "The number or short name of the source, as listed under sources.",
    ),
    may(keys::KIND, Shape::FactKind, "Hoe sterk het feit is.", "How strong the fact is."),
    may(
        keys::WHO,
        Shape::Text,
        "Wie het zegt, als dat bekend en openbaar is.",
        "Who says it, where that is known and public.",
    ),
    must(
        keys::TEXT,
        Shape::Text,
        "Wat het feit zegt, in eigen woorden.",
        "What the fact says, in one's own words.",
    ),
    ADDRESS,
    READ_ON,
    JUDGMENT,
    ARTICLE,
];

const ADDRESS: SchemaField = may(
    keys::ADDRESS,
    Shape::Like(&PAGE),
    "Het webadres waar het te lezen is.",
    "The web address where it can be read.",
);
const READ_ON: SchemaField = may(
    keys::READ_ON,
    Shape::Date,
    "De dag waarop iemand het daar las, zoals 2026-11-01.",
    "The day on which it was read there, as in 2026-11-01.",
);
const JUDGMENT: SchemaField = may(
    keys::ECLI,
    Shape::Like(&ECLI),
    "Het nummer van een uitspraak van een Nederlandse rechter, zoals ECLI:NL:CRVB:2023:123.",
    "The identifier of a Dutch judgment, such as ECLI:NL:CRVB:2023:123.",
);
const ARTICLE: SchemaField = may(
    keys::ARTICLE,
    Shape::Text,
    "Waar het staat in een wet of tekst, zoals: artikel 2.3.5, derde lid.",
    "Where in a law or text, such as: article 2.3.5, third paragraph.",
);

/// The kinds that every site has.
pub(super) const KINDS_OF_FACTS: &[Choice] = &[
    choice(
        keys::LAW,
        "Staat in een wet of regeling, of in een uitspraak van een rechter.",
        "Stands in a law or regulation, or in a judgment.",
    ),
    choice(keys::RESEARCH, "Komt uit gepubliceerd onderzoek.", "A finding of published research."),
    choice(
        keys::GUIDELINE,
        "Een aanbeveling van een beroepsgroep of instituut.",
        "A recommendation of a profession or an institute.",
    ),
    choice(keys::REPORT, "Komt uit rapporten.", "A finding out of reports."),
    choice(
        keys::PRACTICE,
        "Een werkwijze die ergens is beschreven.",
        "A practice that is described somewhere.",
    ),
    choice(keys::POSITION, "Wat iemand in een openbare rol vindt.", "What somebody in a public role thinks."),
    choice(
        keys::EXPERIENCE,
        "Wat één iemand meemaakte of vindt.",
        "What one person lived through or thinks.",
    ),
    choice(
        keys::BACKGROUND,
        "Over de bron zelf: geen kaart kan erop rusten.",
        "About the source itself: no card can rest on it.",
    ),
];

/// `begrippen.yaml`.
pub(super) const GLOSSARY: &[SchemaField] = &[may(
    keys::WORDS,
    Shape::Map(Keys::Any, &Shape::Fields(WORD)),
    "De woorden die uitleg nodig hebben, zoals lezers ze zien staan.",
    "The words that need an explanation, as readers see them.",
)];

const WORD: &[SchemaField] = &[
    must(
        keys::EXPLANATION,
        Shape::Text,
        "Wat het woord betekent, in hooguit 40 woorden.",
        "What the word means, in at most 40 words.",
    ),
    may(
        keys::ALSO,
        TEXTS,
        "Andere manieren om het te schrijven, zoals het meervoud.",
        "Other ways to write it, such as its plural.",
    ),
    may(
        keys::SEE,
        TEXTS,
        "Documenten die er meer over vertellen, zoals kaarten/mandaat/eigen-wijkbudget.",
        "Documents that tell more, such as kaarten/mandaat/eigen-wijkbudget.",
    ),
];

/// `nummers.yaml`.
pub(super) const NUMBERS: &[SchemaField] = &[may(
    keys::NUMBERS,
    Shape::Map(Keys::Any, &Shape::Fields(NUMBER)),
    "De telefoonnummers, elk bij de naam waarmee teksten het gebruiken: {{ naam }}.",
    "The telephone numbers, each by the name that texts use it with: {{ name }}.",
)];

const WHERE_CONFIRMED: Needed = Needed::With(keys::STATUS, keys::CONFIRMED);

const NUMBER: &[SchemaField] = &[
    must(keys::NAME, Shape::Text, "Van wie het nummer is.", "Whose number it is."),
    must(keys::NUMBER, Shape::Text, "Het nummer, zoals lezers het zien.", "The number as readers see it."),
    may(
        keys::STATUS,
        Shape::Choice(STANDINGS),
        "Of iemand het nummer heeft nagegaan.",
        "Whether the number is verified.",
    ),
    may(
        keys::SOURCE,
        Shape::Text,
        "Waar het nummer is gevonden. Moet er zijn bij een bevestigd nummer.",
        "Where the number was found. Has to be there for a confirmed one.",
    )
    .needed(WHERE_CONFIRMED),
    may(
        keys::CHECKED,
        Shape::Date,
        "De dag waarop iemand in de bron heeft gekeken, zoals 2026-11-01. Moet er zijn bij een bevestigd nummer.",
        "The day on which the source was read, as in 2026-11-01. Required for a confirmed number.",
    )
    .needed(WHERE_CONFIRMED),
    may(
        keys::CONFIRMED_BY,
        Shape::Text,
        "Wie het nummer heeft nagegaan: een functie, zoals bij `eigenaar`.",
        "Who made sure of the number: a function, as for `owner`.",
    ),
    may(keys::REACHABLE, Shape::Text, "Wanneer er iemand opneemt.", "When calls are answered."),
    may(keys::COST, Shape::Text, "Wat het bellen kost.", "What a call costs."),
    may(keys::NOTE, Shape::Text, "Waar het nummer voor is, voor de redactie.", "What the number is for, for editors."),
];

const STANDINGS: &[Choice] = &[
    choice(
        keys::CONFIRMED,
        "Nagegaan in een bron: teksten mogen het gebruiken.",
        "Found in a source: texts may use it.",
    ),
    choice(
        keys::UNCONFIRMED,
        "Nog niet nagegaan: lezers zien het niet.",
        "Not made sure of yet: readers don't see it.",
    ),
];

/// `synoniemen.yaml`.
pub(super) const SYNONYMS: &[SchemaField] = &[
    may(
        keys::GROUPS,
        Shape::List(&Shape::Either(&[Shape::Group, Shape::Fields(ONE_WAY)])),
        "Groepen van woorden die hetzelfde betekenen. Wie een woord zoekt, vindt ook de andere.",
        "Groups of words that mean the same. Whoever looks for one finds the others too.",
    ),
    may(
        keys::NEVER_CORRECTED,
        TEXTS,
        "Woorden die het zoeken nooit verandert in een ander woord. Wie ze typt, bedoelt ze.",
        "Words that the search never changes into another word. Readers who type them mean them.",
    ),
];

const ONE_WAY: &[SchemaField] = &[
    must(keys::FROM, TEXTS, "De woorden die iemand zoekt.", "The words that people search for."),
    must(
        keys::TO,
        TEXTS,
        "De woorden die dan ook gevonden worden, maar niet andersom.",
        "The words that are found then too, but not the other way round.",
    ),
];

/// `zoektoetsen.yaml`.
pub(super) const TRIALS: &[SchemaField] = &[may(
    keys::TRIALS,
    Shape::List(&Shape::Fields(TRIAL)),
    "Wat het zoeken moet vinden. Het programma kijkt het elke keer na.",
    "What the search has to find. The program looks every time.",
)];

const TRIAL: &[SchemaField] = &[
    must(
        keys::QUERY,
        Shape::Text,
        "De woorden, precies zoals iemand ze typt.",
        "The words exactly as typed.",
    ),
    must(
        keys::FINDS,
        Shape::Text,
        "Het document dat gevonden moet worden, zoals vragen/ik-heb-schulden; of het woord niets.",
        "The document that has to be found, such as vragen/ik-heb-schulden; or the word nothing.",
    ),
    may(
        keys::AMONG,
        Shape::Count(1, None),
        "Bij de eerste hoeveel het moet staan. Zonder dit veld: bij de eerste vijf.",
        "Among the first how many it has to be. Without it: among the first five.",
    ),
];

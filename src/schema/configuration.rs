//! `wijkgids.yaml`: what a site is, and what its documents can say.

use super::declared::{DECLARED, HEADINGS, KIND, NAME_OF_FIELD, same};
use super::duties::{DUTIES, FRESHNESS, REVIEW};
use super::shape::{
    Choice, Form, HOURS, Keys, LANGUAGE, Needed, SLUG, SchemaField, Shape, TEXTS, WEB, choice, form, may,
    must,
};
use crate::model::keys;

/// `wijkgids.yaml`.
pub(super) const CONFIGURATION: &[SchemaField] = &[
    may(
        same("title"),
        Shape::Words,
        "Hoe de site heet; per taal kan ook.",
        "What the site is called; can be written per language.",
    )
    .needed(Needed::AtTheBase),
    may(
        same("description"),
        Shape::Words,
        "Wat de site is, in één zin.",
        "What the site is, in one sentence.",
    ),
    may(
        same("base_url"),
        Shape::Either(&[Shape::Like(&WEB), Shape::Fields(ADDRESSES)]),
        "Het webadres waar de site komt, zoals https://voorbeeld.nl/gids/.",
        "The web address where the site will be, such as https://voorbeeld.nl/gids/.",
    ),
    may(
        same("extends"),
        Shape::Text,
        "De map van de site waar deze op ligt, gezien vanaf deze map, zoals ../landelijk.",
        "The folder of the site that this one lies on, seen from this folder, such as ../landelijk.",
    ),
    may(
        same("language"),
        Shape::Like(&LANGUAGE),
        "De taal waarin de site is geschreven, zoals nl.",
        "The language that the site is written in, such as nl.",
    ),
    may(
        same("languages"),
        Shape::Several(&Shape::Like(&LANGUAGE)),
        "De talen waarin de site verschijnt, zoals [nl, en, ar].",
        "The languages that the site is published in, such as [nl, en, ar].",
    ),
    may(
        same("edit_url"),
        Shape::Like(&WEB),
        "Het adres waar bestanden te bewerken zijn, tot en met de map van de site.",
        "The address where files can be edited, up to the folder of the site.",
    ),
    may(
        same("values"),
        Shape::Map(
            Keys::Like(&NAME_OF_VALUE),
            &Shape::Either(&[
                Shape::Words,
                Shape::Fields(ASK),
                Shape::Fields(EXAMPLE),
                Shape::Fields(TYPED),
                Shape::Fields(ANSWERED),
            ]),
        ),
        "Woorden die op meer plekken terugkomen. Een tekst gebruikt ze als {{ naam }}.",
        "Words that come back in many places. A text uses them as {{ name }}.",
    ),
    may(
        same("facets"),
        Shape::Map(Keys::NewField, &Shape::Fields(FACET)),
        "De indelingen van de site, zoals thema of rol, elk met haar vaste woorden.",
        "The classifications of the site, such as theme or role, each with its fixed terms.",
    ),
    may(
        same("relations"),
        Shape::Map(Keys::Like(&SLUG), &Shape::Fields(RELATION)),
        "De verbanden die er tussen documenten kunnen zijn, zoals vervolg-op.",
        "The relations that there can be between documents, such as vervolg-op.",
    ),
    may(
        same("intro"),
        Shape::Fields(INTRO),
        "Wat er boven aan de voorpagina staat.",
        "The top of the home page.",
    ),
    may(
        same("texts"),
        Shape::Map(Keys::Any, &Shape::Words),
        "Eigen woorden in plaats van die van het thema, op de naam die ze in strings/nl.yaml hebben.",
        "Words of your own instead of those of the theme, by the name that they have in strings/en.yaml.",
    ),
    may(
        same("footer"),
        TEXTS,
        "De pagina's onder aan elke bladzijde, in volgorde, zoals paginas/privacy.",
        "The pages at the foot of every page, in order, such as pages/privacy.",
    ),
    may(
        same("kinds"),
        Shape::Map(Keys::Like(&SLUG), &Shape::Fields(KIND)),
        "Eigen soorten documenten, en wat er anders is aan kaarten, vragen en pagina's.",
        "Kinds of documents of your own, and what differs for cards, questions and pages.",
    ),
    may(
        same("fields"),
        Shape::Map(Keys::Like(&NAME_OF_FIELD), &Shape::Fields(DECLARED)),
        "Eigen velden van documenten, zoals kosten of contact.",
        "Fields of documents of your own, such as cost or contact.",
    ),
    may(
        same("sections"),
        Shape::PerKind(&HEADINGS),
        "De koppen die een soort document hoort te hebben, in volgorde.",
        "The headings that a kind of document should have, in order.",
    ),
    may(
        same("jargon"),
        Shape::Map(Keys::Any, &Shape::Text),
        "Woorden die inwoners niet kennen, elk met wat u beter schrijft. Een woord met niets erachter mag wel.",
        "Words that residents don't know, each with what to write instead. With nothing behind it, a word is fine.",
    ),
    may(
        same("allowed_numbers"),
        TEXTS,
        "Nummers en adressen die in teksten mogen staan omdat ze van niemand persoonlijk zijn.",
        "Numbers and addresses that texts may contain, since they aren't a person's.",
    ),
    may(
        keys::FACT_KINDS,
        Shape::Map(Keys::Like(&SLUG), &Shape::Fields(FACT_KIND)),
        "Soorten feiten erbij, van sterk naar zwak; en wat lezers zien bij soorten die er al zijn, zoals rapporten.",
        "More kinds of facts, from strong to weak; and what readers see at kinds that are there already, such as report.",
    ),
    may(
        same("theme"),
        Shape::Text,
        "De map met een eigen vormgeving, gezien vanaf deze map.",
        "The folder with a theme of one's own, seen from this folder.",
    ),
    may(
        keys::NOTICE,
        Shape::Words,
        "Wat er boven aan elke bladzijde staat, in één of twee zinnen. Geldt alleen voor deze site, niet voor sites hierboven.",
        "The banner at the top of every page, in a sentence or two. Only for this site, not for sites on top of it.",
    ),
    may(
        keys::SEARCH_ENGINES,
        Shape::Flag,
        "Schrijf false als zoekmachines de site niet mogen tonen; true als ook een site voor teams gevonden mag worden. Geldt alleen voor deze site, niet voor sites hierboven.",
        "Write false if search engines must not list the site; true if a site for teams may be found too. Only for this site, not for sites on top of it.",
    ),
    may(
        same("search"),
        Shape::Flag,
        "Schrijf false als de site geen zoekvak moet hebben.",
        "Write false if the site shouldn't have a search box.",
    ),
    may(
        keys::FORMER_TOPICS,
        Shape::Map(Keys::Any, &Shape::Text),
        "Hoe een onderwerp van vragen en voorzieningen nu heet, bij hoe het eerder heette. Wie de oude naam gebruikt, bedoelt de nieuwe.",
        "What a subject of questions and provisions is called now, by what it was called before. Who uses the old name means the new one.",
    ),
    may(
        same("publish"),
        Shape::Several(&Shape::Choice(READERS)),
        "Voor wie de site verschijnt. Bij allebei worden het twee sites.",
        "For whom the site is published. With both, it becomes two sites.",
    ),
    may(
        same("duties"),
        Shape::Fields(DUTIES),
        "Wat een gemeente over haar site moet publiceren.",
        "What a municipality has to publish about its site.",
    ),
    may(
        same("freshness"),
        Shape::Fields(FRESHNESS),
        "Hoeveel maanden iets geldt nadat iemand het heeft nagegaan.",
        "For how many months a verified fact counts as fresh.",
    ),
    may(
        same("review"),
        Shape::Fields(REVIEW),
        "Wat er gebeurt met een document dat niemand op tijd heeft nagekeken.",
        "What happens to a document whose review is overdue.",
    ),
    may(
        same("checks"),
        Shape::Levels,
        "Hoe streng elke regel op deze site is.",
        "How strict each rule is on this site.",
    ),
];

const NAME_OF_VALUE: Form = form(
    "^[a-z][a-z0-9_]*$",
    "Gebruik kleine letters, cijfers en _.",
    "Use lower-case letters, digits and _.",
);

const FACT_KIND: &[SchemaField] = &[
    may(same("title"), Shape::Words, "Wat lezers zien staan.", "What readers see."),
    may(
        keys::STRENGTH,
        Shape::Choice(STRENGTHS),
        "Hoe sterk zulke feiten zijn. Moet er zijn bij een nieuwe soort.",
        "How strong such facts are. Has to be there for a new kind.",
    ),
];

const STRENGTHS: &[Choice] = &[
    choice(keys::STRONG, "Onderzocht, of vastgelegd.", "Looked into, or settled."),
    choice(
        keys::FAIR,
        "Beschreven of gevonden door wie ervan weet.",
        "Described or thought by who knows about it.",
    ),
    choice(keys::WEAK, "Van één persoon.", "One person's."),
    choice(keys::NOTHING, "Geen kaart kan erop rusten.", "No card can rest on it."),
];

const READERS: &[Choice] = &[
    choice(keys::TEAM, "Voor teams: alles.", "For teams: everything."),
    choice(
        keys::RESIDENT,
        "Voor inwoners: alleen wat voor hen bedoeld is.",
        "For residents: only what is meant for them.",
    ),
];

const ADDRESSES: &[SchemaField] = &[
    may(
        keys::TEAM,
        Shape::Like(&WEB),
        "Het webadres van de site voor teams.",
        "The web address of the site for teams.",
    ),
    may(
        keys::RESIDENT,
        Shape::Like(&WEB),
        "Het webadres van de site voor inwoners.",
        "The web address of the site for residents.",
    ),
];

/// A request to the layers above, an example, a value that says what it has to be, and one that says when somebody answers: the
/// same keys, each with another one that has to be there.
const ASK: &[SchemaField] =
    &[REQUIRED.needed(Needed::Always), VALUE, PLACEHOLDER, TYPE, VALUE_HOURS, OTHERWISE];
const EXAMPLE: &[SchemaField] =
    &[REQUIRED, VALUE, PLACEHOLDER.needed(Needed::Always), TYPE, VALUE_HOURS, OTHERWISE];
const TYPED: &[SchemaField] =
    &[REQUIRED, VALUE, PLACEHOLDER, TYPE.needed(Needed::Always), VALUE_HOURS, OTHERWISE];
const ANSWERED: &[SchemaField] =
    &[REQUIRED, VALUE, PLACEHOLDER, TYPE, VALUE_HOURS.needed(Needed::Always), OTHERWISE];

const REQUIRED: SchemaField = may(
    keys::REQUIRED,
    Shape::Flag,
    "Schrijf true als elke site hierboven deze waarde moet invullen.",
    "Write true if every site on top of this one has to fill in the value.",
);
const VALUE: SchemaField = may(
    keys::VALUE,
    Shape::Words,
    "Wat er staat zolang niemand iets invult.",
    "The text shown until a value is set.",
);
const PLACEHOLDER: SchemaField = may(
    keys::PLACEHOLDER,
    Shape::Words,
    "Een voorbeeld dat elke site hierboven vervangt. Zolang het er staat, wordt een site niet voor iedereen gepubliceerd.",
    "An example that every site on top of this one replaces. Until then, `--production` refuses to build.",
);
const TYPE: SchemaField =
    may(keys::TYPE, VALUE_TYPES, "Wat de waarde moet zijn.", "What the value has to be.");

const VALUE_TYPES: Shape = Shape::Choice(&[
    choice(keys::PLAIN_TEXT, "Elke tekst is goed.", "Any text will do."),
    choice(keys::PHONE, "Een telefoonnummer.", "A telephone number."),
    choice(keys::EMAIL, "Een mailadres.", "A mail address."),
    choice(same("url"), "Een volledig webadres.", "A complete web address."),
]);
const VALUE_HOURS: SchemaField = may(
    keys::OPENING_HOURS,
    Shape::Like(&HOURS),
    "Wanneer er iemand is, zoals `Mo-Fr 09:00-17:00`. Staat bij spoed onder het nummer.",
    "When somebody answers, as in `Mo-Fr 09:00-17:00`. Shown below the number where it is urgent.",
);
const OTHERWISE: SchemaField =
    may(keys::OTHERWISE, Shape::Words, "Wat iemand buiten die uren doet.", "What to do at other hours.");

const INTRO: &[SchemaField] = &[
    may(
        same("heading"),
        Shape::Words,
        "De kop boven aan de voorpagina.",
        "The heading at the top of the home page.",
    ),
    may(same("text"), Shape::Words, "De zinnen onder die kop.", "The sentences below that heading."),
];

const FACET: &[SchemaField] = &[
    may(same("title"), Shape::Words, "Hoe lezers de indeling zien.", "How readers see the classification.")
        .needed(Needed::AtTheBase),
    may(
        same("kinds"),
        TEXTS,
        "De soorten documenten die de indeling hebben; zonder dit: alle.",
        "The kinds of documents that have the classification; without this: all.",
    ),
    may(
        same("required"),
        Shape::Flag,
        "Schrijf true als elke kaart een woord uit deze lijst moet hebben.",
        "Write true if every card has to have a term of this list.",
    ),
    may(
        same("at_least"),
        Shape::Count(0, None),
        "Hoeveel documenten elk woord van de lijst minstens moet hebben.",
        "How many documents each term of the list is to have at least.",
    ),
    may(
        same("many"),
        Shape::Flag,
        "Schrijf true als een document er meer dan één mag hebben.",
        "Write true if a document may have more than one.",
    ),
    may(
        same("terms"),
        Shape::Map(Keys::Like(&SLUG), &Shape::Fields(TERM)),
        "De woorden waaruit een document kiest.",
        "The terms that a document chooses from.",
    ),
];

const TERM: &[SchemaField] = &[
    may(same("title"), Shape::Words, "Hoe lezers het woord zien.", "How readers see the term.")
        .needed(Needed::AtTheBase),
    may(
        same("summary"),
        Shape::Words,
        "Waar het over gaat, voor boven aan de lijst.",
        "What it is about, for the top of its list.",
    ),
    may(
        same("color"),
        Shape::Fields(COLOR),
        "De kleur, een voor een lichte en een voor een donkere achtergrond.",
        "The color, one for a light and one for a dark ground.",
    ),
    may(
        same("icon"),
        Shape::Text,
        "De naam van het plaatje in het thema.",
        "The name of its icon in the theme.",
    ),
    may(
        keys::FORMER_NAMES,
        Shape::Several(&Shape::Text),
        "Hoe het woord eerder heette. Wie die naam nog gebruikt, ook in een site die hierop ligt, bedoelt dit woord.",
        "What the term was called before. Who still uses that name, also in a site that lies on this one, means this term.",
    ),
];

const HEXADECIMAL: Form = form(
    "^#[0-9A-Fa-f]{6}$",
    "Een kleur is # en zes tekens, tussen aanhalingstekens, zoals \"#0f6e4a\".",
    "A color is # and six characters, between quotation marks, such as \"#0f6e4a\".",
);

const COLOR: &[SchemaField] = &[
    must(
        same("light"),
        Shape::Like(&HEXADECIMAL),
        "De kleur op een lichte achtergrond, zoals \"#0f6e4a\".",
        "The color on light ground, such as \"#0f6e4a\".",
    ),
    must(
        same("dark"),
        Shape::Like(&HEXADECIMAL),
        "De kleur op een donkere achtergrond, zoals \"#6fd3a4\".",
        "The color on dark ground, such as \"#6fd3a4\".",
    ),
];

const RELATION: &[SchemaField] = &[
    may(same("title"), Shape::Words, "Hoe lezers het verband zien.", "How readers see the relation.")
        .needed(Needed::AtTheBase),
    may(
        same("inverse"),
        Shape::Like(&SLUG),
        "De naam van hetzelfde verband, gezien vanaf de andere kant, zoals gevolgd-door.",
        "The name of the same relation seen from the other side, such as gevolgd-door.",
    ),
    may(
        same("inverse_title"),
        Shape::Words,
        "Hoe lezers het verband vanaf de andere kant zien.",
        "How readers see the relation from the other side.",
    ),
];

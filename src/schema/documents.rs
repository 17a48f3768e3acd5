//! What stands at the top of a document.

use super::shape::{Choice, Form, SchemaField, Shape, TEXTS, choice, form, may, must};
use crate::model::{KindId, keys};

/// The keys that a document of a kind has besides those of the content model.
pub(super) fn fields(kind: KindId) -> impl Iterator<Item = &'static SchemaField> {
    let own: &[SchemaField] = match kind {
        KindId::CARD => OF_CARDS,
        KindId::QUESTION => OF_QUESTIONS,
        _ => &[],
    };
    OF_ALL.iter().chain(own)
}

/// Whether somebody is working on it, readers see it, or it is over.
pub(super) const STATUS: Shape = Shape::Choice(&[
    choice(
        keys::DRAFT,
        "Nog niet klaar: alleen de voorvertoning laat het zien.",
        "Not ready yet: only the preview shows it.",
    ),
    choice(keys::PUBLISHED, "Klaar: het staat op de site.", "Ready: it is on the site."),
    choice(
        keys::RETIRED,
        "Geldt niet meer: het staat niet meer op de site.",
        "No longer holds: it isn't on the site any more.",
    ),
]);

/// Whom it is for.
pub(super) const AUDIENCE: Shape = Shape::Choice(&[
    choice(keys::TEAM, "Alleen voor teams.", "For teams only."),
    choice(keys::RESIDENT, "Alleen voor inwoners.", "For residents only."),
    choice(keys::BOTH, "Voor teams en voor inwoners.", "For teams and for residents."),
]);

const OLD_ADDRESS: Form = form(
    "^/*[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)*/*$",
    "Schrijf een adres op deze site, zoals /oud/adres/.",
    "Write an address on this site, such as /old/address/.",
);

const URGENCIES: &[Choice] = &[
    choice(keys::NOW, "Er is gevaar: dit kan geen uur wachten.", "There is danger: this can't wait an hour."),
    choice(keys::TODAY, "Dit kan niet tot morgen wachten.", "This can't wait until tomorrow."),
    choice(keys::SOON, "Dit kan een paar dagen wachten.", "This can wait a few days."),
];

const OF_ALL: &[SchemaField] = &[
    may(
        keys::TITLE,
        Shape::Text,
        "De titel, zoals lezers die zien. Hooguit 90 tekens.",
        "The title as readers see it. At most 90 characters.",
    ),
    may(
        keys::SUMMARY,
        Shape::Text,
        "Waar het over gaat, in hooguit 40 woorden. Staat in lijsten en bij wat iemand zoekt.",
        "What it is about, in at most 40 words. Shown in lists and in what a search finds.",
    ),
    may(
        keys::EVIDENCE,
        TEXTS,
        "De nummers van de feiten waar dit op rust. De feiten staan in het bronnenregister.",
        "The ids of the facts that this rests on. The facts are in the register of sources.",
    ),
    may(
        keys::COUNTER,
        TEXTS,
        "De nummers van de feiten die iets anders zeggen. Lezers zien ze ook.",
        "The ids of the facts that say otherwise. Readers see them too.",
    ),
    may(
        keys::RELATIONS,
        Shape::Relations,
        "Andere documenten die hierbij horen, per soort verband.",
        "Other documents that belong to this one, by kind of relation.",
    ),
    may(
        keys::AUDIENCE,
        AUDIENCE,
        "Voor wie dit is. Zonder dit veld: een kaart voor teams, een vraag voor inwoners, een pagina voor allebei.",
        "Whom this is for. Without it: a card for teams, a question for residents, a page for both.",
    ),
    may(
        keys::OWNER,
        Shape::Text,
        "Wie dit bijhoudt: een functie of een redactie, niet de naam van een persoon.",
        "Who keeps this up to date: a function or an editorial team, never the name of a person.",
    ),
    may(
        keys::STATUS,
        STATUS,
        "Hoe ver het is. Zonder dit veld is het een concept.",
        "How far it is. Without it, it is a draft.",
    ),
    may(
        keys::REVIEWED,
        Shape::Date,
        "De dag waarop iemand dit voor het laatst heeft nagekeken, zoals 2026-11-01.",
        "The day on which somebody last reviewed this, as in 2026-11-01.",
    ),
    may(
        keys::REVIEW_BY,
        Shape::Date,
        "Voor deze dag moet iemand dit weer nakijken, zoals 2027-11-01.",
        "The day by which somebody has to review this again, as in 2027-11-01.",
    ),
    may(
        keys::ALIASES,
        Shape::Several(&Shape::Like(&OLD_ADDRESS)),
        "Adressen waar dit vroeger stond, zoals /oud/adres/. Wie daar komt, wordt doorgestuurd.",
        "Addresses where this used to be, such as /old/address/. Whoever goes there is led here.",
    ),
    may(
        keys::KEYWORDS,
        TEXTS,
        "Woorden waarmee mensen dit zoeken, en die niet al in de titel staan.",
        "Words that people look for this with, and that aren't in the title already.",
    ),
    may(
        keys::ALLOW,
        Shape::Several(&Shape::Either(&[Shape::Fields(ALLOW), Shape::Rule])),
        "Regels die in dit document niet gelden, elk met de reden waarom.",
        "Rules that don't hold in this document, each with the reason why.",
    ),
    may(
        keys::BASE,
        Shape::Digests,
        "Van welke tekst dit is gemaakt. Het programma schrijft dit zelf; verander het niet met de hand.",
        "Which text this was made from. The program writes it; don't change it by hand.",
    ),
    may(
        keys::REMOVE,
        TEXTS,
        "Delen van het origineel die hier weg moeten: hun kop of id.",
        "Sections of the original that are left out here: their heading or id.",
    ),
    may(
        keys::HIDDEN,
        Shape::Flag,
        "Schrijf true om het document van de site eronder te verbergen.",
        "Write true to hide the document of the site below.",
    ),
    may(
        keys::REPLACE,
        Shape::Choice(&[choice(
            keys::WHOLE,
            "Dit document komt helemaal in de plaats van het origineel.",
            "This document takes the place of the original as a whole.",
        )]),
        "Laat dit document in de plaats komen van dat van de site eronder.",
        "Lets this document take the place of the one of the site below.",
    ),
];

const ALLOW: &[SchemaField] = &[
    must(
        keys::RULE,
        Shape::Rule,
        "De naam van de regel, zoals de melding die noemt.",
        "The name of the rule, as its message has it.",
    ),
    may(
        keys::REASON,
        Shape::Text,
        "Waarom de regel hier niet hoeft. Wie dit later leest, moet het begrijpen.",
        "Why the rule needn't hold here. Whoever reads this later has to understand it.",
    ),
];

const OF_CARDS: &[SchemaField] = &[may(
    keys::LADDER,
    Shape::List(&Shape::Fields(STEPS_OF_LADDER)),
    "De treden van licht naar zwaar, met wanneer iemand een trede op of af gaat.",
    "The steps from light to heavy, with when somebody goes up or down one.",
)];

const STEPS_OF_LADDER: &[SchemaField] = &[
    must(
        keys::LEVEL,
        Shape::Text,
        "Hoe de trede heet, zoals: Sociale basis.",
        "What the step is called, such as: Social basis.",
    ),
    may(keys::WHO, Shape::Text, "Wie op deze trede helpt.", "Who helps on this step."),
    may(
        keys::UP,
        TEXTS,
        "Waaraan u ziet dat er meer hulp nodig is: een trede op.",
        "By what one sees that more help is needed: a step up.",
    ),
    may(
        keys::DOWN,
        TEXTS,
        "Waaraan u ziet dat het met minder hulp kan: een trede af.",
        "By what one sees that less help will do: a step down.",
    ),
    may(
        keys::HERE,
        Shape::Flag,
        "Schrijf true bij de trede waar deze kaart over gaat.",
        "Write true at the step that this card is about.",
    ),
];

const OF_QUESTIONS: &[SchemaField] = &[
    may(
        keys::STEPS,
        TEXTS,
        "Wat iemand zelf kan doen, stap voor stap.",
        "What somebody can do themselves, step by step.",
    ),
    may(
        keys::CARE,
        Shape::List(&Shape::Fields(CARE)),
        "Wat iemand doet als het niet kan wachten.",
        "What somebody does if it can't wait.",
    ),
    may(
        keys::PROVISIONS,
        TEXTS,
        "De onderwerpen van deze vraag, zoals geld of eten. Voorzieningen met zo'n onderwerp komen erbij te staan.",
        "The topics of this question, such as money or food. Provisions with such a topic are shown with it.",
    ),
    may(
        keys::QUICK_EXIT,
        Shape::Flag,
        "Schrijf true voor een knop waarmee iemand de pagina snel kan verlaten.",
        "Write true for a button to leave the page quickly.",
    ),
];

const CARE: &[SchemaField] = &[
    may(keys::URGENCY, Shape::Choice(URGENCIES), "Hoe dringend het is.", "How urgent it is."),
    must(
        keys::ACTION,
        Shape::Text,
        "Wat iemand dan doet: één ding, zoals een nummer bellen.",
        "What somebody does then: one thing, such as calling a number.",
    ),
    may(
        keys::WHEN,
        TEXTS,
        "Waaraan iemand ziet dat het zo dringend is.",
        "By what one sees that it is so urgent.",
    ),
];

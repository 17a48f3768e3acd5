//! The built-in fields of documents: each row says all that there is to say of a key in front matter.

use super::groups::{CARE, LADDER, LOCK};
use super::option::option;
use super::row::{Begins, BuiltInType, FirstValue, Row, begins, row, several};
use super::{Audience, CoreType, Field, FieldId, KindId, Shown, Status, Translated, keys};
use crate::data::KeyName;

const CARD: &[KindId] = &[KindId::CARD];
const QUESTION: &[KindId] = &[KindId::QUESTION];

fields! {
    /// Those of documents.
    ROWS of FieldId:

    /// What it is called.
    TITLE: Row {
        is_required: true,
        begins: Some(Begins { with: FirstValue::Title, advice: None }),
        ..row(
            keys::TITLE,
            BuiltInType::Text,
            "De titel, zoals lezers die zien. Hooguit 90 tekens.",
            "The title as readers see it. At most 90 characters.",
        )
    };
    /// What it is about, in short.
    SUMMARY: Row {
        begins: begins(
            FirstValue::As(""),
            "In hoogstens 40 woorden: wat vindt de lezer hier? Dit staat in lijsten en bij het zoeken.",
            "In at most 40 words: what does the reader find here? Lists and search show it.",
        ),
        ..row(
            keys::SUMMARY,
            BuiltInType::Text,
            "Waar het over gaat, in hooguit 40 woorden. Staat in lijsten en bij wat iemand zoekt.",
            "What it is about, in at most 40 words. Shown in lists and in what a search finds.",
        )
    };
    /// How long it takes.
    DURATION: Row {
        kinds: CARD,
        shown: Shown::Facts,
        icon: Some("clock"),
        ..row(
            keys::DURATION,
            BuiltInType::Text,
            "Hoe lang het duurt, zoals: 15 minuten per maand.",
            "How long it takes, such as: 15 minutes a month.",
        )
    };
    /// With whom.
    PARTICIPANTS: Row {
        kinds: CARD,
        shown: Shown::Facts,
        icon: Some("people"),
        ..row(
            keys::PARTICIPANTS,
            BuiltInType::Text,
            "Wie eraan meedoen, of met hoeveel.",
            "Who takes part, or how many.",
        )
    };
    /// Where it stands among its neighbors.
    ORDER: Row {
        shown: Shown::No,
        ..row(
            keys::ORDER,
            BuiltInType::Number,
            "Een getal: waar dit staat tussen wat erbij hoort. Zonder getal komt het daarachter, op titel.",
            "A number: its position in the list. Documents without one follow, by title.",
        )
    };
    /// The facts that it rests on.
    EVIDENCE: several(
        keys::EVIDENCE,
        BuiltInType::Core(CoreType::Fact),
        "De nummers van de feiten waar dit op rust. De feiten staan in bronnen.yaml.",
        "The ids of the facts that this rests on. The facts are in bronnen.yaml.",
    );
    /// The facts that say otherwise.
    COUNTER: several(
        keys::COUNTER,
        BuiltInType::Core(CoreType::Fact),
        "De nummers van de feiten die iets anders zeggen. Lezers zien ze ook.",
        "The ids of the facts that say otherwise. Readers see them too.",
    );
    /// What it is related to.
    RELATIONS: several(
        keys::RELATIONS,
        BuiltInType::Core(CoreType::Relations),
        "Andere documenten die hierbij horen, per soort verband.",
        "Other documents that belong to this one, by kind of relation.",
    );
    /// The steps between light and heavy help.
    LADDER: Row {
        kinds: CARD,
        is_searched: true,
        group_name: Some(("deze trede", "this step")),
        ..several(
            keys::LADDER,
            BuiltInType::Group(LADDER),
            "De treden van licht naar zwaar, met wanneer iemand een trede op of af gaat.",
            "The steps from light to heavy, with when somebody goes up or down one.",
        )
    };
    /// What a resident can do now.
    STEPS: Row {
        kinds: QUESTION,
        is_searched: true,
        begins: begins(
            FirstValue::As("[]"),
            "Wat kan iemand nu zelf doen? Elke stap is één zin.",
            "What can somebody do now? Each step is a sentence.",
        ),
        ..several(
            keys::STEPS,
            BuiltInType::Inline,
            "Wat iemand zelf kan doen, stap voor stap.",
            "What somebody can do themselves, step by step.",
        )
    };
    /// What to do when it is urgent.
    CARE: Row {
        kinds: QUESTION,
        is_searched: true,
        group_name: Some(("deze hulp bij spoed", "this urgent help")),
        ..several(
            keys::CARE,
            BuiltInType::Group(CARE),
            "Wat iemand doet als het niet kan wachten.",
            "What somebody does if it can't wait.",
        )
    };
    /// The subjects whose provisions answer it.
    PROVISIONS: Row {
        kinds: QUESTION,
        ..several(
            keys::PROVISIONS,
            BuiltInType::Core(CoreType::Topic),
            "De onderwerpen van deze vraag, zoals geld of eten. Voorzieningen met zo'n onderwerp komen erbij te staan.",
            "The topics of this question, such as money or food. Provisions with such a topic are shown with it.",
        )
    };
    /// Whether its page offers a way to leave it at once.
    QUICK_EXIT: Row {
        kinds: QUESTION,
        ..row(
            keys::QUICK_EXIT,
            BuiltInType::Boolean,
            "Schrijf true voor een knop waarmee iemand de pagina snel kan verlaten.",
            "Write true for a button to leave the page quickly.",
        )
    };
    /// For whom it is.
    AUDIENCE: row(
        keys::AUDIENCE,
        BuiltInType::Choice(&Audience::OPTIONS),
        "Voor wie dit is. Zonder dit veld: een kaart voor teams, een vraag voor inwoners, een pagina voor allebei.",
        "Whom this is for. Without it: a card for teams, a question for residents, a page for both.",
    );
    /// Who looks after it.
    OWNER: Row {
        translated: Some(Translated::OfItself),
        is_content: false,
        begins: Some(Begins { with: FirstValue::Owner, advice: None }),
        ..row(
            keys::OWNER,
            BuiltInType::Text,
            "Wie dit bijhoudt: een functie of een redactie, niet de naam van een persoon.",
            "Who keeps this up to date: a function or an editorial team, never the name of a person.",
        )
    };
    /// Whether it is published.
    STATUS: Row {
        translated: Some(Translated::OfItself),
        is_content: false,
        begins: begins(
            FirstValue::Word(keys::DRAFT),
            "Alleen de voorvertoning toont een concept. Is het klaar, schrijf dan `gepubliceerd`.",
            "Only the preview shows a draft. When it is ready, write `published`.",
        ),
        ..row(
            keys::STATUS,
            BuiltInType::Choice(&Status::OPTIONS),
            "Hoe ver het is. Zonder dit veld is het een concept.",
            "How far it is. Without it, it is a draft.",
        )
    };
    /// When it was last reviewed as a whole.
    REVIEWED: Row {
        translated: Some(Translated::OfItself),
        is_content: false,
        begins: Some(Begins { with: FirstValue::Today, advice: None }),
        ..row(
            keys::REVIEWED,
            BuiltInType::Date,
            "De dag waarop iemand dit voor het laatst heeft nagekeken, zoals 2026-11-01.",
            "The day of the last review, as in 2026-11-01.",
        )
    };
    /// Before when it has to be reviewed again.
    REVIEW_BY: Row {
        is_content: false,
        begins: Some(Begins { with: FirstValue::InAYear, advice: None }),
        ..row(
            keys::REVIEW_BY,
            BuiltInType::Date,
            "Voor deze dag moet iemand dit weer nakijken, zoals 2027-11-01.",
            "The day by which the next review is due, as in 2027-11-01.",
        )
    };
    /// Addresses that it had before.
    ALIASES: Row {
        is_content: false,
        ..several(
            keys::ALIASES,
            BuiltInType::Core(CoreType::OldAddress),
            "Adressen waar dit vroeger stond, zoals /oud/adres/. Wie daar komt, wordt doorgestuurd.",
            "Addresses where this used to be, such as /old/address/. Whoever goes there is led here.",
        )
    };
    /// Words that people look for it with.
    KEYWORDS: several(
        keys::KEYWORDS,
        BuiltInType::Text,
        "Woorden waarmee mensen dit zoeken, en die niet al in de titel staan.",
        "Words that people look for this with, and that aren't in the title already.",
    );
    /// The rules that don't hold for it.
    ALLOW: Row {
        translated: Some(Translated::OfItself),
        is_content: false,
        is_of_file: true,
        ..several(
            keys::ALLOW,
            BuiltInType::Core(CoreType::Exception),
            "Regels die in dit document niet gelden, elk met de reden waarom.",
            "Rules that don't hold in this document, each with the reason why.",
        )
    };
    /// What of it the sites above may not change.
    LOCKED: Row {
        translated: Some(Translated::No),
        is_of_file: true,
        group_name: Some(("dit slot", "this lock")),
        ..several(
            keys::LOCKED,
            BuiltInType::Group(LOCK),
            "Wat sites die hierop liggen niet mogen veranderen, met de reden.",
            "What sites on this one may not change, with the reason.",
        )
    };
    /// What it was made from.
    BASE: Row {
        translated: Some(Translated::OfItself),
        is_content: false,
        is_of_file: true,
        ..row(
            keys::BASE,
            BuiltInType::Core(CoreType::Digests),
            "Van welke tekst dit is gemaakt. Het programma schrijft dit zelf; verander het niet met de hand.",
            "Which text this was made from. The program writes it; don't change it by hand.",
        )
    };
    /// The sections of the original that it leaves out.
    REMOVE: Row {
        translated: Some(Translated::OfItself),
        is_content: false,
        is_of_file: true,
        ..several(
            keys::REMOVE,
            BuiltInType::Core(CoreType::Section),
            "Delen van het origineel die hier weg moeten: hun kop of id.",
            "Sections of the original that are left out here: their heading or id.",
        )
    };
    /// Whether it hides the original.
    HIDDEN: Row {
        is_content: false,
        is_of_file: true,
        ..row(
            keys::HIDDEN,
            BuiltInType::Boolean,
            "Schrijf true om het document van de site eronder te verbergen.",
            "Write true to hide the document of the site below.",
        )
    };
    /// Whether it takes the place of the original as a whole.
    REPLACE: Row {
        is_content: false,
        is_of_file: true,
        ..row(
            keys::REPLACE,
            BuiltInType::Choice(&[option(
                keys::WHOLE,
                "Dit document komt helemaal in de plaats van het origineel.",
                "This document takes the place of the original as a whole.",
            )]),
            "Laat dit document in de plaats komen van dat van de site eronder.",
            "Lets this document take the place of the one of the site below.",
        )
    };
}

impl FieldId {
    /// The built-in field of this name, in either language.
    pub(crate) fn built_in(name: &str) -> Option<Self> {
        ROWS.iter().position(|row| row.name.is(name)).and_then(Self::at)
    }

    /// Every built-in field, in order.
    pub(crate) fn all_built_in() -> impl Iterator<Item = Self> {
        (0..ROWS.len()).filter_map(Self::at)
    }

    /// Its names, of a built-in one.
    pub(crate) fn key(self) -> Option<KeyName> {
        self.row().map(|row| row.name)
    }

    /// Whether it says something about the subject, rather than about how the document is kept.
    pub(crate) fn is_content(self) -> bool {
        self.row().is_none_or(|row| row.is_content)
    }

    /// Whether it is about its own file alone, so that nothing of it is left once others lie on that.
    pub(crate) fn is_of_file(self) -> bool {
        self.row().is_some_and(|row| row.is_of_file)
    }

    /// What stands in it in a document that an editor is about to write.
    pub(crate) fn begins(self) -> Option<Begins> {
        self.row()?.begins
    }

    fn row(self) -> Option<&'static Row> {
        ROWS.get(self.place())
    }
}

/// The built-in fields.
pub(super) fn fields() -> Vec<Field> {
    ROWS.iter().map(Row::field).collect()
}

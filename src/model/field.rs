//! The fields of documents that the core needn't understand to carry: what can stand in them, who sees them, where a page
//! shows them. Built-in ones and those that a site declares are rows of one table.

use super::{Audience, Facet, KindId, Language, Term, keys};
use crate::data::KeyName;
use crate::text::{Phrase, phrase};

/// A field, by its place in [`ContentModel::fields`](super::ContentModel::fields). Layers only ever add fields, so that it
/// names the same field in all layers of a site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FieldId(u16);

impl FieldId {
    /// How long it takes.
    pub const DURATION: Self = Self(0);
    /// With whom.
    pub const PARTICIPANTS: Self = Self(1);
    /// Where a document stands among its neighbors.
    pub const ORDER: Self = Self(2);

    /// The field at a place of the table; `None` behind the last place that a table can have.
    pub(crate) fn at(place: usize) -> Option<Self> {
        u16::try_from(place).ok().map(Self)
    }

    /// Its place in the table, or in the declaration of its group.
    pub(crate) fn place(self) -> usize {
        self.0.into()
    }
}

/// A field that documents may have.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Field {
    /// Its key in front matter, in templates and in exports; of built-in ones the English name.
    pub id: String,
    /// The Dutch name of a built-in one, which front matter takes as well.
    pub alias: Option<&'static str>,
    /// What a page calls it; `None` where the theme knows its own words.
    pub title: Option<String>,
    /// What it is for, as an editor sees it while writing; may be empty.
    pub description: Phrase,
    /// What can stand in it.
    pub holds: FieldType,
    /// Whether several can.
    pub is_many: bool,
    /// The kinds of documents that may have it; all where it is empty.
    pub kinds: Vec<KindId>,
    /// Whether a document of these kinds has to have it.
    pub is_required: bool,
    /// Who sees it.
    pub audience: Audience,
    /// Whether a translation says it anew.
    pub is_translated: bool,
    /// Whether search reads it.
    pub is_searched: bool,
    /// Where a page shows it.
    pub shown: Shown,
    /// The name of its icon in the theme.
    pub icon: Option<String>,
}

/// What can stand in a field.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum FieldType {
    /// Plain text on a line or more, with values filled in.
    Text,
    /// Markdown within a line.
    Inline,
    /// Markdown of whole paragraphs.
    Blocks,
    /// A number, with what is counted behind it; that may be empty.
    Number(String),
    /// A day.
    Date,
    /// One of a few words, in the order of the declaration.
    Choice(Vec<FieldOption>),
    /// The id of a document.
    Reference,
    /// A telephone number.
    Phone,
    /// An e-mail address.
    Email,
    /// A complete web address.
    Url,
    /// Opening hours in the syntax of OpenStreetMap.
    Hours,
    /// The days on which something happens.
    Recurrence,
    /// Yes or no.
    Boolean,
    /// Several fields together, in the order of the declaration.
    Group(Vec<Field>),
}

impl FieldType {
    /// The names of the types in the configuration; a `list` is many texts.
    pub const NAMES: [&'static str; 15] = [
        "text",
        "inline",
        "blocks",
        "number",
        "date",
        "choice",
        "list",
        "reference",
        "phone",
        "email",
        "url",
        "hours",
        "recurrence",
        "boolean",
        "group",
    ];

    /// Its name in the configuration and in templates.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Inline => "inline",
            Self::Blocks => "blocks",
            Self::Number(_) => "number",
            Self::Date => "date",
            Self::Choice(_) => "choice",
            Self::Reference => "reference",
            Self::Phone => "phone",
            Self::Email => "email",
            Self::Url => "url",
            Self::Hours => "hours",
            Self::Recurrence => "recurrence",
            Self::Boolean => "boolean",
            Self::Group(_) => "group",
        }
    }

    /// What a page says for an option of a choice.
    pub fn option_title(&self, id: &str) -> Option<&str> {
        let Self::Choice(options) = self else { return None };
        options.iter().find(|option| option.id == id).map(|option| option.title.as_str())
    }

    /// Whether it is in words, which a translation says anew.
    pub(crate) fn is_in_words(&self) -> bool {
        matches!(self, Self::Text | Self::Inline | Self::Blocks | Self::Group(_))
    }

    /// Whether it is Markdown, which only the page of its own document reads.
    pub fn is_markdown(&self) -> bool {
        matches!(self, Self::Inline | Self::Blocks)
    }
}

/// One of the words of a choice.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct FieldOption {
    /// What front matter says; a slug.
    pub id: String,
    /// What a page says.
    pub title: String,
}

/// Where a page shows a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shown {
    /// Among the facts below the summary.
    Facts,
    /// As a section of its own, behind the text.
    Section,
    /// Nowhere, unless a template of the site does.
    No,
}

impl Field {
    /// Whether front matter means this field by a key.
    pub fn is(&self, key: &str) -> bool {
        self.id == key || self.alias == Some(key)
    }

    /// Whether documents of a kind may have it.
    pub fn is_for(&self, kind: KindId) -> bool {
        self.kinds.is_empty() || self.kinds.contains(&kind)
    }

    /// Its key in front matter, in the language of a site.
    pub fn key(&self, language: &Language) -> &str {
        match self.alias {
            Some(alias) if *language == Language::dutch() => alias,
            _ => &self.id,
        }
    }

    /// A field that a site declares, before it says anything about it.
    pub(crate) fn declared(id: &str) -> Self {
        Self {
            id: id.to_owned(),
            alias: None,
            title: None,
            description: phrase!("", ""),
            holds: FieldType::Text,
            is_many: false,
            kinds: Vec::new(),
            is_required: false,
            audience: Audience::Both,
            is_translated: true,
            is_searched: true,
            shown: Shown::Facts,
            icon: None,
        }
    }
}

/// A row of the table of built-in fields.
struct Row {
    name: KeyName,
    told: (&'static str, &'static str),
    holds: FieldType,
    kinds: &'static [KindId],
    shown: Shown,
    icon: Option<&'static str>,
}

/// In the order of [`FieldId`]'s constants.
static BUILT_IN: [Row; 3] = [
    Row {
        name: keys::DURATION,
        told: (
            "Hoe lang het duurt, zoals: 15 minuten per maand.",
            "How long it takes, such as: 15 minutes a month.",
        ),
        holds: FieldType::Text,
        kinds: &[KindId::CARD],
        shown: Shown::Facts,
        icon: Some("clock"),
    },
    Row {
        name: keys::PARTICIPANTS,
        told: ("Wie eraan meedoen, of met hoeveel.", "Who takes part, or how many."),
        holds: FieldType::Text,
        kinds: &[KindId::CARD],
        shown: Shown::Facts,
        icon: Some("people"),
    },
    Row {
        name: keys::ORDER,
        told: (
            "Een getal: waar dit staat tussen wat erbij hoort. Zonder getal komt het daarachter, op titel.",
            "A number: where this stands among what belongs with it. Without one it comes behind those, by title.",
        ),
        holds: FieldType::Number(String::new()),
        kinds: &[],
        shown: Shown::No,
        icon: None,
    },
];

/// A word in the languages that have one, by their tags; the first one stands for the others.
type Words = &'static [(&'static str, &'static str)];

fn word(words: Words, language: &Language) -> String {
    let found = words.iter().find(|(tag, _)| *tag == language.as_str()).or(words.first());
    found.map_or_else(String::new, |(_, word)| (*word).to_owned())
}

/// A row of the table of built-in choices that readers filter by.
struct ChoiceRow {
    name: KeyName,
    title: Words,
    kinds: &'static [KindId],
    options: &'static [(KeyName, Words)],
}

/// The built-in choices that readers filter by.
const CHOICES: [ChoiceRow; 1] = [ChoiceRow {
    name: keys::COST,
    title: &[
        ("nl", "Kosten"),
        ("en", "Cost"),
        ("ar", "التكلفة"),
        ("tr", "Maliyet"),
        ("uk", "Вартість"),
        ("pl", "Koszt"),
    ],
    kinds: &[KindId::CARD],
    options: &[
        (
            KeyName { en: "free", nl: "gratis" },
            &[
                ("nl", "Gratis"),
                ("en", "Free"),
                ("ar", "مجاني"),
                ("tr", "Ücretsiz"),
                ("uk", "Безкоштовно"),
                ("pl", "Za darmo"),
            ],
        ),
        (
            KeyName { en: "low", nl: "weinig" },
            &[
                ("nl", "Weinig"),
                ("en", "Low"),
                ("ar", "قليلة"),
                ("tr", "Düşük"),
                ("uk", "Низька"),
                ("pl", "Niski"),
            ],
        ),
        (
            KeyName { en: "high", nl: "veel" },
            &[
                ("nl", "Veel"),
                ("en", "High"),
                ("ar", "مرتفعة"),
                ("tr", "Yüksek"),
                ("uk", "Висока"),
                ("pl", "Wysoki"),
            ],
        ),
    ],
}];

/// The built-in choices as facets, named in the language of the site, in the words of the language that is shown.
pub(super) fn choices(language: &Language, shown: &Language) -> Vec<Facet> {
    let named = |name: KeyName| {
        let id = name.in_language(language);
        let alias = [name.nl, name.en].into_iter().find(|other| *other != id);
        (id.to_owned(), alias.map(str::to_owned))
    };
    let facets = CHOICES.iter().map(|ChoiceRow { name, title, kinds, options }| {
        let (id, alias) = named(*name);
        let terms = options.iter().map(|(name, title)| {
            let (id, alias) = named(*name);
            Term { id, alias, title: word(title, shown), summary: String::new(), color: None, icon: None }
        });
        Facet {
            id,
            alias,
            title: word(title, shown),
            kinds: kinds.to_vec(),
            required: false,
            many: false,
            audience: Audience::Both,
            is_field: true,
            terms: terms.collect(),
        }
    });
    facets.collect()
}

/// The built-in fields.
pub(super) fn built_in() -> Vec<Field> {
    let fields = BUILT_IN.iter().map(|Row { name, told: (nl, en), holds, kinds, shown, icon }| Field {
        description: phrase!("{nl}", "{en}"),
        alias: Some(name.nl),
        holds: holds.clone(),
        kinds: kinds.to_vec(),
        is_translated: holds.is_in_words(),
        is_searched: false,
        shown: *shown,
        icon: icon.map(str::to_owned),
        ..Field::declared(name.en)
    });
    fields.collect()
}

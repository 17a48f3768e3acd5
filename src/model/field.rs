//! The fields of documents: what can stand in them, who sees them, where a page shows them. Built-in ones and those that a
//! site declares are rows of one table.

use super::{Audience, KindId, Language};
use crate::text::{Phrase, phrase};

/// A field, by its place in [`ContentModel::fields`](super::ContentModel::fields). Layers only ever add fields, so that it
/// names the same field in all layers of a site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FieldId(u16);

impl FieldId {
    pub(super) const fn of(place: u16) -> Self {
        Self(place)
    }

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
    /// The type of its values.
    pub holds: FieldType,
    /// Whether several can.
    pub is_many: bool,
    /// The kinds of documents that may have it; all where it is empty.
    pub kinds: Vec<KindId>,
    /// Whether a document of these kinds has to have it.
    pub is_required: bool,
    /// Who sees it.
    pub audience: Audience,
    /// What a translation says of it.
    pub translated: Translated,
    /// Whether search reads it.
    pub is_searched: bool,
    /// Where a page shows it.
    pub shown: Shown,
    /// The name of its icon in the theme.
    pub icon: Option<String>,
    /// What messages call one of its groups, where that is more than a group of this field.
    pub group_name: Option<Phrase>,
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
    /// What only the core's own fields hold.
    Core(CoreType),
}

/// What only the core's own fields hold: the core reasons about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CoreType {
    /// The id of a fact of the register.
    Fact,
    /// The documents that it is related to, by relation.
    Relations,
    /// An address that the document had before.
    OldAddress,
    /// A subject that provisions have too.
    Topic,
    /// The id or the heading of a section below.
    Section,
    /// A rule that doesn't hold, with the reason.
    Exception,
    /// The digests of what the document was made from.
    Digests,
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
            Self::Core(_) => "core",
        }
    }

    /// An option of a choice, by its place.
    pub fn option(&self, place: usize) -> Option<&FieldOption> {
        let Self::Choice(options) = self else { return None };
        options.get(place)
    }

    /// What a document begins with, in Dutch and in English, where one learns from an example how it is written.
    pub(crate) fn example(&self) -> Option<[&'static str; 2]> {
        match self {
            Self::Recurrence => Some(["elke dinsdag 10:00-12:00", "every Tuesday 10:00-12:00"]),
            Self::Hours => Some(["\"Mo-Fr 09:00-17:00; PH off\""; 2]),
            _ => None,
        }
    }

    /// Whether it is in words, which a translation says anew.
    pub(crate) fn is_in_words(&self) -> bool {
        matches!(self, Self::Text | Self::Inline | Self::Blocks | Self::Group(_))
    }

    /// Whether there is Markdown in it, which only the page of its own document reads.
    pub fn has_markdown(&self) -> bool {
        match self {
            Self::Inline | Self::Blocks => true,
            Self::Group(inner) => inner.iter().any(|field| field.holds.has_markdown()),
            _ => false,
        }
    }
}

/// One of the words of a choice.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct FieldOption {
    /// What front matter says; a slug. Of built-in ones the English word.
    pub id: String,
    /// The Dutch word of a built-in one, which front matter takes as well.
    pub alias: Option<&'static str>,
    /// What a page says; of the core's own ones it is up to the theme.
    pub title: String,
    /// What it means, as an editor sees it while writing; may be empty.
    pub description: Phrase,
}

impl FieldOption {
    /// An option of a site.
    pub(crate) fn declared(id: String, title: String) -> Self {
        Self { id, alias: None, title, description: phrase!("", "") }
    }

    /// Its words in front matter, in Dutch and in English.
    pub fn names(&self) -> [&str; 2] {
        [self.alias.unwrap_or(&self.id), &self.id]
    }

    /// Its word in front matter, in the language of a site.
    pub fn key(&self, language: &Language) -> &str {
        match self.alias {
            Some(alias) if *language == Language::dutch() => alias,
            _ => &self.id,
        }
    }
}

/// What a translation says of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Translated {
    /// The same in its own words.
    Anew,
    /// How it is with the translation itself: whether it is ready, who keeps it.
    OfItself,
    /// Nothing: it is the same in every language.
    No,
}

impl Translated {
    /// What it is where nothing else is said.
    pub(crate) fn usually(holds: &FieldType) -> Self {
        if holds.is_in_words() { Self::Anew } else { Self::No }
    }
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
    /// In its own way, if at all: the core reasons about it, and a site can't say otherwise what it is.
    Apart,
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

    /// Its keys in front matter, in Dutch and in English; one that a site declares has only one.
    pub fn names(&self) -> [&str; 2] {
        [self.alias.unwrap_or(&self.id), &self.id]
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
            translated: Translated::Anew,
            is_searched: true,
            shown: Shown::Facts,
            icon: None,
            group_name: None,
        }
    }
}

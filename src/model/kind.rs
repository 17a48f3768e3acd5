//! What documents are: the built-in kinds and those that a site declares, as rows of one table.

use std::collections::BTreeMap;

use super::{Audience, Language, keys};
use crate::data::KeyName;
use crate::text::slugify;

/// A kind, by its place in [`ContentModel::kinds`](super::ContentModel::kinds). Layers only ever add kinds, so that it names
/// the same kind in all layers of a site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KindId(u8);

impl KindId {
    /// A practice card, for teams.
    pub const CARD: Self = Self(0);
    /// A question of a resident.
    pub const QUESTION: Self = Self(1);
    /// Anything else.
    pub const PAGE: Self = Self(2);
    /// A provision: written as data, and shown as a document.
    pub const PROVISION: Self = Self(3);

    /// The kind at a place of the table; `None` behind the last place that a table can have.
    pub(super) fn at(place: usize) -> Option<Self> {
        u8::try_from(place).ok().map(Self)
    }

    pub(super) fn place(self) -> usize {
        self.0.into()
    }
}

/// How a kind's documents are named in the folders and addresses of a site, and what they are like.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Kind {
    /// Its name in the configuration, in templates and in exports; a slug.
    pub id: String,
    /// Another name that the configuration takes for it.
    pub alias: Option<String>,
    /// What one of its documents is called; `None` where the theme knows its own word for it.
    pub title: Option<String>,
    /// What several are called, as the menu says it; `None` where the theme knows its own words.
    pub plural: Option<String>,
    /// What its list says at its top; `None` where the theme knows its own words.
    pub summary: Option<String>,
    /// The folder of a site where its documents lie; also the first part of their addresses.
    pub folder: String,
    /// What that folder is called in sites of another language, which is read as well.
    pub other_folder: Option<String>,
    /// The name of its icon in the theme.
    pub icon: Option<String>,
    /// For whom a document is that doesn't say so.
    pub audience: Audience,
    /// The level-2 headings that are expected, in order.
    pub sections: Vec<ExpectedSection>,
    /// How many words a document is to have.
    pub length: Option<Bounds>,
    /// The template that shows a document.
    pub template: String,
    /// Whether it has a list of all its documents, and an entry in the menu.
    pub is_listed: bool,
    /// Whether the pages of terms name its documents, and a facet that has to be there has to be there on these.
    pub is_classified: bool,
    /// Whether an owner is expected to look after each document.
    pub is_owned: bool,
    /// Whether its documents are written as text; else they are rows of data.
    pub is_text: bool,
    /// The built-in kind whose words the theme uses where it has none for this one.
    pub words: KindId,
}

impl Kind {
    /// Whether a folder of a site holds its documents.
    pub fn lies_in(&self, folder: &str) -> bool {
        self.folder == folder || self.other_folder.as_deref() == Some(folder)
    }

    /// The headings that expected sections have in another language than that of the site, as ids are made of them, each
    /// with the id of its section.
    pub(crate) fn section_names(&self, language: &Language) -> Vec<(String, &str)> {
        let translated = self.sections.iter().filter_map(|section| {
            let title = section.translations.get(language)?;
            Some((slugify(title), section.id.as_str()))
        });
        translated.collect()
    }

    /// Whether the configuration means this kind by a name.
    pub fn is(&self, name: &str) -> bool {
        self.id == name || self.alias.as_deref() == Some(name)
    }
}

/// A level-2 heading that documents of a kind are expected to have.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct ExpectedSection {
    /// The id that such a heading gets.
    pub id: String,
    /// The heading, in the language of the site.
    pub title: String,
    /// The headings that translations have for it.
    pub translations: BTreeMap<Language, String>,
    /// Whether readers count on it so much that its absence is reported.
    pub required: bool,
    /// What it is for, where the theme shows it in a way of its own.
    pub role: Option<SectionRole>,
    /// How many words it is to have.
    pub length: Option<Bounds>,
    /// How many items its lists are to have, all together.
    pub items: Option<Bounds>,
}

/// From how many to how many of something there are to be; without an end, at least so many.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Bounds {
    /// The fewest.
    pub least: usize,
    /// The most; never fewer than the fewest.
    pub most: Option<usize>,
}

impl Bounds {
    /// From text such as `3-7` or `3-`; `None` if it is nothing of the kind.
    ///
    /// ```
    /// use wijkgids::model::Bounds;
    /// let bounds = Bounds::new("3-7").expect("bounds");
    /// assert!(bounds.hold(3) && bounds.hold(7) && !bounds.hold(8));
    /// assert!(Bounds::new("3-").expect("bounds").hold(800));
    /// assert_eq!(Bounds::new("7-3"), None);
    /// ```
    pub fn new(text: &str) -> Option<Self> {
        let number =
            |text: &str| text.parse().ok().filter(|_| text.bytes().all(|byte| byte.is_ascii_digit()));
        let (least, most) = text.split_once('-')?;
        let least = number(least)?;
        let most = if most.is_empty() { None } else { Some(number(most).filter(|most| *most >= least)?) };
        Some(Self { least, most })
    }

    /// Whether so many are within them.
    pub fn hold(self, n: usize) -> bool {
        n >= self.least && self.most.is_none_or(|most| n <= most)
    }
}

/// What a section is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SectionRole {
    /// How to do it: numbered steps.
    Steps,
    /// When not to.
    Limits,
    /// What others think of it.
    Voices,
}

impl SectionRole {
    /// Its name, in the configuration and in templates.
    pub fn name(self) -> &'static str {
        match self {
            Self::Steps => "steps",
            Self::Limits => "limits",
            Self::Voices => "voices",
        }
    }
}

/// A row of the table of built-in kinds.
struct KindRow {
    name: KeyName,
    folder: KeyName,
    icon: &'static str,
    audience: Audience,
    is_listed: bool,
    is_classified: bool,
    is_owned: bool,
    is_text: bool,
}

/// In the order of [`KindId`]'s constants.
const BUILT_IN: [KindRow; 4] = [
    KindRow {
        name: keys::CARD,
        folder: KeyName { en: "cards", nl: "kaarten" },
        icon: "card",
        audience: Audience::Team,
        is_listed: true,
        is_classified: true,
        is_owned: true,
        is_text: true,
    },
    KindRow {
        name: keys::QUESTION_KIND,
        folder: keys::QUESTIONS,
        icon: "door",
        audience: Audience::Resident,
        is_listed: true,
        is_classified: false,
        is_owned: true,
        is_text: true,
    },
    KindRow {
        name: keys::PAGE_KIND,
        folder: KeyName { en: "pages", nl: "paginas" },
        icon: "info",
        audience: Audience::Both,
        is_listed: false,
        is_classified: false,
        is_owned: false,
        is_text: true,
    },
    KindRow {
        name: keys::PROVISION_KIND,
        folder: keys::PROVISIONS,
        icon: "place",
        audience: Audience::Both,
        is_listed: true,
        is_classified: false,
        is_owned: false,
        is_text: false,
    },
];

/// The built-in kinds, with the folders of a site in this language.
pub(super) fn built_in(language: &Language) -> Vec<Kind> {
    let kinds = BUILT_IN.iter().enumerate().map(|(place, row)| {
        let folder = row.folder.in_language(language);
        let other = [row.folder.nl, row.folder.en].into_iter().find(|other| *other != folder);
        Kind {
            id: row.name.en.to_owned(),
            alias: Some(row.name.nl.to_owned()),
            title: None,
            plural: None,
            summary: None,
            folder: folder.to_owned(),
            other_folder: other.map(str::to_owned),
            icon: Some(row.icon.to_owned()),
            audience: row.audience,
            sections: Vec::new(),
            length: None,
            template: "document".to_owned(),
            is_listed: row.is_listed,
            is_classified: row.is_classified,
            is_owned: row.is_owned,
            is_text: row.is_text,
            words: KindId::at(place).expect("there are four"),
        }
    });
    kinds.collect()
}

impl Kind {
    /// A kind that a site declares, before it says anything about it.
    pub(crate) fn declared(id: &str) -> Self {
        Self {
            id: id.to_owned(),
            alias: None,
            title: None,
            plural: None,
            summary: None,
            folder: id.to_owned(),
            other_folder: None,
            icon: None,
            audience: Audience::Both,
            sections: Vec::new(),
            length: None,
            template: "document".to_owned(),
            is_listed: true,
            is_classified: true,
            is_owned: true,
            is_text: true,
            words: KindId::PAGE,
        }
    }
}

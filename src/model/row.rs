//! What a row of the table of built-in fields says, and the field that it makes.

use super::option::OptionRow;
use super::{Audience, CoreType, Field, FieldOption, FieldType, KindId, Shown, Translated};
use crate::data::KeyName;
use crate::text::{Phrase, phrase};

/// A row of the table of built-in fields.
#[derive(Clone, Copy)]
pub(super) struct Row {
    pub(super) name: KeyName,
    /// What it is for, in Dutch and in English.
    pub(super) description: BothLanguages,
    pub(super) holds: BuiltInType,
    pub(super) is_many: bool,
    pub(super) is_required: bool,
    pub(super) kinds: &'static [KindId],
    pub(super) translated: Option<Translated>,
    /// Whether it says something about the subject, rather than about how the document is kept.
    pub(super) is_content: bool,
    /// Whether it is about its own file alone, so that nothing of it is left once others lie on that.
    pub(super) is_of_file: bool,
    pub(super) is_searched: bool,
    pub(super) shown: Shown,
    pub(super) icon: Option<&'static str>,
    pub(super) group_name: Option<BothLanguages>,
    pub(super) begins: Option<Begins>,
}

/// The same in Dutch and in English.
type BothLanguages = (&'static str, &'static str);

/// What can stand in a built-in field.
#[derive(Clone, Copy)]
pub(super) enum BuiltInType {
    Text,
    Inline,
    Number,
    Date,
    Boolean,
    Choice(&'static [OptionRow]),
    Group(&'static [Row]),
    Core(CoreType),
}

/// What stands in a field of a document that an editor is about to write.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Begins {
    /// What it is.
    pub(crate) with: FirstValue,
    /// What to mind while filling it in, in Dutch and in English.
    pub(crate) advice: Option<(&'static str, &'static str)>,
}

/// What a field begins with.
#[derive(Clone, Copy, Debug)]
pub(crate) enum FirstValue {
    /// The title that was chosen.
    Title,
    /// The owner that was chosen.
    Owner,
    /// The day of today.
    Today,
    /// The same day a year on.
    InAYear,
    /// These signs.
    As(&'static str),
    /// This word.
    Word(KeyName),
}

pub(super) const fn begins(with: FirstValue, nl: &'static str, en: &'static str) -> Option<Begins> {
    Some(Begins { with, advice: Some((nl, en)) })
}

/// A field that every document may have, and that is shown as the core wants.
pub(super) const fn row(name: KeyName, holds: BuiltInType, nl: &'static str, en: &'static str) -> Row {
    Row {
        name,
        description: (nl, en),
        holds,
        is_many: false,
        is_required: false,
        kinds: &[],
        translated: None,
        is_content: true,
        is_of_file: false,
        is_searched: false,
        shown: Shown::Apart,
        icon: None,
        group_name: None,
        begins: None,
    }
}

/// The same, of which several can stand there.
pub(super) const fn several(name: KeyName, holds: BuiltInType, nl: &'static str, en: &'static str) -> Row {
    Row { is_many: true, ..row(name, holds, nl, en) }
}

impl Row {
    /// The field that it makes.
    pub(super) fn field(&self) -> Field {
        let Self { name, holds, is_many, is_required, kinds, translated, is_searched, shown, icon, .. } =
            *self;
        let holds = holds.of_type();
        Field {
            id: name.en.to_owned(),
            alias: Some(name.nl),
            title: None,
            description: both(self.description),
            translated: translated.unwrap_or_else(|| Translated::usually(&holds)),
            holds,
            is_many,
            kinds: kinds.to_vec(),
            is_required,
            audience: Audience::Both,
            is_searched,
            shown,
            icon: icon.map(str::to_owned),
            group_name: self.group_name.map(both),
        }
    }
}

impl BuiltInType {
    fn of_type(self) -> FieldType {
        match self {
            Self::Text => FieldType::Text,
            Self::Inline => FieldType::Inline,
            Self::Number => FieldType::Number(String::new()),
            Self::Date => FieldType::Date,
            Self::Boolean => FieldType::Boolean,
            Self::Choice(options) => FieldType::Choice(options.iter().map(OptionRow::option).collect()),
            Self::Group(rows) => FieldType::Group(rows.iter().map(Row::field).collect()),
            Self::Core(of_core) => FieldType::Core(of_core),
        }
    }
}

impl OptionRow {
    pub(super) fn option(&self) -> FieldOption {
        let Self { name, nl, en } = *self;
        FieldOption {
            id: name.en.to_owned(),
            alias: Some(name.nl),
            title: name.en.to_owned(),
            description: both((nl, en)),
        }
    }
}

fn both((nl, en): BothLanguages) -> Phrase {
    phrase!("{nl}", "{en}")
}

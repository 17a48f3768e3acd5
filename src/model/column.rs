//! A column of provisions: a field, and what its texts have to be besides what its type says.

use std::borrow::Cow;

use super::option::OptionRow;
use super::{Audience, Facet, Field, FieldOption, FieldType, KindId, Language, Shown, Status, Translated};
use crate::data::KeyName;

/// A column of provisions.
#[derive(Clone, Debug)]
pub struct Column<'m> {
    /// The field; a facet as a choice.
    pub field: Cow<'m, Field>,
    /// The names of a built-in one.
    pub name: Option<KeyName>,
    /// What its texts have to be besides what the type of the field says.
    pub form: ColumnForm,
    /// What it is where nothing is said.
    pub usual: Option<KeyName>,
    /// What stands beside it in a new provision, in Dutch and in English; may be empty. `None` where a new one does without it.
    pub offered: Option<(&'m str, &'m str)>,
    /// Whether many provisions say the same in it, so that it gives none of them away.
    pub is_common: bool,
    /// Whether a template gets it though no page shows it by itself.
    pub is_placed: bool,
}

/// What the texts of a column have to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnForm {
    /// Any text.
    Text,
    /// One of a few words.
    Choice(&'static [OptionRow]),
    /// For whom a provision is.
    Audience,
    /// Whether it is published.
    Status,
    /// A telephone number.
    Phone,
    /// An e-mail address.
    Email,
    /// A web address that asks for nothing and points at no part.
    Website,
    /// Opening hours in the syntax of OpenStreetMap.
    Hours,
    /// A day that isn't still to come.
    PastDay,
    /// A number of months.
    Months,
    /// A BCP 47 tag.
    Language,
    /// A Dutch postcode.
    Postcode,
    /// A subject; read as a slug.
    Topic,
    /// The id of a question.
    Question,
    /// A code of Statistics Netherlands, a postcode, or the country.
    Area,
    /// What the type of a field that the site declares says.
    Declared,
    /// A term of a facet.
    Term,
}

impl ColumnForm {
    /// The words to choose from; empty where anything may stand.
    fn options(self) -> &'static [OptionRow] {
        match self {
            Self::Choice(options) => options,
            Self::Audience => &Audience::OPTIONS,
            Self::Status => &Status::OPTIONS,
            _ => &[],
        }
    }

    /// Their names.
    pub fn choices(self) -> Vec<KeyName> {
        self.options().iter().map(|option| option.name).collect()
    }

    /// The type of a built-in column.
    pub(super) fn holds(self) -> FieldType {
        match self {
            Self::Choice(_) | Self::Audience | Self::Status => {
                FieldType::Choice(self.options().iter().map(OptionRow::option).collect())
            }
            Self::Phone => FieldType::Phone,
            Self::Email => FieldType::Email,
            Self::Website => FieldType::Url,
            Self::Hours => FieldType::Hours,
            Self::PastDay => FieldType::Date,
            Self::Months => FieldType::Number(String::new()),
            Self::Question => FieldType::Reference,
            Self::Text
            | Self::Language
            | Self::Postcode
            | Self::Topic
            | Self::Area
            | Self::Declared
            | Self::Term => FieldType::Text,
        }
    }
}

impl<'m> Column<'m> {
    /// A field of a site.
    pub(super) fn declared(field: Cow<'m, Field>, form: ColumnForm) -> Self {
        let is_placed = field.shown == Shown::No;
        Self { field, name: None, form, usual: None, offered: None, is_common: false, is_placed }
    }

    /// A facet, as the choice that it is.
    pub(super) fn of_facet(facet: &Facet) -> Self {
        let options =
            facet.terms.iter().map(|term| FieldOption::declared(term.id.clone(), term.title.clone()));
        let field = Field {
            title: Some(facet.title.clone()),
            holds: FieldType::Choice(options.collect()),
            is_many: facet.many,
            kinds: vec![KindId::PROVISION],
            is_required: facet.required,
            audience: facet.audience,
            translated: Translated::No,
            ..Field::declared(&facet.id)
        };
        Self::declared(Cow::Owned(field), ColumnForm::Term)
    }

    /// The same, without a copy of its field.
    pub(super) fn borrowed(&self) -> Column<'_> {
        Column { field: Cow::Borrowed(&self.field), ..*self }
    }

    /// Whether it may be there in several languages.
    pub fn is_translated(&self) -> bool {
        self.field.translated == Translated::Anew
    }

    /// Its name in files of a site in this language.
    pub fn key(&self, language: &Language) -> &str {
        self.field.key(language)
    }

    /// Its Dutch and its English name; of what a site declares the same.
    pub fn names(&self) -> [&str; 2] {
        self.field.names()
    }

    /// Whether a file means this column by a name.
    pub fn is(&self, name: &str) -> bool {
        self.field.is(name)
    }

    /// Whether only teams see it.
    pub fn is_for_teams(&self) -> bool {
        self.field.audience == Audience::Team
    }
}

/// Whether a field of this type can be a column: a cell of a table holds neither Markdown nor a group.
pub(crate) fn can_be_column(holds: &FieldType) -> bool {
    !holds.has_markdown() && !matches!(holds, FieldType::Group(_) | FieldType::Core(_))
}

//! What other pages may see of a document. Where its values stand makes no difference to it, so that editing prose doesn't
//! change it.

use jiff::civil::Date;

use super::{Audience, Derivation, DocumentId, FieldValue, FieldValues, GivenField, Status};
use crate::config::{ReviewPolicy, ReviewStanding};
use crate::model::{FieldId, KindId, LadderField, Language};
use crate::text::{Located, Location, SourcePath, slugify};

/// What other pages may see of a document. Texts may still hold `{{ values }}`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Outline {
    /// Its name.
    pub id: DocumentId,
    /// What it is.
    pub kind: KindId,
    /// The file it was read from; where several lie on each other, the lowest.
    pub path: SourcePath,
    /// The language of its title and summary.
    pub language: Language,
    /// What it does to the document that it lies on; `None` for one that lies on nothing.
    pub derivation: Option<Derivation>,
    /// The fields that its files name, each with where what they say of it stands, behind its key.
    pub given: Vec<Located<GivenField>>,
    /// Its terms, as (facet, term), in the order of the model. All of them exist.
    pub terms: Vec<(String, String)>,
    /// What it says in its fields, but for those with Markdown in them and those that are about a file alone. What it is
    /// called, whom it is for and whether it is published stands in them also where the document doesn't say so.
    pub fields: FieldValues,
    /// Its headings, in order.
    pub headings: Vec<Heading>,
}

impl Outline {
    /// What it is called; the name of its file where nothing says so.
    pub fn title(&self) -> &str {
        self.fields.text(FieldId::TITLE).expect("every document is called something")
    }

    /// The heading of the section that somebody means, by its id or by its words.
    pub(crate) fn section_named(&self, name: &str) -> Option<&Heading> {
        let id = slugify(name);
        let sections = || self.headings.iter().filter(|heading| heading.is_section);
        let by_words = || sections().find(|heading| slugify(&heading.text) == id);
        sections().find(|heading| heading.id == name || heading.id == id).or_else(by_words)
    }

    /// Its summary; may be empty.
    pub fn summary(&self) -> &str {
        self.fields.text(FieldId::SUMMARY).unwrap_or_default()
    }

    /// For whom it is.
    pub fn audience(&self) -> Audience {
        let said = self.fields.choice(FieldId::AUDIENCE, &Audience::CHOICES);
        said.expect("every document is for somebody")
    }

    /// Whether it is published.
    pub fn status(&self) -> Status {
        let said = self.fields.choice(FieldId::STATUS, &Status::CHOICES);
        said.expect("every document is published or it isn't")
    }

    /// Where it says whether it is published; its file where it doesn't say so.
    pub(crate) fn status_at(&self) -> Location {
        let status = self.fields.first(FieldId::STATUS);
        status.map_or_else(|| Location::file(self.path.clone()), |status| status.at.clone())
    }

    /// Who looks after it.
    pub fn owner(&self) -> Option<&str> {
        self.fields.text(FieldId::OWNER)
    }

    /// When it was last reviewed as a whole.
    pub fn reviewed(&self) -> Option<Date> {
        self.fields.date(FieldId::REVIEWED)
    }

    /// Before when it has to be reviewed again.
    pub fn review_by(&self) -> Option<Date> {
        self.fields.date(FieldId::REVIEW_BY)
    }

    /// The ids of facts that it rests on, as written.
    pub fn evidence(&self) -> impl Iterator<Item = (&str, &Location)> {
        self.fields.texts(FieldId::EVIDENCE)
    }

    /// The ids of facts that say otherwise, as written.
    pub fn counter(&self) -> impl Iterator<Item = (&str, &Location)> {
        self.fields.texts(FieldId::COUNTER)
    }

    /// Addresses it had before, relative to the root of the site, with a slash at the end.
    pub fn aliases(&self) -> impl Iterator<Item = (&str, &Location)> {
        self.fields.texts(FieldId::ALIASES)
    }

    /// What it is related to: the place of the relation in the model, and the id of the other document, as written.
    pub fn relations(&self) -> impl Iterator<Item = (usize, &str, &Location)> {
        self.fields.get(FieldId::RELATIONS).iter().filter_map(|Located { value, at }| match value {
            FieldValue::Relation(relation, target) => Some((*relation, target.as_str(), at)),
            _ => None,
        })
    }

    /// Words that people look for it with.
    pub fn keywords(&self) -> impl Iterator<Item = &str> {
        self.fields.texts(FieldId::KEYWORDS).map(|(word, _)| word)
    }

    /// The subjects whose provisions answer it; only on questions.
    pub fn topics(&self) -> impl Iterator<Item = &str> {
        self.fields.texts(FieldId::PROVISIONS).map(|(topic, _)| topic)
    }

    /// Whether its page offers a way to leave it at once.
    pub fn quick_exit(&self) -> bool {
        self.fields.flag(FieldId::QUICK_EXIT).unwrap_or_default()
    }

    /// Where it stands among its neighbors, in thousandths, if it says so.
    pub fn order(&self) -> Option<i64> {
        match self.fields.first(FieldId::ORDER)?.value {
            FieldValue::Number(order) => Some(order),
            _ => None,
        }
    }

    /// The steps between light and heavy help; none on most cards.
    pub fn ladder(&self) -> impl Iterator<Item = LadderStep<'_>> {
        self.fields.groups(FieldId::LADDER).map(|step| LadderStep {
            level: step.text(LadderField::LEVEL).unwrap_or_default(),
            who: step.text(LadderField::WHO).unwrap_or_default(),
            up: step.texts(LadderField::UP).map(|(sign, _)| sign).collect(),
            down: step.texts(LadderField::DOWN).map(|(sign, _)| sign).collect(),
            here: step.flag(LadderField::HERE).unwrap_or_default(),
        })
    }

    /// Whether it names a field.
    pub fn names(&self, field: FieldId) -> bool {
        self.given.iter().any(|given| given.value.field == Some(field))
    }

    /// Where what it says of a field or a facet stands; `None` where it doesn't name it. Fields go by their English names.
    pub fn place_of(&self, name: &str) -> Option<&Location> {
        self.given.iter().find(|given| given.value.name == name).map(|given| &given.at)
    }

    /// Whether it says something of a field that a document below it would else have the say in.
    pub(crate) fn decides(&self, field: FieldId) -> bool {
        self.derivation.is_none() || self.names(field)
    }

    /// Whether it is the page of a chapter: the `index.md` of a folder.
    pub fn is_chapter(&self) -> bool {
        super::is_chapter(&self.path)
    }

    /// Whether it is of something that happens, and all of that lies before a day.
    pub fn is_past(&self, today: Date) -> bool {
        let mut recurrences = self.fields.recurrences().map(|(_, recurrence)| recurrence).peekable();
        recurrences.peek().is_some() && recurrences.all(|recurrence| recurrence.is_past(today))
    }

    /// The last day of all that it is about; `None` where any of that goes on, or nothing happens.
    pub fn last_day(&self) -> Option<Date> {
        let days: Option<Vec<Date>> =
            self.fields.recurrences().map(|(_, recurrence)| recurrence.last()).collect();
        days?.into_iter().max()
    }

    /// How its review stands on a day. What isn't published yet needs none.
    pub fn review_standing(&self, policy: ReviewPolicy, today: Date) -> ReviewStanding {
        let review_by = self.review_by().filter(|_| self.status() == Status::Published);
        policy.standing(review_by, today)
    }

    /// Its term of a facet; the first where it has several.
    pub fn term_of(&self, facet: &str) -> Option<&str> {
        self.terms.iter().find(|(of, _)| of == facet).map(|(_, term)| term.as_str())
    }
}

/// A heading in the text of a document.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Heading {
    /// Its id, unique on the page.
    pub id: String,
    /// Its text.
    pub text: String,
    /// From 2 to 6.
    pub level: u8,
    /// Whether a section starts here.
    pub is_section: bool,
}

/// A step of the ladder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LadderStep<'o> {
    /// What it is called.
    pub level: &'o str,
    /// Who helps at this step.
    pub who: &'o str,
    /// The signals to go one step up.
    pub up: Vec<&'o str>,
    /// The signals to go one step down.
    pub down: Vec<&'o str>,
    /// Whether the card is about this step.
    pub here: bool,
}

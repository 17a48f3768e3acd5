//! What other pages may see of a document. Where its values stand makes no difference to it, so that editing prose doesn't
//! change it.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::{Audience, DocumentId, FieldValues, Status};
use crate::config::{KindId, Language, ReviewPolicy, ReviewStanding};
use crate::model::FieldId;
use crate::text::{Located, SourcePath};

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
    /// Its title; that of its file where it has none.
    pub title: String,
    /// Its summary; may be empty.
    pub summary: String,
    /// Its terms, as (facet, term), in the order of the model. All of them exist.
    pub terms: Vec<(String, String)>,
    /// What it says in its declared fields, but for those of Markdown.
    pub fields: FieldValues,
    /// The ids of facts it rests on, as written.
    pub evidence: Vec<Located<String>>,
    /// The ids of facts that say otherwise, as written.
    pub counter: Vec<Located<String>>,
    /// What it is related to, as (relation, id of a document), as written. The relations exist.
    pub relations: Vec<Located<(String, String)>>,
    /// The steps between light and heavy help; empty on most cards.
    pub ladder: Vec<LadderStep>,
    /// For whom it is.
    pub audience: Audience,
    /// Who looks after it.
    pub owner: Option<String>,
    /// Whether it is published.
    pub status: Status,
    /// When it was last reviewed as a whole.
    pub reviewed: Option<Date>,
    /// Before when it has to be reviewed again.
    pub review_by: Option<Located<Date>>,
    /// Addresses it had before, relative to the root of the site, with a slash at the end.
    pub aliases: Vec<Located<String>>,
    /// Words that people look for it with.
    pub keywords: Vec<String>,
    /// Its headings, in order.
    pub headings: Vec<Heading>,
    /// Whether its page offers a way to leave it at once.
    pub quick_exit: bool,
    /// The subjects whose provisions answer it; only on questions.
    pub topics: Vec<String>,
}

impl Outline {
    /// One that says no more than what it is called.
    pub(crate) fn new(
        id: DocumentId,
        kind: KindId,
        path: SourcePath,
        language: Language,
        title: String,
    ) -> Self {
        Self {
            id,
            kind,
            path,
            language,
            title,
            derivation: None,
            summary: String::new(),
            terms: Vec::new(),
            fields: FieldValues::default(),
            evidence: Vec::new(),
            counter: Vec::new(),
            relations: Vec::new(),
            ladder: Vec::new(),
            audience: Audience::Both,
            owner: None,
            status: Status::Published,
            reviewed: None,
            review_by: None,
            aliases: Vec::new(),
            keywords: Vec::new(),
            headings: Vec::new(),
            quick_exit: false,
            topics: Vec::new(),
        }
    }

    /// Whether it is the page of a chapter: the `index.md` of a folder.
    pub fn is_chapter(&self) -> bool {
        super::is_chapter(&self.path)
    }

    /// Before when it has to be reviewed again.
    pub fn review_by(&self) -> Option<Date> {
        self.review_by.as_ref().map(|date| date.value)
    }

    /// How its review stands on a day. What isn't published yet needs none.
    pub fn review_standing(&self, policy: ReviewPolicy, today: Date) -> ReviewStanding {
        let review_by = self.review_by().filter(|_| self.status == Status::Published);
        policy.standing(review_by, today)
    }

    /// Its term of a facet; the first where it has several.
    pub fn term_of(&self, facet: &str) -> Option<&str> {
        self.terms.iter().find(|(of, _)| of == facet).map(|(_, term)| term.as_str())
    }
}

/// What an overlay or a translation does to the document that it lies on, besides what its sections say.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Derivation {
    /// The fields that it names, each by its English name; facets by their own.
    pub given: BTreeSet<String>,
    /// Those of them that are declared fields.
    pub fields: BTreeSet<FieldId>,
    /// The ids of the sections that it drops.
    pub removed: Vec<Located<String>>,
    /// After which section some of its own stand, by the ids of both.
    pub after: Vec<Located<(String, String)>>,
    /// Whether it takes over whole, so that nothing of what it lies on is left.
    pub takes_over: bool,
    /// Whether it hides the document, where it says so.
    pub hidden: Option<bool>,
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
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct LadderStep {
    /// What it is called.
    pub level: String,
    /// Who helps at this step.
    pub who: String,
    /// The signals to go one step up.
    pub up: Vec<String>,
    /// The signals to go one step down.
    pub down: Vec<String>,
    /// Whether the card is about this step.
    pub here: bool,
}

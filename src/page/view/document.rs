//! What a template sees of a card, a question or another page.

use std::sync::Arc;

use serde::Serialize;

use super::{
    DateView, DatesView, FactKindView, FactView, ForeignView, HelpView, HoursView, LadderView, LinkView,
    TermView,
};

/// A card, a question or another page.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct DocumentView {
    /// The name of its kind: `card`, `question`, `page`, or one that the site declares.
    pub kind: String,
    /// The template that shows it, without `.html`; `document` where the theme has none of that name.
    pub template: String,
    /// The built-in kind whose words the theme uses for it: `card`, `question` or `page`.
    pub words: String,
    /// The language of the title, where that isn't the language of the page: nobody has translated the document yet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub foreign: Option<ForeignView>,
    /// Whether the original has changed since it was translated.
    pub drifted: bool,
    /// The page in the language that it was written in, on a page of another language.
    pub original: Option<LinkView>,
    /// Who changed the text of a site below, and where that stands; `None` where it is as it was written.
    pub localised: Option<LocalisedView>,
    /// The languages of its parts, where they aren't the language of the page.
    pub foreign_parts: ForeignPartsView,
    /// The summary; may be empty.
    pub summary: String,
    /// The term of the leading facet (its theme), if it has one.
    pub term: Option<Arc<TermView>>,
    /// The other facets it has terms of, in the order of the configuration.
    pub facets: Vec<FacetView>,
    /// The declared fields that it says something of and that stand among the facts, in the order of the model.
    pub facts: Vec<FieldView>,
    /// Those that are a section of their own.
    pub field_sections: Vec<FieldView>,
    /// Those that only a template of the site shows.
    pub other_fields: Vec<FieldView>,
    /// When what it is about happens next; `None` where it isn't about anything that does.
    pub dates: Option<DatesView>,
    /// Whether any of its fields holds opening hours.
    pub has_hours: bool,
    /// The headings of level 2 and 3, in the order of the text; may be empty.
    pub toc: Vec<HeadingView>,
    /// What stands before the first level-2 heading; may be empty.
    pub lead_html: String,
    /// The title of the site that opens the text differently from the one that wrote it.
    pub lead_localised_by: Option<String>,
    /// The sections, in order.
    pub sections: Vec<SectionView>,
    /// The footnotes as an ordered list; empty where there are none.
    pub footnotes_html: String,
    /// The steps between light and heavy help; only on cards that have them.
    pub ladder: Option<LadderView>,
    /// What it rests on.
    pub evidence: EvidenceView,
    /// How it hangs together with other documents, in both directions.
    pub relations: Vec<RelationView>,
    /// The chapter that it lies in, or whose page it is; `None` where there is none.
    pub chapter: Option<ChapterView>,
    /// The card before it in its theme.
    pub previous: Option<LinkView>,
    /// The card after it in its theme.
    pub next: Option<LinkView>,
    /// Who looks after it; a function, never a person.
    pub owner: Option<String>,
    /// When it was last reviewed as a whole.
    pub reviewed: Option<DateView>,
    /// Before when it has to be reviewed again.
    pub review_by: Option<DateView>,
    /// Whether that day has passed, and the days of grace after it too.
    pub stale: bool,
    /// Whether it is a draft, shown in the preview only.
    pub draft: bool,
    /// Where the source can be edited, where the site says so.
    pub edit_url: Option<String>,
    /// What a resident can do now, each step as HTML; only on questions, may be empty.
    pub steps_html: Vec<String>,
    /// When it is urgent; only on questions, most urgent first, may be empty.
    pub care: Vec<CareView>,
    /// Who can help; only on questions.
    pub help: Option<HelpView>,
    /// Whether the page offers a way to leave it at once.
    pub quick_exit: bool,
}

/// The languages of the parts of a document, each where it isn't the language of the page. Sections know their own.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct ForeignPartsView {
    /// Of the summary.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub summary: Option<ForeignView>,
    /// Of what stands before the first section.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lead: Option<ForeignView>,
    /// Of the ladder.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ladder: Option<ForeignView>,
    /// Of the steps.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub steps: Option<ForeignView>,
    /// Of what to do when it is urgent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub care: Option<ForeignView>,
}

/// What a site made of the text of one below it.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct LocalisedView {
    /// The title of the site that changed it.
    pub by: String,
    /// The title of the site that wrote it.
    pub of: String,
    /// The absolute address of the text as that site has it, where it is published.
    pub url: Option<String>,
}

/// A chapter, from one of its pages.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct ChapterView {
    /// Its own page.
    pub link: LinkView,
    /// What is in it, in order.
    pub entries: Vec<LinkView>,
}

/// A declared field of a document.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct FieldView {
    /// Its key.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// The name of its icon.
    pub icon: String,
    /// The type of what it holds, such as `text` or `choice`.
    pub holds: &'static str,
    /// The language of its text, where that isn't the language of the page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub foreign: Option<ForeignView>,
    /// What stands in it; never empty.
    pub values: Vec<FieldValueView>,
}

/// One value of a declared field.
#[derive(Clone, Debug, Default, Hash, Serialize)]
pub struct FieldValueView {
    /// What readers read; empty where it is Markdown or a group.
    pub text: String,
    /// Markdown as HTML.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub html: Option<String>,
    /// The document that it names.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub link: Option<LinkView>,
    /// Where it leads outside the site: `tel:`, `mailto:` or a web address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// A day as `2026-11-01`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub iso: Option<String>,
    /// Opening hours.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hours: Option<Arc<HoursView>>,
    /// The fields of a group.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<FieldView>,
}

/// A facet of a document.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct FacetView {
    /// The facet's key.
    pub id: String,
    /// The facet's title.
    pub title: String,
    /// The document's terms; never empty.
    pub terms: Vec<Arc<TermView>>,
}

/// A heading in the table of contents.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct HeadingView {
    /// Its id on the page.
    pub id: String,
    /// Its text.
    pub title: String,
    /// 2 or 3.
    pub level: u8,
    /// Its language, where that isn't the language of the page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub foreign: Option<ForeignView>,
}

/// What stands under one level-2 heading.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct SectionView {
    /// The id of its heading.
    pub id: String,
    /// The classes of its heading, separated by spaces; may be empty.
    pub classes: String,
    /// Its heading.
    pub title_html: String,
    /// What the content model calls it, if anything: `steps` (how to do it), `limits` (when not to), `voices` (what
    /// others think).
    pub role: Option<&'static str>,
    /// Its language, where that isn't the language of the page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub foreign: Option<ForeignView>,
    /// The title of the site that says this differently from the one that wrote the document, or added it.
    pub localised_by: Option<String>,
    /// Its text, without the heading.
    pub body_html: String,
}

/// What a document rests on, and what speaks against it.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct EvidenceView {
    /// The weakest kind of fact it rests on: `label` and what belongs to it, absent where it rests on none.
    #[serde(flatten)]
    pub weakest: Option<FactKindView>,
    /// The facts it rests on.
    pub facts: Vec<Arc<FactView>>,
    /// The facts that say otherwise.
    pub counter: Vec<Arc<FactView>>,
}

/// The documents one kind of relation leads to.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct RelationView {
    /// The relation's key.
    pub id: String,
    /// Its title, in the direction of this document.
    pub title: String,
    /// The documents; never empty.
    pub documents: Vec<LinkView>,
}

/// What to do when it is urgent.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct CareView {
    /// `now`, `today` or `soon`.
    pub level: &'static str,
    /// The one thing to do.
    pub action_html: String,
    /// When that is; may be empty.
    pub when_html: Vec<String>,
    /// When somebody answers at the numbers and addresses of the thing to do, of those that say so.
    pub answered: Vec<AnsweredView>,
}

/// When somebody answers at a number or an address.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct AnsweredView {
    /// The number or address, where there are several; else empty.
    pub at: String,
    /// When.
    pub hours: HoursView,
    /// What to do at other hours.
    pub otherwise_html: Option<String>,
}

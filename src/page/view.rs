//! What a template may see: the contract with theme authors.
//!
//! A [`PageView`] is complete and typed. Templates show it; they don't query the site. Every address in it is relative
//! to the root of the site, without a leading slash (`kaarten/mandaat/eigen-wijkbudget/`), and a template writes it as
//! `{{ page.root }}{{ link.url }}`, so that a page works in a subfolder and opened from disk. The address of the home
//! page is the empty text. Fields that end in `_html` are finished, safe HTML; all others are plain text and have to be
//! escaped, which Tera does by itself.
//!
//! A template sees three things: `site` (a [`SiteView`], the same on every page), `page` (the [`PageView`]), and the
//! functions `text(key=…)`, an interface string in the language of the page (`{name}` in it is filled from the
//! argument `name`; an argument `n` chooses between the entries `.zero`, `.one`, `.two`, `.few`, `.many` and `.other`,
//! by the rules of the language), `number(n=…)`, a whole number as the language writes it, and `icon(name=…)`, an icon
//! of the theme as inline SVG.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

/// What is the same on every page of an edition.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct SiteView {
    /// The title of the site.
    pub title: String,
    /// One sentence on what it is; may be empty.
    pub description: String,
    /// The language as a BCP 47 tag.
    pub language: String,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
    /// The language that the library is written in, where that isn't the language of the page: the facts that cards
    /// rest on are in it.
    pub own_language: Option<ForeignView>,
    /// The absolute address of the root, with a slash at its end.
    pub base_url: String,
    /// The address of the home page in this language; empty in the language that the library is written in.
    pub home: String,
    /// The main menu, in order.
    pub navigation: Vec<NavigationView>,
    /// The pages named at the foot: every document that is neither card nor question.
    pub footer: Vec<LinkView>,
    /// The name and version of the generator.
    pub generator: String,
    /// The address of each file of the theme, by its path in the theme's `assets` folder. `terms.css`, with the colors
    /// of the terms, is made from the configuration.
    pub assets: BTreeMap<String, String>,
}

/// An entry of the main menu.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct NavigationView {
    /// `cards` or `questions`; compare with [`PageView::area`] to mark the current one.
    pub area: &'static str,
    /// Where it leads.
    pub url: String,
}

/// A link to a page of the site.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct LinkView {
    /// The title of the page.
    pub title: String,
    /// Its address.
    pub url: String,
    /// The language of the title, where that isn't the language of the page.
    pub foreign: Option<ForeignView>,
}

/// The language of a text that stands on a page of another one: what its `lang` and `dir` have to say.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct ForeignView {
    /// The language as a BCP 47 tag.
    pub lang: String,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
}

/// A language that the site is published in.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct LanguageView {
    /// The language as a BCP 47 tag.
    pub lang: String,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
    /// What it calls itself.
    pub name: String,
    /// The address of this page in it.
    pub url: String,
    /// The absolute address of the same.
    pub absolute_url: String,
    /// Whether it is the language of the page.
    pub current: bool,
    /// Whether the page says what it says in that language, or only has its frame in it.
    pub translated: bool,
}

/// One page.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct PageView {
    /// The address of the page.
    pub url: String,
    /// What to write before an address to reach it from this page: `../../`, or `./` on the home page. The page for
    /// "not found" is shown at any address; there it is the path of the site (`/gids/`).
    pub root: String,
    /// The absolute address, where the page has one.
    pub canonical: Option<String>,
    /// The title of the page; on the home page the title of the site.
    pub title: String,
    /// One or two sentences for search engines and previews; may be empty.
    pub description: String,
    /// The part of the main menu this page belongs to, if to any.
    pub area: Option<&'static str>,
    /// The way from the home page to here, without the page itself; empty on the home page.
    pub breadcrumbs: Vec<LinkView>,
    /// This page in every language of the site, the one that the library is written in first; empty where there is only
    /// one.
    pub languages: Vec<LanguageView>,
    /// The breadcrumbs and, for a document, its dates, as JSON-LD: safe to put into a `script` element as it is.
    pub json_ld_html: String,
    /// What the page shows. `page.kind` says which; its fields are in `page.content`.
    #[serde(flatten)]
    pub content: Content,
}

/// What a page shows, by kind: `home`, `list`, `document` or `not-found`, each with a template of that name.
#[derive(Clone, Debug, Hash, Serialize)]
#[serde(tag = "kind", content = "content", rename_all = "kebab-case")]
pub enum Content {
    /// The home page.
    Home(HomeView),
    /// All cards, all questions, or the documents of one term.
    List(ListView),
    /// A card, a question or another page.
    Document(Box<DocumentView>),
    /// The page shown where there is none.
    NotFound,
}

/// The home page.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct HomeView {
    /// The terms of the leading facet (the four themes), in the order of the configuration.
    pub terms: Vec<HomeTermView>,
    /// The list of all cards.
    pub cards: CountedLinkView,
    /// The questions of residents; `None` where there are none.
    pub questions: Option<QuestionsView>,
    /// The documents reviewed last, newest first; at most six.
    pub recent: Vec<RecentView>,
}

/// One theme on the home page.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct HomeTermView {
    /// The term.
    pub term: Arc<TermView>,
    /// What it is about; may be empty.
    pub summary: String,
    /// The first few of its cards; may be empty.
    pub entries: Vec<LinkView>,
    /// How many it has.
    pub count: usize,
}

/// A link with how many documents stand behind it.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct CountedLinkView {
    /// Where it leads.
    pub url: String,
    /// How many documents.
    pub count: usize,
}

/// The questions on the home page.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct QuestionsView {
    /// The list of all questions.
    pub url: String,
    /// The questions; never empty.
    pub entries: Vec<LinkView>,
}

/// A document reviewed lately.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct RecentView {
    /// The document.
    pub link: LinkView,
    /// Its term of the leading facet, if it has one.
    pub term: Option<Arc<TermView>>,
    /// When it was reviewed.
    pub reviewed: DateView,
}

/// A term of a facet.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct TermView {
    /// The term as written in front matter; the class `term-<id>` sets its colors where it has some.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The page with its documents.
    pub url: String,
    /// The name of its icon, for `icon(name=…)`; may be absent.
    pub icon: Option<String>,
}

/// A list of documents.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct ListView {
    /// What the list is of: `cards`, `questions` or `term`.
    pub of: &'static str,
    /// The term, on the page of a term.
    pub term: Option<Arc<TermView>>,
    /// What the term is about; may be empty.
    pub summary: String,
    /// The documents on this page of the list; may be empty.
    pub entries: Vec<Arc<EntryView>>,
    /// How many documents the whole list has.
    pub total: usize,
    /// The facets to narrow by, each term with its page; empty where there is nothing to narrow.
    pub filters: Vec<FilterView>,
    /// Where this page is in a long list; `None` where one page holds all.
    pub pagination: Option<PaginationView>,
}

/// A document in a list.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct EntryView {
    /// The document.
    pub link: LinkView,
    /// Its summary; may be empty.
    pub summary: String,
    /// The language of the summary, where that isn't the language of the page.
    pub summary_foreign: Option<ForeignView>,
    /// Its term of the leading facet, if it has one.
    pub term: Option<Arc<TermView>>,
    /// Its terms of all facets as `facet:term`, separated by spaces.
    pub terms: String,
    /// Whether it is a draft, shown in the preview only.
    pub draft: bool,
}

/// A facet to narrow a list by.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct FilterView {
    /// The facet's key.
    pub id: String,
    /// The facet's title.
    pub title: String,
    /// Its terms that have documents, in the order of the configuration; never empty.
    pub terms: Vec<FilterTermView>,
}

/// A term to narrow a list by.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct FilterTermView {
    /// The term.
    pub term: Arc<TermView>,
    /// How many documents it has.
    pub count: usize,
    /// Whether this is the page of the term.
    pub current: bool,
}

/// The pages of a long list; pages count from 1.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct PaginationView {
    /// This page.
    pub current: usize,
    /// How many there are.
    pub total: usize,
    /// The address of the page before; `None` on the first.
    pub previous: Option<String>,
    /// The address of the page after; `None` on the last.
    pub next: Option<String>,
}

/// A card, a question or another page.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct DocumentView {
    /// `card`, `question` or `page`.
    pub kind: &'static str,
    /// The language of the title, where that isn't the language of the page: nobody has translated the document yet.
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
    /// How long it takes.
    pub duration: Option<String>,
    /// With whom.
    pub participants: Option<String>,
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
    /// Whether that day has passed.
    pub stale: bool,
    /// Whether it is a draft, shown in the preview only.
    pub draft: bool,
    /// Where the source can be edited, where the site says so.
    pub edit_url: Option<String>,
    /// What a resident can do now, each step as HTML; only on questions, may be empty.
    pub steps_html: Vec<String>,
    /// When it is urgent; only on questions, most urgent first, may be empty.
    pub care: Vec<CareView>,
    /// Whether the page offers a way to leave it at once.
    pub quick_exit: bool,
}

/// The languages of the parts of a document, each where it isn't the language of the page. Sections know their own.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct ForeignPartsView {
    /// Of the summary.
    pub summary: Option<ForeignView>,
    /// Of what stands before the first section.
    pub lead: Option<ForeignView>,
    /// Of how long it takes.
    pub duration: Option<ForeignView>,
    /// Of with whom.
    pub participants: Option<ForeignView>,
    /// Of the ladder.
    pub ladder: Option<ForeignView>,
    /// Of the steps.
    pub steps: Option<ForeignView>,
    /// Of what to do when it is urgent.
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
    pub foreign: Option<ForeignView>,
    /// The title of the site that says this differently from the one that wrote the document, or added it.
    pub localised_by: Option<String>,
    /// Its text, without the heading.
    pub body_html: String,
}

/// The steps of scaling help up and down, as a list and as two drawings of the same.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct LadderView {
    /// From light to heavy.
    pub steps: Vec<LadderStepView>,
    /// The drawing for a wide screen: from left-low to right-high.
    pub wide: DiagramView,
    /// The drawing for a phone: from below to above.
    pub tall: DiagramView,
}

/// A step of the ladder.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct LadderStepView {
    /// What it is called.
    pub level: String,
    /// Who helps at this step.
    pub who: String,
    /// The signals to go one step up; empty on the last.
    pub up: Vec<String>,
    /// The signals to go one step down; empty on the first.
    pub down: Vec<String>,
    /// Whether the card is about this step.
    pub here: bool,
}

/// A drawing; all measures in its own units, from the upper left corner.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct DiagramView {
    /// Its width.
    pub width: u32,
    /// Its height.
    pub height: u32,
    /// One box for each step.
    pub boxes: Vec<BoxView>,
    /// The arrows between them, as SVG path data.
    pub arrows: Vec<ArrowView>,
    /// The signals beside the arrows.
    pub notes: Vec<TextLineView>,
}

/// A box of a drawing.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct BoxView {
    /// Its left side.
    pub x: u32,
    /// Its upper side.
    pub y: u32,
    /// Its width.
    pub width: u32,
    /// Its height.
    pub height: u32,
    /// Whether the card is about this step.
    pub here: bool,
    /// The lines in it.
    pub lines: Vec<TextLineView>,
}

/// An arrow of a drawing.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct ArrowView {
    /// `up` or `down`.
    pub direction: &'static str,
    /// Its SVG path data.
    pub path: String,
}

/// A line of text in a drawing.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct TextLineView {
    /// Where it starts, or ends where `anchor` says so.
    pub x: u32,
    /// Its base line.
    pub y: u32,
    /// `start`, `middle` or `end`.
    pub anchor: &'static str,
    /// `level`, `who`, `up` or `down`.
    pub class: &'static str,
    /// The text.
    pub text: String,
}

/// What a document rests on, and what speaks against it.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct EvidenceView {
    /// The weakest kind of fact it rests on; `None` where it rests on none.
    pub label: Option<&'static str>,
    /// The facts it rests on.
    pub facts: Vec<Arc<FactView>>,
    /// The facts that say otherwise.
    pub counter: Vec<Arc<FactView>>,
}

/// A fact of the register.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct FactView {
    /// Its id.
    pub id: String,
    /// `report`, `practice`, `position`, `experience` or `background`, from strong to weak.
    pub label: &'static str,
    /// What it says.
    pub text: String,
    /// Who says it, where that is known and public.
    pub who: Option<String>,
    /// The title of its source.
    pub source: String,
    /// What the source is, such as "column, 2017"; may be empty.
    pub source_kind: String,
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
}

/// A date.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct DateView {
    /// As `2026-11-01`.
    pub iso: String,
    /// Written out in the language of the page: `1 november 2026`.
    pub text: String,
}

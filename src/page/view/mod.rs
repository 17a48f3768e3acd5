//! What a template may see: the contract with theme authors.
//!
//! A [`PageView`] is complete and typed. Templates show it; they don't query the site. Every address in it is relative
//! to the root of the site, without a leading slash (`kaarten/mandaat/eigen-wijkbudget/`), and a template writes it as
//! `{{ page.root }}{{ link.url }}`, so that a page works in a subfolder and opened from disk. The address of the home
//! page is the empty text. Fields that end in `_html` are finished, safe HTML; all others are plain text and have to be
//! escaped, which Tera does by itself.
//!
//! A template sees three things: `site` (a [`SiteView`], the same on every page), `page` (the [`PageView`]), and the
//! filters
//!
//! - `{{ "count-cards" | text(n=list.total) }}`: an interface string in the language of the page. `{name}` in it is
//!   filled from the argument `name`; an argument `n` chooses between the entries `.zero`, `.one`, `.two`, `.few`,
//!   `.many` and `.other`, by the rules of the language;
//! - `{{ "count-cards" | forms }}`: all those entries as JSON by their names, for scripts that count by themselves;
//! - `{{ list.total | number }}`: a whole number as the language writes it;
//! - `{{ "clock" | icon }}`: an icon of the theme as inline SVG;
//! - `<p{{ document.foreign | lang }}>`: the attributes `lang` and `dir` of a text in another language (a
//!   [`ForeignView`]); nothing where it is in that of the page.

mod agenda;
mod document;
mod ladder;
mod lists;
mod owners;
mod places;
mod reference;
mod search;

use std::collections::BTreeMap;

use serde::Serialize;

pub use agenda::{AgendaDayView, AgendaEntryView, AgendaView, DatesView, OccurrenceView, WhenView};
pub use document::{
    CareView, ChapterView, DocumentView, EvidenceView, FacetView, FactKindView, FactView, FieldValueView,
    FieldView, ForeignPartsView, HeadingView, LocalisedView, RelationView, SectionView,
};
pub use ladder::{ArrowView, BoxView, DiagramView, LadderStepView, LadderView, TextLineView};
pub use lists::{
    EntryView, FilterTermView, FilterView, HomeKindView, HomeTermView, HomeView, ListView, PaginationView,
    QuestionsView, RecentView,
};
pub use owners::{OwnerRowView, OwnerView, OwnersView, ReviewFilesView, ReviewView};
pub use places::{
    AccessibilityView, AddressView, AreaForTeamsView, AreaLinkView, AreaPostcodesView, AreaView, AreasView,
    BarView, DaysView, DirectoryView, EarlierView, FigureView, FinderAreaView, FinderView, ForTeamsView,
    HelpView, HoursView, OtherDaysView, PhoneView, PlaceForTeamsView, PlaceGroupView, PlaceLetterView,
    PlaceView, PlacesView, ProvisionView, SpokenView, TextView, TimesView, WayView, WebsiteView,
};
pub use reference::{
    CitationView, CitedFactView, FactsView, GlossaryView, LetterView, SourceView, SourcesView, WordView,
};
pub use search::{LetterLinkView, LettersView, SearchLinksView, SearchView, TitleView, TitlesView};

/// What is the same on every page of an edition.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct SiteView {
    /// The title of the site.
    pub title: String,
    /// One sentence on what it is; may be empty.
    pub description: String,
    /// What every page says at its top, such as that the site is an example; `None` where there is nothing to say.
    pub notice: Option<NoticeView>,
    /// Whether search engines may list its pages.
    pub search_engines: bool,
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
    /// The pages named at the foot: those that the site chose, or the first few, the glossary, the sources, the
    /// list of everything from A to Z and, for teams, who looks after what.
    pub footer: Vec<LinkView>,
    /// Where residents find where they can go; `None` where there are no provisions.
    pub places: Option<PlacesView>,
    /// For whom the site is published: `team` or `resident`.
    pub readership: &'static str,
    /// Where one searches; `None` where there is nothing to find.
    pub search: Option<SearchLinksView>,
    /// The name and version of the generator.
    pub generator: String,
    /// The address of each file of the theme, by its path in the theme's `assets` folder. `wijkgids.css` and
    /// `wijkgids.js` are the files of `styles` and `scripts`, `search.js` (where there is `search`) those of
    /// `scripts/search`; `sheet.css` those of `styles/sheet`, for kinds with the template `sheet`;
    /// `agenda.css` and `agenda.js` those of `styles/agenda` and `scripts/agenda`, for what happens on days. `terms.css`, with the colors of the terms, is made from the configuration.
    pub assets: BTreeMap<String, String>,
}

/// What every page says at its top.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct NoticeView {
    /// The text.
    pub text: String,
    /// The language of the text, where that isn't the language of the page.
    pub foreign: Option<ForeignView>,
}

/// An entry of the main menu.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct NavigationView {
    /// What it is called.
    pub title: String,
    /// `cards`, `questions`, `directory`, or the name of a kind that the site declares; compare with [`PageView::area`] to
    /// mark the current one.
    pub area: String,
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
    #[serde(skip_serializing_if = "Option::is_none")]
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
    pub area: Option<String>,
    /// The way from the home page to here, without the page itself; empty on the home page.
    pub breadcrumbs: Vec<LinkView>,
    /// This page in every language of the site, the one that the library is written in first; empty where there is only
    /// one.
    pub languages: Vec<LanguageView>,
    /// The breadcrumbs and, for a document, its dates, as JSON-LD: safe to put into a `script` element as it is.
    pub json_ld_html: String,
    /// A few letters and digits that change whenever what the page shows does, whatever stands around it.
    pub version: String,
    /// When what it shows was last looked at: its own date, or else the latest of the site.
    pub dated: Option<DateView>,
    /// What the page shows. `page.kind` says which; its fields are in `page.content`.
    #[serde(flatten)]
    pub content: PageContent,
}

/// What a page shows, by kind: `home`, `list`, `document`, `provision`, `directory`, `areas`, `area`, `area-for-teams`,
/// `accessibility`, `glossary`, `sources`, `facts`, `search`, `letters`, `owners`, `owner` or `not-found`, each with a template of that name.
#[derive(Clone, Debug, Hash, Serialize)]
#[serde(tag = "kind", content = "content", rename_all = "kebab-case")]
pub enum PageContent {
    /// The home page.
    Home(HomeView),
    /// All cards, all questions, or the documents of one term.
    List(ListView),
    /// A card, a question or another page.
    Document(Box<DocumentView>),
    /// A provision; for teams with what only they should see.
    Provision(Box<ProvisionView>),
    /// All provisions from A to Z.
    Directory(DirectoryView),
    /// Where one finds one's area.
    Areas(AreasView),
    /// An area.
    Area(AreaView),
    /// What only teams should see of an area.
    AreaForTeams(AreaForTeamsView),
    /// The accessibility statement.
    Accessibility(AccessibilityView),
    /// The words that readers may stumble over.
    Glossary(GlossaryView),
    /// The sources that cards rest on.
    Sources(SourcesView),
    /// The facts of one source, or those that nothing cites.
    Facts(FactsView),
    /// The search page.
    Search(SearchView),
    /// All documents from A to Z, or those of one letter.
    Letters(LettersView),
    /// Who looks after which documents.
    Owners(OwnersView),
    /// The documents of one owner, by when they have to be reviewed.
    Owner(OwnerView),
    /// The page shown where there is none.
    NotFound,
}

/// A link with how many documents stand behind it.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct CountedLinkView {
    /// Where it leads.
    pub url: String,
    /// How many documents.
    pub count: usize,
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
    /// The name of its icon, for the filter `icon`; may be absent.
    pub icon: Option<String>,
}

/// A date.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct DateView {
    /// As `2026-11-01`.
    pub iso: String,
    /// Written out in the language of the page: `1 november 2026`.
    pub text: String,
}

//! A page, and what is the same on every one.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{
    AccessibilityView, AreaForTeamsView, AreaView, AreasView, DateView, DirectoryView, DocumentView,
    FactsView, ForeignView, GlossaryView, HomeView, LettersView, LinkView, ListView, OwnerView, OwnersView,
    PlacesView, ProvisionView, ReleasesView, SearchLinksView, SearchView, SourcesView,
};

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
    /// `scripts/search`; `sheet.css` those of `styles/sheet`, for kinds with the template `sheet`. `terms.css`, with the colors of the terms, is made from the configuration.
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
/// `accessibility`, `glossary`, `sources`, `facts`, `releases`, `search`, `letters`, `owners`, `owner` or `not-found`, each with a template of that name.
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
    /// The releases of the site.
    Releases(ReleasesView),
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

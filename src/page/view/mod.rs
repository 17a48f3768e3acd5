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

mod link;

mod parts;

mod ladder;

mod entry;

mod agenda;

mod places;

mod fact;

mod reference;

mod document;

mod provision;

mod lists;

mod releases;

mod search;

mod owners;

mod page;

pub use agenda::{AgendaDayView, AgendaEntryView, AgendaView, DatesView, OccurrenceView};
pub use document::{
    AnsweredView, CareView, ChapterView, DocumentView, EvidenceView, FacetView, FieldValueView, FieldView,
    ForeignPartsView, HeadingView, LocalisedView, RelationView, SectionView,
};
pub use entry::{EntryView, WhenView};
pub use fact::{CitationView, FactKindView, FactView};
pub use ladder::{ArrowView, BoxView, DiagramView, LadderStepView, LadderView, TextLineView};
pub use link::{CountedLinkView, DateView, ForeignView, LinkView, TermView};
pub use lists::{HomeKindView, HomeTermView, HomeView, ListView, QuestionsView, RecentView};
pub use owners::{OwnerRowView, OwnerView, OwnersView, ReviewFilesView, ReviewView};
pub use page::{LanguageView, NavigationView, NoticeView, PageContent, PageView, SiteView};
pub use parts::{FilterTermView, FilterView, LetterLinkView, PaginationView};
pub use places::{
    AccessibilityView, AddressView, AreaLinkView, AreaPostcodesView, AreaView, AreasView, BarView, DaysView,
    DirectoryView, EarlierView, FigureView, FinderAreaView, FinderView, HelpView, HoursView, OtherDaysView,
    PhoneView, PlaceGroupView, PlaceLetterView, PlaceView, PlacesView, SpokenView, TextView, TimesView,
    WayView, WebsiteView,
};
pub use provision::{AreaForTeamsView, ForTeamsView, PlaceForTeamsView, ProvisionView};
pub use reference::{CitedFactView, FactsView, GlossaryView, LetterView, SourceView, SourcesView, WordView};
pub use releases::{BaseReleaseView, ReleaseGroupView, ReleaseView, ReleasesView};
pub use search::{LettersView, SearchLinksView, SearchView, TitleView, TitlesView};

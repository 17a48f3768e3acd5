//! What a template sees of where residents can go: provisions, areas, and what is known about those.

use std::sync::Arc;

use serde::Serialize;

use super::{AgendaView, DateView, ForeignView, LetterLinkView, LinkView};

/// Where residents find their way.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct PlacesView {
    /// The list of all provisions.
    pub provisions: String,
    /// The page on which one finds one's area; `None` where there are no areas.
    pub areas: Option<String>,
}

/// A text that may be in another language than the page.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct TextView {
    /// The text.
    pub text: String,
    /// Its language, where that isn't the language of the page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub foreign: Option<ForeignView>,
}

/// A provision, as far as it stands in a list.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct PlaceView {
    /// Its page; the title is its name.
    pub link: LinkView,
    /// Who offers it.
    pub organisation: String,
    /// What one gets there.
    pub offer: TextView,
    /// What has to be known first.
    pub notice: Option<TextView>,
    /// How one gets in: `self`, `team`, `doctor`, `municipality` or `unknown`.
    pub way_in: &'static str,
    /// Its telephone number.
    pub phone: Option<PhoneView>,
    /// Its website.
    pub website: Option<WebsiteView>,
    /// Where it is.
    pub address: Option<AddressView>,
    /// When it is open.
    pub hours: Option<Arc<HoursView>>,
    /// How old what is known of it is: `fresh`, `due` (it should have been checked again) or `unchecked`.
    pub standing: &'static str,
    /// Whether it is a draft, shown in the preview only.
    pub draft: bool,
}

/// A telephone number.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct PhoneView {
    /// As people read it.
    pub text: String,
    /// As a link: `tel:0992001234`.
    pub url: String,
}

/// A website.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct WebsiteView {
    /// Its address.
    pub url: String,
    /// The same without what nobody types.
    pub text: String,
}

/// When something is open, by the clock on the wall in Amsterdam.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct HoursView {
    /// Whether it never closes.
    pub always: bool,
    /// The usual week, Monday first; days in a row that are alike stand together. A night stands with the day on which it
    /// begins.
    pub days: Vec<DaysView>,
    /// The days of the coming months that differ, in their order; consecutive ones that are alike stand together.
    pub others: Vec<OtherDaysView>,
    /// All of it for a script, as JSON: `{"week": [[…], …], "others": {"2026-12-25": []}, "holidays": ["2026-12-25"],
    /// "first": "2026-11-21", "last": "2027-12-26"}`. An interval is `[from, to]` in minutes from midnight, followed by a
    /// comment where there is one, and by `0` where it is only open as that says. The holidays are those among the others.
    pub data: String,
}

/// A day of the week, or several in a row.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct DaysView {
    /// From 1 for Monday to 7; its name is the interface string `weekday-<number>`.
    pub from: usize,
    /// The last one, where there are several.
    pub to: Option<usize>,
    /// When it is open; empty where it isn't.
    pub times: Vec<TimesView>,
}

/// Days that aren't as usual.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct OtherDaysView {
    /// The day, or the first one.
    pub from: DateView,
    /// Which day of the week that is; as [`DaysView::from`].
    pub weekday: usize,
    /// The last one, where there are several.
    pub to: Option<DateView>,
    /// When it is open; empty where it isn't.
    pub times: Vec<TimesView>,
}

/// From when to when.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct TimesView {
    /// As `09:00–17:00`.
    pub text: String,
    /// What comes with it, such as "op afspraak"; may be empty.
    pub comment: String,
}

/// Provisions that serve the same people.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct PlaceGroupView {
    /// `area`, `municipality` or `country`.
    pub serves: &'static str,
    /// The area, where it is one.
    pub area: Option<AreaLinkView>,
    /// Its provisions by how one gets in, the nearest way first; never empty.
    pub ways: Vec<WayView>,
}

/// Provisions that one gets into in the same way.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct WayView {
    /// `self`, `team`, `doctor`, `municipality` or `unknown`.
    pub way_in: &'static str,
    /// The provisions, by name; never empty.
    pub places: Vec<Arc<PlaceView>>,
}

/// An area with its page.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct AreaLinkView {
    /// Its code.
    pub code: String,
    /// Its page; the title is its name.
    pub link: LinkView,
}

/// What a script needs to tell somebody in which area they live.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct FinderView {
    /// The file with the postcodes of the areas: it sets `wijkgidsPostcodes` to an object of lists of codes by postcode.
    pub postcodes: String,
    /// The areas, by name.
    pub areas: Vec<FinderAreaView>,
    /// Where somebody calls whose postcode isn't there; may be missing.
    pub phone: Option<PhoneView>,
}

/// An area that somebody may find to be theirs.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct FinderAreaView {
    /// The area.
    pub area: AreaLinkView,
    /// The page of its team.
    pub team: Option<LinkView>,
    /// The telephone number of its team.
    pub phone: Option<PhoneView>,
}

/// Who can help with a question.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct HelpView {
    /// The provisions: those of areas first, then those for the whole municipality, then those for the country.
    pub groups: Vec<PlaceGroupView>,
    /// How one finds one's area; `None` where there is none among the groups.
    pub finder: Option<FinderView>,
}

/// A language that is spoken somewhere.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct SpokenView {
    /// The language as a BCP 47 tag.
    pub lang: String,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
    /// What it calls itself.
    pub name: String,
}

/// A place that one can go to.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct AddressView {
    /// Street and number.
    pub street: Option<String>,
    /// As `1234 AB`.
    pub postcode: Option<String>,
    /// The town.
    pub city: Option<String>,
}

/// All provisions from A to Z.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct DirectoryView {
    /// The letters that their names start with.
    pub letters: Vec<LetterLinkView>,
    /// The provisions of each letter.
    pub groups: Vec<PlaceLetterView>,
    /// How one finds one's area; `None` where there are no areas.
    pub finder: Option<FinderView>,
    /// The questions of residents, which are the better way in.
    pub questions: Option<String>,
}

/// The provisions of a letter.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct PlaceLetterView {
    /// The letter, in upper case; `#` for names that start otherwise.
    pub letter: String,
    /// Its id on the page.
    pub anchor: String,
    /// The provisions, each with the codes of the areas that it serves, separated by spaces; `*` for everybody. Never
    /// empty.
    pub places: Vec<(Arc<PlaceView>, String)>,
}

/// The page on which one finds one's area.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct AreasView {
    /// How a script finds it.
    pub finder: FinderView,
    /// Every area with its postcodes, by name, for who looks by themselves.
    pub areas: Vec<AreaPostcodesView>,
}

/// An area with its postcodes.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct AreaPostcodesView {
    /// The area.
    pub area: AreaLinkView,
    /// Its team.
    pub team: Option<Arc<PlaceView>>,
    /// As `1234` or `1234 AB`.
    pub postcodes: Vec<String>,
}

/// An area.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct AreaView {
    /// What happens there, where a facet has a term that is called as the area; `None` where nothing is known to.
    pub agenda: Option<AgendaView>,
    /// Its code.
    pub code: String,
    /// The language of its name, where that isn't the language of the page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub foreign: Option<ForeignView>,
    /// Its team.
    pub team: Option<Arc<PlaceView>>,
    /// Its postcodes.
    pub postcodes: Vec<String>,
    /// The neighborhoods in it.
    pub within: Vec<String>,
    /// The provisions for those who live there: its own first, then those for the whole municipality and the country.
    pub groups: Vec<PlaceGroupView>,
    /// The questions of residents.
    pub questions: Option<String>,
    /// The page with what only teams should see; on a site for residents `None`.
    pub team_page: Option<String>,
}

/// A figure about an area, beside that of the municipality.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct FigureView {
    /// What it counts.
    pub indicator: String,
    /// What it counts in, such as `%`; may be empty.
    pub unit: String,
    /// The latest year.
    pub year: String,
    /// The figure, written as the language writes it.
    pub value: String,
    /// How long its bar is, in thousandths of the longest.
    pub length: u64,
    /// That of the municipality in the same year.
    pub municipality: Option<BarView>,
    /// Earlier years, the latest first.
    pub earlier: Vec<EarlierView>,
    /// Where it comes from.
    pub source: String,
}

/// A figure to compare with.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct BarView {
    /// The figure, written as the language writes it.
    pub value: String,
    /// How long its bar is, in thousandths of the longest.
    pub length: u64,
}

/// A figure of an earlier year.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct EarlierView {
    /// The year.
    pub year: String,
    /// The figure, written as the language writes it.
    pub value: String,
    /// That of the municipality.
    pub municipality: Option<String>,
}

/// The accessibility statement of the site.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct AccessibilityView {
    /// How far the site has come: `a` to `e`, as the register has it.
    pub status: &'static str,
    /// When that was judged.
    pub date: DateView,
    /// Its page in the register.
    pub register: String,
    /// Where somebody reports a problem: a page or an e-mail address.
    pub contact: WebsiteView,
    /// The function that answers for it.
    pub responsible: Option<String>,
    /// The page of the site about its accessibility, where there is one.
    pub page: Option<LinkView>,
}

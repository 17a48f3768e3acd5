//! The pages of where residents can go: provisions, areas, and who can help with a question.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::columns::{ShownColumns, for_everybody, for_teams};
use super::frame::{Frame, frame};
use super::key::letter_anchor;
use super::shared::{Shared, menu_entry};
use super::view::{
    AddressView, AreaLinkView, AreaPostcodesView, AreaView, AreasView, DirectoryView, FinderAreaView,
    FinderView, HelpView, LetterLinkView, LinkView, PageContent, PageView, PhoneView, PlaceGroupView,
    PlaceLetterView, PlaceView, ProvisionView, SpokenView, TextView, WayView, WebsiteView,
};
use super::written::{call_address, name_of, shown};
use super::{agenda, hours, linked_data};
use crate::config::CheckStanding;
use crate::directory::{Area, AreaCode, Coverage, Provision, Said, WayIn, text_of};
use crate::document::{DocumentId, Outline, Status};
use crate::model::{KindId, Language, keys};
use crate::site::Site;
use crate::text::{dialed, fill, next_value};

impl Shared<'_> {
    /// A provision as it stands in lists, by its document.
    pub(super) fn place(&self, id: &DocumentId) -> Arc<PlaceView> {
        let places = self.places.get_or_init(|| {
            let provisions = self.site.provisions();
            provisions.map(|(id, provision)| (id, Arc::new(place(self, id, provision)))).collect()
        });
        Arc::clone(&places[id])
    }
}

/// A provision as it stands in lists.
pub(super) fn place(shared: &Shared<'_>, id: &DocumentId, provision: &Provision) -> PlaceView {
    let site = shared.site;
    let own = own(shared);
    let value = |key| provision.text(key).map(|text| fill(text, own));
    let phone = value(keys::PHONE).and_then(|text| Some(PhoneView { url: call_address(&text)?, text }));
    let website = provision.text(keys::WEBSITE);
    let open = site.directory.calendars.get(&provision.id).filter(|calendar| calendar.is_ever_open());
    PlaceView {
        link: shared.link(id),
        organisation: fill(provision.organisation(), own),
        offer: text(shared, provision.said(keys::OFFER).unwrap_or(&Said::default())),
        notice: provision.said(keys::NOTICE).map(|notice| text(shared, notice)),
        way_in: provision.way_in().name(),
        phone,
        website: website.map(|url| WebsiteView { url: url.to_owned(), text: shown(url) }),
        address: address(provision, own),
        hours: open.map(|calendar| Arc::new(hours::view(shared, calendar))),
        standing: standing(site, provision),
        draft: site.outline(id).status() == Status::Draft,
    }
}

fn address(provision: &Provision, values: &BTreeMap<String, String>) -> Option<AddressView> {
    let value = |key| provision.text(key).map(|text| fill(text, values));
    let address = AddressView {
        street: value(keys::ADDRESS),
        postcode: value(keys::POSTCODE),
        city: value(keys::CITY),
    };
    (address.street.is_some() || address.city.is_some()).then_some(address)
}

/// The values in texts that a provision was written with.
fn own<'s>(shared: &Shared<'s>) -> &'s BTreeMap<String, String> {
    shared.site.values().of(shared.site.own_config.source_language())
}

/// A text in the language of the page where it is there in that.
fn text(shared: &Shared<'_>, said: &Said) -> TextView {
    let site = shared.site;
    let own = site.own_config.source_language();
    let (values, is_translated) = said.for_readers_of(&site.config.language);
    let text = values.first().and_then(|first| text_of(&first.value)).unwrap_or_default();
    let language = if is_translated { &site.config.language } else { own };
    TextView { text: fill(text, site.values().of(language)), foreign: shared.foreign(language) }
}

fn standing(site: &Site, provision: &Provision) -> &'static str {
    let freshness = &site.own_config.freshness;
    // A number that nobody has made sure of is no better for standing at a provision.
    let number = provision.text(keys::PHONE).and_then(next_value).map(|(_, name, _)| name);
    if number.is_some_and(|name| site.reference.numbers.due(name, freshness, site.today).is_some()) {
        return "due";
    }
    let months = provision.valid_months().unwrap_or(freshness.provisions);
    match freshness.standing(provision.checked(), months, site.today) {
        CheckStanding::Fresh => "fresh",
        CheckStanding::NeverChecked => "unchecked",
        CheckStanding::Due(_) | CheckStanding::Expired(_) => "due",
    }
}

/// The page of a provision; on that for teams with what only they should see.
pub(super) fn provision(shared: &Shared<'_>, id: &DocumentId, is_for_teams: bool) -> PageView {
    let site = shared.site;
    let provision = site.provision(id).expect("a document of this kind stands for a provision");
    let columns = site.config.model.columns();
    let (serves, areas) = match &provision.coverage {
        Coverage::Areas(codes) => ("areas", area_links(shared, |area| codes.contains(&area.code))),
        Coverage::Municipality => ("municipality", Vec::new()),
        Coverage::Country => ("country", Vec::new()),
    };
    let spoken = provision.texts(keys::LANGUAGES).filter_map(Language::new).map(|language| SpokenView {
        lang: language.to_string(),
        dir: language.dir(),
        name: name_of(&language),
    });
    let ShownColumns { named, facts, sections } = for_everybody(shared, provision, &columns);
    let page_address = site.address(id);
    let team_address = site.team_address(&page_address);
    let has_team_page = site.has_team_pages() && !is_for_teams;
    let place = shared.place(id);
    let content = ProvisionView {
        foreign: shared.foreign(site.own_config.source_language()),
        columns: named,
        facts,
        sections,
        languages: spoken.collect(),
        serves,
        areas,
        questions: site.answered(provision).map(|id| shared.link(id)).collect(),
        checked: provision.checked().map(|date| shared.date(date)),
        team_page: has_team_page.then(|| team_address.clone()),
        for_teams: is_for_teams.then(|| for_teams(shared, provision, &columns)),
        place: Arc::clone(&place),
    };
    let list = LinkView {
        title: shared.strings.get("directory-title").to_owned(),
        url: site.list_address(KindId::PROVISION),
        foreign: None,
    };
    let own_page = is_for_teams.then(|| shared.link(id));
    let title = if is_for_teams {
        shared.format("for-teams-title", &[("name", place.link.title.clone())])
    } else {
        place.link.title.clone()
    };
    let page = Frame {
        url: if is_for_teams { &team_address } else { &page_address },
        description: &place.offer.text,
        area: menu_entry(&shared.site.config, KindId::PROVISION),
        breadcrumbs: std::iter::once(list).chain(own_page).collect(),
        modified: provision.checked(),
        linked_data: (!is_for_teams).then(|| linked_data::provision(site, provision, &place, &page_address)),
        ..Frame::new(&title)
    };
    frame(shared, page, PageContent::Provision(Box::new(content)))
}

/// Links to areas, by name.
pub(super) fn area_links(shared: &Shared<'_>, is_wanted: impl Fn(&Area) -> bool) -> Vec<AreaLinkView> {
    let areas = shared.site.areas().into_iter().filter(|area| is_wanted(area));
    areas.map(|area| area_link(shared, area)).collect()
}

fn area_link(shared: &Shared<'_>, area: &Area) -> AreaLinkView {
    AreaLinkView {
        code: area.code.to_string(),
        link: LinkView {
            title: area.name.clone(),
            url: shared.site.area_address(area),
            foreign: shared.foreign(shared.site.own_config.source_language()),
        },
    }
}

/// How somebody finds their area; `None` where there are none.
pub(super) fn finder(shared: &Shared<'_>) -> Option<FinderView> {
    let postcodes = shared.site.postcodes().map(|(address, _)| address)?.to_owned();
    let areas = shared.site.areas().into_iter().map(|area| {
        let team = team(shared, area);
        FinderAreaView {
            area: area_link(shared, area),
            team: team.as_ref().map(|team| team.link.clone()),
            phone: team.and_then(|team| team.phone.clone()),
        }
    });
    let phone = own(shared).get("telefoon").and_then(|text| {
        let url = format!("tel:{}", dialed(text)?);
        Some(PhoneView { text: text.clone(), url })
    });
    Some(FinderView { postcodes, areas: areas.collect(), phone })
}

/// Who can help with a question; `None` where nobody is known.
pub(super) fn help(shared: &Shared<'_>, question: &Outline) -> Option<HelpView> {
    let provisions: Vec<_> = shared.site.answering(question).collect();
    if provisions.is_empty() {
        return None;
    }
    let groups = groups(shared, &provisions, None);
    let has_areas = groups.iter().any(|group| group.area.is_some());
    Some(HelpView { finder: finder(shared).filter(|_| has_areas), groups })
}

type ListedProvision<'s> = (&'s DocumentId, &'s Arc<Provision>);

/// Provisions by whom they serve and how one gets in. One that serves several areas stands with each of them; of one
/// area alone only those are taken that serve it.
fn groups(
    shared: &Shared<'_>,
    provisions: &[ListedProvision<'_>],
    only: Option<&AreaCode>,
) -> Vec<PlaceGroupView> {
    let of_area = |area: &Area| {
        let serve = provisions.iter().filter(|(_, provision)| match &provision.coverage {
            Coverage::Areas(areas) => areas.contains(&area.code),
            _ => false,
        });
        group(shared, "area", Some(area_link(shared, area)), serve)
    };
    let areas = shared.site.areas().into_iter().filter(|area| only.is_none_or(|only| *only == area.code));
    let of = |coverage: Coverage, serves| {
        group(shared, serves, None, provisions.iter().filter(|(_, provision)| provision.coverage == coverage))
    };
    let everybody = [of(Coverage::Municipality, "municipality"), of(Coverage::Country, "country")];
    areas.map(of_area).chain(everybody).flatten().collect()
}

fn group<'s>(
    shared: &Shared<'_>,
    serves: &'static str,
    area: Option<AreaLinkView>,
    provisions: impl Iterator<Item = &'s ListedProvision<'s>> + Clone,
) -> Option<PlaceGroupView> {
    let ways: Vec<WayView> = WayIn::ALL
        .into_iter()
        .map(|way_in| WayView {
            way_in: way_in.name(),
            places: provisions
                .clone()
                .filter(|(_, provision)| provision.way_in() == way_in)
                .map(|(id, _)| shared.place(id))
                .collect(),
        })
        .filter(|way| !way.places.is_empty())
        .collect();
    (!ways.is_empty()).then_some(PlaceGroupView { serves, area, ways })
}

/// All provisions from A to Z.
pub(super) fn directory(shared: &Shared<'_>) -> PageView {
    let site = shared.site;
    let url = site.list_address(KindId::PROVISION);
    let mut groups = Vec::new();
    let mut letters = Vec::new();
    for initial in site.initials() {
        let provisions = initial.documents.iter().filter_map(|id| Some((id, site.provision(id)?)));
        let places: Vec<_> =
            provisions.map(|(id, provision)| (shared.place(id), codes(&provision.coverage))).collect();
        if places.is_empty() {
            continue;
        }
        let (letter, anchor) = (initial.letter.clone(), letter_anchor(initial));
        letters.push(LetterLinkView {
            letter: letter.clone(),
            url: format!("{url}#{anchor}"),
            current: false,
        });
        groups.push(PlaceLetterView { letter, anchor, places });
    }
    let questions = !site.list(KindId::QUESTION).is_empty();
    let content = DirectoryView {
        letters,
        groups,
        finder: finder(shared),
        questions: questions.then(|| site.list_address(KindId::QUESTION)),
    };
    let page = Frame {
        url: &url,
        description: shared.strings.get("directory-lead"),
        area: menu_entry(&shared.site.config, KindId::PROVISION),
        ..Frame::new(shared.strings.get("directory-title"))
    };
    frame(shared, page, PageContent::Directory(content))
}

/// The areas that somebody has to live in, for a script that chooses.
fn codes(coverage: &Coverage) -> String {
    match coverage {
        Coverage::Areas(codes) => codes.iter().map(AreaCode::as_str).collect::<Vec<_>>().join(" "),
        Coverage::Municipality | Coverage::Country => "*".to_owned(),
    }
}

/// The page on which somebody finds their area.
pub(super) fn areas(shared: &Shared<'_>) -> PageView {
    let site = shared.site;
    let url = site.areas_address();
    let areas = site.areas().into_iter().map(|area| AreaPostcodesView {
        area: area_link(shared, area),
        team: team(shared, area),
        postcodes: postcodes(area),
    });
    let content = AreasView {
        finder: finder(shared).expect("this page is there where there are areas"),
        areas: areas.collect(),
    };
    let page = Frame {
        url: &url,
        description: shared.strings.get("areas-lead"),
        area: menu_entry(&shared.site.config, KindId::PROVISION),
        ..Frame::new(shared.strings.get("areas-title"))
    };
    frame(shared, page, PageContent::Areas(content))
}

fn team(shared: &Shared<'_>, area: &Area) -> Option<Arc<PlaceView>> {
    let (id, _) = shared.site.provision_named(area.team.as_deref()?)?;
    Some(shared.place(id))
}

fn postcodes(area: &Area) -> Vec<String> {
    area.postcodes.iter().map(ToString::to_string).collect()
}

/// The page of an area.
pub(super) fn area(shared: &Shared<'_>, code: &AreaCode) -> PageView {
    let site = shared.site;
    let area = site.area(code).expect("a key names an area that is there");
    let url = site.area_address(area);
    // Its team stands above all others.
    let is_other = |id: &DocumentId| {
        area.team.as_ref().is_none_or(|team| site.provision_named(team).is_none_or(|(its, _)| its != id))
    };
    let provisions: Vec<_> = site.provisions().filter(|(id, _)| is_other(id)).collect();
    let has_questions = !site.list(KindId::QUESTION).is_empty();
    let agenda = site.agenda_of(area).and_then(|(facet, term)| {
        agenda::view(shared, site.documents_of(facet, term), &site.term_address(facet, term))
    });
    let content = AreaView {
        agenda,
        code: code.to_string(),
        foreign: shared.foreign(site.own_config.source_language()),
        team: team(shared, area),
        postcodes: postcodes(area),
        within: area.within.values().cloned().collect(),
        groups: groups(shared, &provisions, Some(code)),
        questions: has_questions.then(|| site.list_address(KindId::QUESTION)),
        team_page: site.has_team_pages().then(|| site.team_address(&url)),
    };
    let description = shared.format("area-lead", &[("area", area.name.clone())]);
    let page = Frame {
        url: &url,
        description: &description,
        area: menu_entry(&shared.site.config, KindId::PROVISION),
        breadcrumbs: vec![areas_link(shared)],
        ..Frame::new(&area.name)
    };
    frame(shared, page, PageContent::Area(content))
}

pub(super) fn areas_link(shared: &Shared<'_>) -> LinkView {
    LinkView {
        title: shared.strings.get("areas-title").to_owned(),
        url: shared.site.areas_address(),
        foreign: None,
    }
}

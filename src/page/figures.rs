//! The page of an area for teams: what is known about it, and what only they should see of its provisions.

use std::collections::BTreeMap;

use super::columns::for_teams;
use super::frame::{Frame, frame};
use super::places::areas_link;
use super::shared::{Shared, menu_entry};
use super::view::{
    AreaForTeamsView, BarView, EarlierView, FigureView, LinkView, PageContent, PageView, PlaceForTeamsView,
};
use crate::directory::{AreaCode, Coverage, Figure};
use crate::model::KindId;

/// The page of an area for teams.
pub(super) fn view(shared: &Shared<'_>, code: &AreaCode) -> PageView {
    let site = shared.site;
    let area = site.area(code).expect("a key names an area that is there");
    let foreign = shared.foreign(site.own_config.source_language());
    let page_address = site.area_address(area);
    let url = site.team_address(&page_address);
    let columns = site.config.model.columns();
    let mut provisions: Vec<_> = site
        .provisions()
        .filter(|(_, provision)| provision.coverage.serves(code) && provision.is_for_teams(&columns))
        .collect();
    provisions.sort_by_key(|(_, provision)| !matches!(provision.coverage, Coverage::Areas(_)));
    let places = provisions.into_iter().map(|(id, provision)| PlaceForTeamsView {
        link: LinkView { url: site.team_address(&site.address(id)), ..shared.link(id) },
        for_teams: for_teams(shared, provision, &columns),
    });
    let figures = site.directory.figures.of_area(code);
    let content = AreaForTeamsView {
        code: code.to_string(),
        page: page_address.clone(),
        figures: figures.filter_map(|(indicator, years)| figure(shared, code, indicator, years)).collect(),
        places: places.collect(),
        foreign: foreign.clone(),
    };
    let title = shared.format("for-teams-title", &[("name", area.name.clone())]);
    let own_page = LinkView { title: area.name.clone(), url: page_address, foreign };
    let page = Frame {
        url: &url,
        description: shared.strings.get("area-for-teams-lead"),
        area: menu_entry(&shared.site.config, KindId::PROVISION),
        breadcrumbs: vec![areas_link(shared), own_page],
        ..Frame::new(&title)
    };
    frame(shared, page, PageContent::AreaForTeams(content))
}

fn figure(
    shared: &Shared<'_>,
    code: &AreaCode,
    indicator: &str,
    years: &BTreeMap<u16, Figure>,
) -> Option<FigureView> {
    let figures = &shared.site.directory.figures;
    let (year, latest) = years.last_key_value()?;
    let municipality = figures.of_municipality(code, indicator, *year);
    // So that the bars of one indicator can be compared from page to page.
    let of_year = figures.indicators.get(indicator)?.values().filter_map(|years| years.get(year));
    let longest = of_year.map(|figure| figure.thousandths).max().unwrap_or_default().max(1);
    let written = |figure: &Figure| shared.strings.decimal(figure.thousandths);
    let length = |figure: &Figure| figure.thousandths.saturating_mul(1000) / longest;
    let earlier = years.range(..year).rev().map(|(year, figure)| EarlierView {
        year: year.to_string(),
        value: written(figure),
        municipality: figures.of_municipality(code, indicator, *year).map(written),
    });
    Some(FigureView {
        indicator: indicator.to_owned(),
        unit: latest.unit.clone(),
        year: year.to_string(),
        value: written(latest),
        length: length(latest),
        municipality: municipality.map(|figure| BarView { value: written(figure), length: length(figure) }),
        earlier: earlier.collect(),
        source: latest.source.clone(),
    })
}

//! The home page.

use super::frame::{Frame, frame};
use super::places;
use super::shared::Shared;
use super::view::{
    CountedLinkView, HomeKindView, HomeTermView, HomeView, PageContent, PageView, QuestionsView, RecentView,
};
use crate::config::{Intro, Readership};
use crate::model::KindId;

/// How many cards a theme shows as a taste.
const TASTE: usize = 3;
/// How many documents count as reviewed lately.
const RECENT: usize = 6;

pub(super) fn view(shared: &Shared<'_>) -> PageView {
    let site = shared.site;
    let terms = site.config.model.leading_facet().into_iter().flat_map(|facet| {
        facet.terms.iter().filter_map(move |term| {
            let cards = site.documents_of(facet, term);
            Some(HomeTermView {
                term: shared.term(&facet.id, &term.id)?,
                summary: term.summary.clone(),
                entries: cards.iter().take(TASTE).map(|id| shared.link(id)).collect(),
                count: cards.len(),
                all: if cards.iter().all(|id| site.outline(id).kind == KindId::CARD) {
                    "all-cards"
                } else {
                    "all-documents"
                },
            })
        })
    });
    let cards =
        CountedLinkView { url: site.list_address(KindId::CARD), count: site.list(KindId::CARD).len() };
    let questions = site.list(KindId::QUESTION);
    let questions = (!questions.is_empty()).then(|| QuestionsView {
        url: site.list_address(KindId::QUESTION),
        entries: questions.iter().map(|id| shared.link(id)).collect(),
    });
    let residents = site.readership == Readership::Resident;
    // Where residents have a site of their own, the introduction is that of the one for teams.
    let intro = &site.config.intro;
    let intro = if residents && site.config.publish.len() > 1 { &Intro::default() } else { intro };
    let (heading, lead) = if residents {
        (shared.strings.get("menu-questions"), shared.strings.get("questions-lead"))
    } else {
        (shared.strings.get("home-heading"), site.config.description.as_str())
    };
    let content = HomeView {
        heading: intro.heading.clone().unwrap_or_else(|| heading.to_owned()),
        lead: intro.text.clone().unwrap_or_else(|| lead.to_owned()),
        kinds: kinds(shared),
        terms: terms.collect(),
        cards,
        questions,
        finder: places::finder(shared),
        recent: recent(shared),
    };
    let page =
        Frame { url: &site.prefix, description: &site.config.description, ..Frame::new(&site.config.title) };
    frame(shared, page, PageContent::Home(content))
}

/// The kinds that the site declares.
fn kinds(shared: &Shared<'_>) -> Vec<HomeKindView> {
    let site = shared.site;
    let built_in = [KindId::CARD, KindId::QUESTION, KindId::PAGE, KindId::PROVISION];
    let declared = site.listed_kinds().filter(|kind| !built_in.contains(kind));
    let views = declared.map(|id| {
        let (kind, documents) = (site.config.model.kind(id), site.list(id));
        HomeKindView {
            title: shared.plural(id).to_owned(),
            summary: kind.summary.clone().unwrap_or_default(),
            url: site.list_address(id),
            icon: kind.icon.clone(),
            count: documents.len(),
            entries: documents.iter().take(TASTE).map(|id| shared.link(id)).collect(),
        }
    });
    views.collect()
}

fn recent(shared: &Shared<'_>) -> Vec<RecentView> {
    let site = shared.site;
    let mut reviewed: Vec<_> = site
        .listed_kinds()
        .filter(|kind| *kind != KindId::PROVISION)
        .flat_map(|kind| site.list(kind))
        .filter_map(|id| Some((std::cmp::Reverse(site.outline(id).reviewed()?), id)))
        .collect();
    reviewed.sort();
    reviewed
        .into_iter()
        .take(RECENT)
        .map(|(std::cmp::Reverse(date), id)| RecentView {
            link: shared.link(id),
            term: shared.leading_term(id),
            reviewed: shared.date(date),
        })
        .collect()
}

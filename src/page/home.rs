//! The home page.

use super::compose::Shared;
use super::frame::{Frame, frame};
use super::places;
use super::view::{
    CountedLinkView, HomeTermView, HomeView, PageContent, PageView, QuestionsView, RecentView,
};
use crate::config::DocumentKind;

/// How many cards a theme shows as a taste.
const TASTE: usize = 3;
/// How many documents count as reviewed lately.
const RECENT: usize = 6;

pub(super) fn view(shared: &Shared<'_>) -> PageView {
    let site = shared.site;
    let terms = site.config.model.leading_facet().into_iter().flat_map(|facet| {
        facet.terms.iter().filter_map(move |term| {
            let cards = site.cards_of(facet, term);
            Some(HomeTermView {
                term: shared.term(&facet.id, &term.id)?,
                summary: term.summary.clone(),
                entries: cards.iter().take(TASTE).map(|id| shared.link(id)).collect(),
                count: cards.len(),
            })
        })
    });
    let cards = CountedLinkView {
        url: site.list_address(DocumentKind::Card),
        count: site.list(DocumentKind::Card).len(),
    };
    let questions = site.list(DocumentKind::Question);
    let questions = (!questions.is_empty()).then(|| QuestionsView {
        url: site.list_address(DocumentKind::Question),
        entries: questions.iter().map(|id| shared.link(id)).collect(),
    });
    let content = HomeView {
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

fn recent(shared: &Shared<'_>) -> Vec<RecentView> {
    let site = shared.site;
    let mut reviewed: Vec<_> = [DocumentKind::Card, DocumentKind::Question]
        .into_iter()
        .flat_map(|kind| site.list(kind))
        .filter_map(|id| Some((std::cmp::Reverse(site.outline(id).reviewed?), id)))
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

//! The pages for those who look after documents: what each has to review, and when.

use super::frame::{Frame, frame};
use super::list::{pagination, part_title};
use super::reviews::{self, name};
use super::shared::Shared;
use super::view::{LinkView, OwnerRowView, OwnerView, OwnersView, PageContent, PageView, ReviewView};
use crate::config::{DUE_DAYS, ReviewStanding};
use crate::site::{Owner, Review};

/// What should have been reviewed already, whether readers notice that or not.
const LATE: [ReviewStanding; 2] = [ReviewStanding::Late, ReviewStanding::Overdue];

/// Every owner with how much there is to do.
pub(super) fn all(shared: &Shared<'_>) -> PageView {
    let site = shared.site;
    let owners = site.owners().iter().map(|owner| OwnerRowView {
        link: LinkView {
            title: name(shared, owner),
            url: site.owner_address(owner),
            foreign: shared.foreign(site.own_config.source_language()).filter(|_| !owner.names.is_empty()),
        },
        count: owner.reviews.len(),
        overdue: owner.count(&LATE),
        due: owner.count(&[ReviewStanding::Due]),
    });
    let content = OwnersView {
        owners: owners.collect(),
        days: DUE_DAYS,
        files: reviews::addresses(site, None),
        releases: site.has_releases().then(|| site.releases_address()),
    };
    let url = site.owners_address();
    let description = shared.strings.get("owners-lead");
    let page = Frame { url: &url, description, ..Frame::new(shared.strings.get("owners-title")) };
    frame(shared, page, PageContent::Owners(content))
}

/// A part of the list of an owner's documents.
pub(super) fn one(shared: &Shared<'_>, owner: &Owner, part: usize) -> PageView {
    let site = shared.site;
    let parts = site.parts(&owner.reviews);
    let address = site.owner_address(owner);
    let content = OwnerView {
        named: !owner.names.is_empty(),
        count: owner.reviews.len(),
        overdue: owner.count(&LATE),
        due: owner.count(&[ReviewStanding::Due]),
        days: DUE_DAYS,
        reviews: parts[part - 1].iter().map(|review| view(shared, review)).collect(),
        files: reviews::addresses(site, Some(owner)),
        pagination: pagination(site, &address, part, parts.len()),
    };
    let all = LinkView {
        title: shared.strings.get("owners-title").to_owned(),
        url: site.owners_address(),
        foreign: None,
    };
    let url = site.part_address(&address, part);
    let title = part_title(shared, name(shared, owner), part);
    let lead = if owner.names.is_empty() { "owner-nobody-lead" } else { "owner-lead" };
    let description = shared.strings.get(lead);
    let page = Frame { url: &url, description, breadcrumbs: vec![all], ..Frame::new(&title) };
    frame(shared, page, PageContent::Owner(content))
}

fn view(shared: &Shared<'_>, review: &Review) -> ReviewView {
    let site = shared.site;
    let (chosen, is_shown) = site.reviewed(review);
    let outline = &chosen.outline;
    ReviewView {
        link: LinkView {
            title: outline.title().to_owned(),
            url: site.address(&review.id),
            foreign: shared.foreign(&outline.language),
        },
        review_by: outline.review_by().map(|date| shared.date(date)),
        standing: review.standing.name(),
        hidden: !is_shown,
        base: site.base_of(chosen).map(str::to_owned),
    }
}

//! The lists of documents to review for programs: a calendar (RFC 5545), a feed (RFC 4287) and JSON, of each owner and of
//! all together.
//!
//! They are made once, in the language that the site is written in: what editors of another language review is theirs
//! too. Nothing in them says at which hour anything was made, so that the same inputs give the same bytes.

use jiff::civil::Date;
use jiff::{Span, ToSpan};
use rayon::prelude::*;
use serde::Serialize;

use super::atom::{AtomEntry, AtomFeed};
use super::shared::Shared;
use super::view::ReviewFilesView;
use crate::calendar::{Lines, digits};
use crate::config::{DUE_DAYS, ReviewStanding};
use crate::document::Outline;
use crate::model::keys;
use crate::site::{Owner, Review, Site};

/// What the files are called, before their endings.
fn file_name(site: &Site) -> &'static str {
    site.word(keys::REVIEW_FILES)
}

/// What an owner is called on pages.
pub(super) fn name(shared: &Shared<'_>, owner: &Owner) -> String {
    if owner.names.is_empty() {
        return shared.strings.get("owner-nobody").to_owned();
    }
    owner.names.iter().map(String::as_str).collect::<Vec<_>>().join(", ")
}

/// The addresses of the files of an owner; of all together where none is named.
pub(super) fn addresses(site: &Site, owner: Option<&Owner>) -> ReviewFilesView {
    let address = owner.map_or_else(|| site.owners_address(), |owner| site.owner_address(owner));
    let address = address.strip_prefix(&site.prefix).unwrap_or(&address);
    let name = file_name(site);
    let file = |ending: &str| format!("{address}{name}.{ending}");
    ReviewFilesView { calendar: file("ics"), feed: file("atom"), json: file("json") }
}

/// Every file, as address and text.
pub(super) fn files(shared: &Shared<'_>) -> Vec<(String, String)> {
    let site = shared.site;
    let owners = site.owners();
    if owners.is_empty() {
        return Vec::new();
    }
    let of_owner = |owner| List::of(shared, Some(owner), std::slice::from_ref(owner));
    let mut lists = vec![List::of(shared, None, owners)];
    lists.extend(owners.iter().map(of_owner));
    let files = lists.par_iter().flat_map_iter(|list| {
        let ReviewFilesView { calendar, feed, json } = addresses(site, list.owner);
        let of_feed = list.feed(&feed);
        [(calendar, list.calendar()), (feed, of_feed), (json, list.json())]
    });
    files.collect()
}

/// The documents of an owner or of all.
struct List<'l, 's> {
    shared: &'l Shared<'s>,
    owner: Option<&'l Owner>,
    title: String,
    items: Vec<Item<'l>>,
}

/// A document to review.
struct Item<'l> {
    outline: &'l Outline,
    title: &'l str,
    review_by: Option<Date>,
    standing: ReviewStanding,
    /// Its absolute address, also where the site has hidden it: it is what its entries are known by.
    url: String,
    is_shown: bool,
    base: Option<&'l str>,
}

impl<'l, 's> List<'l, 's> {
    fn of(shared: &'l Shared<'s>, owner: Option<&'l Owner>, owners: &'l [Owner]) -> Self {
        let site = shared.site;
        let item = |review: &'l Review| {
            let (chosen, is_shown) = site.reviewed(review);
            Item {
                outline: &chosen.outline,
                title: chosen.outline.title(),
                review_by: chosen.outline.review_by(),
                standing: review.standing,
                url: format!("{}{}", site.config.base_url.as_str(), site.address(&review.id)),
                is_shown,
                base: site.base_of(chosen),
            }
        };
        let mut items: Vec<Item<'l>> = owners.iter().flat_map(|owner| &owner.reviews).map(item).collect();
        // One owner's are in this order already.
        if owner.is_none() {
            let day = |item: &Item<'_>| item.review_by.unwrap_or(Date::MAX);
            items.sort_by(|one, other| {
                day(one).cmp(&day(other)).then_with(|| one.outline.id.cmp(&other.outline.id))
            });
        }
        let of = owner.map(|owner| name(shared, owner));
        let title = of.unwrap_or_else(|| shared.strings.get("owners-title").to_owned());
        Self { shared, owner, title: format!("{} – {title}", site.config.title), items }
    }

    /// An all-day event on every day of review.
    fn calendar(&self) -> String {
        let Shared { site, strings, .. } = self.shared;
        let mut lines = Lines::begin(&self.title);
        for Item { outline, title, review_by, url, is_shown, .. } in &self.items {
            let Some(review_by) = *review_by else { continue };
            lines.line("BEGIN", "VEVENT");
            lines.line("UID", &format!("{url}#{}", file_name(site)));
            lines.line("DTSTAMP", &format!("{}T000000Z", digits(site.today)));
            lines.line("DTSTART;VALUE=DATE", &digits(review_by));
            lines.text("SUMMARY", &self.shared.format("review-event", &[("title", (*title).to_owned())]));
            if let Some(owner) = &outline.owner() {
                lines.text("DESCRIPTION", &format!("{}: {owner}", strings.get("owner")));
            }
            if *is_shown {
                lines.line("URL", url);
            }
            // Who has something to read that day isn't away.
            lines.line("TRANSP", "TRANSPARENT");
            lines.line("END", "VEVENT");
        }
        lines.end()
    }

    /// What should have been reviewed or has to be soon, what changed last first.
    fn feed(&self, address: &str) -> String {
        let Shared { site, strings, .. } = self.shared;
        let base = site.config.base_url.as_str();
        let mut entries: Vec<(Date, Date, &Item<'_>)> = self
            .items
            .iter()
            .filter_map(|item| {
                let review_by = item.review_by?;
                Some((since(item.standing, review_by, site)?, review_by, item))
            })
            .collect();
        entries.sort_by_key(|(since, ..)| std::cmp::Reverse(*since));
        let updated = entries.first().map_or(Date::constant(1970, 1, 1), |(since, ..)| *since);
        let page = address.trim_end_matches(&format!("{}.atom", file_name(site)));
        let (own, page) = (format!("{base}{address}"), format!("{base}{page}"));
        let feed = AtomFeed {
            language: site.config.language.as_str(),
            title: &self.title,
            id: &own,
            page: &page,
            own: Some(&own),
            author: &site.config.title,
        };
        let entries = entries.into_iter().map(|(since, review_by, item)| {
            let Item { title, standing, url, is_shown, .. } = item;
            // Reviewed and late once more, it is another piece of work.
            let id = format!("{url}#{}-{review_by}", file_name(site));
            let key =
                if *is_shown { format!("review-{}", standing.name()) } else { "review-hidden".to_owned() };
            let day = self.shared.date(review_by).text;
            let summary = format!("{}: {day}. {}.", strings.get("review-by"), strings.get(&key));
            let link = is_shown.then(|| url.clone());
            AtomEntry { link, ..AtomEntry::new((*title).to_owned(), id, since, summary) }
        });
        feed.written(updated, entries)
    }

    /// Everything.
    fn json(&self) -> String {
        let site = self.shared.site;
        let documents =
            self.items.iter().map(|Item { outline, title, review_by, standing, url, is_shown, base }| {
                ReviewJson {
                    id: outline.id.as_str(),
                    title,
                    kind: &site.config.model.kind(outline.kind).id,
                    url: is_shown.then_some(url),
                    owner: outline.owner(),
                    base: *base,
                    reviewed: outline.reviewed().map(|date| date.to_string()),
                    review_by: review_by.map(|date| date.to_string()),
                    standing: standing.name(),
                }
            });
        let list = ListJson {
            title: &self.title,
            date: site.today.to_string(),
            grace: site.config.review.grace,
            after: site.config.review.after.name(),
            documents: documents.collect(),
        };
        let mut json = serde_json::to_string_pretty(&list).expect("texts and numbers are plain data");
        json.push('\n');
        json
    }
}

/// Since when a document stands as it does; `None` where there is nothing to do yet.
fn since(standing: ReviewStanding, review_by: Date, site: &Site) -> Option<Date> {
    let after = |day: Date, span: Span| day.checked_add(span).unwrap_or(day);
    Some(match standing {
        ReviewStanding::Due => after(review_by, -i64::from(DUE_DAYS).days()),
        ReviewStanding::Late => after(review_by, 1.day()),
        ReviewStanding::Overdue => after(site.config.review.last_day(review_by), 1.day()),
        ReviewStanding::Fresh | ReviewStanding::Undated => return None,
    })
}

/// A list as JSON.
#[derive(Serialize)]
struct ListJson<'j> {
    title: &'j str,
    date: String,
    grace: u32,
    after: &'static str,
    documents: Vec<ReviewJson<'j>>,
}

/// A document in it; without `url` it isn't on the site.
#[derive(Serialize)]
struct ReviewJson<'j> {
    id: &'j str,
    title: &'j str,
    kind: &'j str,
    url: Option<&'j String>,
    owner: Option<&'j str>,
    base: Option<&'j str>,
    reviewed: Option<String>,
    review_by: Option<String>,
    standing: &'static str,
}

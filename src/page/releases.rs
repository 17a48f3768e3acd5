//! The page of a site's releases and their feed: for those who lie on it, or only want to know what became otherwise.

use jiff::civil::Date;

use super::atom::{AtomEntry, AtomFeed};
use super::frame::{Frame, frame};
use super::shared::Shared;
use super::view::{
    BaseReleaseView, LinkView, PageContent, PageView, ReleaseGroupView, ReleaseView, ReleasesView,
};
use crate::base::{Release, ReleaseChanges};
use crate::site::Site;
use crate::text::slugify;

/// What the feed is called, as that of the site is.
const FEED: &str = "atom.xml";

/// The page.
pub(super) fn view(shared: &Shared<'_>) -> PageView {
    let site = shared.site;
    let base = site.reference.base_release.as_ref().map(|(layer, release)| BaseReleaseView {
        title: site.layers[*layer].title.clone(),
        version: release.version.to_string(),
        date: release.date.map(|date| shared.date(date)),
    });
    let releases = newest_first(site).map(|release| self::release(shared, release));
    let content = ReleasesView { releases: releases.collect(), base, feed: feed_address(site) };
    let newest = newest_first(site).next().and_then(|release| release.date);
    let page = Frame {
        url: &site.releases_address(),
        description: shared.strings.get("releases-lead"),
        modified: newest,
        ..Frame::new(shared.strings.get("releases-title"))
    };
    frame(shared, page, PageContent::Releases(content))
}

fn newest_first(site: &Site) -> impl Iterator<Item = &Release> {
    site.reference.releases.0.iter().rev()
}

fn release(shared: &Shared<'_>, release: &Release) -> ReleaseView {
    let Release { version, date, text, changes } = release;
    let ReleaseChanges { changed, added, renamed, removed } = changes;
    let groups = [("changed", changed), ("added", added), ("renamed", renamed), ("removed", removed)];
    let groups = groups.into_iter().filter(|(_, ids)| !ids.is_empty());
    ReleaseView {
        version: version.to_string(),
        anchor: anchor(release),
        date: date.map(|date| shared.date(date)),
        text: text.clone(),
        changes: groups
            .map(|(kind, ids)| ReleaseGroupView {
                kind,
                count: ids.len(),
                documents: ids.iter().filter_map(|id| link(shared, id)).collect(),
            })
            .collect(),
    }
}

/// A document that the site still shows, perhaps under another name.
fn link(shared: &Shared<'_>, id: &str) -> Option<LinkView> {
    let site = shared.site;
    let chosen = site.document(id).or_else(|| site.renamed(id))?;
    Some(shared.link(&chosen.outline.id))
}

/// The id of a release on the page; each number has one of its own.
fn anchor(release: &Release) -> String {
    format!("wg-release-{}", slugify(&release.version.to_string().replace('.', "-")))
}

/// The feed is made once, in the language that the site is written in.
fn feed_address(site: &Site) -> String {
    let address = site.releases_address();
    format!("{}{FEED}", address.strip_prefix(&site.prefix).unwrap_or(&address))
}

/// The feed (RFC 4287), as address and text; `None` where there are no releases. An entry is from the day of its release.
pub(super) fn feed(shared: &Shared<'_>) -> Option<(String, String)> {
    let site = shared.site;
    if !site.has_releases() {
        return None;
    }
    let (base, address) = (site.config.base_url.as_str(), feed_address(site));
    let page = format!("{base}{}", site.releases_address());
    let day = |release: &Release| release.date.unwrap_or(Date::constant(1970, 1, 1));
    let updated = newest_first(site).map(day).max().expect("there are releases");
    let title = format!("{} – {}", site.config.title, shared.strings.get("releases-title"));
    let own = format!("{base}{address}");
    let feed = AtomFeed {
        language: site.config.language.as_str(),
        title: &title,
        id: &own,
        page: &page,
        own: Some(&own),
        author: &site.config.title,
    };
    let entries = newest_first(site).map(|release| {
        let name = shared.format("release", &[("version", release.version.to_string())]);
        let id = format!("{page}#{}", anchor(release));
        let link = Some(id.clone());
        AtomEntry { link, ..AtomEntry::new(name, id, day(release), summary(shared, release)) }
    });
    let text = feed.written(updated, entries);
    Some((address, text))
}

/// What its editors say of a release, and how much it changed.
fn summary(shared: &Shared<'_>, release: &Release) -> String {
    let view = self::release(shared, release);
    let counts = view.changes.iter().map(|group| {
        let key = format!("release-{}", group.kind);
        format!("{}: {}", shared.strings.get(&key), group.count)
    });
    let counts = counts.collect::<Vec<_>>().join("; ");
    [release.text.trim(), &counts].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n")
}

//! What a site has besides its pages: feed, calendars, site map, robots file, redirects and the style of the terms.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::atom::{AtomEntry, AtomFeed};
use super::key::{PageKey, address, keys};
use super::shared::Shared;
use super::{agenda, duties, releases, reviews};
use crate::config::Notice;
use crate::document::{DocumentId, escape};
use crate::model::KindId;
use crate::site::Site;

/// How many documents the feed holds.
const FEED_LENGTH: usize = 30;
/// The icon, which every theme has. A page that names none makes browsers ask for one that isn't there.
const ICON: &str = "assets/favicon.svg";

/// The files without templates, as address and text, in no particular order. Redirects are left out where a page or an
/// earlier document has the address.
pub fn extras(shared: &Shared<'_>) -> Vec<(String, String)> {
    let site = shared.site;
    let prefix = &site.prefix;
    let mut files = vec![(format!("{prefix}atom.xml"), feed(site))];
    if site.is_for_search_engines() {
        files.push((format!("{prefix}sitemap.xml"), site_map(site)));
    }
    files.extend(agenda::calendars(shared));
    if !prefix.is_empty() {
        return files;
    }
    files.push(("robots.txt".to_owned(), robots(site)));
    files.extend(reviews::files(shared));
    files.extend(releases::feed(shared));
    files.extend(site.postcodes().map(|(address, text)| (address.to_owned(), text.to_owned())));
    // A date that has passed says that nobody reads the reports.
    let security =
        site.config.duties.security.as_ref().filter(|security| security.expires.value >= site.today);
    files.extend(security.map(|contact| (duties::SECURITY.to_owned(), duties::security(site, contact))));
    files.extend(redirects(shared));
    files
}

/// A page that has moved: its title, and where it is now.
type Moved<'s> = (&'s str, String);

/// The pages at addresses where something was before: old addresses of documents, and those of terms by their former names.
fn redirects(shared: &Shared<'_>) -> Vec<(String, String)> {
    let site = shared.site;
    let mut redirects: BTreeMap<String, Moved<'_>> = BTreeMap::new();
    for (id, document) in &site.edition.documents {
        for (alias, _) in document.outline.aliases() {
            let name = alias.trim_end_matches('/');
            if site.document(name).is_none() && !site.is_list(name) {
                let moved = || (site.outline(id).title(), site.address(id));
                redirects.entry(alias.to_owned()).or_insert_with(moved);
            }
        }
    }
    for facet in &site.config.model.facets {
        for term in facet.terms.iter().filter(|term| site.has_page(facet, term)) {
            let former = term.former.iter().filter(|name| facet.term(name).is_none());
            for name in former {
                let moved = || (term.title.as_str(), site.term_address(facet, term));
                redirects.entry(format!("{}/{name}/", facet.id)).or_insert_with(moved);
            }
        }
    }
    redirects.into_iter().map(|(alias, moved)| (alias.clone(), redirect(shared, &alias, moved))).collect()
}

/// Names a site map for each language; or sends everybody away who looks for pages to list.
fn robots(site: &Site) -> String {
    if !site.is_for_search_engines() {
        return "User-agent: *\nDisallow: /\n".to_owned();
    }
    let mut text = String::from("User-agent: *\nAllow: /\n");
    for language in &site.config.languages {
        let prefix = site.config.prefix_of(language);
        text.push_str(&format!("Sitemap: {}{prefix}sitemap.xml\n", site.config.base_url.as_str()));
    }
    text
}

/// The style sheet that gives each term its color, for both schemes.
pub fn terms_style(site: &Site) -> String {
    let mut style = String::from("@layer terms {\n");
    for term in site.config.model.facets.iter().flat_map(|facet| &facet.terms) {
        if let Some(color) = &term.color {
            let (id, light, dark) = (&term.id, &color.light, &color.dark);
            style.push_str(&format!(
                "  .term-{id} {{ --wg-term: {light}; --wg-term: light-dark({light}, {dark}); }}\n"
            ));
        }
    }
    style.push_str("}\n");
    style
}

/// A page at an old address that leads to the new one, for hosts that can't redirect by themselves.
fn redirect(shared: &Shared<'_>, alias: &str, (moved_title, address): Moved<'_>) -> String {
    let site = shared.site;
    let root = "../".repeat(alias.matches('/').count());
    let to = format!("{root}{address}");
    let mut title = String::new();
    escape(moved_title, &mut title);
    let (language, dir) = (&site.config.language, site.config.language.dir());
    let canonical = format!("{}{address}", site.config.base_url.as_str());
    let moved = shared.strings.get("moved-to");
    let mut notice = String::new();
    if let Some(Notice { text, .. }) = &site.config.notice {
        notice.push_str("<p>");
        escape(text, &mut notice);
        notice.push_str("</p>\n");
    }
    format!(
        "<!doctype html>\n<html lang=\"{language}\" dir=\"{dir}\">\n<head>\n<meta charset=\"utf-8\">\n<title>{title}</title>\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"refresh\" content=\"0; url={to}\">\n<meta name=\"robots\" content=\"noindex\">\n\
         <link rel=\"canonical\" href=\"{canonical}\">\n\
         <link rel=\"icon\" href=\"{root}{ICON}\" type=\"image/svg+xml\">\n</head>\n<body>\n<main>\n{notice}<h1>{title}</h1>\n\
         <p>{moved} <a href=\"{to}\">{title}</a></p>\n</main>\n</body>\n</html>\n"
    )
}

/// sitemaps.org, version 0.9. Lists carry no date: they change with every document.
fn site_map(site: &Site) -> String {
    let base = site.config.base_url.as_str();
    let mut map = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for key in keys(site) {
        let modified = match &key {
            // Neither says anything by itself.
            PageKey::NotFound | PageKey::Search => continue,
            // Those who look after the texts know where to find them.
            PageKey::Owners | PageKey::Owner(..) => continue,
            // The text of another language is listed there.
            PageKey::Document(id) if site.outline(id).language != site.config.language => continue,
            PageKey::Document(id) => site.outline(id).reviewed(),
            _ => None,
        };
        let address = address(site, &key);
        let modified = modified.map(|date| format!("<lastmod>{date}</lastmod>")).unwrap_or_default();
        map.push_str(&format!("<url><loc>{base}{address}</loc>{modified}</url>\n"));
    }
    map.push_str("</urlset>\n");
    map
}

/// RFC 4287. An entry is updated when the document was last reviewed; at midnight, since nobody notes the hour.
fn feed(site: &Site) -> String {
    let base = site.config.base_url.as_str();
    let mut reviewed: Vec<(Date, &DocumentId)> = [KindId::CARD, KindId::QUESTION]
        .into_iter()
        .flat_map(|kind| site.list(kind))
        .filter(|id| site.outline(id).language == site.config.language)
        .filter_map(|id| Some((site.outline(id).reviewed()?, id)))
        .collect();
    reviewed.sort_by(|one, other| other.0.cmp(&one.0).then_with(|| one.1.cmp(other.1)));
    let updated = reviewed.first().map_or(Date::constant(1970, 1, 1), |(date, _)| *date);
    let home = format!("{base}{}", site.prefix);
    let feed = AtomFeed {
        language: site.config.language.as_str(),
        title: &site.config.title,
        id: &home,
        page: &home,
        own: Some(&format!("{home}atom.xml")),
        author: &site.config.title,
    };
    let entries = reviewed.into_iter().take(FEED_LENGTH).map(|(date, id)| {
        let outline = site.outline(id);
        let address = format!("{base}{}", site.address(id));
        let (title, summary) = (outline.title().to_owned(), outline.summary().to_owned());
        AtomEntry { link: Some(address.clone()), ..AtomEntry::new(title, address, date, summary) }
    });
    feed.written(updated, entries)
}

//! What every page has around what it shows: its address, its way from the home page, itself in the other languages, and
//! what search engines read of it.

use jiff::civil::Date;
use serde_json::Value;

use super::Shared;
use super::linked_data;
use super::view::{LanguageView, LinkView, PageContent, PageView};
use super::written::name_of;
use crate::model::Language;
use crate::text::Digest;

/// What every page has, whatever it shows.
pub(super) struct Frame<'f> {
    pub(super) url: &'f str,
    pub(super) title: &'f str,
    pub(super) description: &'f str,
    pub(super) area: Option<String>,
    pub(super) breadcrumbs: Vec<LinkView>,
    /// When what the page shows was last reviewed.
    pub(super) modified: Option<Date>,
    /// What search engines read of it besides.
    pub(super) linked_data: Option<Value>,
}

impl<'f> Frame<'f> {
    pub(super) fn new(title: &'f str) -> Self {
        Self {
            url: "",
            title,
            description: "",
            area: None,
            breadcrumbs: Vec::new(),
            modified: None,
            linked_data: None,
        }
    }
}

/// Puts a page around what it shows.
pub(super) fn frame(shared: &Shared<'_>, frame: Frame<'_>, content: PageContent) -> PageView {
    let Frame { url, title, description, area, breadcrumbs, modified, linked_data: more } = frame;
    let depth = url.matches('/').count();
    PageView {
        root: if depth == 0 { "./".to_owned() } else { "../".repeat(depth) },
        canonical: Some(canonical(shared, url, &content)),
        json_ld_html: linked_data::page(shared.site, url, title, &breadcrumbs, modified, more),
        version: version(&content),
        dated: modified.or_else(|| shared.latest()).map(|date| shared.date(date)),
        languages: languages(shared, url, &content),
        url: url.to_owned(),
        title: title.to_owned(),
        description: description.to_owned(),
        area,
        breadcrumbs,
        content,
    }
}

/// What tells a print of a page from one of another text: of what templates get, as bytes, so that it is the same whatever
/// program makes it.
fn version(content: &PageContent) -> String {
    Digest::of_serialized(content).short()
}

/// The address that search engines should know the page by. One that only shows the text of another language is the
/// same as the page in that one.
fn canonical(shared: &Shared<'_>, url: &str, content: &PageContent) -> String {
    let base = shared.site.config.base_url.as_str();
    let is_fallback = matches!(content, PageContent::Document(document) if document.foreign.is_some());
    let url = if is_fallback { url.strip_prefix(&shared.site.prefix).unwrap_or(url) } else { url };
    format!("{base}{url}")
}

/// A page in every language of the site. Each edition has every page, if need be with the text of the original.
fn languages(shared: &Shared<'_>, url: &str, content: &PageContent) -> Vec<LanguageView> {
    let site = shared.site;
    let languages = &site.config.languages;
    if languages.len() < 2 || matches!(content, PageContent::NotFound) {
        return Vec::new();
    }
    let path = url.strip_prefix(&site.prefix).unwrap_or(url);
    let is_own = |language: &Language| language == site.own_config.source_language();
    let is_translated = |language: &Language| match content {
        PageContent::Document(_) => {
            let id = path.trim_end_matches('/');
            is_own(language) || shared.translations.get(id).is_some_and(|those| those.contains(language))
        }
        PageContent::Home(_)
        | PageContent::List(_)
        | PageContent::Glossary(_)
        | PageContent::Sources(_)
        | PageContent::Facts(_)
        | PageContent::Releases(_)
        | PageContent::Search(_)
        | PageContent::Letters(_)
        | PageContent::Provision(_)
        | PageContent::Directory(_)
        | PageContent::Areas(_)
        | PageContent::Area(_)
        | PageContent::AreaForTeams(_)
        | PageContent::Accessibility(_)
        | PageContent::Owners(_)
        | PageContent::Owner(_)
        | PageContent::NotFound => true,
    };
    languages
        .iter()
        .map(|language| {
            let url = format!("{}{path}", site.config.prefix_of(language));
            LanguageView {
                lang: language.to_string(),
                dir: language.dir(),
                name: name_of(language),
                absolute_url: format!("{}{url}", site.config.base_url.as_str()),
                url,
                current: *language == site.config.language,
                translated: is_translated(language),
            }
        })
        .collect()
}

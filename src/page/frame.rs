//! What every page has around what it shows: its address, its way from the home page, itself in the other languages, and
//! what search engines read of it.

use super::Shared;
use super::theme::default_strings;
use super::view::{Content, LanguageView, LinkView, PageView};
use crate::config::Language;
use crate::site::Site;

/// What every page has, whatever it shows.
pub(super) struct Frame<'f> {
    pub(super) url: &'f str,
    pub(super) title: &'f str,
    pub(super) description: &'f str,
    pub(super) area: Option<&'static str>,
    pub(super) breadcrumbs: Vec<LinkView>,
    /// When what the page shows was last reviewed, as an ISO date.
    pub(super) modified: Option<String>,
}

impl<'f> Frame<'f> {
    pub(super) fn new(title: &'f str) -> Self {
        Self { url: "", title, description: "", area: None, breadcrumbs: Vec::new(), modified: None }
    }
}

/// Puts a page around what it shows.
pub(super) fn frame(shared: &Shared<'_>, frame: Frame<'_>, content: Content) -> PageView {
    let Frame { url, title, description, area, breadcrumbs, modified } = frame;
    let depth = url.matches('/').count();
    PageView {
        root: if depth == 0 { "./".to_owned() } else { "../".repeat(depth) },
        canonical: Some(canonical(shared, url, &content)),
        json_ld_html: json_ld(shared.site, url, title, &breadcrumbs, modified),
        languages: languages(shared, url, &content),
        url: url.to_owned(),
        title: title.to_owned(),
        description: description.to_owned(),
        area,
        breadcrumbs,
        content,
    }
}

/// The address that search engines should know the page by. One that only shows the text of another language is the
/// same as the page in that one.
fn canonical(shared: &Shared<'_>, url: &str, content: &Content) -> String {
    let base = shared.site.config.base_url.as_str();
    let is_fallback = matches!(content, Content::Document(document) if document.foreign.is_some());
    let url = if is_fallback { url.strip_prefix(&shared.site.prefix).unwrap_or(url) } else { url };
    format!("{base}{url}")
}

/// A page in every language of the site. Each edition has every page, if need be with the text of the original.
fn languages(shared: &Shared<'_>, url: &str, content: &Content) -> Vec<LanguageView> {
    let site = shared.site;
    let languages = &site.config.languages;
    if languages.len() < 2 || matches!(content, Content::NotFound) {
        return Vec::new();
    }
    let path = url.strip_prefix(&site.prefix).unwrap_or(url);
    let is_own = |language: &Language| language == site.own_config.source_language();
    let is_translated = |language: &Language| match content {
        Content::Document(_) => {
            let id = path.trim_end_matches('/');
            is_own(language) || shared.translations.get(id).is_some_and(|those| those.contains(language))
        }
        Content::Home(_)
        | Content::List(_)
        | Content::Glossary(_)
        | Content::Sources(_)
        | Content::Facts(_)
        | Content::Search(_)
        | Content::Letters(_)
        | Content::NotFound => true,
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

/// What a language calls itself; its tag where the default theme doesn't know.
fn name_of(language: &Language) -> String {
    let name = default_strings(language).and_then(|strings| strings.own("language-name"));
    name.map_or_else(|| language.to_string(), str::to_owned)
}

/// schema.org `BreadcrumbList`, and for a document the `WebPage` with its date. Google's documentation of structured
/// data gives the shape: positions count from 1, the last item is the page itself.
fn json_ld(
    site: &Site,
    url: &str,
    title: &str,
    breadcrumbs: &[LinkView],
    modified: Option<String>,
) -> String {
    let base = site.config.base_url.as_str();
    let home = (site.config.title.as_str(), site.prefix.as_str());
    let way = breadcrumbs.iter().map(|link| (link.title.as_str(), link.url.as_str()));
    let here = (url != site.prefix).then_some((title, url));
    let mut text = String::with_capacity(1024);
    text.push_str(
        r#"{"@context":"https://schema.org","@graph":[{"@type":"BreadcrumbList","itemListElement":["#,
    );
    for (idx, (name, url)) in std::iter::once(home).chain(way).chain(here).enumerate() {
        let comma = if idx == 0 { "" } else { "," };
        let (position, name) = (idx + 1, json_text(name));
        text.push_str(&format!(
            r#"{comma}{{"@type":"ListItem","position":{position},"name":{name},"item":"{base}{url}"}}"#
        ));
    }
    text.push_str("]}");
    if let Some(date) = modified {
        let name = json_text(title);
        text.push_str(&format!(
            r#",{{"@type":"WebPage","name":{name},"url":"{base}{url}","dateModified":"{date}"}}"#
        ));
    }
    text.push_str("]}");
    text
}

/// A text as JSON that can stand in a `script` element: `</script>` and `<!--` would end or swallow that.
fn json_text(text: &str) -> String {
    serde_json::to_string(text).expect("a text is plain data").replace('<', "\\u003c")
}

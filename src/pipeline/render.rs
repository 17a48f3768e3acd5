//! Pages of one edition: their views, and the HTML of those.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use super::arrange::{Arranged, document};
use super::digits::may_show_number;
use super::promises::FoundOnPages;
use super::{OutputPath, Outputs};
use crate::page::view::PageView;
use crate::page::{self, PageKey, SEARCH_SCRIPT, Shared, Theme, Translations, compose};
use crate::site::{Site, check};
use crate::text::{Diagnostic, Digest, Rule, lossy};

/// A page, and what was found wrong while making it.
pub(super) struct Page {
    /// The digest of what it shows and of the theme.
    pub(super) view: Digest,
    pub(super) rendered: Rendered,
    pub(super) is_rendered_anew: bool,
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// A page as a template has made it, or why that refused.
pub(super) type Rendered = Result<RenderedPage, Diagnostic>;

/// A page as a template has made it.
#[derive(Clone)]
pub(super) struct RenderedPage {
    pub(super) html: Arc<[u8]>,
    /// Whether it could show a number of a person.
    pub(super) may_show_number: bool,
    /// What it breaks; hardly any page does.
    pub(super) found: Option<Arc<FoundOnPages>>,
}

/// What a site has besides its pages, by path.
pub(super) type Extras = Vec<(OutputPath, Arc<[u8]>)>;

/// The same, and what the pages among them break.
pub(super) struct ProvedExtras {
    pub(super) files: Extras,
    pub(super) found: Vec<(OutputPath, Arc<FoundOnPages>)>,
}

/// Everything that the pages of one edition are rendered with.
pub(super) struct Rendering<'a> {
    pub(super) arranged: &'a Arranged,
    theme: &'a Theme,
    /// The address of the site where its pages are proved.
    proved: Option<&'a str>,
    pub(super) shared: Shared<'a>,
    /// What templates see of the site.
    prepared: tera::Value,
    /// The digest of the theme and of what is the same on every page.
    frame: Digest,
    /// The digest of that and of the site.
    pub(super) around: Digest,
    /// What templates did too much of on the pages of this run.
    overdone: Mutex<Vec<Diagnostic>>,
}

/// How many pages on which a template does too much are tried: each takes as long as hundreds of others, and the rest would go
/// the same way.
const TRIED: usize = 32;

impl<'a> Rendering<'a> {
    pub(super) fn new(
        arranged: &'a Arranged,
        theme: &'a Theme,
        proved: Option<&'a str>,
        translations: &'a Translations,
        outputs: &mut Outputs,
    ) -> Self {
        let site = &arranged.site;
        let shared = Shared::new(site, theme.strings(), translations);
        let site_view = shared.site_view(publish_assets(site, theme, outputs));
        let prepared = theme.prepare(&site_view);
        let frame = Digest::of(&(theme.digest(), &site_view, proved));
        let around = Digest::of(&(arranged.digest, frame));
        Self { arranged, theme, proved, shared, prepared, frame, around, overdone: Mutex::default() }
    }

    /// The digest of everything that a page is made from.
    pub(super) fn digest(&self, key: &PageKey) -> Digest {
        let site = &self.arranged.site;
        let document = document(site, key);
        let is_drifted = document.is_some_and(|document| site.drifted.contains(&document.outline.id));
        Digest::of(&(self.around, key, document.map(|document| document.body.digest), is_drifted))
    }

    fn render(&self, view: &PageView) -> Result<Vec<u8>, Diagnostic> {
        let overdone = || self.overdone.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(diagnostic) = overdone().get(TRIED) {
            return Err(diagnostic.clone());
        }
        let html = self.theme.render(&self.prepared, view);
        if let Err(diagnostic) = &html
            && diagnostic.rule == Rule::TooLarge
        {
            overdone().push(diagnostic.clone());
        }
        html
    }

    /// Makes a page, with the HTML that one of before had for the same view.
    pub(super) fn page(&self, key: &PageKey, earlier: &HashMap<Digest, Rendered>) -> Page {
        let site = &self.arranged.site;
        let view = compose(&self.shared, key);
        let digest = Digest::of(&(self.frame, &view));
        let kept = earlier.get(&digest).cloned();
        let render = || {
            let html = self.render(&view);
            html.map(|html| RenderedPage {
                may_show_number: may_show_number(&lossy(&html)),
                found: self.proved.and_then(|base| {
                    FoundOnPages::of("index.html", &html, base, || Some(self.theme.template(&view)))
                }),
                html: Arc::from(html.as_slice()),
            })
        };
        let document = document(site, key);
        Page {
            view: digest,
            is_rendered_anew: kept.is_none(),
            rendered: kept.unwrap_or_else(render),
            diagnostics: document.map(|document| check::document(site, document)).unwrap_or_default(),
        }
    }
}

/// What the site has besides its pages.
pub(super) fn extras(shared: &Shared<'_>, proved: Option<&str>) -> ProvedExtras {
    let files = page::extras(shared).into_iter().map(|(address, text)| {
        let path = OutputPath::of_address(&address).expect("addresses are made of slugs");
        (path, Arc::from(text.into_bytes()))
    });
    let files: Extras = files.collect();
    let read = proved.into_iter().flat_map(|base| files.iter().map(move |file| (base, file)));
    let found = read.filter_map(|(base, (path, bytes))| {
        Some((path.clone(), FoundOnPages::of(path.as_str(), bytes, base, || None)?))
    });
    ProvedExtras { found: found.collect(), files }
}

/// Adds what the pages load, and gives the address of each file by its path in the theme.
fn publish_assets(site: &Site, theme: &Theme, outputs: &mut Outputs) -> BTreeMap<String, String> {
    let style = page::terms_style(site).into_bytes();
    let terms = format!("assets/terms.{}.css", Digest::of_bytes(&style).short());
    let mut addresses = BTreeMap::new();
    let style: Arc<[u8]> = Arc::from(style);
    // Nobody loads what searches where nothing can be searched.
    let assets = theme.assets().filter(|(name, ..)| site.has_search() || *name != SEARCH_SCRIPT);
    for (name, address, bytes) in assets.chain([("terms.css", terms.as_str(), &style)]) {
        if let Some(path) = OutputPath::new(address) {
            let bytes = Arc::clone(bytes);
            // What keeps its name is replaced by what takes its place.
            if address.ends_with(name) {
                outputs.add(path, bytes)
            } else {
                outputs.add_companion(path, bytes)
            };
        }
        addresses.insert(name.to_owned(), address.to_owned());
    }
    addresses
}

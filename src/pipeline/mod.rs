//! From [`Inputs`] to [`Built`]: the only place that knows the order of the stages.
//!
//! ```text
//! sources ─ parse [memo] ▶ documents ─ resolve, arrange ▶ site ─ compose [memo] ▶ views ─ render [memo] ▶ outputs
//! ```
//!
//! Only parsing, composing and rendering cost something per document, so only they are kept, each under the digest of
//! *everything* it was made from. Nothing is tracked, so nothing can be missed. The site is kept while all outlines
//! and settings are the same: editing prose costs one parse and one page, whatever the size of the library.
//!
//! The law of this module: for any sequence of inputs, a [`Pipeline`] that was kept and a fresh one give the same
//! [`Built`].

mod findings;
mod inputs;
mod memo;
mod outputs;

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use rayon::prelude::*;

pub use crate::edition::Mode;
pub use inputs::Inputs;
pub use memo::Counts;
pub use outputs::{OutputPath, Outputs};

use memo::Memo;

use crate::config::{self, Config, DocumentKind};
use crate::document::{self, Document, DocumentId, REGISTER_FILE_NAME, Register};
use crate::edition::Edition;
use crate::page::{self, PageKey, Shared, Theme, compose, keys};
use crate::site::{Setting, Site, check, file_address};
use crate::text::{Checked, Diagnostic, Digest, Location, Rule, Severity, Source, SourcePath, phrase};

/// A finished site and what was found wrong with it.
#[derive(Clone, Debug, Default)]
pub struct Built {
    /// The files, also where something is wrong: as good as they could be made.
    pub outputs: Outputs,
    /// What was found, sorted by place, then rule.
    pub diagnostics: Vec<Diagnostic>,
    /// The document that each page was made from, for those pages that were made from one.
    pub pages: Arc<BTreeMap<OutputPath, SourcePath>>,
    /// The absolute address of the site's root: a server has to put the site at its path.
    pub base_url: String,
}

impl Built {
    /// Whether anything keeps the site from being published.
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }
}

/// How much a run had to make, and how much it could keep.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Work {
    /// Documents that were parsed.
    pub parse: Counts,
    /// Pages whose view was made.
    pub compose: Counts,
    /// How many pages were rendered.
    pub rendered: usize,
}

/// Makes sites out of inputs, and keeps what the next run can use.
///
/// ```
/// use wijkgids::pipeline::{Inputs, Mode, Pipeline};
/// use wijkgids::text::{Source, SourcePath};
///
/// let source = |path: &str, text: &str| {
///     let path = SourcePath::new(path).expect("a path");
///     (path.clone(), Source::new(path, text))
/// };
/// let inputs = Inputs {
///     sources: [
///         source("wijkgids.yaml", "title: Gids"),
///         source("kaarten/a.md", "---\ntitel: Een kaart\nstatus: gepubliceerd\n---\nTekst.\n"),
///     ]
///     .into(),
///     files: Default::default(),
///     theme: Default::default(),
///     today: jiff::civil::date(2026, 11, 21),
///     mode: Mode::Publish,
///     found: Vec::new(),
/// };
/// let built = Pipeline::new().run(&inputs);
/// assert!(built.outputs.iter().any(|(path, _)| path.as_str() == "kaarten/a/index.html"));
/// ```
pub struct Pipeline {
    parsed: Memo<Parsed>,
    theme: Option<(Digest, Arc<Checked<Theme>>)>,
    register: Option<(Digest, Arc<Checked<Register>>)>,
    arranged: Option<Arranged>,
    extras: Option<(Digest, Arc<Files>)>,
    pages: Memo<Page>,
    /// The HTML of the pages by the digest of what they show: many pages show the same though the site around them has
    /// changed.
    rendered: HashMap<Digest, Rendered>,
    n_rendered: usize,
}

/// A parsed document with the digest of its outline, so that comparing sites doesn't read outlines again.
struct Parsed {
    document: Checked<Document>,
    outline: Digest,
}

/// A site and its pages, with the digest of everything they were arranged from.
struct Arranged {
    digest: Digest,
    site: Site,
    pages: Vec<(PageKey, OutputPath)>,
    /// The document that each page is made from.
    sources: Arc<BTreeMap<OutputPath, SourcePath>>,
}

/// A page, and what was found wrong while making it.
struct Page {
    /// The digest of what it shows and of the theme.
    view: Digest,
    html: Rendered,
    is_rendered_anew: bool,
    diagnostics: Vec<Diagnostic>,
}

/// Files of the site by their paths.
type Files = Vec<(OutputPath, Arc<[u8]>)>;

/// The HTML of a page, or why its template refused.
type Rendered = Result<Arc<[u8]>, Diagnostic>;

impl Default for Pipeline {
    fn default() -> Self {
        Self::new()
    }
}

impl Pipeline {
    /// A pipeline that has made nothing yet.
    pub fn new() -> Self {
        Self {
            parsed: Memo::new(),
            theme: None,
            register: None,
            arranged: None,
            extras: None,
            pages: Memo::new(),
            rendered: HashMap::new(),
            n_rendered: 0,
        }
    }

    /// Makes a site. Never fails: whatever is wrong with the content is told, and the rest is made.
    pub fn run(&mut self, inputs: &Inputs) -> Built {
        let mut diagnostics = inputs.found.clone();
        let config = config(inputs);
        let is_config_unreadable = findings::is_unreadable(&config.diagnostics);
        let config = Arc::new(config.unpack(&mut diagnostics));
        let theme = self.theme(inputs, &config);
        diagnostics.extend_from_slice(&theme.diagnostics);
        diagnostics.extend(findings::missing_theme(inputs, &config));
        let register = self.register(inputs);
        let is_register_unreadable = findings::is_unreadable(&register.diagnostics);
        diagnostics.extend_from_slice(&register.diagnostics);
        let parsed = self.parse(inputs, &config, &mut diagnostics);
        let arranged = self.arrange(inputs, &config, &register, &parsed);
        diagnostics.extend(check::site(&arranged.site));
        let mut built = self.render(&arranged, &theme.value, &mut diagnostics);
        self.arranged = Some(arranged);
        copy_files(inputs, &mut built.outputs, &mut diagnostics);
        let unreadable =
            findings::Unreadable { config: is_config_unreadable, register: is_register_unreadable };
        built.diagnostics = findings::settle(diagnostics, &config, unreadable);
        built
    }

    /// What the last run had to make.
    pub fn work(&self) -> Work {
        Work { parse: self.parsed.counts(), compose: self.pages.counts(), rendered: self.n_rendered }
    }

    fn theme(&mut self, inputs: &Inputs, config: &Config) -> Arc<Checked<Theme>> {
        let digest = Digest::of(&(&inputs.theme, &config.language));
        kept(&mut self.theme, digest, || Theme::load(&inputs.theme, &config.language))
    }

    fn register(&mut self, inputs: &Inputs) -> Arc<Checked<Register>> {
        let source = inputs.sources.get(REGISTER_FILE_NAME);
        let digest = Digest::of(&source.map(Source::digest));
        kept(&mut self.register, digest, || {
            source.map_or_else(|| Checked::clean(Register::default()), Register::read)
        })
    }

    fn parse(
        &mut self,
        inputs: &Inputs,
        config: &Config,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Vec<Arc<Parsed>> {
        let mut tasks: Vec<(&Source, DocumentId, DocumentKind)> = Vec::with_capacity(inputs.sources.len());
        for (path, source) in &inputs.sources {
            match DocumentId::of_path(path) {
                None => {}
                Some(Err(part)) => diagnostics.push(document::bad_name(path, part)),
                Some(Ok((id, kind))) => tasks.push((source, id, kind)),
            }
        }
        let model = Digest::of(&config.model);
        let parsed = self.parsed.pass(
            &tasks,
            |(source, id, _)| Digest::of(&(model, id, source.digest())),
            |(source, id, kind)| {
                let document = document::parse(source, id.clone(), *kind, &config.model);
                let outline = Digest::of(&*document.value.outline);
                Parsed { document, outline }
            },
        );
        let parsed: Vec<Arc<Parsed>> = parsed.into_iter().map(|(parsed, _)| parsed).collect();
        diagnostics.extend(parsed.iter().flat_map(|parsed| parsed.document.diagnostics.iter().cloned()));
        parsed
    }

    /// The site. Kept, with the new bodies in it, while nothing that it was arranged from has changed.
    fn arrange(
        &mut self,
        inputs: &Inputs,
        config: &Arc<Config>,
        register: &Arc<Checked<Register>>,
        parsed: &[Arc<Parsed>],
    ) -> Arranged {
        let outlines: Vec<Digest> = parsed.iter().map(|parsed| parsed.outline).collect();
        let files: Vec<(&SourcePath, Digest)> =
            inputs.files.iter().map(|(path, bytes)| (path, Digest::of_bytes(bytes))).collect();
        let digest = Digest::of(&(config, &register.value, outlines, files, inputs.today, inputs.mode));
        let documents: Vec<Document> = parsed.iter().map(|parsed| parsed.document.value.clone()).collect();
        if let Some(mut arranged) = self.arranged.take().filter(|arranged| arranged.digest == digest) {
            arranged.site.renew_bodies(documents);
            return arranged;
        }
        let setting = Setting {
            config: Arc::clone(config),
            register: Arc::new(register.value.clone()),
            files: inputs.files.iter().map(|(path, bytes)| (path.clone(), image_size(bytes))).collect(),
            today: inputs.today,
            mode: inputs.mode,
        };
        let site = Site::arrange(Edition::resolve(documents, config, inputs.mode), setting);
        let path = |key: &PageKey| {
            OutputPath::of_address(&page::address(&site, key)).expect("addresses are made of slugs")
        };
        let pages: Vec<(PageKey, OutputPath)> =
            keys(&site).into_par_iter().map(|key| (key.clone(), path(&key))).collect();
        let source = |key: &PageKey| body(&site, key).map(|document| document.outline.path.clone());
        let sources = pages.iter().filter_map(|(key, path)| Some((path.clone(), source(key)?)));
        let sources = Arc::new(sources.collect());
        Arranged { digest, site, pages, sources }
    }

    fn render(&mut self, arranged: &Arranged, theme: &Theme, diagnostics: &mut Vec<Diagnostic>) -> Built {
        let site = &arranged.site;
        let shared = Shared::new(site, theme.strings());
        let mut outputs = Outputs::default();
        let site_view = shared.site_view(publish_assets(site, theme, &mut outputs));
        let prepared = theme.prepare(&site_view);
        let templates = self.theme.as_ref().map(|(digest, _)| *digest);
        let frame = Digest::of(&(templates, &site_view));
        let around = Digest::of(&(arranged.digest, frame));
        let earlier = &self.rendered;
        let made = self.pages.pass(
            &arranged.pages,
            |(key, _)| Digest::of(&(around, key, body(site, key).map(|document| document.body.digest))),
            |(key, _)| {
                let view = compose(&shared, key);
                let digest = Digest::of(&(frame, &view));
                let kept = earlier.get(&digest).cloned();
                Page {
                    view: digest,
                    is_rendered_anew: kept.is_none(),
                    html: kept.unwrap_or_else(|| {
                        theme.render(&prepared, &view).map(|html| Arc::from(html.into_bytes()))
                    }),
                    diagnostics: body(site, key)
                        .map(|document| check::document(site, document))
                        .unwrap_or_default(),
                }
            },
        );

        self.n_rendered =
            made.iter().filter(|(_, is_new)| *is_new).filter(|(page, _)| page.is_rendered_anew).count();
        if made.iter().any(|(_, is_new)| *is_new) {
            self.rendered = made.iter().map(|(page, _)| (page.view, page.html.clone())).collect();
        }

        for ((_, path), (page, _)) in arranged.pages.iter().zip(made) {
            diagnostics.extend_from_slice(&page.diagnostics);
            match &page.html {
                Ok(html) => {
                    add(&mut outputs, path, Arc::clone(html), arranged.sources.get(path), diagnostics);
                }
                Err(diagnostic) => diagnostics.push(diagnostic.clone()),
            }
        }
        let extras = kept(&mut self.extras, around, || {
            let files = page::extras(&shared).into_iter().map(|(address, text)| {
                let path = OutputPath::of_address(&address).expect("addresses are made of slugs");
                (path, Arc::from(text.into_bytes()))
            });
            files.collect()
        });
        for (path, bytes) in &*extras {
            add(&mut outputs, path, Arc::clone(bytes), None, diagnostics);
        }
        let base_url = site.config.base_url.as_str().to_owned();
        Built { outputs, diagnostics: Vec::new(), pages: Arc::clone(&arranged.sources), base_url }
    }
}

/// The result under this digest, made where another one or none is kept.
fn kept<V>(slot: &mut Option<(Digest, Arc<V>)>, digest: Digest, make: impl FnOnce() -> V) -> Arc<V> {
    match slot {
        Some((kept, value)) if *kept == digest => Arc::clone(value),
        _ => {
            let value = Arc::new(make());
            *slot = Some((digest, Arc::clone(&value)));
            value
        }
    }
}

fn config(inputs: &Inputs) -> Checked<Config> {
    match inputs.sources.get(config::FILE_NAME) {
        Some(source) => config::read(source),
        None => {
            let path = SourcePath::new(config::FILE_NAME).expect("this is a path");
            config::read(&Source::new(path, ""))
        }
    }
}

/// The document that a page is made from.
fn body<'s>(site: &'s Site, key: &PageKey) -> Option<&'s Document> {
    match key {
        PageKey::Document(id) => site.edition.documents.get(id),
        PageKey::Home | PageKey::List(..) | PageKey::Term(..) | PageKey::NotFound => None,
    }
}

fn image_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let size = imagesize::blob_size(bytes).ok()?;
    Some((size.width.try_into().ok()?, size.height.try_into().ok()?))
}

/// Adds what the pages load, and gives the address of each file by its path in the theme.
fn publish_assets(site: &Site, theme: &Theme, outputs: &mut Outputs) -> BTreeMap<String, String> {
    let style = page::terms_style(site).into_bytes();
    let terms = format!("assets/terms.{}.css", Digest::of_bytes(&style).short());
    let mut addresses = BTreeMap::new();
    let style: Arc<[u8]> = Arc::from(style);
    for (name, address, bytes) in theme.assets().chain([("terms.css", terms.as_str(), &style)]) {
        if let Some(path) = OutputPath::new(address) {
            outputs.add(path, Arc::clone(bytes));
        }
        addresses.insert(name.to_owned(), address.to_owned());
    }
    addresses
}

fn copy_files(inputs: &Inputs, outputs: &mut Outputs, diagnostics: &mut Vec<Diagnostic>) {
    for (source, bytes) in &inputs.files {
        match OutputPath::new(&file_address(source)) {
            // Pages can't clash with each other, since their addresses end in a slash; files have any name.
            Some(path) if outputs.clashes(&path) => diagnostics.push(in_use(&path, Some(source))),
            Some(path) => add(outputs, &path, Arc::clone(bytes), Some(source), diagnostics),
            None => {}
        }
    }
}

fn add(
    outputs: &mut Outputs,
    path: &OutputPath,
    bytes: Arc<[u8]>,
    source: Option<&SourcePath>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    if !outputs.add(path.clone(), bytes) {
        diagnostics.push(in_use(path, source));
    }
}

fn in_use(path: &OutputPath, source: Option<&SourcePath>) -> Diagnostic {
    let diagnostic = Diagnostic::new(
        Rule::SameAddress,
        phrase!("het adres `/{path}` is al in gebruik", "the address `/{path}` is in use already"),
    )
    .hint(phrase!("geef een van de twee een andere naam", "give one of the two another name"));
    match source {
        Some(source) => diagnostic.at(Location::file(source.clone())),
        None => diagnostic,
    }
}

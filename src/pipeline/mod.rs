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
mod layers;
mod library;
mod memo;
mod outputs;

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use rayon::prelude::*;

pub use crate::edition::Mode;
pub use inputs::Inputs;
pub use library::Library;
pub use memo::Counts;
pub use outputs::{OutputPath, Outputs};

use layers::Configs;
use memo::Memo;

use crate::config::{Config, Language};
use crate::document::{self, Document, REGISTER_FILE_NAME, Register, Role};
use crate::edition::{self, Chosen, Edition, Piece, Stack};
use crate::page::{self, PageKey, Shared, Theme, Translations, compose, keys};
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
///     layers: vec![String::new()],
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
    themes: BTreeMap<Language, Option<(Digest, Arc<Checked<Theme>>)>>,
    register: Option<(Digest, Arc<Checked<Register>>)>,
    arranged: BTreeMap<Language, Arranged>,
    extras: BTreeMap<Language, Option<(Digest, Arc<Extras>)>>,
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

/// A site in one language and its pages, with the digest of everything they were arranged from.
struct Arranged {
    digest: Digest,
    site: Site,
    pages: Vec<(PageKey, OutputPath)>,
    /// The document that each page is made from.
    sources: BTreeMap<OutputPath, SourcePath>,
}

/// A page, and what was found wrong while making it.
struct Page {
    /// The digest of what it shows and of the theme.
    view: Digest,
    html: Rendered,
    is_rendered_anew: bool,
    diagnostics: Vec<Diagnostic>,
}

/// What a site has besides its pages, by path.
type Extras = Vec<(OutputPath, Arc<[u8]>)>;

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
            themes: BTreeMap::new(),
            register: None,
            arranged: BTreeMap::new(),
            extras: BTreeMap::new(),
            pages: Memo::new(),
            rendered: HashMap::new(),
            n_rendered: 0,
        }
    }

    /// Makes a site. Never fails: whatever is wrong with the content is told, and the rest is made.
    pub fn run(&mut self, inputs: &Inputs) -> Built {
        let mut diagnostics = inputs.found.clone();
        let configs = layers::configs(inputs, &mut diagnostics);
        let themes = self.themes(inputs, &configs);
        // The words differ by language, the templates and what is wrong with them don't.
        diagnostics.extend(themes.first().into_iter().flat_map(|theme| theme.diagnostics.iter().cloned()));
        diagnostics.extend(findings::missing_theme(inputs, configs.own()));
        let register = self.register(inputs);
        let is_register_unreadable = findings::is_unreadable(&register.diagnostics);
        diagnostics.extend_from_slice(&register.diagnostics);
        let (pieces, outlines) = self.parse(inputs, &configs, &mut diagnostics);
        let translations = translations(&pieces);
        let stacks = edition::stacks(pieces);
        let arranged = self.arrange(inputs, &configs, &register, &stacks, outlines);
        for arranged in &arranged {
            diagnostics.extend(check::site(&arranged.site));
            diagnostics.extend(arranged.site.edition.diagnostics().cloned());
        }
        diagnostics.extend(findings::drift(&arranged, inputs));
        let mut built = self.render(&arranged, &themes, &translations, &mut diagnostics);
        let languages = configs.languages.iter().map(|config| config.language.clone());
        self.arranged = languages.zip(arranged).collect();
        copy_files(inputs, &mut built.outputs, &mut diagnostics);
        let unreadable =
            findings::Unreadable { config: configs.is_unreadable, register: is_register_unreadable };
        built.diagnostics = findings::settle(diagnostics, configs.own(), unreadable);
        built
    }

    /// What the last run had to make.
    pub fn work(&self) -> Work {
        Work { parse: self.parsed.counts(), compose: self.pages.counts(), rendered: self.n_rendered }
    }

    /// The theme in each language of the site.
    fn themes(&mut self, inputs: &Inputs, configs: &Configs) -> Vec<Arc<Checked<Theme>>> {
        let languages = configs.languages.iter().map(|config| &config.language);
        self.themes.retain(|language, _| languages.clone().any(|other| other == language));
        let themes = languages.map(|language| {
            let digest = Digest::of(&(&inputs.theme, language));
            let slot = self.themes.entry(language.clone()).or_default();
            kept(slot, digest, || Theme::load(&inputs.theme, language))
        });
        themes.collect()
    }

    fn register(&mut self, inputs: &Inputs) -> Arc<Checked<Register>> {
        let path = |way: &String| format!("{way}{REGISTER_FILE_NAME}");
        let sources = inputs.layers.iter().map(|way| inputs.sources.get(path(way).as_str()));
        let digests: Vec<Option<Digest>> = sources.map(|source| source.map(Source::digest)).collect();
        kept(&mut self.register, Digest::of(&digests), || layers::register(inputs))
    }

    /// Every document of every layer, with the digest of each one's outline. A layer's documents are read by its own
    /// content model, so that sites on the same base share the reading of that.
    fn parse(
        &mut self,
        inputs: &Inputs,
        configs: &Configs,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> (Vec<Piece>, Vec<Digest>) {
        let tasks = layers::documents(inputs, configs, diagnostics);
        let models: Vec<Digest> = configs.layers.iter().map(|config| Digest::of(&config.model)).collect();
        let parsed = self.parsed.pass(
            &tasks,
            |task| {
                // Its place is part of what is told of it.
                let place = (task.source.path(), &task.identity);
                Digest::of(&(models[task.layer], place, task.source.digest()))
            },
            |task| {
                let model = &configs.layers[task.layer].model;
                let document = document::parse(task.source, task.identity.clone(), model);
                let outline = Digest::of(&*document.value.outline);
                Parsed { document, outline }
            },
        );
        let outlines = parsed.iter().map(|(parsed, _)| parsed.outline).collect();
        diagnostics.extend(parsed.iter().flat_map(|(parsed, _)| parsed.document.diagnostics.iter().cloned()));
        let pieces = tasks.iter().zip(parsed).map(|(task, (parsed, _))| Piece {
            layer: task.layer,
            role: task.identity.role,
            document: parsed.document.value.clone(),
        });
        (pieces.collect(), outlines)
    }

    /// The site in each of its languages. Kept, with the new bodies in it, while nothing that it was arranged from has
    /// changed.
    fn arrange(
        &mut self,
        inputs: &Inputs,
        configs: &Configs,
        register: &Arc<Checked<Register>>,
        stacks: &[Stack],
        outlines: Vec<Digest>,
    ) -> Vec<Arranged> {
        let files: Vec<(&SourcePath, Digest)> =
            inputs.files.iter().map(|(path, bytes)| (path, Digest::of_bytes(bytes))).collect();
        let around =
            Digest::of(&(&configs.layers, &register.value, outlines, files, inputs.today, inputs.mode));
        let mut setting = None;
        let mut earlier = std::mem::take(&mut self.arranged);
        let arrange = |config: &Arc<Config>| {
            let digest = Digest::of(&(around, config));
            let kept = earlier.remove(&config.language).filter(|arranged| arranged.digest == digest);
            let mut arranged = match kept {
                Some(mut arranged) => {
                    arranged.site.renew_bodies(stacks);
                    arranged
                }
                None => {
                    let setting = setting.get_or_insert_with(|| self::setting(inputs, configs, register));
                    let setting = Setting { config: Arc::clone(config), ..setting.clone() };
                    arranged(digest, stacks, setting)
                }
            };
            arranged.site.drifted = findings::drifted(&arranged.site.edition, &inputs.sources);
            arranged
        };
        configs.languages.iter().map(arrange).collect()
    }

    fn render(
        &mut self,
        arranged: &[Arranged],
        themes: &[Arc<Checked<Theme>>],
        translations: &Translations,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Built {
        let mut outputs = Outputs::default();
        let editions: Vec<Rendering<'_>> = arranged
            .iter()
            .zip(themes)
            .map(|(arranged, theme)| Rendering::new(arranged, &theme.value, translations, &mut outputs))
            .collect();
        let tasks: Vec<(&Rendering<'_>, &PageKey)> = editions
            .iter()
            .flat_map(|edition| edition.arranged.pages.iter().map(move |(key, _)| (edition, key)))
            .collect();
        let earlier = &self.rendered;
        let made = self.pages.pass(
            &tasks,
            |(edition, key)| edition.digest(key),
            |(edition, key)| edition.page(key, earlier),
        );
        self.n_rendered =
            made.iter().filter(|(_, is_new)| *is_new).filter(|(page, _)| page.is_rendered_anew).count();
        if made.iter().any(|(_, is_new)| *is_new) {
            self.rendered = made.iter().map(|(page, _)| (page.view, page.html.clone())).collect();
        }

        let mut pages = BTreeMap::new();
        let mut made = made.into_iter();
        for Rendering { arranged, shared, around, .. } in &editions {
            for ((_, path), (page, _)) in arranged.pages.iter().zip(&mut made) {
                diagnostics.extend_from_slice(&page.diagnostics);
                match &page.html {
                    Ok(html) => {
                        let source = arranged.sources.get(path);
                        add(&mut outputs, path, Arc::clone(html), source, diagnostics);
                    }
                    Err(diagnostic) => diagnostics.push(diagnostic.clone()),
                }
            }
            let slot = self.extras.entry(arranged.site.edition.language.clone()).or_default();
            let extras = kept(slot, *around, || extras(shared));
            for (path, bytes) in &*extras {
                add(&mut outputs, path, Arc::clone(bytes), None, diagnostics);
            }
            pages.extend(arranged.sources.iter().map(|(page, source)| (page.clone(), source.clone())));
        }
        let own = arranged.first().expect("a site has at least its own language");
        let base_url = own.site.config.base_url.as_str().to_owned();
        Built { outputs, diagnostics: Vec::new(), pages: Arc::new(pages), base_url }
    }
}

/// What a site is arranged from, in the language that it is written in.
fn setting(inputs: &Inputs, configs: &Configs, register: &Arc<Checked<Register>>) -> Setting {
    Setting {
        config: Arc::clone(configs.own()),
        own_config: Arc::clone(configs.own()),
        layers: Arc::new(configs.told()),
        register: Arc::new(register.value.clone()),
        files: Arc::new(layers::files(inputs)),
        today: inputs.today,
        mode: inputs.mode,
    }
}

fn arranged(digest: Digest, stacks: &[Stack], setting: Setting) -> Arranged {
    let values = setting.values();
    let edition = Edition::resolve(stacks, &setting.config.language, values, setting.mode);
    let site = Site::arrange(edition, setting);
    let path = |key: &PageKey| {
        OutputPath::of_address(&page::address(&site, key)).expect("addresses are made of slugs")
    };
    let pages: Vec<(PageKey, OutputPath)> =
        keys(&site).into_par_iter().map(|key| (key.clone(), path(&key))).collect();
    let source = |key: &PageKey| document(&site, key).map(|document| document.top_path().clone());
    let sources = pages.iter().filter_map(|(key, path)| Some((path.clone(), source(key)?))).collect();
    Arranged { digest, site, pages, sources }
}

/// The languages that each document is translated into.
fn translations(pieces: &[Piece]) -> Translations {
    let mut translations = Translations::new();
    for piece in pieces.iter().filter(|piece| piece.role == Role::Translation) {
        let outline = &piece.document.outline;
        translations.entry(outline.id.clone()).or_default().insert(outline.language.clone());
    }
    translations
}

fn extras(shared: &Shared<'_>) -> Extras {
    let files = page::extras(shared).into_iter().map(|(address, text)| {
        let path = OutputPath::of_address(&address).expect("addresses are made of slugs");
        (path, Arc::from(text.into_bytes()))
    });
    files.collect()
}

/// Everything that the pages of one edition are rendered with.
struct Rendering<'a> {
    arranged: &'a Arranged,
    theme: &'a Theme,
    shared: Shared<'a>,
    /// What templates see of the site.
    prepared: tera::Value,
    /// The digest of the theme and of what is the same on every page.
    frame: Digest,
    /// The digest of that and of the site.
    around: Digest,
}

impl<'a> Rendering<'a> {
    fn new(
        arranged: &'a Arranged,
        theme: &'a Theme,
        translations: &'a Translations,
        outputs: &mut Outputs,
    ) -> Self {
        let site = &arranged.site;
        let shared = Shared::new(site, theme.strings(), translations);
        let site_view = shared.site_view(publish_assets(site, theme, outputs));
        let prepared = theme.prepare(&site_view);
        let frame = Digest::of(&(theme.digest(), &site_view));
        let around = Digest::of(&(arranged.digest, frame));
        Self { arranged, theme, shared, prepared, frame, around }
    }

    /// The digest of everything that a page is made from.
    fn digest(&self, key: &PageKey) -> Digest {
        let site = &self.arranged.site;
        let document = document(site, key);
        let is_drifted = document.is_some_and(|document| site.drifted.contains(&document.outline.id));
        Digest::of(&(self.around, key, document.map(|document| document.body.digest), is_drifted))
    }

    /// Makes a page, with the HTML that one of before had for the same view.
    fn page(&self, key: &PageKey, earlier: &HashMap<Digest, Rendered>) -> Page {
        let site = &self.arranged.site;
        let view = compose(&self.shared, key);
        let digest = Digest::of(&(self.frame, &view));
        let kept = earlier.get(&digest).cloned();
        let render = || {
            let html = self.theme.render(&self.prepared, &view);
            html.map(|html| Arc::from(html.into_bytes()))
        };
        let document = document(site, key);
        Page {
            view: digest,
            is_rendered_anew: kept.is_none(),
            html: kept.unwrap_or_else(render),
            diagnostics: document.map(|document| check::document(site, document)).unwrap_or_default(),
        }
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

/// The document that a page is made from.
fn document<'s>(site: &'s Site, key: &PageKey) -> Option<&'s Chosen> {
    match key {
        PageKey::Document(id) => site.edition.documents.get(id),
        PageKey::Home | PageKey::List(..) | PageKey::Term(..) | PageKey::NotFound => None,
    }
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
    let is_covered = |path: &SourcePath| {
        let above = inputs.layers.iter().skip_while(|way| *way != path.way()).skip(1);
        let mut above = above.map(|way| format!("{way}{}", path.local()));
        above.any(|other| inputs.files.contains_key(other.as_str()))
    };
    for (source, bytes) in inputs.files.iter().filter(|(path, _)| !is_covered(path)) {
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

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

mod add;
mod allowed;
mod arrange;
mod desk;
mod documents;
mod findings;
mod gather;
mod inputs;
mod layers;
mod library;
mod memo;
mod outputs;
mod proof;
mod render;
mod searching;
mod undeclared;

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

pub use crate::edition::Mode;
pub use desk::{Desk, InLanguage, Translated};
pub use inputs::Inputs;
pub use library::Library;
pub use memo::Counts;
pub use outputs::{OutputPath, Outputs};
pub use searching::Indexes;

use add::{add, copy_files};
use allowed::Allowed;
use arrange::{Arranged, arranged, setting, translations};
use gather::Gathered;
use layers::LocalizedConfig;
use memo::Memo;
use render::{Extras, Page, Rendered, Rendering, extras};
use searching::Searching;

use crate::config::{Language, Readership};
use crate::directory::DirectoryListing;
use crate::document::{Document, Numbers};
use crate::edition::survey::{self, Standing, survey};
use crate::page::{PageKey, Theme, Translations, contrast};
use crate::site::{Reference, Setting, check};
use crate::text::{Checked, Diagnostic, Digest, Rule, Severity, SourcePath};

/// A finished site and what was found wrong with it.
#[derive(Clone, Debug, Default)]
pub struct Built {
    /// The files, also where something is wrong: as good as they could be made.
    pub outputs: Outputs,
    /// What was found, sorted by place, then rule.
    pub diagnostics: Vec<Diagnostic>,
    /// How many findings of each rule aren't told because the document that they are in allows them.
    pub allowed: BTreeMap<Rule, usize>,
    /// The document that each page was made from, for those pages that were made from one.
    pub pages: Arc<BTreeMap<OutputPath, SourcePath>>,
    /// How many documents stand how to those of the sites below; empty for a site that lies on none.
    pub standings: BTreeMap<Standing, usize>,
    /// The absolute address of the site's root: a server has to put the site at its path.
    pub base_url: String,
    /// For whom it was made, and for whom else it is published.
    pub readerships: Vec<Readership>,
    /// What its editors get to know beside.
    pub desk: Arc<Desk>,
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
///     readership: None,
///     is_for_production: false,
///     found: Vec::new(),
/// };
/// let built = Pipeline::new().run(&inputs);
/// assert!(built.outputs.iter().any(|(path, _)| path.as_str() == "kaarten/a/index.html"));
/// ```
pub struct Pipeline {
    parsed: Memo<Parsed>,
    themes: BTreeMap<Language, Cached<Checked<Theme>>>,
    numbers: Cached<Checked<Numbers>>,
    reference: Cached<Checked<Reference>>,
    listed: Cached<Checked<DirectoryListing>>,
    arranged: BTreeMap<Language, Arranged>,
    /// What says nearly the same as something else.
    alike: BTreeMap<Language, Cached<Vec<Diagnostic>>>,
    extras: BTreeMap<Language, Cached<Extras>>,
    pages: Memo<Page>,
    searching: Searching,
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

/// One result with the digest of everything that it was made from, if there is one yet.
type Cached<V> = Option<(Digest, Arc<V>)>;

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
            numbers: None,
            reference: None,
            listed: None,
            arranged: BTreeMap::new(),
            alike: BTreeMap::new(),
            extras: BTreeMap::new(),
            pages: Memo::new(),
            searching: Searching::default(),
            rendered: HashMap::new(),
            n_rendered: 0,
        }
    }

    /// Makes a site, but for what its readers search in; for that there is [`indexes`](Self::indexes). Never fails:
    /// whatever is wrong with the content is told, and the rest is made.
    pub fn run(&mut self, inputs: &Inputs) -> Built {
        self.make(inputs, Extent::Pages)
    }

    /// Makes a site with what its readers search in, and reads every file of it again for what must not be in any.
    pub fn complete(&mut self, inputs: &Inputs) -> Built {
        self.make(inputs, Extent::Everything)
    }

    fn make(&mut self, inputs: &Inputs, extent: Extent) -> Built {
        let mut diagnostics = inputs.found.clone();
        let gathered = self.gather(inputs, &mut diagnostics);
        let arranged = self.arrange(inputs, &gathered);
        let Gathered { reference, configs, stacks, .. } = &gathered;
        let is_register_unreadable = findings::is_unreadable(&reference.diagnostics);
        let themes = self.themes(inputs, configs);
        // The words differ by language, the templates and what is wrong with them don't.
        diagnostics.extend(themes.first().into_iter().flat_map(|theme| theme.diagnostics.iter().cloned()));
        diagnostics.extend(findings::missing_theme(inputs, configs.own()));
        let theme = themes.first().expect("a site has at least its own language");
        diagnostics.extend(findings::missing_templates(configs.own(), &theme.value));
        diagnostics.extend(contrast(&inputs.theme));
        for arranged in &arranged {
            diagnostics.extend(check::site(&arranged.site));
            let slot = self.alike.entry(arranged.site.edition.language.clone()).or_default();
            let digest = Digest::of(&(arranged.digest, check::sketches(&arranged.site)));
            diagnostics.extend_from_slice(&memoize(slot, digest, || check::alike(&arranged.site)));
            diagnostics.extend(arranged.site.edition.diagnostics().cloned());
        }
        let own = arranged.first().expect("a site has at least its own language");
        // While a document can't be read, that it isn't found says nothing about searching; nor does it where it is for
        // others.
        let is_whole = configs.readership == Readership::Team
            && diagnostics.iter().all(|diagnostic| diagnostic.severity != Severity::Error);
        diagnostics.extend(self.searching.check(inputs, own, is_whole));
        let translations = Arc::new(translations(&arranged));
        diagnostics.extend(findings::drift(&arranged, inputs));
        // Before the pages: together with them an index would take a quarter more memory.
        let search_files = match extent {
            Extent::Pages => Vec::new(),
            Extent::Everything => self.searching.files(inputs, &arranged),
        };
        let mut files = self.render(&arranged, &themes, &translations, &mut diagnostics);
        for (path, bytes) in search_files {
            add(&mut files.outputs, &path, bytes, None, &mut diagnostics);
        }
        copy_files(inputs, &arranged, &mut files.outputs, &mut diagnostics);
        if extent == Extent::Everything {
            diagnostics.extend(proof::of(&files, inputs, &arranged, stacks, &themes));
        }
        let surveyed = match inputs.layers.as_slice() {
            [_, .., _] => survey(stacks, inputs.layers.len() - 1, &inputs.sources, None),
            _ => Vec::new(),
        };
        let desk = Arc::new(Desk::of(&arranged, &surveyed, translations));
        let unreadable =
            findings::Unreadable { config: configs.is_unreadable, register: is_register_unreadable };
        let setting = findings::Settling {
            config: configs.own(),
            unreadable,
            is_for_production: inputs.is_for_production,
        };
        let allowed = Allowed::of(stacks);
        // What only another readership gets was looked at for that one.
        let is_first = configs.own().publish.first() == Some(&configs.readership);
        let is_shown = |path: &SourcePath| {
            is_first && arranged.iter().any(|arranged| arranged.site.document_at(path.as_str()).is_some())
        };
        undeclared::gather(&mut diagnostics, inputs, &configs.own().model);
        let (diagnostics, allowed) = findings::apply_levels(diagnostics, &setting, &allowed, is_shown);
        let base_url = own.site.config.base_url.as_str().to_owned();
        let languages = configs.languages.iter().map(|localized| localized.config.language.clone());
        self.arranged = languages.zip(arranged).collect();
        let others = configs.own().publish.iter().copied().filter(|other| *other != configs.readership);
        let Files { outputs, pages } = files;
        Built {
            outputs,
            diagnostics,
            allowed,
            pages: Arc::new(pages),
            standings: survey::count(&surveyed),
            base_url,
            readerships: std::iter::once(configs.readership).chain(others).collect(),
            desk,
        }
    }

    /// What the last run had to make.
    pub fn work(&self) -> Work {
        Work { parse: self.parsed.counts(), compose: self.pages.counts(), rendered: self.n_rendered }
    }

    /// The site in each of its languages. Kept, with what was read again in it, while nothing that it was arranged from has
    /// changed.
    fn arrange(&mut self, inputs: &Inputs, gathered: &Gathered) -> Vec<Arranged> {
        let Gathered { reference, configs, stacks, outlines, .. } = gathered;
        let files: Vec<(&SourcePath, Digest)> =
            inputs.files.iter().map(|(path, bytes)| (path, Digest::of_bytes(bytes))).collect();
        let around = Digest::of(&(
            &configs.layers,
            &reference.value,
            outlines,
            files,
            inputs.today,
            inputs.mode,
            configs.readership,
        ));
        let mut base = None;
        let mut earlier = std::mem::take(&mut self.arranged);
        let arrange = |LocalizedConfig { config, layers }: &LocalizedConfig| {
            let digest = Digest::of(&(around, config, layers));
            let kept = earlier.remove(&config.language).filter(|arranged| arranged.digest == digest);
            match kept {
                Some(mut arranged) => {
                    arranged.site.renew(stacks, &inputs.sources);
                    arranged
                }
                None => {
                    let base = base.get_or_insert_with(|| setting(inputs, gathered));
                    let (config, layers) = (Arc::clone(config), Arc::clone(layers));
                    let setting = Setting { config, layers, ..base.clone() };
                    arranged(digest, stacks, &inputs.sources, setting)
                }
            }
        };
        configs.languages.iter().map(arrange).collect()
    }

    fn render(
        &mut self,
        arranged: &[Arranged],
        themes: &[Arc<Checked<Theme>>],
        translations: &Translations,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Files {
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
            let extras = memoize(slot, *around, || extras(shared));
            for (path, bytes) in &*extras {
                add(&mut outputs, path, Arc::clone(bytes), None, diagnostics);
            }
            pages.extend(arranged.sources.iter().map(|(page, source)| (page.clone(), source.clone())));
        }
        Files { outputs, pages }
    }
}

/// The files of a site.
struct Files {
    outputs: Outputs,
    /// The document that each page was made from, for those pages that were made from one.
    pages: BTreeMap<OutputPath, SourcePath>,
}

/// How much of a site is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Extent {
    /// What a reader sees who looks for nothing.
    Pages,
    /// All of it.
    Everything,
}

/// The result under this digest, made where another one or none is kept.
fn memoize<V>(slot: &mut Cached<V>, digest: Digest, make: impl FnOnce() -> V) -> Arc<V> {
    match slot {
        Some((kept, value)) if *kept == digest => Arc::clone(value),
        _ => {
            let value = Arc::new(make());
            *slot = Some((digest, Arc::clone(&value)));
            value
        }
    }
}

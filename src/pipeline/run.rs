//! The order of the stages, and what is kept of them.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::add::{add, copy_files, published_files};
use super::allowed::Allowed;
use super::arrange::{Arranged, arranged, setting, translations};
use super::below::FromBelow;
use super::beside::Beside;
use super::gather::{Gathered, Gathering};
use super::layers::LocalizedConfig;
use super::memo::{Cached, Memo, memoize};
use super::outputs::MadeFiles;
use super::promises::{self, FoundOnPages};
use super::received::Received;
use super::render::{Page, ProvedExtras, Rendered, RenderedPage, Rendering, extras};
use super::searching::Searching;
use super::{
    Built, Desk, Indexes, Inputs, OutputPath, Outputs, Work, findings, headings, layers, proof, undeclared,
};
use crate::config::Readership;
use crate::edition::survey::{self, survey};
use crate::model::Language;
use crate::page::{PageKey, Theme, Translations, contrast, unspoken};
use crate::search::Index;
use crate::site::{Setting, check};
use crate::text::{Checked, Diagnostic, Digest, Severity, SourcePath};

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
    pub(super) gathering: Gathering,
    arranged: BTreeMap<Language, Arranged>,
    /// What says nearly the same as something else.
    alike: BTreeMap<Language, Cached<Vec<Diagnostic>>>,
    extras: BTreeMap<Language, Cached<ProvedExtras>>,
    pages: Memo<Page>,
    searching: Searching,
    /// What the files break that pages load and that are published as they are.
    promised: Cached<Vec<Diagnostic>>,
    beside: Beside,
    received: Received,
    /// The HTML of the pages by the digest of what they show: many pages show the same though the site around them has
    /// changed.
    rendered: HashMap<Digest, Rendered>,
    n_rendered: usize,
}

impl Default for Pipeline {
    fn default() -> Self {
        Self::new()
    }
}

impl Pipeline {
    /// A pipeline that has made nothing yet.
    pub fn new() -> Self {
        Self {
            gathering: Gathering::default(),
            arranged: BTreeMap::new(),
            alike: BTreeMap::new(),
            extras: BTreeMap::new(),
            pages: Memo::default(),
            searching: Searching::default(),
            promised: None,
            beside: Beside::default(),
            received: Received::default(),
            rendered: HashMap::new(),
            n_rendered: 0,
        }
    }

    /// Makes a site, but for what its readers search in; for that there is [`indexes`](Self::indexes). Never fails:
    /// whatever is wrong with the content is reported, and the rest is made.
    pub fn run(&mut self, inputs: &Inputs) -> Built {
        self.make(inputs, Extent::Pages)
    }

    /// Makes a site with what its readers search in, and reads every file of it again for what must not be in any.
    pub fn complete(&mut self, inputs: &Inputs) -> Built {
        self.make(inputs, Extent::Everything)
    }

    fn make(&mut self, inputs: &Inputs, extent: Extent) -> Built {
        let mut diagnostics = inputs.found.clone();
        let mut gathered = self.gathering.gather(inputs, &mut diagnostics);
        headings::follow(&mut gathered, inputs, &mut diagnostics);
        let arranged = self.arrange(inputs, &gathered);
        let Gathered { reference, configs, stacks, withheld, .. } = &gathered;
        let is_register_unreadable = layers::is_unreadable(&reference.diagnostics);
        let themes = self.gathering.themes(inputs, configs);
        // The words differ by language, the templates and what is wrong with them don't.
        diagnostics.extend(themes.first().into_iter().flat_map(|theme| theme.diagnostics.iter().cloned()));
        diagnostics.extend(unspoken(&inputs.theme, &configs.own().languages));
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
        diagnostics.extend(check::audience(&own.site, inputs.is_for_production));
        // While a document can't be read, that it isn't found says nothing about searching; nor does it where it is for
        // others.
        let is_whole = configs.readership == Readership::Team
            && diagnostics.iter().all(|diagnostic| diagnostic.severity != Severity::Error);
        diagnostics.extend(self.searching.check(inputs, own, is_whole));
        let translations = Arc::new(translations(&arranged));
        diagnostics.extend(findings::drift(&arranged, inputs));
        diagnostics.extend(findings::unfilled(configs, &arranged, inputs));
        // Before the pages: together with them an index would take a quarter more memory.
        let search_files = match extent {
            Extent::Pages => Vec::new(),
            Extent::Everything => self.searching.files(inputs, &arranged),
        };
        let base = own.site.config.base_url.as_str();
        // The default theme is tested with the program.
        let proved = (inputs.is_for_production || !inputs.theme.is_empty()).then_some(base);
        let (mut files, found) = self.render(&arranged, &themes, proved, &translations, &mut diagnostics);
        for (path, bytes) in search_files {
            add(&mut files.outputs, &path, bytes, None, &mut diagnostics);
        }
        let published = published_files(inputs, &arranged);
        copy_files(&published, &mut files.outputs, &mut diagnostics);
        diagnostics.extend(self.beside.check(inputs, configs, &published));
        diagnostics.extend(promises::on_pages(&found, &inputs.theme));
        let copied = promises::copied(inputs, &files.outputs);
        let loaded = proved.map(|_| &theme.value);
        let digest = promises::digest(loaded, &copied, base);
        let found = || promises::on_files(loaded, &copied, base);
        diagnostics.extend_from_slice(&memoize(&mut self.promised, digest, found));
        if extent == Extent::Everything {
            diagnostics.extend(proof::of(&files, inputs, &arranged, stacks, &themes));
        }
        let surveyed = match inputs.layers.as_slice() {
            [_, .., _] => survey(stacks, inputs.layers.len() - 1, &inputs.sources, None),
            _ => Vec::new(),
        };
        let below = FromBelow { inputs, configs, stacks, withheld };
        let received = self.received.check(&below, &mut diagnostics);
        let desk = Arc::new(Desk::of(&arranged, &surveyed, translations, received));
        let unreadable =
            findings::Unreadable { config: configs.is_unreadable, register: is_register_unreadable };
        let setting = findings::Settling {
            config: configs.own(),
            below,
            unreadable,
            is_for_production: inputs.is_for_production,
        };
        let allowed = Allowed::of(stacks);
        // What only another readership gets was looked at for that one.
        let is_first = configs.own().publish.first().is_none_or(|first| *first == configs.readership);
        let is_shown = |path: &SourcePath| {
            is_first && arranged.iter().any(|arranged| arranged.site.document_at(path.as_str()).is_some())
        };
        undeclared::gather(&mut diagnostics, inputs, &configs.own().model);
        let (diagnostics, allowed) = findings::apply_levels(diagnostics, &setting, &allowed, is_shown);
        let base_url = own.site.config.base_url.as_str().to_owned();
        let languages = configs.languages.iter().map(|localized| localized.config.language.clone());
        self.arranged = languages.zip(arranged).collect();
        let others = configs.own().publish.iter().copied().filter(|other| *other != configs.readership);
        let MadeFiles { outputs, pages, .. } = files;
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
        Work {
            parse: self.gathering.parsed.counts(),
            compose: self.pages.counts(),
            rendered: self.n_rendered,
        }
    }

    /// The site in each of its languages. Kept, with the new bodies in it, while nothing that it was arranged from has
    /// changed.
    pub(super) fn arrange(&mut self, inputs: &Inputs, gathered: &Gathered) -> Vec<Arranged> {
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
        proved: Option<&str>,
        translations: &Translations,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> (MadeFiles, Vec<(OutputPath, Arc<FoundOnPages>)>) {
        let mut outputs = Outputs::default();
        let editions: Vec<Rendering<'_>> = arranged
            .iter()
            .zip(themes)
            .map(|(arranged, theme)| {
                Rendering::new(arranged, &theme.value, proved, translations, &mut outputs)
            })
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
            self.rendered = made.iter().map(|(page, _)| (page.view, page.rendered.clone())).collect();
        }

        let (mut pages, mut without_numbers, mut found) = (BTreeMap::new(), FxHashSet::default(), Vec::new());
        let mut made = made.into_iter();
        for Rendering { arranged, shared, around, .. } in &editions {
            for ((_, path), (page, _)) in arranged.pages.iter().zip(&mut made) {
                diagnostics.extend_from_slice(&page.diagnostics);
                match &page.rendered {
                    Ok(RenderedPage { html, may_show_number, found: on_page }) => {
                        found.extend(on_page.iter().map(|on_page| (path.clone(), Arc::clone(on_page))));
                        let source = arranged.sources.get(path);
                        let is_added = add(&mut outputs, path, Arc::clone(html), source, diagnostics);
                        if is_added && !may_show_number {
                            without_numbers.insert(path.clone());
                        }
                    }
                    Err(diagnostic) => diagnostics.push(diagnostic.clone()),
                }
            }
            let slot = self.extras.entry(arranged.site.edition.language.clone()).or_default();
            let extras = memoize(slot, *around, || extras(shared, proved));
            found.extend_from_slice(&extras.found);
            for (path, bytes) in &extras.files {
                add(&mut outputs, path, Arc::clone(bytes), None, diagnostics);
            }
            pages.extend(arranged.sources.iter().map(|(page, source)| (page.clone(), source.clone())));
        }
        (MadeFiles { outputs, pages, without_numbers }, found)
    }
}

impl Pipeline {
    /// What can be found in a site in one of its languages, its own where none is named.
    ///
    /// # Errors
    ///
    /// The languages that the site has, where this one isn't among them.
    pub fn index(&mut self, inputs: &Inputs, language: Option<&str>) -> Result<Arc<Index>, Vec<Language>> {
        // What is wrong with the content is reported by `check`.
        let mut gathered = self.gathering.gather(inputs, &mut Vec::new());
        headings::follow(&mut gathered, inputs, &mut Vec::new());
        let arranged = self.arrange(inputs, &gathered);
        let wanted = arranged.iter().find(|arranged| {
            language.is_none_or(|language| arranged.site.edition.language.as_str() == language)
        });
        match wanted {
            Some(wanted) => Ok(self.searching.index(inputs, wanted)),
            None => Err(arranged.into_iter().map(|arranged| arranged.site.edition.language).collect()),
        }
    }

    /// What can be found in the site that was last made from these inputs: the index of each of its languages, with the
    /// folder of its files; none where readers can't search. Costs a look at every document, and a count of those that
    /// are new.
    pub fn indexes(&mut self, inputs: &Inputs) -> Indexes {
        let Self { searching, arranged, .. } = self;
        searching.keep_only(|language| arranged.contains_key(language));
        let searchable = arranged.values().filter(|arranged| arranged.site.has_search());
        searchable
            .map(|arranged| (arranged.site.search_address(), searching.index(inputs, arranged)))
            .collect()
    }
}

/// How much of a site is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Extent {
    /// What a reader sees who looks for nothing.
    Pages,
    /// All of it.
    Everything,
}

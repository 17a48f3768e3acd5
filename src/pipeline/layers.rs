//! The layers of a site: what each configures, and what documents refer to besides each other.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::Inputs;
use crate::asset;
use crate::base::{Release, Releases};
use crate::config::{self, Config, ConfigTree, Readership};
use crate::data::KeyName;
use crate::directory::{self, LayerFiles};
use crate::document::{self, Glossary, Numbers, Register};
use crate::model::{FactKind, Language, files};
use crate::search::Synonyms;
use crate::site::{Layer, Reference, SiteFile, SiteFiles, file_name};
use crate::text::{
    Checked, Diagnostic, Digest, ISOLATE, ISOLATE_END, Location, Rule, Source, SourcePath, dialed, phrase,
};

/// What the layers of a site configure.
pub(super) struct Configs {
    /// That of each layer by itself and all below it, in the language that the site is written in; the lowest first,
    /// the site's own last.
    pub(super) layers: Vec<Arc<Config>>,
    /// The site's own in each of its languages, the one that it is written in first.
    pub(super) languages: Vec<LocalizedConfig>,
    /// Who reads the site.
    pub(super) readership: Readership,
    /// Whether the site's own couldn't be read.
    pub(super) is_unreadable: bool,
    /// The ways to the layers below whose configuration couldn't be read.
    pub(super) unreadable: BTreeSet<String>,
}

/// What a site configures in one of its languages.
pub(super) struct LocalizedConfig {
    pub(super) config: Arc<Config>,
    /// What readers may be told of each layer, the lowest first.
    pub(super) layers: Arc<Vec<Layer>>,
}

impl LocalizedConfig {
    /// From that of each layer in this language, the lowest first.
    fn new(layers: &[Arc<Config>]) -> Self {
        let readable = layers.iter().map(|config| Layer {
            title: config.title.clone(),
            base_url: config.has_address.then(|| config.base_url.as_str().to_owned()),
            edit_url: config.edit_url.clone(),
        });
        let config = layers.last().expect("a site has at least its own layer");
        Self { config: Arc::clone(config), layers: Arc::new(readable.collect()) }
    }
}

impl Configs {
    /// The site's own, in the language that it is written in.
    pub(super) fn own(&self) -> &Arc<Config> {
        &self.original().config
    }

    /// What it configures in the language that it is written in.
    pub(super) fn original(&self) -> &LocalizedConfig {
        self.languages.first().expect("a site has at least its own language")
    }
}

/// Reads the configurations. A number is a value where nobody says otherwise.
pub(super) fn configs(inputs: &Inputs, numbers: &Numbers, diagnostics: &mut Vec<Diagnostic>) -> Configs {
    let mut reported = Vec::new();
    let trees = trees(inputs, &mut reported);
    let layers = of_layers(&trees, None).unpack(&mut reported);
    let own = layers.last().expect("a site has at least its own layer");
    let readership = inputs.readership.or(own.publish.first().copied()).unwrap_or_default();
    // Only the site's own is localized: what the layers below have by themselves stays what it is.
    let with_numbers = |mut layers: Vec<Arc<Config>>| {
        let own = Arc::make_mut(layers.last_mut().expect("a site has at least its own layer"));
        if let Some(address) = own.base_urls.get(&readership) {
            own.base_url = address.clone();
        }
        for (name, number) in numbers.values(&own.freshness, &own.language, inputs.today) {
            own.values.entry(name.clone()).or_insert(number);
        }
        // What nobody filled in yet is called by its name, so that the sentence can be read; the number of the site below
        // would be a wrong one.
        let unfilled = own.unfilled().filter(|(_, ask)| ask.is_from_below).map(|(name, _)| name.clone());
        for name in unfilled.collect::<Vec<_>>() {
            own.value_hours.remove(&name);
            own.values.insert(name.clone(), Config::unfilled_text(&name));
        }
        if own.language.dir() == "rtl" {
            own.values.values_mut().filter(|value| dialed(value).is_some()).for_each(isolate);
        }
        layers
    };
    // What is wrong was reported above.
    let others = own.languages.iter().skip(1).map(|language| of_layers(&trees, Some(language)).value);
    let others = others.map(|layers| LocalizedConfig::new(&with_numbers(layers)));
    let own_with_numbers = LocalizedConfig::new(&with_numbers(layers.clone()));
    let languages = std::iter::once(own_with_numbers).chain(others).collect();
    // A library shows its examples; a site that lies on one should have its own.
    if inputs.layers.len() > 1 || inputs.is_for_production {
        reported.extend(own.unreplaced(&path(""), inputs.is_for_production));
    }
    // A value stands on every page that asks for it.
    for source in inputs.layers.iter().filter_map(|way| inputs.sources.get(&path(way))) {
        document::lint_text(source, None, &own.model.allowed_numbers, &mut reported);
    }
    reported.extend(numbers.stale(&own.freshness, inputs.today));
    let broken = reported.iter().filter(|reported| reported.rule == Rule::InvalidYaml);
    let mut unreadable: BTreeSet<String> =
        broken.filter_map(|broken| Some(broken.path()?.way().to_owned())).collect();
    let is_unreadable = unreadable.remove("");
    diagnostics.extend(reported);
    Configs { layers, languages, readership, is_unreadable, unreadable }
}

/// Lets a number run from left to right in a text that doesn't: digits behind an Arabic letter would stand back to front.
/// Characters, since values stand in titles and descriptions too; in HTML they become an element.
fn isolate(number: &mut String) {
    *number = format!("{ISOLATE}{number}{ISOLATE_END}");
}

impl Inputs {
    /// What the site configures, with all that it lies on, in the language that it is written in.
    pub fn config(&self) -> Checked<Config> {
        let mut diagnostics = Vec::new();
        let trees = trees(self, &mut diagnostics);
        let own = of_layers(&trees, None).unpack(&mut diagnostics).pop();
        Checked { value: Arc::unwrap_or_clone(own.expect("a site has at least its own layer")), diagnostics }
    }
}

fn path(way: &str) -> SourcePath {
    SourcePath::below(way, config::FILE_NAME).expect("the ways to layers were checked when they were read")
}

/// What each layer says, the lowest first.
fn trees(inputs: &Inputs, diagnostics: &mut Vec<Diagnostic>) -> Vec<ConfigTree> {
    let sources = inputs.layers.iter().map(|way| {
        let path = path(way);
        inputs.sources.get(&path).cloned().unwrap_or_else(|| Source::new(path, ""))
    });
    sources.map(|source| ConfigTree::parse(&source).unpack(diagnostics)).collect()
}

/// What each layer configures, over those below it, in a language; in the site's own where there is none.
fn of_layers(trees: &[ConfigTree], language: Option<&Language>) -> Checked<Vec<Arc<Config>>> {
    let mut diagnostics = Vec::new();
    let mut layers: Vec<Arc<Config>> = Vec::new();
    for tree in trees {
        let below = layers.last().map(|below| &**below);
        layers.push(Arc::new(config::read_tree(tree, below, language).unpack(&mut diagnostics)));
    }
    Checked { value: layers, diagnostics }
}

/// The texts of a layer, in the order of their paths.
pub(super) fn of_layer<'i>(inputs: &'i Inputs, way: &str) -> impl Iterator<Item = &'i Source> {
    inputs.sources.iter().filter(move |(path, _)| path.way() == way).map(|(_, source)| source)
}

/// What documents refer to besides each other, of all layers together, with the numbers that were read already.
pub(super) fn reference(inputs: &Inputs, numbers: &Numbers, kinds: &[FactKind]) -> Checked<Reference> {
    let mut diagnostics = Vec::new();
    let read_register = |source: &Source, below| Register::read(source, below, kinds);
    let register = of_all(inputs, files::REGISTER, read_register).unpack(&mut diagnostics);
    let glossary = of_all(inputs, files::GLOSSARY, Glossary::read).unpack(&mut diagnostics);
    let releases = releases(inputs, "").map_or_else(Releases::default, |read| read.unpack(&mut diagnostics));
    let base_release = if releases.0.is_empty() { None } else { base_release(inputs) };
    let value = Reference { register, glossary, numbers: numbers.clone(), releases, base_release };
    Checked { value, diagnostics }
}

/// The releases that a layer lists; `None` where it lists none.
fn releases(inputs: &Inputs, way: &str) -> Option<Checked<Releases>> {
    data_file(inputs, way, files::RELEASES).map(Releases::read)
}

/// The release that the nearest layer below with any is of, and the place of that. What is wrong with its list is reported where
/// it is kept.
fn base_release(inputs: &Inputs) -> Option<(usize, Release)> {
    let (_, below) = inputs.layers.split_last()?;
    let newest = |way: &str| releases(inputs, way)?.value.last().cloned();
    below.iter().enumerate().rev().find_map(|(layer, way)| Some((layer, newest(way)?)))
}

/// The national numbers, of all layers together.
pub(super) fn numbers(inputs: &Inputs) -> Checked<Numbers> {
    of_all(inputs, files::NUMBERS, Numbers::read)
}

/// What means the same, of all layers together.
pub(super) fn synonyms(inputs: &Inputs) -> Checked<Synonyms> {
    of_all(inputs, files::SYNONYMS, Synonyms::read)
}

/// The digest of the data files of these names in all layers.
pub(super) fn digest(inputs: &Inputs, names: &[KeyName]) -> Digest {
    let digests = inputs.layers.iter().map(|way| -> Vec<Option<Digest>> {
        names.iter().map(|name| data_file(inputs, way, *name).map(Source::digest)).collect()
    });
    Digest::of(&(&inputs.layers, digests.collect::<Vec<_>>()))
}

/// The file of data that a layer has under either of its names.
pub(super) fn data_file<'i>(inputs: &'i Inputs, way: &str, name: KeyName) -> Option<&'i Source> {
    [name.nl, name.en].into_iter().find_map(|name| inputs.sources.get([way, name].concat().as_str()))
}

/// The files of data that the site has under both of their names; which one counts, nobody could tell.
pub(super) fn twins(inputs: &Inputs) -> impl Iterator<Item = Diagnostic> {
    let both = |name: &KeyName| {
        let twin = inputs.sources.get(name.en)?;
        inputs.sources.contains_key(name.nl).then_some((name.nl, twin.path()))
    };
    files::ALL.iter().filter_map(both).map(|(other, path)| {
        Diagnostic::new(
            Rule::BadFileName,
            phrase!(
                "`{path}` en `{other}` zijn hetzelfde bestand, in twee talen",
                "`{path}` and `{other}` are the same file, in two languages"
            ),
        )
        .at(Location::file(path.clone()))
        .hint(phrase!(
            "zet alles in een van de twee, en haal de andere weg",
            "put everything into one of the two, and take the other away"
        ))
    })
}

/// The file of data of this name in each layer that has one, read over what the layers below have.
fn of_all<T: Default>(inputs: &Inputs, name: KeyName, read: impl Fn(&Source, T) -> Checked<T>) -> Checked<T> {
    let mut diagnostics = Vec::new();
    let sources = inputs.layers.iter().filter_map(|way| data_file(inputs, way, name));
    let value = sources.fold(T::default(), |below, source| read(source, below).unpack(&mut diagnostics));
    Checked { value, diagnostics }
}

/// The files of each layer that say what it has to offer.
pub(super) fn directory<'i>(inputs: &'i Inputs, configs: &'i Configs) -> Vec<LayerFiles<'i>> {
    let is_directory = |source: &&Source| {
        let path = source.path().local();
        let is_table = path.split_once('/').is_some_and(|(folder, _)| directory::is_folder(folder));
        is_table || directory::is_file(path)
    };
    let layers = inputs.layers.iter().enumerate();
    layers
        .map(|(layer, way)| LayerFiles {
            layer,
            model: &configs.layers[layer].model,
            sources: of_layer(inputs, way).filter(is_directory).collect(),
        })
        .collect()
}

/// The files that aren't documents, of all layers together; those too that would be documents if their names could be part of
/// an address: whoever links to one has written the right name.
pub(super) fn files(inputs: &Inputs) -> SiteFiles {
    let is_plain =
        |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'-' | b'/' | b'.');
    let is_misnamed =
        |path: &&SourcePath| path.local().ends_with(".md") && !path.local().bytes().all(is_plain);
    let misnamed = inputs.sources.keys().filter(is_misnamed).map(|path| {
        let file = SiteFile { path: path.clone(), size: None, n_bytes: 0 };
        (file_name(path.local()).into_owned(), file)
    });
    let mut files: SiteFiles = misnamed.collect();
    for way in &inputs.layers {
        let of_layer = inputs.files.iter().filter(|(path, _)| path.way() == way);
        files.extend(of_layer.map(|(path, bytes)| {
            let file = SiteFile { path: path.clone(), size: asset::size(bytes), n_bytes: bytes.len() };
            (file_name(path.local()).into_owned(), file)
        }));
    }
    files
}

/// Whether a file of data couldn't be read, so that what it lacks says nothing.
pub(super) fn is_unreadable(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|diagnostic| diagnostic.rule == Rule::InvalidYaml)
}

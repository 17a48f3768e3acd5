//! What a site is arranged from: what is configured, every document of every layer, the directory, and the theme. Read anew
//! only where the texts that it is read from are otherwise.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Inputs;
use super::below;
use super::documents::documents;
use super::layers::{self, Configs};
use super::memo::{Cached, Memo, memoize};
use super::strays::{self, Found};
use crate::config::Config;
use crate::directory::{self, DirectoryListing};
use crate::document::{Document, Numbers, Role};
use crate::edition::record::{self, Record};
use crate::edition::{self, Piece, Stack};
use crate::model::{ContentModel, FactKind, Language, files};
use crate::page::Theme;
use crate::site::Reference;
use crate::text::{Checked, Diagnostic, Digest, Source, SourcePath};

/// What a site is arranged from.
pub(super) struct Gathered {
    pub(super) reference: Arc<Checked<Reference>>,
    pub(super) configs: Configs,
    pub(super) listed: Arc<Checked<DirectoryListing>>,
    pub(super) stacks: Vec<Stack>,
    /// The files of layers below that stay off the site because of personal data in them.
    pub(super) withheld: BTreeSet<SourcePath>,
    /// What the site settled of those below it.
    pub(super) record: Arc<Checked<Record>>,
    /// The digest of the outline of every file, and of everything that the directory was made from.
    pub(super) outlines: Vec<Digest>,
}

/// Reads, and keeps what the next run can use.
#[derive(Default)]
pub(super) struct Gathering {
    pub(super) parsed: Memo<Parsed>,
    records: Memo<Checked<Record>>,
    themes: BTreeMap<Language, Cached<Checked<Theme>>>,
    numbers: Cached<Checked<Numbers>>,
    reference: Cached<Checked<Reference>>,
    listed: Cached<Checked<DirectoryListing>>,
}

/// A parsed document with the digest of its outline, so that comparing sites doesn't read outlines again.
pub(super) struct Parsed {
    document: Checked<Document>,
    outline: Digest,
}

impl Gathering {
    /// Reads what is configured and every document of every layer.
    pub(super) fn gather(&mut self, inputs: &Inputs, diagnostics: &mut Vec<Diagnostic>) -> Gathered {
        let numbers = self.numbers(inputs);
        diagnostics.extend_from_slice(&numbers.diagnostics);
        let configs = layers::configs(inputs, &numbers.value, diagnostics);
        diagnostics.extend(layers::twins(inputs));
        let reference = self.reference(inputs, &numbers.value, &configs.own().model.fact_kinds);
        diagnostics.extend_from_slice(&reference.diagnostics);
        let records = self.records(inputs);
        // Of the layers below, those who keep them are told.
        let record = records.last().cloned().expect("a site has at least its own layer");
        diagnostics.extend_from_slice(&record.diagnostics);
        let mut withheld = BTreeSet::new();
        let (mut pieces, mut outlines) = self.parse(inputs, &configs, &records, &mut withheld, diagnostics);
        let listed = self.listed(inputs, &configs);
        diagnostics.extend_from_slice(&listed.diagnostics);
        outlines.extend(self.listed.iter().map(|(digest, _)| *digest));
        let documents = listed.value.documents.iter().cloned();
        pieces.extend(documents.map(|(layer, document)| Piece { layer, role: Role::Own, document }));
        Gathered { reference, configs, listed, stacks: edition::stacks(pieces), record, withheld, outlines }
    }

    /// What each layer settled of those below it, the lowest first.
    fn records(&mut self, inputs: &Inputs) -> Vec<Arc<Checked<Record>>> {
        let sources = inputs.layers.iter().map(|way| inputs.sources.get(&record_path(way)));
        let sources: Vec<Option<&Source>> = sources.collect();
        let read =
            |source: &Option<&Source>| source.map_or_else(|| Checked::clean(Record::default()), Record::read);
        let digest =
            |source: &Option<&Source>| Digest::of(&source.map(|source| (source.path(), source.digest())));
        self.records.pass(&sources, digest, read).into_iter().map(|(record, _)| record).collect()
    }

    /// The theme in each language of the site.
    pub(super) fn themes(&mut self, inputs: &Inputs, configs: &Configs) -> Vec<Arc<Checked<Theme>>> {
        let languages = configs.languages.iter().map(|localized| &localized.config.language);
        self.themes.retain(|language, _| languages.clone().any(|other| other == language));
        let themes = configs.languages.iter().map(|localized| {
            let Config { language, texts, .. } = &*localized.config;
            let digest = Digest::of(&(&inputs.theme, language, texts));
            let slot = self.themes.entry(language.clone()).or_default();
            memoize(slot, digest, || Theme::load(&inputs.theme, language, texts))
        });
        themes.collect()
    }

    fn numbers(&mut self, inputs: &Inputs) -> Arc<Checked<Numbers>> {
        let digest = layers::digest(inputs, &[files::NUMBERS]);
        memoize(&mut self.numbers, digest, || layers::numbers(inputs))
    }

    fn reference(
        &mut self,
        inputs: &Inputs,
        numbers: &Numbers,
        kinds: &[FactKind],
    ) -> Arc<Checked<Reference>> {
        let files = [files::REGISTER, files::GLOSSARY, files::RELEASES];
        let digest = Digest::of(&(layers::digest(inputs, &files), numbers, kinds));
        memoize(&mut self.reference, digest, || layers::reference(inputs, numbers, kinds))
    }

    fn listed(&mut self, inputs: &Inputs, configs: &Configs) -> Arc<Checked<DirectoryListing>> {
        let (files, config) = (layers::directory(inputs, configs), configs.own());
        let models: Vec<&ContentModel> = files.iter().map(|layer| layer.model).collect();
        let sources = files.iter().flat_map(|layer| &layer.sources);
        let sources: Vec<(&SourcePath, Digest)> =
            sources.map(|source| (source.path(), source.digest())).collect();
        let digest = Digest::of(&(
            &inputs.layers,
            sources,
            inputs.today,
            &config.freshness,
            config.source_language(),
            models,
        ));
        memoize(&mut self.listed, digest, || directory::read(&files, config, inputs.today))
    }

    /// Every document of every layer, with the digest of each one's outline. A layer's documents are read by its own
    /// content model, so that sites on the same base share the reading of that.
    fn parse(
        &mut self,
        inputs: &Inputs,
        configs: &Configs,
        records: &[Arc<Checked<Record>>],
        withheld: &mut BTreeSet<SourcePath>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> (Vec<Piece>, Vec<Digest>) {
        let tasks = documents(inputs, configs, records, diagnostics);
        let models: Vec<Digest> = configs.layers.iter().map(|config| Digest::of(&config.model)).collect();
        let parsed = self.parsed.pass(
            &tasks,
            |task| {
                // Its place is part of what is reported about it.
                let place = (task.source.path(), &task.identity, task.noted);
                Digest::of(&(models[task.layer], place, task.source.digest()))
            },
            |task| {
                let model = &configs.layers[task.layer].model;
                let document = task.read(task.identity.clone(), model);
                let outline = Digest::of(&*document.value.outline);
                Parsed { document, outline }
            },
        );
        let read: Vec<&Document> = parsed.iter().map(|(parsed, _)| &parsed.document.value).collect();
        let strays = strays::find(inputs, configs, &tasks, &read, diagnostics);
        let top = inputs.layers.len() - 1;
        let (mut pieces, mut outlines) = (Vec::with_capacity(tasks.len()), Vec::with_capacity(tasks.len()));
        for (place, (task, (parsed, _))) in tasks.iter().zip(&parsed).enumerate() {
            let (mut document, mut role) = (parsed.document.value.clone(), task.identity.role);
            let reported = &parsed.document.diagnostics;
            let mut outline = parsed.outline;
            match strays.get(&place) {
                Some(Found::Superseded | Found::Nothing) => continue,
                Some(Found::Moved(read, as_what)) => {
                    (document, outline, role) = ((**read).clone(), Digest::of(&*read.outline), *as_what);
                }
                None => diagnostics.extend(reported.iter().cloned()),
            }
            if task.layer < top
                && !reported.is_empty()
                && below::is_withheld(configs.own(), &document, reported)
            {
                withheld.insert(task.source.path().clone());
                if role == Role::Translation {
                    continue;
                }
                below::withhold(&mut document);
                outline = Digest::of(&*document.outline);
            }
            outlines.push(outline);
            pieces.push(Piece { layer: task.layer, role, document });
        }
        (pieces, outlines)
    }
}

/// The path of what a layer settled, by the way to its folder.
pub(super) fn record_path(way: &str) -> SourcePath {
    SourcePath::below(way, record::FILE).expect("the ways to layers were checked when they were read")
}

//! What the preview shows: a broken document must not take its page away from whoever is looking at it, so the pages
//! are made from the last text of each file that had no errors, and the problems come from the texts as they are.
//!
//! Pure: the same inputs in the same order give the same. How they come about, and who looks, isn't known here.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use super::editor::Editor;
use super::snapshot::{BasePath, Problem, Snapshot};
use crate::config::{FILE_NAME, Readership};
use crate::directory;
use crate::edition::ResolvedDocument;
use crate::model::KindId;
use crate::page::ThemeFiles;
use crate::pipeline::{Built, Indexes, Inputs, OutputPath, Pipeline};
use crate::text::{Diagnostic, MessageLanguage, Rule, Severity, Source, SourcePath, phrase};

/// The pipeline and the last good text of everything.
pub(crate) struct LastGood {
    pipeline: Pipeline,
    good: BTreeMap<SourcePath, Source>,
    good_theme: Option<ThemeFiles>,
    /// What was shown last, for when the pipeline itself fails.
    last: Option<Built>,
}

/// What a run gave: the problems of the files as they are, the pages of the files as they last were good.
pub(crate) struct ShownBuild {
    /// The site as it is shown.
    pub(crate) built: Built,
    /// The files that never were good, so that their pages are only as good as they could be made.
    rough: BTreeSet<SourcePath>,
}

impl LastGood {
    /// Nothing has been good yet.
    pub(crate) fn new() -> Self {
        Self { pipeline: Pipeline::new(), good: BTreeMap::new(), good_theme: None, last: None }
    }

    /// Makes the site, with the last good text of whatever is broken.
    pub(crate) fn run(&mut self, inputs: &Inputs) -> ShownBuild {
        let (inputs, mut built) = self.run_by_good_config(inputs);
        let broken: BTreeSet<SourcePath> = errors(&built).filter_map(|error| error.path().cloned()).collect();
        let is_theme_broken = errors(&built).any(|error| error.rule == Rule::TemplateError);
        // What can't be read any more is broken, not gone.
        self.good.retain(|path, _| inputs.sources.contains_key(path) || broken.contains(path));
        for (path, source) in &inputs.sources {
            let is_new = self.good.get(path).is_none_or(|good| good.digest() != source.digest());
            if is_new && !broken.contains(path) {
                self.good.insert(path.clone(), source.clone());
            }
        }
        if !is_theme_broken && self.good_theme.as_ref() != Some(&inputs.theme) {
            self.good_theme = Some(inputs.theme.clone());
        }

        let replaced: Vec<(&SourcePath, &Source)> =
            broken.iter().filter_map(|path| self.good.get_key_value(path)).collect();
        let theme = self.good_theme.as_ref().filter(|_| is_theme_broken);
        if !replaced.is_empty() || theme.is_some() {
            let mut last_good = inputs.into_owned();
            last_good
                .sources
                .extend(replaced.into_iter().map(|(path, source)| (path.clone(), source.clone())));
            if let Some(theme) = theme {
                last_good.theme = theme.clone();
            }
            let good = self.run_guarded(&last_good);
            built = Built { diagnostics: built.diagnostics, ..good };
        }
        self.last = Some(built.clone());
        let rough = broken.into_iter().filter(|path| !self.good.contains_key(path)).collect();
        ShownBuild { built, rough }
    }

    /// What can be found in what is shown.
    pub(crate) fn indexes(&mut self, inputs: &Inputs) -> Indexes {
        let pipeline = &mut self.pipeline;
        catch_unwind(AssertUnwindSafe(|| pipeline.indexes(inputs))).unwrap_or_else(|_| {
            // The next run makes all of it anew.
            self.pipeline = Pipeline::new();
            Indexes::new()
        })
    }

    /// Runs with the last good configuration where the one of now has errors, and gives the inputs with that one: half a
    /// content model would find fault with every document.
    fn run_by_good_config<'i>(&mut self, inputs: &'i Inputs) -> (Cow<'i, Inputs>, Built) {
        let built = self.run_guarded(inputs);
        let good = self.good.get_key_value(FILE_NAME);
        let Some((path, source)) = good.filter(|_| errors(&built).any(is_about_config)) else {
            return (Cow::Borrowed(inputs), built);
        };
        let mut mended = inputs.clone();
        mended.sources.insert(path.clone(), source.clone());
        let of_documents = self.run_guarded(&mended);
        let mut diagnostics = built.diagnostics;
        diagnostics.retain(is_about_config);
        diagnostics.extend(of_documents.diagnostics.into_iter().filter(|one| !is_about_config(one)));
        diagnostics.sort();
        (Cow::Owned(mended), Built { diagnostics, ..of_documents })
    }

    /// Runs the pipeline. A mistake of ours is reported like a problem of the content, and ends nothing.
    fn run_guarded(&mut self, inputs: &Inputs) -> Built {
        let pipeline = &mut self.pipeline;
        match catch_unwind(AssertUnwindSafe(|| pipeline.run(inputs))) {
            Ok(built) => built,
            Err(_) => {
                self.pipeline = Pipeline::new();
                let mistake = Diagnostic::new(
                    Rule::InternalError,
                    phrase!(
                        "wijkgids heeft zelf een fout gemaakt; de vorige pagina's blijven staan",
                        "wijkgids itself has made a mistake; the last pages stay"
                    ),
                );
                let last = self.last.clone().unwrap_or_default();
                Built { diagnostics: vec![mistake], ..last }
            }
        }
    }
}

/// The page of the provision that a problem is about: many share a file.
fn page_of_provision(provisions: &[&ResolvedDocument], diagnostic: &Diagnostic) -> Option<OutputPath> {
    let at = diagnostic
        .at
        .as_ref()
        .filter(|at| at.path.local().split('/').next().is_some_and(directory::is_folder))?;
    let provision = provisions.iter().find(|document| {
        let place = &document.body.lead_at;
        place.path == at.path && place.span.range().contains(&at.span.range().start)
    });
    OutputPath::of_address(&provision?.outline.id.address())
}

fn errors(built: &Built) -> impl Iterator<Item = &Diagnostic> {
    built.diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error)
}

fn is_about_config(diagnostic: &Diagnostic) -> bool {
    diagnostic.path().is_some_and(|path| path.as_str() == FILE_NAME)
}

impl ShownBuild {
    /// Whether there is a site for residents, as far as its configuration can be read.
    pub(crate) fn is_for_residents_too(&self) -> bool {
        self.built.readerships.contains(&Readership::Resident) && !errors(&self.built).any(is_about_config)
    }

    /// The page of the first of these files that has one.
    pub(crate) fn page_of_any(&self, sources: &BTreeSet<SourcePath>) -> Option<OutputPath> {
        self.pages_of(|source| sources.contains(source)).first_key_value().map(|(_, page)| (*page).clone())
    }

    /// The page of each of these files that has one. Where nobody has translated a document, it has a page in every
    /// language: then the one in its own, which has the shortest address.
    fn pages_of(&self, is_meant: impl Fn(&SourcePath) -> bool) -> BTreeMap<&SourcePath, &OutputPath> {
        let mut pages: BTreeMap<&SourcePath, &OutputPath> = BTreeMap::new();
        for (page, source) in self.built.pages.iter().filter(|(_, source)| is_meant(source)) {
            let shortest = pages.entry(source).or_insert(page);
            if page.as_str().len() < shortest.as_str().len() {
                *shortest = page;
            }
        }
        pages
    }

    /// What the preview needs to show it.
    pub(crate) fn snapshot(
        &self,
        inputs: &Inputs,
        follow: Option<OutputPath>,
        editor: Option<&Editor>,
        language: MessageLanguage,
    ) -> Snapshot {
        let concerned: BTreeSet<&SourcePath> =
            self.built.diagnostics.iter().filter_map(Diagnostic::path).collect();
        let pages = self.pages_of(|source| concerned.contains(source));
        let documents = self.built.desk.documents.values();
        let provisions: Vec<&ResolvedDocument> =
            documents.filter(|document| document.outline.kind == KindId::PROVISION).collect();
        let problems = self.built.diagnostics.iter().map(|diagnostic| {
            let path = diagnostic.path();
            let source = path.and_then(|path| inputs.sources.get(path));
            let page = page_of_provision(&provisions, diagnostic);
            let page = page.or_else(|| path.and_then(|path| pages.get(path)).copied().cloned());
            Problem::new(diagnostic, language, source, page)
        });
        let rough = self.built.pages.iter().filter(|(_, source)| self.rough.contains(*source));
        Snapshot {
            rough: rough.map(|(page, _)| page.clone()).collect(),
            problems: problems.collect(),
            outputs: self.built.outputs.clone(),
            base: BasePath::of_base_url(&self.built.base_url),
            follow,
            sources: self.sources_of_several(inputs),
            desk: Arc::clone(&self.built.desk),
            editor: editor.cloned(),
        }
    }

    /// The texts of the documents that are made of several files, which editors compare.
    fn sources_of_several(&self, inputs: &Inputs) -> BTreeMap<SourcePath, Source> {
        let documents = self.built.desk.documents.values().filter(|document| document.derived.is_some());
        let sources =
            documents.flat_map(ResolvedDocument::files).filter_map(|path| inputs.sources.get_key_value(path));
        sources.map(|(path, source)| (path.clone(), source.clone())).collect()
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::edition::Mode;
    use crate::text::Location;

    #[test]
    fn a_card_that_cannot_be_read_any_more_keeps_its_page() {
        let path = |path| SourcePath::new(path).expect("a path");
        let source = |name, text| (path(name), Source::new(path(name), text));
        let mut inputs = Inputs {
            layers: vec![String::new()],
            sources: BTreeMap::from([
                source(FILE_NAME, "title: Gids"),
                source("kaarten/een.md", "---\ntitel: Een\n---\nTekst.\n"),
            ]),
            files: BTreeMap::new(),
            theme: BTreeMap::new(),
            today: date(2026, 11, 21),
            mode: Mode::Preview,
            readership: None,
            is_for_production: false,
            found: Vec::new(),
        };
        let page = OutputPath::new("kaarten/een/index.html").expect("a path");
        let mut last_good = LastGood::new();
        let good = last_good.run(&inputs).built;
        assert!(!good.has_errors(), "{:?}", good.diagnostics);

        let card = inputs.sources.remove(&path("kaarten/een.md")).expect("it is there");
        let unreadable = Diagnostic::new(Rule::UnreadableFile, phrase!("x", "x"));
        inputs.found = vec![unreadable.at(Location::file(card.path().clone()))];
        let shown = last_good.run(&inputs).built;
        assert!(shown.has_errors());
        assert_eq!(shown.outputs.get(&page), good.outputs.get(&page));

        inputs.found.clear();
        assert!(last_good.run(&inputs).built.outputs.get(&page).is_none(), "a card that is gone is gone");
    }
}

//! What is looked for beside the documents: in files that are published as they are, in files of data, and in names.

use std::sync::Arc;

use super::Inputs;
use super::add::PublishedFile;
use super::layers::{Configs, data_file};
use super::memo::Memo;
use crate::asset;
use crate::document::{number_in_name, personal_data};
use crate::model::files::{GLOSSARY, NUMBERS, REGISTER, SYNONYMS, TRIALS};
use crate::text::{Diagnostic, Digest, Location, Rule, Severity, Source, SourcePath, phrase};

/// What was found in each file that was looked into.
#[derive(Default)]
pub(super) struct Beside {
    published: Memo<Vec<Diagnostic>>,
    data: Memo<Vec<Diagnostic>>,
}

impl Beside {
    /// Looks into the files that are others than before, and at the names of all.
    pub(super) fn check(
        &mut self,
        inputs: &Inputs,
        configs: &Configs,
        published: &[PublishedFile<'_>],
    ) -> Vec<Diagnostic> {
        let allowed = &configs.own().model.allowed_numbers;
        let read: Vec<&PublishedFile<'_>> =
            published.iter().filter(|(path, bytes)| asset::is_read(path.file_name(), bytes)).collect();
        let in_files = self.published.pass(
            &read,
            |(path, bytes)| Digest::of(&(path, Digest::of_bytes(bytes), allowed)),
            |(path, bytes)| asset::check(path, bytes, allowed),
        );
        // The others are looked into where they are read.
        let names = [REGISTER, GLOSSARY, SYNONYMS, TRIALS, NUMBERS];
        let of_layer = |way: &String| {
            names.into_iter().filter_map(|name| data_file(inputs, way, name)).collect::<Vec<_>>()
        };
        let data: Vec<&Source> = inputs.layers.iter().flat_map(of_layer).collect();
        let in_data = self.data.pass(
            &data,
            |source| Digest::of(&(source.path(), source.digest(), allowed)),
            |source| {
                let mut found = Vec::new();
                personal_data(source, None, allowed, &mut found);
                found
            },
        );
        let found = in_files.into_iter().chain(in_data).flat_map(|(found, _)| Arc::unwrap_or_clone(found));
        let names = inputs.sources.keys().chain(published.iter().map(|(path, _)| *path));
        found.chain(names.filter_map(of_name)).collect()
    }
}

/// A name that holds a number: it is in the address of its page, or of the file.
fn of_name(path: &SourcePath) -> Option<Diagnostic> {
    let masked = number_in_name(path.local())?;
    let message = phrase!(
        "in de naam staat `{masked}`, en dat lijkt een burgerservicenummer of een rekeningnummer",
        "the name holds `{masked}`, which looks like a citizen service number or a bank account"
    );
    let found = Diagnostic { severity: Severity::Warning, ..Diagnostic::new(Rule::PersonalData, message) };
    Some(found.at(Location::file(path.clone())).hint(phrase!(
        "geef het bestand een andere naam: die staat in het adres, waar iedereen hem ziet",
        "give the file another name: it stands in the address, where everybody sees it"
    )))
}

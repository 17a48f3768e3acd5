//! What residents get anyway: whatever one of these sources says is nobody's secret.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::lines::{self, ProofLine, folded};
use super::secrets::public_texts;
use crate::config;
use crate::data::KeyName;
use crate::directory::{Provision, Said};
use crate::document::{self, Confirmation, Document, DocumentId, FieldValue, TextTree};
use crate::edition::{Edition, Stack};
use crate::model::{Column, FieldId, FieldType, KindId, files};
use crate::search::BUILT_IN_SYNONYMS;
use crate::site::Site;
use crate::text::{Source, SourcePath, fill, letters, next_value};

/// Files that are for everybody as they are, in whichever layer.
const FILES: [KeyName; 5] =
    [KeyName::same(config::FILE_NAME), files::GLOSSARY, files::SYNONYMS, files::AREAS, files::NUMBERS];

/// The letters and digits of every text that residents get from a source of their own: their documents, provisions and
/// facts, what the site configures, and the interface.
pub(super) fn texts<'a>(
    site: &'a Site,
    stacks: &'a [Stack],
    sources: &'a BTreeMap<SourcePath, Source>,
    interface: impl Iterator<Item = &'a str>,
) -> Vec<String> {
    let values = site.values().of(site.own_config.source_language());
    let is_public = |source: &&Source| FILES.iter().any(|name| name.is(source.path().local()));
    let files = sources.values().filter(is_public).map(Source::text);
    let register = &site.reference.register;
    let facts =
        register.facts.values().flat_map(|fact| [Some(fact.text.as_str()), fact.who.as_deref()]).flatten();
    let titles = register.sources.values().map(|source| source.title.as_str());
    let of_facts = register.facts.values().map(|fact| &fact.citation);
    let citations = of_facts.chain(register.sources.values().map(|source| &source.citation));
    let articles = citations.filter_map(|citation| citation.article.as_deref());
    let columns = site.own_config.model.columns();
    let provisions = || site.provisions().map(|(_, provision)| provision);
    let hours = provisions().flat_map(|provision| texts_in(provision, &columns, is_hours));
    let provisions = provisions().flat_map(|provision| public_texts(provision, &columns));
    let provisions = provisions.map(|(text, _)| text).chain(hours);
    let fixed = files.chain(facts).chain(titles).chain(articles).chain(provisions).chain(interface);
    // The words of the program itself are in every index.
    let fixed: Vec<&str> = fixed.chain([BUILT_IN_SYNONYMS]).collect();
    let fixed = fixed.into_par_iter().map(|text| letters(&fill(text, values)));
    let documents: Vec<&Document> = documents(site, stacks).collect();
    let said = documents.into_par_iter().flat_map_iter(|document| of_document(site, document, sources));
    fixed.chain(said).collect()
}

/// What a document says to residents, without the words that it is found by.
fn of_document(site: &Site, document: &Document, sources: &BTreeMap<SourcePath, Source>) -> Vec<String> {
    let Document { outline, body } = document;
    let values = site.values().of(&outline.language);
    let as_typed = |name: &str| ["{{ ", name, " }}"].concat();
    let shown = |tree: &TextTree| document::plain(tree, as_typed, |_| None);
    let mut texts = Vec::new();
    let mut add = |text: &str| texts.push(letters(&fill(text, values)));
    for fields in [&outline.fields, &body.fields] {
        fields.for_each(&site.own_config.model.fields, &mut |field, is_for_teams, value| {
            let is_public = !is_for_teams && field.is_content() && field != FieldId::KEYWORDS;
            let text = is_public.then(|| value.value.typed(shown)).flatten();
            text.into_iter().for_each(|text| add(&text));
        });
    }
    let source = sources.get(&outline.path);
    let text = source.and_then(|source| source.text().get(body.lead_at.span.range().start..));
    text.into_iter().for_each(add);
    texts
}

/// The documents that residents get, but for provisions. A text that was taken off the site because nobody reviewed it has
/// been read by everybody: a day can't make what it says a secret.
fn documents<'a>(site: &'a Site, stacks: &'a [Stack]) -> impl Iterator<Item = &'a Document> {
    let Edition { documents, overdue, .. } = &site.edition;
    let is_public = |id: &DocumentId| documents.contains_key(id) || overdue.contains_key(id);
    let shown = stacks.iter().filter(move |stack| is_public(&stack[0].document.outline.id));
    shown.flatten().map(|piece| &piece.document).filter(|document| document.outline.kind != KindId::PROVISION)
}

/// The numbers and addresses that residents get as such: in a field of theirs that holds nothing else, of the municipality's
/// duties, from the list of national numbers, and as a value that one of their texts asks for. One that was typed into a text
/// doesn't count: that is how a line of a team gets out.
pub(super) fn lines(site: &Site, stacks: &[Stack]) -> BTreeSet<ProofLine> {
    let values = site.values().of(site.own_config.source_language());
    let columns = site.own_config.model.columns();
    let given = site.provisions().flat_map(|(_, provision)| texts_in(provision, &columns, is_line));
    let in_documents = documents(site, stacks).flat_map(|document| &document.body.places.values);
    let in_provisions = site.provisions().flat_map(|(_, provision)| public_texts(provision, &columns));
    let in_provisions = in_provisions.flat_map(|(text, _)| values_in(text));
    let names = in_documents.map(|(name, _)| name.as_str()).chain(in_provisions);
    let asked = names.filter_map(|name| values.get(name)).map(String::as_str);
    let numbers = site.reference.numbers.numbers.values();
    let confirmed = numbers.filter(|number| number.standing == Confirmation::Confirmed);
    let confirmed = confirmed.map(|number| number.number.as_str());
    let duties = site.own_config.duties.contacts();
    let mut lines = BTreeSet::new();
    let mut add = |text: &str| lines.extend(lines::lines(&folded(text)).map(|(line, _)| line));
    given.chain(asked).chain(confirmed).chain(duties).for_each(&mut add);
    for Document { outline, body: _ } in documents(site, stacks) {
        outline.fields.for_each(&site.own_config.model.fields, &mut |_, is_for_teams, value| {
            if let (false, FieldValue::Phone(line) | FieldValue::Email(line) | FieldValue::Url(line)) =
                (is_for_teams, &value.value)
            {
                add(&fill(line, values));
            }
        });
    }
    lines
}

/// What a provision tells everybody in columns of a type.
fn texts_in<'p>(
    provision: &'p Provision,
    columns: &[Column<'_>],
    is_such: impl Fn(&FieldType) -> bool,
) -> Vec<&'p str> {
    let wanted = columns.iter().filter(|column| !column.is_for_teams() && is_such(&column.field.holds));
    let said = wanted.filter_map(|column| provision.in_column(column)).flat_map(Said::values);
    said.filter_map(|said| said.value.text()).collect()
}

/// Whether a field of a type holds where somebody can be reached, and nothing else.
fn is_line(holds: &FieldType) -> bool {
    matches!(holds, FieldType::Phone | FieldType::Email | FieldType::Url)
}

fn is_hours(holds: &FieldType) -> bool {
    matches!(holds, FieldType::Hours)
}

/// The names of the values that a text asks for.
fn values_in(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let (_, name, after) = next_value(rest)?;
        rest = after;
        Some(name)
    })
}

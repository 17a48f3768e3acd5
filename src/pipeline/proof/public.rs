//! What residents get anyway: whatever one of these sources says is nobody's secret.

use std::collections::{BTreeMap, BTreeSet};

use super::lines::{self, ProofLine, folded};
use super::secrets::public_texts;
use crate::config;
use crate::data::KeyName;
use crate::directory::Provision;
use crate::document::{self, Confirmation, Document, DocumentId};
use crate::edition::{Edition, Stack};
use crate::model::{KindId, files, keys};
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
    let provisions = site.provisions().flat_map(|(_, provision)| public_texts(provision, &columns));
    let provisions = provisions.map(|(text, _)| text);
    let fixed = files.chain(facts).chain(titles).chain(articles).chain(provisions).chain(interface);
    let fixed = fixed.map(|text| letters(&fill(text, values)));
    fixed.chain(documents(site, stacks).flat_map(|document| of_document(site, document, sources))).collect()
}

/// What a document says, without the words that it is found by.
fn of_document(site: &Site, document: &Document, sources: &BTreeMap<SourcePath, Source>) -> Vec<String> {
    let Document { outline, body } = document;
    let values = site.values().of(&outline.language);
    let text =
        sources.get(&outline.path).and_then(|source| source.text().get(body.lead_at.span.range().start..));
    let texts = [Some(outline.title()), Some(outline.summary()), text].into_iter().flatten();
    let care = body.care();
    let care = care.iter().flat_map(|care| std::iter::once(care.action).chain(care.when.iter().copied()));
    let as_typed = |name: &str| ["{{ ", name, " }}"].concat();
    let shown = body.steps().chain(care).map(|text| document::plain(text, as_typed, |_| None));
    texts.map(str::to_owned).chain(shown).map(|text| letters(&fill(&text, values))).collect()
}

/// The documents that residents get, but for provisions. A text that was taken off the site because nobody reviewed it has
/// been read by everybody: a day can't make what it says a secret.
fn documents<'a>(site: &'a Site, stacks: &'a [Stack]) -> impl Iterator<Item = &'a Document> {
    let Edition { documents, overdue, .. } = &site.edition;
    let is_public = |id: &DocumentId| documents.contains_key(id) || overdue.contains_key(id);
    let shown = stacks.iter().filter(move |stack| is_public(&stack[0].document.outline.id));
    shown.flatten().map(|piece| &piece.document).filter(|document| document.outline.kind != KindId::PROVISION)
}

/// The numbers and addresses that residents get as such: of provisions, of the municipality's duties, from the list of
/// national numbers, and as a value that one of their texts asks for. One that was typed into a text doesn't count: that is
/// how a line of a team gets out.
pub(super) fn lines(site: &Site, stacks: &[Stack]) -> BTreeSet<ProofLine> {
    let values = site.values().of(site.own_config.source_language());
    let given = || site.provisions().flat_map(|(_, provision)| contacts(provision));
    let in_documents = documents(site, stacks).flat_map(|document| &document.body.places.values);
    let columns = site.own_config.model.columns();
    let in_provisions = site.provisions().flat_map(|(_, provision)| public_texts(provision, &columns));
    let in_provisions = in_provisions.flat_map(|(text, _)| values_in(text));
    let names = in_documents.map(|(name, _)| name.as_str()).chain(in_provisions);
    let asked = names.filter_map(|name| values.get(name)).map(String::as_str);
    let numbers = site.reference.numbers.numbers.values();
    let confirmed = numbers.filter(|number| number.standing == Confirmation::Confirmed);
    let confirmed = confirmed.map(|number| number.number.as_str());
    let duties = site.own_config.duties.contacts();
    let texts = given().chain(asked).chain(confirmed).chain(duties);
    texts.flat_map(|text| lines::lines(&folded(text)).map(|(line, _)| line).collect::<Vec<_>>()).collect()
}

/// Where a provision says that everybody can reach it.
fn contacts(provision: &Provision) -> impl Iterator<Item = &str> {
    [keys::PHONE, keys::EMAIL, keys::WEBSITE].into_iter().filter_map(|key| provision.text(key))
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

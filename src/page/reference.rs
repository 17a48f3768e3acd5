//! The pages of what documents refer to: the glossary, the sources, and the facts of each.

use std::collections::BTreeMap;

use super::citation::citation;
use super::frame::{Frame, frame};
use super::key::{fact_anchor, facts_address};
use super::shared::Shared;
use super::view::{
    CitedFactView, CountedLinkView, FactsView, GlossaryView, LetterView, LinkView, PageContent, PageView,
    SourceView, SourcesView, WordView,
};
use crate::document::{DocumentId, Word};
use crate::text::{fill, slugify};

/// How many documents a fact names on either side. In a real library that is all of them; a page of ten thousand links
/// would be made anew with each of their titles.
const CITING: usize = 50;

/// The words that readers may stumble over.
pub(super) fn glossary(shared: &Shared<'_>) -> PageView {
    let site = shared.site;
    let mut letters: BTreeMap<String, Vec<(String, WordView)>> = BTreeMap::new();
    for (id, word) in &site.reference.glossary.words {
        let letter = slugify(&word.name).chars().next().filter(char::is_ascii_alphabetic);
        let letter = letter.map_or_else(|| "#".to_owned(), |letter| letter.to_ascii_uppercase().to_string());
        letters.entry(letter).or_default().push((slugify(&word.name), self::word(shared, id, word)));
    }
    let letters = letters.into_iter().map(|(letter, mut words)| {
        words.sort_by(|one, other| one.0.cmp(&other.0));
        LetterView { letter, words: words.into_iter().map(|(_, word)| word).collect() }
    });
    let content = PageContent::Glossary(GlossaryView { letters: letters.collect() });
    page(shared, &site.glossary_address(), "glossary-title", "glossary-lead", content)
}

fn word(shared: &Shared<'_>, id: &str, word: &Word) -> WordView {
    let site = shared.site;
    let see = word.see.iter().filter_map(|(id, _)| site.document(id).or_else(|| site.renamed(id)));
    WordView {
        id: id.to_owned(),
        name: word.name.clone(),
        explanation: fill(&word.explanation, &site.own_config.values),
        forms: word.forms.clone(),
        see: see.map(|chosen| shared.link(&chosen.outline.id)).collect(),
    }
}

/// The sources that cards rest on.
pub(super) fn sources(shared: &Shared<'_>) -> PageView {
    let site = shared.site;
    let register = &site.reference.register;
    let sources = register.sources.iter().map(|(id, source)| SourceView {
        link: LinkView {
            title: source.title.clone(),
            url: facts_address(site, Some(id)),
            foreign: shared.foreign(site.own_config.source_language()),
        },
        kind: source.kind.clone(),
        citation: citation(shared.strings, &source.citation),
        count: register.facts.values().filter(|fact| fact.source_id == *id).count(),
    });
    let unused = CountedLinkView {
        url: facts_address(site, None),
        count: register.facts.keys().filter(|id| !shared.is_cited(id)).count(),
    };
    let content = PageContent::Sources(SourcesView { sources: sources.collect(), unused });
    page(shared, &site.sources_address(), "sources-title", "sources-lead", content)
}

/// The facts of a source, or those that nothing cites.
pub(super) fn facts(shared: &Shared<'_>, source: Option<&str>) -> PageView {
    let site = shared.site;
    let register = &site.reference.register;
    let is_of = |id: &str, of: &str| source.map_or_else(|| !shared.is_cited(id), |source| of == source);
    let facts = register.facts.iter().filter(|(id, fact)| is_of(id, &fact.source_id)).map(|(id, _)| {
        let links = |ids: &[&DocumentId]| ids.iter().take(CITING).map(|id| shared.link(id)).collect();
        let (evidence_of, counter_of) = shared.citing(id);
        let n_more = evidence_of.len().saturating_sub(CITING) + counter_of.len().saturating_sub(CITING);
        CitedFactView {
            anchor: fact_anchor(id),
            fact: shared.fact(id).expect("a fact of the register"),
            evidence_of: links(evidence_of),
            counter_of: links(counter_of),
            n_more,
        }
    });
    let described = source.and_then(|source| register.sources.get(source));
    let content = FactsView {
        kind: described.map(|source| source.kind.clone()).unwrap_or_default(),
        citation: described.and_then(|source| citation(shared.strings, &source.citation)),
        unused: source.is_none(),
        facts: facts.collect(),
    };
    let all = LinkView {
        title: shared.strings.get("sources-title").to_owned(),
        url: site.sources_address(),
        foreign: None,
    };
    let url = facts_address(site, source);
    let title = described.map_or_else(|| shared.strings.get("unused-title"), |source| &source.title);
    let description = if source.is_none() { shared.strings.get("unused-lead") } else { "" };
    let page = Frame { url: &url, description, breadcrumbs: vec![all], ..Frame::new(title) };
    frame(shared, page, PageContent::Facts(content))
}

/// A page that is called and described by strings of the interface.
fn page(shared: &Shared<'_>, url: &str, title: &str, lead: &str, content: PageContent) -> PageView {
    let description = shared.strings.get(lead);
    let page = Frame { url, description, ..Frame::new(shared.strings.get(title)) };
    frame(shared, page, content)
}

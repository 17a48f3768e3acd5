//! What the pages of a site share.

use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use super::citation::citation;
use super::gloss::Gloss;
use super::key::{fact_anchor, facts_address};
use super::view::{
    DateView, EntryView, FactKindView, FactView, ForeignView, LinkView, NavigationView, NoticeView,
    PlaceView, PlacesView, SearchLinksView, SiteView, TermView,
};
use super::{Strings, date, recurrence};
use crate::config::{Config, Notice, Readership};
use crate::document::{DocumentId, Fact, Status};
use crate::edition::ResolvedDocument;
use crate::model::{Facet, KindId, Language, Term, keys};
use crate::site::{INDEX, Reference, Site};
use crate::text::Location;

/// What the pages of a site share; made once for all of them.
pub struct Shared<'s> {
    pub(super) site: &'s Site,
    pub(super) strings: &'s Strings,
    /// Every document as it stands in lists; made when the first list asks for it.
    entries: OnceLock<FxHashMap<&'s DocumentId, Arc<EntryView>>>,
    /// Every provision as it stands in lists; made when the first page asks for it.
    pub(super) places: OnceLock<FxHashMap<&'s DocumentId, Arc<PlaceView>>>,
    /// When a document was last reviewed or a provision checked; found when the first page asks for it.
    latest: OnceLock<Option<Date>>,
    /// Every term, by facet and term.
    terms: FxHashMap<(&'s str, &'s str), Arc<TermView>>,
    /// Every fact of the register, by id.
    facts: FxHashMap<&'s str, Arc<FactView>>,
    /// The languages that each document is translated into.
    pub(super) translations: &'s Translations,
    /// What cites each fact; made when the first page asks for it.
    citations: OnceLock<Citations<'s>>,
    /// Finds the words of the glossary.
    pub(super) gloss: Gloss,
}

/// The documents that rest on each fact, and those that it speaks against, by the id of the fact.
type Citations<'s> = FxHashMap<&'s str, (Vec<&'s DocumentId>, Vec<&'s DocumentId>)>;

/// The languages that documents are translated into, by id; those without any translation aren't there.
pub type Translations = FxHashMap<DocumentId, BTreeSet<Language>>;

impl<'s> Shared<'s> {
    /// What the pages of this site share. Costs next to nothing, whatever the size of the library.
    pub fn new(site: &'s Site, strings: &'s Strings, translations: &'s Translations) -> Self {
        let facets = site.config.model.facets.iter();
        let terms = facets.flat_map(|facet| facet.terms.iter().map(move |term| (facet, term)));
        let terms = terms.map(|(facet, term)| {
            ((facet.id.as_str(), term.id.as_str()), Arc::new(term_view(site, facet, term)))
        });
        let facts = site
            .reference
            .register
            .facts
            .iter()
            .map(|(id, fact)| (id.as_str(), Arc::new(fact_view(site, strings, id, fact))));
        let (terms, facts) = (terms.collect(), facts.collect());
        let gloss = Gloss::new(&site.reference.glossary);
        Self {
            site,
            strings,
            entries: OnceLock::new(),
            places: OnceLock::new(),
            latest: OnceLock::new(),
            terms,
            facts,
            translations,
            citations: OnceLock::new(),
            gloss,
        }
    }

    /// When somebody last looked at anything of the site.
    pub(super) fn latest(&self) -> Option<Date> {
        *self.latest.get_or_init(|| {
            let reviewed =
                self.site.edition.documents.values().filter_map(|chosen| chosen.outline.reviewed());
            let checked = self.site.provisions().filter_map(|(_, provision)| provision.checked());
            reviewed.chain(checked).max()
        })
    }

    /// A term of a facet, by their ids.
    pub(super) fn term(&self, facet: &str, term: &str) -> Option<Arc<TermView>> {
        self.terms.get(&(facet, term)).cloned()
    }

    /// A document's term of the leading facet.
    pub(super) fn leading_term(&self, id: &DocumentId) -> Option<Arc<TermView>> {
        let (facet, term) = self.site.leading_term(id)?;
        self.term(&facet.id, &term.id)
    }

    /// The facts of these ids that the register has.
    pub(super) fn facts<'v>(&self, ids: impl Iterator<Item = (&'v str, &'v Location)>) -> Vec<Arc<FactView>> {
        ids.filter_map(|(id, _)| self.facts.get(id).cloned()).collect()
    }

    /// A fact of the register.
    pub(super) fn fact(&self, id: &str) -> Option<Arc<FactView>> {
        self.facts.get(id).cloned()
    }

    /// The documents that rest on a fact, and those that it speaks against.
    pub(super) fn citing(&self, id: &str) -> (&[&'s DocumentId], &[&'s DocumentId]) {
        let citations = self.citations.get_or_init(|| {
            let mut citations = Citations::default();
            for (id, chosen) in &self.site.edition.documents {
                for (fact, _) in chosen.outline.evidence() {
                    citations.entry(fact).or_default().0.push(id);
                }
                for (fact, _) in chosen.outline.counter() {
                    citations.entry(fact).or_default().1.push(id);
                }
            }
            citations
        });
        citations.get(id).map_or((&[], &[]), |(evidence, counter)| (evidence, counter))
    }

    /// Whether any document cites a fact.
    pub(super) fn is_cited(&self, id: &str) -> bool {
        let (evidence, counter) = self.citing(id);
        !evidence.is_empty() || !counter.is_empty()
    }

    /// What is the same on every page. `assets` gives the address of each file of the theme.
    pub fn site_view(&self, assets: std::collections::BTreeMap<String, String>) -> SiteView {
        let config = &self.site.config;
        let navigation = |kind: KindId| NavigationView {
            title: self.plural(kind).to_owned(),
            area: menu_entry(config, kind).unwrap_or_default(),
            url: self.site.list_address(kind),
        };
        let is_shown =
            |kind: &KindId| !self.site.list(*kind).is_empty() && config.model.kind(*kind).is_listed;
        // What a site declares comes before where one can go.
        let (last, first): (Vec<KindId>, Vec<KindId>) = config
            .model
            .kinds()
            .map(|(id, _)| id)
            .filter(is_shown)
            .partition(|kind| *kind == KindId::PROVISION);
        let shown = first.into_iter().chain(last);
        SiteView {
            title: config.title.clone(),
            description: config.description.clone(),
            notice: config.notice.as_ref().map(|Notice { text, language }| NoticeView {
                text: text.clone(),
                foreign: self.foreign(language),
            }),
            search_engines: self.site.is_for_search_engines(),
            language: config.language.to_string(),
            dir: config.language.dir(),
            own_language: self.foreign(self.site.own_config.source_language()),
            home: self.site.prefix.clone(),
            base_url: config.base_url.as_str().to_owned(),
            navigation: shown.map(navigation).collect(),
            footer: self.footer(),
            places: place_links(self.site),
            readership: match self.site.readership {
                Readership::Team => "team",
                Readership::Resident => "resident",
            },
            search: self.site.has_search().then(|| SearchLinksView {
                page: self.site.search_address(),
                letters: self.site.letters_address(),
                index: format!("{}{INDEX}", self.site.search_address()),
            }),
            generator: concat!("Wijkgids ", env!("CARGO_PKG_VERSION")).to_owned(),
            assets,
        }
    }

    fn footer(&self) -> Vec<LinkView> {
        let Reference { register, glossary, .. } = &*self.site.reference;
        let reference =
            |key: &str, url: String| LinkView { title: self.strings.get(key).to_owned(), url, foreign: None };
        let words =
            (!glossary.words.is_empty()).then(|| reference("glossary-title", self.site.glossary_address()));
        let sources =
            (!register.sources.is_empty()).then(|| reference("sources-title", self.site.sources_address()));
        let owners =
            (!self.site.owners().is_empty()).then(|| reference("owners-title", self.site.owners_address()));
        let letters = self.site.has_search().then(|| reference("letters-title", self.site.letters_address()));
        let statement = self.site.config.duties.accessibility.as_ref();
        // The statement leads to what somebody wrote about it.
        let is_other = |id: &&DocumentId| {
            statement.is_none() || id.as_str() != self.site.word(keys::ABOUT_ACCESSIBILITY)
        };
        let pages = self.site.footer_pages().into_iter().filter(is_other).map(|id| self.link(id));
        let all = self.site.has_list(KindId::PAGE).then(|| LinkView {
            title: self.plural(KindId::PAGE).to_owned(),
            url: self.site.list_address(KindId::PAGE),
            foreign: None,
        });
        let statement =
            statement.map(|_| reference("accessibility-title", self.site.accessibility_address()));
        let lists = [words, sources, letters, owners];
        statement.into_iter().chain(pages).chain(all).chain(lists.into_iter().flatten()).collect()
    }

    /// What the documents of a kind are called in the menu: in the site's own words, else in the theme's.
    pub(super) fn plural(&self, kind: KindId) -> &str {
        let own = self.site.config.model.kind(kind).plural.as_deref();
        own.unwrap_or_else(|| {
            self.strings.get(match kind {
                KindId::CARD => "menu-cards",
                KindId::QUESTION => "menu-questions",
                KindId::PROVISION => "menu-directory",
                _ => "menu-pages",
            })
        })
    }

    /// A date in the language of the page.
    pub(super) fn date(&self, date: jiff::civil::Date) -> DateView {
        date::view(date, self.strings)
    }

    pub(super) fn link(&self, id: &DocumentId) -> LinkView {
        let outline = self.site.outline(id);
        LinkView {
            title: outline.title().to_owned(),
            url: self.site.address(id),
            foreign: self.foreign(&outline.language),
        }
    }

    /// How to mark a text of this language; `None` for that of the page.
    pub(super) fn foreign(&self, language: &Language) -> Option<ForeignView> {
        let is_foreign = *language != self.site.config.language;
        is_foreign.then(|| ForeignView { lang: language.to_string(), dir: language.dir() })
    }

    /// A document as it stands in lists.
    pub(super) fn entry(&self, id: &DocumentId) -> Arc<EntryView> {
        let entries = self.entries.get_or_init(|| {
            let documents = self.site.edition.documents.iter();
            documents.map(|(id, document)| (id, Arc::new(entry(self, document)))).collect()
        });
        Arc::clone(&entries[id])
    }

    /// The interface string with a number and other arguments filled in.
    pub(super) fn format(&self, key: &str, arguments: &[(&str, String)]) -> String {
        self.strings.filled(key, arguments)
    }
}

/// The part of the main menu that a kind of document belongs to.
pub(super) fn menu_entry(config: &Config, kind: KindId) -> Option<String> {
    let of_kind = config.model.kind(kind);
    let name = match kind {
        KindId::CARD => "cards",
        KindId::QUESTION => "questions",
        KindId::PROVISION => "directory",
        _ => &of_kind.id,
    };
    of_kind.is_listed.then(|| name.to_owned())
}

/// Where residents find their way; `None` where there is nothing to find.
fn place_links(site: &Site) -> Option<PlacesView> {
    let is_any = !site.list(KindId::PROVISION).is_empty();
    is_any.then(|| PlacesView {
        provisions: site.list_address(KindId::PROVISION),
        areas: site.has_areas().then(|| site.areas_address()),
    })
}

fn term_view(site: &Site, facet: &Facet, term: &Term) -> TermView {
    TermView {
        id: term.id.clone(),
        title: term.title.clone(),
        url: site.term_address(facet, term),
        icon: term.icon.clone(),
    }
}

fn fact_view(site: &Site, strings: &Strings, id: &str, fact: &Fact) -> FactView {
    let kind = site.config.model.fact_kind(&fact.kind).expect("a register has only kinds of the site");
    FactView {
        id: id.to_owned(),
        kind: FactKindView::of(kind),
        text: fact.text.clone(),
        who: fact.who.clone(),
        source: fact.source.clone(),
        source_kind: fact.source_kind.clone(),
        url: format!("{}#{}", facts_address(site, Some(&fact.source_id)), fact_anchor(id)),
        citation: citation(strings, &fact.citation),
    }
}

fn entry(shared: &Shared<'_>, chosen: &ResolvedDocument) -> EntryView {
    let outline = &chosen.outline;
    let terms: Vec<String> = outline.terms.iter().map(|(facet, term)| format!("{facet}:{term}")).collect();
    EntryView {
        link: shared.link(&outline.id),
        summary: outline.summary().to_owned(),
        summary_foreign: shared.foreign(chosen.language_of(keys::SUMMARY)),
        term: shared.leading_term(&outline.id),
        terms: terms.join(" "),
        when: recurrence::when(shared.strings, &shared.site.config.language, outline, shared.site.today),
        draft: outline.status() == Status::Draft,
        overdue: shared.site.is_marked(outline),
    }
}

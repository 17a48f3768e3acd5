//! A site → the texts that can be found in it: per document, what stands over it and each of its sections.

use crate::directory::{Coverage, Provision, filled};
use crate::document::{Audience, Link, LinkWords, Outline, Section, Status, TextTree, plain};
use crate::edition::ResolvedDocument;
use crate::model::{Column, Language, keys};
use crate::site::{LinkDestination, Site, find};
use crate::text::{Digest, fill};

/// A document as it can be found.
#[derive(Clone, Debug)]
pub(super) struct IndexEntry {
    pub(super) id: String,
    pub(super) url: String,
    /// The name of its kind.
    pub(super) kind: String,
    /// Its language, where that isn't the one of the edition.
    pub(super) foreign: Option<Language>,
    pub(super) title: String,
    /// As (facet, term).
    pub(super) terms: Vec<(String, String)>,
    pub(super) audience: Audience,
    /// Whether results say that nobody has reviewed it in time.
    pub(super) is_marked: bool,
    pub(super) summary: String,
    pub(super) keywords: Vec<String>,
    /// The lead comes first.
    pub(super) passages: Vec<Passage>,
}

/// A section; the lead has neither id nor heading.
#[derive(Clone, Debug)]
pub(super) struct Passage {
    pub(super) section: String,
    pub(super) heading: String,
    pub(super) text: String,
}

impl IndexEntry {
    /// The digest of everything that is written of it, as bytes: the same whatever program writes it.
    pub(super) fn digest(&self) -> Digest {
        let Self { id, url, kind, foreign, title, terms, audience, is_marked, summary, keywords, passages } =
            self;
        let language = foreign.as_ref().map(Language::as_str);
        let is_for_residents = *audience == Audience::Resident;
        let passages: Vec<_> =
            passages.iter().map(|Passage { section, heading, text }| (section, heading, text)).collect();
        let (head, text) = ((id, url, kind, language, title, terms), (summary, keywords, passages));
        Digest::of_serialized(&(head, is_for_residents, is_marked, text))
    }
}

/// Every published document of a site. In a preview there are drafts too, which nobody else can find yet.
pub(super) fn published(site: &Site) -> Vec<&ResolvedDocument> {
    let documents = site.edition.documents.values();
    documents.filter(|document| document.outline.status() == Status::Published).collect()
}

/// The digest of everything that the texts of a document come from. `settings` is that of the site's configuration.
pub(super) fn digest(site: &Site, document: &ResolvedDocument, settings: Digest) -> Digest {
    let ResolvedDocument { outline, body, .. } = document;
    let links = body.links().filter(|link| link.words == LinkWords::Title);
    let titles: Vec<Option<&str>> = links.map(|link| linked_title(site, document, link)).collect();
    let areas = site.provision(&outline.id).map(|provision| areas(site, provision));
    // A day can change that without anybody's doing anything.
    let is_marked = site.is_marked(outline);
    Digest::of(&(settings, &**outline, body.digest, titles, areas, is_marked))
}

fn linked_title<'s>(site: &'s Site, document: &'s ResolvedDocument, link: &'s Link) -> Option<&'s str> {
    match find(site, &document.outline, link) {
        LinkDestination::Document(target, _) => Some(target.title()),
        _ => None,
    }
}

/// What can be found in a document.
pub(super) fn entry(site: &Site, document: &ResolvedDocument) -> IndexEntry {
    let ResolvedDocument { outline, body, .. } = document;
    if let Some(provision) = site.provision(&outline.id) {
        return provided(site, outline, provision);
    }
    let value = |name: &str| site.values().value(name, &outline.language);
    let title = |link: &Link| linked_title(site, document, link).map(str::to_owned);
    let text = |text: &TextTree| plain(text, value, title);
    let mut lead = vec![text(&body.lead)];
    for (id, value) in body.fields.iter().chain(outline.fields.iter()) {
        let field = site.config.model.field(id);
        if field.is_searched {
            value.value.add_words(field, &text, &mut lead);
        }
    }
    lead.extend(body.footnotes.iter().map(|footnote| text(&footnote.text)));
    // A dot between them tells a reader of an excerpt that another one begins.
    lead.retain(|text| !text.is_empty());
    let lead = Passage { section: String::new(), heading: String::new(), text: lead.join(" · ") };
    let sections = body.sections.iter().map(|section: &Section| Passage {
        section: section.id.clone(),
        heading: text(&section.title),
        text: text(&section.body),
    });
    let Outline { id, kind, language, terms, .. } = &**outline;
    IndexEntry {
        id: id.as_str().to_owned(),
        url: site.address(id),
        kind: site.config.model.kind(*kind).id.clone(),
        foreign: (*language != site.edition.language).then(|| language.clone()),
        title: outline.title().to_owned(),
        terms: terms.clone(),
        audience: outline.audience(),
        is_marked: site.is_marked(outline),
        summary: outline.summary().to_owned(),
        keywords: outline.keywords().map(str::to_owned).collect(),
        passages: std::iter::once(lead).chain(sections).collect(),
    }
}

/// What can be found of a provision, in the language of the edition where it is there in that: what everybody may see.
fn provided(site: &Site, outline: &Outline, provision: &Provision) -> IndexEntry {
    let (language, own) = (&site.edition.language, &outline.language);
    let value = |text: &str| fill(text, site.values().of(own));
    let words = |column: &Column<'_>| {
        let said = provision.in_column(column).map(|said| said.for_readers_of(language));
        let (values, is_translated) = said.unwrap_or_default();
        let values_of_site = site.values().of(if is_translated { language } else { own });
        let mut words = Vec::new();
        for value in values {
            filled(&value.value, values_of_site).add_words(&column.field, &|_| String::new(), &mut words);
        }
        words
    };
    let offer = provision.said(keys::OFFER);
    let is_translated = offer.is_some_and(|offer| offer.for_readers_of(language).1);
    let columns = site.config.model.columns();
    let searched = columns.iter().filter(|column| column.field.is_searched && !column.is_for_teams());
    let (built_in, declared): (Vec<_>, Vec<_>) = searched.partition(|column| column.name.is_some());
    let street =
        [keys::ADDRESS, keys::POSTCODE, keys::CITY].into_iter().filter_map(|key| provision.text(key));
    let street = street.map(value).collect::<Vec<_>>().join(", ");
    let areas = areas(site, provision);
    let texts = built_in.into_iter().flat_map(words).chain([street, areas.join(", ")]);
    let texts: Vec<String> =
        texts.chain(declared.into_iter().flat_map(words)).filter(|text| !text.is_empty()).collect();
    IndexEntry {
        id: outline.id.as_str().to_owned(),
        url: site.address(&outline.id),
        kind: site.config.model.kind(outline.kind).id.clone(),
        foreign: (language != own && !is_translated).then(|| own.clone()),
        title: outline.title().to_owned(),
        terms: outline.terms.clone(),
        audience: outline.audience(),
        // What somebody made sure of has days of its own.
        is_marked: false,
        // What it offers stands in the text: a question that says the same is the better way in.
        summary: String::new(),
        keywords: outline.keywords().map(value).chain(areas).collect(),
        passages: vec![Passage { section: String::new(), heading: String::new(), text: texts.join(" · ") }],
    }
}

/// The names of the areas that a provision serves, where those are some.
fn areas(site: &Site, provision: &Provision) -> Vec<String> {
    let Coverage::Areas(codes) = &provision.coverage else { return Vec::new() };
    codes.iter().filter_map(|code| Some(site.area(code)?.name.clone())).collect()
}

//! From a source to a [`Document`]: what it says about itself, its text as finished HTML with holes, and what is wrong
//! with either. Also the register of facts, which is data.
//!
//! A document splits in two. The [`Outline`] is what other pages may see; it holds no place in the source, so that
//! editing prose doesn't change it. The [`Body`] is what only its own page sees.

mod derivation;
mod fragment;
mod front_matter;
mod lint;
mod markdown;
mod register;

use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;

use jiff::civil::Date;

use crate::compare;
use crate::config::{ContentModel, DocumentKind, Language};
use crate::text::{
    Checked, Diagnostic, Digest, Location, Rule, Source, SourcePath, Span, is_slug, next_value, phrase,
    slugify,
};

pub use fragment::{Fragment, Hole, escape};
pub use markdown::{Image, Link, LinkTarget};
pub use register::{FILE_NAME as REGISTER_FILE_NAME, Fact, FactKind, FactSource, Register};

/// The name of a document in its site: its path without extension, such as `kaarten/mandaat/eigen-wijkbudget`. Its
/// address is the same with a slash at the end.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocumentId(Arc<str>);

impl DocumentId {
    /// The id and kind of the document in a file, and the language where it is a translation: `x.ar.md`. `None` where
    /// the file lies in no folder of documents; `Err` with the part that can't stand in an address.
    pub fn of_path(path: &SourcePath) -> Option<Result<(Self, DocumentKind, Option<Language>), &str>> {
        let stem = path.local().strip_suffix(".md")?;
        let translation = stem.rsplit_once('.').and_then(|(id, tag)| Some((id, Language::new(tag)?)));
        let (stem, language) = translation.map_or((stem, None), |(id, language)| (id, Some(language)));
        let (folder, rest) = stem.split_once('/')?;
        let kind = DocumentKind::of_folder(folder)?;
        Some(match rest.split('/').find(|part| !is_slug(part)) {
            Some(part) => Err(part),
            None => Ok((Self(stem.into()), kind, language)),
        })
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The address of the document, relative to the root of the site.
    pub fn address(&self) -> String {
        format!("{}/", self.0)
    }
}

impl std::borrow::Borrow<str> for DocumentId {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for DocumentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What the place of a file says about the document in it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Identity {
    /// Its name.
    pub id: DocumentId,
    /// What it is.
    pub kind: DocumentKind,
    /// The language it is written in.
    pub language: Language,
    /// What it is to the other files of the same id.
    pub role: Role,
}

/// What a file is to the other files of the same id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// The first one: complete by itself.
    Own,
    /// It lies on a document of a layer below, and says only what is different.
    Overlay,
    /// It says the same in another language.
    Translation,
}

/// A parsed document. Cloning shares it.
#[derive(Clone, Debug)]
pub struct Document {
    /// What others may see.
    pub outline: Arc<Outline>,
    /// What only its own page sees.
    pub body: Arc<Body>,
}

/// What other pages may see of a document. Texts may still hold `{{ values }}`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Outline {
    /// Its name.
    pub id: DocumentId,
    /// What it is.
    pub kind: DocumentKind,
    /// The file it was read from; where several lie on each other, the lowest.
    pub path: SourcePath,
    /// The language of its title and summary.
    pub language: Language,
    /// What it does to the document that it lies on; `None` for one that lies on nothing.
    pub derivation: Option<Derivation>,
    /// Its title; that of its file where it has none.
    pub title: String,
    /// Its summary; may be empty.
    pub summary: String,
    /// Its terms, as (facet, term), in the order of the model. All of them exist.
    pub terms: Vec<(String, String)>,
    /// How long it takes.
    pub duration: Option<String>,
    /// With whom.
    pub participants: Option<String>,
    /// The ids of facts it rests on, as written.
    pub evidence: Vec<String>,
    /// The ids of facts that say otherwise, as written.
    pub counter: Vec<String>,
    /// What it is related to, as (relation, id of a document), as written. The relations exist.
    pub relations: Vec<(String, String)>,
    /// The steps between light and heavy help; empty on most cards.
    pub ladder: Vec<LadderStep>,
    /// For whom it is.
    pub audience: Audience,
    /// Who looks after it.
    pub owner: Option<String>,
    /// Whether it is published.
    pub status: Status,
    /// When it was last reviewed as a whole.
    pub reviewed: Option<Date>,
    /// Before when it has to be reviewed again.
    pub review_by: Option<Date>,
    /// Addresses it had before, relative to the root of the site, with a slash at the end.
    pub aliases: Vec<String>,
    /// Words that people look for it with.
    pub keywords: Vec<String>,
    /// Its headings, in order.
    pub headings: Vec<Heading>,
    /// Whether its page offers a way to leave it at once.
    pub quick_exit: bool,
}

impl Outline {
    /// Its term of a facet; the first where it has several.
    pub fn term_of(&self, facet: &str) -> Option<&str> {
        self.terms.iter().find(|(of, _)| of == facet).map(|(_, term)| term.as_str())
    }
}

/// What an overlay or a translation does to the document that it lies on, besides what its sections say.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Derivation {
    /// The fields that it names, each by its English name; facets by their own.
    pub given: BTreeSet<String>,
    /// The ids of the sections that it drops.
    pub removed: Vec<String>,
    /// After which section some of its own stand, by the ids of both.
    pub after: Vec<(String, String)>,
    /// Whether it takes over whole, so that nothing of what it lies on is left.
    pub takes_over: bool,
    /// Whether it hides the document, where it says so.
    pub hidden: Option<bool>,
}

/// What only the page of a document itself sees.
#[derive(Clone, Debug)]
pub struct Body {
    /// The digest of the whole source: equal digests, equal bodies.
    pub digest: Digest,
    /// What stands before the first level-2 heading.
    pub lead: Fragment,
    /// Where the lead stands.
    pub lead_at: Location,
    /// The place, among the files that lie on each other, of the one that the lead comes from; the lowest is 0.
    pub lead_piece: usize,
    /// The rest, by level-2 heading.
    pub sections: Vec<Section>,
    /// What each footnote says; [`Hole::Footnote`] refers to them.
    pub footnotes: Vec<Fragment>,
    /// The links in its text, in order.
    pub links: Vec<Link>,
    /// The images in its text, in order.
    pub images: Vec<Image>,
    /// What a resident can do now; only on questions.
    pub steps: Vec<Fragment>,
    /// What to do when it is urgent; only on questions, most urgent first.
    pub care: Vec<Care>,
    /// Where in the source its fields stand.
    pub places: Places,
}

/// Where the things stand that only the whole site can judge.
#[derive(Clone, Debug, Default)]
pub struct Places {
    /// Each of [`Outline::evidence`].
    pub evidence: Vec<Location>,
    /// Each of [`Outline::counter`].
    pub counter: Vec<Location>,
    /// Each of [`Outline::relations`].
    pub relations: Vec<Location>,
    /// Each of [`Outline::aliases`].
    pub aliases: Vec<Location>,
    /// The date of the next review.
    pub review_by: Option<Location>,
    /// Every `{{ value }}`, by name.
    pub values: Vec<(String, Location)>,
    /// Each of [`Derivation::removed`].
    pub removed: Vec<Span>,
    /// Each of [`Derivation::after`].
    pub after: Vec<Span>,
    /// What stands behind the key of each field of [`Derivation::given`], and of each such field of a document that
    /// lies on nothing.
    pub fields: Vec<(String, Location)>,
    /// What a derivation was made from: the digest that was noted for a section or field, and where it stands.
    pub base: Vec<Noted>,
}

/// The digest of the text that a part of a derivation was made from, as its author or the tool noted it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Noted {
    /// The part.
    pub part: Part,
    /// The digest, in hexadecimal digits.
    pub digest: String,
    /// Where the digest stands.
    pub span: Span,
}

/// A part of a document that can be derived by itself. Sorts fields first.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// A field, by its English name; a facet by its own.
    Field(String),
    /// What stands before the first section.
    Lead,
    /// A section, by its id.
    Section(String),
}

/// What stands under one level-2 heading.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Section {
    /// The id of the heading.
    pub id: String,
    /// The classes that the author gave the heading, separated by spaces; may be empty.
    pub classes: String,
    /// The heading.
    pub title: Fragment,
    /// Its text, without the heading.
    pub body: Fragment,
    /// Where it stands, heading included.
    pub at: Location,
    /// The place, among the files that lie on each other, of the one that it comes from; the lowest is 0.
    pub piece: usize,
}

/// A heading in the text of a document.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Heading {
    /// Its id, unique on the page.
    pub id: String,
    /// Its text.
    pub text: String,
    /// From 2 to 6.
    pub level: u8,
    /// Whether a section starts here.
    pub is_section: bool,
}

/// A step of the ladder.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct LadderStep {
    /// What it is called.
    pub level: String,
    /// Who helps at this step.
    pub who: String,
    /// The signals to go one step up.
    pub up: Vec<String>,
    /// The signals to go one step down.
    pub down: Vec<String>,
    /// Whether the card is about this step.
    pub here: bool,
}

/// What to do when it is urgent.
#[derive(Clone, Debug)]
pub struct Care {
    /// How urgent.
    pub urgency: Urgency,
    /// The one thing to do.
    pub action: Fragment,
    /// When that is.
    pub when: Vec<Fragment>,
}

/// How urgent something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Urgency {
    /// At once.
    Now,
    /// Today.
    Today,
    /// Soon.
    Soon,
}

impl Urgency {
    /// Its name in templates.
    pub fn name(self) -> &'static str {
        match self {
            Self::Now => "now",
            Self::Today => "today",
            Self::Soon => "soon",
        }
    }
}

/// For whom a document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Audience {
    /// For teams.
    Team,
    /// For residents.
    Resident,
    /// For everybody.
    Both,
}

/// Whether a document is published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Status {
    /// Not yet: only the preview shows it.
    Draft,
    /// It is.
    Published,
    /// No longer: nothing shows it.
    Retired,
}

/// Parses a document. Never fails: a broken one still gives whatever could be read.
///
/// `identity` comes from its path, see [`DocumentId::of_path`], and from what other files there are.
pub fn parse(source: &Source, identity: Identity, model: &ContentModel) -> Checked<Document> {
    let mut diagnostics = Vec::new();
    // Both versions of a text at once would be taken for trouble that isn't there.
    let source = &compare::first_version(source).unpack(&mut diagnostics);
    let front = front_matter::split(source).unpack(&mut diagnostics);
    let fields = front_matter::read(source, front.yaml.clone(), &identity, model).unpack(&mut diagnostics);
    let rendered = markdown::render(source, front.body).unpack(&mut diagnostics);
    lint::text(source, &mut diagnostics);
    let Identity { id, kind, language, role } = identity;
    if fields.is_readable && (role == Role::Own || fields.derivation.takes_over) {
        lint::sections(source, kind, model, &rendered, &mut diagnostics);
    }

    let markdown::Rendered { lead, sections, section_headings: _, after, footnotes, headings, links, images } =
        rendered;
    let lead_end = sections.first().map_or(source.text().len(), |section| section.at.span.range().start);
    let front_matter::FrontMatter {
        is_readable: _,
        title,
        summary,
        terms,
        duration,
        participants,
        evidence,
        counter,
        relations,
        ladder,
        audience,
        owner,
        status,
        reviewed,
        review_by,
        aliases,
        keywords,
        quick_exit,
        steps,
        care,
        derivation: mut derived,
        mut places,
    } = fields;
    places.values = values(source);
    for (section, before, span) in after {
        places.after.push(span);
        derived.after.push((section, before));
    }
    if role == Role::Own {
        diagnostics.extend(derivation::lies_on_nothing(source, &derived, &places));
    }
    let outline = Outline {
        title: title.unwrap_or_else(|| source.path().file_name().trim_end_matches(".md").replace('-', " ")),
        id,
        kind,
        path: source.path().clone(),
        language,
        derivation: (role != Role::Own).then_some(derived),
        summary,
        terms,
        duration,
        participants,
        evidence,
        counter,
        relations,
        ladder,
        audience,
        owner,
        status,
        reviewed,
        review_by,
        aliases,
        keywords,
        headings,
        quick_exit,
    };
    let digest = source.digest();
    let lead_at = Location::new(source.path().clone(), Span::new(front.body, lead_end));
    let body = Body {
        digest,
        lead,
        lead_at,
        lead_piece: 0,
        sections,
        footnotes,
        links,
        images,
        steps,
        care,
        places,
    };
    Checked { value: Document { outline: Arc::new(outline), body: Arc::new(body) }, diagnostics }
}

/// Every `{{ value }}` of a source, code included: what stands there is either meant or should be written otherwise.
fn values(source: &Source) -> Vec<(String, Location)> {
    let mut values = Vec::new();
    let mut rest = source.text();
    while let Some((before, name, after)) = next_value(rest) {
        let at = source.text().len() - rest.len() + before.len();
        let end = source.text().len() - after.len();
        values.push((name.to_owned(), Location::new(source.path().clone(), Span::new(at, end))));
        rest = after;
    }
    values
}

/// A file among the documents whose name can't be an address.
pub fn bad_name(path: &SourcePath, part: &str) -> Diagnostic {
    let better = slugify(part);
    let diagnostic = Diagnostic::new(
        Rule::BadFileName,
        phrase!("`{part}` kan geen deel van een webadres zijn", "`{part}` can't be part of a web address"),
    )
    .at(Location::file(path.clone()));
    if better.is_empty() {
        diagnostic.hint(phrase!(
            "gebruik in de naam van het bestand kleine letters, cijfers en losse streepjes",
            "use lower-case letters, digits and single hyphens in the name of the file"
        ))
    } else {
        diagnostic.hint(phrase!("noem het `{better}`", "call it `{better}`"))
    }
}

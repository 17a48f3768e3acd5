//! What a document says about itself.

use std::ops::Range;

use jiff::civil::Date;

use super::allow;
use super::derivation::{derivation, given, in_words_only};
use super::field::{self, ReadFields, of_kind};
use super::field_texts::FieldTexts;
use super::{
    Audience, BodyLocations, Care, Derivation, FieldTrees, FieldValues, Identity, LadderStep, Role, Status,
    TextTree, Urgency, is_chapter,
};
use crate::config::{ContentModel, Facet, KindId, Language, keys};
use crate::data::{Entry, Fields, KeyName, Limits, Node, Read, Value, parse_region};
use crate::text::{
    Applicability, Checked, Diagnostic, Located, Location, Phrase, Rule, Source, Span, is_slug, nearest,
    phrase, slugify,
};

/// How long a summary may be, in words: what a list or a search result can show.
const SUMMARY_WORDS: usize = 40;
/// How long a title may be, in characters: what a tab, a list on a phone and a search result can show.
const TITLE_LENGTH: usize = 90;

/// Where the two parts of a document lie, in bytes.
pub(super) struct Parts {
    /// What stands between the two lines of `---`; empty at 0 where there are none.
    pub(super) yaml: Range<usize>,
    /// Where the text starts.
    pub(super) body: usize,
}

/// Finds the front matter: from a first line `---` to the next line `---`.
pub(super) fn split(source: &Source) -> Checked<Parts> {
    let text = source.text();
    let missing = |message: Phrase, hint: Phrase| {
        Diagnostic::new(Rule::MissingFrontMatter, message)
            .at(Location::file(source.path().clone()))
            .hint(hint)
    };
    let Some(start) = text.split_inclusive('\n').next().filter(|line| line.trim_end() == "---").map(str::len)
    else {
        let diagnostic = missing(
            phrase!("dit document begint niet met `---`", "this document doesn't start with `---`"),
            phrase!(
                "begin met een regel `---`, dan `titel: …` en de andere velden, en weer een regel `---`",
                "start with a line `---`, then `title: …` and the other fields, and a line `---` again"
            ),
        );
        return Checked { value: Parts { yaml: 0..0, body: 0 }, diagnostics: vec![diagnostic] };
    };
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        if line.trim_end() == "---" {
            return Checked::clean(Parts { yaml: start..at, body: at + line.len() });
        }
        at += line.len();
    }
    let diagnostic = missing(
        phrase!("de velden bovenaan worden niet afgesloten", "the fields at the top aren't closed"),
        phrase!("zet na het laatste veld een regel `---`", "put a line `---` after the last field"),
    );
    // Without an end nobody can tell the fields from the text; up to the first empty line it is most likely fields.
    let end = text[start..].find("\n\n").map_or(text.len(), |blank| start + blank + 1);
    Checked { value: Parts { yaml: start..end, body: end }, diagnostics: vec![diagnostic] }
}

/// The fields of a document, read and checked against the content model.
pub(super) struct FrontMatter {
    /// Whether there were any fields to read.
    pub(super) is_readable: bool,
    pub(super) title: Option<String>,
    pub(super) summary: String,
    pub(super) terms: Vec<(String, String)>,
    pub(super) values: FieldValues,
    pub(super) texts: FieldTrees,
    pub(super) evidence: Vec<Located<String>>,
    pub(super) counter: Vec<Located<String>>,
    pub(super) relations: Vec<Located<(String, String)>>,
    pub(super) ladder: Vec<LadderStep>,
    pub(super) audience: Audience,
    pub(super) owner: Option<String>,
    pub(super) status: Status,
    pub(super) reviewed: Option<Date>,
    pub(super) review_by: Option<Located<Date>>,
    pub(super) aliases: Vec<Located<String>>,
    pub(super) keywords: Vec<String>,
    pub(super) quick_exit: bool,
    pub(super) topics: Vec<String>,
    pub(super) steps: Vec<TextTree>,
    pub(super) care: Vec<Care>,
    pub(super) derivation: Derivation,
    pub(super) places: BodyLocations,
    /// The fields that are read as sentences.
    pub(super) read: FieldTexts,
}

/// Reads the fields that stand in `region`.
pub(super) fn read(
    source: &Source,
    region: Range<usize>,
    identity: &Identity,
    model: &ContentModel,
) -> Checked<FrontMatter> {
    let Identity { id: _, kind, language, role } = identity;
    let (kind, role) = (*kind, *role);
    let mut diagnostics = Vec::new();
    let node = parse_region(source, region.clone(), Limits::FRONT_MATTER).unpack(&mut diagnostics);
    // Where the fields can't be read at all, saying of each that it is missing would only hide why.
    let is_readable = region.end > 0 && (node.is_some() || diagnostics.is_empty());
    let span = Span::new(region.start, region.start);
    let node = node.unwrap_or(Node { value: Value::Null, span });
    // A field that couldn't be read isn't missing.
    let broken_keys = diagnostics.iter().any(|diagnostic| diagnostic.rule == Rule::InvalidYaml);
    let is_mapping = matches!(node.value, Value::Mapping(_) | Value::Null);
    let mut fields = Fields::new(source.path(), Node { span, ..node }, &mut diagnostics);
    let of = of_kind(model, kind);
    let mut places = BodyLocations { fields: given(&fields, model, region.end), ..BodyLocations::default() };
    if role == Role::Translation {
        in_words_only(&mut fields, model);
    }
    // What lies on a complete document has nothing to add to it.
    let is_whole = role == Role::Own || fields.has(keys::REPLACE);
    let demands = is_readable && is_mapping && !broken_keys && is_whole;

    let title = if demands { fields.required_text(keys::TITLE, &of) } else { fields.text(keys::TITLE) };
    check_title(&mut fields, title.as_ref());
    let summary = fields.text(keys::SUMMARY);
    check_summary(&mut fields, summary.as_ref());
    // The page of a chapter says what is in it, and is none of that itself.
    let demands = demands && !is_chapter(source.path());
    let demanded = |facet: &Facet| demands && facet.required && model.is_listed_by(facet, kind);
    let facets = model.facets.iter().filter(|facet| facet.is_for(kind));
    let terms = facets
        .flat_map(|facet| terms(&mut fields, facet, language, demanded(facet).then_some(&of)))
        .collect();
    let evidence = fields.texts(keys::EVIDENCE);
    let counter = fields.texts(keys::COUNTER);
    let at = |span: Span| Location::new(source.path().clone(), span);
    let located = |texts: Vec<Read<String>>| -> Vec<Located<String>> {
        texts.into_iter().map(|text| Located::new(text.value, at(text.span))).collect()
    };
    let relations = relations(&mut fields, model);
    let aliases = aliases(&mut fields);
    places.allows = allow::read(&mut fields);
    let review_by = fields.date(keys::REVIEW_BY);
    let is_card = kind == KindId::CARD;
    let is_question = kind == KindId::QUESTION;
    let mut read = FieldTexts::default();
    summary.iter().for_each(|summary| read.add(source, summary));
    let declared = field::Declared { source, model, kind, demands, language };
    let ReadFields { values, texts } = declared.read(&mut fields, &mut read);
    let front = FrontMatter {
        is_readable,
        title: title.map(|title| title.value),
        summary: summary.map(|summary| summary.value).unwrap_or_default(),
        terms,
        values,
        texts,
        evidence: located(evidence),
        counter: located(counter),
        relations,
        ladder: if is_card { ladder(&mut fields) } else { Vec::new() },
        audience: audience(&mut fields, model.kind(kind).audience),
        owner: fields.text(keys::OWNER).map(|owner| owner.value),
        status: status(&mut fields, &mut places),
        reviewed: fields.date(keys::REVIEWED).map(|date| date.value),
        review_by: review_by.map(|date| Located::new(date.value, at(date.span))),
        aliases,
        keywords: fields.texts(keys::KEYWORDS).into_iter().map(|word| word.value).collect(),
        quick_exit: is_question && fields.flag(keys::QUICK_EXIT),
        topics: if is_question { topics(&mut fields) } else { Vec::new() },
        steps: if is_question { steps(&mut fields, source, &mut read) } else { Vec::new() },
        care: if is_question { care(&mut fields, source, &mut read) } else { Vec::new() },
        derivation: derivation(&mut fields, model, &mut places),
        places,
        read,
    };
    fields.finish();
    Checked { value: front, diagnostics }
}

fn check_title(fields: &mut Fields<'_>, title: Option<&Read<String>>) {
    let Some(Read { value: title, span }) = title else { return };
    let length = title.chars().count();
    if length > TITLE_LENGTH {
        fields.tell(
            Rule::LongSummary,
            *span,
            phrase!(
                "deze titel telt {length} tekens; meer dan {TITLE_LENGTH} past niet in een lijst",
                "this title has {length} characters; more than {TITLE_LENGTH} don't fit in a list"
            ),
            phrase!(
                "zeg het korter, en de rest in de samenvatting",
                "say it shorter, and the rest in the summary"
            ),
        );
    }
}

fn check_summary(fields: &mut Fields<'_>, summary: Option<&Read<String>>) {
    let Some(Read { value: summary, span }) = summary else { return };
    let words = summary.split_whitespace().count();
    if words > SUMMARY_WORDS {
        fields.tell(
            Rule::LongSummary,
            *span,
            phrase!(
                "deze samenvatting telt {words} woorden; meer dan {SUMMARY_WORDS} past niet in een lijst",
                "this summary has {words} words; more than {SUMMARY_WORDS} don't fit in a list"
            ),
            phrase!(
                "zeg alleen wat iemand moet weten om te kiezen of dit de goede kaart is",
                "only say what somebody needs to choose whether this is the right card"
            ),
        );
    } else if summary.ends_with("...") || summary.ends_with('…') {
        fields.tell(
            Rule::LongSummary,
            *span,
            phrase!("deze samenvatting breekt af", "this summary is cut off"),
            phrase!("maak de zin af", "finish the sentence"),
        );
    }
}

/// The document's terms of one facet.
///
/// `demanded_of` says what has to have one.
fn terms(
    fields: &mut Fields<'_>,
    facet: &Facet,
    language: &Language,
    demanded_of: Option<&Phrase>,
) -> Vec<(String, String)> {
    // The facet's key is the author's, not the code's; both names are the same.
    let Some(Entry { node, .. }) = take_facet(fields, facet, language) else {
        if let Some(Phrase { nl, en }) = demanded_of {
            let (id, names) = (&facet.id, term_names(facet));
            let diagnostic =
                Diagnostic::new(Rule::MissingField, phrase!("{nl} heeft geen `{id}`", "{en} has no `{id}`"));
            let location = Location::new(fields.path().clone(), fields.span());
            fields
                .diagnostics()
                .push(diagnostic.at(location).hint(phrase!("kies uit {names}", "choose from {names}")));
        }
        return Vec::new();
    };
    let items = match node.value {
        Value::List(items) => items,
        _ => vec![node],
    };
    let mut terms: Vec<(String, String)> = Vec::new();
    let written: Vec<Read<String>> = items.into_iter().filter_map(|item| fields.scalar(item)).collect();
    for Read { value: term, span } in written {
        let id = &facet.id;
        let known = facet.term(&term).map(|known| known.id.clone());
        let Some(term) = known else {
            let names = term_names(facet);
            let near = nearest(&term, facet.terms.iter().map(|term| term.id.as_str()));
            let diagnostic = Diagnostic::new(
                Rule::UnknownTerm,
                phrase!("`{term}` is geen term van `{id}`", "`{term}` isn't a term of `{id}`"),
            )
            .at(Location::new(fields.path().clone(), span))
            .suggest(&term, near, Applicability::MachineApplicable);
            fields.diagnostics().push(diagnostic.hint(phrase!("er zijn: {names}", "there are: {names}")));
            continue;
        };
        if !facet.many && !terms.is_empty() {
            fields.tell(
                Rule::WrongType,
                span,
                phrase!(
                    "van `{id}` kan een document er maar één hebben",
                    "a document can have only one `{id}`"
                ),
                phrase!("kies de belangrijkste", "choose the most important one"),
            );
        } else if !terms.iter().any(|(_, other)| *other == term) {
            terms.push((facet.id.clone(), term));
        }
    }
    terms
}

fn take_facet(fields: &mut Fields<'_>, facet: &Facet, language: &Language) -> Option<Entry> {
    let (id, alias) = (facet.id.as_str(), facet.alias.as_deref().unwrap_or(&facet.id));
    let (nl, en) = if *language == Language::dutch() { (id, alias) } else { (alias, id) };
    fields.take_named(nl, en).filter(|entry| !matches!(entry.node.value, Value::Null))
}

fn term_names(facet: &Facet) -> String {
    facet.terms.iter().map(|term| format!("`{}`", term.id)).collect::<Vec<_>>().join(", ")
}

fn relations(fields: &mut Fields<'_>, model: &ContentModel) -> Vec<Located<(String, String)>> {
    let mut relations = Vec::new();
    for Entry { key, key_span, node } in fields.map(keys::RELATIONS) {
        let Some(relation) = model.relations.iter().find(|relation| relation.id == key) else {
            let diagnostic = Diagnostic::new(
                Rule::UnknownKey,
                phrase!("er is geen relatie `{key}`", "there is no relation `{key}`"),
            )
            .at(Location::new(fields.path().clone(), key_span));
            let inverse = model.relations.iter().find(|relation| relation.inverse == key);
            let diagnostic = match inverse.map(|relation| &relation.id) {
                Some(id) => diagnostic.hint(phrase!(
                    "`{key}` ontstaat vanzelf: zet `{id}` bij het andere document",
                    "`{key}` comes by itself: put `{id}` with the other document"
                )),
                None => {
                    let ids = || model.relations.iter().map(|relation| relation.id.as_str());
                    let names = ids().map(|id| format!("`{id}`")).collect::<Vec<_>>().join(", ");
                    diagnostic
                        .suggest(&key, nearest(&key, ids()), Applicability::MachineApplicable)
                        .hint(phrase!("er zijn: {names}", "there are: {names}"))
                }
            };
            fields.diagnostics().push(diagnostic);
            continue;
        };
        let targets = match node.value {
            Value::List(items) => items,
            _ => vec![node],
        };
        for target in targets {
            let span = target.span;
            match fields.scalar(target) {
                Some(target) => {
                    let id = target.value.trim_matches('/').trim_end_matches(".md").to_owned();
                    let at = Location::new(fields.path().clone(), target.span);
                    relations.push(Located::new((relation.id.clone(), id), at));
                }
                None => fields.tell(
                    Rule::DanglingRelation,
                    span,
                    phrase!("deze relatie wijst nergens naar", "this relation points at nothing"),
                    phrase!(
                        "vul het document in, of haal de regel weg",
                        "fill in the document, or take the line away"
                    ),
                ),
            }
        }
    }
    relations
}

/// A document without a status is a draft: nothing goes public by being forgotten.
fn status(fields: &mut Fields<'_>, places: &mut BodyLocations) -> Status {
    let Some(Read { value, span }) = fields.choice(keys::STATUS, &Status::CHOICES) else {
        return Status::Draft;
    };
    places.published = span;
    value
}

/// The addresses that a document had before.
pub(super) fn aliases(fields: &mut Fields<'_>) -> Vec<Located<String>> {
    let mut aliases = Vec::new();
    for Read { value: alias, span } in fields.texts(keys::ALIASES) {
        let address = alias.trim_matches('/');
        if address.split('/').all(is_slug) {
            let at = Location::new(fields.path().clone(), span);
            aliases.push(Located::new(format!("{address}/"), at));
        } else {
            fields.tell(
                Rule::BadFileName,
                span,
                phrase!(
                    "`{alias}` kan geen webadres op deze site zijn",
                    "`{alias}` can't be a web address on this site"
                ),
                phrase!("schrijf het zoals `/oud/adres/`", "write it as in `/old/address/`"),
            );
        }
    }
    aliases
}

fn ladder(fields: &mut Fields<'_>) -> Vec<LadderStep> {
    let path = fields.path().clone();
    let mut ladder = Vec::new();
    for item in fields.list(keys::LADDER) {
        let mut inner = Fields::new(&path, item, fields.diagnostics());
        let of = phrase!("deze trede", "this step");
        let values = |texts: Vec<Read<String>>| texts.into_iter().map(|text| text.value).collect();
        let step = LadderStep {
            level: inner.required_text(keys::LEVEL, &of).map(|text| text.value).unwrap_or_default(),
            who: inner.text(keys::WHO).map(|text| text.value).unwrap_or_default(),
            up: values(inner.texts(keys::UP)),
            down: values(inner.texts(keys::DOWN)),
            here: inner.flag(keys::HERE),
        };
        inner.finish();
        ladder.push(step);
    }
    ladder
}

fn audience(fields: &mut Fields<'_>, of_kind: Audience) -> Audience {
    fields.choice(keys::AUDIENCE, &Audience::CHOICES).map_or(of_kind, |audience| audience.value)
}

/// The subjects whose provisions answer a question: slugs, as provisions have them.
fn topics(fields: &mut Fields<'_>) -> Vec<String> {
    fields.texts(keys::PROVISIONS).into_iter().map(|topic| slugify(&topic.value)).collect()
}

fn steps(fields: &mut Fields<'_>, source: &Source, read: &mut FieldTexts) -> Vec<TextTree> {
    let steps = fields.texts(keys::STEPS);
    steps.iter().map(|step| read.line(source, step, fields.diagnostics())).collect()
}

fn care(fields: &mut Fields<'_>, source: &Source, read: &mut FieldTexts) -> Vec<Care> {
    const CHOICES: [(KeyName, Urgency); 3] =
        [(keys::NOW, Urgency::Now), (keys::TODAY, Urgency::Today), (keys::SOON, Urgency::Soon)];
    let path = fields.path().clone();
    let mut care = Vec::new();
    for item in fields.list(keys::CARE) {
        let mut inner = Fields::new(&path, item, fields.diagnostics());
        let of = phrase!("deze hulp bij spoed", "this urgent help");
        let urgency = inner.choice(keys::URGENCY, &CHOICES);
        let action = inner.required_text(keys::ACTION, &of);
        let when = inner.texts(keys::WHEN);
        let mut line = |text: &Read<String>| read.line(source, text, inner.diagnostics());
        let action = action.as_ref().map(&mut line);
        let when = when.iter().map(line).collect();
        inner.finish();
        if let Some(action) = action {
            let urgency = urgency.map_or(Urgency::Soon, |urgency| urgency.value);
            care.push(Care { urgency, action, when });
        }
    }
    care.sort_by_key(|care| care.urgency);
    care
}

//! The content model: facets with their terms, relations, expected sections.

use std::collections::BTreeMap;

use super::text::{Tongue, named};
use crate::config::Config;
use crate::data::{Entry, Fields, KeyName, Node, Read, Value};
use crate::model::{
    Audience, Bounds, Color, ContentModel, ExpectedSection, Facet, LEAST_CONTRAST, Relation, SectionRole,
    Term, keys,
};
use crate::text::{LONGEST_SLUG, Phrase, Rule, is_slug, not_a_slug, phrase, slugify};

/// The facets: those below, changed and added to.
pub(super) fn facets(
    fields: &mut Fields<'_>,
    model: &mut ContentModel,
    tongue: &Tongue<'_>,
    values: &BTreeMap<String, String>,
) {
    for entry in fields.map(KeyName::same("facets")) {
        if !slug_key(fields, &entry) || !free_key(fields, &entry, model) {
            continue;
        }
        let path = fields.path().clone();
        let mut inner = Fields::new(&path, entry.node, fields.diagnostics());
        let key = &entry.key;
        let of = phrase!("facet `{key}`", "facet `{key}`");
        let below = model.facets.iter().find(|facet| facet.is(&entry.key));
        // One without a title adds to what a layer below declared.
        let is_added_to = !inner.has(KeyName::same("title"));
        let title = title(&mut inner, tongue, below.map(|below| &below.title), key, &of);
        let facet = Facet {
            title,
            required: inner.flag_or(KeyName::same("required"), below.is_some_and(|below| below.required)),
            many: inner.flag_or(KeyName::same("many"), below.is_some_and(|below| below.many)),
            at_least: at_least(&mut inner).unwrap_or_default(),
            alias: below.and_then(|below| below.alias.clone()),
            kinds: named(&mut inner, model, below.map(|below| &below.kinds)),
            audience: below.map_or(Audience::Both, |below| below.audience),
            is_field: below.is_some_and(|below| below.is_field),
            is_from_below: below.map_or(is_added_to, |below| below.is_from_below),
            terms: terms(&mut inner, below, tongue, values),
            id: below.map_or_else(|| entry.key.clone(), |below| below.id.clone()),
        };
        inner.finish();
        put(&mut model.facets, facet, |facet| &facet.id);
    }
}

/// How many documents each term of a facet is to have, where it says so.
fn at_least(fields: &mut Fields<'_>) -> Option<usize> {
    let Read { value: text, span } = fields.text(KeyName::same("at_least"))?;
    let number = text.parse().ok();
    if number.is_none() {
        fields.report(
            Rule::WrongType,
            span,
            phrase!("`{text}` is geen aantal documenten", "`{text}` isn't a number of documents"),
            phrase!("schrijf een heel getal, zoals `10`", "write a whole number, such as `10`"),
        );
    }
    number
}

fn terms(
    fields: &mut Fields<'_>,
    below: Option<&Facet>,
    tongue: &Tongue<'_>,
    values: &BTreeMap<String, String>,
) -> Vec<Term> {
    let mut terms = below.map(|below| below.terms.clone()).unwrap_or_default();
    for entry in fields.map(KeyName::same("terms")) {
        if !slug_key(fields, &entry) {
            continue;
        }
        let is_named = |term: &&Term| term.id == entry.key || term.alias.as_ref() == Some(&entry.key);
        let had_name = |term: &&Term| term.former.contains(&entry.key);
        let below = terms.iter().find(is_named).or_else(|| terms.iter().find(had_name));
        if below.is_some() && matches!(entry.node.value, Value::Null) {
            cannot_vanish(fields, &entry);
            continue;
        }
        let path = fields.path().clone();
        let mut inner = Fields::new(&path, entry.node, fields.diagnostics());
        let key = &entry.key;
        let of = phrase!("term `{key}`", "term `{key}`");
        let term = Term {
            title: title(&mut inner, tongue, below.map(|below| &below.title), key, &of),
            summary: tongue
                .filled(&mut inner, KeyName::same("summary"), values)
                .or_else(|| below.map(|below| below.summary.clone()))
                .unwrap_or_default(),
            color: color(&mut inner).or_else(|| below.and_then(|below| below.color.clone())),
            icon: inner
                .text(KeyName::same("icon"))
                .map(|icon| icon.value)
                .or_else(|| below.and_then(|below| below.icon.clone())),
            alias: below.and_then(|below| below.alias.clone()),
            former: former(&mut inner, below),
            id: below.map_or_else(|| entry.key.clone(), |below| below.id.clone()),
        };
        inner.finish();
        put(&mut terms, term, |term| &term.id);
    }
    terms
}

/// The names that a term had before, with those of the layer below.
fn former(fields: &mut Fields<'_>, below: Option<&Term>) -> Vec<String> {
    let mut former = below.map(|below| below.former.clone()).unwrap_or_default();
    former.extend(fields.texts(keys::FORMER_NAMES).into_iter().map(|name| name.value));
    former
}

/// What subjects are called now, by their former names, with those of the layer below.
pub(super) fn former_topics(fields: &mut Fields<'_>, below: Option<&Config>) -> BTreeMap<String, String> {
    let mut topics = below.map(|below| below.former_topics.clone()).unwrap_or_default();
    for Entry { key, node, .. } in fields.map(keys::FORMER_TOPICS) {
        topics.extend(fields.scalar(node).map(|now| (slugify(&key), slugify(&now.value))));
    }
    topics
}

/// Puts an item where the one of the same id stands, else at the end.
fn put<T>(items: &mut Vec<T>, item: T, id: impl Fn(&T) -> &String) {
    match items.iter().position(|other| id(other) == id(&item)) {
        Some(idx) => items[idx] = item,
        None => items.push(item),
    }
}

/// A title; that of the layer below where none is written, and the key where there is none at all.
fn title(
    fields: &mut Fields<'_>,
    tongue: &Tongue<'_>,
    below: Option<&String>,
    key: &str,
    of: &Phrase,
) -> String {
    let written = written_title(fields, tongue, below.is_none(), of);
    written.or_else(|| below.cloned()).unwrap_or_else(|| key.to_owned())
}

/// A title where one is written; of what is new there has to be one.
pub(super) fn written_title(
    fields: &mut Fields<'_>,
    tongue: &Tongue<'_>,
    is_new: bool,
    of: &Phrase,
) -> Option<String> {
    let key = KeyName::same("title");
    if is_new {
        tongue.required_text(fields, key, of)
    } else {
        tongue.text(fields, key).map(|title| title.value)
    }
}

fn cannot_vanish(fields: &mut Fields<'_>, entry: &Entry) {
    let key = &entry.key;
    fields.report(
        Rule::WrongType,
        entry.key_span,
        phrase!(
            "de term `{key}` komt van de site eronder en kan niet vervallen",
            "the term `{key}` comes from the site below and can't be dropped"
        ),
        phrase!(
            "geef hem hier een andere titel, of haal de regel weg en verberg de documenten die je niet wilt",
            "give it another title here, or take the line away and hide the documents that you don't want"
        ),
    );
}

fn color(fields: &mut Fields<'_>) -> Option<Color> {
    let Entry { node, key_span, .. } = fields.take(KeyName::same("color"))?;
    let path = fields.path().clone();
    let mut inner = Fields::new(&path, node, fields.diagnostics());
    let of = phrase!("de kleur", "the color");
    let light = inner.required_text(KeyName::same("light"), &of);
    let dark = inner.required_text(KeyName::same("dark"), &of);
    inner.finish();
    let color = Color { light: light?.value.to_lowercase(), dark: dark?.value.to_lowercase() };
    match color.contrast() {
        None => {
            fields.report(
                Rule::WrongType,
                key_span,
                phrase!("een kleur is `#` en zes tekens", "a color is `#` and six characters"),
                phrase!("schrijf bijvoorbeeld `\"#0f6e4a\"`", "write for example `\"#0f6e4a\"`"),
            );
            None
        }
        Some((light, dark)) => {
            if light.min(dark) < LEAST_CONTRAST {
                let (light, dark) = (format!("{light:.1}"), format!("{dark:.1}"));
                fields.report(
                    Rule::LowContrast,
                    key_span,
                    phrase!(
                        "deze kleur is slecht leesbaar: contrast {light} op licht en {dark} op donker, ten minste 4.5 is nodig",
                        "this color is hard to read: contrast {light} on light and {dark} on dark ground, at least 4.5 is needed"
                    ),
                    phrase!(
                        "neem `light` donkerder of `dark` lichter",
                        "make `light` darker or `dark` lighter"
                    ),
                );
            }
            Some(color)
        }
    }
}

/// The relations: those below, changed and added to.
pub(super) fn relations(fields: &mut Fields<'_>, relations: &mut Vec<Relation>, tongue: &Tongue<'_>) {
    for entry in fields.map(KeyName::same("relations")) {
        if !slug_key(fields, &entry) {
            continue;
        }
        let path = fields.path().clone();
        let mut inner = Fields::new(&path, entry.node, fields.diagnostics());
        let key = &entry.key;
        let of = phrase!("relatie `{key}`", "relation `{key}`");
        let below = relations.iter().find(|relation| relation.id == entry.key);
        let title = title(&mut inner, tongue, below.map(|below| &below.title), key, &of);
        let inverse = inverse(&mut inner, below.map_or(&entry.key, |below| &below.inverse));
        let inverse_title = tongue.text(&mut inner, KeyName::same("inverse_title")).map(|title| title.value);
        inner.finish();
        let inverse_title = inverse_title.unwrap_or_else(|| match below {
            _ if inverse == entry.key => title.clone(),
            Some(below) if below.inverse == inverse => below.inverse_title.clone(),
            Some(_) | None => sentence_case(&inverse),
        });
        put(relations, Relation { id: entry.key, title, inverse, inverse_title }, |relation| &relation.id);
    }
}

/// The key of a relation's inverse; `key` where none is written, or none that could be one.
fn inverse(fields: &mut Fields<'_>, key: &str) -> String {
    let Some(Read { value, span }) = fields.text(KeyName::same("inverse")) else { return key.to_owned() };
    if is_slug(&value) {
        return value;
    }
    fields.report(
        Rule::WrongType,
        span,
        phrase!("`{value}` kan geen naam zijn", "`{value}` can't be a name"),
        phrase!("schrijf het zoals `gevolgd-door`", "write it as in `gevolgd-door`"),
    );
    key.to_owned()
}

/// `gevolgd-door` as a title: `Gevolgd door`.
fn sentence_case(slug: &str) -> String {
    let mut letters = slug.chars();
    let first = letters.next().map(|c| c.to_uppercase().collect::<String>()).unwrap_or_default();
    first + &letters.as_str().replace('-', " ")
}

/// What `sections` says of each kind.
pub(super) fn sections(fields: &mut Fields<'_>, model: &mut ContentModel, tongue: &Tongue<'_>) {
    let Some(Entry { node, .. }) = fields.take(KeyName::same("sections")) else { return };
    let path = fields.path().clone();
    let mut per_kind = Fields::new(&path, node, fields.diagnostics());
    for kind in model.kinds.iter_mut().filter(|kind| kind.is_text) {
        let names = [kind.alias.as_deref().unwrap_or(&kind.id), &kind.id];
        let Some(entry) = per_kind.take_named(names) else { continue };
        let old = std::mem::take(&mut kind.sections);
        let items = per_kind.items(entry.node);
        kind.sections = with_sections(&mut per_kind, items, old, tongue);
    }
    per_kind.finish();
}

/// The sections that a key lists, over those of the layer below.
pub(super) fn expected_sections(
    fields: &mut Fields<'_>,
    key: KeyName,
    old: Vec<ExpectedSection>,
    tongue: &Tongue<'_>,
) -> Vec<ExpectedSection> {
    let items = fields.list(key);
    with_sections(fields, items, old, tongue)
}

/// The expected sections: those below, in their order, and each new one after the known one it is written after, or at
/// the end.
fn with_sections(
    fields: &mut Fields<'_>,
    items: Vec<Node>,
    mut expected: Vec<ExpectedSection>,
    tongue: &Tongue<'_>,
) -> Vec<ExpectedSection> {
    let mut next = expected.len();
    for item in items {
        let Some(section) = section(fields, item, tongue) else { continue };
        match expected.iter().position(|other| other.id == section.id) {
            Some(idx) => {
                let ExpectedSection { id: _, title, translations, required, role, length, items } = section;
                let other = &mut expected[idx];
                other.title = title;
                other.translations.extend(translations);
                other.required |= required;
                other.role = role.or(other.role);
                other.length = length.or(other.length);
                other.items = items.or(other.items);
                next = idx + 1;
            }
            None => {
                expected.insert(next, section);
                next += 1;
            }
        }
    }
    expected
}

fn section(fields: &mut Fields<'_>, item: Node, tongue: &Tongue<'_>) -> Option<ExpectedSection> {
    const ROLES: [(KeyName, SectionRole); 3] = [
        (keys::STEPS, SectionRole::Steps),
        (keys::LIMITS, SectionRole::Limits),
        (keys::VOICES, SectionRole::Voices),
    ];
    if !matches!(item.value, Value::Mapping(_)) {
        let title = fields.scalar(item)?.value;
        return Some(ExpectedSection { id: slugify(&title), title, ..ExpectedSection::default() });
    }
    let path = fields.path().clone();
    let mut inner = Fields::new(&path, item, fields.diagnostics());
    // A translation of the heading keeps its id, so that of the own language gives it.
    let own = Tongue { shown: tongue.own, own: tongue.own };
    let written = inner.take(KeyName::same("title")).map(|entry| entry.node);
    let translations = written.as_ref().map(|node| tongue.translations(node)).unwrap_or_default();
    let title = written.and_then(|node| own.choose(&mut inner, node)).map(|title| title.value);
    if title.is_none() {
        inner.missing(KeyName::same("title"), &phrase!("de sectie", "the section"));
    }
    let role = inner.choice(KeyName::same("role"), &ROLES).map(|role| role.value);
    let required = inner.flag(KeyName::same("required"));
    let length = bounds(&mut inner, KeyName::same("words"));
    let items = bounds(&mut inner, KeyName::same("items"));
    inner.finish();
    let title = title?;
    Some(ExpectedSection { id: slugify(&title), title, translations, required, role, length, items })
}

/// From how many to how many of something there are to be, where a key says so.
pub(super) fn bounds(fields: &mut Fields<'_>, key: KeyName) -> Option<Bounds> {
    let Read { value: text, span } = fields.text(key)?;
    let bounds = Bounds::new(&text);
    if bounds.is_none() {
        fields.report(
            Rule::WrongType,
            span,
            phrase!("`{text}` zegt niet van hoeveel tot hoeveel", "`{text}` isn't a range of numbers"),
            phrase!(
                "schrijf twee hele getallen, het kleinste eerst, zoals `3-7`, of `3-` voor minstens drie",
                "write two whole numbers, the smaller one first, such as `3-7`, or `3-` for at least three"
            ),
        );
    }
    bounds
}

pub(super) fn slug_key(fields: &mut Fields<'_>, entry: &Entry) -> bool {
    let sound = is_slug(&entry.key);
    if !sound {
        bad_name(fields, entry);
    }
    sound
}

/// Reports a key that can't be the name of anything.
pub(super) fn bad_name(fields: &mut Fields<'_>, entry: &Entry) {
    let key = &entry.key;
    let message = match key.len() {
        0..=LONGEST_SLUG => phrase!("`{key}` kan geen naam zijn", "`{key}` can't be a name"),
        _ => not_a_slug(key),
    };
    fields.report(
        Rule::WrongType,
        entry.key_span,
        message,
        phrase!(
            "gebruik kleine letters zonder accent, cijfers en losse streepjes, zoals `op-en-afschalen`",
            "use lower-case letters without accents, digits and single hyphens, as in `op-en-afschalen`"
        ),
    );
}

/// What the address of the search page calls the question; beside it stand the facets that narrow the results.
const QUESTION: &str = "q";

/// Whether a facet's key is none of those that every document has.
fn free_key(fields: &mut Fields<'_>, entry: &Entry, model: &ContentModel) -> bool {
    let key = &entry.key;
    let is_free = !model.fields.iter().any(|field| field.is(key));
    if key == QUESTION {
        fields.report(
            Rule::WrongType,
            entry.key_span,
            phrase!(
                "`{key}` is al de vraag in het adres van de zoekpagina",
                "`{key}` is the question in the address of the search page already"
            ),
            phrase!("geef het facet een andere naam", "give the facet another name"),
        );
        return false;
    }
    if !is_free {
        fields.report(
            Rule::WrongType,
            entry.key_span,
            phrase!(
                "`{key}` is al een veld van elk document",
                "`{key}` is a field of every document already"
            ),
            phrase!("geef het facet een andere naam", "give the facet another name"),
        );
    }
    is_free
}

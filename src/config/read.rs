//! From the tree of `wijkgids.yaml` to a [`Config`].

use std::collections::BTreeMap;

use super::color::LEAST_CONTRAST;
use super::keys;
use super::{
    BaseUrl, Color, Config, ContentModel, DocumentKind, ExpectedSection, Facet, Language, Relation,
    SectionRole, Term,
};
use crate::data::{Entry, Fields, Limits, Named, Node, Read, Value, parse};
use crate::text::{
    Checked, Diagnostic, Level, Rule, Source, fill, is_slug, nearest, next_value, phrase, slugify,
};

/// Reads a site's configuration. Where it can't be understood, the site goes on with what could.
pub fn read(source: &Source) -> Checked<Config> {
    let mut diagnostics = Vec::new();
    let node = parse(source, Limits::FILE).unpack(&mut diagnostics);
    let broken = node.is_none() && !diagnostics.is_empty();
    let node = node.unwrap_or(Node { value: Value::Null, span: crate::text::Span::default() });
    let mut fields = Fields::new(source.path(), node, &mut diagnostics);
    let site = phrase!("de site", "the site");
    let title = if broken {
        fields.text(Named::same("title"))
    } else {
        fields.required_text(Named::same("title"), &site)
    };
    let values = values(&mut fields);
    let config = Config {
        title: title.map_or_else(|| "Wijkgids".to_owned(), |title| title.value),
        description: filled(&mut fields, Named::same("description"), &values),
        base_url: base_url(&mut fields),
        language: language(&mut fields),
        edit_url: edit_url(&mut fields),
        model: ContentModel {
            facets: facets(&mut fields, &values),
            relations: relations(&mut fields),
            sections: sections(&mut fields),
        },
        theme: fields.text(Named::same("theme")),
        levels: levels(&mut fields),
        values,
    };
    fields.finish();
    Checked { value: config, diagnostics }
}

fn base_url(fields: &mut Fields<'_>) -> BaseUrl {
    let fallback = || BaseUrl::new("http://localhost/").expect("this is an address");
    let Some(Read { value: text, span }) = fields.text(Named::same("base_url")) else { return fallback() };
    BaseUrl::new(&text).unwrap_or_else(|| {
        fields.tell(
            Rule::WrongType,
            span,
            phrase!("`{text}` is geen volledig webadres", "`{text}` isn't a complete web address"),
            phrase!(
                "schrijf het zoals `https://voorbeeld.nl/gids/`",
                "write it as in `https://voorbeeld.nl/gids/`"
            ),
        );
        fallback()
    })
}

fn edit_url(fields: &mut Fields<'_>) -> Option<String> {
    let Read { value: text, span } = fields.text(Named::same("edit_url"))?;
    let base = BaseUrl::new(&text);
    if base.is_none() {
        fields.tell(
            Rule::WrongType,
            span,
            phrase!("`{text}` is geen volledig webadres", "`{text}` isn't a complete web address"),
            phrase!(
                "schrijf het adres waar bronbestanden te bewerken zijn, tot en met de map van de site",
                "write the address where source files can be edited, up to the folder of the site"
            ),
        );
    }
    base.map(|base| base.as_str().to_owned())
}

fn language(fields: &mut Fields<'_>) -> Language {
    let Some(Read { value: tag, span }) = fields.text(Named::same("language")) else {
        return Language::dutch();
    };
    Language::new(&tag).unwrap_or_else(|| {
        fields.tell(
            Rule::WrongType,
            span,
            phrase!("`{tag}` is geen taalcode", "`{tag}` isn't a language tag"),
            phrase!("schrijf bijvoorbeeld `nl`, `en` of `ar`", "write for example `nl`, `en` or `ar`"),
        );
        Language::dutch()
    })
}

fn values(fields: &mut Fields<'_>) -> BTreeMap<String, String> {
    let mut values = BTreeMap::new();
    for Entry { key, key_span, node } in fields.map(Named::same("values")) {
        let is_name = key.starts_with(|c: char| c.is_ascii_lowercase())
            && key.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
        if !is_name {
            fields.tell(
                Rule::WrongType,
                key_span,
                phrase!("`{key}` kan geen naam van een waarde zijn", "`{key}` can't be the name of a value"),
                phrase!("gebruik kleine letters, cijfers en `_`", "use lower-case letters, digits and `_`"),
            );
        } else if let Some(text) = fields.scalar(node) {
            values.insert(key, text.value);
        }
    }
    values
}

/// A text of the configuration with its `{{ values }}` filled in; absent reads as empty.
fn filled(fields: &mut Fields<'_>, key: Named, values: &BTreeMap<String, String>) -> String {
    let Some(Read { value: text, span }) = fields.text(key) else { return String::new() };
    let mut rest = text.as_str();
    while let Some((_, name, after)) = next_value(rest) {
        if !values.contains_key(name) {
            fields.tell(
                Rule::UnknownValue,
                span,
                phrase!("er is geen waarde `{name}`", "there is no value `{name}`"),
                phrase!("zet hem onder `values`", "put it under `values`"),
            );
        }
        rest = after;
    }
    fill(&text, values)
}

fn slug_key(fields: &mut Fields<'_>, entry: &Entry) -> bool {
    let sound = is_slug(&entry.key);
    if !sound {
        let key = &entry.key;
        fields.tell(
            Rule::WrongType,
            entry.key_span,
            phrase!("`{key}` kan geen naam zijn", "`{key}` can't be a name"),
            phrase!(
                "gebruik kleine letters zonder accent, cijfers en losse streepjes, zoals `op-en-afschalen`",
                "use lower-case letters without accents, digits and single hyphens, as in `op-en-afschalen`"
            ),
        );
    }
    sound
}

/// Whether a facet's key is none of those that every document has.
fn free_key(fields: &mut Fields<'_>, entry: &Entry) -> bool {
    let key = &entry.key;
    let is_free = !keys::OF_DOCUMENTS.iter().any(|name| key == name.nl || key == name.en);
    if !is_free {
        fields.tell(
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

fn facets(fields: &mut Fields<'_>, values: &BTreeMap<String, String>) -> Vec<Facet> {
    let mut facets = Vec::new();
    for entry in fields.map(Named::same("facets")) {
        if !slug_key(fields, &entry) || !free_key(fields, &entry) {
            continue;
        }
        let path = fields.path().clone();
        let mut inner = Fields::new(&path, entry.node, fields.diagnostics());
        let key = &entry.key;
        let of = phrase!("facet `{key}`", "facet `{key}`");
        let title = inner.required_text(Named::same("title"), &of).map(|title| title.value);
        let facet = Facet {
            title: title.unwrap_or_else(|| entry.key.clone()),
            required: inner.flag(Named::same("required")),
            many: inner.flag(Named::same("many")),
            terms: terms(&mut inner, values),
            id: entry.key,
        };
        inner.finish();
        facets.push(facet);
    }
    facets
}

fn terms(fields: &mut Fields<'_>, values: &BTreeMap<String, String>) -> Vec<Term> {
    let mut terms = Vec::new();
    for entry in fields.map(Named::same("terms")) {
        if !slug_key(fields, &entry) {
            continue;
        }
        let path = fields.path().clone();
        let mut inner = Fields::new(&path, entry.node, fields.diagnostics());
        let key = &entry.key;
        let of = phrase!("term `{key}`", "term `{key}`");
        let title = inner.required_text(Named::same("title"), &of).map(|title| title.value);
        let term = Term {
            title: title.unwrap_or_else(|| entry.key.clone()),
            summary: filled(&mut inner, Named::same("summary"), values),
            color: color(&mut inner),
            icon: inner.text(Named::same("icon")).map(|icon| icon.value),
            id: entry.key,
        };
        inner.finish();
        terms.push(term);
    }
    terms
}

fn color(fields: &mut Fields<'_>) -> Option<Color> {
    let Entry { node, key_span, .. } = fields.take(Named::same("color"))?;
    let path = fields.path().clone();
    let mut inner = Fields::new(&path, node, fields.diagnostics());
    let of = phrase!("de kleur", "the color");
    let light = inner.required_text(Named::same("light"), &of);
    let dark = inner.required_text(Named::same("dark"), &of);
    inner.finish();
    let color = Color { light: light?.value.to_lowercase(), dark: dark?.value.to_lowercase() };
    match color.contrast() {
        None => {
            fields.tell(
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
                fields.tell(
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

fn relations(fields: &mut Fields<'_>) -> Vec<Relation> {
    let mut relations = Vec::new();
    for entry in fields.map(Named::same("relations")) {
        if !slug_key(fields, &entry) {
            continue;
        }
        let path = fields.path().clone();
        let mut inner = Fields::new(&path, entry.node, fields.diagnostics());
        let key = &entry.key;
        let of = phrase!("relatie `{key}`", "relation `{key}`");
        let title = inner.required_text(Named::same("title"), &of).map(|title| title.value);
        let title = title.unwrap_or_else(|| entry.key.clone());
        let inverse = inverse(&mut inner, &entry.key);
        let inverse_title = inner.text(Named::same("inverse_title")).map(|title| title.value);
        inner.finish();
        let inverse_title = inverse_title
            .unwrap_or_else(|| if inverse == entry.key { title.clone() } else { sentence_case(&inverse) });
        relations.push(Relation { id: entry.key, title, inverse, inverse_title });
    }
    relations
}

/// The key of a relation's inverse; its own where none is written, or none that could be one.
fn inverse(fields: &mut Fields<'_>, key: &str) -> String {
    let Some(Read { value, span }) = fields.text(Named::same("inverse")) else { return key.to_owned() };
    if is_slug(&value) {
        return value;
    }
    fields.tell(
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

fn sections(fields: &mut Fields<'_>) -> BTreeMap<DocumentKind, Vec<ExpectedSection>> {
    const ROLES: [(Named, SectionRole); 3] = [
        (Named { en: "steps", nl: "stappen" }, SectionRole::Steps),
        (Named { en: "limits", nl: "grenzen" }, SectionRole::Limits),
        (Named { en: "voices", nl: "tegenstemmen" }, SectionRole::Voices),
    ];
    let Some(Entry { node, .. }) = fields.take(Named::same("sections")) else { return BTreeMap::new() };
    let path = fields.path().clone();
    let mut per_kind = Fields::new(&path, node, fields.diagnostics());
    let mut sections = BTreeMap::new();
    for kind in DocumentKind::ALL {
        let mut expected = Vec::new();
        for item in per_kind.list(kind.named()) {
            let section = if let Value::Mapping(_) = item.value {
                let mut inner = Fields::new(&path, item, per_kind.diagnostics());
                let title = inner.required_text(Named::same("title"), &phrase!("de sectie", "the section"));
                let role = inner.choice(Named::same("role"), &ROLES).map(|role| role.value);
                let required = inner.flag(Named::same("required"));
                inner.finish();
                title.map(|title| ExpectedSection {
                    id: slugify(&title.value),
                    title: title.value,
                    required,
                    role,
                })
            } else {
                per_kind.scalar(item).map(|title| ExpectedSection {
                    id: slugify(&title.value),
                    title: title.value,
                    required: false,
                    role: None,
                })
            };
            expected.extend(section);
        }
        if !expected.is_empty() {
            sections.insert(kind, expected);
        }
    }
    per_kind.finish();
    sections
}

fn levels(fields: &mut Fields<'_>) -> BTreeMap<Rule, Level> {
    let mut levels = BTreeMap::new();
    for Entry { key, key_span, node } in fields.map(Named::same("checks")) {
        let Some(rule) = Rule::named(&key) else {
            let settable = Rule::ALL.iter().filter(|rule| rule.is_settable()).map(|rule| rule.name());
            let near = nearest(&key, settable);
            let path = fields.path().clone();
            fields.diagnostics().push(
                Diagnostic::new(
                    Rule::UnknownKey,
                    phrase!("er is geen regel `{key}`", "there is no rule `{key}`"),
                )
                .at(crate::text::Location::new(path, key_span))
                .suggest(near)
                .hint(phrase!("`wijkgids explain` noemt ze alle", "`wijkgids explain` names them all")),
            );
            continue;
        };
        let Some(Read { value: word, span }) = fields.scalar(node) else { continue };
        let level = match word.as_str() {
            "ignore" => Level::Ignore,
            "warn" => Level::Warn,
            "error" => Level::Error,
            _ => {
                fields.tell(
                    Rule::UnknownTerm,
                    span,
                    phrase!("`{word}` is geen niveau", "`{word}` isn't a level"),
                    phrase!("kies uit `ignore`, `warn`, `error`", "choose from `ignore`, `warn`, `error`"),
                );
                continue;
            }
        };
        if rule.is_settable() {
            levels.insert(rule, level);
        } else {
            fields.tell(
                Rule::WrongType,
                span,
                phrase!("de regel `{key}` staat vast op `error`", "the rule `{key}` is always `error`"),
                phrase!("haal deze regel weg", "take this line away"),
            );
        }
    }
    levels
}

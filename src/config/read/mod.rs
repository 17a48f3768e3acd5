//! From the tree of `wijkgids.yaml` to a [`Config`], laid over that of the layer below where there is one.

mod review;

mod text;

mod duties;

mod model;

mod fact_kinds;

mod fields;

mod kinds;

mod values;

use std::collections::BTreeMap;

pub(crate) use self::fields::{field_declaration, is_field_name};
use self::text::Tongue;
use super::{AfterGrace, BaseUrl, Config, Intro, Notice, Readership, ReviewPolicy, SiteText};
use crate::data::{Entry, Fields, KeyName, Node, ParseLimits, Read, Value, parse};
use crate::model::{AllowedNumbers, ContentModel, Language, keys};
use crate::text::{
    Applicability, Checked, Diagnostic, Level, Location, Rule, Severity, Source, SourcePath, fill, nearest,
    phrase, unknown_word,
};

/// The tree of a `wijkgids.yaml`: read once, and understood in each language of the site.
#[derive(Clone, Debug)]
pub struct ConfigTree {
    path: SourcePath,
    /// `None` where nothing is said.
    node: Option<Node>,
    /// Whether it isn't YAML, so that what it lacks says nothing.
    is_broken: bool,
}

impl ConfigTree {
    /// Reads the tree of a source.
    pub fn parse(source: &Source) -> Checked<Self> {
        let Checked { value: node, diagnostics } = parse(source, ParseLimits::FILE);
        let is_broken = node.is_none() && !diagnostics.is_empty();
        Checked { value: Self { path: source.path().clone(), node, is_broken }, diagnostics }
    }
}

/// Reads a configuration that is needed in one language only; see [`read_tree`].
pub fn read(source: &Source, below: Option<&Config>, language: Option<&Language>) -> Checked<Config> {
    let mut diagnostics = Vec::new();
    let tree = ConfigTree::parse(source).unpack(&mut diagnostics);
    let value = read_tree(&tree, below, language).unpack(&mut diagnostics);
    Checked { value, diagnostics }
}

/// Reads the configuration of a site, or of a layer of one. Where it can't be understood, the site goes on with what
/// could.
///
/// What it doesn't say is taken from `below`, the configuration of the layer it lies on; but not its address, for whom
/// it is, nor what it says at the top of every page and to search engines. Texts that are written in several languages are taken in
/// `language`, the site's own where there is none.
pub fn read_tree(tree: &ConfigTree, below: Option<&Config>, language: Option<&Language>) -> Checked<Config> {
    let mut diagnostics = Vec::new();
    let ConfigTree { path, node, is_broken } = tree;
    let nothing = || Node { value: Value::Null, span: crate::text::Span::default() };
    let mut fields = Fields::new(path, node.clone().unwrap_or_else(nothing), &mut diagnostics);
    let own = own_language(&mut fields, below);
    let tongue = Tongue { shown: language.unwrap_or(&own), own: &own };
    let values = values::read(&mut fields, below, &tongue);
    let title = tongue.filled(&mut fields, KeyName::same("title"), &values.values);
    if title.is_none() && below.is_none() && !is_broken {
        fields.missing(KeyName::same("title"), &phrase!("de site", "the site"));
    }
    let inherited = |pick: fn(&Config) -> String| below.map(pick).unwrap_or_default();
    let has_address = fields.has(KeyName::same("base_url"));
    let (base_url, base_urls) = base_urls(&mut fields);
    let review = review::read(&mut fields, below);
    let config = Config {
        title: title
            .or_else(|| below.map(|below| below.title.clone()))
            .unwrap_or_else(|| "Wijkgids".to_owned()),
        description: tongue
            .filled(&mut fields, KeyName::same("description"), &values.values)
            .unwrap_or_else(|| inherited(|below| below.description.clone())),
        has_address,
        base_url,
        base_urls,
        extends: fields.text(KeyName::same("extends")),
        languages: languages(&mut fields, below, &own),
        edit_url: edit_url(&mut fields),
        model: content_model(&mut fields, below, &tongue, &values.values),
        former_topics: model::former_topics(&mut fields, below),
        theme: fields.text(KeyName::same("theme")),
        footer: footer(&mut fields).or_else(|| below.and_then(|below| below.footer.clone())),
        intro: intro(&mut fields, below, &tongue, &values.values),
        texts: texts(&mut fields, below, &tongue, &values.values),
        notice: notice(&mut fields, &tongue, &values.values),
        search_engines: search_engines(&mut fields),
        search: fields.flag_or(KeyName::same("search"), below.is_none_or(|below| below.search)),
        publish: duties::readerships(&mut fields),
        duties: duties::read(&mut fields, &tongue, &values.values),
        freshness: duties::freshness(&mut fields, below),
        review,
        levels: levels(&mut fields, below, review),
        values: values.values,
        asks: values.asks,
        placeholders: values.placeholders,
        value_types: values.types,
        value_hours: values.hours,
        language: tongue.shown.clone(),
    };
    fields.finish();
    Checked { value: config, diagnostics }
}

/// What documents may say about themselves: what the program knows by itself or the layer below declares, with what this
/// one says of it.
fn content_model(
    fields: &mut Fields<'_>,
    below: Option<&Config>,
    tongue: &Tongue<'_>,
    values: &BTreeMap<String, String>,
) -> ContentModel {
    let n_told = fields.diagnostics().len();
    let mut model =
        below.map_or_else(|| ContentModel::built_in(tongue.own, tongue.shown), |below| below.model.clone());
    model.ask_nothing();
    kinds::read(fields, &mut model, below, tongue);
    model::facets(fields, &mut model, tongue, values);
    fields::read(fields, &mut model, tongue);
    model::relations(fields, &mut model.relations, tongue);
    model::sections(fields, &mut model, tongue);
    jargon(fields, &mut model.jargon);
    allowed_numbers(fields, &mut model.allowed_numbers);
    fact_kinds::read(fields, &mut model.fact_kinds, tongue);
    if below.is_some() {
        // What changes a declaration of a layer below is no whole one once that has given it up.
        let may_be = [Rule::MissingField, Rule::UnknownTerm, Rule::SameAddress, Rule::DanglingRelation];
        let told = fields.diagnostics()[n_told..].iter_mut().filter(|told| may_be.contains(&told.rule));
        told.for_each(|told| told.may_come_from_below = true);
    }
    // What a site chose to say comes before what every site can.
    model.facets.sort_by_key(|facet| facet.alias.is_some());
    model
}

/// The pages that the foot of every page names, where that is said.
fn footer(fields: &mut Fields<'_>) -> Option<Vec<(String, Location)>> {
    let key = KeyName::same("footer");
    let is_said = fields.has(key);
    let path = fields.path().clone();
    let pages = fields.texts(key).into_iter().map(|Read { value, span }| {
        (value.trim_matches('/').trim_end_matches(".md").to_owned(), Location::new(path.clone(), span))
    });
    let pages = pages.collect();
    is_said.then_some(pages)
}

/// What the home page says at its top; what isn't said is what the layer below says.
fn intro(
    fields: &mut Fields<'_>,
    below: Option<&Config>,
    tongue: &Tongue<'_>,
    values: &BTreeMap<String, String>,
) -> Intro {
    let below = below.map(|below| below.intro.clone()).unwrap_or_default();
    let Some(Entry { node, .. }) = fields.take(KeyName::same("intro")) else { return below };
    let path = fields.path().clone();
    let mut inner = Fields::new(&path, node, fields.diagnostics());
    let heading = tongue.filled(&mut inner, KeyName::same("heading"), values);
    let text = tongue.filled(&mut inner, KeyName::same("text"), values);
    inner.finish();
    Intro { heading: heading.or(below.heading), text: text.or(below.text) }
}

/// What the pages say instead of the theme's own strings. Which strings there are, only the theme knows.
fn texts(
    fields: &mut Fields<'_>,
    below: Option<&Config>,
    tongue: &Tongue<'_>,
    values: &BTreeMap<String, String>,
) -> BTreeMap<String, SiteText> {
    let mut texts = below.map(|below| below.texts.clone()).unwrap_or_default();
    for Entry { key, key_span, node } in fields.map(KeyName::same("texts")) {
        let at = Location::new(fields.path().clone(), key_span);
        if let Some(Read { value, .. }) = tongue.choose(fields, node) {
            texts.insert(key, SiteText { text: fill(&value, values), at });
        }
    }
    texts
}

/// What every page says at its top. Of a site below none counts: a municipality on top of an example isn't one.
fn notice(fields: &mut Fields<'_>, tongue: &Tongue<'_>, values: &BTreeMap<String, String>) -> Option<Notice> {
    let (text, language) = tongue.filled_with_language(fields, keys::NOTICE, values)?;
    (!text.trim().is_empty()).then_some(Notice { text, language })
}

/// Whether search engines may list the site; `None` where it isn't said.
fn search_engines(fields: &mut Fields<'_>) -> Option<bool> {
    let is_said = fields.has(keys::SEARCH_ENGINES);
    let may_list = fields.flag_or(keys::SEARCH_ENGINES, true);
    is_said.then_some(may_list)
}

/// The address of the site; `{team: …, resident: …}` where those sites have different ones.
fn base_urls(fields: &mut Fields<'_>) -> (BaseUrl, BTreeMap<Readership, BaseUrl>) {
    let key = KeyName::same("base_url");
    let mut addresses = BTreeMap::new();
    match fields.take(key) {
        Some(Entry { node, .. }) if matches!(node.value, Value::Mapping(_)) => {
            let path = fields.path().clone();
            let mut inner = Fields::new(&path, node, fields.diagnostics());
            for (name, readership) in Readership::CHOICES {
                let text = inner.text(name);
                addresses.extend(text.map(|text| (readership, base_url(&mut inner, Some(text)))));
            }
            inner.finish();
            let first = addresses.values().next().cloned();
            (first.unwrap_or_else(|| base_url(fields, None)), addresses)
        }
        entry => {
            let text = entry.and_then(|entry| fields.scalar(entry.node));
            (base_url(fields, text), addresses)
        }
    }
}

fn base_url(fields: &mut Fields<'_>, text: Option<Read<String>>) -> BaseUrl {
    let fallback = || BaseUrl::new("http://localhost/").expect("this is an address");
    let Some(Read { value: text, span }) = text else { return fallback() };
    BaseUrl::new(&text).unwrap_or_else(|| {
        fields.report(
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
    let Read { value: text, span } = fields.text(KeyName::same("edit_url"))?;
    let base = BaseUrl::new(&text);
    if base.is_none() {
        fields.report(
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

/// The language that the texts of the site are written in. Layers can't differ in it: their texts stand side by side.
fn own_language(fields: &mut Fields<'_>, below: Option<&Config>) -> Language {
    let inherited = || below.map_or_else(Language::dutch, |below| below.source_language().clone());
    let Some(tag) = fields.text(KeyName::same("language")) else { return inherited() };
    let span = tag.span;
    let Some(own) = Language::read(fields, &tag) else { return inherited() };
    let Some(below) = below.map(Config::source_language).filter(|below| **below != own) else { return own };
    let message = phrase!(
        "deze site is in `{own}`, de site waar hij op ligt in `{below}`",
        "this site is in `{own}`, the one it lies on in `{below}`"
    );
    let at = Location::new(fields.path().clone(), span);
    fields.diagnostics().push(Diagnostic::new(Rule::WrongType, message).at(at).maybe_from_below().hint(
        phrase!(
            "haal de regel weg, en zet `{own}` onder `languages`",
            "take the line away, and put `{own}` under `languages`"
        ),
    ));
    below.clone()
}

/// The languages of the site, its own first; those of the layer below where it names none.
fn languages(fields: &mut Fields<'_>, below: Option<&Config>, own: &Language) -> Vec<Language> {
    let written = fields.texts(KeyName::same("languages"));
    let mut languages = vec![own.clone()];
    if written.is_empty() {
        languages.extend(below.into_iter().flat_map(|below| &below.languages).cloned());
    }
    for tag in written {
        languages.extend(Language::read(fields, &tag));
    }
    let mut seen = std::collections::BTreeSet::new();
    languages.retain(|language| seen.insert(language.clone()));
    languages
}

/// The words that the site wants written otherwise for residents, over those of the layer below.
fn jargon(fields: &mut Fields<'_>, jargon: &mut BTreeMap<String, String>) {
    for Entry { key, node, .. } in fields.map(KeyName::same("jargon")) {
        let plain = fields.scalar(node).map(|plain| plain.value);
        jargon.insert(key.to_lowercase(), plain.unwrap_or_default());
    }
}

/// The numbers that may stand in texts, besides those of the layer below.
fn allowed_numbers(fields: &mut Fields<'_>, allowed: &mut AllowedNumbers) {
    let written = fields.texts(KeyName::same("allowed_numbers"));
    written.iter().for_each(|number| allowed.add(&number.value));
}

/// The levels that differ from the rules' own, over those of the layer below.
///
/// Nothing is taken off a site or kept from being published in silence: where `review` wants that, `stale-review` can't
/// be ignored, and one that a layer below ignores is reported after all.
fn levels(fields: &mut Fields<'_>, below: Option<&Config>, review: ReviewPolicy) -> BTreeMap<Rule, Level> {
    let mut levels = below.map(|below| below.levels.clone()).unwrap_or_default();
    // How strict a site is with itself, stops none above it.
    for (rule, level) in &mut levels {
        if *level == Level::Error && rule.default_severity() == Severity::Warning {
            *level = Level::Warn;
        }
    }
    let is_needed = |rule: Rule, level: Level| {
        let is_silenced = rule == Rule::StaleReview && level == Level::Ignore;
        is_silenced && matches!(review.after, AfterGrace::Error | AfterGrace::Hide)
    };
    levels.retain(|rule, level| !is_needed(*rule, *level));
    for Entry { key, key_span, node } in fields.map(KeyName::same("checks")) {
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
                .suggest(&key, near, Applicability::MachineApplicable)
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
                let message = phrase!("`{word}` is geen niveau", "`{word}` isn't a level");
                let at = Location::new(fields.path().clone(), span);
                let levels = ["ignore", "warn", "error"].map(|level| [level; 2]);
                fields.diagnostics().push(unknown_word(message, at, &word, levels.into_iter()));
                continue;
            }
        };
        if is_needed(rule, level) {
            let after = review.after.name();
            fields.report(
                Rule::WrongType,
                span,
                phrase!(
                    "`{key}: ignore` past niet bij `review: {{after: {after}}}`: dan gebeurt er iets dat niemand weet",
                    "`{key}: ignore` doesn't go with `review: {{after: {after}}}`: then documents disappear without a warning"
                ),
                phrase!(
                    "haal deze regel weg, of kies bij `after` voor `notice` of `mark`",
                    "take this line away, or choose `notice` or `mark` for `after`"
                ),
            );
        } else if rule.is_settable() {
            levels.insert(rule, level);
        } else {
            fields.report(
                Rule::WrongType,
                span,
                phrase!("de regel `{key}` staat vast op `error`", "the rule `{key}` is always `error`"),
                phrase!("haal deze regel weg", "take this line away"),
            );
        }
    }
    levels
}

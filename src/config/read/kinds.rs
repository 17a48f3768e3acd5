//! The kinds of documents that a site declares, and what it says of the built-in ones and of those below.

use super::model::{bounds, expected_sections, slug_key, written_title};
use super::text::Tongue;
use crate::config::Config;
use crate::data::{Entry, Fields, KeyName, Read, Value};
use crate::model::{Audience, ContentModel, Kind, keys};
use crate::text::{Rule, is_slug, phrase};

/// How many kinds a site may have: a menu of more is none.
const MOST: usize = 64;

/// Puts what `kinds` says into the model.
pub(super) fn read(
    fields: &mut Fields<'_>,
    model: &mut ContentModel,
    below: Option<&Config>,
    tongue: &Tongue<'_>,
) {
    for entry in fields.map(KeyName::same("kinds")) {
        let known = model.kind_named(&entry.key);
        if known.is_none() && !slug_key(fields, &entry) {
            continue;
        }
        if matches!(entry.node.value, Value::Null) {
            says_nothing(fields, &entry);
            continue;
        }
        if model.kinds.len() >= MOST && known.is_none() {
            fields.report(
                Rule::WrongType,
                entry.key_span,
                phrase!(
                    "meer dan {MOST} soorten documenten kan niet",
                    "more than {MOST} kinds of documents don't fit"
                ),
                phrase!("maak van een paar soorten een veld", "turn some of the kinds into a field"),
            );
            continue;
        }
        let is_from_below =
            below.zip(known).is_some_and(|(below, kind)| below.model.kinds().any(|(id, _)| id == kind));
        let old = known.map(|kind| model.kind(kind).clone());
        let kind = one(fields, entry, old, is_from_below, tongue, model);
        match known {
            Some(known) => *model.kind_mut(known) = kind,
            None => model.kinds.push(kind),
        }
    }
}

fn one(
    fields: &mut Fields<'_>,
    entry: Entry,
    old: Option<Kind>,
    is_from_below: bool,
    tongue: &Tongue<'_>,
    model: &ContentModel,
) -> Kind {
    let path = fields.path().clone();
    let Entry { key, key_span, node } = entry;
    let mut inner = Fields::new(&path, node, fields.diagnostics());
    let is_new = old.is_none();
    let old = old.unwrap_or_else(|| Kind::declared(&key));
    let word = |inner: &mut Fields<'_>, name: KeyName| tongue.text(inner, name).map(|text| text.value);
    let title = written_title(&mut inner, tongue, is_new, &phrase!("soort `{key}`", "kind `{key}`"));
    let plural = word(&mut inner, KeyName::same("plural"));
    let summary = word(&mut inner, KeyName::same("summary"));
    let folder = folder(&mut inner, &old, is_from_below, model);
    let title = title.or(old.title).or_else(|| is_new.then(|| key.clone()));
    // A kind without a plural is called by its title.
    let plural = plural.or(old.plural).or_else(|| title.clone().filter(|_| is_new));
    let kind = Kind {
        folder: folder.unwrap_or(old.folder),
        icon: inner.text(KeyName::same("icon")).map(|icon| icon.value).or(old.icon),
        audience: inner
            .choice(KeyName::same("audience"), &Audience::CHOICES)
            .map_or(old.audience, |read| read.value),
        sections: expected_sections(&mut inner, KeyName::same("sections"), old.sections, tongue),
        length: bounds(&mut inner, KeyName::same("words")).or(old.length),
        template: template(&mut inner).unwrap_or(old.template),
        is_listed: inner.flag_or(KeyName::same("menu"), old.is_listed),
        summary: summary.or(old.summary),
        title,
        plural,
        id: old.id,
        alias: old.alias,
        other_folder: old.other_folder,
        is_classified: old.is_classified,
        is_owned: old.is_owned,
        is_text: old.is_text,
        words: old.words,
    };
    inner.finish();
    let taken = model.kinds.iter().find(|other| other.id != kind.id && other.lies_in(&kind.folder));
    if let Some(other) = taken {
        let (folder, other) = (&kind.folder, &other.id);
        fields.report(
            Rule::SameAddress,
            key_span,
            phrase!(
                "in de map `{folder}` liggen de documenten van soort `{other}` al",
                "the folder `{folder}` holds the documents of kind `{other}` already"
            ),
            phrase!("geef deze soort een eigen `folder`", "give this kind a `folder` of its own"),
        );
        // Of two kinds in one folder the second has no documents.
        return Kind { folder: format!("{folder}-{}", kind.id), ..kind };
    }
    kind
}

/// The folder that a kind asks for; `None` where it asks for none, or for one that can't be.
fn folder(fields: &mut Fields<'_>, old: &Kind, is_from_below: bool, model: &ContentModel) -> Option<String> {
    let Read { value: folder, span } = fields.text(KeyName::same("folder"))?;
    let named = folder.trim_matches('/');
    if is_from_below && !old.lies_in(named) {
        let old = &old.folder;
        fields.report(
            Rule::WrongType,
            span,
            phrase!(
                "de site eronder heeft deze soort in `{old}`, en adressen blijven gelijk",
                "the site below has this kind in `{old}`, and addresses stay the same"
            ),
            phrase!("haal de regel weg", "take the line away"),
        );
        return None;
    }
    let is_reserved =
        RESERVED.iter().any(|name| name.is(named)) || model.facets.iter().any(|facet| facet.id == named);
    if !is_slug(named) || is_reserved {
        let message = if is_reserved {
            phrase!(
                "`{named}` is al een adres van de site zelf",
                "`{named}` is an address of the site itself already"
            )
        } else {
            phrase!("`{named}` kan geen map van documenten zijn", "`{named}` can't be a folder of documents")
        };
        fields.report(
            Rule::WrongType,
            span,
            message,
            phrase!(
                "kies een andere naam, met kleine letters, cijfers en losse streepjes",
                "choose another name, of lower-case letters, digits and single hyphens"
            ),
        );
        return None;
    }
    Some(named.to_owned())
}

/// What the site itself has at these addresses.
const RESERVED: [KeyName; 8] = [
    keys::SEARCH_PAGE,
    keys::LETTERS_PAGE,
    keys::OWNERS_PAGE,
    keys::GLOSSARY_PAGE,
    keys::SOURCES_PAGE,
    keys::AREAS_PAGE,
    KeyName::same("static"),
    KeyName::same("assets"),
];

/// The name of the template that shows documents of a kind.
fn template(fields: &mut Fields<'_>) -> Option<String> {
    let Read { value: template, span } = fields.text(KeyName::same("template"))?;
    let name = template.trim_end_matches(".html");
    if is_slug(name) {
        return Some(name.to_owned());
    }
    fields.report(
        Rule::WrongType,
        span,
        phrase!("`{template}` kan geen sjabloon heten", "`{template}` can't be the name of a template"),
        phrase!(
            "schrijf de naam van een bestand in de map `templates` van het thema, zoals `sheet`",
            "write the name of a file in the folder `templates` of the theme, such as `sheet`"
        ),
    );
    None
}

fn says_nothing(fields: &mut Fields<'_>, entry: &Entry) {
    let key = &entry.key;
    fields.report(
        Rule::WrongType,
        entry.key_span,
        phrase!(
            "soort `{key}` zegt niets, en kan niet vervallen",
            "kind `{key}` says nothing, and can't be dropped"
        ),
        phrase!(
            "haal de regel weg, of schrijf wat er anders moet, zoals `menu: false`",
            "take the line away, or write what has to differ, such as `menu: false`"
        ),
    );
}

//! What a municipality has to publish about its site, and for how long facts hold.

use std::collections::BTreeMap;

use super::text::Tongue;
use crate::config::{
    AccessibilityStatement, BaseUrl, Config, ConformanceStatus, Duties, Freshness, Readership,
    SecurityContact,
};
use crate::data::{Entry, Fields, KeyName, Read, Value};
use crate::model::Language;
use crate::text::{Applicability, Diagnostic, Location, Phrase, Rule, nearest, phrase, unknown_word};

const DUTIES: KeyName = KeyName::same("duties");

/// Reads the duties. Of a site below none counts: each answers for what it publishes.
pub(super) fn read(
    fields: &mut Fields<'_>,
    tongue: &Tongue<'_>,
    values: &BTreeMap<String, String>,
) -> Duties {
    let path = fields.path().clone();
    let Some(Entry { node, key_span, .. }) = fields.take(DUTIES) else { return Duties::default() };
    if matches!(node.value, Value::Null) {
        return Duties::default();
    }
    let at = Some(Location::new(path.clone(), key_span));
    let mut inner = Fields::new(&path, node, fields.diagnostics());
    let duties = Duties {
        accessibility: accessibility(&mut inner, tongue, values),
        security: security(&mut inner),
        privacy: inner.text(KeyName::same("privacy")),
        at,
    };
    inner.finish();
    duties
}

fn accessibility(
    fields: &mut Fields<'_>,
    tongue: &Tongue<'_>,
    values: &BTreeMap<String, String>,
) -> Option<AccessibilityStatement> {
    let path = fields.path().clone();
    let Entry { node, .. } = fields.take(KeyName::same("accessibility"))?;
    let of = phrase!("de toegankelijkheidsverklaring", "the accessibility statement");
    let mut inner = Fields::new(&path, node, fields.diagnostics());
    let register =
        inner.required_text(KeyName::same("register"), &of).filter(|link| is_link(&mut inner, link));
    let status = status(&mut inner);
    if status.is_none() && !inner.has(KeyName::same("status")) {
        inner.missing(KeyName::same("status"), &of);
    }
    let date = inner.date(KeyName::same("date"));
    if date.is_none() {
        inner.missing(KeyName::same("date"), &of);
    }
    let contact = contact(&mut inner, tongue, values, &of);
    let responsible = tongue.filled(&mut inner, KeyName::same("responsible"), values);
    inner.finish();
    Some(AccessibilityStatement {
        register: register?.value,
        status: status?,
        date: date?.value,
        contact: contact?,
        responsible,
    })
}

/// Where somebody reports a problem: an e-mail address or a page.
fn contact(
    fields: &mut Fields<'_>,
    tongue: &Tongue<'_>,
    values: &BTreeMap<String, String>,
    of: &Phrase,
) -> Option<String> {
    let key = KeyName::same("contact");
    let n_diagnostics = fields.diagnostics().len();
    let at = fields.entries().find(|entry| key.is(&entry.key)).map(|entry| entry.node.span);
    let contact = tongue.filled(fields, key, values);
    let Some((contact, at)) = contact.zip(at) else {
        if fields.diagnostics().len() == n_diagnostics {
            fields.missing(key, of);
        }
        return None;
    };
    let is_page = contact.starts_with("https://") && BaseUrl::new(&contact).is_some();
    let is_mail = contact.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'))
        && !contact.contains(|c: char| {
            c.is_whitespace() || c.is_control() || matches!(c, ':' | '<' | '>' | '?' | '&' | '/')
        });
    if !is_page && !is_mail {
        fields.report(
            Rule::WrongType,
            at,
            phrase!(
                "`{contact}` is geen e-mailadres en geen webadres",
                "`{contact}` is neither an e-mail address nor a web address"
            ),
            phrase!(
                "schrijf het zoals `toegankelijkheid@gemeente.nl`",
                "write it as in `accessibility@municipality.nl`"
            ),
        );
        return None;
    }
    Some(contact)
}

fn status(fields: &mut Fields<'_>) -> Option<ConformanceStatus> {
    let Read { value: letter, span } = fields.text(KeyName::same("status"))?;
    let found = ConformanceStatus::ALL.into_iter().find(|(name, _)| *name == letter);
    if found.is_none() {
        let message = phrase!(
            "`{letter}` is geen status van het register",
            "`{letter}` isn't a status of the register"
        );
        let at = Location::new(fields.path().clone(), span);
        let letters = ConformanceStatus::ALL.into_iter().map(|(name, _)| [name; 2]);
        fields.diagnostics().push(unknown_word(message, at, &letter, letters));
    }
    found.map(|(_, status)| status)
}

fn security(fields: &mut Fields<'_>) -> Option<SecurityContact> {
    let path = fields.path().clone();
    let Entry { node, .. } = fields.take(KeyName::same("security"))?;
    let of = phrase!("`security.txt`", "`security.txt`");
    let mut inner = Fields::new(&path, node, fields.diagnostics());
    let contact: Vec<Read<String>> =
        inner.texts(KeyName::same("contact")).into_iter().filter(|uri| is_uri(&mut inner, uri)).collect();
    if contact.is_empty() {
        inner.missing(KeyName::same("contact"), &of);
    }
    let expires = inner.date(KeyName::same("expires"));
    if expires.is_none() {
        inner.missing(KeyName::same("expires"), &of);
    }
    let languages = inner.texts(KeyName::same("languages"));
    let languages = languages.into_iter().filter_map(|tag| Language::read(&mut inner, &tag));
    let languages: Vec<String> = languages.map(|language| language.to_string()).collect();
    let policy = inner.text(KeyName::same("policy")).filter(|uri| is_uri(&mut inner, uri));
    let acknowledgments = inner.text(KeyName::same("acknowledgments")).filter(|uri| is_uri(&mut inner, uri));
    inner.finish();
    if contact.is_empty() {
        return None;
    }
    Some(SecurityContact {
        contact: contact.into_iter().map(|uri| uri.value).collect(),
        expires: expires?,
        languages,
        policy: policy.map(|uri| uri.value),
        acknowledgments: acknowledgments.map(|uri| uri.value),
    })
}

/// RFC 9116 wants URIs there, and `https` where they are of the web; a line break would start a field of its own.
fn is_uri(fields: &mut Fields<'_>, uri: &Read<String>) -> bool {
    let text = &uri.value;
    let scheme = ["https://", "mailto:", "tel:"].into_iter().find(|scheme| text.starts_with(scheme));
    let is_sound = scheme.is_some_and(|scheme| text.len() > scheme.len())
        && !text.contains(|c: char| c.is_whitespace() || c.is_control());
    if !is_sound {
        fields.report(
            Rule::WrongType,
            uri.span,
            phrase!("`{text}` is geen adres om iets te melden", "`{text}` isn't an address to report to"),
            phrase!(
                "begin met `https://`, `mailto:` of `tel:`",
                "start with `https://`, `mailto:` or `tel:`"
            ),
        );
    }
    is_sound
}

fn is_link(fields: &mut Fields<'_>, link: &Read<String>) -> bool {
    let is_sound = BaseUrl::new(&link.value).is_some();
    if !is_sound {
        let text = &link.value;
        fields.report(
            Rule::WrongType,
            link.span,
            phrase!("`{text}` is geen volledig webadres", "`{text}` isn't a complete web address"),
            phrase!("begin met `https://`", "start with `https://`"),
        );
    }
    is_sound
}

/// For whom the site is published. Each site says so for itself: what is below it may be for others.
pub(super) fn readerships(fields: &mut Fields<'_>) -> Vec<Readership> {
    let mut readerships = Vec::new();
    for Read { value: word, span } in fields.texts(KeyName::same("publish")) {
        let found = Readership::CHOICES.iter().find(|(name, _)| name.is(&word));
        match found {
            Some((_, readership)) if !readerships.contains(readership) => readerships.push(*readership),
            Some(_) => {}
            None => {
                let names = Readership::CHOICES.iter().flat_map(|(name, _)| [name.nl, name.en]);
                let near = nearest(&word, names);
                let path = fields.path().clone();
                let diagnostic = Diagnostic::new(
                    Rule::UnknownTerm,
                    phrase!("`{word}` kan hier niet staan", "`{word}` isn't allowed here"),
                )
                .at(Location::new(path, span))
                .suggest(&word, near, Applicability::MachineApplicable)
                .hint(phrase!(
                    "kies `team` (alles), `inwoner` (alleen wat voor inwoners is), of allebei",
                    "choose `team` (everything), `resident` (only what is for residents), or both"
                ));
                fields.diagnostics().push(diagnostic);
            }
        }
    }
    readerships
}

/// For how long facts hold, in months; what isn't said is as in the site below.
pub(super) fn freshness(fields: &mut Fields<'_>, below: Option<&Config>) -> Freshness {
    let mut freshness = below.map(|below| below.freshness.clone()).unwrap_or_default();
    let path = fields.path().clone();
    let Some(Entry { node, .. }) = fields.take(KeyName::same("freshness")) else { return freshness };
    let mut inner = Fields::new(&path, node, fields.diagnostics());
    let Freshness { provisions, numbers, grace } = &mut freshness;
    for (name, months) in [("provisions", provisions), ("numbers", numbers), ("grace", grace)] {
        let Some(Read { value: text, span }) = inner.text(KeyName::same(name)) else { continue };
        match text.parse() {
            Ok(number) if number <= 120 => *months = number,
            _ => inner.report(
                Rule::WrongType,
                span,
                phrase!("`{text}` is geen aantal maanden", "`{text}` isn't a number of months"),
                phrase!("schrijf een getal tot en met 120", "write a number up to 120"),
            ),
        }
    }
    inner.finish();
    freshness
}

//! Proof that a site for residents holds nothing that is meant for teams: every file of it is read, whatever made it.
//!
//! What is for teams is known from the documents that are left out, and from the fields of provisions that only teams
//! see. It is looked for as letters and digits alone, so that neither tags nor the ways to write a sign in HTML, XML
//! or JSON can hide it. A sentence that residents' own texts hold too is nobody's secret; a line to call is.

use std::collections::BTreeMap;

use aho_corasick::AhoCorasick;

use crate::config::DocumentKind;
use crate::directory::{Directory, Provision, dialed};
use crate::document::{Audience, Document, DocumentId, Status};
use crate::edition::{Edition, LeftOut, Stack};
use crate::pipeline::{Built, OutputPath};
use crate::site::Site;
use crate::text::{Diagnostic, Location, Rule, Source, SourcePath, fill, phrase};

/// How many letters and digits a sentence has to have to be told from what anybody might write; a title, and a field of
/// a provision.
const SENTENCE: usize = 30;
const TITLE: usize = 12;
const FIELD: usize = 16;
/// A word of one that is only for teams.
const WORD: usize = 7;
/// How many digits make a number that somebody can call, whatever number plan it is of.
const CALLABLE: usize = 7;

/// Something that residents must not get.
struct Secret {
    /// Its letters and digits.
    plain: String,
    /// What it says, for who has to find it again.
    text: String,
    /// Where it was found, as its editors know it.
    of: String,
    /// Whether it is one even where residents' own texts hold it.
    is_absolute: bool,
}

/// What of the files of a site for residents is meant for teams.
pub(super) fn check(
    built: &Built,
    site: &Site,
    stacks: &[Stack],
    sources: &BTreeMap<SourcePath, Source>,
) -> Vec<Diagnostic> {
    let mut secrets = secrets(site, stacks, sources);
    let public = public(site, stacks, sources);
    secrets.retain(|secret| secret.is_absolute || !public.contains(&secret.plain));
    let Ok(search) = AhoCorasick::new(secrets.iter().map(|secret| &secret.plain)) else { return Vec::new() };
    let mut found: BTreeMap<(&OutputPath, &str), &Secret> = BTreeMap::new();
    for (path, bytes) in built.outputs.iter().filter(|(path, _)| is_text(path)) {
        let text = String::from_utf8_lossy(bytes);
        // A sentence can go on over tags; an attribute is one.
        for text in [plain(&without_tags(&text)), plain(&unescaped(&text))] {
            for hit in search.find_overlapping_iter(&text) {
                let secret = &secrets[hit.pattern()];
                found.entry((path, &secret.of)).or_insert(secret);
            }
        }
    }
    found.into_iter().map(|((path, _), secret)| leak(built, path, secret)).collect()
}

/// How much of what was found is shown, in characters: enough to find it again.
const SHOWN: usize = 60;

fn leak(built: &Built, path: &OutputPath, secret: &Secret) -> Diagnostic {
    let (of, text) = (&secret.of, secret.text.trim());
    let more = if text.chars().count() > SHOWN { "…" } else { "" };
    let text: String = text.chars().take(SHOWN).collect();
    let diagnostic = Diagnostic::new(
        Rule::LeakedText,
        phrase!(
            "in `{path}` van de site voor inwoners staat `{text}{more}`, uit `{of}`: dat is alleen voor teams",
            "`{path}` of the site for residents holds `{text}{more}`, of `{of}`: that is only for teams"
        ),
    )
    .hint(phrase!(
        "haal het daar weg, of zet bij `{of}` dat het ook voor inwoners is",
        "take it away there, or say at `{of}` that it is for residents too"
    ));
    match built.pages.get(path) {
        Some(source) => diagnostic.at(Location::file(source.clone())),
        None => diagnostic,
    }
}

/// What holds no sentence that can be read: pictures, fonts, sound, and what is packed.
const PACKED: [&str; 22] = [
    "png", "jpg", "jpeg", "gif", "webp", "avif", "ico", "woff", "woff2", "ttf", "otf", "mp3", "mp4", "webm",
    "ogg", "pdf", "zip", "gz", "docx", "xlsx", "pptx", "odt",
];

/// Everything else is read, whatever it is called.
fn is_text(path: &OutputPath) -> bool {
    let ending = path.as_str().rsplit_once('.').map_or("", |(_, ending)| ending);
    !PACKED.iter().any(|packed| packed.eq_ignore_ascii_case(ending))
}

fn secrets(site: &Site, stacks: &[Stack], sources: &BTreeMap<SourcePath, Source>) -> Vec<Secret> {
    let mut secrets = Vec::new();
    let is_left_out =
        |stack: &&Stack| site.edition.left_out.get(&stack[0].document.outline.id) == Some(&LeftOut::ForTeams);
    for stack in stacks.iter().filter(is_left_out) {
        // Its address, wherever somebody typed it.
        let id = stack[0].document.outline.id.as_str();
        let address = Secret { plain: plain(id), text: id.to_owned(), of: id.to_owned(), is_absolute: true };
        secrets.extend(Some(address).filter(|address| address.plain.len() >= FIELD));
        for Document { outline, body } in stack.iter().map(|piece| &piece.document) {
            let mut add = |text: &str, at_least| {
                let plain = plain(text);
                if plain.chars().count() >= at_least {
                    let of = outline.path.to_string();
                    secrets.push(Secret { plain, text: text.to_owned(), of, is_absolute: false });
                }
            };
            add(&outline.title, TITLE);
            add(&outline.summary, SENTENCE);
            // The fields above a text are lists of words; a provision is nothing else.
            let source = sources.get(&outline.path).filter(|_| site.provision(&outline.id).is_none());
            let text = source.and_then(|source| source.text().get(body.lead_at.span.range().start..));
            text.into_iter().flat_map(sentences).for_each(|sentence| add(sentence, SENTENCE));
        }
    }
    secrets.extend(site.directory.provisions.values().flat_map(|provision| fields(site, provision)));
    secrets.extend(figures(&site.directory));
    secrets
}

/// What only teams should see of a provision; of one that is only for them everything that says more than a word. Texts are
/// looked for as they are read, with their values.
fn fields(site: &Site, provision: &Provision) -> Vec<Secret> {
    let values = site.values().of(site.own_config.source_language());
    let is_for_teams = provision.audience == Audience::Team && provision.status != Status::Retired;
    let told = told(provision);
    let public: Vec<String> =
        if is_for_teams { Vec::new() } else { told.iter().map(|text| plain(&fill(text, values))).collect() };
    let own = if is_for_teams { told } else { Vec::new() };
    let secret = |text: &str| {
        let text = fill(text, values);
        let plain = plain(&text);
        let length = plain.chars().count();
        let is_absolute = is_callable(&text) || length >= FIELD;
        let of = format!("voorzieningen: {}", provision.id);
        (is_absolute || length >= WORD).then_some(Secret { plain, text, of, is_absolute })
    };
    let secrets = provision.for_teams.texts().chain(own).filter_map(secret);
    // What the provision itself tells everybody is no secret.
    secrets.filter(|secret| !public.iter().any(|text| text.contains(&secret.plain))).collect()
}

/// Whether somebody could call or write to it. The numbers that everybody knows are nobody's secret.
fn is_callable(text: &str) -> bool {
    let n_digits = text.bytes().filter(u8::is_ascii_digit).count();
    n_digits >= CALLABLE || text.contains('@') || n_digits > 3 && dialed(text).is_some()
}

/// What a provision tells everybody. Taken apart whole, so that a new field has to say whether it does.
fn told(provision: &Provision) -> Vec<&str> {
    let Provision {
        id: _,
        name,
        organisation,
        provider: _,
        offer: _,
        for_whom: _,
        topics: _,
        questions: _,
        way_in: _,
        how: _,
        cost: _,
        languages: _,
        accessibility,
        address,
        postcode: _,
        city: _,
        phone,
        email,
        website,
        hours: _,
        calendar: _,
        areas: _,
        coverage: _,
        checked: _,
        valid_months: _,
        source: _,
        notice: _,
        audience: _,
        status: _,
        for_teams: _,
    } = provision;
    let lines = [address, phone, email, website].into_iter().flatten();
    let texts = [name, organisation].into_iter().chain(accessibility).chain(lines).map(String::as_str);
    texts.chain(provision.wordings().flat_map(|wording| wording.texts())).collect()
}

/// What is known about areas is for teams.
fn figures(directory: &Directory) -> impl Iterator<Item = Secret> {
    let secret = |indicator: &String| Secret {
        plain: plain(indicator),
        text: indicator.clone(),
        of: crate::directory::FIGURES_FILE_NAME.to_owned(),
        is_absolute: false,
    };
    directory.figures.indicators.keys().map(secret).filter(|secret| secret.plain.len() >= SENTENCE)
}

/// What residents' own texts say: those of their documents, without the fields above them, and of the provisions that
/// they get.
fn public(site: &Site, stacks: &[Stack], sources: &BTreeMap<SourcePath, Source>) -> String {
    // A text that was taken off the site because nobody reviewed it has been read by everybody: a day can't make what it
    // says a secret.
    let Edition { documents, overdue, .. } = &site.edition;
    let is_public = |id: &DocumentId| documents.contains_key(id) || overdue.contains_key(id);
    let shown = stacks.iter().filter(|stack| is_public(&stack[0].document.outline.id));
    let documents = shown.flatten().map(|piece| &piece.document);
    let texts = documents.filter(|document| document.outline.kind != DocumentKind::Provision).flat_map(
        |Document { outline, body }| {
            let source = sources.get(&outline.path);
            let text = source.and_then(|source| source.text().get(body.lead_at.span.range().start..));
            [Some(outline.title.as_str()), Some(outline.summary.as_str()), text]
        },
    );
    let provisions = site.provisions().flat_map(|(_, provision)| told(provision));
    texts.flatten().chain(provisions).map(plain).collect::<Vec<_>>().join(" ")
}

/// The sentences of a Markdown text, cut where signs or values stand that its page doesn't show.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split(['.', '!', '?', '\n', '[', ']', '(', ')', '{', '}', '|', '"'])
}

/// The letters and digits of a text, in lower case.
fn plain(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The text of HTML or XML, without its tags.
fn without_tags(text: &str) -> String {
    let mut bare = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, tag)) = rest.split_once('<') {
        bare.push_str(before);
        rest = tag.split_once('>').map_or("", |(_, after)| after);
    }
    bare.push_str(rest);
    unescaped(&bare)
}

/// With every sign as itself, whichever way HTML or JSON writes it: `&#233;`, `&#xe9;`, `\u00e9`. The names that HTML has
/// for some signs, and escapes such as `\n`, stand for what is neither letter nor digit; of names for letters our own
/// writers know none.
fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['&', '\\']) {
        plain.push_str(&rest[..at]);
        let escape = &rest[at..];
        let (sign, length) = sign(escape).unwrap_or((' ', 1));
        plain.push(sign);
        rest = &escape[length..];
    }
    plain.push_str(rest);
    plain
}

/// The sign that an escape at the start of a text stands for, and how long that is in bytes.
fn sign(text: &str) -> Option<(char, usize)> {
    if let Some(code) = text.strip_prefix("\\u") {
        let code = u32::from_str_radix(code.get(..4)?, 16).ok()?;
        return Some((char::from_u32(code)?, 6));
    }
    if let Some(escaped) = text.strip_prefix('\\') {
        // What follows is a letter only in name, as in `\n`.
        return Some((' ', 1 + escaped.chars().next().map_or(0, char::len_utf8)));
    }
    // The longest that anybody writes is `&#x10ffff;`.
    let end = text.char_indices().take(12).find(|(_, c)| *c == ';')?.0;
    let name = &text[1..end];
    let code = match name.strip_prefix('#') {
        Some(number) => match number.strip_prefix(['x', 'X']) {
            Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok()?,
            None => number.parse().ok()?,
        },
        None if name.bytes().all(|byte| byte.is_ascii_alphanumeric()) => u32::from(' '),
        None => return None,
    };
    Some((char::from_u32(code)?, end + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_and_digits_are_found_whatever_stands_between_them() {
        assert_eq!(plain(&without_tags("<p>Bel <strong>099&amp;200</strong> 12.</p>")), "bel09920012");
        assert_eq!(plain(&unescaped("{\"a\":\"Één\\nplan\"}")), "aéénplan");
        assert_eq!(plain(&unescaped("co&#246;r&#xe9;\\u00e9n&nbsp;& Z\\")), "coöréénz");
        let text = "Een kop\n\nDe eerste zin. En [een link](x.md)!";
        let parts: Vec<&str> = sentences(text).map(str::trim).filter(|part| !part.is_empty()).collect();
        assert_eq!(parts, ["Een kop", "De eerste zin", "En", "een link", "x", "md"]);
    }
}

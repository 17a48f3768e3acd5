//! What is wrong with a YAML text, said to somebody who has never heard of YAML.

use granit_parser::{ErrorKind, ScanError};

use crate::text::{Applicability, Diagnostic, Location, Phrase, Rule, SourcePath, Span, phrase};

/// The diagnostic for a text that the parser refuses. `text` is the parsed region, `offset` where it starts.
pub(super) fn refused(path: &SourcePath, text: &str, offset: usize, error: &ScanError) -> Diagnostic {
    let at = error.marker().byte_offset().unwrap_or(text.len()).min(text.len());
    if let Some(diagnostic) = bad_beginning(path, text, offset) {
        return diagnostic;
    }
    let (message, hint) = explain(error.kind());
    let place = match opening_quote(text, error.kind(), at) {
        Some(opening) => Span::new(opening, opening + 1),
        None => {
            Span::new(at, at + text[at..].chars().next().filter(|&c| c != '\n').map_or(0, char::len_utf8))
        }
    };
    let diagnostic =
        Diagnostic::new(Rule::InvalidYaml, message).at(Location::new(path.clone(), place.shifted(offset)));
    let line = field_around(text, place.start as usize);
    match line.and_then(|line| Some((line, quoted(line, LineValue::Unknown)?))).filter(|_| hint.is_none()) {
        Some((line, quoted)) => diagnostic
            .hint(phrase!(
                "zet de tekst tussen aanhalingstekens: `{quoted}`",
                "put the text between quotation marks: `{quoted}`"
            ))
            .fix(line, &quoted, safety(text, place.start as usize, line)),
        None => diagnostic.hint(hint.unwrap_or_else(|| {
            phrase!(
                "kijk of elke regel `sleutel: waarde` is, met evenveel spaties ervoor als de regels erboven",
                "see whether every line is `key: value`, with as many spaces before it as the lines above"
            )
        })),
    }
}

/// What is wrong where the one field of a text begins with a sign that means something in YAML, though its author only
/// meant the sign: `*nieuw*`, `[Nieuw] kaart`, `'s Avonds`.
fn bad_beginning(path: &SourcePath, text: &str, offset: usize) -> Option<Diagnostic> {
    let line = text.lines().next()?;
    let (key, value) = line.split_once(": ")?;
    let value = value.trim();
    let first = value.chars().next()?;
    let is_meant = match first {
        '*' | '&' | '!' | '@' | '%' | '`' | '|' | '>' | '?' => false,
        '[' => value.find(']').is_none_or(|end| end + 1 == value.len()),
        '{' => !value.starts_with("{{") && value.find('}').is_none_or(|end| end + 1 == value.len()),
        '\'' => value.split(' ').next().is_none_or(|word| word.len() != 2),
        _ => true,
    };
    let mut others = text.lines().skip(1);
    let is_one_line = others.all(|line| line.trim().is_empty() || line.trim_start().starts_with('#'));
    if is_meant || !is_one_line || key.starts_with([' ', '#', '-']) {
        return None;
    }
    let start = offset + line.find(value)?;
    let line = field_around(text, 0)?;
    let quoted = quoted(line, LineValue::Text)?;
    Some(
        Diagnostic::new(
            Rule::InvalidYaml,
            phrase!(
                "een waarde die zo begint, moet tussen aanhalingstekens staan",
                "a value that begins like this needs quotation marks"
            ),
        )
        .at(Location::new(path.clone(), Span::new(start, start + first.len_utf8())))
        .hint(phrase!("schrijf `{quoted}`", "write `{quoted}`"))
        .fix(line, &quoted, Applicability::MachineApplicable),
    )
}

/// A line among fields that isn't one.
pub(super) fn not_a_field(path: &SourcePath, line: &str, place: Span) -> Diagnostic {
    let diagnostic = Diagnostic::new(
        Rule::InvalidYaml,
        phrase!("deze regel is geen `sleutel: waarde`", "this line isn't `key: value`"),
    )
    .at(Location::new(path.clone(), place));
    match line.split_once(':').or_else(|| line.split_once('=')).or_else(|| line.split_once(' ')) {
        Some((key, value)) if !value.trim().is_empty() => {
            let (key, value) = (key.trim(), value.trim());
            diagnostic.hint(phrase!("schrijf `{key}: {value}`", "write `{key}: {value}`"))
        }
        _ => diagnostic.hint(phrase!(
            "zet er een dubbele punt en een waarde achter, of haal de regel weg",
            "put a colon and a value behind it, or take the line away"
        )),
    }
}

/// What the parser found, and what to do where that isn't "put it between quotation marks".
fn explain(kind: &ErrorKind) -> (Phrase, Option<Phrase>) {
    use ErrorKind as K;
    match kind {
        K::TabNotAllowed | K::TabInBlockIndentation | K::TabInIndentation | K::TabAtBlockScalarStart => (
            phrase!("hier staat een tab", "there is a tab here"),
            Some(phrase!("gebruik spaties om in te springen", "use spaces to indent")),
        ),
        K::UnclosedQuotedScalar | K::DocumentIndicatorInQuotedScalar | K::InvalidQuotedScalarIndent => (
            phrase!(
                "dit aanhalingsteken wordt nergens gesloten",
                "this quotation mark isn't closed anywhere"
            ),
            Some(phrase!(
                "zet aan het eind van de tekst hetzelfde aanhalingsteken",
                "put the same quotation mark at the end of the text"
            )),
        ),
        K::UnclosedFlowCollection { open } => {
            let close = if *open == '[' { ']' } else { '}' };
            (
                phrase!("deze `{open}` wordt nergens gesloten", "this `{open}` isn't closed anywhere"),
                Some(phrase!("zet aan het eind een `{close}`", "put a `{close}` at the end")),
            )
        }
        K::MismatchedFlowCollectionEnd { open, close } => (
            phrase!("`{open}` wordt hier gesloten met `{close}`", "`{open}` is closed here with `{close}`"),
            None,
        ),
        K::UnexpectedCharacter { character } if character.is_control() => {
            let shown = character.escape_default();
            (
                phrase!(
                    "in deze tekst staat het stuurteken `{shown}`",
                    "this text holds the control character `{shown}`"
                ),
                Some(phrase!("typ de tekst opnieuw", "type the text again")),
            )
        }
        K::UnexpectedCharacter { character } => {
            let shown = character.escape_debug();
            (
                phrase!("een waarde kan niet beginnen met `{shown}`", "a value can't start with `{shown}`"),
                None,
            )
        }
        K::UnknownAnchor | K::MissingAnchorOrAliasName => (
            phrase!("een waarde kan niet beginnen met `*` of `&`", "a value can't start with `*` or `&`"),
            None,
        ),
        K::MappingValueNotAllowed | K::InvalidColonPlacement | K::MappingKeyNotAllowed => (
            phrase!(
                "hier staat een dubbele punt waar geen sleutel kan staan",
                "unexpected colon: no key can be here"
            ),
            None,
        ),
        K::InvalidTrailingSingleQuotedScalar | K::InvalidTrailingDoubleQuotedScalar => (
            phrase!(
                "na het sluitende aanhalingsteken staat nog tekst",
                "there is more text after the closing quotation mark"
            ),
            None,
        ),
        K::RecursionLimitExceeded => (
            phrase!("dit is te diep in elkaar genest", "this is nested too deeply"),
            Some(phrase!("maak het eenvoudiger", "make it simpler")),
        ),
        K::UnknownQuotedScalarEscape | K::InvalidQuotedScalarHexEscape | K::InvalidUnicodeEscape => (
            phrase!(
                "`\\` heeft tussen dubbele aanhalingstekens een bijzondere betekenis",
                "`\\` has a special meaning between double quotation marks"
            ),
            Some(phrase!("gebruik enkele aanhalingstekens: `'…'`", "use single quotation marks: `'…'`")),
        ),
        _ => (phrase!("dit kan niet worden gelezen", "this can't be read"), None),
    }
}

/// Where an unclosed quotation was opened: the parser only notices at its end.
fn opening_quote(text: &str, kind: &ErrorKind, at: usize) -> Option<usize> {
    let unclosed = matches!(
        kind,
        ErrorKind::UnclosedQuotedScalar
            | ErrorKind::DocumentIndicatorInQuotedScalar
            | ErrorKind::InvalidQuotedScalarIndent
    );
    let is_opening = |(index, quote): &(usize, char)| {
        matches!(quote, '"' | '\'') && text[..*index].ends_with([' ', '[', '{', ',', '\n'])
    };
    let upto = text.floor_char_boundary(at + 1);
    unclosed.then(|| text[..upto].char_indices().rev().find(is_opening)).flatten().map(|(index, _)| index)
}

/// What is known of a value that can't be read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum LineValue {
    Text,
    /// A text, a list or a mapping.
    Unknown,
}

/// The line around a place, without the blanks around it.
fn field_around(text: &str, at: usize) -> Option<&str> {
    let at = text.floor_char_boundary(at);
    let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    text[start..].split('\n').next().map(str::trim)
}

/// Whether the marks can be put without reading on: not around what may be a comment, nor where the text goes on below.
fn safety(text: &str, at: usize, line: &str) -> Applicability {
    let below = text[text.floor_char_boundary(at)..].split('\n').nth(1).unwrap_or_default();
    if line.contains(" #") || below.starts_with([' ', '\t']) {
        Applicability::MaybeIncorrect
    } else {
        Applicability::MachineApplicable
    }
}

/// A line `key: value` with its value between quotation marks; `None` where it isn't one.
fn quoted(line: &str, value_is: LineValue) -> Option<String> {
    let (key, value) = line.split_once(": ")?;
    let may_be_text = value_is == LineValue::Text || !value.starts_with(['[', '{', '|', '>']);
    let is_plain = may_be_text && !value.trim().is_empty();
    let quote = if value.contains(['"', '\\']) { '\'' } else { '"' };
    let value = if quote == '\'' { value.replace('\'', "''") } else { value.to_owned() };
    is_plain.then(|| format!("{key}: {quote}{value}{quote}"))
}

/// What isn't allowed though the parser would take it.
pub(super) fn forbidden(path: &SourcePath, span: Span, what: Phrase) -> Diagnostic {
    Diagnostic::new(Rule::InvalidYaml, what).at(Location::new(path.clone(), span)).hint(phrase!(
        "schrijf de waarde voluit, en zet tekst die met `&`, `*` of `!` begint tussen aanhalingstekens",
        "write the value out, and put a text that starts with `&`, `*` or `!` between quotation marks"
    ))
}

/// What is said of a key that nobody has asked for.
pub(crate) fn unknown_field(key: &str) -> Phrase {
    phrase!("onbekend veld `{key}`", "unknown field `{key}`")
}

/// What a group of fields is called.
pub(super) fn mapping() -> Phrase {
    phrase!("een groep regels `sleutel: waarde`", "a group of lines `key: value`")
}

//! `{{ values }}`: words that a site sets once and uses in any text.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

/// How long a value can be, in bytes.
pub const LONGEST_VALUE: usize = 2_000;

/// How much longer a text can get by its values, in bytes: those behind stay as they were typed.
const MOST_FILLED: usize = 1 << 20;

/// What stands before and behind a value that runs from left to right whatever stands around it (UAX #9).
pub const ISOLATE: char = '\u{2066}';
/// See [`ISOLATE`].
pub const ISOLATE_END: char = '\u{2069}';

/// The first `{{ name }}` of a text: what is before it, the name, what is after it.
pub fn next_value(text: &str) -> Option<(&str, &str, &str)> {
    // Looking no further than a name can reach keeps a text full of `{{` from costing its square.
    const LONGEST: usize = 80;
    let mut from = 0;
    loop {
        let open = from + memchr::memmem::find(&text.as_bytes()[from..], b"{{")?;
        let reach = text.floor_char_boundary(open + LONGEST);
        let name = text[open + 2..reach].split_once("}}").map(|(name, _)| name).unwrap_or_default();
        let is_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
        if !name.trim().is_empty() && name.trim().chars().all(is_name) {
            return Some((&text[..open], name.trim(), &text[open + name.len() + 4..]));
        }
        from = open + 2;
    }
}

/// A text whose `{{` stay as they are wherever values are filled in: WORD JOINER, which nobody sees, stands between the two.
pub fn literal(text: &str) -> Cow<'_, str> {
    if text.contains("{{") { text.replace("{{", "{\u{2060}{").into() } else { text.into() }
}

/// Each `{{` of a text that no value begins with, up to where its braces or its line end.
pub fn misspelled(text: &str) -> Vec<Range<usize>> {
    // What is shown of one that never ends, and how far a value can reach, in bytes: looking no further keeps a text full of
    // `{{` from costing its square.
    const SHOWN: usize = 40;
    const REACH: usize = 100;
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(open) = memchr::memmem::find(&text.as_bytes()[from..], b"{{").map(|at| from + at) {
        let rest = &text[open..text.floor_char_boundary(open + REACH)];
        if let Some((_, _, after)) = next_value(rest).filter(|(before, _, _)| before.is_empty()) {
            from = open + rest.len() - after.len();
            continue;
        }
        let line = rest.lines().next().unwrap_or(rest);
        let line = &line[..line.floor_char_boundary(SHOWN)];
        let closed =
            line.find('}').map(|at| at + line[at..].len() - line[at..].trim_start_matches('}').len());
        let end = open + closed.unwrap_or(line.len());
        found.push(open..end);
        from = end;
    }
    found
}

/// A text with its `{{ values }}` filled in; an unknown one stays as it was typed, and is reported elsewhere.
///
/// ```
/// use wijkgids::text::fill;
/// let values = [("team".to_owned(), "wijkteam".to_owned())].into();
/// assert_eq!(fill("Vraag het {{ team }}", &values), "Vraag het wijkteam");
/// ```
pub fn fill(text: &str, values: &BTreeMap<String, String>) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, name, after)) = next_value(rest) {
        filled.push_str(before);
        match values.get(name) {
            Some(value) if filled.len() + value.len() <= text.len() + MOST_FILLED => filled.push_str(value),
            _ => filled.push_str(&rest[before.len()..rest.len() - after.len()]),
        }
        rest = after;
    }
    filled.push_str(rest);
    filled
}

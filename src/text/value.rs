//! `{{ values }}`: words that a site sets once and uses in any text.

use std::collections::BTreeMap;

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

/// A text with its `{{ values }}` filled in; an unknown one stays as it was typed, and is told elsewhere.
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
            Some(value) => filled.push_str(value),
            None => filled.push_str(&rest[before.len()..rest.len() - after.len()]),
        }
        rest = after;
    }
    filled.push_str(rest);
    filled
}

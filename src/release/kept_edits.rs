//! A text of a base that somebody edited there → a file of their own site that says the same.

use crate::model::{Language, keys};

/// The whole edited text as one that takes the place of the original.
pub(crate) fn whole(text: &str, language: &Language) -> String {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let line = format!("{}: {}\n", keys::REPLACE.in_language(language), keys::WHOLE.in_language(language));
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    if first.trim_end() != "---" {
        return format!("---\n{line}---\n{text}");
    }
    let front = rest.split("\n---").next().unwrap_or_default();
    let names = [keys::REPLACE.en, keys::REPLACE.nl];
    let says_so = front.lines().any(|line| line.split_once(':').is_some_and(|(key, _)| names.contains(&key)));
    if says_so { text.to_owned() } else { format!("{first}\n{line}{rest}") }
}

/// A file that hides a document which somebody took away.
pub(crate) fn hiding(language: &Language) -> String {
    format!("---\n{}: true\n---\n", keys::HIDDEN.in_language(language))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_the_text_is_lost() {
        let dutch = Language::dutch();
        for (text, expected) in [
            ("---\ntitel: A\n---\nTekst.\n", "---\nvervang: geheel\ntitel: A\n---\nTekst.\n"),
            ("---\r\ntitel: A\r\n---\r\n", "---\r\nvervang: geheel\ntitel: A\r\n---\r\n"),
            ("Tekst.\n\n---\n", "---\nvervang: geheel\n---\nTekst.\n\n---\n"),
            ("---\nvervang: geheel\n---\nTekst.\n", "---\nvervang: geheel\n---\nTekst.\n"),
            ("", "---\nvervang: geheel\n---\n"),
        ] {
            assert_eq!(whole(text, &dutch), expected, "{text:?}");
        }
    }
}

//! How a report is written down: in which language, from where paths are named, and without characters that a terminal
//! would obey.

use crate::document::masked;
use crate::text::{MessageLanguage, SourcePath};

/// How to write diagnostics down.
#[derive(Clone, Copy, Debug)]
pub struct Style<'s> {
    /// The language of the sentences.
    pub language: MessageLanguage,
    /// Whether the terminal shows colors.
    pub is_colored: bool,
    /// What to write before the path of a file, so that it can be opened from where one is: the site's folder.
    pub folder: &'s str,
}

impl Style<'_> {
    /// A path from where one is, without going down and up again: a layer lies beside the site.
    pub(super) fn path(self, path: &SourcePath) -> String {
        let mut folder = self.folder.trim_end_matches('/');
        let mut rest = path.as_str();
        while let Some(up) = rest.strip_prefix("../") {
            match folder.rsplit_once('/') {
                Some((_, ".." | ".")) => break,
                Some((parent, _)) => folder = parent,
                None if matches!(folder, "" | "." | "..") => break,
                None => folder = "",
            }
            rest = up;
        }
        if folder.is_empty() { rest.to_owned() } else { format!("{folder}/{rest}") }
    }
}

/// A character that a terminal shows and doesn't obey.
pub(crate) fn visible(c: char) -> char {
    match c {
        '\t' => ' ',
        c if c.is_control() || is_bidi_control(c) => '\u{fffd}',
        c => c,
    }
}

fn is_bidi_control(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}')
}

/// A text that can neither steer a terminal nor start a line of its own in a log that looks for commands.
pub(crate) fn printable(text: &str) -> String {
    masked(text).chars().map(|c| if c == '\n' { ' ' } else { visible(c) }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_layer_is_named_from_where_one_is() {
        let path = SourcePath::below("../landelijk/", "kaarten/a.md").expect("a path");
        for (folder, expected) in [
            ("content/stad/", "content/landelijk/kaarten/a.md"),
            ("stad/", "landelijk/kaarten/a.md"),
            ("", "../landelijk/kaarten/a.md"),
            ("../stad/", "../landelijk/kaarten/a.md"),
            ("/abs/stad/", "/abs/landelijk/kaarten/a.md"),
        ] {
            let style = Style { language: MessageLanguage::Nl, is_colored: false, folder };
            assert_eq!(style.path(&path), expected, "{folder}");
        }
    }
}

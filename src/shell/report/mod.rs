//! Telling what was found: people, with the line and a caret, and programs, in three formats.

mod github;
mod json;
mod place;
mod sarif;

use std::collections::BTreeMap;

use annotate_snippets::{AnnotationKind, Level, Origin, Renderer, Snippet};

use crate::document::masked;
use crate::text::{Diagnostic, MessageLanguage, Rule, Severity, Source, SourcePath};

pub use github::github;
pub use json::json;
pub use place::Spot;
pub(in crate::shell) use place::{Excerpt, spot};
pub use sarif::sarif;

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
    fn path(self, path: &SourcePath) -> String {
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

/// One diagnostic as people read it: what, where, the line with a caret, what to do.
///
/// ```text
/// fout[unknown-key]: onbekend veld `samenvating`
///  --> content/landelijk/kaarten/mandaat/a.md:3:1
///   |
/// 3 | samenvating: Kort
///   | ^^^^^^^^^^^
///   |
///   = doe dit: bedoelt u `samenvatting`?
/// ```
pub fn human(diagnostic: &Diagnostic, sources: &BTreeMap<SourcePath, Source>, style: Style<'_>) -> String {
    let Diagnostic { at, rule, severity, message, hints, fix: _ } = diagnostic;
    let (error, warning, help) = match style.language {
        MessageLanguage::Nl => ("fout", "let op", "doe dit"),
        MessageLanguage::En => ("error", "warning", "help"),
    };
    let level = match severity {
        Severity::Error => Level::ERROR.with_name(error),
        Severity::Warning => Level::WARNING.with_name(warning),
    };
    let message = printable(message.in_language(style.language));
    let mut group =
        level.primary_title(message).id(rule.name()).elements([] as [annotate_snippets::Message<'_>; 0]);
    // A snippet of the one line: the renderer would go through the whole text for it, once for each diagnostic.
    if let Some(at) = at {
        let path = printable(&style.path(&at.path));
        let found = spot(at, sources.get(&at.path));
        group = match found {
            // The line would spread what the message hides.
            Some(Spot { start, .. }) if *rule == Rule::PersonalData => {
                group.element(Origin::path(path).line(start.line).char_column(start.column))
            }
            Some(spot) => {
                let Excerpt { before, marked, after, is_from_start } = spot.excerpt();
                let [before, marked, after] =
                    [before, marked, after].map(|part| part.chars().map(visible).collect::<String>());
                let span = before.len()..before.len() + marked.len();
                let snippet =
                    Snippet::source(before + &marked + &after).line_start(spot.start.line).fold(false);
                let snippet = snippet.annotation(AnnotationKind::Primary.span(span));
                // The renderer counts columns in what it shows; where that isn't the whole line, we count.
                if is_from_start {
                    group.element(snippet.path(path))
                } else {
                    let origin = Origin::path(path).line(spot.start.line).char_column(spot.start.column);
                    group.element(origin).element(snippet)
                }
            }
            None => group.element(Origin::path(path).line(1).char_column(1)),
        };
    }
    for hint in hints {
        group =
            group.element(Level::HELP.with_name(help).message(printable(hint.in_language(style.language))));
    }
    let renderer = if style.is_colored { Renderer::styled() } else { Renderer::plain() };
    renderer.render(&[group])
}

/// A character that a terminal shows and doesn't obey.
pub(super) fn visible(c: char) -> char {
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
pub(super) fn printable(text: &str) -> String {
    masked(text).chars().map(|c| if c == '\n' { ' ' } else { visible(c) }).collect()
}

/// How many errors and warnings there are, in a sentence.
pub fn summary(diagnostics: &[Diagnostic], language: MessageLanguage) -> String {
    let count = |severity| diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count();
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    let plural = |n: usize, one: &str, many: &str| format!("{n} {}", if n == 1 { one } else { many });
    match language {
        MessageLanguage::Nl => {
            format!(
                "{}, {}",
                plural(errors, "fout", "fouten"),
                plural(warnings, "waarschuwing", "waarschuwingen")
            )
        }
        MessageLanguage::En => {
            format!("{}, {}", plural(errors, "error", "errors"), plural(warnings, "warning", "warnings"))
        }
    }
}

/// What documents allow themselves, in words; `None` where that is nothing.
pub fn allowed(counts: &BTreeMap<Rule, usize>, language: MessageLanguage) -> Option<String> {
    let counted: Vec<String> = counts.iter().map(|(rule, n)| format!("{n} {}", rule.name())).collect();
    let counted = counted.join(", ");
    (!counts.is_empty()).then(|| match language {
        MessageLanguage::Nl => format!("toegestaan: {counted}"),
        MessageLanguage::En => format!("allowed: {counted}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_allowed_is_counted() {
        let counts = [(Rule::LongSentence, 2), (Rule::Jargon, 1)].into();
        assert_eq!(
            allowed(&counts, MessageLanguage::En).as_deref(),
            Some("allowed: 2 long-sentence, 1 jargon")
        );
        assert_eq!(allowed(&BTreeMap::new(), MessageLanguage::Nl), None);
    }

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
    use crate::text::{Location, Rule, Span, phrase};

    fn told(text: &str, span: Span, message: &str) -> String {
        let path = SourcePath::new("kaarten/a.md").expect("a path");
        let diagnostic = Diagnostic::new(Rule::UnknownKey, phrase!("{message}", "{message}"))
            .at(Location::new(path.clone(), span))
            .hint(phrase!("doe iets", "do something"));
        let sources = [(path.clone(), Source::new(path, text))].into();
        let style = Style { language: MessageLanguage::Nl, is_colored: false, folder: "gids/" };
        human(&diagnostic, &sources, style)
    }

    #[test]
    fn the_line_is_shown_with_a_caret_that_counts_characters() {
        let shown = told("---\nté: één\n", Span::new(9, 14), "fout");
        assert!(shown.contains("gids/kaarten/a.md:2:5"), "{shown}");
        assert!(shown.contains("    ^^^"), "{shown}");
        assert!(shown.contains("doe dit: doe iets"), "{shown}");
    }

    #[test]
    fn what_a_message_hides_no_line_shows() {
        let path = SourcePath::new("kaarten/a.md").expect("a path");
        let diagnostic = Diagnostic::new(Rule::PersonalData, phrase!("`11…33`", "`11…33`"))
            .at(Location::new(path.clone(), Span::new(4, 13)));
        let sources = [(path.clone(), Source::new(path, "bsn 111222333\n"))].into();
        let style = Style { language: MessageLanguage::Nl, is_colored: false, folder: "" };
        let shown = human(&diagnostic, &sources, style);
        assert!(shown.contains("kaarten/a.md:1:5") && !shown.contains("1122"), "{shown}");
    }

    #[test]
    fn nothing_in_a_text_can_steer_a_terminal_or_a_log() {
        let shown = told("a\u{1b}[31m\u{202e}x\n", Span::new(0, 1), "kwaad\n::error::\u{1b}[0m");
        assert!(!shown.contains('\u{1b}') && !shown.contains('\u{202e}'), "{shown:?}");
        assert!(!shown.lines().any(|line| line.starts_with("::")), "{shown}");
    }

    #[test]
    fn a_long_line_is_shown_around_what_is_marked() {
        let text = format!("{}HIER{}", "x".repeat(5_000), "y".repeat(5_000));
        let shown = told(&text, Span::new(5_000, 5_004), "fout");
        assert!(shown.contains("HIER"), "{shown}");
        assert!(shown.lines().all(|line| line.chars().count() < 250), "{shown}");
    }
}

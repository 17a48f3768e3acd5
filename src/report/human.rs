//! A diagnostic for people: the line, a caret, and what to do.

use std::collections::BTreeMap;

use annotate_snippets::{AnnotationKind, Level, Origin, Renderer, Snippet};

use super::place::{Excerpt, Spot, spot};
use super::style::{Style, printable, visible};
use crate::text::{Diagnostic, MessageLanguage, Rule, Severity, Source, SourcePath};

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
    let Diagnostic { at, rule, severity, message, hints, fix: _, may_come_from_below: _ } = diagnostic;
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Location, Span, phrase};

    fn rendered(text: &str, span: Span, message: &str) -> String {
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
        let shown = rendered("---\nté: één\n", Span::new(9, 14), "fout");
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
        let shown = rendered("a\u{1b}[31m\u{202e}x\n", Span::new(0, 1), "kwaad\n::error::\u{1b}[0m");
        assert!(!shown.contains('\u{1b}') && !shown.contains('\u{202e}'), "{shown:?}");
        assert!(!shown.lines().any(|line| line.starts_with("::")), "{shown}");
    }

    #[test]
    fn a_long_line_is_shown_around_what_is_marked() {
        let text = format!("{}HIER{}", "x".repeat(5_000), "y".repeat(5_000));
        let shown = rendered(&text, Span::new(5_000, 5_004), "fout");
        assert!(shown.contains("HIER"), "{shown}");
        assert!(shown.lines().all(|line| line.chars().count() < 250), "{shown}");
    }
}

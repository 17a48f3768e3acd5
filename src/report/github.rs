//! Diagnostics as the commands by which GitHub shows them beside the lines of a change:
//! <https://docs.github.com/actions/reference/workflow-commands-for-github-actions>.

use std::collections::BTreeMap;

use super::place::{FileRegion, Region};
use super::style::{Style, printable};
use crate::text::{Diagnostic, Severity, Source, SourcePath};

/// One command a line; nothing where there is nothing to report.
pub fn github(
    diagnostics: &[Diagnostic],
    sources: &BTreeMap<SourcePath, Source>,
    style: Style<'_>,
) -> String {
    let lines: Vec<String> =
        diagnostics.iter().map(|diagnostic| command(diagnostic, sources, style)).collect();
    lines.join("\n")
}

fn command(diagnostic: &Diagnostic, sources: &BTreeMap<SourcePath, Source>, style: Style<'_>) -> String {
    let Diagnostic { at, rule, severity, message, hints, fix: _, may_come_from_below: _ } = diagnostic;
    let level = match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let place = at.as_ref().map_or(String::new(), |at| {
        let FileRegion { path, region } = FileRegion::new(at, sources, style);
        let path = property(&path);
        let Region { line, column, end_line, end_column } = region;
        // A column of another line would be taken for one of the first.
        let end = if end_line == line { format!(",endColumn={end_column}") } else { String::new() };
        format!("file={path},line={line},endLine={end_line},col={column}{end},")
    });
    let sentences = [message].into_iter().chain(hints).map(|phrase| phrase.in_language(style.language));
    let text: Vec<String> = sentences.map(|sentence| escaped(&printable(sentence))).collect();
    format!("::{level} {place}title={}::{}", rule.name(), text.join("%0A"))
}

/// A text in which nothing starts a command of its own.
fn escaped(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A text between the commas of a command.
fn property(text: &str) -> String {
    escaped(&printable(text)).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Location, MessageLanguage, Rule, Span, phrase};

    #[test]
    fn a_message_can_neither_start_a_command_nor_end_its_own() {
        let path = SourcePath::new("kaarten/a, b.md").expect("a path");
        let source = Source::new(path.clone(), "een\ntwee drie\n");
        let sources = [(path.clone(), source)].into();
        let diagnostic =
            Diagnostic::new(Rule::UnknownKey, phrase!("x\n::error::y", "100 % of \r\n::stop-commands::z"))
                .at(Location::new(path, Span::new(9, 13)))
                .hint(phrase!("doe dit", "do this"));
        let style = Style { language: MessageLanguage::En, is_colored: false, folder: "content/a" };
        let rendered = github(&[diagnostic], &sources, style);
        assert_eq!(rendered.lines().count(), 1, "{rendered}");
        assert!(
            rendered.starts_with(
                "::error file=content/a/kaarten/a%2C b.md,line=2,endLine=2,col=6,endColumn=10,title=unknown-key::100 %25 of "
            ),
            "{rendered}"
        );
        assert!(rendered.ends_with("%0Ado this"), "{rendered}");
    }
}

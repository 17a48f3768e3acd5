//! Code, highlighted with classes at build time.

use std::sync::LazyLock;

use syntect::html::{ClassStyle, ClassedHTMLGenerator};
use syntect::parsing::SyntaxSet;
use syntect::util::LinesWithEndings;

/// Beyond this many bytes a block stays plain: highlighting makes up to ninety bytes of HTML out of one of JSON.
const LARGEST_BLOCK: usize = 16 * 1024;
/// Beyond this many bytes a line makes the grammars slow.
const LONGEST_LINE: usize = 2 * 1024;
/// What a block may grow to, over three times its size.
const ROOM: usize = 64 * 1024;

/// Loading takes some 20 ms, so only sites with code pay for it, once.
static SYNTAXES: LazyLock<SyntaxSet> = LazyLock::new(SyntaxSet::load_defaults_newlines);

/// The block of code as HTML with classes, where its language is known. `info` is what stands after the opening fence.
pub(super) fn highlighted(info: &str, code: &str) -> Option<String> {
    highlight(language(info), code)
}

/// The name of a block's language: the first word of what stands after the opening fence; may be empty.
pub(super) fn language(info: &str) -> &str {
    info.split([' ', ',', '\t']).next().unwrap_or_default()
}

fn highlight(language: &str, code: &str) -> Option<String> {
    let fits = code.len() <= LARGEST_BLOCK && code.lines().all(|line| line.len() <= LONGEST_LINE);
    // A control character would reach the page as it is.
    let fits = fits && !code.contains(|c: char| c.is_control() && !matches!(c, '\n' | '\t'));
    if language.is_empty() || !fits {
        return None;
    }
    let syntax = SYNTAXES.find_syntax_by_token(language)?;
    let mut generator = ClassedHTMLGenerator::new_with_class_style(
        syntax,
        &SYNTAXES,
        ClassStyle::SpacedPrefixed { prefix: "hl-" },
    );
    for line in LinesWithEndings::from(code) {
        generator.parse_html_for_line_which_includes_newline(line).ok()?;
    }
    Some(generator.finalize()).filter(|html| html.len() <= 3 * code.len() + ROOM)
}

//! A text as words, signs and the breaks that mean something in Markdown.

use unicode_segmentation::UnicodeSegmentation;

/// A part of a text. Tokens in order are the whole text, without gaps; the last one is always an [`TokenKind::End`].
#[derive(Clone, Copy, Debug)]
pub(super) struct Token<'t> {
    /// The white space before it that only separates it from what came before: how much of it there is, and whether a
    /// line ends in it, makes no difference to a reader.
    pub(super) glue: &'t str,
    /// The token itself.
    pub(super) core: &'t str,
    /// Equal keys, equal tokens.
    pub(super) key: TokenKey<'t>,
    /// Where its glue starts, in bytes.
    pub(super) start: usize,
}

impl Token<'_> {
    /// Where it ends, in bytes.
    pub(super) fn end(&self) -> usize {
        self.start + self.glue.len() + self.core.len()
    }
}

/// What tokens are compared by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct TokenKey<'t> {
    /// What it is.
    pub(super) kind: TokenKind,
    /// What has to be the same.
    text: &'t str,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum TokenKind {
    /// Letters and digits, in any script.
    Word,
    /// A single sign: punctuation, an emoji.
    Sign,
    /// The end of a line that has to be there, as before a list item.
    Line,
    /// One or more empty lines.
    Break,
    /// The end of the text. Its glue is the white space that the text ends with.
    End,
}

/// Takes a text apart. Linear in its length.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::with_capacity(text.len() / 4 + 1);
    let mut lines = TokenLines { text, start: 0, is_code: fences(text) };
    // Where white space started that no token has yet.
    let mut start = 0;
    let mut push = |kind, start: usize, at: usize, end: usize, same| {
        let (glue, core) = (&text[start..at], &text[at..end]);
        tokens.push(Token { glue, core, key: TokenKey { kind, text: same }, start });
    };
    for (at, part) in text.split_word_bound_indices() {
        if part.chars().all(char::is_whitespace) {
            continue;
        }
        if let Some((kind, same)) = lines.gap(start, at) {
            push(kind, start, start, at, same);
            start = at;
        }
        let kind = if part.contains(char::is_alphanumeric) { TokenKind::Word } else { TokenKind::Sign };
        push(kind, start, at, at + part.len(), part);
        start = at + part.len();
    }
    push(TokenKind::End, start, text.len(), text.len(), "");
    tokens
}

/// Follows the lines of a text, for what the white space between its words means.
struct TokenLines<'t> {
    text: &'t str,
    /// Where the line started on which the last word stood.
    start: usize,
    is_code: bool,
}

impl<'t> TokenLines<'t> {
    /// What the white space between two words is, if it's more than a separation: its kind, and what has to be the same.
    fn gap(&mut self, start: usize, end: usize) -> Option<(TokenKind, &'t str)> {
        let gap = &self.text[start..end];
        let last = gap.rfind('\n')?;
        let before = &self.text[self.start..start];
        let after = self.text[end..].split('\n').next().unwrap_or_default();
        let was_code = self.is_code;
        self.is_code ^= fences(after);
        self.start = end;
        if start == 0 {
            return None;
        }
        if was_code || self.is_code {
            return Some((TokenKind::Line, gap));
        }
        if gap[..last].contains('\n') {
            return Some((TokenKind::Break, &gap[last..]));
        }
        let is_forced = gap.starts_with("  ") || before.ends_with('\\');
        (is_forced || before.starts_with(['#', '|']) || starts_block(after)).then_some((TokenKind::Line, gap))
    }
}

/// Whether a line begins or ends code.
fn fences(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with("```") || line.starts_with("~~~")
}

/// Whether a line can't be the mere continuation of a paragraph, going by its beginning.
fn starts_block(line: &str) -> bool {
    let Some(first) = line.chars().next() else { return true };
    let is_marker = |rest: &str| rest.is_empty() || rest.starts_with([' ', '\t', '\r']);
    match first {
        '#' | '>' | '|' | '=' | '<' => true,
        '-' | '+' | '*' | '_' => is_marker(line.trim_start_matches(first)) || is_marker(&line[1..]),
        '0'..='9' => {
            let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
            rest.strip_prefix(['.', ')']).is_some_and(is_marker)
        }
        '[' => line.contains("]:"),
        _ => false,
    }
}

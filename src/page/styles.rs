//! The custom properties of a style sheet that hold for the whole page.
//!
//! No parser of CSS: enough to know what stands in which block, in time in proportion to the text.

/// In which schemes a declaration holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Schemes {
    Both,
    Light,
    Dark,
}

/// A custom property with its value.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Declaration<'s> {
    pub(super) name: &'s str,
    pub(super) value: &'s str,
    pub(super) schemes: Schemes,
    /// Counted from 1.
    pub(super) line: usize,
}

/// A block: whether its declarations are for the whole page, and in which schemes.
#[derive(Clone, Copy)]
struct StyleBlock {
    is_for_page: bool,
    /// Whether the page is among what it selects; a declaration stands in such a block.
    selects_page: bool,
    schemes: Schemes,
}

/// The custom properties of the root, in their order.
pub(super) fn declarations(css: &str) -> Vec<Declaration<'_>> {
    let mut found = Vec::new();
    let mut blocks = vec![StyleBlock { is_for_page: true, selects_page: false, schemes: Schemes::Both }];
    let (mut start, mut line, mut at) = (0, 1, 0);
    while let Some(step) = css[at..].find(['{', '}', ';', '"', '\'', '/', '\n']) {
        at += step;
        let sign = css.as_bytes()[at];
        match sign {
            b'\n' => line += 1,
            b'"' | b'\'' | b'/' => {
                let end = behind(&css[at..]);
                line += css[at..at + end].matches('\n').count();
                // A comment before a declaration isn't part of it.
                if sign == b'/' && css[start..at].trim().is_empty() {
                    start = at + end;
                }
                at += end;
                continue;
            }
            _ => {
                let piece = css[start..at].trim();
                let block = *blocks.last().expect("the sheet itself is never closed");
                match sign {
                    b'{' => blocks.push(inner(block, piece)),
                    _ => found.extend(declaration(block, piece, line)),
                }
                if sign == b'}' && blocks.len() > 1 {
                    blocks.pop();
                }
                start = at + 1;
            }
        }
        at += 1;
    }
    found
}

/// How far a text or a comment goes that starts here, in bytes; one where none does.
fn behind(css: &str) -> usize {
    if css.starts_with("/*") {
        return css.find("*/").map_or(css.len(), |end| end + 2);
    }
    let quote = css.as_bytes()[0];
    if quote == b'/' {
        return 1;
    }
    let mut is_escaped = false;
    let end = css.bytes().skip(1).position(|byte| {
        let ends = byte == quote && !is_escaped;
        is_escaped = byte == b'\\' && !is_escaped;
        ends
    });
    end.map_or(css.len(), |end| end + 2)
}

fn inner(outer: StyleBlock, head: &str) -> StyleBlock {
    let is_root = |selector: &str| matches!(selector.trim(), ":root" | "html" | "*");
    let Some(rule) = head.strip_prefix('@') else {
        return StyleBlock { selects_page: head.split(',').any(is_root), ..outer };
    };
    let schemes = match rule.split_once("prefers-color-scheme:") {
        Some((_, rest)) if rest.trim_start().starts_with("dark") => Schemes::Dark,
        Some(_) => Schemes::Light,
        None => outer.schemes,
    };
    let is_known = rule.starts_with("layer")
        || rule.starts_with("supports") && !rule.contains("not ")
        || rule.starts_with("media") && rule.contains("prefers-color-scheme") && !rule.contains(" and ");
    StyleBlock { is_for_page: outer.is_for_page && is_known, schemes, ..outer }
}

fn declaration<'s>(block: StyleBlock, piece: &'s str, line: usize) -> Option<Declaration<'s>> {
    let (name, value) = piece.split_once(':')?;
    let (name, value) = (name.trim(), value.trim());
    let is_token = name.starts_with("--") && block.is_for_page && block.selects_page;
    is_token.then_some(Declaration { name, value, schemes: block.schemes, line })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(css: &str) -> Vec<(&str, &str, Schemes, usize)> {
        declarations(css).into_iter().map(|one| (one.name, one.value, one.schemes, one.line)).collect()
    }

    #[test]
    fn only_what_holds_for_the_page_is_read() {
        use Schemes::{Both, Dark};
        let css = "@import 'a;b';\n/* --x: 1; { */\n:root, .x {\n  --a: light-dark(#fff, #000);\n  /* y */ --b: 2 }\n";
        assert_eq!(read(css), [("--a", "light-dark(#fff, #000)", Both, 4), ("--b", "2", Both, 5)]);
        let css = "@media (prefers-color-scheme: dark) { html { --a: 1; } } .x { --a: 2 } @media print { html { --a: 3 } }";
        assert_eq!(read(css), [("--a", "1", Dark, 1)]);
        assert_eq!(read("}}} html { --a: \"}\"; color: red"), [("--a", "\"}\"", Both, 1)]);
        assert_eq!(read("html { --a: \"open"), []);
    }
}

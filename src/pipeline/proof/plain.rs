//! What a file says, whichever way it writes it: without tags, with every sign as itself.

use super::html::{self, HtmlPart};

/// What a page or a feed says.
#[derive(Debug, Default)]
pub(super) struct Markup {
    /// What people read, without tags: a sentence can go on over them, and on a line of its own what stands in a cell or a
    /// block of its own.
    pub(super) shown: String,
    /// What else it holds: attributes, scripts, styles and comments, each by itself.
    pub(super) beside: String,
}

impl Markup {
    /// Reads HTML, or XML, whose signs and tags HTML has too.
    pub(super) fn read(text: &str) -> Self {
        let Self { mut shown, mut beside } = Self::default();
        html::read(text, |part| match part {
            HtmlPart::Text(text) => shown.push_str(text),
            HtmlPart::Hidden(text) => beside.extend([&unescaped(text), "\n"]),
            HtmlPart::Tag(tag) => {
                if !is_within_line(tag.name().as_bytes()) {
                    shown.push('\n');
                }
                beside.extend(tag.attributes().flat_map(|(_, value)| [value, "\n"]));
            }
            HtmlPart::End(name) => {
                if !is_within_line(name) {
                    shown.push('\n');
                }
            }
        });
        Self { shown, beside }
    }
}

/// Whether a word goes on where an element begins or ends.
fn is_within_line(name: &[u8]) -> bool {
    matches!(
        name,
        b"a" | b"abbr"
            | b"b"
            | b"bdi"
            | b"bdo"
            | b"cite"
            | b"code"
            | b"data"
            | b"del"
            | b"dfn"
            | b"em"
            | b"font"
            | b"i"
            | b"ins"
            | b"kbd"
            | b"mark"
            | b"q"
            | b"s"
            | b"samp"
            | b"small"
            | b"span"
            | b"strong"
            | b"sub"
            | b"sup"
            | b"time"
            | b"tspan"
            | b"u"
            | b"var"
            | b"wbr"
    )
}

/// With every sign as itself, whichever way HTML or JSON writes it: `&#233;`, `&#xe9;`, `\u00e9`. The names that HTML has
/// for some signs, and escapes such as `\n`, stand for what is neither letter nor digit; of names for letters our own
/// writers know none.
pub(super) fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['&', '\\']) {
        plain.push_str(&rest[..at]);
        let escape = &rest[at..];
        let (sign, length) = sign(escape).unwrap_or((' ', 1));
        plain.push(sign);
        rest = &escape[length..];
    }
    plain.push_str(rest);
    plain
}

/// The sign that an escape at the start of a text stands for, and how long that is in bytes.
fn sign(text: &str) -> Option<(char, usize)> {
    if let Some(code) = text.strip_prefix("\\u") {
        let code = u32::from_str_radix(code.get(..4)?, 16).ok()?;
        return Some((char::from_u32(code)?, 6));
    }
    if let Some(escaped) = text.strip_prefix('\\') {
        // What follows is a letter only in name, as in `\n`.
        return Some((' ', 1 + escaped.chars().next().map_or(0, char::len_utf8)));
    }
    // The longest that anybody writes is `&#x10ffff;`.
    let end = text.char_indices().take(12).find(|(_, c)| *c == ';')?.0;
    let name = &text[1..end];
    let code = match name.strip_prefix('#') {
        Some(number) => match number.strip_prefix(['x', 'X']) {
            Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok()?,
            None => number.parse().ok()?,
        },
        None if name.bytes().all(|byte| byte.is_ascii_alphanumeric()) => u32::from(' '),
        None => return None,
    };
    Some((char::from_u32(code)?, end + 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::letters;

    #[test]
    fn letters_and_digits_are_found_whatever_stands_between_them() {
        assert_eq!(
            letters(&Markup::read("<p>Bel <strong>099&amp;200</strong> 12.</p>").shown),
            "bel09920012"
        );
        let cells = "<table><tr><td>a@<b>b</b>.example</td><td>Jan<br>Piet</td></tr></table><p>en</p>";
        let shown = Markup::read(cells).shown;
        assert_eq!(shown.split_whitespace().collect::<Vec<_>>(), ["a@b.example", "Jan", "Piet", "en"]);
        let beside =
            Markup::read("<p title='&eacute;&#233;n >'>x</p><script>\"\\u00e9\\n\"</script><!-- y -->")
                .beside;
        assert_eq!(letters(&beside), "éénéy");
        assert_eq!(letters(&unescaped("{\"a\":\"Één\\nplan\"}")), "aéénplan");
        assert_eq!(letters(&unescaped("co&#246;r&#xe9;\\u00e9n&nbsp;& Z\\")), "coöréénz");
    }
}

//! Text as HTML.

use crate::text::next_byte;

/// Writes text so that it is text in HTML, also within a quoted attribute. A control character, which HTML can't hold,
/// is shown as `�`.
pub fn escape(text: &str, html: &mut String) {
    let is_special = |byte| matches!(byte, b'&' | b'<' | b'>' | b'"' | 0..=8 | 0xb | 0xc | 0xe..=0x1f | 0x7f);
    let mut from = 0;
    while let Some(at) = next_byte(text.as_bytes(), from, is_special) {
        html.push_str(&text[from..at]);
        html.push_str(match text.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            _ => "\u{fffd}",
        });
        from = at + 1;
    }
    html.push_str(&text[from..]);
}

//! Text as HTML.

/// Writes text so that it is text in HTML, also within a quoted attribute. A control character, which HTML can't hold,
/// is shown as `�`.
pub fn escape(text: &str, html: &mut String) {
    let is_special =
        |byte: u8| matches!(byte, b'&' | b'<' | b'>' | b'"' | 0..=8 | 0xb | 0xc | 0xe..=0x1f | 0x7f);
    let mut rest = text;
    while let Some(at) = rest.bytes().position(is_special) {
        html.push_str(&rest[..at]);
        html.push_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            _ => "\u{fffd}",
        });
        rest = &rest[at + 1..];
    }
    html.push_str(rest);
}

//! Drawings in SVG: how large browsers show them.

use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};

use super::xml::reader;

/// The width and height that browsers give a drawing: those that it says, the others by what it shows. `None` where it isn't
/// one, or takes whatever room there is.
pub(super) fn size(bytes: &[u8]) -> Option<(u32, u32)> {
    /// How far into a file its first tag begins, in bytes: behind comments and licences.
    const HEAD: usize = 64 << 10;
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]);
    let mut reader = reader(&head);
    let root = loop {
        match reader.read_event().ok()? {
            Event::Start(tag) | Event::Empty(tag) => break tag,
            Event::Eof => return None,
            _ => {}
        }
    };
    if root.local_name().as_ref() != "svg" {
        return None;
    }
    let attribute = |name: &str| attributes(&root).find(|(other, _)| other == name).map(|(_, value)| value);
    let (width, height) =
        (attribute("width").and_then(|it| length(&it)), attribute("height").and_then(|it| length(&it)));
    let shown = attribute("viewBox").and_then(|shown| {
        let parts = shown.split([' ', ',', '\t', '\n']).filter(|part| !part.is_empty());
        let parts: Vec<f64> = parts.map_while(|part| part.parse().ok()).collect();
        let [_, _, width, height] = parts[..] else { return None };
        (width > 0.0 && height > 0.0).then_some((width, height))
    });
    let (width, height) = match (width, height, shown) {
        (Some(width), Some(height), _) => (width, height),
        (Some(width), None, Some((wide, high))) => (width, width * high / wide),
        (None, Some(height), Some((wide, high))) => (height * wide / high, height),
        (None, None, Some(shown)) => shown,
        _ => return None,
    };
    /// The largest that anybody draws, in dots.
    const LARGEST: f64 = 100_000.0;
    let whole = |length: f64| (0.5..=LARGEST).contains(&length).then(|| length.round() as u32);
    Some((whole(width)?, whole(height)?))
}

/// A length in dots, of which an inch has 96.
fn length(text: &str) -> Option<f64> {
    const UNITS: [(&str, f64); 6] = [
        ("px", 1.0),
        ("pt", 96.0 / 72.0),
        ("pc", 16.0),
        ("mm", 96.0 / 25.4),
        ("cm", 96.0 / 2.54),
        ("in", 96.0),
    ];
    let text = text.trim();
    let unit = UNITS.iter().find_map(|(unit, dots)| Some((text.strip_suffix(unit)?, *dots)));
    let (number, dots) = unit.unwrap_or((text, 1.0));
    let number: f64 = number.trim().parse().ok()?;
    (number.is_finite() && number > 0.0).then_some(number * dots)
}

/// The names and values of what a tag says; the prefix of a name is left out, as in `xlink:href`.
fn attributes(tag: &BytesStart<'_>) -> impl Iterator<Item = (String, String)> {
    let mut attributes = tag.attributes();
    attributes.with_checks(false);
    attributes.flatten().map(|attribute| {
        let raw: &str = &attribute.value;
        // A sign that only the file itself explains is looked for there.
        let value = unescape(raw).map_or_else(|_| raw.to_owned(), |value| value.into_owned());
        let name: &str = attribute.key.local_name().into_inner();
        (name.to_owned(), value)
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_drawing_is_as_large_as_browsers_show_it() {
        for (head, expected) in [
            (r#"<svg width="30" height="20">"#, Some((30, 20))),
            (
                r#"<?xml version="1.0"?><!-- x --><s:svg xmlns:s="x" width="30px" height='15pt' viewBox="0 0 1 1"/>"#,
                Some((30, 20)),
            ),
            (r#"<svg width="2in" height="25.4mm">"#, Some((192, 96))),
            (r#"<svg viewBox="0,0 640.4 480">"#, Some((640, 480))),
            (r#"<svg width="100%" height="100%" viewBox="0 0 40 30">"#, Some((40, 30))),
            (r#"<svg width="80" viewBox="0 0 40 30">"#, Some((80, 60))),
            (r#"<svg width="80">"#, None),
            (r#"<svg width="1e99" height="3">"#, None),
            (r#"<svg width="-1" height="3" viewBox="0 0 0 0">"#, None),
            (r#"<html width="30" height="20">"#, None),
            ("geen tekening", None),
        ] {
            assert_eq!(size(head.as_bytes()), expected, "{head}");
        }
    }

    proptest! {
        #[test]
        fn any_drawing_can_be_looked_at(svg in "(<svg |<a|</a>|<!DOCTYPE|<!\\[CDATA\\[|<!--|-->|]]>|[<>&;='\"/é \n?!a]){0,30}") {
            let _ = (size(svg.as_bytes()), super::super::xml::text(&svg));
        }
    }
}

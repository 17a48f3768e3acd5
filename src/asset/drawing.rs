//! Drawings in SVG: how large they are, and whether they hold a program. As a picture on a page none runs; it does where
//! somebody opens the drawing by itself, and then in the name of the site.

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

/// A part of a drawing that is a program, or brings one in.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct DrawnScript {
    /// What it is, as it is written.
    pub(super) what: String,
    /// Its line, from 1.
    pub(super) line: usize,
}

/// The tags that run or bring in programs, whatever they hold.
const RUNNING: [&str; 5] = ["script", "handler", "iframe", "object", "embed"];

/// What an address begins with that is a program, or a page.
const RUN: [&str; 3] = ["javascript:", "vbscript:", "data:text/html"];

/// The first program in a drawing.
pub(super) fn script(svg: &str) -> Option<DrawnScript> {
    let mut reader = reader(svg);
    loop {
        let start = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX).min(svg.len());
        let what = match reader.read_event() {
            Ok(Event::Start(tag) | Event::Empty(tag)) => of_tag(&tag),
            Ok(Event::PI(instruction)) => {
                // A sheet of XSLT can make anything of the file.
                let text: &str = &instruction;
                (text.starts_with("xml-stylesheet") && !text.contains("text/css"))
                    .then(|| "xml-stylesheet".to_owned())
            }
            Ok(Event::DocType(text)) => of_type(&text),
            Ok(Event::Eof) => return None,
            Ok(_) => None,
            // Who reads it otherwise than we do may find one behind.
            Err(_) => {
                let rest = svg.get(start..).unwrap_or_default().to_ascii_lowercase();
                let mut running = RUNNING.iter().map(|tag| format!("<{tag}"));
                let tag = running.find(|tag| rest.contains(tag)).map(|tag| tag + ">");
                let what = tag.or_else(|| rest.contains("javascript:").then(|| "javascript:".to_owned()))?;
                return Some(DrawnScript { what, line: line(svg, start) });
            }
        };
        if let Some(what) = what {
            return Some(DrawnScript { what, line: line(svg, start) });
        }
    }
}

fn of_tag(tag: &BytesStart<'_>) -> Option<String> {
    let name = tag.local_name().as_ref().to_ascii_lowercase();
    if RUNNING.contains(&name.as_str()) {
        return Some(format!("<{name}>"));
    }
    attributes(tag).find_map(|(name, value)| {
        let name = name.to_ascii_lowercase();
        // The shortest that there is has five letters.
        if name.len() >= 5 && name.starts_with("on") && name.bytes().all(|byte| byte.is_ascii_lowercase()) {
            return Some(format!("{name}="));
        }
        // Browsers pass over blanks in an address. What moves an address names several.
        let leads = ["href", "src", "srcdoc", "to", "from", "by", "values", "action", "formaction", "data"]
            .contains(&name.as_str());
        let value: String = value.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
        let value = value.to_ascii_lowercase();
        let runs = |address: &str| RUN.iter().any(|run| address.starts_with(run));
        (leads && (name == "srcdoc" || value.split(';').any(runs)))
            .then(|| RUN.iter().find(|run| value.contains(*run)).map_or("srcdoc=", |run| *run).to_owned())
    })
}

/// What the head of a file may declare: signs that stand for tags, and attributes that tags have without saying so.
fn of_type(text: &str) -> Option<String> {
    let lower = text.to_ascii_lowercase();
    let is_tag = |(at, _): (usize, &str)| !lower[at + 1..].starts_with(['!', '?']);
    let hides = lower.match_indices('<').any(is_tag)
        || lower.contains("&#")
        || RUN.iter().any(|run| lower.contains(run))
        || lower.contains("<!attlist") && lower.contains(" on");
    hides.then(|| "<!DOCTYPE>".to_owned())
}

fn line(text: &str, at: usize) -> usize {
    // What stands before a tag may hold blanks and lines.
    let rest = text.get(at..).unwrap_or_default();
    let at = at + (rest.len() - rest.trim_start().len());
    1 + text.as_bytes()[..at].iter().filter(|byte| **byte == b'\n').count()
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

    #[test]
    fn a_program_in_a_drawing_is_found() {
        for (svg, what) in [
            ("<svg>\n <script>alert(1)</script></svg>", "<script>"),
            ("<svg\n onload='x()'/>", "onload="),
            ("<svg>\n<a xlink:href=' java\tscript:x'>", "javascript:"),
            ("<svg>\n<a href='&#106;avascript:x'>", "javascript:"),
            ("<svg>\n<animate attributeName='href' values='a;javascript:x'/>", "javascript:"),
            ("<svg>\n<foreignObject><iframe srcdoc='x'/></foreignObject>", "<iframe>"),
            ("<svg>\n<use href='data:text/html,x'/>", "data:text/html"),
            (
                "<?xml version='1.0'?>\n<?xml-stylesheet type='text/xsl' href='x.xsl'?><svg/>",
                "xml-stylesheet",
            ),
            ("\n<!DOCTYPE svg [<!ENTITY x '<script>x</script>'>]><svg>&x;</svg>", "<!DOCTYPE>"),
            ("\n<!DOCTYPE svg [<!ATTLIST svg onload CDATA 'x()'>]><svg/>", "<!DOCTYPE>"),
            ("<svg>\n<!x <script>", "<script>"),
        ] {
            let found = script(svg).unwrap_or_else(|| panic!("{svg}"));
            assert_eq!(found.what, what, "{svg}");
            assert!(found.line <= 2, "{svg}: {}", found.line);
        }
        for svg in [
            "<svg><style>a{}</style><text>on load: javascript:</text><a href='https://stad.example/?a;b'/></svg>",
            "<?xml-stylesheet type=\"text/css\" href=\"x.css\"?><svg one='1' on='2'><title>script</title></svg>",
            "<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\" [<!ENTITY ns_svg \"http://www.w3.org/2000/svg\">]><svg xmlns='&ns_svg;'/>",
            "<svg><foreignObject><div xmlns='http://www.w3.org/1999/xhtml'>Tekst<br></div></foreignObject></svg>",
        ] {
            assert_eq!(script(svg), None, "{svg}");
        }
    }

    proptest! {
        #[test]
        fn any_drawing_can_be_looked_at(svg in "(<svg |<a|</a>|<!DOCTYPE|<!\\[CDATA\\[|<!--|-->|]]>|[<>&;='\"/é \n?!a]){0,30}") {
            let _ = (script(&svg), size(svg.as_bytes()), super::super::xml::text(&svg));
        }
    }
}

//! A drawing, which browsers read as XML: with prefixes of names, and with texts that it declares itself.

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};

use super::breach::{Breach, BreachKind};
use super::markup::{self, Place};

/// Everything that a drawing breaks when it is opened by itself.
pub(super) fn breaches(xml: &str, base: &str, found: &mut Vec<Breach>) {
    let mut reader = Reader::from_str(xml);
    let mut line = LineCount { xml, at: 0, line: 1 };
    // The script or style that is open, with its text.
    let mut open: Option<(String, String)> = None;
    loop {
        let place = Place { base, line: line.of(reader.buffer_position()) };
        let unreadable = |what: &str| Breach::new(BreachKind::Unreadable, what, place.line);
        match reader.read_event() {
            Err(_) => return found.push(unreadable(line.rest())),
            Ok(Event::Eof) => return,
            Ok(Event::Start(tag)) => {
                let Some(name) = element(&tag, place, found) else {
                    return found.push(unreadable(&tag));
                };
                open = matches!(name.as_str(), "script" | "style").then(|| (name, String::new()));
            }
            Ok(Event::Empty(tag)) => {
                if element(&tag, place, found).is_none() {
                    return found.push(unreadable(&tag));
                }
            }
            Ok(Event::End(_)) => {
                if let Some((name, text)) = open.take() {
                    code(&name, &text, place, found);
                }
            }
            Ok(Event::Text(text)) => {
                if let Some((_, code)) = &mut open {
                    code.push_str(&text);
                }
            }
            Ok(Event::CData(text)) => {
                if let Some((_, code)) = &mut open {
                    code.push_str(&text);
                }
            }
            Ok(Event::GeneralRef(name)) => {
                if let Some((_, code)) = &mut open {
                    code.extend(name.resolve_char_ref().ok().flatten());
                    code.push_str(resolve_predefined_entity(&name).unwrap_or_default());
                }
            }
            // Texts that a drawing declares itself can stand for anything, and a style sheet can come from anywhere.
            Ok(Event::DocType(declared)) if declared.contains('[') => {
                return found.push(unreadable("<!DOCTYPE ["));
            }
            Ok(Event::PI(instruction)) if instruction.starts_with("xml-stylesheet") => {
                found.push(Breach::new(BreachKind::Code, &format!("<?{}", &*instruction), place.line));
            }
            Ok(Event::DocType(_) | Event::PI(_) | Event::Comment(_) | Event::Decl(_)) => {}
        }
    }
}

/// Judges the start of an element, and gives its name; `None` where its attributes can't be read.
fn element(tag: &BytesStart<'_>, place: Place<'_>, found: &mut Vec<Breach>) -> Option<String> {
    let name = tag.local_name().as_ref().to_ascii_lowercase();
    let mut attributes = Vec::new();
    for attribute in tag.attributes() {
        let attribute = attribute.ok()?;
        let key = attribute.key;
        // With a prefix there is nothing that browsers follow but these; drawing programs note all kinds of addresses.
        let key = match key.prefix() {
            None => key.as_ref(),
            Some(_) => key.local_name().into_inner(),
        };
        let key = key.to_ascii_lowercase();
        if attribute.key.prefix().is_some() && !matches!(key.as_str(), "href" | "base") {
            continue;
        }
        attributes.push((key, attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0).ok()?));
    }
    let attributes: Vec<markup::TagAttribute<'_>> =
        attributes.iter().map(|(name, value)| (name.as_str(), &**value)).collect();
    markup::element(&name, &attributes, place, found);
    // A drawing by itself has no style but its own.
    found.retain(|breach| breach.kind != BreachKind::Style);
    if name == "script" {
        found.push(Breach::new(BreachKind::Code, "<script>", place.line));
    }
    Some(name)
}

fn code(name: &str, text: &str, place: Place<'_>, found: &mut Vec<Breach>) {
    if name == "style" {
        markup::styled(text, place, found);
    } else {
        markup::scripted(text, place, found);
    }
}

/// The lines of a text, counted on from the last place that was asked for.
struct LineCount<'x> {
    xml: &'x str,
    at: usize,
    line: u32,
}

impl LineCount<'_> {
    /// What follows.
    fn rest(&self) -> &str {
        self.xml.get(self.at..).unwrap_or_default()
    }

    fn of(&mut self, at: u64) -> u32 {
        let at = usize::try_from(at).unwrap_or(usize::MAX).min(self.xml.len());
        let between = self.xml.as_bytes().get(self.at..at).unwrap_or_default();
        let newlines = between.iter().filter(|byte| **byte == b'\n').count();
        self.line = self.line.saturating_add(u32::try_from(newlines).unwrap_or(u32::MAX));
        self.at = at;
        self.line
    }
}

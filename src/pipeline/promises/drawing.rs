//! A drawing, which browsers read as XML: with prefixes of names, and with texts that it declares itself.

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};

use super::breach::{Breach, BreachKind};
use super::markup::{self, LineCount, Place};

/// Everything that a drawing breaks when it is opened by itself.
pub(super) fn breaches(xml: &str, base: &str, found: &mut Vec<Breach>) {
    let mut reader = Reader::from_str(xml);
    let mut line = LineCount::new(xml, 1);
    // The script or style that is open, with its text.
    let mut open: Option<(String, String)> = None;
    loop {
        let place = Place { base, line: line.of(place_in(&reader)) };
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

fn place_in(reader: &Reader<&[u8]>) -> usize {
    usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX)
}

/// Whether browsers show an XML file as a page or a drawing, or run what it names: data they only list.
pub(super) fn is_shown(xml: &str) -> bool {
    let mut reader = Reader::from_str(xml);
    let declares = |tag: &BytesStart<'_>| {
        let mut attributes = tag.attributes();
        let names = attributes.with_checks(false).filter_map(Result::ok).filter(|attribute| {
            let key = attribute.key.as_ref();
            key == "xmlns" || key.starts_with("xmlns:")
        });
        names.into_iter().any(|name| {
            let value = name.normalized_value(quick_xml::XmlVersion::Implicit1_0);
            value.is_ok_and(|value| SHOWN.contains(&&*value))
        })
    };
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag) | Event::Empty(tag)) if declares(&tag) => return true,
            Ok(Event::PI(instruction)) if instruction.starts_with("xml-stylesheet") => return true,
            Ok(Event::DocType(declared)) if declared.contains('[') => return true,
            // Up to there a browser shows it.
            Ok(Event::Eof) | Err(_) => return false,
            Ok(_) => {}
        }
    }
}

/// The names of what browsers show, however an XML file is called.
const SHOWN: [&str; 2] = ["http://www.w3.org/1999/xhtml", "http://www.w3.org/2000/svg"];

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
    let n_before = found.len();
    markup::element(&name, &attributes, place, found);
    // A drawing by itself has no style but its own.
    found.extract_if(n_before.., |breach| breach.kind == BreachKind::Style).for_each(drop);
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

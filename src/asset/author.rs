//! Who made a file, as programs write it into the file where nobody sees it: in the properties of an office file, and in a drawing.

use std::collections::BTreeSet;
use std::io::{Cursor, Read};

use quick_xml::events::Event;
use zip::ZipArchive;

use super::texts::{TextForm, decoded};
use super::xml::reader;
use crate::text::{Diagnostic, Phrase, Rule, Severity, phrase};

/// A property that says who somebody is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum AuthorProperty {
    Author,
    LastSavedBy,
}

impl AuthorProperty {
    /// The property that an element without its prefix holds: those of Word, Excel and PowerPoint, of LibreOffice, and of Inkscape.
    fn of(element: &str) -> Option<Self> {
        match element {
            "creator" | "initial-creator" => Some(Self::Author),
            "lastModifiedBy" => Some(Self::LastSavedBy),
            _ => None,
        }
    }

    /// As programs call it.
    fn name(self) -> Phrase {
        match self {
            Self::Author => phrase!("`auteur`", "`author`"),
            Self::LastSavedBy => phrase!("`laatst opgeslagen door`", "`last saved by`"),
        }
    }
}

/// What to report about a file that says who made it, or saved it last.
pub(super) fn check(name: &str, bytes: &[u8]) -> Option<Diagnostic> {
    let (found, is_drawing) = match TextForm::of(name, bytes)? {
        TextForm::Packed => (of_package(bytes), false),
        TextForm::Drawing => (of_xml(&decoded(bytes)), true),
        TextForm::Table | TextForm::Text => return None,
    };
    let names: Vec<Phrase> = found.into_iter().map(AuthorProperty::name).collect();
    let joined = |name: fn(&Phrase) -> &str, and: &str| names.iter().map(name).collect::<Vec<_>>().join(and);
    let (nl, en) = (joined(|name| name.nl.as_str(), " en "), joined(|name| name.en.as_str(), " and "));
    if names.is_empty() {
        return None;
    }
    let message = phrase!(
        "in de eigenschappen van dit bestand staat een naam, bij {nl}",
        "the properties of this file hold a name, at {en}"
    );
    let hint = if is_drawing {
        phrase!(
            "haal het deel `<metadata>` weg; in Inkscape bewaart u de tekening als `Gewone SVG`",
            "take the part `<metadata>` out; in Inkscape, save the drawing as `Plain SVG`"
        )
    } else {
        phrase!(
            "kies in Word, Excel of PowerPoint Bestand > Info > Controleren op problemen > Document controleren, en in \
             LibreOffice Bestand > Eigenschappen > Eigenschappen herstellen",
            "in Word, Excel or PowerPoint choose File > Info > Check for Issues > Inspect Document, and in LibreOffice \
             File > Properties > Reset Properties"
        )
    };
    let found = Diagnostic::new(Rule::PersonalData, message).hint(hint);
    Some(Diagnostic { severity: Severity::Warning, ..found })
}

/// Where packed files keep their properties: those of Microsoft, and those of LibreOffice.
const PROPERTIES: [&str; 2] = ["docProps/core.xml", "meta.xml"];

fn of_package(bytes: &[u8]) -> BTreeSet<AuthorProperty> {
    /// What properties take at most, unpacked, in bytes.
    const LONGEST: u64 = 1 << 20;
    let mut found = BTreeSet::new();
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else { return found };
    for name in PROPERTIES {
        let Ok(part) = archive.by_name(name) else { continue };
        let mut xml = Vec::new();
        // What was read before anything went wrong is looked at.
        let _ = part.take(LONGEST).read_to_end(&mut xml);
        found.append(&mut of_xml(&decoded(&xml)));
    }
    found
}

/// The properties that hold a name; in a drawing it may lie deeper.
fn of_xml(xml: &str) -> BTreeSet<AuthorProperty> {
    let mut reader = reader(xml);
    let mut found = BTreeSet::new();
    let mut open = None;
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => open = open.or(AuthorProperty::of(tag.local_name().as_ref())),
            Ok(Event::End(tag)) if AuthorProperty::of(tag.local_name().as_ref()).is_some() => open = None,
            Ok(Event::Text(text)) if says_who(&text) => found.extend(open),
            Ok(Event::Eof) | Err(_) => return found,
            Ok(_) => {}
        }
    }
}

/// Whether a text is the name of a person, or of an account that may be a person's: not of a program, and not of an organization.
fn says_who(text: &str) -> bool {
    const NOBODY: [&str; 21] = [
        "microsoft",
        "windows",
        "apache",
        "openpyxl",
        "python",
        "xlsxwriter",
        "libreoffice",
        "openoffice",
        "inkscape",
        "adobe",
        "figma",
        "unknown",
        "onbekend",
        "gebruiker",
        "user",
        "admin",
        "gemeente",
        "redactie",
        "team",
        "stichting",
        "afdeling",
    ];
    let text = text.trim().to_lowercase();
    !text.is_empty() && !NOBODY.iter().any(|word| text.contains(word))
}

#[cfg(test)]
mod tests {
    use super::super::testing::zipped;
    use super::*;

    fn found(name: &str, bytes: &[u8]) -> Option<String> {
        check(name, bytes).map(|found| found.message.en)
    }

    #[test]
    fn a_name_in_the_properties_is_reported_without_it() {
        let core = |author: &str, last: &str| {
            let xml = format!(
                "<cp:coreProperties><dc:creator>{author}</dc:creator><cp:lastModifiedBy>{last}</cp:lastModifiedBy></cp:coreProperties>"
            );
            zipped(&[("docProps/core.xml", &xml)])
        };
        let at = |names: &str| Some(format!("the properties of this file hold a name, at {names}"));
        assert_eq!(found("a.docx", &core("Sanne de Vries", "jansenp")), at("`author` and `last saved by`"));
        assert_eq!(found("a.XLSX", &core("openpyxl", "Sanne de Vries")), at("`last saved by`"));
        assert_eq!(found("a.pptx", &core("Gemeente Voorbeeldstad", " ")), None);
        assert_eq!(found("a.csv", b"naam\nSanne de Vries\n"), None);
        assert_eq!(found("a.docx", b"geen zip"), None);
        let meta = "<office:meta><meta:initial-creator>Sanne</meta:initial-creator><dc:date>2026</dc:date></office:meta>";
        assert_eq!(found("a.odt", &zipped(&[("meta.xml", meta)])), at("`author`"));
    }

    #[test]
    fn a_drawing_says_who_drew_it() {
        let drawing = |who: &str| {
            format!(
                "<svg><metadata><dc:title>Plan</dc:title><dc:creator><cc:Agent>\n<dc:title>{who}</dc:title></cc:Agent></dc:creator></metadata><text>Zij</text></svg>"
            )
        };
        assert!(found("a.svg", drawing("Sanne de Vries").as_bytes()).is_some());
        assert!(found("a.svg", drawing("").as_bytes()).is_none());
        assert!(found("a.svg", drawing("Inkscape").as_bytes()).is_none());
    }
}

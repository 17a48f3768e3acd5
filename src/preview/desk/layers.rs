//! What each layer says of a document, beside what it replaces.

use std::fmt::Write as _;

use crate::compare::{DiffPiece, words};
use crate::document::{Part, Role};
use crate::edition::drift::part_name;
use crate::edition::{DerivedPiece, ResolvedDocument};
use crate::http::pairs;
use crate::preview::html::{escape, file_link, own_page};
use crate::preview::snapshot::Snapshot;
use crate::text::{Location, MessageLanguage, percent, phrase};

/// The page about the document that `query` names. `None` where there is no such document.
pub(in crate::preview) fn layers_page(
    snapshot: &Snapshot,
    query: &str,
    language: MessageLanguage,
) -> Option<String> {
    let (_, id) = pairs(query).find(|(key, _)| key == "document")?;
    let document = snapshot.desk.documents.get(id.as_str())?;
    let title = phrase!("Wat elke laag zegt", "What each layer says");
    let address = escape(&percent::encode_path(&format!(
        "{}{}",
        snapshot.base.as_str(),
        document.outline.id.address()
    )));
    let mut main = format!(
        "<h1>{}</h1><p><a href=\"{address}\">{}</a></p>",
        title.in_language(language),
        escape(document.outline.title())
    );
    main.push_str(&layers(snapshot, document, language));
    Some(own_page(&title, &main, language))
}

fn layers(snapshot: &Snapshot, document: &ResolvedDocument, language: MessageLanguage) -> String {
    let titles = &snapshot.desk.layers;
    let title = |layer: usize| escape(titles.get(layer).map_or("", |layer| layer.title.as_str()));
    let Some(derived) = &document.derived else {
        let alone = phrase!("Dit document is van één laag:", "This document is of one layer:");
        let path = file_link(snapshot, &document.outline.path, None);
        return format!("<p>{} {} {path}</p>", alone.in_language(language), title(document.layer));
    };
    let written = snapshot.desk.config.as_ref().map(|config| config.source_language());
    let mut html = String::new();
    for DerivedPiece { piece, base } in &derived.pieces {
        let outline = &piece.document.outline;
        let what = match piece.role {
            Role::Own => phrase!("het hele document", "the whole document"),
            Role::Overlay => phrase!("wat deze laag anders zegt", "what this layer says otherwise"),
            Role::Translation => phrase!("vertaling", "translation"),
        };
        let _ = write!(
            html,
            "<h2>{}: {} ({})</h2><p>{}</p>",
            title(piece.layer),
            what.in_language(language),
            escape(outline.language.as_str()),
            file_link(snapshot, &outline.path, None)
        );
        let Some(base) = base else { continue };
        let given = outline.given.iter().map(|given| &given.value).filter(|given| given.is_content());
        let fields = given.map(|given| Part::Field(given.name.to_string()));
        let lead = piece.document.has(&Part::Lead).then_some(Part::Lead);
        let sections = piece.document.body.sections.iter().map(|section| Part::Section(section.id.clone()));
        for part in fields.chain(lead).chain(sections) {
            let Some(own) = passage(snapshot, piece.document.place(&part)) else { continue };
            let old = passage(snapshot, base.place(&part));
            let name = written.map_or("", |language| part_name(&part, language));
            let _ = write!(html, "<h3>{}</h3>", escape(name));
            html.push_str(&compared(old.unwrap_or_default(), own));
        }
        let removed: Vec<String> = outline
            .derivation
            .iter()
            .flat_map(|derivation| &derivation.removed)
            .map(|section| escape(&section.value))
            .collect();
        if !removed.is_empty() {
            let label = phrase!("Laat weg:", "Leaves out:");
            let _ = write!(html, "<p>{} {}</p>", label.in_language(language), removed.join(", "));
        }
    }
    html
}

/// The text at a place.
fn passage<'s>(snapshot: &'s Snapshot, place: Option<&Location>) -> Option<&'s str> {
    let place = place?;
    snapshot.sources.get(&place.path)?.text().get(place.span.range())
}

/// Two texts as one: what went struck through, what came underlined.
fn compared(old: &str, new: &str) -> String {
    let mut html = "<p class=\"wijkgids-compared\">".to_owned();
    for piece in words(old.trim(), new.trim()) {
        let _ = match piece {
            DiffPiece::Kept { new, .. } => write!(html, "{}", lines(new)),
            DiffPiece::Removed(text) => write!(html, "<del>{}</del>", lines(text)),
            DiffPiece::Added(text) => write!(html, "<ins>{}</ins>", lines(text)),
        };
    }
    html.push_str("</p>");
    html
}

/// A text with its line ends; everything else that can't be seen is shown.
fn lines(text: &str) -> String {
    text.split('\n').map(escape).collect::<Vec<_>>().join("\n")
}

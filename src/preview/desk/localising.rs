//! Starting a text of one's own from one that a site takes over as it is.

use std::fmt::Write as _;

use crate::edition::ResolvedDocument;
use crate::http::pairs;
use crate::model::KindId;
use crate::preview::addresses::LOCALISE;
use crate::preview::html::{escape, file_link, own_page, prose, sentence};
use crate::preview::snapshot::Snapshot;
use crate::text::{MessageLanguage, Phrase, SourcePath, percent, phrase};

/// Where the starting of a text of one's own has come to.
#[derive(Clone, Copy, Debug)]
pub(in crate::preview) enum LocalisingStep<'s> {
    /// Nobody has asked for it yet, or it was done some time ago.
    Asked,
    /// It was started.
    Started,
    /// It wasn't, for this reason.
    Refused(&'s str),
}

/// The document that `query` names, where a text of one's own can be started from it or was.
pub(in crate::preview) fn document_named<'s>(
    snapshot: &'s Snapshot,
    query: &str,
) -> Option<&'s ResolvedDocument> {
    let (_, id) = pairs(query).find(|(key, _)| key == "document")?;
    let document = snapshot.desk.documents.get(id.as_str())?;
    (snapshot.desk.layers.len() > 1 && document.outline.kind != KindId::PROVISION).then_some(document)
}

/// The button that starts a text of one's own; nothing for a document that the site has one of.
pub(in crate::preview) fn button(document: &ResolvedDocument, language: MessageLanguage) -> String {
    if is_own(document) || document.outline.kind == KindId::PROVISION {
        return String::new();
    }
    let id = percent::encode_value(document.outline.id.as_str());
    format!(
        "<form method=\"post\" action=\"{LOCALISE}?document={id}\"><button type=\"submit\">{}</button></form>",
        name().in_language(language)
    )
}

/// The page on which a text of one's own is started, and found.
pub(in crate::preview) fn localising_page(
    snapshot: &Snapshot,
    document: &ResolvedDocument,
    step: LocalisingStep<'_>,
    language: MessageLanguage,
) -> String {
    let address = format!("{}{}", snapshot.base.as_str(), document.outline.id.address());
    let mut main = format!(
        "<h1>{}</h1><p><a href=\"{}\">{}</a></p>",
        name().in_language(language),
        escape(&percent::encode_path(&address)),
        escape(document.outline.title())
    );
    match step {
        LocalisingStep::Refused(why) => {
            let _ = write!(main, "<p>{}</p>", prose(&sentence(why)));
        }
        LocalisingStep::Asked if !is_own(document) => main.push_str(&button(document, language)),
        LocalisingStep::Asked | LocalisingStep::Started => {
            let path = match step {
                LocalisingStep::Started => SourcePath::new(document.outline.path.local()).ok(),
                _ => Some(document.top_path().clone()),
            };
            let path = path.map(|path| file_link(snapshot, &path, None)).unwrap_or_default();
            let here = phrase!(
                "Wat bij u anders is, schrijft u in dit bestand. Al het andere komt uit het origineel:",
                "Write what differs with you in this file. Everything else comes from the original:"
            );
            let _ = write!(main, "<p>{} {path}</p>", here.in_language(language));
        }
    }
    own_page(&name(), &main, language)
}

fn name() -> Phrase {
    phrase!("Bij ons aanpassen", "Change with us")
}

/// Whether the site has a file of its own of it.
fn is_own(document: &ResolvedDocument) -> bool {
    document.top_path().way().is_empty()
}

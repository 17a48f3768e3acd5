//! The forms that a digest and a manager's summary are written in.

use clap::ValueEnum;

use super::item::SiteDigest;
use super::mail::{MailText, mail};
use super::management::ManagementSummary;
use super::{feed, json, page, text, wording};
use crate::report::printable;
use crate::text::{MessageLanguage, Phrase, phrase};

/// How a digest is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For a terminal.
    #[value(help = "Voor het scherm")]
    Human,
    /// As a mail that opens as a draft.
    #[value(help = "Als mail die als concept opengaat; er wordt niets verstuurd")]
    Eml,
    /// As a page that needs nothing else.
    #[value(help = "Als pagina die verder niets nodig heeft")]
    Html,
    /// As a feed.
    #[value(help = "Als feed, om je op te abonneren")]
    Atom,
    /// For programs.
    #[value(help = "Voor andere programma's")]
    Json,
}

/// A digest in a form; `folder` is what comes before the path of a file on a terminal.
pub(crate) fn written(
    digest: &SiteDigest,
    format: Format,
    folder: &str,
    language: MessageLanguage,
) -> String {
    match format {
        Format::Human => text::text(digest, language, folder),
        Format::Html => page::page(digest, language),
        Format::Atom => feed::feed(digest, language),
        Format::Json => json::json(digest, language),
        Format::Eml => {
            let say = |phrase: Phrase| phrase.in_language(language).to_owned();
            let (subject, day) = (say(wording::title(digest)), digest.day);
            let (greeting, closing) = (say(wording::greeting(digest)), say(wording::closing(digest)));
            let text = format!("{greeting}\n\n{}\n\n{closing}", text::text(digest, language, ""));
            let html = page::letter(digest, language);
            mail(&MailText { subject: &printable(&subject), day, text: &text, html: &html }, language)
        }
    }
}

/// The summary for a manager in a form.
///
/// # Errors
///
/// When there is no such form of it: figures of half a year are no news.
pub(crate) fn management(
    summary: &ManagementSummary,
    format: Format,
    language: MessageLanguage,
) -> Result<String, Phrase> {
    Ok(match format {
        Format::Human => text::management(summary, language),
        Format::Html => page::management(summary, language),
        Format::Json => serde_json::to_string_pretty(summary).expect("texts and numbers are JSON"),
        Format::Eml => {
            let subject = wording::management_title(&summary.title);
            let subject = printable(subject.in_language(language));
            let text = text::management(summary, language);
            let html = page::management(summary, language);
            mail(&MailText { subject: &subject, day: summary.day, text: &text, html: &html }, language)
        }
        Format::Atom => {
            return Err(phrase!(
                "van het overzicht voor een manager is er geen feed; kies `html`, `eml`, `json` of `human`",
                "there is no feed of the summary for a manager; choose `html`, `eml`, `json` or `human`"
            ));
        }
    })
}

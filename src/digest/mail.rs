//! A text and a page as one mail (RFC 5322), to be opened as a draft. Nothing is sent, and it says neither from whom nor to whom it
//! is: the program that opens it knows the one, and whoever sends it the other.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use mail_builder::headers::content_type::ContentType;
use mail_builder::headers::date;
use mail_builder::headers::raw::Raw;
use mail_builder::headers::text::Text;
use mail_builder::mime::MimePart;

use crate::text::{Digest, MessageLanguage};

/// What a mail consists of.
pub(super) struct MailText<'m> {
    pub(super) subject: &'m str,
    pub(super) day: Date,
    pub(super) text: &'m str,
    pub(super) html: &'m str,
}

/// The mail. The same in gives the same bytes: it has no hour, no name of a machine, and its boundary comes from what it says.
pub(super) fn mail(mail: &MailText<'_>, language: MessageLanguage) -> String {
    let MailText { subject, day, text, html } = mail;
    let digest = Digest::of_bytes([text.as_bytes(), html.as_bytes()].concat().as_slice());
    // `=_` can't come out of quoted-printable, and not out of base64.
    let boundary = format!("=_wijkgids_{digest}");
    let midnight = day.to_zoned(TimeZone::UTC).map_or(0, |day| day.timestamp().as_second());
    let part = |kind: &'static str, text: &str| {
        let content = ContentType::new(kind).attribute("charset", "utf-8");
        MimePart::new(content, format!("{}\n", text.trim_end())).language(language.tag())
    };
    let parts = vec![part("text/plain", text), part("text/html", html)];
    let mut bytes = Vec::new();
    MimePart::new(ContentType::new("multipart/alternative").attribute("boundary", boundary), parts)
        .header("MIME-Version", Raw::new("1.0"))
        .header("Date", date::Date::new(midnight))
        .header("Subject", Text::new(*subject))
        // Outlook and others open it as a draft.
        .header("X-Unsent", Raw::new("1"))
        .write_part(&mut bytes);
    String::from_utf8(bytes).expect("texts are UTF-8, and everything else is ASCII")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mail_has_short_lines_of_ascii_that_end_as_they_have_to() {
        let long = format!("{} één\n.\nFrom hier\n-- \n", "woord ".repeat(400));
        let html = format!("<p>{long}</p>");
        let written = || {
            let day = Date::constant(2026, 12, 1);
            let subject = "Wijkgids “Voorbeeldstad”: ça va, \r\nBcc: iedereen@example.com";
            mail(&MailText { subject, day, text: &long, html: &html }, MessageLanguage::Nl)
        };
        let text = written();
        assert!(text.is_ascii());
        let lines: Vec<&str> = text.split("\r\n").collect();
        assert!(lines.iter().all(|line| line.len() <= 998 && !line.contains(['\r', '\n'])), "{text}");
        let (head, _) = text.split_once("\r\n\r\n").expect("a head and a body");
        assert!(
            head.contains("X-Unsent: 1") && head.contains("Date: Tue, 1 Dec 2026 00:00:00 +0000"),
            "{head}"
        );
        assert!(!head.lines().any(|line| line.starts_with("Bcc")), "{head}");
        assert_eq!(text, written());
    }
}

//! Where a source or a fact can be looked up: on the web, in case law, in a law.

use jiff::civil::Date;

use crate::data::{Fields, Read};
use crate::model::keys;
use crate::text::{Location, Rule, phrase};

/// Where something can be looked up; all of it may be left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Citation {
    /// Its web address, complete.
    pub address: Option<Written>,
    /// The day on which somebody read it there.
    pub read_on: Option<Date>,
    /// The identifier of a Dutch judgment, such as `ECLI:NL:CRVB:2023:123`.
    pub ecli: Option<Written>,
    /// Where in a law or a text, such as `artikel 2.3.5, derde lid`.
    pub article: Option<String>,
}

/// A text that was written somewhere.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Written {
    /// The text.
    pub text: String,
    /// Where it stands.
    pub at: Location,
}

/// Where judgments are published, before their identifier.
const JUDGMENTS: &str = "https://deeplink.rechtspraak.nl/uitspraak?id=";

impl Citation {
    /// Reads what a source or a fact says of it.
    pub(super) fn read(fields: &mut Fields<'_>) -> Self {
        Self {
            address: address(fields),
            read_on: fields.date(keys::READ_ON).map(|date| date.value),
            ecli: ecli(fields),
            article: fields.text(keys::ARTICLE).map(|article| article.value),
        }
    }

    /// Whether nothing is known of it.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The address of the judgment.
    pub fn judgment(&self) -> Option<String> {
        self.ecli.as_ref().map(|ecli| format!("{JUDGMENTS}{}", ecli.text))
    }

    /// Every web address, with where it was written.
    pub fn addresses(&self) -> impl Iterator<Item = (String, &Location)> {
        let address = self.address.iter().map(|address| (address.text.clone(), &address.at));
        address.chain(self.judgment().zip(self.ecli.as_ref().map(|ecli| &ecli.at)))
    }
}

fn address(fields: &mut Fields<'_>) -> Option<Written> {
    let Read { value: text, span } = fields.text(keys::ADDRESS)?;
    if !is_address(&text) {
        fields.report(
            Rule::WrongType,
            span,
            phrase!("`{text}` is geen volledig webadres", "`{text}` isn't a complete web address"),
            phrase!("begin met `https://`", "start with `https://`"),
        );
        return None;
    }
    Some(Written { text, at: Location::new(fields.path().clone(), span) })
}

/// Whether a text is a web address as a whole; other than that of a site it may have a query and a fragment.
fn is_address(text: &str) -> bool {
    let Some(rest) = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")) else {
        return false;
    };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let is_host = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b':');
    let is_odd = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '"' | '<' | '>' | '\\');
    host.contains('.') && host.bytes().all(is_host) && !text.contains(is_odd)
}

fn ecli(fields: &mut Fields<'_>) -> Option<Written> {
    let Read { value: text, span } = fields.text(keys::ECLI)?;
    let text = text.to_ascii_uppercase();
    if !is_ecli(&text) {
        fields.report(
            Rule::WrongType,
            span,
            phrase!(
                "`{text}` is geen ECLI van een Nederlandse uitspraak",
                "`{text}` isn't the ECLI of a Dutch judgment"
            ),
            phrase!(
                "neem over wat rechtspraak.nl erboven zet, zoals `ECLI:NL:CRVB:2023:123`",
                "copy what rechtspraak.nl puts above it, such as `ECLI:NL:CRVB:2023:123`"
            ),
        );
        return None;
    }
    Some(Written { text, at: Location::new(fields.path().clone(), span) })
}

/// Whether a text is the identifier of a Dutch judgment: the court, the year and a number.
fn is_ecli(text: &str) -> bool {
    let parts: Vec<&str> = text.split(':').collect();
    let ["ECLI", "NL", court, year, number] = parts[..] else { return false };
    let is_plain = |part: &str, most: usize| {
        (1..=most).contains(&part.len())
            && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'.')
    };
    is_plain(court, 7)
        && year.len() == 4
        && year.bytes().all(|byte| byte.is_ascii_digit())
        && is_plain(number, 25)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_whole() {
        for good in [
            "https://wetten.overheid.nl/BWBR0035362/2025-01-01#Hoofdstuk2",
            "http://a.nl",
            "https://a.nl/?x=1&y=é",
        ] {
            assert!(is_address(good), "{good}");
        }
        for bad in [
            "a.nl",
            "https://",
            "https://a",
            "javascript:alert(1)",
            "https://u@a.nl/",
            "https://a.nl/ b",
            "https://a.nl/\"x",
        ] {
            assert!(!is_address(bad), "{bad}");
        }
    }

    #[test]
    fn an_ecli_is_that_of_a_dutch_court() {
        for good in ["ECLI:NL:CRVB:2023:123", "ECLI:NL:RBDHA:2015:16325"] {
            assert!(is_ecli(good), "{good}");
        }
        for bad in [
            "ECLI:EU:C:2013:428",
            "NL:CRVB:2023:123",
            "ECLI:NL:CRVB:23:1",
            "ECLI:NL:CRVB:2023:",
            "ECLI:NL:CRVB:2023:1&x",
        ] {
            assert!(!is_ecli(bad), "{bad}");
        }
    }
}

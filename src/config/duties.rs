//! What a municipality has to publish about its site.

use jiff::civil::Date;

use crate::data::Read;
use crate::text::Location;

/// What a municipality has to publish about its site. Each is absent until somebody fills it in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Duties {
    /// The accessibility statement (Besluit digitale toegankelijkheid overheid).
    pub accessibility: Option<AccessibilityStatement>,
    /// Where somebody reports a weakness (RFC 9116, `security.txt`).
    pub security: Option<SecurityContact>,
    /// The document that says what becomes of readers' data, by its id.
    pub privacy: Option<Read<String>>,
    /// Where they are asked for in the configuration, if they are at all.
    pub at: Option<Location>,
}

impl Duties {
    /// Where readers are asked to write or call.
    pub fn contacts(&self) -> impl Iterator<Item = &str> {
        let accessibility = self.accessibility.iter().map(|statement| &statement.contact);
        let security = self.security.iter().flat_map(|security| &security.contact);
        accessibility.chain(security).map(String::as_str)
    }
}

/// The accessibility statement of a site.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct AccessibilityStatement {
    /// Its page in the register, toegankelijkheidsverklaring.nl.
    pub register: String,
    /// How far the site has come.
    pub status: ConformanceStatus,
    /// When that was judged.
    pub date: Date,
    /// Where somebody reports a problem: an e-mail address.
    pub contact: String,
    /// The function that answers for it.
    pub responsible: Option<String>,
}

/// How far a site has come, as the register has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ConformanceStatus {
    /// It complies, and that was shown.
    A,
    /// It complies in part, and that was shown.
    B,
    /// First measures were taken.
    C,
    /// It doesn't comply.
    D,
    /// Nobody has looked.
    E,
}

impl ConformanceStatus {
    /// Every status with its letter.
    pub(crate) const ALL: [(&str, Self); 5] =
        [("A", Self::A), ("B", Self::B), ("C", Self::C), ("D", Self::D), ("E", Self::E)];

    /// Its letter, in lower case.
    pub fn name(self) -> &'static str {
        match self {
            Self::A => "a",
            Self::B => "b",
            Self::C => "c",
            Self::D => "d",
            Self::E => "e",
        }
    }
}

/// What `security.txt` says.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SecurityContact {
    /// Where to report, most wanted first; each a URI.
    pub contact: Vec<String>,
    /// Until when it holds.
    pub expires: Read<Date>,
    /// The languages that reports may be in.
    pub languages: Vec<String>,
    /// How reports are dealt with; a URI.
    pub policy: Option<String>,
    /// Who is thanked; a URI.
    pub acknowledgments: Option<String>,
}

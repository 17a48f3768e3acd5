//! What a file makes a browser fetch from others, or run.

/// How much of what breaks something is shown, in characters.
const SHOWN: usize = 120;

/// What a file breaks, at a place of it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::pipeline) struct Breach {
    pub(super) kind: BreachKind,
    /// The address, or the start of the code, as it is shown.
    pub(super) what: String,
    /// 1-based; for a page, the line of the page as it is published.
    pub(super) line: u32,
}

/// In which way a file breaks something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum BreachKind {
    /// A browser asks somebody else.
    Fetch,
    /// A browser runs code that stands in no script of the site.
    Code,
    /// A page says itself what it looks like.
    Style,
    /// It can't be read to its end, so nothing is known of the rest.
    Unreadable,
    /// A script names an address of others.
    Mention,
}

impl Breach {
    /// One of this kind. `line` is 1-based.
    pub(super) fn new(kind: BreachKind, what: &str, line: u32) -> Self {
        Self { kind, what: Self::shown(what), line }
    }

    /// A piece of a file, as it is shown.
    pub(super) fn shown(what: &str) -> String {
        let what = what.trim().chars().take(SHOWN);
        what.map(|c| if c.is_whitespace() || c.is_control() { ' ' } else { c }).collect()
    }
}

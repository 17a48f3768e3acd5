//! What an element makes a browser fetch or run, by its name and its attributes. Attributes whose value is text are known;
//! every other is read as an address, so that one that nobody has heard of here can't lead away from the site.

use super::address::{Destination, destination};
use super::breach::{Breach, BreachKind};
use super::script::{self, Use};
use super::style;

/// Attributes that hold text, names or numbers, whatever element has them; besides `data-…` and `aria-…`.
const TEXTS: [&str; 49] = [
    "about",
    "abbr",
    "accept",
    "accept-charset",
    "accesskey",
    "alt",
    "charset",
    "cite",
    "class",
    "content",
    "d",
    "datatype",
    "datetime",
    "dirname",
    "download",
    "for",
    "headers",
    "id",
    "integrity",
    "inputmode",
    "itemid",
    "itemprop",
    "itemref",
    "itemtype",
    "label",
    "lang",
    "longdesc",
    "media",
    "name",
    "nonce",
    "pattern",
    "placeholder",
    "points",
    "prefix",
    "property",
    "rel",
    "resource",
    "role",
    "sizes",
    "slot",
    "srclang",
    "summary",
    "title",
    "transform",
    "type",
    "typeof",
    "value",
    "viewbox",
    "vocab",
];

/// What a `link` can be without a browser fetching it by itself.
const NAMED_LINKS: [&str; 18] = [
    "alternate",
    "author",
    "bookmark",
    "canonical",
    "help",
    "home",
    "license",
    "me",
    "next",
    "nofollow",
    "noopener",
    "noreferrer",
    "prev",
    "privacy-policy",
    "shortlink",
    "tag",
    "terms-of-service",
    "up",
];

/// The elements that show pictures, sound or films, which may stand in the address itself: they run nothing.
const MEDIA: [&str; 8] = ["img", "image", "source", "video", "audio", "track", "input", "feimage"];

/// An attribute: its name in lower case, without a prefix, and its value.
pub(super) type TagAttribute<'a> = (&'a str, &'a str);

/// What is known where an element stands.
#[derive(Clone, Copy)]
pub(super) struct Place<'p> {
    /// The address of the site.
    pub(super) base: &'p str,
    /// 1-based.
    pub(super) line: u32,
}

/// Reports what the start of an element breaks. `name` is in lower case, without a prefix.
pub(super) fn element(
    name: &str,
    attributes: &[TagAttribute<'_>],
    place: Place<'_>,
    found: &mut Vec<Breach>,
) {
    let value = |wanted: &str| attributes.iter().find(|(name, _)| *name == wanted).map(|(_, value)| *value);
    let names_itself = name == "link"
        && value("rel")
            .unwrap_or_default()
            .split_whitespace()
            .all(|rel| NAMED_LINKS.iter().any(|known| known.eq_ignore_ascii_case(rel)));
    let is_followed = matches!(name, "a" | "area") || names_itself;
    for (attribute, value) in attributes {
        let mut report = |kind, what: &str| found.push(Breach::new(kind, what, place.line));
        match *attribute {
            "style" => {
                report(BreachKind::Style, &format!("style=\"{value}\""));
                styled(value, place, found);
            }
            "attributename" if is_run_when_animated(value) => {
                report(BreachKind::Code, &format!("attributeName=\"{value}\""));
            }
            "content" if name == "meta" && attributes.iter().any(|(name, value)| is_refresh(name, value)) => {
                let address = refreshed(value);
                judge(name, address, address, place, found);
            }
            handler if handler.len() > 2 && handler.starts_with("on") => {
                report(BreachKind::Code, &format!("{handler}=\"{value}\""));
            }
            "href" if is_followed => {
                if destination(value, place.base) == Destination::Code {
                    report(BreachKind::Code, value);
                }
            }
            // Read as a page of its own by whoever reads the page.
            "srcdoc" => {}
            text if TEXTS.contains(&text) || text.starts_with("data-") || text.starts_with("aria-") => {}
            space if space.starts_with("xmlns") => {}
            _ => addresses(name, value, place, found),
        }
    }
}

/// Whether a drawing can change this attribute into one that runs something.
fn is_run_when_animated(attribute: &str) -> bool {
    let attribute = attribute.trim().to_ascii_lowercase();
    let local = attribute.rsplit(':').next().unwrap_or_default();
    matches!(local, "href" | "src" | "style") || local.starts_with("on")
}

fn is_refresh(name: &str, value: &str) -> bool {
    name == "http-equiv" && value.trim().eq_ignore_ascii_case("refresh")
}

/// The address in the `content` of a `meta` that goes on to another page (HTML Standard, "shared declarative refresh steps").
fn refreshed(content: &str) -> &str {
    let rest = content.trim_start().trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let rest = rest.trim_start().trim_start_matches([';', ',']).trim_start();
    let rest = match rest.get(..3).filter(|start| start.eq_ignore_ascii_case("url")) {
        Some(_) => match rest[3..].trim_start().strip_prefix('=') {
            Some(address) => address.trim_start(),
            None => rest,
        },
        None => rest,
    };
    match rest.chars().next().filter(|c| matches!(c, '"' | '\'')) {
        Some(quote) => rest[1..].split(quote).next().unwrap_or_default(),
        None => rest,
    }
}

/// Every address that the value of an attribute could hold: itself, one of a list with spaces or commas, one in a style.
fn addresses(name: &str, value: &str, place: Place<'_>, found: &mut Vec<Breach>) {
    judge(name, value, value, place, found);
    let is_list = value.contains(|c: char| c.is_ascii_whitespace() || c == ',');
    if is_list && found.last().is_none_or(|last| last.what != Breach::shown(value)) {
        for word in value.split_ascii_whitespace() {
            // There are commas in it that part nothing.
            if destination(word, place.base) == Destination::Data {
                continue;
            }
            for address in word.split(',') {
                judge(name, address, address, place, found);
            }
        }
    }
    if value.contains('(') {
        styled(value, place, found);
    }
}

fn judge(name: &str, address: &str, shown: &str, place: Place<'_>, found: &mut Vec<Breach>) {
    let kind = match destination(address, place.base) {
        Destination::Own => return,
        Destination::Foreign => BreachKind::Fetch,
        Destination::Data if MEDIA.contains(&name) => return,
        Destination::Code | Destination::Data => BreachKind::Code,
    };
    found.push(Breach::new(kind, shown, place.line));
}

/// Reports whom a style asks.
pub(super) fn styled(css: &str, place: Place<'_>, found: &mut Vec<Breach>) {
    let is_read = style::addresses(css, |address, line| {
        if destination(address, place.base) == Destination::Foreign {
            found.push(Breach::new(BreachKind::Fetch, address, place.line + line));
        }
    });
    if !is_read {
        found.push(Breach::new(BreachKind::Unreadable, css, place.line));
    }
}

/// Reports whom a script asks or names.
pub(super) fn scripted(script: &str, place: Place<'_>, found: &mut Vec<Breach>) {
    let mut line = LineCount::new(script, place.line);
    script::addresses(script, place.base, |address, of, at| {
        let kind = match of {
            Use::Fetches => BreachKind::Fetch,
            Use::Names => BreachKind::Mention,
        };
        found.push(Breach::new(kind, address, line.of(at)));
    });
}

/// The lines of a text, counted on from the last place that was asked for.
pub(super) struct LineCount<'t> {
    text: &'t str,
    at: usize,
    line: u32,
}

impl<'t> LineCount<'t> {
    /// Of a text that begins on a line.
    pub(super) fn new(text: &'t str, line: u32) -> Self {
        Self { text, at: 0, line }
    }

    /// What follows.
    pub(super) fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// That of a place, which doesn't lie before the last one.
    pub(super) fn of(&mut self, at: usize) -> u32 {
        let at = at.min(self.text.len());
        let between = self.text.as_bytes().get(self.at..at).unwrap_or_default();
        let newlines = memchr::memchr_iter(b'\n', between).count();
        self.line = self.line.saturating_add(u32::try_from(newlines).unwrap_or(u32::MAX));
        self.at = at;
        self.line
    }
}

/// Whether a `script` of this type is data for other scripts. What browsers run has one of a few types; every other, such as
/// `application/ld+json`, they pass over.
pub(super) fn is_data(kind: Option<&str>) -> bool {
    let kind = kind.unwrap_or_default().split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let runs = ["", "module", "importmap", "speculationrules"].contains(&&*kind);
    !runs && !["javascript", "ecmascript", "jscript", "livescript"].iter().any(|name| kind.contains(name))
}

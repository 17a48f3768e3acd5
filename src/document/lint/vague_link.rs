//! `vague-link`: links whose text doesn't say where they lead.

use crate::document::tree::{Edge, TextNode, TextTree};
use crate::document::{Link, LinkWords};
use crate::text::{Diagnostic, Rule, phrase};

/// What says nothing by itself, in lower case.
const VAGUE: [&str; 37] = [
    "de website",
    "deze link",
    "deze pagina",
    "deze site",
    "deze website",
    "deze bladzijde",
    "die pagina",
    "de site",
    "site",
    "website",
    "ga naar",
    "ga verder",
    "hier",
    "klik",
    "klik hier",
    "kijk hier",
    "lees hier",
    "lees hier meer",
    "lees hier verder",
    "lees meer",
    "lees verder",
    "link",
    "meer",
    "meer info",
    "meer informatie",
    "meer lezen",
    "verder lezen",
    "click",
    "click here",
    "here",
    "learn more",
    "more",
    "more info",
    "more information",
    "read more",
    "this link",
    "this page",
];

/// How texts begin that say where to click, and then perhaps for what.
const BEGINNINGS: [&str; 4] = ["klik hier ", "via deze link", "op deze link", "click here "];

/// Reports links whose text says nothing.
pub(in crate::document) fn check(tree: &TextTree, diagnostics: &mut Vec<Diagnostic>) {
    let mut open: Option<(usize, &Link, String)> = None;
    for edge in tree.walk() {
        match (edge, &mut open) {
            (Edge::Start(TextNode { link: Some(link), idx, .. }), None) if has_text(link) => {
                open = Some((idx, link, String::new()));
            }
            (Edge::Leaf(node), Some((.., text))) => text.push_str(&node.words()),
            (Edge::End(node), Some((idx, link, text))) if node.idx == *idx => {
                diagnostics.extend(diagnostic(text).map(|diagnostic| diagnostic.at(link.at.clone())));
                open = None;
            }
            _ => {}
        }
    }
}

fn diagnostic(text: &str) -> Option<Diagnostic> {
    let bare = text.trim().trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let is_address = ["http://", "https://", "www."].iter().any(|start| bare.starts_with(start));
    // What follows may say more, but whoever hears links alone hears this first of each.
    let begins = BEGINNINGS.iter().any(|beginning| bare.starts_with(beginning));
    let (message, hint) = if begins || VAGUE.contains(&bare.as_str()) {
        (
            phrase!(
                "`{text}` zegt niet waar deze link heen leidt",
                "`{text}` doesn't say where this link leads"
            ),
            phrase!(
                "noem in de link zelf wat de lezer daar vindt, zoals `[hulp aanvragen](…)`",
                "name in the link itself what the reader finds there, as in `[asking for help](…)`"
            ),
        )
    } else if is_address && !bare.contains(char::is_whitespace) {
        (
            phrase!(
                "deze link heeft een webadres als tekst; dat wordt letter voor letter voorgelezen",
                "this link has a web address for its text; that is read aloud letter by letter"
            ),
            phrase!(
                "noem de organisatie of de bladzijde: `[Humanitas](…)`",
                "name the organization or the page: `[Humanitas](…)`"
            ),
        )
    } else {
        return None;
    };
    Some(Diagnostic::new(Rule::VagueLink, message).hint(hint))
}

/// The text of the others is an address of mail, or the title of what they lead to.
fn has_text(link: &Link) -> bool {
    matches!(link.words, LinkWords::Own | LinkWords::Address)
}

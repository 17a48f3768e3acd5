//! HTML in a text that is no Markdown: readers see its codes as they were typed.

use crate::text::{Phrase, phrase};

/// The elements that texts have in them which were made for a page, or copied from one. `<naam>` is none.
const ELEMENTS: [&str; 61] = [
    "a",
    "abbr",
    "article",
    "audio",
    "b",
    "big",
    "blockquote",
    "body",
    "br",
    "button",
    "center",
    "cite",
    "code",
    "dd",
    "del",
    "div",
    "dl",
    "dt",
    "em",
    "font",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "html",
    "i",
    "iframe",
    "img",
    "input",
    "ins",
    "label",
    "li",
    "link",
    "mark",
    "meta",
    "ol",
    "p",
    "pre",
    "s",
    "script",
    "section",
    "small",
    "span",
    "strong",
    "style",
    "sub",
    "sup",
    "svg",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "u",
    "ul",
    "video",
];

/// The first tag or comment of HTML in a text; `1 < 2` and `<https://…>` are none. Costs a look at each byte.
pub(crate) fn html_in(text: &str) -> Option<&str> {
    memchr::memchr_iter(b'<', text.as_bytes()).find_map(|at| {
        let rest = &text[at..];
        if rest.starts_with("<!--") {
            return rest.get(..4);
        }
        let name = rest[1..].strip_prefix('/').unwrap_or(&rest[1..]);
        let behind = name.trim_start_matches(|c: char| c.is_ascii_alphanumeric());
        let name = &name[..name.len() - behind.len()];
        let is_tag = behind.starts_with(|c: char| c.is_whitespace() || matches!(c, '/' | '>'))
            && ELEMENTS.iter().any(|element| element.eq_ignore_ascii_case(name));
        let end = memchr::memchr2(b'<', b'>', behind.as_bytes()).filter(|_| is_tag)?;
        let close = rest.len() - behind.len() + end;
        (rest.as_bytes()[close] == b'>').then(|| &rest[..=close])
    })
}

/// What to report about HTML in a text, and what to do.
pub(super) fn phrases(html: &str) -> (Phrase, Phrase) {
    /// The most that is shown of it, in characters.
    const SHOWN: usize = 40;
    let shown: String = html.chars().take(SHOWN).collect();
    (
        phrase!(
            "in deze tekst staat de HTML-code `{shown}`, en lezers zien die zo staan",
            "this text holds the HTML `{shown}`, which readers see as it is"
        ),
        phrase!(
            "haal zulke codes weg: opmaak kan in deze tekst niet",
            "take such codes out: this text can't be formatted"
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_a_page_is_made_of_is_a_tag() {
        for (text, html) in [
            ("Bel <b>vandaag</b>", Some("<b>")),
            ("1 < 2, en <a href=\"x\">hier</a>", Some("<a href=\"x\">")),
            ("Eerst</p>dan", Some("</p>")),
            ("regel<br/>regel", Some("<br/>")),
            ("a <!-- b -->", Some("<!--")),
            ("kinderen <18 jaar, ouderen >65", None),
            ("a <b en <I> d", Some("<I>")),
            ("het team <Noord> & <naam>", None),
            ("<https://stad.example> en <info@stad.example>", None),
            ("<", None),
            ("</", None),
            ("<b", None),
            ("<é>", None),
            ("", None),
        ] {
            assert_eq!(html_in(text), html, "{text}");
        }
    }
}

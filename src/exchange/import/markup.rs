//! Texts that come out of a system for websites → texts as people read them: without tags, and with `&nbsp;` as what it stands for.

use html5gum::{Token, Tokenizer};

use crate::data::html_in;

/// A text without its HTML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct WithoutMarkup {
    pub(super) text: String,
    /// Whether something is gone that nobody can read in the text: a picture, a form, a script.
    pub(super) is_less: bool,
}

/// How often a text is looked at again: what was pasted into such a system is often written as text of HTML in HTML.
const ROUNDS: usize = 3;

/// The elements that begin on a line of their own.
const BLOCKS: [&str; 20] = [
    "p",
    "div",
    "br",
    "li",
    "ul",
    "ol",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "tr",
    "table",
    "blockquote",
    "section",
    "article",
    "dt",
    "dd",
    "hr",
];
/// Those that show what isn't text.
const OTHER: [&str; 10] =
    ["img", "iframe", "script", "style", "video", "audio", "form", "input", "button", "svg"];

/// A text without its HTML; `None` where it has none.
pub(super) fn without_markup(text: &str) -> Option<WithoutMarkup> {
    let mut found = has_markup(text).then(|| read(text))?;
    for _ in 1..ROUNDS {
        if !has_markup(&found.text) {
            break;
        }
        let again = read(&found.text);
        found = WithoutMarkup { is_less: found.is_less || again.is_less, ..again };
    }
    Some(found)
}

/// Whether a text has a tag or the name of a sign in it. `1 < 2` and `R&D` are no HTML.
fn has_markup(text: &str) -> bool {
    let is_sign = |rest: &str| {
        let end = rest.find(';').filter(|end| (2..=10).contains(end));
        let name = end.map(|end| &rest[..end]);
        name.is_some_and(|name| {
            name.strip_prefix('#').unwrap_or(name).bytes().all(|byte| byte.is_ascii_alphanumeric())
        })
    };
    html_in(text).is_some() || text.split('&').skip(1).any(is_sign)
}

fn read(text: &str) -> WithoutMarkup {
    let (mut plain, mut is_less) = (String::new(), false);
    // The address of a link that is open, and where its text starts.
    let mut link: Option<(String, usize)> = None;
    let mut hidden: Option<String> = None;
    for token in Tokenizer::new(text) {
        let Ok(token) = token;
        match token {
            Token::String(text) if hidden.is_none() => plain.push_str(&String::from_utf8_lossy(&text.value)),
            Token::StartTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                if BLOCKS.contains(&name.as_str()) {
                    plain.push('\n');
                }
                is_less |= OTHER.contains(&name.as_str());
                if matches!(name.as_str(), "script" | "style") {
                    hidden.get_or_insert(name.clone());
                }
                if matches!(name.as_str(), "td" | "th") {
                    plain.push(' ');
                }
                let address = tag.attributes.get(&b"href"[..]).filter(|_| name == "a");
                if let Some(address) = address {
                    link = Some((String::from_utf8_lossy(&address.value).trim().to_owned(), plain.len()));
                }
            }
            Token::EndTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                if BLOCKS.contains(&name.as_str()) {
                    plain.push('\n');
                }
                if hidden.as_ref() == Some(&name) {
                    hidden = None;
                }
                if let Some((address, start)) = link.take_if(|_| name == "a") {
                    let shown = address.trim_start_matches("mailto:").trim_start_matches("tel:");
                    let said = plain.get(start..).unwrap_or_default().trim();
                    if !same_address(said, shown) && !shown.starts_with('#') && !shown.is_empty() {
                        plain.push_str(&format!(" ({shown})"));
                    }
                }
            }
            _ => {}
        }
    }
    let lines = plain.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    let lines: Vec<String> = lines.filter(|line| !line.is_empty()).collect();
    WithoutMarkup { text: lines.join("\n"), is_less }
}

/// Whether a text says the address that it leads to.
fn same_address(said: &str, address: &str) -> bool {
    let bare = |text: &str| {
        let text =
            text.trim_start_matches("https://").trim_start_matches("http://").trim_start_matches("www.");
        text.trim_end_matches('/').chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase()
    };
    bare(said) == bare(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_and_names_of_signs_are_gone() {
        for (html, text) in [
            ("<p>Elke week&nbsp;praten &amp; luisteren.</p>", "Elke week praten & luisteren."),
            ("<p>Eten</p><p>en drinken</p>", "Eten\nen drinken"),
            ("Soep<br/>brood<BR>koffie", "Soep\nbrood\nkoffie"),
            ("<ul><li>Een</li><li>Twee</li></ul>", "Een\nTwee"),
            ("Caf&eacute; &#8364; 5 &euro; 6", "Café € 5 € 6"),
            ("&lt;p&gt;Dubbel &amp;amp; dwars&lt;/p&gt;", "Dubbel & dwars"),
            ("Zie <a href=\"https://www.stad.example/\">stad.example</a>", "Zie stad.example"),
            ("<a href='https://stad.example/x'>Meer</a>.", "Meer (https://stad.example/x)."),
            ("<a href=\"mailto:info@stad.example\">info@stad.example</a>", "info@stad.example"),
            ("<strong>Let op</strong>: <span style='x'>dicht</span>", "Let op: dicht"),
        ] {
            let expected = WithoutMarkup { text: text.to_owned(), is_less: false };
            assert_eq!(without_markup(html), Some(expected), "{html}");
        }
        for text in
            ["", "1 < 2 en 3 > 2", "R&D", "Eten & drinken; thee", "Tot < 18 jaar", "a <naam> b", "x &; y"]
        {
            assert_eq!(without_markup(text), None, "{text}");
        }
        for html in ["<img src=x>Soep", "Soep<script>alert('<p>')</script>", "Soep<style>p{}</style>"] {
            let expected = WithoutMarkup { text: "Soep".to_owned(), is_less: true };
            assert_eq!(without_markup(html), Some(expected), "{html}");
        }
    }
}

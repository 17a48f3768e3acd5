//! What a rule does and why, for whoever it spoke to.

use std::fmt::Write as _;

use crate::preview::addresses::RULES;
use crate::preview::html::{escape, own_page, prose};
use crate::text::{MessageLanguage, Phrase, Rule};

/// The explanation of the rule that a path names. `None` where there is no such rule.
pub(in crate::preview) fn rule_page(path: &str, language: MessageLanguage) -> Option<String> {
    let rule = Rule::named(path.strip_prefix(RULES)?.trim_end_matches('/'))?;
    let name = rule.name();
    let main = format!("<h1>{name}</h1>{}", html(rule.explanation(language)));
    Some(own_page(&Phrase { nl: name.to_owned(), en: name.to_owned() }, &main, language))
}

/// An explanation as HTML. It is made of headings, paragraphs, lists and code, and nothing else: it is our own.
fn html(explanation: &str) -> String {
    let mut html = String::new();
    let mut is_code = false;
    for block in explanation.split("```") {
        if is_code {
            let code = block.split_once('\n').map_or(block, |(_, code)| code);
            let _ = write!(html, "<pre class=\"wijkgids-line\" tabindex=\"0\">{}</pre>", code_lines(code));
        } else {
            block.trim().split("\n\n").filter(|part| !part.trim().is_empty()).for_each(|part| {
                html.push_str(&paragraph(part.trim()));
            });
        }
        is_code = !is_code;
    }
    html
}

fn paragraph(text: &str) -> String {
    if let Some(heading) = text.strip_prefix("## ") {
        return format!("<h2>{}</h2>", prose(heading));
    }
    if text.starts_with("- ") {
        let items = text.strip_prefix("- ").unwrap_or(text).split("\n- ");
        let items: Vec<String> =
            items.map(|item| format!("<li>{}</li>", prose(&item.replace('\n', " ")))).collect();
        return format!("<ul>{}</ul>", items.join(""));
    }
    format!("<p>{}</p>", prose(&text.replace('\n', " ")))
}

fn code_lines(code: &str) -> String {
    code.trim_end().split('\n').map(escape).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_explanation_becomes_a_page() {
        for rule in Rule::ALL {
            for language in [MessageLanguage::Nl, MessageLanguage::En] {
                let page = rule_page(&format!("{RULES}{}", rule.name()), language).expect("there is one");
                assert_eq!(page.matches("<h2>").count(), 4, "{}", rule.name());
                assert!(!page.contains("```"), "{}", rule.name());
            }
        }
        assert_eq!(rule_page("/_wijkgids/regels/onzin", MessageLanguage::Nl), None);
    }
}

//! What a reader reads of a text, without anything around it.

use super::links::{Link, LinkWords};
use super::tree::{Edge, Element, TextTree};

/// The words of a text, with one blank between them. `value` gives what a value stands for, by its name, and `title` the
/// title of what a link leads to that shows it.
pub fn plain(
    tree: &TextTree,
    value: impl Fn(&str) -> String,
    title: impl Fn(&Link) -> Option<String>,
) -> String {
    let mut text = String::with_capacity(tree.text().len() + 64);
    let mut n_links = 0;
    for edge in tree.walk() {
        let node = edge.node();
        if ends_word(node.element) {
            text.push(' ');
        }
        match (edge, node.element) {
            (Edge::Start(_), Element::Link) => {
                let link = node.link.filter(|link| n_links == 0 && link.words == LinkWords::Title);
                text.extend(link.and_then(&title));
                n_links += 1;
            }
            (Edge::End(_), Element::Link) => n_links -= 1,
            (_, Element::Value) => text.push_str(&value(node.value())),
            (_, Element::Code) => text.extend([node.text, " "]),
            (_, Element::Text | Element::Html | Element::Unhighlighted) => text.push_str(node.text),
            _ => {}
        }
    }
    let mut words = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        words.push_str(if words.is_empty() { "" } else { " " });
        words.push_str(word);
    }
    words
}

/// Whether what stands on either side of an element is never one word.
fn ends_word(element: Element) -> bool {
    !matches!(
        element,
        Element::Emphasis
            | Element::Strong
            | Element::Text
            | Element::Value
            | Element::Html
            | Element::Image
            | Element::FootnoteReference
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::markdown;
    use crate::text::{Source, SourcePath};

    #[test]
    fn only_words_are_left_and_stress_divides_none() {
        let typed = "Een *half*jaar `x`y,\nR&amp;D <b> {{ team }}[^1]\n\n| a | b |\n|---|---|\n\n- c\n- [[kaarten/d]] \
                     ![e](e.png)\n\n```json\n{\"f\": 1}\n```\n\n[^1]: g\n";
        let source = Source::new(SourcePath::new("kaarten/a.md").expect("a sound path"), typed);
        let markdown = markdown::read(&source, 0, Vec::new()).value;
        let said = plain(&markdown.lead.tree, str::to_uppercase, |_| Some("D".to_owned()));
        assert_eq!(said, "Een halfjaar x y, R&D <b> TEAM a b c D {\"f\": 1}");
    }
}

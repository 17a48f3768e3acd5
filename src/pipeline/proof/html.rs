//! A finished page as a browser reads it. The parser is another's, so that what proves pages doesn't share the mistakes of
//! what makes them.

use std::ops::Range;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, State, Tokenizer};

use crate::text::lossy;

/// A part of a page.
#[derive(Clone, Copy, Debug)]
pub(super) enum HtmlPart<'p> {
    /// What people read, with every sign as itself, up to the next tag or comment.
    Text(&'p str),
    /// A script, a style or a comment.
    Hidden(&'p str),
    /// The start of an element.
    Tag(&'p Tag),
    /// The end of one, by its name.
    End(&'p [u8]),
}

/// The start of an element: its name and attributes.
#[derive(Debug, Default)]
pub(super) struct Tag {
    name: String,
    /// The names and values of the attributes, one behind the other.
    text: String,
    attributes: Vec<(Range<usize>, Range<usize>)>,
}

impl Tag {
    /// What the element is called, in lower case.
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// The names, in lower case, and values of its attributes, in their order.
    pub(super) fn attributes(&self) -> impl Iterator<Item = (&str, &str)> {
        self.attributes.iter().map(|(name, value)| (&self.text[name.clone()], &self.text[value.clone()]))
    }

    fn open(&mut self, name: &[u8]) {
        let Self { name: own, text, attributes } = self;
        own.clear();
        own.push_str(&lossy(name));
        text.clear();
        attributes.clear();
    }

    fn push(&mut self, text: &[u8]) -> Range<usize> {
        let start = self.text.len();
        self.text.push_str(&lossy(text));
        start..self.text.len()
    }

    /// How a browser reads what follows, where that isn't as tags and text. What stands in a `noscript` it reads as tags and
    /// text for those whose browser runs no scripts.
    fn state_behind(&self) -> Option<State> {
        match self.name.as_str() {
            "script" => Some(State::ScriptData),
            "style" | "iframe" | "xmp" | "noembed" | "noframes" => Some(State::RawText),
            "textarea" | "title" => Some(State::RcData),
            "plaintext" => Some(State::PlainText),
            _ => None,
        }
    }

    fn is_hidden(&self) -> bool {
        matches!(self.name.as_str(), "script" | "style")
    }
}

/// Whether an element holds what isn't HTML.
fn is_foreign(name: &[u8]) -> bool {
    matches!(name, b"svg" | b"math")
}

/// Reads a page part by part.
pub(super) fn read(html: &str, mut each: impl FnMut(HtmlPart<'_>)) {
    let mut tag = Tag::default();
    let mut is_hidden = false;
    // Within a drawing or a formula, scripts and titles are tags like others.
    let mut foreign = 0_usize;
    let emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, _: Span<()>| {
        match event {
            CallbackEvent::OpenStartTag { name } => tag.open(name),
            CallbackEvent::AttributeName { name } => {
                let name = tag.push(name);
                let none = name.end..name.end;
                tag.attributes.push((name, none));
            }
            CallbackEvent::AttributeValue { value } => {
                let value = tag.push(value);
                if let Some((_, empty)) = tag.attributes.last_mut() {
                    *empty = value;
                }
            }
            CallbackEvent::CloseStartTag { self_closing } => {
                each(HtmlPart::Tag(&tag));
                let starts_foreign = is_foreign(tag.name.as_bytes());
                foreign += usize::from(starts_foreign && !self_closing);
                is_hidden = tag.is_hidden() && !(self_closing && foreign > 0);
                return tag.state_behind().filter(|_| foreign == 0);
            }
            CallbackEvent::EndTag { name } => {
                is_hidden = false;
                foreign = foreign.saturating_sub(usize::from(is_foreign(name)));
                each(HtmlPart::End(name));
            }
            CallbackEvent::String { value } => {
                let text = lossy(value);
                each(if is_hidden { HtmlPart::Hidden(&text) } else { HtmlPart::Text(&text) });
            }
            CallbackEvent::Comment { value } => each(HtmlPart::Hidden(&lossy(value))),
            CallbackEvent::Doctype { .. } | CallbackEvent::Error(_) => {}
        }
        None
    });
    let mut tokenizer = Tokenizer::new_with_emitter(html, emitter);
    while let Some(Ok(state)) = tokenizer.next() {
        tokenizer.set_state(state);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(html: &str) -> Vec<String> {
        let mut parts = Vec::new();
        read(html, |part| {
            parts.extend(match part {
                HtmlPart::Text(text) => Some(text.to_owned()),
                HtmlPart::Hidden(text) => Some(format!("({text})")),
                HtmlPart::Tag(tag) => {
                    let attributes = tag.attributes().map(|(name, value)| format!(" {name}={value}"));
                    Some(format!("<{}{}>", tag.name, attributes.collect::<String>()))
                }
                HtmlPart::End(_) => None,
            });
        });
        parts
    }

    #[test]
    fn a_page_is_read_as_a_browser_does() {
        assert_eq!(
            parts("<!doctype html><P Title='a > b' hidden>R&amp;D &eacute;&#233;n<!-- x --> 1 < 2</p>"),
            ["<p title=a > b hidden=>", "R&D één", "( x )", " 1 < 2"]
        );
        assert_eq!(
            parts("<script>let a = '<p>'; // &amp;</script><style>a>b{}</style><title>a <b> &lt;</title>"),
            ["<script>", "(let a = '<p>'; // &amp;)", "<style>", "(a>b{})", "<title>", "a <b> <"]
        );
        assert_eq!(parts("<noscript><p>zonder</noscript>"), ["<noscript>", "<p>", "zonder"]);
        assert_eq!(
            parts("<svg><title/>a<style/>b<script>c</script></svg><p>d"),
            ["<svg>", "<title>", "a", "<style>", "b", "<script>", "(c)", "<p>", "d"]
        );
        assert_eq!(parts("<a href=x/1>"), ["<a href=x/1>"]);
    }
}

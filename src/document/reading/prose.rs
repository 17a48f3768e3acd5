//! The running text of a document, as its events tell it: what people read sentence by sentence. Headings, tables, code,
//! descriptions of images and addresses aren't.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use crate::text::Span;

/// A paragraph, an item of a list or a field: sentences don't go on over its end.
#[derive(Debug, Default)]
pub(in crate::document) struct Block {
    /// What it says, without markup.
    pub(in crate::document) text: String,
    /// Where in the source the pieces of the text stand, each with where it starts in the text; in the order of both.
    pieces: Vec<(usize, usize)>,
    /// Where all of it stands, where it was typed otherwise than it reads.
    whole: Option<Span>,
}

impl Block {
    /// The text of a field, whose value stands at `span`.
    pub(in crate::document) fn of_field(text: &str, span: Span, source: &str) -> Self {
        let typed = source.get(span.range()).unwrap_or_default();
        let found = typed.find(text).map(|at| span.range().start + at);
        Self {
            text: text.to_owned(),
            pieces: found.map(|start| (0, start)).into_iter().collect(),
            whole: found.is_none().then_some(span),
        }
    }

    /// The same text, `by` bytes further on in its source.
    pub(in crate::document) fn shifted(mut self, by: usize) -> Self {
        self.pieces.iter_mut().for_each(|(_, source)| *source += by);
        self
    }

    /// Where in the source a part of the text stands.
    pub(in crate::document) fn span(&self, part: Range<usize>) -> Span {
        if let Some(whole) = self.whole {
            return whole;
        }
        let place = |at: usize| {
            let piece = self.pieces.partition_point(|(from, _)| *from <= at).saturating_sub(1);
            self.pieces.get(piece).map_or(0, |(from, source)| source + at - from)
        };
        // The end is found by the last byte: behind that another piece may start.
        let last = part.end.saturating_sub(1).max(part.start);
        Span::new(place(part.start), place(last) + part.len().min(1))
    }

    fn push(&mut self, text: &str, at: usize) {
        self.pieces.push((self.text.len(), at));
        self.text.push_str(text);
    }
}

/// The running text of a document while its events go by.
#[derive(Debug, Default)]
pub(in crate::document) struct Prose {
    blocks: Vec<Block>,
    open: Block,
    /// How many things are open, from the first one on whose text isn't read in its course.
    silent: usize,
}

impl Prose {
    /// Takes the next event, with its place in the source.
    pub(in crate::document) fn event(&mut self, event: &Event<'_>, place: &Range<usize>) {
        match event {
            Event::Start(_) if self.silent > 0 => self.silent += 1,
            Event::End(_) if self.silent > 0 => self.silent -= 1,
            _ if self.silent > 0 => {}
            Event::Text(text) => self.open.push(text, place.start),
            Event::SoftBreak => self.open.push(" ", place.start),
            Event::HardBreak => self.end_block(),
            Event::Start(tag) => {
                if is_block(&tag.to_end()) {
                    self.end_block();
                }
                self.silent = usize::from(is_silent(tag));
            }
            Event::End(tag) if is_block(tag) => self.end_block(),
            _ => {}
        }
    }

    /// What was read.
    pub(in crate::document) fn finish(mut self) -> Vec<Block> {
        self.end_block();
        self.blocks
    }

    fn end_block(&mut self) {
        if !self.open.text.is_empty() {
            self.blocks.push(std::mem::take(&mut self.open));
        }
    }
}

fn is_block(tag: &TagEnd) -> bool {
    !matches!(tag, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image)
}

fn is_silent(tag: &Tag<'_>) -> bool {
    match tag {
        Tag::Heading { .. } | Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::Table(_) | Tag::Image { .. } => true,
        // Their text is an address, or the title of something else.
        Tag::Link { link_type, .. } => matches!(
            link_type,
            LinkType::Autolink | LinkType::Email | LinkType::WikiLink { has_pothole: false }
        ),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use pulldown_cmark::{Options, Parser};

    fn read(markdown: &str) -> Vec<Block> {
        let mut prose = Prose::default();
        for (event, place) in Parser::new_ext(markdown, Options::all()).into_offset_iter() {
            prose.event(&event, &place);
        }
        prose.finish()
    }

    #[test]
    fn only_what_is_read_in_its_course_is_prose() {
        let blocks = read(
            "# Kop\n\nEen *schuin* [woord](https://x.example/) en\n`code`.\n\n- een ![plaatje](a.png)\n- twee <https://y.example>\n\n\
             | a | b |\n|---|---|\n| c | d |\n\n```\ncode\n```\n\n> Nog [[kaarten/x]] iets.\n",
        );
        let texts: Vec<&str> = blocks.iter().map(|block| block.text.as_str()).collect();
        assert_eq!(texts, ["Een schuin woord en .", "een ", "twee ", "Nog  iets."]);
    }

    #[test]
    fn a_part_is_found_where_it_was_typed() {
        let markdown = "Een **vet &amp; lang** woord,\n> zo";
        let blocks = read(markdown);
        let block = &blocks[0];
        for part in ["Een", "vet", "lang", "woord"] {
            let at = block.text.find(part).expect("it is in there");
            assert_eq!(&markdown[block.span(at..at + part.len()).range()], part);
        }
        let whole = block.span(0..block.text.len());
        assert_eq!(&markdown[whole.range()], "Een **vet &amp; lang** woord,");
    }
}

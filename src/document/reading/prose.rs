//! The running text of a document: what people read sentence by sentence. Headings, tables, code, descriptions of images
//! and addresses aren't.

use std::ops::Range;

use crate::document::LinkWords;
use crate::document::places::{PlacedPiece, PlacedTree};
use crate::document::tree::{Edge, Element, TextNode};
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

    /// Where in the source it starts, in bytes.
    pub(in crate::document) fn start(&self) -> u32 {
        self.span(0..self.text.len()).start
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

    fn push(&mut self, text: &str, pieces: &[PlacedPiece], text_at: usize) {
        let at = self.text.len();
        self.pieces.extend(pieces.iter().map(|(piece, source)| (at + piece - text_at, *source)));
        self.text.push_str(text);
    }
}

/// The running text of a tree.
pub(in crate::document) fn blocks(PlacedTree { tree, places }: &PlacedTree) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut open = Block::default();
    // The node that is open and whose text isn't read in its course.
    let mut silent: Option<usize> = None;
    let mut end_block = |open: &mut Block| {
        if !open.text.is_empty() {
            let mut block = std::mem::take(open);
            if block.text.contains('\n') {
                block.text = block.text.replace('\n', " ");
            }
            blocks.push(Block { whole: places.whole, ..block });
        }
    };
    for edge in tree.walk() {
        let node = edge.node();
        if !node.element.is_inline() && silent.is_none() {
            end_block(&mut open);
        }
        match (edge, silent) {
            (Edge::Start(_), None) if is_silent(&node) => silent = Some(node.idx),
            (Edge::End(_), Some(idx)) if idx == node.idx => silent = None,
            (Edge::Leaf(_), None) if matches!(node.element, Element::Text | Element::Value) => {
                open.push(node.text, places.pieces(node.at..node.at + node.text.len()), node.at);
            }
            _ => {}
        }
    }
    end_block(&mut open);
    blocks
}

fn is_silent(node: &TextNode<'_>) -> bool {
    match node.element {
        Element::Heading(_) | Element::CodeBlock | Element::Table => true,
        // Their text is an address, or the title of something else.
        Element::Link => node.link.is_some_and(|link| link.words != LinkWords::Own),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::markdown;
    use crate::text::{Source, SourcePath};

    fn read(markdown: &str) -> Vec<Block> {
        let source = Source::new(SourcePath::new("kaarten/a.md").expect("a sound path"), markdown);
        let markdown = markdown::read(&source, 0, Vec::new()).value;
        markdown.running().flat_map(blocks).collect()
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

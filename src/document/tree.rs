//! A text as a tree: what its Markdown says, each value, link and footnote in it as a node of its own. Whoever shows it,
//! searches it or judges it walks the tree; none of them reads the HTML of another again.
//!
//! The tree is flat: its nodes stand in the order of the text, each with where it ends, and all that they say is one text.
//! A library keeps ten thousands of them, so a node takes twelve bytes.

use std::borrow::Cow;
use std::hash::{Hash, Hasher};
use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{Alignment, BlockQuoteKind};

use super::links::{Image, Link};
use crate::text::next_value;

/// What a node of a text is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Element {
    /// A paragraph.
    Paragraph,
    /// A heading within a section, of a level from 2 to 6. Its own text is its id, which one in a field
    /// hasn't, and, behind blanks, its classes.
    Heading(u8),
    /// A quote.
    Quote,
    /// A quote that calls for attention.
    Alert(BlockQuoteKind),
    /// A list without numbers.
    List,
    /// A list with numbers. Its own text is the first of them, unless that is 1.
    OrderedList,
    /// An item of a list.
    Item,
    /// A box that is ticked or not, with what it stands for.
    Task(bool),
    /// A block of code. Its own text is the name of its language.
    CodeBlock,
    /// A table: its head, and then its rows.
    Table,
    /// The first row of a table.
    TableHead,
    /// Another row.
    TableRow,
    /// A cell of a row or of the head.
    Cell(Alignment),
    /// What is stressed.
    Emphasis,
    /// What is stressed strongly.
    Strong,
    /// What is struck through.
    Strikethrough,
    /// A link. One within another link is only words.
    Link,
    /// What runs from left to right whatever stands around it.
    Isolated,
    /// That nobody has made sure of the number before it.
    DueNotice,
    /// A telephone number that can be called. Its own text is what to dial.
    Call,
    /// A word that the glossary explains. Its own text is the word's id.
    Explained,
    /// Words; a line break in them is one that the author typed.
    Text,
    /// A `{{ value }}`, as it was typed.
    Value,
    /// Code in a line.
    Code,
    /// HTML, which is shown as it was typed.
    Html,
    /// What the block of code says that it stands in, as finished HTML with classes.
    Highlighted,
    /// The same without, for whoever reads it and doesn't show it.
    Unhighlighted,
    /// The end of a line.
    LineBreak,
    /// A line between two parts.
    Rule,
    /// An image.
    Image,
    /// A reference to a footnote of the same file. Its own text is the footnote's label.
    FootnoteReference,
}

// How a column of a table is aligned is said without numbers that differ from themselves.
impl Eq for Element {}

impl Element {
    /// Whether it stands in a line of text, and doesn't begin another one.
    pub fn is_inline(self) -> bool {
        matches!(
            self,
            Self::Emphasis
                | Self::Strong
                | Self::Strikethrough
                | Self::Link
                | Self::Isolated
                | Self::DueNotice
                | Self::Call
                | Self::Explained
                | Self::Text
                | Self::Value
                | Self::Code
                | Self::Html
                | Self::Image
                | Self::FootnoteReference
        )
    }

    /// Whether no link can stand in it, or would get in the way there.
    pub fn takes_no_link(self) -> bool {
        matches!(
            self,
            Self::Link | Self::Call | Self::Explained | Self::CodeBlock | Self::Heading(_) | Self::Task(_)
        )
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct TreeNode {
    element: Element,
    /// Where its own text starts; it ends where that of the next node starts.
    text: u32,
    /// The place of the first node behind everything that it holds; 0 if it can hold none.
    end: u32,
}

/// A text as a tree.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TextTree {
    text: Box<str>,
    nodes: Box<[TreeNode]>,
    /// What its links and images name; most texts have none.
    targets: Option<Arc<Targets>>,
}

/// What the links and images of a tree name.
#[derive(Debug, Default, PartialEq, Eq)]
struct Targets {
    /// Of each [`Element::Link`], in order.
    links: Vec<Link>,
    /// Of each [`Element::Image`], in order.
    images: Vec<Image>,
}

/// A node of a tree, as whoever walks it sees it.
#[derive(Clone, Copy, Debug)]
pub struct TextNode<'t> {
    /// What it is.
    pub element: Element,
    /// Its own text, without that of what it holds.
    pub text: &'t str,
    /// Where that starts in [`TextTree::text`], in bytes.
    pub at: usize,
    /// Its place in the tree.
    pub idx: usize,
    /// What it leads to, where a link starts.
    pub link: Option<&'t Link>,
    /// What it shows, if it is an image.
    pub image: Option<&'t Image>,
}

impl<'t> TextNode<'t> {
    /// The words of the text that it says itself, as they were typed: those of an image are its description.
    pub fn words(&self) -> Cow<'t, str> {
        match self.element {
            Element::Text if self.text.contains('\n') => self.text.replace('\n', " ").into(),
            Element::Text | Element::Value | Element::Code => self.text.into(),
            Element::Image => self.image.map_or("", |image| &image.alt).into(),
            Element::LineBreak => " ".into(),
            _ => "".into(),
        }
    }

    /// The name of a [`Element::Value`].
    pub fn value(&self) -> &'t str {
        next_value(self.text).map_or(self.text, |(_, name, _)| name)
    }
}

/// A step of a walk.
#[derive(Clone, Copy, Debug)]
pub enum Edge<'t> {
    /// A node that can hold others, before them.
    Start(TextNode<'t>),
    /// A node that can't.
    Leaf(TextNode<'t>),
    /// One that can hold others, behind them.
    End(TextNode<'t>),
}

impl<'t> Edge<'t> {
    /// The node.
    pub fn node(self) -> TextNode<'t> {
        let (Self::Start(node) | Self::Leaf(node) | Self::End(node)) = self;
        node
    }
}

impl Hash for TextTree {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.text.hash(state);
    }
}

impl TextTree {
    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// The texts of all nodes together.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Its links, in order.
    pub fn links(&self) -> &[Link] {
        self.targets.as_deref().map_or(&[], |targets| &targets.links)
    }

    /// Its images, in order.
    pub fn images(&self) -> &[Image] {
        self.targets.as_deref().map_or(&[], |targets| &targets.images)
    }

    /// The same without the room that was only for growing. Copies, since allocators leave a text in place that fills half
    /// of it.
    pub(super) fn compact(self) -> Self {
        Self { text: (*self.text).into(), nodes: (*self.nodes).into(), targets: self.targets }
    }

    /// Every node in the order of the text. Needs no stack, however deep it goes.
    pub fn walk(&self) -> impl Iterator<Item = Edge<'_>> {
        let (mut links, mut images) = (self.links().iter(), self.images().iter());
        let mut open: Vec<usize> = Vec::new();
        let mut next = 0;
        std::iter::from_fn(move || {
            if let Some(idx) = open.pop_if(|idx| self.nodes[*idx].end as usize == next) {
                return Some(Edge::End(self.node(idx)));
            }
            let TreeNode { element, end, .. } = *self.nodes.get(next)?;
            let link = if element == Element::Link { links.next() } else { None };
            let image = if element == Element::Image { images.next() } else { None };
            let node = TextNode { link, image, ..self.node(next) };
            next += 1;
            Some(if end == 0 {
                Edge::Leaf(node)
            } else {
                open.push(node.idx);
                Edge::Start(node)
            })
        })
    }

    fn node(&self, idx: usize) -> TextNode<'_> {
        let TreeNode { element, text, .. } = self.nodes[idx];
        let at = text as usize;
        let end = self.nodes.get(idx + 1).map_or(self.text.len(), |next| next.text as usize);
        TextNode { element, text: &self.text[at..end], at, idx, link: None, image: None }
    }

    /// The nodes that hold no others, in order.
    pub fn leaves(&self) -> impl Iterator<Item = TextNode<'_>> {
        (0..self.nodes.len()).filter(|idx| self.nodes[*idx].end == 0).map(|idx| self.node(idx))
    }

    /// The words that a link can stand in, in order.
    pub fn linkable(&self) -> impl Iterator<Item = TextNode<'_>> {
        let mut n_closed = 0;
        self.walk().filter_map(move |edge| {
            let is_closed = edge.node().element.takes_no_link();
            match edge {
                Edge::Start(_) => n_closed += usize::from(is_closed),
                Edge::End(_) => n_closed -= usize::from(is_closed),
                Edge::Leaf(node) => return (n_closed == 0 && node.element == Element::Text).then_some(node),
            }
            None
        })
    }

    /// Whether it has such a node.
    pub fn has(&self, is_such: impl Fn(Element) -> bool) -> bool {
        self.nodes.iter().any(|node| is_such(node.element))
    }

    /// The same tree with other leaves: `leaf` writes what takes the place of each. Images stay where they are.
    #[must_use]
    pub fn with_leaves(&self, mut leaf: impl FnMut(TextNode<'_>, &mut TreeBuilder)) -> Self {
        let mut tree = TreeBuilder::default();
        tree.text.reserve(self.text.len() + self.text.len() / 8);
        tree.nodes.reserve(self.nodes.len() + 8);
        for edge in self.walk() {
            match edge {
                Edge::Leaf(node) => leaf(node, &mut tree),
                Edge::Start(node) => tree.open(node.element, node.text),
                Edge::End(_) => tree.close(),
            }
        }
        Self { targets: self.targets.clone(), ..tree.finish() }
    }

    /// The same tree with parts of its words within elements of their own. Each part is in one text, and behind the one
    /// before it.
    #[must_use]
    pub fn with_marks(&self, marks: &[TextMark]) -> Self {
        let mut marks = marks.iter().peekable();
        self.with_leaves(|node, tree| {
            let (mut from, end) = (node.at, node.at + node.text.len());
            while let Some(mark) = marks.next_if(|mark| mark.range.start < end) {
                tree.text(&self.text[from..mark.range.start]);
                tree.open(mark.element, &mark.text);
                tree.text(&self.text[mark.range.clone()]);
                tree.close();
                from = mark.range.end;
            }
            tree.leaf(node.element, &self.text[from..end]);
        })
    }
}

/// A part of the words of a tree that becomes an element.
#[derive(Clone, Debug, PartialEq)]
pub struct TextMark {
    /// Which part, in bytes of [`TextTree::text`].
    pub range: Range<usize>,
    /// What becomes of it.
    pub element: Element,
    /// The element's own text.
    pub text: String,
}

/// A tree that grows in the order of its text.
#[derive(Debug, Default)]
pub struct TreeBuilder {
    text: String,
    nodes: Vec<TreeNode>,
    open: Vec<usize>,
    targets: Targets,
    /// Whether the last node is a text that what follows can be added to.
    is_in_text: bool,
}

impl TreeBuilder {
    /// How many nodes there are so far.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// How many bytes the texts of all nodes take so far.
    pub fn text_len(&self) -> usize {
        self.text.len()
    }

    /// How many bytes it takes so far.
    pub fn size(&self) -> usize {
        self.text.len() + self.nodes.len() * size_of::<TreeNode>()
    }

    /// Starts a node that can hold others.
    pub fn open(&mut self, element: Element, text: &str) {
        self.open.push(self.nodes.len());
        self.push(element, text);
    }

    /// Starts a link.
    pub fn open_link(&mut self, link: Link) {
        self.targets.links.push(link);
        self.open(Element::Link, "");
    }

    /// Ends the node that was started last.
    pub fn close(&mut self) {
        let idx = self.open.pop().expect("what ends has started");
        self.nodes[idx].end = offset(self.nodes.len());
        self.is_in_text = false;
    }

    /// What the node that was started last is.
    pub fn innermost(&self) -> Option<Element> {
        self.open.last().map(|idx| self.nodes[*idx].element)
    }

    /// Gives the node that was started last a text of its own, now that it is known; says where that stands.
    pub fn name(&mut self, text: &str) -> usize {
        let idx = *self.open.last().expect("a node is named while it is open");
        let at = self.nodes[idx].text as usize;
        self.text.insert_str(at, text);
        self.nodes[idx + 1..].iter_mut().for_each(|node| node.text += offset(text.len()));
        at
    }

    /// Adds a node that holds no others; words to those right before it.
    pub fn leaf(&mut self, element: Element, text: &str) {
        if element == Element::Text {
            self.text(text);
        } else {
            self.push(element, text);
        }
    }

    /// Adds words.
    pub fn text(&mut self, text: &str) {
        if self.is_in_text {
            self.text.push_str(text);
        } else if !text.is_empty() {
            self.push(Element::Text, text);
            self.is_in_text = true;
        }
    }

    /// Adds an image.
    pub fn image(&mut self, image: Image) {
        self.targets.images.push(image);
        self.push(Element::Image, "");
    }

    fn push(&mut self, element: Element, text: &str) {
        self.nodes.push(TreeNode { element, text: offset(self.text.len()), end: 0 });
        self.text.push_str(text);
        self.is_in_text = false;
    }

    /// The tree. Whatever is still open ends with it.
    pub fn finish(mut self) -> TextTree {
        while !self.open.is_empty() {
            self.close();
        }
        let Self { text, nodes, mut targets, .. } = self;
        // They are kept for as long as the preview runs.
        targets.links.shrink_to_fit();
        targets.images.shrink_to_fit();
        let is_empty = targets.links.is_empty() && targets.images.is_empty();
        let targets = (!is_empty).then(|| Arc::new(targets));
        TextTree { text: text.into(), nodes: nodes.into(), targets }
    }
}

fn offset(size: usize) -> u32 {
    u32::try_from(size).expect("the size of a document is capped when it is read")
}

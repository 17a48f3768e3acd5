//! A page as the tree that a browser makes of it. What is a tag and what is text depends on everything before it, so the
//! parser is one that builds the whole tree.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::tree_builder::{ElementFlags, NodeOrText, QuirksMode, TreeBuilderOpts, TreeSink};
use html5ever::{Attribute, ExpandedName, ParseOpts, QualName, local_name, parse_document};
use memchr::memmem;

use super::breach::{Breach, BreachKind};
use super::markup::{self, Place};

/// How deep elements may stand in each other; the parser looks at all that are open for each one that begins.
const DEEPEST: u32 = 1_000;
/// How much is given to the parser before it is asked how deep it is, in bytes.
const PIECE: usize = 8 * 1024;
/// How deep pages may stand in the attributes of pages.
const PAGES_IN_PAGES: u32 = 3;

/// Everything that a page breaks, in its order, each once for each line.
pub(super) fn breaches(html: &str, base: &str, found: &mut Vec<Breach>) {
    read(html, base, 1, PAGES_IN_PAGES, found);
}

fn read(html: &str, base: &str, line: u32, depth: u32, found: &mut Vec<Breach>) {
    parse(html, base, line, depth, false, found);
    // What stands in it is text for a browser that runs scripts, and elements for one that doesn't: each may hide something
    // from the other.
    let is_noscript = |at: usize| {
        html.as_bytes().get(at + 1..at + 9).is_some_and(|name| name.eq_ignore_ascii_case(b"noscript"))
    };
    if memmem::find_iter(html.as_bytes(), b"<").any(is_noscript) {
        parse(html, base, line, depth, true, found);
    }
}

fn parse(html: &str, base: &str, line: u32, depth: u32, runs_scripts: bool, found: &mut Vec<Breach>) {
    let sink = BreachSink {
        base: base.to_owned(),
        first_line: line,
        line: Cell::new(1),
        deepest: Cell::new(0),
        document: Rc::new(PageNode::default()),
        found: RefCell::new(Vec::new()),
        pages: RefCell::new(Vec::new()),
        codes: RefCell::new(Vec::new()),
    };
    let tree_builder = TreeBuilderOpts { scripting_enabled: runs_scripts, ..TreeBuilderOpts::default() };
    let mut parser = parse_document(sink, ParseOpts { tree_builder, ..ParseOpts::default() });
    let mut rest = html;
    while !rest.is_empty() {
        let (piece, behind) = rest.split_at(rest.floor_char_boundary(PIECE));
        parser.process(StrTendril::from(piece));
        rest = behind;
        if parser.tokenizer.sink.sink.deepest.get() > DEEPEST {
            let line = parser.tokenizer.sink.sink.line();
            found.push(Breach::new(BreachKind::Unreadable, "<", line));
            return;
        }
    }
    let sink = parser.finish();
    found.append(&mut sink.found.take());
    for code in sink.codes.take() {
        code_of(&code, base, found);
    }
    for (page, line) in sink.pages.take() {
        match depth.checked_sub(1) {
            Some(depth) => read(&page, base, line, depth, found),
            None => found.push(Breach::new(BreachKind::Unreadable, &page, line)),
        }
    }
}

/// What a script or a style that stands in a page breaks.
fn code_of(node: &PageNode, base: &str, found: &mut Vec<Breach>) {
    let text = node.text.borrow();
    let place = Place { base, line: node.line.get() };
    if text.trim().is_empty() || node.is_data {
        return;
    }
    if node.is(&local_name!("style")) {
        found.push(Breach::new(BreachKind::Style, &format!("<style>{}", text.trim()), place.line));
        markup::styled(&text, place, found);
    } else {
        found.push(Breach::new(BreachKind::Code, &format!("<script>{}", text.trim()), place.line));
        markup::scripted(&text, place, found);
    }
}

/// A node of the tree, as far as it has to be known.
#[derive(Default)]
struct PageNode {
    name: Option<QualName>,
    depth: Cell<u32>,
    line: Cell<u32>,
    /// What a script or a style holds.
    text: RefCell<String>,
    /// Whether a script is one that browsers don't run, or that has its code in a file.
    is_data: bool,
    holds_html: bool,
    contents: RefCell<Option<Rc<PageNode>>>,
}

impl PageNode {
    fn is(&self, local: &html5ever::LocalName) -> bool {
        self.name.as_ref().is_some_and(|name| name.local == *local)
    }

    fn is_code(&self) -> bool {
        self.is(&local_name!("script")) || self.is(&local_name!("style"))
    }
}

/// Takes the tree while it is built, and keeps of it what breaks something.
struct BreachSink {
    base: String,
    /// The line that the text begins on, from 1 on.
    first_line: u32,
    line: Cell<u64>,
    deepest: Cell<u32>,
    document: Rc<PageNode>,
    found: RefCell<Vec<Breach>>,
    /// Pages in attributes.
    pages: RefCell<Vec<(String, u32)>>,
    /// Scripts and styles, whose text comes after them.
    codes: RefCell<Vec<Rc<PageNode>>>,
}

impl BreachSink {
    fn line(&self) -> u32 {
        let line = u32::try_from(self.line.get()).unwrap_or(u32::MAX);
        line.saturating_sub(1).saturating_add(self.first_line)
    }

    fn judge(&self, name: &QualName, attributes: &[Attribute]) {
        let local = name.local.to_ascii_lowercase();
        // A prefix means something in XML alone; a browser that reads this as HTML takes it for part of the name.
        let attributes: Vec<(String, &str)> = attributes
            .iter()
            .map(|attribute| {
                let name = attribute.name.local.to_ascii_lowercase();
                let prefix = attribute.name.prefix.as_deref().filter(|prefix| *prefix == "xmlns");
                (prefix.map_or(name.to_string(), str::to_owned), &*attribute.value)
            })
            .collect();
        let attributes: Vec<markup::TagAttribute<'_>> =
            attributes.iter().map(|(name, value)| (name.as_str(), *value)).collect();
        let place = Place { base: &self.base, line: self.line() };
        markup::element(&local, &attributes, place, &mut self.found.borrow_mut());
        let pages = attributes.iter().filter(|(name, _)| *name == "srcdoc");
        self.pages.borrow_mut().extend(pages.map(|(_, page)| ((*page).to_owned(), place.line)));
    }

    fn put(&self, parent: &Rc<PageNode>, child: NodeOrText<Rc<PageNode>>) {
        match child {
            NodeOrText::AppendText(text) if parent.is_code() => {
                parent.text.borrow_mut().push_str(&text);
            }
            NodeOrText::AppendText(_) => {}
            NodeOrText::AppendNode(child) => {
                let depth = parent.depth.get() + 1;
                child.depth.set(depth);
                self.deepest.set(self.deepest.get().max(depth));
            }
        }
    }
}

impl TreeSink for BreachSink {
    type Handle = Rc<PageNode>;
    type Output = Self;
    type ElemName<'a> = ExpandedName<'a>;

    fn finish(self) -> Self {
        self
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> Rc<PageNode> {
        Rc::clone(&self.document)
    }

    fn elem_name<'a>(&'a self, target: &'a Rc<PageNode>) -> ExpandedName<'a> {
        target.name.as_ref().expect("the parser asks for the names of elements alone").expanded()
    }

    fn create_element(
        &self,
        name: QualName,
        attributes: Vec<Attribute>,
        flags: ElementFlags,
    ) -> Rc<PageNode> {
        self.judge(&name, &attributes);
        let value = |wanted: &str| attributes.iter().find(|attribute| &*attribute.name.local == wanted);
        let is_data = name.local == local_name!("script")
            && (value("src").or(value("href")).is_some()
                || markup::is_data(value("type").map(|attribute| &*attribute.value)));
        let node = Rc::new(PageNode {
            name: Some(name),
            line: Cell::new(self.line()),
            is_data,
            holds_html: flags.mathml_annotation_xml_integration_point,
            contents: RefCell::new(flags.template.then(Rc::default)),
            ..PageNode::default()
        });
        if node.is_code() {
            self.codes.borrow_mut().push(Rc::clone(&node));
        }
        node
    }

    fn create_comment(&self, _: StrTendril) -> Rc<PageNode> {
        Rc::default()
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Rc<PageNode> {
        Rc::default()
    }

    fn append(&self, parent: &Rc<PageNode>, child: NodeOrText<Rc<PageNode>>) {
        self.put(parent, child);
    }

    fn append_based_on_parent_node(
        &self,
        element: &Rc<PageNode>,
        _: &Rc<PageNode>,
        child: NodeOrText<Rc<PageNode>>,
    ) {
        self.put(element, child);
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &Rc<PageNode>) -> Rc<PageNode> {
        let contents = target.contents.borrow_mut().get_or_insert_with(Rc::default).clone();
        contents.depth.set(target.depth.get());
        contents
    }

    fn same_node(&self, one: &Rc<PageNode>, other: &Rc<PageNode>) -> bool {
        Rc::ptr_eq(one, other)
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &Rc<PageNode>, child: NodeOrText<Rc<PageNode>>) {
        self.put(sibling, child);
    }

    fn add_attrs_if_missing(&self, target: &Rc<PageNode>, attributes: Vec<Attribute>) {
        if let Some(name) = &target.name {
            self.judge(name, &attributes);
        }
    }

    fn remove_from_parent(&self, _: &Rc<PageNode>) {}

    fn reparent_children(&self, _: &Rc<PageNode>, _: &Rc<PageNode>) {}

    fn is_mathml_annotation_xml_integration_point(&self, handle: &Rc<PageNode>) -> bool {
        handle.holds_html
    }

    fn set_current_line(&self, line: u64) {
        self.line.set(line);
    }
}

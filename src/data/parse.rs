//! From YAML text to [`Node`]s: one pass over the parser's events, without recursion.

use std::ops::Range;

use granit_parser::{Event, Parser, ScalarStyle, ScanError};
use rustc_hash::{FxBuildHasher, FxHashSet};

use super::trouble::{forbidden, not_a_field, refused};
use super::{Entry, Node, Value};
use crate::compare;
use crate::text::{Checked, Diagnostic, Location, Rule, Source, SourcePath, Span, phrase};

/// How much a data text may hold.
#[derive(Clone, Copy, Debug)]
pub struct ParseLimits {
    /// How many values, counting keys and the ends of lists.
    pub values: usize,
}

impl ParseLimits {
    /// For front matter: a card has some fifty values.
    pub const FRONT_MATTER: Self = Self { values: 5_000 };
    /// For a file of data, such as a register of thousands of facts.
    pub const FILE: Self = Self { values: 500_000 };
}

/// How deep lists and mappings may lie in each other; the content model needs six.
const DEPTH: usize = 24;

/// Reads a whole source as one value. `None` when nothing could be made of it, or nothing is there. Of what a merge left in
/// conflict, the first version is read.
pub fn parse(source: &Source, limits: ParseLimits) -> Checked<Option<Node>> {
    let mut diagnostics = Vec::new();
    let source = compare::first_version(source).unpack(&mut diagnostics);
    let value = parse_region(&source, 0..source.text().len(), limits).unpack(&mut diagnostics);
    Checked { value, diagnostics }
}

/// Reads a part of a source, in bytes, as one value.
///
/// Where the text as a whole can't be read, each of its top-level keys is read by itself, so that one slip costs one
/// field and everything wrong is reported at once.
pub fn parse_region(source: &Source, region: Range<usize>, limits: ParseLimits) -> Checked<Option<Node>> {
    let mut builder = Builder::new(source.path(), region.start, limits);
    let text = &source.text()[region.clone()];
    match builder.run(text) {
        Ok(()) => Checked { value: builder.root, diagnostics: builder.diagnostics },
        Err(ParseRefusal::TooLarge) => {
            Checked { value: None, diagnostics: vec![too_many_values(source.path(), region.start, limits)] }
        }
        Err(ParseRefusal::Syntax(error)) => parse_by_key(source, &region, limits).unwrap_or_else(|| {
            Checked { value: None, diagnostics: vec![refused(source.path(), text, region.start, &error)] }
        }),
    }
}

/// Reads each top-level `key:` of a broken mapping by itself. `None` when there is at most one.
fn parse_by_key(
    source: &Source,
    region: &Range<usize>,
    limits: ParseLimits,
) -> Option<Checked<Option<Node>>> {
    let text = &source.text()[region.clone()];
    let is_key = |line: &str| {
        line.starts_with(|c: char| c.is_alphabetic() || c == '_')
            && (line.contains(": ") || line.ends_with(':'))
    };
    let mut starts: Vec<usize> = Vec::new();
    let mut diagnostics = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if is_key(line.trim_end()) {
            starts.push(at);
        } else if line.starts_with(char::is_alphabetic) {
            // A part by itself, so that what is wrong with this line isn't reported for the next key.
            let place = Span::new(region.start + at, region.start + at + line.trim_end().len());
            diagnostics.push(not_a_field(source.path(), line.trim_end(), place));
            starts.push(at);
        }
        at += line.len();
    }
    if starts.len() < 2 {
        return None;
    }
    starts[0] = 0;
    let ends = starts[1..].iter().copied().chain([text.len()]);
    let mut entries = Vec::new();
    let mut left = limits.values;
    for (start, end) in starts.iter().copied().zip(ends) {
        let first = text[start..end].lines().next().unwrap_or_default();
        if first.starts_with(char::is_alphabetic) && !is_key(first.trim_end()) {
            continue;
        }
        let mut builder = Builder::new(source.path(), region.start + start, ParseLimits { values: left });
        match builder.run(&text[start..end]) {
            Ok(()) => {
                left = builder.left;
                diagnostics.append(&mut builder.diagnostics);
                if let Some(Node { value: Value::Mapping(found), .. }) = builder.root {
                    entries.extend(found);
                }
            }
            Err(ParseRefusal::TooLarge) => {
                diagnostics.push(too_many_values(source.path(), region.start, limits));
                break;
            }
            Err(ParseRefusal::Syntax(error)) => {
                diagnostics.push(refused(source.path(), &text[start..end], region.start + start, &error));
            }
        }
    }
    let entries = without_duplicates(source.path(), entries, &mut diagnostics);
    let node = Node { value: Value::Mapping(entries), span: Span::new(region.start, region.end) };
    Some(Checked { value: Some(node), diagnostics })
}

fn too_many_values(path: &SourcePath, start: usize, limits: ParseLimits) -> Diagnostic {
    let most = limits.values;
    Diagnostic::new(
        Rule::TooLarge,
        phrase!("hier staan meer dan {most} waarden", "there are more than {most} values here"),
    )
    .at(Location::new(path.clone(), Span::new(start, start)))
    .hint(phrase!("verdeel het over meer bestanden", "divide it over several files"))
}

enum ParseRefusal {
    Syntax(ScanError),
    TooLarge,
}

/// A list or mapping that is still open.
enum OpenNode {
    List(Vec<Node>, usize),
    Mapping { entries: Vec<Entry>, key: Option<(String, Span)>, start: usize },
}

struct Builder<'s> {
    path: &'s SourcePath,
    offset: usize,
    left: usize,
    stack: Vec<OpenNode>,
    root: Option<Node>,
    diagnostics: Vec<Diagnostic>,
}

impl<'s> Builder<'s> {
    fn new(path: &'s SourcePath, offset: usize, limits: ParseLimits) -> Self {
        Self { path, offset, left: limits.values, stack: Vec::new(), root: None, diagnostics: Vec::new() }
    }

    fn run(&mut self, text: &str) -> Result<(), ParseRefusal> {
        let options = granit_parser::options! {
            emit_unresolved_aliases: true,
            disallow_directives: true,
            flow_nesting_limit: DEPTH,
            block_nesting_limit: DEPTH,
        };
        let mut documents = 0;
        for event in Parser::new_from_str_with_options(text, options) {
            let (event, at) = event.map_err(ParseRefusal::Syntax)?;
            let range = at.byte_range().unwrap_or(0..0);
            let span = Span::new(self.offset + range.start, self.offset + range.end);
            self.left = self.left.checked_sub(1).ok_or(ParseRefusal::TooLarge)?;
            match event {
                Event::DocumentStart(..) => {
                    documents += 1;
                    if documents == 2 {
                        self.diagnostics.push(
                            Diagnostic::new(
                                Rule::InvalidYaml,
                                phrase!(
                                    "hier begint een tweede document in hetzelfde bestand",
                                    "here a second document starts in the same file"
                                ),
                            )
                            .at(Location::new(self.path.clone(), span))
                            .hint(phrase!("haal de regel `---` weg", "take the line `---` away")),
                        );
                        return Ok(());
                    }
                }
                Event::Scalar(value, style, anchor, tag) => {
                    self.forbid_properties(anchor, tag.is_some(), span);
                    if style == ScalarStyle::Plain {
                        self.notice_dropped_text(text, range.end);
                    }
                    let value = match &*value {
                        "" | "~" | "null" if style == ScalarStyle::Plain => Value::Null,
                        text => Value::Scalar(text.to_owned()),
                    };
                    self.node(Node { value, span });
                }
                Event::Alias(_) | Event::UnresolvedAlias(_) => {
                    let message =
                        phrase!("een waarde kan niet beginnen met `*`", "a value can't start with `*`");
                    self.diagnostics.push(forbidden(self.path, span, message));
                    self.node(Node { value: Value::Null, span });
                }
                Event::SequenceStart(_, anchor, tag) => {
                    self.forbid_properties(anchor, tag.is_some(), span);
                    self.stack.push(OpenNode::List(Vec::new(), span.start as usize));
                }
                Event::MappingStart(_, anchor, tag) => {
                    self.forbid_properties(anchor, tag.is_some(), span);
                    self.stack.push(OpenNode::Mapping {
                        entries: Vec::new(),
                        key: None,
                        start: span.start as usize,
                    });
                }
                Event::SequenceEnd | Event::MappingEnd => self.close(span.end as usize),
                _ => {}
            }
        }
        Ok(())
    }

    fn forbid_properties(&mut self, anchor: usize, tagged: bool, span: Span) {
        if anchor != 0 {
            let message = phrase!("een waarde kan niet beginnen met `&`", "a value can't start with `&`");
            self.diagnostics.push(forbidden(self.path, span, message));
        }
        if tagged {
            let message = phrase!("een waarde kan niet beginnen met `!`", "a value can't start with `!`");
            self.diagnostics.push(forbidden(self.path, span, message));
        }
    }

    /// `Formulier #12` reads as `Formulier`. A comment that was meant as one has room around its sign.
    fn notice_dropped_text(&mut self, text: &str, end: usize) {
        let comment = text[end..].trim_start_matches([' ', '\t']);
        let sign = text.len() - end - comment.len();
        if !comment.starts_with('#') || sign == 0 {
            return;
        }
        let rest = text[end..].split('\n').next().unwrap_or_default();
        let after = rest[sign + 1..].chars().next();
        if sign > 1 && after.is_none_or(|c| c == ' ' || c == '#') {
            return;
        }
        let dropped = rest[sign..].trim_end();
        let start = self.offset + end + sign;
        self.diagnostics.push(
            Diagnostic::new(
                Rule::DroppedText,
                phrase!(
                    "`{dropped}` valt weg: na een spatie begint `#` een opmerking",
                    "`{dropped}` is dropped: after a space `#` starts a comment"
                ),
            )
            .at(Location::new(self.path.clone(), Span::new(start, start + dropped.len())))
            .hint(phrase!(
                "hoort het bij de tekst, zet dan de hele tekst tussen aanhalingstekens; is het een opmerking, schrijf dan twee spaties, `#` en een spatie",
                "if it belongs to the text, put the whole text between quotation marks; if it is a comment, write two spaces, `#` and a space"
            )),
        );
    }

    /// A finished value goes to the list or mapping that is open, as a key if one is expected.
    fn node(&mut self, node: Node) {
        match self.stack.last_mut() {
            None => {
                self.root.get_or_insert(node);
            }
            Some(OpenNode::List(items, _)) => items.push(node),
            Some(OpenNode::Mapping { entries, key, .. }) => match key.take() {
                Some((name, key_span)) => entries.push(Entry { key: name, key_span, node }),
                None => {
                    let name = match node.value {
                        Value::Scalar(text) => text,
                        Value::Null => String::new(),
                        Value::List(_) | Value::Mapping(_) => {
                            self.diagnostics.push(forbidden(
                                self.path,
                                node.span,
                                phrase!(
                                    "een sleutel moet een enkel woord of een tekst zijn",
                                    "a key has to be a single word or a text"
                                ),
                            ));
                            String::new()
                        }
                    };
                    *key = Some((name, node.span));
                }
            },
        }
    }

    fn close(&mut self, end: usize) {
        let node = match self.stack.pop().expect("the parser closes only what it opened") {
            OpenNode::List(items, start) => Node { value: Value::List(items), span: Span::new(start, end) },
            OpenNode::Mapping { entries, start, .. } => {
                let entries = without_duplicates(self.path, entries, &mut self.diagnostics);
                Node { value: Value::Mapping(entries), span: Span::new(start, end) }
            }
        };
        self.node(node);
    }
}

/// Keeps the first of several equal keys and reports each later one.
fn without_duplicates(
    path: &SourcePath,
    entries: Vec<Entry>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Entry> {
    let mut keys = FxHashSet::with_capacity_and_hasher(entries.len(), FxBuildHasher);
    let are_new: Vec<bool> = entries.iter().map(|entry| keys.insert(entry.key.as_str())).collect();
    let mut kept = Vec::with_capacity(entries.len());
    for (entry, is_new) in entries.into_iter().zip(are_new) {
        if is_new {
            kept.push(entry);
            continue;
        }
        let key = &entry.key;
        diagnostics.push(
            Diagnostic::new(
                Rule::DuplicateKey,
                phrase!("`{key}` staat hier voor de tweede keer", "duplicate key `{key}`"),
            )
            .at(Location::new(path.clone(), entry.key_span))
            .hint(phrase!(
                "de eerste keer staat hierboven; voeg de twee samen of haal er een weg",
                "the first time is further up; join the two or take one away"
            )),
        );
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str) -> (Option<Node>, Vec<String>) {
        let source = Source::new(SourcePath::new("x.yaml").expect("a sound path"), text);
        let parsed = parse(&source, ParseLimits::FRONT_MATTER);
        let lines = parsed.diagnostics.iter().map(|diagnostic| {
            let at = diagnostic.at.as_ref().expect("yaml problems have places");
            let position = source.position(at.span.start);
            format!(
                "{}:{} {} {}",
                position.line,
                position.column,
                diagnostic.rule.name(),
                diagnostic.message.nl
            )
        });
        (parsed.value, lines.collect())
    }

    fn keys(node: Option<Node>) -> Vec<String> {
        match node {
            Some(Node { value: Value::Mapping(entries), .. }) => {
                entries.into_iter().map(|entry| entry.key).collect()
            }
            _ => Vec::new(),
        }
    }

    #[test]
    fn scalars_stay_the_text_that_was_typed() {
        let (node, reported) = check("[0363, 1.10, NO, nee, ja, 2026-11-01, ~, null, 'null']");
        assert!(reported.is_empty(), "{reported:?}");
        let Some(Node { value: Value::List(items), .. }) = node else { panic!("a list") };
        let texts: Vec<&str> = items
            .iter()
            .map(|item| match &item.value {
                Value::Scalar(text) => text.as_str(),
                _ => "-",
            })
            .collect();
        assert_eq!(texts, ["0363", "1.10", "NO", "nee", "ja", "2026-11-01", "-", "-", "null"]);
    }

    #[test]
    fn one_slip_costs_one_field() {
        let (node, reported) = check("titel: Wmo: hulp\nrol: [a\nduur: 5 minuten\neigenaar: \"redactie\n");
        assert_eq!(keys(node), ["duur"]);
        assert_eq!(reported.len(), 3, "{reported:#?}");
        assert!(
            reported[2].starts_with("4:11 "),
            "an unclosed quotation is reported where it opens: {}",
            reported[2]
        );
    }

    #[test]
    fn a_second_key_is_reported_and_the_first_kept() {
        let (node, reported) = check("titel: Een\nrelaties: {a: [x], a: [y]}\ntitel: Twee\n");
        assert_eq!(keys(node), ["titel", "relaties"]);
        assert_eq!(reported.len(), 2);
        assert!(reported.iter().any(|line| line.starts_with("3:1 duplicate-key")), "{reported:?}");
        assert!(reported.iter().any(|line| line.starts_with("2:20 duplicate-key")), "{reported:?}");
    }

    #[test]
    fn text_after_a_number_sign_is_not_lost_in_silence() {
        assert_eq!(check("titel: Formulier #12\n").1.len(), 1);
        assert_eq!(check("titel: Formulier # 12\n").1.len(), 1);
        assert!(check("hier: true   # een opmerking\ntitel: \"Formulier #12\"\n").1.is_empty());
    }

    #[test]
    fn what_can_hurt_is_refused_at_once() {
        let deep = "[".repeat(100_000);
        let wide = "k: v\n".repeat(20_000);
        let bomb = "a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n";
        for text in [
            &deep,
            &wide,
            bomb,
            "x: !!python/object:os.system {}",
            "x: !include /etc/passwd",
            "%YAML 1.2\n---\nx: 1",
            "a: 1\n---\nb: 2\n",
            "x: \0",
        ] {
            let (_, reported) = check(text);
            assert!(!reported.is_empty(), "{:.40}", text);
        }
    }
}

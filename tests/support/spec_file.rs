//! A spec file: Markdown in which headings are tests and labelled blocks are what goes in and what comes out.
//!
//! ````text
//! # Links                      the file; blocks before the first test belong to every test
//! ## A link to another card    a test
//! ```md kaarten/a.md           an input file
//! ```html kaarten/a/index.html a page that is expected; a part of it after the path, `text` without one
//! ```diagnostics               what is reported, in Dutch; `diagnostics en` for English; without a block: nothing
//! ```outputs                   the paths of all files but those of the theme
//! ```settings                  `mode: publish`, `today: 2027-01-01`, `read: disk`, `readers: residents`,
//!                              `production: yes`, `made: completely`, `duties: asked`
//! ````
//!
//! A path with spaces stands between quotation marks. Prose between the blocks explains, and is not looked at. A block
//! without a label, or labelled `text` alone, is prose.

use std::ops::Range;

/// A spec file.
pub(crate) struct SpecFile {
    lines: Vec<String>,
    /// The blocks that belong to every test.
    pub(crate) shared: Vec<Block>,
    /// The tests, in order.
    pub(crate) tests: Vec<SpecTest>,
}

/// One heading with what stands under it.
pub(crate) struct SpecTest {
    /// The heading.
    pub(crate) name: String,
    /// The line of the heading, from 1.
    pub(crate) line: usize,
    /// Its blocks, in order.
    pub(crate) blocks: Vec<Block>,
    /// The line before which a missing block is put, from 0.
    end: usize,
}

/// A labelled block.
#[derive(Clone)]
pub(crate) struct Block {
    /// What it is.
    pub(crate) label: Label,
    /// What stands in it; each line ends with a newline.
    pub(crate) text: String,
    /// Its lines without the fences, from 0.
    lines: Range<usize>,
}

/// What a block is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Label {
    /// An input file.
    Input { path: String, form: Form },
    /// A part of an output file.
    Page { path: String, part: String },
    /// What is reported, in Dutch or in English.
    Diagnostics { english: bool },
    /// The paths of the output files.
    Outputs,
    /// How the test is run.
    Settings,
}

/// How a block becomes the bytes of an input file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Form {
    /// As it stands there.
    Text,
    /// With `\xe9` for a byte that can't stand there, and without the last newline.
    Bytes,
    /// An image of this width and height; the block is empty, or says how large the file is: `600 kB`.
    Image(u32, u32),
    /// A symbolic link to what the block says; on a disk only.
    Link,
    /// A folder; on a disk only.
    Folder,
}

/// A new text for a block, or a block that is missing.
pub(crate) enum Edit<'s> {
    /// What belongs into a block that is there.
    Replace(&'s Block, String),
    /// A block that is missing at the end of a test, by its info string.
    Append(&'s SpecTest, &'static str, String),
}

impl SpecFile {
    /// Reads a spec file; `Err` says what is wrong with it, and where.
    pub(crate) fn read(text: &str) -> Result<Self, String> {
        let mut file =
            Self { lines: text.lines().map(str::to_owned).collect(), shared: Vec::new(), tests: Vec::new() };
        let mut fence: Option<(String, String, usize)> = None;
        for (at, line) in text.lines().enumerate() {
            if let Some((marks, info, start)) = &fence {
                if line.trim_end() == marks {
                    let text = file.lines[*start..at].iter().map(|line| format!("{line}\n")).collect();
                    let label = label(info).map_err(|problem| format!("line {start}: {problem}"))?;
                    if let Some(label) = label {
                        let block = Block { label, text, lines: *start..at };
                        file.tests.last_mut().map_or(&mut file.shared, |test| &mut test.blocks).push(block);
                    }
                    fence = None;
                }
            } else if line.starts_with("```") {
                let marks: String = line.chars().take_while(|&c| c == '`').collect();
                fence = Some((marks.clone(), line[marks.len()..].trim().to_owned(), at + 1));
            } else if line.starts_with("##") {
                let name = line.trim_start_matches('#').trim().to_owned();
                file.tests.push(SpecTest { name, line: at + 1, blocks: Vec::new(), end: 0 });
            }
            if let Some(test) = file.tests.last_mut()
                && !line.trim().is_empty()
                && !line.starts_with("##")
            {
                test.end = at + 1;
            }
        }
        match fence {
            Some((_, _, start)) => Err(format!("line {start}: this block doesn't end")),
            None => Ok(file),
        }
    }

    /// The text with these edits in it.
    pub(crate) fn edited(&self, edits: &[Edit<'_>]) -> String {
        let mut changes: Vec<(Range<usize>, Vec<String>)> = edits
            .iter()
            .map(|edit| match edit {
                Edit::Replace(block, text) => {
                    (block.lines.clone(), text.lines().map(str::to_owned).collect())
                }
                Edit::Append(test, info, text) => {
                    let opening = ["".to_owned(), format!("```{info}")];
                    let body = text.lines().map(str::to_owned);
                    (test.end..test.end, opening.into_iter().chain(body).chain(["```".to_owned()]).collect())
                }
            })
            .collect();
        changes.sort_by_key(|(range, _)| std::cmp::Reverse(range.start));
        let mut lines = self.lines.clone();
        for (range, replacement) in changes {
            lines.splice(range, replacement);
        }
        lines.join("\n") + "\n"
    }
}

/// What the info string of a block says; `None` where the block is prose.
fn label(info: &str) -> Result<Option<Label>, String> {
    let (kind, after) = info.split_once(' ').unwrap_or((info, ""));
    let (path, rest) = match after.strip_prefix('"').and_then(|quoted| quoted.split_once('"')) {
        Some(quoted) => quoted,
        None => after.split_once(' ').unwrap_or((after, "")),
    };
    let path = Some(path.to_owned()).filter(|path| !path.is_empty());
    let rest = rest.trim();
    let need = |path: Option<String>| path.ok_or_else(|| format!("`{info}` needs a path"));
    Ok(Some(match kind {
        "" => return Ok(None),
        "text" if path.is_none() => return Ok(None),
        "diagnostics" => Label::Diagnostics { english: path.as_deref() == Some("en") },
        "outputs" => Label::Outputs,
        "settings" => Label::Settings,
        "html" | "xml" | "txt" if !path.as_deref().is_some_and(|path| path.starts_with("theme/")) => {
            let part = if rest.is_empty() { "text" } else { rest };
            Label::Page { path: need(path)?, part: part.to_owned() }
        }
        "md" | "yaml" | "csv" | "html" | "css" | "js" | "text" => {
            Label::Input { path: need(path)?, form: Form::Text }
        }
        "bytes" => Label::Input { path: need(path)?, form: Form::Bytes },
        "link" => Label::Input { path: need(path)?, form: Form::Link },
        "folder" => Label::Input { path: need(path)?, form: Form::Folder },
        "image" => match rest.split_once('x') {
            Some((width, height)) => {
                let number = |text: &str| text.parse().map_err(|_| format!("`{text}` isn't a number"));
                let form = Form::Image(number(width)?, number(height)?);
                Label::Input { path: need(path)?, form }
            }
            None => return Err(format!("`{info}` needs a size, as in `image static/a.png 640x480`")),
        },
        _ => return Err(format!("nobody knows what `{info}` is")),
    }))
}

//! The text of XML: what a drawing shows, and what the parts of an office file hold.

use quick_xml::Reader;
use quick_xml::events::Event;

/// What ends a line, a cell or a label, by its name without a prefix: in drawings, and in files of Word, PowerPoint and
/// LibreOffice, in pages, diagrams and remarks. Within everything else a word goes on.
const BREAKS: [&str; 30] = [
    "p",
    "h",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "li",
    "td",
    "th",
    "dt",
    "dd",
    "div",
    "pt",
    "v",
    "comment",
    "threadedComment",
    "tc",
    "tr",
    "br",
    "tab",
    "cr",
    "table-cell",
    "line-break",
    "s",
    "text",
    "title",
    "desc",
    "metadata",
];

/// A reader that goes on where a file isn't quite XML: who looks at it does, too.
pub(super) fn reader(xml: &str) -> Reader<&[u8]> {
    let mut reader = Reader::from_str(xml);
    let config = reader.config_mut();
    config.allow_dangling_amp = true;
    config.allow_unmatched_ends = true;
    config.check_end_names = false;
    reader
}

/// What stands between the tags, with a bar where one thing ends and another begins. Lines are those of the file.
pub(super) fn text(xml: &str) -> String {
    let mut reader = reader(xml);
    let mut text = String::new();
    let mut from = 0;
    loop {
        let event = reader.read_event();
        let to = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX).min(xml.len());
        let written = xml.get(from..to).unwrap_or_default();
        from = to;
        match event {
            Ok(Event::Text(_) | Event::CData(_)) => text.push_str(written),
            Ok(Event::GeneralRef(reference)) => match reference.resolve_char_ref() {
                Ok(Some(sign)) => text.push(sign),
                _ => text.push(' '),
            },
            Ok(Event::Eof) | Err(_) => break,
            Ok(event) => {
                let is_break = match &event {
                    Event::End(end) => BREAKS.contains(&end.local_name().as_ref()),
                    Event::Empty(tag) => BREAKS.contains(&tag.local_name().as_ref()),
                    _ => false,
                };
                if is_break {
                    text.push('|');
                }
                text.extend(written.chars().filter(|sign| *sign == '\n'));
            }
        }
    }
    text
}

//! `invisible-character`: characters that can't be seen, or that turn the reading direction of what follows.

use crate::text::{Applicability, Diagnostic, Location, Rule, Source, Span, phrase};

pub(super) fn check(source: &Source, diagnostics: &mut Vec<Diagnostic>) {
    let text = source.text();
    for at in suspects(text.as_bytes()) {
        let c = text[at..].chars().next().expect("a character begins here");
        let found = match c {
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
                phrase!(
                    "een teken dat de leesrichting omdraait",
                    "a character that turns the reading direction"
                )
            }
            '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{180e}' => {
                phrase!("een teken zonder breedte", "a character without width")
            }
            // Joins the parts of an emoji, and letters in Arabic and Persian.
            '\u{200c}' | '\u{200d}' if !stands_alone(text, at, c) => continue,
            '\u{200c}' | '\u{200d}' => {
                phrase!("een onzichtbaar koppelteken", "an invisible joiner")
            }
            '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{7f}'..='\u{9f}' => {
                phrase!("een stuurteken", "a control character")
            }
            _ => continue,
        };
        let code = u32::from(c);
        let (nl, en) = (found.nl, found.en);
        let diagnostic = Diagnostic::new(
            Rule::InvisibleCharacter,
            phrase!("hier staat {nl} (U+{code:04X})", "{en} (U+{code:04X}) is here"),
        );
        let diagnostic = diagnostic
            .at(Location::new(source.path().clone(), Span::new(at, at + c.len_utf8())))
            .hint(phrase!(
                "haal het weg: typ het woord ervoor en erna opnieuw",
                "take it away: type the word before and after it again"
            ));
        // What has a width of its own, or turns the direction, may stand for something.
        let is_nothing = matches!(c, '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' | '\u{180e}');
        diagnostics.push(if is_nothing {
            diagnostic.fix(&text[at..at + c.len_utf8()], "", Applicability::MachineApplicable)
        } else {
            diagnostic
        });
    }
}

/// Where the bytes stand that such characters begin with. Most texts have none: a block of bytes is passed over at once,
/// and nothing is decoded.
fn suspects(bytes: &[u8]) -> impl Iterator<Item = usize> {
    const BLOCK: usize = 64;
    let is_suspect =
        |byte: &u8| matches!(byte, 0..=8 | 0xb | 0xc | 0xe..=0x1f | 0x7f | 0xc2 | 0xe1 | 0xe2 | 0xef);
    let blocks = bytes.chunks(BLOCK).enumerate();
    // Without a way out of the loop, so that the compiler looks at many bytes at a time.
    let suspicious =
        blocks.filter(move |(_, block)| block.iter().fold(false, |found, byte| found | is_suspect(byte)));
    suspicious.flat_map(move |(idx, block)| {
        let found = block.iter().enumerate().filter(move |(_, byte)| is_suspect(byte));
        found.map(move |(at, _)| idx * BLOCK + at)
    })
}

/// Whether a joiner has no letter or sign beside it that it could join.
fn stands_alone(text: &str, at: usize, joiner: char) -> bool {
    let joins = |c: Option<char>| c.is_some_and(|c| !c.is_ascii());
    !joins(text[..at].chars().next_back()) || !joins(text[at + joiner.len_utf8()..].chars().next())
}

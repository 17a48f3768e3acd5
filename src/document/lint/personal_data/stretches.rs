//! The stretches of a text where a number can be, each as people see it: without marks of Markdown and the addresses of links
//! within it, with every blank and dash as those on a keyboard and every digit as one of ours.

use std::borrow::Cow;
use std::ops::Range;

use memchr::{memchr, memmem};
use smallvec::SmallVec;

use crate::text::{next_byte, seen_as};

/// How far the digits of one number stand apart at most, in bytes: letters of a bank, with marks and narrow blanks around them.
const GAP: usize = 16;

/// How many digits a number has at least.
const DIGITS: usize = 8;

/// How much around a stretch is looked at, in bytes: what a number is called stands near it.
const AROUND: usize = 64;

/// How long a link is at most that a number goes on behind, in bytes, and how many of them one number has: nobody makes a link
/// of each of its digits.
const LINK: usize = 512;
const LINKS: usize = 8;

/// A stretch of a text that holds a number's worth of digits, with what stands around it.
pub(super) struct Stretch<'t> {
    /// What people see.
    pub(super) seen: Cow<'t, str>,
    /// Where the digits are in that: what lies around belongs to no stretch, or to another one.
    pub(super) digits: Range<usize>,
    /// The byte of the text that it starts at.
    start: usize,
    /// Where the sign of each byte that is seen begins and ends in the text; empty where all of it is seen as it was typed.
    typed: Vec<(usize, usize)>,
}

impl<'t> Stretch<'t> {
    fn new(text: &'t str, digits: Range<usize>) -> Self {
        let start = text.floor_char_boundary(digits.start.saturating_sub(AROUND));
        let end = text.ceil_char_boundary((digits.end + AROUND).min(text.len()));
        let around = &text[start..end];
        let is_plain =
            |byte: u8| byte.is_ascii() && !matches!(byte, b'*' | b'`' | b'\\' | b'~' | b'%' | b'[' | b']');
        if next_byte(around.as_bytes(), 0, |byte| !is_plain(byte)).is_none() {
            let digits = digits.start - start..digits.end - start;
            return Self { seen: around.into(), digits, start, typed: Vec::new() };
        }
        let mut seen = String::with_capacity(around.len());
        let mut typed = Vec::with_capacity(around.len());
        let mut from = 0;
        while let Some(sign) = around[from..].chars().next() {
            let rest = &around[from..];
            let at = start + from;
            let (shown, length) = match sign {
                '*' | '`' | '\\' | '~' | '[' | ']' => match unseen(text, at, &digits) {
                    Some(length) => (None, length),
                    None => (Some(sign), 1),
                },
                // That of a note behind a number is no part of it.
                sign if is_raised(sign) && text[..at].ends_with(|c: char| c.is_ascii_digit()) => {
                    (Some(' '), sign.len_utf8())
                }
                // In an address some signs are written as their numbers.
                '%' => ESCAPED
                    .iter()
                    .find(|(escape, _)| rest.starts_with(escape))
                    .map_or((Some('%'), 1), |(_, sign)| (Some(*sign), 3)),
                '\n' => (Some('\n'), 1),
                sign => (seen_as(sign), sign.len_utf8()),
            };
            let place = (at, at + length);
            from += length;
            if let Some(shown) = shown {
                seen.push(shown);
                typed.resize(seen.len(), place);
            }
        }
        let at = |byte: usize| typed.partition_point(|(_, end)| *end <= byte);
        let digits = at(digits.start)..at(digits.end);
        Self { seen: seen.into(), digits, start, typed }
    }

    /// Whether something that is seen has to do with the digits of this stretch.
    pub(super) fn holds(&self, range: &Range<usize>) -> bool {
        range.start < self.digits.end && self.digits.start < range.end
    }

    /// Where in the text something was typed that isn't empty, by where it is seen.
    pub(super) fn typed(&self, seen: Range<usize>) -> Range<usize> {
        match self.typed.get(seen.clone()) {
            Some([(start, _), .., (_, end)]) | Some([(start, end)]) => *start..*end,
            _ => self.start + seen.start..self.start + seen.end,
        }
    }
}

/// Signs that stand in numbers, as an address may write them.
const ESCAPED: [(&str, char); 5] = [("%20", ' '), ("%2B", '+'), ("%2b", '+'), ("%28", '('), ("%29", ')')];

/// Those of a text, in its order. Costs a look at each byte; a text is copied only where it is seen otherwise than it was
/// typed, and only there.
pub(super) fn stretches(text: &str) -> impl Iterator<Item = Stretch<'_>> {
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let first = next_digit(text, from, text.len())?;
            let (mut end, mut n) = (first.end, 1);
            // The address of a link within it can hold numbers of its own: they are looked for from there.
            let mut links: SmallVec<[usize; LINKS]> = SmallVec::new();
            loop {
                let link = link(text, end).filter(|_| links.len() < LINKS);
                let (from, to) = match link {
                    Some(link) => {
                        links.push(end);
                        (link.end, link.end + GAP)
                    }
                    None if links.is_empty() => (end, end + GAP),
                    None => {
                        let behind = behind_marks(text, end);
                        (behind, behind + 1)
                    }
                };
                let Some(next) = next_digit(text, from, to.min(text.len())) else { break };
                (end, n) = (next.end, n + 1);
            }
            from = links.first().copied().unwrap_or(end);
            if n >= DIGITS {
                return Some(Stretch::new(text, first.start..end));
            }
        }
    })
}

/// How many bytes at a place aren't seen where a number is: what makes a part of it bold, or a link, makes it no other number.
fn unseen(text: &str, at: usize, digits: &Range<usize>) -> Option<usize> {
    let bytes = text.as_bytes();
    let is_within = digits.contains(&at);
    match bytes[at] {
        b'[' if is_within => {
            let end = bytes.len().min(digits.end + 2).min(at + LINK);
            memmem::find(&bytes[at..end], b"](").map(|_| 1)
        }
        b']' if is_within => link(text, at).filter(|link| link.end <= digits.end).map(|link| link.len()),
        b'[' | b']' => None,
        _ => Some(1),
    }
}

/// The rest of a link whose text ends at a place, `](…)`, where digits go on right behind it.
fn link(text: &str, at: usize) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let start = behind_marks(text, at);
    let rest = bytes[start..].strip_prefix(b"](")?;
    let end = start + 2 + memchr(b')', &rest[..rest.len().min(LINK)])? + 1;
    bytes.get(behind_marks(text, end)).is_some_and(u8::is_ascii_digit).then_some(start..end)
}

/// Behind the marks at a place that make what follows bold or a link.
fn behind_marks(text: &str, at: usize) -> usize {
    let is_mark = |byte: &&u8| matches!(byte, b'*' | b'`' | b'~' | b'_' | b'[');
    at + text.as_bytes()[at..].iter().take_while(is_mark).count()
}

fn is_raised(sign: char) -> bool {
    matches!(sign, '\u{b2}' | '\u{b3}' | '\u{b9}' | '\u{2070}'..='\u{2079}')
}

/// The next digit of any script that starts between two bytes.
fn next_digit(text: &str, from: usize, to: usize) -> Option<Range<usize>> {
    let bytes = &text.as_bytes()[..to];
    let mut at = from;
    loop {
        // What the digits of other scripts, and those that are raised or in a circle, begin with.
        let is_such =
            |byte: u8| byte.is_ascii_digit() || matches!(byte, 0xc2 | 0xd9 | 0xdb | 0xe2 | 0xef | 0xf0);
        at = next_byte(bytes, at, is_such)?;
        let sign = text[at..].chars().next().expect("a sign starts there");
        if seen_as(sign).is_some_and(|sign| sign.is_ascii_digit()) {
            return Some(at..at + sign.len_utf8());
        }
        at += sign.len_utf8();
        if at >= to {
            return None;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_number_is_seen_as_people_see_it() {
        let seen = |text: &str| -> Vec<String> {
            stretches(text).map(|stretch| stretch.seen[stretch.digits.clone()].to_owned()).collect()
        };
        assert_eq!(seen("x 123**456**782 y"), ["123456782"]);
        assert_eq!(seen("NL91\u{202f}**ABNA** 0417\u{ad}164300"), ["91 ABNA 0417164300"]);
        assert_eq!(
            seen("\u{661}\u{662}\u{663}\u{664}\u{665}\u{666}\u{667}\u{668}\u{662} \u{ff11}"),
            ["123456782 1"]
        );
        assert_eq!(seen("tel:06%2012345678"), ["06 12345678"]);
        assert_eq!(seen("𝟏𝟐𝟑⁴⁵⁶⑦⑧₂"), ["123456782"]);
        assert_eq!(seen("111222333² en m²"), ["111222333  en m2"]);
        assert_eq!(seen("123[456](https://een.example/lang/adres)782"), ["123456782"]);
        assert_eq!(seen("[**123**](a)[456](b)7[82](c) 1"), ["123456782"]);
        assert_eq!(seen("[1](tel:0612345678)2"), ["0612345678)2"]);
        assert_eq!(seen("12345678[2]"), ["12345678[2"]);
        assert_eq!(seen("1234567, en een heel eind verder 8"), [""; 0]);
        let text = "é 12**3** 45\u{2013}678 é";
        let stretch = stretches(text).next().expect("digits");
        assert_eq!(&text[stretch.typed(stretch.digits.clone())], "12**3** 45\u{2013}678");
    }

    proptest! {
        #[test]
        fn any_text_can_be_looked_at(text in "([0-9*%2`é²𝟏\u{661}\u{6f1}\u{ff11}\u{ad}\u{202f}\n a\\[\\]]|\\]\\(|1\\]\\(a\\)2){0,80}") {
            for stretch in stretches(&text) {
                prop_assert!(stretch.seen.get(stretch.digits.clone()).is_some());
                prop_assert!(text.get(stretch.typed(stretch.digits.clone())).is_some());
            }
        }
    }
}

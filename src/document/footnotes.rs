//! Footnotes get their numbers on the page, in the order in which its texts first refer to them.

use std::collections::HashMap;

use super::places::PlacedTree;
use super::tree::{Element, TextTree};

/// A footnote of a file.
#[derive(Clone, Debug)]
pub struct Footnote {
    /// What references to it call it.
    pub label: Box<str>,
    /// The place of its file among those that lie on each other; the lowest is 0.
    pub piece: usize,
    /// What it says.
    pub text: TextTree,
}

impl From<(String, PlacedTree)> for Footnote {
    fn from((label, text): (String, PlacedTree)) -> Self {
        Self { label: label.into(), piece: 0, text: text.tree }
    }
}

/// What stands at a reference to a footnote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FootnoteMark {
    /// The number of the footnote; counts from 1.
    pub number: usize,
    /// Its ordinal among the references to that footnote; counts from 1.
    pub ordinal: usize,
}

/// The footnotes of a page.
#[derive(Debug, Default)]
pub struct NumberedFootnotes<'b> {
    /// Those that are referred to, in the order of their numbers, each with how often that is.
    pub list: Vec<(&'b Footnote, usize)>,
    /// The references in each text, and then in each footnote of the list, in order.
    pub marks: Vec<Vec<FootnoteMark>>,
}

/// Numbers the footnotes that some texts refer to, and those that these refer to. Each text comes with the place of its file.
pub fn number_footnotes<'b>(
    texts: impl Iterator<Item = (usize, &'b TextTree)>,
    footnotes: &'b [Footnote],
) -> NumberedFootnotes<'b> {
    let mut texts: Vec<(usize, &TextTree)> = texts.collect();
    if footnotes.is_empty() {
        return NumberedFootnotes { list: Vec::new(), marks: vec![Vec::new(); texts.len()] };
    }
    let by_label: HashMap<(usize, &str), &Footnote> =
        footnotes.iter().map(|footnote| ((footnote.piece, &*footnote.label), footnote)).collect();
    let mut numbers: HashMap<(usize, &str), usize> = HashMap::new();
    let mut numbered = NumberedFootnotes::default();
    while let Some((piece, text)) = texts.get(numbered.marks.len()).copied() {
        let references = text.leaves().filter(|leaf| leaf.element == Element::FootnoteReference);
        let marks = references.filter_map(|reference| {
            let key = (piece, reference.text);
            let footnote = *by_label.get(&key)?;
            let number = *numbers.entry(key).or_insert_with(|| {
                texts.push((piece, &footnote.text));
                numbered.list.push((footnote, 0));
                numbered.list.len()
            });
            let (_, ordinal) = &mut numbered.list[number - 1];
            *ordinal += 1;
            Some(FootnoteMark { number, ordinal: *ordinal })
        });
        let marks = marks.collect();
        numbered.marks.push(marks);
    }
    numbered
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::markdown;
    use crate::text::{Source, SourcePath};

    #[test]
    fn numbers_follow_the_order_of_the_page_and_then_that_of_footnotes() {
        let typed = "[^a]: x[^c]\n\n[^b]: y[^b]\n\n[^c]: z\n\n[^d]: niemand\n\n## Kop[^b]\n\nx[^a] y[^B]\n";
        let source = Source::new(SourcePath::new("kaarten/a.md").expect("a sound path"), typed);
        let read = markdown::read(&source, 0, Vec::new()).value;
        let footnotes: Vec<Footnote> = read.footnotes.into_iter().map(Footnote::from).collect();
        let section = &read.sections[0];
        let texts = [&read.lead.tree, &section.title.tree, &section.body.tree];
        let numbered = number_footnotes(texts.into_iter().map(|text| (0, text)), &footnotes);
        let list: Vec<(&str, usize)> =
            numbered.list.iter().map(|(footnote, n_references)| (&*footnote.label, *n_references)).collect();
        assert_eq!(list, [("b", 3), ("a", 1), ("c", 1)]);
        let marks: Vec<Vec<(usize, usize)>> = numbered
            .marks
            .iter()
            .map(|marks| marks.iter().map(|mark| (mark.number, mark.ordinal)).collect())
            .collect();
        assert_eq!(marks, [vec![], vec![(1, 1)], vec![(2, 1), (1, 2)], vec![(1, 3)], vec![(3, 1)], vec![]]);
    }
}

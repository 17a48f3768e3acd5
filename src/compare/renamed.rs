//! What became of a section that isn't there any more under its id.

use super::similarity::{FeatureIndex, Features, share};

/// A section in which the text may be now.
#[derive(Clone, Copy, Debug)]
pub struct Candidate<'t> {
    /// The id of its heading.
    pub id: &'t str,
    /// Its text, without the heading.
    pub text: &'t str,
}

/// What became of a section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate<'t> {
    /// Most of its text stands under this id now.
    RenamedTo(&'t str),
    /// Most of its text is divided over these ids, in their order; at least two.
    SplitInto(Vec<&'t str>),
    /// Its text isn't there any more.
    Gone,
}

/// How like a text has to be to one that it comes from. Of all pairs of sections of sixteen cards, written by one hand about
/// one field, the two that are most alike come to 0.36, and half of them stay below 0.1.
const ALIKE: f64 = 0.5;
/// What part of a text another one has to hold, for the text to be called divided.
const PART: f64 = 0.15;

/// The sections in which a text may be, ready to be looked through for many texts.
#[derive(Debug)]
pub struct Candidates<'t> {
    sections: Vec<(&'t str, Features<'t>)>,
    index: FeatureIndex<'t>,
}

impl<'t> Candidates<'t> {
    /// From those that don't come from another one. Takes the length of all of them together.
    pub fn new(sections: &[Candidate<'t>]) -> Self {
        let sections: Vec<(&str, Features<'_>)> =
            sections.iter().map(|section| (section.id, Features::of(section.text))).collect();
        let index = FeatureIndex::of(sections.iter().map(|(_, features)| features));
        Self { sections, index }
    }
}

/// What became of a section with this text. Takes as long as there are words in the candidates that are in it too.
///
/// ```
/// use wijkgids::compare::{Fate, Candidate, Candidates, fate};
/// let old = "Bel eerst zelf. Vraag daarna of iemand een maatje wil.";
/// let now = Candidates::new(&[
///     Candidate { id: "waarom", text: "Alleen zijn is niet hetzelfde als eenzaam zijn." },
///     Candidate { id: "zo-begin-je", text: "Bel eerst zelf. Vraag daarna of hij een maatje wil." },
/// ]);
/// assert_eq!(fate(old, &now), Fate::RenamedTo("zo-begin-je"));
/// ```
pub fn fate<'t>(old: &str, now: &Candidates<'t>) -> Fate<'t> {
    let old = Features::of(old);
    let counted = old.counted();
    if old.len() == 0 {
        return Fate::Gone;
    }
    let shared = now.index.shared(&counted, now.sections.len());
    let mut parts = Vec::new();
    let mut best: Option<(f64, &str)> = None;
    for (idx, ((id, features), shared)) in now.sections.iter().zip(shared).enumerate() {
        let alike = share(2 * shared, old.len() + features.len());
        if best.is_none_or(|(most, _)| alike > most) {
            best = Some((alike, *id));
        }
        if features.len() > 0 && share(shared, features.len()) >= ALIKE {
            parts.push((shared, idx));
        }
    }
    // The largest part first, so that a phrase that several sections share is counted for one of them.
    parts.sort_by_key(|(shared, idx)| (std::cmp::Reverse(*shared), *idx));
    let mut left = counted;
    let mut found = 0;
    parts.retain(|(_, idx)| {
        // All of it is found already, so no other holds a part of it.
        if found == old.len() {
            return false;
        }
        let (_, features) = &now.sections[*idx];
        let taken = left.clone().take(features);
        let is_part = share(taken, old.len()) >= PART;
        if is_part {
            found += left.take(features);
        }
        is_part
    });
    if parts.len() > 1 && share(found, old.len()) >= ALIKE {
        parts.sort_by_key(|(_, idx)| *idx);
        return Fate::SplitInto(parts.into_iter().map(|(_, idx)| now.sections[idx].0).collect());
    }
    match best {
        Some((alike, id)) if alike >= ALIKE => Fate::RenamedTo(id),
        _ => Fate::Gone,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OLD: &str = "Bel eerst zelf, en zeg wie u bent. Vraag dan of het uitkomt.\n\n\
                       Spreek af wie de volgende keer belt, en zet dat in de agenda van het team.";
    const BOTH: &str = "Doe dit samen met de buren.";

    fn check(now: &[&str], expected: Fate<'_>) {
        let ids = ["een", "twee", "drie", "vier"];
        let now: Vec<Candidate<'_>> =
            ids.iter().zip(now).map(|(&id, &text)| Candidate { id, text }).collect();
        assert_eq!(fate(OLD, &Candidates::new(&now)), expected);
    }

    #[test]
    fn a_text_under_another_heading_is_renamed() {
        check(&[BOTH, OLD], Fate::RenamedTo("twee"));
        check(
            &[
                "Bel eerst zelf, en zeg wie u bent. Spreek af wie de volgende keer belt, en zet dat in de agenda.",
            ],
            Fate::RenamedTo("een"),
        );
    }

    #[test]
    fn a_text_under_two_headings_is_split() {
        let (first, second) = OLD.split_once("\n\n").expect("two paragraphs");
        let more = format!("{second} {BOTH}");
        check(&[&more, BOTH, first], Fate::SplitInto(vec!["een", "drie"]));
    }

    #[test]
    fn a_copy_of_a_part_is_no_split() {
        check(&[OLD, "Bel eerst zelf, en zeg wie u bent."], Fate::RenamedTo("een"));
    }

    #[test]
    fn a_text_that_nothing_comes_from_is_gone() {
        check(&[BOTH, "Zet in de agenda wie er belt.", ""], Fate::Gone);
        check(&[], Fate::Gone);
    }
}

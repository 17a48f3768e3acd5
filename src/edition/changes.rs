//! What happened below a derivation, part by part, with the words of then and of now.

use std::cell::LazyCell;

use super::DerivedPiece;
use super::drift::{self, BaseState, PartState, Sources};
use super::settle::{BaseTexts, Bases, Relocation, fate_of};
use crate::document::{Document, Notes, Part};

/// What happened to the text that a part was made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BaseChange {
    /// The part.
    pub part: Part,
    /// What happened.
    pub news: News,
    /// The text that it was made from, where that was kept.
    pub then: Option<String>,
    /// The text that stands there now; where it was renamed, that under the new name.
    pub now: Option<String>,
}

/// What can happen to a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum News {
    /// It has other words.
    Changed,
    /// It stands under another id.
    RenamedTo(String),
    /// It is divided over several ids.
    SplitInto(Vec<String>),
    /// It has come since.
    Added,
    /// It isn't there any more.
    Gone,
    /// Nobody noted which text it was.
    Unnoted,
}

/// Everything that happened to what a file was made from; nothing of the parts whose originals are what they were.
pub fn changes(
    derived: &DerivedPiece,
    parts: &[PartState],
    sources: &Sources,
    bases: &Bases,
) -> Vec<BaseChange> {
    let texts = || BaseTexts::of(derived, sources);
    of_parts(derived.base.as_ref(), parts, texts, sources, bases)
}

/// Everything that happened to a document below that is taken over, of which `line` is recorded.
pub fn inherited(
    below: &Document,
    parts: &[PartState],
    line: &Notes,
    sources: &Sources,
    bases: &Bases,
) -> Vec<BaseChange> {
    let texts = || BaseTexts::beside(&line.keys().collect(), below, sources);
    let mut changes = of_parts(Some(below), parts, texts, sources, bases);
    // What another part became isn't new.
    let became = changes.iter().flat_map(|change| match &change.news {
        News::RenamedTo(id) => vec![id.clone()],
        News::SplitInto(ids) => ids.clone(),
        _ => Vec::new(),
    });
    let became: Vec<Part> = became.map(Part::Section).collect();
    changes.retain_mut(|change| {
        if change.news == News::Unnoted {
            change.news = News::Added;
            change.then = Some(String::new());
        }
        change.news != News::Added || !became.contains(&change.part)
    });
    changes
}

fn of_parts(
    base: Option<&Document>,
    parts: &[PartState],
    texts: impl FnOnce() -> BaseTexts,
    sources: &Sources,
    bases: &Bases,
) -> Vec<BaseChange> {
    let now = |part: &Part| base.and_then(|base| drift::text(base, part, sources));
    let texts = LazyCell::new(texts);
    let candidates = LazyCell::new(|| texts.candidates());
    let change = |PartState { part, state }: &PartState| {
        let (news, noted) = match state {
            BaseState::Same => return None,
            BaseState::Unnoted => (News::Unnoted, None),
            BaseState::Changed { noted } => (News::Changed, bases.get(noted)),
            BaseState::Gone { noted } => {
                let then = bases.get(noted);
                let found = then.map(|then| fate_of(part, then, &candidates));
                let news = match found {
                    Some(Relocation::RenamedTo(id)) => News::RenamedTo(id),
                    Some(Relocation::SplitInto(ids)) => News::SplitInto(ids),
                    Some(Relocation::Gone) | None => News::Gone,
                };
                (news, then)
            }
        };
        let now = match &news {
            News::RenamedTo(id) => now(&Part::Section(id.clone())),
            News::SplitInto(ids) => {
                let texts: Vec<String> =
                    ids.iter().filter_map(|id| now(&Part::Section(id.clone()))).collect();
                Some(texts.join("\n\n"))
            }
            News::Changed | News::Added | News::Gone | News::Unnoted => now(part),
        };
        Some(BaseChange { part: part.clone(), news, then: noted.cloned(), now })
    };
    parts.iter().filter_map(change).collect()
}

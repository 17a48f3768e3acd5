//! What happened below a derivation, part by part, with the words of then and of now.

use std::cell::LazyCell;

use super::DerivedPiece;
use super::drift::{self, BaseState, PartState, Sources};
use super::settle::{BaseTexts, Bases, Relocation, fate_of};
use crate::document::Part;

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
    /// It isn't there any more.
    Gone,
    /// Nobody noted which text it was.
    Unnoted,
}

/// Everything that happened; nothing of the parts whose originals are what they were.
pub fn changes(
    derived: &DerivedPiece,
    parts: &[PartState],
    sources: &Sources,
    bases: &Bases,
) -> Vec<BaseChange> {
    let now = |part: &Part| derived.base.as_ref().and_then(|base| drift::text(base, part, sources));
    let texts = LazyCell::new(|| BaseTexts::of(derived, sources));
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
            News::Changed | News::Gone | News::Unnoted => now(part),
        };
        Some(BaseChange { part: part.clone(), news, then: noted.cloned(), now })
    };
    parts.iter().filter_map(change).collect()
}

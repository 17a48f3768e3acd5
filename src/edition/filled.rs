//! The values of a site, filled into what a document says about itself.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::document::{LadderStep, Outline};
use crate::text::fill;

/// The outline with the values in its texts filled in; the same one where there is nothing to fill.
pub(super) fn filled(outline: &Arc<Outline>, values: &BTreeMap<String, String>) -> Arc<Outline> {
    let mut filled = Outline::clone(outline);
    let mut is_other = false;
    let mut fill_in = |text: &mut String| {
        if text.contains("{{") {
            *text = fill(text, values);
            is_other = true;
        }
    };
    filled.fields.for_each_text(&mut fill_in);
    texts(&mut filled).for_each(fill_in);
    if is_other { Arc::new(filled) } else { Arc::clone(outline) }
}

/// Every text of an outline that is shown, but for those of declared fields. Taken apart whole, so that a new field has to say which it is.
fn texts(outline: &mut Outline) -> impl Iterator<Item = &mut String> {
    let Outline {
        title,
        summary,
        ladder,
        owner,
        headings,
        id: _,
        kind: _,
        path: _,
        language: _,
        derivation: _,
        terms: _,
        fields: _,
        evidence: _,
        counter: _,
        relations: _,
        audience: _,
        status: _,
        reviewed: _,
        review_by: _,
        aliases: _,
        keywords,
        quick_exit: _,
        topics: _,
    } = outline;
    let steps = ladder.iter_mut().flat_map(|LadderStep { level, who, up, down, here: _ }| {
        [level, who].into_iter().chain(up).chain(down)
    });
    [title, summary]
        .into_iter()
        .chain(owner)
        .chain(keywords)
        .chain(headings.iter_mut().map(|heading| &mut heading.text))
        .chain(steps)
}

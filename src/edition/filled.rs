//! The values of a site, filled into what a document says about itself.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::document::Outline;
use crate::text::fill;

/// The outline with the values in its texts filled in; the same one where there is nothing to fill.
pub(super) fn filled(outline: &Arc<Outline>, values: &BTreeMap<String, String>) -> Arc<Outline> {
    let asks = |text: &str| text.contains("{{");
    if !outline.fields.any_text(&asks) && !outline.headings.iter().any(|heading| asks(&heading.text)) {
        return Arc::clone(outline);
    }
    let mut filled = Outline::clone(outline);
    let mut fill_in = |text: &mut String| {
        if asks(text) {
            *text = fill(text, values);
        }
    };
    filled.fields.for_each_text(&mut fill_in);
    filled.headings.iter_mut().for_each(|heading| fill_in(&mut heading.text));
    Arc::new(filled)
}

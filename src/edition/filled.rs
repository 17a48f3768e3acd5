//! The values of a site, filled into what a document says about itself.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::document::Outline;
use crate::text::fill;

/// The outline with the values in its texts filled in; the same one where there is nothing to fill.
pub(super) fn filled(outline: &Arc<Outline>, values: &BTreeMap<String, String>) -> Arc<Outline> {
    let asks = |text: &str| text.contains("{{");
    if !outline.fields.asks_values() && !outline.headings.iter().any(|heading| asks(&heading.text)) {
        return Arc::clone(outline);
    }
    let mut filled = Outline::clone(outline);
    filled.fields.fill(values);
    filled.headings.iter_mut().for_each(|heading| heading.text = fill(&heading.text, values));
    Arc::new(filled)
}

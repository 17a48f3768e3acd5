//! Where a source or a fact can be looked up.

use super::view::{CitationView, WebsiteView};
use super::written::shown;
use super::{Strings, date};
use crate::document::Citation;

/// Where something can be looked up; `None` where nobody said so.
pub(super) fn citation(strings: &Strings, citation: &Citation) -> Option<CitationView> {
    let Citation { address, read_on, ecli, article } = citation;
    let link = |url: String, text: String| WebsiteView { url, text };
    let view = CitationView {
        article: article.clone(),
        judgment: citation.judgment().zip(ecli.as_ref()).map(|(url, ecli)| link(url, ecli.text.clone())),
        address: address.as_ref().map(|address| link(address.text.clone(), shown(&address.text))),
        read_on: read_on.map(|day| date::view(day, strings)),
    };
    (!citation.is_empty()).then_some(view)
}

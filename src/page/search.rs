//! The search page.

use super::frame::{Frame, frame};
use super::shared::Shared;
use super::view::{PageContent, PageView, SearchView};
use super::{letters, list};

/// The search page: what one can choose from before anything is looked for.
pub(super) fn view(shared: &Shared<'_>) -> PageView {
    let content =
        SearchView { facets: list::filters(shared, None, None), letters: letters::links(shared, None) };
    let url = shared.site.search_address();
    let description = shared.strings.get("search-lead");
    let page = Frame { url: &url, description, ..Frame::new(shared.strings.get("search-title")) };
    frame(shared, page, PageContent::Search(content))
}

//! The addresses of the preview's own pages.

/// The icon of those pages.
pub(super) const ICON: &str = "/_wijkgids/icon.svg";
/// Every document.
pub(super) const DESK: &str = "/_wijkgids/";
/// What was found wrong.
pub(super) const PROBLEMS: &str = "/_wijkgids/problemen/";
/// A document beside its original.
pub(super) const LAYERS: &str = "/_wijkgids/lagen/";
/// Where a text of one's own is started.
pub(super) const LOCALISE: &str = "/_wijkgids/aanpassen/";
/// What each rule does; the name of the rule follows.
pub(super) const RULES: &str = "/_wijkgids/regels/";

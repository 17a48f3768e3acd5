//! How languages, telephone numbers and web addresses are written on pages.

use super::theme::{LANGUAGE_NAME, default_strings};
use crate::model::Language;
use crate::text::dialed;

/// What a language calls itself; its tag where the default theme doesn't know.
pub(super) fn name_of(language: &Language) -> String {
    let name = default_strings(language).and_then(|strings| strings.own(LANGUAGE_NAME)).map(str::to_owned);
    name.or_else(|| language.own_name()).unwrap_or_else(|| language.to_string())
}

/// Where a telephone number leads; `None` where it can't be dialed.
pub(super) fn call_address(number: &str) -> Option<String> {
    Some(format!("tel:{}", dialed(number)?))
}

/// A web address as people say it.
pub(super) fn shown(url: &str) -> String {
    let plain = url.trim_start_matches("https://").trim_start_matches("http://");
    plain.trim_start_matches("www.").trim_end_matches('/').to_owned()
}

//! Whether the digits of a page could be a citizen service number or a bank account. Hardly any page has some, so a page is
//! asked while it is made and still at hand, and only the others are read again as a browser reads them.

use memchr::{memchr, memchr_iter};

use crate::document::may_hold_number;

/// Whether a page could show such a number.
pub(super) fn may_show_number(html: &str) -> bool {
    may_hold_number(html) || has_escape_in_number(html)
}

/// Whether a sign that is written by its name or its code could be part of a number: one next to a digit, and any by its
/// code but the apostrophe.
fn has_escape_in_number(html: &str) -> bool {
    let bytes = html.as_bytes();
    memchr_iter(b'&', bytes).any(|at| {
        let (before, escape) = (bytes[..at].last(), &bytes[at..]);
        let end = memchr(b';', &escape[..escape.len().min(LONGEST_ESCAPE)]);
        let behind = end.and_then(|end| escape.get(end + 1));
        let is_next_to_digit = [before, behind].into_iter().flatten().any(u8::is_ascii_digit);
        is_next_to_digit || escape.starts_with(b"&#") && !escape.starts_with(b"&#39;")
    })
}

/// How long the name of a sign can be, in bytes, with what stands around it.
const LONGEST_ESCAPE: usize = 40;

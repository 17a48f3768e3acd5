//! The clock by which changes are waited for.

use std::time::Instant;

#[expect(clippy::disallowed_methods, reason = "waiting takes a clock")]
pub(super) fn now() -> Instant {
    Instant::now()
}

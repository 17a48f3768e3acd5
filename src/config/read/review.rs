//! What the configuration says of documents that nobody has reviewed in time.

use crate::config::{AfterGrace, Config, ReviewPolicy};
use crate::data::{Entry, Fields, KeyName, Read};
use crate::text::{Rule, phrase};

/// How long a grace can be, in days. One that is longer than the time between two reviews says nothing.
const LONGEST: u32 = 366;

/// Reads what becomes of them; what isn't said is as in the site below.
pub(super) fn read(fields: &mut Fields<'_>, below: Option<&Config>) -> ReviewPolicy {
    let mut review = below.map(|below| below.review).unwrap_or_default();
    if review.after == AfterGrace::Error {
        // What a site doesn't publish itself, stops none above it; its readers see it.
        review.after = AfterGrace::Mark;
    }
    let path = fields.path().clone();
    let Some(Entry { node, .. }) = fields.take(KeyName::same("review")) else { return review };
    let mut inner = Fields::new(&path, node, fields.diagnostics());
    if let Some(Read { value: text, span }) = inner.text(KeyName::same("grace")) {
        match text.parse() {
            Ok(days) if days <= LONGEST => review.grace = days,
            _ => inner.report(
                Rule::WrongType,
                span,
                phrase!("`{text}` is geen aantal dagen", "`{text}` isn't a number of days"),
                phrase!("schrijf een getal tot en met {LONGEST}", "write a number up to {LONGEST}"),
            ),
        }
    }
    if let Some(after) = inner.choice(KeyName::same("after"), &AfterGrace::CHOICES) {
        review.after = after.value;
    }
    inner.finish();
    review
}

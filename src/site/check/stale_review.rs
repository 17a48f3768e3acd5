//! `stale-review`: documents whose day of review has passed, and what becomes of them.

use jiff::civil::Date;

use super::super::Site;
use crate::config::{AfterGrace, FILE_NAME, ReviewStanding};
use crate::edition::ResolvedDocument;
use crate::model::FieldId;
use crate::text::{Diagnostic, Location, Phrase, Rule, Severity, SourcePath, phrase};

/// What is reported about a document that is there; one that the published site hides is still there in the preview.
pub(super) fn check(site: &Site, document: &ResolvedDocument, diagnostics: &mut Vec<Diagnostic>) {
    let Some(review_by) = document.outline.review_by() else { return };
    let policy = site.config.review;
    let standing = site.review_standing(&document.outline);
    if standing == ReviewStanding::Overdue && policy.after == AfterGrace::Hide {
        diagnostics.push(gone(document, review_by));
        return;
    }
    if !matches!(standing, ReviewStanding::Late | ReviewStanding::Overdue) {
        return;
    }
    let Phrase { nl, en } = consequence(policy.after);
    let last = policy.last_day(review_by);
    let then = match standing {
        ReviewStanding::Late => phrase!(
            "tot en met {last} merkt een lezer er niets van; daarna {nl}",
            "up to and including {last} readers notice nothing; after that {en}"
        ),
        _ => phrase!("tot dat gebeurd is, {nl}", "until that is done, {en}"),
    };
    let mut diagnostic = Diagnostic::new(
        Rule::StaleReview,
        phrase!(
            "dit document had voor {review_by} herzien moeten zijn",
            "this document had to be reviewed before {review_by}"
        ),
    )
    .at(place(document))
    .hint(read_again())
    .hint(then);
    // Who lies on another site can't mend its texts, so those keep nobody from publishing.
    if policy.after == AfterGrace::Error && standing == ReviewStanding::Overdue && is_own(document) {
        diagnostic.severity = Severity::Error;
    }
    diagnostics.push(diagnostic);
}

/// What is reported about the documents that were taken off the site.
pub(super) fn hidden(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    let hidden = site.edition.overdue.values();
    diagnostics.extend(hidden.filter_map(|document| Some(gone(document, document.outline.review_by()?))));
}

/// A document that isn't on the site any more. One of a site below is reported in the configuration: there it was decided,
/// and that is what the editors of this site can change.
fn gone(document: &ResolvedDocument, review_by: Date) -> Diagnostic {
    let id = &document.outline.id;
    let diagnostic = Diagnostic::new(
        Rule::StaleReview,
        phrase!(
            "`{id}` staat niet meer op de site: het had voor {review_by} herzien moeten zijn",
            "`{id}` isn't on the site any more: it had to be reviewed before {review_by}"
        ),
    );
    if is_own(document) {
        return diagnostic.at(place(document)).hint(read_again());
    }
    let config = SourcePath::new(FILE_NAME).expect("this is a path");
    diagnostic.at(Location::file(config)).hint(phrase!(
        "vraag wie de site hieronder bijhoudt om het na te lezen; of lees het zelf na, begin met `wijkgids localise {id}` en zet daarin een nieuwe `herzien_voor`",
        "ask those who keep the site below to read it again; or read it yourself, start with `wijkgids localise {id}` and set a new `review_by` in that"
    ))
}

/// What to do with a document that has to be reviewed.
pub(crate) fn read_again() -> Phrase {
    phrase!(
        "lees het in zijn geheel na, en zet dan `beoordeeld` op vandaag en `herzien_voor` op een nieuwe dag",
        "read all of it again, then set `reviewed` to today and `review_by` to a new day"
    )
}

/// What happens to a document after the grace.
fn consequence(after: AfterGrace) -> Phrase {
    match after {
        AfterGrace::Notice => {
            phrase!("staat op de bladzijde dat dit te laat is", "its page says that this is late")
        }
        AfterGrace::Mark => phrase!(
            "staat op de bladzijde en in elke lijst dat dit te laat is",
            "its page and every list say that this is late"
        ),
        AfterGrace::Error => phrase!("wordt de site niet gepubliceerd", "the site isn't published"),
        AfterGrace::Hide => phrase!("staat het niet meer op de site", "it isn't on the site any more"),
    }
}

/// Whether its day of review stands in a file of the site's own.
fn is_own(document: &ResolvedDocument) -> bool {
    place(document).path.way().is_empty()
}

fn place(document: &ResolvedDocument) -> Location {
    let review_by = document.outline.fields.first(FieldId::REVIEW_BY);
    review_by.map(|date| date.at.clone()).unwrap_or_else(|| Location::file(document.outline.path.clone()))
}

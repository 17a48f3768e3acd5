//! Provisions that nobody has made sure of for too long (`stale-check`), and hours that have passed.

use jiff::civil::Date;

use super::Provision;
use super::read::ProvisionEntry;
use crate::calendar::Calendar;
use crate::config::{CheckStanding, Freshness};
use crate::document::Status;
use crate::model::keys;
use crate::text::{Diagnostic, Rule, Severity, phrase};

/// What to report about a provision that nobody has made sure of for too long.
pub(super) fn check(found: &ProvisionEntry, freshness: &Freshness, today: Date) -> Option<Diagnostic> {
    if found.provision.status() != Status::Published {
        return None;
    }
    let (message, hint) = match standing(&found.provision, freshness, today) {
        CheckStanding::Fresh => return None,
        CheckStanding::NeverChecked => (
            phrase!("niemand heeft dit nagegaan", "not verified yet"),
            phrase!(
                "bel of mail, en vul bij `gecontroleerd` de dag van vandaag in",
                "call or mail, and fill in today at `checked`"
            ),
        ),
        CheckStanding::Due(due) => (
            phrase!(
                "dit had op {due} opnieuw nagegaan moeten zijn; de bladzijde zegt dat erbij",
                "this should have been made sure of again on {due}; the page says so"
            ),
            phrase!(
                "bel of mail, verbeter wat anders is, en zet `gecontroleerd` op vandaag",
                "call or mail, mend what differs, and set `checked` to today"
            ),
        ),
        CheckStanding::Expired(due) => (
            phrase!(
                "dit staat niet meer op de site: het had op {due} opnieuw nagegaan moeten zijn",
                "this isn't on the site any more: it should have been made sure of again on {due}"
            ),
            phrase!(
                "bestaat het nog, zet `gecontroleerd` dan op vandaag; anders `status: vervallen`",
                "if it still exists, set `checked` to today; else `status: retired`"
            ),
        ),
    };
    let at = found.place(keys::CHECKED).unwrap_or(&found.at).clone();
    Some(Diagnostic::new(Rule::StaleCheck, message).at(at).hint(hint))
}

/// What to report about hours that were for days that have passed, or are too far ahead to be shown.
pub(super) fn check_hours(found: &ProvisionEntry, calendar: &Calendar) -> Option<Diagnostic> {
    if calendar.is_ever_open() {
        return None;
    }
    let (first, last) = (calendar.first, calendar.last);
    let message = phrase!(
        "deze tijden zijn van {first} tot en met {last} nooit open; de bladzijde toont ze niet",
        "these hours are never open from {first} to {last}; the page doesn't show them"
    );
    let hint = phrase!(
        "kijk naar het jaar, en schrijf de tijden die nu gelden",
        "look at the year, and write the hours that hold now"
    );
    let diagnostic = Diagnostic::new(Rule::BadOpeningHours, message)
        .at(found.place(keys::OPENING_HOURS)?.clone())
        .hint(hint);
    Some(Diagnostic { severity: Severity::Warning, ..diagnostic })
}

/// How a provision stands on a day.
pub(super) fn standing(provision: &Provision, freshness: &Freshness, today: Date) -> CheckStanding {
    let months = provision.valid_months().unwrap_or(freshness.provisions);
    freshness.standing(provision.checked(), months, today)
}

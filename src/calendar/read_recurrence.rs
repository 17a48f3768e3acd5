//! When something happens, as an editor types it, with what is reported where that can't be read.

use super::error::RecurrenceError;
use super::recurrence::Recurrence;
use super::words::{EVERY, MONTHS, NTH, WEEKDAYS};
use crate::data::{Fields, Read};
use crate::text::{Applicability, Diagnostic, Location, Phrase, Rule, Severity, Span, nearest, phrase};

/// A value that can be read and happens.
pub(crate) fn read_recurrence(
    fields: &mut Fields<'_>,
    Read { value: text, span }: Read<String>,
) -> Option<Recurrence> {
    match Recurrence::new(&text) {
        Ok(recurrence) => {
            report_unmet_exceptions(fields, &recurrence, span);
            Some(recurrence)
        }
        Err(error) => {
            let (message, hint) = reported(&error, &text);
            let at = Location::new(fields.path().clone(), span);
            let diagnostic = Diagnostic::new(Rule::WrongType, message).at(at);
            fields.diagnostics().push(near(diagnostic, &error).hint(hint));
            None
        }
    }
}

/// The same problem, with the word that was most likely meant.
fn near(diagnostic: Diagnostic, error: &RecurrenceError) -> Diagnostic {
    let RecurrenceError::Word(rest) = error else { return diagnostic };
    let word = rest.split(' ').next().unwrap_or_default();
    let tables = [EVERY, WEEKDAYS, MONTHS, NTH].into_iter().flatten();
    let known = tables.flat_map(|ways| ways.iter().copied()).filter(|known| known.len() > 3);
    diagnostic.suggest(word, nearest(word, known), Applicability::MaybeIncorrect)
}

/// What is wrong, and what to write.
fn reported(error: &RecurrenceError, text: &str) -> (Phrase, Phrase) {
    let write = phrase!(
        "schrijf bijvoorbeeld `2026-12-04 14:00-16:00`, `elke dinsdag 10:00-12:00` of `elke eerste maandag van de maand 19:30-21:00`; daarachter kan staan: `vanaf 2026-12-01`, `tot en met 2027-06-30`, `behalve 2026-12-29, feestdagen`",
        "write for example `2026-12-04 14:00-16:00`, `every Tuesday 10:00-12:00` or `every first Monday of the month 19:30-21:00`; behind that: `from 2026-12-01`, `until 2027-06-30`, `except 2026-12-29, public holidays`"
    );
    let day = phrase!(
        "schrijf jaar, maand en dag: `2026-12-04`, of `4 december 2026`",
        "write year, month and day: `2026-12-04`, or `4 December 2026`"
    );
    match error {
        RecurrenceError::Word(word) if word.is_empty() => {
            (phrase!("`{text}` is niet af", "`{text}` isn't complete"), write)
        }
        RecurrenceError::Word(word) => {
            (phrase!("`{word}` zegt hier niet wanneer", "`{word}` doesn't say when"), write)
        }
        RecurrenceError::NoDay => {
            (phrase!("`{text}` noemt geen dag", "`{text}` doesn't say on which day"), write)
        }
        RecurrenceError::SecondDay(second) => (
            phrase!("`{second}` noemt nog een keer een dag", "`{second}` names another day"),
            phrase!(
                "zet elke datum of herhaling apart, in een lijst: `[2026-12-04 14:00, 2026-12-11 14:00]`",
                "write each date by itself, in a list: `[2026-12-04 14:00, 2026-12-11 14:00]`"
            ),
        ),
        RecurrenceError::Twice(second) => (
            phrase!("`{second}` staat hier voor de tweede keer", "`{second}` says it a second time"),
            phrase!(
                "laat er één staan; zijn het er echt twee, maak dan een lijst",
                "keep one; if there really are two, make a list"
            ),
        ),
        RecurrenceError::NoSuchDate(date) => {
            (phrase!("`{date}` bestaat niet", "`{date}` doesn't exist"), day)
        }
        RecurrenceError::OtherDate(date) => (
            phrase!(
                "van `{date}` is niet zeker wat de maand is",
                "`{date}` doesn't say for sure which is the month"
            ),
            day,
        ),
        RecurrenceError::NoYear(date) => {
            (phrase!("bij `{date}` ontbreekt het jaar", "`{date}` has no year"), day)
        }
        RecurrenceError::NoSuchTime(time) => (
            phrase!("de tijd `{time}` bestaat niet", "there is no time `{time}`"),
            phrase!(
                "schrijf een tijd van `00:00` tot en met `24:00`",
                "write a time from `00:00` to `24:00`"
            ),
        ),
        RecurrenceError::Backwards(row) => (
            phrase!("`{row}` eindigt voor het begint", "`{row}` ends before it begins"),
            phrase!("zet het begin voorop", "put the beginning first"),
        ),
        RecurrenceError::OtherWeekday(date, _) => {
            let idx = super::clock::weekday_of(*date);
            let (nl, en) = super::clock::weekday(idx);
            (
                phrase!("{date} is een {nl}", "{date} is a {en}"),
                phrase!("verbeter de dag of de datum", "correct the day or the date"),
            )
        }
        RecurrenceError::Until(bound) => (
            phrase!(
                "bij `{bound}` is niet zeker of die dag meetelt",
                "`{bound}` doesn't say whether that day counts"
            ),
            phrase!("schrijf `tot en met` en de laatste dag", "write `until` and the last day"),
        ),
        RecurrenceError::NoStart => (
            phrase!(
                "`{text}` zegt niet in welke week het begint",
                "`{text}` doesn't say in which week it begins"
            ),
            phrase!("zet de eerste dag erbij: `vanaf 2026-12-01`", "add the first day: `from 2026-12-01`"),
        ),
        RecurrenceError::Never => (
            phrase!("`{text}` is op geen enkele dag", "`{text}` is on no day at all"),
            phrase!("kijk de dagen en de uitzonderingen na", "check the days and the exceptions"),
        ),
    }
}

/// A day that is left out though it never was one: somebody may stand before a closed door on the day that was meant.
fn report_unmet_exceptions(fields: &mut Fields<'_>, recurrence: &Recurrence, span: Span) {
    let single = recurrence.except().iter().filter(|(first, last)| first == last);
    let unmet: Vec<String> =
        single.filter(|(day, _)| !recurrence.is_meant(*day)).map(|(day, _)| day.to_string()).collect();
    if unmet.is_empty() {
        return;
    }
    let days = unmet.join(", ");
    let message = phrase!(
        "{days} is een uitzondering, maar dan is het er ook anders niet",
        "{days} is an exception, but it isn't on then anyway"
    );
    let hint = phrase!("kijk de datum van de uitzondering na", "check the date of the exception");
    let at = Location::new(fields.path().clone(), span);
    let diagnostic = Diagnostic::new(Rule::WrongType, message).at(at).hint(hint);
    fields.diagnostics().push(Diagnostic { severity: Severity::Warning, ..diagnostic });
}

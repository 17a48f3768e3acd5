//! The parts of a recurrence: dates, times, weekdays and their place in a month.

use jiff::civil::Date;

use super::clock::DAY;
use super::error::{ParsedPart, RecurrenceError};
use super::recurrence::{LAST, Times};
use super::words::{AND, AT, FROM_TIME, MONTHS, NTH, TO, TO_TIME, WEEKDAYS, WordStream};

/// How long something lasts at most, in minutes: an end before its beginning is a slip, unless it is a night.
const LONGEST: u16 = 16 * 60;

/// `eerste`, `third`, `15e`.
pub(super) fn nth(words: &mut WordStream) -> Option<u8> {
    words.take_one(NTH).map(|idx| if idx == 0 { LAST } else { idx }).or_else(|| words.take_ordinal())
}

/// One weekday, several, or a row of them.
pub(super) fn weekdays(words: &mut WordStream) -> Option<Vec<u8>> {
    let mut days = vec![words.take_one(WEEKDAYS)?];
    let start = words.place();
    if words.takes_any(TO) {
        if let Some(last) = words.take_one(WEEKDAYS) {
            let first = days[0];
            let mut row: Vec<u8> = (0..7).map(|day| (first + day) % 7).collect();
            row.truncate(usize::from((last + 7 - first) % 7) + 1);
            row.sort_unstable();
            return Some(row);
        }
        words.back_to(start);
    }
    loop {
        let start = words.place();
        while words.takes_any(AND) {}
        match words.take_one(WEEKDAYS) {
            // A weekday with a date behind it belongs to that.
            Some(day) if words.place() > start + 1 => days.push(day),
            _ => {
                words.back_to(start);
                break;
            }
        }
    }
    days.sort_unstable();
    days.dedup();
    Some(days)
}

/// A time, or two, with the words around them.
pub(super) fn times(words: &mut WordStream) -> ParsedPart<Option<Times>> {
    let start = words.place();
    words.takes_any(AT);
    words.takes_any(FROM_TIME);
    let Some((first, typed)) = words.take_time()? else {
        words.back_to(start);
        return Ok(None);
    };
    words.takes_any(&[&["uur"], &["u"]]);
    let between = words.place();
    let last = if words.takes_any(TO_TIME) { words.take_time()? } else { None };
    let Some((last, also)) = last else {
        words.back_to(between);
        return Ok(Some(Times { start: first, end: None }));
    };
    words.takes_any(&[&["uur"], &["u"]]);
    let end = if last > first { last } else { last + DAY };
    if end - first > LONGEST {
        return Err(RecurrenceError::Backwards(format!("{typed}-{also}")));
    }
    Ok(Some(Times { start: first, end: Some(end) }))
}

/// A date.
pub(super) fn date(words: &mut WordStream) -> ParsedPart<Option<Date>> {
    if let Some((typed, parts)) = words.take_dashed() {
        let [year, month, day] = parts;
        return match Date::new(year, i8::try_from(month).unwrap_or(0), i8::try_from(day).unwrap_or(0)) {
            Ok(date) => Ok(Some(date)),
            Err(_) => Err(RecurrenceError::NoSuchDate(typed)),
        };
    }
    if let Some(typed) = words.other_date() {
        return Err(RecurrenceError::OtherDate(typed));
    }
    let start = words.place();
    let day_first = words.take_number().or_else(|| words.take_ordinal());
    let Some(month) = words.take_one(MONTHS) else {
        words.back_to(start);
        return Ok(None);
    };
    let day = day_first.or_else(|| words.take_number()).or_else(|| words.take_ordinal());
    let Some(day) = day else {
        words.back_to(start);
        return Ok(None);
    };
    let behind = words.place();
    words.takes(&[","]);
    let Some(year) = words.take_year() else {
        words.back_to(behind);
        return Err(RecurrenceError::NoYear(words.since(start)));
    };
    let day = i8::try_from(day).unwrap_or(0);
    let month = i8::try_from(month).expect("there are twelve") + 1;
    Date::new(year, month, day).map(Some).map_err(|_| RecurrenceError::NoSuchDate(words.since(start)))
}

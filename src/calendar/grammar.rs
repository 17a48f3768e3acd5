//! From what an editor types to a [`Recurrence`]. Dutch and English are both read, also mixed.
//!
//! ```text
//! value     = when [times] { bound | exceptions }            in any order behind `when`
//! when      = [weekday] date [to date]
//!           | every days | every N "weeks" on days           "om de week" is every 2 weeks
//!           | every nth { and nth } weekday ["of the month"]
//!           | every Nth "of the month" | every "last day of the month"
//! days      = "day" | "weekday" | weekday { and weekday } | weekday to weekday
//! times     = HH:MM [to HH:MM]
//! bound     = from date | to date
//! exceptions = "except" ( date [to date] | "public holidays" ) { "," … }
//! date      = 2026-12-04 | 4 december 2026 | December 4, 2026
//! ```

use jiff::civil::Date;

use super::error::{ParsedPart, RecurrenceError};
use super::parts::{date, nth, times, weekdays};
use super::recurrence::{LAST, Pattern, Recurrence, Times};
use super::words::{AND, EVERY, EXCEPT, FROM, HOLIDAYS, NUMBERS, OF_THE_MONTH, ON, TO, WEEKDAYS, WordStream};

/// A week comes back after this many weeks at most.
const MOST_WEEKS: u8 = 52;

impl Recurrence {
    /// Reads a text.
    ///
    /// ```
    /// use jiff::civil::date;
    /// use wijkgids::calendar::Recurrence;
    ///
    /// let recurrence = Recurrence::new("elke eerste maandag van de maand 19:30-21:00").expect("a recurrence");
    /// assert_eq!(recurrence.next(date(2026, 12, 8)), Some(date(2027, 1, 4)));
    /// ```
    ///
    /// # Errors
    ///
    /// Where it isn't one, or never happens.
    pub fn new(text: &str) -> ParsedPart<Self> {
        let mut words = WordStream::of(text);
        let mut draft = RecurrenceDraft::default();
        while !words.is_at_end() {
            draft.part(&mut words)?;
        }
        draft.finish()
    }
}

/// What was read so far.
#[derive(Default)]
struct RecurrenceDraft {
    pattern: Option<Pattern>,
    times: Option<Times>,
    from: Option<Date>,
    until: Option<Date>,
    except: Vec<(Date, Date)>,
    is_not_on_holidays: bool,
}

impl RecurrenceDraft {
    /// Reads what comes next.
    fn part(&mut self, words: &mut WordStream) -> ParsedPart<()> {
        if words.takes(&[","]) {
            return Ok(());
        }
        if words.takes_any(EXCEPT) {
            return self.exceptions(words);
        }
        if words.takes_any(EVERY) {
            let pattern = every(words)?;
            return self.days(pattern, words);
        }
        if words.takes_any(&[&["om", "de"]]) {
            let pattern = every_other(words)?;
            return self.days(pattern, words);
        }
        if let Some(times) = times(words)? {
            return put(&mut self.times, times, words);
        }
        let is_from = words.takes_any(FROM);
        if !is_from && words.is_next(&["tot"]) && !words.is_any(TO) {
            return Err(RecurrenceError::Until(words.rest()));
        }
        if !is_from && words.takes_any(TO) {
            let until = expected(date(words)?, words)?;
            return put(&mut self.until, until, words);
        }
        self.dates(is_from, words)
    }

    /// Dates, behind a weekday or not; or weekdays alone.
    fn dates(&mut self, is_from: bool, words: &mut WordStream) -> ParsedPart<()> {
        let start = words.place();
        let named = words.take_one(WEEKDAYS);
        let Some(first) = date(words)? else {
            words.back_to(start);
            let days = weekdays(words).filter(|_| !is_from);
            let pattern = days.map(|days| Pattern::Weekly { days, every: 1 });
            let pattern = expected(pattern, words)?;
            return self.days(pattern, words);
        };
        if let Some(named) = named
            && usize::from(named) != super::clock::weekday_of(first)
        {
            return Err(RecurrenceError::OtherWeekday(first, named));
        }
        let last = if words.takes_any(TO) { Some(expected(date(words)?, words)?) } else { None };
        if is_from {
            put(&mut self.from, first, words)?;
            return last.map_or(Ok(()), |last| put(&mut self.until, last, words));
        }
        if self.pattern.is_some() {
            return Err(RecurrenceError::SecondDay(first.to_string()));
        }
        self.pattern = Some(Pattern::Daily);
        put(&mut self.from, first, words)?;
        put(&mut self.until, last.unwrap_or(first), words)
    }

    fn days(&mut self, pattern: Pattern, words: &WordStream) -> ParsedPart<()> {
        if self.pattern.is_some() {
            return Err(RecurrenceError::SecondDay(words.before()));
        }
        self.pattern = Some(pattern);
        Ok(())
    }

    fn exceptions(&mut self, words: &mut WordStream) -> ParsedPart<()> {
        let mut is_any = false;
        loop {
            let start = words.place();
            while words.takes_any(AND) {}
            words.takes_any(ON);
            if words.takes_any(HOLIDAYS) {
                self.is_not_on_holidays = true;
            } else if let Some(first) = date(words)? {
                let last = if words.takes_any(TO) { expected(date(words)?, words)? } else { first };
                if last < first {
                    return Err(RecurrenceError::Backwards(words.before()));
                }
                self.except.push((first, last));
            } else if is_any {
                words.back_to(start);
                return Ok(());
            } else {
                return Err(RecurrenceError::Word(words.rest()));
            }
            is_any = true;
        }
    }

    fn finish(self) -> ParsedPart<Recurrence> {
        let Self { pattern, times, from, until, mut except, is_not_on_holidays } = self;
        let pattern = pattern.ok_or(RecurrenceError::NoDay)?;
        if let (Some(from), Some(until)) = (from, until)
            && until < from
        {
            return Err(RecurrenceError::Backwards(until.to_string()));
        }
        if from.is_none() && matches!(pattern, Pattern::Weekly { every: 2.., .. }) {
            return Err(RecurrenceError::NoStart);
        }
        except.sort();
        except.dedup();
        let recurrence = Recurrence { pattern, times, from, until, except, is_not_on_holidays };
        let from = from.or(until.map(|until| until.saturating_sub(jiff::Span::new().years(2))));
        match recurrence.next(from.unwrap_or(Date::constant(2026, 1, 1))) {
            Some(_) => Ok(recurrence),
            None => Err(RecurrenceError::Never),
        }
    }
}

/// Puts something where nothing is yet.
fn put<T>(place: &mut Option<T>, value: T, words: &WordStream) -> ParsedPart<()> {
    if place.replace(value).is_some() { Err(RecurrenceError::Twice(words.before())) } else { Ok(()) }
}

/// What has to come next.
fn expected<T>(found: Option<T>, words: &WordStream) -> ParsedPart<T> {
    found.ok_or_else(|| RecurrenceError::Word(words.rest()))
}

/// What stands behind `elke`.
fn every(words: &mut WordStream) -> ParsedPart<Pattern> {
    if words.takes_any(&[&["dag"], &["day"]]) {
        return Ok(Pattern::Daily);
    }
    if words.takes_any(&[&["werkdag"], &["doordeweekse", "dag"], &["weekday"], &["working", "day"]]) {
        return Ok(Pattern::Weekly { days: (0..5).collect(), every: 1 });
    }
    if words.takes_any(&[&["andere", "week"], &["other", "week"]]) {
        return every_weeks(words, 2);
    }
    if words.takes_any(&[&["week"]]) {
        return every_weeks(words, 1);
    }
    if words.takes_any(&[&["other"]]) {
        return every_weeks(words, 2);
    }
    if words.takes_any(&[&["maand"], &["month"]]) {
        words.takes_any(&[&["op", "de"], &["on", "the"], &["op"], &["de"]]);
        return of_month(words);
    }
    let start = words.place();
    if let Some(weeks) = words.take_one(NUMBERS).or_else(|| words.take_number())
        && words.takes_any(&[&["weken"], &["weeks"]])
    {
        if !(1..=MOST_WEEKS).contains(&weeks) {
            return Err(RecurrenceError::Word(words.before()));
        }
        return every_weeks(words, weeks);
    }
    words.back_to(start);
    match weekdays(words) {
        Some(days) => Ok(Pattern::Weekly { days, every: 1 }),
        None => of_month(words),
    }
}

/// What stands behind `om de`: every second week, or one of every so many.
fn every_other(words: &mut WordStream) -> ParsedPart<Pattern> {
    if words.takes_any(&[&["week"]]) {
        return every_weeks(words, 2);
    }
    every(words)
}

fn every_weeks(words: &mut WordStream, every: u8) -> ParsedPart<Pattern> {
    words.takes_any(ON);
    let days = weekdays(words);
    Ok(Pattern::Weekly { days: expected(days, words)?, every })
}

/// Days of the month: the first and third of a weekday, the 15th, the last.
fn of_month(words: &mut WordStream) -> ParsedPart<Pattern> {
    let mut which = vec![expected(nth(words), words)?];
    let mut start = words.place();
    while words.takes_any(AND) {
        words.takes_any(&[&["de"], &["the"]]);
        match nth(words) {
            Some(other) => which.push(other),
            None => break,
        }
        start = words.place();
    }
    words.back_to(start);
    let day = words.take_one(WEEKDAYS);
    let is_day = day.is_none() && words.takes_any(&[&["dag"], &["day"]]);
    let of_month = words.takes_any(OF_THE_MONTH);
    which.sort_unstable();
    which.dedup();
    match (day, which.as_slice()) {
        (Some(day), which) if which.iter().all(|nth| matches!(nth, 1..=5 | &LAST)) => {
            Ok(Pattern::WeekdayOfMonth { which: which.to_vec(), day })
        }
        (None, [LAST]) if is_day => Ok(Pattern::DayOfMonth(None)),
        (None, [of_the_month @ 1..=31]) if of_month || is_day => Ok(Pattern::DayOfMonth(Some(*of_the_month))),
        _ => Err(RecurrenceError::Word(words.rest())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::MessageLanguage;

    /// What it is in normal form, in Dutch.
    fn normal(text: &str) -> String {
        match Recurrence::new(text) {
            Ok(recurrence) => recurrence.written(MessageLanguage::Nl),
            Err(error) => panic!("{text}: {error:?}"),
        }
    }

    #[test]
    fn people_write_the_same_in_many_ways() {
        for (typed, meant) in [
            ("2026-12-04 14:00-16:00", "2026-12-04 14:00-16:00"),
            ("4 december 2026 van 14.00 tot 16.00 uur", "2026-12-04 14:00-16:00"),
            ("December 4, 2026, 14:00–16:00", "2026-12-04 14:00-16:00"),
            ("vrijdag 4 december 2026 om 14:00", "2026-12-04 14:00"),
            ("2026-12-04T14:00", "2026-12-04 14:00"),
            ("2026-12-04 t/m 2026-12-06", "2026-12-04 t/m 2026-12-06"),
            ("Elke dinsdag 10:00 - 12:00", "elke dinsdag 10:00-12:00"),
            ("dinsdag en donderdag, 10:00-12:00", "elke dinsdag en donderdag 10:00-12:00"),
            ("every Tuesday, Thursday and Friday at 9:00", "elke dinsdag, donderdag en vrijdag 09:00"),
            ("ma t/m vr 09:00-17:00", "elke maandag t/m vrijdag 09:00-17:00"),
            ("elke werkdag", "elke maandag t/m vrijdag"),
            ("elke week op woensdag", "elke woensdag"),
            ("every other Wednesday from 2026-12-02", "elke 2 weken op woensdag vanaf 2026-12-02"),
            ("om de week op wo vanaf 2 december 2026", "elke 2 weken op woensdag vanaf 2026-12-02"),
            ("elke drie weken op zondag vanaf 2026-12-06", "elke 3 weken op zondag vanaf 2026-12-06"),
            ("every day until 2027-01-31", "elke dag tot en met 2027-01-31"),
            ("elke 1e en 3e di van de maand", "elke eerste en derde dinsdag van de maand"),
            ("elke maand op de laatste vrijdag", "elke laatste vrijdag van de maand"),
            ("every last day of the month", "elke laatste dag van de maand"),
            ("every 15th of the month 19:30-21:00", "elke 15e van de maand 19:30-21:00"),
            ("elke vrijdag 20:00-01:00", "elke vrijdag 20:00-01:00"),
            (
                "elke dinsdag van 2026-12-01 t/m 2027-06-29 niet op 2026-12-29, 1 mei 2027 t/m 9 mei 2027 en feestdagen",
                "elke dinsdag vanaf 2026-12-01 tot en met 2027-06-29 behalve 2026-12-29, 2027-05-01 t/m 2027-05-09, feestdagen",
            ),
            (
                "every Tuesday except public holidays and 2026-12-29 10:00-12:00",
                "elke dinsdag 10:00-12:00 behalve 2026-12-29, feestdagen",
            ),
        ] {
            assert_eq!(normal(typed), meant, "{typed}");
        }
    }

    #[test]
    fn the_normal_form_is_read_as_what_it_says() {
        for typed in [
            "2026-12-04 14:00-16:00",
            "2026-12-04 t/m 2026-12-06",
            "elke dag vanaf 2026-12-01 behalve feestdagen",
            "elke 2 weken op maandag en vrijdag vanaf 2026-12-01 tot en met 2027-12-01",
            "elke eerste, derde en laatste dinsdag van de maand 22:00-02:00",
            "elke laatste dag van de maand",
            "elke 31e van de maand 10:00",
            "elke dinsdag t/m zondag behalve 2026-12-01 t/m 2026-12-31, 2027-01-05",
        ] {
            let recurrence = Recurrence::new(typed).expect("a recurrence");
            for language in MessageLanguage::ALL {
                let written = recurrence.written(language);
                assert_eq!(Recurrence::new(&written).as_ref(), Ok(&recurrence), "{written}");
            }
        }
    }

    #[test]
    fn what_cant_be_read_says_why() {
        use RecurrenceError::{
            Backwards, Never, NoDay, NoStart, NoSuchDate, NoSuchTime, NoYear, OtherDate, OtherWeekday,
            SecondDay, Twice, Until, Word,
        };
        let of = |text: &str| text.to_owned();
        for (typed, why) in [
            ("", NoDay),
            ("10:00-12:00", NoDay),
            ("elke dinsdg", Word(of("dinsdg"))),
            ("elke dinsdag 10-12", Word(of("10-12"))),
            ("soms", Word(of("soms"))),
            ("elke", Word(of(""))),
            ("elke zesde maandag", Word(of("zesde maandag"))),
            ("elke 2026-13-01", Word(of("2026-13-01"))),
            ("2026-02-30", NoSuchDate(of("2026-02-30"))),
            ("30 februari 2027", NoSuchDate(of("30 februari 2027"))),
            ("4-12-2026", OtherDate(of("4-12-2026"))),
            ("12/4/2026", OtherDate(of("12/4/2026"))),
            ("4 december", NoYear(of("4 december"))),
            ("elke dinsdag 25:00", NoSuchTime(of("25:00"))),
            ("elke dinsdag 16:00-14:00", Backwards(of("16:00-14:00"))),
            ("elke dinsdag 10:00-12:00 14:00-16:00", Twice(of("14:00-16:00"))),
            ("2027-01-02 t/m 2027-01-01", Backwards(of("2027-01-01"))),
            ("maandag 4 december 2026", OtherWeekday(Date::constant(2026, 12, 4), 0)),
            ("elke dinsdag tot 2027-01-01", Until(of("tot 2027-01-01"))),
            ("om de week op dinsdag", NoStart),
            ("2026-12-04, 2026-12-11", SecondDay(of("2026-12-11"))),
            ("2026-12-25 behalve feestdagen", Never),
            ("elke dinsdag van 2026-12-02 t/m 2026-12-05", Never),
        ] {
            assert_eq!(Recurrence::new(typed), Err(why), "{typed}");
        }
    }
}

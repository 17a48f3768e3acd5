//! Calendars for programs (RFC 5545): lines, and when something happens as those programs understand it.
//!
//! Times are said with their zone, and the rules of that zone stand in the file: programs take a time without a zone for
//! one of where they are, or for universal time. The rules are those of the European Union since 1996, written here and not
//! read from the machine, so that the same site is made everywhere.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use super::clock::DAY;
use super::recurrence::{LAST, Pattern, Recurrence, Times, days_from};

/// The zone of all times.
const ZONE: &str = "Europe/Amsterdam";

/// What it does: an hour ahead of universal time, and two from the last Sunday of March to the last one of October.
const RULES: &str = "BEGIN:VTIMEZONE\r\nTZID:Europe/Amsterdam\r\n\
    BEGIN:DAYLIGHT\r\nTZNAME:CEST\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nDTSTART:19960331T020000\r\n\
    RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\nEND:DAYLIGHT\r\n\
    BEGIN:STANDARD\r\nTZNAME:CET\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nDTSTART:19961027T030000\r\n\
    RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n";

/// How many days ahead the days are named on which something that goes on doesn't happen; the calendar is made anew long
/// before.
const AHEAD: i64 = 800;

/// How long a line of a calendar can be, in bytes, without its end.
const LINE: usize = 75;

/// The names of the weekdays, from Monday on.
const WEEKDAYS: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

/// The lines of a calendar.
pub(crate) struct Lines {
    text: String,
}

impl Lines {
    /// A calendar of this name, without anything in it yet.
    pub(crate) fn begin(name: &str) -> Self {
        let mut lines = Self { text: String::new() };
        lines.line("BEGIN", "VCALENDAR");
        lines.line("VERSION", "2.0");
        lines.line("PRODID", concat!("-//Wijkgids//Wijkgids ", env!("CARGO_PKG_VERSION"), "//NL"));
        lines.line("CALSCALE", "GREGORIAN");
        // The name as RFC 7986 has it, and as most programs read it.
        lines.text("NAME", name);
        lines.text("X-WR-CALNAME", name);
        lines
    }

    /// Says what [`ZONE`] is; before the first event with a time.
    pub(crate) fn zone(&mut self) {
        self.line("X-WR-TIMEZONE", ZONE);
        self.text.push_str(RULES);
    }

    /// The whole calendar.
    pub(crate) fn end(mut self) -> String {
        self.line("END", "VCALENDAR");
        self.text
    }

    /// A property with a value that holds no character with a meaning of its own.
    pub(crate) fn line(&mut self, name: &str, value: &str) {
        let mut length = 0;
        for c in name.chars().chain([':']).chain(value.chars()) {
            // A line that goes on starts with a space, and no character is torn apart.
            if length + c.len_utf8() > LINE {
                self.text.push_str("\r\n ");
                length = 1;
            }
            self.text.push(c);
            length += c.len_utf8();
        }
        self.text.push_str("\r\n");
    }

    /// A property with a text as its value.
    pub(crate) fn text(&mut self, name: &str, text: &str) {
        let mut value = String::with_capacity(text.len());
        for c in text.chars() {
            match c {
                '\\' | ';' | ',' => value.extend(['\\', c]),
                '\n' => value.push_str("\\n"),
                _ if c.is_control() => value.push(' '),
                _ => value.push(c),
            }
        }
        self.line(name, &value);
    }

    /// When an event happens, from its first day on that isn't before `today`, or its own first day.
    pub(crate) fn recurrence(&mut self, recurrence: &Recurrence, today: Date) {
        let Some(first) = recurrence.next(recurrence.from().unwrap_or(today)) else { return };
        let times = recurrence.times();
        self.moment("DTSTART", first, times.map(|times| times.start));
        match times {
            Some(Times { end: Some(end), .. }) => self.moment("DTEND", first, Some(end)),
            Some(_) => {}
            None => self.moment("DTEND", first.tomorrow().unwrap_or(first), None),
        }
        let until = recurrence.last();
        if until == Some(first) {
            return;
        }
        self.line("RRULE", &rule(recurrence, until));
        let reach = until.unwrap_or(first.saturating_add(AHEAD.days()));
        let not = days_from(first)
            .take_while(|day| *day <= reach)
            .filter(|day| recurrence.is_meant(*day) && !recurrence.is_on(*day));
        for day in not {
            self.moment("EXDATE", day, times.map(|times| times.start));
        }
    }

    fn moment(&mut self, name: &str, day: Date, minute: Option<u16>) {
        match minute {
            Some(minute) => self.line(&format!("{name};TZID={ZONE}"), &stamp(day, minute)),
            None => self.line(&format!("{name};VALUE=DATE"), &digits(day)),
        }
    }
}

/// A date as calendars write it: `20261101`.
pub(crate) fn digits(date: Date) -> String {
    date.to_string().replace('-', "")
}

/// A day and a time, which may lie on the next day: `20261101T193000`.
fn stamp(day: Date, minute: u16) -> String {
    let day = if minute >= DAY { day.tomorrow().unwrap_or(day) } else { day };
    format!("{}T{:02}{:02}00", digits(day), minute % DAY / 60, minute % 60)
}

/// The rule that gives the days of the pattern.
pub(crate) fn rule(recurrence: &Recurrence, until: Option<Date>) -> String {
    let day = |day: &u8| WEEKDAYS[usize::from(*day)];
    let pattern = match recurrence.pattern() {
        Pattern::Daily => "FREQ=DAILY".to_owned(),
        Pattern::Weekly { days, every } => {
            let days = days.iter().map(day).collect::<Vec<_>>().join(",");
            // Weeks are counted from Monday on, as the pattern does.
            let every = if *every > 1 { format!(";INTERVAL={every};WKST=MO") } else { String::new() };
            format!("FREQ=WEEKLY{every};BYDAY={days}")
        }
        Pattern::DayOfMonth(None) => "FREQ=MONTHLY;BYMONTHDAY=-1".to_owned(),
        Pattern::DayOfMonth(Some(day)) => format!("FREQ=MONTHLY;BYMONTHDAY={day}"),
        Pattern::WeekdayOfMonth { which, day: of_week } => {
            let of_week = day(of_week);
            let nth = |which: &u8| {
                if *which == LAST { format!("-1{of_week}") } else { format!("{which}{of_week}") }
            };
            format!("FREQ=MONTHLY;BYDAY={}", which.iter().map(nth).collect::<Vec<_>>().join(","))
        }
    };
    match (until, recurrence.times()) {
        (None, _) => pattern,
        (Some(until), None) => format!("{pattern};UNTIL={}", digits(until)),
        (Some(until), Some(times)) => format!("{pattern};UNTIL={}Z", universal(until, times.start)),
    }
}

/// A day and a time of the zone in universal time. Of an hour that there is twice the first; one that there isn't counts as
/// before the change.
fn universal(day: Date, minute: u16) -> String {
    let hours = if is_summer(day, minute) { 2 } else { 1 };
    match minute.checked_sub(hours * 60) {
        Some(minute) => stamp(day, minute),
        None => stamp(day.yesterday().unwrap_or(day), minute + DAY - hours * 60),
    }
}

/// Whether the clock is two hours ahead of universal time.
fn is_summer(day: Date, minute: u16) -> bool {
    let last_sunday = |month: i8| {
        let last = Date::new(day.year(), month, 31).expect("March and October have 31 days");
        let back = i64::from(last.weekday().since(Weekday::Sunday));
        last.saturating_sub(back.days())
    };
    (last_sunday(3), 120) <= (day, minute) && (day, minute) < (last_sunday(10), 180)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: Date = Date::constant(2026, 11, 30);

    fn event(text: &str) -> String {
        let mut lines = Lines { text: String::new() };
        lines.recurrence(&Recurrence::new(text).expect("a recurrence"), TODAY);
        lines.text.replace("\r\n", "\n")
    }

    #[test]
    fn a_recurrence_is_a_rule_with_the_days_that_are_left_out() {
        assert_eq!(
            event("2026-12-04 20:00-01:30"),
            "DTSTART;TZID=Europe/Amsterdam:20261204T200000\nDTEND;TZID=Europe/Amsterdam:20261205T013000\n"
        );
        assert_eq!(event("2026-12-04"), "DTSTART;VALUE=DATE:20261204\nDTEND;VALUE=DATE:20261205\n");
        assert_eq!(
            event("2026-12-04 t/m 2026-12-06"),
            "DTSTART;VALUE=DATE:20261204\nDTEND;VALUE=DATE:20261205\nRRULE:FREQ=DAILY;UNTIL=20261206\n"
        );
        assert_eq!(
            event("elke dinsdag en donderdag 10:00 t/m 2026-12-31 behalve 2026-12-22 t/m 2026-12-30"),
            "DTSTART;TZID=Europe/Amsterdam:20261201T100000\n\
             RRULE:FREQ=WEEKLY;BYDAY=TU,TH;UNTIL=20261231T090000Z\n\
             EXDATE;TZID=Europe/Amsterdam:20261222T100000\nEXDATE;TZID=Europe/Amsterdam:20261224T100000\n\
             EXDATE;TZID=Europe/Amsterdam:20261229T100000\n"
        );
        assert_eq!(
            event("elke eerste en laatste maandag van de maand").lines().last(),
            Some("RRULE:FREQ=MONTHLY;BYDAY=1MO,-1MO")
        );
        assert_eq!(
            event("om de week op woensdag vanaf 2026-12-02").lines().last(),
            Some("RRULE:FREQ=WEEKLY;INTERVAL=2;WKST=MO;BYDAY=WE")
        );
        assert_eq!(
            event("elke laatste dag van de maand").lines().last(),
            Some("RRULE:FREQ=MONTHLY;BYMONTHDAY=-1")
        );
    }

    #[test]
    fn the_clock_changes_on_two_sundays() {
        let day = |month, day| Date::constant(2027, month, day);
        assert_eq!(universal(day(3, 28), 119), "20270328T005900");
        assert_eq!(universal(day(3, 28), 180), "20270328T010000");
        assert_eq!(universal(day(10, 31), 120), "20271031T000000");
        assert_eq!(universal(day(10, 31), 180), "20271031T020000");
        assert_eq!(universal(day(7, 1), 60), "20270630T230000");
    }
}

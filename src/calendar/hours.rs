//! Opening hours in the syntax of OpenStreetMap, and what they are on the days to come.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use chrono::NaiveDate;
use jiff::ToSpan;
use jiff::civil::Date;
use opening_hours::{Context, RuleKind};

use super::clock::{DAY, clock, weekday, weekday_of};
use super::holidays::HOLIDAYS;
use super::slips::{self, Slip};
use crate::text::{Phrase, phrase};

/// How many days a calendar reaches, today included: longer than any site goes without being built.
const REACH: i64 = 400;

/// A night ends before this minute: what is open from midnight until later is a day of its own.
const NIGHT: u16 = 12 * 60;

/// Opening hours, in the syntax of OpenStreetMap: `Mo-Fr 09:00-17:00; PH off`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct OpeningHours(String);

impl OpeningHours {
    /// Checks and takes a text.
    ///
    /// # Errors
    ///
    /// Why it can't be understood.
    pub fn new(text: &str) -> Result<Self, HoursError> {
        let text = text.trim();
        text.parse::<opening_hours::OpeningHours>().map_err(|_| HoursError::Syntax)?;
        // A door that opens at sunrise, or closes nobody knows when, can't be shown as a time; a remark alone says nothing of times.
        let outside = || text.split('"').step_by(2);
        let words = || outside().flat_map(|part| part.split(|c: char| !c.is_alphabetic()));
        let is_vague = words().any(|word| ["sunrise", "sunset", "dawn", "dusk"].contains(&word))
            || outside().any(|part| part.contains('+'))
            || !outside().any(|part| part.contains(|c: char| c.is_alphanumeric()));
        if is_vague {
            return Err(HoursError::Syntax);
        }
        // Which days those are differs by region, and no list of them comes with the program.
        if words().any(|word| word == "SH") {
            return Err(HoursError::SchoolHolidays);
        }
        let hours = Self(text.to_owned());
        match slips::slip(text) {
            Some(slip) => Err(HoursError::Slip { slip, hours }),
            None => Ok(hours),
        }
    }

    /// An earlier and a later rule of them for the same day, of which only the later one counts there, though both could be
    /// meant.
    pub fn doubt(&self) -> Option<(String, String)> {
        slips::doubt(&self.0)
    }

    /// The text as it was typed.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What they are from the day before `from` on: somebody else's clock may still be there, and a night begins on it.
    pub fn calendar(&self, from: Date) -> Calendar {
        let context = Context::default().with_holidays(HOLIDAYS.clone());
        let expression: opening_hours::OpeningHours = self.0.parse().expect("it was parsed when it was made");
        let expression = expression.with_context(context);
        let first = from.yesterday().unwrap_or(from);
        let days = (0..=REACH).filter_map(|day| first.checked_add(day.days()).ok());
        Calendar::of(days.map(|day| (day, intervals(&expression, day))).collect())
    }
}

/// Why hours can't be understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HoursError {
    /// They aren't in the syntax.
    Syntax,
    /// They speak of school holidays, which no list comes with the program for.
    SchoolHolidays,
    /// They are in the syntax, and say what can't be meant.
    Slip {
        /// What can't be.
        slip: Slip,
        /// What they would be.
        hours: OpeningHours,
    },
}

/// A day in the words of the library that knows the syntax.
fn civil(day: Date) -> Option<NaiveDate> {
    let (year, month, date) = (day.year(), day.month().unsigned_abs(), day.day().unsigned_abs());
    NaiveDate::from_ymd_opt(year.into(), month.into(), date.into())
}

fn intervals(expression: &opening_hours::OpeningHours, day: Date) -> Vec<Interval> {
    let Some(day) = civil(day) else { return Vec::new() };
    let minutes = |hour: u8, minute: u8| u16::from(hour) * 60 + u16::from(minute);
    let ranges = expression.schedule_at(day).into_iter().filter(|range| range.kind != RuleKind::Closed);
    ranges
        .map(|range| Interval {
            span: HoursSpan {
                start: minutes(range.range.start.hour(), range.range.start.minute()),
                end: minutes(range.range.end.hour(), range.range.end.minute()),
            },
            is_sure: range.kind == RuleKind::Open,
            comment: range.comment.to_string(),
        })
        .collect()
}

/// A time of a day when something is open.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Interval {
    /// From when to when.
    pub span: HoursSpan,
    /// Whether it is open without more; else only as the comment says.
    pub is_sure: bool,
    /// What comes with it, such as "op afspraak"; may be empty.
    pub comment: String,
}

impl Interval {
    /// The times as readers see them. Nothing where only the remark says when: `Sa unknown "op afspraak"`.
    pub fn times(&self) -> String {
        let only_remark =
            !self.is_sure && !self.comment.is_empty() && self.span == HoursSpan { start: 0, end: DAY };
        if only_remark { String::new() } else { self.span.to_string() }
    }

    /// The times with the remark behind them.
    fn shown(&self) -> String {
        format!("{} {}", self.times(), self.comment).trim().to_owned()
    }
}

/// Minutes from midnight by the clock on the wall, half-open; at most 1440.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct HoursSpan {
    /// When it begins.
    pub start: u16,
    /// When it ends.
    pub end: u16,
}

/// As `09:00–17:00`.
impl fmt::Display for HoursSpan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { start, end } = self;
        write!(f, "{}–{}", clock(*start), clock(*end))
    }
}

/// When something is open, by the clock on the wall in Amsterdam: in most weeks, and on each day that differs from them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Calendar {
    /// Monday first.
    pub week: [Vec<Interval>; 7],
    /// The days that differ, with what they are instead.
    pub others: BTreeMap<Date, Vec<Interval>>,
    /// Those of them that are public holidays.
    pub holidays: BTreeSet<Date>,
    /// The first day that it knows.
    pub first: Date,
    /// The last one.
    pub last: Date,
}

impl Calendar {
    /// From what each day is, in their order.
    fn of(days: Vec<(Date, Vec<Interval>)>) -> Self {
        let (Some((first, _)), Some((last, _))) = (days.first(), days.last()) else { return Self::default() };
        let mut calendar = Self { first: *first, last: *last, ..Self::default() };
        for (weekday, usual) in calendar.week.iter_mut().enumerate() {
            let of_weekday =
                || days.iter().filter(|(day, _)| weekday_of(*day) == weekday).map(|(_, open)| open);
            let mut counts: BTreeMap<&Vec<Interval>, usize> = BTreeMap::new();
            of_weekday().for_each(|open| *counts.entry(open).or_default() += 1);
            // Of two that are as usual as each other the one that comes first.
            let most = counts.values().max().copied().unwrap_or_default();
            usual.clone_from(of_weekday().find(|open| counts[open] == most).unwrap_or(&Vec::new()));
        }
        calendar.others =
            days.into_iter().filter(|(day, open)| calendar.week[weekday_of(*day)] != *open).collect();
        calendar.holidays = calendar.others.keys().copied().filter(|day| is_holiday(*day)).collect();
        calendar
    }

    /// What a day is. `None` for one that it doesn't know.
    pub fn on(&self, day: Date) -> Option<&[Interval]> {
        let is_known = self.first <= day && day <= self.last;
        is_known.then(|| self.others.get(&day).unwrap_or(&self.week[weekday_of(day)]).as_slice())
    }

    /// A day of the usual week, counted from 0 for Monday, with a night that begins on it whole, and without one that ended
    /// on it.
    pub fn usual(&self, day: usize) -> Vec<Interval> {
        whole_nights(&self.week[day], &self.week[(day + 6) % 7], &self.week[(day + 1) % 7])
    }

    /// The same of one date. Empty for one that it doesn't know.
    pub fn whole(&self, day: Date) -> Vec<Interval> {
        let on = |day: Option<Date>| day.and_then(|day| self.on(day)).unwrap_or_default();
        whole_nights(on(Some(day)), on(day.yesterday().ok()), on(day.tomorrow().ok()))
    }

    /// What residents read of it, on one line: `maandag t/m vrijdag 09:00–17:00, zaterdag en zondag dicht`.
    pub fn sentence(&self) -> Phrase {
        if !self.is_ever_open() {
            return phrase!("nooit open", "never open");
        }
        if self.week.iter().all(Vec::is_empty) {
            let n = self.others.values().filter(|open| !open.is_empty()).count();
            return phrase!("op {n} dagen open, en verder nooit", "open on {n} days, and never else");
        }
        let mut groups: Vec<(usize, usize, Vec<Interval>)> = Vec::new();
        for day in 0..7 {
            let open = self.usual(day);
            match groups.last_mut() {
                Some((_, to, alike)) if *alike == open => *to = day,
                _ => groups.push((day, day, open)),
            }
        }
        let said = |(from, to, open): &(usize, usize, Vec<Interval>)| {
            let times: Vec<String> = open.iter().map(Interval::shown).collect();
            let times = times.join(", ");
            let ((from_nl, from_en), (to_nl, to_en)) = (weekday(*from), weekday(*to));
            let days = match from == to {
                true => phrase!("{from_nl}", "{from_en}"),
                false => phrase!("{from_nl} t/m {to_nl}", "{from_en} to {to_en}"),
            };
            let Phrase { nl, en } = days;
            match open.is_empty() {
                true => phrase!("{nl} dicht", "{en} closed"),
                false => phrase!("{nl} {times}", "{en} {times}"),
            }
        };
        let said: Vec<Phrase> = groups.iter().map(said).collect();
        let joined = |pick: fn(&Phrase) -> &str| said.iter().map(pick).collect::<Vec<_>>().join("; ");
        Phrase { nl: joined(|said| &said.nl), en: joined(|said| &said.en) }
    }

    /// Whether it is open on some day.
    pub fn is_ever_open(&self) -> bool {
        self.week.iter().chain(self.others.values()).any(|open| !open.is_empty())
    }

    /// Whether it never closes.
    pub fn is_always_open(&self) -> bool {
        let whole = |open: &Vec<Interval>| match open.as_slice() {
            [Interval { span: HoursSpan { start: 0, end: 1440 }, is_sure, comment }] => {
                *is_sure && comment.is_empty()
            }
            _ => false,
        };
        self.others.is_empty() && self.week.iter().all(whole)
    }
}

/// A day with a night that begins on it whole, and without one that ended on it.
fn whole_nights(day: &[Interval], before: &[Interval], next: &[Interval]) -> Vec<Interval> {
    let ends_at_midnight =
        |day: &[Interval]| day.last().is_some_and(|last| last.span.end == DAY && last.span.start > 0);
    let is_rest = |first: &Interval| first.span.start == 0 && first.span.end < NIGHT;
    let rest = day.first().filter(|first| is_rest(first) && ends_at_midnight(before));
    let mut whole: Vec<Interval> = day[usize::from(rest.is_some())..].to_vec();
    if let (true, Some(next)) = (ends_at_midnight(day), next.first().filter(|first| is_rest(first)))
        && let Some(last) = whole.last_mut()
    {
        last.span.end = next.span.end;
    }
    whole
}

pub(super) fn is_holiday(day: Date) -> bool {
    civil(day).is_some_and(|day| HOLIDAYS.get_public().contains(day))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The hours on a day, as readers see them.
    fn on(text: &str, day: Date) -> String {
        let calendar = OpeningHours::new(text).expect("hours").calendar(Date::constant(2026, 11, 21));
        let open = calendar.on(day).expect("a day within reach");
        let shown = open.iter().map(|interval| {
            let comment =
                if interval.comment.is_empty() { String::new() } else { format!(" {}", interval.comment) };
            format!("{}{}{comment}", interval.span, if interval.is_sure { "" } else { "?" })
        });
        shown.collect::<Vec<_>>().join(", ")
    }

    const MONDAY: Date = Date::constant(2026, 11, 23);
    const CHRISTMAS: Date = Date::constant(2026, 12, 25);
    const KINGS_DAY: Date = Date::constant(2027, 4, 27);

    #[test]
    fn weeks_and_holidays_are_reported_apart() {
        let text = "Mo-Fr 09:00-12:30,13:00-17:00; PH off";
        assert_eq!(on(text, MONDAY), "09:00–12:30, 13:00–17:00");
        assert_eq!(on(text, CHRISTMAS), "");
        assert_eq!(on(text, KINGS_DAY), "");
    }

    #[test]
    fn a_night_belongs_to_both_its_days() {
        assert_eq!(on("Mo-Su 20:00-08:00", MONDAY), "00:00–08:00, 20:00–24:00");
        assert_eq!(on("Fr 22:00-02:00", Date::constant(2026, 11, 28)), "00:00–02:00");
    }

    #[test]
    fn what_isnt_usual_is_a_day_of_its_own() {
        let calendar = OpeningHours::new("Mo[1] 13:30-15:30").expect("hours").calendar(MONDAY);
        assert!(calendar.week.iter().all(Vec::is_empty));
        assert!(calendar.others.keys().all(|day| day.day() <= 7));
        assert_eq!(calendar.others.len(), 13);
        assert!(calendar.is_ever_open() && !calendar.is_always_open());
        assert!(OpeningHours::new("24/7").expect("hours").calendar(MONDAY).is_always_open());
    }

    #[test]
    fn an_appointment_is_no_open_door() {
        assert_eq!(on("Mo 09:00-12:00 unknown \"op afspraak\"", MONDAY), "09:00–12:00? op afspraak");
        assert_eq!(on("Mo 09:00-12:00 \"via de achterdeur\"", MONDAY), "09:00–12:00 via de achterdeur");
    }

    #[test]
    fn what_isnt_in_the_syntax_is_refused() {
        for wrong in [
            "sunrise-sunset",
            "Mo 09:00+",
            "\"op afspraak\"",
            "maandag van 9 tot 5",
            "9-5",
            "Mo-Fr 9-17; Sa 10:00-12:00",
            "",
        ] {
            assert_eq!(OpeningHours::new(wrong), Err(HoursError::Syntax), "{wrong}");
        }
        for right in [
            "Mo 09:00-12:00; Jul 15-Aug 20 off",
            "Mo-Fr 09:00-17:00; PH off",
            "24/7",
            "Dec 24 09:00-12:00 \"10 tot 12\"",
        ] {
            assert!(OpeningHours::new(right).is_ok(), "{right}");
        }
        assert_eq!(OpeningHours::new("Mo-Fr 09:00-17:00; SH off"), Err(HoursError::SchoolHolidays));
    }
}

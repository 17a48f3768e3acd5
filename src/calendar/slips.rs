//! Opening hours in the syntax of OpenStreetMap that say something else than their author meant: `Mo-Fr` without times is
//! open day and night, `Feb 30` is left out without a word, and of two rules for one day only the last one counts.
//!
//! Whether hours are one of these doesn't depend on the day on which they are read: they are looked at in two years that
//! have every day there is, and in those that they name.

use std::sync::Arc;

use chrono::NaiveDate;
use opening_hours::{Context, RuleKind};
use opening_hours_syntax::rules::day::{Date, MonthdayRange, WeekDayRange};
use opening_hours_syntax::rules::time::{Time, TimeSpan};
use opening_hours_syntax::rules::{OpeningHoursExpression, RuleOperator, RuleSequence};

use super::clock::DAY;
use super::holidays::HOLIDAYS;

/// How long something is open at most that closes on the next day, in minutes: a shelter that opens in the afternoon is for 16
/// hours, a slip such as `15:00-14:30` for more; what opens in the morning, and closes after four at night, was meant to close in
/// the afternoon: `9:00-5:00`.
const LONGEST_NIGHT: u16 = 20 * 60;
const LONGEST_DAY: u16 = 16 * 60;
const NOON: u16 = 12 * 60;
/// How many parts hours have at most whose parts are compared with each other: no door has so many rules, and each is
/// looked at with all others.
const MOST_PARTS: usize = 30;
/// Years that have every date and every week there is: 2026 has a week 53, 2028 a February 29.
const YEARS: [i32; 2] = [2026, 2028];

/// What can't be meant by hours, with the part of them that says it, as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Slip {
    /// Days without times, which are open around the clock.
    WithoutTimes(String),
    /// A remark that is a rule by itself, which is open every day around the clock.
    RemarkAlone(String),
    /// Times that come to a whole day or nearly: `10:00-10:00`.
    WholeDay(String),
    /// A date that no year has, such as `Feb 30`.
    NoSuchDate(String),
    /// Dates that end before they begin, such as `Jul 15-Jul 10`.
    Backwards(String),
    /// A rule that never counts, since a later one is for the same days.
    Hidden {
        /// The rule.
        rule: String,
        /// The one behind it.
        by: String,
    },
    /// They are never open.
    NeverOpen,
}

/// What can't be meant by these hours, if anything.
pub(super) fn slip(text: &str) -> Option<Slip> {
    let parts = parts(text);
    let found = parts.iter().find_map(|part| part.slip());
    found.or_else(|| hidden(text, &parts)).or_else(|| {
        let days = days(text, &parts);
        let whole = evaluated(text)?;
        let is_shut = days.iter().all(|day| schedule(&whole, *day).is_empty());
        is_shut.then_some(Slip::NeverOpen)
    })
}

/// A rule that takes the place of an earlier one on some day of the week, though their times could go together: `Mo-Fr
/// 09:00-12:00; We 13:00-17:00`. The earlier one, the later one, and the two with a comma between.
pub(super) fn doubt(text: &str) -> Option<(String, String)> {
    let parts = parts(text);
    let plain: Vec<&HoursPart<'_>> =
        parts.iter().filter(|part| part.is_open() && part.is_of_weekdays()).collect();
    if plain.len() < 2 || parts.len() > MOST_PARTS {
        return None;
    }
    let month = |part: &HoursPart<'_>| -> Vec<Spans> {
        let hours = evaluated(part.text);
        hours.map(|hours| march().map(|day| schedule(&hours, day)).collect()).unwrap_or_default()
    };
    let months: Vec<Vec<Spans>> = plain.iter().map(|part| month(part)).collect();
    for (idx, earlier) in plain.iter().enumerate() {
        for (other, later) in plain.iter().enumerate().skip(idx + 1) {
            let mut days = months[idx].iter().zip(&months[other]);
            if later.joins_by_replacing() && days.any(|(one, other)| are_apart(one, other)) {
                return Some((earlier.text.to_owned(), later.text.to_owned()));
            }
        }
    }
    None
}

/// Whether both are open, at different times.
fn are_apart(one: &Spans, other: &Spans) -> bool {
    let meet = |span: &(u16, u16)| other.iter().any(|(start, end)| span.0 < *end && *start < span.1);
    !one.is_empty() && !other.is_empty() && !one.iter().any(meet)
}

/// When something isn't shut on a day, in minutes from midnight, half-open.
type Spans = Vec<(u16, u16)>;

/// What stands between `;` or `||`: one rule, or several with commas between.
struct HoursPart<'t> {
    text: &'t str,
    rules: Vec<RuleSequence>,
    /// How it joins the part before it.
    operator: RuleOperator,
}

/// The parts of hours that can be read.
fn parts(text: &str) -> Vec<HoursPart<'_>> {
    let mut parts = Vec::new();
    let (mut start, mut is_quoted, mut operator) = (0, false, RuleOperator::Normal);
    let mut push = |range: std::ops::Range<usize>, operator| {
        let text = text[range].trim();
        parts.extend(parsed(text).map(|parsed| HoursPart { text, rules: parsed.rules.clone(), operator }));
    };
    for (at, byte) in text.bytes().enumerate() {
        let ends = match byte {
            b'"' => {
                is_quoted = !is_quoted;
                None
            }
            b';' if !is_quoted => Some((1, RuleOperator::Normal)),
            b'|' if !is_quoted && text[at..].starts_with("||") => Some((2, RuleOperator::Fallback)),
            _ => None,
        };
        if let Some((length, next)) = ends {
            push(start..at, operator);
            (start, operator) = (at + length, next);
        }
    }
    push(start..text.len(), operator);
    parts
}

impl HoursPart<'_> {
    /// What can't be meant by it, whatever stands around it.
    fn slip(&self) -> Option<Slip> {
        let dates = self.rules.iter().flat_map(|rule| &rule.day_selector.monthday);
        let impossible = dates.clone().any(has_no_such_date);
        let backwards = dates.clone().any(is_backwards);
        let spans = self.open_rules().flat_map(|rule| &rule.time_selector.spans);
        let text = || self.text.to_owned();
        if impossible {
            Some(Slip::NoSuchDate(text()))
        } else if backwards {
            Some(Slip::Backwards(text()))
        } else if spans.clone().any(is_whole_day) {
            Some(Slip::WholeDay(text()))
        } else if let Some((shut, open)) = self.opened_again() {
            Some(Slip::Hidden { rule: shut, by: open })
        } else if self.lacks_times() {
            Some(if self.text.starts_with('"') {
                Slip::RemarkAlone(text())
            } else {
                Slip::WithoutTimes(text())
            })
        } else {
            None
        }
    }

    /// A rule that says when it is shut with one behind a comma that opens the same days again, as in `PH off, Mo-Fr 09:00-17:00`.
    fn opened_again(&self) -> Option<(String, String)> {
        let closed = self.rules.iter().position(|rule| rule.kind == RuleKind::Closed)?;
        let opens = self.rules[closed + 1..].iter().any(|rule| rule.kind != RuleKind::Closed);
        let outside = self.text.split('"').next().unwrap_or(self.text);
        let lower = outside.to_ascii_lowercase();
        let ends = ["off", "closed"].into_iter().filter_map(|word| Some(lower.find(word)? + word.len()));
        let end = ends.min().filter(|_| opens)?;
        let behind = outside[end..].trim_start().strip_prefix(',')?;
        Some((outside[..end].trim().to_owned(), behind.trim().to_owned()))
    }

    /// Whether some rule of it is open around the clock and doesn't say so. One that only says when else, as `|| "op
    /// afspraak"` does, or that it isn't known, as `Sa unknown "op afspraak"`, needs no times.
    fn lacks_times(&self) -> bool {
        let needs = |rule: &&RuleSequence| rule.kind == RuleKind::Open || rule.comment.is_empty();
        let around_the_clock =
            self.open_rules().filter(needs).filter(|rule| is_around_the_clock(rule)).count();
        self.operator != RuleOperator::Fallback && around_the_clock > said_around_the_clock(self.text)
    }

    fn open_rules(&self) -> impl Iterator<Item = &RuleSequence> + Clone {
        self.rules.iter().filter(|rule| rule.kind != RuleKind::Closed)
    }

    fn is_open(&self) -> bool {
        self.open_rules().next().is_some()
    }

    /// Whether a later part of this kind takes the place of earlier ones on its days.
    fn joins_by_replacing(&self) -> bool {
        self.operator == RuleOperator::Normal && self.is_open()
    }

    /// Whether it is for days of the week, and for no dates or holidays.
    fn is_of_weekdays(&self) -> bool {
        self.rules.iter().all(|rule| {
            let days = &rule.day_selector;
            let is_weekday = |day: &WeekDayRange| matches!(day, WeekDayRange::Fixed { .. });
            !is_dated(rule) && !days.weekday.is_empty() && days.weekday.iter().all(is_weekday)
        })
    }
}

/// A rule that is for certain days of each week alone can be looked at in one week; others need years.
fn is_dated(rule: &RuleSequence) -> bool {
    let days = &rule.day_selector;
    !(days.year.is_empty() && days.monthday.is_empty() && days.week.is_empty())
}

/// A rule that never counts since later ones take its place. One that is only said twice does no harm.
fn hidden(text: &str, parts: &[HoursPart<'_>]) -> Option<Slip> {
    let last = parts.iter().rposition(HoursPart::joins_by_replacing)?;
    if last == 0 || parts.len() > MOST_PARTS {
        return None;
    }
    let (days, whole) = (days(text, parts), evaluated(text)?);
    let found = parts[..last].iter().enumerate().find(|(idx, part)| {
        part.operator == RuleOperator::Normal && is_without_effect(&whole, parts, *idx, &days)
    });
    let (idx, part) = found?;
    let by = parts[idx + 1..=last].iter().rfind(|later| later.joins_by_replacing())?;
    Some(Slip::Hidden { rule: part.text.to_owned(), by: by.text.to_owned() })
}

/// Whether hours are the same without one of their rules, though it says something else than they do.
fn is_without_effect(whole: &Hours, parts: &[HoursPart<'_>], idx: usize, days: &[NaiveDate]) -> bool {
    let others = parts.iter().enumerate().filter(|(other, _)| *other != idx).map(|(_, part)| part);
    let without: String = others.fold(String::new(), |text, part| match (text.as_str(), part.operator) {
        ("", _) => part.text.to_owned(),
        (_, RuleOperator::Fallback) => format!("{text} || {}", part.text),
        _ => format!("{text}; {}", part.text),
    });
    let part = &parts[idx];
    // When a rule says that something is shut, is asked of the same rule without that.
    let alone = if part.is_open() { part.text.to_owned() } else { opened(part.text) };
    let (Some(without), Some(alone)) = (evaluated(&without), evaluated(&alone)) else { return false };
    let mut says_otherwise = false;
    for day in days {
        let (result, said) = (schedule(whole, *day), schedule(&alone, *day));
        if result != schedule(&without, *day) {
            return false;
        }
        let contradicts = if part.is_open() { result != said } else { !result.is_empty() };
        says_otherwise |= !said.is_empty() && contradicts;
    }
    says_otherwise
}

/// A rule that says when something is shut as one that says when it is open.
fn opened(rule: &str) -> String {
    let outside = rule.split('"').next().unwrap_or(rule).trim_end();
    let lower = outside.to_ascii_lowercase();
    let shut = ["off", "closed"].into_iter().find_map(|word| lower.strip_suffix(word));
    shut.map_or(outside, |before| &outside[..before.len()]).trim_end().to_owned()
}

/// The days on which hours are looked at: a week and two holidays where that is enough, else whole years.
fn days(text: &str, parts: &[HoursPart<'_>]) -> Vec<NaiveDate> {
    let rules = || parts.iter().flat_map(|part| &part.rules);
    let is_simple = |day: &WeekDayRange| match day {
        WeekDayRange::Fixed { offset, nth_from_start, nth_from_end, .. } => {
            *offset == 0 && nth_from_start.iter().chain(nth_from_end).all(|nth| *nth)
        }
        WeekDayRange::Holiday { offset, .. } => *offset == 0,
    };
    let is_plain = rules().all(|rule| !is_dated(rule) && rule.day_selector.weekday.iter().all(is_simple));
    if is_plain {
        // A Sunday, and Christmas on a Monday: the day before a holiday isn't one.
        let holidays = [NaiveDate::from_ymd_opt(2028, 12, 25), NaiveDate::from_ymd_opt(2027, 12, 25)];
        return march().take(8).chain(holidays.into_iter().flatten()).collect();
    }
    let named = text.split(|c: char| !c.is_ascii_digit()).filter(|digits| digits.len() == 4);
    let named = named.filter_map(|digits| digits.parse().ok()).filter(|year| (1900..=2200).contains(year));
    let mut years: Vec<i32> = YEARS.into_iter().chain(named).collect();
    years.sort_unstable();
    years.dedup();
    let first = |year| NaiveDate::from_ymd_opt(year, 1, 1);
    years.into_iter().filter_map(first).flat_map(|first| first.iter_days().take(366)).collect()
}

/// A month without holidays.
fn march() -> impl Iterator<Item = NaiveDate> {
    (1..=31).filter_map(|day| NaiveDate::from_ymd_opt(2028, 3, day))
}

type Hours = opening_hours::OpeningHours;

fn parsed(text: &str) -> Option<Arc<OpeningHoursExpression>> {
    text.parse::<Hours>().ok().map(|hours| hours.get_expression())
}

fn evaluated(text: &str) -> Option<Hours> {
    let hours = text.parse::<Hours>().ok()?;
    Some(hours.with_context(Context::default().with_holidays(HOLIDAYS.clone())))
}

fn schedule(hours: &Hours, day: NaiveDate) -> Spans {
    let open = hours.schedule_at(day).into_iter().filter(|range| range.kind != RuleKind::Closed);
    open.map(|range| (range.range.start.mins_from_midnight(), range.range.end.mins_from_midnight())).collect()
}

fn is_around_the_clock(rule: &RuleSequence) -> bool {
    rule.time_selector.spans.iter().any(|span| matches!(minutes(span), Some((0, DAY))))
}

/// How often a text says that something is open around the clock.
fn said_around_the_clock(text: &str) -> usize {
    let outside: String = text.split('"').step_by(2).collect();
    let bare: String = outside.chars().filter(|c| !c.is_whitespace()).collect();
    ["24/7", "0:00-24:00"].into_iter().map(|said| bare.matches(said).count()).sum()
}

fn minutes(span: &TimeSpan) -> Option<(u16, u16)> {
    match (span.range.start, span.range.end) {
        (Time::Fixed(start), Time::Fixed(end)) => {
            Some((start.mins_from_midnight(), end.mins_from_midnight()))
        }
        _ => None,
    }
}

fn is_whole_day(span: &TimeSpan) -> bool {
    minutes(span).is_some_and(|(start, end)| {
        let wraps = end <= start || end > DAY;
        let end = if end <= start { end + DAY } else { end };
        wraps && end - start > if start < NOON { LONGEST_DAY } else { LONGEST_NIGHT }
    })
}

fn has_no_such_date(range: &MonthdayRange) -> bool {
    let MonthdayRange::Date { start: (start, _), end: (end, _) } = range else { return false };
    [start, end].into_iter().any(|date| match *date {
        Date::Fixed { year, month, day } => {
            // Without a year any will do that has the day.
            let year = year.map_or(2028, |year| *year);
            NaiveDate::from_ymd_opt(year, month as u32, day.into()).is_none()
        }
        Date::Weekday { .. } | Date::Easter { .. } => false,
    })
}

/// Whether dates of one month, or with years, end before they begin. `Dec 20-Jan 5` goes over into the next year.
fn is_backwards(range: &MonthdayRange) -> bool {
    let MonthdayRange::Date { start: (start, _), end: (end, _) } = range else { return false };
    let parts = |date: &Date| match *date {
        Date::Fixed { year, month, day } => Some((year.map(|year| *year), month as u32, day)),
        _ => None,
    };
    match (parts(start), parts(end)) {
        (Some((Some(from), month, day)), Some((Some(to), last_month, last_day))) => {
            (to, last_month, last_day) < (from, month, day)
        }
        (Some((_, month, day)), Some((None, last_month, last_day))) => month == last_month && last_day < day,
        _ => false,
    }
}

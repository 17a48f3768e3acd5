//! When something is open, for people and for scripts.

use jiff::ToSpan;
use jiff::civil::Date;
use serde_json::{Value, json};

use super::shared::Shared;
use super::view::{DaysView, HoursView, OtherDaysView, TimesView};
use crate::calendar::{Calendar, HoursSpan, Interval, weekday_of};

/// How far ahead days are named that aren't as usual, in days, and how many of them at most.
const AHEAD: i64 = 120;
const NAMED: usize = 8;

pub(super) fn view(shared: &Shared<'_>, calendar: &Calendar) -> HoursView {
    HoursView {
        always: calendar.is_always_open(),
        days: days(calendar),
        others: others(shared, calendar),
        data: data(calendar),
    }
}

/// The usual week, with days in a row that are alike together.
fn days(calendar: &Calendar) -> Vec<DaysView> {
    let mut days: Vec<DaysView> = Vec::new();
    for day in 1..=7 {
        let times = times(&calendar.usual(day - 1));
        match days.last_mut() {
            Some(last) if last.times == times => last.to = Some(day),
            _ => days.push(DaysView { from: day, to: None, times }),
        }
    }
    days
}

fn times(day: &[Interval]) -> Vec<TimesView> {
    day.iter().map(|open| TimesView { text: open.times(), comment: open.comment.clone() }).collect()
}

/// The days of the coming months that aren't as usual.
fn others(shared: &Shared<'_>, calendar: &Calendar) -> Vec<OtherDaysView> {
    let today = shared.site.today;
    let until = today.checked_add(AHEAD.days()).unwrap_or(Date::MAX);
    let mut others: Vec<(Date, Date, Vec<Interval>)> = Vec::new();
    for (day, _) in calendar.others.range(today..=until) {
        let open = calendar.whole(*day);
        match others.last_mut() {
            Some((_, last, alike)) if last.tomorrow().is_ok_and(|next| next == *day) && *alike == open => {
                *last = *day
            }
            _ => others.push((*day, *day, open)),
        }
    }
    let views = others.into_iter().take(NAMED).map(|(from, to, open)| OtherDaysView {
        weekday: weekday_of(from) + 1,
        to: (to != from).then(|| shared.date(to)),
        from: shared.date(from),
        times: times(&open),
    });
    views.collect()
}

fn data(calendar: &Calendar) -> String {
    let day = |day: &Vec<Interval>| -> Value { day.iter().map(interval).collect() };
    let others: serde_json::Map<String, Value> =
        calendar.others.iter().map(|(date, open)| (date.to_string(), day(open))).collect();
    let week: Vec<Value> = calendar.week.iter().map(day).collect();
    let holidays: Vec<String> = calendar.holidays.iter().map(Date::to_string).collect();
    let (first, last) = (calendar.first.to_string(), calendar.last.to_string());
    json!({"week": week, "others": others, "holidays": holidays, "first": first, "last": last}).to_string()
}

fn interval(Interval { span: HoursSpan { start, end }, is_sure, comment }: &Interval) -> Value {
    match (comment.as_str(), is_sure) {
        ("", true) => json!([start, end]),
        (comment, true) => json!([start, end, comment]),
        (comment, false) => json!([start, end, comment, 0]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::OpeningHours;

    #[test]
    fn a_night_stands_with_the_day_on_which_it_begins() {
        let week = |text: &str| -> Vec<String> {
            let calendar = OpeningHours::new(text).expect("hours").calendar(Date::constant(2026, 11, 21));
            let shown = |day: usize| -> Vec<String> {
                times(&calendar.usual(day)).into_iter().map(|times| times.text).collect()
            };
            (0..7).map(|day| shown(day).join(" ")).collect()
        };
        assert_eq!(week("Mo-Su 20:00-08:00"), ["20:00–08:00"; 7]);
        assert_eq!(week("Fr 22:00-02:00")[4..6], ["22:00–02:00", ""]);
        assert_eq!(week("24/7"), ["00:00–24:00"; 7]);
        assert_eq!(week("Mo 00:00-06:00")[..2], ["00:00–06:00", ""]);
    }
}

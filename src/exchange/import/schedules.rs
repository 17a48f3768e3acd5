//! Schedules of HSDS → opening hours in the syntax of OpenStreetMap.
//!
//! Where every schedule notes the same hours in that syntax, as our own export does, those count. Else each is read by itself:
//! weekly ones with days and times, and monthly ones on such as the second Monday. A time in UTC isn't taken: half of the year
//! it is another one, and nobody can tell which was meant.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::Remark;
use super::object::Object;
use crate::calendar::OpeningHours;
use crate::exchange::hsds::schedules::{CLOCK, DAYS, NOT_SURE};
use crate::text::{Phrase, phrase};

/// The hours with the path of the first schedule; `None` where there are none. What isn't in them is reported.
pub(super) fn hours(
    mut schedules: Vec<Object>,
    today: Date,
    remarks: &mut Vec<Remark>,
) -> Option<(String, String)> {
    schedules.retain_mut(|schedule| {
        let Some(reason) = of_a_season(schedule, today) else { return true };
        remarks.push(Remark::of_path(&schedule.path, reason, String::new()));
        false
    });
    let path = schedules.first()?.path.clone();
    let noted = schedules.first()?.peek("notes").map(str::to_owned);
    let is_noted = |hours: &String| {
        hours.contains(char::is_alphanumeric)
            && OpeningHours::new(hours).is_ok()
            && schedules.iter().all(|schedule| schedule.peek("notes") == Some(hours))
    };
    if let Some(hours) = noted.filter(is_noted) {
        for mut schedule in schedules {
            schedule.skip(&["freq", "byday", "opens_at", "closes_at", "notes"]);
            // What our own export says there is in the hours.
            let is_own = |text: &str| CLOCK.is(text.lines().next().unwrap_or_default());
            if schedule.peek("description").is_some_and(is_own) {
                schedule.skip(&["description"]);
            }
            if schedule.peek("attending_type").is_some_and(|text| hours.contains(text) || NOT_SURE.is(text)) {
                schedule.skip(&["attending_type"]);
            }
            schedule.finish(remarks);
        }
        return Some((hours, path));
    }
    let mut week: [Vec<ScheduleTimes>; 7] = Default::default();
    let mut monthly: BTreeMap<String, Vec<ScheduleTimes>> = BTreeMap::new();
    for mut schedule in schedules {
        let Some((days, times)) = read(&schedule) else {
            schedule.leave(remarks);
            continue;
        };
        schedule.skip(&["freq", "byday", "opens_at", "closes_at", "interval", "timezone", "wkst"]);
        for day in days {
            match day {
                Day::Weekly(day) => week[day].push(times),
                Day::Monthly(day, number) => {
                    monthly.entry(format!("{}[{number}]", NAMES[day])).or_default().push(times);
                }
            }
        }
        schedule.finish(remarks);
    }
    let weekly = by_week(week);
    let monthly = monthly.into_iter().map(|(day, times)| format!("{day} {}", shown(times)));
    // Of what comes behind a comma both hold; behind a semicolon only the last.
    let hours = weekly.into_iter().chain(monthly).collect::<Vec<_>>().join(", ");
    (!hours.is_empty()).then_some((hours, path))
}

/// Why a schedule isn't for every week from now on, if it isn't. When it began to be makes no difference.
fn of_a_season(schedule: &mut Object, today: Date) -> Option<Phrase> {
    let day =
        |schedule: &Object, property| -> Option<Date> { schedule.peek(property)?.get(..10)?.parse().ok() };
    for property in ["valid_to", "until"] {
        if !schedule.is_absent(property) {
            let ended = day(schedule, property).filter(|last| *last < today);
            return Some(match ended {
                Some(last) => {
                    phrase!("deze tijden golden tot en met {last}", "these hours held until {last}")
                }
                None => phrase!(
                    "deze tijden gelden maar voor een deel van het jaar: schrijf ze met hun data",
                    "these hours only hold for a part of the year: write them with their dates"
                ),
            });
        }
    }
    for property in ["valid_from", "dtstart"] {
        if schedule.is_absent(property) {
            continue;
        }
        match day(schedule, property) {
            Some(first) if first <= today => schedule.skip(&[property]),
            Some(first) => {
                return Some(phrase!(
                    "deze tijden gelden pas vanaf {first}",
                    "these hours hold from {first} on"
                ));
            }
            None => {}
        }
    }
    None
}

/// The days of the week in OpenStreetMap, Monday first.
const NAMES: [&str; 7] = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];

/// From when to when, in minutes; after midnight where the second is the smaller.
type ScheduleTimes = (u16, u16);

enum Day {
    Weekly(usize),
    /// Which of the month, from its end where it is negative.
    Monthly(usize, i8),
}

/// The days and times of a schedule; `None` where it says something else.
fn read(schedule: &Object) -> Option<(Vec<Day>, ScheduleTimes)> {
    let is_plain = schedule.is_absent("interval") || schedule.is_number("interval", 1.0);
    let is_local = schedule.is_absent("timezone")
        || schedule.is_number("timezone", 1.0)
        || schedule.is_number("timezone", 2.0);
    if !is_plain || !is_local {
        return None;
    }
    let is_monthly = match schedule.peek("freq")? {
        "WEEKLY" => false,
        "MONTHLY" => true,
        _ => return None,
    };
    let day = |text: &str| {
        let text = text.trim();
        let name = text.get(text.len().checked_sub(2)?..)?;
        let day = DAYS.iter().position(|day| *day == name)?;
        match text.get(..text.len() - 2)? {
            "" if !is_monthly => Some(Day::Weekly(day)),
            number if is_monthly => {
                let number: i8 = number.parse().ok()?;
                (number != 0 && (-5..=5).contains(&number)).then_some(Day::Monthly(day, number))
            }
            _ => None,
        }
    };
    let days: Vec<Day> = schedule.peek("byday")?.split(',').map(day).collect::<Option<_>>()?;
    let times = (time(schedule.peek("opens_at")?)?, time(schedule.peek("closes_at")?)?);
    (times.0 != times.1).then_some((days, times))
}

/// A time as `09:00`, `09:00:00`, or with the difference of Dutch winter or summer time.
fn time(text: &str) -> Option<u16> {
    let text = text.strip_suffix("+01:00").or_else(|| text.strip_suffix("+02:00")).unwrap_or(text);
    let mut parts = text.split(':');
    let mut part = |most: u16| {
        let part = parts.next().filter(|part| part.len() == 2)?;
        part.parse::<u16>().ok().filter(|number| *number <= most && !part.starts_with('+'))
    };
    let minutes = part(24)? * 60 + part(59)?;
    let rest: Vec<&str> = parts.collect();
    (minutes <= 24 * 60 && matches!(rest.as_slice(), [] | ["00"])).then_some(minutes)
}

/// The days with the same times together.
fn by_week(week: [Vec<ScheduleTimes>; 7]) -> Option<String> {
    let mut days: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    let mut order = Vec::new();
    for (times, name) in week.into_iter().zip(NAMES).filter(|(times, _)| !times.is_empty()) {
        let times = shown(times);
        let days = days.entry(times.clone()).or_default();
        if days.is_empty() {
            order.push(times);
        }
        days.push(name);
    }
    let rules = order.iter().map(|times| format!("{} {times}", days[times].join(",")));
    let rules: Vec<String> = rules.collect();
    (!rules.is_empty()).then(|| rules.join("; "))
}

fn shown(mut times: Vec<ScheduleTimes>) -> String {
    times.sort_unstable();
    times.dedup();
    let clock = |minutes: u16| format!("{:02}:{:02}", minutes / 60, minutes % 60);
    let times = times.into_iter().map(|(start, end)| {
        let end = if end == 0 { 24 * 60 } else { end };
        format!("{}-{}", clock(start), clock(end))
    });
    times.collect::<Vec<_>>().join(",")
}

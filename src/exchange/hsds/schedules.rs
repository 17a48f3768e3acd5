//! Opening hours as HSDS has them: a schedule for each time of the week, with the days on which that is.
//!
//! HSDS wants times with their difference from UTC, of which nine o'clock in Amsterdam has two a year. So that neither
//! winter nor summer is wrong, times are those of the clock on the wall, `timezone` stays away, and the description says
//! `Europe/Amsterdam`. Days that differ, and what isn't weekly at all, have no place but the description; `notes` holds the
//! hours as they were typed, in the syntax of OpenStreetMap, so that nothing is lost.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::maker::HsdsMaker;
use super::objects::Schedule;
use crate::data::KeyName;
use crate::directory::{Calendar, Interval, OpeningHours};

/// The days of the week, Monday first.
pub(in crate::exchange) const DAYS: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

/// What the description of hours starts with.
pub(in crate::exchange) const CLOCK: KeyName = KeyName {
    nl: "Tijden volgens de klok in Nederland (Europe/Amsterdam).",
    en: "Times by the clock in the Netherlands (Europe/Amsterdam).",
};
const CLOSED: KeyName = KeyName { nl: "gesloten", en: "closed" };
/// Said of a time that isn't sure and has no comment.
pub(in crate::exchange) const NOT_SURE: KeyName =
    KeyName { nl: "Niet zeker: vraag het eerst na.", en: "Not certain: ask first." };

impl HsdsMaker<'_> {
    /// The schedules of a service; never empty.
    pub(super) fn schedules(
        &self,
        service: &str,
        path: &str,
        hours: &OpeningHours,
        calendar: &Calendar,
    ) -> Vec<Schedule> {
        let mut weekly: BTreeMap<&Interval, Vec<&str>> = BTreeMap::new();
        for (open, day) in calendar.week.iter().zip(DAYS) {
            open.iter().for_each(|interval| weekly.entry(interval).or_default().push(day));
        }
        let schedule = |idx: usize| Schedule {
            id: self.id(&format!("{path}#schedule-{idx}")),
            service_id: service.to_owned(),
            freq: None,
            byday: None,
            opens_at: None,
            closes_at: None,
            description: (idx == 0).then(|| self.days_that_differ(calendar)),
            attending_type: None,
            notes: hours.as_str().to_owned(),
        };
        let made = weekly.into_iter().enumerate().map(|(idx, (interval, days))| Schedule {
            freq: Some("WEEKLY"),
            byday: Some(days.join(",")),
            opens_at: Some(clock(interval.span.start)),
            closes_at: Some(clock(interval.span.end)),
            attending_type: self.condition(interval),
            ..schedule(idx)
        });
        let made: Vec<Schedule> = made.collect();
        if made.is_empty() { vec![schedule(0)] } else { made }
    }

    fn condition(&self, interval: &Interval) -> Option<String> {
        let Interval { span: _, is_sure, comment } = interval;
        match comment.as_str() {
            "" if *is_sure => None,
            "" => Some(NOT_SURE.in_language(self.language).to_owned()),
            comment => Some(comment.to_owned()),
        }
    }

    /// The days from today on that aren't as in other weeks, those that follow each other together.
    fn days_that_differ(&self, calendar: &Calendar) -> String {
        let mut stretches: Vec<(Date, Date, &Vec<Interval>)> = Vec::new();
        for (day, open) in calendar.others.range(self.today..) {
            match stretches.last_mut() {
                Some((_, last, same)) if *same == open && last.tomorrow().is_ok_and(|next| next == *day) => {
                    *last = *day;
                }
                _ => stretches.push((*day, *day, open)),
            }
        }
        let lines = stretches.into_iter().map(|(first, last, open)| {
            let days = if first == last { first.to_string() } else { format!("{first}/{last}") };
            let open = open.iter().map(|interval| {
                let condition = self.condition(interval).map(|text| format!(" ({text})")).unwrap_or_default();
                format!("{}{condition}", interval.span)
            });
            let open = open.collect::<Vec<_>>().join(", ");
            let shown = if open.is_empty() { CLOSED.in_language(self.language) } else { &open };
            format!("{days}: {shown}")
        });
        std::iter::once(CLOCK.in_language(self.language).to_owned())
            .chain(lines)
            .collect::<Vec<_>>()
            .join("\n")
    }
}

/// `HH:MM`. The end of a day is a minute early: many programs know no 24:00, and take 00:00 for its beginning.
fn clock(minutes: u16) -> String {
    let minutes = minutes.min(24 * 60 - 1);
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

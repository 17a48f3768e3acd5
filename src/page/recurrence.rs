//! When something happens, in the words of a language: `elke dinsdag, 10:00–12:00, niet op 29 december 2026`.

use jiff::civil::Date;

use super::view::WhenView;
use super::{Strings, date};
use crate::calendar::{LAST, Pattern, Recurrence, weekday_of};
use crate::document::Outline;
use crate::model::Language;
use crate::text::{ISOLATE, ISOLATE_END};

/// A recurrence as readers of a language read it.
pub(super) fn sentence(strings: &Strings, language: &Language, recurrence: &Recurrence) -> String {
    Speech { strings, language }.sentence(recurrence)
}

/// When what a document is about happens, for readers of a language; `None` where it isn't about anything that does.
pub(super) fn when(
    strings: &Strings,
    language: &Language,
    outline: &Outline,
    today: Date,
) -> Option<WhenView> {
    let recurrences = outline.fields.recurrences();
    let texts: Vec<String> =
        recurrences.map(|(_, recurrence)| sentence(strings, language, recurrence)).collect();
    (!texts.is_empty()).then(|| WhenView {
        texts,
        until: outline.last_day().map(|last| last.to_string()),
        is_past: outline.is_past(today),
    })
}

struct Speech<'l> {
    strings: &'l Strings,
    language: &'l Language,
}

impl Speech<'_> {
    fn sentence(&self, recurrence: &Recurrence) -> String {
        let is_dated = *recurrence.pattern() == Pattern::Daily;
        let row = recurrence.from().zip(recurrence.until()).filter(|_| is_dated);
        let mut parts = vec![match row {
            Some((from, until)) if from == until => {
                let weekday = weekday_of(from);
                format!("{} {}", self.weekday(weekday), self.date(from))
            }
            Some(row) => self.row(row),
            None => self.pattern(recurrence.pattern()),
        }];
        parts.extend(recurrence.times().map(|times| self.isolated(times.to_string())));
        if row.is_none() {
            let bound =
                |key: &str, date: Option<Date>| date.map(|date| self.with(key, "date", self.date(date)));
            parts.extend(bound("when-from", recurrence.from()));
            parts.extend(bound("when-until", recurrence.until()));
        }
        let rows = recurrence.except().iter().map(|row| self.row(*row));
        let holidays = recurrence.is_not_on_holidays().then(|| self.get("when-holidays"));
        let except: Vec<String> = rows.chain(holidays).collect();
        if !except.is_empty() {
            parts.push(self.with("when-except", "days", self.listed(except)));
        }
        parts.into_iter().reduce(|one, other| self.pair("when-parts", one, other)).unwrap_or_default()
    }

    fn pattern(&self, pattern: &Pattern) -> String {
        match pattern {
            Pattern::Daily => self.get("when-daily"),
            Pattern::Weekly { days, every: 1 } => self.with("when-weekly", "days", self.weekdays(days)),
            Pattern::Weekly { days, every } => {
                let arguments = [("n", every.to_string()), ("days", self.weekdays(days))];
                self.strings.filled("when-weeks", &arguments)
            }
            Pattern::DayOfMonth(None) => self.get("when-month-end"),
            Pattern::DayOfMonth(Some(day)) => self.with("when-month-day", "day", day.to_string()),
            Pattern::WeekdayOfMonth { which, day } => {
                let nth = |which: &u8| {
                    let which = if *which == LAST { "last".to_owned() } else { which.to_string() };
                    self.with(&format!("when-nth-{which}"), "day", self.weekday(usize::from(*day)))
                };
                self.with("when-monthly", "days", self.listed(which.iter().map(nth).collect()))
            }
        }
    }

    /// Days of the week; three or more that follow each other as a row.
    fn weekdays(&self, days: &[u8]) -> String {
        let name = |day: &u8| self.weekday(usize::from(*day));
        match days {
            [first, .., last] if days.len() > 2 && usize::from(last - first) == days.len() - 1 => {
                self.strings.filled("hours-days", &[("from", name(first)), ("to", name(last))])
            }
            _ => self.listed(days.iter().map(name).collect()),
        }
    }

    /// From 0 for Monday.
    fn weekday(&self, day: usize) -> String {
        self.get(&format!("weekday-{}", day + 1))
    }

    fn row(&self, (from, to): (Date, Date)) -> String {
        if from == to {
            return self.date(from);
        }
        self.strings.filled("hours-days", &[("from", self.date(from)), ("to", self.date(to))])
    }

    fn listed(&self, mut items: Vec<String>) -> String {
        let Some(last) = items.pop() else { return String::new() };
        match items.into_iter().reduce(|one, other| self.pair("when-parts", one, other)) {
            Some(first) => self.pair("when-and", first, last),
            None => last,
        }
    }

    fn pair(&self, key: &str, one: String, other: String) -> String {
        self.strings.filled(key, &[("one", one), ("other", other)])
    }

    fn with(&self, key: &str, name: &str, value: String) -> String {
        self.strings.filled(key, &[(name, value)])
    }

    fn get(&self, key: &str) -> String {
        self.strings.get(key).to_owned()
    }

    fn date(&self, date: Date) -> String {
        date::view(date, self.strings).text
    }

    /// Times run from left to right, also within a text that doesn't.
    fn isolated(&self, times: String) -> String {
        match self.language.dir() {
            "rtl" => format!("{ISOLATE}{times}{ISOLATE_END}"),
            _ => times,
        }
    }
}

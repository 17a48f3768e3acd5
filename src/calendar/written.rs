//! The normal form of a recurrence: one way to write each, in Dutch and in English.

use jiff::civil::Date;

use super::clock::{WEEKDAYS, clock};
use super::recurrence::{LAST, Pattern, Recurrence};
use crate::text::MessageLanguage;

const NTH: [[&str; 6]; 2] = [
    ["laatste", "eerste", "tweede", "derde", "vierde", "vijfde"],
    ["last", "first", "second", "third", "fourth", "fifth"],
];

/// The words of one language.
struct WrittenWords {
    days: [&'static str; 7],
    nth: [&'static str; 6],
    and: &'static str,
    to: &'static str,
    is_dutch: bool,
}

impl WrittenWords {
    fn of(language: MessageLanguage) -> Self {
        match language {
            MessageLanguage::Nl => {
                Self { days: WEEKDAYS[0], nth: NTH[0], and: "en", to: "t/m", is_dutch: true }
            }
            MessageLanguage::En => {
                Self { days: WEEKDAYS[1], nth: NTH[1], and: "and", to: "to", is_dutch: false }
            }
        }
    }

    fn pick(&self, nl: &'static str, en: &'static str) -> &'static str {
        if self.is_dutch { nl } else { en }
    }

    fn listed(&self, items: &[&str]) -> String {
        match items {
            [first @ .., last] if !first.is_empty() => format!("{} {} {last}", first.join(", "), self.and),
            _ => items.concat(),
        }
    }

    /// Days of the week; three or more that follow each other as a row.
    fn weekdays(&self, days: &[u8]) -> String {
        let name = |day: &u8| self.days[usize::from(*day)];
        match days {
            [first, .., last] if days.len() > 2 && usize::from(last - first) == days.len() - 1 => {
                format!("{} {} {}", name(first), self.to, name(last))
            }
            _ => self.listed(&days.iter().map(name).collect::<Vec<_>>()),
        }
    }

    fn row(&self, (first, last): &(Date, Date)) -> String {
        if first == last { first.to_string() } else { format!("{first} {} {last}", self.to) }
    }
}

impl Recurrence {
    /// How it is written in normal form; read again it is the same.
    pub fn written(&self, language: MessageLanguage) -> String {
        let tongue = WrittenWords::of(language);
        let every = tongue.pick("elke", "every");
        let mut parts = Vec::new();
        let has_dates = self.pattern == Pattern::Daily && self.from.is_some() && self.until.is_some();
        parts.push(match &self.pattern {
            Pattern::Daily if has_dates => {
                tongue.row(&(self.from.unwrap_or_default(), self.until.unwrap_or_default()))
            }
            Pattern::Daily => format!("{every} {}", tongue.pick("dag", "day")),
            Pattern::Weekly { days, every: 1 } => format!("{every} {}", tongue.weekdays(days)),
            Pattern::Weekly { days, every: weeks } => {
                let (weeks_on, days) = (tongue.pick("weken op", "weeks on"), tongue.weekdays(days));
                format!("{every} {weeks} {weeks_on} {days}")
            }
            Pattern::DayOfMonth(None) => {
                format!("{every} {}", tongue.pick("laatste dag van de maand", "last day of the month"))
            }
            Pattern::DayOfMonth(Some(day)) => {
                format!("{every} {day}{}", tongue.pick("e van de maand", "th of the month"))
            }
            Pattern::WeekdayOfMonth { which, day } => {
                let nth = |which: &u8| tongue.nth[if *which == LAST { 0 } else { usize::from(*which) }];
                let which = tongue.listed(&which.iter().map(nth).collect::<Vec<_>>());
                let (day, of) = (tongue.days[usize::from(*day)], tongue.pick("van de maand", "of the month"));
                format!("{every} {which} {day} {of}")
            }
        });
        parts.extend(self.times.map(|times| match times.end {
            Some(end) => format!("{}-{}", clock(times.start), clock(end)),
            None => clock(times.start),
        }));
        let from = self.from.filter(|_| !has_dates);
        let until = self.until.filter(|_| !has_dates);
        parts.extend(from.map(|from| format!("{} {from}", tongue.pick("vanaf", "from"))));
        parts.extend(until.map(|until| format!("{} {until}", tongue.pick("tot en met", "until"))));
        let holidays = tongue.pick("feestdagen", "public holidays").to_owned();
        let rows = self.except.iter().map(|row| tongue.row(row));
        let except: Vec<String> = rows.chain(self.is_not_on_holidays.then_some(holidays)).collect();
        if !except.is_empty() {
            parts.push(format!("{} {}", tongue.pick("behalve", "except"), except.join(", ")));
        }
        parts.join(" ")
    }
}

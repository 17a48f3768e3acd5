//! The words of a recurrence, in Dutch and English, and what can be taken from the front of them.

use super::error::RecurrenceError;

/// Words that mean the same, each as the words that it is made of.
type Ways = &'static [&'static [&'static str]];

/// Before what comes back.
pub(super) const EVERY: Ways = &[&["elke"], &["elk"], &["iedere"], &["ieder"], &["every"], &["each"]];
/// Before the days on which it doesn't happen.
pub(super) const EXCEPT: Ways =
    &[&["behalve"], &["niet"], &["except"], &["but", "not"], &["not"], &["uitgezonderd"]];
/// Before the first day.
pub(super) const FROM: Ways = &[&["vanaf"], &["van"], &["from"], &["starting"]];
/// Before the last day, or the last of a row.
pub(super) const TO: Ways = &[
    &["tot", "en", "met"],
    &["t/m"],
    &["tm"],
    &["-"],
    &["until"],
    &["till"],
    &["through"],
    &["up", "to", "and", "including"],
    &["to"],
];
/// Before the time.
pub(super) const AT: Ways = &[&["om"], &["at"]];
/// Before the first time.
pub(super) const FROM_TIME: Ways = &[&["van"], &["vanaf"], &["from"]];
/// Before the second time.
pub(super) const TO_TIME: Ways = &[&["tot"], &["-"], &["to"], &["until"], &["till"]];
/// Before days.
pub(super) const ON: Ways = &[&["op"], &["on"]];
/// Between what is listed.
pub(super) const AND: Ways = &[&[","], &["en"], &["and"], &["&"]];
/// The public holidays.
pub(super) const HOLIDAYS: Ways =
    &[&["feestdagen"], &["officiële", "feestdagen"], &["public", "holidays"], &["bank", "holidays"]];
/// Behind days of the month.
pub(super) const OF_THE_MONTH: Ways = &[
    &["van", "de", "maand"],
    &["van", "elke", "maand"],
    &["in", "de", "maand"],
    &["of", "the", "month"],
    &["of", "every", "month"],
    &["of", "each", "month"],
    &["in", "the", "month"],
];

/// Each day of the week from Monday on, in every way that people write it.
pub(super) const WEEKDAYS: &[&[&str]] = &[
    &["maandag", "maandagen", "ma", "monday", "mondays", "mon", "mo"],
    &["dinsdag", "dinsdagen", "di", "tuesday", "tuesdays", "tue", "tu"],
    &["woensdag", "woensdagen", "wo", "wednesday", "wednesdays", "wed", "we"],
    &["donderdag", "donderdagen", "do", "thursday", "thursdays", "thu", "th"],
    &["vrijdag", "vrijdagen", "vr", "friday", "fridays", "fri", "fr"],
    &["zaterdag", "zaterdagen", "za", "saturday", "saturdays", "sat", "sa"],
    &["zondag", "zondagen", "zo", "sunday", "sundays", "sun", "su"],
];

/// The months.
pub(super) const MONTHS: &[&[&str]] = &[
    &["januari", "january", "jan"],
    &["februari", "february", "feb"],
    &["maart", "march", "mrt", "mar"],
    &["april", "apr"],
    &["mei", "may"],
    &["juni", "june", "jun"],
    &["juli", "july", "jul"],
    &["augustus", "august", "aug"],
    &["september", "sep", "sept"],
    &["oktober", "october", "okt", "oct"],
    &["november", "nov"],
    &["december", "dec"],
];

/// The last of the month, and the first to the fifth.
pub(super) const NTH: &[&[&str]] = &[
    &["laatste", "last"],
    &["eerste", "first"],
    &["tweede", "second"],
    &["derde", "third"],
    &["vierde", "fourth"],
    &["vijfde", "fifth"],
];

/// Numbers in words.
pub(super) const NUMBERS: &[&[&str]] = &[&[], &[], &["twee", "two"], &["drie", "three"], &["vier", "four"]];

/// What is left of a text to be read.
pub(super) struct WordStream {
    words: Vec<String>,
    at: usize,
}

impl WordStream {
    /// The words of a text, in small letters; commas, and what stands between two dates or times, are words too.
    pub(super) fn of(text: &str) -> Self {
        let plain = text.to_lowercase().replace(['–', '—'], "-").replace(';', ",").replace(',', " , ");
        let mut words = Vec::new();
        for word in plain.split_whitespace() {
            // `2026-12-04T14:00`
            let stamp = word.split_at_checked(10).filter(|(date, _)| dashed(date).is_some());
            let (before, word) = match stamp {
                Some((date, rest)) if rest.starts_with('t') => (Some(date), &rest[1..]),
                _ => (None, word),
            };
            words.extend(before.map(str::to_owned));
            // `14:00-16:00`, but not `2026-12-04`
            let parts =
                word.split_once('-').filter(|(one, other)| time(one).is_some() && time(other).is_some());
            match parts {
                Some((one, other)) => words.extend([one, "-", other].map(str::to_owned)),
                None => words.push(word.to_owned()),
            }
        }
        Self { words, at: 0 }
    }

    pub(super) fn is_at_end(&self) -> bool {
        self.at == self.words.len()
    }

    pub(super) fn place(&self) -> usize {
        self.at
    }

    pub(super) fn back_to(&mut self, place: usize) {
        self.at = place;
    }

    /// What is left, as a message quotes it.
    pub(super) fn rest(&self) -> String {
        joined(&self.words[self.at..])
    }

    /// What was read since a place.
    pub(super) fn since(&self, place: usize) -> String {
        joined(&self.words[place..self.at])
    }

    /// What was read last: a word, or two times.
    pub(super) fn before(&self) -> String {
        let is_row = self.at >= 3 && self.words[self.at - 2] == "-";
        self.since(self.at.saturating_sub(if is_row { 3 } else { 1 }))
    }

    fn word(&self) -> Option<&str> {
        self.words.get(self.at).map(String::as_str)
    }

    /// Whether these words come next.
    pub(super) fn is_next(&self, words: &[&str]) -> bool {
        self.words[self.at..].iter().map(String::as_str).take(words.len()).eq(words.iter().copied())
    }

    pub(super) fn is_any(&self, ways: Ways) -> bool {
        ways.iter().any(|words| self.is_next(words))
    }

    /// Takes these words, if they come next.
    pub(super) fn takes(&mut self, words: &[&str]) -> bool {
        let is_next = self.is_next(words);
        self.at += if is_next { words.len() } else { 0 };
        is_next
    }

    pub(super) fn takes_any(&mut self, ways: &[&[&str]]) -> bool {
        ways.iter().any(|words| self.takes(words))
    }

    /// Takes one of the words of a table: its row.
    pub(super) fn take_one(&mut self, table: &[&[&str]]) -> Option<u8> {
        let word = self.word()?;
        let word = word.trim_end_matches('.');
        let row = table.iter().position(|ways| ways.contains(&word))?;
        self.at += 1;
        u8::try_from(row).ok()
    }

    fn take<T>(&mut self, read: impl FnOnce(&str) -> Option<T>) -> Option<T> {
        let found = read(self.word()?)?;
        self.at += 1;
        Some(found)
    }

    /// Takes a number of one or two digits.
    pub(super) fn take_number(&mut self) -> Option<u8> {
        self.take(|word| word.parse().ok().filter(|_| word.len() <= 2 && is_digits(word)))
    }

    /// Takes a year.
    pub(super) fn take_year(&mut self) -> Option<i16> {
        self.take(|word| word.parse().ok().filter(|_| word.len() == 4 && is_digits(word)))
    }

    /// Takes `15e`, `1ste`, `3rd`.
    pub(super) fn take_ordinal(&mut self) -> Option<u8> {
        self.take(|word| {
            let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
            let is_ending = ["e", "ste", "de", "st", "nd", "rd", "th"].contains(&&word[digits.len()..]);
            digits.parse().ok().filter(|_| is_ending && digits.len() <= 2 && is_digits(digits))
        })
    }

    /// Takes `2026-12-04`: as typed, and year, month and day.
    pub(super) fn take_dashed(&mut self) -> Option<(String, [i16; 3])> {
        self.take(|word| Some((word.to_owned(), dashed(word)?)))
    }

    /// A date in digits in which the year doesn't stand first.
    pub(super) fn other_date(&self) -> Option<String> {
        let word = self.word()?;
        let parts: Vec<&str> = word.split(['-', '/', '.']).collect();
        let is_date = parts.len() == 3 && parts.iter().all(|part| is_digits(part) && part.len() <= 4);
        is_date.then(|| word.to_owned())
    }

    /// Takes `14:00`, in minutes, and as typed.
    pub(super) fn take_time(&mut self) -> Result<Option<(u16, String)>, RecurrenceError> {
        let Some((hour, minute)) = self.word().and_then(time) else { return Ok(None) };
        let typed = self.word().unwrap_or_default().to_owned();
        if hour > 24 || minute > 59 || (hour == 24 && minute > 0) {
            return Err(RecurrenceError::NoSuchTime(typed));
        }
        self.at += 1;
        Ok(Some((hour * 60 + minute, typed)))
    }
}

/// The words with spaces between them, but for times in a row and commas.
fn joined(words: &[String]) -> String {
    words.join(" ").replace(" - ", "-").replace(" ,", ",")
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Year, month and day of `2026-12-04`, whether there is such a day or not.
fn dashed(word: &str) -> Option<[i16; 3]> {
    let mut parts = word.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let is_date = parts.next().is_none()
        && year.len() == 4
        && [year, month, day].iter().all(|part| is_digits(part) && part.len() <= 4);
    let number = |part: &str| part.parse().ok();
    is_date.then_some([number(year)?, number(month)?, number(day)?])
}

/// Hour and minute of `14:00` or `14.00`, whether there is such a time or not.
fn time(word: &str) -> Option<(u16, u16)> {
    let (hour, minute) = word.split_once([':', '.'])?;
    let is_time = is_digits(hour) && hour.len() <= 2 && is_digits(minute) && minute.len() == 2;
    is_time.then_some((hour.parse().ok()?, minute.parse().ok()?))
}
